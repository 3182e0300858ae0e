/* The replies of examples that make or move an object with a lifecycle: the object of the example,
 * as it stands after that. Derived, so that each event shows the state it leads to. */
#ifndef API_EXAMPLES_MOVED_H
#define API_EXAMPLES_MOVED_H

#include <stdbool.h>

struct example;
struct route;
struct text;

/* True of routes that make an object with a lifecycle, and of events. */
bool example_moves(const struct route *route);

/* Appends the reply of such a route. The one who is shown it is the student, or where the student
 * may not do it, the mentor. */
void example_moved(const struct route *route, const struct example *example, struct text *text);

#endif
