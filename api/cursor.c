#include "api/cursor.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* base64url without padding (RFC 4648, 5) of: the signature, the position. 128 bits of signature
 * cannot be guessed; nobody tries 2^64 cursors over HTTP. */
#define SIGNATURE_SIZE ((size_t)16)
#define BYTES_MAX      (SIGNATURE_SIZE + CURSOR_POSITION_MAX)

_Static_assert((BYTES_MAX * 4 + 2) / 3 + 2 == CURSOR_SIZE, "its text and a NUL");
_Static_assert(CURSOR_KEY_SIZE == DIGEST_SIZE, "both are 32");

static const char base64url[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static void write_base64url(const unsigned char *bytes, size_t size, char *text)
{
    uint32_t bits = 0;
    unsigned held = 0;
    for (size_t i = 0; i < size; i++) {
        bits = bits << 8 | bytes[i];
        for (held += 8; held >= 6; held -= 6)
            *text++ = base64url[bits >> (held - 6) & 63];
    }
    if (held > 0)
        *text++ = base64url[bits << (6 - held) & 63];
    *text = '\0';
}

/* The number of bytes; 0 when the text is none of write_base64url's, or too long. One text only for
 * the same bytes: what is left over at the end must be zeros, less than a byte. */
static size_t read_base64url(const char *text, unsigned char bytes[BYTES_MAX])
{
    uint32_t bits = 0;
    unsigned held = 0;
    size_t size = 0;
    for (; *text != '\0'; text++) {
        const char *digit = strchr(base64url, *text);
        if (digit == NULL)
            return 0;
        bits = bits << 6 | (uint32_t)(digit - base64url);
        held += 6;
        if (held < 8)
            continue;
        if (size == BYTES_MAX)
            return 0;
        held -= 8;
        bytes[size++] = (unsigned char)(bits >> held);
    }
    bool whole = held < 6 && (bits & ((1U << held) - 1)) == 0;
    return whole ? size : 0;
}

/* Tokens are hashed with the installation's key itself; cursors have one of their own, made of it.
 */
static struct digest sign(const unsigned char installation_key[CURSOR_KEY_SIZE],
                          const struct digest *scope, const char *position, size_t size)
{
    static const char purpose[] = "kring: the key of cursors, 1";
    struct digest_state state;
    digest_start(&state, installation_key, CURSOR_KEY_SIZE);
    digest_add(&state, purpose, sizeof purpose);
    struct digest key = digest_end(&state);
    digest_start(&state, key.bytes, sizeof key.bytes);
    digest_add(&state, scope->bytes, sizeof scope->bytes);
    digest_add(&state, position, size);
    struct digest signature = digest_end(&state);
    explicit_bzero(&key, sizeof key);
    explicit_bzero(&state, sizeof state);
    return signature;
}

void cursor_write(const unsigned char installation_key[CURSOR_KEY_SIZE], const struct digest *scope,
                  const char *position, char ret_text[CURSOR_SIZE])
{
    unsigned char bytes[BYTES_MAX];
    size_t size = strnlen(position, CURSOR_POSITION_MAX + 1);
    assert(size >= 1 && size <= CURSOR_POSITION_MAX);
    struct digest signature = sign(installation_key, scope, position, size);
    memcpy(bytes, signature.bytes, SIGNATURE_SIZE);
    memcpy(bytes + SIGNATURE_SIZE, position, size);
    write_base64url(bytes, SIGNATURE_SIZE + size, ret_text);
}

/* In a time that does not tell how much of it is right. */
static bool is_signature(const unsigned char *bytes, const struct digest *signature)
{
    unsigned difference = 0;
    for (size_t i = 0; i < SIGNATURE_SIZE; i++)
        difference |= (unsigned)(bytes[i] ^ signature->bytes[i]);
    return difference == 0;
}

enum status cursor_read(const unsigned char installation_key[CURSOR_KEY_SIZE],
                        const struct digest *scope, const char *text,
                        char ret_position[CURSOR_POSITION_MAX + 1])
{
    unsigned char bytes[BYTES_MAX];
    size_t size = read_base64url(text, bytes);
    if (size <= SIGNATURE_SIZE)
        return STATUS_REFUSED;
    const char *position = (const char *)bytes + SIGNATURE_SIZE;
    size -= SIGNATURE_SIZE;
    struct digest signature = sign(installation_key, scope, position, size);
    if (!is_signature(bytes, &signature))
        return STATUS_REFUSED;
    memcpy(ret_position, position, size);
    ret_position[size] = '\0';
    return STATUS_OK;
}
