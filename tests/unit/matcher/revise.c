#include "matcher/revise.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static struct arena *arena;
static struct faults faults;
static struct revision revision;

static const struct person people[] = {
    {.external_id = "m", .role = ROLE_ALUMNUS, .seats = 1},
    {.external_id = "m:1=2", .role = ROLE_BOTH, .seats = 2},
    {.external_id = "m:2", .role = ROLE_ALUMNUS},
    {.external_id = "s", .role = ROLE_STUDENT},
};
static const struct round_rule rules[] = {{RULE_NEVER, "s", "m", 0}, {RULE_FIRST, "s", NULL, 0}};
static const struct snapshot base = {.objective = OBJECTIVE_FAIR,
                                     .people = people,
                                     .people_count = 4,
                                     .rules = rules,
                                     .rules_count = 2};

static void set_up(void)
{
    cr_assert(eq(int, (int)arena_new(0, &arena), STATUS_OK));
    faults = faults_in(arena);
    enum status status =
        revise_start(&base, digest_of("a problem", strlen("a problem")), arena, &revision);
    cr_assert(eq(int, (int)status, STATUS_OK));
}

static void tear_down(void)
{
    arena_free(arena);
}

TestSuite(revise, .init = set_up, .fini = tear_down);

Test(revise, a_revision_says_where_it_came_from_and_leaves_the_first_alone)
{
    struct digest problem = digest_of("a problem", strlen("a problem"));
    cr_assert(revision.snapshot.has_from);
    cr_assert(memcmp(&revision.snapshot.from, &problem, sizeof problem) == 0);
    cr_assert(eq(int, (int)revise_set("seats:m=5", &faults, &revision), STATUS_OK));
    cr_assert(eq(int, revision.snapshot.people[0].seats, 5));
    cr_assert(eq(int, people[0].seats, 1));
}

Test(revise, seats_are_set_by_ids_that_hold_any_character)
{
    static const struct {
        const char *text;
        size_t person;
        int32_t seats;
    } sets[] = {{"seats:m=0", 0, 0}, {"seats:m:1=2=7", 1, 7}, {"seats:m:2=1000", 2, 1000}};
    for (size_t k = 0; k < 3; k++) {
        enum status status = revise_set(sets[k].text, &faults, &revision);
        cr_expect(eq(int, (int)status, STATUS_OK), "%s", sets[k].text);
        cr_expect(eq(int, revision.snapshot.people[sets[k].person].seats, sets[k].seats));
    }
}

Test(revise, a_set_that_says_nothing_sound_is_refused_with_its_reason)
{
    static const struct {
        const char *text, *code;
    } sets[] = {{"", "bad_form"},
                {"m=3", "bad_form"},
                {"seats:=3", "bad_form"},
                {"seats:m", "bad_form"},
                {"seats:nobody=3", "unknown_id"},
                {"seats:m:=3", "unknown_id"},
                {"seats:s=3", "no_mentor"},
                {"seats:m=", "out_of_range"},
                {"seats:m=-1", "out_of_range"},
                {"seats:m=1001", "out_of_range"},
                {"seats:m=3 ", "out_of_range"},
                {"seats:m=three", "out_of_range"}};
    for (size_t k = 0; k < sizeof sets / sizeof *sets; k++) {
        enum status status = revise_set(sets[k].text, &faults, &revision);
        cr_assert(eq(int, (int)status, STATUS_INVALID), "%s", sets[k].text);
        cr_assert(eq(sz, faults.count, k + 1));
        cr_expect(eq(str, (char *)faults.items[k].code, (char *)sets[k].code), "%s", sets[k].text);
        cr_expect(eq(str, (char *)faults.items[k].where, "--set"));
    }
}

static void assert_rules(const struct round_rule *told, size_t count)
{
    cr_assert(eq(sz, revision.snapshot.rules_count, count));
    for (size_t k = 0; k < count; k++)
        cr_expect(eq(int, revise_compare_rules(&revision.snapshot.rules[k], &told[k]), 0), "%zu",
                  k);
}

Test(revise, rules_that_are_added_stand_in_order_and_doubles_once)
{
    static const struct round_rule more[] = {{RULE_WISH, "s", "m", 2},  {RULE_WISH, "s", "m:2", 1},
                                             {RULE_NEVER, "s", "m", 0}, {RULE_FIRST, "s", NULL, 0},
                                             {RULE_MUST, "s", "m", 0},  {RULE_MUST, "s", "m", 0}};
    static const struct round_rule told[] = {{RULE_NEVER, "s", "m", 0},
                                             {RULE_MUST, "s", "m", 0},
                                             {RULE_WISH, "s", "m:2", 1},
                                             {RULE_WISH, "s", "m", 2},
                                             {RULE_FIRST, "s", NULL, 0}};
    enum status status = revise_add_rules(more, 6, arena, &revision.snapshot);
    cr_assert(eq(int, (int)status, STATUS_OK));
    assert_rules(told, 5);
}

/* Announced pairs whose ids hold colons: "s:1:m" is the pair (s:1, m) and, beside, (s, 1:m). */
static const struct round_pair announced[] = {
    {"a", "m"}, {"a:b", "m:2"}, {"s", "1:m"}, {"s:1", "m"}, {"t:", ":m"}};

Test(revise, a_repair_drops_pairs_by_the_split_that_names_one_and_forbids_them)
{
    static const char *const drops[] = {"a:b:m:2", "t:::m"};
    static const struct round_rule told[] = {
        {RULE_NEVER, "a:b", "m:2", 0}, {RULE_NEVER, "s", "m", 0}, {RULE_NEVER, "t:", ":m", 0}};
    enum status status = revise_repair(announced, 5, drops, 2, arena, &faults, &revision.snapshot);
    cr_assert(eq(int, (int)status, STATUS_OK));
    cr_assert(eq(int, (int)revision.snapshot.objective, OBJECTIVE_REPAIR));
    cr_assert(eq(sz, revision.snapshot.announced_count, 3));
    static const size_t left[] = {0, 2, 3};
    for (size_t k = 0; k < 3; k++)
        cr_expect(eq(str, (char *)revision.snapshot.announced[k].student,
                     (char *)announced[left[k]].student));
    assert_rules(told, 3);
}

Test(revise, a_drop_that_names_no_pair_or_two_is_refused)
{
    static const char *const drops[] = {"a", "a:x", "x:m", ":m", "a:", "s:1:m", "a:m"};
    static const char *const codes[] = {"bad_form",     "no_such_pair", "no_such_pair",
                                        "no_such_pair", "no_such_pair", "ambiguous"};
    enum status status = revise_repair(announced, 5, drops, 7, arena, &faults, &revision.snapshot);
    cr_assert(eq(int, (int)status, STATUS_INVALID));
    cr_assert(eq(sz, faults.count, 6), "the last one names a pair");
    for (size_t k = 0; k < 6; k++)
        cr_expect(eq(str, (char *)faults.items[k].code, (char *)codes[k]), "%s", drops[k]);
    cr_assert(eq(int, (int)revision.snapshot.objective, OBJECTIVE_FAIR), "untouched");
}
