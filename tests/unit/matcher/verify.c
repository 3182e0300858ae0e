/* Results made by hand, proven; and each of them changed in one way, which one check alone finds.
 */
#include "tests/claims.h"

#include <stdio.h>

Test(verify, a_true_result_of_each_objective_is_proven)
{
    struct arena *arena;
    struct claim claim;
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    struct problem *problem = the_problem(arena, false);
    for (int o = 0; o < OBJECTIVE_COUNT; o++) {
        struct faults faults = faults_in(arena);
        struct verified verified = {0};
        claim_make(&claim, problem, (enum objective)o);
        enum status status = verified_by(problem, &claim.result, &faults, &verified);
        cr_expect(eq(int, status, STATUS_OK), "%s: %s %s", objective_words[o],
                  faults.count ? faults.items[0].where : "",
                  faults.count ? faults.items[0].detail : "");
        cr_expect(eq(u64, verified.pairs, 5));
        cr_expect(eq(i64, verified.gap, 0));
        cr_expect(eq(int, verified.has_gap, o != OBJECTIVE_STABLE));
    }
    arena_free(arena);
}

/* ---- changes; each is found by the check of one code, and by no other */

static void raise_total(struct claim *c)
{
    c->result.total++;
}
static void lower_worst(struct claim *c)
{
    c->result.worst--;
}
static void negative_matched(struct claim *c)
{
    c->result.matched = -1;
}
static void more_matched_than_students(struct claim *c)
{
    c->result.matched = STUDENTS + 1;
}
static void no_pairs(struct claim *c)
{
    c->result.pairs = NULL;
}
static void other_problem(struct claim *c)
{
    c->result.problem.bytes[31] ^= 1;
}
static void unknown_objective(struct claim *c)
{
    c->result.objective = OBJECTIVE_COUNT;
}
static void infeasible(struct claim *c)
{
    c->result.infeasible = true;
}
static void in_conflict(struct claim *c)
{
    c->result.conflict = c->conflict;
    c->result.conflict_count = 1;
}
static void overridden_by_pin(struct claim *c)
{
    c->overridden[0].by = "pin";
}
static void overridden_by_nothing(struct claim *c)
{
    c->overridden[0].by = NULL;
}
static void overridden_pin(struct claim *c)
{
    c->overridden[0].kind = RULE_PIN;
}
static void overridden_other_pair(struct claim *c)
{
    c->overridden[0].pair.mentor = 1;
}
static void overridden_left_out(struct claim *c)
{
    c->result.overridden_count = 0;
}
static void overridden_twice(struct claim *c)
{
    c->overridden[1] = c->overridden[0];
    c->result.overridden_count = 2;
}
static void order(struct claim *c)
{
    struct pair kept = c->pairs[0];
    c->pairs[0] = c->pairs[1];
    c->pairs[1] = kept;
}
static void fewer_students(struct claim *c)
{
    c->result.figures.students--;
}
static void more_mentors(struct claim *c)
{
    c->result.figures.mentors++;
}
static void more_seats(struct claim *c)
{
    c->result.figures.seats++;
}
static void more_fixed(struct claim *c)
{
    c->result.figures.fixed++;
}
static void more_with_wishes(struct claim *c)
{
    c->result.figures.with_wishes++;
}
static void median(struct claim *c)
{
    c->result.figures.percentiles_bp[2]++;
}
static void loads_value(struct claim *c)
{
    c->loads[0].students = 2;
}
static void loads_count(struct claim *c)
{
    c->loads[0].mentors = 2;
}
static void loads_row_more(struct claim *c)
{
    c->loads[1] = (struct load){2, 0};
    c->result.figures.loads_count = 2;
}
static void loads_none(struct claim *c)
{
    c->result.figures.loads = NULL;
}
static void wishes_rank(struct claim *c)
{
    c->wishes[0].rank = 3;
}
static void wishes_students(struct claim *c)
{
    c->wishes[0].students = -1;
}
static void wishes_row_less(struct claim *c)
{
    c->result.figures.wishes_count = 0;
}
static void price_higher(struct claim *c)
{
    c->prices[1]++;
}
static void price_with_slack(struct claim *c)
{
    c->prices[0]++;
}
static void price_lower(struct claim *c)
{
    c->prices[1]--;
}
static void price_of_free_seat(struct claim *c)
{
    c->prices[2] = 1;
}
static void price_below_0(struct claim *c)
{
    c->prices[2] = -1;
}
static void price_immense(struct claim *c)
{
    c->prices[2] = INT64_MAX;
}
static void no_prices(struct claim *c)
{
    c->result.certificate.prices = NULL;
}
static void most_bonus(struct claim *c)
{
    c->result.certificate.most_bonus++;
}
static void first_bonus(struct claim *c)
{
    c->result.certificate.first_bonus = 1;
}
static void keep_bonus(struct claim *c)
{
    c->result.certificate.keep_bonus--;
}
static void floor_of_others(struct claim *c)
{
    c->result.certificate.floor_bp = 1;
}
static void covers_of_others(struct claim *c)
{
    c->result.certificate.all = (struct cover){c->all_students, c->all_mentors};
}
static void no_cover(struct claim *c)
{
    c->result.certificate.above.mentors = NULL;
}
static void all_with_a_student_more(struct claim *c)
{
    c->all_students[2] = true;
}
static void all_with_one_for_another(struct claim *c)
{
    c->all_mentors[1] = false;
    c->all_students[1] = true;
}
static void all_with_a_fixed_student(struct claim *c)
{
    c->all_mentors[0] = c->all_mentors[1] = false;
    c->all_students[0] = c->all_students[1] = c->all_students[2] = true;
}
static void above_with_a_member_less(struct claim *c)
{
    c->above_mentors[0] = false;
}
static void above_with_idle_student(struct claim *c)
{
    c->above_mentors[0] = false;
    c->above_students[0] = c->above_students[1] = true;
}
static void told_of_others(struct claim *c)
{
    c->result.stability.told = true;
}
static void optimal_total_of_others(struct claim *c)
{
    c->result.stability.optimal_total = 21500;
}
static void not_told(struct claim *c)
{
    c->result.stability = (struct stability){0};
}
static void differ_more(struct claim *c)
{
    c->result.stability.differ_count = 1;
}
static void given_up_less(struct claim *c)
{
    c->result.stability.given_up--;
}
static void optimal_total_more(struct claim *c)
{
    c->result.stability.optimal_total++;
    c->result.stability.given_up++;
}
static void optimal_prices_too_high(struct claim *c)
{
    c->prices[2] = 10;
    c->result.stability.optimal_total += 10;
    c->result.stability.given_up += 10;
}
static void optimal_prices_for_students(struct claim *c)
{
    c->prices[1] = 1990;
    c->result.stability.optimal_total += 10;
    c->result.stability.given_up += 10;
}
static void not_stable(struct claim *c)
{
    claim_best(c);
    c->differ[0] = 0;
    c->differ[1] = 1;
    c->result.stability.differ_count = 2;
    c->result.stability.given_up = 0;
}

static const struct {
    enum objective objective;
    void (*change)(struct claim *claim);
    const char *code, *where;
} changes[] = {
    {ANY, raise_total, "total", "total"},
    {ANY, lower_worst, "worst", "worst"},
    {ANY, negative_matched, "matched", "matched"},
    {ANY, more_matched_than_students, "matched", "matched"},
    {ANY, no_pairs, "matched", "matched"},
    {ANY, other_problem, "problem", "problem"},
    {ANY, unknown_objective, "objective", "objective"},
    {ANY, infeasible, "infeasible", "infeasible"},
    {ANY, in_conflict, "conflict", "conflict"},
    {ANY, overridden_by_pin, "overridden", "overridden/0"},
    {ANY, overridden_by_nothing, "overridden", "overridden/0"},
    {ANY, overridden_pin, "overridden", "overridden/0"},
    {ANY, overridden_other_pair, "overridden", "overridden/0"},
    {ANY, overridden_left_out, "overridden", "overridden"},
    {ANY, overridden_twice, "overridden", "overridden"},
    {ANY, order, "order", "pairs/1"},
    {ANY, fewer_students, "students", "figures/students"},
    {ANY, more_mentors, "mentors", "figures/mentors"},
    {ANY, more_seats, "seats", "figures/seats"},
    {ANY, more_fixed, "fixed", "figures/fixed"},
    {ANY, more_with_wishes, "with_wishes", "figures/with_wishes"},
    {ANY, median, "percentiles", "figures/percentiles_bp/p50"},
    {ANY, loads_value, "loads", "figures/loads/0"},
    {ANY, loads_count, "loads", "figures/loads/0"},
    {ANY, loads_row_more, "loads", "figures/loads"},
    {ANY, loads_none, "loads", "figures/loads/0"},
    {ANY, wishes_rank, "wishes", "figures/wishes/0"},
    {ANY, wishes_students, "wishes", "figures/wishes/0"},
    {ANY, wishes_row_less, "wishes", "figures/wishes/0"},
    {ANY, no_prices, "missing", "certificate/prices"},
    {ANY, first_bonus, "bonus", "certificate/first_bonus"},
    {ANY, keep_bonus, "bonus", "certificate/keep_bonus"},
    {ANY, most_bonus, "bonus", "certificate/most_bonus"},
    {OBJECTIVE_TOTAL, price_higher, "gap", "pairs/0"},
    {OBJECTIVE_TOTAL, price_lower, "gap", "pairs"},
    {OBJECTIVE_TOTAL, price_with_slack, NULL, NULL}, /* another proof of the same */
    {OBJECTIVE_TOTAL, price_of_free_seat, "price", "certificate/prices"},
    {OBJECTIVE_TOTAL, price_below_0, "price", "certificate/prices"},
    {OBJECTIVE_TOTAL, price_immense, "price", "certificate/prices"},
    {OBJECTIVE_MOST, price_higher, "gap", "pairs/0"},
    {OBJECTIVE_MOST, price_lower, "gap", "pairs"},
    {OBJECTIVE_REPAIR, price_lower, "gap", "pairs"},
    {OBJECTIVE_FAIR, price_higher, "gap", "pairs/0"},
    {OBJECTIVE_TOTAL, floor_of_others, "superfluous", "certificate/floor_bp"},
    {OBJECTIVE_MOST, covers_of_others, "superfluous", "certificate/all"},
    {OBJECTIVE_FAIR, no_cover, "missing", "certificate/above"},
    {OBJECTIVE_FAIR, all_with_a_student_more, "size", "certificate/all"},
    {OBJECTIVE_FAIR, all_with_one_for_another, "uncovered", "certificate/all"},
    {OBJECTIVE_FAIR, all_with_a_fixed_student, "size", "certificate/all"},
    {OBJECTIVE_FAIR, above_with_a_member_less, "uncovered", "certificate/above"},
    {OBJECTIVE_FAIR, above_with_idle_student, "size", "certificate/above"},
    {OBJECTIVE_STABLE, not_told, "told", "stability"},
    {OBJECTIVE_STABLE, differ_more, "differ", "stability/differ"},
    {OBJECTIVE_STABLE, given_up_less, "given_up", "stability/given_up"},
    {OBJECTIVE_STABLE, optimal_total_more, "optimal_total", "stability/optimal_total"},
    {OBJECTIVE_STABLE, optimal_prices_too_high, "not_reached", "stability/optimal_total"},
    {OBJECTIVE_STABLE, optimal_prices_for_students, "not_reached", "stability/optimal_total"},
    {OBJECTIVE_STABLE, not_stable, "blocking", "pairs"},
    {OBJECTIVE_TOTAL, told_of_others, "told", "stability"},
    {OBJECTIVE_TOTAL, optimal_total_of_others, "superfluous", "stability"},
};

Test(verify, each_change_is_found_by_the_check_it_concerns_and_by_no_other)
{
    struct arena *arena;
    struct claim claim;
    char name[64];
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    struct problem *problem = the_problem(arena, false);
    for (size_t c = 0; c < sizeof changes / sizeof changes[0]; c++)
        for (int o = 0; o < OBJECTIVE_COUNT; o++) {
            if (changes[c].objective != ANY && (int)changes[c].objective != o)
                continue;
            claim_make(&claim, problem, (enum objective)o);
            changes[c].change(&claim);
            (void)snprintf(name, sizeof name, "row %zu, %s", c, objective_words[o]);
            expect_code(problem, &claim, changes[c].code, changes[c].where, name);
        }
    arena_free(arena);
}

/* ---- infeasible */

/* Mentor 0 of one seat must have students 0, 2 and 3; student 1 must have mentors 1 and 2, and more
 * of them; a never takes one of mentor 1's. */
static struct problem *infeasible_problem(struct arena *arena)
{
    static const struct pair musts[] = {{3, 0}, {2, 0}, {1, 2}, {1, 1}, {0, 0}, {0, 1}};
    struct problem_builder *builder;
    struct problem *problem = NULL;
    struct faults faults = faults_in(arena);
    enum status status = problem_builder_new(STUDENTS, MENTORS, &builder);
    for (size_t k = 0; status == STATUS_OK && k < sizeof musts / sizeof musts[0]; k++)
        status = problem_add_rule(builder, RULE_MUST, musts[k]);
    if (status == STATUS_OK)
        status = problem_add_rule(builder, RULE_NEVER, (struct pair){0, 1});
    if (status == STATUS_OK)
        status = problem_build(builder, arena, &faults, &problem);
    problem_builder_free(builder);
    cr_assert(eq(int, status, STATUS_OK));
    return problem;
}

static void claim_conflict(struct claim *claim, const struct problem *problem)
{
    *claim = (struct claim){.result = {.infeasible = true,
                                       .problem = problem->hash,
                                       .conflict = claim->conflict,
                                       .conflict_count = 2}};
    claim->conflict[0] = (struct pair){0, 0};
    claim->conflict[1] = (struct pair){2, 0};
}

static void feasible(struct claim *c)
{
    c->result.infeasible = false;
}
static void later_conflict(struct claim *c)
{
    c->conflict[1].student = 3;
}
static void conflict_of_another_kind(struct claim *c)
{
    c->conflict[0] = (struct pair){1, 1};
    c->conflict[1] = (struct pair){1, 2};
}
static void greater_conflict(struct claim *c)
{
    c->conflict[2] = (struct pair){3, 0};
    c->result.conflict_count = 3;
}
static void conflict_without_pairs(struct claim *c)
{
    c->result.conflict = NULL;
}
static void one_figure(struct claim *c)
{
    c->result.figures.percentiles_bp[4] = 1;
}
static void one_bonus(struct claim *c)
{
    c->result.certificate.keep_bonus = 1;
}
static void one_pair(struct claim *c)
{
    c->result.pairs = c->pairs;
    c->result.matched = 1;
}
static void one_overridden(struct claim *c)
{
    c->overridden[0] = (struct overridden){RULE_MUST, {0, 1}, "never"};
    c->result.overridden = c->overridden;
    c->result.overridden_count = 1;
}

static void unchanged(struct claim *c)
{
    (void)c;
}

Test(verify, infeasible_is_proven_by_the_smallest_set_of_musts_and_claims_nothing_else)
{
    static const struct {
        void (*change)(struct claim *claim);
        const char *code, *where;
    } rows[] = {
        {unchanged, NULL, NULL},
        {feasible, "infeasible", "infeasible"},
        {later_conflict, "conflict", "conflict"},
        {conflict_of_another_kind, "conflict", "conflict"},
        {greater_conflict, "conflict", "conflict"},
        {conflict_without_pairs, "conflict", "conflict"},
        {raise_total, "beside_infeasible", "total"},
        {lower_worst, "beside_infeasible", "worst"},
        {one_figure, "beside_infeasible", "figures"},
        {one_bonus, "beside_infeasible", "certificate"},
        {one_pair, "beside_infeasible", "matched"},
        {one_overridden, "beside_infeasible", "overridden"},
        {told_of_others, "beside_infeasible", "stability"},
        {other_problem, "problem", "problem"},
    };
    struct arena *arena;
    struct claim claim;
    char name[32];
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    struct problem *problem = infeasible_problem(arena);
    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
        claim_conflict(&claim, problem);
        rows[r].change(&claim);
        (void)snprintf(name, sizeof name, "row %zu", r);
        expect_code(problem, &claim, rows[r].code, rows[r].where, name);
    }
    arena_free(arena);
}
