/* What every reader of CSV tells of rows that cannot be used, and cells as writers put them. */
#ifndef API_WIRE_CSV_WORDS_H
#define API_WIRE_CSV_WORDS_H

#include "api/wire/csv.h"

#include <stdbool.h>

struct faults;
struct text;

/* The name of a column, "" where the file has none; cell: from 0. */
typedef const char *csv_column_name(const void *context, size_t cell);

/* INVALID with a fault for what makes the row unusable (too_long, nul, bad_quote) or else for each
 * cell that is no UTF-8 (bad_utf8). limits: those the row was read with. */
enum status MUST_CHECK csv_row_check(const struct csv_row *row, const struct csv_limits *limits,
                                     csv_column_name *name, const void *context,
                                     struct faults *faults);

/* True when the row is nothing but separators, as spreadsheets leave behind. */
bool csv_row_is_empty(const struct csv_row *row, const struct csv_limits *limits);

/* csv_finish; a quoted cell that never ends is a fault (bad_quote), and INVALID. */
enum status MUST_CHECK csv_end(struct csv *csv, struct faults *faults);

/* The cell between quotes, those in it doubled. */
void csv_add_quoted(const char *cell, struct text *text);

#endif
