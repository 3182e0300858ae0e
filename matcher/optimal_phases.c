/* Many shortest augmenting paths at a time, where many students are left: one search from all of
 * them moves the prices to where the first paths end, then disjoint paths along edges without cost
 * are taken until none is left (Hopcroft and Karp 1973; Gabow and Tarjan 1989). Ties, which make
 * an auction idle, make these short. */
#include "matcher/optimal_state.h"

#include <stdlib.h>
#include <string.h>

#define SINGLE_SEARCHES 64 /* before the two ways are compared again */

struct phases {
    struct optimal *o;
    uint32_t *source, source_count; /* students without a mentor who would gain */
    size_t *edge_next;              /* by student: where its search goes on */
    uint32_t *held_next;            /* by mentor: likewise */
    uint32_t *path;
};

static void phases_find_sources(struct phases *f)
{
    const struct optimal *o = f->o;
    f->source_count = 0;
    for (uint32_t i = 0; i < o->graph->student_count; i++)
        if (o->held_edge[i] == NO_EDGE && o->gain[i] > 0)
            f->source[f->source_count++] = i;
}

static void phases_scan(struct optimal *o, uint32_t student, int64_t distance, int64_t nearest)
{
    const struct graph *g = o->graph;
    int64_t base = distance + o->gain[student] - optimal_bonus(o, student);
    for (size_t e = g->start[student]; e < g->start[student + 1]; e++) {
        int64_t there = base + o->price[g->mentor[e]] - optimal_points(o, student, e);
        if (there < o->distance[g->mentor[e]] && there < nearest)
            optimal_queue_put(o, g->mentor[e], there);
    }
    o->steps += g->start[student + 1] - g->start[student];
}

/* Moves the prices to where the nearest path from any source ends. */
static void phases_search(struct phases *f)
{
    struct optimal *o = f->o;
    int64_t nearest = INT64_MAX;
    for (uint32_t s = 0; s < f->source_count; s++)
        nearest = o->gain[f->source[s]] < nearest ? o->gain[f->source[s]] : nearest;
    for (uint32_t s = 0; s < f->source_count; s++)
        phases_scan(o, f->source[s], 0, nearest);
    for (;;) {
        uint32_t j = optimal_queue_take(o);
        if (j == NOBODY || o->distance[j] >= nearest)
            break;
        o->popped[o->popped_count++] = j;
        int64_t distance = o->distance[j];
        if (!optimal_is_full(o, j)) {
            nearest = distance;
            break;
        }
        for (size_t h = o->slot[j]; h < o->slot[j] + o->held_count[j]; h++) {
            int64_t out = distance + o->gain[o->held[h]];
            nearest = out < nearest ? out : nearest;
            phases_scan(o, o->held[h], distance, nearest);
        }
    }
    for (uint32_t s = 0; s < f->source_count; s++)
        o->gain[f->source[s]] -= nearest;
    optimal_lift(o, nearest, 1);
    optimal_queue_clear(o);
}

/* The next edge without cost at which the path can go on or end; NO_EDGE when there is none. */
static size_t phases_step(struct phases *f, uint32_t student)
{
    struct optimal *o = f->o;
    const struct graph *g = o->graph;
    int64_t value = o->gain[student] - optimal_bonus(o, student);
    size_t e = f->edge_next[student];
    for (; e < g->start[student + 1]; e++) {
        uint32_t j = g->mentor[e];
        if (optimal_points(o, student, e) - o->price[j] == value &&
            (!optimal_is_full(o, j) || f->held_next[j] < o->held_count[j]))
            break;
    }
    o->steps += e - f->edge_next[student] + 1;
    f->edge_next[student] = e;
    return e < g->start[student + 1] ? e : NO_EDGE;
}

/* Each student of the path takes the seat of the next. */
static void phases_shift(struct phases *f, size_t last)
{
    struct optimal *o = f->o;
    for (size_t d = 0; d < last; d++) {
        uint32_t student = f->path[d];
        size_t at = o->place[f->path[d + 1]];
        o->held[at] = student;
        o->place[student] = at;
        o->held_edge[student] = f->edge_next[student];
        o->mentor_of[student] = o->graph->mentor[f->edge_next[student]];
    }
}

/* One search in depth. Every seat is tried once a phase, so a phase costs one pass of the edges. */
static bool phases_path(struct phases *f, uint32_t root)
{
    struct optimal *o = f->o;
    size_t depth = 0;
    f->path[0] = root;
    f->edge_next[root] = o->graph->start[root];
    for (;;) {
        size_t edge = phases_step(f, f->path[depth]);
        if (edge == NO_EDGE) {
            if (depth-- == 0)
                return false;
            continue;
        }
        uint32_t j = o->graph->mentor[edge];
        if (!optimal_is_full(o, j)) {
            phases_shift(f, depth);
            optimal_hold(o, f->path[depth], edge);
            f->held_next[j] = o->held_count[j];
            return true;
        }
        uint32_t next = o->held[o->slot[j] + f->held_next[j]++];
        f->path[++depth] = next;
        f->edge_next[next] = o->graph->start[next];
        if (o->gain[next] == 0) {
            phases_shift(f, depth);
            o->mentor_of[next] = NOBODY;
            o->held_edge[next] = NO_EDGE;
            return true;
        }
    }
}

/* Takes disjoint paths, moves the prices, and takes paths again; how many students that settled. */
static uint32_t phases_once(struct phases *f)
{
    uint32_t before = f->source_count;
    phases_search(f);
    memset(f->held_next, 0, f->o->graph->mentor_count * sizeof *f->held_next);
    for (uint32_t s = 0; s < f->source_count; s++)
        if (f->o->gain[f->source[s]] > 0)
            (void)phases_path(f, f->source[s]);
    phases_find_sources(f);
    return before - f->source_count;
}

/* A few searches from one student each, about as much work as a phase at most. */
static uint32_t phases_singly(struct phases *f)
{
    uint32_t before = f->source_count;
    uint64_t enough = f->o->steps + graph_edge_count(f->o->graph);
    for (uint32_t s = 0; s < before && s < SINGLE_SEARCHES && f->o->steps < enough; s++)
        optimal_path_up(f->o, f->source[s]);
    phases_find_sources(f);
    return before - f->source_count;
}

/* Which of the two is cheaper a student differs by problem and changes on the way, so both are
 * measured, in edges looked at (never in time, which would not be the same twice): the cheaper one
 * goes on, the other is tried now and then. */
static enum status phases_run(struct phases *f)
{
    static uint32_t (*const ways[2])(struct phases *) = {phases_once, phases_singly};
    struct optimal *o = f->o;
    uint32_t students = o->graph->student_count;
    uint64_t cost[2] = {0, 0};
    phases_find_sources(f);
    for (uint32_t round = 0; f->source_count > 0; round++) {
        uint32_t way = round % 8 < 2 ? round % 2 : cost[0] > cost[1];
        uint64_t steps = o->steps;
        uint32_t settled = ways[way](f);
        steps = (o->steps - steps) / (settled > 0 ? settled : 1);
        cost[way] = cost[way] == 0 ? steps : (3 * cost[way] + steps) / 4;
        if (optimal_stopped(o, "prices", students - f->source_count, students))
            return STATUS_CANCELLED;
    }
    return STATUS_OK;
}

enum status optimal_phases(struct optimal *o)
{
    size_t students = (size_t)o->graph->student_count + 1;
    struct phases f = {.o = o};
    enum status status = STATUS_MEMORY;
    f.source = calloc(students, sizeof *f.source);
    f.edge_next = calloc(students, sizeof *f.edge_next);
    f.path = calloc(students, sizeof *f.path);
    f.held_next = calloc((size_t)o->graph->mentor_count + 1, sizeof *f.held_next);
    if (f.source != NULL && f.edge_next != NULL && f.path != NULL && f.held_next != NULL)
        status = phases_run(&f);
    free(f.source);
    free(f.edge_next);
    free(f.path);
    free(f.held_next);
    return status;
}
