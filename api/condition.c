#include "api/condition.h"

#include "api/etag.h"
#include "api/request.h"
#include "api/routes.h"
#include "scoring/base/arena.h"

#include <stddef.h>
#include <string.h>

static bool is_malformed(const char *header)
{
    return header != NULL && etag_check_list(header) != STATUS_OK;
}

void condition_check_head(struct request *request)
{
    if (is_malformed(request->if_match))
        reply_problem(request, PROBLEM_BAD_CONDITION, "If-Match is no list of entity tags.");
    else if (is_malformed(request->if_none_match))
        reply_problem(request, PROBLEM_BAD_CONDITION, "If-None-Match is no list of entity tags.");
    else if (route_takes_match(request->route) && request->if_match == NULL)
        reply_problem(request, PROBLEM_CONDITION_MISSING, NULL);
}

void condition_refuse(struct request *request)
{
    reply_problem(request, PROBLEM_CONDITION_FAILED, NULL);
}

bool condition_names_tag(const struct request *request)
{
    return request->if_match != NULL && !etag_is_any(request->if_match);
}

/* What has no If-Match, or one that names the tag. */
static bool is_match(const struct request *request, const char *etag)
{
    return request->if_match == NULL || etag_list_has(request->if_match, etag, ETAG_STRONG);
}

static bool is_known(const struct request *request, const char *etag)
{
    return request->if_none_match != NULL && etag_list_has(request->if_none_match, etag, ETAG_WEAK);
}

bool condition_allows(struct request *request, const char *etag)
{
    if (is_match(request, etag) && !is_known(request, etag))
        return true;
    condition_refuse(request);
    return false;
}

/* The body is not sent; its size is, as RFC 9110, 8.6 wants it of a 304. */
static void answer_not_modified(struct reply *reply)
{
    reply->http = 304;
    reply->type = NULL;
    reply->link_next = NULL;
}

void condition_settle(struct request *request)
{
    struct reply *reply = &request->reply;
    char etag[ETAG_SIZE];
    if (reply->http != 200 || strcmp(request->route->method, "GET") != 0)
        return;
    if (reply->etag == NULL) {
        etag_of_body(reply->body.bytes, reply->body.size, etag);
        reply->etag = arena_strdup(request->arena, etag);
    }
    if (reply->etag == NULL)
        reply_status(request, STATUS_MEMORY);
    else if (!is_match(request, reply->etag))
        condition_refuse(request);
    else if (is_known(request, reply->etag))
        answer_not_modified(reply);
}
