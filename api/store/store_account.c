#include "api/store/store_account.h"

#include "api/store/store_object.h"
#include "api/store/store_query.h"
#include "scoring/base/text.h"

#include <string.h>

const char *const account_role_words[] = {
#define ACCOUNT_ROLE_WORD(name, word) word,
    ACCOUNT_ROLES(ACCOUNT_ROLE_WORD)
#undef ACCOUNT_ROLE_WORD
        NULL};
const char *const staff_role_words[] = {"teacher", "coordinator", "career_centre", "admin", NULL};

enum status store_home(struct store *store, const char *kind, const char *id, struct home *ret_home)
{
    struct home home = {.count = 0};
    if (!store_id_valid(id)) {
        *ret_home = home;
        return STATUS_OK;
    }
    PGresult *result = NULL;
    enum status status = QUERY(store, "home_path", &result, kind, id);
    if (status != STATUS_OK)
        return status;
    for (int row = 0; row < PQntuples(result) && home.count < HOME_UNITS_MAX; row++)
        memcpy(home.unit_ids[home.count++], query_cell(result, row, "id"), STORE_ID_SIZE);
    PQclear(result);
    *ret_home = home;
    return STATUS_OK;
}

enum status store_appointment_end(struct store *store, const struct deed *deed, const char *id)
{
    struct query_number now = query_number(deed->now);
    PGresult *result = NULL;
    int64_t version = 0;
    enum status status = QUERY(store, "appointment_end", &result, id, now.text);
    if (status != STATUS_OK)
        return status;
    const char *cell = PQntuples(result) == 0 ? NULL : query_cell(result, 0, "version");
    if (cell != NULL && text_to_int(cell, strlen(cell), 1, INT32_MAX, &version) != STATUS_OK)
        status = STATUS_BROKEN;
    PQclear(result);
    if (status != STATUS_OK || cell == NULL)
        return status;
    return store_object_record(store, deed, "appointment", id, (int32_t)version, "end", NULL);
}

bool grant_covers(const struct grant *grant, const struct home *home)
{
    bool covers = grant->unit_id[0] == '\0';
    for (size_t i = 0; i < home->count && !covers; i++)
        covers = strcmp(grant->unit_id, home->unit_ids[i]) == 0;
    return covers;
}
