/* What matching rounds are made of, as the database keeps it and the API shows it: rounds, runs,
 * pairs. As api/wire/mentoring.h; the schema is seeds/schema/0014_rounds.sql. (The structs of a
 * round in memory, struct round and struct run, are others: matcher/round.h, api/wire/run.h.) */
#ifndef API_WIRE_ROUND_H
#define API_WIRE_ROUND_H

#include "api/wire/mentoring.h"
#include "api/wire/object.h"

#define RUN_RULES_MAX 1000
#define RUN_SEATS_MAX 1000

struct matching_round {
    const char *id, *programme_id, *name;
    const char *run_id;               /* whose pairs are taken; NULL: none is chosen yet */
    const char *snapshot_id;          /* of the last freeze, or NULL */
    int32_t students, mentors, seats; /* of the snapshot; in draft and open who is enrolled now */
    moment frozen_at, published_at;   /* 0: never */
    OBJECT_LIFE;
};

extern const char *const run_objective_words[]; /* objective_words: fair first */
extern const char *const run_rule_words[];      /* "never", "must", "pin", "first", NULL */

/* A rule of the staff for one run; mentor_id NULL of first. Somebody erased since is NULL. */
struct run_rule {
    int32_t rule; /* index into run_rule_words */
    const char *student_id, *mentor_id;
};

/* What if that mentor offered so many seats. */
struct run_seats {
    const char *mentor_id;
    int32_t seats;
};

struct run_result {
    int32_t students, mentors, seats, matched, total_bp, worst_bp;
    const char *problem; /* the hash of what was solved */
};

struct matching_run {
    const char *id, *round_id, *programme_id, *snapshot_id;
    int32_t objective;          /* index into run_objective_words */
    struct own_weights weights; /* all zero: when made the programme's, when shown the policy's */
    int32_t minimum_bp;         /* -1 when made: the programme's */
    int32_t seed;
    const struct run_rule *rules; /* asked for, and the round's decisions when it was made */
    size_t rules_count;
    const struct run_seats *what_if;
    size_t what_if_count;
    bool stale;        /* the round was frozen anew since */
    const char *stage; /* what it is at, in a few English words; NULL when it is not running */
    int32_t progress;  /* of the stage, in percent; 0: unknown */
    struct run_result result; /* blank until it is done */
    const char *failure;      /* why it could not be made */
    OBJECT_LIFE;
};

struct matching_pair {
    const char *id, *round_id, *programme_id, *run_id, *student_id, *mentor_id;
    int32_t score_bp;
    bool pinned;               /* put in by hand */
    const char *mentorship_id; /* that it made, or NULL */
    moment released_at, student_confirmed_at, mentor_confirmed_at;
    OBJECT_LIFE;
};

extern const struct shape round_shape, round_list_shape, round_list_uncounted_shape;
extern const struct shape run_shape, run_list_shape, run_list_uncounted_shape;
extern const struct shape pair_shape, pair_list_shape, pair_list_uncounted_shape;

void run_defaults(struct matching_run *run);

#endif
