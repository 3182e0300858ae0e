/* Tokens as text, without a database. */
#include "api/store/store_token.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

/* 32 equal bytes: the least, one between, the greatest. */
static const unsigned char fills[] = {0, 77, 255};

struct secret {
    unsigned char bytes[TOKEN_SECRET_SIZE];
};

static struct secret secret_of(unsigned char fill)
{
    struct secret secret;
    memset(secret.bytes, fill, sizeof secret.bytes);
    return secret;
}

Test(token, a_token_reads_back_as_its_32_bytes)
{
    for (size_t i = 0; i < sizeof fills; i++) {
        char text[TOKEN_TEXT_SIZE];
        unsigned char read[TOKEN_SECRET_SIZE];
        struct secret secret = secret_of(fills[i]);
        token_format(secret.bytes, text);
        cr_assert(eq(sz, strlen(text), TOKEN_TEXT_SIZE - 1));
        cr_assert(eq(int, token_parse(text, strlen(text), read), STATUS_OK));
        cr_assert(memcmp(read, secret.bytes, sizeof read) == 0);
    }
}

Test(token, any_other_character_at_any_place_is_refused)
{
    char text[TOKEN_TEXT_SIZE];
    unsigned char read[TOKEN_SECRET_SIZE];
    struct secret secret = secret_of(77);
    token_format(secret.bytes, text);
    for (size_t i = 0; i < TOKEN_TEXT_SIZE - 1; i++) {
        char kept = text[i];
        for (const char *other = "0Zz_- \n"; *other != '\0'; other++) {
            text[i] = *other;
            if (*other != kept)
                cr_expect(eq(int, token_parse(text, TOKEN_TEXT_SIZE - 1, read), STATUS_INVALID));
        }
        text[i] = kept;
    }
}

static const char *const malformed[] = {
    "",
    "kring_",
    "kring_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",  /* over 2^256 */
    "kring_0000000000000000000000000000000000000000000000000",  /* the checksum is another */
    "kring_00000000000000000000000000000000000000000000000000", /* a digit too many */
};

Test(token, what_has_not_the_form_is_refused)
{
    unsigned char read[TOKEN_SECRET_SIZE];
    for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++)
        cr_expect(eq(int, token_parse(malformed[i], strlen(malformed[i]), read), STATUS_INVALID));
}

Test(token, the_hash_depends_on_key_and_secret)
{
    struct secret one = secret_of(1);
    struct secret two = secret_of(2);
    struct digest hash = token_hash(one.bytes, one.bytes);
    struct digest other_key = token_hash(two.bytes, one.bytes);
    struct digest other_secret = token_hash(one.bytes, two.bytes);
    cr_assert(memcmp(&hash, &other_key, sizeof hash) != 0);
    cr_assert(memcmp(&hash, &other_secret, sizeof hash) != 0);
}
