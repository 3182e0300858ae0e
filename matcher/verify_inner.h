/* What the parts of the checker share (verify*.c); nobody else includes it. */
#ifndef MATCHER_VERIFY_INNER_H
#define MATCHER_VERIFY_INNER_H

#include "matcher/verify.h"
#include "matcher/workers.h"
#include "scoring/base/faults.h"

struct arena;

/* Which rules hold, worked out anew. */
struct verify_rules {
    uint32_t *mentor_of; /* element i: fixed by a must or pin that holds, or NOBODY */
    bool *by_pin;        /* element i: that is a pin */
    uint32_t *seats;     /* element j: left by fixed pairs */
    size_t fixed_count;
    struct overridden *overridden; /* rising by kind, student, mentor */
    size_t overridden_count;
    struct pair *conflict;
    size_t conflict_count;
};

/* A pair that may be chosen. Ranks are places in a list from 0, or NOBODY where there is none. */
struct verify_possible {
    uint32_t mentor;
    int32_t score_bp;
    uint32_t wish, priority;
};

/* Priorities turned round: the mentors whose lists name student i, rising, and at which rank. */
struct verify_namers {
    size_t *start; /* NULL: no mentor has a list */
    uint32_t *mentor, *rank;
};

/* What worker w has for itself: the row of one student, filled again for each, and what it found
 * in all its rows. */
struct verify_worker {
    int16_t *scores;               /* dense: of every mentor */
    struct verify_possible *items; /* the possible pairs of the student */
    size_t count;
    uint64_t pairs;        /* gone over */
    bool *needed;          /* fair: element j: mentor j alone covers some pair above t */
    uint64_t *wanting_key; /* stable: element j: of those who would rather have mentor j, the
                              key of the one that j ranks best … */
    uint32_t *wanting;     /* … and who that is; NOBODY: nobody */
};

/* What one pass over all possible pairs finds. Element i is of student i; NULL where the objective
 * has no use for it. */
struct verify_found {
    int32_t *score_bp;       /* of the pair the result gives; -1: it gives none */
    uint64_t *held_key;      /* stable: how the mentor of that pair ranks the student */
    bool *possible;          /* that pair may be chosen */
    int64_t *best;           /* u: max(0, weight - price) over the pairs of at least the floor */
    uint32_t *outside_all;   /* a mentor: the pair with it is not covered; NOBODY: all are */
    uint32_t *outside_above; /* likewise, of pairs above the floor */
    bool *needed;            /* fair: the student alone covers some pair above the floor */
};

struct verify_check {
    const struct problem *problem;
    const struct result *result;
    size_t workers;
    const struct watch *watch;
    struct faults *faults;
    struct arena *arena; /* dies with the check */
    struct verify_rules rules;
    /* Of the pairs of the result that are in range, the first of each student. */
    uint32_t *mentor_of;                         /* element i: or NOBODY */
    int32_t *pair_of;                            /* element i: its place among the result's pairs */
    uint32_t *load;                              /* element j: students of mentor j */
    int32_t free_matched;                        /* of them, not fixed */
    int64_t most_bonus, first_bonus, keep_bonus; /* as they must be */
    int64_t gap;
    bool has_prices, has_covers; /* the certificate has what its objective needs */
    struct verify_namers namers;
    struct verify_worker *worker; /* element w */
    size_t pass_start;            /* the student of row 0 in the present step of the pass */
    struct verify_found found;
};

/* ---- verify.c: as many workers as the problem has rows for */
size_t verify_workers(const struct problem *problem, size_t workers);

/* ---- verify_rules.c: never > must > pin > lists */
enum status MUST_CHECK verify_rules_find(const struct problem *problem, struct arena *arena,
                                         struct verify_rules *ret_rules);
void verify_rules_check(const struct verify_check *check);    /* overridden */
void verify_conflict_check(const struct verify_check *check); /* infeasible, and nothing beside */

/* ---- verify_pairs.c: which pairs are possible, and those of the result */
enum status MUST_CHECK verify_pairs_start(struct verify_check *check);
enum status MUST_CHECK verify_row_start(struct verify_check *check);
/* Fills the worker's row with the possible pairs of a student; nothing where rules fix them. */
void verify_row_fill(const struct verify_check *check, size_t worker, uint32_t student);
/* The score of any pair of the student whose row the worker filled last; 0 where it has none. */
int32_t verify_row_score(const struct verify_check *check, size_t worker, struct pair pair);
void verify_pairs_check(const struct verify_check *check); /* after the pass */

/* ---- verify_pass.c: once over all possible pairs, in parallel; CANCELLED, MEMORY */
enum status MUST_CHECK verify_pass_run(struct verify_check *check);
int64_t verify_weight(const struct verify_check *check, struct pair pair, int32_t score_bp);
/* How a student ranks a mentor and a mentor a student: the smaller the better, no two equal. */
uint64_t verify_student_key(const struct verify_possible *possible);
uint64_t verify_mentor_key(const struct verify_possible *possible, uint32_t student);

/* ---- verify_figures.c: total, matched, worst, figures */
enum status MUST_CHECK verify_figures_check(const struct verify_check *check);

/* ---- verify_prices.c, verify_covers.c, verify_stable.c: the certificate, of what was found */
void verify_bonuses_find(struct verify_check *check);
void verify_certificate_check(struct verify_check *check);     /* what is there and what is not */
int64_t verify_prices_check(const struct verify_check *check); /* gives the gap */
void verify_covers_check(const struct verify_check *check);
enum status MUST_CHECK verify_stable_check(struct verify_check *check);

/* ---- verify_match.c: as many students as can be matched, by plain augmenting paths, whatever the
 * scores; mentor_of is filled. Edges are listed, or a bit each: of student i and mentor j, bit
 * j % 64 of bits[i * words + j / 64]. MEMORY, CANCELLED. */
struct verify_edges {
    uint32_t student_count, mentor_count;
    const struct graph *graph; /* NULL: by bit */
    const uint64_t *bits;
    size_t words; /* of a student; 0 where listed */
};
enum status MUST_CHECK verify_match(const struct verify_edges *edges, const uint32_t *seats,
                                    const struct watch *watch, uint32_t *ret_mentor_of,
                                    uint32_t *ret_matched);

#define VERIFY_BLOCK ((size_t)64) /* students a worker takes at a time */

#endif
