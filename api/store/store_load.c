#include "api/store/store_load.h"

#include "api/store/store_rows.h"
#include "scoring/base/arena.h"
#include "scoring/base/text.h"

#include <assert.h>
#include <string.h>

/* Enough that PostgreSQL scanning a table for each batch of a full load costs little. */
#define PEOPLE_AT_ONCE 10000

/* Where the rows of a statement go. All are in order of person_id; a row per list, and the rows of
 * one person's list stand together, in the list's order. */
struct list_row {
    const char *statement;
    const char *list_name;    /* what its column list_name must say; NULL: there is none */
    const struct shape *item; /* one item of the list */
    size_t items_offset;      /* of the pointer in struct person */
    size_t count_offset;
};
#define LIST(statement, list_name, item, member)                                                   \
    {                                                                                              \
        statement, list_name, &(item), offsetof(struct person, member),                            \
            offsetof(struct person, member##_count)                                                \
    }

/* Rows of one statement stand together. A new list: its table, its statement and a row here. */
static const struct list_row lists[] = {
    LIST("affiliations_of", NULL, affiliation_shape, affiliations),
    LIST("employments_of", NULL, employment_shape, employments),
    LIST("language_skills_of", NULL, language_skill_shape, languages),
    LIST("wishes_of", "fields", reading_shape, wishes.fields),
    LIST("wishes_of", "occupations", reading_shape, wishes.occupations),
    LIST("wishes_of", "industries", reading_shape, wishes.industries),
    LIST("wishes_of", "places", reading_shape, wishes.places),
    LIST("condition_fields_of", NULL, reading_shape, conditions.fields),
    LIST("condition_languages_of", NULL, language_skill_shape, conditions.languages),
};
#define LIST_COUNT SHAPE_COUNT(lists)

/* The people being loaded, in order of id. */
struct batch {
    struct store *store;
    struct arena *arena;
    struct person *people;
    size_t count;
};

static bool same_statement(const struct list_row *list, const struct list_row *first)
{
    return list < lists + LIST_COUNT && strcmp(list->statement, first->statement) == 0;
}

static const struct list_row *list_named(const struct list_row *first, const char *name)
{
    const struct list_row *list = first;
    if (list->list_name == NULL)
        return list;
    while (same_statement(list, first) && strcmp(list->list_name, name) != 0)
        list++;
    return same_statement(list, first) ? list : NULL;
}

static const char *list_name_at(const PGresult *result, int row, int column)
{
    return column < 0 ? "" : PQgetvalue(result, row, column);
}

/* The first row after `row` that is of another list or another person. */
static int list_end(const PGresult *result, int row, int person_column, int name_column)
{
    int end = row + 1;
    while (end < PQntuples(result) &&
           strcmp(PQgetvalue(result, end, person_column), PQgetvalue(result, row, person_column)) ==
               0 &&
           strcmp(list_name_at(result, end, name_column), list_name_at(result, row, name_column)) ==
               0)
        end++;
    return end;
}

static enum status fill_list(const struct list_row *list, const struct rows_plan *plan,
                             const PGresult *result, int row, int end, struct arena *arena,
                             struct person *person)
{
    size_t count = (size_t)(end - row);
    char *items = arena_array(arena, count, list->item->size);
    if (items == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < count; i++) {
        enum status status =
            rows_fill(plan, result, row + (int)i, arena, items + i * list->item->size);
        if (status != STATUS_OK)
            return status;
    }
    *(void **)((char *)person + list->items_offset) = items;
    *(size_t *)(void *)((char *)person + list->count_offset) = count;
    return STATUS_OK;
}

/* Rows and people are both in order of id, so one walk finds each row's person. */
static enum status fill_lists(struct batch *batch, const struct list_row *first,
                              const PGresult *result)
{
    struct rows_plan plan = rows_plan(result, first->item);
    int person_column = PQfnumber(result, "person_id");
    int name_column = PQfnumber(result, "list_name");
    size_t person = 0;
    int end = 0;
    for (int row = 0; row < PQntuples(result); row = end) {
        end = list_end(result, row, person_column, name_column);
        const char *id = PQgetvalue(result, row, person_column);
        while (person < batch->count && strcmp(batch->people[person].id, id) < 0)
            person++;
        const struct list_row *list = list_named(first, list_name_at(result, row, name_column));
        if (list == NULL || person == batch->count || strcmp(batch->people[person].id, id) != 0)
            return link_fail(batch->store, STATUS_BROKEN, "%s: a row of nobody asked for",
                             first->statement);
        enum status status =
            fill_list(list, &plan, result, row, end, batch->arena, &batch->people[person]);
        if (status != STATUS_OK)
            return link_fail(batch->store, status, "%s: row %d", first->statement, row);
    }
    return STATUS_OK;
}

static enum status fill_people(struct batch *batch, const PGresult *result)
{
    struct rows_plan plan = rows_plan(result, &person_shape);
    if ((size_t)PQntuples(result) != batch->count)
        return link_fail(batch->store, STATUS_BROKEN, "people_by_ids: %d instead of %zu people",
                         PQntuples(result), batch->count);
    for (size_t i = 0; i < batch->count; i++) {
        enum status status = rows_fill(&plan, result, (int)i, batch->arena, &batch->people[i]);
        if (status != STATUS_OK)
            return link_fail(batch->store, status, "people_by_ids: row %zu", i);
    }
    return STATUS_OK;
}

static enum status load_lists(struct batch *batch, const char *ids)
{
    for (size_t i = 0; i < LIST_COUNT; i++) {
        if (i > 0 && same_statement(&lists[i], &lists[i - 1]))
            continue; /* its rows came with the first list's */
        PGresult *result = NULL;
        enum status status = QUERY(batch->store, lists[i].statement, &result, ids);
        if (status != STATUS_OK)
            return status;
        status = fill_lists(batch, &lists[i], result);
        PQclear(result);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static enum status load_batch(struct batch *batch, const char *ids)
{
    PGresult *result = NULL;
    enum status status = QUERY(batch->store, "people_by_ids", &result, ids);
    if (status != STATUS_OK)
        return status;
    status = fill_people(batch, result);
    PQclear(result);
    return status == STATUS_OK ? load_lists(batch, ids) : status;
}

/* "{id,id,…}", as PostgreSQL reads an array. */
static void write_ids(const PGresult *ids, int from, int to, struct text *text)
{
    text_clear(text);
    for (int i = from; i < to; i++) {
        text_add_char(text, i == from ? '{' : ',');
        text_add(text, query_cell(ids, i, "id"));
    }
    text_add_char(text, '}');
}

enum status load_people(struct store *store, const PGresult *ids, struct arena *arena,
                        struct person **ret_people, size_t *ret_count)
{
    int total = PQntuples(ids);
    struct person *people = arena_array(arena, (size_t)total, sizeof *people);
    if (people == NULL)
        return STATUS_MEMORY;
    struct text text = {0};
    enum status status = STATUS_OK;
    for (int from = 0; from < total && status == STATUS_OK; from += PEOPLE_AT_ONCE) {
        int to = total - from > PEOPLE_AT_ONCE ? from + PEOPLE_AT_ONCE : total;
        struct batch batch = {store, arena, people + from, (size_t)(to - from)};
        write_ids(ids, from, to, &text);
        status = text_status(&text);
        if (status == STATUS_OK)
            status = load_batch(&batch, text.bytes);
    }
    text_free(&text);
    if (status != STATUS_OK)
        return status;
    *ret_people = people;
    *ret_count = (size_t)total;
    return STATUS_OK;
}
