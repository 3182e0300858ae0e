/* Random problems with every kind of line, for tests of whatever solves or checks. A draft is what
 * was drawn, in any order; shuffled or not, it builds the same problem. All is of the arena. */
#ifndef TESTS_RANDOM_PROBLEM_H
#define TESTS_RANDOM_PROBLEM_H

#include "matcher/problem_builder.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/rng.h"

#include <assert.h>
#include <string.h>

struct random_bounds {
    uint32_t students_max, mentors_max; /* 1.. of each are drawn */
    uint32_t seats_max;                 /* 0.. of each mentor */
    bool lists, rules, first, announced;
};
static const struct random_bounds random_small = {7, 7, 3, true, true, true, true};
static const struct random_bounds random_middling = {60, 40, 4, true, true, true, true};

struct draft_edge {
    struct pair pair;
    int32_t score_bp;
};
struct draft_list {
    enum rule kind;
    uint32_t owner;
    const uint32_t *items;
    size_t count;
};
struct draft_rule {
    enum rule kind;
    struct pair pair;
};
struct draft {
    uint32_t student_count, mentor_count;
    uint32_t *seats;
    struct draft_edge *edges;
    size_t edge_count;
    struct draft_list *lists;
    size_t list_count;
    struct draft_rule *rules;
    size_t rule_count;
    bool *first;         /* NULL: nobody */
    uint32_t *announced; /* NULL: nothing */
    int32_t minimum_bp;
};

static inline uint32_t draw_below(struct rng *rng, size_t bound)
{
    return (uint32_t)rng_below(rng, bound);
}

static inline bool draw_percent(struct rng *rng, uint32_t percent)
{
    return draw_below(rng, 100) < percent;
}

/* Scores in one of four styles: all equal, three values, close together, anything. */
static inline int32_t draw_score(struct rng *rng, uint32_t style)
{
    static const int32_t few[3] = {0, 5000, SCORE_BP_MAX};
    switch (style) {
    case 0: return 7000;
    case 1: return few[draw_below(rng, 3)];
    case 2: return 4998 + (int32_t)draw_below(rng, 5);
    default: return (int32_t)draw_below(rng, SCORE_BP_MAX + 1);
    }
}

static inline void draw_edges(struct rng *rng, struct arena *arena, struct draft *draft)
{
    uint32_t style = draw_below(rng, 4),
             percent = draw_percent(rng, 50) ? 100 : 5 + draw_below(rng, 96);
    draft->edges = arena_array(arena, (size_t)draft->student_count * draft->mentor_count,
                               sizeof *draft->edges);
    for (uint32_t i = 0; i < draft->student_count; i++)
        for (uint32_t j = 0; j < draft->mentor_count; j++)
            if (draw_percent(rng, percent))
                draft->edges[draft->edge_count++] =
                    (struct draft_edge){{i, j}, draw_score(rng, style)};
}

/* Numbers below bound, about percent of them, in random order. */
static inline void draw_list(struct rng *rng, struct arena *arena, uint32_t bound, uint32_t percent,
                             struct draft_list *list)
{
    uint32_t *items = arena_array(arena, bound, sizeof *items);
    for (uint32_t k = 0; k < bound; k++) {
        if (!draw_percent(rng, percent))
            continue;
        size_t at = draw_below(rng, list->count + 1);
        items[list->count++] = items[at];
        items[at] = k;
    }
    list->items = items;
}

static inline void draw_lists(struct rng *rng, struct arena *arena, enum rule kind,
                              struct draft *draft)
{
    uint32_t owners = kind == RULE_WISH ? draft->student_count : draft->mentor_count;
    uint32_t others = kind == RULE_WISH ? draft->mentor_count : draft->student_count;
    static const uint32_t shares[4] = {0, 20, 60, 100};
    uint32_t share = shares[draw_below(rng, 4)];
    for (uint32_t k = 0; k < owners; k++) {
        if (!draw_percent(rng, share))
            continue;
        struct draft_list *list = &draft->lists[draft->list_count++];
        *list = (struct draft_list){.kind = kind, .owner = k};
        draw_list(rng, arena, others, draw_percent(rng, 10) ? 0 : 50 + draw_below(rng, 51), list);
    }
}

static inline void draw_rules(struct rng *rng, struct arena *arena, struct draft *draft)
{
    size_t max = 8 + draft->student_count;
    draft->rules = arena_array(arena, 3 * max, sizeof *draft->rules);
    const size_t counts[3] = {draw_below(rng, max), draw_below(rng, 3),
                              draw_below(rng, 2 + max / 4)};
    static const enum rule kinds[3] = {RULE_NEVER, RULE_MUST, RULE_PIN};
    for (size_t k = 0; k < 3; k++)
        for (size_t count = draw_percent(rng, 50) ? 0 : counts[k]; count > 0; count--)
            draft->rules[draft->rule_count++] = (struct draft_rule){
                kinds[k],
                {draw_below(rng, draft->student_count), draw_below(rng, draft->mentor_count)}};
}

static inline void draw_seats(struct rng *rng, const struct random_bounds *bounds,
                              struct draft *draft)
{
    uint32_t max = 1 + draw_below(rng, bounds->seats_max);
    for (uint32_t j = 0; j < draft->mentor_count; j++)
        draft->seats[j] = draw_below(rng, max + 1);
    if (draw_percent(rng, 10)) { /* one mentor has all seats */
        memset(draft->seats, 0, draft->mentor_count * sizeof *draft->seats);
        draft->seats[draw_below(rng, draft->mentor_count)] = draw_below(rng, 10);
    }
}

/* 1 to max, the greater the likelier. */
static inline uint32_t draw_size(struct rng *rng, uint32_t max)
{
    uint32_t one = draw_below(rng, max), other = draw_below(rng, max);
    return 1 + (one > other ? one : other);
}

/* A draft within bounds. Half of all have no lists, half no rules, a quarter
 * nobody first, each on its own.
 */
static inline struct draft *draft_draw(struct rng *rng, const struct random_bounds *bounds,
                                       struct arena *arena)
{
    static const int32_t minima[4] = {1, 5000, 5001, 7000}; /* at and just above scores */
    struct draft *draft = arena_alloc(arena, sizeof *draft);
    draft->student_count = draw_size(rng, bounds->students_max);
    draft->mentor_count = draw_size(rng, bounds->mentors_max);
    draft->seats = arena_array(arena, draft->mentor_count, sizeof *draft->seats);
    draw_seats(rng, bounds, draft);
    draw_edges(rng, arena, draft);
    draft->lists = arena_array(arena, (size_t)draft->student_count + draft->mentor_count,
                               sizeof *draft->lists);
    if (bounds->lists && draw_percent(rng, 50)) {
        draw_lists(rng, arena, RULE_WISH, draft);
        draw_lists(rng, arena, RULE_PRIORITY, draft);
    }
    if (bounds->rules && draw_percent(rng, 50))
        draw_rules(rng, arena, draft);
    if (bounds->rules && draw_percent(rng, 30))
        draft->minimum_bp = minima[draw_below(rng, 4)];
    if (bounds->first && !draw_percent(rng, 25)) {
        draft->first = arena_array(arena, draft->student_count, sizeof *draft->first);
        for (uint32_t i = 0; i < draft->student_count; i++)
            draft->first[i] = draw_percent(rng, 40);
    }
    if (bounds->announced) {
        draft->announced = arena_array(arena, draft->student_count, sizeof *draft->announced);
        for (uint32_t i = 0; i < draft->student_count; i++)
            draft->announced[i] =
                draw_percent(rng, 70) ? draw_below(rng, draft->mentor_count) : NOBODY;
    }
    return draft;
}

#define DRAFT_SWAP(type, rng, items, count)                                                        \
    for (size_t left = (count); left > 1; left--) {                                                \
        size_t other = draw_below(rng, left);                                                      \
        type kept = (items)[left - 1];                                                             \
        (items)[left - 1] = (items)[other];                                                        \
        (items)[other] = kept;                                                                     \
    }

/* Another order of the same items. */
static inline void draft_shuffle(struct rng *rng, struct draft *draft)
{
    DRAFT_SWAP(struct draft_edge, rng, draft->edges, draft->edge_count)
    DRAFT_SWAP(struct draft_list, rng, draft->lists, draft->list_count)
    DRAFT_SWAP(struct draft_rule, rng, draft->rules, draft->rule_count)
}

/* The problem a draft says, in arena. */
static inline struct problem *draft_build(const struct draft *draft, struct arena *arena)
{
    struct problem_builder *builder;
    enum status status = problem_builder_new(draft->student_count, draft->mentor_count, &builder);
    for (uint32_t j = 0; status == STATUS_OK && j < draft->mentor_count; j++)
        status = problem_add_seats(builder, j, draft->seats[j]);
    for (size_t e = 0; status == STATUS_OK && e < draft->edge_count; e++)
        status = problem_add_edge(builder, draft->edges[e].pair, draft->edges[e].score_bp, e + 1);
    for (size_t l = 0; status == STATUS_OK && l < draft->list_count; l++)
        status = problem_add_list(builder, draft->lists[l].kind, draft->lists[l].owner,
                                  draft->lists[l].items, draft->lists[l].count);
    for (size_t r = 0; status == STATUS_OK && r < draft->rule_count; r++)
        status = problem_add_rule(builder, draft->rules[r].kind, draft->rules[r].pair);
    for (uint32_t i = 0; status == STATUS_OK && i < draft->student_count; i++)
        if (draft->first != NULL && draft->first[i])
            status = problem_add_first(builder, i);
    if (status == STATUS_OK)
        status = problem_add_minimum(builder, draft->minimum_bp);
    assert(status == STATUS_OK);
    struct problem *problem = NULL;
    struct faults faults = faults_in(arena);
    status = problem_build(builder, arena, &faults, &problem);
    problem_builder_free(builder);
    assert(status == STATUS_OK);
    problem->announced = draft->announced;
    return problem;
}

/* ---- the same problem, dense */

struct draft_rows {
    struct rows rows;
    uint32_t mentor_count;
    int16_t *scores; /* student by student */
};

static inline void draft_fill(void *context, size_t worker, uint32_t student, int16_t *ret_scores)
{
    const struct draft_rows *rows = context;
    (void)worker;
    memcpy(ret_scores, rows->scores + (size_t)student * rows->mentor_count,
           rows->mentor_count * sizeof *ret_scores);
}

static inline void draft_name_listed(const struct lists *lists, uint32_t owners, bool of_students,
                                     struct draft_rows *rows)
{
    for (uint32_t k = 0; lists->listed != NULL && k < owners; k++)
        for (size_t l = lists->start[k]; l < lists->start[k + 1]; l++) {
            size_t student = of_students ? k : lists->items[l];
            size_t mentor = of_students ? lists->items[l] : k;
            int16_t *score = &rows->scores[student * rows->mentor_count + mentor];
            if (*score == ROW_IMPOSSIBLE)
                *score = 0;
        }
}

/* A dense problem that means the same as a sparse one: its rows hold the edges, and 0 for pairs
 * that only a list names. */
static inline struct problem *draft_dense(const struct problem *sparse, size_t workers,
                                          struct arena *arena)
{
    struct draft_rows *rows = arena_alloc(arena, sizeof *rows);
    size_t count = (size_t)sparse->student_count * sparse->mentor_count;
    rows->rows = (struct rows){.context = rows, .workers = workers, .fill = draft_fill};
    rows->mentor_count = sparse->mentor_count;
    rows->scores = arena_array(arena, count, sizeof *rows->scores);
    for (size_t k = 0; k < count; k++)
        rows->scores[k] = ROW_IMPOSSIBLE;
    draft_name_listed(&sparse->wishes, sparse->student_count, true, rows);
    draft_name_listed(&sparse->priorities, sparse->mentor_count, false, rows);
    const struct graph *edges = &sparse->edges;
    for (size_t i = 0; i < sparse->student_count; i++)
        for (size_t e = edges->start[i]; e < edges->start[i + 1]; e++)
            rows->scores[i * sparse->mentor_count + edges->mentor[e]] = edges->score[e];
    struct problem *dense = arena_alloc(arena, sizeof *dense);
    *dense = *sparse;
    dense->rows = &rows->rows;
    dense->edges = (struct graph){
        .student_count = sparse->student_count,
        .mentor_count = sparse->mentor_count,
        .start = arena_array(arena, sparse->student_count + (size_t)1, sizeof *edges->start)};
    return dense;
}

#endif
