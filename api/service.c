#include "api/service.h"

#include "api/clock.h"
#include "api/docs_page.h"
#include "api/files/files_seeds.h"
#include "api/identity.h"
#include "api/limit.h"
#include "api/live.h"
#include "api/log.h"
#include "api/mailer.h"
#include "api/metrics.h"
#include "api/openapi.h"
#include "api/queue.h"
#include "api/refusals.h"
#include "api/run_cache.h"
#include "api/runner.h"
#include "api/server.h"
#include "api/ticker.h"

#include <stdlib.h>

#define LAST_REPLIES_MS 1000
#define LOOK_EVERY_NS   10000000

/* In order of what needs what; the servers last, when all is there to answer. */
static enum status start_parts(struct service *service, struct faults *faults)
{
    enum status status = identity_check(&service->settings, faults);
    if (status == STATUS_OK)
        status = openapi_to_json(&service->routes, &service->openapi);
    if (status == STATUS_OK)
        status = docs_page_to_html(&service->routes, &service->docs);
    if (status == STATUS_OK)
        status = metrics_new(&service->metrics);
    if (status == STATUS_OK)
        status = queue_new((size_t)service->settings.queue_max, &service->queue);
    if (status == STATUS_OK)
        status = limits_new(&service->settings, &service->limits);
    if (status == STATUS_OK)
        status =
            live_start(&service->settings, &service->seeds->scorer, service->log, &service->live);
    if (status == STATUS_OK)
        status = refusals_new(&service->refusals);
    if (status == STATUS_OK)
        status =
            ticker_start(&service->settings, service->log, service->refusals, &service->ticker);
    if (status == STATUS_OK)
        status = runner_start(&service->settings, &service->seeds->scorer, service->log,
                              &service->runner);
    if (status == STATUS_OK)
        status = mailer_start(&service->settings, service->log, faults, &service->mailer);
    if (status == STATUS_OK)
        status = run_cache_new(&service->runs);
    if (status == STATUS_OK)
        status = workers_start(service, &service->workers);
    if (status == STATUS_OK)
        status = server_admin_start(service, faults, &service->admin);
    if (status == STATUS_OK)
        status = server_start(service, faults, &service->server);
    return status;
}

enum status service_start(const struct settings *settings, struct seeds *seeds, struct log *log,
                          struct faults *faults, struct service **ret_service)
{
    struct service *service = calloc(1, sizeof *service);
    if (service == NULL)
        return STATUS_MEMORY;
    service->settings = *settings;
    service->routes = routes_of(settings->modules);
    service->seeds = seeds;
    service->log = log;
    enum status status = start_parts(service, faults);
    if (status != STATUS_OK) {
        service_stop(service);
        return status;
    }
    *ret_service = service;
    return STATUS_OK;
}

static void wait_for_requests(const struct service *service, int64_t end_ms)
{
    const struct timespec pause = {.tv_nsec = LOOK_EVERY_NS};
    while (atomic_load(&service->requests) > 0 && clock_ms() < end_ms)
        nanosleep(&pause, NULL);
}

/* libmicrohttpd aborts when it is stopped with a request still suspended, so: the workers end
 * first, which resumes all. */
static void drain(struct service *service)
{
    int64_t end_ms = clock_ms() + service->settings.drain_ms_max;
    atomic_store(&service->drain_end_ms, end_ms);
    atomic_store(&service->stopping, true);
    if (service->server != NULL)
        wait_for_requests(service, end_ms);
    if (service->queue != NULL)
        queue_close(service->queue);
    workers_join(service->workers);
    if (service->server != NULL)
        wait_for_requests(service, clock_ms() + LAST_REPLIES_MS);
}

void service_stop(struct service *service)
{
    if (service == NULL)
        return;
    runner_end(service->runner);
    drain(service);
    server_stop(service->server);
    server_admin_stop(service->admin);
    mailer_stop(service->mailer);
    runner_stop(service->runner);
    ticker_stop(service->ticker);
    live_stop(service->live);
    refusals_free(service->refusals);
    limits_free(service->limits);
    run_cache_free(service->runs);
    queue_free(service->queue);
    metrics_free(service->metrics);
    text_free(&service->openapi);
    text_free(&service->docs);
    free(service);
}
