/* The same work on many rows, on several threads. The result must not depend on how many: a row's
 * work may write only what belongs to the row or to the worker. */
#ifndef MATCHER_WORKERS_H
#define MATCHER_WORKERS_H

#include "scoring/base/status.h"

#include <stddef.h>

#define WORKERS_MAX ((size_t)64)

/* Works on rows first to end-1; worker is 0..workers-1, each a thread of its own. */
typedef void workers_job(void *context, size_t worker, size_t first, size_t end);

/* Calls job until all rows 0..count-1 are done, in blocks of at most block rows, and waits. With
 * 1 worker, or when a thread cannot be started, the caller's own thread does the rest. workers:
 * 1..WORKERS_MAX. */
void workers_run(size_t workers, size_t count, size_t block, workers_job *job, void *context);

#endif
