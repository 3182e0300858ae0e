#include "matcher/dense_rows.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_IN_BLOCK    16
#define PAIRS_IN_PART    ((size_t)16 << 20) /* between two looks at the watch */
#define STUDENTS_IN_PART 256                /* at least */

static int16_t *scratch_of(const struct dense_rows *rows, size_t worker)
{
    return rows->scratch + worker * 2 * ((size_t)rows->mentor_count + 1);
}

static void compute_row(const struct dense_rows *rows, size_t worker, uint32_t student,
                        int16_t *ret_row)
{
    const struct rows *raw = rows->possible->problem->rows;
    raw->fill(raw->context, worker, student, ret_row);
    possible_filter(rows->possible, student, scratch_of(rows, worker), ret_row);
}

const int16_t *dense_row(struct dense_rows *rows, size_t worker, uint32_t student)
{
    if (student < rows->kept_count)
        return rows->kept + (size_t)student * rows->mentor_count;
    int16_t *row = scratch_of(rows, worker) + rows->mentor_count + 1;
    compute_row(rows, worker, student, row);
    return row;
}

static void keep_rows(void *context, size_t worker, size_t first, size_t end)
{
    struct dense_rows *rows = context;
    for (size_t i = first; i < end && i < rows->kept_count; i++)
        compute_row(rows, worker, (uint32_t)i, rows->kept + i * rows->mentor_count);
}

struct part {
    workers_job *job;
    void *context;
    size_t first;
};

static void work_part(void *context, size_t worker, size_t first, size_t end)
{
    const struct part *part = context;
    part->job(part->context, worker, part->first + first, part->first + end);
}

enum status dense_sweep(const struct dense_rows *rows, const struct watch *watch, const char *stage,
                        workers_job *job, void *context)
{
    size_t students = rows->student_count;
    size_t size = PAIRS_IN_PART / ((size_t)rows->mentor_count + 1);
    if (size < STUDENTS_IN_PART)
        size = STUDENTS_IN_PART;
    for (size_t first = 0; first < students; first += size) {
        struct part part = {job, context, first};
        watch_progress(watch, stage, first, students);
        if (watch_cancelled(watch))
            return STATUS_CANCELLED;
        workers_run(rows->workers, first + size < students ? size : students - first, ROWS_IN_BLOCK,
                    work_part, &part);
    }
    return STATUS_OK;
}

enum status dense_rows_open(const struct possible *possible, size_t workers,
                            const struct watch *watch, size_t size_max, struct dense_rows *ret_rows)
{
    const struct problem *problem = possible->problem;
    struct dense_rows rows = {.possible = possible,
                              .workers = workers,
                              .student_count = problem->student_count,
                              .mentor_count = problem->mentor_count};
    size_t row_size = rows.mentor_count * sizeof *rows.kept;
    assert(workers >= 1 && workers <= problem->rows->workers);
    rows.kept_count = row_size == 0 ? 0 : size_max / row_size;
    if (rows.kept_count > rows.student_count)
        rows.kept_count = rows.student_count;
    rows.kept = malloc(rows.kept_count * row_size + 1);
    rows.scratch = calloc(workers * 2 * ((size_t)rows.mentor_count + 1), sizeof *rows.scratch);
    enum status status = rows.kept == NULL || rows.scratch == NULL ? STATUS_MEMORY : STATUS_OK;
    if (status == STATUS_OK)
        status = dense_sweep(&rows, watch, "scores", keep_rows, &rows);
    if (status != STATUS_OK)
        dense_rows_close(&rows);
    else
        *ret_rows = rows;
    return status;
}

void dense_rows_close(struct dense_rows *rows)
{
    free(rows->kept);
    free(rows->scratch);
}
