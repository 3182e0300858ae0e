/* A round of five mentors and five students, asked about; and two rounds compared. */
#include "api/wire/run_why.h"
#include "api/wire/run_diff.h"
#include "scoring/base/text.h"
#include "tests/person_words.h"
#include "tests/small_seeds.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

static struct small_seeds seeds;
static struct snapshot snapshot;
static struct run made;

/* Rising by id. Scores are of fields alone: the same one 10 000, a neighbour less. */
static const char *const people_words[] = {"id:mentor-a field:0732 seats:1",
                                           "id:mentor-b field:0541 seats:1",
                                           "id:mentor-c field:0613 seats:1 asks-field:0613",
                                           "id:mentor-d field:0732",
                                           "id:mentor-e field:0731 seats:1",
                                           "id:student-1 student field:0732",
                                           "id:student-2 student field:0732",
                                           "id:student-3 student field:0541",
                                           "id:student-4 student field:0613",
                                           "id:student-5 student field:0732"};
#define PEOPLE_COUNT (sizeof people_words / sizeof *people_words)

static const struct round_rule rules[] = {{RULE_NEVER, "student-3", "mentor-a", 0},
                                          {RULE_MUST, "student-4", "mentor-c", 0},
                                          {RULE_WISH, "student-2", "mentor-a", 1},
                                          {RULE_WISH, "student-5", "mentor-a", 1}};

static void solve_round(void)
{
    struct digest hash = digest_of("x", 1);
    made = (struct run){.snapshot = &snapshot};
    enum status status = round_new(&seeds.scorer, &snapshot, hash, 1, &seeds.faults, &made.round);
    cr_assert(eq(int, (int)status, STATUS_OK));
    struct solving solving = {
        .problem = round_problem(made.round), .objective = snapshot.objective, .workers = 1};
    status = solve(&solving, seeds.arena, &seeds.faults, &made.result);
    cr_assert(eq(int, (int)status, STATUS_OK));
}

static void set_up(void)
{
    small_seeds_open(&seeds);
    struct person *people = arena_array(seeds.arena, PEOPLE_COUNT, sizeof *people);
    for (size_t p = 0; p < PEOPLE_COUNT; p++)
        people[p] = *person_of_words(seeds.arena, &seeds.taxonomies, people_words[p]);
    snapshot = (struct snapshot){.engine = ENGINE_VERSION,
                                 .objective = OBJECTIVE_FAIR,
                                 .weights = {{100, 0, 0, 0}},
                                 .minimum_bp = 2000,
                                 .as_of = 20260901,
                                 .people = people,
                                 .people_count = PEOPLE_COUNT,
                                 .rules = rules,
                                 .rules_count = 4};
    solve_round();
}

static void tear_down(void)
{
    round_free(made.round);
    small_seeds_close(&seeds);
}

TestSuite(run_why, .init = set_up, .fini = tear_down);

static struct run_why why_of(const char *student, const char *mentor)
{
    struct run_question question = {.run = &made,
                                    .student = student,
                                    .mentor = mentor,
                                    .audience = {LABEL_EN, VOICE_STAFF},
                                    .workers = 1};
    struct run_why why;
    enum status status = run_why_make(&question, seeds.arena, &seeds.faults, &why);
    cr_assert(eq(int, (int)status, STATUS_OK));
    return why;
}

/* The words of the reasons, and the verdict, in one line. */
static char *line_of(const struct run_why *why)
{
    char *line = arena_strdup(seeds.arena, "");
    for (size_t k = 0; k < why->reasons_count; k++)
        line = arena_printf(seeds.arena, "%s%s%s", line, k == 0 ? "" : " ", why->reasons[k].word);
    return why->has_cost ? arena_printf(seeds.arena, "%s: %s %s", line, rule_word(why->cost.kind),
                                        why->cost.verdict)
                         : line;
}

Test(run_why, each_pair_tells_what_holds_of_it_and_the_verdict)
{
    static const struct {
        const char *student, *mentor, *line;
    } rows[] = {
        {"student-1", NULL, "in_result choices: never less"},
        {"student-3", NULL, "in_result choices: never less"},
        {"student-4", NULL, "in_result_must choices: never less"},
        {"student-3", "mentor-a", "not_in_result never minimum choices"},
        {"student-4", "mentor-a", "not_in_result student_must minimum choices: must infeasible"},
        {"student-1", "mentor-c", "not_in_result seats_must condition_field: must infeasible"},
        {"student-1", "mentor-d", "not_in_result no_seats"},
        {"student-1", "mentor-b", "not_in_result minimum choices: must less"},
        {"student-2", "mentor-b", "not_in_result wishes minimum choices: must less"},
    };
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        struct run_why why = why_of(rows[k].student, rows[k].mentor);
        cr_expect(eq(str, line_of(&why), (char *)rows[k].line), "%s %s", rows[k].student,
                  rows[k].mentor == NULL ? "" : rows[k].mentor);
        cr_expect(why.has_score);
    }
}

Test(run_why, a_wish_that_another_has_could_be_changed_at_no_loss)
{
    bool two = why_of("student-2", NULL).mentor != NULL;
    const char *with = two ? "student-2" : "student-5", *without = two ? "student-5" : "student-2";
    struct run_why why = why_of(with, "mentor-a");
    cr_expect(eq(str, line_of(&why), "in_result choices: never same"));
    why = why_of(without, NULL);
    cr_expect(why.mentor == NULL && why.has_score == false);
    cr_expect(eq(str, line_of(&why), "wishes_full"));
    why = why_of(without, "mentor-a");
    cr_expect(eq(str, line_of(&why), "not_in_result choices: must same"));
    cr_expect(eq(i64, why.cost.then.of[WORTH_TOTAL], made.result.total));
}

Test(run_why, nothing_is_told_of_anybody_but_the_two)
{
    for (size_t s = 0; s < PEOPLE_COUNT; s++)
        for (size_t m = 0; m < PEOPLE_COUNT; m++) {
            const char *student = snapshot.people[s].external_id;
            const char *mentor = snapshot.people[m].external_id;
            struct text text = {0};
            if (student[0] != 's' || mentor[0] != 'm')
                continue;
            struct run_why why = why_of(student, mentor);
            run_why_write_json(&why, &text);
            cr_assert(eq(int, (int)text_status(&text), STATUS_OK));
            for (size_t p = 0; p < PEOPLE_COUNT; p++)
                if (p != s && p != m)
                    cr_expect(strstr(text.bytes, snapshot.people[p].external_id) == NULL, "%s",
                              text.bytes);
            text_free(&text);
        }
}

Test(run_why, who_is_not_in_the_round_is_not_found)
{
    static const struct {
        const char *student, *mentor, *where;
    } rows[] = {{"nobody", NULL, "student"},
                {"mentor-a", NULL, "student"},
                {"student-1", "nobody", "mentor"},
                {"student-1", "student-2", "mentor"}};
    for (size_t k = 0; k < 4; k++) {
        struct run_question question = {.run = &made,
                                        .student = rows[k].student,
                                        .mentor = rows[k].mentor,
                                        .audience = {LABEL_EN, VOICE_STAFF},
                                        .workers = 1};
        struct run_why why;
        enum status status = run_why_make(&question, seeds.arena, &seeds.faults, &why);
        cr_assert(eq(int, (int)status, STATUS_NOT_FOUND), "%zu", k);
        cr_expect(eq(str, (char *)seeds.faults.items[k].where, (char *)rows[k].where));
    }
}

/* ---- two rounds */

static struct run_diff difference(const struct run *before, const struct run *after)
{
    struct run_diff diff;
    enum status status = run_diff_make(before, after, seeds.arena, &diff);
    cr_assert(eq(int, (int)status, STATUS_OK));
    return diff;
}

static char *csv_of(const struct run_diff *diff)
{
    struct text text = {0};
    run_diff_write_csv(diff, &text);
    char *csv = arena_strdup(seeds.arena, text.bytes);
    text_free(&text);
    return csv;
}

Test(run_why, a_round_does_not_differ_from_itself)
{
    struct run_diff diff = difference(&made, &made);
    cr_assert(run_diff_is_empty(&diff));
    cr_assert(
        eq(str, csv_of(&diff), "student,change,before,after,before_score,after_score,gained\n"));
}

Test(run_why, a_seat_more_is_told_as_the_setting_and_who_gains_by_it)
{
    struct run before = made;
    struct snapshot first = snapshot;
    before.snapshot = &first;
    const char *out = why_of("student-2", NULL).mentor == NULL ? "student-2" : "student-5";
    struct person *people = arena_array(seeds.arena, PEOPLE_COUNT, sizeof *people);
    memcpy(people, snapshot.people, PEOPLE_COUNT * sizeof *people);
    people[0].seats = 2;
    snapshot.people = people;
    solve_round();
    struct run_diff diff = difference(&before, &made);
    cr_assert(eq(sz, diff.settings_count, 1));
    cr_expect(eq(str, (char *)diff.settings[0].what, "seats"));
    cr_expect(eq(str, (char *)diff.settings[0].who, "mentor-a"));
    cr_expect(eq(str, (char *)diff.settings[0].before, "1"));
    cr_expect(eq(str, (char *)diff.settings[0].after, "2"));
    cr_expect(
        eq(i64, diff.diff.gained_bp, diff.after[RUN_FIGURE_TOTAL] - diff.before[RUN_FIGURE_TOTAL]));
    cr_expect(eq(str, csv_of(&diff),
                 arena_printf(seeds.arena,
                              "student,change,before,after,before_score,after_score,gained\n"
                              "%s,gained,,mentor-a,,100.00,100.00\n",
                              out)));
    round_free(before.round);
}
