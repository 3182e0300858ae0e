#include "api/refusals.h"

#include "api/clock.h"
#include "api/request.h"
#include "api/routes.h"
#include "api/store/store_audit.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct refusals_entry {
    const char *operation, *code; /* of tables that never go */
    const char *actor;            /* NULL: nobody known */
    char actor_id[STORE_ID_SIZE]; /* "": none */
    int32_t times;
    store_time since;
};

struct refusals_table {
    struct refusals_entry entries[REFUSALS_MAX + 1]; /* the last: all others */
    size_t count;
};

struct refusals {
    pthread_mutex_t lock;
    struct refusals_table counting;
    struct refusals_table writing; /* the clock's own */
};

enum status refusals_new(struct refusals **ret_refusals)
{
    struct refusals *refusals = calloc(1, sizeof *refusals);
    if (refusals == NULL)
        return STATUS_MEMORY;
    pthread_mutex_init(&refusals->lock, NULL);
    *ret_refusals = refusals;
    return STATUS_OK;
}

void refusals_free(struct refusals *refusals)
{
    if (refusals == NULL)
        return;
    pthread_mutex_destroy(&refusals->lock);
    free(refusals);
}

/* ---- counting */

/* NULL: it was not refused. */
static const char *code_of(const struct request *request)
{
    switch (request->reply.http) {
    case 401: return "unauthorized";
    case 403: return "forbidden";
    case 404: return request->not_yours ? "not_found" : NULL;
    case 429: return "rate_limited";
    default: return NULL;
    }
}

static struct refusals_entry entry_of(const struct request *request, const char *code)
{
    const struct caller *caller = &request->caller;
    struct refusals_entry entry = {.operation =
                                       request->route == NULL ? "none" : request->route->name,
                                   .code = code,
                                   .since = clock_utc_ms()};
    if (!caller->known)
        return entry;
    bool program = caller->person_id == NULL || caller->person_id[0] == '\0';
    const char *id = program ? caller->token_id : caller->person_id;
    entry.actor = program ? "staff" : "person";
    if (id != NULL && strlen(id) < sizeof entry.actor_id)
        memcpy(entry.actor_id, id, strlen(id) + 1);
    return entry;
}

static bool are_alike(const struct refusals_entry *a, const struct refusals_entry *b)
{
    return a->operation == b->operation && a->code == b->code && a->actor == b->actor &&
           strcmp(a->actor_id, b->actor_id) == 0;
}

static void count(struct refusals_table *table, const struct refusals_entry *entry)
{
    static const struct refusals_entry other = {.operation = "other", .code = "refused"};
    size_t i = 0;
    while (i < table->count && i < REFUSALS_MAX && !are_alike(&table->entries[i], entry))
        i++;
    if (i == table->count) {
        table->entries[i] = i < REFUSALS_MAX ? *entry : other;
        table->entries[i].since = entry->since;
        table->count++;
    }
    if (table->entries[i].times < INT32_MAX)
        table->entries[i].times++;
}

void refusals_note(struct refusals *refusals, const struct request *request)
{
    const char *code = code_of(request);
    if (code == NULL)
        return;
    struct refusals_entry entry = entry_of(request, code);
    pthread_mutex_lock(&refusals->lock);
    count(&refusals->counting, &entry);
    pthread_mutex_unlock(&refusals->lock);
}

/* ---- writing */

static void take(struct refusals *refusals)
{
    pthread_mutex_lock(&refusals->lock);
    refusals->writing = refusals->counting;
    refusals->counting.count = 0;
    pthread_mutex_unlock(&refusals->lock);
}

enum status refusals_write(struct refusals *refusals, struct store *store, store_time now)
{
    struct audit_refusal rows[REFUSALS_MAX + 1];
    const struct refusals_table *table = &refusals->writing;
    if (table->count == 0)
        take(refusals);
    for (size_t i = 0; i < table->count; i++) {
        const struct refusals_entry *entry = &table->entries[i];
        rows[i] =
            (struct audit_refusal){.operation = entry->operation,
                                   .code = entry->code,
                                   .actor = entry->actor,
                                   .actor_id = entry->actor_id[0] == '\0' ? NULL : entry->actor_id,
                                   .times = entry->times,
                                   .since = entry->since};
    }
    enum status status = store_audit_refused(store, rows, table->count, now);
    if (status == STATUS_OK)
        refusals->writing.count = 0;
    return status;
}
