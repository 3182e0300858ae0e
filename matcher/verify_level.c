#include "matcher/verify_level.h"

#include "matcher/verify_inner.h"
#include "scoring/base/arena.h"

#include <assert.h>

#define LEVEL_STEPS ((size_t)64) /* between two looks at the watch */

struct marking {
    const struct verify_check *check;
    uint64_t *bits;
    size_t words;
    size_t start; /* the student of row 0 in the present step */
    int32_t level_bp;
};

static void mark_rows(void *context, size_t worker, size_t first, size_t end)
{
    const struct marking *marking = context;
    for (size_t i = marking->start + first; i < marking->start + end; i++) {
        verify_row_fill(marking->check, worker, (uint32_t)i);
        const struct verify_worker *row = &marking->check->worker[worker];
        for (size_t k = 0; k < row->count; k++) {
            size_t j = row->items[k].mentor;
            if (row->items[k].score_bp >= marking->level_bp)
                marking->bits[i * marking->words + j / 64] |= (uint64_t)1 << j % 64;
        }
    }
}

static enum status mark_all(struct marking *marking)
{
    const struct verify_check *check = marking->check;
    size_t count = check->problem->student_count;
    size_t step = count / LEVEL_STEPS + VERIFY_BLOCK * check->workers;
    for (size_t at = 0; at < count; at += step) {
        if (watch_cancelled(check->watch))
            return STATUS_CANCELLED;
        watch_progress(check->watch, "shortages", at, count);
        marking->start = at;
        workers_run(check->workers, count - at < step ? count - at : step, VERIFY_BLOCK, mark_rows,
                    marking);
    }
    return STATUS_OK;
}

static enum status count_unmatched(const struct verify_check *check, struct marking *marking,
                                   uint32_t *ret_unmatched)
{
    const struct problem *problem = check->problem;
    size_t students = problem->student_count + (size_t)1;
    uint32_t *mentor_of = arena_array(check->arena, students, sizeof *mentor_of), matched = 0;
    marking->words = problem->mentor_count / (size_t)64 + 1;
    marking->bits = arena_array(check->arena, students * marking->words, sizeof *marking->bits);
    if (mentor_of == NULL || marking->bits == NULL)
        return STATUS_MEMORY;
    enum status status = mark_all(marking);
    const struct verify_edges edges = {.student_count = problem->student_count,
                                       .mentor_count = problem->mentor_count,
                                       .bits = marking->bits,
                                       .words = marking->words};
    if (status == STATUS_OK)
        status = verify_match(&edges, check->rules.seats, check->watch, mentor_of, &matched);
    if (status == STATUS_OK)
        *ret_unmatched = problem->student_count - (uint32_t)check->rules.fixed_count - matched;
    return status;
}

enum status verify_level(const struct problem *problem, int32_t level_bp, size_t workers,
                         const struct watch *watch, uint32_t *ret_unmatched)
{
    struct verify_check check = {.problem = problem, .watch = watch};
    struct marking marking = {.check = &check, .level_bp = level_bp};
    check.workers = verify_workers(problem, workers);
    enum status status = arena_new(0, &check.arena);
    if (status != STATUS_OK)
        return status;
    status = verify_rules_find(problem, check.arena, &check.rules);
    assert(status != STATUS_OK || check.rules.conflict_count == 0);
    if (status == STATUS_OK)
        status = verify_row_start(&check);
    if (status == STATUS_OK)
        status = count_unmatched(&check, &marking, ret_unmatched);
    arena_free(check.arena);
    return status;
}
