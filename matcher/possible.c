#include "matcher/possible.h"

#include <stdlib.h>
#include <string.h>

static enum status find_namers(const struct problem *problem, struct possible *p)
{
    const struct lists *lists = &problem->priorities;
    if (lists->listed == NULL)
        return STATUS_OK;
    size_t students = problem->student_count, count = lists->start[problem->mentor_count];
    p->namer_start = calloc(students + 2, sizeof *p->namer_start);
    p->namers = calloc(count + 1, sizeof *p->namers);
    if (p->namer_start == NULL || p->namers == NULL)
        return STATUS_MEMORY;
    /* Counted two places on, so that filling moves every start to where it belongs. */
    for (size_t l = 0; l < count; l++)
        p->namer_start[lists->items[l] + 2]++;
    for (size_t i = 2; i < students + 2; i++)
        p->namer_start[i] += p->namer_start[i - 1];
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        for (size_t l = lists->start[j]; l < lists->start[j + 1]; l++)
            p->namers[p->namer_start[lists->items[l] + 1]++] = j;
    return STATUS_OK;
}

enum status possible_open(const struct problem *problem, const struct settled *settled,
                          struct possible *ret_possible)
{
    struct possible p = {.problem = problem, .settled = settled};
    p.full = calloc((size_t)problem->mentor_count + 1, sizeof *p.full);
    p.closed = calloc((size_t)problem->mentor_count + 1, sizeof *p.closed);
    enum status status = p.full == NULL || p.closed == NULL ? STATUS_MEMORY : STATUS_OK;
    if (status == STATUS_OK)
        status = find_namers(problem, &p);
    if (status != STATUS_OK) {
        possible_close(&p);
        return status;
    }
    for (uint32_t j = 0; j < problem->mentor_count; j++) {
        p.full[j] = settled->seats[j] == 0 ? ROW_IMPOSSIBLE : 0;
        p.closed[j] = lists_have(&problem->priorities, j) ? ROW_IMPOSSIBLE : p.full[j];
    }
    *ret_possible = p;
    return STATUS_OK;
}

void possible_close(struct possible *possible)
{
    free(possible->full);
    free(possible->closed);
    free(possible->namer_start);
    free(possible->namers);
}

struct namers {
    const uint32_t *items;
    size_t count;
};

static struct namers namers_of(const struct possible *p, uint32_t student)
{
    if (p->namer_start == NULL)
        return (struct namers){0};
    size_t start = p->namer_start[student];
    return (struct namers){p->namers + start, p->namer_start[student + 1] - start};
}

/* ---- dense */

static void keep_wished(const struct possible *p, uint32_t student, int16_t *scratch, int16_t *row)
{
    const struct lists *wishes = &p->problem->wishes;
    size_t start = wishes->start[student], count = wishes->start[student + 1] - start;
    for (size_t l = 0; l < count; l++)
        scratch[l] = row[wishes->items[start + l]];
    memset(row, 0xff, p->problem->mentor_count * sizeof *row); /* ROW_IMPOSSIBLE */
    for (size_t l = 0; l < count; l++)
        row[wishes->items[start + l]] = scratch[l];
}

void possible_filter(const struct possible *p, uint32_t student, int16_t *scratch, int16_t *row)
{
    const struct pairs *never = &p->problem->never;
    const uint32_t count = p->problem->mentor_count;
    const int16_t minimum = (int16_t)p->problem->minimum_bp;
    if (p->settled->mentor_of[student] != NOBODY) {
        memset(row, 0xff, count * sizeof *row);
        return;
    }
    struct namers namers = namers_of(p, student);
    for (uint32_t j = 0; j < count; j++)
        row[j] = row[j] < minimum ? ROW_IMPOSSIBLE : row[j];
    for (size_t n = 0; n < namers.count; n++)
        scratch[n] = row[namers.items[n]] | p->full[namers.items[n]];
    for (uint32_t j = 0; j < count; j++)
        row[j] |= p->closed[j]; /* any number | -1 is -1 */
    for (size_t n = 0; n < namers.count; n++)
        row[namers.items[n]] = scratch[n];
    if (lists_have(&p->problem->wishes, student))
        keep_wished(p, student, scratch, row);
    for (size_t k = pairs_from(never, student, 0);
         k < never->count && never->items[k].student == student; k++)
        row[never->items[k].mentor] = ROW_IMPOSSIBLE;
}

/* ---- sparse */

static int compare_numbers(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

/* Mentors named for a student, rising: by the student's list, or else by edges and mentors' lists.
 * named has room for all mentors. */
static size_t name_mentors(const struct possible *p, uint32_t student, uint32_t *named)
{
    const struct lists *wishes = &p->problem->wishes;
    const struct graph *edges = &p->problem->edges;
    if (lists_have(wishes, student)) {
        size_t start = wishes->start[student], listed = wishes->start[student + 1] - start;
        memcpy(named, wishes->items + start, listed * sizeof *named);
        qsort(named, listed, sizeof *named, compare_numbers);
        return listed;
    }
    struct namers namers = namers_of(p, student);
    size_t count = 0, n = 0, e = edges->start[student], end = edges->start[student + 1];
    while (e < end || n < namers.count) {
        bool by_edge = n == namers.count || (e < end && edges->mentor[e] <= namers.items[n]);
        uint32_t mentor = by_edge ? edges->mentor[e] : namers.items[n];
        e += by_edge;
        n += n < namers.count && namers.items[n] == mentor;
        named[count++] = mentor;
    }
    return count;
}

/* Adds the possible ones of the named mentors; all three sources rise, so each is read once. */
static size_t list_student(const struct possible *p, uint32_t student, const uint32_t *named,
                           size_t named_count, size_t count, struct possible_pairs *pairs)
{
    const struct graph *edges = &p->problem->edges;
    const struct pairs *never = &p->problem->never;
    struct namers namers = namers_of(p, student);
    size_t e = edges->start[student], end = edges->start[student + 1], n = 0;
    size_t forbidden = pairs_from(never, student, 0);
    for (size_t k = 0; k < named_count; k++) {
        uint32_t j = named[k];
        while (e < end && edges->mentor[e] < j)
            e++;
        while (n < namers.count && namers.items[n] < j)
            n++;
        while (forbidden < never->count && never->items[forbidden].student == student &&
               never->items[forbidden].mentor < j)
            forbidden++;
        bool is_never = forbidden < never->count && never->items[forbidden].student == student &&
                        never->items[forbidden].mentor == j;
        bool is_named = n < namers.count && namers.items[n] == j;
        int16_t score = e < end && edges->mentor[e] == j ? edges->score[e] : 0;
        if (is_never || score < p->problem->minimum_bp ||
            (is_named ? p->full[j] : p->closed[j]) == ROW_IMPOSSIBLE)
            continue;
        pairs->mentor[count] = j;
        pairs->score[count++] = score;
    }
    return count;
}

/* At least as many as there are possible pairs: what is not touched costs nothing. */
static size_t pairs_named(const struct problem *problem)
{
    size_t count = graph_edge_count(&problem->edges);
    if (problem->wishes.listed != NULL)
        count += problem->wishes.start[problem->student_count];
    if (problem->priorities.listed != NULL)
        count += problem->priorities.start[problem->mentor_count];
    return count;
}

enum status possible_list(const struct possible *p, struct possible_pairs *ret_pairs)
{
    const struct problem *problem = p->problem;
    size_t named_max = pairs_named(problem), count = 0;
    struct possible_pairs pairs = {
        .start = calloc((size_t)problem->student_count + 1, sizeof *pairs.start),
        .mentor = malloc((named_max + 1) * sizeof *pairs.mentor),
        .score = malloc((named_max + 1) * sizeof *pairs.score),
    };
    uint32_t *named = malloc(((size_t)problem->mentor_count + 1) * sizeof *named);
    if (pairs.start == NULL || pairs.mentor == NULL || pairs.score == NULL || named == NULL) {
        free(pairs.start);
        free(pairs.mentor);
        free(pairs.score);
        free(named);
        return STATUS_MEMORY;
    }
    for (uint32_t i = 0; i < problem->student_count; i++) {
        if (p->settled->mentor_of[i] == NOBODY)
            count = list_student(p, i, named, name_mentors(p, i, named), count, &pairs);
        pairs.start[i + 1] = count;
    }
    free(named);
    *ret_pairs = pairs;
    return STATUS_OK;
}
