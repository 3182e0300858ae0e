/* Rows of a .tsv: cells between tabs, rows between line feeds (a carriage return before one is
 * dropped), lines that start with # and empty lines passed over, a byte order mark too. No
 * quoting. Gives slices of the bytes it was started on; owns nothing. */
#ifndef SCORING_TSV_H
#define SCORING_TSV_H

#include <stdbool.h>
#include <stddef.h>

#define TSV_CELLS_MAX ((size_t)32)

struct tsv_cell {
    const char *bytes;
    size_t size;
};

struct tsv {
    const char *bytes;
    size_t size;
    size_t at;
    size_t line;                          /* 1-based, of the row last given */
    size_t count;                         /* cells in that row, all of them counted … */
    struct tsv_cell cells[TSV_CELLS_MAX]; /* … of which the first TSV_CELLS_MAX are here */
};

/* Starts at the first row of size bytes. */
struct tsv tsv_start(const char *bytes, size_t size);

/* Moves to the next row; false at the end. */
bool tsv_next(struct tsv *tsv);

/* True when the cell is exactly this text. */
bool tsv_cell_is(struct tsv_cell cell, const char *text);

/* The index of the column whose cell in the current row is name (a header), or -1. */
int tsv_column(const struct tsv *tsv, const char *name);

#endif
