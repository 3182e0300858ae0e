/* JSON by shape: bytes to structs and back. Decoding lists every fault at once, by JSON pointer;
 * encoding is our own writer (jansson's trees are for requests only). */
#ifndef API_WIRE_SHAPE_JSON_H
#define API_WIRE_SHAPE_JSON_H

#include "scoring/base/shape.h"
#include "scoring/base/status.h"

struct arena;
struct faults;
struct text;

enum decode_mode {
    DECODE_CREATE, /* required members must be there */
    DECODE_PATCH,  /* merge patch (RFC 7396): absent members stay, null clears; ret is the present
                      struct and is changed only when all is well; lists are replaced whole */
    DECODE_STORED  /* our own bytes (a stored row): read-only members are taken too */
};

/* Decodes one JSON object of size bytes into ret_struct (memory of shape->size bytes, preset with
 * defaults). Texts and lists live in arena. SYNTAX (not JSON, duplicate members, too deep, bad
 * UTF-8, NUL) or INVALID (unknown member, wrong type, out of range, missing, read-only, fixed) with
 * faults; then ret_struct is untouched. */
enum status MUST_CHECK shape_from_json(const struct shape *shape, enum decode_mode mode,
                                       const char *bytes, size_t size, struct arena *arena,
                                       struct faults *faults, void *ret_struct);

/* Decodes the value of one member from bytes of JSON into the struct that has it: a column that
 * holds an object or a list. Statuses as shape_from_json; after a fault the member may hold a part
 * of what was read. */
enum status MUST_CHECK shape_field_from_json(const struct shape_field *field, enum decode_mode mode,
                                             const char *bytes, size_t size, struct arena *arena,
                                             struct faults *faults, void *ret_struct);

/* Appends the struct as one JSON object; members flagged with any of hide are left out. Absent
 * members are left out too (SHAPE_NULL_OUT: null, for a list []); so is a nested object of which
 * all is absent, zero or false, and a word that is "". Failure shows in the text. */
void shape_to_json(const struct shape *shape, const void *base, unsigned hide, struct text *text);

/* Appends a JSON string with quotes; bytes are valid UTF-8. */
void json_add_string(struct text *text, const char *string);

/* Appends the shape as a JSON Schema (2020-12) object for OpenAPI; nested shapes as $ref into
 * #/components/schemas/. */
void shape_to_schema(const struct shape *shape, struct text *text);

#endif
