/* The files of a run: made, made again, read, refused. */
#include "api/wire/run.h"
#include "api/wire/snapshot.h"
#include "tests/person_words.h"
#include "tests/small_seeds.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

static struct small_seeds seeds;
static struct snapshot snapshot;
static struct run *made;

/* What was typed stands behind "=": none of it may leave the people. */
static const char *const people_words[] = {
    "id:m-1 field:0732=SECRET_bridges job:2142=SECRET_title/41/2009/2016 speaks:nl/C1 place:LEU "
    "seats:1",
    "id:m-2 field:0541 job:?SECRET_unread///2010 speaks:fi/B2 country:NO seats:1 "
    "asks-language:?SECRET_language/B1",
    "id:s,1 student field:?SECRET_study speaks:nl/native place:ANT=SECRET_place wants-job:2142",
    "id:s-2 student field:0541 speaks:fi/native country:NO wants-job:?SECRET_wish",
};
#define PEOPLE_COUNT (sizeof people_words / sizeof *people_words)

static void make(void)
{
    enum status status =
        run_make(&seeds.scorer, &snapshot, 2, NULL, seeds.arena, &seeds.faults, &made);
    cr_assert(eq(int, (int)status, STATUS_OK));
}

static void set_up(void)
{
    static const char *const tags[] = {"nl-BE", "SECRET tag", "fr", ""};
    small_seeds_open(&seeds);
    struct person people[PEOPLE_COUNT];
    for (size_t p = 0; p < PEOPLE_COUNT; p++) {
        people[p] = *person_of_words(seeds.arena, &seeds.taxonomies, people_words[p]);
        people[p].name = "SECRET name";
        people[p].email = "SECRET@example.org";
        people[p].language = tags[p];
    }
    ((struct employment *)people[0].employments)[0].employer = "SECRET employer";
    snapshot = (struct snapshot){.engine = ENGINE_VERSION,
                                 .tables = round_tables(&seeds.scorer),
                                 .objective = OBJECTIVE_FAIR,
                                 .weights = weights_default(seeds.policy),
                                 .as_of = 20260901,
                                 .seed = 3};
    cr_assert(eq(int, (int)snapshot_fill(people, PEOPLE_COUNT, NULL, 0, seeds.arena, &snapshot),
                 STATUS_OK));
    made = NULL;
    make();
}

static void tear_down(void)
{
    run_free(made);
    small_seeds_close(&seeds);
}

TestSuite(run, .init = set_up, .fini = tear_down);

static bool file_has(enum run_file file, const char *text)
{
    return strstr(made->files[file].bytes, text) != NULL;
}

Test(run, holds_no_name_no_address_no_employer_and_nothing_typed)
{
    for (enum run_file file = 0; file < RUN_FILE_COUNT; file++) {
        cr_assert(gt(sz, made->files[file].size, 0));
        cr_assert(not(file_has(file, "SECRET")), "%s", run_file_name(file));
        cr_assert(not(file_has(file, "example.org")), "%s", run_file_name(file));
    }
}

Test(run, tells_each_of_a_pair_in_their_own_language)
{
    cr_assert(file_has(RUN_FILE_PAIRS, "\"s,1\",m-1,"));
    cr_assert(file_has(RUN_FILE_PAIRS, ",fr,")); /* the student */
    cr_assert(file_has(RUN_FILE_PAIRS, ",nl,")); /* the mentor, nl-BE */
    cr_assert(file_has(RUN_FILE_PAIRS, "…\u00a0» n'a pas été reconnue"));
    cr_assert(file_has(RUN_FILE_UNMATCHED, "student,s-2,,below_worst,en,"));
    cr_assert(file_has(RUN_FILE_UNMATCHED, "mentor,m-2,1,nobody_eligible,en,"));
}

Test(run, names_the_facts_of_a_round_and_nothing_of_the_machine)
{
    cr_assert(file_has(RUN_FILE_RESULT, "\"weights\":{\"field\":35,\"career\":35,\"language\":15,"
                                        "\"place\":15},\"minimum_bp\":0,\"as_of\":\"2026-09-01\","
                                        "\"seed\":\"3\""));
    cr_assert(file_has(RUN_FILE_RESULT, "{\"code\":\"NO\",\"students\":1,\"matched\":0,"));
    cr_assert(file_has(RUN_FILE_RESULT, "{\"code\":\"?\",\"students\":1,\"matched\":1,"));
}

static void expect_same(const struct run *other)
{
    for (enum run_file file = 0; file < RUN_FILE_COUNT; file++) {
        cr_assert(eq(sz, other->files[file].size, made->files[file].size));
        cr_assert(eq(str, (char *)other->files[file].bytes, (char *)made->files[file].bytes));
    }
}

Test(run, made_again_of_its_snapshot_is_the_same_bytes_with_any_number_of_threads)
{
    for (size_t workers = 1; workers <= 3; workers++) {
        struct run *again = NULL;
        enum status status = run_replay(&seeds.scorer, &made->files[RUN_FILE_SNAPSHOT], workers,
                                        NULL, seeds.arena, &seeds.faults, &again);
        cr_assert(eq(int, (int)status, STATUS_OK));
        expect_same(again);
        run_free(again);
    }
}

Test(run, read_from_its_files_has_the_same_pairs)
{
    struct run *read = NULL;
    enum status status = run_read(&seeds.scorer, made->files, 1, seeds.arena, &seeds.faults, &read);
    cr_assert(eq(int, (int)status, STATUS_OK));
    cr_assert(eq(i32, read->result.matched, made->result.matched));
    cr_assert(eq(i64, read->result.total, made->result.total));
    for (int32_t i = 0; i < made->result.matched; i++) {
        cr_assert(eq(u32, read->result.pairs[i].student, made->result.pairs[i].student));
        cr_assert(eq(u32, read->result.pairs[i].mentor, made->result.pairs[i].mentor));
    }
    run_free(read);
}

static const struct change {
    enum run_file file;
    const char *from, *to;
    enum status status;
    const char *where;
} changes[] = {
    {RUN_FILE_PAIRS, "m-1", "m-2", STATUS_INVALID, "pairs.csv"},
    {RUN_FILE_UNMATCHED, "s-2", "s-3", STATUS_INVALID, "unmatched.csv"},
    {RUN_FILE_SHORTAGES, "level", "lever", STATUS_INVALID, "shortages.csv"},
    {RUN_FILE_SNAPSHOT, "seed\t3", "seed\t4", STATUS_INVALID, "run.json"},
    {RUN_FILE_SNAPSHOT, "engine\t1", "engine\t2", STATUS_CONFLICT, "snapshot.tsv: engine"},
    {RUN_FILE_SNAPSHOT, "tables\t", "tables\t0", STATUS_INVALID, "snapshot.tsv:3: tables"},
    {RUN_FILE_SNAPSHOT, "people\t4", "people\t5", STATUS_INVALID, "snapshot.tsv:15: role"},
    {RUN_FILE_RESULT, "\"fair\"", "\"most\"", STATUS_INVALID, NULL},
};

/* The files with one change. */
static void change_file(const struct change *change, struct run_bytes *files)
{
    const char *bytes = made->files[change->file].bytes;
    const char *at = strstr(bytes, change->from);
    memcpy(files, made->files, sizeof made->files);
    cr_assert(ne(ptr, (void *)at, NULL));
    char *changed = arena_printf(seeds.arena, "%.*s%s%s", (int)(at - bytes), bytes, change->to,
                                 at + strlen(change->from));
    files[change->file] = (struct run_bytes){changed, strlen(changed)};
}

Test(run, with_a_changed_file_is_refused_and_the_file_named)
{
    for (size_t k = 0; k < sizeof changes / sizeof *changes; k++) {
        struct run_bytes files[RUN_FILE_COUNT];
        struct faults faults = faults_in(seeds.arena);
        struct run *read = NULL;
        change_file(&changes[k], files);
        enum status status = run_read(&seeds.scorer, files, 1, seeds.arena, &faults, &read);
        cr_assert(eq(int, (int)status, (int)changes[k].status), "%s", changes[k].to);
        cr_assert(gt(sz, faults.total, 0), "%s", changes[k].to);
        if (changes[k].where != NULL)
            cr_assert(eq(str, (char *)faults.items[0].where, (char *)changes[k].where), "%s",
                      faults.items[0].where);
    }
}

Test(run, of_other_tables_is_a_conflict)
{
    struct run *again = NULL;
    struct faults faults = faults_in(seeds.arena);
    snapshot.tables = digest_of("other", 5);
    run_free(made);
    make();
    enum status status = run_replay(&seeds.scorer, &made->files[RUN_FILE_SNAPSHOT], 1, NULL,
                                    seeds.arena, &faults, &again);
    cr_assert(eq(int, (int)status, STATUS_CONFLICT));
    cr_assert(eq(str, (char *)faults.items[0].where, "snapshot.tsv: tables"));
}

Test(run, whose_musts_cannot_hold_together_has_files_that_say_so)
{
    static const struct round_rule rules[] = {{RULE_MUST, "s,1", "m-2", 0},
                                              {RULE_MUST, "s-2", "m-2", 0}};
    snapshot.rules = rules;
    snapshot.rules_count = 2;
    run_free(made);
    make();
    cr_assert(made->result.infeasible);
    cr_assert(file_has(RUN_FILE_RESULT, "\"outcome\": \"infeasible\""));
    cr_assert(not(file_has(RUN_FILE_PAIRS, "m-1")));
}
