/* The external ids a file has shown so far, and on which line: a second row of one person is told
 * with the first. Inside api/wire only. */
#ifndef API_WIRE_PEOPLE_IDS_H
#define API_WIRE_PEOPLE_IDS_H

#include "scoring/base/status.h"

#include <stddef.h>

struct people_ids;

enum status MUST_CHECK people_ids_new(struct people_ids **ret_ids);
void people_ids_free(struct people_ids *ids);

/* Adds an id seen on line; ret_line is 0 when it is new, else the line it was first seen on.
 * MEMORY. O(1). */
enum status MUST_CHECK people_ids_add(struct people_ids *ids, const char *id, size_t line,
                                      size_t *ret_line);

#endif
