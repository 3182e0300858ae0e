#include "matcher/market.h"

#include "matcher/dense_rows.h"
#include "scoring/base/arena.h"
#include "tests/random_problem.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

/* Large enough that the candidates a dense market begins with are few of all pairs. */
#define STUDENTS 300
#define MENTORS  200

static struct arena *arena;
static struct rng rng;

static void begin(void)
{
    cr_assert(eq(int, (int)arena_new(0, &arena), STATUS_OK));
    rng = rng_seeded(3);
}

static void end(void)
{
    arena_free(arena);
}

TestSuite(market, .init = begin, .fini = end);

/* ---- two markets of the same pairs */

struct markets {
    const struct problem *sparse, *dense;
    struct settled settled;
    struct market *listed, *rows;
};

static struct market *open_market(const struct problem *problem, const struct settled *settled)
{
    struct market *market;
    cr_assert(eq(int, (int)market_new(problem, settled, 2, NULL, &market), STATUS_OK));
    return market;
}

/* NULL where musts cannot hold together. */
static struct markets *open_both(const struct problem *problem)
{
    struct markets *both = arena_alloc(arena, sizeof *both);
    *both = (struct markets){.sparse = problem, .dense = draft_dense(problem, 2, arena)};
    cr_assert(eq(int, (int)settle(problem, arena, &both->settled), STATUS_OK));
    if (both->settled.conflict_count > 0)
        return NULL;
    both->listed = open_market(both->sparse, &both->settled);
    both->rows = open_market(both->dense, &both->settled);
    return both;
}

static void close_both(const struct markets *both)
{
    market_free(both->listed);
    market_free(both->rows);
}

/* Kinds of scores for 300 x 200: as a generator would not think of, but people are. */
enum scores { ALIKE, TYPES, FEW, EQUAL, RANDOM, HOLES, SCORES_COUNT };

static int32_t score_of(enum scores kind, uint32_t i, uint32_t j)
{
    uint32_t mixed = (i * 7919 + j * 104729 + i * j * 31) % 10007, mentor = j * 7919 % 9973;
    switch (kind) {
    case ALIKE: return (int32_t)mentor;
    case TYPES: return (int32_t)((i % 7 * 1237 + j * 611) % 97 * 100);
    case FEW: return (int32_t)(mixed % 3 * 5000);
    case EQUAL: return 5000;
    case RANDOM: return (int32_t)mixed < SCORE_BP_MAX ? (int32_t)mixed : SCORE_BP_MAX;
    default: return mixed % 5 == 0 ? (int32_t)(mixed % 101 * 99) : -1;
    }
}

/* Seats are about percent of the students. */
static struct problem *large_problem(enum scores kind, uint32_t percent)
{
    struct draft draft = {.student_count = STUDENTS, .mentor_count = MENTORS};
    uint32_t seats[MENTORS] = {0};
    for (uint32_t k = 0; k < STUDENTS * percent / 100; k++)
        seats[draw_below(&rng, MENTORS)]++;
    draft.seats = seats;
    draft.edges = arena_array(arena, (size_t)STUDENTS * MENTORS, sizeof *draft.edges);
    for (uint32_t i = 0; i < STUDENTS; i++)
        for (uint32_t j = 0; j < MENTORS; j++)
            if (score_of(kind, i, j) >= 0)
                draft.edges[draft.edge_count++] = (struct draft_edge){{i, j}, score_of(kind, i, j)};
    return draft_build(&draft, arena);
}

/* ---- plain checks of an answer over every pair */

static int64_t weight_of_matching(struct market *market, const struct weighing *weighing,
                                  int32_t least, const uint32_t *mentor_of)
{
    int16_t row[MENTORS];
    int64_t sum = 0;
    for (uint32_t i = 0; i < market_student_count(market); i++) {
        if (mentor_of[i] == NOBODY)
            continue;
        market_row(market, 0, i, row);
        cr_assert(ge(int, row[mentor_of[i]], least));
        sum += weighing_of(weighing, i, mentor_of[i], row[mentor_of[i]]);
    }
    return sum;
}

/* What prices prove to be the greatest weight there can be. */
static int64_t bound_of_prices(struct market *market, const struct weighing *weighing,
                               int32_t least, const int64_t *price)
{
    int16_t row[MENTORS];
    int64_t sum = 0;
    for (uint32_t i = 0; i < market_student_count(market); i++) {
        int64_t best = 0;
        market_row(market, 0, i, row);
        for (uint32_t j = 0; j < market_mentor_count(market); j++)
            if (row[j] >= least && weighing_of(weighing, i, j, row[j]) - price[j] > best)
                best = weighing_of(weighing, i, j, row[j]) - price[j];
        sum += best;
    }
    for (uint32_t j = 0; j < market_mentor_count(market); j++) {
        cr_assert(ge(i64, price[j], 0));
        sum += price[j] * market_seats(market)[j];
    }
    return sum;
}

static void expect_optimal(struct market *market, const struct weighing *weighing, int32_t least,
                           uint32_t *mentor_of, int64_t *price, int64_t *ret_weight)
{
    struct assignment assignment = {mentor_of, price};
    cr_assert(eq(int, (int)market_optimal(market, weighing, least, &assignment), STATUS_OK));
    *ret_weight = weight_of_matching(market, weighing, least, mentor_of);
    cr_expect(eq(i64, *ret_weight, bound_of_prices(market, weighing, least, price)));
}

/* Students of the cover and seats of its mentors; every pair of at least that much is covered. */
static uint32_t size_of_cover(struct market *market, int32_t least, const bool *students,
                              const bool *mentors)
{
    int16_t row[MENTORS];
    uint32_t size = 0;
    for (uint32_t i = 0; i < market_student_count(market); i++) {
        market_row(market, 0, i, row);
        for (uint32_t j = 0; j < market_mentor_count(market) && !students[i]; j++)
            cr_assert(row[j] < 0 || row[j] < least || mentors[j]);
        size += students[i];
    }
    for (uint32_t j = 0; j < market_mentor_count(market); j++)
        size += mentors[j] ? market_seats(market)[j] : 0;
    return size;
}

/* ---- the facts */

Test(market, holds_the_same_pairs_listed_and_in_rows)
{
    for (int round = 0; round < 300; round++, arena_reset(arena)) {
        struct draft *draft = draft_draw(&rng, &random_middling, arena);
        struct markets *both = open_both(draft_build(draft, arena));
        for (uint32_t i = 0; both != NULL && i < draft->student_count; i++) {
            int16_t listed[MENTORS], rows[MENTORS];
            market_row(both->listed, 0, i, listed);
            market_row(both->rows, 1, i, rows);
            for (uint32_t j = 0; j < draft->mentor_count; j++)
                cr_assert(eq(int, listed[j], rows[j]));
        }
        if (both != NULL)
            close_both(both);
    }
}

Test(market, proves_the_greatest_weight_over_all_pairs)
{
    static const uint32_t percents[] = {73, 100, 150};
    static int64_t bonus[STUDENTS];
    static uint32_t keep[STUDENTS];
    for (uint32_t i = 0; i < STUDENTS; i++) {
        bonus[i] = (int64_t)SCORE_BP_MAX * STUDENTS * (i % 5 == 0 ? 400 : 1) + 1;
        keep[i] = i % 3 == 0 ? NOBODY : i * 31 % MENTORS;
    }
    const struct weighing weighings[] = {{0}, {.bonus = bonus}, {bonus, keep, 20000}};
    for (enum scores kind = 0; kind < SCORES_COUNT; kind++)
        for (size_t p = 0; p < 3; p++) {
            struct markets *both = open_both(large_problem(kind, percents[p]));
            for (size_t w = 0; w < 3; w++) {
                static uint32_t listed_of[STUDENTS], rows_of[STUDENTS];
                int64_t listed_price[MENTORS] = {0}, rows_price[MENTORS] = {0};
                memset(listed_of, 0xff, sizeof listed_of); /* NOBODY */
                memset(rows_of, 0xff, sizeof rows_of);
                int32_t least = w == 1 ? 5000 : 0;
                int64_t listed, rows, again;
                expect_optimal(both->listed, &weighings[w], least, listed_of, listed_price,
                               &listed);
                expect_optimal(both->rows, &weighings[w], least, rows_of, rows_price, &rows);
                cr_expect(eq(i64, listed, rows));
                /* from the answer, and from its prices to another start */
                memset(rows_of, 0xff, sizeof rows_of);
                expect_optimal(both->rows, &weighings[w], least, rows_of, rows_price, &again);
                cr_expect(eq(i64, rows, again));
            }
            close_both(both);
            arena_reset(arena);
        }
}

struct worst_room {
    bool all_students[STUDENTS], all_mentors[MENTORS];
    bool above_students[STUDENTS], above_mentors[MENTORS];
};

static struct worst worst_in(struct worst_room *room)
{
    memset(room, 1, sizeof *room);
    return (struct worst){.all_students = room->all_students,
                          .all_mentors = room->all_mentors,
                          .above_students = room->above_students,
                          .above_mentors = room->above_mentors};
}

Test(market, proves_the_worst_score_by_two_covers)
{
    static const uint32_t percents[] = {73, 100, 150};
    static struct worst_room listed_room, rows_room;
    for (enum scores kind = 0; kind < SCORES_COUNT; kind++)
        for (size_t p = 0; p < 3; p++) {
            struct markets *both = open_both(large_problem(kind, percents[p]));
            struct worst listed = worst_in(&listed_room), rows = worst_in(&rows_room);
            cr_assert(eq(int, (int)market_worst(both->listed, &listed), STATUS_OK));
            cr_assert(eq(int, (int)market_worst(both->rows, &rows), STATUS_OK));
            cr_expect(eq(u32, listed.matched, rows.matched));
            cr_expect(eq(i32, listed.score_bp, rows.score_bp));
            cr_expect(eq(u32, size_of_cover(both->rows, 0, rows.all_students, rows.all_mentors),
                         rows.matched));
            cr_expect(lt(u32,
                         size_of_cover(both->rows, rows.score_bp + 1, rows.above_students,
                                       rows.above_mentors),
                         rows.matched));
            static uint32_t mentor_of[STUDENTS];
            uint32_t matched;
            memset(mentor_of, 0xff, sizeof mentor_of);
            cr_assert(eq(int,
                         (int)market_cover(both->rows, rows.score_bp, mentor_of,
                                           rows_room.all_students, rows_room.all_mentors, &matched),
                         STATUS_OK));
            cr_expect(eq(u32, matched, rows.matched));
            close_both(both);
            arena_reset(arena);
        }
}

Test(market, of_nobody_has_empty_covers)
{
    for (uint32_t students = 0; students < 2; students++)
        for (uint32_t mentors = 0; mentors < 2; mentors++) {
            uint32_t seats[1] = {0};
            size_t start[2] = {0, 0};
            struct problem problem = {.student_count = students,
                                      .mentor_count = mentors,
                                      .seats = seats,
                                      .edges = {students, mentors, start, NULL, NULL}};
            struct markets *both = open_both(&problem);
            struct market *markets[] = {both->listed, both->rows};
            for (size_t m = 0; m < 2; m++) {
                static struct worst_room room;
                struct worst worst = worst_in(&room);
                cr_assert(eq(int, (int)market_worst(markets[m], &worst), STATUS_OK));
                cr_expect(eq(u32, worst.matched, 0));
                cr_expect(eq(i32, worst.score_bp, SCORE_BP_MAX));
                cr_expect(students == 0 || !worst.all_students[0]);
                cr_expect(mentors == 0 || !worst.above_mentors[0]);
            }
            close_both(both);
        }
}

Test(market, keeps_as_many_rows_as_fit_and_computes_the_others_again)
{
    struct problem *dense = draft_dense(large_problem(HOLES, 100), 2, arena);
    struct settled settled;
    struct possible possible;
    cr_assert(eq(int, (int)settle(dense, arena, &settled), STATUS_OK));
    cr_assert(eq(int, (int)possible_open(dense, &settled, &possible), STATUS_OK));
    static const size_t sizes[] = {0, 10 * MENTORS * sizeof(int16_t), SIZE_MAX};
    static const size_t kept[] = {0, 10, STUDENTS};
    for (size_t s = 0; s < 3; s++) {
        struct dense_rows rows;
        cr_assert(eq(int, (int)dense_rows_open(&possible, 2, NULL, sizes[s], &rows), STATUS_OK));
        cr_expect(eq(sz, rows.kept_count, kept[s]));
        for (uint32_t i = 0; i < STUDENTS; i++)
            for (uint32_t j = 0; j < MENTORS; j++)
                cr_assert(eq(int, dense_row(&rows, 1, i)[j],
                             settled.seats[j] > 0 ? score_of(HOLES, i, j) : ROW_IMPOSSIBLE));
        dense_rows_close(&rows);
    }
    possible_close(&possible);
}

static bool stop_after(void *context)
{
    int *looks = context;
    return --*looks < 0;
}

Test(market, can_be_cancelled_at_every_look)
{
    struct problem *dense = draft_dense(large_problem(TYPES, 100), 2, arena);
    struct settled settled;
    cr_assert(eq(int, (int)settle(dense, arena, &settled), STATUS_OK));
    enum status status = STATUS_CANCELLED;
    int tries = 0;
    for (; status == STATUS_CANCELLED && tries < 10000; tries++) {
        int looks = tries;
        struct watch watch = {.context = &looks, .cancelled = stop_after};
        static struct worst_room room;
        struct worst worst = worst_in(&room);
        struct market *market;
        status = market_new(dense, &settled, 2, &watch, &market);
        if (status != STATUS_OK)
            continue;
        status = market_worst(market, &worst);
        market_free(market);
    }
    cr_expect(eq(int, (int)status, STATUS_OK));
    cr_expect(gt(int, tries, 4));
}
