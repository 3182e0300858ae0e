/* The pairs a dense market has looked at closely so far: a graph that only grows. */
#ifndef MATCHER_CANDIDATES_H
#define MATCHER_CANDIDATES_H

#include "matcher/graph.h"
#include "scoring/base/status.h"

/* Owns its arrays; rows as struct graph says. */
struct candidates {
    uint32_t student_count, mentor_count;
    size_t *start;
    uint32_t *mentor;
    int16_t *score;
};

struct addition {
    uint32_t student, mentor;
    int16_t score;
};

/* No pairs yet. MEMORY. */
enum status MUST_CHECK candidates_open(uint32_t student_count, uint32_t mentor_count,
                                       struct candidates *ret_candidates);
void candidates_close(struct candidates *candidates);

/* Adds pairs, in any order; those it has already are passed over. MEMORY. O(candidates + items),
 * when the items of a student come nearly sorted by mentor or are few. */
enum status MUST_CHECK candidates_add(struct candidates *candidates, const struct addition *items,
                                      size_t count);

/* All of them; good until the next candidates_add. */
struct graph candidates_graph(const struct candidates *candidates);

/* A copy of those of at least score_bp_min, closed by the caller. MEMORY. */
enum status MUST_CHECK candidates_above(const struct candidates *candidates, int32_t score_bp_min,
                                        struct candidates *ret_candidates);

#endif
