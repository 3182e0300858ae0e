#include "scoring/policy.h"
#include "tests/small_seeds.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>

#define T(text) ((char *)(text)) /* Criterion compares char *, not const char * */

static struct small_seeds seeds;

static void open_seeds(void)
{
    small_seeds_open(&seeds);
}

static void close_seeds(void)
{
    small_seeds_close(&seeds);
}

TestSuite(policy, .init = open_seeds, .fini = close_seeds);

static node_id node(enum scheme scheme, const char *code)
{
    return taxonomy_find(seeds.taxonomies.of[scheme], code, strlen(code));
}

Test(policy, what_is_not_known_or_out_of_range_is_told_by_line)
{
    static const struct {
        enum policy_table table;
        const char *tsv, *code;
        size_t line;
    } rows[] = {
        {POLICY_VALUES, "name\tvalue\tsource\nfield.weight\t101\tpolicy\n", "out_of_range", 2},
        {POLICY_VALUES, "name\tvalue\tsource\nage.weight\t1\tpolicy\n", "unknown_name", 2},
        {POLICY_VALUES, "name\tvalue\tsource\nfield.weight\t1\t\n", "empty_cell", 2},
        {POLICY_VALUES, "name\tvalue\tsource\n# x\nfield.weight\t1\tp\nfield.weight\t1\tp\n",
         "double_row", 4},
        {POLICY_VALUES, "name\tvalue\nfield.weight\t1\n", "header", 1},
        {POLICY_VALUES, "", "header", 0},
        {POLICY_VALUES, "name\tvalue\tsource\nfield.weight\t1\n", "cell_count", 2},
        {POLICY_FIELD_NEIGHBOURS, "a\tb\tpart\tsource\n0732\t9999\t5\tp\n", "unknown_code", 2},
        {POLICY_FIELD_NEIGHBOURS, "a\tb\tpart\tsource\n0732\t0732\t5\tp\n", "same_code", 2},
        {POLICY_OCCUPATION_RELATED, "a\tb\tpart\tsource\n2142\t2144\t-1\tp\n", "out_of_range", 2},
        {POLICY_LANGUAGE_CLOSENESS, "a\tb\tpart\tsource\nnl\tfi\t5\tp\nfi\tnl\t6\tp\n",
         "double_row", 3},
        {POLICY_LEVELS, "code\tpart\tnl\tsv\tnb\tde\tfr\ten\nD1\t1\ta\ta\ta\ta\ta\ta\n",
         "unknown_code", 2},
        {POLICY_LEVELS, "code\tpart\tnl\tsv\tnb\tde\tfr\ten\nA1\t1\t\xff\ta\ta\ta\ta\ta\n",
         "not_utf8", 0},
        {POLICY_RECENCY, "years\tpermille\tsource\n1\t900\tp\n", "order", 2},
        {POLICY_RECENCY, "years\tpermille\tsource\n0\t900\tp\n1\t901\tp\n", "order", 3},
        {POLICY_RECENCY, "years\tpermille\tsource\n0\t900\tp\n0\t800\tp\n", "order", 3},
        {POLICY_DISTANCE, "km\tpart\tsource\n0\t100\tp\n20015\t0\tp\n", "out_of_range", 3},
        {POLICY_DISTANCE, "km\tpart\tsource\n0\t100\tp\n5\tx\tp\n", "out_of_range", 3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct policy *policy = NULL;
        struct faults faults = faults_in(seeds.arena);
        cr_assert(eq(int, policy_new(&seeds.taxonomies, &policy), STATUS_OK));
        cr_expect(eq(int,
                     policy_add(policy, rows[i].table, rows[i].tsv, strlen(rows[i].tsv), &faults),
                     STATUS_INVALID),
                  "row %zu", i);
        cr_assert(eq(sz, faults.count, 1), "row %zu", i);
        cr_expect(eq(str, T(faults.items[0].code), T(rows[i].code)), "row %zu", i);
        cr_expect(eq(sz, faults.items[0].line, rows[i].line), "row %zu", i);
        policy_free(policy);
    }
}

Test(policy, all_that_is_missing_is_told_at_once)
{
    struct policy *policy = NULL;
    struct faults faults = faults_in(seeds.arena);
    cr_assert(eq(int, policy_new(&seeds.taxonomies, &policy), STATUS_OK));
    cr_expect(eq(int, policy_finish(policy, &faults), STATUS_INVALID));
    size_t rows_missing = 2, levels = LEVEL_COUNT - 1;
    cr_expect(
        eq(sz, faults.total, POLICY_TABLE_COUNT + POLICY_VALUE_COUNT + levels + rows_missing));
    policy_free(policy);
}

Test(policy, weights_and_shares_must_sum_to_a_hundred)
{
    char values[sizeof small_values];
    memcpy(values, small_values, sizeof values);
    memcpy(strstr(values, "field.weight\t35"), "field.weight\t36", 15);
    memcpy(strstr(values, "industry_share\t30"), "industry_share\t31", 17);
    policy_free(seeds.policy);
    cr_assert(eq(int, policy_new(&seeds.taxonomies, &seeds.policy), STATUS_OK));
    small_table(&seeds, POLICY_VALUES, values);
    small_table(&seeds, POLICY_FIELD_NEIGHBOURS, small_neighbours);
    small_table(&seeds, POLICY_OCCUPATION_RELATED, small_related);
    small_table(&seeds, POLICY_LANGUAGE_CLOSENESS, small_close);
    small_table(&seeds, POLICY_LEVELS, small_levels);
    small_table(&seeds, POLICY_RECENCY, small_recency);
    small_table(&seeds, POLICY_DISTANCE, small_distance);
    struct faults faults = faults_in(seeds.arena);
    cr_expect(eq(int, policy_finish(seeds.policy, &faults), STATUS_INVALID));
    cr_assert(eq(sz, faults.count, 2));
    cr_expect(eq(str, T(faults.items[0].code), T("sum")));
    cr_expect(eq(str, T(faults.items[1].code), T("sum")));
}

Test(policy, a_row_of_inner_codes_holds_for_all_below_them)
{
    static const struct {
        const char *a, *b;
        int32_t part;
    } rows[] = {
        {"0541", "0613", 55}, {"0613", "0541", 55}, {"054", "061", 30}, {"0541", "061", 30},
        {"054", "0613", 30},  {"05", "061", 0},     {"0541", "06", 0},  {"0541", "0732", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect(eq(i32,
                     policy_listed(seeds.policy, POLICY_FIELD_NEIGHBOURS,
                                   node(SCHEME_ISCED, rows[i].a), node(SCHEME_ISCED, rows[i].b)),
                     rows[i].part),
                  "%s %s", rows[i].a, rows[i].b);
}

Test(policy, rows_hold_until_the_next_one)
{
    static const struct {
        int32_t years, permille;
    } rows[] = {{0, 1000}, {2, 810}, {3, 729}, {4, 729}, {8, 729}, {9, 400}, {199, 400}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect(eq(i32, policy_recency_permille(seeds.policy, rows[i].years), rows[i].permille));
}

Test(policy, the_part_of_a_distance_is_that_of_its_whole_kilometres)
{
    static const struct {
        int32_t km, part;
    } rows[] = {{0, 100}, {9, 100},  {10, 87}, {43, 55}, {44, 54},
                {45, 10}, {299, 10}, {300, 1}, {301, 0}, {999, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect(
            eq(i32, policy_distance_part(seeds.policy, geo_chord2_from(rows[i].km)), rows[i].part),
            "%d km", rows[i].km);
        int64_t last = geo_chord2_from(rows[i].km + 1) - 1;
        cr_expect(eq(i32, policy_distance_part(seeds.policy, last), rows[i].part), "%d km",
                  rows[i].km);
    }
}

Test(policy, the_digest_changes_with_any_table)
{
    struct small_seeds other;
    small_seeds_open(&other);
    struct digest digest = policy_digest(seeds.policy), same = policy_digest(other.policy);
    cr_expect(eq(int, memcmp(&digest, &same, sizeof digest), 0));
    policy_free(other.policy);
    cr_assert(eq(int, policy_new(&other.taxonomies, &other.policy), STATUS_OK));
    small_table(&other, POLICY_RECENCY, "years\tpermille\tsource\n0\t999\tpolicy\n");
    same = policy_digest(other.policy);
    cr_expect(ne(int, memcmp(&digest, &same, sizeof digest), 0));
    small_seeds_close(&other);
}
