/* Results made by hand, each with its proof: what the tests of the checker change. */
#ifndef TESTS_CLAIMS_H
#define TESTS_CLAIMS_H

#include "matcher/problem_builder.h"
#include "matcher/verify.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define ANY      OBJECTIVE_COUNT /* in a table of changes: of every objective */
#define STUDENTS 4
#define MENTORS  3

/* A result and room for whatever it points at, so that a test may change anything. */
struct claim {
    struct result result;
    struct pair pairs[STUDENTS + 1];
    struct overridden overridden[4];
    int64_t prices[MENTORS];
    bool all_students[STUDENTS], all_mentors[MENTORS];
    bool above_students[STUDENTS], above_mentors[MENTORS];
    struct load loads[4];
    struct wish_count wishes[4];
    struct pair conflict[4];
    uint32_t differ[4];
};

/* Students 0 to 2 want mentors 0 and 1, of one seat each; student 3 is fixed with mentor 2. A must
 * yields to a never. */
static inline struct problem *the_problem(struct arena *arena, bool with_first)
{
    static const struct {
        struct pair pair;
        int32_t score_bp;
    } edges[] = {{{0, 0}, 9000}, {{0, 1}, 8000}, {{1, 0}, 8500},
                 {{1, 1}, 3000}, {{2, 1}, 2000}, {{3, 2}, 5000}};
    static const uint32_t wishes[] = {0, 1};
    struct problem_builder *builder;
    struct problem *problem = NULL;
    struct faults faults = faults_in(arena);
    enum status status = problem_builder_new(STUDENTS, MENTORS, &builder);
    if (status == STATUS_OK)
        status = problem_add_seats(builder, 2, 2);
    for (size_t e = 0; status == STATUS_OK && e < sizeof edges / sizeof edges[0]; e++)
        status = problem_add_edge(builder, edges[e].pair, edges[e].score_bp, e + 1);
    if (status == STATUS_OK)
        status = problem_add_list(builder, RULE_WISH, 0, wishes, 2);
    if (status == STATUS_OK)
        status = problem_add_rule(builder, RULE_MUST, (struct pair){3, 2});
    if (status == STATUS_OK)
        status = problem_add_rule(builder, RULE_MUST, (struct pair){1, 2});
    if (status == STATUS_OK)
        status = problem_add_rule(builder, RULE_NEVER, (struct pair){1, 2});
    if (status == STATUS_OK && with_first)
        status = problem_add_first(builder, 2);
    if (status == STATUS_OK)
        status = problem_build(builder, arena, &faults, &problem);
    problem_builder_free(builder);
    cr_assert(eq(int, status, STATUS_OK));
    static const uint32_t announced[STUDENTS] = {0, 1, NOBODY, NOBODY};
    problem->announced = announced;
    return problem;
}

static inline void claim_pairs(struct claim *claim, const struct pair *pairs, int32_t matched)
{
    memcpy(claim->pairs, pairs, (size_t)matched * sizeof *pairs);
    claim->result.pairs = claim->pairs;
    claim->result.matched = matched;
}

static inline void claim_prices(struct claim *claim, int64_t first, int64_t second, int64_t third)
{
    claim->prices[0] = first;
    claim->prices[1] = second;
    claim->prices[2] = third;
    claim->result.certificate.prices = claim->prices;
}

/* All the results have three pairs, the mentors one student each. */
static inline void claim_figures(struct claim *claim, const int32_t scores[3], int32_t got_rank)
{
    struct result *result = &claim->result;
    result->total = scores[0] + scores[1] + scores[2];
    claim->loads[0] = (struct load){1, MENTORS};
    claim->wishes[0] = (struct wish_count){got_rank, 1};
    result->figures = (struct figures){
        .students = STUDENTS,
        .mentors = MENTORS,
        .seats = 4,
        .fixed = 1,
        .with_wishes = 1,
        .percentiles_bp = {scores[0], scores[0], scores[1], scores[2], scores[2]},
        .loads = claim->loads,
        .loads_count = 1,
        .wishes = claim->wishes,
        .wishes_count = 1,
    };
}

static inline void claim_covers(struct claim *claim)
{
    struct certificate *certificate = &claim->result.certificate;
    claim->all_mentors[0] = claim->all_mentors[1] = true;
    claim->above_mentors[0] = true;
    certificate->floor_bp = 8000;
    certificate->all = (struct cover){claim->all_students, claim->all_mentors};
    certificate->above = (struct cover){claim->above_students, claim->above_mentors};
}

static const struct pair best_pairs[3] = {{0, 1}, {1, 0}, {3, 2}};
static const struct pair other_pairs[3] = {{0, 0}, {1, 1}, {3, 2}};
static const int32_t best_scores[3] = {5000, 8000, 8500};  /* rising */
static const int32_t other_scores[3] = {3000, 5000, 9000}; /* rising */

static inline void claim_best(struct claim *claim)
{
    claim_pairs(claim, best_pairs, 3);
    claim_figures(claim, best_scores, 2);
    claim->result.worst = 8000;
}

static inline void claim_other(struct claim *claim)
{
    claim_pairs(claim, other_pairs, 3);
    claim_figures(claim, other_scores, 1);
    claim->result.worst = 3000;
}

static inline void claim_make(struct claim *claim, const struct problem *problem,
                              enum objective objective)
{
    struct result *result = &claim->result;
    *claim = (struct claim){.result = {.objective = objective, .problem = problem->hash}};
    claim->overridden[0] = (struct overridden){RULE_MUST, {1, 2}, "never"};
    result->overridden = claim->overridden;
    result->overridden_count = 1;
    if (objective == OBJECTIVE_STABLE || objective == OBJECTIVE_REPAIR)
        claim_other(claim);
    else
        claim_best(claim);
    switch (objective) {
    case OBJECTIVE_MOST:
        result->certificate.most_bonus = 40001;
        claim_prices(claim, 43001, 42001, 0);
        break;
    case OBJECTIVE_FAIR:
        result->certificate.most_bonus = 40001;
        claim_prices(claim, 1000, 0, 0);
        claim_covers(claim);
        break;
    case OBJECTIVE_REPAIR:
        result->certificate.keep_bonus = 40001;
        result->certificate.most_bonus = 200005;
        claim_prices(claim, 167504, 202005, 0);
        break;
    case OBJECTIVE_STABLE:
        result->stability = (struct stability){
            .told = true, .differ = claim->differ, .optimal_total = 21500, .given_up = 4500};
        claim_prices(claim, 3000, 2000, 0);
        break;
    default: claim_prices(claim, 3000, 2000, 0);
    }
}

static inline enum status verified_by(const struct problem *problem, const struct result *result,
                                      struct faults *faults, struct verified *verified)
{
    return verify(problem, result, 2, NULL, faults, verified);
}

static inline void expect_code(const struct problem *problem, const struct claim *claim,
                               const char *code, const char *where, const char *name)
{
    struct arena *arena;
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    struct faults faults = faults_in(arena);
    struct verified verified;
    enum status status = verified_by(problem, &claim->result, &faults, &verified);
    cr_expect(eq(int, status, code == NULL ? STATUS_OK : STATUS_INVALID), "%s", name);
    for (size_t k = 0; k < faults.count; k++)
        cr_expect(eq(str, (char *)faults.items[k].code, (char *)(code == NULL ? "" : code)),
                  "%s: %s: %s", name, faults.items[k].where, faults.items[k].detail);
    if (code != NULL && faults.count > 0)
        cr_expect(eq(str, (char *)faults.items[0].where, (char *)where), "%s", name);
    arena_free(arena);
}

#endif
