/* The figures of a result. */
#ifndef MATCHER_MEASURE_H
#define MATCHER_MEASURE_H

#include "matcher/result.h"

/* Fills total, worst and figures of a result that has its pairs, matched of them; scores, element
 * i, is the score of pair i, 0..SCORE_BP_MAX. Fixed pairs count in every figure but worst (see
 * there). A fixed pair that is on its student's list is a wish that was got. Lists are in arena.
 * MEMORY, and then result is untouched. O(pairs · length of a list + mentors). */
enum status MUST_CHECK measure(const struct problem *problem, const struct settled *settled,
                               const int32_t *scores, struct arena *arena, struct result *result);

#endif
