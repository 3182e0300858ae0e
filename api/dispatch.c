#include "api/dispatch.h"

#include "api/accept.h"
#include "api/auth.h"
#include "api/clock.h"
#include "api/condition.h"
#include "api/files/files_spool.h"
#include "api/live.h"
#include "api/request.h"
#include "api/rights.h"
#include "api/routes.h"
#include "api/service.h"
#include "api/store/store.h"
#include "api/write.h"
#include "scoring/base/arena.h"

#include <string.h>
#include <strings.h>

static bool answered(const struct request *request)
{
    return request->reply.http != 0;
}

static bool waits(const struct request *request)
{
    return answered(request) || request->job != JOB_NONE;
}

/* ---- the head, a check a function, in the order in which they answer */

static void take_allow(struct request *request, struct text *allow)
{
    if (text_status(allow) == STATUS_OK && allow->size > 0)
        request->reply.allow = arena_strdup(request->arena, allow->bytes);
    text_free(allow);
}

/* OPTIONS * (RFC 9110, 9.3.7): what there is at all. */
static void answer_for_server(struct request *request)
{
    struct text allow = {0};
    if (strcmp(request->method, "OPTIONS") != 0 || strcmp(request->target, "*") != 0)
        return;
    routes_allow_all(&request->service->routes, &allow);
    take_allow(request, &allow);
    request->reply.http = 204;
}

static void check_target(struct request *request)
{
    const struct settings *settings = &request->service->settings;
    if (strlen(request->target) > (size_t)settings->target_bytes_max) {
        reply_problem(request, PROBLEM_TARGET_TOO_LONG, NULL);
        return;
    }
    enum status status = request_decode(request, (size_t)settings->query_arguments_max);
    if (status == STATUS_INVALID)
        reply_problem(request, PROBLEM_BAD_REQUEST, "The target of the request is malformed.");
    else if (status != STATUS_OK)
        reply_status(request, status);
}

/* The methods of the path, for Allow. */
static void tell_allowed(struct request *request)
{
    struct text allow = {0};
    routes_allow(&request->service->routes, request->segments, request->segments_count, &allow);
    take_allow(request, &allow);
}

static void find_route(struct request *request)
{
    enum status status = routes_find(&request->service->routes, request->method, request->segments,
                                     request->segments_count, &request->route, request->params);
    if (status == STATUS_OK) {
        request->right = rights_of(request->route->name);
        return;
    }
    if (status == STATUS_NOT_FOUND) {
        reply_status(request, status);
        return;
    }
    tell_allowed(request);
    if (strcmp(request->method, "OPTIONS") == 0)
        request->reply.http = 204;
    else
        reply_problem(request, PROBLEM_METHOD_NOT_ALLOWED, NULL);
}

/* The oldest view that may answer; without one nothing but the public pages is served. */
static void take_view(struct request *request)
{
    if (right_is_public(request->right) || request->view != NULL)
        return;
    enum status status = live_acquire(request->service->live, &request->view);
    if (status != STATUS_OK)
        reply_status(request, status);
}

static void look_up_token(struct request *request)
{
    limit_lookup(request);
    if (!answered(request))
        request->job = JOB_TOKEN;
}

static void find_caller(struct request *request)
{
    if (right_is_public(request->right) || request->caller.known)
        return;
    enum status status = request->auth;
    if (status == STATUS_NOT_FOUND)
        look_up_token(request);
    else if (status == STATUS_REFUSED)
        reply_problem(request, PROBLEM_UNAUTHORIZED, NULL);
    else if (status != STATUS_OK)
        reply_status(request, status);
}

/* One of the types that the route may answer must be fine; which it is, the handler knows. */
static void check_accept(struct request *request)
{
    const char *type = request->route->type == NULL ? REPLY_JSON : request->route->type;
    bool fine = false;
    for (; *type != '\0' && !fine; type += strspn(type, ", ")) {
        const char *bare = arena_copy(request->arena, type, strcspn(type, ";,"));
        if (bare == NULL) {
            reply_status(request, STATUS_MEMORY);
            return;
        }
        fine = accept_allows(request->accept, bare);
        type += strcspn(type, ",");
    }
    if (!fine)
        reply_problem(request, PROBLEM_NOT_ACCEPTABLE, NULL);
}

static void check_query(struct request *request)
{
    if (request_check_query(request) != STATUS_OK)
        reply_problem(request, PROBLEM_BAD_PARAMETER, "The query breaks a rule.");
}

static bool body_type_fits(const struct request *request)
{
    const char *const *types = route_body_types(request->route->body);
    for (; *types != NULL; types++)
        if (accept_is_type(request->content_type, *types))
            return true;
    return false;
}

static bool body_is_encoded(const struct request *request)
{
    const char *encoding = request->content_encoding;
    return encoding != NULL && strcasecmp(encoding, "identity") != 0;
}

static int64_t body_size_max(const struct request *request)
{
    const struct settings *settings = &request->service->settings;
    return request->route->body == BODY_PEOPLE ? settings->import_bytes_max
                                               : settings->json_bytes_max;
}

static void check_body(struct request *request)
{
    bool has_body = request->chunked || request->content_length > 0;
    if (request->route->body == BODY_NONE)
        return; /* a body where none belongs was the guard's to refuse */
    if (request->route->body == BODY_EVENT && !has_body)
        return; /* no length either: there is no body (RFC 9112, 6.3) */
    if (has_body && (!body_type_fits(request) || body_is_encoded(request)))
        reply_problem(request, PROBLEM_UNSUPPORTED_TYPE, NULL);
    else if (request->content_length < 0 &&
             (request->route->body != BODY_PEOPLE || !request->chunked))
        reply_problem(request, PROBLEM_LENGTH_REQUIRED, NULL);
    else if (request->content_length > body_size_max(request))
        reply_problem(request, PROBLEM_TOO_LARGE, NULL);
}

void dispatch_head(struct request *request)
{
    typedef void check(struct request * request);
    static check *const before[] = {limit_caller, answer_for_server, check_target,
                                    find_route,   take_view,         find_caller};
    static check *const after[] = {rights_check_head, check_accept,         check_query,
                                   check_body,        condition_check_head, write_check_head};
    const struct settings *settings = &request->service->settings;
    request->deadline_ms = request->arrived_us / 1000 + settings->deadline_ms;
    for (size_t i = request->route == NULL ? 0 : 4; i < 6 && !answered(request); i++)
        before[i](request);
    if (waits(request))
        return;
    for (size_t i = 0; i < sizeof after / sizeof after[0] && !waits(request); i++)
        after[i](request);
    request->head_done = request->job == JOB_NONE;
}

/* ---- the body */

static enum status keep_bytes(struct request *request, const char *bytes, size_t size)
{
    if (request->route->body != BODY_PEOPLE) {
        text_add_bytes(&request->body, bytes, size);
        return text_status(&request->body);
    }
    enum status status = request->spool == NULL ? spool_new(&request->spool) : STATUS_OK;
    return status == STATUS_OK ? spool_add(request->spool, bytes, size) : status;
}

void dispatch_body(struct request *request, const char *bytes, size_t size)
{
    if (answered(request) || request->body_too_large)
        return;
    request->body_size += size;
    if ((int64_t)request->body_size > body_size_max(request)) {
        request->body_too_large = true;
        return;
    }
    enum status status = keep_bytes(request, bytes, size);
    if (status != STATUS_OK)
        reply_status(request, status);
}

/* ---- the work */

/* A body has a time of its own (body_ms_max): the time for the work begins at its end. */
static void renew_deadline(struct request *request)
{
    const struct settings *settings = &request->service->settings;
    if (request->route->body == BODY_PEOPLE)
        request->deadline_ms = clock_ms() + settings->import_deadline_ms;
    else if (request->route->body != BODY_NONE)
        request->deadline_ms = clock_ms() + settings->deadline_ms;
}

static void run_handler(struct request *request)
{
    if (request->route->place == WRITES_STORE) {
        write_run(request);
        return;
    }
    enum status status = request->route->handle(request);
    if (answered(request))
        return;
    if (status != STATUS_OK)
        reply_status(request, status);
    else
        reply_ok(request, request->route->type == NULL ? REPLY_JSON : request->route->type);
    condition_settle(request);
}

void dispatch_complete(struct request *request)
{
    if (answered(request))
        return;
    if (request->body_too_large) {
        reply_problem(request, PROBLEM_TOO_LARGE, NULL);
        request->reply.close = true;
        return;
    }
    renew_deadline(request);
    if (request->route->place == ON_HTTP)
        run_handler(request);
    else
        request->job = JOB_RUN;
}

static void find_token(struct request *request)
{
    enum status status = auth_find(request);
    if (status == STATUS_REFUSED)
        reply_problem(request, PROBLEM_UNAUTHORIZED, NULL);
    else if (status != STATUS_OK)
        reply_status(request, status);
}

static void find_home(struct request *request)
{
    enum status status = rights_find_home(request);
    if (status != STATUS_OK)
        reply_status(request, status);
}

void dispatch_work(struct request *request)
{
    enum request_job job = request->job;
    request->job = JOB_NONE;
    enum status status = request_in_time(request);
    if (status != STATUS_OK) {
        reply_status(request, status);
        return;
    }
    store_set_deadline(request->store, request->deadline_ms);
    if (job == JOB_TOKEN)
        find_token(request);
    else if (job == JOB_HOME)
        find_home(request);
    else
        run_handler(request);
}
