#include "api/wire/csv_words.h"

#include "scoring/base/faults.h"
#include "scoring/base/text.h"

static enum status check_row(const struct csv_row *row, const struct csv_limits *limits,
                             const char *name, struct faults *faults)
{
    switch (row->fault) {
    case CSV_CELL_TOO_LONG:
        return fault_add(faults, row->line, name, "too_long", "the cell has more than %zu bytes",
                         limits->cell_size_max);
    case CSV_ROW_TOO_LONG:
        return fault_add(faults, row->line, name, "too_long", "the row has more than %zu bytes",
                         limits->row_size_max);
    case CSV_NUL: return fault_add(faults, row->line, name, "nul", "the cell holds a NUL byte");
    case CSV_BAD_QUOTE:
        return fault_add(faults, row->line, name, "bad_quote",
                         "text follows a closing quote; write a quote in a quoted cell twice");
    case CSV_SOUND: break;
    }
    return STATUS_OK;
}

static enum status check_utf8(const struct csv_cell *cell, size_t line, const char *name,
                              struct faults *faults)
{
    size_t at = text_utf8_fault(cell->bytes, cell->size);
    if (at == cell->size)
        return STATUS_OK;
    return fault_add(faults, line, name, "bad_utf8",
                     "byte %zu of the cell (0x%02x) is no UTF-8; save the file as UTF-8", at + 1,
                     (unsigned)(unsigned char)cell->bytes[at]);
}

enum status csv_row_check(const struct csv_row *row, const struct csv_limits *limits,
                          csv_column_name *name, const void *context, struct faults *faults)
{
    enum status status = check_row(row, limits, name(context, row->fault_cell), faults);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < row->count && i < limits->cell_count_max; i++)
        if (check_utf8(&row->cells[i], row->line, name(context, i), faults) != STATUS_OK)
            status = STATUS_INVALID;
    return status;
}

bool csv_row_is_empty(const struct csv_row *row, const struct csv_limits *limits)
{
    for (size_t i = 0; i < row->count && i < limits->cell_count_max; i++)
        if (row->cells[i].size > 0)
            return false;
    return row->fault == CSV_SOUND;
}

enum status csv_end(struct csv *csv, struct faults *faults)
{
    enum status status = csv_finish(csv);
    if (status == STATUS_SYNTAX)
        return fault_add(faults, csv_quote_line(csv), "", "bad_quote",
                         "the quoted cell that begins on this line never ends");
    return status;
}

void csv_add_quoted(const char *cell, struct text *text)
{
    text_add_char(text, '"');
    for (; *cell != '\0'; cell++) {
        if (*cell == '"')
            text_add_char(text, '"');
        text_add_char(text, *cell);
    }
    text_add_char(text, '"');
}
