/* What a pair costs or brings, against brute force over all matchings of small problems with every
 * kind of line, before and after the rule; and the reasons of stable results, pair by pair. */
#include "matcher/solver.h"
#include "matcher/whynot.h"
#include "tests/random_problem.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#define PROBLEMS 4000

static const struct random_bounds bounds = {5, 5, 2, true, true, true, true};

/* ---- brute force: all matchings that the rules allow */

struct brute {
    const struct problem *problem;
    enum objective objective;
    const struct settled *now, *then; /* rules as they were, and with one more */
    uint32_t mentor_of[8], seats[8];
    bool found;
    struct worth best;      /* measured as the solver measures */
    struct worth best_told; /* measured by the rules as they were */
};

/* The score a pair counts with, and whether it is possible apart from must and pin. */
static bool possible(const struct problem *problem, uint32_t i, uint32_t j, int32_t *ret_score)
{
    const struct lists *wishes = &problem->wishes, *priorities = &problem->priorities;
    bool named = false, barred = pairs_have(&problem->never, i, j);
    *ret_score = 0;
    for (size_t e = problem->edges.start[i]; e < problem->edges.start[i + 1]; e++)
        if (problem->edges.mentor[e] == j) {
            *ret_score = problem->edges.score[e];
            named = true;
        }
    for (int side = 0; side < 2; side++) {
        const struct lists *lists = side == 0 ? wishes : priorities;
        uint32_t owner = side == 0 ? i : j, item = side == 0 ? j : i;
        if (lists->listed == NULL || !lists->listed[owner])
            continue;
        bool there = false;
        for (size_t at = lists->start[owner]; at < lists->start[owner + 1]; at++)
            there = there || lists->items[at] == item;
        named = named || there;
        barred = barred || !there;
    }
    return named && !barred && *ret_score >= problem->minimum_bp;
}

static struct worth measure_brute(const struct brute *brute, const struct settled *settled)
{
    const struct problem *problem = brute->problem;
    struct worth worth = {0};
    int64_t worst_free = -1, worst_fixed = -1;
    for (uint32_t i = 0; i < problem->student_count; i++) {
        uint32_t j = brute->mentor_of[i];
        int32_t score;
        if (j == NOBODY)
            continue;
        possible(problem, i, j, &score);
        int64_t *worst = settled->mentor_of[i] == j ? &worst_fixed : &worst_free;
        *worst = *worst == -1 || score < *worst ? score : *worst;
        worth.of[WORTH_MATCHED]++;
        worth.of[WORTH_TOTAL] += score;
        worth.of[WORTH_FIRST] += problem->first != NULL && problem->first[i];
        worth.of[WORTH_KEPT] += problem->announced != NULL && problem->announced[i] == j;
    }
    worth.of[WORTH_WORST] = worst_free != -1 ? worst_free : worst_fixed;
    return worth;
}

static void go_over(struct brute *brute, uint32_t student)
{
    const struct problem *problem = brute->problem;
    if (student == problem->student_count) {
        struct worth worth = measure_brute(brute, brute->then);
        if (brute->found && worth_compare(brute->objective, &worth, &brute->best) <= 0)
            return;
        brute->found = true;
        brute->best = worth;
        brute->best_told = measure_brute(brute, brute->now);
        return;
    }
    uint32_t fixed = brute->then->mentor_of[student];
    brute->mentor_of[student] = fixed;
    go_over(brute, student + 1);
    for (uint32_t j = 0; fixed == NOBODY && j < problem->mentor_count; j++) {
        int32_t score;
        if (brute->seats[j] == 0 || !possible(problem, student, j, &score))
            continue;
        brute->seats[j]--;
        brute->mentor_of[student] = j;
        go_over(brute, student + 1);
        brute->seats[j]++;
    }
}

/* The worth of the best result of a problem, measured by the rules of now. */
static struct worth best_of(const struct problem *problem, const struct settled *now,
                            const struct settled *then, enum objective objective)
{
    struct brute brute = {.problem = problem, .objective = objective, .now = now, .then = then};
    memcpy(brute.seats, then->seats, problem->mentor_count * sizeof *brute.seats);
    go_over(&brute, 0);
    return brute.best_told;
}

/* ---- the two together */

struct setting {
    struct arena *arena;
    struct faults faults;
    const struct problem *problem;
    struct settled settled;
    struct result result;
    struct whynot whynot;
};

static struct settled settled_of(struct setting *setting, const struct problem *problem)
{
    struct settled settled;
    cr_assert(eq(int, (int)settle(problem, setting->arena, &settled), STATUS_OK));
    return settled;
}

/* False when the rules cannot hold together. */
static bool set_up(struct rng *rng, enum objective objective, bool dense, struct setting *setting)
{
    arena_reset(setting->arena);
    setting->faults = faults_in(setting->arena);
    struct draft *draft = draft_draw(rng, &bounds, setting->arena);
    if (objective != OBJECTIVE_FAIR && objective != OBJECTIVE_MOST)
        draft->first = NULL;
    setting->problem = draft_build(draft, setting->arena);
    setting->settled = settled_of(setting, setting->problem);
    const struct problem *given =
        dense ? draft_dense(setting->problem, 1, setting->arena) : setting->problem;
    struct solving solving = {.problem = given, .objective = objective, .workers = 1};
    enum status status = solve(&solving, setting->arena, &setting->faults, &setting->result);
    cr_assert(eq(int, (int)status, STATUS_OK));
    setting->whynot = (struct whynot){.problem = given, .result = &setting->result, .workers = 1};
    return !setting->result.infeasible;
}

static bool is_before(struct pair a, struct pair b)
{
    return a.student < b.student || (a.student == b.student && a.mentor < b.mentor);
}

/* What whynot_look knows is in a must's way is what makes it infeasible. */
static void assert_foreseen(const struct setting *setting, struct pair pair,
                            const struct whynot_cost *cost)
{
    struct whynot_pair looked;
    cr_assert(eq(int, (int)whynot_look(&setting->whynot, pair, &looked), STATUS_OK));
    bool foreseen = !looked.barriers[BARRIER_NEVER] &&
                    (looked.barriers[BARRIER_NO_SEATS] || looked.student_must || looked.seats_must);
    cr_assert(eq(int, cost->infeasible, foreseen));
    if (cost->of_student)
        cr_assert(looked.student_must);
}

static void assert_cost(struct setting *setting, struct pair pair, enum rule kind)
{
    enum objective objective = setting->result.objective;
    struct problem changed = *setting->problem;
    struct pairs *pairs = kind == RULE_NEVER ? &changed.never : &changed.must;
    struct pair items[64];
    size_t count = 0, old = 0;
    while (old < pairs->count && is_before(pairs->items[old], pair))
        items[count++] = pairs->items[old++];
    items[count++] = pair;
    for (; old < pairs->count; old++)
        if (is_before(pair, pairs->items[old]))
            items[count++] = pairs->items[old];
    *pairs = (struct pairs){items, count};
    struct settled then = settled_of(setting, &changed);
    struct whynot_cost cost;
    enum status status =
        whynot_cost(&setting->whynot, pair, kind, setting->arena, &setting->faults, &cost);
    cr_assert(eq(int, (int)status, STATUS_OK));
    cr_assert(eq(int, cost.infeasible, then.conflict_count > 0));
    cr_assert(eq(sz, cost.conflict_count, then.conflict_count));
    if (kind == RULE_MUST)
        assert_foreseen(setting, pair, &cost);
    if (cost.infeasible)
        return;
    struct worth now = best_of(setting->problem, &setting->settled, &setting->settled, objective);
    struct worth later = best_of(&changed, &setting->settled, &then, objective);
    for (size_t w = 0; w < WORTH_COUNT; w++) {
        if (!worth_counts(objective, (enum worth_figure)w))
            continue;
        cr_assert(eq(i64, cost.now.of[w], now.of[w]), "%s %s", objective_word(objective),
                  worth_word((enum worth_figure)w));
        cr_assert(eq(i64, cost.then.of[w], later.of[w]), "%s %s %s", objective_word(objective),
                  rule_word(kind), worth_word((enum worth_figure)w));
    }
    int32_t score;
    if (possible(setting->problem, pair.student, pair.mentor, &score) || kind == RULE_NEVER)
        if (setting->problem->must.count + setting->problem->pin.count == 0)
            cr_assert(worth_compare(objective, &cost.then, &cost.now) <= 0,
                      "a rule on a possible pair never makes the whole better");
}

Test(whynot, what_a_pair_costs_or_brings_equals_brute_force)
{
    static const enum objective objectives[] = {OBJECTIVE_TOTAL, OBJECTIVE_MOST, OBJECTIVE_FAIR,
                                                OBJECTIVE_REPAIR};
    struct rng rng = rng_seeded(31);
    struct setting setting;
    cr_assert(eq(int, (int)arena_new(0, &setting.arena), STATUS_OK));
    for (size_t round = 0; round < PROBLEMS; round++) {
        if (!set_up(&rng, objectives[round % 4], round % 8 >= 4, &setting))
            continue;
        uint32_t i = draw_below(&rng, setting.problem->student_count);
        for (uint32_t j = 0; j < setting.problem->mentor_count; j++) {
            assert_cost(&setting, (struct pair){i, j}, RULE_NEVER);
            assert_cost(&setting, (struct pair){i, j}, RULE_MUST);
        }
    }
    arena_free(setting.arena);
}

/* ---- what stands between */

static uint32_t mentor_of(const struct result *result, uint32_t student)
{
    for (int32_t k = 0; k < result->matched; k++)
        if (result->pairs[k].student == student)
            return result->pairs[k].mentor;
    return NOBODY;
}

/* True when owner prefers a to b: by the list, else by score, then by number. */
static bool prefers(const struct problem *problem, bool is_student, uint32_t owner, uint32_t a,
                    uint32_t b)
{
    const struct lists *lists = is_student ? &problem->wishes : &problem->priorities;
    int32_t score_a, score_b;
    if (lists->listed != NULL && lists->listed[owner]) {
        for (size_t at = lists->start[owner]; at < lists->start[owner + 1]; at++)
            if (lists->items[at] == a || lists->items[at] == b)
                return lists->items[at] == a;
    }
    possible(problem, is_student ? owner : a, is_student ? a : owner, &score_a);
    possible(problem, is_student ? owner : b, is_student ? b : owner, &score_b);
    return score_a > score_b || (score_a == score_b && a < b);
}

static void assert_stable_reason(const struct setting *setting, struct pair pair,
                                 const struct whynot_pair *looked)
{
    const struct problem *problem = setting->problem;
    uint32_t own = mentor_of(&setting->result, pair.student), held = 0;
    if (looked->stable == STABLE_REASON_STUDENT) {
        cr_assert(own != NOBODY && prefers(problem, true, pair.student, own, pair.mentor));
        return;
    }
    cr_assert(own == NOBODY || prefers(problem, true, pair.student, pair.mentor, own));
    for (uint32_t i = 0; i < problem->student_count; i++) {
        if (mentor_of(&setting->result, i) != pair.mentor)
            continue;
        held++;
        cr_assert(setting->settled.mentor_of[i] == pair.mentor ||
                  prefers(problem, false, pair.mentor, i, pair.student));
    }
    cr_assert(eq(u32, held, problem->seats[pair.mentor]));
}

static void assert_looked(const struct setting *setting, struct pair pair)
{
    struct whynot_pair looked;
    int32_t score;
    cr_assert(eq(int, (int)whynot_look(&setting->whynot, pair, &looked), STATUS_OK));
    bool barred = false;
    for (size_t b = 0; b < BARRIER_COUNT; b++)
        barred = barred || (b != BARRIER_NO_SEATS && looked.barriers[b]);
    cr_assert(eq(int, !barred, possible(setting->problem, pair.student, pair.mentor, &score)));
    cr_assert(eq(int, looked.in_result, mentor_of(&setting->result, pair.student) == pair.mentor));
    uint32_t fixed = setting->settled.mentor_of[pair.student];
    bool ruled =
        looked.in_result || fixed != NOBODY || barred || setting->settled.seats[pair.mentor] == 0;
    cr_assert(eq(int, looked.stable != STABLE_REASON_NONE,
                 setting->result.objective == OBJECTIVE_STABLE && !ruled));
    if (looked.stable != STABLE_REASON_NONE)
        assert_stable_reason(setting, pair, &looked);
}

Test(whynot, each_pair_is_in_the_result_or_has_a_reason_that_holds)
{
    struct rng rng = rng_seeded(32);
    struct setting setting;
    cr_assert(eq(int, (int)arena_new(0, &setting.arena), STATUS_OK));
    for (size_t round = 0; round < PROBLEMS; round++) {
        enum objective objective = round % 3 == 0 ? OBJECTIVE_TOTAL : OBJECTIVE_STABLE;
        if (!set_up(&rng, objective, round % 8 >= 4, &setting))
            continue;
        for (uint32_t i = 0; i < setting.problem->student_count; i++)
            for (uint32_t j = 0; j < setting.problem->mentor_count; j++)
                assert_looked(&setting, (struct pair){i, j});
    }
    arena_free(setting.arena);
}
