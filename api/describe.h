/* What the tables say about the API, for those who describe it: /openapi.json (openapi.c) and
 * /docs (docs_page.c). */
#ifndef API_DESCRIBE_H
#define API_DESCRIBE_H

#include "api/problem.h"
#include "api/routes.h"

struct lifecycle_row;

#include <stdint.h>

#define DESCRIBE_SHAPES_MAX 256

/* The shapes that a description names, each once, in the order found. */
struct described_shapes {
    const struct shape *items[DESCRIBE_SHAPES_MAX];
    size_t count;
};

/* Collects the shapes of the bodies and replies of these routes, with those inside them, and that
 * of problems. TOO_LARGE when there are more than DESCRIBE_SHAPES_MAX. */
enum status MUST_CHECK describe_shapes(const struct route_list *list,
                                       struct described_shapes *ret_shapes);

/* The groups of operations, in order; name NULL ends them. */
struct described_tag {
    const char *name;
    const char *summary;
};
extern const struct described_tag described_tags[];

/* True when one of the routes is of the group. */
bool describe_tag_is_used(const struct route_list *list, const char *tag);

/* The name of a route's group. */
const char *describe_tag(const struct route *route);

/* True when its replies have an ETag. */
bool describe_has_tag(const struct route *route);

/* True when it honours Idempotency-Key. */
bool describe_takes_key(const struct route *route);

/* True when it makes an object: 201 with Location. */
bool describe_creates(const struct route *route);

/* True when it may also be answered 204, without a body. */
bool describe_may_say_nothing(const struct route *route);

/* The HTTP status of success: 200, 201 for what is made, 202 for what is done after the reply. */
int describe_success(const struct route *route);

/* The row of the lifecycle that an event's route fires; NULL for other routes. */
const struct lifecycle_row *describe_row(const struct route *route);

/* Appends for whom it is: "staff", "student or staff". */
void describe_who(const struct route *route, struct text *text);

/* What a route may answer of its own beside success. What any may answer (405, 431, 500 …) is not
 * among them. */
bool describe_may_answer(const struct route *route, enum problem problem);

/* The problems of one HTTP status among them, bit i for problem i. */
uint32_t describe_problems(const struct route *route, int http);

#endif
