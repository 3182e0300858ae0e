/* What must hold of a person beyond their shape, wherever they come from: a file or a patch. */
#ifndef API_WIRE_PEOPLE_CHECK_H
#define API_WIRE_PEOPLE_CHECK_H

#include "scoring/base/status.h"

#include <stddef.h>

struct faults;
struct person;

/* How a fault names its place. */
enum people_where {
    PEOPLE_BY_COLUMN, /* the column of a people file: "job_to" */
    PEOPLE_BY_POINTER /* a JSON pointer: "/employments/0/to" */
};

/* No `to` before its `from`; no language and no condition without a name (one that asks for
 * nothing would be one that nobody meets); the visibility of a field once, and no wider than it can
 * be. INVALID with all faults, at line (0: there is none). */
enum status MUST_CHECK people_check(const struct person *person, enum people_where where,
                                    size_t line, struct faults *faults);

/* Of a row of a file: no visibility and no pause, which people say themselves. INVALID. */
enum status MUST_CHECK people_check_file(const struct person *person, size_t line,
                                         struct faults *faults);

#endif
