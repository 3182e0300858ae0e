/* Steps in the small university of mentoring_world.h: who does what, in a line of a test each. */
#ifndef TESTS_DB_STEP_WORLD_H
#define TESTS_DB_STEP_WORLD_H

#include "scoring/base/moment.h"
#include "tests/db/counters.h"
#include "tests/db/mentoring_world.h"

static store_time step_now = TEST_NOW; /* when steps are taken */

struct taking {
    struct deed deed;
    struct step step;
    struct faults faults;
};

static inline enum status take_in(struct store *store, void *context)
{
    struct taking *taking = context;
    return store_step(store, &taking->deed, &taking->step, &taking->faults);
}

/* Takes a step in a transaction of its own: "" when it was taken, "not found", or the code of the
 * one fault. */
static inline const char *take(struct taking *taking)
{
    taking->faults = faults_in(db.arena);
    enum status status = store_transaction(db.store, take_in, taking);
    if (status == STATUS_NOT_FOUND)
        return "not found";
    cr_assert(status == STATUS_OK || status == STATUS_CONFLICT, "%s: %s", taking->step.event,
              store_error(db.store));
    cr_assert(eq(sz, taking->faults.count, status == STATUS_OK ? 0 : 1));
    return status == STATUS_OK ? "" : taking->faults.items[0].code;
}

static inline struct taking taking_of(const char *object, const char *id, const char *event,
                                      enum actor_kind actor)
{
    return (struct taking){.deed = {.actor = {actor, NULL}, .now = step_now},
                           .step = {.lifecycle = lifecycle_find(object), .id = id, .event = event}};
}

static inline const char *fire(const char *object, const struct id *id, const char *event)
{
    struct taking taking = taking_of(object, id->text, event, ACTOR_STAFF);
    return take(&taking);
}

#define EXPECT_FIRED(object, id, event, expected)                                                  \
    cr_assert(eq(str, (char *)fire((object), (id), (event)), (expected)), "%s",                    \
              store_error(db.store))

#define EXPECT_SQL(expected, ...) cr_expect(eq(str, (char *)sql(__VA_ARGS__), (expected)))

/* All counters are what they count, and nobody is overbooked. */
static inline void expect_agreement(const char *after)
{
    cr_expect(eq(str, (char *)counters_drift(db.raw), ""), "after %s", after);
    cr_expect(eq(str, (char *)counters_overbooked(db.raw), ""), "after %s", after);
}

static inline struct id id_by(const char *query)
{
    struct id id;
    snprintf(id.text, sizeof id.text, "%.36s", database_sql(db.raw, query));
    return id;
}

static inline const char *state_of(const char *object, const struct id *id)
{
    return sql("SELECT state FROM %s WHERE id = '%s'", object, id->text);
}

/* ---- in one line */

static inline struct id told_need(const struct id *student, const struct id *const *ranked,
                                  size_t ranked_count, bool fallback, int32_t wanted)
{
    const char *ids[8];
    for (size_t i = 0; i < ranked_count; i++)
        ids[i] = ranked[i]->text;
    struct need need = {.programme_id = programme.text,
                        .student_id = student->text,
                        .ranked = ids,
                        .ranked_count = ranked_count,
                        .fallback = fallback,
                        .mentors_wanted = wanted};
    return added(&needs, &need);
}

static inline struct id drafted(const struct id *student, const struct id *mentor)
{
    struct mentoring_request request = sample_request(student, mentor);
    return added(&requests, &request);
}

/* A draft that was submitted. */
static inline struct id sent(const struct id *student, const struct id *mentor)
{
    struct id id = drafted(student, mentor);
    EXPECT_FIRED("mentoring_request", &id, "submit", "");
    return id;
}

/* The mentorship of a request sent and accepted. */
static inline struct id paired(const struct id *student, const struct id *mentor)
{
    char query[100];
    struct id id = sent(student, mentor);
    EXPECT_FIRED("mentoring_request", &id, "accept", "");
    snprintf(query, sizeof query, "SELECT id FROM mentorship WHERE request_id = '%s'", id.text);
    return id_by(query);
}

/* Does what is due at step_now; how many steps. */
static inline size_t tick(void)
{
    const struct deed clock_deed = {.actor = {ACTOR_CLOCK, NULL}, .now = step_now};
    size_t steps = 0;
    cr_assert(eq(int, store_clock(db.store, &clock_deed, NULL, NULL, &steps), STATUS_OK), "%s",
              store_error(db.store));
    return steps;
}

#endif
