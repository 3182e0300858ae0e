#include "api/store/store.h"

#include "api/store/store_query.h"
#include "scoring/base/faults.h"

enum status store_ping(struct store *store)
{
    int rows = 0;
    return query_do(store, "ping", NULL, 0, &rows);
}

enum status store_check_safety(struct store *store, struct faults *faults)
{
    PGresult *result = NULL;
    enum status status = query_run(store, "safety", NULL, 0, &result);
    if (status != STATUS_OK)
        return status;
    for (int row = 0; row < PQntuples(result); row++) {
        const char *name = query_cell(result, row, "name");
        status = fault_add(faults, 0, name, "unsafe_setting",
                           "PostgreSQL's setting %s is off: a crash could lose what was confirmed",
                           name);
    }
    PQclear(result);
    return status;
}
