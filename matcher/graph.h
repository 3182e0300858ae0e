/* Pairs in rows: for each student the mentors they may have, with the score of each pair. Plain
 * data; whoever made it owns it. */
#ifndef MATCHER_GRAPH_H
#define MATCHER_GRAPH_H

#include <stddef.h>
#include <stdint.h>

#define SCORE_BP_MAX 10000
#define NOBODY       UINT32_MAX /* no student, no mentor */

struct pair {
    uint32_t student, mentor; /* from 0 */
};

/* Row i, of student i, is elements start[i] to start[i + 1]. */
struct graph {
    uint32_t student_count, mentor_count;
    const size_t *start;    /* student_count + 1 of them */
    const uint32_t *mentor; /* rising within a row, no doubles */
    const int16_t *score;   /* 0..SCORE_BP_MAX */
};

static inline size_t graph_edge_count(const struct graph *graph)
{
    return graph->start[graph->student_count];
}

#endif
