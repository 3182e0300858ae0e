#include "api/store/store_run.h"

#include "api/store/store_fire.h"
#include "api/store/store_query.h"
#include "api/wire/run.h"
#include "scoring/base/arena.h"
#include "scoring/base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static enum status step_run(struct store *store, const struct deed *deed, const char *id,
                            const char *event, int32_t version)
{
    const struct step step = {
        .lifecycle = lifecycle_find("run"), .id = id, .event = event, .version = version};
    struct fire_outcome outcome;
    enum status status = store_fire(store, deed, &step, NULL, &outcome);
    if (status != STATUS_OK)
        return status;
    return outcome.kind == FIRE_MOVED ? STATUS_OK : STATUS_CONFLICT;
}

/* ---- taking one */

struct claim {
    const struct deed *deed;
    const char *server;
    struct arena *arena;
    struct run_order *order;
};

/* A bytea as PostgreSQL writes it. */
static enum status read_bytes(const char *cell, struct arena *arena, struct run_order *order)
{
    size_t size = 0;
    unsigned char *bytes = PQunescapeBytea((const unsigned char *)cell, &size);
    if (bytes == NULL)
        return STATUS_MEMORY;
    order->snapshot = arena_copy(arena, (const char *)bytes, size);
    order->snapshot_size = size;
    PQfreemem(bytes);
    return order->snapshot == NULL ? STATUS_MEMORY : STATUS_OK;
}

static enum status read_number(const PGresult *result, const char *column, int64_t *ret_number)
{
    const char *cell = query_cell(result, 0, column);
    if (cell == NULL || text_to_int(cell, strlen(cell), 0, INT32_MAX, ret_number) != STATUS_OK)
        return STATUS_BROKEN;
    return STATUS_OK;
}

static enum status read_order(const PGresult *result, struct arena *arena, struct run_order *order)
{
    int64_t version = 0, minimum = 0;
    const char *weights = query_cell(result, 0, "weights");
    enum status status = read_number(result, "version", &version);
    if (status == STATUS_OK)
        status = read_number(result, "minimum_bp", &minimum);
    if (status == STATUS_OK)
        status = read_number(result, "seed", &order->seed);
    if (status == STATUS_OK)
        status = read_bytes(query_cell(result, 0, "snapshot"), arena, order);
    if (status != STATUS_OK)
        return status;
    order->fence = (int32_t)version;
    order->minimum_bp = (int32_t)minimum;
    order->objective = arena_strdup(arena, query_cell(result, 0, "objective"));
    order->orders = arena_strdup(arena, query_cell(result, 0, "orders"));
    order->weights = arena_strdup(arena, weights);
    bool all = order->objective != NULL && order->orders != NULL &&
               (weights == NULL) == (order->weights == NULL);
    return all ? STATUS_OK : STATUS_MEMORY;
}

static enum status take(struct store *store, const struct claim *claim, struct run_order *order)
{
    PGresult *result = NULL;
    enum status status = QUERY(store, "run_take", &result, order->id, claim->server);
    if (status != STATUS_OK)
        return status;
    status = PQntuples(result) == 1 ? read_order(result, claim->arena, order) : STATUS_BROKEN;
    PQclear(result);
    return status;
}

static enum status start(struct store *store, void *context)
{
    struct claim *claim = context;
    enum status status = step_run(store, claim->deed, claim->order->id, "start", 0);
    return status == STATUS_OK ? take(store, claim, claim->order) : status;
}

static enum status find_waiting(struct store *store, char ret_id[STORE_ID_SIZE])
{
    PGresult *result = NULL;
    enum status status = query_run(store, "run_waiting", NULL, 0, &result);
    if (status != STATUS_OK)
        return status;
    if (PQntuples(result) == 0)
        status = STATUS_NOT_FOUND;
    else
        snprintf(ret_id, STORE_ID_SIZE, "%s", query_cell(result, 0, "id"));
    PQclear(result);
    return status;
}

enum status store_run_claim(struct store *store, const struct deed *deed,
                            const char server[STORE_ID_SIZE], struct arena *arena,
                            struct run_order *ret_order)
{
    struct run_order order = {0};
    struct claim claim = {deed, server, arena, &order};
    enum status status = find_waiting(store, order.id);
    if (status == STATUS_OK)
        status = store_transaction(store, start, &claim);
    if (status != STATUS_OK)
        return status;
    snprintf(order.server, sizeof order.server, "%s", server);
    *ret_order = order;
    return STATUS_OK;
}

/* ---- keeping it */

enum status store_run_beat(struct store *store, const struct run_order *order, store_time now,
                           const struct run_stage *stage)
{
    int rows = 0;
    struct query_number fence = query_number(order->fence);
    struct query_number at = query_number(now);
    struct query_number done = query_number((int64_t)stage->done);
    struct query_number total = query_number((int64_t)stage->total);
    enum status status = QUERY_DO(store, "run_beat", &rows, order->id, fence.text, order->server,
                                  at.text, stage->stage, done.text, total.text);
    if (status != STATUS_OK)
        return status;
    return rows == 1 ? STATUS_OK : STATUS_CONFLICT;
}

/* ---- ending it */

struct ending {
    const struct deed *deed;
    const struct run_order *order;
    const struct run_end *end;
};

/* Locks it as its step will, so that what is seen is true until the commit. */
static enum status check_fence(struct store *store, const struct run_order *order,
                               const char *event)
{
    PGresult *result = NULL;
    char fence[16];
    enum status status = QUERY(store, "run_lock", &result, order->id, event, NULL);
    if (status != STATUS_OK)
        return status;
    (void)snprintf(fence, sizeof fence, "%" PRId32, order->fence);
    if (PQntuples(result) == 0 || strcmp(query_cell(result, 0, "version"), fence) != 0 ||
        strcmp(query_cell(result, 0, "state"), "running") != 0)
        status = STATUS_CONFLICT;
    PQclear(result);
    return status;
}

static enum status keep_figures(struct store *store, const struct ending *ending)
{
    const struct run *run = ending->end->made;
    const struct result *result = &run->result;
    const struct figures *figures = &result->figures;
    char hex[DIGEST_HEX_SIZE];
    int rows = 0;
    struct query_number students = query_number(figures->students);
    struct query_number mentors = query_number(figures->mentors);
    struct query_number seats = query_number(figures->seats);
    struct query_number matched = query_number(result->matched);
    struct query_number total = query_number(result->total);
    struct query_number worst = query_number(result->worst);
    digest_hex(&result->problem, hex);
    if (result->infeasible)
        return QUERY_DO(store, "run_result", &rows, ending->order->id, NULL, NULL, NULL, NULL, NULL,
                        NULL, hex, NULL);
    return QUERY_DO(store, "run_result", &rows, ending->order->id, students.text, mentors.text,
                    seats.text, matched.text, total.text, worst.text, hex, NULL);
}

static enum status keep_failure(struct store *store, const struct ending *ending)
{
    int rows = 0;
    return QUERY_DO(store, "run_result", &rows, ending->order->id, NULL, NULL, NULL, NULL, NULL,
                    NULL, NULL, ending->end->failure);
}

static enum status keep_files(struct store *store, const struct ending *ending)
{
    enum status status = STATUS_OK;
    for (size_t f = 0; f < RUN_FILE_COUNT && status == STATUS_OK; f++) {
        int rows = 0;
        status = QUERY_DO(store, "run_file_add", &rows, ending->order->id,
                          run_file_name((enum run_file)f), ending->end->made->files[f].bytes);
    }
    return status;
}

static enum status end_it(struct store *store, void *context)
{
    const struct ending *ending = context;
    const struct run_end *end = ending->end;
    enum status status = check_fence(store, ending->order, end->event);
    if (status == STATUS_OK && end->made != NULL)
        status = keep_figures(store, ending);
    if (status == STATUS_OK && end->made != NULL)
        status = keep_files(store, ending);
    if (status == STATUS_OK && end->failure != NULL)
        status = keep_failure(store, ending);
    if (status != STATUS_OK)
        return status;
    return step_run(store, ending->deed, ending->order->id, end->event, ending->order->fence);
}

enum status store_run_end(struct store *store, const struct deed *deed,
                          const struct run_order *order, const struct run_end *end)
{
    struct ending ending = {deed, order, end};
    return store_transaction(store, end_it, &ending);
}
