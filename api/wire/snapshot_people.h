/* The people of a snapshot, a line each. Inside api/wire/snapshot only. */
#ifndef API_WIRE_SNAPSHOT_PEOPLE_H
#define API_WIRE_SNAPSHOT_PEOPLE_H

#include "scoring/person.h"

struct arena;
struct text;

/* Appends the names of the columns, and a person: a line each. */
void snapshot_people_header(struct text *text);
void snapshot_person_write(const struct taxonomies *taxonomies, const struct person *person,
                           struct text *text);

/* A person from a line, which is cut up; resolved, lists in arena, texts in the line. INVALID with
 * the column that is wrong in *ret_column; MEMORY. */
enum status MUST_CHECK snapshot_person_read(const struct taxonomies *taxonomies, char *line,
                                            struct arena *arena, const char **ret_column,
                                            struct person *ret_person);

/* An id as a cell: a tab as \t, a line feed as \n, a backslash as \\. */
void snapshot_id_write(const char *id, struct text *text);
bool snapshot_id_read(char *cell);

/* The next piece of *rest up to separator, moved past; NULL at the end. */
char *snapshot_cut(char **rest, char separator);

#endif
