/* Digests: BLAKE2b (RFC 7693) of 32 bytes, by libsodium. For identity of content (tables,
 * imports, runs) and, keyed, for what must not be guessed back (tokens). */
#ifndef SCORING_BASE_DIGEST_H
#define SCORING_BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#define DIGEST_SIZE     32
#define DIGEST_HEX_SIZE (2 * DIGEST_SIZE + 1)

struct digest {
    uint8_t bytes[DIGEST_SIZE];
};

/* A digest being made; plain memory, needs no freeing. */
struct digest_state {
    _Alignas(64) uint8_t opaque[384];
};

/* Starts a digest; key may be NULL with key_size 0, otherwise 16..64 bytes. */
void digest_start(struct digest_state *state, const void *key, size_t key_size);

/* Adds size bytes. */
void digest_add(struct digest_state *state, const void *bytes, size_t size);

/* The digest of all that was added; the state is spent. */
struct digest digest_end(struct digest_state *state);

/* The digest of size bytes in one call. */
struct digest digest_of(const void *bytes, size_t size);

/* Writes 64 lower-case hexadecimal digits and a NUL. */
void digest_hex(const struct digest *digest, char ret_text[DIGEST_HEX_SIZE]);

#endif
