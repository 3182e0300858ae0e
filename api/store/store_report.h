/* Reports: rows by the statements report_….sql, each told only of enough people. */
#ifndef API_STORE_STORE_REPORT_H
#define API_STORE_STORE_REPORT_H

#include "api/store/store.h"
#include "scoring/base/shape.h"

struct arena;
struct taxonomy;

struct report_order {
    const char *statement; /* "report_supply" */
    const struct shape *row_shape;
    const struct taxonomy *places; /* for a statement that tells countries of places; or NULL */
    const char *reach;             /* ids of units as PostgreSQL writes an array; NULL: all */
    const char *unit_id;           /* NULL: any */
    int64_t people_min;
};

/* Rows of the shape, in the arena. TOO_LARGE: more than REPORT_ROWS_MAX of them. Cost: a pass over
 * the people of the units, and what they say. */
enum status MUST_CHECK store_report(struct store *store, const struct report_order *order,
                                    store_time now, struct arena *arena, void **ret_rows,
                                    size_t *ret_count);

#endif
