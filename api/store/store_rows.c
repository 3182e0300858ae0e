#include "api/store/store_rows.h"

#include "api/wire/shape_json.h"
#include "scoring/base/arena.h"
#include "scoring/base/date.h"
#include "scoring/base/faults.h"
#include "scoring/base/moment.h"
#include "scoring/base/text.h"

#include <assert.h>
#include <string.h>

/* ---- the plan */

static bool is_prefix(const char *prefix, const char *name)
{
    size_t size = strlen(prefix);
    return strncmp(prefix, name, size) == 0 && name[size] == '_';
}

static struct rows_column column_of(const struct shape *shape, const char *name, size_t offset)
{
    const struct shape_field *field = shape_find(shape, name, strlen(name));
    if (field != NULL)
        return (struct rows_column){field, offset};
    for (size_t i = 0; i < shape->field_count; i++) {
        field = &shape->fields[i];
        if (field->type == SHAPE_OBJECT && is_prefix(field->name, name))
            return column_of(field->item, name + strlen(field->name) + 1, offset + field->offset);
    }
    return (struct rows_column){NULL, 0};
}

struct rows_plan rows_plan(const PGresult *result, const struct shape *shape)
{
    struct rows_plan plan = {.count = PQnfields(result)};
    assert(plan.count <= ROWS_COLUMNS_MAX);
    for (int i = 0; i < plan.count; i++)
        plan.columns[i] = column_of(shape, PQfname(result, i), 0);
    return plan;
}

/* ---- cells */

static enum status fill_text(const char *cell, size_t size, struct arena *arena, void *target)
{
    const char *copy = arena_copy(arena, cell, size);
    if (copy == NULL)
        return STATUS_MEMORY;
    *(const char **)target = copy;
    return STATUS_OK;
}

static enum status fill_int(const char *cell, size_t size, void *target)
{
    int64_t value = 0;
    if (text_to_int(cell, size, INT32_MIN, INT32_MAX, &value) != STATUS_OK)
        return STATUS_BROKEN;
    *(int32_t *)target = (int32_t)value;
    return STATUS_OK;
}

static enum status fill_word(const struct shape_field *field, const char *cell, size_t size,
                             void *target)
{
    int32_t word = shape_word_index(field->words, cell, size);
    if (word < 0)
        return STATUS_BROKEN;
    *(int32_t *)target = word;
    return STATUS_OK;
}

static enum status fill_time(const char *cell, size_t size, void *target)
{
    int64_t value = 0;
    if (text_to_int(cell, size, 0, MOMENT_MAX, &value) != STATUS_OK)
        return STATUS_BROKEN;
    *(moment *)target = value;
    return STATUS_OK;
}

/* jsonb that this server wrote by the same shape. */
static enum status fill_json(const struct shape_field *field, const char *cell, size_t size,
                             struct arena *arena, void *base)
{
    struct faults faults = faults_in(arena);
    enum status status =
        shape_field_from_json(field, DECODE_STORED, cell, size, arena, &faults, base);
    return status == STATUS_OK || status == STATUS_MEMORY ? status : STATUS_BROKEN;
}

static enum status fill_cell(const struct shape_field *field, const char *cell, size_t size,
                             struct arena *arena, void *base)
{
    void *target = (char *)base + field->offset;
    switch (field->type) {
    case SHAPE_TEXT: return fill_text(cell, size, arena, target);
    case SHAPE_INT: return fill_int(cell, size, target);
    case SHAPE_BOOL: *(bool *)target = cell[0] == 't'; return STATUS_OK;
    case SHAPE_DATE: return date_parse(cell, size, target) == STATUS_OK ? STATUS_OK : STATUS_BROKEN;
    case SHAPE_TIME: return fill_time(cell, size, target);
    case SHAPE_WORD: return fill_word(field, cell, size, target);
    case SHAPE_OBJECT:
    case SHAPE_LIST:
    case SHAPE_TEXTS: return fill_json(field, cell, size, arena, base);
    }
    return STATUS_BROKEN;
}

enum status rows_fill(const struct rows_plan *plan, const PGresult *result, int row,
                      struct arena *arena, void *ret_struct)
{
    for (int i = 0; i < plan->count; i++) {
        const struct rows_column *column = &plan->columns[i];
        if (column->field == NULL || PQgetisnull(result, row, i))
            continue;
        enum status status = fill_cell(column->field, PQgetvalue(result, row, i),
                                       (size_t)PQgetlength(result, row, i), arena,
                                       (char *)ret_struct + column->offset);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}
