#include "api/ticker.h"

#include "api/clock.h"
#include "api/log.h"
#include "api/refusals.h"
#include "api/settings.h"
#include "api/store/store_audit.h"
#include "api/store/store_erasure.h"
#include "api/store/store_once.h"
#include "api/store/store_step.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

/* For a step, or for asking what is due: a frozen database does not hold up the end for longer.
 * What is late is tried again at the next tick. */
#define STEP_MS_MAX     ((int64_t)3000)
#define FORGET_EVERY_MS ((int64_t)60000)
#define LAST_MS_MAX     ((int64_t)500) /* for what is left at the end */
#define BATCHES_MAX     100 /* of rows sealed in a tick: the steps that are due come first again */

struct ticker {
    struct log *log;
    struct refusals *refusals;
    int64_t tick_ms;
    pthread_t thread;

    pthread_mutex_t lock; /* guards what follows, up to the next group */
    pthread_cond_t ended;
    bool ending;
    uint64_t steps;
    int64_t done_ms; /* of the last tick that went well; 0: never */

    /* the thread's own */
    struct store *store;
    bool failed; /* the last tick did; told once */
    int64_t forgot_ms;
};

/* After each step: time for the next one, unless it is time to end. */
static void count_step(void *context, const char *object, const char *event)
{
    struct ticker *ticker = context;
    (void)object;
    (void)event;
    pthread_mutex_lock(&ticker->lock);
    ticker->steps++;
    bool ending = ticker->ending;
    pthread_mutex_unlock(&ticker->lock);
    store_set_deadline(ticker->store, clock_ms() + (ending ? 0 : STEP_MS_MAX));
}

static enum status forget_keys(struct ticker *ticker, store_time now)
{
    if (ticker->forgot_ms != 0 && clock_ms() - ticker->forgot_ms < FORGET_EVERY_MS)
        return STATUS_OK;
    store_set_deadline(ticker->store, clock_ms() + STEP_MS_MAX);
    enum status status = store_once_forget(ticker->store, now);
    if (status == STATUS_OK)
        ticker->forgot_ms = clock_ms();
    return status;
}

static bool is_ending(struct ticker *ticker)
{
    pthread_mutex_lock(&ticker->lock);
    bool ending = ticker->ending;
    pthread_mutex_unlock(&ticker->lock);
    return ending;
}

/* Writes the requests that were refused, and seals what is written. */
static enum status keep_audit(struct ticker *ticker)
{
    store_set_deadline(ticker->store, clock_ms() + (is_ending(ticker) ? LAST_MS_MAX : STEP_MS_MAX));
    enum status status = refusals_write(ticker->refusals, ticker->store, clock_utc_ms());
    size_t sealed = AUDIT_BATCH;
    for (int i = 0; i < BATCHES_MAX && sealed == AUDIT_BATCH && status == STATUS_OK; i++) {
        if (i > 0 && is_ending(ticker))
            break;
        if (i > 0)
            store_set_deadline(ticker->store, clock_ms() + STEP_MS_MAX);
        status = store_audit_seal(ticker->store, &sealed);
    }
    return status;
}

static void tell_change(struct ticker *ticker, enum status status)
{
    if (status != STATUS_OK && !ticker->failed)
        log_event(ticker->log, "warn", "tick_failed", "status=%s reason=%s", status_word(status),
                  log_value(store_error(ticker->store)).text);
    if (status == STATUS_OK && ticker->failed)
        log_event(ticker->log, "info", "tick_resumed", "steps=%llu",
                  (unsigned long long)ticker->steps);
    ticker->failed = status != STATUS_OK;
}

static void tick_once(struct ticker *ticker)
{
    const struct deed deed = {.actor = {.kind = ACTOR_CLOCK}, .now = clock_utc_ms()};
    size_t steps = 0;
    store_set_deadline(ticker->store, clock_ms() + STEP_MS_MAX);
    enum status status = store_clock(ticker->store, &deed, count_step, ticker, &steps);
    store_set_deadline(ticker->store, clock_ms() + STEP_MS_MAX);
    if (status == STATUS_OK)
        status = store_erasure_clock(ticker->store, &deed, count_step, ticker, &steps);
    if (status == STATUS_OK)
        status = forget_keys(ticker, deed.now);
    /* An event that cannot be fired keeps nothing from being sealed; a database that is away does.
     */
    bool away = status == STATUS_UNAVAILABLE || status == STATUS_TIMEOUT;
    enum status kept = away ? status : keep_audit(ticker);
    status = status == STATUS_OK ? kept : status;
    pthread_mutex_lock(&ticker->lock);
    bool ending = ticker->ending;
    if (status == STATUS_OK)
        ticker->done_ms = clock_ms();
    pthread_mutex_unlock(&ticker->lock);
    if (!ending)
        tell_change(ticker, status);
    else
        ticker->failed = status != STATUS_OK;
}

/* Waits for the next tick; false when it is time to end. */
static bool wait_next(struct ticker *ticker)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += ticker->tick_ms % 1000 * 1000000;
    until.tv_sec += ticker->tick_ms / 1000 + until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    int waited = 0;
    pthread_mutex_lock(&ticker->lock);
    while (!ticker->ending && waited == 0)
        waited = pthread_cond_timedwait(&ticker->ended, &ticker->lock, &until);
    bool more = !ticker->ending;
    pthread_mutex_unlock(&ticker->lock);
    return more;
}

static void *ticker_main(void *context)
{
    do
        tick_once(context);
    while (wait_next(context));
    if (!((const struct ticker *)context)->failed)
        (void)keep_audit(context); /* of the last requests */
    return NULL;
}

static void ticker_free(struct ticker *ticker)
{
    store_close(ticker->store);
    pthread_cond_destroy(&ticker->ended);
    pthread_mutex_destroy(&ticker->lock);
    free(ticker);
}

static enum status start_thread(const struct settings *settings, struct ticker *ticker)
{
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&ticker->ended, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_mutex_init(&ticker->lock, NULL);
    enum status status = store_open(settings->database_url, &ticker->store);
    if (status == STATUS_OK && pthread_create(&ticker->thread, NULL, ticker_main, ticker) != 0)
        status = STATUS_MEMORY;
    return status;
}

enum status ticker_start(const struct settings *settings, struct log *log,
                         struct refusals *refusals, struct ticker **ret_ticker)
{
    struct ticker *ticker = NULL;
    if (settings->tick_ms > 0) {
        ticker = calloc(1, sizeof *ticker);
        if (ticker == NULL)
            return STATUS_MEMORY;
        ticker->log = log;
        ticker->refusals = refusals;
        ticker->tick_ms = settings->tick_ms;
        enum status status = start_thread(settings, ticker);
        if (status != STATUS_OK) {
            ticker_free(ticker);
            return status;
        }
    }
    *ret_ticker = ticker;
    return STATUS_OK;
}

void ticker_stop(struct ticker *ticker)
{
    if (ticker == NULL)
        return;
    pthread_mutex_lock(&ticker->lock);
    ticker->ending = true;
    pthread_cond_signal(&ticker->ended);
    pthread_mutex_unlock(&ticker->lock);
    pthread_join(ticker->thread, NULL);
    ticker_free(ticker);
}

struct ticker_health ticker_health(struct ticker *ticker)
{
    if (ticker == NULL)
        return (struct ticker_health){.age_ms = -1};
    int64_t now_ms = clock_ms();
    pthread_mutex_lock(&ticker->lock);
    struct ticker_health health = {
        .steps = ticker->steps,
        .age_ms = ticker->done_ms == 0 ? -1 : now_ms - ticker->done_ms,
    };
    pthread_mutex_unlock(&ticker->lock);
    return health;
}
