/* The possible pairs of a dense market, row by row: filtered as the rules say, computed in
 * parallel, and kept in memory as far as a limit allows. */
#ifndef MATCHER_DENSE_ROWS_H
#define MATCHER_DENSE_ROWS_H

#include "matcher/possible.h"
#include "matcher/watch.h"
#include "matcher/workers.h"

#define DENSE_ROWS_SIZE_MAX ((size_t)512 << 20) /* bytes kept; other rows are computed again */

struct dense_rows {
    const struct possible *possible;
    size_t workers;
    uint32_t student_count, mentor_count;
    int16_t *kept; /* rows of students 0 to kept_count - 1 */
    size_t kept_count;
    int16_t *scratch; /* two rows for each worker */
};

/* Opens and computes the rows that are kept. possible must outlive it. MEMORY, CANCELLED. */
enum status MUST_CHECK dense_rows_open(const struct possible *possible, size_t workers,
                                       const struct watch *watch, size_t size_max,
                                       struct dense_rows *ret_rows);
void dense_rows_close(struct dense_rows *rows);

/* The row of a student; good until the worker asks for another one. */
const int16_t *dense_row(struct dense_rows *rows, size_t worker, uint32_t student);

/* workers_run over all students, a part at a time, with progress (stage) between. CANCELLED. */
enum status MUST_CHECK dense_sweep(const struct dense_rows *rows, const struct watch *watch,
                                   const char *stage, workers_job *job, void *context);

#endif
