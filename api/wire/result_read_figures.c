#include "api/wire/result_reader.h"

static void read_percentiles(struct result_reader *reader, const struct json_place *place,
                             const json_t *value, void *base)
{
    result_reader_object(reader, place, value, &result_numbers_percentiles, NULL, base);
}

/* A list of objects of numbers; NULL, and ret_count as it was, when at fault. */
static void *read_rows(struct result_reader *reader, const struct json_place *place,
                       const json_t *value, const struct result_numbers *numbers, size_t row_size,
                       size_t *ret_count)
{
    char *rows = result_reader_list(reader, place, value, row_size);
    if (rows == NULL)
        return NULL;
    *ret_count = json_array_size(value);
    for (size_t i = 0; i < *ret_count; i++) {
        struct json_place item = {.parent = place, .index = i};
        result_reader_object(reader, &item, json_array_get(value, i), numbers, NULL,
                             rows + i * row_size);
    }
    return rows;
}

static void read_loads(struct result_reader *reader, const struct json_place *place,
                       const json_t *value, void *base)
{
    struct figures *figures = base;
    figures->loads = read_rows(reader, place, value, &result_numbers_load, sizeof(struct load),
                               &figures->loads_count);
}

static void read_wishes(struct result_reader *reader, const struct json_place *place,
                        const json_t *value, void *base)
{
    struct figures *figures = base;
    figures->wishes = read_rows(reader, place, value, &result_numbers_wish,
                                sizeof(struct wish_count), &figures->wishes_count);
}

void result_read_figures(struct result_reader *reader, const struct json_place *place,
                         const json_t *value, void *base)
{
    static const struct result_member members[] = {{"percentiles_bp", ALWAYS, read_percentiles},
                                                   {"loads", ALWAYS, read_loads},
                                                   {"wishes", ALWAYS, read_wishes},
                                                   {NULL, ALWAYS, NULL}};
    result_reader_object(reader, place, value, &result_numbers_figures, members,
                         &((struct result *)base)->figures);
}

static void read_differ(struct result_reader *reader, const struct json_place *place,
                        const json_t *value, void *base)
{
    struct stability *stability = base;
    uint32_t *differ = result_reader_list(reader, place, value, sizeof *differ);
    if (differ == NULL)
        return;
    stability->differ = differ;
    stability->differ_count = json_array_size(value);
    for (size_t i = 0; i < stability->differ_count; i++) {
        struct json_place item = {.parent = place, .index = i};
        if (result_reader_who(reader, &item, json_array_get(value, i), &reader->students,
                              &differ[i]) &&
            i > 0 && differ[i] <= differ[i - 1])
            result_reader_tell_order(reader, &item);
    }
}

void result_read_stability(struct result_reader *reader, const struct json_place *place,
                           const json_t *value, void *base)
{
    static const struct result_member members[] = {{"differ", ALWAYS, read_differ},
                                                   {NULL, ALWAYS, NULL}};
    struct stability *stability = &((struct result *)base)->stability;
    stability->told = true;
    result_reader_object(reader, place, value, &result_numbers_stability, members, stability);
}
