/* What a round over people was made from: all of it, and nothing else. Plain data; written and read
 * as a text file by api/wire/snapshot. Holds codes, no names, no addresses, no typed text. Whoever
 * has the snapshot, the tables and the engine gets the same run, byte by byte. */
#ifndef MATCHER_SNAPSHOT_H
#define MATCHER_SNAPSHOT_H

#include "matcher/result.h"
#include "scoring/person.h"
#include "scoring/score.h"

/* A rule of the staff, by ids. */
struct round_rule {
    enum rule kind;      /* never, must, pin, wish, first */
    const char *student; /* external id */
    const char *mentor;  /* NULL of first */
    int32_t rank;        /* of a wish, 1 best; otherwise 0 */
};

/* A pair that was announced (repair). */
struct round_pair {
    const char *student, *mentor;
};

struct snapshot {
    int32_t engine;       /* ENGINE_VERSION of who made it */
    struct digest tables; /* of taxonomies and policy: round_tables */
    enum objective objective;
    struct weights weights;
    int32_t minimum_bp;
    date as_of;
    int64_t seed; /* >= 0; of the lottery that settles ties */
    bool has_from;
    struct digest from;          /* the problem of the run that this one was made from */
    const struct person *people; /* rising by external id; resolved; scoring's data only */
    size_t people_count;
    const struct round_rule *rules; /* rising by kind, student, rank, mentor; no doubles */
    size_t rules_count;
    const struct round_pair *announced; /* rising by student */
    size_t announced_count;
};

#endif
