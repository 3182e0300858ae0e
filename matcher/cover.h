/* The greatest number of students that can be matched in a graph, with the cover that proves it
 * (König 1931). Source of the phases: Hopcroft and Karp 1973; Dinic 1970 for seats. */
#ifndef MATCHER_COVER_H
#define MATCHER_COVER_H

#include "matcher/graph.h"
#include "matcher/watch.h"
#include "scoring/base/status.h"

#include <stdbool.h>

/* As market_cover (market.h), of a graph: only edges of at least score_bp_min count; seats is by
 * mentor, 0 allowed. mentor_of may start as any matching (edges below score_bp_min are dropped).
 * The cover is the one nearest to the students: its mentors are those that unmatched students can
 * reach by alternating paths. MEMORY, CANCELLED. O(edges · √students). */
enum status MUST_CHECK cover_solve(const struct graph *graph, const uint32_t *seats,
                                   int32_t score_bp_min, const struct watch *watch,
                                   uint32_t *mentor_of, bool *ret_students, bool *ret_mentors,
                                   uint32_t *ret_matched);

/* The same among some students only: element i of among says whether student i takes part (NULL:
 * all do). The others are neither matched nor in the cover. */
enum status MUST_CHECK cover_solve_among(const struct graph *graph, const uint32_t *seats,
                                         int32_t score_bp_min, const bool *among,
                                         const struct watch *watch, uint32_t *mentor_of,
                                         bool *ret_students, bool *ret_mentors,
                                         uint32_t *ret_matched);

#endif
