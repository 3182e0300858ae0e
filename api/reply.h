/* What goes back to a client: plain data, filled by a handler or by reply_problem. */
#ifndef API_REPLY_H
#define API_REPLY_H

#include "api/problem.h"
#include "scoring/base/text.h"

struct request;

#define REPLY_JSON    "application/json"
#define REPLY_PROBLEM "application/problem+json"
#define REPLY_RUN_FILES                                                                            \
    "text/tab-separated-values; charset=utf-8, text/csv; charset=utf-8, " REPLY_JSON
#define REPLY_HTML     "text/html; charset=utf-8"
#define REPLY_CALENDAR "text/calendar; charset=utf-8"
#define REPLY_CSV      "text/csv; charset=utf-8"

struct reply {
    const char *kept;  /* what a repeated request is answered instead of the body; NULL: the body */
    int http;          /* 0: not answered yet */
    const char *type;  /* constant text */
    struct text body;  /* owned */
    const char *allow; /* in the request's arena, or NULL */
    const char *etag;  /* with its quotes, in the arena, or NULL */
    const char *location;  /* of what a 201 made, in the arena, or NULL */
    const char *link_next; /* a target for Link: rel="next", in the arena, or NULL */
    const char *policy;    /* Content-Security-Policy of a page; constant text, or NULL */
    bool replayed;         /* what was answered before to the same Idempotency-Key */
    int retry_after_s;     /* 0: none */
    bool close;            /* nothing more is read from this connection */
};

/* Answers with a problem; what the body held is dropped. detail: a sentence, or NULL for the
 * problem's own advice. The request's faults become the errors of 400 and 422. */
void reply_problem(struct request *request, enum problem problem, const char *detail);

/* Answers a failure: the one place from status to HTTP. */
void reply_status(struct request *request, enum status status);

/* Answers 200, or 201 when location is set, with the body as written; 503 when that ran out of
 * memory. */
void reply_ok(struct request *request, const char *type);

/* The Cache-Control of the reply: what the server publishes may be kept and asked for again by its
 * tag; everything else is somebody's, and is kept nowhere. */
const char *reply_cache_control(const struct request *request);

#endif
