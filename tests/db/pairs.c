/* Pairs of a round one by one: what staff decide before they are released, what both sides say
 * afterwards, and what each of these takes and gives back. */
#include "tests/db/round_world.h"

TestSuite(pairs, .init = found_round, .fini = tear_down, .timeout = 300);

/* ---- every event in every state */

static const struct lifecycle *pair_lifecycle(void)
{
    return lifecycle_find("pair");
}

/* The pair of s[0] and m[0] in a state, with what it holds there; beside it one that is released.
 */
static struct id placed(const char *word)
{
    const struct lifecycle_state *state = lifecycle_state(pair_lifecycle(), word);
    bool held = state->held;
    struct id id = {"01890a5d-ac96-774b-bcce-b302099a8003"};
    sql("DELETE FROM pair");
    sql("DELETE FROM hours_year");
    sql("DELETE FROM note");
    sql("DELETE FROM outbox");
    sql("SET session_replication_role = replica; " /* else the audit only grows */
        "DELETE FROM audit WHERE object IN ('pair', 'mentorship'); "
        "SET session_replication_role = origin");
    sql("UPDATE mentor_offer SET seats_taken = %d WHERE mentor_id = '%s'", held, m[0].text);
    sql("UPDATE person SET seats_taken = %d WHERE id = '%s'", held, m[0].text);
    sql("UPDATE need SET mentors_have = %d WHERE id = '%s'", held, need_of[0].text);
    sql("INSERT INTO pair (id, round_id, programme_id, student_id, mentor_id, need_id, offer_id, "
        "released_at, state, state_since, deadline_at, reminder_at, created_at, updated_at) "
        "SELECT '%s', '%s', '%s', '%s', '%s', CASE WHEN released THEN '%s'::uuid END, CASE WHEN "
        "released THEN '%s'::uuid END, CASE WHEN released THEN from_ms(1) END, '%s', from_ms(1), "
        "CASE WHEN %s THEN from_ms(%lld) END, CASE WHEN %s THEN from_ms(%lld) END, from_ms(1), "
        "from_ms(1) FROM (SELECT '%s' NOT IN ('proposed', 'approved', 'vetoed', 'swapped_out') "
        "AS released) AS was",
        id.text, the_round.text, programme.text, s[0].text, m[0].text, need_of[0].text,
        offer_of[0].text, word, state->end ? "false" : "true",
        (long long)(TEST_NOW + 9 * MOMENT_DAY_MS), state->reminded ? "true" : "false",
        (long long)(TEST_NOW + 6 * MOMENT_DAY_MS), word);
    sql("INSERT INTO audit (object, object_id, version, event, actor, at) VALUES ('pair', '%s', 1, "
        "'create', 'staff', from_ms(1))",
        id.text);
    if (!held)
        return id;
    sql("INSERT INTO hours_year VALUES ('%s', 2026, 10, 40)", m[0].text);
    sql("INSERT INTO hours_entry VALUES ('%s', '%s', 2026, 'mentoring', 10, from_ms(1))", id.text,
        m[0].text);
    return id;
}

static enum actor_kind actor_of(const struct lifecycle_row *row)
{
    unsigned kind = 0;
    while ((row->who & (1U << kind)) == 0)
        kind++;
    return (enum actor_kind)kind;
}

static void expect_moved(const struct lifecycle_row *row, const struct lifecycle_state *from,
                         enum actor_kind actor, const struct id *id)
{
    bool stays = row->to[0] == '\0';
    const struct lifecycle_state *to = stays ? from : lifecycle_state(pair_lifecycle(), row->to);
    bool holds = to->held || strcmp(to->word, "confirmed") == 0; /* as a mentorship */
    EXPECT_SQL((char *)arena_printf(db.arena, "%s 2 %s t t", to->word, stays ? "" : "other"),
               "SELECT concat_ws(' ', o.state, o.version, coalesce(o.reason_code, ''), "
               "to_ms(o.deadline_at) IS NOT DISTINCT FROM CASE WHEN %s THEN %lld ELSE "
               "to_ms(deadline_of(programme, nullif('%s', ''), from_ms(%lld))) END, "
               "o.reminder_at IS NOT DISTINCT FROM CASE WHEN '%s' = 'remind' OR NOT %s THEN NULL "
               "WHEN %s THEN from_ms(%lld) ELSE o.deadline_at - interval '3 days' END) "
               "FROM pair AS o JOIN programme ON programme.id = o.programme_id WHERE o.id = '%s'",
               stays ? "true" : "false", (long long)(TEST_NOW + 9 * MOMENT_DAY_MS),
               to->deadline == NULL ? "" : to->deadline, (long long)step_now, row->event,
               to->reminded ? "true" : "false", stays ? "true" : "false",
               (long long)(TEST_NOW + 6 * MOMENT_DAY_MS), id->text);
    cr_expect(eq(str, (char *)taken_of(&m[0]), holds ? "1 1 10" : "0 0 0"), "%s from %s",
              row->event, from->word);
    EXPECT_SQL(holds ? "1" : "0", "SELECT mentors_have FROM need WHERE id = '%s'", need_of[0].text);
    EXPECT_SQL(strcmp(to->word, "confirmed") == 0 ? "1" : "0", "SELECT count(*) FROM mentorship");
    /* Of what was never released neither side knows. */
    bool known = strcmp(from->word, "released") == 0 || strcmp(to->word, "released") == 0;
    unsigned told = known ? row->told & ~(1U << actor) : 0;
    EXPECT_SQL(
        (char *)arena_printf(db.arena, "%d %d", (told & BY_STUDENT) != 0, (told & BY_MENTOR) != 0),
        "SELECT count(*) FILTER (WHERE person_id = '%s') || ' ' || count(*) FILTER (WHERE "
        "person_id = '%s') FROM outbox WHERE notice = 'pair.%s'",
        s[0].text, m[0].text, row->event);
}

static void try_cell(const struct lifecycle_row *row, const struct lifecycle_state *from)
{
    struct id id = placed(from->word);
    enum actor_kind actor = actor_of(row);
    struct taking taking = taking_of("pair", id.text, row->event, actor);
    taking.step.reason_code = "other";
    taking.step.version = 1;
    const char *told = take(&taking);
    if (lifecycle_allows(row, from->word)) {
        cr_assert(eq(str, (char *)told, ""), "%s from %s", row->event, from->word);
        expect_moved(row, from, actor, &id);
    } else {
        cr_expect(eq(str, (char *)told, "state"), "%s from %s", row->event, from->word);
        EXPECT_SQL((char *)from->word, "SELECT state FROM pair");
    }
    expect_agreement(row->event);
}

Test(pairs, every_event_moves_a_pair_as_its_row_says_or_tells_its_state)
{
    for (const struct lifecycle_row *row = pair_lifecycle()->rows; row->event != NULL; row++)
        for (const struct lifecycle_state *at = pair_lifecycle()->states; at->word != NULL; at++)
            try_cell(row, at);
}

/* ---- pins */

Test(pairs, a_pin_enters_approved_beside_the_run_s)
{
    REVIEWED({&s[0], &m[0], 7000});
    cr_expect(eq(str, (char *)pin(&s[1], &m[0]), ""));
    EXPECT_SQL("approved t t t create approved",
               "SELECT concat_ws(' ', pair.state, pinned, run_id IS NULL, deadline_at = "
               "'2027-07-01T00:00:00Z', event, to_state) FROM pair JOIN audit ON object_id = "
               "pair.id WHERE pinned");
    expect_agreement("a pin");
}

Test(pairs, a_pin_is_refused_that_does_not_fit_the_round)
{
    cr_expect(eq(str, (char *)pin(&s[0], &m[0]), "round_state"));
    REVIEWED({&s[0], &m[0], 7000}, {&s[1], &m[1], 7000}, {&s[2], &m[2], 7000});
    cr_expect(eq(str, (char *)pin(&s[0], &m[1]), "student_paired"));
    cr_expect(eq(str, (char *)pin(&cas, &m[1]), "not_enrolled"));
    cr_expect(eq(str, (char *)pin(&s[3], &cas), "not_enrolled"));
    cr_expect(eq(str, (char *)pin(&m[1], &s[3]), "not_enrolled"));
    EXPECT_PAIR_FIRED(s[0], m[0], "veto", "");
    cr_expect(eq(str, (char *)pin(&s[0], &m[0]), "pair_refused"));
    EXPECT_PAIR_FIRED(s[1], m[1], "swap", "");
    cr_expect(eq(str, (char *)pin(&s[1], &m[1]), ""), "a swap rules nothing out");
    cr_expect(eq(str, (char *)pin(&s[0], &m[3]), ""));
    EXPECT_FIRED("round", &the_round, "approve", "");
    EXPECT_FIRED("round", &the_round, "publish", "");
    cr_expect(eq(str, (char *)pin(&s[3], &m[3]), "round_state"));
    expect_agreement("pins");
}

Test(pairs, who_takes_part_as_a_student_may_be_pinned_as_a_mentor_too)
{
    told_need(&m[0], NULL, 0, false, 1);
    EXPECT_FIRED("round", &the_round, "reopen", "");
    freeze(&the_round);
    sql("UPDATE participant SET student = true WHERE person_id = '%s'", m[0].text);
    REVIEWED({&s[0], &m[1], 7000});
    cr_expect(eq(str, (char *)pin(&s[1], &m[0]), ""));
    sql("UPDATE mentor_offer SET state = 'withdrawn', deadline_at = NULL WHERE mentor_id = '%s'",
        m[0].text);
    cr_expect(eq(str, (char *)pin(&s[2], &m[0]), "not_enrolled"));
}

Test(pairs, decisions_about_pairs_are_rules_of_the_next_run)
{
    REVIEWED({&s[0], &m[0], 7000}, {&s[1], &m[1], 7000}, {&s[2], &m[2], 7000});
    EXPECT_PAIR_FIRED(s[0], m[0], "approve", "");
    EXPECT_PAIR_FIRED(s[1], m[1], "veto", "");
    EXPECT_PAIR_FIRED(s[2], m[2], "swap", "");
    struct id run = RAN("fair", {&s[0], &m[0], 7000});
    EXPECT_SQL("never s1 m1, pin s0 m0",
               "SELECT string_agg(concat_ws(' ', rule, s.external_id, m.external_id), ', ' ORDER "
               "BY rule) FROM run, jsonb_to_recordset(orders -> 'rules') AS r(rule text, student "
               "uuid, mentor uuid), participant AS ps, participant AS pm, person AS s, person AS m "
               "WHERE run.id = '%s' AND ps.alias = r.student AND pm.alias = r.mentor AND s.id = "
               "ps.person_id AND m.id = pm.person_id",
               run.text);
}

/* ---- what both sides say */

Test(pairs, that_both_confirm_make_one_mentorship_and_hold_their_places_once)
{
    PUBLISHED({&s[0], &m[0], 7000});
    EXPECT_PAIR_FIRED(s[0], m[0], "confirm_mentor", "");
    EXPECT_PAIR_FIRED(s[0], m[0], "confirm_mentor", "confirmed_already");
    EXPECT_SQL("released 0", "SELECT state || ' ' || (SELECT count(*) FROM mentorship) FROM pair");
    EXPECT_PAIR_FIRED(s[0], m[0], "confirm_student", "");
    EXPECT_PAIR_FIRED(s[0], m[0], "confirm_student", "state");
    EXPECT_SQL("confirmed both_confirmed proposed t t t",
               "SELECT concat_ws(' ', pair.state, pair.reason_code, mentorship.state, "
               "mentorship.need_id = pair.need_id, mentorship.offer_id = pair.offer_id, "
               "mentorship.deadline_at = from_ms(%lld) + interval '14 days') FROM mentorship JOIN "
               "pair ON pair.id = pair_id",
               (long long)step_now);
    EXPECT_SQL("t", "SELECT object_id = mentorship.id FROM hours_entry, mentorship");
    cr_expect(eq(str, (char *)taken_of(&m[0]), "1 1 10"));
    expect_agreement("both confirmed");
    struct id mentorship = id_by("SELECT id FROM mentorship");
    EXPECT_FIRED("mentorship", &mentorship, "start", "");
    EXPECT_FIRED("mentorship", &mentorship, "complete", "");
    cr_expect(eq(str, (char *)taken_of(&m[0]), "0 0 10"));
    expect_agreement("a mentorship of a pair");
}

Test(pairs, a_mentorship_of_a_pair_that_never_begins_gives_all_back)
{
    PUBLISHED({&s[0], &m[0], 7000});
    EXPECT_PAIR_FIRED(s[0], m[0], "confirm_student", "");
    EXPECT_PAIR_FIRED(s[0], m[0], "confirm_mentor", "");
    struct id mentorship = id_by("SELECT id FROM mentorship");
    EXPECT_FIRED("mentorship", &mentorship, "void", "");
    cr_expect(eq(str, (char *)taken_of(&m[0]), "0 0 0"));
    EXPECT_SQL("0", "SELECT mentors_have FROM need WHERE id = '%s'", need_of[0].text);
    expect_agreement("a void mentorship of a pair");
}

Test(pairs, a_decline_of_either_side_frees_the_seat_for_whoever_waits)
{
    static const char *const events[] = {"decline_student", "decline_mentor"};
    sql("UPDATE mentor_offer SET seats = 1");
    PUBLISHED({&s[0], &m[0], 7000}, {&s[1], &m[1], 7000});
    for (int i = 0; i < 2; i++) {
        struct id waiting = sent(&s[2 + i], &m[i]);
        cr_expect(eq(str, (char *)state_of("mentoring_request", &waiting), "waitlisted"));
        EXPECT_PAIR_FIRED(s[i], m[i], events[i], "");
        EXPECT_BECAME(s[i], m[i], (char *)arena_printf(db.arena, "declined_%s", events[i] + 8));
        cr_expect(eq(str, (char *)taken_of(&m[i]), "0 0 0"));
        tick();
        cr_expect(eq(str, (char *)state_of("mentoring_request", &waiting), "pending"));
        expect_agreement(events[i]);
    }
}

Test(pairs, the_clock_reminds_of_a_pair_and_ends_one_without_both_answers)
{
    PUBLISHED({&s[0], &m[0], 7000});
    EXPECT_PAIR_FIRED(s[0], m[0], "confirm_student", "");
    step_now = TEST_NOW + 11 * MOMENT_DAY_MS;
    tick();
    EXPECT_SQL("2", "SELECT count(*) FROM outbox WHERE notice = 'pair.remind'");
    step_now = TEST_NOW + 14 * MOMENT_DAY_MS;
    tick();
    EXPECT_BECAME(s[0], m[0], "lapsed");
    cr_expect(eq(str, (char *)taken_of(&m[0]), "0 0 0"));
    cr_expect(eq(sz, tick(), 0));
    expect_agreement("a lapse");
}

Test(pairs, a_round_that_is_closed_ends_those_that_wait)
{
    PUBLISHED({&s[0], &m[0], 7000}, {&s[1], &m[0], 7000});
    EXPECT_PAIR_FIRED(s[0], m[0], "confirm_student", "");
    EXPECT_PAIR_FIRED(s[0], m[0], "confirm_mentor", "");
    EXPECT_FIRED("round", &the_round, "close", "");
    EXPECT_BECAME(s[0], m[0], "confirmed both_confirmed");
    EXPECT_BECAME(s[1], m[0], "lapsed round_closed");
    cr_expect(eq(str, (char *)taken_of(&m[0]), "1 1 10"));
    expect_agreement("a closed round");
}

Test(pairs, a_round_that_is_called_off_drops_its_pairs_and_tells_nobody)
{
    REVIEWED({&s[0], &m[0], 7000}, {&s[1], &m[1], 7000});
    EXPECT_PAIR_FIRED(s[0], m[0], "approve", "");
    EXPECT_FIRED("round", &the_round, "cancel", "");
    EXPECT_BECAME(s[0], m[0], "dropped round_cancelled");
    EXPECT_BECAME(s[1], m[1], "dropped round_cancelled");
    EXPECT_SQL("0", "SELECT count(*) FROM outbox");
    expect_agreement("a cancelled round");
}

/* ---- beside requests */

Test(pairs, a_need_that_a_released_pair_meets_takes_no_other_mentor_until_it_falls_through)
{
    struct id request = sent(&s[0], &m[1]);
    PUBLISHED({&s[0], &m[0], 7000});
    EXPECT_FIRED("mentoring_request", &request, "accept", "need_met");
    EXPECT_PAIR_FIRED(s[0], m[0], "decline_mentor", "");
    EXPECT_FIRED("mentoring_request", &request, "accept", "");
    expect_agreement("an accept after a decline");
}

Test(pairs, a_need_that_is_met_supersedes_its_requests)
{
    sql("UPDATE need SET mentors_wanted = 2 WHERE id = '%s'", need_of[1].text);
    struct id rival = sent(&s[0], &m[1]);
    struct id other = sent(&s[1], &m[2]);
    PUBLISHED({&s[0], &m[0], 7000}, {&s[1], &m[1], 7000});
    for (int i = 0; i < 2; i++) {
        EXPECT_PAIR_FIRED(s[i], m[i], "confirm_student", "");
        EXPECT_PAIR_FIRED(s[i], m[i], "confirm_mentor", "");
    }
    cr_expect(eq(str, (char *)state_of("mentoring_request", &rival), "superseded"));
    cr_expect(eq(str, (char *)state_of("mentoring_request", &other), "pending"));
    expect_agreement("superseded requests");
}

Test(pairs, two_whom_a_round_has_paired_are_not_paired_again_by_a_request)
{
    sql("UPDATE need SET mentors_wanted = 2");
    struct id request = sent(&s[0], &m[0]);
    PUBLISHED({&s[0], &m[0], 7000});
    EXPECT_FIRED("mentoring_request", &request, "accept", "pair_released");
    EXPECT_PAIR_FIRED(s[0], m[0], "confirm_student", "");
    EXPECT_PAIR_FIRED(s[0], m[0], "confirm_mentor", "");
    EXPECT_SQL("1", "SELECT count(*) FROM mentorship");
    expect_agreement("a request beside a pair");
}

/* ---- who sees what */

static size_t seen_by(const char *party, const char *unit_ids, const char *filters)
{
    const struct object_page page = {
        .limit = 100, .party = party, .units = unit_ids, .filters = filters};
    void *items = NULL;
    size_t count = 0;
    int32_t counted = 0;
    cr_assert(eq(int, store_object_page(db.store, &round_pairs, &page, db.arena, &items, &count),
                 STATUS_OK),
              "%s", store_error(db.store));
    cr_assert(eq(int, store_object_count(db.store, &round_pairs, &page, &counted), STATUS_OK));
    cr_expect(eq(sz, (size_t)counted, count));
    return count;
}

Test(pairs, a_party_sees_a_pair_once_it_is_released_and_staff_those_of_their_units)
{
    struct matching_pair pair;
    const char *unit_ids = arena_printf(db.arena, "{%s}", university.text);
    REVIEWED({&s[0], &m[0], 7421}, {&s[1], &m[0], 7000});
    cr_expect(eq(sz, seen_by(m[0].text, "{}", "{}"), 0));
    cr_expect(eq(sz, seen_by(NULL, unit_ids, "{}"), 2));
    cr_expect(eq(sz, seen_by(NULL, NULL, "{}"), 2));
    EXPECT_FIRED("round", &the_round, "approve", "");
    sql("UPDATE mentor_offer SET seats = 1");
    EXPECT_FIRED("round", &the_round, "publish", "");
    cr_expect(eq(sz, seen_by(m[0].text, "{}", "{}"), 1));
    cr_expect(eq(sz, seen_by(s[0].text, "{}", "{}"), 1));
    cr_expect(eq(sz, seen_by(s[1].text, "{}", "{}"), 0), "what fell out is not theirs to see");
    cr_expect(eq(sz, seen_by(s[2].text, "{}", "{}"), 0));
    cr_expect(eq(sz, seen_by(NULL, NULL, "{\"state\":\"dropped\"}"), 1));
    cr_expect(eq(sz,
                 seen_by(NULL, NULL,
                         arena_printf(db.arena, "{\"student_id\":\"%s\",\"round_id\":\"%s\"}",
                                      s[0].text, the_round.text)),
                 1));
    EXPECT_PAIR_FIRED(s[0], m[0], "confirm_student", "");
    EXPECT_PAIR_FIRED(s[0], m[0], "confirm_mentor", "");
    struct id id = pair_of(&s[0], &m[0]);
    read_back(&round_pairs, id.text, &pair);
    cr_expect(eq(int, pair.score_bp, 7421));
    cr_expect(eq(i64, pair.released_at, step_now));
    cr_expect(pair.mentorship_id != NULL && pair.mentor_confirmed_at == step_now);
}
