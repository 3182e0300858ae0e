#include "scoring/base/digest.h"

#include <assert.h>
#include <sodium.h>

static_assert(sizeof(crypto_generichash_state) <= sizeof(struct digest_state),
              "libsodium's state fits ours");

static crypto_generichash_state *inner(struct digest_state *state)
{
    return (crypto_generichash_state *)(void *)state->opaque;
}

void digest_start(struct digest_state *state, const void *key, size_t key_size)
{
    int failed = crypto_generichash_init(inner(state), key, key_size, DIGEST_SIZE);
    assert(failed == 0);
    (void)failed;
}

void digest_add(struct digest_state *state, const void *bytes, size_t size)
{
    crypto_generichash_update(inner(state), bytes, size);
}

struct digest digest_end(struct digest_state *state)
{
    struct digest digest;
    crypto_generichash_final(inner(state), digest.bytes, DIGEST_SIZE);
    return digest;
}

struct digest digest_of(const void *bytes, size_t size)
{
    struct digest_state state;
    digest_start(&state, NULL, 0);
    digest_add(&state, bytes, size);
    return digest_end(&state);
}

void digest_hex(const struct digest *digest, char ret_text[DIGEST_HEX_SIZE])
{
    sodium_bin2hex(ret_text, DIGEST_HEX_SIZE, digest->bytes, DIGEST_SIZE);
}
