/* A year by the clock: whatever parties do or leave undone, nothing waits past its deadline, nobody
 * waits while a seat is free, and in the end nothing waits at all. */
#include "tests/db/counters.h"
#include "tests/db/year_world.h"

#include <pthread.h>

#define YEAR_DAYS       366
#define ACTIONS_A_DAY   12
#define ACTION_MS_MAX   (MOMENT_DAY_MS / ACTIONS_A_DAY - 10) /* between two, within the day */
#define CLOCK_EVENT_MAX 60

TestSuite(year, .timeout = 240);

/* ---- the clock, and what it did */

static struct {
    const char *object, *event;
    size_t count;
} fired[CLOCK_EVENT_MAX];
static size_t fired_count, fired_steps;

static void count_step(void *context, const char *object, const char *event)
{
    size_t i = 0;
    (void)context;
    while (i < fired_count &&
           (strcmp(fired[i].object, object) != 0 || strcmp(fired[i].event, event) != 0))
        i++;
    cr_assert(lt(sz, i, CLOCK_EVENT_MAX));
    if (i == fired_count)
        fired_count++;
    fired[i].object = object;
    fired[i].event = event;
    fired[i].count++;
    fired_steps++;
}

static size_t tick(void)
{
    const struct deed deed = {.actor = {.kind = ACTOR_CLOCK}, .now = world.now};
    size_t steps = 0;
    enum status status = store_clock(world.db.store, &deed, count_step, NULL, &steps);
    cr_assert(eq(int, status, STATUS_OK), "%s", store_error(world.db.store));
    return steps;
}

static bool clock_fires_all(void)
{
    bool all = true;
    for (const struct lifecycle *at = lifecycles; at->object != NULL; at++)
        for (const struct lifecycle_row *row = at->rows; row->event != NULL; row++) {
            size_t i = 0;
            while (i < fired_count && (strcmp(fired[i].object, at->object) != 0 ||
                                       strcmp(fired[i].event, row->event) != 0))
                i++;
            if (row->due != DUE_NEVER && i == fired_count) {
                cr_log_error("the clock never fired %s %s", at->object, row->event);
                all = false;
            }
        }
    return all;
}

/* ---- what must hold: each counts what does not */

#define LIVE_OBJECTS                                                                               \
    "(SELECT deadline_at, reminder_at FROM mentor_offer UNION ALL "                                \
    "SELECT deadline_at, reminder_at FROM mentoring_request UNION ALL "                            \
    "SELECT deadline_at, reminder_at FROM mentorship UNION ALL "                                   \
    "SELECT deadline_at, reminder_at FROM round UNION ALL "                                        \
    "SELECT deadline_at, reminder_at FROM run UNION ALL "                                          \
    "SELECT deadline_at, reminder_at FROM pair UNION ALL "                                         \
    "SELECT deadline_at, reminder_at FROM internship_lead UNION ALL "                              \
    "SELECT deadline_at, reminder_at FROM application UNION ALL "                                  \
    "SELECT deadline_at, reminder_at FROM lecture_offer UNION ALL "                                \
    "SELECT deadline_at, reminder_at FROM lecture_request UNION ALL "                              \
    "SELECT deadline_at, reminder_at FROM lecture_booking UNION ALL "                              \
    "SELECT deadline_at, reminder_at FROM membership UNION ALL "                                   \
    "SELECT deadline_at, reminder_at FROM consent) AS object "

static const struct fact {
    const char *what, *sql;
} facts[] = {
    {"nothing waits past its deadline",
     "SELECT count(*) FROM " LIVE_OBJECTS "WHERE deadline_at <= (SELECT now FROM test_clock)"},
    {"no reminder is late",
     "SELECT count(*) FROM " LIVE_OBJECTS "WHERE reminder_at <= (SELECT now FROM test_clock)"},
    {"nobody waits while a seat is free",
     "SELECT count(*) FROM mentor_offer AS offer JOIN person ON person.id = offer.mentor_id "
     "WHERE offer.state = 'active' AND EXISTS (SELECT FROM mentoring_request AS request "
     "WHERE request.offer_id = offer.id AND request.state = 'waitlisted') "
     "AND least(offer.seats - offer.seats_taken, person.seats - person.seats_taken) > "
     "(SELECT count(*) FROM mentoring_request AS request WHERE request.offer_id = offer.id "
     "AND request.state IN ('pending', 'info_requested'))"},
    {"positions of a waiting list are 1, 2, 3 …",
     "SELECT count(*) FROM (SELECT position_of(request) AS told, row_number() OVER "
     "(PARTITION BY offer_id ORDER BY state_since, id) AS due FROM mentoring_request AS request "
     "WHERE state = 'waitlisted') AS place WHERE told <> due"},
    {"who waited before is promoted before",
     "SELECT count(*) FROM test_waiting AS first JOIN test_waiting AS later "
     "ON later.offer_id = first.offer_id AND later.place > first.place "
     "JOIN mentoring_request AS left_behind ON left_behind.id = first.id "
     "JOIN mentoring_request AS promoted ON promoted.id = later.id "
     "WHERE left_behind.state = 'waitlisted' AND promoted.state = 'pending'"},
    {"a position never grows",
     "SELECT count(*) FROM test_waiting AS before JOIN mentoring_request AS request "
     "USING (id, state_since) WHERE request.state = 'waitlisted' "
     "AND position_of(request) > before.place"},
};

static void expect_facts(const char *when)
{
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++)
        cr_assert(eq(str, (char *)(uintptr_t)database_sql(world.db.raw, facts[i].sql), "0"),
                  "%s, but not %s", facts[i].what, when);
    cr_assert(eq(str, (char *)(uintptr_t)counters_drift(world.db.raw), ""), "%s", when);
    cr_assert(eq(str, (char *)(uintptr_t)counters_overbooked(world.db.raw), ""), "%s", when);
}

/* The tables that facts look at: what time it is, and who waits where before the clock ticks. */
static void begin_facts(void)
{
    database_sql(world.db.raw, "SET jit = off"); /* it takes longer than the facts */
    database_sql(world.db.raw, "CREATE TEMP TABLE test_clock (now timestamptz)");
    database_sql(world.db.raw, "CREATE TEMP TABLE test_waiting "
                               "(id uuid, offer_id uuid, state_since timestamptz, place integer)");
}

/* Everybody has agreed to news, for a day to ten months. */
static void begin_consents(void)
{
    char sql[700];
    snprintf(sql, sizeof sql,
             "INSERT INTO consent (id, person_id, purpose, channel, basis, text_version, given_at, "
             "expires_at, deadline_at, state, state_since, created_at, updated_at) "
             "SELECT gen_random_uuid(), id, 'news', 'email', 'consent', '1', day, ends, ends, "
             "'given', day, day, day FROM (SELECT id, from_ms(%lld) AS day, from_ms(%lld) + "
             "make_interval(days => 1 + (row_number() OVER (ORDER BY id) %% 300)::integer) AS ends "
             "FROM person) AS said",
             (long long)TEST_NOW, (long long)TEST_NOW);
    database_sql(world.db.raw, sql);
}

/* Everybody is invited to a group, or asked to join it, and nobody answers. */
static void begin_memberships(void)
{
    char sql[900];
    snprintf(sql, sizeof sql,
             "INSERT INTO member_group (id, unit_id, kind, name, rule, joinable, answer_days, "
             "created_at, updated_at) SELECT gen_random_uuid(), id, 'circle', 'Year', '{}', true, "
             "30, from_ms(%lld), from_ms(%lld) FROM unit LIMIT 1",
             (long long)TEST_NOW, (long long)TEST_NOW);
    database_sql(world.db.raw, sql);
    snprintf(sql, sizeof sql,
             "INSERT INTO membership (id, group_id, unit_id, person_id, origin, state, "
             "state_since, deadline_at, created_at, updated_at) SELECT gen_random_uuid(), "
             "member_group.id, unit_id, said.id, word, word, day, day + "
             "make_interval(days => 1 + (number %% 300)::integer), day, day FROM member_group, "
             "(SELECT id, from_ms(%lld) AS day, row_number() OVER (ORDER BY id) AS number "
             "FROM person) AS said CROSS JOIN LATERAL (SELECT CASE number %% 2 WHEN 0 THEN "
             "'invited' ELSE 'requested' END AS word) AS origin WHERE number <= 50",
             (long long)TEST_NOW);
    database_sql(world.db.raw, sql);
}

/* ---- rounds: one that is never published, and one whose pairs are answered or not */

#define ROUND_PROGRAMME ((size_t)2) /* "Year", which ends on day 345 */
#define STRAY_DAY       344

static struct world_id round_id;

/* The n-th who needs a mentor with the n-th who offers a seat, in a state before publication. */
static void add_pairs(const char *state, int count)
{
    char sql[1800];
    snprintf(sql, sizeof sql,
             "WITH added AS (INSERT INTO pair (id, round_id, programme_id, student_id, mentor_id, "
             "score_bp, state, state_since, deadline_at, created_at, updated_at) "
             "SELECT new_id(%lld), '%s', programme.id, student_id, mentor_id, 5000, '%s', "
             "from_ms(%lld), deadline_of(programme, 'ends_on', from_ms(%lld)), from_ms(%lld), "
             "from_ms(%lld) FROM programme CROSS JOIN LATERAL (SELECT student_id, row_number() "
             "OVER (ORDER BY student_id) AS place FROM need WHERE programme_id = programme.id "
             "AND NOT EXISTS (SELECT FROM pair WHERE pair.student_id = need.student_id)) AS asks "
             "JOIN LATERAL (SELECT mentor_id, row_number() OVER (ORDER BY mentor_id) AS place "
             "FROM mentor_offer WHERE programme_id = programme.id) AS offers USING (place) "
             "WHERE programme.id = '%s' AND place <= %d AND student_id <> mentor_id "
             "RETURNING id, state, created_at) "
             "INSERT INTO audit (object, object_id, version, event, to_state, actor, at) "
             "SELECT 'pair', id, 1, 'create', state, 'staff', created_at FROM added",
             (long long)world.now, round_id.text, state, (long long)world.now, (long long)world.now,
             (long long)world.now, (long long)world.now, world.programmes[ROUND_PROGRAMME].text,
             count);
    database_sql(world.db.raw, sql);
}

/* One whose server went away, so that it waits until the programme ends. */
static void add_run(void)
{
    char sql[1200];
    snprintf(sql, sizeof sql,
             "WITH taken AS (INSERT INTO snapshot (id, round_id, taken_at, bytes, students, "
             "mentors, seats) VALUES (new_id(%lld), '%s', from_ms(%lld), '', 1, 1, 1) "
             "RETURNING id), added AS (INSERT INTO run (id, round_id, programme_id, snapshot_id, "
             "objective, minimum_bp, seed, orders, state, state_since, deadline_at, created_at, "
             "updated_at) SELECT new_id(%lld), '%s', '%s', id, 'repair', 0, 1, '{}', 'running', "
             "from_ms(%lld), from_ms(%lld), from_ms(%lld), from_ms(%lld) FROM taken RETURNING id) "
             "INSERT INTO audit (object, object_id, version, event, to_state, actor, at) "
             "SELECT 'run', id, 1, 'create', 'queued', 'staff', from_ms(%lld) FROM added",
             (long long)world.now, round_id.text, (long long)world.now, (long long)world.now,
             round_id.text, world.programmes[ROUND_PROGRAMME].text, (long long)world.now,
             (long long)world.now, (long long)world.now, (long long)world.now,
             (long long)world.now);
    database_sql(world.db.raw, sql);
}

static void begin_rounds(void)
{
    static const char *const events[] = {"open", "freeze"};
    const struct actor staff = {ACTOR_STAFF, WORLD_STAFF};
    struct matching_round round = {.programme_id = world.programmes[0].text, .name = "Never"};
    struct world_id never;
    char sql[200];
    cr_assert(world_add("round", &round_shape, &round, &never));
    round = (struct matching_round){.programme_id = world.programmes[ROUND_PROGRAMME].text,
                                    .name = "Year"};
    cr_assert(world_add("round", &round_shape, &round, &round_id));
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++)
        cr_assert(world_step("round", events[i], round_id.text, staff, NULL));
    add_pairs("approved", 60);
    snprintf(sql, sizeof sql, "UPDATE round SET state = 'review' WHERE id = '%s'", round_id.text);
    database_sql(world.db.raw, sql);
    cr_assert(world_step("round", "publish", round_id.text, staff, NULL));
    add_run();
}

/* Leads that nobody goes on with, and applications that stay where they are. */
static void begin_internships(void)
{
    static const char *const states[] = {"submitted", "accepted", "started"};
    struct programme plan = {.unit_id = NULL};
    struct world_id id;
    const struct actor staff = {ACTOR_STAFF, WORLD_STAFF};
    plan = (struct programme){.unit_id = database_sql(world.db.raw, "SELECT id FROM unit LIMIT 1"),
                              .name = "Internships",
                              .kind = PROGRAMME_INTERNSHIPS,
                              .starts_on = 20260901,
                              .ends_on = 20270331};
    programme_defaults(&plan);
    cr_assert(world_add("programme", &programme_shape, &plan, &id));
    for (size_t i = 0; i < 4; i++) {
        struct world_id lead, application;
        struct internship_lead told = {.programme_id = id.text,
                                       .host_id = world.alumni[i].text,
                                       .title = "T",
                                       .text = "t",
                                       .employer = "E",
                                       .starts_on = 20261201,
                                       .ends_on = 20270331,
                                       .seats = 1,
                                       .apply_until = 20261115};
        cr_assert(world_add("internship_lead", &internship_lead_shape, &told, &lead));
        if (i == 3)
            break; /* that one stays a draft */
        cr_assert(world_step("internship_lead", "submit", lead.text, staff, NULL));
        cr_assert(world_step("internship_lead", "publish", lead.text, staff, NULL));
        const struct application asked = {
            .programme_id = id.text, .lead_id = lead.text, .student_id = world.students[i].text};
        char sql[500];
        cr_assert(world_add("application", &application_shape, &asked, &application));
        cr_assert(world_step("application", "submit", application.text, staff, NULL));
        snprintf(sql, sizeof sql,
                 "UPDATE application SET state = '%s', reminder_at = CASE WHEN %s THEN reminder_at "
                 "END, signed_student_at = created_at, "
                 "signed_school_at = created_at, signed_host_at = created_at WHERE id = '%s'; "
                 "UPDATE internship_lead SET seats_taken = %d WHERE id = '%s'",
                 states[i], i < 2 ? "true" : "false", application.text, i > 0, lead.text);
        database_sql(world.db.raw, sql);
    }
}

/* A course that somebody is invited to and nobody answers, and one whose lecture is held. */
static void begin_lectures(void)
{
    struct world_id id, offer;
    const struct actor staff = {ACTOR_STAFF, WORLD_STAFF};
    struct programme plan = {.unit_id = database_sql(world.db.raw, "SELECT id FROM unit LIMIT 1"),
                             .name = "Lectures",
                             .kind = PROGRAMME_LECTURES,
                             .starts_on = 20260901,
                             .ends_on = 20270331};
    programme_defaults(&plan);
    plan.hours_each = 0;
    cr_assert(world_add("programme", &programme_shape, &plan, &id));
    struct lecture_offer offered = {
        .programme_id = id.text, .speaker_id = world.alumni[0].text, .title = "T"};
    lecture_offer_defaults(&offered);
    cr_assert(world_add("lecture_offer", &lecture_offer_shape, &offered, &offer));
    cr_assert(world_step("lecture_offer", "publish", offer.text, staff, NULL));
    for (size_t i = 0; i < 2; i++) {
        struct world_id request, booking;
        struct lecture_request asked = {.programme_id = id.text,
                                        .teacher_id = world.students[i].text,
                                        .course = "C",
                                        .earliest_on = 20261001,
                                        .latest_on = 20261231};
        lecture_request_defaults(&asked);
        cr_assert(world_add("lecture_request", &lecture_request_shape, &asked, &request));
        cr_assert(world_step("lecture_request", "open", request.text, staff, NULL));
        const moment starts_at = 1797242400000; /* 2026-12-14T10:00:00Z */
        const struct lecture_booking invited = {.programme_id = id.text,
                                                .request_id = request.text,
                                                .offer_id = offer.text,
                                                .teacher_id = world.students[i].text,
                                                .starts_at = starts_at,
                                                .ends_at = starts_at + 3600000};
        cr_assert(world_add("lecture_booking", &lecture_booking_shape, &invited, &booking));
        if (i == 0)
            continue;
        cr_assert(world_step("lecture_booking", "accept", booking.text, staff, NULL));
        cr_assert(world_step("lecture_booking", "confirm", booking.text, staff, NULL));
    }
}

static void remember(void)
{
    char sql[100];
    database_sql(world.db.raw, "TRUNCATE test_clock, test_waiting");
    snprintf(sql, sizeof sql, "INSERT INTO test_clock VALUES (from_ms(%lld))",
             (long long)world.now);
    database_sql(world.db.raw, sql);
    database_sql(world.db.raw, "INSERT INTO test_waiting SELECT id, offer_id, state_since, "
                               "position_of(request) FROM mentoring_request AS request "
                               "WHERE state = 'waitlisted'");
}

static void expect_end(void)
{
    static const char *const nothing[] = {
        "SELECT count(*) FROM " LIVE_OBJECTS "WHERE deadline_at IS NOT NULL",
        "SELECT sum(seats_taken) FROM mentor_offer",
        "SELECT sum(seats_taken) FROM person",
        "SELECT sum(requests_live) FROM need",
    };
    for (size_t i = 0; i < sizeof nothing / sizeof nothing[0]; i++)
        cr_expect(eq(str, (char *)(uintptr_t)database_sql(world.db.raw, nothing[i]), "0"), "%s",
                  nothing[i]);
    for (const struct lifecycle *at = lifecycles; at->object != NULL; at++) {
        char sql[200];
        snprintf(sql, sizeof sql, "SELECT DISTINCT state FROM %s", at->object);
        PGresult *result = PQexec(world.db.raw, sql);
        for (int i = 0; i < PQntuples(result); i++)
            cr_expect(lifecycle_state(at, PQgetvalue(result, i, 0))->end, "a %s is %s", at->object,
                      PQgetvalue(result, i, 0));
        PQclear(result);
    }
}

/* ---- a year */

static void one_day(int day)
{
    char when[40];
    for (int i = 0; i < ACTIONS_A_DAY; i++) {
        uint64_t what = rng_below(&world.rng, 24);
        world.now += (store_time)rng_below(&world.rng, ACTION_MS_MAX);
        if (what < 4)
            world_request();
        else
            world_act(what == 4   ? "mentor_offer"
                      : what == 5 ? "pair"
                      : what < 17 ? "mentoring_request"
                                  : "mentorship");
    }
    /* Of a round that is published none is left; a clock that comes to pairs before rounds finds
     * those of one that is not. */
    if (day == STRAY_DAY)
        add_pairs("proposed", 3);
    world.now = TEST_NOW + day * MOMENT_DAY_MS;
    remember();
    (void)tick();
    snprintf(when, sizeof when, "on day %d", day);
    expect_facts(when);
    cr_assert(eq(sz, tick(), 0), "the clock finds more to do at the same time %s", when);
}

static void print_year(void)
{
    fprintf(stderr,
            "note: a year: %zu deeds of parties, %zu refused, %zu steps by the clock:", world.done,
            world.refused, fired_steps);
    for (size_t i = 0; i < fired_count; i++)
        fprintf(stderr, "%s %s %s %zu", i == 0 ? "" : ",", fired[i].object, fired[i].event,
                fired[i].count);
    fputc('\n', stderr);
}

Test(year, after_each_day_of_a_year_nothing_waits_past_its_deadline_and_in_the_end_nothing_waits)
{
    world_new(400, 300, 700);
    begin_facts();
    begin_consents();
    begin_memberships();
    begin_rounds();
    begin_internships();
    begin_lectures();
    for (int day = 1; day <= YEAR_DAYS; day++)
        one_day(day);
    print_year();
    expect_end();
    world.now += 3650 * MOMENT_DAY_MS;
    cr_expect(eq(sz, tick(), 0), "after the end there is nothing to do");
    cr_expect(clock_fires_all());
    database_drop(&world.db);
}

/* ---- two clocks */

struct clock {
    struct store *store;
    pthread_barrier_t *start;
    store_time now;
    size_t steps;
    enum status status;
};

static void *clock_main(void *context)
{
    struct clock *clock = context;
    const struct deed deed = {.actor = {.kind = ACTOR_CLOCK}, .now = clock->now};
    pthread_barrier_wait(clock->start);
    clock->status = store_clock(clock->store, &deed, NULL, NULL, &clock->steps);
    return NULL;
}

static void tick_twice_at_once(struct clock clocks[2])
{
    pthread_t threads[2];
    pthread_barrier_t start;
    pthread_barrier_init(&start, NULL, 2);
    for (size_t i = 0; i < 2; i++) {
        clocks[i].start = &start;
        clocks[i].now = world.now;
        cr_assert(zero(int, pthread_create(&threads[i], NULL, clock_main, &clocks[i])));
    }
    for (size_t i = 0; i < 2; i++) {
        pthread_join(threads[i], NULL);
        cr_assert(eq(int, clocks[i].status, STATUS_OK), "%s", store_error(clocks[i].store));
    }
    pthread_barrier_destroy(&start);
}

/* Steps as the clocks count them are those of the audit: none was fired twice, none was lost. */
Test(year, two_clocks_at_once_fire_each_due_event_once)
{
    struct clock clocks[2] = {0};
    size_t steps = 0, both = 0;
    world_new(80, 100, 250);
    begin_facts();
    for (size_t i = 0; i < 2; i++)
        cr_assert(eq(int, store_open(world.db.url, &clocks[i].store), STATUS_OK));
    for (int day = 1; day <= YEAR_DAYS; day += 12) {
        for (int i = 0; i < 20; i++)
            world_act(i % 2 == 0 ? "mentoring_request" : "mentorship");
        world.now = TEST_NOW + day * MOMENT_DAY_MS;
        remember();
        tick_twice_at_once(clocks);
        steps += clocks[0].steps + clocks[1].steps;
        both += clocks[0].steps > 0 && clocks[1].steps > 0;
        expect_facts("with two clocks");
        cr_assert(eq(sz, tick(), 0));
    }
    const char *made =
        database_sql(world.db.raw, "SELECT count(*) FROM audit WHERE actor = 'clock'");
    cr_expect(eq(sz, strtoul(made, NULL, 10), steps));
    cr_expect(gt(sz, both, 0), "the clocks never worked at the same time");
    for (size_t i = 0; i < 2; i++)
        store_close(clocks[i].store);
    database_drop(&world.db);
}
