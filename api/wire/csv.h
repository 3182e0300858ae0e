/* Rows of CSV (RFC 4180), fed in pieces of any size: cells between commas, semicolons or tabs
 * (whichever stands first in the first row), rows between LF or CRLF, quoted cells with doubled
 * quotes and line breaks in them. Memory is that of one row at its limits, whatever is fed. */
#ifndef API_WIRE_CSV_H
#define API_WIRE_CSV_H

#include "scoring/base/status.h"

#include <stddef.h>

struct csv;

struct csv_limits {
    size_t cell_size_max, row_size_max, cell_count_max;
};

/* Why a row cannot be used. */
enum csv_fault { CSV_SOUND, CSV_CELL_TOO_LONG, CSV_ROW_TOO_LONG, CSV_NUL, CSV_BAD_QUOTE };

/* A cell's bytes are followed by a NUL and may be written to. */
struct csv_cell {
    char *bytes;
    size_t size;
};

struct csv_row {
    size_t line;            /* 1-based, of the row's first byte */
    size_t count;           /* cells in the row, all of them counted … */
    struct csv_cell *cells; /* … of which the first cell_count_max are here */
    enum csv_fault fault;   /* the first one; then no cell from fault_cell on is whole */
    size_t fault_cell;      /* from 0 */
};

/* Called for each row but empty ones; the row lives only during the call. Anything but OK stops
 * the feeding with that status. */
typedef enum status csv_row_function(void *context, struct csv_row *row);

enum status MUST_CHECK csv_new(struct csv_limits limits, csv_row_function *row, void *context,
                               struct csv **ret_csv);
void csv_free(struct csv *csv);

enum status MUST_CHECK csv_feed(struct csv *csv, const char *bytes, size_t size);

/* The end: gives the last row, even without a line break. SYNTAX when a quoted cell is still open;
 * csv_quote_line then tells where it began. */
enum status MUST_CHECK csv_finish(struct csv *csv);
size_t csv_quote_line(const struct csv *csv);

#endif
