/* Shortest augmenting paths over reduced costs (Dijkstra 1959; Edmonds and Karp 1972; Tomizawa
 * 1971), from any start. */
#include "matcher/optimal_state.h"

/* Gains are what prices leave each student; who holds less than that is dropped. */
static void paths_begin(struct optimal *o)
{
    const struct graph *g = o->graph;
    for (uint32_t i = 0; i < g->student_count; i++) {
        int64_t best = INT64_MIN;
        for (size_t e = g->start[i]; e < g->start[i + 1]; e++) {
            int64_t value = optimal_points(o, i, e) - o->price[g->mentor[e]];
            best = value > best ? value : best;
        }
        if (best != INT64_MIN)
            best += optimal_bonus(o, i);
        o->gain[i] = best > 0 ? best : 0;
        if (o->held_edge[i] != NO_EDGE &&
            optimal_weight(o, i, o->held_edge[i]) - o->price[o->mentor_of[i]] != o->gain[i])
            optimal_drop(o, i);
    }
}

/* The nearest end of a search: a mentor, or a student, or the root itself. */
struct end {
    int64_t distance;
    uint32_t mentor, student;
};

static void paths_scan_student(struct optimal *o, uint32_t student, int64_t distance,
                               const struct end *end)
{
    const struct graph *g = o->graph;
    int64_t base = distance + o->gain[student] - optimal_bonus(o, student);
    for (size_t e = g->start[student]; e < g->start[student + 1]; e++) {
        uint32_t j = g->mentor[e];
        int64_t there = base + o->price[j] - optimal_points(o, student, e);
        if (there >= o->distance[j] || there >= end->distance)
            continue;
        o->via[j] = student;
        o->by[j] = e;
        optimal_queue_put(o, j, there);
    }
    o->steps += g->start[student + 1] - g->start[student];
}

/* The student leaves its seat to the student of via[mentor], who leaves its own, … up to the root,
 * who has none. */
static void paths_shift(struct optimal *o, uint32_t root, uint32_t mentor)
{
    for (;;) {
        uint32_t student = o->via[mentor], before = o->mentor_of[student];
        if (before != NOBODY)
            optimal_drop(o, student);
        optimal_hold(o, student, o->by[mentor]);
        if (student == root)
            return;
        mentor = before;
    }
}

/* From a student without a mentor to a free seat, or to a student (the root, maybe) who can stay
 * without at the same cost. */
void optimal_path_up(struct optimal *o, uint32_t root)
{
    struct end end = {o->gain[root], NOBODY, root};
    paths_scan_student(o, root, 0, &end);
    for (;;) {
        uint32_t j = optimal_queue_take(o);
        if (j == NOBODY || o->distance[j] >= end.distance)
            break;
        o->popped[o->popped_count++] = j;
        if (!optimal_is_full(o, j)) {
            end = (struct end){o->distance[j], j, NOBODY};
            break;
        }
        for (size_t h = o->slot[j]; h < o->slot[j] + o->held_count[j]; h++) {
            uint32_t student = o->held[h];
            if (o->distance[j] + o->gain[student] < end.distance)
                end = (struct end){o->distance[j] + o->gain[student], NOBODY, student};
            paths_scan_student(o, student, o->distance[j], &end);
        }
    }
    o->gain[root] -= end.distance;
    optimal_lift(o, end.distance);
    if (end.student != NOBODY && end.student != root) {
        end.mentor = o->mentor_of[end.student];
        optimal_drop(o, end.student);
    }
    if (end.mentor != NOBODY)
        paths_shift(o, root, end.mentor);
    optimal_queue_clear(o);
}

/* The mirror search: from a mentor with a free seat and a price down to price 0, its own or that of
 * a mentor whose student moves over, or to a student without a mentor. */
static void paths_down(struct optimal *o, uint32_t root)
{
    const struct graph *g = o->graph;
    struct end end = {o->price[root], root, NOBODY};
    size_t end_edge = NO_EDGE;
    optimal_queue_put(o, root, 0);
    for (;;) {
        uint32_t j = optimal_queue_take(o);
        if (j == NOBODY || o->distance[j] >= end.distance)
            break;
        o->popped[o->popped_count++] = j;
        if (o->distance[j] + o->price[j] < end.distance)
            end = (struct end){o->distance[j] + o->price[j], j, NOBODY};
        int64_t base = o->distance[j] + o->price[j];
        for (size_t k = o->into_start[j]; k < o->into_start[j + 1]; k++) {
            uint32_t student = o->from[k], other = o->mentor_of[student];
            size_t edge = o->into[k];
            if (other == j)
                continue;
            int64_t there = base + o->gain[student] - optimal_weight(o, student, edge);
            if (there >= end.distance)
                continue;
            if (other == NOBODY) {
                end = (struct end){there, j, student};
                end_edge = edge;
            } else if (there < o->distance[other]) {
                o->via[other] = student;
                o->by[other] = edge;
                optimal_queue_put(o, other, there);
            }
        }
        o->steps += o->into_start[j + 1] - o->into_start[j];
    }
    for (uint32_t p = 0; p < o->popped_count; p++) {
        uint32_t j = o->popped[p];
        int64_t fall = end.distance - o->distance[j];
        if (fall <= 0)
            continue;
        o->price[j] -= fall;
        for (size_t h = o->slot[j]; h < o->slot[j] + o->held_count[j]; h++)
            o->gain[o->held[h]] += fall;
    }
    /* The free seat moves from the root to end.mentor, and is taken there by end.student. */
    for (uint32_t j = end.mentor; j != root;) {
        uint32_t student = o->via[j];
        optimal_drop(o, student);
        if (end.student != NOBODY)
            optimal_hold(o, end.student, end_edge);
        end.student = student;
        end_edge = o->by[j];
        j = g->mentor[end_edge];
    }
    if (end.student != NOBODY)
        optimal_hold(o, end.student, end_edge);
    optimal_queue_clear(o);
}

enum status optimal_repair(struct optimal *o)
{
    const struct graph *g = o->graph;
    paths_begin(o);
    enum status status = optimal_phases(o);
    if (status == STATUS_OK)
        status = optimal_turn(o);
    for (uint32_t j = 0; j < g->mentor_count && status == STATUS_OK; j++) {
        if (optimal_stopped(o, "free seats", j, g->mentor_count))
            return STATUS_CANCELLED;
        while (o->seats[j] > 0 && !optimal_is_full(o, j) && o->price[j] > 0)
            paths_down(o, j);
    }
    return status;
}
