#include "api/runner_job.h"

#include "api/long_command.h"
#include "api/round_run.h"
#include "api/wire/run.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define WORKERS_SERVER_MAX ((size_t)2)
#define NICE_LEAST         19
#define TOLD_FAULTS_MAX    ((size_t)5)

struct runner_job {
    const struct scorer *scorer;
    const struct run_order *order;
    pthread_t thread;
    bool started;
    atomic_bool cancelled;

    pthread_mutex_t lock; /* guards what follows, up to the next group */
    pthread_cond_t changed;
    struct run_stage stage;
    bool ended;

    /* the thread's own until it has ended */
    struct arena *arena;
    struct faults faults;
    enum status status;
    struct run *run;
    char failure[RUN_FAILURE_MAX + 1];
};

/* ---- what the solving thread tells and asks */

static bool is_cancelled(void *context)
{
    struct runner_job *job = context;
    return atomic_load(&job->cancelled);
}

/* Stages are string constants. */
static void keep_stage(void *context, const char *stage, uint64_t done, uint64_t total)
{
    struct runner_job *job = context;
    pthread_mutex_lock(&job->lock);
    job->stage = (struct run_stage){stage, done, total};
    pthread_mutex_unlock(&job->lock);
}

/* ---- the thread */

/* Of this thread alone, and those it starts. Where a sandbox forbids it, it goes without. */
static void step_back(void)
{
    (void)setpriority(PRIO_PROCESS, 0, NICE_LEAST);
}

static void *job_main(void *context)
{
    struct runner_job *job = context;
    const struct watch watch = {job, is_cancelled, keep_stage};
    size_t processors = long_command_processors();
    size_t workers = processors < WORKERS_SERVER_MAX ? processors : WORKERS_SERVER_MAX;
    step_back();
    job->status = round_run_make(job->scorer, job->order, workers, &watch, job->arena, &job->faults,
                                 &job->run);
    pthread_mutex_lock(&job->lock);
    job->ended = true;
    pthread_cond_signal(&job->changed);
    pthread_mutex_unlock(&job->lock);
    return NULL;
}

enum status runner_job_start(const struct scorer *scorer, const struct run_order *order,
                             struct runner_job **ret_job)
{
    struct runner_job *job = calloc(1, sizeof *job);
    if (job == NULL)
        return STATUS_MEMORY;
    if (arena_new(0, &job->arena) != STATUS_OK) {
        free(job);
        return STATUS_MEMORY;
    }
    job->scorer = scorer;
    job->order = order;
    job->faults = faults_in(job->arena);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&job->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_mutex_init(&job->lock, NULL);
    job->started = pthread_create(&job->thread, NULL, job_main, job) == 0;
    if (!job->started) {
        runner_job_free(job);
        return STATUS_MEMORY;
    }
    *ret_job = job;
    return STATUS_OK;
}

/* ---- from outside */

bool runner_job_wait(struct runner_job *job, int64_t ms, struct run_stage *ret_stage)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += ms % 1000 * 1000000;
    until.tv_sec += ms / 1000 + until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    int waited = 0;
    pthread_mutex_lock(&job->lock);
    while (!job->ended && waited == 0)
        waited = pthread_cond_timedwait(&job->changed, &job->lock, &until);
    bool ended = job->ended;
    *ret_stage = job->stage;
    pthread_mutex_unlock(&job->lock);
    return ended;
}

void runner_job_cancel(struct runner_job *job)
{
    atomic_store(&job->cancelled, true);
}

/* What was wrong, as sentences. */
static void tell(const struct faults *faults, enum status status, struct text *text)
{
    for (size_t i = 0; i < faults->count && i < TOLD_FAULTS_MAX; i++)
        text_addf(text, "%s%s: %s", i == 0 ? "" : "; ", faults->items[i].where,
                  faults->items[i].detail);
    if (faults->total > TOLD_FAULTS_MAX)
        text_addf(text, "; and %zu more", faults->total - TOLD_FAULTS_MAX);
    if (faults->count == 0)
        text_add(text, status_summary(status));
}

enum status runner_job_result(struct runner_job *job, const struct run **ret_run,
                              const char **ret_failure)
{
    (void)pthread_join(job->thread, NULL);
    job->started = false;
    struct text text = {0};
    if (job->status != STATUS_OK && job->status != STATUS_CANCELLED)
        tell(&job->faults, job->status, &text);
    if (text_status(&text) == STATUS_OK && text.bytes != NULL)
        (void)snprintf(job->failure, sizeof job->failure, "%s", text.bytes);
    text_free(&text);
    job->failure[text_utf8_fault(job->failure, strlen(job->failure))] = '\0';
    *ret_run = job->run;
    *ret_failure = job->failure;
    return job->status;
}

void runner_job_free(struct runner_job *job)
{
    if (job == NULL)
        return;
    runner_job_cancel(job);
    if (job->started)
        (void)pthread_join(job->thread, NULL);
    run_free(job->run);
    arena_free(job->arena);
    pthread_cond_destroy(&job->changed);
    pthread_mutex_destroy(&job->lock);
    free(job);
}
