/* The figures of a result. */
#ifndef MATCHER_MEASURE_H
#define MATCHER_MEASURE_H

#include "matcher/result.h"

/* Fills total, matched, worst and figures from problem, settled and pairs; scores, element i, is
 * the score of pair i. Lists are in arena. MEMORY. O(pairs log pairs + mentors). */
enum status MUST_CHECK measure(const struct problem *problem, const struct settled *settled,
                               const int32_t *scores, struct arena *arena, struct result *result);

#endif
