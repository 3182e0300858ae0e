/* What readers of JSON share: the parser, strict, and where in the tree they are. */
#ifndef API_WIRE_JSON_TREE_H
#define API_WIRE_JSON_TREE_H

#include "scoring/base/status.h"

#include <jansson.h>

struct faults;

#define JSON_DEPTH_MAX 32

/* Parses size bytes, any JSON value. SYNTAX with one fault that says the line and column: not JSON,
 * duplicate members, deeper than JSON_DEPTH_MAX, bad UTF-8, a NUL; MEMORY. The caller ends it with
 * json_decref. */
enum status MUST_CHECK json_tree_parse(const char *bytes, size_t size, struct faults *faults,
                                       json_t **ret_json);

/* A place in a tree: a chain from the innermost member or item to the root, which is NULL. */
struct json_place {
    const struct json_place *parent;
    const char *name; /* NULL for an item of a list */
    size_t index;
};

/* Adds a fault at that place, its where a JSON pointer (RFC 6901). MEMORY, else OK. */
enum status MUST_CHECK json_place_fault(const struct json_place *place, struct faults *faults,
                                        const char *code, const char *detail);

#endif
