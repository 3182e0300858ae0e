#include "matcher/diff.h"
#include "scoring/base/arena.h"
#include "scoring/base/rng.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static struct arena *arena;

static void open_arena(void)
{
    cr_assert(eq(int, (int)arena_new(0, &arena), STATUS_OK));
}

static void close_arena(void)
{
    arena_free(arena);
}

TestSuite(diff, .init = open_arena, .fini = close_arena);

static struct diff compare(const struct diff_rows *before, const struct diff_rows *after)
{
    struct diff diff;
    cr_assert(eq(int, (int)diff_compare(before, after, arena, &diff), STATUS_OK));
    return diff;
}

Test(diff, each_kind_of_change_is_told_by_student_and_what_stayed_is_not)
{
    static const struct diff_row old[] = {{"ann", "max", 7000}, {"bea", "max", 6000},
                                          {"cas", NULL, 0},     {"dot", "ian", 5000},
                                          {"eva", "kim", 4000}, {"fay", "kim", 3000}};
    static const struct diff_row new[] = {{"ann", "max", 7000}, {"bea", "ian", 5500},
                                          {"cas", "max", 9000}, {"dot", NULL, 0},
                                          {"eva", "kim", 4100}, {"gus", NULL, 0}};
    struct diff diff = compare(&(struct diff_rows){old, 6}, &(struct diff_rows){new, 6});
    static const struct diff_change told[] = {
        {CHANGE_MOVED, "bea", "max", "ian", 6000, 5500, -500},
        {CHANGE_GAINED, "cas", NULL, "max", 0, 9000, 9000},
        {CHANGE_LOST, "dot", "ian", NULL, 5000, 0, -5000},
        {CHANGE_RESCORED, "eva", "kim", "kim", 4000, 4100, 100},
        {CHANGE_LEFT, "fay", "kim", NULL, 3000, 0, -3000},
        {CHANGE_JOINED, "gus", NULL, NULL, 0, 0, 0}};
    cr_assert(eq(sz, diff.count, 6));
    for (size_t k = 0; k < 6; k++) {
        cr_expect(eq(int, (int)diff.items[k].kind, (int)told[k].kind), "%zu", k);
        cr_expect(eq(str, (char *)diff.items[k].student, (char *)told[k].student));
        cr_expect(diff.items[k].before == NULL ? told[k].before == NULL
                                               : strcmp(diff.items[k].before, told[k].before) == 0);
        cr_expect(diff.items[k].after == NULL ? told[k].after == NULL
                                              : strcmp(diff.items[k].after, told[k].after) == 0);
        cr_expect(eq(int, diff.items[k].gained_bp, told[k].gained_bp), "%zu", k);
    }
    cr_assert(eq(i64, diff.gained_bp, 600), "25600 - 25000");
}

/* ---- symmetry */

static const char *const ids[] = {"a", "a:b", "b", "c c", "d", "e", "f", "g", "h", "é"};
#define IDS (sizeof ids / sizeof *ids)

static struct diff_rows draw_rows(struct rng *rng, int64_t *ret_total)
{
    struct diff_row *rows = arena_array(arena, IDS, sizeof *rows);
    size_t count = 0;
    *ret_total = 0;
    for (size_t k = 0; k < IDS; k++) {
        if (rng_below(rng, 4) == 0)
            continue;
        rows[count] = (struct diff_row){.student = ids[k]};
        if (rng_below(rng, 4) > 0) {
            rows[count].mentor = ids[rng_below(rng, 3)];
            rows[count].score_bp = (int32_t)rng_below(rng, 3);
        }
        *ret_total += rows[count++].score_bp;
    }
    return (struct diff_rows){rows, count};
}

static void assert_mirrored(const struct diff *there, const struct diff *back)
{
    cr_assert(eq(sz, there->count, back->count));
    cr_assert(eq(i64, there->gained_bp, -back->gained_bp));
    for (size_t k = 0; k < there->count; k++) {
        const struct diff_change *a = &there->items[k], *b = &back->items[k];
        cr_assert(a->student == b->student || strcmp(a->student, b->student) == 0);
        cr_assert(eq(int, (int)a->kind, (int)change_mirror(b->kind)));
        cr_assert(a->before == b->after && a->after == b->before);
        cr_assert(eq(int, a->before_bp, b->after_bp));
        cr_assert(eq(int, a->after_bp, b->before_bp));
        cr_assert(eq(int, a->gained_bp, -b->gained_bp));
    }
    for (size_t c = 0; c < CHANGE_COUNT; c++)
        cr_assert(eq(sz, there->counts[c], back->counts[change_mirror((enum change)c)]));
}

Test(diff, the_way_back_is_the_mirror_and_gains_are_the_difference_of_totals)
{
    struct rng rng = rng_seeded(8);
    for (int round = 0; round < 3000; round++) {
        int64_t before_total, after_total;
        struct diff_rows before = draw_rows(&rng, &before_total);
        struct diff_rows after = draw_rows(&rng, &after_total);
        struct diff there = compare(&before, &after), back = compare(&after, &before);
        struct diff none = compare(&before, &before);
        assert_mirrored(&there, &back);
        cr_assert(eq(i64, there.gained_bp, after_total - before_total));
        cr_assert(eq(sz, none.count, 0));
        arena_reset(arena);
    }
}

/* ---- what they were made from */

static bool is_empty(const struct diff_setup *setup)
{
    return !setup->engine && !setup->tables && !setup->objective && !setup->weights &&
           !setup->minimum && !setup->as_of && !setup->seed && !setup->announced &&
           setup->people_count == 0 && setup->rules_count == 0;
}

static struct diff_setup setup_of(const struct snapshot *before, const struct snapshot *after)
{
    struct diff_setup setup;
    cr_assert(eq(int, (int)diff_setup(before, after, arena, &setup), STATUS_OK));
    return setup;
}

Test(diff, people_who_came_went_or_changed_are_told_and_seats_apart_from_profiles)
{
    static const struct language_skill dutch[] = {{.language = {.code = "nl"}, .level = LEVEL_B2}};
    static const struct language_skill better[] = {{.language = {.code = "nl"}, .level = LEVEL_C1}};
    static const struct person old[] = {
        {.external_id = "a", .seats = 1},
        {.external_id = "b", .seats = 1, .name = ""},
        {.external_id = "c", .languages = dutch, .languages_count = 1},
        {.external_id = "d"}};
    static const struct person new[] = {
        {.external_id = "a", .seats = 2},
        {.external_id = "b", .seats = 1},
        {.external_id = "c", .languages = better, .languages_count = 1},
        {.external_id = "e"}};
    struct diff_setup setup = setup_of(&(struct snapshot){.people = old, .people_count = 4},
                                       &(struct snapshot){.people = new, .people_count = 4});
    cr_assert(eq(sz, setup.people_count, 4));
    cr_expect(setup.people[0].seats && !setup.people[0].profile);
    cr_expect(not(setup.people[1].seats));
    cr_expect(setup.people[1].profile);
    cr_expect(setup.people[2].before == &old[3] && setup.people[2].after == NULL);
    cr_expect(setup.people[3].before == NULL && setup.people[3].after == &new[3]);
    cr_expect(not(is_empty(&setup)));
}

Test(diff, rules_that_only_one_side_has_are_told)
{
    static const struct round_rule old[] = {
        {RULE_NEVER, "s1", "m1", 0}, {RULE_WISH, "s1", "m2", 1}, {RULE_WISH, "s1", "m3", 2}};
    static const struct round_rule new[] = {{RULE_NEVER, "s1", "m1", 0},
                                            {RULE_MUST, "s2", "m1", 0},
                                            {RULE_WISH, "s1", "m3", 1},
                                            {RULE_FIRST, "s1", NULL, 0}};
    struct diff_setup setup = setup_of(&(struct snapshot){.rules = old, .rules_count = 3},
                                       &(struct snapshot){.rules = new, .rules_count = 4});
    static const struct diff_rule told[] = {{{RULE_MUST, "s2", "m1", 0}, true},
                                            {{RULE_WISH, "s1", "m2", 1}, false},
                                            {{RULE_WISH, "s1", "m3", 1}, true},
                                            {{RULE_WISH, "s1", "m3", 2}, false},
                                            {{RULE_FIRST, "s1", NULL, 0}, true}};
    cr_assert(eq(sz, setup.rules_count, 5));
    for (size_t k = 0; k < 5; k++) {
        cr_expect(eq(int, (int)setup.rules[k].rule.kind, (int)told[k].rule.kind), "%zu", k);
        cr_expect(eq(int, setup.rules[k].rule.rank, told[k].rule.rank), "%zu", k);
        cr_expect(eq(int, setup.rules[k].added, told[k].added), "%zu", k);
    }
}

Test(diff, a_snapshot_does_not_differ_from_itself_and_each_setting_is_told)
{
    const struct snapshot base = {.seed = 1, .minimum_bp = 3500, .as_of = 20260901};
    struct snapshot other = base;
    struct diff_setup setup = setup_of(&base, &base);
    cr_assert(is_empty(&setup));
    other.has_from = true;
    setup = setup_of(&base, &other);
    cr_assert(is_empty(&setup), "where a run came from is no difference");
    other = (struct snapshot){.engine = 1, .objective = OBJECTIVE_FAIR, .weights = {{100}}};
    other.tables.bytes[31] = 1;
    setup = setup_of(&base, &other);
    cr_assert(setup.engine && setup.tables && setup.objective && setup.weights && setup.minimum &&
              setup.as_of && setup.seed);
}
