#include "api/store/store_object.h"

#include "api/store/store_group.h"
#include "api/store/store_query.h"
#include "api/store/store_rows.h"
#include "api/store/store_status.h"
#include "api/wire/shape_json.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* The name of a kind's statement. */
struct statement {
    char name[64];
};

static struct statement statement_of(const struct object_kind *kind, const char *verb)
{
    struct statement statement;
    int size = snprintf(statement.name, sizeof statement.name, "%s_%s", kind->name, verb);
    assert(size > 0 && (size_t)size < sizeof statement.name);
    return statement;
}

static enum status cell_number(const PGresult *result, const char *column, int32_t *ret_number)
{
    const char *cell = query_cell(result, 0, column);
    int64_t number = 0;
    if (cell == NULL || text_to_int(cell, strlen(cell), 0, INT32_MAX, &number) != STATUS_OK)
        return STATUS_BROKEN;
    *ret_number = (int32_t)number;
    return STATUS_OK;
}

/* ---- reading */

static enum status fill_all(struct store *store, const char *name, const struct shape *shape,
                            const PGresult *result, struct arena *arena, void **ret_items)
{
    size_t count = (size_t)PQntuples(result);
    char *items = arena_array(arena, count, shape->size);
    if (items == NULL)
        return STATUS_MEMORY;
    struct rows_plan plan = rows_plan(result, shape);
    for (size_t i = 0; i < count; i++) {
        enum status status = rows_fill(&plan, result, (int)i, arena, items + i * shape->size);
        if (status != STATUS_OK)
            return link_fail(store, status, "%s: row %zu", name, i);
    }
    *ret_items = items;
    return STATUS_OK;
}

enum status store_object_get(struct store *store, const struct object_kind *kind, const char *id,
                             struct arena *arena, void *ret_object)
{
    if (!store_id_valid(id))
        return STATUS_NOT_FOUND;
    struct statement get = statement_of(kind, "get");
    PGresult *result = NULL;
    enum status status = QUERY(store, get.name, &result, id);
    if (status != STATUS_OK)
        return status;
    void *object = NULL;
    status = PQntuples(result) == 0
                 ? STATUS_NOT_FOUND
                 : fill_all(store, get.name, kind->shape, result, arena, &object);
    PQclear(result);
    if (status == STATUS_OK)
        memcpy(ret_object, object, kind->shape->size);
    return status;
}

enum status store_object_page(struct store *store, const struct object_kind *kind,
                              const struct object_page *page, struct arena *arena, void **ret_items,
                              size_t *ret_count)
{
    assert(page->limit >= 1 && page->limit <= STORE_OBJECT_LIMIT_MAX);
    if (page->after != NULL && !store_id_valid(page->after))
        return STATUS_INVALID;
    struct statement statement = statement_of(kind, "page");
    struct query_number limit = query_number((int64_t)page->limit);
    PGresult *result = NULL;
    enum status status = QUERY(store, statement.name, &result, page->after, limit.text, page->party,
                               page->filters, page->units);
    if (status != STATUS_OK)
        return status;
    size_t count = (size_t)PQntuples(result);
    status = fill_all(store, statement.name, kind->shape, result, arena, ret_items);
    PQclear(result);
    if (status == STATUS_OK)
        *ret_count = count;
    return status;
}

enum status store_object_count(struct store *store, const struct object_kind *kind,
                               const struct object_page *page, int32_t *ret_count)
{
    struct statement statement = statement_of(kind, "count");
    PGresult *result = NULL;
    enum status status =
        QUERY(store, statement.name, &result, page->party, page->filters, page->units);
    if (status != STATUS_OK)
        return status;
    status = cell_number(result, "count", ret_count);
    PQclear(result);
    return status;
}

/* ---- writing */

/* Members that are ids, which SQL casts: told here in words of ours, with their place. */
static enum status check_ids(const struct shape *shape, const void *object, struct faults *faults)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < shape->field_count; i++) {
        const struct shape_field *field = &shape->fields[i];
        bool is_id = field->type == SHAPE_TEXT && field->min == STORE_ID_SIZE - 1 &&
                     field->max == STORE_ID_SIZE - 1;
        const char *id = is_id ? *(const char *const *)shape_at(object, field) : NULL;
        char where[80];
        (void)snprintf(where, sizeof where, "/%s", field->name);
        if (id != NULL && !store_id_valid(id))
            status = fault_add(faults, 0, where, "bad_id",
                               "must be an id such as 01890a5d-ac96-774b-bcce-b302099a8057");
    }
    return status;
}

/* Runs a statement that writes the object: values are complete but for the object's JSON, at
 * json_index. What refers to something that is not there is INVALID, not a CONFLICT. */
static enum status write_object(struct store *store, const struct object_kind *kind,
                                const char *verb, const char **values, size_t count,
                                size_t json_index, const void *object, struct faults *faults,
                                PGresult **ret_result)
{
    enum status status = check_ids(kind->shape, object, faults);
    if (status != STATUS_OK)
        return status;
    struct statement statement = statement_of(kind, verb);
    struct text json = {0};
    shape_to_json(kind->shape, object, 0, &json);
    status = text_status(&json);
    values[json_index] = json.bytes;
    if (status == STATUS_OK)
        status = query_run_faults(store, statement.name, values, count, faults, ret_result);
    text_free(&json);
    bool dangling =
        status == STATUS_CONFLICT && strcmp(store->sqlstate, FOREIGN_KEY_VIOLATION) == 0;
    return dangling ? STATUS_INVALID : status;
}

/* OK when the statement refused nothing. */
static enum status check_refusal(const PGresult *result, struct faults *faults)
{
    const char *word = query_cell(result, 0, "refused");
    if (word == NULL)
        return STATUS_OK;
    (void)fault_add(faults, 0, "", word, "%s", lifecycle_refusal(word));
    return STATUS_CONFLICT;
}

enum status store_object_record(struct store *store, const struct deed *deed, const char *object,
                                const char *id, int32_t version, const char *event,
                                const char *to_state)
{
    struct query_number version_text = query_number(version);
    struct query_number now = query_number(deed->now);
    int rows = 0;
    return QUERY_DO(store, "audit_add", &rows, object, id, version_text.text, event, to_state,
                    actor_word(deed->actor.kind), deed->actor.id, deed->request_id, now.text, NULL);
}

/* A member that is an id; NULL when it is absent, or none. (An id that is none is told where all
 * ids are: write_object.) */
static const char *id_member(const struct object_kind *kind, const void *object, const char *member)
{
    const struct shape_field *field = shape_find(kind->shape, member, strlen(member));
    const char *id = field == NULL ? NULL : *(const char *const *)shape_at(object, field);
    return id != NULL && store_id_valid(id) ? id : NULL;
}

/* What begins in a programme takes its deadline from it: the programme stays as it is meanwhile. A
 * consent supersedes the person's last one: one of them at a time. What is added to a round is made
 * of its pairs and its state, which stand still. */
static enum status hold_for_new(struct store *store, const struct object_kind *kind,
                                const void *object)
{
    const char *programme_id = id_member(kind, object, "programme_id");
    const char *round_id = id_member(kind, object, "round_id");
    const char *person_id =
        strcmp(kind->name, "consent") == 0 ? id_member(kind, object, "person_id") : NULL;
    int rows = 0;
    enum status status = STATUS_OK;
    if (programme_id != NULL)
        status = QUERY_DO(store, "programme_share", &rows, programme_id);
    if (status == STATUS_OK && round_id != NULL)
        status = QUERY_DO(store, "round_hold", &rows, round_id);
    if (status == STATUS_OK && person_id != NULL)
        status = QUERY_DO(store, "person_hold", &rows, person_id);
    return status;
}

/* Where a new one stands: where all begin, or where its statement says. */
static const char *first_state(const struct lifecycle *lifecycle, const PGresult *result)
{
    if (lifecycle == NULL)
        return NULL;
    for (const struct lifecycle_state *at = lifecycle->states;
         at->word != NULL && PQfnumber(result, "state") >= 0; at++)
        if (strcmp(at->word, query_cell(result, 0, "state")) == 0)
            return at->word;
    return lifecycle->states[0].word;
}

enum status store_object_add(struct store *store, const struct deed *deed,
                             const struct object_kind *kind, const char *id, const void *object,
                             struct faults *faults)
{
    struct query_number now = query_number(deed->now);
    const char *values[] = {id, NULL, now.text};
    PGresult *result = NULL;
    enum status status = hold_for_new(store, kind, object);
    if (status == STATUS_OK)
        status = write_object(store, kind, "add", values, 3, 1, object, faults, &result);
    if (status != STATUS_OK)
        return status;
    status = check_refusal(result, faults);
    const char *state =
        status == STATUS_OK ? first_state(lifecycle_find(kind->name), result) : NULL;
    PQclear(result);
    if (status != STATUS_OK)
        return status;
    return store_object_record(store, deed, kind->name, id, 1, "create", state);
}

static enum status replaced_version(const PGresult *result, struct faults *faults,
                                    int32_t *ret_version)
{
    if (query_cell(result, 0, "exists")[0] != 't')
        return STATUS_NOT_FOUND;
    enum status status = check_refusal(result, faults);
    if (status != STATUS_OK)
        return status;
    if (query_cell(result, 0, "version") == NULL)
        return STATUS_CONFLICT;
    return cell_number(result, "version", ret_version);
}

/* What runs in a programme follows its last day (programme_replace.sql): steps end first. What
 * steps move is locked as they do it: the statement that judges it begins when it stands still. A
 * group is recomputed when it was changed, and what that keeps off is kept off before any row. */
static enum status hold(struct store *store, const struct object_kind *kind, const char *id)
{
    int rows = 0;
    struct statement lock = statement_of(kind, "lock");
    if (lifecycle_find(kind->name) != NULL)
        return QUERY_DO(store, lock.name, &rows, id, "change", NULL);
    if (strcmp(kind->name, "programme") == 0)
        return QUERY_DO(store, lock.name, &rows, id);
    if (strcmp(kind->name, "member_group") == 0)
        return store_groups_alone(store);
    return STATUS_OK;
}

enum status store_object_replace(struct store *store, const struct deed *deed,
                                 const struct object_kind *kind, const char *id, int32_t version,
                                 const void *object, struct faults *faults, int32_t *ret_version)
{
    if (!store_id_valid(id))
        return STATUS_NOT_FOUND;
    struct query_number now = query_number(deed->now);
    struct query_number version_text = query_number(version);
    const char *values[] = {id, version_text.text, NULL, now.text};
    PGresult *result = NULL;
    int32_t version_new = 0;
    enum status status = hold(store, kind, id);
    if (status == STATUS_OK)
        status = write_object(store, kind, "replace", values, 4, 2, object, faults, &result);
    if (status != STATUS_OK)
        return status;
    status = replaced_version(result, faults, &version_new);
    PQclear(result);
    if (status == STATUS_OK)
        status = store_object_record(store, deed, kind->name, id, version_new, "change", NULL);
    if (status == STATUS_OK)
        *ret_version = version_new;
    return status;
}
