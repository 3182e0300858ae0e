#include "api/reply.h"

#include "api/request.h"
#include "api/rights.h"
#include "api/routes.h"

#define RETRY_AFTER_S 1

static const struct faults *told_faults(const struct request *request, int http)
{
    return http == 400 || http == 409 || http == 422 ? &request->faults : NULL;
}

void reply_problem(struct request *request, enum problem problem, const char *detail)
{
    struct reply *reply = &request->reply;
    const struct problem_row *row = problem_row(problem);
    text_free(&reply->body);
    problem_to_json(problem, detail, request->path, request->id, told_faults(request, row->http),
                    &reply->body);
    reply->http = row->http;
    reply->type = REPLY_PROBLEM;
    reply->etag = NULL;
    reply->location = NULL;
    reply->link_next = NULL;
    reply->replayed = false;
    reply->retry_after_s = row->retryable ? RETRY_AFTER_S : 0;
}

void reply_status(struct request *request, enum status status)
{
    reply_problem(request, problem_of_status(status), NULL);
}

void reply_ok(struct request *request, const char *type)
{
    struct text *body = &request->reply.body;
    if (body->size > 0 && body->bytes[body->size - 1] != '\n')
        text_add_char(body, '\n'); /* for those who read it in a terminal */
    if (text_status(body) != STATUS_OK) {
        reply_status(request, STATUS_MEMORY);
        return;
    }
    request->reply.http = request->reply.location == NULL ? 200 : 201;
    request->reply.type = type;
}

const char *reply_cache_control(const struct request *request)
{
    bool published = request->right != NULL && right_is_public(request->right);
    bool fine = request->reply.http == 200 || request->reply.http == 304;
    return published && fine ? "no-cache" : "no-store";
}
