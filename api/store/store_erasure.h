/* Erasing a person: what is live of theirs ends by ordinary steps, so that others get their notices
 * and seats come free; what is kept about them is taken away (store_personal.h says what of which
 * table); the row stays, with nothing in it, for what refers to it. A keyed hash of the external id
 * stays too: an import refuses its row from then on, until that is lifted.
 *
 * The hash is BLAKE2b keyed by the installation's key (store_token.h): it cannot be read back, but
 * who has the whole database and knows an external id can tell that it was erased. */
#ifndef API_STORE_STORE_ERASURE_H
#define API_STORE_STORE_ERASURE_H

#include "api/store/store_step.h"
#include "api/store/store_token.h"

/* Locks for the length of a transaction: erasures one at a time and beside no import, imports
 * beside each other as far as this goes. Each waits, at most until the store's deadline. */
enum status MUST_CHECK store_erasure_alone(struct store *store);
enum status MUST_CHECK store_erasure_beside(struct store *store);

struct erasure_order {
    const char *id;
    int32_t version; /* of the person, that must be there; 0: any */
    bool due;        /* only if it was asked for, and for no later than the deed's now */
};

/* Erases within a transaction of the caller's, with the audit row "erase" of the person. The deed's
 * actor is STAFF, PERSON (themself: then the steps are those of the side they are on) or CLOCK.
 * NOT_FOUND: there is none, they were erased, or are not due; CONFLICT without a fault when another
 * version is there. After any status but OK the transaction must be rolled back. Cost: some ten
 * statements, and four a live object. */
enum status MUST_CHECK store_erase(struct store *store, const struct deed *deed,
                                   const struct erasure_order *order, struct faults *faults);

/* Within a transaction of the caller's: from now on they are out of matching, and at `at` they are
 * erased by the clock. *ret_at: when; asked before, the time first told stays. With the audit row
 * "erase_ask". NOT_FOUND. */
enum status MUST_CHECK store_erasure_ask(struct store *store, const struct deed *deed,
                                         const char *id, store_time at, store_time *ret_at);

/* Whether a person reaches beyond units and all below (ids as PostgreSQL writes an array): belongs
 * to another one, or holds a role for another one or for all. */
enum status MUST_CHECK store_erasure_beyond(struct store *store, const char *id, const char *units,
                                            bool *ret_beyond);

/* Within a transaction of the caller's: takes that back, with the audit row "erase_keep". CONFLICT
 * without a fault when nobody asked; NOT_FOUND. */
enum status MUST_CHECK store_erasure_keep(struct store *store, const struct deed *deed,
                                          const char *id);

/* When somebody is to be erased; 0: nobody asked. NOT_FOUND. */
enum status MUST_CHECK store_erasure_at(struct store *store, const char *id, store_time *ret_at);

/* Erases whoever is due at deed->now, each in a transaction of its own; tell (may be NULL) is
 * called after each, with "person" and "erase". OK, or the first status that is no CONFLICT and no
 * NOT_FOUND. */
enum status MUST_CHECK store_erasure_clock(struct store *store, const struct deed *deed,
                                           clock_tell *tell, void *context, size_t *ret_erased);

/* What stays of an external id. */
struct digest erasure_hash(const unsigned char key[TOKEN_KEY_SIZE], const char *external_id);

/* Lets imports bring somebody anew who was erased. NOT_FOUND: nobody with that external id was. */
enum status MUST_CHECK store_erasure_lift(struct store *store, const char *external_id);

#endif
