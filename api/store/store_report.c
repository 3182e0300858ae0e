#include "api/store/store_report.h"

#include "api/store/store_query.h"
#include "api/store/store_rows.h"
#include "api/wire/report.h"
#include "scoring/base/arena.h"
#include "scoring/base/text.h"
#include "scoring/taxonomy.h"

#include <string.h>

#define SORT_MEMORY "32MB" /* holds what 50 000 people say, so that no sort goes to disk */

/* As PostgreSQL writes two arrays: places below a country, and the country of each. */
static void write_countries(const struct taxonomy *places, struct text *codes,
                            struct text *countries)
{
    char separator = '{';
    for (size_t i = 1; i <= taxonomy_count(places); i++) {
        node_id node = (node_id)i;
        node_id country = taxonomy_at_depth(places, node, 1);
        if (country == node)
            continue;
        text_addf(codes, "%c\"%s\"", separator, taxonomy_code(places, node));
        text_addf(countries, "%c\"%s\"", separator, taxonomy_code(places, country));
        separator = ',';
    }
    text_add(codes, separator == '{' ? "{}" : "}");
    text_add(countries, separator == '{' ? "{}" : "}");
}

struct asking {
    const struct report_order *order;
    const char *codes, *countries; /* NULL: the statement takes none */
    store_time now;
    PGresult *result; /* owned */
};

static enum status ask(struct store *store, void *context)
{
    struct asking *asking = context;
    const struct report_order *order = asking->order;
    struct query_number at = query_number(asking->now);
    struct query_number people_min = query_number(order->people_min);
    const char *const values[] = {order->reach,    order->unit_id, at.text,
                                  people_min.text, asking->codes,  asking->countries};
    int rows = 0;
    PQclear(asking->result);
    asking->result = NULL;
    enum status status = QUERY_DO(store, "report_begin", &rows, SORT_MEMORY);
    return status != STATUS_OK ? status
                               : query_run(store, order->statement, values,
                                           asking->codes == NULL ? 4 : 6, &asking->result);
}

static enum status read_rows(const PGresult *result, const struct shape *shape, struct arena *arena,
                             void **ret_rows, size_t *ret_count)
{
    size_t count = (size_t)PQntuples(result);
    if (count > REPORT_ROWS_MAX)
        return STATUS_TOO_LARGE;
    char *rows = arena_array(arena, count, shape->size);
    if (rows == NULL)
        return STATUS_MEMORY;
    memset(rows, 0, count * shape->size);
    struct rows_plan plan = rows_plan(result, shape);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = rows_fill(&plan, result, (int)i, arena, rows + i * shape->size);
    *ret_rows = rows;
    *ret_count = count;
    return status;
}

enum status store_report(struct store *store, const struct report_order *order, store_time now,
                         struct arena *arena, void **ret_rows, size_t *ret_count)
{
    struct text codes = {0};
    struct text countries = {0};
    struct asking asking = {.order = order, .now = now};
    enum status status = STATUS_OK;
    if (order->places != NULL) {
        write_countries(order->places, &codes, &countries);
        status = text_status(&codes) == STATUS_OK ? text_status(&countries) : STATUS_MEMORY;
        asking.codes = codes.bytes;
        asking.countries = countries.bytes;
    }
    if (status == STATUS_OK)
        status = query_transaction(store, "begin_read", ask, &asking);
    if (status == STATUS_OK)
        status = read_rows(asking.result, order->row_shape, arena, ret_rows, ret_count);
    PQclear(asking.result);
    text_free(&codes);
    text_free(&countries);
    return status;
}
