#include "api/store/store_export.h"

#include "api/store/store_query.h"
#include "scoring/base/text.h"

#include <string.h>

/* The person first: NULL, and there is nobody to tell about. */
static enum status add_sections(const PGresult *result, struct text *text)
{
    if (PQntuples(result) == 0 || query_cell(result, 0, "items") == NULL)
        return STATUS_NOT_FOUND;
    for (int i = 0; i < PQntuples(result); i++) {
        const char *items = query_cell(result, i, "items");
        text_addf(text, "%c\"%s\":", i == 0 ? '{' : ',', query_cell(result, i, "section"));
        text_add(text, items == NULL ? "[]" : items);
    }
    text_add_char(text, '}');
    return text_status(text);
}

enum status store_export(struct store *store, const char *id, struct text *text)
{
    PGresult *result = NULL;
    struct query_number rows = query_number(EXPORT_ROWS_MAX);
    if (!store_id_valid(id))
        return STATUS_NOT_FOUND;
    enum status status = QUERY(store, "person_export", &result, id, rows.text);
    if (status != STATUS_OK)
        return status;
    status = add_sections(result, text);
    PQclear(result);
    return status;
}
