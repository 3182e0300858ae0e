#include "api/store/store_run_file.h"

#include "api/store/store_query.h"
#include "scoring/base/arena.h"
#include "scoring/base/text.h"

static enum status add_bytes(const char *cell, struct text *text)
{
    size_t size = 0;
    unsigned char *bytes = PQunescapeBytea((const unsigned char *)cell, &size);
    if (bytes == NULL)
        return STATUS_MEMORY;
    text_add_bytes(text, (const char *)bytes, size);
    PQfreemem(bytes);
    return text_status(text);
}

enum status store_run_file(struct store *store, const char *run_id, const char *name,
                           struct text *text)
{
    PGresult *result = NULL;
    if (!store_id_valid(run_id))
        return STATUS_NOT_FOUND;
    enum status status = QUERY(store, "run_file_get", &result, run_id, name);
    if (status != STATUS_OK)
        return status;
    status =
        PQntuples(result) == 0 ? STATUS_NOT_FOUND : add_bytes(query_cell(result, 0, "bytes"), text);
    PQclear(result);
    return status;
}

static enum status copy_people(const PGresult *result, struct arena *arena,
                               struct alias_list *ret_list)
{
    size_t count = (size_t)PQntuples(result);
    struct alias *items = arena_array(arena, count, sizeof *items);
    if (items == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < count; i++) {
        items[i].alias = arena_strdup(arena, query_cell(result, (int)i, "alias"));
        items[i].person_id = arena_strdup(arena, query_cell(result, (int)i, "person_id"));
        if (items[i].alias == NULL || items[i].person_id == NULL)
            return STATUS_MEMORY;
    }
    *ret_list = (struct alias_list){items, count};
    return STATUS_OK;
}

enum status store_run_people(struct store *store, const char *run_id, struct arena *arena,
                             struct alias_list *ret_list)
{
    PGresult *result = NULL;
    if (!store_id_valid(run_id))
        return STATUS_NOT_FOUND;
    enum status status = QUERY(store, "run_people", &result, run_id);
    if (status == STATUS_OK)
        status = copy_people(result, arena, ret_list);
    PQclear(result);
    return status;
}
