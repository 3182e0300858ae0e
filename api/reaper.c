#include "api/reaper.h"

#include "api/clock.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>

struct watched {
    struct watched *next, **link; /* link: the pointer that points here */
    _Atomic int64_t deadline_ms;
    int fd;
};

struct reaper {
    pthread_t thread;
    pthread_mutex_t lock; /* guards the list, and that no fd in it is closed meanwhile */
    pthread_cond_t ended;
    bool ending;
    struct watched *first;
};

static void shut_late(struct reaper *reaper)
{
    int64_t now_ms = clock_ms();
    for (struct watched *watched = reaper->first; watched != NULL; watched = watched->next)
        if (now_ms > atomic_load(&watched->deadline_ms)) {
            (void)shutdown(watched->fd, SHUT_RDWR);
            atomic_store(&watched->deadline_ms, REAPER_NEVER);
        }
}

static void *reaper_main(void *context)
{
    struct reaper *reaper = context;
    pthread_mutex_lock(&reaper->lock);
    while (!reaper->ending) {
        struct timespec until;
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_nsec += REAPER_PERIOD_MS * 1000000L;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        pthread_cond_timedwait(&reaper->ended, &reaper->lock, &until);
        shut_late(reaper);
    }
    pthread_mutex_unlock(&reaper->lock);
    return NULL;
}

enum status reaper_start(struct reaper **ret_reaper)
{
    struct reaper *reaper = calloc(1, sizeof *reaper);
    if (reaper == NULL)
        return STATUS_MEMORY;
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&reaper->ended, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_mutex_init(&reaper->lock, NULL);
    if (pthread_create(&reaper->thread, NULL, reaper_main, reaper) != 0) {
        free(reaper);
        return STATUS_MEMORY;
    }
    *ret_reaper = reaper;
    return STATUS_OK;
}

void reaper_stop(struct reaper *reaper)
{
    if (reaper == NULL)
        return;
    pthread_mutex_lock(&reaper->lock);
    reaper->ending = true;
    pthread_cond_signal(&reaper->ended);
    pthread_mutex_unlock(&reaper->lock);
    pthread_join(reaper->thread, NULL);
    assert(reaper->first == NULL);
    pthread_cond_destroy(&reaper->ended);
    pthread_mutex_destroy(&reaper->lock);
    free(reaper);
}

struct watched *reaper_add(struct reaper *reaper, int fd, int64_t deadline_ms)
{
    struct watched *watched = calloc(1, sizeof *watched);
    if (watched == NULL)
        return NULL;
    watched->fd = fd;
    atomic_init(&watched->deadline_ms, deadline_ms);
    pthread_mutex_lock(&reaper->lock);
    watched->next = reaper->first;
    watched->link = &reaper->first;
    if (reaper->first != NULL)
        reaper->first->link = &watched->next;
    reaper->first = watched;
    pthread_mutex_unlock(&reaper->lock);
    return watched;
}

void reaper_remove(struct reaper *reaper, struct watched *watched)
{
    if (watched == NULL)
        return;
    pthread_mutex_lock(&reaper->lock);
    *watched->link = watched->next;
    if (watched->next != NULL)
        watched->next->link = watched->link;
    pthread_mutex_unlock(&reaper->lock);
    free(watched);
}

void reaper_set(struct watched *watched, int64_t deadline_ms)
{
    if (watched != NULL)
        atomic_store(&watched->deadline_ms, deadline_ms);
}
