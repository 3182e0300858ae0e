/* Inside api/store: rows to structs by shape. A column is a member's name; the members of a nested
 * struct have its name as prefix ("place_code"). A column with the very name of an object or a list
 * is jsonb, written by the same shape. */
#ifndef API_STORE_STORE_ROWS_H
#define API_STORE_STORE_ROWS_H

#include "scoring/base/shape.h"
#include "scoring/base/status.h"

#include <libpq-fe.h>

struct arena;

#define ROWS_COLUMNS_MAX 40

/* What each column of a result fills. element i is column i; field is NULL for a column that is no
 * member ("person_id"), which is passed over. */
struct rows_plan {
    struct rows_column {
        const struct shape_field *field;
        size_t offset; /* of the struct that has the member, in the outer one */
    } columns[ROWS_COLUMNS_MAX];
    int count;
};

/* The plan of a result for a shape. Asserts at most ROWS_COLUMNS_MAX columns. Cost: O(columns ×
 * fields), once a result. */
struct rows_plan rows_plan(const PGresult *result, const struct shape *shape);

/* Fills the struct at ret_struct, which is all zero, from a row; texts go to arena. BROKEN when a
 * cell is none of its member's type; MEMORY. */
enum status MUST_CHECK rows_fill(const struct rows_plan *plan, const PGresult *result, int row,
                                 struct arena *arena, void *ret_struct);

#endif
