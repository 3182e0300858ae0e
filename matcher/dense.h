/* A dense market solved exactly by column generation (Dantzig and Wolfe 1960, on rows that are
 * computed): solve the candidate graph, go over all pairs for those that break its proof, add the
 * worst of each student, and again from there, until no pair breaks it. */
#ifndef MATCHER_DENSE_H
#define MATCHER_DENSE_H

#include "matcher/candidates.h"
#include "matcher/dense_rows.h"
#include "matcher/optimal.h"

struct dense {
    struct dense_rows rows;
    const struct watch *watch;
    const uint32_t *seats; /* left, by mentor */
    struct candidates candidates;
    uint64_t *score_counts; /* element s: possible pairs of score s */
    uint64_t rounds;        /* exact solves so far: for benches */
};

/* possible must outlive it. MEMORY, CANCELLED. */
enum status MUST_CHECK dense_open(const struct possible *possible, size_t workers,
                                  const struct watch *watch, struct dense *ret_dense);
void dense_close(struct dense *dense);

/* As market_optimal and market_cover. */
enum status MUST_CHECK dense_optimal(struct dense *dense, const struct weighing *weighing,
                                     int32_t score_bp_min, struct assignment *assignment);
/* enough: ends as soon as so many are matched, then the cover is not filled. */
enum status MUST_CHECK dense_cover(struct dense *dense, int32_t score_bp_min, uint32_t enough,
                                   uint32_t *mentor_of, bool *ret_students, bool *ret_mentors,
                                   uint32_t *ret_matched);

#endif
