/* The checker's own count of who cannot be matched at a level equals the solvers' cover. */
#include "matcher/market.h"
#include "matcher/verify_level.h"
#include "tests/random_problem.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#define ROUNDS 1500

static uint32_t unmatched_by_cover(const struct problem *problem, const struct settled *settled,
                                   int32_t level_bp, struct arena *arena)
{
    struct market *market;
    uint32_t *mentor_of = arena_array(arena, problem->student_count, sizeof *mentor_of);
    bool *students = arena_array(arena, problem->student_count, sizeof *students);
    bool *mentors = arena_array(arena, problem->mentor_count, sizeof *mentors);
    uint32_t matched = 0, fixed = 0;
    for (uint32_t i = 0; i < problem->student_count; i++) {
        mentor_of[i] = NOBODY;
        fixed += settled->mentor_of[i] != NOBODY;
    }
    cr_assert(eq(int, market_new(problem, settled, 1, NULL, &market), STATUS_OK));
    cr_assert(
        eq(int, market_cover(market, level_bp, mentor_of, students, mentors, &matched), STATUS_OK));
    market_free(market);
    return problem->student_count - fixed - matched;
}

/* Gives how many are left out. */
static uint32_t check_level(const struct problem *problem, int32_t level_bp, struct arena *arena)
{
    struct settled settled;
    uint32_t unmatched = UINT32_MAX;
    cr_assert(eq(int, settle(problem, arena, &settled), STATUS_OK));
    if (settled.conflict_count > 0)
        return 0;
    cr_assert(eq(int, verify_level(problem, level_bp, 2, NULL, &unmatched), STATUS_OK));
    cr_assert(eq(u32, unmatched, unmatched_by_cover(problem, &settled, level_bp, arena)));
    return unmatched;
}

Test(level, the_checkers_own_count_equals_the_cover_at_every_level)
{
    static const int32_t levels[] = {0, 4999, 5000, 7000, SCORE_BP_MAX};
    struct rng rng = rng_seeded(20240904);
    uint64_t unmatched = 0;
    for (uint32_t round = 0; round < ROUNDS; round++) {
        struct arena *arena;
        cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
        struct random_bounds bounds = round % 10 == 0 ? random_middling : random_small;
        bounds.mentors_max += round % 20 == 0 ? 90 : 0; /* more than one word of bits */
        struct problem *problem = draft_build(draft_draw(&rng, &bounds, arena), arena);
        if (round % 2 == 0)
            problem = draft_dense(problem, 2, arena);
        unmatched += check_level(problem, levels[round % 5], arena);
        arena_free(arena);
    }
    cr_expect(gt(u64, unmatched, ROUNDS));
}
