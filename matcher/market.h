/* What is left to be decided once rules are settled: possible pairs of students who are free and
 * mentors who have seats. Students and mentors keep their numbers; who is fixed has no pairs. The
 * solvers ask a market two questions, and get exact answers over all its pairs, whether they are
 * listed or computed on demand. */
#ifndef MATCHER_MARKET_H
#define MATCHER_MARKET_H

#include "matcher/optimal.h"
#include "matcher/problem.h"
#include "matcher/settle.h"
#include "matcher/watch.h"

struct market;

/* A market of a settled, feasible problem, which must outlive it. workers: 1..WORKERS_MAX (those of
 * problem->rows at most). MEMORY, CANCELLED. */
enum status MUST_CHECK market_new(const struct problem *problem, const struct settled *settled,
                                  size_t workers, const struct watch *watch,
                                  struct market **ret_market);
void market_free(struct market *market);

uint32_t market_student_count(const struct market *market);
uint32_t market_mentor_count(const struct market *market);
const uint32_t *market_seats(const struct market *market); /* left, by mentor */

/* Fills element j with the score of a possible pair or ROW_IMPOSSIBLE, for mentors 0.. . worker:
 * 0..workers-1, each one call at a time. */
void market_row(struct market *market, size_t worker, uint32_t student, int16_t *ret_scores);

/* All pairs when they are listed; NULL for a dense market. */
const struct graph *market_graph(const struct market *market);

/* The greatest total weight of a matching among pairs of at least score_bp_min: fills the
 * assignment (optimal.h) with a matching and prices that prove it over all pairs of the market.
 * What it holds at first is where the search begins: all NOBODY and 0, or any other (prices of an
 * earlier result save most of the work). MEMORY, CANCELLED. */
enum status MUST_CHECK market_optimal(struct market *market, const struct weighing *weighing,
                                      int32_t score_bp_min, struct assignment *assignment);

/* The greatest number of students that can be matched among pairs of at least score_bp_min, and a
 * cover that proves it: every such pair has its student or its mentor in the cover, and students +
 * seats of the cover's mentors equal that number. Element i of ret_students (and j of ret_mentors):
 * is in the cover. mentor_of, by student, may start as any matching or all NOBODY, and becomes the
 * matching. MEMORY, CANCELLED. */
enum status MUST_CHECK market_cover(struct market *market, int32_t score_bp_min,
                                    uint32_t *mentor_of, bool *ret_students, bool *ret_mentors,
                                    uint32_t *ret_matched);

/* The greatest t (a score that occurs) for which the greatest number of students can be matched
 * among pairs of at least t; a cover of all pairs, and a cover of all pairs above t that is smaller
 * than it. With nobody to match, t is SCORE_BP_MAX and both covers are empty. MEMORY, CANCELLED. */
struct worst {
    uint32_t matched;
    int32_t score_bp;                     /* t */
    bool *all_students, *all_mentors;     /* in: room for student_count, mentor_count */
    bool *above_students, *above_mentors; /* likewise */
};
enum status MUST_CHECK market_worst(struct market *market, struct worst *worst);

#endif
