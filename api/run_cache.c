#include "api/run_cache.h"

#include "api/wire/run.h"
#include "scoring/base/arena.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct run_held {
    char id[STORE_ID_SIZE];
    struct arena *arena;
    struct run *run;
    int holders; /* the cache is one while it keeps it */
};

struct run_cache {
    pthread_mutex_t lock; /* guards all below, and holders */
    pthread_cond_t read;  /* somebody is done with reading */
    bool reading;
    struct run_held *kept[RUN_CACHE_MAX]; /* used last first; NULL behind them */
};

enum status run_cache_new(struct run_cache **ret_cache)
{
    struct run_cache *cache = calloc(1, sizeof *cache);
    pthread_condattr_t attributes;
    if (cache == NULL)
        return STATUS_MEMORY;
    pthread_mutex_init(&cache->lock, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&cache->read, &attributes);
    pthread_condattr_destroy(&attributes);
    *ret_cache = cache;
    return STATUS_OK;
}

static void held_free(struct run_held *held)
{
    run_free(held->run);
    arena_free(held->arena);
    free(held);
}

/* With the lock. */
static void let_go(struct run_held *held)
{
    if (held != NULL && --held->holders == 0)
        held_free(held);
}

void run_cache_free(struct run_cache *cache)
{
    if (cache == NULL)
        return;
    for (size_t i = 0; i < RUN_CACHE_MAX; i++)
        let_go(cache->kept[i]);
    pthread_cond_destroy(&cache->read);
    pthread_mutex_destroy(&cache->lock);
    free(cache);
}

/* Puts what is at an index first, with the lock. */
static void use(struct run_cache *cache, struct run_held *held, size_t index)
{
    memmove(&cache->kept[1], &cache->kept[0], index * sizeof cache->kept[0]);
    cache->kept[0] = held;
}

/* The run, held once more, or NULL; with the lock. */
static struct run_held *find(struct run_cache *cache, const char *id)
{
    for (size_t i = 0; i < RUN_CACHE_MAX && cache->kept[i] != NULL; i++)
        if (strcmp(cache->kept[i]->id, id) == 0) {
            struct run_held *held = cache->kept[i];
            use(cache, held, i);
            held->holders++;
            return held;
        }
    return NULL;
}

/* The run, or NULL when it is the caller's to read. */
static enum status find_or_read(struct run_cache *cache, const char *id, int64_t deadline_ms,
                                struct run_held **ret_held)
{
    const struct timespec deadline = {.tv_sec = deadline_ms / 1000,
                                      .tv_nsec = deadline_ms % 1000 * 1000000};
    int waited = 0;
    pthread_mutex_lock(&cache->lock);
    struct run_held *held = find(cache, id);
    while (held == NULL && cache->reading && waited == 0) {
        waited = pthread_cond_timedwait(&cache->read, &cache->lock, &deadline);
        held = find(cache, id);
    }
    enum status status = held == NULL && cache->reading ? STATUS_TIMEOUT : STATUS_OK;
    if (status == STATUS_OK && held == NULL)
        cache->reading = true;
    pthread_mutex_unlock(&cache->lock);
    *ret_held = held;
    return status;
}

static enum status read_run(const char *id, run_loader *load, void *context,
                            struct run_held **ret_held)
{
    struct run_held *held = calloc(1, sizeof *held);
    if (held == NULL)
        return STATUS_MEMORY;
    enum status status = arena_new(0, &held->arena);
    if (status == STATUS_OK)
        status = load(context, held->arena, &held->run);
    if (status != STATUS_OK) {
        held_free(held);
        return status;
    }
    held->holders = 2; /* the cache, and the caller */
    (void)snprintf(held->id, sizeof held->id, "%s", id);
    *ret_held = held;
    return STATUS_OK;
}

enum status run_cache_hold(struct run_cache *cache, const char *id, int64_t deadline_ms,
                           run_loader *load, void *context, struct run_held **ret_held)
{
    struct run_held *held = NULL;
    enum status status = find_or_read(cache, id, deadline_ms, &held);
    if (status != STATUS_OK || held != NULL) {
        *ret_held = held;
        return status;
    }
    status = read_run(id, load, context, &held);
    pthread_mutex_lock(&cache->lock);
    cache->reading = false;
    if (status == STATUS_OK) {
        let_go(cache->kept[RUN_CACHE_MAX - 1]);
        use(cache, held, RUN_CACHE_MAX - 1);
        *ret_held = held;
    }
    pthread_cond_broadcast(&cache->read);
    pthread_mutex_unlock(&cache->lock);
    return status;
}

void run_cache_release(struct run_cache *cache, struct run_held *held)
{
    pthread_mutex_lock(&cache->lock);
    let_go(held);
    pthread_mutex_unlock(&cache->lock);
}

const struct run *run_held_run(const struct run_held *held)
{
    return held->run;
}
