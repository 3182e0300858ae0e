#include "matcher/cover.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define UNREACHED UINT32_MAX

/* A student's level is the number of matched pairs on the shortest alternating path from an
 * unmatched student; a mentor's is that of the first student to reach it. Every search follows
 * rising levels, so a phase looks at each edge and each held student once. */
struct cover {
    const struct graph *graph;
    int32_t score_bp_min;
    const bool *among; /* by student; NULL: all */
    const struct watch *watch;
    uint32_t *mentor_of; /* by student */
    uint32_t *seats;     /* by mentor, at most as many as it has pairs */
    size_t *slot;        /* mentor j holds held[slot[j]] .. held[slot[j] + held_count[j] - 1] */
    uint32_t *held, *held_count;
    uint32_t *student_level, *mentor_level;
    size_t *edge_next;      /* by student: where this phase's search goes on */
    uint32_t *held_next;    /* by mentor: likewise */
    uint32_t *queue, *path; /* students */
    uint32_t matched;
};

static void cover_free(struct cover *c)
{
    free(c->seats);
    free(c->slot);
    free(c->held);
    free(c->held_count);
    free(c->student_level);
    free(c->mentor_level);
    free(c->edge_next);
    free(c->held_next);
    free(c->queue);
    free(c->path);
}

static enum status cover_room(struct cover *c)
{
    size_t students = c->graph->student_count, mentors = c->graph->mentor_count;
    c->seats = calloc(mentors + 1, sizeof *c->seats);
    c->slot = calloc(mentors + 1, sizeof *c->slot);
    c->held_count = calloc(mentors + 1, sizeof *c->held_count);
    c->held_next = calloc(mentors + 1, sizeof *c->held_next);
    c->mentor_level = calloc(mentors + 1, sizeof *c->mentor_level);
    c->student_level = calloc(students + 1, sizeof *c->student_level);
    c->edge_next = calloc(students + 1, sizeof *c->edge_next);
    c->queue = calloc(students + 1, sizeof *c->queue);
    c->path = calloc(students + 1, sizeof *c->path);
    return c->seats && c->slot && c->held_count && c->held_next && c->mentor_level &&
                   c->student_level && c->edge_next && c->queue && c->path
               ? STATUS_OK
               : STATUS_MEMORY;
}

/* Seats beyond a mentor's pairs can never be taken, so the slots are at most as many as pairs. */
static enum status cover_seats(struct cover *c, const uint32_t *seats)
{
    size_t total = 0;
    for (size_t e = 0; e < graph_edge_count(c->graph); e++)
        if (c->graph->score[e] >= c->score_bp_min)
            c->seats[c->graph->mentor[e]]++;
    for (uint32_t j = 0; j < c->graph->mentor_count; j++) {
        c->slot[j] = total;
        if (c->seats[j] > seats[j])
            c->seats[j] = seats[j];
        total += c->seats[j];
    }
    c->held = calloc(total + 1, sizeof *c->held);
    return c->held != NULL ? STATUS_OK : STATUS_MEMORY;
}

static bool cover_wants(const struct cover *c, uint32_t student)
{
    return c->mentor_of[student] == NOBODY && (c->among == NULL || c->among[student]);
}

static void cover_hold(struct cover *c, uint32_t student, uint32_t mentor)
{
    c->held[c->slot[mentor] + c->held_count[mentor]++] = student;
    c->mentor_of[student] = mentor;
    c->matched++;
}

/* Keeps the pairs of the start that are edges; the others take the first free seat they see. */
static void cover_begin(struct cover *c)
{
    const struct graph *g = c->graph;
    for (uint32_t i = 0; i < g->student_count; i++) {
        uint32_t wanted = c->mentor_of[i];
        c->mentor_of[i] = NOBODY;
        if (wanted == NOBODY || !cover_wants(c, i))
            continue;
        for (size_t e = g->start[i]; e < g->start[i + 1]; e++)
            if (g->mentor[e] == wanted && g->score[e] >= c->score_bp_min &&
                c->held_count[wanted] < c->seats[wanted])
                cover_hold(c, i, wanted);
    }
    for (uint32_t i = 0; i < g->student_count; i++)
        for (size_t e = g->start[i]; e < g->start[i + 1] && cover_wants(c, i); e++)
            if (g->score[e] >= c->score_bp_min &&
                c->held_count[g->mentor[e]] < c->seats[g->mentor[e]])
                cover_hold(c, i, g->mentor[e]);
}

/* Levels, up to that of the nearest free seat; false when there is none. */
static bool cover_levels(struct cover *c)
{
    const struct graph *g = c->graph;
    size_t head = 0, tail = 0;
    uint32_t last = UNREACHED - 1;
    memset(c->mentor_level, 0xff, g->mentor_count * sizeof *c->mentor_level);
    for (uint32_t i = 0; i < g->student_count; i++) {
        c->student_level[i] = cover_wants(c, i) ? 0 : UNREACHED;
        c->edge_next[i] = g->start[i];
        if (c->student_level[i] == 0)
            c->queue[tail++] = i;
    }
    while (head < tail && c->student_level[c->queue[head]] <= last) {
        uint32_t student = c->queue[head++], level = c->student_level[student];
        for (size_t e = g->start[student]; e < g->start[student + 1]; e++) {
            uint32_t j = g->mentor[e];
            if (c->mentor_level[j] != UNREACHED || g->score[e] < c->score_bp_min)
                continue;
            c->mentor_level[j] = level;
            c->held_next[j] = 0;
            if (c->held_count[j] < c->seats[j])
                last = level;
            for (uint32_t h = 0; last > level && h < c->held_count[j]; h++) {
                uint32_t other = c->held[c->slot[j] + h];
                c->student_level[other] = level + 1;
                c->queue[tail++] = other;
            }
        }
    }
    return last != UNREACHED - 1;
}

/* The mentor at which the path of the student can go on or end, or NOBODY; moves edge_next there.
 */
static uint32_t cover_step(struct cover *c, uint32_t student)
{
    const struct graph *g = c->graph;
    uint32_t level = c->student_level[student];
    size_t end = g->start[student + 1], e = c->edge_next[student];
    for (; e < end; e++) {
        uint32_t j = g->mentor[e];
        if (c->mentor_level[j] == level && g->score[e] >= c->score_bp_min &&
            (c->held_count[j] < c->seats[j] || c->held_next[j] < c->held_count[j]))
            break;
    }
    c->edge_next[student] = e;
    return e < end ? g->mentor[e] : NOBODY;
}

/* Each student of the path takes the seat of the next one, the last the free seat. */
static void cover_augment(struct cover *c, size_t depth)
{
    const struct graph *g = c->graph;
    uint32_t last = c->path[depth];
    for (size_t d = 0; d < depth; d++) {
        uint32_t student = c->path[d], mentor = g->mentor[c->edge_next[student]];
        c->held[c->slot[mentor] + c->held_next[mentor]++] = student;
        c->mentor_of[student] = mentor;
    }
    cover_hold(c, last, g->mentor[c->edge_next[last]]);
}

/* One search down the levels from an unmatched student. A student who can go no further is passed
 * over for the rest of the phase: held_next moves past the slot. */
static void cover_search(struct cover *c, uint32_t root)
{
    size_t depth = 0;
    c->path[0] = root;
    for (;;) {
        uint32_t j = cover_step(c, c->path[depth]);
        if (j == NOBODY) {
            if (depth-- == 0)
                return;
            c->held_next[c->graph->mentor[c->edge_next[c->path[depth]]]]++;
        } else if (c->held_count[j] < c->seats[j]) {
            cover_augment(c, depth);
            return;
        } else {
            uint32_t next = c->held[c->slot[j] + c->held_next[j]];
            if (c->student_level[next] == c->student_level[c->path[depth]] + 1)
                c->path[++depth] = next;
            else
                c->held_next[j]++;
        }
    }
}

static enum status cover_phases(struct cover *c)
{
    const struct graph *g = c->graph;
    for (;;) {
        watch_progress(c->watch, "greatest number", c->matched, g->student_count);
        if (watch_cancelled(c->watch))
            return STATUS_CANCELLED;
        if (!cover_levels(c))
            return STATUS_OK;
        for (uint32_t i = 0; i < g->student_count; i++)
            if (cover_wants(c, i))
                cover_search(c, i);
    }
}

enum status cover_solve(const struct graph *graph, const uint32_t *seats, int32_t score_bp_min,
                        const struct watch *watch, uint32_t *mentor_of, bool *ret_students,
                        bool *ret_mentors, uint32_t *ret_matched)
{
    return cover_solve_among(graph, seats, score_bp_min, NULL, watch, mentor_of, ret_students,
                             ret_mentors, ret_matched);
}

enum status cover_solve_among(const struct graph *graph, const uint32_t *seats,
                              int32_t score_bp_min, const bool *among, const struct watch *watch,
                              uint32_t *mentor_of, bool *ret_students, bool *ret_mentors,
                              uint32_t *ret_matched)
{
    struct cover c = {.graph = graph, .score_bp_min = score_bp_min, .among = among, .watch = watch};
    c.mentor_of = mentor_of;
    enum status status = cover_room(&c);
    if (status == STATUS_OK)
        status = cover_seats(&c, seats);
    if (status == STATUS_OK) {
        cover_begin(&c);
        status = cover_phases(&c);
    }
    if (status == STATUS_OK) {
        for (uint32_t i = 0; i < graph->student_count; i++)
            ret_students[i] = mentor_of[i] != NOBODY && c.student_level[i] == UNREACHED;
        for (uint32_t j = 0; j < graph->mentor_count; j++)
            ret_mentors[j] = c.mentor_level[j] != UNREACHED;
        *ret_matched = c.matched;
    }
    cover_free(&c);
    return status;
}
