#include "api/store/store_feed.h"

#include "api/store/store_feed_load.h"
#include "api/store/store_load.h"
#include "api/store/store_token_rows.h"
#include "scoring/base/arena.h"

#include <assert.h>
#include <string.h>

struct feed_work {
    const struct feed_position *position;
    const char *since; /* of it, or the start on another day */
    char today[DATE_TEXT_SIZE];
    struct arena *arena;
    struct feed_changes changes;
};

static enum status read_position(struct store *store, struct feed_work *work)
{
    PGresult *result = NULL;
    enum status status = QUERY(store, "feed_position", &result, work->position->since);
    if (status != STATUS_OK)
        return status;
    const char *next = query_cell(result, 0, "next");
    if (query_cell(result, 0, "ahead")[0] == 't')
        status = STATUS_INVALID;
    assert(strlen(next) < sizeof work->changes.next.since);
    memcpy(work->changes.next.since, next, strlen(next) + 1);
    PQclear(result);
    return status;
}

static enum status read_people(struct store *store, struct feed_work *work)
{
    PGresult *ids = NULL;
    enum status status = QUERY(store, "feed_people", &ids, work->since);
    if (status != STATUS_OK)
        return status;
    status =
        load_people(store, ids, work->arena, &work->changes.people, &work->changes.people_count);
    if (status == STATUS_OK)
        status = feed_load(store, work->since, ids, work->arena, work->changes.people,
                           work->changes.people_count);
    if (status == STATUS_OK)
        status = feed_matched(store, work->since, work->today, work->changes.people,
                              work->changes.people_count);
    PQclear(ids);
    return status;
}

static enum status take_erased(const PGresult *result, struct feed_work *work)
{
    size_t count = (size_t)PQntuples(result);
    work->changes.erased_count = count;
    work->changes.erased = arena_array(work->arena, count, sizeof *work->changes.erased);
    if (work->changes.erased == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < count; i++) {
        work->changes.erased[i] = arena_strdup(work->arena, query_cell(result, (int)i, "id"));
        if (work->changes.erased[i] == NULL)
            return STATUS_MEMORY;
    }
    return STATUS_OK;
}

static enum status take_tokens(const PGresult *result, struct feed_work *work)
{
    size_t count = (size_t)PQntuples(result);
    work->changes.tokens_count = count;
    work->changes.tokens = arena_array(work->arena, count, sizeof *work->changes.tokens);
    if (work->changes.tokens == NULL)
        return STATUS_MEMORY;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = token_from_row(result, (int)i, &work->changes.tokens[i]);
    return status;
}

/* One row without a person says that there are none any more. */
static enum status take_appointments(const PGresult *result, struct feed_work *work)
{
    struct feed_changes *changes = &work->changes;
    size_t count = (size_t)PQntuples(result);
    changes->appointments_changed = count > 0;
    changes->appointments = arena_array(work->arena, count, sizeof *changes->appointments);
    if (changes->appointments == NULL)
        return STATUS_MEMORY;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        const char *person_id = query_cell(result, (int)i, "person_id");
        if (person_id == NULL)
            break;
        struct appointed *appointed = &changes->appointments[changes->appointments_count++];
        memcpy(appointed->person_id, person_id, STORE_ID_SIZE);
        status = grant_from_row(result, (int)i, &appointed->grant);
    }
    return status;
}

/* Runs a statement of the feed and takes its rows. */
static enum status read_rows(struct store *store, struct feed_work *work, const char *statement,
                             enum status (*take)(const PGresult *, struct feed_work *))
{
    PGresult *result = NULL;
    enum status status = QUERY(store, statement, &result, work->since);
    if (status != STATUS_OK)
        return status;
    status = take(result, work);
    PQclear(result);
    return status;
}

static enum status read_changes(struct store *store, void *context)
{
    struct feed_work *work = context;
    enum status status = read_position(store, work);
    if (status == STATUS_OK)
        status = read_people(store, work);
    if (status == STATUS_OK)
        status = read_rows(store, work, "feed_erased", take_erased);
    if (status == STATUS_OK)
        status = read_rows(store, work, "feed_tokens", take_tokens);
    if (status == STATUS_OK)
        status = read_rows(store, work, "feed_appointments", take_appointments);
    return status;
}

enum status store_feed_poll(struct store *store, const struct feed_position *position, date today,
                            struct arena *arena, struct feed_changes *ret_changes)
{
    struct feed_work work = {.position = position,
                             .since = position->day == today ? position->since : FEED_START,
                             .arena = arena};
    date_format(today, work.today);
    work.changes.next.day = today;
    enum status status = query_transaction(store, "begin_read", read_changes, &work);
    if (status == STATUS_OK)
        *ret_changes = work.changes;
    return status;
}
