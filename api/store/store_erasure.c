#include "api/store/store_erasure.h"

#include "api/store/store_fire.h"
#include "api/store/store_group.h"
#include "api/store/store_object.h"
#include "api/store/store_query.h"
#include "scoring/base/text.h"

#include <stdio.h>
#include <string.h>

#define ERASURE_LOCK "118049275213571" /* beside IMPORT_LOCK */
#define REASON       "erased"
#define HASHED_AS    "erased external id" /* so that the key's other hashes are never the same */
#define BATCH_MAX    100                  /* due people read at once */
#define BEFORE_ALL   "00000000-0000-0000-0000-000000000000"

/* ---- one at a time */

static enum status hold(struct store *store, const char *statement)
{
    PGresult *result = NULL;
    enum status status = QUERY(store, statement, &result, ERASURE_LOCK);
    if (status == STATUS_OK)
        PQclear(result);
    return status;
}

enum status store_erasure_alone(struct store *store)
{
    return hold(store, "erasure_alone");
}

enum status store_erasure_beside(struct store *store)
{
    return hold(store, "erasure_beside");
}

/* ---- what stays of an external id */

struct digest erasure_hash(const unsigned char key[TOKEN_KEY_SIZE], const char *external_id)
{
    struct digest_state state;
    digest_start(&state, key, TOKEN_KEY_SIZE);
    digest_add(&state, HASHED_AS, sizeof HASHED_AS);
    digest_add(&state, external_id, strlen(external_id));
    return digest_end(&state);
}

static enum status hash_of(struct store *store, const char *external_id,
                           struct query_bytes *ret_hash)
{
    unsigned char key[TOKEN_KEY_SIZE];
    enum status status = store_token_key(store, key);
    if (status != STATUS_OK)
        return status;
    struct digest digest = erasure_hash(key, external_id);
    *ret_hash = query_bytes(digest.bytes, DIGEST_SIZE);
    return STATUS_OK;
}

enum status store_erasure_lift(struct store *store, const char *external_id)
{
    struct query_bytes hash;
    int rows = 0;
    enum status status = hash_of(store, external_id, &hash);
    if (status == STATUS_OK)
        status = QUERY_DO(store, "erasure_lift", &rows, hash.text);
    return status == STATUS_OK && rows == 0 ? STATUS_NOT_FOUND : status;
}

/* ---- the end of what is live */

struct erasing {
    struct store *store;
    const struct deed *deed;
    const char *id;
    struct faults *faults;
};

/* Of a person themself, the side that they are on; else whoever it is. */
static struct deed deed_on(const struct erasing *erasing, const char *side)
{
    struct deed deed = *erasing->deed;
    if (deed.actor.kind == ACTOR_PERSON && strcmp(side, "person") != 0)
        deed.actor.kind = actor_find(side);
    return deed;
}

static enum status end_each(const struct erasing *erasing, const char *statement,
                            const char *object)
{
    PGresult *result = NULL;
    enum status status = QUERY(erasing->store, statement, &result, erasing->id);
    if (status != STATUS_OK)
        return status;
    for (int i = 0; i < PQntuples(result) && status == STATUS_OK; i++) {
        struct deed deed = deed_on(erasing, query_cell(result, i, "side"));
        struct step step = {.lifecycle = lifecycle_find(object),
                            .id = query_cell(result, i, "id"),
                            .event = query_cell(result, i, "event"),
                            .reason_code = REASON};
        struct fire_outcome outcome;
        status = store_fire(erasing->store, &deed, &step, erasing->faults, &outcome);
        if (status == STATUS_OK && outcome.kind != FIRE_MOVED)
            status = link_fail(erasing->store, STATUS_CONFLICT, "%s cannot %s", object, step.event);
    }
    PQclear(result);
    return status;
}

/* Offers first: then nobody's next choice is this mentor. Each list is read when the one before has
 * ended, since an end may end others. */
static enum status end_all(const struct erasing *erasing)
{
    static const char *const kinds[][2] = {{"erasure_offers", "mentor_offer"},
                                           {"erasure_requests", "mentoring_request"},
                                           {"erasure_mentorships", "mentorship"},
                                           {"erasure_pairs", "pair"},
                                           {"erasure_leads", "internship_lead"},
                                           {"erasure_applications", "application"},
                                           {"erasure_lecture_offers", "lecture_offer"},
                                           {"erasure_lecture_bookings", "lecture_booking"},
                                           {"erasure_lecture_requests", "lecture_request"},
                                           {"erasure_consents", "consent"},
                                           {"erasure_memberships", "membership"}};
    int rows = 0;
    enum status status = QUERY_DO(erasing->store, "erasure_begin", &rows, erasing->id);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0] && status == STATUS_OK; i++)
        status = end_each(erasing, kinds[i][0], kinds[i][1]);
    return status;
}

/* ---- the person */

static enum status read_time(const char *cell, store_time *ret_time)
{
    int64_t time = 0;
    if (cell != NULL && text_to_int(cell, strlen(cell), 0, INT64_MAX, &time) != STATUS_OK)
        return STATUS_BROKEN;
    *ret_time = time;
    return STATUS_OK;
}

/* Whether the person who is there now is the one ordered. */
static enum status judge(const struct erasing *erasing, const struct erasure_order *order,
                         const PGresult *result)
{
    store_time at = 0;
    int64_t version = 0;
    if (PQntuples(result) == 0)
        return STATUS_NOT_FOUND;
    const char *cell = query_cell(result, 0, "version");
    enum status status = read_time(query_cell(result, 0, "erase_at"), &at);
    if (status != STATUS_OK || text_to_int(cell, strlen(cell), 1, INT32_MAX, &version) != STATUS_OK)
        return STATUS_BROKEN;
    if (order->due && (at == 0 || at > erasing->deed->now))
        return STATUS_NOT_FOUND;
    return order->version != 0 && order->version != version ? STATUS_CONFLICT : STATUS_OK;
}

/* Locks all; the hash of the person's external id. */
static enum status lock(const struct erasing *erasing, const struct erasure_order *order,
                        struct query_bytes *ret_hash)
{
    PGresult *result = NULL;
    enum status status = store_erasure_alone(erasing->store);
    if (status == STATUS_OK)
        status = store_groups_beside(erasing->store);
    if (status == STATUS_OK)
        status = QUERY(erasing->store, "erasure_lock", &result, erasing->id);
    if (status != STATUS_OK)
        return status;
    status = judge(erasing, order, result);
    if (status == STATUS_OK)
        status = hash_of(erasing->store, query_cell(result, 0, "external_id"), ret_hash);
    PQclear(result);
    return status;
}

/* Runs a statement that changes the person, and writes the audit row of the version it gives. */
static enum status change(const struct erasing *erasing, const char *statement, const char *event,
                          const char *const *values, size_t count, bool *ret_changed)
{
    PGresult *result = NULL;
    int64_t version = 0;
    enum status status = query_run(erasing->store, statement, values, count, &result);
    if (status != STATUS_OK)
        return status;
    *ret_changed = PQntuples(result) == 1;
    const char *cell = *ret_changed ? query_cell(result, 0, "version") : "1";
    status = text_to_int(cell, strlen(cell), 1, INT32_MAX, &version) == STATUS_OK ? STATUS_OK
                                                                                  : STATUS_BROKEN;
    if (status == STATUS_OK && *ret_changed)
        status = store_object_record(erasing->store, erasing->deed, "person", erasing->id,
                                     (int32_t)version, event, NULL);
    PQclear(result);
    return status;
}

enum status store_erase(struct store *store, const struct deed *deed,
                        const struct erasure_order *order, struct faults *faults)
{
    const struct erasing erasing = {store, deed, order->id, faults};
    struct query_number now = query_number(deed->now);
    struct query_bytes hash;
    bool changed = false;
    int rows = 0;
    if (!store_id_valid(order->id))
        return STATUS_NOT_FOUND;
    enum status status = lock(&erasing, order, &hash);
    if (status == STATUS_OK)
        status = end_all(&erasing);
    if (status == STATUS_OK)
        status = QUERY_DO(store, "erasure_unname", &rows, order->id, now.text);
    if (status != STATUS_OK)
        return status;
    const char *values[] = {order->id, now.text, hash.text};
    status = change(&erasing, "erasure_end", "erase", values, 3, &changed);
    if (status == STATUS_OK) /* the last row of the audit that is by their pseudonym is written */
        status = QUERY_DO(store, "erasure_forget", &rows, order->id);
    return status == STATUS_OK && !changed ? STATUS_BROKEN : status;
}

/* ---- the time to change one's mind */

enum status store_erasure_at(struct store *store, const char *id, store_time *ret_at)
{
    PGresult *result = NULL;
    if (!store_id_valid(id))
        return STATUS_NOT_FOUND;
    enum status status = QUERY(store, "erasure_at", &result, id);
    if (status != STATUS_OK)
        return status;
    status = PQntuples(result) == 0 ? STATUS_NOT_FOUND
                                    : read_time(query_cell(result, 0, "erase_at"), ret_at);
    PQclear(result);
    return status;
}

enum status store_erasure_beyond(struct store *store, const char *id, const char *units,
                                 bool *ret_beyond)
{
    int rows = 0;
    enum status status = QUERY_DO(store, "erasure_beyond", &rows, id, units);
    if (status == STATUS_OK)
        *ret_beyond = rows > 0;
    return status;
}

enum status store_erasure_ask(struct store *store, const struct deed *deed, const char *id,
                              store_time at, store_time *ret_at)
{
    const struct erasing erasing = {store, deed, id, NULL};
    struct query_number when = query_number(at);
    struct query_number now = query_number(deed->now);
    const char *values[] = {id, when.text, now.text};
    bool changed = false;
    if (!store_id_valid(id))
        return STATUS_NOT_FOUND;
    enum status status = change(&erasing, "erasure_ask", "erase_ask", values, 3, &changed);
    return status == STATUS_OK ? store_erasure_at(store, id, ret_at) : status;
}

enum status store_erasure_keep(struct store *store, const struct deed *deed, const char *id)
{
    const struct erasing erasing = {store, deed, id, NULL};
    struct query_number now = query_number(deed->now);
    const char *values[] = {id, now.text};
    store_time at = 0;
    bool changed = false;
    enum status status = store_erasure_at(store, id, &at);
    if (status == STATUS_OK)
        status = change(&erasing, "erasure_keep", "erase_keep", values, 2, &changed);
    return status == STATUS_OK && !changed ? STATUS_CONFLICT : status;
}

/* ---- the clock */

struct due_person {
    const struct deed *deed;
    const char *id;
};

static enum status erase_due(struct store *store, void *context)
{
    const struct due_person *person = context;
    const struct erasure_order order = {.id = person->id, .due = true};
    return store_erase(store, person->deed, &order, NULL);
}

static enum status erase_one(struct store *store, const struct deed *deed, const char *id,
                             bool *ret_erased)
{
    struct due_person person = {deed, id};
    enum status status = store_transaction(store, erase_due, &person);
    *ret_erased = status == STATUS_OK;
    return status == STATUS_CONFLICT || status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

enum status store_erasure_clock(struct store *store, const struct deed *deed, clock_tell *tell,
                                void *context, size_t *ret_erased)
{
    char after[STORE_ID_SIZE] = BEFORE_ALL;
    struct query_number now = query_number(deed->now);
    struct query_number limit = query_number(BATCH_MAX);
    enum status status = STATUS_OK;
    size_t count = 0;
    for (int rows = BATCH_MAX; rows == BATCH_MAX && status == STATUS_OK;) {
        PGresult *result = NULL;
        status = QUERY(store, "erasure_due", &result, now.text, after, limit.text);
        if (status != STATUS_OK)
            break;
        rows = PQntuples(result);
        for (int i = 0; i < rows && status == STATUS_OK; i++) {
            bool erased = false;
            snprintf(after, sizeof after, "%s", query_cell(result, i, "id"));
            status = erase_one(store, deed, after, &erased);
            count += erased;
            if (erased && tell != NULL)
                tell(context, "person", "erase");
        }
        PQclear(result);
    }
    *ret_erased = count;
    return status;
}
