/* What the tables say about the API, for those who describe it: /openapi.json (openapi.c) and
 * /docs (docs_page.c). */
#ifndef API_DESCRIBE_H
#define API_DESCRIBE_H

#include "api/problem.h"
#include "api/routes.h"

#define DESCRIBE_SHAPES_MAX 64

/* The shapes that a description names, each once, in the order found. */
struct described_shapes {
    const struct shape *items[DESCRIBE_SHAPES_MAX];
    size_t count;
};

/* Collects the shapes of all bodies and replies, with those inside them, and that of problems.
 * TOO_LARGE when there are more than DESCRIBE_SHAPES_MAX. */
enum status MUST_CHECK describe_shapes(struct described_shapes *ret_shapes);

/* The groups of operations, in order; name NULL ends them. */
struct described_tag {
    const char *name;
    const char *summary;
};
extern const struct described_tag described_tags[];

/* The name of a route's group. */
const char *describe_tag(const struct route *route);

/* True when its replies have an ETag, and conditions may name one. */
bool describe_has_tag(const struct route *route);

/* What a route may answer of its own beside success. What any may answer (405, 431, 500 …) is not
 * among them. */
bool describe_may_answer(const struct route *route, enum problem problem);

#endif
