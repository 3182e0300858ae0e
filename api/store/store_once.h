/* Idempotency keys: a POST that is sent twice is done once. Within the caller's transaction
 * (store_transaction): claim, work, keep; a rollback forgets the claim. */
#ifndef API_STORE_STORE_ONCE_H
#define API_STORE_STORE_ONCE_H

#include "api/store/store.h"
#include "scoring/base/digest.h"

#include <stdbool.h>

struct arena;

#define ONCE_HOURS 24 /* how long a key is kept */

struct once_key {
    const char *caller, *key;  /* whose key; 1..255 printable ASCII */
    struct digest fingerprint; /* of method, target and body */
};

struct once_reply {
    int32_t http;
    const char *body, *etag, *location; /* NULL: none */
};

/* Claims a key. OK with *ret_known false: it is ours, do the work; true: it was done, ret_reply is
 * what was answered, copied to the arena. INVALID: done with another fingerprint. CONFLICT: another
 * call is at it, and did not end within 500 ms; the transaction has failed then. What comes after
 * in the transaction waits for locks as ever. */
enum status MUST_CHECK store_once_claim(struct store *store, const struct once_key *key,
                                        store_time now, struct arena *arena, bool *ret_known,
                                        struct once_reply *ret_reply);

/* Keeps the reply of a key just claimed. BROKEN when it was not. */
enum status MUST_CHECK store_once_keep(struct store *store, const struct once_key *key,
                                       const struct once_reply *reply);

/* Drops the keys older than ONCE_HOURS at now, some thousand at most, the oldest first. For a claim
 * they are gone by then in any case. */
enum status MUST_CHECK store_once_forget(struct store *store, store_time now);

#endif
