/* Internship leads and applications: every event in every state, seats under many hands, signatures
 * in every order, and what the end of a lead, of a programme and of a person does. */
#include "api/store/store_erasure.h"
#include "api/store/store_leads.h"
#include "api/wire/internship.h"
#include "tests/db/step_world.h"

#include <pthread.h>
#include <stdatomic.h>

static const struct object_kind leads = {"internship_lead", &internship_lead_shape};
static const struct object_kind applications = {"application", &application_shape};

static struct id internships, lead, application;

static struct internship_lead sample_lead(int32_t seats)
{
    return (struct internship_lead){.programme_id = internships.text,
                                    .host_id = ann.text,
                                    .title = "Bridges",
                                    .text = "Half a year.",
                                    .employer = "Kring & Co",
                                    .field_code = "0732",
                                    .starts_on = 20270201,
                                    .ends_on = 20270630,
                                    .seats = seats,
                                    .apply_until = 20261215};
}

static struct id published(int32_t seats)
{
    struct internship_lead sample = sample_lead(seats);
    struct id id = added(&leads, &sample);
    EXPECT_FIRED("internship_lead", &id, "submit", "");
    EXPECT_FIRED("internship_lead", &id, "publish", "");
    return id;
}

static struct id applied(const struct id *to, const struct id *student)
{
    const struct application sample = {
        .programme_id = internships.text, .lead_id = to->text, .student_id = student->text};
    return added(&applications, &sample);
}

static void start(void)
{
    set_up();
    step_now = TEST_NOW;
    found_university();
    struct programme plan = sample_programme();
    plan.name = "Internships";
    plan.kind = PROGRAMME_INTERNSHIPS;
    internships = added(&programmes, &plan);
    lead = published(1);
    application = applied(&lead, &cas);
}

TestSuite(internships, .init = start, .fini = tear_down, .timeout = 300);

/* Puts an application in a state, with the signatures and the seat that go with it. */
static void set_application(const struct id *id, const char *word, bool signed_by_all)
{
    const struct lifecycle *lifecycle = lifecycle_find("application");
    const struct lifecycle_state *state = lifecycle_state(lifecycle, word);
    sql("UPDATE application SET state = '%s', deadline_at = CASE WHEN %s THEN from_ms(%lld) END, "
        "signed_student_at = CASE WHEN %s THEN from_ms(1) END, "
        "signed_school_at = CASE WHEN %s THEN from_ms(1) END, "
        "signed_host_at = CASE WHEN %s THEN from_ms(1) END WHERE id = '%s'",
        word, state->deadline != NULL ? "true" : "false", (long long)(TEST_NOW + 9 * MOMENT_DAY_MS),
        signed_by_all ? "true" : "false", signed_by_all ? "true" : "false",
        signed_by_all ? "true" : "false", id->text);
    sql("UPDATE internship_lead SET seats_taken = (SELECT count(*) FROM application WHERE lead_id "
        "= internship_lead.id AND state IN ('accepted', 'agreed', 'started', 'completed'))");
}

static void set_lead(const char *word)
{
    const struct lifecycle_state *state = lifecycle_state(lifecycle_find("internship_lead"), word);
    sql("UPDATE internship_lead SET state = '%s', deadline_at = CASE WHEN %s THEN from_ms(%lld) "
        "END WHERE id = '%s'",
        word, state->deadline != NULL ? "true" : "false", (long long)(TEST_NOW + 9 * MOMENT_DAY_MS),
        lead.text);
}

/* ---- every event in every state */

static const struct id *place(const struct lifecycle *lifecycle, const struct lifecycle_row *row,
                              const char *state)
{
    bool after = strcmp(state, "agreed") == 0 || strcmp(state, "started") == 0 ||
                 strcmp(state, "completed") == 0 || strcmp(state, "broken_off") == 0 ||
                 strcmp(row->event, "agree") == 0;
    sql("SET session_replication_role = replica; " /* else the audit only grows */
        "DELETE FROM audit WHERE object IN ('application', 'internship_lead'); "
        "SET session_replication_role = origin; DELETE FROM outbox; DELETE FROM note; "
        "UPDATE application SET version = 1; UPDATE internship_lead SET version = 1; "
        "INSERT INTO audit (object, object_id, version, event, actor, at) "
        "SELECT 'application', id, 1, 'create', 'staff', from_ms(1) FROM application UNION ALL "
        "SELECT 'internship_lead', id, 1, 'create', 'staff', from_ms(1) FROM internship_lead");
    set_lead("published");
    set_application(&application, "draft", false);
    if (strcmp(lifecycle->object, "internship_lead") == 0) {
        set_lead(state);
        return &lead;
    }
    set_application(&application, state, after);
    return &application;
}

static struct actor actor_of(const struct lifecycle_row *row)
{
    const char *const ids[ACTOR_COUNT] = {
        [ACTOR_STUDENT] = cas.text, [ACTOR_HOST] = ann.text, [ACTOR_STAFF] = NOBODY};
    unsigned kind = 0;
    while ((row->who & (1U << kind)) == 0)
        kind++;
    return (struct actor){(enum actor_kind)kind, ids[kind]};
}

/* Where it moved, its deadline by the clause of the state, and its audit row. */
static void expect_moved(const struct lifecycle *lifecycle, const struct lifecycle_row *row,
                         const char *from, const struct id *id)
{
    const char *to = row->to[0] == '\0' ? from : row->to;
    const struct lifecycle_state *state = lifecycle_state(lifecycle, to);
    EXPECT_SQL((char *)arena_printf(db.arena, "%s %s %s %s %s t", to, row->event, from, to,
                                    actor_word(actor_of(row).kind)),
               "SELECT concat_ws(' ', o.state, audit.event, audit.from_state, audit.to_state, "
               "audit.actor, o.changed_xid::text = audit.xmin::text) FROM %s AS o JOIN audit ON "
               "audit.object_id = o.id AND audit.version = 2 WHERE o.id = '%s'",
               lifecycle->object, id->text);
    const char *own = strcmp(lifecycle->object, "internship_lead") == 0 ? "o.expires_at" : "NULL";
    if (row->to[0] != '\0')
        EXPECT_SQL("t",
                   "SELECT o.deadline_at IS NOT DISTINCT FROM CASE WHEN '%s' = 'expires_at' THEN "
                   "%s ELSE deadline_of(programme, nullif('%s', ''), from_ms(%lld)) END FROM %s "
                   "AS o JOIN programme ON programme.id = o.programme_id WHERE o.id = '%s'",
                   state->deadline == NULL ? "" : state->deadline, own,
                   state->deadline == NULL || strcmp(state->deadline, "expires_at") == 0
                       ? ""
                       : state->deadline,
                   (long long)step_now, lifecycle->object, id->text);
}

/* Whom the row tells and who did not do it; of a draft the host knows nothing, and reminded is who
 * is waited for. */
static void expect_told(const struct lifecycle *lifecycle, const struct lifecycle_row *row,
                        const char *from, const struct id *id)
{
    unsigned told = row->told & ~(1U << actor_of(row).kind);
    bool reminds = strcmp(row->event, "remind") == 0 && lifecycle_find("application") == lifecycle;
    bool offered = strcmp(from, "offered") == 0;
    if (strcmp(from, "draft") == 0 && strcmp(row->event, "submit") != 0 &&
        lifecycle_find("application") == lifecycle)
        told &= ~BY_HOST;
    if (reminds && !offered && strcmp(from, "accepted") != 0)
        told &= ~BY_STUDENT;
    if (reminds && offered)
        told &= ~BY_HOST;
    EXPECT_SQL((char *)arena_printf(db.arena, "%d %d %d", (told & BY_STUDENT) != 0,
                                    (told & BY_HOST) != 0,
                                    ((told & BY_STUDENT) != 0) + ((told & BY_HOST) != 0)),
               "SELECT count(*) FILTER (WHERE person_id = '%s') || ' ' || count(*) FILTER (WHERE "
               "person_id = '%s') || ' ' || count(*) FROM outbox WHERE object_id = '%s' AND "
               "notice = '%s.%s'",
               cas.text, ann.text, id->text, lifecycle->object, row->event);
}

static void try_cell(const struct lifecycle *lifecycle, const struct lifecycle_row *row,
                     const char *from)
{
    const struct id *id = place(lifecycle, row, from);
    struct taking taking = taking_of(lifecycle->object, id->text, row->event, ACTOR_STAFF);
    taking.deed.actor = actor_of(row);
    taking.step.reason_code = "other";
    const char *told = take(&taking);
    if (lifecycle_allows(row, from)) {
        cr_assert(eq(str, (char *)told, ""), "%s from %s", row->event, from);
        expect_moved(lifecycle, row, from, id);
        expect_told(lifecycle, row, from, id);
    } else {
        cr_expect(eq(str, (char *)told, "state"), "%s from %s", row->event, from);
        cr_expect(eq(str, (char *)state_of(lifecycle->object, id), (char *)from));
        EXPECT_SQL("0", "SELECT count(*) FROM audit WHERE version > 1 AND object_id = '%s'",
                   id->text);
    }
    expect_agreement(row->event);
}

static int try_lifecycle(const char *object)
{
    const struct lifecycle *lifecycle = lifecycle_find(object);
    int cells = 0;
    for (const struct lifecycle_row *row = lifecycle->rows; row->event != NULL; row++)
        for (const struct lifecycle_state *at = lifecycle->states; at->word != NULL; at++) {
            try_cell(lifecycle, row, at->word);
            cells++;
        }
    fprintf(stderr, "note: %d cells of %s\n", cells, object);
    return cells;
}

Test(internships, every_event_moves_a_lead_as_its_row_says_or_tells_its_state)
{
    cr_expect(gt(int, try_lifecycle("internship_lead"), 80));
}

Test(internships, every_event_moves_an_application_as_its_row_says_or_tells_its_state)
{
    cr_expect(gt(int, try_lifecycle("application"), 180));
}

/* ---- who may apply, and to what */

Test(internships, nobody_applies_to_what_is_not_open)
{
    static const char *const closed[] = {"draft",  "submitted", "changes_requested", "rejected",
                                         "filled", "closed",    "expired",           "withdrawn"};
    const struct application sample = {
        .programme_id = internships.text, .lead_id = lead.text, .student_id = dag.text};
    for (size_t i = 0; i < sizeof closed / sizeof closed[0]; i++) {
        struct faults faults = faults_in(db.arena);
        struct id id = new_id();
        set_lead(closed[i]);
        cr_expect(eq(int, add(&applications, id.text, &sample, &faults), STATUS_CONFLICT));
        cr_expect(eq(str, (char *)faults.items[0].code, "lead_not_open"), "%s", closed[i]);
        EXPECT_FIRED("application", &application, "submit", "lead_not_open");
    }
}

Test(internships, the_last_day_to_apply_is_one_and_the_next_is_none)
{
    sql("UPDATE internship_lead SET apply_until = '2026-09-21', deadline_at = '2026-09-22Z'");
    step_now = TEST_NOW + MOMENT_DAY_MS; /* the clock has not come yet */
    EXPECT_FIRED("application", &application, "submit", "lead_not_open");
    step_now = TEST_NOW;
    EXPECT_FIRED("application", &application, "submit", "");
}

Test(internships, a_student_has_one_live_application_to_a_lead)
{
    const struct application sample = {
        .programme_id = internships.text, .lead_id = lead.text, .student_id = cas.text};
    struct faults faults = faults_in(db.arena);
    struct id id = new_id();
    cr_expect(eq(int, add(&applications, id.text, &sample, &faults), STATUS_CONFLICT));
    cr_expect(
        eq(str, (char *)faults.items[0].code, "a_student_has_one_live_application_to_a_lead"));
    EXPECT_FIRED("application", &application, "withdraw", "");
    (void)applied(&lead, &cas);
}

Test(internships, a_lead_lies_in_a_programme_of_internships_alone)
{
    struct internship_lead sample = sample_lead(1);
    struct faults faults = faults_in(db.arena);
    struct id id = new_id();
    sample.programme_id = programme.text;
    cr_expect(eq(int, add(&leads, id.text, &sample, &faults), STATUS_INVALID));
    cr_expect(
        eq(str, (char *)faults.items[0].code, "a_lead_is_told_in_a_programme_of_internships"));
}

Test(internships, what_was_submitted_changes_in_seats_and_last_day_alone)
{
    struct internship_lead told;
    struct faults faults = faults_in(db.arena);
    int32_t version = 0;
    read_back(&leads, lead.text, &told);
    told.seats = 3;
    told.apply_until = 20261001;
    cr_assert(
        eq(int, replace(&leads, lead.text, told.version, &told, &faults, &version), STATUS_OK));
    EXPECT_SQL("t", "SELECT deadline_at = '2026-10-02Z' AND reminder_at = '2026-09-29Z' AND seats "
                    "= 3 FROM internship_lead");
    told.title = "Else";
    cr_expect(
        eq(int, replace(&leads, lead.text, version, &told, &faults, &version), STATUS_CONFLICT));
    cr_expect(eq(str, (char *)faults.items[0].code, "moderated"));
}

/* ---- signatures */

static const char *sign(const char *event)
{
    bool student = strcmp(event, "sign_student") == 0;
    bool host = strcmp(event, "sign_host") == 0;
    struct taking taking = taking_of("application", application.text, event,
                                     student ? ACTOR_STUDENT
                                     : host  ? ACTOR_HOST
                                             : ACTOR_STAFF);
    return take(&taking);
}

Test(internships, the_third_signature_agrees_in_whatever_order_they_come)
{
    static const char *const orders[][3] = {
        {"sign_student", "sign_school", "sign_host"}, {"sign_student", "sign_host", "sign_school"},
        {"sign_school", "sign_student", "sign_host"}, {"sign_school", "sign_host", "sign_student"},
        {"sign_host", "sign_student", "sign_school"}, {"sign_host", "sign_school", "sign_student"}};
    for (size_t i = 0; i < 6; i++) {
        set_application(&application, "accepted", false);
        for (size_t j = 0; j < 3; j++) {
            cr_expect(eq(str, (char *)state_of("application", &application), "accepted"));
            EXPECT_FIRED("application", &application, "start", "state");
            cr_expect(eq(str, (char *)sign(orders[i][j]), ""));
            if (j < 2)
                cr_expect(eq(str, (char *)sign(orders[i][j]), "signed_already"));
        }
        cr_expect(eq(str, (char *)state_of("application", &application), "agreed"));
    }
    EXPECT_FIRED("application", &application, "start", "");
    EXPECT_SQL("6", "SELECT count(*) FROM audit WHERE event = 'agree' AND actor = 'step'");
}

Test(internships, the_database_itself_keeps_what_is_unsigned_from_starting)
{
    set_application(&application, "accepted", false);
    PGresult *result = PQexec(db.raw, "UPDATE application SET state = 'started'");
    cr_expect(strstr(PQresultErrorMessage(result),
                     "no_internship_starts_without_three_signatures") != NULL);
    PQclear(result);
}

/* ---- seats */

Test(internships, the_last_seat_fills_the_lead_and_a_freed_one_goes_to_who_still_waits)
{
    struct id other = applied(&lead, &dag);
    set_application(&application, "offered", false);
    set_application(&other, "offered", false);
    EXPECT_FIRED("application", &application, "accept", "");
    cr_expect(eq(str, (char *)state_of("internship_lead", &lead), "filled"));
    EXPECT_SQL("seats_taken step",
               "SELECT reason_code || ' ' || actor FROM audit WHERE event = 'fill'");
    EXPECT_FIRED("application", &other, "accept", "no_place");
    EXPECT_FIRED("application", &application, "withdraw", "");
    EXPECT_FIRED("application", &other, "accept", "");
    expect_agreement("a seat that went on");
}

Test(internships, who_completed_keeps_the_seat_and_who_broke_off_frees_it)
{
    static const char *const ends[][2] = {{"complete", "1"}, {"break_off", "0"}};
    for (size_t i = 0; i < 2; i++) {
        set_application(&application, "started", true);
        EXPECT_FIRED("application", &application, ends[i][0], "");
        EXPECT_SQL((char *)(uintptr_t)ends[i][1], "SELECT seats_taken FROM internship_lead");
    }
}

/* Fifty at once, each with a connection of its own. */
#define HANDS 50
#define ROOM  3

struct hand {
    pthread_t thread;
    struct store *store;
    struct taking taking;
    struct arena *arena;
    enum status status;
};

static atomic_int ready;

static void *accept_at_once(void *context)
{
    struct hand *hand = context;
    atomic_fetch_add(&ready, 1);
    while (atomic_load(&ready) < HANDS)
        usleep(100);
    do {
        hand->taking.faults = faults_in(hand->arena);
        hand->status = store_transaction(hand->store, take_in, &hand->taking);
    } while (hand->status == STATUS_CONFLICT && hand->taking.faults.count == 0);
    return NULL;
}

Test(internships, of_fifty_acceptances_at_once_on_three_seats_three_win)
{
    static struct hand hands[HANDS];
    struct id ids[HANDS];
    struct id wide = published(ROOM);
    int won = 0;
    for (size_t i = 0; i < HANDS; i++) {
        struct id student = person_named(arena_printf(db.arena, "student-%zu", i));
        ids[i] = applied(&wide, &student);
        set_application(&ids[i], "offered", false);
        hands[i].taking = taking_of("application", ids[i].text, "accept", ACTOR_STUDENT);
        cr_assert(eq(int, store_open(db.url, &hands[i].store), STATUS_OK));
        cr_assert(eq(int, arena_new(0, &hands[i].arena), STATUS_OK));
    }
    for (size_t i = 0; i < HANDS; i++)
        cr_assert(eq(int, pthread_create(&hands[i].thread, NULL, accept_at_once, &hands[i]), 0));
    for (size_t i = 0; i < HANDS; i++) {
        pthread_join(hands[i].thread, NULL);
        won += hands[i].status == STATUS_OK;
        if (hands[i].status != STATUS_OK)
            cr_expect(eq(str, (char *)hands[i].taking.faults.items[0].code, "no_place"));
        store_close(hands[i].store);
        arena_free(hands[i].arena);
    }
    cr_expect(eq(int, won, ROOM));
    EXPECT_SQL("3 filled",
               "SELECT seats_taken || ' ' || state FROM internship_lead WHERE id = "
               "'%s'",
               wide.text);
    expect_agreement("fifty acceptances");
}

/* ---- the end of a lead, a programme, a person */

Test(internships, closing_and_withdrawing_reject_who_waits_and_expiry_does_not)
{
    static const struct {
        const char *event, *waiting, *reason;
    } rows[] = {{"close", "rejected", "lead_closed"},
                {"withdraw", "rejected", "lead_withdrawn"},
                {"fill", "submitted", "none"},
                {"expire", "submitted", "none"}};
    struct id other = applied(&lead, &dag);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        set_lead("published");
        sql("UPDATE application SET reason_code = NULL");
        set_application(&application, "submitted", false);
        set_application(&other, "accepted", false);
        EXPECT_FIRED("internship_lead", &lead, rows[i].event, "");
        EXPECT_SQL((char *)arena_printf(db.arena, "%s %s", rows[i].waiting, rows[i].reason),
                   "SELECT state || ' ' || coalesce(reason_code, 'none') FROM application WHERE "
                   "id = '%s'",
                   application.text);
        cr_expect(eq(str, (char *)state_of("application", &other), "accepted"));
        expect_agreement(rows[i].event);
    }
}

Test(internships, the_clock_reminds_the_host_ahead_of_the_last_day_and_then_ends_it)
{
    EXPECT_SQL("t", "SELECT reminder_at = '2026-12-13Z' FROM internship_lead");
    EXPECT_FIRED("application", &application, "submit", "");
    sql("UPDATE application SET deadline_at = '2027-01-01Z', reminder_at = NULL");
    step_now = TEST_NOW + 83 * MOMENT_DAY_MS; /* 2026-12-13 */
    cr_expect(eq(sz, tick(), 1));
    EXPECT_SQL("1",
               "SELECT count(*) FROM outbox WHERE notice = 'internship_lead.remind' AND "
               "person_id = '%s'",
               ann.text);
    step_now = TEST_NOW + 86 * MOMENT_DAY_MS;
    cr_expect(eq(sz, tick(), 1));
    cr_expect(eq(str, (char *)state_of("internship_lead", &lead), "expired"));
    cr_expect(eq(str, (char *)state_of("application", &application), "submitted"));
}

Test(internships, deadlines_move_with_the_last_day_of_the_programme)
{
    struct programme plan;
    struct faults faults = faults_in(db.arena);
    int32_t version = 0;
    EXPECT_FIRED("application", &application, "submit", "");
    read_back(&programmes, internships.text, &plan);
    plan.ends_on = 20260925;
    cr_assert(eq(int,
                 replace(&programmes, internships.text, plan.version, &plan, &faults, &version),
                 STATUS_OK));
    EXPECT_SQL("2026-09-26 2026-09-26",
               "SELECT lead.deadline_at::date || ' ' || application.deadline_at::date FROM "
               "internship_lead AS lead, application");
    plan.ends_on = 20270630;
    cr_assert(eq(int, replace(&programmes, internships.text, version, &plan, &faults, &version),
                 STATUS_OK));
    EXPECT_SQL("2026-12-16", "SELECT deadline_at::date FROM internship_lead");
    expect_agreement("a programme that was shortened and made longer");
}

static enum status erase_in(struct store *store, void *context)
{
    const struct erasure_order order = {.id = context};
    return store_erase(store, &deed, &order, NULL);
}

Test(internships, who_is_erased_leaves_nothing_live_and_no_seat_taken)
{
    static const char *const states[] = {"draft",    "submitted", "shortlisted", "offered",
                                         "accepted", "agreed",    "started"};
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        struct id who = person_named(arena_printf(db.arena, "leaver-%zu", i));
        struct id left = published(1);
        struct id sent_by = applied(&left, &who);
        set_application(&sent_by, states[i], i >= 5);
        cr_assert(eq(int, store_transaction(db.store, erase_in, who.text), STATUS_OK), "%s: %s",
                  states[i], store_error(db.store));
        EXPECT_SQL("0 t",
                   "SELECT lead.seats_taken || ' ' || (deadline.at IS NULL)::text::char(1) "
                   "FROM internship_lead AS lead, (SELECT deadline_at AS at FROM "
                   "application WHERE id = '%s') AS deadline WHERE lead.id = '%s'",
                   sent_by.text, left.text);
    }
    set_application(&application, "accepted", false);
    cr_assert(eq(int, store_transaction(db.store, erase_in, ann.text), STATUS_OK), "%s",
              store_error(db.store));
    EXPECT_SQL("rejected erased",
               "SELECT state || ' ' || reason_code FROM application WHERE id = "
               "'%s'",
               application.text);
    EXPECT_SQL("0", "SELECT count(*) FROM internship_lead WHERE deadline_at IS NOT NULL OR title "
                    "IS NOT NULL OR seats_taken > 0");
    expect_agreement("erasures");
    struct internship_lead sample = sample_lead(1);
    struct faults faults = faults_in(db.arena);
    struct id id = new_id();
    cr_expect(eq(int, add(&leads, id.text, &sample, &faults), STATUS_INVALID));
    cr_expect(eq(str, (char *)faults.items[0].code, "nobody_erased_does_anything_new"));
}

/* ---- what students are shown */

Test(internships, only_what_is_open_with_a_seat_free_is_ranked)
{
    struct internship_lead *found = NULL;
    size_t count = 0;
    struct id full = published(1);
    struct id on_it = applied(&full, &dag);
    set_application(&on_it, "accepted", false);
    struct internship_lead sample = sample_lead(2);
    (void)added(&leads, &sample);
    cr_assert(eq(int, store_leads_open(db.store, step_now, db.arena, &found, &count), STATUS_OK));
    cr_assert(eq(sz, count, 1));
    cr_expect(eq(str, (char *)(uintptr_t)found[0].id, lead.text));
    cr_expect(eq(str, (char *)(uintptr_t)found[0].title, "Bridges"));
    store_time later = TEST_NOW + 100 * MOMENT_DAY_MS;
    cr_assert(eq(int, store_leads_open(db.store, later, db.arena, &found, &count), STATUS_OK));
    cr_expect(eq(sz, count, 0));
}
