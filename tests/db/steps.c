/* Every event of the three lifecycles in every state: where the table allows it the object moves as
 * its row says, with all that is written beside; elsewhere nothing happens and the state is told.
 */
#include "tests/db/step_world.h"

#define STEP_NOW (TEST_NOW + MOMENT_DAY_MS)

static struct id offer, need, request, mentorship, rival;

static void start(void)
{
    set_up();
    step_now = STEP_NOW;
    found_university();
    need = told_need(&cas, NULL, 0, false, 1);
    told_need(&dag, NULL, 0, false, 1);
    struct mentor_offer sample = sample_offer(&ann);
    offer = added(&offers, &sample);
}

TestSuite(steps, .init = start, .fini = tear_down, .timeout = 300);

/* ---- one cell: an object in a state */

static void clear(void)
{
    sql("DELETE FROM mentoring_request");
    sql("SET session_replication_role = replica; " /* else the audit only grows */
        "DELETE FROM audit WHERE object IN ('mentoring_request', 'mentorship') OR version > 1; "
        "SET session_replication_role = origin");
    sql("DELETE FROM note");
    sql("DELETE FROM outbox");
    sql("DELETE FROM hours_year");
    sql("UPDATE need SET requests_live = 0, mentors_have = 0, avoided = '[]', version = 1");
    sql("UPDATE mentor_offer SET seats_taken = 0, version = 1, state = 'active', reason_code = "
        "NULL, "
        "reminder_at = NULL, deadline_at = '2027-07-01T00:00:00Z', state_since = from_ms(%lld)",
        (long long)TEST_NOW);
    sql("UPDATE person SET seats_taken = 0");
}

static void set_state(const struct lifecycle *lifecycle, const struct id *id, const char *word)
{
    const struct lifecycle_state *state = lifecycle_state(lifecycle, word);
    sql("UPDATE %s SET state = '%s', deadline_at = CASE WHEN %s THEN from_ms(%lld) END, "
        "reminder_at = CASE WHEN %s THEN from_ms(%lld) END WHERE id = '%s'",
        lifecycle->object, word, state->end ? "false" : "true",
        (long long)(TEST_NOW + 9 * MOMENT_DAY_MS), state->reminded ? "true" : "false",
        (long long)(TEST_NOW + 6 * MOMENT_DAY_MS), id->text);
}

static void set_request(const struct id *id, const char *word)
{
    const struct lifecycle *lifecycle = lifecycle_find("mentoring_request");
    set_state(lifecycle, id, word);
    sql("UPDATE need SET requests_live = %d FROM mentoring_request AS r "
        "WHERE r.id = '%s' AND need.id = r.need_id",
        lifecycle_state(lifecycle, word)->held, id->text);
}

static void set_mentorship(const char *word)
{
    const struct lifecycle *lifecycle = lifecycle_find("mentorship");
    bool held = lifecycle_state(lifecycle, word)->held;
    bool met = held || strcmp(word, "completed") == 0;
    mentorship = mentorship_of(&cas, &ann);
    sql("INSERT INTO audit (object, object_id, version, event, actor, at) "
        "VALUES ('mentorship', '%s', 1, 'create', 'mentor', from_ms(%lld))",
        mentorship.text, (long long)TEST_NOW);
    sql("UPDATE mentorship SET student_fit = NULL, started_at = NULL");
    set_state(lifecycle, &mentorship, word);
    sql("UPDATE mentor_offer SET seats_taken = %d", held);
    sql("UPDATE person SET seats_taken = %d WHERE id = '%s'", held, ann.text);
    sql("UPDATE need SET mentors_have = %d WHERE id = '%s'", met, need.text);
    if (strcmp(word, "void") == 0)
        return;
    sql("INSERT INTO hours_year VALUES ('%s', 2026, 10, 40)", ann.text);
    sql("INSERT INTO hours_entry VALUES ('%s', '%s', 2026, 'mentoring', 10, from_ms(%lld))",
        mentorship.text, ann.text, (long long)TEST_NOW);
}

/* The object of a lifecycle, in a state; wait is for where somebody waits already. */
static const struct id *place(const struct lifecycle *lifecycle, const struct lifecycle_row *row,
                              const char *state)
{
    clear();
    if (strcmp(lifecycle->object, "mentorship") == 0) {
        set_mentorship(state);
        return &mentorship;
    }
    if (strcmp(lifecycle->object, "mentor_offer") == 0) {
        set_state(lifecycle, &offer, state);
        return &offer;
    }
    request = drafted(&cas, &ann);
    set_request(&request, state);
    if (strcmp(row->event, "wait") == 0) {
        rival = drafted(&dag, &ann);
        set_request(&rival, "waitlisted");
    }
    return &request;
}

static struct actor actor_of(const struct lifecycle_row *row)
{
    const char *const ids[ACTOR_COUNT] = {
        [ACTOR_STUDENT] = cas.text, [ACTOR_MENTOR] = ann.text, [ACTOR_STAFF] = NOBODY};
    unsigned kind = 0;
    while ((row->who & (1U << kind)) == 0)
        kind++;
    return (struct actor){(enum actor_kind)kind, ids[kind]};
}

/* ---- what is expected */

static void expect_columns(const struct lifecycle *lifecycle, const struct lifecycle_row *row,
                           const struct lifecycle_state *from, const struct id *id)
{
    bool stays = row->to[0] == '\0';
    const struct lifecycle_state *to = stays ? from : lifecycle_state(lifecycle, row->to);
    const char *columns =
        sql("SELECT concat_ws(' ', o.state, o.version, to_ms(o.updated_at), to_ms(o.state_since), "
            "coalesce(o.reason_code, 'none'), o.changed_xid::text = audit.xmin::text, "
            "to_ms(o.deadline_at) IS NOT DISTINCT FROM CASE WHEN %s THEN %lld ELSE "
            "to_ms(deadline_of(programme, nullif('%s', ''), from_ms(%lld))) END, "
            "o.reminder_at IS NOT DISTINCT FROM CASE WHEN '%s' = 'remind' THEN NULL WHEN NOT %s "
            "THEN NULL WHEN %s THEN from_ms(%lld) ELSE o.deadline_at - interval '3 days' END) "
            "FROM %s AS o JOIN programme ON programme.id = o.programme_id "
            "JOIN audit ON audit.object_id = o.id AND audit.version = o.version WHERE o.id = '%s'",
            stays ? "true" : "false", (long long)(TEST_NOW + 9 * MOMENT_DAY_MS),
            to->deadline == NULL ? "" : to->deadline, (long long)STEP_NOW, row->event,
            to->reminded ? "true" : "false", stays ? "true" : "false",
            (long long)(TEST_NOW + 6 * MOMENT_DAY_MS), lifecycle->object, id->text);
    cr_expect(eq(str, (char *)columns,
                 (char *)arena_printf(db.arena, "%s 2 %lld %lld %s t t t", to->word,
                                      (long long)STEP_NOW, (long long)(stays ? TEST_NOW : STEP_NOW),
                                      stays ? "none" : "other")),
              "%s from %s", row->event, from->word);
}

static void expect_records(const struct lifecycle *lifecycle, const struct lifecycle_row *row,
                           const struct lifecycle_state *from, const struct id *id)
{
    struct actor actor = actor_of(row);
    EXPECT_SQL((char *)arena_printf(
                   db.arena, "%s %s %s %s %s %s other 0a5e0002 %lld", lifecycle->object, row->event,
                   from->word, row->to[0] == '\0' ? from->word : row->to, actor_word(actor.kind),
                   actor.id == NULL ? "none" : actor.id, (long long)STEP_NOW),
               "SELECT concat_ws(' ', object, event, from_state, to_state, actor, "
               "coalesce((SELECT id FROM person WHERE pseudonym = actor_id)::text, actor_id::text, "
               "'none'), reason_code, request_id, to_ms(at)) "
               "FROM audit WHERE object_id = '%s' AND version = 2",
               id->text);
    EXPECT_SQL("Åsa: \"ja\"", "SELECT text FROM note WHERE object_id = '%s' AND version = 2",
               id->text);
    EXPECT_SQL("1", "SELECT count(*) FROM note");
    /* Of a draft that was never sent the mentor knows nothing. */
    unsigned told = row->told & ~(1U << actor.kind);
    bool unsent = lifecycle_find("mentoring_request") == lifecycle &&
                  strcmp(from->word, "draft") == 0 && strcmp(row->event, "submit") != 0;
    EXPECT_SQL((char *)arena_printf(db.arena, "%d %d", (told & BY_STUDENT) != 0,
                                    (told & BY_MENTOR) != 0 && !unsent),
               "SELECT count(*) FILTER (WHERE person_id = '%s') || ' ' || "
               "count(*) FILTER (WHERE person_id = '%s') FROM outbox WHERE object_id = '%s' "
               "AND version = 2 AND notice = '%s.%s' AND to_ms(created_at) = %lld",
               cas.text, ann.text, id->text, lifecycle->object, row->event, (long long)STEP_NOW);
    EXPECT_SQL(
        (char *)arena_printf(db.arena, "%d",
                             ((told & BY_STUDENT) != 0) + ((told & BY_MENTOR) != 0 && !unsent)),
        "SELECT count(*) FROM outbox WHERE object_id = '%s'", id->text);
}

static void try_cell(const struct lifecycle *lifecycle, const struct lifecycle_row *row,
                     const struct lifecycle_state *from)
{
    const struct id *id = place(lifecycle, row, from->word);
    struct taking taking = taking_of(lifecycle->object, id->text, row->event, ACTOR_STAFF);
    taking.deed = (struct deed){actor_of(row), "0a5e0002", STEP_NOW};
    taking.step.reason_code = "other";
    taking.step.note = "Åsa: \"ja\"";
    taking.step.version = 1;
    const char *told = take(&taking);
    if (lifecycle_allows(row, from->word)) {
        cr_assert(eq(str, (char *)told, ""), "%s from %s", row->event, from->word);
        expect_columns(lifecycle, row, from, id);
        expect_records(lifecycle, row, from, id);
    } else {
        cr_expect(eq(str, (char *)told, "state"), "%s from %s", row->event, from->word);
        cr_expect(strstr(taking.faults.items[0].detail, from->word) != NULL);
        cr_expect(eq(str, (char *)state_of(lifecycle->object, id), (char *)from->word));
        EXPECT_SQL("0", "SELECT count(*) FROM audit WHERE version > 1");
    }
    expect_agreement(row->event);
}

static void try_lifecycle(const char *object)
{
    const struct lifecycle *lifecycle = lifecycle_find(object);
    for (const struct lifecycle_row *row = lifecycle->rows; row->event != NULL; row++)
        for (const struct lifecycle_state *at = lifecycle->states; at->word != NULL; at++)
            try_cell(lifecycle, row, at);
}

Test(steps, every_event_moves_an_offer_as_its_row_says_or_tells_its_state)
{
    try_lifecycle("mentor_offer");
}

Test(steps, every_event_moves_a_request_as_its_row_says_or_tells_its_state)
{
    try_lifecycle("mentoring_request");
}

Test(steps, every_event_moves_a_mentorship_as_its_row_says_or_tells_its_state)
{
    try_lifecycle("mentorship");
}

/* ---- who is not there, and what is another version */

Test(steps, what_is_not_there_is_not_found)
{
    static const char *const ids[] = {NOBODY, "", "me", "00000000-0000-7000-8000-00000000000G"};
    for (const struct lifecycle *lifecycle = lifecycles; lifecycle->object != NULL; lifecycle++)
        for (size_t i = 0; i < SHAPE_COUNT(ids); i++) {
            struct taking taking =
                taking_of(lifecycle->object, ids[i], lifecycle->rows[0].event, ACTOR_STAFF);
            cr_expect(eq(str, (char *)take(&taking), "not found"));
        }
}

Test(steps, another_version_is_told_before_the_state)
{
    clear();
    struct taking taking = taking_of("mentor_offer", offer.text, "resume", ACTOR_STAFF);
    taking.step.version = 2;
    cr_expect(eq(str, (char *)take(&taking), "version"));
    taking.step.version = 1;
    cr_expect(eq(str, (char *)take(&taking), "state"));
    taking.step.version = 0;
    cr_expect(eq(str, (char *)take(&taking), "state"));
    taking.step.event = "pause";
    cr_expect(eq(str, (char *)take(&taking), ""));
}

Test(steps, the_database_s_last_guard_is_a_conflict_in_its_own_words)
{
    clear();
    struct id id = sent(&cas, &ann);
    sql("ALTER TABLE mentor_offer ADD CONSTRAINT a_seat_is_kept_free CHECK (seats_taken = 0)");
    struct taking taking = taking_of("mentoring_request", id.text, "accept", ACTOR_MENTOR);
    cr_expect(eq(str, (char *)take(&taking), "a_seat_is_kept_free"));
    cr_expect(eq(str, (char *)taking.faults.items[0].detail, "a seat is kept free"));
    cr_expect(eq(str, (char *)state_of("mentoring_request", &id), "pending"));
    expect_agreement("a guard of the database");
}

Test(steps, feedback_is_kept_as_that_of_its_side)
{
    clear();
    set_mentorship("active");
    static const struct {
        enum actor_kind actor;
        const char *event, *kept;
    } rows[] = {
        {ACTOR_STUDENT, "undecided", "undecided none"},
        {ACTOR_MENTOR, "fits", "undecided fits"},
        {ACTOR_STUDENT, "does_not_fit", "does_not_fit fits"},
        {ACTOR_MENTOR, "pause", "does_not_fit fits"},
        {ACTOR_STUDENT, "fits", "fits fits"},
    };
    for (size_t i = 0; i < SHAPE_COUNT(rows); i++) {
        struct taking taking =
            taking_of("mentorship", mentorship.text, rows[i].event, rows[i].actor);
        cr_assert(eq(str, (char *)take(&taking), ""));
        EXPECT_SQL((char *)rows[i].kept,
                   "SELECT concat_ws(' ', coalesce(student_fit, 'none'), coalesce(mentor_fit, "
                   "'none')) FROM mentorship");
    }
}
