/* Lists, a page at a time: ?cursor= in, next_cursor and Link out. A cursor holds for one route, one
 * path and one query, but for the parameters that only cut pages (query_param's paging). */
#ifndef API_PAGING_H
#define API_PAGING_H

#include "api/cursor.h"

struct request;

/* The position of ?cursor=; "" without one. REFUSED, with the problem answered, for a cursor that
 * is not of this list; UNAVAILABLE. */
enum status MUST_CHECK paging_take(struct request *request,
                                   char ret_position[CURSOR_POSITION_MAX + 1]);

/* The cursor behind position, in the arena; and the Link of the reply. MEMORY, UNAVAILABLE. */
enum status MUST_CHECK paging_give(struct request *request, const char *position,
                                   const char **ret_cursor);

#endif
