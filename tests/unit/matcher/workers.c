#include "matcher/workers.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdatomic.h>
#include <stdlib.h>

#define ROWS_MAX 1000

struct tally {
    size_t workers, block, count;
    atomic_int visits[ROWS_MAX];
    atomic_int busy[WORKERS_MAX]; /* 1 while that worker is inside the job */
    atomic_int faults;
};

static void visit(void *context, size_t worker, size_t first, size_t end)
{
    struct tally *tally = context;
    if (worker >= tally->workers || first >= end || end - first > tally->block ||
        end > tally->count || atomic_exchange(&tally->busy[worker], 1) != 0) {
        atomic_fetch_add(&tally->faults, 1);
        return;
    }
    for (size_t row = first; row < end; row++)
        atomic_fetch_add(&tally->visits[row], 1);
    atomic_store(&tally->busy[worker], 0);
}

Test(workers, every_row_is_worked_once_and_no_worker_is_two_threads)
{
    static const struct {
        size_t workers, count, block;
    } rows[] = {
        {1, 0, 1},   {4, 0, 8},    {1, 1, 1},      {1, 1000, 7},        {2, 1000, 1},
        {2, 999, 8}, {3, 2, 100},  {8, 1000, 999}, {WORKERS_MAX, 5, 1}, {4, 1000, SIZE_MAX / 2},
        {2, 64, 32}, {64, 640, 10}};
    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
        struct tally *tally = calloc(1, sizeof *tally);
        cr_assert(tally != NULL);
        tally->workers = rows[r].workers;
        tally->block = rows[r].block;
        tally->count = rows[r].count;
        workers_run(rows[r].workers, rows[r].count, rows[r].block, visit, tally);
        cr_assert(eq(int, atomic_load(&tally->faults), 0), "row %zu", r);
        for (size_t i = 0; i < ROWS_MAX; i++)
            cr_assert(eq(int, atomic_load(&tally->visits[i]), i < rows[r].count), "row %zu", r);
        free(tally);
    }
}
