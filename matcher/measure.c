#include "matcher/measure.h"

#include "scoring/base/arena.h"

#include <assert.h>
#include <stdlib.h>

static const int32_t percents[PERCENTILES_COUNT] = {10, 25, 50, 75, 90};

/* The greatest of counts' indices that is not 0, plus 1; counts[0] to counts[limit - 1]. */
static size_t used(const int32_t *counts, size_t limit)
{
    while (limit > 0 && counts[limit - 1] == 0)
        limit--;
    return limit;
}

static size_t count_nonzero(const int32_t *counts, size_t limit)
{
    size_t count = 0;
    for (size_t k = 0; k < limit; k++)
        count += counts[k] != 0;
    return count;
}

/* ---- scores */

static void measure_total(const struct settled *settled, const int32_t *scores,
                          struct result *result)
{
    int32_t worst_free = -1, worst_fixed = -1;
    int64_t total = 0;
    for (int32_t k = 0; k < result->matched; k++) {
        bool is_fixed = settled->mentor_of[result->pairs[k].student] != NOBODY;
        int32_t *worst = is_fixed ? &worst_fixed : &worst_free;
        if (*worst == -1 || scores[k] < *worst)
            *worst = scores[k];
        total += scores[k];
    }
    result->total = total;
    result->worst = worst_free != -1 ? worst_free : worst_fixed;
}

/* Nearest rank: the percentile of count scores is the one of rank ⌈percent · count / 100⌉. */
static void read_percentiles(const int32_t *of_score, int64_t count, struct figures *figures)
{
    int64_t below = 0; /* scores of at most score */
    int32_t score = -1;
    for (size_t p = 0; p < PERCENTILES_COUNT; p++) {
        int64_t rank = (percents[p] * count + 99) / 100;
        while (below < rank)
            below += of_score[++score];
        figures->percentiles_bp[p] = score;
    }
}

static enum status measure_percentiles(const int32_t *scores, int32_t matched,
                                       struct figures *figures)
{
    if (matched == 0)
        return STATUS_OK;
    int32_t *of_score = calloc(SCORE_BP_MAX + 1, sizeof *of_score);
    if (of_score == NULL)
        return STATUS_MEMORY;
    for (int32_t k = 0; k < matched; k++) {
        assert(scores[k] >= 0 && scores[k] <= SCORE_BP_MAX);
        of_score[scores[k]]++;
    }
    read_percentiles(of_score, matched, figures);
    free(of_score);
    return STATUS_OK;
}

/* ---- loads of mentors */

static enum status list_loads(const int32_t *mentors_with, size_t limit, struct arena *arena,
                              struct figures *figures)
{
    struct load *loads = arena_array(arena, count_nonzero(mentors_with, limit), sizeof *loads);
    if (loads == NULL)
        return STATUS_MEMORY;
    size_t count = 0;
    for (size_t students = 0; students < limit; students++)
        if (mentors_with[students] > 0)
            loads[count++] = (struct load){(int32_t)students, mentors_with[students]};
    figures->loads = loads;
    figures->loads_count = count;
    return STATUS_OK;
}

/* load: element j, the students of mentor j; mentors_with: room for matched + 1, all 0. */
static enum status measure_loads(const struct problem *problem, const struct result *result,
                                 int32_t *load, int32_t *mentors_with, struct arena *arena,
                                 struct figures *figures)
{
    for (int32_t k = 0; k < result->matched; k++)
        load[result->pairs[k].mentor]++;
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        if (problem->seats[j] > 0)
            mentors_with[load[j]]++;
    return list_loads(mentors_with, used(mentors_with, (size_t)result->matched + 1), arena,
                      figures);
}

/* ---- wishes */

/* The rank of a pair's mentor in the student's list, 1 best; 0 where it is in none. */
static size_t rank_of(const struct lists *wishes, struct pair pair)
{
    if (wishes->listed == NULL || !wishes->listed[pair.student])
        return 0;
    size_t start = wishes->start[pair.student], end = wishes->start[pair.student + 1];
    for (size_t l = start; l < end; l++)
        if (wishes->items[l] == pair.mentor)
            return l - start + 1;
    return 0;
}

/* got: element r, students who got their wish of rank r; room for mentor_count + 1, all 0. */
static enum status measure_wishes(const struct problem *problem, const struct result *result,
                                  int32_t *got, struct arena *arena, struct figures *figures)
{
    for (int32_t k = 0; k < result->matched; k++)
        got[rank_of(&problem->wishes, result->pairs[k])]++;
    got[0] = 0;
    size_t limit = used(got, (size_t)problem->mentor_count + 1), count = 0;
    struct wish_count *wishes = arena_array(arena, count_nonzero(got, limit), sizeof *wishes);
    if (wishes == NULL)
        return STATUS_MEMORY;
    for (size_t rank = 1; rank < limit; rank++)
        if (got[rank] > 0)
            wishes[count++] = (struct wish_count){(int32_t)rank, got[rank]};
    figures->wishes = wishes;
    figures->wishes_count = count;
    return STATUS_OK;
}

/* ---- the whole */

static void measure_counts(const struct problem *problem, const struct settled *settled,
                           struct figures *figures)
{
    figures->students = (int32_t)problem->student_count;
    figures->mentors = (int32_t)problem->mentor_count;
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        figures->seats += problem->seats[j];
    for (uint32_t i = 0; i < problem->student_count; i++) {
        figures->fixed += settled->mentor_of[i] != NOBODY;
        figures->with_wishes += problem->wishes.listed != NULL && problem->wishes.listed[i];
    }
}

static enum status measure_shares(const struct problem *problem, const struct result *result,
                                  struct arena *arena, struct figures *figures)
{
    size_t mentors = (size_t)problem->mentor_count + 1, pairs = (size_t)result->matched + 1;
    int32_t *load = calloc(mentors, sizeof *load), *got = calloc(mentors, sizeof *got);
    int32_t *mentors_with = calloc(pairs, sizeof *mentors_with);
    enum status status =
        load == NULL || got == NULL || mentors_with == NULL ? STATUS_MEMORY : STATUS_OK;
    if (status == STATUS_OK)
        status = measure_loads(problem, result, load, mentors_with, arena, figures);
    if (status == STATUS_OK)
        status = measure_wishes(problem, result, got, arena, figures);
    free(mentors_with);
    free(got);
    free(load);
    return status;
}

enum status measure(const struct problem *problem, const struct settled *settled,
                    const int32_t *scores, struct arena *arena, struct result *result)
{
    struct figures figures = {0};
    measure_counts(problem, settled, &figures);
    enum status status = measure_percentiles(scores, result->matched, &figures);
    if (status == STATUS_OK)
        status = measure_shares(problem, result, arena, &figures);
    if (status != STATUS_OK)
        return status;
    measure_total(settled, scores, result);
    result->figures = figures;
    return STATUS_OK;
}
