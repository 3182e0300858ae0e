/* Random graphs with seats, for tests of what solves graphs. */
#ifndef TESTS_UNIT_MATCHER_RANDOM_GRAPH_H
#define TESTS_UNIT_MATCHER_RANDOM_GRAPH_H

#include "matcher/graph.h"
#include "scoring/base/rng.h"

#include <stdbool.h>
#include <stdlib.h>

struct random_graph {
    struct graph graph;
    uint32_t *seats;
};

static inline uint32_t graph_draw(struct rng *rng, uint64_t bound)
{
    return (uint32_t)rng_below(rng, bound);
}

/* All equal, three values, close together, 0 or 10000, a grid, anything. */
static inline int16_t graph_draw_score(struct rng *rng, uint32_t style, uint32_t i, uint32_t j)
{
    static const int16_t few[3] = {0, 5000, SCORE_BP_MAX};
    switch (style) {
    case 0: return 7000;
    case 1: return few[graph_draw(rng, 3)];
    case 2: return (int16_t)(4998 + graph_draw(rng, 5));
    case 3: return graph_draw(rng, 2) ? SCORE_BP_MAX : 0;
    case 4: return (int16_t)((i * j + j) % 7 * 1000);
    default: return (int16_t)graph_draw(rng, SCORE_BP_MAX + 1);
    }
}

static inline struct random_graph random_graph_new(struct rng *rng, uint32_t students_max,
                                                   uint32_t mentors_max, uint32_t seats_max)
{
    uint32_t students = graph_draw(rng, students_max + 1),
             mentors = graph_draw(rng, mentors_max + 1);
    uint32_t style = graph_draw(rng, 6), percent = 5 + graph_draw(rng, 96);
    size_t *start = calloc(students + 1, sizeof *start), count = 0;
    uint32_t *mentor = calloc((size_t)students * mentors + 1, sizeof *mentor);
    int16_t *score = calloc((size_t)students * mentors + 1, sizeof *score);
    uint32_t *seats = calloc(mentors + 1, sizeof *seats);
    for (uint32_t i = 0; i < students; i++) {
        for (uint32_t j = 0; j < mentors; j++) {
            if (graph_draw(rng, 100) >= percent)
                continue;
            mentor[count] = j;
            score[count++] = graph_draw_score(rng, style, i, j);
        }
        start[i + 1] = count;
    }
    for (uint32_t j = 0; j < mentors; j++)
        seats[j] = graph_draw(rng, seats_max + 1);
    return (struct random_graph){{students, mentors, start, mentor, score}, seats};
}

static inline void random_graph_free(struct random_graph *random)
{
    free((void *)(uintptr_t)random->graph.start);
    free((void *)(uintptr_t)random->graph.mentor);
    free((void *)(uintptr_t)random->graph.score);
    free(random->seats);
}

/* Any matching that keeps to edges and seats, of about percent of the students. */
static inline void random_graph_match(struct rng *rng, const struct random_graph *random,
                                      uint32_t percent, uint32_t *mentor_of)
{
    const struct graph *g = &random->graph;
    uint32_t *left = calloc(g->mentor_count + 1, sizeof *left);
    for (uint32_t j = 0; j < g->mentor_count; j++)
        left[j] = random->seats[j];
    for (uint32_t i = 0; i < g->student_count; i++) {
        size_t degree = g->start[i + 1] - g->start[i];
        mentor_of[i] = NOBODY;
        if (degree == 0 || graph_draw(rng, 100) >= percent)
            continue;
        uint32_t j = g->mentor[g->start[i] + graph_draw(rng, degree)];
        if (left[j] == 0)
            continue;
        left[j]--;
        mentor_of[i] = j;
    }
    free(left);
}

#endif
