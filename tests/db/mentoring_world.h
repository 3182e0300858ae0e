/* A small university in a database of its own: a programme, two who mentor, two who ask; and doors
 * to write and read objects with, as handlers do. */
#ifndef TESTS_DB_MENTORING_WORLD_H
#define TESTS_DB_MENTORING_WORLD_H

#include "api/store/store_object.h"
#include "api/store/store_query.h"
#include "api/wire/mentoring.h"
#include "tests/db/database.h"

#include <stdarg.h>

static struct database db;

static const struct object_kind units = {"unit", &unit_shape};
static const struct object_kind programmes = {"programme", &programme_shape};
static const struct object_kind offers = {"mentor_offer", &mentor_offer_shape};
static const struct object_kind needs = {"need", &need_shape};
static const struct object_kind requests = {"mentoring_request", &mentoring_request_shape};
static const struct object_kind mentorships = {"mentorship", &mentorship_shape};

#define NOBODY "00000000-0000-7000-8000-000000000000"

/* Ids: new ones grow, as those of people who come later do. */
struct id {
    char text[STORE_ID_SIZE];
};

static store_time id_now = TEST_NOW;

static inline struct id new_id(void)
{
    struct id id;
    store_id_new(id_now++, id.text);
    return id;
}

static const struct deed deed = {{ACTOR_STAFF, NOBODY}, "0a5e0001", TEST_NOW};

/* ---- a small university */

static struct id university, programme, ann, bo, cas, dag; /* ann and bo mentor, cas and dag ask */

static inline void set_up(void)
{
    id_now = TEST_NOW;
    db = database_migrated();
}

static inline void tear_down(void)
{
    database_drop(&db);
}

/* Writes within a transaction of its own, as a handler does; the status of the work. */
struct writing {
    const struct object_kind *kind;
    const char *id;
    int32_t version; /* 0: adds */
    const void *object;
    struct faults *faults;
    int32_t version_new;
};

static inline enum status write_in(struct store *store, void *context)
{
    struct writing *writing = context;
    if (writing->version == 0)
        return store_object_add(store, &deed, writing->kind, writing->id, writing->object,
                                writing->faults);
    return store_object_replace(store, &deed, writing->kind, writing->id, writing->version,
                                writing->object, writing->faults, &writing->version_new);
}

static inline enum status add(const struct object_kind *kind, const char *id, const void *object,
                              struct faults *faults)
{
    struct writing writing = {kind, id, 0, object, faults, 0};
    return query_transaction(db.store, "begin_write", write_in, &writing);
}

static inline enum status replace(const struct object_kind *kind, const char *id, int32_t version,
                                  const void *object, struct faults *faults, int32_t *ret_version)
{
    struct writing writing = {kind, id, version, object, faults, *ret_version};
    enum status status = query_transaction(db.store, "begin_write", write_in, &writing);
    *ret_version = writing.version_new;
    return status;
}

/* Adds what must be added; its id. */
static inline struct id added(const struct object_kind *kind, const void *object)
{
    struct id id = new_id();
    struct faults faults = faults_in(db.arena);
    enum status status = add(kind, id.text, object, &faults);
    cr_assert(eq(int, status, STATUS_OK), "%s: %s %s", kind->name, store_error(db.store),
              faults.count > 0 ? faults.items[0].detail : "");
    return id;
}

static inline void read_back(const struct object_kind *kind, const char *id, void *ret_object)
{
    memset(ret_object, 0, kind->shape->size);
    cr_assert(eq(int, store_object_get(db.store, kind, id, db.arena, ret_object), STATUS_OK),
              "%s %s: %s", kind->name, id, store_error(db.store));
}

/* A programme in Delft from 2026-09-01 to 2027-06-30. */
static inline struct programme sample_programme(void)
{
    struct programme sample = {.unit_id = university.text,
                               .name = "Mentoring 2026",
                               .starts_on = 20260901,
                               .ends_on = 20270630};
    programme_defaults(&sample);
    return sample;
}

static inline struct id person_named(const char *external_id)
{
    struct person person = sample_person(external_id);
    cr_assert(eq(int, database_import(&db, &person, 1, NULL), STATUS_OK));
    cr_assert(eq(int, store_person_find(db.store, external_id, db.arena, &person), STATUS_OK));
    struct id id;
    snprintf(id.text, sizeof id.text, "%s", person.id);
    return id;
}

static inline void found_university(void)
{
    struct unit unit = {.kind = UNIT_UNIVERSITY, .name = "Delft"};
    university = added(&units, &unit);
    struct programme sample = sample_programme();
    programme = added(&programmes, &sample);
    ann = person_named("ann");
    bo = person_named("bo");
    cas = person_named("cas");
    dag = person_named("dag");
}

static inline struct mentor_offer sample_offer(const struct id *mentor)
{
    struct person person = sample_person("x");
    return (struct mentor_offer){.programme_id = programme.text,
                                 .mentor_id = mentor->text,
                                 .seats = 2,
                                 .conditions = person.conditions};
}

static inline struct mentoring_request sample_request(const struct id *student,
                                                      const struct id *mentor)
{
    return (struct mentoring_request){.programme_id = programme.text,
                                      .student_id = student->text,
                                      .mentor_id = mentor->text,
                                      .message = "Hej! \"Bouwkunde\"?"};
}

/* The first cell of what formatted SQL gives, which must go well. */
__attribute__((format(printf, 1, 2))) static inline const char *sql(const char *format, ...)
{
    char text[1200];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    cr_assert(lt(sz, (size_t)size, sizeof text));
    return database_sql(db.raw, text);
}

static inline struct id active_offer(const struct id *mentor)
{
    struct mentor_offer offer = sample_offer(mentor);
    struct id id = added(&offers, &offer);
    sql("UPDATE mentor_offer SET state = 'active', deadline_at = '2027-07-01T00:00:00Z' "
        "WHERE id = '%s'",
        id.text);
    return id;
}

/* JSON of an object, to compare; belongs to the arena. */
static inline const char *json_of(const struct object_kind *kind, const void *object)
{
    struct text text = {0};
    shape_to_json(kind->shape, object, 0, &text);
    cr_assert(eq(int, text_status(&text), STATUS_OK));
    const char *copy = arena_strdup(db.arena, text.bytes);
    text_free(&text);
    return copy;
}

/* They come of accepts. */
static inline struct id mentorship_of(const struct id *student, const struct id *mentor)
{
    struct mentoring_request request = sample_request(student, mentor);
    struct id request_id = added(&requests, &request);
    struct id id = new_id();
    sql("INSERT INTO mentorship (id, request_id, need_id, offer_id, programme_id, student_id, "
        "mentor_id, student_fit, started_at, state, state_since, deadline_at, created_at, "
        "updated_at) SELECT '%s', id, need_id, offer_id, programme_id, student_id, mentor_id, "
        "'fits', created_at, 'active', state_since, deadline_at, created_at, updated_at "
        "FROM mentoring_request WHERE id = '%s'",
        id.text, request_id.text);
    sql("UPDATE mentoring_request SET state = 'accepted', deadline_at = NULL WHERE id = '%s'",
        request_id.text);
    return id;
}

#endif
