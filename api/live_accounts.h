/* Tokens and appointments in memory: what a server knows of who may ask. Kept by the thread of
 * live.c, copied into each view. */
#ifndef API_LIVE_ACCOUNTS_H
#define API_LIVE_ACCOUNTS_H

#include "api/store/store_feed.h"

struct accounts {
    struct token *tokens; /* in order of id; in a view's copy in order of hash */
    size_t tokens_count;
    struct appointed *appointments; /* in order of person_id */
    size_t appointments_count;
};

/* Takes in what the feed tells; *changed becomes true when it is news. False when memory ran out:
 * then some of it is missing, and is to be told again. */
bool accounts_merge(struct accounts *accounts, const struct feed_changes *changes, bool *changed);

/* A copy to be searched by hash. MEMORY. */
enum status MUST_CHECK accounts_copy(const struct accounts *accounts, struct accounts *ret_copy);

/* Frees what it holds and leaves it empty. */
void accounts_clear(struct accounts *accounts);

/* In a copy: the token with that hash, or NULL. O(log n). */
const struct token *accounts_token(const struct accounts *accounts, const struct digest *hash);

/* The grants of a person, at most max of them, into grants; how many. O(log n). */
size_t accounts_grants(const struct accounts *accounts, const char *person_id, struct grant *grants,
                       size_t max);

#endif
