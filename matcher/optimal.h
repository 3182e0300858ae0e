/* The greatest total weight of a matching in a graph, with integer prices that prove it:
 *
 *   u[i] + price[j] >= weight(i, j) for every edge, price >= 0, u >= 0,
 *   u[i] = 0 where i is unmatched, price[j] = 0 where j has a free seat,
 *   u[i] + price[j] = weight(i, j) where i is matched to j
 *
 * so that Σ u[i] + Σ seats[j] · price[j] is the total weight and no matching has more. */
#ifndef MATCHER_OPTIMAL_H
#define MATCHER_OPTIMAL_H

#include "matcher/graph.h"
#include "matcher/watch.h"
#include "scoring/base/status.h"

/* weight(i, j) = bonus[i] + score(i, j), + keep_bonus where keep[i] is j. Layers: a bonus greater
 * than all scores together makes every student matched worth more than any total. Weights are at
 * least 0 and at most WEIGHT_MAX. */
struct weighing {
    const int64_t *bonus; /* element i; NULL: 0 for all */
    const uint32_t *keep; /* element i: a mentor or NOBODY; NULL: nobody keeps */
    int64_t keep_bonus;
};
#define WEIGHT_MAX ((int64_t)1 << 60)

static inline int64_t weighing_of(const struct weighing *weighing, uint32_t student,
                                  uint32_t mentor, int32_t score_bp)
{
    int64_t weight = score_bp;
    if (weighing->bonus != NULL)
        weight += weighing->bonus[student];
    if (weighing->keep != NULL && weighing->keep[student] == mentor)
        weight += weighing->keep_bonus;
    return weight;
}

struct assignment {
    uint32_t *mentor_of; /* element i: the mentor of student i, or NOBODY */
    int64_t *price;      /* element j: >= 0 */
};

/* Solves a graph exactly; seats is by mentor, 0 allowed. The assignment may start as anything that
 * has prices >= 0 and respects edges and seats: all NOBODY and 0, or a result of other weights,
 * seats or fewer edges, which saves most of the work. Deterministic: the same arguments give the
 * same bytes everywhere. MEMORY; CANCELLED, and then the assignment is spoilt. Cost: tests/bench
 * has figures; 1.5 million edges take about a second, worst. */
enum status MUST_CHECK optimal_solve(const struct graph *graph, const uint32_t *seats,
                                     const struct weighing *weighing, const struct watch *watch,
                                     struct assignment *assignment);

#endif
