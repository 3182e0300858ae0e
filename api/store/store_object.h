/* Objects by shape: reading and writing any kind of them with five statements each, named after it:
 *   <object>_get      $1 id → the columns of its shape
 *   <object>_page     $1 id of the last one seen or NULL, $2 how many, $3 the party: a person's id
 *                     (objects they have part in) or NULL, $4 filters as jsonb, a member a filter,
 *                     $5 units, whose objects and those of all below come beside the party's, or
 *                     NULL: all ($3 hides what the party may not see) → the columns of its shape,
 *                     in order of id
 *   <object>_count    $1 party, $2 filters, $3 units → count
 *   <object>_add      $1 id, $2 the object as jsonb by shape, $3 now (ms) → refused (a word of
 *                     lifecycle_refusal, or NULL when it was added), and state where it is not the
 *                     first of the lifecycle
 *   <object>_replace  $1 id, $2 version that must be there, $3 the object as jsonb by shape, $4 now
 *                     (ms) → version (NULL: not changed), refused, and whether there is such a one
 * Units and programmes are open to all: their statements pass over party and units. */
#ifndef API_STORE_STORE_OBJECT_H
#define API_STORE_STORE_OBJECT_H

#include "api/store/store_step.h"
#include "scoring/base/shape.h"

struct arena;

#define STORE_OBJECT_LIMIT_MAX ((size_t)1000)

struct object_kind {
    const char *name; /* "mentoring_request" */
    const struct shape *shape;
};

struct object_page {
    const char *after;   /* NULL: from the start */
    size_t limit;        /* 1..STORE_OBJECT_LIMIT_MAX */
    const char *party;   /* whose, or NULL: as a party nobody's */
    const char *units;   /* ids as PostgreSQL writes an array: beside the party's; NULL: all */
    const char *filters; /* a JSON object; "{}": none */
};

/* Reads one into memory of shape->size, all zero. Inside a transaction or not. NOT_FOUND. */
enum status MUST_CHECK store_object_get(struct store *store, const struct object_kind *kind,
                                        const char *id, struct arena *arena, void *ret_object);

/* Element i of *ret_items (an array of structs of the shape) is the i-th of the page. INVALID: a
 * filter or after holds no id where one must be. */
enum status MUST_CHECK store_object_page(struct store *store, const struct object_kind *kind,
                                         const struct object_page *page, struct arena *arena,
                                         void **ret_items, size_t *ret_count);

enum status MUST_CHECK store_object_count(struct store *store, const struct object_kind *kind,
                                          const struct object_page *page, int32_t *ret_count);

/* Adds one, with its audit row ("create"), in a transaction of the caller's. id: store_id_new.
 * INVALID (what it refers to is not there, too) or CONFLICT with faults: a constraint's, or the
 * refusal of the statement; the transaction must then be rolled back. */
enum status MUST_CHECK store_object_add(struct store *store, const struct deed *deed,
                                        const struct object_kind *kind, const char *id,
                                        const void *object, struct faults *faults);

/* Replaces what its statement lets be changed, with its audit row ("change"), in a transaction of
 * the caller's. version: that must be there. NOT_FOUND; CONFLICT without a fault when another
 * version is there; CONFLICT or INVALID with faults as store_object_add. */
enum status MUST_CHECK store_object_replace(struct store *store, const struct deed *deed,
                                            const struct object_kind *kind, const char *id,
                                            int32_t version, const void *object,
                                            struct faults *faults, int32_t *ret_version);

/* Adds the audit row of what was done to an object by a statement of its own. to_state NULL: it has
 * none. CONFLICT: that version was made already. */
enum status MUST_CHECK store_object_record(struct store *store, const struct deed *deed,
                                           const char *object, const char *id, int32_t version,
                                           const char *event, const char *to_state);

#endif
