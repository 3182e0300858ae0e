#include "matcher/problem_builder.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdint.h>
#include <string.h>

#define T(text) ((char *)(uintptr_t)(text)) /* Criterion compares char *, not const char * */

static struct arena *arena;
static struct faults faults;
static struct problem_builder *builder;

static void open_all(void)
{
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    cr_assert(eq(int, problem_builder_new(3, 4, &builder), STATUS_OK));
    faults = faults_in(arena);
}

static void close_all(void)
{
    problem_builder_free(builder);
    arena_free(arena);
}

TestSuite(problem, .init = open_all, .fini = close_all);

static const struct problem *build(void)
{
    struct problem *problem = NULL;
    cr_assert(eq(int, problem_build(builder, arena, &faults, &problem), STATUS_OK));
    return problem;
}

static void expect_text(const struct problem *problem, const char *wanted)
{
    struct text text = {0};
    problem_write(problem, &text);
    cr_assert(eq(int, text_status(&text), STATUS_OK));
    cr_expect(eq(str, text.bytes, T(wanted)));
    text_free(&text);
}

Test(problem, without_items_it_has_no_lists_no_rules_and_a_seat_each)
{
    const struct problem *problem = build();
    cr_expect(eq(ptr, (void *)(uintptr_t)problem->wishes.listed, NULL));
    cr_expect(eq(ptr, (void *)(uintptr_t)problem->priorities.listed, NULL));
    cr_expect(eq(ptr, (void *)(uintptr_t)problem->first, NULL));
    cr_expect(eq(ptr, (void *)(uintptr_t)problem->announced, NULL));
    cr_expect(eq(sz, problem->must.count, 0));
    cr_expect(eq(sz, graph_edge_count(&problem->edges), 0));
    cr_expect(not(problem_is_dense(problem)));
    for (size_t j = 0; j < 4; j++)
        cr_expect(eq(u32, problem->seats[j], 1));
    expect_text(problem, "p kring 3 4 0\n");
}

Test(problem, the_same_item_again_is_fine_and_another_value_is_a_conflict)
{
    static const uint32_t list[] = {2, 0}, other[] = {0, 2};
    cr_expect(eq(int, problem_add_seats(builder, 1, 0), STATUS_OK));
    cr_expect(eq(int, problem_add_seats(builder, 1, 0), STATUS_OK));
    cr_expect(eq(int, problem_add_seats(builder, 1, 1), STATUS_CONFLICT));
    cr_expect(eq(int, problem_add_seats(builder, 0, 1), STATUS_OK));
    cr_expect(eq(int, problem_add_seats(builder, 0, 2), STATUS_CONFLICT));
    cr_expect(eq(int, problem_add_minimum(builder, 0), STATUS_OK));
    cr_expect(eq(int, problem_add_minimum(builder, 0), STATUS_OK));
    cr_expect(eq(int, problem_add_minimum(builder, 7), STATUS_CONFLICT));
    cr_expect(eq(int, problem_add_list(builder, RULE_WISH, 1, list, 2), STATUS_OK));
    cr_expect(eq(int, problem_add_list(builder, RULE_WISH, 1, list, 2), STATUS_OK));
    cr_expect(eq(int, problem_add_list(builder, RULE_WISH, 1, other, 2), STATUS_CONFLICT));
    cr_expect(eq(int, problem_add_list(builder, RULE_WISH, 1, NULL, 0), STATUS_CONFLICT));
    cr_expect(eq(int, problem_add_list(builder, RULE_PRIORITY, 1, NULL, 0), STATUS_OK));
    cr_expect(eq(int, problem_add_list(builder, RULE_PRIORITY, 1, NULL, 0), STATUS_OK));
    cr_expect(eq(int, problem_add_first(builder, 2), STATUS_OK));
    cr_expect(eq(int, problem_add_first(builder, 2), STATUS_OK));
    expect_text(build(), "p kring 3 4 0\nm 2 0\ns 2 3 1\nr 2\nf 3\n");
}

Test(problem, a_number_twice_in_a_list_is_refused_and_spoils_no_other_list)
{
    static const uint32_t twice[] = {1, 3, 1}, sound[] = {1, 3};
    cr_expect(eq(int, problem_add_list(builder, RULE_WISH, 0, twice, 3), STATUS_INVALID));
    cr_expect(eq(int, problem_add_list(builder, RULE_WISH, 0, sound, 2), STATUS_OK));
    cr_expect(eq(int, problem_add_list(builder, RULE_WISH, 1, sound, 2), STATUS_OK));
    expect_text(build(), "p kring 3 4 0\ns 1 2 4\ns 2 2 4\n");
}

Test(problem, two_scores_of_a_pair_are_faults_with_both_lines)
{
    struct problem *problem = NULL;
    cr_expect(eq(int, problem_add_edge(builder, (struct pair){1, 2}, 10, 4), STATUS_OK));
    cr_expect(eq(int, problem_add_edge(builder, (struct pair){0, 0}, 10, 5), STATUS_OK));
    cr_expect(eq(int, problem_add_edge(builder, (struct pair){1, 2}, 20, 6), STATUS_OK));
    cr_expect(eq(int, problem_build(builder, arena, &faults, &problem), STATUS_INVALID));
    cr_expect(eq(ptr, problem, NULL));
    cr_assert(eq(sz, faults.total, 1));
    cr_expect(eq(sz, faults.items[0].line, 6));
    cr_expect(eq(str, T(faults.items[0].detail),
                 T("student 2 and mentor 3 score 20 here and 10 on line 4")));
}

Test(problem, items_rise_by_student_then_mentor)
{
    static const struct pair pairs[] = {{2, 1}, {0, 3}, {2, 0}, {0, 1}, {1, 2}, {0, 3}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        cr_expect(
            eq(int, problem_add_edge(builder, pairs[i], (int32_t)pairs[i].mentor, 0), STATUS_OK));
        cr_expect(eq(int, problem_add_rule(builder, RULE_NEVER, pairs[i]), STATUS_OK));
    }
    cr_expect(eq(int, problem_add_rule(builder, RULE_MUST, pairs[0]), STATUS_OK));
    const struct problem *problem = build();
    expect_text(problem, "p kring 3 4 5\ne 1 2 1\ne 1 4 3\ne 2 3 2\ne 3 1 0\ne 3 2 1\n"
                         "n 1 2\nn 1 4\nn 2 3\nn 3 1\nn 3 2\nx 3 2\n");
    for (uint32_t i = 0; i < 3; i++)
        for (uint32_t j = 0; j < 4; j++) {
            bool wanted = false;
            for (size_t k = 0; k < sizeof pairs / sizeof pairs[0]; k++)
                wanted |= pairs[k].student == i && pairs[k].mentor == j;
            cr_expect(eq(int, pairs_have(&problem->never, i, j), wanted), "%u %u", i, j);
        }
}

Test(problem, the_hash_is_that_of_its_text)
{
    struct text text = {0};
    for (uint32_t i = 0; i < 3; i++)
        for (uint32_t j = 0; j < 4; j++)
            cr_expect(eq(int, problem_add_edge(builder, (struct pair){i, j}, 9999, 0), STATUS_OK));
    const struct problem *problem = build();
    problem_write(problem, &text);
    struct digest wanted = digest_of(text.bytes, text.size);
    cr_expect(eq(int, memcmp(&problem->hash, &wanted, sizeof wanted), 0));
    text_free(&text);
}

Test(problem, each_kind_of_rule_has_a_word)
{
    static const char *const words[RULE_COUNT] = {"never", "must",     "pin",
                                                  "wish",  "priority", "first"};
    for (unsigned kind = 0; kind < RULE_COUNT; kind++)
        cr_expect(eq(str, T(rule_word((enum rule)kind)), T(words[kind])));
}
