#include "matcher/optimal_state.h"

#include <stdlib.h>

#define STEPS_BETWEEN_WATCHES 20000000 /* about a tenth of a second */

void optimal_close(struct optimal *o)
{
    free(o->gain);
    free(o->keep_edge);
    free(o->held_edge);
    free(o->seats);
    free(o->held_count);
    free(o->held);
    free(o->slot);
    free(o->place);
    free(o->into_start);
    free(o->from);
    free(o->into);
    free(o->distance);
    free(o->heap);
    free(o->heap_place);
    free(o->reached);
    free(o->popped);
    free(o->via);
    free(o->by);
}

static bool optimal_room(struct optimal *o)
{
    size_t students = (size_t)o->graph->student_count + 1;
    size_t mentors = (size_t)o->graph->mentor_count + 1;
    o->gain = calloc(students, sizeof *o->gain);
    o->held_edge = calloc(students, sizeof *o->held_edge);
    o->place = calloc(students, sizeof *o->place);
    o->seats = calloc(mentors, sizeof *o->seats);
    o->held_count = calloc(mentors, sizeof *o->held_count);
    o->slot = calloc(mentors, sizeof *o->slot);
    o->distance = calloc(mentors, sizeof *o->distance);
    o->heap = calloc(mentors, sizeof *o->heap);
    o->heap_place = calloc(mentors, sizeof *o->heap_place);
    o->reached = calloc(mentors, sizeof *o->reached);
    o->popped = calloc(mentors, sizeof *o->popped);
    o->via = calloc(mentors, sizeof *o->via);
    o->by = calloc(mentors, sizeof *o->by);
    return o->gain && o->held_edge && o->place && o->seats && o->held_count && o->slot &&
           o->distance && o->heap && o->heap_place && o->reached && o->popped && o->via && o->by;
}

static enum status optimal_seats(struct optimal *o, const uint32_t *seats)
{
    size_t total = 0;
    for (size_t e = 0; e < graph_edge_count(o->graph); e++)
        o->seats[o->graph->mentor[e]]++;
    for (uint32_t j = 0; j < o->graph->mentor_count; j++) {
        o->slot[j] = total;
        o->seats[j] = seats[j] <= o->seats[j] ? seats[j] : o->seats[j] + 1;
        total += o->seats[j];
    }
    o->held = calloc(total + 1, sizeof *o->held);
    return o->held != NULL ? STATUS_OK : STATUS_MEMORY;
}

static enum status optimal_find_kept(struct optimal *o)
{
    const struct graph *g = o->graph;
    if (o->weighing->keep == NULL || o->weighing->keep_bonus == 0)
        return STATUS_OK;
    o->keep_edge = calloc((size_t)g->student_count + 1, sizeof *o->keep_edge);
    if (o->keep_edge == NULL)
        return STATUS_MEMORY;
    for (uint32_t i = 0; i < g->student_count; i++) {
        o->keep_edge[i] = NO_EDGE;
        for (size_t e = g->start[i]; e < g->start[i + 1]; e++)
            if (g->mentor[e] == o->weighing->keep[i])
                o->keep_edge[i] = e;
    }
    return STATUS_OK;
}

/* Keeps the pairs of the start that are edges and have a seat. */
static void optimal_find_held(struct optimal *o)
{
    const struct graph *g = o->graph;
    for (uint32_t i = 0; i < g->student_count; i++) {
        uint32_t wanted = o->mentor_of[i];
        o->mentor_of[i] = NOBODY;
        o->held_edge[i] = NO_EDGE;
        for (size_t e = g->start[i]; wanted != NOBODY && e < g->start[i + 1]; e++) {
            if (g->mentor[e] != wanted)
                continue;
            if (!optimal_is_full(o, wanted))
                optimal_hold(o, i, e);
            break;
        }
    }
}

enum status optimal_open(struct optimal *o, const uint32_t *seats)
{
    enum status status = optimal_room(o) ? optimal_seats(o, seats) : STATUS_MEMORY;
    if (status == STATUS_OK)
        status = optimal_find_kept(o);
    if (status != STATUS_OK)
        return status;
    for (uint32_t j = 0; j < o->graph->mentor_count; j++) {
        o->distance[j] = INT64_MAX;
        if (o->seats[j] == 0)
            o->price[j] = PRICE_CLOSED;
        else if (o->price[j] > WEIGHT_MAX)
            o->price[j] = WEIGHT_MAX;
    }
    optimal_find_held(o);
    return STATUS_OK;
}

void optimal_hold(struct optimal *o, uint32_t student, size_t edge)
{
    uint32_t mentor = o->graph->mentor[edge];
    o->place[student] = o->slot[mentor] + o->held_count[mentor]++;
    o->held[o->place[student]] = student;
    o->mentor_of[student] = mentor;
    o->held_edge[student] = edge;
}

void optimal_drop(struct optimal *o, uint32_t student)
{
    uint32_t mentor = o->mentor_of[student];
    uint32_t last = o->held[o->slot[mentor] + --o->held_count[mentor]];
    o->held[o->place[student]] = last;
    o->place[last] = o->place[student];
    o->mentor_of[student] = NOBODY;
    o->held_edge[student] = NO_EDGE;
}

enum status optimal_turn(struct optimal *o)
{
    const struct graph *g = o->graph;
    size_t edges = graph_edge_count(g);
    if (o->into_start != NULL)
        return STATUS_OK;
    o->into_start = calloc((size_t)g->mentor_count + 2, sizeof *o->into_start);
    o->from = calloc(edges + 1, sizeof *o->from);
    o->into = calloc(edges + 1, sizeof *o->into);
    if (o->into_start == NULL || o->from == NULL || o->into == NULL)
        return STATUS_MEMORY;
    for (size_t e = 0; e < edges; e++)
        o->into_start[g->mentor[e] + 2]++;
    for (uint32_t j = 0; j < g->mentor_count; j++)
        o->into_start[j + 2] += o->into_start[j + 1];
    for (uint32_t i = 0; i < g->student_count; i++)
        for (size_t e = g->start[i]; e < g->start[i + 1]; e++) {
            size_t at = o->into_start[g->mentor[e] + 1]++;
            o->from[at] = i;
            o->into[at] = e;
        }
    return STATUS_OK;
}

void optimal_queue_clear(struct optimal *o)
{
    for (uint32_t r = 0; r < o->reached_count; r++) {
        o->distance[o->reached[r]] = INT64_MAX;
        o->heap_place[o->reached[r]] = 0;
    }
    o->reached_count = o->popped_count = o->heap_count = 0;
}

static void heap_set(struct optimal *o, uint32_t at, uint32_t mentor)
{
    o->heap[at] = mentor;
    o->heap_place[mentor] = at + 1;
}

void optimal_queue_put(struct optimal *o, uint32_t mentor, int64_t distance)
{
    if (o->distance[mentor] == INT64_MAX)
        o->reached[o->reached_count++] = mentor;
    o->distance[mentor] = distance;
    uint32_t at = o->heap_place[mentor] != 0 ? o->heap_place[mentor] - 1 : o->heap_count++;
    while (at > 0 && o->distance[o->heap[(at - 1) / 2]] > distance) {
        heap_set(o, at, o->heap[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
    heap_set(o, at, mentor);
}

uint32_t optimal_queue_take(struct optimal *o)
{
    if (o->heap_count == 0)
        return NOBODY;
    uint32_t first = o->heap[0], last = o->heap[--o->heap_count], at = 0;
    int64_t distance = o->distance[last];
    o->heap_place[first] = 0;
    if (first == last)
        return first;
    for (;;) {
        uint32_t child = 2 * at + 1;
        if (child >= o->heap_count)
            break;
        if (child + 1 < o->heap_count &&
            o->distance[o->heap[child + 1]] < o->distance[o->heap[child]])
            child++;
        if (o->distance[o->heap[child]] >= distance)
            break;
        heap_set(o, at, o->heap[child]);
        at = child;
    }
    heap_set(o, at, last);
    return first;
}

void optimal_lift(struct optimal *o, int64_t distance, int64_t sign)
{
    for (uint32_t p = 0; p < o->popped_count; p++) {
        uint32_t j = o->popped[p];
        int64_t rise = distance - o->distance[j];
        if (rise <= 0)
            continue;
        o->price[j] += sign * rise;
        for (size_t h = o->slot[j]; h < o->slot[j] + o->held_count[j]; h++)
            o->gain[o->held[h]] -= sign * rise;
    }
}

bool optimal_stopped(struct optimal *o, const char *stage, uint64_t done, uint64_t total)
{
    if (o->steps < STEPS_BETWEEN_WATCHES)
        return false;
    o->steps = 0;
    watch_progress(o->watch, stage, done, total);
    return watch_cancelled(o->watch);
}
