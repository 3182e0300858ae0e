/* Copies by shape: for what must outlive the memory it was read into. */
#ifndef API_WIRE_SHAPE_COPY_H
#define API_WIRE_SHAPE_COPY_H

#include "scoring/base/shape.h"
#include "scoring/base/status.h"

struct arena;

/* Copies the struct at source to ret_struct, its texts and lists into arena (members that are no
 * part of the shape are copied as they are). MEMORY, then ret_struct is undefined. */
enum status MUST_CHECK shape_copy(const struct shape *shape, const void *source,
                                  struct arena *arena, void *ret_struct);

#endif
