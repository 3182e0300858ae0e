/* Shortest augmenting paths over reduced costs (Dijkstra 1959; Edmonds and Karp 1972; Tomizawa
 * 1971), from any start. */
#include "matcher/optimal_state.h"

/* The nearest end of a search: a mentor, or a student, or the root itself. */
struct end {
    int64_t distance;
    uint32_t mentor, student;
    size_t edge; /* of a search down: by which the student comes */
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

void optimal_path_up(struct optimal *o, uint32_t root)
{
    struct end end = {o->gain[root], NOBODY, root, NO_EDGE};
    paths_scan_student(o, root, 0, &end);
    for (;;) {
        uint32_t j = optimal_queue_take(o);
        if (j == NOBODY || o->distance[j] >= end.distance)
            break;
        o->popped[o->popped_count++] = j;
        if (!optimal_is_full(o, j)) {
            end = (struct end){o->distance[j], j, NOBODY, NO_EDGE};
            break;
        }
        for (size_t h = o->slot[j]; h < o->slot[j] + o->held_count[j]; h++) {
            uint32_t student = o->held[h];
            if (o->distance[j] + o->gain[student] < end.distance)
                end = (struct end){o->distance[j] + o->gain[student], NOBODY, student, NO_EDGE};
            paths_scan_student(o, student, o->distance[j], &end);
        }
    }
    o->gain[root] -= end.distance;
    optimal_lift(o, end.distance, 1);
    if (end.student != NOBODY && end.student != root) {
        end.mentor = o->mentor_of[end.student];
        optimal_drop(o, end.student);
    }
    if (end.mentor != NOBODY)
        paths_shift(o, root, end.mentor);
    optimal_queue_clear(o);
}

/* A student who would do as well with the mentor once its price has fallen comes over: another
 * mentor then has the free seat, or the student had none, which ends the search. */
static void paths_scan_mentor(struct optimal *o, uint32_t mentor, struct end *end)
{
    int64_t base = o->distance[mentor] + o->price[mentor];
    if (base < end->distance)
        *end = (struct end){base, mentor, NOBODY, NO_EDGE};
    for (size_t k = o->into_start[mentor]; k < o->into_start[mentor + 1]; k++) {
        uint32_t student = o->from[k], other = o->mentor_of[student];
        int64_t there = base + o->gain[student] - optimal_weight(o, student, o->into[k]);
        if (other == mentor || there >= end->distance)
            continue;
        if (other == NOBODY) {
            *end = (struct end){there, mentor, student, o->into[k]};
        } else if (there < o->distance[other]) {
            o->via[other] = student;
            o->by[other] = o->into[k];
            optimal_queue_put(o, other, there);
        }
    }
    o->steps += o->into_start[mentor + 1] - o->into_start[mentor];
}

/* The free seat moves from the root to end->mentor, and is taken there by end->student, if any. */
static void paths_move_seat(struct optimal *o, uint32_t root, const struct end *end)
{
    uint32_t mentor = end->mentor, comer = end->student;
    size_t edge = end->edge;
    while (mentor != root) {
        uint32_t leaver = o->via[mentor];
        optimal_drop(o, leaver);
        if (comer != NOBODY)
            optimal_hold(o, comer, edge);
        comer = leaver;
        edge = o->by[mentor];
        mentor = o->graph->mentor[edge];
    }
    if (comer != NOBODY)
        optimal_hold(o, comer, edge);
}

void optimal_path_down(struct optimal *o, uint32_t root)
{
    struct end end = {o->price[root], root, NOBODY, NO_EDGE};
    optimal_queue_put(o, root, 0);
    for (;;) {
        uint32_t j = optimal_queue_take(o);
        if (j == NOBODY || o->distance[j] >= end.distance)
            break;
        o->popped[o->popped_count++] = j;
        paths_scan_mentor(o, j, &end);
    }
    optimal_lift(o, end.distance, -1);
    paths_move_seat(o, root, &end);
    optimal_queue_clear(o);
}
