#include "api/store/store_once.h"

#include "api/store/store_query.h"
#include "scoring/base/arena.h"
#include "scoring/base/text.h"

#include <string.h>

#define WAIT               "500ms" /* for another call with the same key */
#define FORGET_MAX         5000    /* keys at a time */
#define LOCK_NOT_AVAILABLE "55P03"
#define HOUR_MS            ((store_time)3600000)

/* Keys made up to then are gone, whether or not they were dropped yet. */
static struct query_number gone_by(store_time now)
{
    return query_number(now - ONCE_HOURS * HOUR_MS);
}

static enum status copy_cell(const PGresult *result, const char *column, struct arena *arena,
                             const char **ret_text)
{
    const char *cell = query_cell(result, 0, column);
    const char *copy = arena_strdup(arena, cell);
    if (cell != NULL && copy == NULL)
        return STATUS_MEMORY;
    *ret_text = copy;
    return STATUS_OK;
}

static enum status copy_reply(const PGresult *result, struct arena *arena,
                              struct once_reply *ret_reply)
{
    struct once_reply reply = {0};
    const char *http = query_cell(result, 0, "http");
    int64_t number = 0;
    if (http == NULL || text_to_int(http, strlen(http), 100, 599, &number) != STATUS_OK)
        return STATUS_BROKEN; /* claimed and committed, but nothing kept */
    reply.http = (int32_t)number;
    enum status status = copy_cell(result, "body", arena, &reply.body);
    if (status == STATUS_OK)
        status = copy_cell(result, "etag", arena, &reply.etag);
    if (status == STATUS_OK)
        status = copy_cell(result, "location", arena, &reply.location);
    if (status == STATUS_OK)
        *ret_reply = reply;
    return status;
}

static enum status read_reply(struct store *store, const struct once_key *key,
                              const char *fingerprint, struct arena *arena,
                              struct once_reply *ret_reply)
{
    PGresult *result = NULL;
    enum status status = QUERY(store, "once_read", &result, key->caller, key->key, fingerprint);
    if (status != STATUS_OK)
        return status;
    if (PQntuples(result) == 0)
        status = STATUS_BROKEN; /* cannot be: the claim has locked it */
    else if (query_cell(result, 0, "same")[0] != 't')
        status = STATUS_INVALID;
    else
        status = copy_reply(result, arena, ret_reply);
    PQclear(result);
    return status;
}

enum status store_once_claim(struct store *store, const struct once_key *key, store_time now,
                             struct arena *arena, bool *ret_known, struct once_reply *ret_reply)
{
    struct query_bytes fingerprint =
        query_bytes(key->fingerprint.bytes, sizeof key->fingerprint.bytes);
    struct query_number made = query_number(now);
    struct query_number gone = gone_by(now);
    int rows = 0;
    enum status status = QUERY_DO(store, "once_claim", &rows, key->caller, key->key,
                                  fingerprint.text, made.text, gone.text, WAIT);
    if (status == STATUS_TIMEOUT && strcmp(store->sqlstate, LOCK_NOT_AVAILABLE) == 0)
        return STATUS_CONFLICT;
    if (status == STATUS_OK && rows == 0)
        status = read_reply(store, key, fingerprint.text, arena, ret_reply);
    if (status == STATUS_OK)
        *ret_known = rows == 0;
    return status;
}

enum status store_once_keep(struct store *store, const struct once_key *key,
                            const struct once_reply *reply)
{
    struct query_number http = query_number(reply->http);
    int rows = 0;
    enum status status = QUERY_DO(store, "once_keep", &rows, key->caller, key->key, http.text,
                                  reply->body, reply->etag, reply->location);
    return status == STATUS_OK && rows != 1 ? STATUS_BROKEN : status;
}

enum status store_once_forget(struct store *store, store_time now)
{
    struct query_number gone = gone_by(now);
    struct query_number limit = query_number(FORGET_MAX);
    int rows = 0;
    return QUERY_DO(store, "once_forget", &rows, gone.text, limit.text);
}
