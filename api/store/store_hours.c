#include "api/store/store_hours.h"

#include "api/store/store_query.h"
#include "api/store/store_rows.h"
#include "scoring/base/arena.h"

/* One row of NULLs stands for no year at all. */
static enum status fill_years(struct store *store, const PGresult *result, struct arena *arena,
                              struct hours_list *ret_list)
{
    size_t count = query_cell(result, 0, "year") == NULL ? 0 : (size_t)PQntuples(result);
    struct hours_year *years = arena_array(arena, count, sizeof *years);
    if (years == NULL)
        return STATUS_MEMORY;
    struct rows_plan plan = rows_plan(result, &hours_year_shape);
    for (size_t i = 0; i < count; i++) {
        enum status status = rows_fill(&plan, result, (int)i, arena, &years[i]);
        if (status != STATUS_OK)
            return link_fail(store, status, "hours_of: row %zu", i);
    }
    *ret_list = (struct hours_list){years, count};
    return STATUS_OK;
}

enum status store_hours_get(struct store *store, const char *person_id, struct arena *arena,
                            struct hours_list *ret_list)
{
    if (!store_id_valid(person_id))
        return STATUS_NOT_FOUND;
    PGresult *result = NULL;
    enum status status = QUERY(store, "hours_of", &result, person_id);
    if (status != STATUS_OK)
        return status;
    status = PQntuples(result) == 0 ? STATUS_NOT_FOUND : fill_years(store, result, arena, ret_list);
    PQclear(result);
    return status;
}
