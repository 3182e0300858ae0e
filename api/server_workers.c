#include "api/dispatch.h"
#include "api/log.h"
#include "api/queue.h"
#include "api/request.h"
#include "api/server.h"
#include "api/service.h"
#include "api/store/store.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct worker {
    pthread_t thread;
    struct service *service;
    struct store *store;
};

struct workers {
    size_t count;
    struct worker items[];
};

/* What the store says of a failure is for the log; a database that is away would say it at every
 * request, and is told by the feed's thread. */
static void tell_failure(const struct worker *worker, const struct request *request)
{
    if (request->reply.http == 500)
        log_event(worker->service->log, "error", "store", "id=%s reason=%s", request->id,
                  log_value(store_error(worker->store)).text);
}

static void *worker_main(void *context)
{
    struct worker *worker = context;
    struct request *request = NULL;
    while ((request = queue_take(worker->service->queue)) != NULL) {
        request->store = worker->store;
        dispatch_work(request);
        request->store = NULL;
        tell_failure(worker, request);
        server_resume(request);
    }
    return NULL;
}

static enum status start_worker(struct workers *workers, struct service *service)
{
    struct worker *worker = &workers->items[workers->count];
    worker->service = service;
    enum status status = store_open(service->settings.database_url, &worker->store);
    if (status != STATUS_OK)
        return status;
    if (pthread_create(&worker->thread, NULL, worker_main, worker) != 0) {
        store_close(worker->store);
        return STATUS_MEMORY;
    }
    workers->count++;
    return STATUS_OK;
}

enum status workers_start(struct service *service, struct workers **ret_workers)
{
    size_t count = (size_t)service->settings.workers;
    struct workers *workers = calloc(1, sizeof *workers + count * sizeof workers->items[0]);
    if (workers == NULL)
        return STATUS_MEMORY;
    while (workers->count < count) {
        enum status status = start_worker(workers, service);
        if (status != STATUS_OK) {
            queue_close(service->queue);
            workers_join(workers);
            return status;
        }
    }
    *ret_workers = workers;
    return STATUS_OK;
}

void workers_join(struct workers *workers)
{
    if (workers == NULL)
        return;
    for (size_t i = 0; i < workers->count; i++) {
        pthread_join(workers->items[i].thread, NULL);
        store_close(workers->items[i].store);
    }
    free(workers);
}
