/* Stable: students propose to mentors with seats (Gale and Shapley 1962, the hospitals of Roth
 * 1984). No student and mentor would both rather have each other, and no stable matching is better
 * for any student. Preferences are strict (ties by number), so the result does not depend on the
 * order of proposals, nor on how many threads draw. */
#include "matcher/solvers.h"
#include "matcher/stable_inner.h"
#include "matcher/workers.h"
#include "scoring/base/arena.h"

#include <assert.h>
#include <stdlib.h>

#define DRAW_MIN     ((uint32_t)16)   /* mentors drawn for a student at first; doubles … */
#define DRAW_MAX     ((uint32_t)1024) /* … up to this, so that memory stays bounded */
#define DRAW_BLOCK   ((size_t)16)     /* students a thread takes at a time */
#define DRAW_BETWEEN ((size_t)4096)   /* students drawn between two looks at the watch */

/* A mentor a student may ask. */
struct candidate {
    preference mentor;  /* how the student prefers them */
    preference student; /* how the mentor prefers the student */
};

/* A student: the next few candidates in order, drawn when the last few are used up. */
struct suitor {
    struct candidate *candidates; /* count of them, from next on still to be asked */
    uint32_t count, next;
    uint32_t size;    /* to draw */
    bool all;         /* nobody comes after them */
    preference after; /* the last that was drawn, + 1 */
};

/* A mentor: a heap of the students held, the least preferred on top. */
struct host {
    preference *students;
    uint32_t count, capacity;
};

struct courting {
    const struct problem *problem;
    const struct watch *watch;
    struct market *market;
    size_t workers;
    const struct graph *graph; /* NULL: dense */
    const uint32_t *seats;
    struct places places;
    int16_t *rows; /* dense: one a worker */
    struct suitor *suitors;
    struct host *hosts;
    uint32_t *asking; /* students to draw for, asking_count of them */
    size_t asking_count;
    size_t asking_first; /* of the part that is being drawn */
};

/* ---- drawing candidates */

/* True when the mentor would turn this student down now, and so for good: those held only become
 * better. */
static bool turns_down(const struct courting *courting, uint32_t mentor, preference student)
{
    const struct host *host = &courting->hosts[mentor];
    if (courting->seats[mentor] == 0)
        return true;
    return host->count == courting->seats[mentor] && host->students[0] < student;
}

/* Moves the candidate at the top of a heap (the least preferred mentor on top) to its place. */
static void sift_candidate(struct candidate *heap, uint32_t count)
{
    struct candidate moved = heap[0];
    uint32_t at = 0;
    for (uint32_t child = 1; child < count; child = 2 * at + 1) {
        if (child + 1 < count && heap[child + 1].mentor > heap[child].mentor)
            child++;
        if (heap[child].mentor <= moved.mentor)
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = moved;
}

static void push_candidate(struct candidate *heap, uint32_t count, struct candidate added)
{
    uint32_t at = count;
    for (; at > 0 && heap[(at - 1) / 2].mentor < added.mentor; at = (at - 1) / 2)
        heap[at] = heap[(at - 1) / 2];
    heap[at] = added;
}

/* Keeps the pair if it is among the best that were not drawn yet and are worth asking. */
static void consider(const struct courting *courting, uint32_t student, uint32_t rank,
                     uint32_t mentor, int32_t score_bp)
{
    struct suitor *suitor = &courting->suitors[student];
    preference wanted = preference_of(rank, mentor);
    bool is_full = suitor->count == suitor->size;
    if (wanted < suitor->after)
        return;
    if (is_full && !suitor->all && suitor->candidates[0].mentor < wanted)
        return;
    struct candidate added = {
        wanted, places_prefer(courting->problem, &courting->places, student, mentor, score_bp)};
    if (turns_down(courting, mentor, added.student))
        return;
    if (!is_full) {
        push_candidate(suitor->candidates, suitor->count++, added);
        return;
    }
    suitor->all = false;
    if (suitor->candidates[0].mentor < wanted)
        return;
    suitor->candidates[0] = added;
    sift_candidate(suitor->candidates, suitor->count);
}

static int32_t listed_score(const struct courting *courting, const int16_t *row, uint32_t student,
                            uint32_t mentor)
{
    if (row != NULL)
        return row[mentor];
    const struct graph *graph = courting->graph;
    assert(graph != NULL); /* rows are of dense problems alone */
    size_t low = graph->start[student], high = graph->start[student + 1];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (graph->mentor[middle] < mentor)
            low = middle + 1;
        else
            high = middle;
    }
    bool has = low < graph->start[student + 1] && graph->mentor[low] == mentor;
    return has ? graph->score[low] : ROW_IMPOSSIBLE;
}

static void consider_list(const struct courting *courting, const int16_t *row, uint32_t student)
{
    const struct lists *wishes = &courting->problem->wishes;
    size_t start = wishes->start[student];
    for (size_t l = start; l < wishes->start[student + 1]; l++) {
        int32_t score_bp = listed_score(courting, row, student, wishes->items[l]);
        if (score_bp != ROW_IMPOSSIBLE)
            consider(courting, student, (uint32_t)(l - start), wishes->items[l], score_bp);
    }
}

static void consider_row(const struct courting *courting, const int16_t *row, uint32_t student)
{
    for (uint32_t j = 0; j < courting->problem->mentor_count; j++)
        if (row[j] != ROW_IMPOSSIBLE)
            consider(courting, student, (uint32_t)(SCORE_BP_MAX - row[j]), j, row[j]);
}

static void consider_edges(const struct courting *courting, const struct graph *graph,
                           uint32_t student)
{
    for (size_t e = graph->start[student]; e < graph->start[student + 1]; e++)
        consider(courting, student, (uint32_t)(SCORE_BP_MAX - graph->score[e]), graph->mentor[e],
                 graph->score[e]);
}

static int compare_candidates(const void *a, const void *b)
{
    preference x = ((const struct candidate *)a)->mentor;
    preference y = ((const struct candidate *)b)->mentor;
    return (x > y) - (x < y);
}

/* The next best candidates of a student. Without room it draws none, and keeps candidates NULL. */
static void draw(const struct courting *courting, size_t worker, uint32_t student)
{
    struct suitor *suitor = &courting->suitors[student];
    suitor->count = suitor->next = 0;
    suitor->size = suitor->candidates == NULL ? DRAW_MIN
                   : suitor->size < DRAW_MAX  ? 2 * suitor->size
                                              : DRAW_MAX;
    suitor->all = true;
    free(suitor->candidates);
    suitor->candidates = malloc(suitor->size * sizeof *suitor->candidates);
    if (suitor->candidates == NULL)
        return;
    int16_t *row = NULL;
    if (courting->graph == NULL) {
        row = courting->rows + worker * courting->problem->mentor_count;
        market_row(courting->market, worker, student, row);
    }
    if (lists_have(&courting->problem->wishes, student))
        consider_list(courting, row, student);
    else if (courting->graph != NULL)
        consider_edges(courting, courting->graph, student);
    else
        consider_row(courting, row, student);
    qsort(suitor->candidates, suitor->count, sizeof *suitor->candidates, compare_candidates);
    if (suitor->count > 0)
        suitor->after = suitor->candidates[suitor->count - 1].mentor + 1;
}

static void draw_some(void *context, size_t worker, size_t first, size_t end)
{
    const struct courting *courting = context;
    for (size_t k = first; k < end; k++)
        draw(courting, worker, courting->asking[courting->asking_first + k]);
}

static enum status draw_asking(struct courting *courting)
{
    for (size_t first = 0; first < courting->asking_count; first += DRAW_BETWEEN) {
        size_t count = courting->asking_count - first;
        count = count < DRAW_BETWEEN ? count : DRAW_BETWEEN;
        courting->asking_first = first;
        workers_run(courting->workers, count, DRAW_BLOCK, draw_some, courting);
        for (size_t k = first; k < first + count; k++)
            if (courting->suitors[courting->asking[k]].candidates == NULL)
                return STATUS_MEMORY;
        if (watch_cancelled(courting->watch))
            return STATUS_CANCELLED;
    }
    return STATUS_OK;
}

/* ---- proposing */

static void sift_student(preference *heap, uint32_t count)
{
    preference moved = heap[0];
    uint32_t at = 0;
    for (uint32_t child = 1; child < count; child = 2 * at + 1) {
        if (child + 1 < count && heap[child + 1] > heap[child])
            child++;
        if (heap[child] <= moved)
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = moved;
}

static enum status hold(struct host *host, preference student)
{
    if (host->count == host->capacity) {
        uint32_t capacity = host->capacity == 0 ? 2 : 2 * host->capacity;
        preference *grown = realloc(host->students, capacity * sizeof *grown);
        if (grown == NULL)
            return STATUS_MEMORY;
        host->students = grown;
        host->capacity = capacity;
    }
    uint32_t at = host->count++;
    for (; at > 0 && host->students[(at - 1) / 2] < student; at = (at - 1) / 2)
        host->students[at] = host->students[(at - 1) / 2];
    host->students[at] = student;
    return STATUS_OK;
}

/* The student asks the next candidate; *ret_left is who is without a mentor after that: the
 * student, whom the mentor gave up for the student, or NOBODY. */
static enum status propose(struct courting *courting, uint32_t student, uint32_t *mentor_of,
                           uint32_t *ret_left)
{
    struct suitor *suitor = &courting->suitors[student];
    struct candidate asked = suitor->candidates[suitor->next++];
    uint32_t mentor = preference_number(asked.mentor), left = student;
    struct host *host = &courting->hosts[mentor];
    if (!turns_down(courting, mentor, asked.student)) {
        mentor_of[student] = mentor;
        left = NOBODY;
        if (host->count < courting->seats[mentor]) {
            enum status status = hold(host, asked.student);
            if (status != STATUS_OK)
                return status;
        } else {
            left = preference_number(host->students[0]);
            mentor_of[left] = NOBODY;
            host->students[0] = asked.student;
            sift_student(host->students, host->count);
        }
    }
    *ret_left = left;
    return STATUS_OK;
}

/* Lets the student propose, then whoever is left by that, until nobody is left, or the one who is
 * has to draw again, or has nobody to ask any more. */
static enum status settle_down(struct courting *courting, uint32_t student, uint32_t *mentor_of)
{
    while (student != NOBODY) {
        const struct suitor *suitor = &courting->suitors[student];
        if (suitor->next == suitor->count) {
            if (!suitor->all)
                courting->asking[courting->asking_count++] = student;
            return STATUS_OK;
        }
        enum status status = propose(courting, student, mentor_of, &student);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

/* Those who draw are settled in turn; asking is read ahead of where it is written, as each leaves
 * at most one to draw again. */
static enum status students_propose(struct courting *courting, uint32_t *mentor_of)
{
    enum status status = STATUS_OK;
    while (status == STATUS_OK && courting->asking_count > 0) {
        size_t drawn = courting->asking_count;
        watch_progress(courting->watch, "proposals", courting->problem->student_count - drawn,
                       courting->problem->student_count);
        status = draw_asking(courting);
        courting->asking_count = 0;
        for (size_t k = 0; status == STATUS_OK && k < drawn; k++)
            status = settle_down(courting, courting->asking[k], mentor_of);
    }
    return status;
}

/* ---- the solver */

static void courting_free(struct courting *courting)
{
    for (uint32_t i = 0; courting->suitors != NULL && i < courting->problem->student_count; i++)
        free(courting->suitors[i].candidates);
    for (uint32_t j = 0; courting->hosts != NULL && j < courting->problem->mentor_count; j++)
        free(courting->hosts[j].students);
    places_free(&courting->places);
    free(courting->rows);
    free(courting->suitors);
    free(courting->hosts);
    free(courting->asking);
}

static enum status courting_new(const struct solver_task *task, struct courting *courting)
{
    const struct problem *problem = task->solving->problem;
    size_t students = problem->student_count + (size_t)1;
    size_t mentors = problem->mentor_count + (size_t)1;
    *courting = (struct courting){.problem = problem,
                                  .watch = task->solving->watch,
                                  .market = task->market,
                                  .workers = task->solving->workers,
                                  .graph = market_graph(task->market),
                                  .seats = market_seats(task->market)};
    if (problem_is_dense(problem) && courting->workers > problem->rows->workers)
        courting->workers = problem->rows->workers;
    if (courting->graph == NULL)
        courting->rows = malloc(courting->workers * mentors * sizeof *courting->rows);
    courting->suitors = calloc(students, sizeof *courting->suitors);
    courting->hosts = calloc(mentors, sizeof *courting->hosts);
    courting->asking = malloc(students * sizeof *courting->asking);
    if ((courting->graph == NULL && courting->rows == NULL) || courting->suitors == NULL ||
        courting->hosts == NULL || courting->asking == NULL)
        return STATUS_MEMORY;
    for (uint32_t i = 0; i < problem->student_count; i++)
        if (task->settled->mentor_of[i] == NOBODY)
            courting->asking[courting->asking_count++] = i;
    return places_new(problem, &courting->places);
}

/* ---- what is said of a stable result over listed pairs */

static int64_t graph_total(const struct graph *graph, const uint32_t *mentor_of)
{
    int64_t total = 0;
    for (uint32_t i = 0; i < graph->student_count; i++)
        for (size_t e = graph->start[i]; e < graph->start[i + 1]; e++)
            if (graph->mentor[e] == mentor_of[i])
                total += graph->score[e];
    return total;
}

static enum status tell_differences(const struct courting *courting, struct arena *arena,
                                    const uint32_t *mentor_of, uint32_t *other,
                                    struct stability *stability)
{
    uint32_t students = courting->problem->student_count;
    for (uint32_t i = 0; i < students; i++)
        other[i] = NOBODY;
    enum status status =
        stable_mentors_propose(courting->problem, &courting->places, courting->graph,
                               courting->seats, courting->watch, other);
    if (status != STATUS_OK)
        return status;
    size_t count = 0;
    for (uint32_t i = 0; i < students; i++)
        count += other[i] != mentor_of[i];
    uint32_t *differ = arena_array(arena, count, sizeof *differ);
    if (differ == NULL)
        return STATUS_MEMORY;
    stability->differ = differ;
    for (uint32_t i = 0; i < students; i++)
        if (other[i] != mentor_of[i])
            differ[stability->differ_count++] = i;
    return STATUS_OK;
}

/* The greatest total, with its prices; other: room for an assignment. */
static enum status tell_given_up(const struct solver_task *task, const struct courting *courting,
                                 const uint32_t *mentor_of, uint32_t *other,
                                 struct certificate *certificate, struct stability *stability)
{
    const struct problem *problem = courting->problem;
    int64_t *prices = arena_array(task->arena, problem->mentor_count, sizeof *prices);
    if (prices == NULL)
        return STATUS_MEMORY;
    for (uint32_t j = 0; task->solving->prices != NULL && j < problem->mentor_count; j++)
        prices[j] = task->solving->prices[j];
    for (uint32_t i = 0; i < problem->student_count; i++)
        other[i] = NOBODY;
    struct assignment best = {other, prices};
    enum status status = market_optimal(task->market, &(struct weighing){NULL, NULL, 0}, 0, &best);
    if (status != STATUS_OK)
        return status;
    int64_t greatest = graph_total(courting->graph, other);
    certificate->prices = prices;
    stability->given_up = greatest - graph_total(courting->graph, mentor_of);
    stability->optimal_total =
        greatest + graph_total(&problem->edges, task->settled->mentor_of); /* fixed pairs */
    return STATUS_OK;
}

static enum status tell(const struct solver_task *task, const struct courting *courting,
                        const uint32_t *mentor_of, struct certificate *ret_certificate,
                        struct stability *ret_stability)
{
    struct certificate certificate = {0};
    struct stability stability = {.told = courting->graph != NULL};
    enum status status = STATUS_OK;
    if (stability.told) {
        uint32_t *other = malloc((courting->problem->student_count + (size_t)1) * sizeof *other);
        status = other == NULL
                     ? STATUS_MEMORY
                     : tell_differences(courting, task->arena, mentor_of, other, &stability);
        if (status == STATUS_OK)
            status = tell_given_up(task, courting, mentor_of, other, &certificate, &stability);
        free(other);
    }
    if (status != STATUS_OK)
        return status;
    *ret_certificate = certificate;
    *ret_stability = stability;
    return STATUS_OK;
}

static enum status stable_solve(const struct solver_task *task, uint32_t *mentor_of,
                                struct certificate *ret_certificate,
                                struct stability *ret_stability)
{
    struct courting courting;
    enum status status = courting_new(task, &courting);
    if (status == STATUS_OK)
        status = students_propose(&courting, mentor_of);
    if (status == STATUS_OK)
        status = tell(task, &courting, mentor_of, ret_certificate, ret_stability);
    courting_free(&courting);
    return status;
}

const struct solver stable_solver = {.objective = OBJECTIVE_STABLE,
                                     .takes_first = false,
                                     .takes_problem = true,
                                     .solve = stable_solve};
