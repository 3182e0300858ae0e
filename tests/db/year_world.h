/* A university for tests of the clock: generated people, programmes that end within a year, offers,
 * needs with ranked mentors and requests; and parties who do what they may, at random. Chance comes
 * from one seed; ids are of other chance, so that a run is the same but for what ids settle (who is
 * first of those that came in the same millisecond). */
#ifndef TESTS_DB_YEAR_WORLD_H
#define TESTS_DB_YEAR_WORLD_H

#include "api/files/files_demo.h"
#include "api/files/files_people.h"
#include "api/store/store_object.h"
#include "api/wire/internship.h"
#include "api/wire/lecture.h"
#include "api/wire/mentoring.h"
#include "api/wire/round.h"
#include "scoring/base/moment.h"
#include "scoring/base/rng.h"
#include "tests/db/database.h"

#define WORLD_PROGRAMMES  4
#define WORLD_PEOPLE_MAX  1000
#define WORLD_RANKED_MAX  6
#define WORLD_AVOIDED_MAX 2
#define WORLD_STAFF       "00000000-0000-7000-8000-000000000000"

struct world_id {
    char text[STORE_ID_SIZE];
};

struct world_need {
    struct world_id student;
    const struct world_id *ranked[WORLD_RANKED_MAX];
    size_t ranked_count, programme;
};

static struct world {
    struct database db;
    struct rng rng;
    store_time now; /* goes on a millisecond a deed, so that of two deeds one was first */
    struct world_id programmes[WORLD_PROGRAMMES];
    struct world_id alumni[WORLD_PEOPLE_MAX], students[WORLD_PEOPLE_MAX];
    size_t alumni_count, students_count;
    /* element i of mentors[p]: a mentor with an offer in programme p */
    const struct world_id *mentors[WORLD_PROGRAMMES][WORLD_PEOPLE_MAX];
    size_t mentors_count[WORLD_PROGRAMMES];
    struct world_need needs[2 * WORLD_PEOPLE_MAX];
    size_t needs_count;
    size_t done, refused; /* deeds of parties */
} world;

static inline bool world_chance(uint64_t of, uint64_t in)
{
    return rng_below(&world.rng, in) < of;
}

/* ---- deeds: each in a transaction of its own, as a handler's */

struct world_deed {
    struct deed deed;
    const struct step *step; /* or what is added: */
    const struct object_kind *kind;
    const char *id;
    const void *object;
    struct faults *faults;
};

static inline enum status world_work(struct store *store, void *context)
{
    struct world_deed *work = context;
    *work->faults = faults_in(work->faults->arena);
    if (work->step != NULL)
        return store_step(store, &work->deed, work->step, work->faults);
    return store_object_add(store, &work->deed, work->kind, work->id, work->object, work->faults);
}

/* Does it; false when it was refused, with a reason in words. Nothing else may happen. */
static inline bool world_do(struct world_deed work)
{
    struct arena *arena = NULL;
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    struct faults faults = faults_in(arena);
    work.faults = &faults;
    work.deed.now = world.now++;
    enum status status = store_transaction(world.db.store, world_work, &work);
    bool refused = status == STATUS_CONFLICT && faults.count == 1;
    cr_assert(status == STATUS_OK || refused, "%s: %s (%s)",
              work.step != NULL ? work.step->event : work.kind->name, status_word(status),
              faults.count > 0 ? faults.items[0].detail : store_error(world.db.store));
    arena_free(arena);
    world.done += !refused;
    world.refused += refused;
    return !refused;
}

static inline bool world_add(const char *name, const struct shape *shape, const void *object,
                             struct world_id *ret_id)
{
    const struct object_kind kind = {name, shape};
    store_id_new(world.now, ret_id->text);
    return world_do((struct world_deed){.deed = {.actor = {ACTOR_STAFF, WORLD_STAFF}},
                                        .kind = &kind,
                                        .id = ret_id->text,
                                        .object = object});
}

static inline bool world_step(const char *object, const char *event, const char *id,
                              struct actor actor, const char *reason)
{
    const struct step step = {
        .lifecycle = lifecycle_find(object), .id = id, .event = event, .reason_code = reason};
    return world_do((struct world_deed){.deed = {.actor = actor}, .step = &step});
}

/* ---- people */

static inline size_t world_ids(const char *sql, struct world_id *ret_ids)
{
    PGresult *result = PQexec(world.db.raw, sql);
    int count = PQntuples(result);
    cr_assert(count > 0 && count <= WORLD_PEOPLE_MAX, "%s", PQerrorMessage(world.db.raw));
    for (int i = 0; i < count; i++)
        snprintf(ret_ids[i].text, sizeof ret_ids[i].text, "%s", PQgetvalue(result, i, 0));
    PQclear(result);
    return (size_t)count;
}

/* Loads what `kring demo` makes up. */
static inline struct people *world_demo(struct demo_request request, struct seeds *seeds,
                                        const char *folder)
{
    char path[] = "/tmp/kring-year-XXXXXX";
    int fd = mkstemp(path);
    cr_assert(ge(int, fd, 0));
    close(fd);
    struct demo *demo = NULL;
    struct people *people = NULL;
    struct faults *faults = &world.db.faults;
    cr_assert(eq(int, files_demo_load(folder, &seeds->taxonomies, faults, &demo), STATUS_OK));
    cr_assert(eq(int, files_demo_write(demo, &request, path, faults), STATUS_OK));
    cr_assert(eq(int, files_people_load(path, seeds, folder, NULL, faults, &people), STATUS_OK));
    files_demo_free(demo);
    unlink(path);
    return people;
}

/* Everybody has one to three seats; every third mentor has hours for two mentorships or so. */
static inline void world_people(size_t alumni, size_t students)
{
    const char *folder = NULL;
    struct seeds *seeds = NULL;
    struct faults *faults = &world.db.faults;
    cr_assert(eq(int, seeds_folder(world.db.arena, faults, &folder), STATUS_OK));
    cr_assert(eq(int, seeds_load(folder, faults, &seeds), STATUS_OK));
    struct people *people = world_demo(
        (struct demo_request){.alumni = alumni, .students = students, .seed = 1, .codes = true},
        seeds, folder);
    for (size_t i = 0; i < people->count; i++)
        people->items[i].seats = 1 + (int32_t)rng_below(&world.rng, 3);
    cr_assert(eq(int, database_import(&world.db, people->items, people->count, NULL), STATUS_OK));
    files_people_free(people);
    seeds_free(seeds);
    database_sql(world.db.raw, "UPDATE person SET hours_max = 25 WHERE external_id LIKE '%3'");
    world.alumni_count =
        world_ids("SELECT id FROM person WHERE external_id LIKE 'demo-a-%' ORDER BY external_id",
                  world.alumni);
    world.students_count =
        world_ids("SELECT id FROM person WHERE external_id LIKE 'demo-s-%' ORDER BY external_id",
                  world.students);
    cr_assert(eq(sz, world.alumni_count, alumni));
    cr_assert(eq(sz, world.students_count, students));
}

/* ---- programmes, offers, needs, requests */

static inline void world_programmes(void)
{
    static const struct programme plans[WORLD_PROGRAMMES] = {
        {.name = "Autumn",
         .starts_on = 20260901,
         .ends_on = 20261231,
         .requests_live_max = 3,
         .hours_each = 10,
         .draft_days = 30,
         .answer_days = 14,
         .info_days = 7,
         .waiting_days = 60,
         .start_days = 14,
         .pause_days = 60,
         .confirm_days = 60,
         .reminder_days = 3},
        {.name = "Winter",
         .starts_on = 20261001,
         .ends_on = 20270331,
         .requests_live_max = 1,
         .hours_each = 0,
         .draft_days = 5,
         .answer_days = 2,
         .info_days = 1,
         .waiting_days = 10,
         .start_days = 3,
         .pause_days = 5,
         .confirm_days = 5,
         .reminder_days = 1},
        {.name = "Year",
         .starts_on = 20260921,
         .ends_on = 20270901,
         .requests_live_max = 5,
         .hours_each = 12,
         .draft_days = 90,
         .answer_days = 30,
         .info_days = 30,
         .waiting_days = 200,
         .start_days = 30,
         .pause_days = 100,
         .confirm_days = 100,
         .reminder_days = 7},
        {.name = "Spring",
         .starts_on = 20270101,
         .ends_on = 20270630,
         .requests_live_max = 2,
         .hours_each = 5,
         .draft_days = 14,
         .answer_days = 10,
         .info_days = 5,
         .waiting_days = 30,
         .start_days = 7,
         .pause_days = 20,
         .confirm_days = 20,
         .reminder_days = 0},
    };
    const struct unit unit = {.kind = UNIT_UNIVERSITY, .name = "Delft"};
    struct world_id unit_id;
    cr_assert(world_add("unit", &unit_shape, &unit, &unit_id));
    for (size_t i = 0; i < WORLD_PROGRAMMES; i++) {
        struct programme programme = plans[i];
        programme.unit_id = unit_id.text;
        cr_assert(world_add("programme", &programme_shape, &programme, &world.programmes[i]));
    }
}

static inline void world_offer(const struct world_id *mentor, size_t programme)
{
    struct world_id id;
    const struct mentor_offer offer = {
        .programme_id = world.programmes[programme].text,
        .mentor_id = mentor->text,
        .seats = 1 + (int32_t)rng_below(&world.rng, 3),
    };
    cr_assert(world_add("mentor_offer", &mentor_offer_shape, &offer, &id));
    world.mentors[programme][world.mentors_count[programme]++] = mentor;
    const struct actor actor = {ACTOR_MENTOR, mentor->text};
    if (world_chance(9, 10))
        cr_assert(world_step("mentor_offer", "publish", id.text, actor, NULL));
}

/* One of the programme's mentors; some are asked far more often than others. */
static inline const struct world_id *world_mentor(size_t programme)
{
    uint64_t among = world.mentors_count[programme];
    for (int i = 0; i < 3; i++)
        among = 1 + rng_below(&world.rng, among);
    return world.mentors[programme][rng_below(&world.rng, among)];
}

static inline size_t world_mentors(size_t programme, size_t wanted, const struct world_id **ret_ids)
{
    size_t count = 0;
    for (size_t i = 0; i < wanted; i++) {
        ret_ids[count] = world_mentor(programme);
        size_t same = 0;
        while (ret_ids[same] != ret_ids[count])
            same++;
        count += same == count;
    }
    return count;
}

static inline void world_need(const struct world_id *student, size_t programme)
{
    struct world_need *told = &world.needs[world.needs_count++];
    const struct world_id *avoided[WORLD_AVOIDED_MAX];
    const char *ranked_ids[WORLD_RANKED_MAX], *avoided_ids[WORLD_AVOIDED_MAX];
    struct world_id id;
    told->student = *student;
    told->programme = programme;
    told->ranked_count =
        world_mentors(programme, rng_below(&world.rng, WORLD_RANKED_MAX + 1), told->ranked);
    size_t avoided_count =
        world_mentors(programme, rng_below(&world.rng, WORLD_AVOIDED_MAX + 1), avoided);
    for (size_t i = 0; i < told->ranked_count; i++)
        ranked_ids[i] = told->ranked[i]->text;
    for (size_t i = 0; i < avoided_count; i++)
        avoided_ids[i] = avoided[i]->text;
    const struct need need = {
        .programme_id = world.programmes[programme].text,
        .student_id = student->text,
        .ranked = ranked_ids,
        .ranked_count = told->ranked_count,
        .avoided = avoided_ids,
        .avoided_count = avoided_count,
        .fallback = world_chance(3, 4),
        .mentors_wanted = 1 + (int32_t)rng_below(&world.rng, 2),
    };
    cr_assert(world_add("need", &need_shape, &need, &id));
}

/* A request about one of the needs, mostly to one of the mentors ranked; one in four stays a draft.
 */
static inline void world_request(void)
{
    const struct world_need *need = &world.needs[rng_below(&world.rng, world.needs_count)];
    const struct world_id *mentor = world_mentor(need->programme);
    if (need->ranked_count > 0 && world_chance(3, 4))
        mentor = need->ranked[rng_below(&world.rng, need->ranked_count)];
    const struct mentoring_request request = {
        .programme_id = world.programmes[need->programme].text,
        .student_id = need->student.text,
        .mentor_id = mentor->text,
        .message = "May I ask you about your work?",
    };
    struct world_id id;
    const struct actor actor = {ACTOR_STUDENT, need->student.text};
    if (world_add("mentoring_request", &mentoring_request_shape, &request, &id) &&
        world_chance(3, 4))
        world_step("mentoring_request", "submit", id.text, actor, NULL);
}

static inline void world_new(size_t alumni, size_t students, size_t requests)
{
    memset(&world, 0, sizeof world);
    world.db = database_migrated();
    world.rng = rng_seeded(2026);
    world.now = TEST_NOW;
    world_people(alumni, students);
    world_programmes();
    for (size_t i = 0; i < alumni; i++) {
        world_offer(&world.alumni[i], i % WORLD_PROGRAMMES);
        if (world_chance(1, 2))
            world_offer(&world.alumni[i], (i + 1) % WORLD_PROGRAMMES);
    }
    for (size_t i = 0; i < students; i++) {
        world_need(&world.students[i], i % WORLD_PROGRAMMES);
        if (world_chance(1, 3))
            world_need(&world.students[i], (i + 1) % WORLD_PROGRAMMES);
    }
    for (size_t i = 0; i < requests; i++)
        world_request();
}

/* ---- what parties do */

/* id, state, student, mentor of what waits, the longest first. */
static inline PGresult *world_waiting(const char *object)
{
    char sql[500];
    bool offers = strcmp(object, "mentor_offer") == 0;
    snprintf(sql, sizeof sql,
             "SELECT waiting.id, waiting.state, student.id, mentor.id FROM %s AS waiting "
             "JOIN person AS mentor ON mentor.id = waiting.mentor_id "
             "LEFT JOIN person AS student ON student.id = %s "
             "WHERE waiting.deadline_at IS NOT NULL "
             "ORDER BY waiting.created_at, student.external_id, mentor.external_id",
             object, offers ? "NULL" : "waiting.student_id");
    PGresult *result = PQexec(world.db.raw, sql);
    cr_assert(PQresultStatus(result) == PGRES_TUPLES_OK, "%s", PQerrorMessage(world.db.raw));
    return result;
}

/* One of the events that somebody may fire in a state; those that lead on are fired more often. */
static inline const struct lifecycle_row *world_event(const struct lifecycle *lifecycle,
                                                      const char *state)
{
    const struct lifecycle_row *chosen = NULL;
    uint64_t count = 0;
    for (const struct lifecycle_row *row = lifecycle->rows; row->event != NULL; row++) {
        bool may = row->path != NULL && lifecycle_allows(row, state);
        if (may && world_chance(1, ++count))
            chosen = row;
        if (may && lifecycle_names("accept start pause", row->event) && world_chance(1, 3))
            return row;
    }
    cr_assert(chosen != NULL, "nobody may do anything with a %s that is %s", lifecycle->object,
              state);
    return chosen;
}

/* One of those that may; ids[i] is that of the actor i. */
static inline struct actor world_actor(unsigned who, const char *const *ids)
{
    struct actor actor = {ACTOR_COUNT, NULL};
    uint64_t count = 0;
    for (int i = ACTOR_STUDENT; i <= ACTOR_STAFF; i++)
        if ((who & 1U << i) != 0 && world_chance(1, ++count))
            actor = (struct actor){(enum actor_kind)i, ids[i]};
    return actor;
}

/* The first of the reasons that may be given; "" for none. */
static inline void world_reason(const struct lifecycle_row *row, char ret_reason[41])
{
    const char *words = row->reasons == NULL ? "" : row->reasons;
    words += words[0] == '!';
    snprintf(ret_reason, 41, "%.*s", (int)strcspn(words, " "), words);
}

static inline void world_act_on(const char *object, const PGresult *waiting, int at)
{
    char reason[41];
    const char *state = PQgetvalue(waiting, at, 1);
    const char *const ids[ACTOR_COUNT] = {[ACTOR_STUDENT] = PQgetvalue(waiting, at, 2),
                                          [ACTOR_MENTOR] = PQgetvalue(waiting, at, 3),
                                          [ACTOR_STAFF] = WORLD_STAFF};
    if (lifecycle_names("active paused", state) && world_chance(4, 5))
        return; /* what goes on, or rests, is mostly left alone */
    const struct lifecycle_row *row = world_event(lifecycle_find(object), state);
    world_reason(row, reason);
    world_step(object, row->event, PQgetvalue(waiting, at, 0), world_actor(row->who, ids),
               reason[0] == '\0' ? NULL : reason);
}

/* Somebody does something with something that waits. */
static inline void world_act(const char *object)
{
    PGresult *waiting = world_waiting(object);
    int count = PQntuples(waiting);
    if (count > 0)
        world_act_on(object, waiting, (int)rng_below(&world.rng, (uint64_t)count));
    PQclear(waiting);
}

#endif
