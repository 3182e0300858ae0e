/* One example of each operation, for /openapi.json and /docs: its arguments, its body and its
 * reply. Replies are structs, written by the operation's own shape, so that an example cannot keep
 * a member that is gone. All people in them are made up. How to add one: a row (examples.c). */
#ifndef API_EXAMPLES_H
#define API_EXAMPLES_H

#include "scoring/base/status.h"

#include <stddef.h>

struct route;
struct text;

#define EXAMPLE_ARGUMENTS_MAX 6
#define EXAMPLE_REQUEST_ID    "example-request"
#define EXAMPLE_MENTORSHIP_ID "01990000-0000-7000-8000-0000000000a6"

struct example {
    const char *operation; /* the route's name */
    /* Name and value by turns, of the path and of the query, decoded; ended by NULL. */
    const char *arguments[2 * EXAMPLE_ARGUMENTS_MAX + 1];
    const char *body;  /* of the first type that the route takes; NULL: it takes none */
    const char *lines; /* of the types after it, where they differ; NULL: as body */
    const void *reply; /* a struct of the route's out, or NULL where that is NULL: then */
    const char *text;  /* … the reply as it is sent: JSON or HTML, cut short */
};

/* The example of a route; every route has one (checked by a test). */
const struct example *example_of(const struct route *route);

/* The value of an argument, decoded, or NULL. size: bytes of the name. */
const char *example_argument(const struct example *example, const char *name, size_t size);

/* The body of a type; NULL where the route takes none. */
const char *example_body(const struct route *route, const char *type);

/* Appends the target of the example's request, escaped: "/v1/people?limit=2". */
void example_target(const struct route *route, struct text *text);

/* Appends the reply's body. */
void example_reply(const struct route *route, struct text *text);

#endif
