#include "matcher/workers.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

struct crew {
    size_t count, block;
    workers_job *job;
    void *context;
    atomic_size_t next; /* the first row nobody has taken */
};

struct worker {
    struct crew *crew;
    size_t number;
    pthread_t thread;
};

/* Takes blocks until none is left. */
static void *worker_run(void *argument)
{
    struct worker *worker = argument;
    struct crew *crew = worker->crew;
    for (;;) {
        size_t first = atomic_fetch_add(&crew->next, crew->block);
        if (first >= crew->count)
            return NULL;
        size_t left = crew->count - first;
        crew->job(crew->context, worker->number, first,
                  first + (left < crew->block ? left : crew->block));
    }
}

void workers_run(size_t workers, size_t count, size_t block, workers_job *job, void *context)
{
    assert(workers >= 1 && workers <= WORKERS_MAX && block >= 1);
    struct crew crew = {.count = count, .block = block, .job = job, .context = context};
    struct worker crowd[WORKERS_MAX];
    size_t started = 1; /* worker 0 is the caller's own thread */
    size_t useful = count / block + (count % block != 0);
    atomic_init(&crew.next, 0);
    crowd[0] = (struct worker){.crew = &crew, .number = 0};
    while (started < workers && started < useful) {
        crowd[started] = (struct worker){.crew = &crew, .number = started};
        if (pthread_create(&crowd[started].thread, NULL, worker_run, &crowd[started]) != 0)
            break;
        started++;
    }
    (void)worker_run(&crowd[0]);
    for (size_t i = 1; i < started; i++)
        (void)pthread_join(crowd[i].thread, NULL);
}
