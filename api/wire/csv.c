#include "api/wire/csv.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum state {
    CELL_START,
    PLAIN,   /* in a cell without quotes */
    QUOTED,  /* in a quoted cell */
    CLOSING, /* after a quote in a quoted cell: the end of it, or the first of two */
};

struct csv {
    struct csv_limits limits;
    csv_row_function *row;
    void *context;
    enum state state;
    bool after_cr;   /* a carriage return waits for what follows it */
    char delimiter;  /* '\0' until the first one is seen */
    size_t line;     /* of the byte being read */
    size_t row_line; /* of the row's first byte */
    size_t quote_line;
    char *bytes; /* the row: cells one behind the other, a NUL after each */
    size_t used;
    size_t cell_start;
    struct csv_cell *cells;
    size_t count;
    enum csv_fault fault;
    size_t fault_cell;
};

enum status csv_new(struct csv_limits limits, csv_row_function *row, void *context,
                    struct csv **ret_csv)
{
    struct csv *csv = calloc(1, sizeof *csv);
    if (csv == NULL)
        return STATUS_MEMORY;
    *csv = (struct csv){.limits = limits, .row = row, .context = context, .line = 1, .row_line = 1};
    csv->bytes = malloc(limits.row_size_max + limits.cell_count_max + 2);
    csv->cells = calloc(limits.cell_count_max, sizeof *csv->cells);
    if (csv->bytes == NULL || csv->cells == NULL) {
        csv_free(csv);
        return STATUS_MEMORY;
    }
    *ret_csv = csv;
    return STATUS_OK;
}

void csv_free(struct csv *csv)
{
    if (csv == NULL)
        return;
    free(csv->bytes);
    free(csv->cells);
    free(csv);
}

size_t csv_quote_line(const struct csv *csv)
{
    return csv->quote_line;
}

static void set_fault(struct csv *csv, enum csv_fault fault)
{
    if (csv->fault != CSV_SOUND)
        return;
    csv->fault = fault;
    csv->fault_cell = csv->count;
}

/* Adds to the cell; once the row is at fault nothing is kept, so that memory is bounded. */
static void append(struct csv *csv, const char *bytes, size_t size)
{
    if (csv->fault != CSV_SOUND || csv->count >= csv->limits.cell_count_max)
        return;
    size_t cell_size = csv->used - csv->cell_start;
    size_t row_size = csv->used - csv->count; /* without the NULs */
    if (size > csv->limits.cell_size_max - cell_size)
        set_fault(csv, CSV_CELL_TOO_LONG);
    else if (size > csv->limits.row_size_max - row_size)
        set_fault(csv, CSV_ROW_TOO_LONG);
    else {
        memcpy(csv->bytes + csv->used, bytes, size);
        csv->used += size;
    }
}

static void end_cell(struct csv *csv)
{
    if (csv->count < csv->limits.cell_count_max) {
        csv->bytes[csv->used] = '\0';
        csv->cells[csv->count] =
            (struct csv_cell){csv->bytes + csv->cell_start, csv->used - csv->cell_start};
        csv->used++;
        csv->cell_start = csv->used;
    }
    csv->count++;
    csv->state = CELL_START;
}

static enum status end_row(struct csv *csv)
{
    bool empty = csv->count == 0 && csv->state == CELL_START;
    enum status status = STATUS_OK;
    if (!empty) {
        end_cell(csv);
        struct csv_row row = {csv->row_line, csv->count, csv->cells, csv->fault, csv->fault_cell};
        status = csv->row(csv->context, &row);
    }
    csv->used = csv->cell_start = csv->count = 0;
    csv->fault = CSV_SOUND;
    csv->state = CELL_START;
    return status;
}

static bool ends_cell(struct csv *csv, char c)
{
    if (csv->delimiter == '\0' && (c == ',' || c == ';' || c == '\t'))
        csv->delimiter = c;
    return c == csv->delimiter && c != '\0';
}

static void take_byte(struct csv *csv, char c)
{
    if (c == '\0')
        set_fault(csv, CSV_NUL);
    if (csv->state == QUOTED && c != '"') {
        append(csv, &c, 1);
    } else if (csv->state == QUOTED) {
        csv->state = CLOSING;
    } else if (ends_cell(csv, c)) {
        end_cell(csv);
    } else if (c == '"' && csv->state != PLAIN) {
        if (csv->state == CLOSING)
            append(csv, &c, 1);
        else
            csv->quote_line = csv->line;
        csv->state = QUOTED;
    } else {
        if (csv->state == CLOSING)
            set_fault(csv, CSV_BAD_QUOTE);
        append(csv, &c, 1);
        csv->state = PLAIN;
    }
}

static enum status take_feed(struct csv *csv)
{
    csv->line++;
    enum status status = STATUS_OK;
    if (csv->state == QUOTED)
        append(csv, "\n", 1);
    else
        status = end_row(csv);
    if (csv->state == CELL_START && csv->count == 0)
        csv->row_line = csv->line;
    return status;
}

/* CRLF is a line feed; a carriage return alone belongs to the cell. */
static enum status take(struct csv *csv, char c)
{
    bool after_cr = csv->after_cr;
    csv->after_cr = c == '\r';
    if (after_cr && c != '\n')
        take_byte(csv, '\r');
    if (c == '\r')
        return STATUS_OK;
    if (c == '\n')
        return take_feed(csv);
    take_byte(csv, c);
    return STATUS_OK;
}

/* How many bytes are neither the end of anything nor in need of care: they are added at once. */
static size_t plain_run(const struct csv *csv, const char *bytes, size_t size)
{
    if (csv->after_cr || (csv->state != PLAIN && csv->state != QUOTED))
        return 0;
    size_t run = 0;
    while (run < size && (unsigned char)bytes[run] >= 0x20 && bytes[run] != '"' &&
           bytes[run] != ',' && bytes[run] != ';')
        run++;
    return run;
}

enum status csv_feed(struct csv *csv, const char *bytes, size_t size)
{
    for (size_t at = 0; at < size;) {
        size_t run = plain_run(csv, bytes + at, size - at);
        append(csv, bytes + at, run);
        at += run;
        if (at == size)
            break;
        enum status status = take(csv, bytes[at++]);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

enum status csv_finish(struct csv *csv)
{
    if (csv->state == QUOTED)
        return STATUS_SYNTAX;
    if (csv->after_cr)
        take_byte(csv, '\r');
    return end_row(csv);
}
