/* Rounds and what runs are ordered to do: who is planned, chosen, called off, and what a run does
 * otherwise than its snapshot says. Freezing: freeze.c; pairs: pairs.c, publish.c; making runs:
 * runs.c. */
#include "api/wire/round.h"
#include "tests/db/step_world.h"

static const struct object_kind rounds = {"round", &round_shape};
static const struct object_kind runs = {"run", &run_shape};

static struct id round_id, snapshot_id, eva;

/* Who takes part, by alias: the first digits say who. */
#define ALIAS(digit) "a000000" digit "-0000-4000-8000-000000000000"
#define ANN          ALIAS("1")
#define BO           ALIAS("2")
#define CAS          ALIAS("3")
#define DAG          ALIAS("4")
#define EVA          ALIAS("5")

static void participate(const char *alias, const struct id *person, bool student)
{
    sql("INSERT INTO participant (round_id, alias, person_id, student) "
        "VALUES ('%s', '%s', '%s', %s)",
        round_id.text, alias, person->text, student ? "true" : "false");
}

/* A snapshot that nobody reads here. */
static void freeze(void)
{
    snapshot_id = new_id();
    sql("INSERT INTO snapshot (id, round_id, taken_at, bytes, students, mentors, seats) "
        "VALUES ('%s', '%s', from_ms(0), '', 3, 2, 4)",
        snapshot_id.text, round_id.text);
    sql("UPDATE round SET snapshot_id = '%s' WHERE id = '%s'", snapshot_id.text, round_id.text);
    EXPECT_FIRED("round", &round_id, "freeze", "");
}

static void set_up_round(void)
{
    set_up();
    found_university();
    step_now = TEST_NOW;
    eva = person_named("eva");
    struct matching_round round = {.programme_id = programme.text, .name = "Autumn"};
    round_id = added(&rounds, &round);
    EXPECT_FIRED("round", &round_id, "open", "");
    (void)active_offer(&ann);
    (void)active_offer(&bo);
    (void)told_need(&cas, NULL, 0, true, 1);
    (void)told_need(&dag, NULL, 0, true, 1);
    (void)told_need(&eva, NULL, 0, true, 1);
    participate(ANN, &ann, false);
    participate(BO, &bo, false);
    participate(CAS, &cas, true);
    participate(DAG, &dag, true);
    participate(EVA, &eva, true);
    freeze();
}

TestSuite(rounds, .init = set_up_round, .fini = tear_down, .timeout = 60);

/* A run as a handler adds it: "" when it was added, else the code of its fault. */
static const char *order(struct matching_run *run, struct id *ret_id)
{
    struct faults faults = faults_in(db.arena);
    *ret_id = new_id();
    run->round_id = round_id.text;
    enum status status = add(&runs, ret_id->text, run, &faults);
    cr_assert(status == STATUS_OK || status == STATUS_CONFLICT, "%s", store_error(db.store));
    return status == STATUS_OK ? "" : faults.items[0].code;
}

static struct matching_run plain(const char *objective)
{
    struct matching_run run = {0};
    run_defaults(&run);
    run.objective = shape_word_index(run_objective_words, objective, strlen(objective));
    return run;
}

#define EXPECT_ORDER(run, id, expected)                                                            \
    cr_assert(eq(str, (char *)order((run), (id)), (expected)), "%s", store_error(db.store))

/* "rule alias alias" of a run's rules, first digits only: "never 3 1, pin 4 2". */
static const char *rules_of(const struct id *run)
{
    return sql("SELECT string_agg(concat_ws(' ', rule, substr(student, 8, 1), "
               "substr(mentor, 8, 1)), ', ' ORDER BY rule, student, mentor) FROM run, "
               "jsonb_to_recordset(orders -> 'rules') AS given(rule text, student text, "
               "mentor text) WHERE id = '%s'",
               run->text);
}

static struct id pair_in(const struct id *student, const struct id *mentor, const char *state)
{
    struct id id = new_id();
    bool waits = strcmp(state, "proposed") == 0 || strcmp(state, "approved") == 0 ||
                 strcmp(state, "released") == 0;
    sql("INSERT INTO pair (id, round_id, programme_id, student_id, mentor_id, need_id, offer_id, "
        "released_at, state, state_since, deadline_at, created_at, updated_at) "
        "SELECT '%s', '%s', programme_id, student_id, '%s', need.id, "
        "(SELECT offer.id FROM mentor_offer AS offer WHERE offer.mentor_id = '%s'), from_ms(0), "
        "'%s', from_ms(0), %s, from_ms(0), from_ms(0) FROM need WHERE student_id = '%s'",
        id.text, round_id.text, mentor->text, mentor->text, state,
        waits ? "'2027-07-01T00:00:00Z'" : "NULL", student->text);
    return id;
}

/* ---- rounds */

Test(rounds, a_round_tells_who_would_take_part_until_it_is_frozen_and_then_who_does)
{
    struct matching_round round;
    read_back(&rounds, round_id.text, &round);
    cr_expect(eq(int, round.students, 3));
    cr_expect(eq(int, round.mentors, 2));
    cr_expect(eq(int, round.seats, 4));
    (void)told_need(&ann, NULL, 0, true, 1);
    read_back(&rounds, round_id.text, &round);
    cr_expect(eq(int, round.students, 3));
    EXPECT_FIRED("round", &round_id, "reopen", "");
    read_back(&rounds, round_id.text, &round);
    cr_expect(eq(int, round.students, 4));
}

Test(rounds, a_run_is_chosen_of_the_round_itself_and_only_once_it_is_frozen)
{
    struct matching_run run = plain("fair");
    struct matching_round other = {.programme_id = programme.text, .name = "Spring"};
    struct faults faults = faults_in(db.arena);
    struct id other_id = added(&rounds, &other);
    struct id run_id;
    int32_t version = 0;
    EXPECT_ORDER(&run, &run_id, "");
    other.run_id = run_id.text;
    cr_expect(
        eq(int, replace(&rounds, other_id.text, 1, &other, &faults, &version), STATUS_CONFLICT));
    cr_expect(eq(str, (char *)faults.items[0].code, "round_state"));
    sql("UPDATE round SET state = 'frozen' WHERE id = '%s'", other_id.text);
    faults = faults_in(db.arena);
    cr_expect(
        eq(int, replace(&rounds, other_id.text, 1, &other, &faults, &version), STATUS_CONFLICT));
    cr_expect(eq(str, (char *)faults.items[0].code, "no_run"));
    struct matching_round mine;
    read_back(&rounds, round_id.text, &mine);
    mine.run_id = run_id.text;
    cr_expect(eq(int, replace(&rounds, round_id.text, mine.version, &mine, &faults, &version),
                 STATUS_OK));
    read_back(&rounds, round_id.text, &mine);
    cr_expect(eq(str, (char *)mine.run_id, run_id.text));
}

Test(rounds, calling_a_round_off_drops_its_pairs_and_stops_its_runs_all_in_the_audit)
{
    struct matching_run run = plain("fair");
    struct id run_id;
    EXPECT_ORDER(&run, &run_id, "");
    struct id proposed = pair_in(&cas, &ann, "proposed");
    struct id approved = pair_in(&dag, &ann, "approved");
    struct id vetoed = pair_in(&eva, &ann, "vetoed");
    EXPECT_FIRED("round", &round_id, "cancel", "");
    cr_expect(eq(str, (char *)state_of("pair", &proposed), "dropped"));
    cr_expect(eq(str, (char *)state_of("pair", &approved), "dropped"));
    cr_expect(eq(str, (char *)state_of("pair", &vetoed), "vetoed"));
    cr_expect(eq(str, (char *)state_of("run", &run_id), "cancelled"));
    EXPECT_SQL("round_cancelled", "SELECT reason_code FROM pair WHERE id = '%s'", approved.text);
    EXPECT_SQL("drop", "SELECT event FROM audit WHERE object_id = '%s' AND version = 2",
               approved.text);
    EXPECT_SQL("cancel", "SELECT event FROM audit WHERE object_id = '%s' AND version = 2",
               run_id.text);
}

Test(rounds, opening_a_round_again_keeps_what_was_decided_and_makes_its_runs_stale)
{
    struct matching_run run = plain("fair");
    struct id run_id;
    EXPECT_ORDER(&run, &run_id, "");
    struct id proposed = pair_in(&cas, &ann, "proposed");
    struct id approved = pair_in(&dag, &ann, "approved");
    EXPECT_FIRED("round", &round_id, "reopen", "");
    cr_expect(eq(str, (char *)state_of("pair", &proposed), "dropped"));
    cr_expect(eq(str, (char *)state_of("pair", &approved), "approved"));
    EXPECT_ORDER(&run, &run_id, "round_state");
    freeze();
    EXPECT_ORDER(&run, &run_id, "");
    EXPECT_SQL("pin 4 1", "SELECT '%s'", rules_of(&run_id));
    read_back(&runs, run_id.text, &run);
    cr_expect(not(run.stale));
    cr_expect(eq(str,
                 (char *)sql("SELECT count(*) FROM run, round WHERE round.id = round_id AND "
                             "run.snapshot_id <> round.snapshot_id"),
                 "1"));
}

Test(rounds, a_round_is_over_with_its_programme)
{
    struct matching_run run = plain("fair");
    struct id run_id;
    EXPECT_ORDER(&run, &run_id, "");
    struct id approved = pair_in(&dag, &ann, "approved");
    step_now = TEST_NOW + 400 * MOMENT_DAY_MS;
    cr_expect(gt(sz, tick(), 0));
    cr_expect(eq(str, (char *)state_of("round", &round_id), "cancelled"));
    cr_expect(eq(str, (char *)state_of("run", &run_id), "cancelled"));
    cr_expect(eq(str, (char *)state_of("pair", &approved), "dropped"));
}

/* ---- what a run is ordered to do */

Test(rounds, a_run_has_the_programme_s_weights_and_minimum_unless_it_is_given_others)
{
    struct matching_run run = plain("most");
    struct id id;
    sql("UPDATE programme SET minimum_bp = 3500, weights = '{\"field\": 100}'");
    EXPECT_ORDER(&run, &id, "");
    read_back(&runs, id.text, &run);
    cr_expect(eq(int, run.minimum_bp, 3500));
    cr_expect(eq(int, run.weights.field, 100));
    cr_expect(eq(int, run.seed, 1));
    cr_expect(eq(str, (char *)run.state, "queued"));
    run = plain("most");
    run.minimum_bp = 0;
    run.weights = (struct own_weights){40, 40, 10, 10};
    run.seed = 7;
    EXPECT_ORDER(&run, &id, "");
    read_back(&runs, id.text, &run);
    cr_expect(eq(int, run.minimum_bp, 0));
    cr_expect(eq(int, run.weights.career, 40));
    cr_expect(eq(int, run.seed, 7));
}

Test(rounds, rules_are_asked_by_people_kept_by_alias_and_shown_by_people)
{
    const struct run_rule rules[] = {{0, cas.text, ann.text}, {3, dag.text, NULL}};
    const struct run_seats seats[] = {{bo.text, 5}};
    struct matching_run run = plain("fair");
    struct id id;
    run.rules = rules;
    run.rules_count = 2;
    run.what_if = seats;
    run.what_if_count = 1;
    EXPECT_ORDER(&run, &id, "");
    EXPECT_SQL("first 4, never 3 1", "SELECT '%s'", rules_of(&id));
    EXPECT_SQL("0", "SELECT count(*) FROM run WHERE orders::text LIKE '%%' || '%s' || '%%'",
               cas.text);
    read_back(&runs, id.text, &run);
    cr_assert(eq(sz, run.rules_count, 2));
    cr_assert(eq(sz, run.what_if_count, 1));
    cr_expect(eq(int, run.what_if[0].seats, 5));
    cr_expect(eq(str, (char *)run.what_if[0].mentor_id, bo.text));
    sql("UPDATE participant SET person_id = NULL WHERE person_id = '%s'", cas.text);
    read_back(&runs, id.text, &run);
    size_t erased = run.rules[0].student_id == NULL ? 0 : 1;
    cr_expect(run.rules[erased].student_id == NULL);
    cr_expect(eq(str, (char *)run.rules[1 - erased].student_id, dag.text));
}

Test(rounds, rules_and_seats_of_people_who_are_not_in_the_snapshot_are_refused)
{
    struct id stranger = person_named("fay");
    const struct run_rule rules[] = {{1, stranger.text, ann.text}};
    const struct run_seats seats[] = {{stranger.text, 5}};
    struct matching_run run = plain("fair");
    struct id id;
    run.rules = rules;
    run.rules_count = 1;
    EXPECT_ORDER(&run, &id, "not_enrolled");
    run = plain("fair");
    run.what_if = seats;
    run.what_if_count = 1;
    EXPECT_ORDER(&run, &id, "not_enrolled");
}

Test(rounds, what_was_decided_about_pairs_is_a_rule_of_every_run_made_after)
{
    struct matching_run run = plain("fair");
    struct id id;
    (void)pair_in(&cas, &ann, "approved");
    (void)pair_in(&dag, &ann, "vetoed");
    (void)pair_in(&dag, &bo, "swapped_out");
    (void)pair_in(&eva, &bo, "proposed");
    EXPECT_ORDER(&run, &id, "");
    EXPECT_SQL("never 4 1, pin 3 1", "SELECT '%s'", rules_of(&id));
    read_back(&runs, id.text, &run);
    cr_expect(eq(sz, run.rules_count, 0), "shown as if they were asked");
}

Test(rounds, a_repair_is_for_published_rounds_alone_and_other_runs_are_not)
{
    struct matching_run repair = plain("repair");
    struct matching_run fair = plain("fair");
    struct id id;
    EXPECT_ORDER(&repair, &id, "round_state");
    sql("UPDATE round SET state = 'published', published_at = from_ms(0)");
    EXPECT_ORDER(&fair, &id, "round_state");
    EXPECT_ORDER(&repair, &id, "");
}

Test(rounds, a_repair_begins_with_what_was_announced_and_holds_today)
{
    struct matching_run run = plain("repair");
    struct id id;
    (void)pair_in(&cas, &ann, "released");
    (void)pair_in(&dag, &ann, "declined_mentor");
    (void)pair_in(&eva, &bo, "lapsed"); /* without a word of the student's */
    sql("UPDATE mentor_offer SET seats_taken = 1 WHERE mentor_id = '%s'", ann.text);
    sql("UPDATE person SET seats_taken = 1 WHERE id = '%s'", ann.text);
    sql("UPDATE mentor_offer SET state = 'paused' WHERE mentor_id = '%s'", bo.text);
    sql("UPDATE round SET state = 'published', published_at = from_ms(0)");
    EXPECT_ORDER(&run, &id, "");
    EXPECT_SQL("never 4 1, never 5 2", "SELECT '%s'", rules_of(&id));
    EXPECT_SQL("[{\"mentor\": \"" ANN "\", \"student\": \"" CAS "\"}]",
               "SELECT orders -> 'announced' FROM run WHERE id = '%s'", id.text);
    EXPECT_SQL("[\"" EVA "\"]", "SELECT orders -> 'left' FROM run WHERE id = '%s'", id.text);
    /* One free and the one announced; a paused offer has none. */
    EXPECT_SQL("2 0",
               "SELECT string_agg(given.seats::text, ' ' ORDER BY mentor) FROM run, "
               "jsonb_to_recordset(orders -> 'seats') AS given(mentor uuid, seats integer) "
               "WHERE id = '%s'",
               id.text);
}

Test(rounds, who_was_erased_objects_or_found_a_mentor_elsewhere_leaves_a_repair)
{
    struct matching_run run = plain("repair");
    struct id id;
    sql("UPDATE round SET state = 'published', published_at = from_ms(0)");
    sql("UPDATE need SET mentors_have = 1 WHERE student_id = '%s'", cas.text);
    sql("UPDATE person SET paused = true WHERE id = '%s'", dag.text);
    sql("UPDATE participant SET person_id = NULL WHERE alias = '" BO "'");
    EXPECT_ORDER(&run, &id, "");
    EXPECT_SQL("[\"" BO "\", \"" CAS "\", \"" DAG "\"]",
               "SELECT orders -> 'left' FROM run WHERE id = '%s'", id.text);
}
