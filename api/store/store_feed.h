/* The change feed: what a roster in memory needs to follow the database. Rows carry the id of the
 * transaction that wrote them last (changed_xid); a poll asks for all at or above `since`, and the
 * next `since` is the oldest transaction that was still running (pg_snapshot_xmin). So a
 * transaction that commits late is seen late, but never skipped; a row may be seen twice, which
 * is harmless. Nothing is ever deleted but by erasure, which leaves a row behind: those people come
 * as ids that are to be forgotten. */
#ifndef API_STORE_STORE_FEED_H
#define API_STORE_STORE_FEED_H

#include "api/store/store.h"
#include "api/store/store_token.h"
#include "scoring/person.h"

struct arena;

#define FEED_START "0" /* since the beginning: everything */

/* since of the next poll: a 64-bit transaction id as decimal text. Belongs to one database
 * cluster: after a restore or a move, start again from FEED_START. day: of that poll. On another
 * day everything comes again: consents and years of interest end with a day, without a row that
 * changes. */
struct feed_position {
    char since[21];
    date day; /* 0: none yet */
};

struct feed_changes {
    struct person *people; /* in order of id, with their load; whose load changed are here too */
    size_t people_count;
    const char **erased; /* ids, in order, of people who are there no more */
    size_t erased_count;
    struct token *tokens; /* in order of id */
    size_t tokens_count;
    bool appointments_changed;      /* then here are all that hold, in order of person_id */
    struct appointed *appointments; /* of a person at most one of a role and unit */
    size_t appointments_count;
    struct feed_position next;
};

/* Everything written since position (start with {FEED_START}), as of one moment (one REPEATABLE
 * READ transaction), in arena; today: a whole day, that people are matched on or not. 50 000 people
 * come in about a second and some 60 MB of arena, a poll that finds nothing in well under a
 * millisecond. INVALID when position is ahead of the server's own transactions: this is another
 * cluster, start again. */
enum status MUST_CHECK store_feed_poll(struct store *store, const struct feed_position *position,
                                       date today, struct arena *arena,
                                       struct feed_changes *ret_changes);

#endif
