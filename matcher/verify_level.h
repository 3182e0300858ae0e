/* The checker's own count of who cannot be matched at a level: what shortages must sum to. */
#ifndef MATCHER_VERIFY_LEVEL_H
#define MATCHER_VERIFY_LEVEL_H

#include "matcher/problem.h"
#include "matcher/watch.h"

/* The least number of students that any matching leaves out among possible pairs of at least
 * level_bp (who has a place by a must or pin counts as matched). By plain augmenting paths over all
 * pairs, of which it keeps a bit each: 6 MB for 50 million. The problem's musts hold together, and
 * the rows of a dense one are plain. MEMORY, CANCELLED. */
enum status MUST_CHECK verify_level(const struct problem *problem, int32_t level_bp, size_t workers,
                                    const struct watch *watch, uint32_t *ret_unmatched);

#endif
