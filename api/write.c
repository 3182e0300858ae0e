#include "api/write.h"

#include "api/clock.h"
#include "api/files/files_spool.h"
#include "api/object.h"
#include "api/request.h"
#include "api/resources.h"
#include "api/rights.h"
#include "api/routes.h"
#include "api/store/store_once.h"
#include "api/store/store_step.h"
#include "scoring/base/arena.h"
#include "scoring/base/digest.h"

#include <string.h>

#define KEY_SIZE_MAX ((size_t)255)

struct write {
    struct request *request;
    bool finished; /* all is done but COMMIT */
};

/* ---- the key */

/* Where no token is needed there is nobody whose key it could be; and what signs somebody in is
 * answered once, and kept nowhere. */
static bool has_key(const struct request *request)
{
    return request->idempotency_key != NULL && strcmp(request->method, "POST") == 0 &&
           !right_is_public(request->right);
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
    if (has_key(request) && !is_key(request->idempotency_key))
        reply_problem(request, PROBLEM_BAD_KEY, NULL);
}

/* With the NUL of each text, so that no two requests run together. */
static struct digest fingerprint_of(const struct request *request)
{
    struct digest_state state;
    struct digest content = request->spool != NULL
                                ? spool_digest(request->spool)
                                : digest_of(request->body.bytes, request->body.size);
    digest_start(&state, NULL, 0);
    digest_add(&state, request->method, strlen(request->method) + 1);
    digest_add(&state, request->target, strlen(request->target) + 1);
    digest_add(&state, content.bytes, sizeof content.bytes);
    return digest_end(&state);
}

/* key NULL: none was sent. */
static enum status take_key(const struct request *request, struct once_key *ret_key)
{
    const struct caller *caller = &request->caller;
    struct once_key key = {0};
    if (has_key(request)) {
        bool program = caller->person_id[0] == '\0';
        key.key = request->idempotency_key;
        key.caller = arena_printf(request->arena, "%s:%s", program ? "token" : "person",
                                  program ? caller->token_id : caller->person_id);
        key.fingerprint = fingerprint_of(request);
        if (key.caller == NULL)
            return STATUS_MEMORY;
    }
    *ret_key = key;
    return STATUS_OK;
}

/* ---- claim and keep */

static const char *type_of(const struct request *request)
{
    return request->route->type == NULL ? REPLY_JSON : request->route->type;
}

/* What was made, or what the path names. */
static const char *object_of(const struct request *request, const struct once_reply *once)
{
    const char *slash = once->location == NULL ? NULL : strrchr(once->location, '/');
    return slash == NULL ? request->params[0] : slash + 1;
}

/* The caller may have lost since what let them do it: then the reply is no more theirs to hear than
 * the object is to see. Of a route without objects the head tells enough. */
static enum status check_still(struct request *request, const struct once_reply *once)
{
    const struct resource *resource = request->route->resource;
    bool made = once->location != NULL; /* the path names no object that were not there */
    void *object = NULL;
    unsigned hats = 0;
    if (resource == NULL)
        return STATUS_OK;
    enum status status = object_read(request, object_of(request, once), &object);
    if (status == STATUS_OK)
        status = rights_to(request, request->right, resource, object, &hats);
    bool lost = status == STATUS_OK ? hats == 0 : status == STATUS_NOT_FOUND && made;
    if (lost)
        reply_problem(request, PROBLEM_FORBIDDEN, NULL);
    return lost ? STATUS_REFUSED : status;
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

enum status write_claim(struct request *request, struct once_key *ret_key, bool *ret_known)
{
    struct once_key key = {0};
    struct once_reply once = {0};
    bool known = false;
    enum status status = take_key(request, &key);
    if (status == STATUS_OK && key.key != NULL)
        status = refuse_key(request, store_once_claim(request->store, &key, clock_utc_ms(),
                                                      request->arena, &known, &once));
    if (status == STATUS_OK && known)
        status = check_still(request, &once);
    if (status == STATUS_OK && known)
        status = answer_again(request, &once);
    if (status != STATUS_OK)
        return status;
    *ret_key = key;
    *ret_known = known;
    return STATUS_OK;
}

enum status write_keep(struct request *request, const struct once_key *key, int http)
{
    const struct reply *reply = &request->reply;
    const struct once_reply once = {.http = http,
                                    .body = reply->kept != NULL ? reply->kept : reply->body.bytes,
                                    .etag = reply->etag,
                                    .location = reply->location};
    return key->key == NULL ? STATUS_OK : store_once_keep(request->store, key, &once);
}

/* ---- within the transaction; any status but OK rolls back */

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

static enum status work(struct store *store, void *context)
{
    struct write *write = context;
    struct request *request = write->request;
    struct once_key key = {0};
    bool known = false;
    (void)store; /* the request has it */
    forget_reply(request);
    write->finished = false;
    enum status status = write_claim(request, &key, &known);
    if (status == STATUS_OK && !known)
        status = handle(request);
    if (status == STATUS_OK && !known)
        status = write_keep(request, &key, request->reply.http);
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
    enum status status = store_transaction(request->store, work, &write);
    bool told = request->reply.http >= 400; /* a problem that was rolled back */
    if (status == STATUS_OK || told)
        return;
    if (write.finished && status == STATUS_UNAVAILABLE)
        tell_unsure(request);
    else
        reply_status(request, status);
}
