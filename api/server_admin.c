#include "api/live.h"
#include "api/mailer.h"
#include "api/metrics.h"
#include "api/queue.h"
#include "api/runner.h"
#include "api/server.h"
#include "api/server_listen.h"
#include "api/service.h"
#include "api/ticker.h"

#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct server_admin {
    struct service *service;
    struct MHD_Daemon *daemon;
    uint16_t port;
};

/* Each page fills a text and says the HTTP status. */
typedef int admin_page(struct service *service, struct text *text);

static int page_live(struct service *service, struct text *text)
{
    (void)service;
    text_add(text, "live\n");
    return 200;
}

/* Ready: people are in memory, the database answers, and the end has not begun. */
static int page_ready(struct service *service, struct text *text)
{
    struct live_health health = live_health(service->live);
    bool stopping = atomic_load(&service->stopping);
    bool ready = health.state == LIVE_FRESH && health.store_up && !stopping;
    text_add(text, ready                          ? "ready\n"
                   : stopping                     ? "stopping\n"
                   : health.state == LIVE_LOADING ? "loading\n"
                                                  : "the database is away\n");
    return ready ? 200 : 503;
}

static int page_metrics(struct service *service, struct text *text)
{
    struct live_health health = live_health(service->live);
    struct ticker_health clock = ticker_health(service->ticker);
    struct runner_health runs = runner_health(service->runner);
    struct mailer_health mail = mailer_health(service->mailer);
    struct gauges gauges = {
        .queue_depth = queue_depth(service->queue),
        .connections = atomic_load(&service->connections),
        .roster_version = health.version,
        .roster_alumni = health.alumni,
        .roster_students = health.students,
        .roster_age_s = (double)health.published_age_ms / 1000,
        .feed_age_s = health.heard_age_ms < 0 ? -1 : (double)health.heard_age_ms / 1000,
        .store_up = health.store_up,
        .clock_steps = clock.steps,
        .runs_running = runs.running,
        .runs_ended = runs.ended,
        .runs_failed = runs.failed,
        .runs_lost = runs.lost,
        .mails_sent = mail.sent,
        .mails_failed = mail.failed,
        .mails_waiting = mail.waiting,
        .notices_sent = mail.notices_sent,
        .notices_failed = mail.notices_failed,
        .notices_waiting = mail.notices_waiting,
        .clock_age_s = clock.age_ms < 0 ? -1 : (double)clock.age_ms / 1000,
    };
    metrics_to_text(service->metrics, &gauges, text);
    return 200;
}

static const struct {
    const char *path;
    admin_page *page;
} pages[] = {{"/live", page_live}, {"/ready", page_ready}, {"/metrics", page_metrics}};

static admin_page *find_page(const char *path)
{
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        if (strcmp(pages[i].path, path) == 0)
            return pages[i].page;
    return NULL;
}

#define ALLOWED "GET, HEAD, OPTIONS"

static int answer(struct service *service, const char *method, const char *path, struct text *text)
{
    admin_page *page = find_page(path);
    if (page == NULL) {
        text_add(text, "There are /live, /ready and /metrics.\n");
        return 404;
    }
    if (strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0)
        return page(service, text);
    if (strcmp(method, "OPTIONS") == 0)
        return 204;
    text_add(text, "There are " ALLOWED ".\n");
    return 405;
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *handle, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_size, void **request_context)
{
    struct server_admin *admin = context;
    (void)version;
    (void)upload;
    (void)request_context;
    if (*upload_size > 0)
        return MHD_NO;
    struct text text = {0};
    int http = answer(admin->service, method, url, &text);
    struct MHD_Response *response =
        MHD_create_response_from_buffer(text.size, text.bytes, MHD_RESPMEM_MUST_FREE);
    if (response == NULL) {
        text_free(&text);
        return MHD_NO;
    }
    if (http == 204 || http == 405)
        (void)MHD_add_response_header(response, "Allow", ALLOWED);
    if (http != 204)
        (void)MHD_add_response_header(response, "Content-Type", "text/plain; version=0.0.4");
    enum MHD_Result result = MHD_queue_response(handle, (unsigned)http, response);
    MHD_destroy_response(response);
    return result;
}

enum status server_admin_start(struct service *service, struct faults *faults,
                               struct server_admin **ret_admin)
{
    int listen_socket = -1;
    struct server_admin *admin = calloc(1, sizeof *admin);
    if (admin == NULL)
        return STATUS_MEMORY;
    admin->service = service;
    enum status status = server_listen(service->settings.admin_listen, "KRING_ADMIN_LISTEN", faults,
                                       &listen_socket, &admin->port);
    if (status != STATUS_OK) {
        free(admin);
        return status;
    }
    admin->daemon =
        MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, on_request, admin,
                         MHD_OPTION_LISTEN_SOCKET, listen_socket, MHD_OPTION_CONNECTION_LIMIT, 64u,
                         MHD_OPTION_CONNECTION_TIMEOUT, 10u, MHD_OPTION_END);
    if (admin->daemon == NULL) {
        (void)close(listen_socket);
        free(admin);
        return STATUS_MEMORY;
    }
    *ret_admin = admin;
    return STATUS_OK;
}

uint16_t server_admin_port(const struct server_admin *admin)
{
    return admin->port;
}

void server_admin_stop(struct server_admin *admin)
{
    if (admin == NULL)
        return;
    MHD_stop_daemon(admin->daemon);
    free(admin);
}
