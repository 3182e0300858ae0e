#include "matcher/search.h"
#include "tests/drawn_people.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>

#define AS_OF      ((date)20261122)
#define CASE_COUNT 2500

TestSuite(search, .init = drawn_open, .fini = drawn_close);

static size_t draw_nodes(enum scheme scheme, node_id *ret_nodes)
{
    size_t count = one_in(3) ? 1 + below(3) : 0;
    for (size_t i = 0; i < count; i++)
        ret_nodes[i] = draw(scheme).node;
    return count;
}

static struct filter draw_filter(void)
{
    struct filter filter = {.remote = one_in(6), .without_seats = one_in(2)};
    filter.fields_count = draw_nodes(SCHEME_ISCED, filter.fields);
    filter.occupations_count = draw_nodes(SCHEME_ISCO, filter.occupations);
    filter.industries_count = draw_nodes(SCHEME_NACE, filter.industries);
    filter.places_count = draw_nodes(SCHEME_PLACE, filter.places);
    filter.languages_count = one_in(3) ? 1 + below(2) : 0;
    for (size_t i = 0; i < filter.languages_count; i++)
        filter.languages[i] =
            (struct wish_language){draw(SCHEME_LANGUAGE).node, (int32_t)below(LEVEL_COUNT)};
    filter.score_bp_min = one_in(3) ? (int32_t)below(10001) : 0;
    return filter;
}

/* A drawn filter of all kinds would hardly let anybody through. */
static void loosen(struct filter *filter)
{
    size_t *const counts[] = {&filter->fields_count, &filter->occupations_count,
                              &filter->industries_count, &filter->places_count,
                              &filter->languages_count};
    size_t kept = below(6);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
        if (i != kept && !one_in(4))
            *counts[i] = 0;
}

static bool equal_hits(const struct search_hit *a, size_t a_count, const struct search_hit *b,
                       size_t b_count)
{
    bool equal = a_count == b_count;
    for (size_t i = 0; equal && i < a_count; i++)
        equal = a[i].index == b[i].index && a[i].score_bp == b[i].score_bp;
    return equal;
}

/* What mentors have promised, and a filter by programme, of one that nobody offers seats in too. */
static void draw_loads(struct person **people, size_t count, struct filter *filter)
{
    for (size_t i = 0; i < count; i++)
        draw_load(people[i], AS_OF);
    filter->programmes_count = one_in(2) ? 1 + below(2) : 0;
    for (size_t i = 0; i < filter->programmes_count; i++)
        filter->programmes[i] = drawn_programme(below(PROGRAMMES_DRAWN + 1));
}

/* One case; gives the number of hits. */
static size_t check_case(uint64_t seed, bool loaded)
{
    struct person *people[PEOPLE_MAX];
    struct search_hit plain[SEARCH_LIMIT_MAX], scan[SEARCH_LIMIT_MAX];
    size_t plain_count = 0, scan_count = 0;
    struct roster *roster = NULL;
    draw_begin(seed);
    size_t count = draw_people(people);
    struct person *student = draw_person(below(60));
    struct wish wish = wish_of_person(&seeds->scorer, student, draw_weights(), AS_OF);
    struct filter filter = draw_filter();
    loosen(&filter);
    if (loaded)
        draw_loads(people, count, &filter);
    struct search search = {&wish, student, one_in(3) ? NULL : &filter,
                            1 + below(one_in(2) ? 5 : SEARCH_LIMIT_MAX)};
    cr_assert(
        eq(int,
           roster_new(&seeds->scorer, (const struct person *const *)people, count, AS_OF, &roster),
           STATUS_OK));
    cr_assert(
        eq(int, search_plain(&seeds->scorer, roster, &search, plain, &plain_count), STATUS_OK));
    cr_assert(eq(int, search_scan(&seeds->scorer, roster, &search, scan, &scan_count), STATUS_OK));
    cr_assert(equal_hits(plain, plain_count, scan, scan_count), "seed %llu: %zu and %zu hits",
              (unsigned long long)seed, plain_count, scan_count);
    roster_free(roster);
    return plain_count;
}

/* The cases are worth something: a good part of them finds somebody, and not only one. */
static void check_cases(bool loaded, size_t cases_with_hits_min, size_t hits_min)
{
    size_t hits = 0, cases_with_hits = 0;
    for (uint64_t seed = 1; seed <= CASE_COUNT; seed++) {
        size_t count = check_case(seed, loaded);
        hits += count;
        cases_with_hits += count > 0;
    }
    cr_expect(gt(sz, cases_with_hits, cases_with_hits_min));
    cr_expect(gt(sz, hits, hits_min));
}

Test(search, the_table_scan_finds_what_the_plain_loop_finds_to_the_last_id)
{
    check_cases(false, CASE_COUNT / 2, 5 * (size_t)CASE_COUNT);
}

Test(search, the_two_agree_on_who_is_full_paused_past_their_hours_or_in_a_programme)
{
    check_cases(true, CASE_COUNT / 3, 2 * (size_t)CASE_COUNT);
}

Test(search, the_points_of_a_score_sum_to_it_and_the_unknown_is_the_neutral_part)
{
    static const enum policy_value neutral[] = {VALUE_FIELD_NEUTRAL, VALUE_CAREER_NEUTRAL,
                                                VALUE_LANGUAGE_NEUTRAL, VALUE_PLACE_NEUTRAL};
    for (uint64_t seed = 1; seed <= CASE_COUNT; seed++) {
        draw_begin(seed);
        struct wish wish = wish_of_person(&seeds->scorer, draw_person(1), draw_weights(), AS_OF);
        struct score score = score_pair(&seeds->scorer, &wish, draw_person(2));
        int32_t sum = 0;
        for (size_t c = 0; c < CRITERION_COUNT; c++) {
            struct part part = score.parts[c];
            cr_assert(part.part >= 0 && part.part <= 100, "seed %llu", (unsigned long long)seed);
            cr_assert(eq(i32, part.points_bp, part.part * wish.weights.percent[c]));
            if (part.unknown)
                cr_assert(eq(i32, part.part, policy_value(seeds->policy, neutral[c])));
            sum += part.points_bp;
        }
        cr_assert(eq(i32, score.score_bp, sum), "seed %llu", (unsigned long long)seed);
    }
}

/* A and B as each other's alumnus: what they speak and where they live is the same both ways. */
Test(search, language_and_home_count_the_same_both_ways)
{
    for (uint64_t seed = 1; seed <= CASE_COUNT; seed++) {
        draw_begin(seed);
        struct person *a = draw_person(1), *b = draw_person(2);
        a->wishes.places_count = b->wishes.places_count = 0;
        struct weights weights = weights_default(seeds->policy);
        struct wish of_a = wish_of_person(&seeds->scorer, a, weights, AS_OF);
        struct wish of_b = wish_of_person(&seeds->scorer, b, weights, AS_OF);
        struct score ab = score_pair(&seeds->scorer, &of_a, b);
        struct score ba = score_pair(&seeds->scorer, &of_b, a);
        for (size_t c = CRITERION_LANGUAGE; c <= CRITERION_PLACE; c++) {
            cr_assert(eq(i32, ab.parts[c].part, ba.parts[c].part), "seed %llu",
                      (unsigned long long)seed);
            cr_assert(eq(int, ab.parts[c].unknown, ba.parts[c].unknown), "seed %llu",
                      (unsigned long long)seed);
        }
    }
}
