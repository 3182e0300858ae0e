#include "matcher/verify_inner.h"
#include "scoring/base/arena.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void expect(const struct verify_check *check, const char *where, int64_t truth, int64_t said)
{
    const char *member = strrchr(where, '/');
    if (truth != said)
        fault_add(check->faults, 0, where, member == NULL ? where : member + 1,
                  "it is %" PRId64 ", and the result says %" PRId64, truth, said);
}

/* ---- scores */

static int compare_scores(const void *left, const void *right)
{
    const int32_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* scores: of all pairs, rising. */
static void percentiles_check(const struct verify_check *check, const int32_t *scores, size_t count)
{
    static const size_t percents[PERCENTILES_COUNT] = {10, 25, 50, 75, 90};
    for (size_t p = 0; p < PERCENTILES_COUNT; p++) {
        size_t rank = (count * percents[p] + 99) / 100; /* nearest rank, from 1 */
        int32_t truth = count == 0 ? 0 : scores[rank - 1], said;
        said = check->result->figures.percentiles_bp[p];
        char where[48];
        (void)snprintf(where, sizeof where, "figures/percentiles_bp/p%zu", percents[p]);
        if (truth != said)
            fault_add(check->faults, 0, where, "percentiles",
                      "%zu of 100 pairs score at most %d, not %d", percents[p], truth, said);
    }
}

static enum status scores_check(const struct verify_check *check)
{
    const struct verify_found *found = &check->found;
    uint32_t students = check->problem->student_count;
    int32_t *scores = arena_array(check->arena, students + (size_t)1, sizeof *scores);
    if (scores == NULL)
        return STATUS_MEMORY;
    int64_t total = 0;
    int32_t worst_free = INT32_MAX, worst_fixed = INT32_MAX;
    size_t count = 0;
    for (uint32_t i = 0; i < students; i++) {
        if (check->mentor_of[i] == NOBODY)
            continue;
        int32_t score = found->score_bp[i];
        int32_t *worst = check->rules.mentor_of[i] == NOBODY ? &worst_free : &worst_fixed;
        *worst = score < *worst ? score : *worst;
        total += score;
        scores[count++] = score;
    }
    qsort(scores, count, sizeof *scores, compare_scores);
    expect(check, "total", total, check->result->total);
    expect(check, "worst", count == 0 ? -1 : (worst_free != INT32_MAX ? worst_free : worst_fixed),
           check->result->worst);
    percentiles_check(check, scores, count);
    return STATUS_OK;
}

/* ---- counts that come as rows (value, how many) */

struct row {
    int32_t value, count;
};

static struct row said_load(const struct figures *figures, size_t k)
{
    return (struct row){figures->loads[k].students, figures->loads[k].mentors};
}

static struct row said_wish(const struct figures *figures, size_t k)
{
    return (struct row){figures->wishes[k].rank, figures->wishes[k].students};
}

/* counts: element v, how many have value v; rows are those that are not 0, rising. */
static void rows_check(const struct verify_check *check, const char *member, const uint32_t *counts,
                       size_t limit, size_t said_count,
                       struct row (*said)(const struct figures *figures, size_t k))
{
    char where[48];
    size_t rows = 0;
    for (size_t value = 0; value < limit; value++) {
        if (counts[value] == 0)
            continue;
        struct row row = {-1, -1};
        if (rows < said_count)
            row = said(&check->result->figures, rows);
        (void)snprintf(where, sizeof where, "figures/%s/%zu", member, rows++);
        if (row.value < 0 || (size_t)row.value != value || row.count < 0 ||
            (uint32_t)row.count != counts[value])
            fault_add(check->faults, 0, where, member, "here belongs %zu: %u", value,
                      counts[value]);
    }
    (void)snprintf(where, sizeof where, "figures/%s", member);
    if (said_count > rows)
        fault_add(check->faults, 0, where, member, "there are %zu rows, not %zu", rows, said_count);
}

static enum status loads_check(const struct verify_check *check)
{
    const struct problem *problem = check->problem;
    const struct figures *figures = &check->result->figures;
    size_t limit = problem->student_count + (size_t)1;
    uint32_t *counts = arena_array(check->arena, limit, sizeof *counts);
    if (counts == NULL)
        return STATUS_MEMORY;
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        if (problem->seats[j] > 0)
            counts[check->load[j]]++;
    rows_check(check, "loads", counts, limit, figures->loads == NULL ? 0 : figures->loads_count,
               said_load);
    return STATUS_OK;
}

static size_t wish_rank(const struct lists *wishes, struct pair pair)
{
    for (size_t at = wishes->start[pair.student]; at < wishes->start[pair.student + 1]; at++)
        if (wishes->items[at] == pair.mentor)
            return at - wishes->start[pair.student] + 1;
    return 0;
}

static enum status wishes_check(const struct verify_check *check)
{
    const struct problem *problem = check->problem;
    const struct figures *figures = &check->result->figures;
    size_t limit = problem->mentor_count + (size_t)1;
    uint32_t *counts = arena_array(check->arena, limit, sizeof *counts);
    if (counts == NULL)
        return STATUS_MEMORY;
    int64_t with_wishes = 0;
    for (uint32_t i = 0; problem->wishes.listed != NULL && i < problem->student_count; i++) {
        with_wishes += problem->wishes.listed[i];
        if (problem->wishes.listed[i] && check->mentor_of[i] != NOBODY)
            counts[wish_rank(&problem->wishes, (struct pair){i, check->mentor_of[i]})]++;
    }
    counts[0] = 0; /* a mentor outside the list, by a rule */
    expect(check, "figures/with_wishes", with_wishes, figures->with_wishes);
    rows_check(check, "wishes", counts, limit, figures->wishes == NULL ? 0 : figures->wishes_count,
               said_wish);
    return STATUS_OK;
}

/* ---- all of them */

enum status verify_figures_check(const struct verify_check *check)
{
    const struct problem *problem = check->problem;
    const struct figures *figures = &check->result->figures;
    int64_t seats = 0;
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        seats += problem->seats[j];
    expect(check, "figures/students", problem->student_count, figures->students);
    expect(check, "figures/mentors", problem->mentor_count, figures->mentors);
    expect(check, "figures/seats", seats, figures->seats);
    expect(check, "figures/fixed", (int64_t)check->rules.fixed_count, figures->fixed);
    enum status status = scores_check(check);
    if (status == STATUS_OK)
        status = loads_check(check);
    if (status == STATUS_OK)
        status = wishes_check(check);
    return status;
}
