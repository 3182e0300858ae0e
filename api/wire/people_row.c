#include "api/wire/people_columns.h"

#include "api/wire/csv.h"
#include "api/wire/json_bytes.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"
#include "scoring/fold.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

struct row {
    size_t line;
    struct arena *arena;
    struct faults *faults;
    bool wrong;
    bool failed;
};

static void tell(struct row *row, const char *column, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void tell(struct row *row, const char *column, const char *code, const char *format, ...)
{
    char detail[256];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(detail, sizeof detail, format, arguments);
    va_end(arguments);
    (void)fault_add(row->faults, row->line, column, code, "%s", detail);
    row->wrong = true;
}

/* The values of a cell: cut at each `|`, blanks at the ends dropped. */
struct values {
    char *items[PERSON_ITEMS_MAX];
    size_t count; /* empty ones at the end are not counted */
};

static char *trim(char *text)
{
    const char *start = text;
    size_t size = strlen(text);
    text_trim(&start, &size);
    char *trimmed = text + (start - text);
    trimmed[size] = '\0';
    return trimmed;
}

static bool cut(struct row *row, const char *column, char *cell, struct values *values)
{
    *values = (struct values){0};
    for (size_t at = 0; cell != NULL; at++) {
        char *bar = strchr(cell, '|');
        if (bar != NULL)
            *bar = '\0';
        char *item = trim(cell);
        if (item[0] != '\0' && at >= PERSON_ITEMS_MAX) {
            tell(row, column, "too_many", "takes at most %d values", PERSON_ITEMS_MAX);
            return false;
        }
        if (at < PERSON_ITEMS_MAX)
            values->items[at] = item;
        if (item[0] != '\0')
            values->count = at + 1;
        cell = bar == NULL ? NULL : bar + 1;
    }
    return true;
}

/* True when the text keeps to the limits of its member. */
static bool check_text(struct row *row, const char *column, const struct shape_field *field,
                       const char *value)
{
    size_t size = strlen(value);
    if ((int64_t)size > field->max)
        tell(row, column, "too_long", "has %zu bytes, at most %" PRId64 " may be", size,
             field->max);
    else if (json_control_fault(value, size) < size)
        tell(row, column, "control_byte", "holds a control character");
    else
        return true;
    return false;
}

static const struct shape_field *reading_text_field(void)
{
    return shape_find(&reading_shape, "text", 4);
}

static void set_reading(struct row *row, const char *column, const char *value,
                        struct reading *reading)
{
    if (check_text(row, column, reading_text_field(), value))
        reading->text = value;
}

static int32_t word_index(const char *const *words, const char *value)
{
    for (int32_t i = 0; words[i] != NULL; i++)
        if (strcasecmp(words[i], value) == 0)
            return i;
    return -1;
}

static void set_word(struct row *row, const char *column, const struct shape_field *field,
                     const char *value, int32_t *ret_word)
{
    int32_t word = word_index(field->words, value);
    if (word >= 0) {
        *ret_word = word;
        return;
    }
    char known[128] = "";
    for (size_t i = 0, size = 0; field->words[i] != NULL && size < sizeof known; i++)
        size += (size_t)snprintf(known + size, sizeof known - size, "%s, ", field->words[i]);
    tell(row, column, "unknown_word", "must be one of %snot \"%.40s\"", known, value);
}

static void set_int(struct row *row, const char *column, const struct shape_field *field,
                    const char *value, int32_t *ret_int)
{
    int64_t number = 0;
    if (text_to_int(value, strlen(value), field->min, field->max, &number) == STATUS_OK)
        *ret_int = (int32_t)number;
    else
        tell(row, column, "out_of_range",
             "must be a whole number from %" PRId64 " to %" PRId64 ", not \"%.40s\"", field->min,
             field->max, value);
}

static void set_bool(struct row *row, const char *column, const char *value, bool *ret_bool)
{
    static const char *const yes[] = {"yes", "true", "1", "ja", "oui", NULL};
    static const char *const no[] = {"no", "false", "0", "nee", "nej", "nei", "nein", "non", NULL};
    if (word_index(yes, value) >= 0)
        *ret_bool = true;
    else if (word_index(no, value) >= 0)
        *ret_bool = false;
    else
        tell(row, column, "unknown_word", "must be yes or no, not \"%.40s\"", value);
}

static void set_date(struct row *row, const char *column, const char *value, date *ret_date)
{
    if (date_parse(value, strlen(value), ret_date) != STATUS_OK)
        tell(row, column, "bad_date", "must be YYYY, YYYY-MM or YYYY-MM-DD, not \"%.40s\"", value);
}

static const struct shape_field *member_of(const struct people_column *column)
{
    return shape_find(column->shape, column->member, strlen(column->member));
}

/* One value of a column into the struct at base. */
static void set_member(struct row *row, const struct people_column *column, const char *value,
                       void *base)
{
    const struct shape_field *field = member_of(column);
    void *member = (char *)base + field->offset;
    switch (field->type) {
    case SHAPE_TEXT:
        if (check_text(row, column->name, field, value))
            *(const char **)member = value;
        return;
    case SHAPE_OBJECT: set_reading(row, column->name, value, member); return;
    case SHAPE_WORD: set_word(row, column->name, field, value, member); return;
    case SHAPE_INT: set_int(row, column->name, field, value, member); return;
    case SHAPE_BOOL: set_bool(row, column->name, value, member); return;
    case SHAPE_DATE: set_date(row, column->name, value, member); return;
    case SHAPE_TIME: /* no column holds one */
    case SHAPE_LIST:
    case SHAPE_TEXTS: return; /* no column holds one inside an aligned struct */
    }
}

static void *new_array(struct row *row, size_t count, size_t item_size)
{
    void *array = arena_array(row->arena, count == 0 ? 1 : count, item_size);
    row->failed |= array == NULL;
    return array;
}

/* ---- lists */

/* What people call a level, in the languages of Kring: the labels of cefr.tsv, and common words,
 * which tell less than a test would: policy. */
static const struct level_name {
    int32_t level;
    const char *names; /* folded, bars around each */
} level_names[] = {
    {LEVEL_NATIVE, "|moedertaal|moedertaalspreker|modersmal|morsmal|muttersprache|muttersprachler|"
                   "langue maternelle|native speaker|mother tongue|first language|"},
    {LEVEL_C1, "|vloeiend|flytande|flytende|fliessend|courant|couramment|fluent|"},
    {LEVEL_B2, "|goed|bra|god|gut|bon|bonne|good|"},
    {LEVEL_A2, "|basis|basiskennis|grundlaggande|grunnleggende|grundkenntnisse|notions|basic|"
               "basics|"},
};

#define LEVEL_NAME_SIZE_MAX ((size_t)40)

/* The level a word names, -1 when it names none. */
static int32_t level_of(const char *word)
{
    int32_t level = word_index(level_words, word);
    char folded[LEVEL_NAME_SIZE_MAX * FOLD_GROWTH + 3] = "|";
    size_t size = strlen(word);
    if (level >= 0 || size > LEVEL_NAME_SIZE_MAX)
        return level;
    size = fold_plain(word, size, folded + 1);
    folded[size + 1] = '|';
    folded[size + 2] = '\0';
    for (size_t i = 0; size > 0 && i < sizeof level_names / sizeof level_names[0]; i++)
        if (strstr(level_names[i].names, folded) != NULL)
            return level_names[i].level;
    return -1;
}

/* `nl:C1` or `nl=B2`, as languages and conditions write it: the level behind the mark, if any. */
static void set_skill(struct row *row, const char *column, char *value,
                      struct language_skill *skill)
{
    char *behind = strpbrk(value, ":=");
    if (behind != NULL) {
        *behind = '\0';
        int32_t level = level_of(trim(behind + 1));
        if (level < 0)
            tell(row, column, "unknown_word",
                 "the level of %.40s must be A1, A2, B1, B2, C1, C2 or native, not \"%.40s\"",
                 value, trim(behind + 1));
        else
            skill->level = level;
    }
    set_reading(row, column, trim(value), &skill->language);
}

static void read_languages(struct row *row, const char *column, const struct values *values,
                           struct person *person)
{
    struct language_skill *skills = new_array(row, values->count, sizeof *skills);
    size_t count = 0;
    for (size_t i = 0; i < values->count && skills != NULL; i++)
        if (values->items[i][0] != '\0')
            set_skill(row, column, values->items[i], &skills[count++]);
    person->languages = skills;
    person->languages_count = count;
}

/* `field:07`, `language:nl=B2`. */
static void read_condition(struct row *row, const char *column, char *value, struct reading *fields,
                           struct language_skill *skills, struct conditions *conditions)
{
    char *behind = strchr(value, ':');
    if (behind != NULL)
        *behind++ = '\0';
    if (behind != NULL && strcasecmp(trim(value), "field") == 0)
        set_reading(row, column, trim(behind), &fields[conditions->fields_count++]);
    else if (behind != NULL && strcasecmp(trim(value), "language") == 0)
        set_skill(row, column, behind, &skills[conditions->languages_count++]);
    else
        tell(row, column, "unknown_word",
             "a condition starts with \"field:\" or \"language:\", not \"%.40s\"", value);
}

static void read_conditions(struct row *row, const char *column, const struct values *values,
                            struct person *person)
{
    struct reading *fields = new_array(row, values->count, sizeof *fields);
    struct language_skill *skills = new_array(row, values->count, sizeof *skills);
    if (row->failed)
        return;
    for (size_t i = 0; i < values->count; i++)
        if (values->items[i][0] != '\0')
            read_condition(row, column, values->items[i], fields, skills, &person->conditions);
    person->conditions.fields = fields;
    person->conditions.languages = skills;
}

static void read_wished(struct row *row, const struct people_column *column,
                        const struct values *values, struct person *person)
{
    const struct shape_field *field = member_of(column);
    struct reading *items = new_array(row, values->count, sizeof *items);
    size_t count = 0;
    for (size_t i = 0; i < values->count && items != NULL; i++)
        if (values->items[i][0] != '\0')
            set_reading(row, column->name, values->items[i], &items[count++]);
    char *base = (char *)person + column->base;
    *(const struct reading **)(void *)(base + field->offset) = items;
    *(size_t *)(void *)(base + field->count_offset) = count;
}

static void read_list(struct row *row, const struct people_column *column, char *cell,
                      struct person *person)
{
    struct values values;
    if (!cut(row, column->name, cell, &values) || values.count == 0)
        return;
    const struct shape_field *field = member_of(column);
    if (field->item == &language_skill_shape)
        read_languages(row, column->name, &values, person);
    else if (field->item == &conditions_shape)
        read_conditions(row, column->name, &values, person);
    else
        read_wished(row, column, &values, person);
}

static void read_single(struct row *row, const struct people_column *column, char *cell,
                        struct person *person)
{
    char *value = trim(cell);
    if (value[0] == '\0' && column->required)
        tell(row, column->name, "missing", "must be given");
    else if (strchr(value, '|') != NULL)
        tell(row, column->name, "too_many", "takes one value, without |");
    else if (value[0] != '\0')
        set_member(row, column, value, (char *)person + column->base);
}

/* ---- aligned groups */

struct aligned {
    enum people_group group;
    const struct people_column *columns[PEOPLE_COLUMNS_COUNT];
    struct values values[PEOPLE_COLUMNS_COUNT]; /* element i: of columns[i] */
    size_t count;                               /* of columns */
};

static bool is_date(const struct people_column *column)
{
    return member_of(column)->type == SHAPE_DATE;
}

/* As many items as the longest column that is no date has. A date beyond them belongs to nothing:
 * most likely a value is missing elsewhere, and the dates would be given to the wrong item. */
static size_t aligned_items(struct row *row, const struct aligned *aligned)
{
    size_t items = 0;
    for (size_t i = 0; i < aligned->count; i++)
        if (!is_date(aligned->columns[i]) && aligned->values[i].count > items)
            items = aligned->values[i].count;
    for (size_t i = 0; i < aligned->count; i++)
        if (aligned->values[i].count > items)
            tell(row, aligned->columns[i]->name, "misaligned",
                 "there are more dates here (%zu) than %s (%zu)", aligned->values[i].count,
                 aligned->group == PEOPLE_JOB ? "jobs" : "studies", items);
    return items;
}

static bool position_is_empty(const struct aligned *aligned, size_t position)
{
    for (size_t i = 0; i < aligned->count; i++)
        if (position < aligned->values[i].count && aligned->values[i].items[position][0] != '\0')
            return false;
    return true;
}

/* Fills one struct for each position that is not empty; returns how many. */
static size_t fill_items(struct row *row, const struct aligned *aligned, size_t positions,
                         char *items, size_t item_size)
{
    size_t filled = 0;
    for (size_t at = 0; at < positions; at++) {
        if (position_is_empty(aligned, at))
            continue;
        for (size_t i = 0; i < aligned->count; i++)
            if (at < aligned->values[i].count && aligned->values[i].items[at][0] != '\0')
                set_member(row, aligned->columns[i], aligned->values[i].items[at],
                           items + filled * item_size);
        filled++;
    }
    return filled;
}

static void read_aligned(struct row *row, const struct aligned *aligned, struct person *person)
{
    bool jobs = aligned->group == PEOPLE_JOB;
    size_t item_size = jobs ? sizeof(struct employment) : sizeof(struct affiliation);
    size_t positions = aligned_items(row, aligned);
    char *items = positions == 0 ? NULL : new_array(row, positions, item_size);
    if (items == NULL)
        return;
    size_t count = fill_items(row, aligned, positions, items, item_size);
    if (jobs) {
        person->employments = (const void *)items;
        person->employments_count = count;
    } else {
        person->affiliations = (const void *)items;
        person->affiliations_count = count;
    }
}

static void read_group(struct row *row, const int *columns, const struct csv_cell *cells,
                       size_t count, enum people_group group, struct person *person)
{
    struct aligned aligned;
    aligned.group = group;
    aligned.count = 0;
    for (size_t i = 0; i < count; i++) {
        const struct people_column *column = &people_columns[columns[i]];
        if (column->group != group ||
            !cut(row, column->name, cells[i].bytes, &aligned.values[aligned.count]))
            continue;
        aligned.columns[aligned.count++] = column;
    }
    read_aligned(row, &aligned, person);
}

enum status people_row_read(const int *columns, const struct csv_cell *cells, size_t count,
                            size_t line, struct arena *arena, struct faults *faults,
                            struct person *ret_person)
{
    struct row row = {.line = line, .arena = arena, .faults = faults};
    struct person person = {0};
    for (size_t i = 0; i < count; i++) {
        const struct people_column *column = &people_columns[columns[i]];
        if (column->group == PEOPLE_PERSON)
            read_single(&row, column, cells[i].bytes, &person);
        else if (column->group == PEOPLE_LIST)
            read_list(&row, column, cells[i].bytes, &person);
    }
    read_group(&row, columns, cells, count, PEOPLE_AFFILIATION, &person);
    read_group(&row, columns, cells, count, PEOPLE_JOB, &person);
    if (row.failed)
        return STATUS_MEMORY;
    if (row.wrong)
        return STATUS_INVALID;
    *ret_person = person;
    return STATUS_OK;
}
