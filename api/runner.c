#include "api/runner.h"

#include "api/clock.h"
#include "api/log.h"
#include "api/runner_job.h"
#include "api/settings.h"
#include "api/wire/run.h"
#include "scoring/base/arena.h"

#include <assert.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define CLAIM_MS_MAX  ((int64_t)2000) /* the snapshot is read with it */
#define BEAT_EVERY_MS ((int64_t)500)
#define BEAT_MS_MAX                                                                                \
    ((int64_t)2000)                  /* a frozen database does not hold up the next one for longer \
                                      */
#define END_MS_MAX  ((int64_t)30000) /* the files are written with it */
#define RETRY_MS    ((int64_t)500)
#define LAST_MS_MAX ((int64_t)1000) /* for what is left at the end */

/* A run that ended its servers so often ends no more of them: each start and each requeue is a
 * version. */
#define STARTS_MAX 10

struct runner {
    const struct scorer *scorer;
    struct log *log;
    int64_t poll_ms;
    char id[STORE_ID_SIZE];
    pthread_t thread;

    pthread_mutex_t lock; /* guards what follows, up to the next group */
    pthread_cond_t ended;
    bool ending;
    struct runner_health health;

    /* the thread's own */
    struct store *store;
    bool failed; /* the last poll did; told once */
};

static bool is_ending(struct runner *runner)
{
    pthread_mutex_lock(&runner->lock);
    bool ending = runner->ending;
    pthread_mutex_unlock(&runner->lock);
    return ending;
}

/* Waits; false when it is time to end. */
static bool wait_ms(struct runner *runner, int64_t ms)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += ms % 1000 * 1000000;
    until.tv_sec += ms / 1000 + until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    int waited = 0;
    pthread_mutex_lock(&runner->lock);
    while (!runner->ending && waited == 0)
        waited = pthread_cond_timedwait(&runner->ended, &runner->lock, &until);
    bool more = !runner->ending;
    pthread_mutex_unlock(&runner->lock);
    return more;
}

static struct deed deed_now(void)
{
    return (struct deed){.actor = {.kind = ACTOR_SERVER}, .now = clock_utc_ms()};
}

static bool is_away(enum status status)
{
    return status == STATUS_UNAVAILABLE || status == STATUS_TIMEOUT;
}

/* ---- ending a run */

/* Until the database has it, or somebody else has the run: until then solving was not in vain. */
static enum status end_run(struct runner *runner, const struct run_order *order,
                           const struct run_end *end)
{
    enum status status;
    do {
        struct deed deed = deed_now();
        int64_t ms = is_ending(runner) ? LAST_MS_MAX : END_MS_MAX;
        store_set_deadline(runner->store, clock_ms() + ms);
        status = store_run_end(runner->store, &deed, order, end);
    } while (is_away(status) && wait_ms(runner, RETRY_MS));
    return status;
}

static void count_end(struct runner *runner, enum status status, const char *event)
{
    pthread_mutex_lock(&runner->lock);
    runner->health.running = 0;
    if (status != STATUS_OK)
        runner->health.lost++;
    else if (strcmp(event, "fail") == 0)
        runner->health.failed++;
    else if (strcmp(event, "requeue") != 0)
        runner->health.ended++;
    pthread_mutex_unlock(&runner->lock);
}

static void end_and_tell(struct runner *runner, const struct run_order *order,
                         const struct run_end *end)
{
    enum status status = end_run(runner, order, end);
    count_end(runner, status, end->event);
    if (status == STATUS_OK)
        log_event(runner->log, "info", "run_ended", "run=%s event=%s", order->id, end->event);
    else if (status == STATUS_CONFLICT)
        log_event(runner->log, "info", "run_lost", "run=%s event=%s", order->id, end->event);
    else
        log_event(runner->log, "error", "run_not_ended", "run=%s event=%s status=%s reason=%s",
                  order->id, end->event, status_word(status),
                  log_value(store_error(runner->store)).text);
}

static void drop_lost(struct runner *runner, const struct run_order *order)
{
    count_end(runner, STATUS_CONFLICT, "");
    log_event(runner->log, "info", "run_lost", "run=%s", order->id);
}

/* ---- solving one */

/* Renews the lease until the job has ended; false when the run is not ours any more. */
static bool attend(struct runner *runner, const struct run_order *order, struct runner_job *job)
{
    struct run_stage stage = {0};
    while (!runner_job_wait(job, BEAT_EVERY_MS, &stage)) {
        store_set_deadline(runner->store, clock_ms() + BEAT_MS_MAX);
        enum status status = store_run_beat(runner->store, order, clock_utc_ms(), &stage);
        bool lost = status == STATUS_CONFLICT;
        if (lost || is_ending(runner))
            runner_job_cancel(job);
        if (lost)
            return false;
    }
    return true;
}

static void end_solved(struct runner *runner, const struct run_order *order, struct runner_job *job)
{
    const struct run *made = NULL;
    const char *failure = NULL;
    enum status status = runner_job_result(job, &made, &failure);
    struct run_end end = {.event = "fail", .failure = failure};
    if (status == STATUS_CANCELLED)
        end = (struct run_end){.event = "requeue"};
    else if (status == STATUS_OK)
        end =
            (struct run_end){.event = made->result.infeasible ? "refute" : "finish", .made = made};
    end_and_tell(runner, order, &end);
}

static void solve_run(struct runner *runner, const struct run_order *order)
{
    struct runner_job *job = NULL;
    if (runner_job_start(runner->scorer, order, &job) != STATUS_OK) {
        end_and_tell(runner, order, &(struct run_end){.event = "requeue"});
        return;
    }
    if (attend(runner, order, job))
        end_solved(runner, order, job);
    else
        drop_lost(runner, order);
    runner_job_free(job);
}

static void make_run(struct runner *runner, const struct run_order *order)
{
    pthread_mutex_lock(&runner->lock);
    runner->health.running = 1;
    pthread_mutex_unlock(&runner->lock);
    log_event(runner->log, "info", "run_started", "run=%s objective=%s", order->id,
              order->objective);
    if (order->fence > 2 * STARTS_MAX)
        end_and_tell(runner, order,
                     &(struct run_end){.event = "fail",
                                       .failure = "Its servers went away again and again "
                                                  "while they made it."});
    else
        solve_run(runner, order);
}

/* ---- the thread */

static void tell_change(struct runner *runner, enum status status)
{
    if (status != STATUS_OK && !runner->failed)
        log_event(runner->log, "warn", "runs_not_asked", "status=%s reason=%s", status_word(status),
                  log_value(store_error(runner->store)).text);
    runner->failed = status != STATUS_OK;
}

/* True when there was one: then ask again at once. */
static bool poll_once(struct runner *runner)
{
    struct arena *arena = NULL;
    struct run_order order;
    struct deed deed = deed_now();
    if (arena_new(0, &arena) != STATUS_OK)
        return false;
    store_set_deadline(runner->store, clock_ms() + CLAIM_MS_MAX);
    enum status status = store_run_claim(runner->store, &deed, runner->id, arena, &order);
    if (status == STATUS_OK)
        make_run(runner, &order);
    arena_free(arena);
    bool some = status == STATUS_OK || status == STATUS_CONFLICT;
    tell_change(runner, some || status == STATUS_NOT_FOUND ? STATUS_OK : status);
    return some;
}

static void *runner_main(void *context)
{
    struct runner *runner = context;
    bool more = true;
    while (more)
        more = wait_ms(runner, poll_once(runner) ? 0 : runner->poll_ms);
    return NULL;
}

static void runner_free(struct runner *runner)
{
    store_close(runner->store);
    pthread_cond_destroy(&runner->ended);
    pthread_mutex_destroy(&runner->lock);
    free(runner);
}

static enum status start_thread(const struct settings *settings, struct runner *runner)
{
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&runner->ended, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_mutex_init(&runner->lock, NULL);
    enum status status = store_open(settings->database_url, &runner->store);
    if (status == STATUS_OK && pthread_create(&runner->thread, NULL, runner_main, runner) != 0)
        status = STATUS_MEMORY;
    return status;
}

enum status runner_start(const struct settings *settings, const struct scorer *scorer,
                         struct log *log, struct runner **ret_runner)
{
    struct runner *runner = NULL;
    if (settings->run_poll_ms > 0) {
        runner = calloc(1, sizeof *runner);
        if (runner == NULL)
            return STATUS_MEMORY;
        runner->scorer = scorer;
        runner->log = log;
        runner->poll_ms = settings->run_poll_ms;
        store_id_new(clock_utc_ms(), runner->id);
        enum status status = start_thread(settings, runner);
        if (status != STATUS_OK) {
            runner_free(runner);
            return status;
        }
    }
    *ret_runner = runner;
    return STATUS_OK;
}

void runner_end(struct runner *runner)
{
    if (runner == NULL)
        return;
    pthread_mutex_lock(&runner->lock);
    runner->ending = true;
    pthread_cond_signal(&runner->ended);
    pthread_mutex_unlock(&runner->lock);
}

void runner_stop(struct runner *runner)
{
    if (runner == NULL)
        return;
    runner_end(runner);
    pthread_join(runner->thread, NULL);
    runner_free(runner);
}

struct runner_health runner_health(struct runner *runner)
{
    if (runner == NULL)
        return (struct runner_health){0};
    pthread_mutex_lock(&runner->lock);
    struct runner_health health = runner->health;
    pthread_mutex_unlock(&runner->lock);
    return health;
}
