#include "api/store/store_policy.h"

#include "api/store/store_query.h"

enum status store_policy_keep(struct store *store, int64_t interest_years)
{
    struct query_number years = query_number(interest_years);
    PGresult *result = NULL;
    enum status status = QUERY(store, "policy_keep", &result, years.text);
    if (status == STATUS_OK)
        PQclear(result);
    return status;
}
