#include "api/write.h"

#include "api/clock.h"
#include "api/request.h"
#include "api/routes.h"
#include "api/store/store_once.h"
#include "api/store/store_step.h"
#include "scoring/base/arena.h"
#include "scoring/base/digest.h"

#include <string.h>

#define KEY_SIZE_MAX ((size_t)255)

struct write {
    struct request *request;
    struct once_key once; /* key NULL: not asked for */
    bool finished;        /* all is done but COMMIT */
};

/* ---- the key */

static bool takes_key(const struct request *request)
{
    return request->route->place == WRITES_STORE && strcmp(request->method, "POST") == 0;
}

/* Printable ASCII without blanks; keys on two lines were joined by a blank (guard.c). */
static bool is_key(const char *key)
{
    size_t size = 0;
    while (key[size] > 0x20 && key[size] < 0x7f)
        size++;
    return size >= 1 && size <= KEY_SIZE_MAX && key[size] == '\0';
}

void write_check_head(struct request *request)
{
    if (request->idempotency_key != NULL && takes_key(request) && !is_key(request->idempotency_key))
        reply_problem(request, PROBLEM_BAD_KEY, NULL);
}

/* With the NUL of each text, so that no two requests run together. */
static struct digest fingerprint_of(const struct request *request)
{
    struct digest_state state;
    digest_start(&state, NULL, 0);
    digest_add(&state, request->method, strlen(request->method) + 1);
    digest_add(&state, request->target, strlen(request->target) + 1);
    digest_add(&state, request->body.bytes, request->body.size);
    return digest_end(&state);
}

static enum status take_key(struct write *write)
{
    struct request *request = write->request;
    const struct caller *caller = &request->caller;
    if (request->idempotency_key == NULL || !takes_key(request))
        return STATUS_OK;
    write->once.key = request->idempotency_key;
    write->once.caller = arena_printf(request->arena, "%s:%s", caller->staff ? "token" : "person",
                                      caller->staff ? caller->token_id : caller->person_id);
    write->once.fingerprint = fingerprint_of(request);
    return write->once.caller == NULL ? STATUS_MEMORY : STATUS_OK;
}

/* ---- within the transaction; any status but OK rolls back */

static const char *type_of(const struct request *request)
{
    return request->route->type == NULL ? REPLY_JSON : request->route->type;
}

/* What an attempt before this one left. */
static void forget_reply(struct request *request)
{
    struct text body = request->reply.body;
    text_clear(&body);
    request->reply = (struct reply){.body = body};
    request->faults = faults_in(request->arena);
}

static enum status handle(struct request *request)
{
    enum status status = request->route->handle(request);
    if (status == STATUS_OK && request->reply.http == 0)
        reply_ok(request, type_of(request));
    return status == STATUS_OK && request->reply.http >= 400 ? STATUS_REFUSED : status;
}

static enum status keep(struct write *write)
{
    const struct reply *reply = &write->request->reply;
    const struct once_reply once = {.http = reply->http,
                                    .body = reply->body.bytes,
                                    .etag = reply->etag,
                                    .location = reply->location};
    return store_once_keep(write->request->store, &write->once, &once);
}

static enum status answer_again(struct request *request, const struct once_reply *once)
{
    struct reply *reply = &request->reply;
    text_add(&reply->body, once->body == NULL ? "" : once->body);
    if (text_status(&reply->body) != STATUS_OK)
        return STATUS_MEMORY;
    reply->type = type_of(request);
    reply->etag = once->etag;
    reply->location = once->location;
    reply->replayed = true;
    reply->http = once->http;
    return STATUS_OK;
}

/* Answers what stands in the way of a key. */
static enum status refuse_key(struct request *request, enum status status)
{
    if (status == STATUS_INVALID)
        reply_problem(request, PROBLEM_KEY_REUSED, NULL);
    else if (status == STATUS_CONFLICT)
        reply_problem(request, PROBLEM_BUSY, "The first request with this key is not done yet.");
    return status;
}

static enum status handle_once(struct write *write)
{
    struct request *request = write->request;
    bool known = false;
    struct once_reply once = {0};
    enum status status = store_once_claim(request->store, &write->once, clock_utc_ms(),
                                          request->arena, &known, &once);
    if (status != STATUS_OK)
        return refuse_key(request, status);
    if (known)
        return answer_again(request, &once);
    status = handle(request);
    return status == STATUS_OK ? keep(write) : status;
}

static enum status work(struct store *store, void *context)
{
    struct write *write = context;
    (void)store; /* the request has it */
    forget_reply(write->request);
    write->finished = false;
    enum status status = write->once.key == NULL ? handle(write->request) : handle_once(write);
    write->finished = status == STATUS_OK;
    return status;
}

/* ---- around it */

/* A COMMIT that was sent, and failed or was not answered. */
static void tell_unsure(struct request *request)
{
    reply_problem(request, PROBLEM_UNAVAILABLE,
                  "The database did not confirm the change: it may have been made or not. With the "
                  "same Idempotency-Key trying again is safe; without one, read first.");
}

void write_run(struct request *request)
{
    struct write write = {.request = request};
    enum status status = take_key(&write);
    if (status == STATUS_OK)
        status = store_transaction(request->store, work, &write);
    bool told = request->reply.http >= 400; /* a problem that was rolled back */
    if (status == STATUS_OK || told)
        return;
    if (write.finished && status == STATUS_UNAVAILABLE)
        tell_unsure(request);
    else
        reply_status(request, status);
}
