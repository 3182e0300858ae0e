/* Publishing a round: what was reviewed is released with its seats, or falls out with a reason; and
 * amending one that is published by a repair run. */
#include "tests/db/round_world.h"

#include <time.h>

TestSuite(publish, .init = found_round, .fini = tear_down, .timeout = 300);

/* ---- reviewing */

Test(publish, the_pairs_of_the_run_are_proposed_for_review)
{
    REVIEWED({&s[0], &m[0], 7420}, {&s[1], &m[1], 10000}, {&s[2], &m[1], 5});
    EXPECT_SQL("3 t proposed 5 10000",
               "SELECT concat_ws(' ', count(*), bool_and(run_id IS NOT NULL), min(state), "
               "min(score_bp), max(score_bp)) FROM pair");
    EXPECT_SQL("review", "SELECT state FROM round");
    EXPECT_SQL("3", "SELECT count(*) FROM audit WHERE object = 'pair' AND event = 'create'");
    EXPECT_SQL("0", "SELECT count(*) FROM outbox");
    expect_agreement("review");
}

Test(publish, another_run_replaces_what_was_only_proposed)
{
    REVIEWED({&s[0], &m[0], 7000}, {&s[1], &m[1], 7000}, {&s[2], &m[2], 7000});
    EXPECT_PAIR_FIRED(s[0], m[0], "approve", "");
    struct id run = RAN("most", {&s[0], &m[0], 7000}, {&s[1], &m[1], 6900}, {&s[2], &m[3], 7000});
    choose(&the_round, &run);
    EXPECT_FIRED("round", &the_round, "adopt", "");
    EXPECT_BECAME(s[0], m[0], "approved");
    EXPECT_BECAME(s[1], m[1], "proposed");
    EXPECT_BECAME(s[2], m[2], "dropped replaced");
    EXPECT_BECAME(s[2], m[3], "proposed");
    EXPECT_SQL("4", "SELECT count(*) FROM pair");
    EXPECT_SQL("2", "SELECT count(*) FROM pair WHERE run_id = '%s'", run.text);
    EXPECT_SQL("drop replaced", "SELECT concat_ws(' ', event, reason_code) FROM audit "
                                "WHERE object = 'pair' AND event = 'drop'");
    expect_agreement("another run");
}

Test(publish, a_run_is_refused_that_is_none_unfinished_stale_or_undoes_what_was_decided)
{
    EXPECT_FIRED("round", &the_round, "review", "no_run");
    struct id run = RAN("fair", {&s[0], &m[0], 7000});
    choose(&the_round, &run);
    sql("UPDATE run SET state = 'failed'");
    EXPECT_FIRED("round", &the_round, "review", "run_unfinished");
    sql("UPDATE run SET state = 'done'");
    EXPECT_FIRED("round", &the_round, "reopen", "");
    freeze(&the_round);
    choose(&the_round, &run);
    EXPECT_FIRED("round", &the_round, "review", "run_stale");
    struct id first = RAN("fair", {&s[0], &m[0], 7000});
    struct id other = RAN("total", {&s[0], &m[1], 7000});
    choose(&the_round, &first);
    EXPECT_FIRED("round", &the_round, "review", "");
    EXPECT_PAIR_FIRED(s[0], m[0], "approve", "");
    choose(&the_round, &other);
    EXPECT_FIRED("round", &the_round, "adopt", "run_undoes");
    EXPECT_PAIR_FIRED(s[0], m[0], "veto", "");
    choose(&the_round, &first);
    EXPECT_FIRED("round", &the_round, "adopt", "run_undoes");
    choose(&the_round, &other);
    EXPECT_FIRED("round", &the_round, "adopt", "");
    EXPECT_BECAME(s[0], m[1], "proposed");
}

Test(publish, a_run_leaves_out_who_was_erased_since)
{
    struct id run = RAN("fair", {&s[0], &m[0], 7000}, {&s[1], &m[1], 7000});
    choose(&the_round, &run);
    sql("UPDATE participant SET person_id = NULL WHERE person_id = '%s'", s[1].text);
    EXPECT_FIRED("round", &the_round, "review", "");
    EXPECT_SQL("1", "SELECT count(*) FROM pair");
}

/* ---- publishing */

Test(publish, what_was_approved_is_released_with_its_seats_and_both_are_told)
{
    PUBLISHED({&s[0], &m[0], 7000}, {&s[1], &m[0], 7000}, {&s[2], &m[1], 7000});
    EXPECT_SQL("released 3 3", "SELECT concat_ws(' ', min(state), count(need_id), "
                               "count(offer_id)) FROM pair");
    cr_expect(eq(str, (char *)taken_of(&m[0]), "2 2 20"));
    cr_expect(eq(str, (char *)taken_of(&m[1]), "1 1 10"));
    EXPECT_SQL("1", "SELECT mentors_have FROM need WHERE id = '%s'", need_of[0].text);
    EXPECT_SQL("6 3", "SELECT concat_ws(' ', count(*), count(DISTINCT object_id)) FROM outbox "
                      "WHERE notice = 'pair.release'");
    EXPECT_SQL("published t",
               "SELECT concat_ws(' ', state, published_at = from_ms(%lld)) "
               "FROM round",
               (long long)step_now);
    EXPECT_SQL("t t",
               "SELECT concat_ws(' ', bool_and(deadline_at = released_at + interval '14 days'),"
               " bool_and(reminder_at = released_at + interval '11 days')) FROM pair");
    expect_agreement("publish");
}

Test(publish, is_refused_while_pairs_are_undecided_or_none_is_approved_or_the_programme_is_over)
{
    REVIEWED({&s[0], &m[0], 7000});
    EXPECT_FIRED("round", &the_round, "publish", "pairs_undecided");
    EXPECT_PAIR_FIRED(s[0], m[0], "veto", "");
    EXPECT_FIRED("round", &the_round, "publish", "no_pairs");
    cr_expect(eq(str, (char *)pin(&s[0], &m[1]), ""));
    step_now = TEST_NOW + 400 * MOMENT_DAY_MS;
    EXPECT_FIRED("round", &the_round, "publish", "programme_over");
    EXPECT_SQL("review", "SELECT state FROM round");
    expect_agreement("a refused publication");
}

/* What changes between freeze and publication, and why the pair of s[0] and m[0] then falls out. */
static void pause_student(void)
{
    sql("UPDATE person SET paused = true WHERE id = '%s'", s[0].text);
}

static void object_mentor(void)
{
    sql("INSERT INTO consent (id, person_id, purpose, channel, basis, given_at, state, "
        "state_since, created_at, updated_at) VALUES (new_id(1), '%s', 'matching', 'none', "
        "'objection', from_ms(1), 'given', from_ms(1), from_ms(1), from_ms(1))",
        m[0].text);
}

static void ask_erasure(void)
{
    sql("UPDATE person SET erase_at = from_ms(%lld) WHERE id = '%s'",
        (long long)(TEST_NOW + MOMENT_DAY_MS), m[0].text);
}

static void withdraw(void)
{
    EXPECT_FIRED("mentor_offer", &offer_of[0], "withdraw", "");
}

static void pause_offer(void)
{
    EXPECT_FIRED("mentor_offer", &offer_of[0], "pause", "");
}

static void rule_out(void)
{
    sql("UPDATE programme SET rules = '[{\"rule\":\"never\",\"student_id\":\"%s\",\"mentor_id\":"
        "\"%s\"}]'",
        s[0].text, m[0].text);
}

static void avoid(void)
{
    sql("UPDATE need SET avoided = '[\"%s\"]' WHERE id = '%s'", m[0].text, need_of[0].text);
}

static void accept_another(void)
{
    paired(&s[0], &m[3]);
}

static void accept_the_same(void)
{
    sql("UPDATE need SET mentors_wanted = 2 WHERE id = '%s'", need_of[0].text);
    paired(&s[0], &m[0]);
}

static void fill_seats(void)
{
    paired(&cas, &m[0]);
    paired(&dag, &m[0]);
}

static void lower_seats(void)
{
    paired(&cas, &m[0]);
    sql("UPDATE mentor_offer SET seats = 1 WHERE id = '%s'", offer_of[0].text);
}

static void lower_own_seats(void)
{
    paired(&cas, &m[0]);
    sql("UPDATE person SET seats = 1 WHERE id = '%s'", m[0].text);
}

static void lower_hours(void)
{
    sql("UPDATE person SET hours_max = 9 WHERE id = '%s'", m[0].text);
}

static const struct {
    void (*edit)(void);
    const char *reason;
} edits[] = {
    {pause_student, "not_matching"},
    {object_mentor, "not_matching"},
    {ask_erasure, "not_matching"},
    {withdraw, "offer_not_active"},
    {pause_offer, "offer_not_active"},
    {rule_out, "never"},
    {avoid, "avoided"},
    {accept_another, "need_met"},
    {accept_the_same, "need_met"},
    {fill_seats, "no_seat"},
    {lower_seats, "no_seat"},
    {lower_own_seats, "no_seat"},
    {lower_hours, "hours_spent"},
};

static void expect_fallen_out(const char *reason)
{
    cr_expect(eq(str, (char *)became(&s[0], &m[0]),
                 (char *)arena_printf(db.arena, "dropped %s", reason)));
    EXPECT_BECAME(s[1], m[1], "released");
    EXPECT_SQL((char *)reason, "SELECT reason_code FROM audit WHERE event = 'drop'");
    EXPECT_SQL("0",
               "SELECT count(*) FROM outbox WHERE notice LIKE 'pair.%%' AND "
               "person_id IN ('%s', '%s')",
               s[0].text, m[0].text);
}

Test(publish, what_does_not_hold_today_falls_out_with_its_reason_and_nobody_is_told)
{
    tear_down();
    for (size_t i = 0; i < SHAPE_COUNT(edits); i++) {
        found_round();
        REVIEWED({&s[0], &m[0], 7000}, {&s[1], &m[1], 7000});
        EXPECT_FIRED("round", &the_round, "approve", "");
        edits[i].edit();
        EXPECT_FIRED("round", &the_round, "publish", "");
        expect_fallen_out(edits[i].reason);
        expect_agreement(edits[i].reason);
        if (i + 1 < SHAPE_COUNT(edits))
            tear_down();
    }
}

Test(publish, where_seats_are_short_pins_come_first_then_the_higher_score_then_the_older)
{
    REVIEWED({&s[0], &m[0], 5000}, {&s[1], &m[0], 9000}, {&s[2], &m[0], 9000});
    cr_expect(eq(str, (char *)pin(&s[3], &m[0]), ""));
    EXPECT_FIRED("round", &the_round, "approve", "");
    sql("UPDATE pair SET id = 'f0000000-0000-7000-8000-000000000000' WHERE student_id = '%s'",
        s[1].text);
    EXPECT_FIRED("round", &the_round, "publish", "");
    EXPECT_BECAME(s[3], m[0], "released");
    EXPECT_BECAME(s[2], m[0], "released");
    EXPECT_BECAME(s[1], m[0], "dropped no_seat");
    EXPECT_BECAME(s[0], m[0], "dropped no_seat");
    cr_expect(eq(str, (char *)taken_of(&m[0]), "2 2 20"));
}

Test(publish, hours_are_counted_over_all_pairs_of_a_mentor)
{
    REVIEWED({&s[0], &m[0], 5000}, {&s[1], &m[0], 9000});
    EXPECT_FIRED("round", &the_round, "approve", "");
    sql("UPDATE person SET hours_max = 19 WHERE id = '%s'", m[0].text);
    EXPECT_FIRED("round", &the_round, "publish", "");
    EXPECT_BECAME(s[0], m[0], "dropped hours_spent");
    EXPECT_BECAME(s[1], m[0], "released");
    expect_agreement("hours");
}

Test(publish, a_programme_without_hours_enters_none)
{
    sql("UPDATE programme SET hours_each = 0");
    PUBLISHED({&s[0], &m[0], 5000});
    cr_expect(eq(str, (char *)taken_of(&m[0]), "1 1 0"));
    expect_agreement("no hours");
}

/* ---- as many as a university has */

#define MANY_STUDENTS 7000
#define MANY_MENTORS  3500
#define SECONDS_MAX   5.0

/* Beside the small university. People with a number below MANY_MENTORS mentor. */
static void found_many(void)
{
    sql("INSERT INTO person (id, external_id, role, seats, hours_max, place_confidence, "
        "country_confidence, remote, created_at, updated_at) SELECT new_id(1), 'many-' || i, "
        "CASE WHEN i < %d THEN 'alumnus' ELSE 'student' END, 2, 40, 0, 0, false, from_ms(1), "
        "from_ms(1) FROM generate_series(0, %d) AS i",
        MANY_MENTORS, MANY_MENTORS + MANY_STUDENTS - 1);
    sql("INSERT INTO mentor_offer (id, programme_id, mentor_id, seats, conditions, state, "
        "state_since, deadline_at, created_at, updated_at) SELECT new_id(1), '%s', id, 2, '{}', "
        "'active', from_ms(1), '2027-07-01T00:00:00Z', from_ms(1), from_ms(1) FROM person "
        "WHERE external_id LIKE 'many-%%' AND role = 'alumnus'",
        programme.text);
    sql("INSERT INTO need (id, programme_id, student_id, wishes, ranked, avoided, fallback, "
        "mentors_wanted, created_at, updated_at) SELECT new_id(1), '%s', id, '{}', '[]', '[]', "
        "false, 1, from_ms(1), from_ms(1) FROM person WHERE external_id LIKE 'many-%%' "
        "AND role = 'student'",
        programme.text);
}

static double seconds_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* What began at start took no longer than a request may. */
static void expect_in_time(const char *what, double start)
{
    double took = seconds_now() - start;
    cr_expect(lt(dbl, took, SECONDS_MAX), "%s", what);
    fprintf(stderr, "%s of %d pairs: %.2f s\n", what, MANY_STUDENTS, took);
}

static void fire_in_time(const char *event)
{
    double start = seconds_now();
    EXPECT_FIRED("round", &the_round, event, "");
    expect_in_time(event, start);
}

/* A run with a pair of each student, two of each mentor: the i-th student's is the (i + shift)-th
 * mentor. Its rows are as long as real ones. */
static void run_many(const char *objective, int shift)
{
    double start = seconds_now();
    struct id run = ran(&the_round, objective, NULL, 0);
    expect_in_time(objective, start);
    sql("UPDATE run_file SET bytes = convert_to('student,mentor,score' || E'\\n' || (SELECT "
        "string_agg(format('%%s,%%s,70.00,1,2,3,4,,,en,\"%%s\",en,\"\"', s.alias, m.alias, "
        "repeat('because, ', 40)), E'\\n') FROM generate_series(0, %d) AS i JOIN person AS sp ON "
        "sp.external_id = 'many-' || (i + %d) JOIN participant AS s ON s.person_id = sp.id JOIN "
        "person AS mp ON mp.external_id = 'many-' || ((i + CASE WHEN i %% %d < 10 THEN %d ELSE 0 "
        "END) %% %d) JOIN participant AS m ON m.person_id = mp.id) || E'\\n', 'UTF8') "
        "WHERE run_id = '%s'",
        MANY_STUDENTS - 1, MANY_MENTORS, MANY_MENTORS, shift, MANY_MENTORS, run.text);
    choose(&the_round, &run);
}

static void record_many(void)
{
    sql("INSERT INTO audit (object, object_id, version, event, actor, at) "
        "SELECT 'need', id, 1, 'create', 'staff', from_ms(1) FROM need "
        "UNION ALL SELECT 'mentor_offer', id, 1, 'create', 'staff', from_ms(1) FROM mentor_offer "
        "ON CONFLICT (object_id, version) DO NOTHING");
}

/* The repair moves the students of ten mentors to ten others. */
Test(publish, seven_thousand_pairs_are_reviewed_published_amended_and_closed_within_a_request)
{
    EXPECT_FIRED("round", &the_round, "reopen", "");
    found_many();
    record_many();
    freeze(&the_round);
    run_many("fair", 0);
    fire_in_time("review");
    fire_in_time("adopt");
    fire_in_time("approve");
    fire_in_time("publish");
    EXPECT_SQL("7000", "SELECT count(*) FROM pair WHERE state = 'released'");
    EXPECT_SQL("14000", "SELECT count(*) FROM outbox");
    sql("UPDATE mentor_offer SET seats = 4");
    sql("UPDATE person SET seats = 4, hours_max = 0");
    run_many("repair", 10);
    fire_in_time("amend");
    EXPECT_SQL("7000 20", "SELECT count(*) FILTER (WHERE state = 'released') || ' ' || count(*) "
                          "FILTER (WHERE state = 'dropped') FROM pair");
    fire_in_time("close");
    sql("ANALYZE"); /* for the checker's sake, which counts row by row */
    expect_agreement("7000 pairs");
}

/* ---- amending */

static void repair(const struct found *found, size_t count, const char *expected)
{
    struct id run = ran(&the_round, "repair", found, count);
    choose(&the_round, &run);
    EXPECT_FIRED("round", &the_round, "amend", (char *)expected);
}

#define REPAIR(expected, ...)                                                                      \
    repair((const struct found[]){__VA_ARGS__},                                                    \
           sizeof((const struct found[]){__VA_ARGS__}) / sizeof(struct found), (expected))

Test(publish, an_amendment_moves_what_the_repair_moves_and_nothing_else)
{
    PUBLISHED({&s[0], &m[0], 7000}, {&s[1], &m[1], 7000}, {&s[2], &m[2], 7000});
    EXPECT_PAIR_FIRED(s[0], m[0], "confirm_student", "");
    EXPECT_PAIR_FIRED(s[0], m[0], "confirm_mentor", "");
    EXPECT_PAIR_FIRED(s[2], m[2], "decline_mentor", "");
    sql("DELETE FROM outbox");
    step_now += MOMENT_DAY_MS;
    REPAIR("", {&s[0], &m[0], 7000}, {&s[1], &m[3], 6000}, {&s[2], &m[1], 6000});
    EXPECT_BECAME(s[0], m[0], "confirmed both_confirmed");
    EXPECT_BECAME(s[1], m[1], "dropped replaced");
    EXPECT_BECAME(s[1], m[3], "released");
    EXPECT_BECAME(s[2], m[1], "released");
    EXPECT_SQL("pair.drop 2, pair.release 4",
               "SELECT string_agg(notice || ' ' || n, ', ' ORDER BY notice) FROM (SELECT notice, "
               "count(*) AS n FROM outbox GROUP BY notice) AS told");
    cr_expect(eq(str, (char *)taken_of(&m[1]), "1 1 10"));
    cr_expect(eq(str, (char *)taken_of(&m[2]), "0 0 0"));
    expect_agreement("an amendment");
    EXPECT_FIRED("round", &the_round, "amend", ""); /* changes nothing more */
    EXPECT_SQL("6", "SELECT count(*) FROM outbox");
    expect_agreement("an amendment again");
}

Test(publish, an_amendment_is_refused_that_undoes_what_was_said_since)
{
    PUBLISHED({&s[0], &m[0], 7000}, {&s[1], &m[1], 7000});
    struct id fair = {""};
    snprintf(fair.text, sizeof fair.text, "%s", sql("SELECT run_id FROM round"));
    EXPECT_FIRED("round", &the_round, "amend", "run_undoes"); /* no repair */
    struct id early = RAN("repair", {&s[0], &m[1], 7000}, {&s[1], &m[1], 7000});
    struct id brings = RAN("repair", {&s[0], &m[0], 7000}, {&s[1], &m[1], 7000});
    EXPECT_PAIR_FIRED(s[0], m[0], "confirm_student", "");
    EXPECT_PAIR_FIRED(s[0], m[0], "confirm_mentor", "");
    EXPECT_PAIR_FIRED(s[1], m[1], "decline_student", "");
    choose(&the_round, &early);
    EXPECT_FIRED("round", &the_round, "amend", "run_undoes"); /* a confirmed pair is not in it */
    choose(&the_round, &brings);
    EXPECT_FIRED("round", &the_round, "amend", "run_undoes"); /* a declined one is */
    choose(&the_round, &fair);
    EXPECT_FIRED("round", &the_round, "amend", "run_undoes");
    expect_agreement("refused amendments");
}

Test(publish, nobody_loses_a_pair_for_one_that_falls_out)
{
    PUBLISHED({&s[0], &m[0], 7000});
    struct id run = RAN("repair", {&s[0], &m[1], 7000});
    EXPECT_FIRED("mentor_offer", &offer_of[1], "withdraw", "");
    choose(&the_round, &run);
    EXPECT_FIRED("round", &the_round, "amend", "run_stale");
    EXPECT_BECAME(s[0], m[0], "released");
    REPAIR("", {&s[0], &m[0], 7000}, {&s[1], &m[1], 7000}, {&s[2], &m[2], 7000});
    EXPECT_BECAME(s[1], m[1], "dropped offer_not_active");
    EXPECT_BECAME(s[2], m[2], "released");
    EXPECT_SQL("0", "SELECT count(*) FROM outbox WHERE person_id = '%s'", s[1].text);
    expect_agreement("an amendment with one that falls out");
}

Test(publish, a_seat_passes_from_one_student_to_another_in_one_amendment)
{
    sql("UPDATE mentor_offer SET seats = 1");
    sql("UPDATE person SET hours_max = 10 WHERE external_id LIKE 'm_'");
    PUBLISHED({&s[0], &m[0], 7000}, {&s[1], &m[1], 7000});
    REPAIR("", {&s[0], &m[1], 7000}, {&s[1], &m[0], 7000});
    EXPECT_BECAME(s[0], m[1], "released");
    EXPECT_BECAME(s[1], m[0], "released");
    EXPECT_SQL("2", "SELECT count(*) FROM pair WHERE state = 'dropped'");
    expect_agreement("seats that change hands");
}

Test(publish, whose_mentorship_ended_may_be_given_another_mentor_by_a_repair)
{
    PUBLISHED({&s[0], &m[0], 7000});
    EXPECT_PAIR_FIRED(s[0], m[0], "confirm_student", "");
    EXPECT_PAIR_FIRED(s[0], m[0], "confirm_mentor", "");
    struct id mentorship = id_by("SELECT id FROM mentorship");
    EXPECT_FIRED("mentorship", &mentorship, "void", "");
    REPAIR("", {&s[0], &m[1], 7000});
    EXPECT_BECAME(s[0], m[1], "released");
    expect_agreement("another mentor");
}
