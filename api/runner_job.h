/* One run, solved on a thread of its own of the lowest priority: whoever waits for a reply is not
 * to feel it. Its maker looks at it from outside, and may cancel it. */
#ifndef API_RUNNER_JOB_H
#define API_RUNNER_JOB_H

#include "api/store/store_run.h"

#include <stdbool.h>

struct runner_job;
struct scorer;

/* Starts solving; scorer and order (and what it points to) must outlive the job. MEMORY. */
enum status MUST_CHECK runner_job_start(const struct scorer *scorer, const struct run_order *order,
                                        struct runner_job **ret_job);

/* Waits until it has ended, at most ms milliseconds; whether it has, and what it is at (an English
 * phrase that lives as long as the program). */
bool runner_job_wait(struct runner_job *job, int64_t ms, struct run_stage *ret_stage);

/* Asks it to end soon, within the second. */
void runner_job_cancel(struct runner_job *job);

/* Waits for its end: the status of round_run_make, the run where that is OK (the job's), and
 * otherwise why not, in a few sentences (the job's), "" of CANCELLED. Once only. */
enum status MUST_CHECK runner_job_result(struct runner_job *job, const struct run **ret_run,
                                         const char **ret_failure);

/* Cancels, waits, frees. NULL is fine. */
void runner_job_free(struct runner_job *job);

#endif
