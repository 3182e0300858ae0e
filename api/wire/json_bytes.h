/* What is checked on the bytes of a JSON text before any parser sees them. */
#ifndef API_WIRE_JSON_BYTES_H
#define API_WIRE_JSON_BYTES_H

#include "scoring/base/status.h"

#include <stddef.h>

struct faults;

/* SYNTAX with one fault (bad_utf8, nul, too_deep) that says the line and column, when the bytes
 * are not well-formed UTF-8, hold a NUL, or nest more than depth_max objects and lists. */
enum status MUST_CHECK json_check_bytes(const char *bytes, size_t size, size_t depth_max,
                                        struct faults *faults);

/* The offset of the first control byte (below 0x20, but not \n and \t, or 0x7f); size if none. */
size_t json_control_fault(const char *bytes, size_t size);

#endif
