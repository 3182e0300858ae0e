/* Which pairs of a settled problem may still be chosen: of students who are not fixed and mentors
 * with seats left, at least the minimum, not forbidden, named by the lists of both who have one. */
#ifndef MATCHER_POSSIBLE_H
#define MATCHER_POSSIBLE_H

#include "matcher/problem.h"
#include "matcher/settle.h"

struct possible {
    const struct problem *problem;
    const struct settled *settled;
    int16_t *full;       /* element j: ROW_IMPOSSIBLE where mentor j has no seat left, else 0 */
    int16_t *closed;     /* likewise, where mentor j has no seat left or a list */
    size_t *namer_start; /* mentors whose list names student i, rising; NULL: nobody has a list */
    uint32_t *namers;
};

/* Both must outlive it. MEMORY. O(students + mentors + items of lists). */
enum status MUST_CHECK possible_open(const struct problem *problem, const struct settled *settled,
                                     struct possible *ret_possible);
void possible_close(struct possible *possible);

/* Makes the raw row of a student (rows.fill) one of possible pairs. scratch: room for a row. */
void possible_filter(const struct possible *possible, uint32_t student, int16_t *scratch,
                     int16_t *row);

/* Sparse: all possible pairs, in memory the caller frees (the three arrays). MEMORY. */
struct possible_pairs {
    size_t *start;
    uint32_t *mentor;
    int16_t *score;
};
enum status MUST_CHECK possible_list(const struct possible *possible,
                                     struct possible_pairs *ret_pairs);

#endif
