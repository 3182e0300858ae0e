/* The columns of a people file, and how the cells of one row become a person. Inside api/wire
 * only; seeds/demo/README.md has the same table for users, and a test holds them equal. */
#ifndef API_WIRE_PEOPLE_COLUMNS_H
#define API_WIRE_PEOPLE_COLUMNS_H

#include "scoring/person.h"

struct arena;
struct csv_cell;
struct faults;

/* What a column's values belong to. Those of one affiliation and of one job are aligned. */
enum people_group {
    PEOPLE_PERSON, /* one value a person */
    PEOPLE_AFFILIATION,
    PEOPLE_JOB,
    PEOPLE_LIST, /* many values, aligned with nothing */
    PEOPLE_GROUP_COUNT
};

struct people_column {
    const char *name;
    enum people_group group;
    const struct shape *shape; /* of which member is a member */
    const char *member;
    size_t base; /* offset of that struct in struct person (lists and single values) */
    bool required;
};

#define PEOPLE_COLUMNS_COUNT ((size_t)28)

extern const struct people_column people_columns[PEOPLE_COLUMNS_COUNT];

/* The index of the column of that name (case of ASCII letters aside), or -1. */
int people_column_find(const char *name);

/* The name most like an unknown one; NULL when none is near. */
const char *people_column_nearest(const char *name);

/* The person in one row: element i of cells belongs to people_columns[columns[i]]. Texts point
 * into the cells, which are cut up; lists live in arena. INVALID with faults at line; MEMORY. */
enum status MUST_CHECK people_row_read(const int *columns, const struct csv_cell *cells,
                                       size_t count, size_t line, struct arena *arena,
                                       struct faults *faults, struct person *ret_person);

#endif
