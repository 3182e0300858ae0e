/* Results made by hand that contradict more than one thing; and stable ones that are not the best
 * for the students. */
#include "tests/claims.h"

#include <stdio.h>

/* ---- changes that contradict more than one thing; the check of this code is among those that say
 * so */

static void another_mentor(struct claim *c)
{
    c->pairs[0].mentor = 0;
}
static void not_listed(struct claim *c)
{
    c->pairs[1].mentor = 2;
}
static void must_not_kept(struct claim *c)
{
    c->pairs[2].mentor = 1;
}
static void must_left_out(struct claim *c)
{
    c->result.matched = 2;
}
static void student_out_of_range(struct claim *c)
{
    c->pairs[2].student = STUDENTS;
}
static void student_nobody(struct claim *c)
{
    c->pairs[2].student = NOBODY;
}
static void mentor_out_of_range(struct claim *c)
{
    c->pairs[0].mentor = MENTORS;
}
static void student_twice(struct claim *c)
{
    c->pairs[1].student = 0;
}
static void floor_higher(struct claim *c)
{
    c->result.certificate.floor_bp++;
}
static void floor_lower(struct claim *c)
{
    c->result.certificate.floor_bp--;
}
static void floor_extreme(struct claim *c)
{
    c->result.certificate.floor_bp = INT32_MIN;
}
static void fixed_student_in_cover(struct claim *c)
{
    c->all_students[3] = true;
}
static void idle_mentor_in_cover(struct claim *c)
{
    c->above_mentors[1] = true;
}
static void idle_student_in_cover(struct claim *c)
{
    c->above_students[2] = true;
}
static void optimal_total_extreme(struct claim *c)
{
    c->result.stability.optimal_total = INT64_MIN;
    c->result.stability.given_up = INT64_MAX;
}
static void all_prices_immense(struct claim *c)
{
    c->prices[0] = c->prices[1] = c->prices[2] = INT64_MAX;
}
static void all_prices_below_0(struct claim *c)
{
    c->prices[0] = c->prices[1] = c->prices[2] = INT64_MIN;
}

static const struct {
    enum objective objective;
    void (*change)(struct claim *claim);
    const char *code;
} contradictions[] = {
    {OBJECTIVE_TOTAL, another_mentor, "seats"},
    {OBJECTIVE_TOTAL, not_listed, "impossible"},
    {ANY, must_not_kept, "must"},
    {ANY, must_left_out, "must"},
    {ANY, student_out_of_range, "unknown"},
    {ANY, student_nobody, "unknown"},
    {ANY, mentor_out_of_range, "unknown"},
    {ANY, student_twice, "twice"},
    {OBJECTIVE_FAIR, floor_higher, "floor"},
    {OBJECTIVE_FAIR, floor_lower, "floor"},
    {OBJECTIVE_FAIR, floor_extreme, "floor"},
    {OBJECTIVE_FAIR, fixed_student_in_cover, "fixed"},
    {OBJECTIVE_FAIR, idle_mentor_in_cover, "idle"},
    {OBJECTIVE_FAIR, idle_student_in_cover, "idle"},
    {OBJECTIVE_STABLE, optimal_total_extreme, "given_up"},
    {OBJECTIVE_STABLE, all_prices_immense, "not_reached"},
    {ANY, all_prices_below_0, "price"},
};

static bool told_with_code(const struct faults *faults, const char *code)
{
    for (size_t k = 0; k < faults->count; k++)
        if (strcmp(faults->items[k].code, code) == 0)
            return true;
    return false;
}

static void expect_among(const struct problem *problem, const struct claim *claim, const char *code,
                         const char *name)
{
    struct arena *arena;
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    struct faults faults = faults_in(arena);
    struct verified verified;
    enum status status = verified_by(problem, &claim->result, &faults, &verified);
    cr_expect(eq(int, status, STATUS_INVALID), "%s", name);
    cr_expect(told_with_code(&faults, code), "%s: no %s", name, code);
    arena_free(arena);
}

Test(verify_contradictions, each_contradiction_is_told)
{
    struct arena *arena;
    struct claim claim;
    char name[64];
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    struct problem *problem = the_problem(arena, false);
    for (size_t c = 0; c < sizeof contradictions / sizeof contradictions[0]; c++)
        for (int o = 0; o < OBJECTIVE_COUNT; o++) {
            if (contradictions[c].objective != ANY && (int)contradictions[c].objective != o)
                continue;
            claim_make(&claim, problem, (enum objective)o);
            contradictions[c].change(&claim);
            (void)snprintf(name, sizeof name, "row %zu, %s", c, objective_words[o]);
            expect_among(problem, &claim, contradictions[c].code, name);
        }
    arena_free(arena);
}

Test(verify_contradictions, students_who_go_first_and_repair_are_refused_where_they_have_no_place)
{
    static const struct {
        enum objective objective;
        bool with_first, without_announced;
        const char *code;
    } rows[] = {
        {OBJECTIVE_TOTAL, true, false, "first"},
        {OBJECTIVE_STABLE, true, false, "first"},
        {OBJECTIVE_REPAIR, true, false, "first"},
        {OBJECTIVE_MOST, true, false, "bonus"}, /* a layer is missing */
        {OBJECTIVE_REPAIR, false, true, "announced"},
    };
    struct arena *arena;
    struct claim claim;
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
        struct problem *problem = the_problem(arena, rows[r].with_first);
        if (rows[r].without_announced)
            problem->announced = NULL;
        claim_make(&claim, problem, rows[r].objective);
        expect_among(problem, &claim, rows[r].code, rows[r].code);
    }
    arena_free(arena);
}

/* ---- stable, and yet better for no student */

Test(verify_contradictions, a_stable_result_that_is_best_for_the_mentors_is_refused)
{
    static const uint32_t lists[4][2] = {{0, 1}, {1, 0}, {1, 0}, {0, 1}};
    struct arena *arena;
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    struct problem_builder *builder;
    struct problem *problem = NULL;
    struct faults faults = faults_in(arena);
    enum status status = problem_builder_new(2, 2, &builder);
    for (uint32_t k = 0; status == STATUS_OK && k < 4; k++)
        status = problem_add_list(builder, k < 2 ? RULE_WISH : RULE_PRIORITY, k % 2, lists[k], 2);
    if (status == STATUS_OK)
        status = problem_build(builder, arena, &faults, &problem);
    problem_builder_free(builder);
    cr_assert(eq(int, status, STATUS_OK));
    struct claim claim = {.result = {.objective = OBJECTIVE_STABLE, .problem = problem->hash}};
    claim_prices(&claim, 0, 0, 0);
    claim_pairs(&claim, (const struct pair[]){{0, 1}, {1, 0}}, 2);
    claim.loads[0] = (struct load){1, 2};
    claim.wishes[0] = (struct wish_count){2, 2};
    claim.result.stability = (struct stability){.told = true};
    claim.result.figures = (struct figures){.students = 2,
                                            .mentors = 2,
                                            .seats = 2,
                                            .with_wishes = 2,
                                            .loads = claim.loads,
                                            .loads_count = 1,
                                            .wishes = claim.wishes,
                                            .wishes_count = 1};
    expect_code(problem, &claim, "improvable", "pairs", "best for the mentors");
    static const uint32_t differ[2] = {0, 1};
    claim_pairs(&claim, (const struct pair[]){{0, 0}, {1, 1}}, 2);
    claim.wishes[0] = (struct wish_count){1, 2};
    claim.result.stability.differ = differ;
    claim.result.stability.differ_count = 2;
    expect_code(problem, &claim, NULL, NULL, "best for the students");
    arena_free(arena);
}
