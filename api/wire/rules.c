#include "api/wire/rules.h"

#include "api/wire/csv_words.h"
#include "api/wire/people_ids.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define CELL_SIZE_MAX    ((size_t)4096)
#define ROW_SIZE_MAX     ((size_t)16384)
#define COLUMN_COUNT_MAX ((size_t)32)
#define SEPARATOR        "\x1f" /* in keys: stands in no id */

/* name, word, whether the file must have it. */
#define RULE_COLUMNS(X)                                                                            \
    X(KIND, "kind", true)                                                                          \
    X(STUDENT, "student", true)                                                                    \
    X(MENTOR, "mentor", false)                                                                     \
    X(RANK, "rank", false)                                                                         \
    X(REASON, "reason", false)

enum column {
#define COLUMN_ENUM(name, word, required) COLUMN_##name,
    RULE_COLUMNS(COLUMN_ENUM)
#undef COLUMN_ENUM
        COLUMN_COUNT
};

static const struct {
    const char *name;
    bool required;
} columns[COLUMN_COUNT] = {
#define COLUMN_ROW(name, word, required) {word, required},
    RULE_COLUMNS(COLUMN_ROW)
#undef COLUMN_ROW
};

/* What a file may say. */
static const enum rule kinds[] = {RULE_NEVER, RULE_MUST, RULE_PIN, RULE_FIRST, RULE_WISH};
#define KINDS_COUNT (sizeof kinds / sizeof kinds[0])

struct reader {
    struct arena *arena; /* of the rules */
    struct faults *faults;
    struct people_ids *seen; /* keys of rules and of ranks, with their lines */
    struct text key;
    bool header_seen;
    enum column cells[COLUMN_COUNT]; /* element i: which column cell i is */
    size_t cell_count;
    struct round_rule *rules;
    size_t count, capacity;
};

/* A row: its values, trimmed; "" where there is no such cell. */
struct row {
    size_t line;
    const char *values[COLUMN_COUNT];
};

/* ---- what spoils a row of any CSV */

static const struct csv_limits limits = {CELL_SIZE_MAX, ROW_SIZE_MAX, COLUMN_COUNT_MAX};

static const char *cell_name(const void *context, size_t cell)
{
    const struct reader *reader = context;
    return cell < reader->cell_count ? columns[reader->cells[cell]].name : "";
}

static bool is_sound(struct reader *reader, const struct csv_row *row)
{
    return csv_row_check(row, &limits, cell_name, reader, reader->faults) == STATUS_OK;
}

static const char *trim(struct csv_cell *cell)
{
    const char *start = cell->bytes;
    size_t size = cell->size;
    text_trim(&start, &size);
    cell->bytes[start - cell->bytes + (ptrdiff_t)size] = '\0';
    return start;
}

/* ---- the header */

static bool find_column(const char *name, enum column *ret_column)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        if (strcasecmp(columns[i].name, name) == 0) {
            *ret_column = (enum column)i;
            return true;
        }
    return false;
}

static bool has_column(const struct reader *reader, enum column column)
{
    for (size_t i = 0; i < reader->cell_count; i++)
        if (reader->cells[i] == column)
            return true;
    return false;
}

static enum status unknown_column(struct reader *reader, size_t line, const char *name)
{
    if (strchr(name, '\r') != NULL)
        return fault_add(reader->faults, line, "", "line_breaks",
                         "the lines end in CR alone: save the file with LF or CRLF");
    return fault_add(reader->faults, line, name, "unknown_column",
                     "there is no column \"%.60s\"; there are kind, student, mentor, rank, reason",
                     name);
}

static enum status add_column(struct reader *reader, size_t line, const char *name)
{
    enum column column;
    if (!find_column(name, &column))
        return unknown_column(reader, line, name);
    if (has_column(reader, column))
        return fault_add(reader->faults, line, name, "duplicate", "the column stands there twice");
    reader->cells[reader->cell_count++] = column;
    return STATUS_OK;
}

static enum status take_header(struct reader *reader, struct csv_row *row)
{
    reader->header_seen = true;
    if (row->count > COLUMN_COUNT_MAX)
        return fault_add(reader->faults, row->line, "", "too_many",
                         "the header has %zu columns, at most %zu may be", row->count,
                         (size_t)COLUMN_COUNT);
    if (!is_sound(reader, row))
        return STATUS_INVALID;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < row->count; i++)
        if (add_column(reader, row->line, trim(&row->cells[i])) != STATUS_OK)
            status = STATUS_INVALID;
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        if (columns[i].required && !has_column(reader, (enum column)i))
            status = fault_add(reader->faults, row->line, columns[i].name, "missing",
                               "the header has no column %s", columns[i].name);
    return status;
}

/* ---- a rule */

static bool read_kind(struct reader *reader, const struct row *row, enum rule *ret_kind)
{
    const char *word = row->values[COLUMN_KIND];
    for (size_t i = 0; i < KINDS_COUNT; i++)
        if (strcasecmp(word, rule_word(kinds[i])) == 0) {
            *ret_kind = kinds[i];
            return true;
        }
    (void)fault_add(reader->faults, row->line, "kind", word[0] == '\0' ? "missing" : "unknown",
                    "\"%.60s\" is none of never, must, pin, first, wish", word);
    return false;
}

static bool has_control(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7f)
            return true;
    return false;
}

static bool check_id(struct reader *reader, const struct row *row, enum column column)
{
    const char *id = row->values[column];
    size_t size = strlen(id);
    if (size == 0)
        (void)fault_add(reader->faults, row->line, columns[column].name, "missing",
                        "the %s is missing: write the external id", columns[column].name);
    else if (size > RULES_ID_SIZE_MAX)
        (void)fault_add(reader->faults, row->line, columns[column].name, "too_long",
                        "an id has at most %zu bytes, this one has %zu", RULES_ID_SIZE_MAX, size);
    else if (has_control(id))
        (void)fault_add(reader->faults, row->line, columns[column].name, "control_byte",
                        "holds a control character");
    else
        return true;
    return false;
}

static bool check_empty(struct reader *reader, const struct row *row, enum column column,
                        enum rule kind)
{
    if (row->values[column][0] == '\0')
        return true;
    (void)fault_add(reader->faults, row->line, columns[column].name, "not_empty",
                    "\"%s\" takes no %s: leave the cell empty", rule_word(kind),
                    columns[column].name);
    return false;
}

static bool read_rank(struct reader *reader, const struct row *row, int32_t *ret_rank)
{
    const char *text = row->values[COLUMN_RANK];
    int64_t rank = 0;
    if (text_to_int(text, strlen(text), 1, RULES_RANK_MAX, &rank) == STATUS_OK) {
        *ret_rank = (int32_t)rank;
        return true;
    }
    if (text[0] == '\0')
        (void)fault_add(reader->faults, row->line, "rank", "missing",
                        "a wish has a rank, 1..%d, 1 the best", RULES_RANK_MAX);
    else
        (void)fault_add(reader->faults, row->line, "rank", "out_of_range",
                        "\"%.60s\" is no rank 1..%d", text, RULES_RANK_MAX);
    return false;
}

static bool check_reason(struct reader *reader, const struct row *row)
{
    size_t size = strlen(row->values[COLUMN_REASON]);
    if (size <= RULES_REASON_SIZE_MAX)
        return true;
    (void)fault_add(reader->faults, row->line, "reason", "too_long",
                    "a reason has at most %zu bytes, this one has %zu", RULES_REASON_SIZE_MAX,
                    size);
    return false;
}

/* A rule whose members point into the row. All cells are looked at. */
static bool read_rule(struct reader *reader, const struct row *row, struct round_rule *ret_rule)
{
    struct round_rule rule = {.student = row->values[COLUMN_STUDENT]};
    bool known = read_kind(reader, row, &rule.kind);
    bool good = check_id(reader, row, COLUMN_STUDENT);
    good &= check_reason(reader, row);
    if (!known)
        return false;
    if (rule.kind == RULE_FIRST) {
        good &= check_empty(reader, row, COLUMN_MENTOR, rule.kind);
    } else {
        good &= check_id(reader, row, COLUMN_MENTOR);
        rule.mentor = row->values[COLUMN_MENTOR];
    }
    if (rule.kind == RULE_WISH)
        good &= read_rank(reader, row, &rule.rank);
    else
        good &= check_empty(reader, row, COLUMN_RANK, rule.kind);
    if (good && rule.mentor != NULL && strcmp(rule.student, rule.mentor) == 0) {
        (void)fault_add(reader->faults, row->line, "mentor", "self", "nobody mentors themself");
        good = false;
    }
    *ret_rule = rule;
    return good;
}

/* ---- once each */

/* Where key was seen first; 0: not yet. */
static enum status see(struct reader *reader, size_t line, size_t *ret_line)
{
    enum status status = text_status(&reader->key);
    if (status == STATUS_OK)
        status = people_ids_add(reader->seen, reader->key.bytes, line, ret_line);
    return status;
}

static enum status see_rule(struct reader *reader, size_t line, const struct round_rule *rule)
{
    size_t first = 0;
    text_clear(&reader->key);
    text_add(&reader->key, rule_word(rule->kind));
    text_add(&reader->key, SEPARATOR);
    text_add(&reader->key, rule->student);
    text_add(&reader->key, SEPARATOR);
    text_add(&reader->key, rule->mentor == NULL ? "" : rule->mentor);
    enum status status = see(reader, line, &first);
    if (status != STATUS_OK || first == 0)
        return status;
    return fault_add(reader->faults, line, "", "duplicate",
                     "the same %s stands on line %zu already", rule_word(rule->kind), first);
}

static enum status see_rank(struct reader *reader, size_t line, const struct round_rule *rule)
{
    size_t first = 0;
    text_clear(&reader->key);
    text_add_int(&reader->key, rule->rank);
    text_add(&reader->key, SEPARATOR);
    text_add(&reader->key, rule->student);
    enum status status = see(reader, line, &first);
    if (status != STATUS_OK || first == 0)
        return status;
    return fault_add(reader->faults, line, "rank", "duplicate",
                     "\"%.100s\" has another wish of rank %" PRId32 " on line %zu", rule->student,
                     rule->rank, first);
}

static enum status see_once(struct reader *reader, size_t line, const struct round_rule *rule)
{
    enum status status = see_rule(reader, line, rule);
    if (rule->kind != RULE_WISH || (status != STATUS_OK && status != STATUS_INVALID))
        return status;
    enum status rank = see_rank(reader, line, rule);
    return rank == STATUS_OK ? status : rank;
}

/* ---- rows */

static enum status keep_rule(struct reader *reader, size_t line, const struct round_rule *rule)
{
    if (reader->count == RULES_COUNT_MAX) {
        (void)fault_add(reader->faults, line, "", "too_many", "at most %zu rules may be",
                        RULES_COUNT_MAX);
        return STATUS_TOO_LARGE;
    }
    if (reader->count == reader->capacity) {
        size_t capacity = reader->capacity == 0 ? 64 : reader->capacity * 2;
        void *grown = realloc(reader->rules, capacity * sizeof *reader->rules);
        if (grown == NULL)
            return STATUS_MEMORY;
        reader->rules = grown;
        reader->capacity = capacity;
    }
    struct round_rule kept = *rule;
    kept.student = arena_strdup(reader->arena, rule->student);
    kept.mentor = arena_strdup(reader->arena, rule->mentor);
    if (kept.student == NULL || (kept.mentor == NULL && rule->mentor != NULL))
        return STATUS_MEMORY;
    reader->rules[reader->count++] = kept;
    return STATUS_OK;
}

static bool take_cells(struct reader *reader, struct csv_row *row, struct row *ret_row)
{
    if (!is_sound(reader, row))
        return false;
    if (row->count != reader->cell_count) {
        (void)fault_add(reader->faults, row->line, "", "cells",
                        "the row has %zu cells where the header has %zu", row->count,
                        reader->cell_count);
        return false;
    }
    *ret_row = (struct row){.line = row->line, .values = {"", "", "", "", ""}};
    for (size_t i = 0; i < row->count; i++)
        ret_row->values[reader->cells[i]] = trim(&row->cells[i]);
    return true;
}

static enum status take_row(void *context, struct csv_row *csv_row)
{
    struct reader *reader = context;
    struct row row;
    struct round_rule rule;
    if (!reader->header_seen)
        return take_header(reader, csv_row);
    if (csv_row_is_empty(csv_row, &limits) || !take_cells(reader, csv_row, &row) ||
        !read_rule(reader, &row, &rule))
        return STATUS_OK;
    enum status status = see_once(reader, row.line, &rule);
    if (status == STATUS_OK)
        return keep_rule(reader, row.line, &rule);
    return status == STATUS_INVALID ? STATUS_OK : status;
}

/* ---- the whole */

static enum status check_bytes(const char *bytes, size_t size, struct faults *faults)
{
    if (size > RULES_SIZE_MAX) {
        (void)fault_add(faults, 0, "", "too_large", "the file has %zu bytes, at most %zu may be",
                        size, RULES_SIZE_MAX);
        return STATUS_TOO_LARGE;
    }
    if (text_starts_with(bytes, size, "\xff\xfe", 2) ||
        text_starts_with(bytes, size, "\xfe\xff", 2) ||
        (size >= 2 && (bytes[0] == '\0') != (bytes[1] == '\0')))
        return fault_add(faults, 0, "", "encoding", "the file is UTF-16; save it as UTF-8");
    if (text_starts_with(bytes, size, "PK\x03\x04", 4))
        return fault_add(faults, 0, "", "encoding",
                         "the file is a spreadsheet or a zip; save it as CSV (UTF-8)");
    return STATUS_OK;
}

static enum status read_csv(struct reader *reader, const char *bytes, size_t size)
{
    struct csv *csv = NULL;
    enum status status = csv_new(limits, take_row, reader, &csv);
    if (status == STATUS_OK)
        status = csv_feed(csv, bytes, size);
    if (status == STATUS_OK)
        status = csv_end(csv, reader->faults);
    if (status == STATUS_OK && !reader->header_seen)
        status = fault_add(reader->faults, 0, "", "missing",
                           "the file has no header line: kind,student,"
                           "mentor,rank,reason");
    csv_free(csv);
    return status;
}

static enum status give_rules(const struct reader *reader, const struct round_rule **ret_rules,
                              size_t *ret_count)
{
    struct round_rule *rules = arena_array(reader->arena, reader->count, sizeof *rules);
    if (rules == NULL)
        return STATUS_MEMORY;
    if (reader->count > 0)
        memcpy(rules, reader->rules, reader->count * sizeof *rules);
    *ret_rules = rules;
    *ret_count = reader->count;
    return STATUS_OK;
}

enum status rules_read(const char *bytes, size_t size, struct arena *arena, struct faults *faults,
                       const struct round_rule **ret_rules, size_t *ret_count)
{
    struct reader reader = {.arena = arena, .faults = faults};
    size_t before = faults->total;
    enum status status = check_bytes(bytes, size, faults);
    if (status != STATUS_OK)
        return status;
    size_t mark = text_starts_with(bytes, size, "\xef\xbb\xbf", 3) ? 3 : 0;
    status = people_ids_new(&reader.seen);
    if (status == STATUS_OK)
        status = read_csv(&reader, bytes + mark, size - mark);
    if (status == STATUS_OK && faults->total > before)
        status = STATUS_INVALID;
    if (status == STATUS_OK)
        status = give_rules(&reader, ret_rules, ret_count);
    people_ids_free(reader.seen);
    text_free(&reader.key);
    free(reader.rules);
    return status;
}
