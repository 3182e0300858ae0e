#include "api/server.h"

#include "api/bucket.h"
#include "api/clock.h"
#include "api/dispatch.h"
#include "api/guard.h"
#include "api/identity.h"
#include "api/log.h"
#include "api/metrics.h"
#include "api/queue.h"
#include "api/reaper.h"
#include "api/refusals.h"
#include "api/request.h"
#include "api/routes.h"
#include "api/server_bytes.h"
#include "api/server_listen.h"
#include "api/service.h"

#include <inttypes.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Connections past connections_max that are still taken, to be told 503, before the kernel's
 * backlog has to hold them; for each thread. */
#define SPARE_CONNECTIONS 64

struct server {
    struct service *service;
    struct reaper *reaper;
    struct MHD_Daemon *daemon;
    uint16_t port;
};

/* What a connection is to us, over all its requests. */
struct connection {
    struct service *service;
    struct watched *watched;
    struct bytes bytes;
    size_t heads; /* of requests that libmicrohttpd told of */
    int fd;
    bool one_too_many;
};

static bytes_refuse refuse_bytes;

static struct connection *connection_of(struct MHD_Connection *handle)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(handle, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info == NULL ? NULL : info->socket_context;
}

static uint64_t address_key_of(struct MHD_Connection *handle)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(handle, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return info == NULL ? 0 : bucket_key_of_address(info->client_addr);
}

/* True when it comes from the proxy that may name callers. */
static bool is_from_proxy(const struct settings *settings, struct MHD_Connection *handle)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(handle, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return identity_is_on(settings) && info != NULL &&
           identity_is_proxy(settings, info->client_addr);
}

static void allow_ms(struct MHD_Connection *handle, int64_t ms)
{
    struct connection *connection = connection_of(handle);
    if (connection != NULL)
        reaper_set(connection->watched, ms == REAPER_NEVER ? ms : clock_ms() + ms);
}

/* ---- connections */

static void connection_started(struct server *server, struct MHD_Connection *handle,
                               void **socket_context)
{
    struct service *service = server->service;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(handle, MHD_CONNECTION_INFO_CONNECTION_FD);
    size_t open = atomic_fetch_add(&service->connections, 1) + 1;
    struct connection *connection = calloc(1, sizeof *connection);
    *socket_context = connection;
    if (connection == NULL || info == NULL)
        return; /* every request of it is told 503 */
    connection->service = service;
    connection->fd = info->connect_fd;
    connection->bytes = (struct bytes){
        .framing = framing_new((size_t)service->settings.connection_bytes_max,
                               (size_t)service->settings.target_bytes_max),
        .refuse = refuse_bytes,
        .context = connection,
    };
    connection->one_too_many = !bytes_watch(info->connect_fd, &connection->bytes) ||
                               open > (size_t)service->settings.connections_max;
    connection->watched =
        reaper_add(server->reaper, info->connect_fd, clock_ms() + service->settings.header_ms_max);
}

static void connection_closed(struct server *server, void **socket_context)
{
    struct connection *connection = *socket_context;
    atomic_fetch_sub(&server->service->connections, 1);
    if (connection != NULL) {
        bytes_forget(connection->fd);
        reaper_remove(server->reaper, connection->watched);
    }
    free(connection);
    *socket_context = NULL;
}

static void on_connection(void *context, struct MHD_Connection *handle, void **socket_context,
                          enum MHD_ConnectionNotificationCode what)
{
    if (what == MHD_CONNECTION_NOTIFY_STARTED)
        connection_started(context, handle, socket_context);
    else
        connection_closed(context, socket_context);
}

/* ---- requests */

/* The request line is there. The query is read by request_decode, strictly; libmicrohttpd would
 * read it too, and gives no reply at all when it does not fit its memory, so it is handed
 * an empty one. */
static void *on_target(void *context, const char *target, struct MHD_Connection *handle)
{
    struct server *server = context;
    struct request *request = NULL;
    if (request_new(server->service, target == NULL ? "" : target, &request) != STATUS_OK)
        return NULL;
    request->connection = handle;
    request->address_key = address_key_of(handle);
    request->from_proxy = is_from_proxy(&server->service->settings, handle);
    atomic_fetch_add(&server->service->requests, 1);
    allow_ms(handle, server->service->settings.header_ms_max);
    char *query = target == NULL ? NULL : (char *)(uintptr_t)strchr(target, '?');
    if (query != NULL)
        query[1] = '\0';
    return request;
}

/* The raw target is what counts (request_decode); libmicrohttpd's own decoding is not wanted. */
static size_t keep_escaped(void *context, struct MHD_Connection *handle, char *text)
{
    (void)context;
    (void)handle;
    return strlen(text);
}

static void add_headers(struct MHD_Response *response, const struct request *request)
{
    const struct reply *reply = &request->reply;
    char number[16];
    char link[64 + 16384];
    (void)MHD_add_response_header(response, "Cache-Control", reply_cache_control(request));
    (void)MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    (void)MHD_add_response_header(response, "X-Request-Id", request->id);
    if (reply->type != NULL)
        (void)MHD_add_response_header(response, "Content-Type", reply->type);
    if (reply->etag != NULL)
        (void)MHD_add_response_header(response, "ETag", reply->etag);
    if (reply->location != NULL)
        (void)MHD_add_response_header(response, "Location", reply->location);
    if (reply->replayed)
        (void)MHD_add_response_header(response, "Idempotency-Replayed", "true");
    if (reply->allow != NULL)
        (void)MHD_add_response_header(response, "Allow", reply->allow);
    if (reply->policy != NULL)
        (void)MHD_add_response_header(response, "Content-Security-Policy", reply->policy);
    if (reply->http == 401)
        (void)MHD_add_response_header(response, "WWW-Authenticate", "Bearer realm=\"kring\"");
    if (reply->retry_after_s > 0) {
        (void)snprintf(number, sizeof number, "%d", reply->retry_after_s);
        (void)MHD_add_response_header(response, "Retry-After", number);
    }
    if (reply->link_next != NULL) {
        (void)snprintf(link, sizeof link, "<%s>; rel=\"next\"", reply->link_next);
        (void)MHD_add_response_header(response, "Link", link);
    }
    if (reply->close)
        (void)MHD_add_response_header(response, "Connection", "close");
}

static enum MHD_Result send_reply(struct request *request, struct MHD_Connection *handle)
{
    struct text *body = &request->reply.body;
    request->reply_size =
        request->method != NULL && strcmp(request->method, "HEAD") == 0 ? 0 : body->size;
    struct MHD_Response *response = MHD_create_response_from_buffer(
        body->size, body->bytes,
        body->bytes == NULL ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_FREE);
    if (response == NULL)
        return MHD_NO;
    *body = (struct text){0}; /* the response owns the bytes now */
    add_headers(response, request);
    allow_ms(handle, request->service->settings.send_ms_max);
    enum MHD_Result result = MHD_queue_response(handle, (unsigned)request->reply.http, response);
    MHD_destroy_response(response);
    return result;
}

/* Suspends the request and hands it to the workers: true, and from then on it is the worker's, not
 * even to be looked at, until server_resume. False when the queue is full: it is told 503. */
static bool hand_over(struct request *request, struct MHD_Connection *handle)
{
    struct queue *queue = request->service->queue;
    if (!queue_reserve(queue)) {
        request->job = JOB_NONE;
        bool stopping = atomic_load(&request->service->stopping);
        reply_problem(request, stopping ? PROBLEM_UNAVAILABLE : PROBLEM_OVERLOADED, NULL);
        return false;
    }
    allow_ms(handle, REAPER_NEVER);
    MHD_suspend_connection(handle);
    queue_put(queue, request);
    return true;
}

/* False when libmicrohttpd found a request where framing.c did not, or does not read by recv(): it
 * is not known then what it reads. */
static bool was_seen(struct connection *connection)
{
    return connection == NULL || ++connection->heads <= connection->bytes.framing.heads;
}

static void look_at_head(struct request *request, struct MHD_Connection *handle, const char *method)
{
    struct connection *connection = connection_of(handle);
    bool seen = was_seen(connection);
    if (!guard_head(request, handle, method))
        return;
    if (connection == NULL || connection->one_too_many)
        reply_problem(request, PROBLEM_OVERLOADED, "Too many connections are open.");
    else if (!seen)
        reply_problem(request, PROBLEM_INTERNAL, NULL);
    else if (atomic_load(&request->service->stopping))
        reply_problem(request, PROBLEM_UNAVAILABLE, "The service is stopping.");
    else
        return;
    request->reply.close = true;
}

/* A refusal waits for the end of the body, so that the client, still sending, does not lose it to
 * a reset connection; unless the body is not coming, or too much of it. Without a body it waits for
 * the last call too: libmicrohttpd closes a connection that is answered at the first. */
static bool answer_before_body(const struct request *request, struct MHD_Connection *handle)
{
    if (request->reply.http == 0)
        return false;
    return request->reply.close ||
           request->content_length > request->service->settings.import_bytes_max ||
           ((request->chunked || request->content_length > 0) && guard_expects_continue(handle));
}

static int64_t body_ms_max(const struct request *request)
{
    const struct settings *settings = &request->service->settings;
    bool long_one = request->route != NULL && request->route->body == BODY_PEOPLE;
    return long_one ? settings->import_body_ms_max : settings->body_ms_max;
}

static enum MHD_Result on_head(struct request *request, struct MHD_Connection *handle,
                               const char *method)
{
    if (request->method == NULL)
        look_at_head(request, handle, method);
    if (request->reply.http == 0)
        dispatch_head(request);
    if (request->job != JOB_NONE && hand_over(request, handle))
        return MHD_YES;
    if (answer_before_body(request, handle))
        return send_reply(request, handle);
    request->head_done = true;
    allow_ms(handle, body_ms_max(request));
    return MHD_YES;
}

static enum MHD_Result on_complete(struct request *request, struct MHD_Connection *handle)
{
    if (request->reply.http == 0)
        dispatch_complete(request);
    if (request->job == JOB_RUN && hand_over(request, handle))
        return MHD_YES;
    return send_reply(request, handle);
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *handle, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_size, void **request_context)
{
    struct request *request = *request_context;
    (void)context;
    (void)url;
    (void)version;
    if (request == NULL)
        return MHD_NO; /* out of memory when it arrived */
    if (!request->head_done)
        return on_head(request, handle, method);
    if (*upload_size == 0)
        return on_complete(request, handle);
    dispatch_body(request, upload, *upload_size);
    *upload_size = 0;
    return MHD_YES;
}

static void tell_request(const struct request *request, bool whole)
{
    struct service *service = request->service;
    int64_t elapsed_us = clock_us() - request->arrived_us;
    size_t route = request->route == NULL ? route_count : (size_t)(request->route - routes);
    int http = whole ? request->reply.http : 0;
    metrics_count(service->metrics, route, http, elapsed_us);
    if (request->limited != LIMIT_NONE)
        metrics_limited(service->metrics, request->limited);
    refusals_note(service->refusals, request);
    log_event(service->log, "info", "request",
              "id=%s method=%s route=%s status=%d ms=%" PRId64 ".%03d bytes=%zu%s%s%s", request->id,
              request->method == NULL ? "-" : request->method,
              request->route == NULL ? "-" : request->route->path, request->reply.http,
              elapsed_us / 1000, (int)(elapsed_us % 1000), request->reply_size,
              request->limited == LIMIT_NONE ? "" : " limited=",
              request->limited == LIMIT_NONE ? "" : limit_word(request->limited),
              whole ? "" : " lost=yes");
}

static void on_completed(void *context, struct MHD_Connection *handle, void **request_context,
                         enum MHD_RequestTerminationCode how)
{
    struct server *server = context;
    struct request *request = *request_context;
    if (request == NULL)
        return;
    const struct connection *connection = connection_of(handle);
    *request_context = NULL;
    if (connection == NULL || !connection->bytes.refused) /* refuse_bytes told it */
        tell_request(request, how == MHD_REQUEST_TERMINATED_COMPLETED_OK);
    request_free(request);
    allow_ms(handle, server->service->settings.idle_ms_max);
    atomic_fetch_sub(&server->service->requests, 1);
}

/* Its status, headers and body, as libmicrohttpd would write them. */
static void write_reply(int fd, const struct request *request)
{
    struct text reply = {0};
    text_addf(&reply,
              "HTTP/1.1 %d Refused\r\nContent-Type: " REPLY_PROBLEM "\r\nX-Request-Id: %s\r\n"
              "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
              "Connection: close\r\nContent-Length: %zu\r\n\r\n",
              request->reply.http, request->id, request->reply.body.size);
    text_add_bytes(&reply, request->reply.body.bytes, request->reply.body.size);
    if (text_status(&reply) == STATUS_OK)
        (void)send(fd, reply.bytes, reply.size, MSG_DONTWAIT | MSG_NOSIGNAL);
    text_free(&reply);
}

/* What libmicrohttpd is not to read is answered past it. Nothing else can be on its way on this
 * connection: it reads when all replies have left. */
static void refuse_bytes(void *context, int fd, const struct framing *framing)
{
    static const enum problem problems[] = {
        [FRAMING_MALFORMED] = PROBLEM_BAD_REQUEST,
        [FRAMING_HEAD_TOO_LARGE] = PROBLEM_HEADERS_TOO_LARGE,
        [FRAMING_TARGET_TOO_LONG] = PROBLEM_TARGET_TOO_LONG,
    };
    struct connection *connection = context;
    struct request *request = NULL;
    if (request_new(connection->service, "-", &request) != STATUS_OK)
        return;
    reply_problem(request, problems[framing->fault], framing->detail);
    request->reply_size = request->reply.body.size;
    write_reply(fd, request);
    tell_request(request, true);
    request_free(request);
}

void server_resume(struct request *request)
{
    MHD_resume_connection(request->connection);
}

/* ---- start and stop */

static struct MHD_Daemon *start_daemon(struct server *server, int listen_socket)
{
    const struct settings *settings = &server->service->settings;
    unsigned threads = (unsigned)settings->http_threads;
    unsigned connections = (unsigned)settings->connections_max + threads * SPARE_CONNECTIONS;
    struct MHD_OptionItem pool[] = {
        {MHD_OPTION_THREAD_POOL_SIZE, (intptr_t)threads, NULL},
        {MHD_OPTION_END, 0, NULL},
    };
    /* A pool of one is refused by libmicrohttpd: it wants none. */
    if (threads == 1)
        pool[0] = pool[1];
    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request, server,
        MHD_OPTION_LISTEN_SOCKET, listen_socket, MHD_OPTION_CONNECTION_LIMIT, connections,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)settings->connection_bytes_max,
        MHD_OPTION_URI_LOG_CALLBACK, on_target, server, MHD_OPTION_UNESCAPE_CALLBACK, keep_escaped,
        NULL, MHD_OPTION_NOTIFY_CONNECTION, on_connection, server, MHD_OPTION_NOTIFY_COMPLETED,
        on_completed, server, MHD_OPTION_ARRAY, pool, MHD_OPTION_END);
}

enum status server_start(struct service *service, struct faults *faults, struct server **ret_server)
{
    int listen_socket = -1;
    struct server *server = calloc(1, sizeof *server);
    if (server == NULL)
        return STATUS_MEMORY;
    server->service = service;
    enum status status = reaper_start(&server->reaper);
    if (status == STATUS_OK)
        status = server_listen(service->settings.listen, "KRING_LISTEN", faults, &listen_socket,
                               &server->port);
    if (status != STATUS_OK)
        goto out;
    server->daemon = start_daemon(server, listen_socket);
    if (server->daemon == NULL) {
        (void)close(listen_socket);
        status = STATUS_MEMORY;
        goto out;
    }
    *ret_server = server;
    return STATUS_OK;
out:
    reaper_stop(server->reaper);
    free(server);
    return status;
}

uint16_t server_port(const struct server *server)
{
    return server->port;
}

void server_stop(struct server *server)
{
    if (server == NULL)
        return;
    MHD_stop_daemon(server->daemon);
    reaper_stop(server->reaper);
    free(server);
}
