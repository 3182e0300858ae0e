#include "matcher/measure.h"
#include "scoring/base/arena.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

static struct arena *arena;

static void open_arena(void)
{
    cr_assert(eq(int, (int)arena_new(0, &arena), STATUS_OK));
}

static void close_arena(void)
{
    arena_free(arena);
}

TestSuite(measure, .init = open_arena, .fini = close_arena);

/* Five students; mentors of 3, 0, 2 and 1 seats; student 4 is fixed with mentor 2, which is the
 * second wish of a list that names nobody else who counts. */
static const uint32_t seats[] = {3, 0, 2, 1};
static const bool listed[] = {true, false, true, true, true};
static const size_t start[] = {0, 2, 2, 3, 3, 5};
static const uint32_t items[] = {0, 2, /**/ 0, /**/ 3, 2};
static const uint32_t fixed[] = {NOBODY, NOBODY, NOBODY, NOBODY, 2};
static const struct problem problem = {
    .student_count = 5, .mentor_count = 4, .seats = seats, .wishes = {listed, start, items}};
static const struct settled settled = {.mentor_of = fixed, .seats = seats};

static struct result measured(const struct pair *pairs, const int32_t *scores, int32_t count)
{
    struct result result = {.pairs = pairs, .matched = count};
    cr_assert(eq(int, (int)measure(&problem, &settled, scores, arena, &result), STATUS_OK));
    return result;
}

Test(measure, counts_and_sums_are_those_of_problem_and_pairs)
{
    static const struct pair pairs[] = {{0, 2}, {1, 0}, {2, 0}, {4, 2}};
    static const int32_t scores[] = {4000, 9000, 3500, 100};
    struct result result = measured(pairs, scores, 4);
    const struct figures *figures = &result.figures;
    cr_assert(eq(i64, result.total, 16600));
    cr_assert(eq(int, result.matched, 4));
    cr_assert(eq(int, result.worst, 3500), "a fixed pair is not the worst");
    cr_assert(eq(int, figures->students, 5));
    cr_assert(eq(int, figures->mentors, 4));
    cr_assert(eq(i64, figures->seats, 6));
    cr_assert(eq(int, figures->fixed, 1));
    cr_assert(eq(int, figures->with_wishes, 4), "an empty list is a list");
}

Test(measure, loads_are_of_mentors_with_seats_and_leave_out_rows_of_none)
{
    static const struct pair pairs[] = {{0, 2}, {1, 0}, {2, 0}, {4, 2}};
    static const int32_t scores[] = {4000, 9000, 3500, 100};
    static const struct load loads[] = {{0, 1}, {2, 2}};
    struct result result = measured(pairs, scores, 4);
    cr_assert(eq(sz, result.figures.loads_count, 2));
    for (size_t k = 0; k < 2; k++) {
        cr_assert(eq(int, result.figures.loads[k].students, loads[k].students));
        cr_assert(eq(int, result.figures.loads[k].mentors, loads[k].mentors));
    }
}

Test(measure, wishes_are_counted_by_rank_and_fixed_ones_too)
{
    static const struct pair pairs[] = {{0, 2}, {1, 0}, {2, 0}, {3, 3}, {4, 2}};
    static const int32_t scores[] = {4000, 9000, 3500, 20, 100};
    static const struct wish_count wishes[] = {{1, 1}, {2, 2}};
    struct result result = measured(pairs, scores, 5);
    cr_assert(eq(sz, result.figures.wishes_count, 2));
    for (size_t k = 0; k < 2; k++) {
        cr_assert(eq(int, result.figures.wishes[k].rank, wishes[k].rank));
        cr_assert(eq(int, result.figures.wishes[k].students, wishes[k].students));
    }
}

Test(measure, the_worst_of_fixed_pairs_alone_is_theirs_and_of_nobody_minus_one)
{
    static const struct pair pairs[] = {{4, 2}};
    static const int32_t scores[] = {100};
    cr_assert(eq(int, measured(pairs, scores, 1).worst, 100));
    struct result none = measured(NULL, NULL, 0);
    cr_assert(eq(int, none.worst, -1));
    cr_assert(eq(i64, none.total, 0));
    for (size_t p = 0; p < PERCENTILES_COUNT; p++)
        cr_assert(eq(int, none.figures.percentiles_bp[p], 0));
    cr_assert(eq(sz, none.figures.wishes_count, 0));
    cr_assert(eq(sz, none.figures.loads_count, 1));
    cr_assert(eq(int, none.figures.loads[0].mentors, 3));
}

/* Nearest rank of 5 and of 1, worked by hand: ranks ⌈.5⌉ ⌈1.25⌉ ⌈2.5⌉ ⌈3.75⌉ ⌈4.5⌉ = 1 2 3 4 5. */
Test(measure, percentiles_are_of_the_nearest_rank)
{
    static const struct pair pairs[] = {{0, 0}, {1, 0}, {2, 0}, {3, 2}, {4, 2}};
    static const struct {
        int32_t count, scores[5], percentiles[PERCENTILES_COUNT];
    } rows[] = {
        {5, {50, 40, 15, 35, 20}, {15, 20, 35, 40, 50}},
        {5, {0, 0, 10000, 0, 10000}, {0, 0, 0, 10000, 10000}},
        {4, {1, 2, 3, 4}, {1, 1, 2, 3, 4}},
        {2, {7, 9}, {7, 7, 7, 9, 9}},
        {1, {0}, {0, 0, 0, 0, 0}},
        {1, {10000}, {10000, 10000, 10000, 10000, 10000}},
    };
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        struct result result = measured(pairs, rows[r].scores, rows[r].count);
        for (size_t p = 0; p < PERCENTILES_COUNT; p++)
            cr_expect(eq(int, result.figures.percentiles_bp[p], rows[r].percentiles[p]),
                      "row %zu, percentile %zu", r, p);
    }
}
