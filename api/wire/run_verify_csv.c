#include "api/wire/run_verify_inner.h"
#include "scoring/base/faults.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct csv_limits limits = {
    .cell_size_max = 1 << 16, .row_size_max = 1 << 18, .cell_count_max = RUN_VERIFY_COLUMNS_MAX};

void run_verify_tell(struct run_verify *verifying, const struct csv_row *row, const char *code,
                     const char *detail)
{
    fault_add(verifying->faults, row->line, run_file_name(verifying->file->file), code, "%s",
              detail);
}

void run_verify_cell(struct run_verify *verifying, const struct csv_row *row, size_t column,
                     const char *expected)
{
    const struct csv_cell *cell = &row->cells[column];
    if (cell->size != strlen(expected) || memcmp(cell->bytes, expected, cell->size) != 0)
        fault_add(verifying->faults, row->line, run_file_name(verifying->file->file), "other_value",
                  "the %s is \"%s\", and must be \"%s\"", verifying->file->columns[column],
                  cell->bytes, expected);
}

void run_verify_number(struct run_verify *verifying, const struct csv_row *row, size_t column,
                       int64_t expected)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%" PRId64, expected);
    run_verify_cell(verifying, row, column, text);
}

void run_verify_score(struct run_verify *verifying, const struct csv_row *row, size_t column,
                      int32_t expected_bp)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%d.%02d", (int)(expected_bp / 100),
                   (int)(expected_bp % 100));
    run_verify_cell(verifying, row, column, text);
}

int64_t run_verify_read(struct run_verify *verifying, const struct csv_row *row, size_t column)
{
    int64_t number = -1;
    const struct csv_cell *cell = &row->cells[column];
    if (text_to_int(cell->bytes, cell->size, 0, INT32_MAX, &number) != STATUS_OK) {
        run_verify_tell(verifying, row, "no_number", "a whole number is missing");
        return -1;
    }
    return number;
}

static size_t count_columns(const struct run_verify_file *file)
{
    size_t count = 0;
    while (count < RUN_VERIFY_COLUMNS_MAX && file->columns[count] != NULL)
        count++;
    return count;
}

static enum status check_row(void *context, struct csv_row *row)
{
    struct run_verify *verifying = context;
    const struct run_verify_file *file = verifying->file;
    size_t columns = count_columns(file);
    if (row->fault != CSV_SOUND || row->count != columns) {
        run_verify_tell(verifying, row, "bad_row", "the row has not the cells it must have");
        return STATUS_OK;
    }
    if (row->line > 1) {
        file->row(verifying, row);
        verifying->rows++;
        return STATUS_OK;
    }
    for (size_t c = 0; c < columns; c++)
        run_verify_cell(verifying, row, c, file->columns[c]);
    return STATUS_OK;
}

enum status run_verify_rows(struct run_verify *verifying, const struct run_verify_file *file)
{
    const struct run_bytes *bytes = &verifying->run->files[file->file];
    struct csv *csv;
    verifying->file = file;
    verifying->rows = 0;
    enum status status = csv_new(limits, check_row, verifying, &csv);
    if (status != STATUS_OK)
        return status;
    status = csv_feed(csv, bytes->bytes, bytes->size);
    if (status == STATUS_OK)
        status = csv_finish(csv);
    if (status == STATUS_SYNTAX)
        status = fault_add(verifying->faults, csv_quote_line(csv), run_file_name(file->file),
                           "open_quote", "a quoted cell is not closed");
    csv_free(csv);
    return status;
}
