/* What the clock does: deadlines by the programme's days, reminders once, each due event fired
 * once, whoever else is at it; and what cannot move holds up nothing. */
#include "tests/db/step_world.h"

#include <pthread.h>

#define DAY MOMENT_DAY_MS
#define ENDS_AT                                                                                    \
    ((store_time)1814400000000) /* 2027-07-01T00:00Z: the programme's last day is over */

static struct id offer;

static void start(void)
{
    set_up();
    step_now = TEST_NOW;
    found_university();
    struct mentor_offer sample = sample_offer(&ann);
    offer = added(&offers, &sample);
}

TestSuite(due, .init = start, .fini = tear_down, .timeout = 120);

/* ---- deadlines: events by which a state is reached, and its end and reminder in days */

struct path {
    const char *object, *events[4];
    int days, reminder; /* from step_now; 0: with the programme; no reminder */
};
static const struct path paths[] = {
    {"mentor_offer", {"publish"}, 0, 0},
    {"mentor_offer", {"publish", "pause"}, 0, 0},
    {"mentoring_request", {"submit"}, 14, 11},
    {"mentoring_request", {"submit", "ask_info"}, 7, 4},
    {"mentoring_request", {"submit", "ask_info", "answer"}, 14, 11},
    {"mentoring_request", {"submit", "wait"}, 60, 0},
    {"mentorship", {NULL}, 14, 11},
    {"mentorship", {"start"}, 0, 0},
    {"mentorship", {"start", "pause"}, 60, 57},
    {"mentorship", {"start", "pause", "resume"}, 0, 0},
};

/* All anew; an offer that is active unless it is the object itself. */
static struct id object_of(const char *object)
{
    sql("DELETE FROM need");
    sql("DELETE FROM hours_year");
    sql("DELETE FROM mentor_offer");
    sql("UPDATE person SET seats_taken = 0, seats = 3");
    struct mentor_offer sample = sample_offer(&ann);
    offer = added(&offers, &sample);
    if (strcmp(object, "mentor_offer") == 0)
        return offer;
    EXPECT_FIRED("mentor_offer", &offer, "publish", "");
    return strcmp(object, "mentorship") == 0 ? paired(&cas, &ann) : drafted(&cas, &ann);
}

static struct id walk(const struct path *path)
{
    struct id id = object_of(path->object);
    for (size_t i = 0; i < SHAPE_COUNT(path->events) && path->events[i] != NULL; i++) {
        if (strcmp(path->events[i], "wait") == 0)
            sql("UPDATE person SET seats = 0");
        EXPECT_FIRED(path->object, &id, path->events[i], "");
    }
    return id;
}

static void expect_times(const struct path *path, const struct id *id, store_time ends_at)
{
    store_time deadline = path->days == 0 ? ends_at : step_now + path->days * DAY;
    deadline = deadline > ends_at ? ends_at : deadline;
    store_time reminder = path->reminder == 0 ? 0 : deadline - 3 * DAY;
    EXPECT_SQL((char *)arena_printf(db.arena, "%lld %lld", (long long)deadline,
                                    (long long)(reminder > step_now ? reminder : 0)),
               "SELECT to_ms(deadline_at) || ' ' || coalesce(to_ms(reminder_at), 0) "
               "FROM %s WHERE id = '%s'",
               path->object, id->text);
}

Test(due, a_state_ends_by_the_days_of_its_programme)
{
    for (size_t i = 0; i < SHAPE_COUNT(paths); i++) {
        struct id id = walk(&paths[i]);
        expect_times(&paths[i], &id, ENDS_AT);
    }
}

Test(due, nothing_waits_beyond_the_programme_s_end)
{
    sql("UPDATE programme SET ends_on = '2026-09-22'");
    for (size_t i = 0; i < SHAPE_COUNT(paths); i++) {
        struct id id = walk(&paths[i]);
        expect_times(&paths[i], &id, 1790121600000 /* 2026-09-23T00:00Z */);
    }
}

Test(due, a_programme_that_reminds_nobody_sets_no_reminder)
{
    sql("UPDATE programme SET reminder_days = 0");
    for (size_t i = 0; i < SHAPE_COUNT(paths); i++) {
        struct id id = walk(&paths[i]);
        EXPECT_SQL("t", "SELECT reminder_at IS NULL FROM %s WHERE id = '%s'", paths[i].object,
                   id.text);
    }
}

/* ---- what is fired, and when */

static const struct {
    struct path path;
    const char *state;
} ends[] = {
    {{"mentor_offer", {NULL}, 30, 0}, "expired"},
    {{"mentor_offer", {"publish"}, 0, 0}, "expired"},
    {{"mentor_offer", {"publish", "pause"}, 0, 0}, "expired"},
    {{"mentoring_request", {NULL}, 30, 0}, "expired"},
    {{"mentoring_request", {"submit"}, 14, 11}, "expired"},
    {{"mentoring_request", {"submit", "ask_info"}, 7, 4}, "expired"},
    {{"mentoring_request", {"submit", "wait"}, 60, 0}, "expired"},
    {{"mentorship", {NULL}, 14, 11}, "void"},
    {{"mentorship", {"start"}, 0, 0}, "completed"},
    {{"mentorship", {"start", "pause"}, 60, 57}, "ended_early"},
};

static void expect_fired_at(const struct path *path, const struct id *id, store_time when,
                            const char *event, size_t count)
{
    step_now = when - 1;
    cr_expect(eq(sz, tick(), 0), "%s %s came early", path->object, event);
    step_now = when;
    cr_expect(eq(sz, tick(), count), "%s %s", path->object, event);
    EXPECT_SQL((char *)arena_printf(db.arena, "clock none %lld", (long long)when),
               "SELECT concat_ws(' ', actor, coalesce(actor_id::text, 'none'), to_ms(at)) "
               "FROM audit WHERE object_id = '%s' ORDER BY version DESC LIMIT 1",
               id->text);
    cr_expect(eq(sz, tick(), 0), "%s %s came twice", path->object, event);
}

Test(due, the_clock_reminds_once_and_ends_each_wait_when_it_is_over)
{
    for (size_t i = 0; i < SHAPE_COUNT(ends); i++) {
        const struct path *path = &ends[i].path;
        step_now = TEST_NOW;
        struct id id = walk(path);
        sql("UPDATE mentor_offer SET deadline_at = from_ms(%lld + 1) WHERE id <> '%s'",
            (long long)ENDS_AT, id.text); /* an offer ends with the programme as well: after it */
        if (path->reminder != 0)
            expect_fired_at(path, &id, TEST_NOW + path->reminder * DAY, "remind", 1);
        expect_fired_at(path, &id, path->days == 0 ? ENDS_AT : TEST_NOW + path->days * DAY,
                        ends[i].state, 1);
        cr_expect(eq(str, (char *)state_of(path->object, &id), (char *)ends[i].state));
        expect_agreement(ends[i].state);
    }
}

Test(due, a_day_when_both_are_due_ends_without_a_reminder)
{
    static const struct path both[] = {
        {"mentoring_request", {"submit"}, 0, 0},
        {"mentorship", {NULL}, 0, 0},
        {"mentorship", {"start", "pause"}, 0, 0},
    };
    for (size_t i = 0; i < SHAPE_COUNT(both); i++) {
        step_now = TEST_NOW;
        struct id id = walk(&both[i]);
        step_now += 70 * DAY;
        cr_expect(eq(sz, tick(), 1));
        EXPECT_SQL("t", "SELECT deadline_at IS NULL FROM %s WHERE id = '%s'", both[i].object,
                   id.text);
        EXPECT_SQL("0", "SELECT count(*) FROM audit WHERE event = 'remind'");
    }
}

Test(due, an_answer_that_never_came_asks_the_next_choice)
{
    active_offer(&bo);
    sql("UPDATE mentor_offer SET state = 'active', deadline_at = from_ms(%lld)",
        (long long)ENDS_AT);
    const struct id *const ranked[] = {&ann, &bo};
    told_need(&cas, ranked, 2, true, 1);
    sent(&cas, &ann);
    step_now += 14 * DAY;
    cr_expect(eq(sz, tick(), 1));
    EXPECT_SQL("expired pending",
               "SELECT string_agg(state, ' ' ORDER BY choice) FROM mentoring_request");
    step_now += 14 * DAY;
    cr_expect(eq(sz, tick(), 1));
    EXPECT_SQL("1", "SELECT count(*) FROM outbox WHERE notice = 'need.choices_exhausted'");
}

/* ---- many at once */

#define MANY 230 /* more than two batches */

/* Drafts of as many students to ann, all past their deadline; their ids are in order. */
static void crowd(void)
{
    EXPECT_FIRED("mentor_offer", &offer, "publish", "");
    sql("INSERT INTO person (id, external_id, role, remote, seats, place_confidence, "
        "country_confidence, created_at, updated_at) SELECT new_id(n), 'crowd' || n, 'student', "
        "false, 0, 0, 0, from_ms(n), from_ms(n) FROM generate_series(1, %d) AS n",
        MANY);
    sql("INSERT INTO need (id, programme_id, student_id, wishes, ranked, avoided, fallback, "
        "mentors_wanted, created_at, updated_at) SELECT id, '%s', id, '{}', '[]', '[]', false, 1, "
        "created_at, created_at FROM person WHERE external_id LIKE 'crowd%%'",
        programme.text);
    sql("INSERT INTO mentoring_request (id, need_id, offer_id, programme_id, student_id, "
        "mentor_id, "
        "state, state_since, deadline_at, created_at, updated_at) SELECT "
        "new_id(to_ms(created_at)), "
        "id, '%s', programme_id, student_id, '%s', 'draft', created_at, from_ms(%lld), created_at, "
        "created_at FROM need",
        offer.text, ann.text, (long long)(TEST_NOW + DAY));
    step_now = TEST_NOW + 2 * DAY;
}

Test(due, what_cannot_move_holds_up_no_other_and_ends)
{
    crowd();
    sql("CREATE TABLE stuck AS SELECT id FROM mentoring_request ORDER BY id LIMIT 120");
    sql("CREATE FUNCTION is_stuck(id uuid) RETURNS boolean LANGUAGE sql STABLE "
        "RETURN EXISTS (SELECT FROM stuck WHERE stuck.id = is_stuck.id)");
    sql("ALTER TABLE mentoring_request ADD CONSTRAINT some_are_stuck "
        "CHECK (state <> 'expired' OR NOT is_stuck(id))");
    cr_expect(eq(sz, tick(), MANY - 120));
    cr_expect(eq(sz, tick(), 0));
    sql("TRUNCATE stuck");
    cr_expect(eq(sz, tick(), 120));
}

struct server {
    struct store *store;
    enum status status;
    size_t steps;
};

static void *serve(void *argument)
{
    struct server *server = argument;
    const struct deed clock_deed = {.actor = {ACTOR_CLOCK, NULL}, .now = step_now};
    server->status = store_clock(server->store, &clock_deed, NULL, NULL, &server->steps);
    return NULL;
}

Test(due, two_servers_fire_each_event_once)
{
    crowd();
    struct server servers[2];
    pthread_t threads[2];
    for (size_t i = 0; i < 2; i++) {
        cr_assert(eq(int, store_open(db.url, &servers[i].store), STATUS_OK));
        cr_assert(eq(int, pthread_create(&threads[i], NULL, serve, &servers[i]), 0));
    }
    for (size_t i = 0; i < 2; i++) {
        pthread_join(threads[i], NULL);
        cr_expect(eq(int, servers[i].status, STATUS_OK), "%s", store_error(servers[i].store));
        store_close(servers[i].store);
    }
    cr_expect(eq(sz, servers[0].steps + servers[1].steps, MANY));
    EXPECT_SQL((char *)arena_printf(db.arena, "%d", MANY),
               "SELECT count(*) FROM audit WHERE event = 'expire'");
    EXPECT_SQL((char *)arena_printf(db.arena, "%d", MANY),
               "SELECT count(*) FROM mentoring_request WHERE state = 'expired' AND version = 2");
}
