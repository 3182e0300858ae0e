/* The routes: one table (routes.c). From it come dispatch, the checks of query and body,
 * /openapi.json, the metrics' labels and the table in api/README.md. How to add one: a row, one
 * in rights_rows.h, a handler, a shape if the reply is new, one exchange in tests/http. */
#ifndef API_ROUTES_H
#define API_ROUTES_H

#include "api/modules.h"
#include "scoring/base/shape.h"
#include "scoring/base/status.h"

struct request;
struct resource;
struct text;

/* Where the handler runs: what the roster in memory answers runs at once on the thread that
 * speaks HTTP and must be done in about a millisecond; the rest waits in the queue. */
enum route_place {
    ON_HTTP,     /* at once */
    ON_WORKER,   /* longer computing: a worker, no store */
    NEEDS_STORE, /* a worker with a connection to the database */
    WRITES_STORE /* the same, within a transaction that its reply ends (write.h) */
};

enum route_body {
    BODY_NONE,
    BODY_PATCH,  /* a JSON merge patch, read whole */
    BODY_OBJECT, /* JSON: a new object of the route's in */
    BODY_EVENT,  /* JSON by the route's in, or nothing at all */
    BODY_PEOPLE  /* CSV or JSON Lines, spooled to a file as it comes */
};

enum param_type {
    PARAM_TEXT,
    PARAM_TEXTS /* may be repeated */,
    PARAM_INT,
    PARAM_FLAG,
    PARAM_WORD
};

struct query_param {
    const char *name; /* NULL ends a table */
    enum param_type type;
    bool required;
    bool paging;              /* it cuts pages, and says nothing of what is listed: see paging.h */
    int64_t min, max, preset; /* numbers: range and default; texts: bytes */
    const char *const *words;
    const char *summary;
};

/* Fills request->reply.body and returns OK, or says what failed; faults in request->faults. A
 * handler that has answered by itself (reply_problem) returns OK too. */
typedef enum status route_handler(struct request *request);

struct route {
    const char *name; /* the operation's id in OpenAPI, snake_case */
    const char *method;
    const char *path; /* "/v1/people/{id}"; {…} takes one segment */
    enum route_place place;
    enum route_body body;
    const struct query_param *query; /* NULL: none */
    const struct shape *in, *out;    /* out NULL: type below says what it is */
    const char *type;                /* of the reply; NULL: application/json */
    route_handler *handle;
    const char *summary;
    const struct resource *resource; /* whose objects it is about (resources.h), or NULL */
    const char *event;               /* of the resource's lifecycle that it fires, or NULL */
    enum module module;              /* of which it is when it is about no resource */
};

extern const struct route routes[];
extern const size_t route_count;

#define ROUTES_MAX ((size_t)256) /* room in the metrics; checked by a test */

/* The routes that a server has, in the order of the table. */
struct route_list {
    const struct route *items[ROUTES_MAX];
    size_t count;
};

/* The module of a route: its resource's, else its own. */
enum module route_module(const struct route *route);

/* Those of the modules that are on (modules.h), and those of none. */
struct route_list routes_of(unsigned modules);

/* True when it takes If-Match: what is changed or deleted must be what the caller saw. */
bool route_takes_match(const struct route *route);

/* The media types that a body may have, the preferred one first; ended by NULL. */
const char *const *route_body_types(enum route_body body);

/* Finds the route of a method ("HEAD" finds that of GET) and a decoded path. NOT_FOUND when the
 * path is none; REFUSED when it is one, but not for this method. params: room for
 * REQUEST_PARAMS_MAX, filled with the segments at {…}. */
enum status MUST_CHECK routes_find(const struct route_list *list, const char *method,
                                   const char *const *segments, size_t count,
                                   const struct route **ret_route, const char **ret_params);

/* Appends the methods of a path ("GET, HEAD, PATCH, OPTIONS"). */
void routes_allow(const struct route_list *list, const char *const *segments, size_t count,
                  struct text *text);

/* Appends the methods of all paths together, each once, in the order of the table. */
void routes_allow_all(const struct route_list *list, struct text *text);

/* Appends the routes as the rows of a Markdown table, as in api/README.md. */
void routes_markdown(struct text *text);

#endif
