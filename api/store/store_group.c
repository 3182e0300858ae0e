#include "api/store/store_group.h"

#include "api/store/store_query.h"
#include "api/store/store_rows.h"
#include "scoring/base/arena.h"

#include <string.h>

#define GROUPS_LOCK "118049275213573" /* beside SEALER_LOCK and the others */
#define FEW_SIZE    ((size_t)100 * STORE_ID_SIZE)

static enum status hold(struct store *store, const char *statement)
{
    int rows = 0;
    return QUERY_DO(store, statement, &rows, GROUPS_LOCK);
}

enum status store_groups_beside(struct store *store)
{
    return hold(store, "groups_beside");
}

enum status store_groups_alone(struct store *store)
{
    return hold(store, "groups_alone");
}

enum status store_group_words(struct store *store, const char *group_id, const char *codes)
{
    int rows = 0;
    return QUERY_DO(store, "group_words", &rows, group_id, codes);
}

enum status store_group_derive(struct store *store, const struct group_scope *scope, store_time now,
                               struct group_count *ret_count)
{
    struct query_number now_text = query_number(now);
    struct query_number limit = query_number(scope->limit);
    bool few = scope->people != NULL && strlen(scope->people) < FEW_SIZE;
    PGresult *result = NULL;
    int rows = 0;
    enum status status = QUERY_DO(store, "groups_plan", &rows, few ? "t" : "f");
    if (status == STATUS_OK)
        status = QUERY(store, "membership_derive", &result, scope->group_id, scope->people,
                       now_text.text, scope->limit == 0 ? NULL : limit.text);
    if (status != STATUS_OK)
        return status;
    struct rows_plan plan = rows_plan(result, &group_count_shape);
    status = rows_fill(&plan, result, 0, NULL, ret_count);
    PQclear(result);
    return status;
}

/* ---- the directory */

static enum status take_texts(const PGresult *result, const char *column, struct arena *arena,
                              const char *const **ret_texts, size_t *ret_count)
{
    size_t count = (size_t)PQntuples(result);
    const char **texts = arena_array(arena, count, sizeof *texts);
    if (texts == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < count; i++)
        if ((texts[i] = arena_strdup(arena, query_cell(result, (int)i, column))) == NULL)
            return STATUS_MEMORY;
    *ret_texts = texts;
    *ret_count = count;
    return STATUS_OK;
}

enum status store_group_members(struct store *store, const char *group_id, const char *after,
                                size_t limit, struct arena *arena, const char *const **ret_ids,
                                size_t *ret_count)
{
    struct query_number limit_text = query_number((int64_t)limit);
    PGresult *result = NULL;
    enum status status = QUERY(store, "group_members", &result, group_id, after, limit_text.text);
    if (status != STATUS_OK)
        return status;
    status = take_texts(result, "person_id", arena, ret_ids, ret_count);
    PQclear(result);
    return status;
}

enum status store_unit_names(struct store *store, const char *unit_id, struct arena *arena,
                             const char *const **ret_names, size_t *ret_count)
{
    PGresult *result = NULL;
    enum status status = QUERY(store, "unit_names", &result, unit_id);
    if (status != STATUS_OK)
        return status;
    status = take_texts(result, "name", arena, ret_names, ret_count);
    PQclear(result);
    return status;
}
