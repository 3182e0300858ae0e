#include "api/store/store_role.h"

#include "api/store/store_query.h"
#include "scoring/base/shape.h"

#include <string.h>

enum status store_role(struct store *store, const char *id, enum person_role *ret_role)
{
    PGresult *result = NULL;
    if (!store_id_valid(id))
        return STATUS_NOT_FOUND;
    enum status status = QUERY(store, "person_role", &result, id);
    if (status != STATUS_OK)
        return status;
    const char *word = PQntuples(result) == 0 ? NULL : query_cell(result, 0, "role");
    int32_t role = word == NULL ? -1 : shape_word_index(person_role_words, word, strlen(word));
    status = word == NULL ? STATUS_NOT_FOUND : role < 0 ? STATUS_BROKEN : STATUS_OK;
    if (status == STATUS_OK)
        *ret_role = (enum person_role)role;
    PQclear(result);
    return status;
}

enum status store_role_teaches(struct store *store, const char *id, bool *ret_teaches)
{
    int rows = 0;
    enum status status =
        store_id_valid(id) ? QUERY_DO(store, "person_teaches", &rows, id) : STATUS_OK;
    if (status == STATUS_OK)
        *ret_teaches = rows > 0;
    return status;
}
