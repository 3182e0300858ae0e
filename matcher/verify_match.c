#include "matcher/verify_inner.h"

#include <stdlib.h>

/* Phases of one search in breadth, from all students without a place; each tree of it gives at
 * most one augmenting path, taken as soon as a free seat is met. */
struct matching {
    const struct verify_edges *edges;
    const uint32_t *seats;
    uint32_t *mentor_of;
    uint32_t *load;       /* element j: students of mentor j */
    uint32_t *holder;     /* element j: the first student of mentor j; NOBODY: none */
    uint32_t *next;       /* element i: the next student of the same mentor */
    uint32_t *before;     /* element i: the one before; NOBODY: it is the first */
    uint32_t *reached_by; /* element j: the student from whom the search came; NOBODY: not yet */
    uint32_t *root;       /* element i: where the tree of student i begins; NOBODY: not reached */
    bool *spent;          /* element i: the tree that begins with student i gave its path */
    uint32_t *queue;
    uint32_t queued;
    uint64_t *unmet; /* of edges by bit: a bit for each mentor not reached yet */
};

static void unlink_student(struct matching *m, uint32_t student)
{
    uint32_t mentor = m->mentor_of[student], next = m->next[student], before = m->before[student];
    if (before == NOBODY)
        m->holder[mentor] = next;
    else
        m->next[before] = next;
    if (next != NOBODY)
        m->before[next] = before;
    m->load[mentor]--;
}

static void link_student(struct matching *m, uint32_t student, uint32_t mentor)
{
    uint32_t next = m->holder[mentor];
    if (next != NOBODY)
        m->before[next] = student;
    m->next[student] = next;
    m->before[student] = NOBODY;
    m->holder[mentor] = student;
    m->mentor_of[student] = mentor;
    m->load[mentor]++;
}

/* Moves every student of the path from mentor, which has a free seat, back to its root. */
static void take_path(struct matching *m, uint32_t mentor)
{
    uint32_t student = m->reached_by[mentor];
    m->spent[m->root[student]] = true;
    for (;;) {
        uint32_t left = m->mentor_of[student];
        if (left != NOBODY)
            unlink_student(m, student);
        link_student(m, student, mentor);
        if (left == NOBODY)
            return;
        mentor = left;
        student = m->reached_by[mentor];
    }
}

static void plant_roots(struct matching *m)
{
    m->queued = 0;
    for (size_t w = 0; w < m->edges->words; w++)
        m->unmet[w] = UINT64_MAX;
    for (uint32_t j = 0; j < m->edges->mentor_count; j++)
        m->reached_by[j] = NOBODY;
    for (uint32_t i = 0; i < m->edges->student_count; i++) {
        bool is_root = m->mentor_of[i] == NOBODY;
        m->root[i] = is_root ? i : NOBODY;
        m->spent[i] = false;
        if (is_root)
            m->queue[m->queued++] = i;
    }
}

/* Reaches a mentor from a student; true when it had a free seat. */
static bool reach(struct matching *m, uint32_t student, uint32_t mentor)
{
    m->reached_by[mentor] = student;
    if (m->load[mentor] < m->seats[mentor]) {
        take_path(m, mentor);
        return true;
    }
    for (uint32_t other = m->holder[mentor]; other != NOBODY; other = m->next[other]) {
        if (m->root[other] != NOBODY)
            continue;
        m->root[other] = m->root[student];
        m->queue[m->queued++] = other;
    }
    return false;
}

static bool grow_listed(struct matching *m, uint32_t student)
{
    const struct graph *graph = m->edges->graph;
    for (size_t e = graph->start[student]; e < graph->start[student + 1]; e++) {
        uint32_t j = graph->mentor[e];
        if (m->reached_by[j] == NOBODY && m->seats[j] > 0 && reach(m, student, j))
            return true;
    }
    return false;
}

static bool grow_by_bit(struct matching *m, uint32_t student)
{
    const uint64_t *row = m->edges->bits + student * m->edges->words;
    for (size_t w = 0; w < m->edges->words; w++) {
        uint64_t left = row[w] & m->unmet[w];
        for (; left != 0; left &= left - 1) {
            uint32_t j = (uint32_t)(64 * w) + (uint32_t)__builtin_ctzll(left);
            m->unmet[w] &= ~((uint64_t)1 << j % 64);
            if (m->seats[j] > 0 && reach(m, student, j))
                return true;
        }
    }
    return false;
}

/* Looks at every mentor of a student not met before; true when one had a free seat. */
static bool grow(struct matching *m, uint32_t student)
{
    return m->edges->graph != NULL ? grow_listed(m, student) : grow_by_bit(m, student);
}

static uint32_t run_phase(struct matching *m)
{
    uint32_t found = 0;
    plant_roots(m);
    for (uint32_t at = 0; at < m->queued; at++)
        if (!m->spent[m->root[m->queue[at]]] && grow(m, m->queue[at]))
            found++;
    return found;
}

static bool matching_new(struct matching *m)
{
    size_t students = m->edges->student_count + (size_t)1;
    size_t mentors = m->edges->mentor_count + (size_t)1;
    m->load = calloc(mentors, sizeof *m->load);
    m->holder = malloc(mentors * sizeof *m->holder);
    m->reached_by = malloc(mentors * sizeof *m->reached_by);
    m->next = malloc(students * sizeof *m->next);
    m->before = malloc(students * sizeof *m->before);
    m->root = malloc(students * sizeof *m->root);
    m->spent = calloc(students, sizeof *m->spent);
    m->queue = malloc(students * sizeof *m->queue);
    m->unmet = malloc((m->edges->words + 1) * sizeof *m->unmet);
    if (m->load == NULL || m->holder == NULL || m->reached_by == NULL || m->next == NULL ||
        m->before == NULL || m->root == NULL || m->spent == NULL || m->queue == NULL ||
        m->unmet == NULL)
        return false;
    for (size_t j = 0; j < mentors; j++)
        m->holder[j] = NOBODY;
    for (size_t i = 0; i + 1 < students; i++)
        m->mentor_of[i] = NOBODY;
    return true;
}

static void matching_free(struct matching *m)
{
    free(m->load);
    free(m->holder);
    free(m->reached_by);
    free(m->next);
    free(m->before);
    free(m->root);
    free(m->spent);
    free(m->queue);
    free(m->unmet);
}

enum status verify_match(const struct verify_edges *edges, const uint32_t *seats,
                         const struct watch *watch, uint32_t *ret_mentor_of, uint32_t *ret_matched)
{
    struct matching m = {.edges = edges, .seats = seats, .mentor_of = ret_mentor_of};
    enum status status = matching_new(&m) ? STATUS_OK : STATUS_MEMORY;
    uint32_t matched = 0, found = 1;
    while (status == STATUS_OK && found > 0) {
        matched += found = run_phase(&m);
        if (watch_cancelled(watch))
            status = STATUS_CANCELLED;
    }
    if (status == STATUS_OK)
        *ret_matched = matched;
    matching_free(&m);
    return status;
}
