#include "api/store/store_fire.h"
#include "api/store/store_query.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define STATEMENT_SIZE 64
#define BATCH_MAX      100 /* due objects read at once */
#define BEFORE_ALL     "00000000-0000-0000-0000-000000000000"

struct ticking {
    struct store *store;
    const struct deed *deed;
    clock_tell *tell;
    void *context;
    size_t steps;
};

/* ---- one step */

struct tick {
    const struct deed *deed;
    struct step step;
};

/* What somebody else did first, and what a guard refuses, is rolled back as a CONFLICT. */
static enum status fire(struct store *store, void *context)
{
    const struct tick *tick = context;
    struct fire_outcome outcome;
    enum status status = store_fire(store, tick->deed, &tick->step, NULL, &outcome);
    if (status != STATUS_OK)
        return status;
    return outcome.kind == FIRE_MOVED ? STATUS_OK : STATUS_CONFLICT;
}

static enum lifecycle_due due_of(const char *word)
{
    static const char *const words[] = {[DUE_NEVER] = "",
                                        [DUE_DEADLINE] = "deadline",
                                        [DUE_REMINDER] = "reminder",
                                        [DUE_PROMOTION] = "promotion"};
    size_t due = 0;
    while (due < sizeof words / sizeof words[0] && strcmp(words[due], word) != 0)
        due++;
    assert(due < sizeof words / sizeof words[0]);
    return (enum lifecycle_due)due;
}

/* The row that the clock fires in a state; NULL: none. */
static const struct lifecycle_row *row_of(const struct lifecycle *lifecycle, enum lifecycle_due due,
                                          const char *state)
{
    for (const struct lifecycle_row *row = lifecycle->rows; row->event != NULL; row++)
        if (row->due == due && lifecycle_allows(row, state))
            return row;
    return NULL;
}

static enum status fire_one(struct ticking *ticking, const struct lifecycle *lifecycle,
                            const PGresult *result, int index)
{
    const struct lifecycle_row *row = row_of(lifecycle, due_of(query_cell(result, index, "due")),
                                             query_cell(result, index, "state"));
    if (row == NULL)
        return STATUS_OK;
    struct tick tick = {
        ticking->deed,
        {.lifecycle = lifecycle, .id = query_cell(result, index, "id"), .event = row->event}};
    enum status status = store_transaction(ticking->store, fire, &tick);
    if (status == STATUS_CONFLICT)
        return STATUS_OK;
    if (status != STATUS_OK)
        return status;
    ticking->steps++;
    if (ticking->tell != NULL)
        ticking->tell(ticking->context, lifecycle->object, row->event);
    return STATUS_OK;
}

/* ---- all of them */

static enum status fire_batch(struct ticking *ticking, const struct lifecycle *lifecycle,
                              char after[STORE_ID_SIZE], int *ret_count)
{
    char name[STATEMENT_SIZE];
    PGresult *result = NULL;
    struct query_number now = query_number(ticking->deed->now);
    struct query_number limit = query_number(BATCH_MAX);
    int size = snprintf(name, sizeof name, "%s_due", lifecycle->object);
    assert(size > 0 && size < STATEMENT_SIZE);
    enum status status = QUERY(ticking->store, name, &result, now.text, after, limit.text);
    if (status != STATUS_OK)
        return status;
    int count = PQntuples(result);
    for (int i = 0; i < count && status == STATUS_OK; i++)
        status = fire_one(ticking, lifecycle, result, i);
    if (count > 0)
        snprintf(after, STORE_ID_SIZE, "%s", query_cell(result, count - 1, "id"));
    PQclear(result);
    *ret_count = count;
    return status;
}

/* Each object at most once, in order of id: one that cannot move holds up no other. */
static enum status pass(struct ticking *ticking, const struct lifecycle *lifecycle)
{
    char after[STORE_ID_SIZE] = BEFORE_ALL;
    enum status status = STATUS_OK;
    for (int count = BATCH_MAX; count == BATCH_MAX && status == STATUS_OK;)
        status = fire_batch(ticking, lifecycle, after, &count);
    return status;
}

/* Passes until one moves nothing: what moved may have made something else due. */
enum status store_clock(struct store *store, const struct deed *deed, clock_tell *tell,
                        void *context, size_t *ret_steps)
{
    struct ticking ticking = {store, deed, tell, context, 0};
    enum status status = STATUS_OK;
    for (size_t before = SIZE_MAX; ticking.steps != before && status == STATUS_OK;) {
        before = ticking.steps;
        for (size_t i = 0; lifecycles[i].object != NULL && status == STATUS_OK; i++)
            status = pass(&ticking, &lifecycles[i]);
    }
    *ret_steps = ticking.steps;
    return status;
}
