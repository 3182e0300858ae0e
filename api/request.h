/* One request, from its first byte to the end of its reply: what the server read, what the route
 * needs, and the reply being made. One thread has it at a time. */
#ifndef API_REQUEST_H
#define API_REQUEST_H

#include "api/limit.h"
#include "api/reply.h"
#include "api/store/store_account.h"
#include "scoring/base/faults.h"
#include "scoring/taxonomy.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct homes;
struct live_view;
struct right;
struct route;
struct service;
struct spool;
struct store;

#define REQUEST_ID_SIZE      ((size_t)65)
#define REQUEST_ID_SIZE_MIN  ((size_t)8) /* digits */
#define REQUEST_SEGMENTS_MAX ((size_t)8)
#define REQUEST_PARAMS_MAX   ((size_t)2)

struct query_argument {
    const char *name, *value; /* decoded */
};

#define CALLER_GRANTS_MAX ((size_t)16)

/* Who asks, and what they are: a person with the roles of their own and those they were appointed
 * to, or a program (person_id ""). */
struct caller {
    bool known;
    bool reads_only; /* by the token's scope */
    const char *token_id;
    const char *person_id;
    struct grant grants[CALLER_GRANTS_MAX];
    size_t grants_count;
    uint64_t bucket_key; /* of the token, for limit.c */
};

/* What is asked for next of a worker. */
enum request_job {
    JOB_NONE,
    JOB_TOKEN, /* look up a token that the feed has not shown yet */
    JOB_HOME,  /* look up which units the person of the path belongs to */
    JOB_RUN    /* the handler */
};

struct request {
    struct service *service;
    void *connection;     /* the server's own handle */
    uint64_t address_key; /* where it came from: bucket_key_of_address */
    bool from_proxy;      /* that may name callers: identity.h */
    const char *identity; /* whom it named, by external id; NULL: nobody */
    struct arena *arena;
    struct faults faults;
    char id[REQUEST_ID_SIZE];
    int64_t arrived_us;
    int64_t deadline_ms; /* CLOCK_MONOTONIC */

    /* the head, as read; absent headers are NULL */
    const char *method;
    const char *target; /* raw */
    const char *path;   /* raw, without the query */
    const char *authorization, *accept, *accept_language, *content_type, *content_encoding;
    const char *if_match, *if_none_match; /* of several lines one list */
    const char *idempotency_key;          /* the same, which is then no key: write.h */
    int64_t content_length;               /* -1: not told */
    bool chunked;

    /* the target, decoded */
    const char *segments[REQUEST_SEGMENTS_MAX];
    size_t segments_count;
    struct query_argument *query;
    size_t query_count;

    /* what dispatch found */
    const struct route *route;
    const struct right *right;              /* the route's */
    const char *params[REQUEST_PARAMS_MAX]; /* element i: the i-th {…} of the route's path */
    struct caller caller;
    bool by_self;                 /* it is about the caller's own person */
    const struct homes *homes;    /* units looked up so far (rights.c) */
    enum status auth;             /* what auth_caller said */
    enum limit limited;           /* why it was told 429 */
    bool not_yours;               /* told 404 for that it is not for them: for the audit alone */
    const struct live_view *view; /* people and tokens as of the head; NULL: none needed */
    enum request_job job;
    bool head_done;

    /* the body */
    struct text body;
    struct spool *spool;
    size_t body_size;
    bool body_too_large;

    struct store *store; /* on a worker */
    struct reply reply;
    size_t reply_size; /* bytes of the body sent, for the log */
};

/* A request that has just arrived. raw_target is copied. MEMORY. Free with request_free. */
enum status MUST_CHECK request_new(struct service *service, const char *raw_target,
                                   struct request **ret_request);
void request_free(struct request *request);

/* OK, or why nobody should work on it any more: TIMEOUT after its deadline, UNAVAILABLE when the
 * service stops and its time to finish is over. */
enum status MUST_CHECK request_in_time(const struct request *request);

/* Takes the client's X-Request-Id, if it is 8..64 hexadecimal digits and dashes, as a UUID and the
 * ids of traces are, else keeps its own: it stands in the log, the audit and every reply, and
 * whatever has more letters may be a name or an address. */
void request_take_id(struct request *request, const char *id);

/* Decodes the target strictly into segments and query. INVALID with a fault: bad percent escapes,
 * bytes that should be escaped, ill-formed UTF-8, NUL and other control bytes, more arguments than
 * arguments_max. An encoded slash stays inside its segment; + is a space in the query. */
enum status MUST_CHECK request_decode(struct request *request, size_t arguments_max);

/* Checks the query against the route's parameters, all faults at once: unknown, twice, missing, no
 * number, out of range, no such word. INVALID. */
enum status MUST_CHECK request_check_query(struct request *request);

/* The value of a parameter of the route, or NULL. */
const char *request_text(const struct request *request, const char *name);

/* The value of a number, or the default of the route's table. */
int64_t request_int(const struct request *request, const char *name);

/* The language of ?lang=, where Kring answers in it, else of Accept-Language. */
enum label_language request_language(const struct request *request);

/* True for yes, true and 1. */
bool request_flag(const struct request *request, const char *name);

#endif
