#include "api/store/store_people.h"

#include "api/store/lifecycle.h"
#include "api/store/store_group.h"
#include "api/store/store_load.h"
#include "api/store/store_step.h"
#include "api/wire/shape_json.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* ---- reading */

struct reading_work {
    const char *statement; /* gives ids, in order */
    const char *const *values;
    size_t value_count;
    struct arena *arena;
    struct person *people;
    size_t count;
};

static enum status read_people(struct store *store, void *context)
{
    struct reading_work *work = context;
    PGresult *ids = NULL;
    enum status status = query_run(store, work->statement, work->values, work->value_count, &ids);
    if (status != STATUS_OK)
        return status;
    status = load_people(store, ids, work->arena, &work->people, &work->count);
    PQclear(ids);
    return status;
}

static enum status read_one(struct store *store, const char *statement, const char *value,
                            struct arena *arena, struct person *ret_person)
{
    struct reading_work work = {statement, &value, 1, arena, NULL, 0};
    enum status status = store->in_transaction
                             ? read_people(store, &work)
                             : query_transaction(store, "begin_read", read_people, &work);
    if (status != STATUS_OK)
        return status;
    if (work.count == 0)
        return STATUS_NOT_FOUND;
    *ret_person = work.people[0];
    return STATUS_OK;
}

enum status store_person_get(struct store *store, const char *id, struct arena *arena,
                             struct person *ret_person)
{
    if (!store_id_valid(id))
        return STATUS_NOT_FOUND;
    return read_one(store, "person_id", id, arena, ret_person);
}

enum status store_person_find(struct store *store, const char *external_id, struct arena *arena,
                              struct person *ret_person)
{
    return read_one(store, "person_id_by_external_id", external_id, arena, ret_person);
}

enum status store_people_list(struct store *store, const struct people_page *page,
                              struct arena *arena, struct person **ret_people, size_t *ret_count)
{
    assert(page->limit >= 1 && page->limit <= STORE_PEOPLE_LIMIT_MAX);
    assert(page->role >= -1 && page->role < ROLE_COUNT);
    if (page->after != NULL && !store_id_valid(page->after))
        return STATUS_INVALID;
    struct query_number limit = query_number((int64_t)page->limit);
    const char *role = page->role < 0 ? NULL : person_role_words[page->role];
    const char *values[] = {page->after, role, page->text, limit.text, page->units};
    struct reading_work work = {"people_page", values, 5, arena, NULL, 0};
    enum status status = query_transaction(store, "begin_read", read_people, &work);
    if (status != STATUS_OK)
        return status;
    *ret_people = work.people;
    *ret_count = work.count;
    return STATUS_OK;
}

enum status store_people_count(struct store *store, const struct people_page *page,
                               int32_t *ret_count)
{
    assert(page->role >= -1 && page->role < ROLE_COUNT);
    const char *values[] = {page->role < 0 ? NULL : person_role_words[page->role], page->text,
                            page->units};
    PGresult *result = NULL;
    int64_t count = 0;
    enum status status = query_run(store, "people_count", values, 3, &result);
    if (status != STATUS_OK)
        return status;
    const char *cell = query_cell(result, 0, "people");
    if (text_to_int(cell, strlen(cell), 0, INT32_MAX, &count) != STATUS_OK)
        status = STATUS_BROKEN;
    else
        *ret_count = (int32_t)count;
    PQclear(result);
    return status;
}

/* ---- replacing */

struct replace_work {
    const struct deed *deed;
    const struct person_change *change;
    const char *json;  /* the person by person_shape */
    const char *lists; /* [{id, person}] for people_add_lists */
    struct faults *faults;
    int32_t version_new;
};

static enum status replace_row(struct store *store, struct replace_work *work)
{
    const char *id = work->change->person->id;
    struct query_number version = query_number(work->change->version);
    struct query_number now = query_number(work->deed->now);
    const char *values[] = {id, version.text, work->json, now.text};
    PGresult *result = NULL;
    int held = 0; /* so that what judges the seats they have taken begins when they stand still */
    enum status status = QUERY_DO(store, "person_hold", &held, id);
    if (status == STATUS_OK)
        status = query_run_faults(store, "person_replace", values, 4, work->faults, &result);
    if (status != STATUS_OK)
        return status;
    const char *cell = query_cell(result, 0, "version");
    const char *refused = query_cell(result, 0, "refused");
    bool exists = query_cell(result, 0, "exists")[0] == 't';
    int64_t version_new = 0;
    if (refused != NULL)
        (void)fault_add(work->faults, 0, "/seats", refused, "%s", lifecycle_refusal(refused));
    if (cell == NULL)
        status = exists ? STATUS_CONFLICT : STATUS_NOT_FOUND;
    else if (text_to_int(cell, strlen(cell), 1, INT32_MAX, &version_new) != STATUS_OK)
        status = STATUS_BROKEN;
    work->version_new = (int32_t)version_new;
    PQclear(result);
    return status;
}

static enum status replace_lists(struct store *store, struct replace_work *work)
{
    int rows = 0;
    char ids[STORE_ID_SIZE + 2];
    snprintf(ids, sizeof ids, "{%s}", work->change->person->id);
    enum status status = QUERY_DO(store, "people_clear_lists", &rows, ids);
    if (status != STATUS_OK)
        return status;
    PGresult *result = NULL;
    status = query_run_faults(store, "people_add_lists", &work->lists, 1, work->faults, &result);
    if (status == STATUS_OK)
        PQclear(result);
    return status;
}

static enum status record_change(struct store *store, const struct replace_work *work)
{
    const struct deed *deed = work->deed;
    struct query_number version = query_number(work->version_new);
    struct query_number now = query_number(deed->now);
    int rows = 0;
    return QUERY_DO(store, "audit_add", &rows, "person", work->change->person->id, version.text,
                    "change", NULL, actor_word(deed->actor.kind), deed->actor.id, deed->request_id,
                    now.text, work->change->fields);
}

/* Whom the rules of groups take by what they say now. */
static enum status derive_memberships(struct store *store, const struct replace_work *work)
{
    char ids[STORE_ID_SIZE + 2];
    struct group_count count;
    snprintf(ids, sizeof ids, "{%s}", work->change->person->id);
    const struct group_scope scope = {.people = ids};
    return store_group_derive(store, &scope, work->deed->now, &count);
}

static enum status replace(struct store *store, void *context)
{
    struct replace_work *work = context;
    enum status status = store_groups_beside(store);
    if (status == STATUS_OK)
        status = replace_row(store, work);
    if (status == STATUS_OK)
        status = replace_lists(store, work);
    if (status == STATUS_OK)
        status = derive_memberships(store, work);
    return status == STATUS_OK ? record_change(store, work) : status;
}

enum status store_person_replace(struct store *store, const struct deed *deed,
                                 const struct person_change *change, struct faults *faults,
                                 int32_t *ret_version)
{
    const struct person *person = change->person;
    if (person->id == NULL || !store_id_valid(person->id))
        return STATUS_NOT_FOUND;
    struct text json = {0};
    struct text list_json = {0};
    shape_to_json(&person_shape, person, 0, &json);
    text_addf(&list_json, "[{\"id\":\"%s\",\"person\":", person->id);
    text_add_bytes(&list_json, json.bytes, json.size);
    text_add(&list_json, "}]");
    enum status status = text_status(&list_json);
    if (status == STATUS_OK)
        status = text_status(&json);
    struct replace_work work = {deed, change, json.bytes, list_json.bytes, faults, 0};
    if (status == STATUS_OK)
        status = query_transaction(store, "begin_write", replace, &work);
    text_free(&json);
    text_free(&list_json);
    if (status == STATUS_OK)
        *ret_version = work.version_new;
    return status;
}
