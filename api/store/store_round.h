/* Who takes part in a round, and the snapshot that keeps it: what freezing reads and writes. */
#ifndef API_STORE_STORE_ROUND_H
#define API_STORE_STORE_ROUND_H

#include "api/store/store.h"
#include "scoring/person.h"

struct arena;

/* Somebody who is enrolled: as a student by a need, as a mentor by an offer, or by being ranked. */
struct enrolled {
    const char *id, *alias; /* the person's, and what the snapshot calls them */
    bool student, mentor, first;
    int32_t seats;                /* free today, 0 where the mentor is only ranked */
    struct wishes wishes;         /* of the need; none: the person's own */
    struct conditions conditions; /* of the offer, beside the person's own */
    const char *const *ranked;    /* ids of mentors, the best choice first */
    size_t ranked_count;
    const char *const *avoided;
    size_t avoided_count;
};

/* Element i of *ret_people, as stored, is element i of *ret_enrolled, in order of id. In the
 * caller's transaction. Cost: a look at every need and offer of the programme. */
enum status MUST_CHECK store_round_enrolled(struct store *store, const char *round_id,
                                            store_time now, struct arena *arena,
                                            struct enrolled **ret_enrolled,
                                            struct person **ret_people, size_t *ret_count);

struct round_frozen {
    const char *round_id;
    const char *bytes; /* snapshot.tsv, ended by NUL */
    const struct enrolled *enrolled;
    size_t enrolled_count;
    store_time now;
};

/* Makes it the round's snapshot. In the caller's transaction. */
enum status MUST_CHECK store_round_freeze(struct store *store, const struct round_frozen *frozen);

#endif
