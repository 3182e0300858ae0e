#include "api/wire/people.h"

#include "api/wire/csv_words.h"
#include "api/wire/people_check.h"
#include "api/wire/people_columns.h"
#include "api/wire/people_ids.h"
#include "api/wire/shape_json.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <stdlib.h>
#include <string.h>

#define HEAD_SIZE ((size_t)4) /* bytes looked at before the format is known */

enum format { FORMAT_UNKNOWN, FORMAT_CSV, FORMAT_JSON_LINES };

struct people_parser {
    people_row *row;
    void *context;
    struct faults *faults;
    struct people_ids *ids;
    struct arena *arena; /* of one row */
    size_t rows, refused;
    enum format format;
    char head[HEAD_SIZE];
    size_t head_size;
    /* CSV */
    struct csv *csv;
    bool header_seen;
    int columns[PEOPLE_COLUMNS_COUNT]; /* element i: which column cell i is */
    size_t column_count;
    /* JSON Lines */
    struct text json; /* the line so far */
    size_t json_line; /* its number, from 1 */
    bool json_too_long;
};

static const struct csv_limits limits = {PEOPLE_CELL_SIZE_MAX, PEOPLE_ROW_SIZE_MAX,
                                         PEOPLE_COLUMN_COUNT_MAX};

static enum status take_csv_row(void *context, struct csv_row *row);

enum status people_parser_new(people_row *row, void *context, struct faults *faults,
                              struct people_parser **ret_parser)
{
    struct people_parser *parser = calloc(1, sizeof *parser);
    if (parser == NULL)
        return STATUS_MEMORY;
    *parser =
        (struct people_parser){.row = row, .context = context, .faults = faults, .json_line = 1};
    enum status status = csv_new(limits, take_csv_row, parser, &parser->csv);
    if (status == STATUS_OK)
        status = people_ids_new(&parser->ids);
    if (status == STATUS_OK)
        status = arena_new(0, &parser->arena);
    if (status != STATUS_OK) {
        people_parser_free(parser);
        return status;
    }
    *ret_parser = parser;
    return STATUS_OK;
}

void people_parser_free(struct people_parser *parser)
{
    if (parser == NULL)
        return;
    csv_free(parser->csv);
    people_ids_free(parser->ids);
    arena_free(parser->arena);
    text_free(&parser->json);
    free(parser);
}

size_t people_parser_rows(const struct people_parser *parser)
{
    return parser->rows;
}

size_t people_parser_refused(const struct people_parser *parser)
{
    return parser->refused;
}

/* ---- a person of whatever format */

static enum status check_person(struct people_parser *parser, size_t line,
                                const struct person *person)
{
    bool json = parser->format == FORMAT_JSON_LINES;
    enum status status =
        people_check(person, json ? PEOPLE_BY_POINTER : PEOPLE_BY_COLUMN, line, parser->faults);
    if (status == STATUS_OK)
        status = people_check_file(person, line, parser->faults);
    if (status != STATUS_OK)
        return status;
    size_t first = 0;
    status = people_ids_add(parser->ids, person->external_id, line, &first);
    if (status != STATUS_OK || first == 0)
        return status;
    return fault_add(parser->faults, line, json ? "/external_id" : "external_id", "duplicate",
                     "\"%.100s\" stands on line %zu already", person->external_id, first);
}

/* A refused row is passed over; only lack of memory stops the parse. */
static enum status take_person(struct people_parser *parser, enum status status, size_t line,
                               struct person *person)
{
    parser->rows++;
    if (status == STATUS_OK)
        status = check_person(parser, line, person);
    if (status == STATUS_INVALID || status == STATUS_SYNTAX) {
        parser->refused++;
        status = STATUS_OK;
    } else if (status == STATUS_OK) {
        status = parser->row(parser->context, line, person);
    }
    arena_reset(parser->arena);
    return status;
}

/* ---- CSV */

static const char *cell_name(const void *context, size_t cell)
{
    const struct people_parser *parser = context;
    return cell < parser->column_count ? people_columns[parser->columns[cell]].name : "";
}

static bool row_is_sound(struct people_parser *parser, const struct csv_row *row)
{
    return csv_row_check(row, &limits, cell_name, parser, parser->faults) == STATUS_OK;
}

static enum status unknown_column(struct people_parser *parser, size_t line, const char *name)
{
    const char *nearest = people_column_nearest(name);
    if (strchr(name, '\r') != NULL)
        return fault_add(parser->faults, line, "", "line_breaks",
                         "the lines end in CR alone: save the file with LF or CRLF");
    if (nearest == NULL)
        return fault_add(parser->faults, line, name, "unknown_column",
                         "there is no column \"%.60s\"", name);
    return fault_add(parser->faults, line, name, "unknown_column",
                     "there is no column \"%.60s\"; is it %s?", name, nearest);
}

static enum status add_column(struct people_parser *parser, size_t line, char *cell)
{
    const char *name = cell;
    size_t size = strlen(cell);
    text_trim(&name, &size);
    cell[name - cell + (ptrdiff_t)size] = '\0';
    int column = people_column_find(name);
    if (column < 0)
        return unknown_column(parser, line, name);
    for (size_t i = 0; i < parser->column_count; i++)
        if (parser->columns[i] == column)
            return fault_add(parser->faults, line, name, "duplicate",
                             "the column stands there twice");
    parser->columns[parser->column_count++] = column;
    return STATUS_OK;
}

static bool has_column(const struct people_parser *parser, int column)
{
    for (size_t i = 0; i < parser->column_count; i++)
        if (parser->columns[i] == column)
            return true;
    return false;
}

static enum status require_columns(struct people_parser *parser, size_t line)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < PEOPLE_COLUMNS_COUNT; i++)
        if (people_columns[i].required && !has_column(parser, (int)i))
            status = fault_add(parser->faults, line, people_columns[i].name, "missing",
                               "the header has no column %s", people_columns[i].name);
    return status;
}

static enum status take_header(struct people_parser *parser, struct csv_row *row)
{
    parser->header_seen = true;
    if (row->count > PEOPLE_COLUMN_COUNT_MAX) {
        (void)fault_add(parser->faults, row->line, "", "too_many",
                        "the header has %zu columns, at most %zu may be", row->count,
                        PEOPLE_COLUMN_COUNT_MAX);
        return STATUS_TOO_LARGE;
    }
    if (!row_is_sound(parser, row))
        return STATUS_INVALID;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < row->count; i++)
        if (add_column(parser, row->line, row->cells[i].bytes) != STATUS_OK)
            status = STATUS_INVALID;
    enum status required = require_columns(parser, row->line);
    return status == STATUS_OK ? required : status;
}

static enum status check_cells(struct people_parser *parser, const struct csv_row *row)
{
    if (!row_is_sound(parser, row))
        return STATUS_INVALID;
    if (row->count != parser->column_count)
        return fault_add(parser->faults, row->line, "", "cells",
                         "the row has %zu cells where the header has %zu", row->count,
                         parser->column_count);
    return STATUS_OK;
}

static enum status take_csv_row(void *context, struct csv_row *row)
{
    struct people_parser *parser = context;
    if (!parser->header_seen)
        return take_header(parser, row);
    if (csv_row_is_empty(row, &limits))
        return STATUS_OK;
    struct person person = {0};
    enum status status = check_cells(parser, row);
    if (status == STATUS_OK)
        status = people_row_read(parser->columns, row->cells, row->count, row->line, parser->arena,
                                 parser->faults, &person);
    return take_person(parser, status, row->line, &person);
}

static enum status finish_csv(struct people_parser *parser)
{
    enum status status = csv_end(parser->csv, parser->faults);
    if (status == STATUS_OK && !parser->header_seen)
        return fault_add(parser->faults, 0, "", "missing", "the file has no header line");
    return status;
}

/* ---- JSON Lines */

static enum status decode_line(struct people_parser *parser, struct person *person)
{
    struct faults found = faults_in(parser->arena);
    enum status status = shape_from_json(&person_shape, DECODE_CREATE, parser->json.bytes,
                                         parser->json.size, parser->arena, &found, person);
    for (size_t i = 0; i < found.count; i++)
        (void)fault_add(parser->faults, parser->json_line, found.items[i].where,
                        found.items[i].code, "%s", found.items[i].detail);
    return status;
}

static bool is_blank_line(const struct text *json)
{
    const char *bytes = json->bytes;
    size_t size = json->size;
    text_trim(&bytes, &size);
    return size == 0;
}

static enum status end_json_line(struct people_parser *parser)
{
    struct person person = {0};
    enum status status = STATUS_OK;
    if (parser->json_too_long)
        status = take_person(parser,
                             fault_add(parser->faults, parser->json_line, "", "too_long",
                                       "the line has more than %zu bytes", PEOPLE_ROW_SIZE_MAX),
                             parser->json_line, &person);
    else if (!is_blank_line(&parser->json))
        status = take_person(parser, decode_line(parser, &person), parser->json_line, &person);
    text_clear(&parser->json);
    parser->json_too_long = false;
    parser->json_line++;
    return status;
}

static enum status add_json(struct people_parser *parser, const char *bytes, size_t size)
{
    if (parser->json_too_long || size > PEOPLE_ROW_SIZE_MAX - parser->json.size)
        parser->json_too_long = true;
    else
        text_add_bytes(&parser->json, bytes, size);
    return text_status(&parser->json);
}

static enum status feed_json(struct people_parser *parser, const char *bytes, size_t size)
{
    while (size > 0) {
        const char *feed = memchr(bytes, '\n', size);
        size_t piece = feed == NULL ? size : (size_t)(feed - bytes);
        enum status status = add_json(parser, bytes, piece);
        if (status == STATUS_OK && feed != NULL)
            status = end_json_line(parser);
        if (status != STATUS_OK)
            return status;
        bytes += piece + (feed != NULL);
        size -= piece + (feed != NULL);
    }
    return STATUS_OK;
}

/* ---- which of the two */

/* What the first bytes tell. Skips a byte order mark. */
static enum status sniff(struct people_parser *parser, const char **bytes, size_t *size)
{
    if (text_starts_with(*bytes, *size, "\xef\xbb\xbf", 3)) {
        *bytes += 3;
        *size -= 3;
    }
    bool wide = text_starts_with(*bytes, *size, "\xff\xfe", 2) ||
                text_starts_with(*bytes, *size, "\xfe\xff", 2) ||
                (*size >= 2 && ((*bytes)[0] == '\0') != ((*bytes)[1] == '\0'));
    if (wide)
        return fault_add(parser->faults, 0, "", "encoding", "the file is UTF-16; save it as UTF-8");
    if (text_starts_with(*bytes, *size, "PK\x03\x04", 4))
        return fault_add(parser->faults, 0, "", "encoding",
                         "the file is a spreadsheet or a zip; save it as CSV (UTF-8)");
    if (*size > 0 && (*bytes)[0] == '[')
        return fault_add(parser->faults, 0, "", "syntax",
                         "the file is a JSON list; write JSON Lines, an object a line");
    parser->format = *size > 0 && (*bytes)[0] == '{' ? FORMAT_JSON_LINES : FORMAT_CSV;
    return STATUS_OK;
}

static enum status feed_known(struct people_parser *parser, const char *bytes, size_t size)
{
    return parser->format == FORMAT_CSV ? csv_feed(parser->csv, bytes, size)
                                        : feed_json(parser, bytes, size);
}

static enum status feed_head(struct people_parser *parser)
{
    const char *bytes = parser->head;
    size_t size = parser->head_size;
    enum status status = sniff(parser, &bytes, &size);
    return status == STATUS_OK ? feed_known(parser, bytes, size) : status;
}

enum status people_parser_feed(struct people_parser *parser, const char *bytes, size_t size)
{
    while (parser->format == FORMAT_UNKNOWN && size > 0 && parser->head_size < HEAD_SIZE) {
        parser->head[parser->head_size++] = *bytes++;
        size--;
        if (parser->head_size == HEAD_SIZE) {
            enum status status = feed_head(parser);
            if (status != STATUS_OK)
                return status;
        }
    }
    return size == 0 ? STATUS_OK : feed_known(parser, bytes, size);
}

enum status people_parser_finish(struct people_parser *parser)
{
    enum status status = STATUS_OK;
    if (parser->format == FORMAT_UNKNOWN)
        status = feed_head(parser);
    if (status != STATUS_OK)
        return status;
    if (parser->format == FORMAT_CSV)
        return finish_csv(parser);
    bool open = parser->json.size > 0 || parser->json_too_long;
    return open ? end_json_line(parser) : STATUS_OK;
}
