/* The folder of a small round is proven; then one thing in one of its files is changed, the digests
 * set right again, and the checker finds it. */
#include "api/wire/run_verify.h"
#include "scoring/base/text.h"
#include "tests/person_words.h"
#include "tests/small_seeds.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static struct small_seeds seeds;
static struct snapshot snapshot;

/* Rising by id. Scores are of fields alone. One mentor keeps a seat, two students stay alone. */
static const char *const people_words[] = {"id:mentor-a field:0732 seats:1",
                                           "id:mentor-b field:0541 seats:2",
                                           "id:mentor-c field:0613 seats:1 asks-field:0613",
                                           "id:mentor-e field:0731 seats:1",
                                           "id:student-1 student field:0732",
                                           "id:student-2 student field:0732",
                                           "id:student-3 student field:0541",
                                           "id:student-4 student field:0613",
                                           "id:student-5 student field:0732"};
#define HEX          "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define PEOPLE_COUNT (sizeof people_words / sizeof *people_words)

static const struct round_rule rules[] = {{RULE_MUST, "student-4", "mentor-c", 0},
                                          {RULE_WISH, "student-2", "mentor-a", 1},
                                          {RULE_WISH, "student-5", "mentor-a", 1}};
static const struct round_rule conflict[] = {{RULE_MUST, "student-4", "mentor-a", 0},
                                             {RULE_MUST, "student-4", "mentor-c", 0}};

static void set_up(void)
{
    small_seeds_open(&seeds);
    struct person *people = arena_array(seeds.arena, PEOPLE_COUNT, sizeof *people);
    for (size_t p = 0; p < PEOPLE_COUNT; p++)
        people[p] = *person_of_words(seeds.arena, &seeds.taxonomies, people_words[p]);
    snapshot = (struct snapshot){.engine = ENGINE_VERSION,
                                 .tables = round_tables(&seeds.scorer),
                                 .objective = OBJECTIVE_FAIR,
                                 .weights = {{100, 0, 0, 0}},
                                 .minimum_bp = 2000,
                                 .as_of = 20260901,
                                 .people = people,
                                 .people_count = PEOPLE_COUNT,
                                 .rules = rules,
                                 .rules_count = 3};
}

static void tear_down(void)
{
    small_seeds_close(&seeds);
}

TestSuite(run_verify, .init = set_up, .fini = tear_down);

static struct run *make_run(void)
{
    struct run *run = NULL;
    enum status status =
        run_make(&seeds.scorer, &snapshot, 1, NULL, seeds.arena, &seeds.faults, &run);
    cr_assert(eq(int, (int)status, STATUS_OK));
    return run;
}

static enum status prove(const struct run *run, struct faults *faults)
{
    struct verified verified;
    *faults = faults_in(seeds.arena);
    return run_verify(run, 2, NULL, faults, &verified);
}

Test(run_verify, the_folder_of_each_objective_is_proven)
{
    static const enum objective objectives[] = {OBJECTIVE_TOTAL, OBJECTIVE_MOST, OBJECTIVE_FAIR,
                                                OBJECTIVE_STABLE};
    for (size_t o = 0; o < sizeof objectives / sizeof objectives[0]; o++)
        for (int32_t minimum_bp = 0; minimum_bp <= 2000; minimum_bp += 2000) {
            struct faults faults;
            snapshot.objective = objectives[o];
            snapshot.minimum_bp = minimum_bp;
            struct run *run = make_run();
            enum status status = prove(run, &faults);
            cr_expect(eq(int, (int)status, STATUS_OK), "%s: %s: %s", objective_word(objectives[o]),
                      faults.count ? faults.items[0].where : "",
                      faults.count ? faults.items[0].detail : "");
            run_free(run);
        }
}

Test(run_verify, the_folder_of_a_round_that_cannot_be_is_proven)
{
    struct faults faults;
    snapshot.rules = conflict;
    snapshot.rules_count = 2;
    struct run *run = make_run();
    cr_assert(run->result.infeasible);
    enum status status = prove(run, &faults);
    cr_expect(eq(int, (int)status, STATUS_OK), "%s", faults.count ? faults.items[0].detail : "");
    run_free(run);
}

/* ---- changes */

/* The digest that ends run.json, anew. */
static void set_digest(struct text *text)
{
    char hex[DIGEST_HEX_SIZE];
    char *member = strstr(text->bytes, ",\n  \"digest\": \"");
    cr_assert(member != NULL);
    struct digest digest = digest_of(text->bytes, (size_t)(member - text->bytes));
    digest_hex(&digest, hex);
    memcpy(member + strlen(",\n  \"digest\": \""), hex, strlen(hex));
}

static struct run_bytes changed(struct run_bytes file, bool is_json, const char *old,
                                const char *other)
{
    struct text text = {0};
    const char *at = strstr(file.bytes, old);
    cr_assert(at != NULL, "%s is not in %s", old, file.bytes);
    text_add_bytes(&text, file.bytes, (size_t)(at - file.bytes));
    text_add(&text, other);
    text_add(&text, at + strlen(old));
    if (is_json)
        set_digest(&text);
    struct run_bytes bytes = {arena_copy(seeds.arena, text.bytes, text.size), text.size};
    text_free(&text);
    return bytes;
}

Test(run_verify, each_change_of_a_file_is_found)
{
    static const struct {
        enum run_file file;
        const char *old, *other, *code;
    } rows[] = {
        {RUN_FILE_PAIRS, "student,mentor", "mentor,student", "other_value"},
        {RUN_FILE_PAIRS, ",field,", ",area,", "other_value"},
        {RUN_FILE_PAIRS, "student-3", "student-1", "other_value"},
        {RUN_FILE_PAIRS, "mentor-c", "mentor-b", "other_value"},
        {RUN_FILE_PAIRS, "100.00", "99.99", "other_value"},
        {RUN_FILE_PAIRS, "100.00,100", "100.00,99", "other_value"},
        {RUN_FILE_PAIRS, "must", "pin", "other_value"},
        {RUN_FILE_PAIRS, "must", "", "other_value"},
        {RUN_FILE_PAIRS, ",must,,", ",must,self,", "other_value"},
        {RUN_FILE_PAIRS, ",en,", ",,", "empty"},
        {RUN_FILE_PAIRS, "\nstudent", ",\nstudent", "bad_row"},
        {RUN_FILE_PAIRS, ".\nstudent", ".\nstudent-9,x,0.00,0,0,0,0,,,en,x,en,x\nstudent", "rows"},
        {RUN_FILE_PAIRS, "\nstudent", "\n\"student", "open_quote"},
        {RUN_FILE_UNMATCHED, "student,student-", "student,student-9", "not_unmatched"},
        {RUN_FILE_UNMATCHED, "student,student-", "student,mentor-", "left_out"},
        {RUN_FILE_UNMATCHED, "student,student-", "mentor,student-", "not_unmatched"},
        {RUN_FILE_UNMATCHED, "student,student-", "teacher,student-", "no_role"},
        {RUN_FILE_UNMATCHED, "wishes_full", "full", "other_value"},
        {RUN_FILE_UNMATCHED, "wishes_full", "all_excluded", "no_reason"},
        {RUN_FILE_UNMATCHED, "wishes_full", "", "no_reason"},
        {RUN_FILE_UNMATCHED, "mentor,mentor-b,1", "mentor,mentor-b,2", "other_value"},
        {RUN_FILE_UNMATCHED, "mentor,mentor-b,1", "mentor,mentor-a,1", "not_unmatched"},
        {RUN_FILE_UNMATCHED, ",en,", ",,", "empty"},
        {RUN_FILE_SHORTAGES, "\n20.00,2,", "\n20.00,3,", "other_value"},
        {RUN_FILE_SHORTAGES, "\n20.00,", "\n30.00,", "other_value"},
        {RUN_FILE_SHORTAGES, "\n20.00,2,1,1,", "\n20.00,3,1,2,", "sum"},
        {RUN_FILE_SHORTAGES, "\n20.00,2,1,1,", "\n20.00,2,2,0,", "no_shortage"},
        {RUN_FILE_SHORTAGES, "\n20.00,2,1,", "\n20.00,two,1,", "no_number"},
        {RUN_FILE_RESULT, "\"minimum_bp\":2000", "\"minimum_bp\":2001", "other_value"},
        {RUN_FILE_RESULT, "\"field\":100", "\"field\":99", "other_value"},
        {RUN_FILE_RESULT, "\"seed\":\"0\"", "\"seed\":\"1\"", "other_value"},
        {RUN_FILE_RESULT, "\"as_of\":\"2026-09-01\"", "\"as_of\":\"2026-09-02\"", "other_value"},
        {RUN_FILE_RESULT, "\"seed\":\"0\"", "\"seed\":\"0\",\"from\":\"" HEX "\"", "other_value"},
        {RUN_FILE_RESULT, "\"code\":\"07\",\"students\":3", "\"code\":\"07\",\"students\":2",
         "other_value"},
        {RUN_FILE_RESULT, "\"code\":\"07\"", "\"code\":\"09\"", "no_group"},
        {RUN_FILE_RESULT, "\"wishes_full\"", "\"full\"", "other_value"},
        {RUN_FILE_RESULT, "\"level_bp\":2000", "\"level_bp\":5000", "other_value"},
        {RUN_FILE_RESULT, "\"groups\":1", "\"groups\":2", "other_value"},
    };
    struct run *run = make_run();
    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
        struct run other = *run;
        struct faults faults;
        other.files[rows[r].file] = changed(
            run->files[rows[r].file], rows[r].file == RUN_FILE_RESULT, rows[r].old, rows[r].other);
        enum status status = prove(&other, &faults);
        bool told = false;
        for (size_t k = 0; k < faults.count; k++)
            told = told || text_equal(faults.items[k].code, rows[r].code);
        cr_expect(eq(int, (int)status, rows[r].code == NULL ? STATUS_OK : STATUS_INVALID),
                  "row %zu", r);
        cr_expect(told || rows[r].code == NULL, "row %zu: %s instead of %s", r,
                  faults.count ? faults.items[0].code : "nothing", rows[r].code);
    }
    run_free(run);
}

Test(run_verify, a_result_that_does_not_hold_is_told_before_its_files)
{
    struct faults faults;
    struct run *run = make_run();
    run->result.total++;
    cr_expect(eq(int, (int)prove(run, &faults), STATUS_INVALID));
    cr_assert(eq(sz, faults.count, 1));
    cr_expect(eq(str, (char *)faults.items[0].where, "total"));
    run_free(run);
}

/* ---- a problem that is not what the snapshot says */

static struct person others[PEOPLE_COUNT];
static struct round_rule other_rules[4];

static void other_seed(struct snapshot *s)
{
    s->seed++;
}
static void other_minimum(struct snapshot *s)
{
    s->minimum_bp++;
}
static void other_seats(struct snapshot *s)
{
    others[0].seats = 3;
    s->people = others;
}
static void no_student(struct snapshot *s)
{
    others[PEOPLE_COUNT - 1].role = ROLE_ALUMNUS;
    s->people = others;
}
static void a_person_less(struct snapshot *s)
{
    s->people_count--;
}
static void a_rule_less(struct snapshot *s)
{
    s->rules_count--;
}
static void a_rule_more(struct snapshot *s)
{
    other_rules[3] = (struct round_rule){RULE_FIRST, "student-1", NULL, 0};
    s->rules = other_rules;
    s->rules_count = 4;
}
static void a_pin_for_a_must(struct snapshot *s)
{
    other_rules[0].kind = RULE_PIN;
    s->rules = other_rules;
}
static void a_never_for_a_must(struct snapshot *s)
{
    other_rules[0].kind = RULE_NEVER;
    s->rules = other_rules;
}
static void a_wish_for_another(struct snapshot *s)
{
    other_rules[1].mentor = "mentor-b";
    s->rules = other_rules;
}
static void a_wish_of_a_stranger(struct snapshot *s)
{
    other_rules[1].student = "student-9";
    s->rules = other_rules;
}
static void announced(struct snapshot *s)
{
    static const struct round_pair pair = {"student-1", "mentor-a"};
    s->announced = &pair;
    s->announced_count = 1;
}

Test(run_verify, a_problem_that_is_not_what_the_snapshot_says_is_refused)
{
    static void (*const changes[])(struct snapshot *) = {
        other_seed,         other_minimum,      other_seats,          no_student,
        a_person_less,      a_rule_less,        a_rule_more,          a_pin_for_a_must,
        a_never_for_a_must, a_wish_for_another, a_wish_of_a_stranger, announced};
    struct run *run = make_run();
    for (size_t c = 0; c < sizeof changes / sizeof changes[0]; c++) {
        struct run other = *run;
        struct snapshot kept = *run->snapshot;
        struct faults faults;
        memcpy(others, kept.people, sizeof others);
        memcpy(other_rules, kept.rules, kept.rules_count * sizeof *other_rules);
        changes[c](&kept);
        other.snapshot = &kept;
        cr_expect(eq(int, (int)prove(&other, &faults), STATUS_INVALID), "row %zu", c);
        bool told = false;
        for (size_t k = 0; k < faults.count; k++)
            told = told || text_equal(faults.items[k].code, "other_problem");
        cr_expect(told, "row %zu", c);
    }
    run_free(run);
}
