/* Every solver against what problem.h says, worked out plainly (plain_matchings.h): small problems
 * by trying all matchings, middling ones by longest paths; listed and in rows, shuffled and not,
 * with 1 and 2 workers; and every result against the checker. */
#include "matcher/solver.h"
#include "matcher/verify.h"
#include "tests/plain_matchings.h"
#include "tests/random_problem.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>

#define SMALL_COUNT    4000
#define MIDDLING_COUNT 250

static struct arena *arena;
static struct rng rng;
static uint32_t problem_number;

static void begin(void)
{
    cr_assert(eq(int, (int)arena_new(0, &arena), STATUS_OK));
}

static void end(void)
{
    arena_free(arena);
}

TestSuite(solvers, .init = begin, .fini = end);

/* ---- asking the solvers */

static void told(const char *what, enum objective objective)
{
    cr_fatal("problem %u, %s: %s", problem_number, objective_word(objective), what);
}

static struct result *ask(const struct problem *problem, enum objective objective, size_t workers)
{
    struct result *result = arena_alloc(arena, sizeof *result);
    struct faults faults = faults_in(arena);
    struct solving solving = {.problem = problem, .objective = objective, .workers = workers};
    if (solve(&solving, arena, &faults, result) != STATUS_OK)
        told("no result", objective);
    struct faults doubts = faults_in(arena);
    struct verified verified;
    if (verify(problem, result, workers, NULL, &doubts, &verified) != STATUS_OK)
        for (size_t k = 0; k < doubts.count; k++)
            cr_fatal("problem %u, %s%s: %s %s", problem_number, objective_word(objective),
                     problem_is_dense(problem) ? ", dense" : "", doubts.items[k].where,
                     doubts.items[k].detail);
    return result;
}

static bool same_bytes(const void *a, const void *b, size_t size)
{
    return a == NULL || b == NULL ? a == b : memcmp(a, b, size) == 0;
}

static void expect_same(const struct problem *problem, const struct result *a,
                        const struct result *b, const char *what)
{
    size_t students = problem->student_count, mentors = problem->mentor_count;
    const struct certificate *p = &a->certificate, *q = &b->certificate;
    bool same = a->infeasible == b->infeasible && a->total == b->total &&
                a->matched == b->matched && a->worst == b->worst &&
                a->conflict_count == b->conflict_count &&
                a->overridden_count == b->overridden_count &&
                same_bytes(a->pairs, b->pairs, (size_t)a->matched * sizeof *a->pairs) &&
                same_bytes(a->conflict, b->conflict, a->conflict_count * sizeof *a->conflict) &&
                same_bytes(p->prices, q->prices, mentors * sizeof *p->prices) &&
                p->floor_bp == q->floor_bp && p->most_bonus == q->most_bonus &&
                p->first_bonus == q->first_bonus && p->keep_bonus == q->keep_bonus &&
                same_bytes(p->all.students, q->all.students, students) &&
                same_bytes(p->all.mentors, q->all.mentors, mentors) &&
                same_bytes(p->above.students, q->above.students, students) &&
                same_bytes(p->above.mentors, q->above.mentors, mentors) &&
                a->stability.differ_count == b->stability.differ_count &&
                a->stability.given_up == b->stability.given_up;
    if (!same)
        told(what, a->objective);
}

/* The free part of a result, by student; every pair of it is possible and within the seats. */
static void read_pairs(const struct plain *plain, const struct result *result, uint32_t *mentor_of)
{
    uint32_t load[SIDE_MAX] = {0};
    int64_t total = 0, fixed_count = 0;
    for (uint32_t i = 0; i < plain->problem->student_count; i++) {
        mentor_of[i] = NOBODY;
        fixed_count += plain->fixed[i] != NOBODY;
    }
    for (int32_t k = 0; k < result->matched; k++) {
        struct pair pair = result->pairs[k];
        if (plain->fixed[pair.student] == pair.mentor) {
            int32_t score = edge_score(plain->problem, pair.student, pair.mentor);
            total += score > 0 ? score : 0;
            fixed_count--;
            continue;
        }
        if (plain->score[pair.student][pair.mentor] < 0 || mentor_of[pair.student] != NOBODY ||
            ++load[pair.mentor] > plain->seats[pair.mentor])
            told("a pair that cannot be", result->objective);
        total += plain->score[pair.student][pair.mentor];
        mentor_of[pair.student] = pair.mentor;
    }
    if (total != result->total || fixed_count != 0)
        told("another total, or not all fixed pairs", result->objective);
}

static void expect_stable(const struct best *best, const struct result *result,
                          const uint32_t *mentor_of)
{
    const struct plain *plain = best->plain;
    size_t differ = 0;
    for (uint32_t i = 0; i < plain->problem->student_count; i++) {
        if (mentor_of[i] != best->students_best[i])
            told("not the best stable matching of the students", result->objective);
        if (!result->stability.told || best->students_best[i] == best->students_least[i])
            continue;
        if (differ >= result->stability.differ_count || result->stability.differ[differ] != i)
            told("another list of who differs", result->objective);
        differ++;
    }
    struct tally tally = tally_of(plain, mentor_of);
    if (result->stability.told &&
        (differ != result->stability.differ_count ||
         result->stability.given_up != best->worths[OBJECTIVE_TOTAL].layers[0] - tally.total))
        told("another price of stability", result->objective);
}

/* best: NULL for middling problems. */
static void expect_best(const struct plain *plain, const struct best *best,
                        const struct result *result)
{
    uint32_t mentor_of[SIDE_MAX];
    if (result->infeasible != plain->infeasible)
        told("feasible or not", result->objective);
    if (plain->infeasible)
        return;
    read_pairs(plain, result, mentor_of);
    if (result->objective == OBJECTIVE_STABLE) {
        if (best != NULL)
            expect_stable(best, result, mentor_of);
        else if (!is_stable(plain, mentor_of))
            told("not stable", result->objective);
        return;
    }
    struct tally tally = tally_of(plain, mentor_of);
    struct worth found = worth_of(result->objective, &tally);
    struct worth truth =
        best != NULL ? best->worths[result->objective] : longest_worth(plain, result->objective);
    if (compare_worth(&found, &truth) != 0)
        told(compare_worth(&found, &truth) < 0 ? "there is a better one" : "too good",
             result->objective);
}

static void expect_all_forms(const struct draft *draft, const struct plain *plain,
                             const struct best *best, enum objective objective)
{
    struct problem sparse = *plain->problem;
    if (!solvers[objective]->takes_first)
        sparse.first = NULL;
    struct plain own = *plain;
    own.problem = &sparse;
    struct result *listed = ask(&sparse, objective, 1);
    expect_best(&own, best, listed);
    struct problem *dense = draft_dense(&sparse, 2, arena);
    struct result *rows = ask(dense, objective, 1);
    expect_best(&own, best, rows);
    expect_same(dense, rows, ask(dense, objective, 2), "two workers give another result");
    struct problem shuffled = *draft_build(draft, arena);
    shuffled.first = sparse.first;
    cr_assert(eq(int, 0, memcmp(&shuffled.hash, &sparse.hash, sizeof sparse.hash)));
    expect_same(&sparse, listed, ask(&shuffled, objective, 2), "shuffled lines, another result");
}

Test(solvers, agree_with_all_matchings_tried)
{
    rng = rng_seeded(20261122);
    for (problem_number = 0; problem_number < SMALL_COUNT; problem_number++) {
        struct draft *draft = draft_draw(&rng, &random_small, arena);
        struct plain plain = plain_of(draft_build(draft, arena));
        struct best best = plain.infeasible ? (struct best){0} : best_of(&plain);
        draft_shuffle(&rng, draft);
        for (enum objective o = 0; o < OBJECTIVE_COUNT; o++)
            expect_all_forms(draft, &plain, &best, o);
        arena_reset(arena);
    }
}

Test(solvers, agree_with_longest_paths)
{
    rng = rng_seeded(1958);
    for (problem_number = 0; problem_number < MIDDLING_COUNT; problem_number++) {
        struct draft *draft = draft_draw(&rng, &random_middling, arena);
        struct plain plain = plain_of(draft_build(draft, arena));
        draft_shuffle(&rng, draft);
        for (enum objective o = 0; o < OBJECTIVE_COUNT; o++)
            expect_all_forms(draft, &plain, NULL, o);
        arena_reset(arena);
    }
}

Test(solvers, refuse_first_where_they_do_not_honour_it)
{
    for (enum objective o = 0; o < OBJECTIVE_COUNT; o++) {
        uint32_t seats[1] = {1}, announced[1] = {0};
        size_t start[2] = {0, 0};
        bool first[1] = {true};
        struct problem problem = {1,    1,     seats,     0,    {1, 1, start, NULL, NULL},
                                  NULL, {0},   {0},       {0},  {0},
                                  {0},  first, announced, {{0}}};
        struct faults faults = faults_in(arena);
        struct solving solving = {.problem = &problem, .objective = o, .workers = 1};
        struct result result;
        enum status expected = solvers[o]->takes_first ? STATUS_OK : STATUS_INVALID;
        cr_expect(eq(int, (int)solve(&solving, arena, &faults, &result), (int)expected));
        cr_expect(eq(int, faults.count == 1, expected == STATUS_INVALID));
    }
}
