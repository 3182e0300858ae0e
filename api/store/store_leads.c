#include "api/store/store_leads.h"

#include "api/store/store_query.h"
#include "api/store/store_rows.h"
#include "api/wire/internship.h"
#include "scoring/base/arena.h"

static enum status fill_leads(struct store *store, const PGresult *result, struct arena *arena,
                              struct internship_lead **ret_leads, size_t *ret_count)
{
    size_t count = (size_t)PQntuples(result);
    struct internship_lead *leads = arena_array(arena, count, sizeof *leads);
    if (leads == NULL)
        return STATUS_MEMORY;
    struct rows_plan plan = rows_plan(result, &internship_lead_shape);
    for (size_t i = 0; i < count; i++) {
        enum status status = rows_fill(&plan, result, (int)i, arena, &leads[i]);
        if (status != STATUS_OK)
            return link_fail(store, status, "internship_lead_open: row %zu", i);
    }
    *ret_leads = leads;
    *ret_count = count;
    return STATUS_OK;
}

enum status store_leads_open(struct store *store, store_time now, struct arena *arena,
                             struct internship_lead **ret_leads, size_t *ret_count)
{
    struct query_number time = query_number(now);
    struct query_number limit = query_number(STORE_LEADS_MAX);
    PGresult *result = NULL;
    enum status status = QUERY(store, "internship_lead_open", &result, time.text, limit.text);
    if (status != STATUS_OK)
        return status;
    status = fill_leads(store, result, arena, ret_leads, ret_count);
    PQclear(result);
    return status;
}
