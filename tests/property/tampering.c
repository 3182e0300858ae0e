/* Every result of every solver is proven; a result changed in any one member is refused, or what
 * is left is another optimum with its proof. The figures of a changed matching are measured anew
 * first, so that nothing but the proof itself can refuse it. */
#include "tests/tampering.h"

#include "matcher/measure.h"
#include "tests/random_problem.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>

#define SMALL_ROUNDS    400
#define MIDDLING_ROUNDS 25
#define FILE_EVERY      8 /* in one problem of so many, each change goes through JSON too */
#define FLIP_ROUNDS     50

/* ---- what a possible pair is, once more and as plainly as can be */

static bool named(const struct lists *lists, uint32_t owner, uint32_t item)
{
    for (size_t l = lists->start[owner]; l < lists->start[owner + 1]; l++)
        if (lists->items[l] == item)
            return true;
    return false;
}

static int32_t edge_score(const struct problem *problem, uint32_t student, uint32_t mentor)
{
    if (problem_is_dense(problem)) {
        const struct draft_rows *rows = problem->rows->context;
        return rows->scores[(size_t)student * problem->mentor_count + mentor];
    }
    for (size_t e = problem->edges.start[student]; e < problem->edges.start[student + 1]; e++)
        if (problem->edges.mentor[e] == mentor)
            return problem->edges.score[e];
    return -1;
}

/* The score of a pair that may be chosen, or -1. */
static int32_t possible_score(const struct trial *trial, uint32_t student, uint32_t mentor)
{
    const struct problem *problem = trial->problem;
    const struct lists *wishes = &problem->wishes, *priorities = &problem->priorities;
    bool wished = wishes->listed != NULL && wishes->listed[student];
    bool ranked = priorities->listed != NULL && priorities->listed[mentor];
    int32_t score = edge_score(problem, student, mentor);
    if (score < 0 && !problem_is_dense(problem) && (wished || ranked))
        score = 0;
    if (score < problem->minimum_bp || (wished && !named(wishes, student, mentor)) ||
        (ranked && !named(priorities, mentor, student)) ||
        trial->settled.mentor_of[student] != NOBODY || trial->settled.seats[mentor] == 0)
        return -1;
    for (size_t k = 0; k < problem->never.count; k++)
        if (problem->never.items[k].student == student && problem->never.items[k].mentor == mentor)
            return -1;
    return score;
}

/* ---- prices */

static int64_t weight_of(const struct trial *trial, uint32_t student, uint32_t mentor,
                         int32_t score_bp)
{
    const struct problem *problem = trial->problem;
    const struct certificate *certificate = &trial->truth.certificate;
    int64_t weight = certificate->most_bonus + score_bp;
    if (problem->first != NULL && problem->first[student])
        weight += certificate->first_bonus;
    if (problem->announced != NULL && problem->announced[student] == mentor)
        weight += certificate->keep_bonus;
    return weight;
}

/* The bound that prices give: the sum of all u, and of prices by seats. */
static int64_t bound_of(const struct trial *trial, const int64_t *prices)
{
    const struct problem *problem = trial->problem;
    int64_t sum = 0;
    for (uint32_t i = 0; i < problem->student_count; i++) {
        int64_t best = 0;
        for (uint32_t j = 0; j < problem->mentor_count; j++) {
            int32_t score = possible_score(trial, i, j);
            if (score < 0 || score < trial->truth.certificate.floor_bp)
                continue;
            int64_t left = weight_of(trial, i, j, score) - prices[j];
            best = left > best ? left : best;
        }
        sum += best;
    }
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        sum += prices[j] * trial->settled.seats[j];
    return sum;
}

static bool all_at_least_0(const int64_t *prices, uint32_t count)
{
    for (uint32_t j = 0; j < count; j++)
        if (prices[j] < 0)
            return false;
    return true;
}

/* Changed prices pass exactly when they give the same bound: the weight of the matching. */
static void change_prices(struct trial *trial)
{
    static const int64_t deltas[] = {1, -1, 77, -77, 10000};
    struct result result = trial->truth;
    uint32_t mentors = trial->problem->mentor_count;
    if (result.certificate.prices == NULL)
        return;
    int64_t *prices = arena_array(trial->arena, mentors, sizeof *prices);
    memcpy(prices, result.certificate.prices, mentors * sizeof *prices);
    int64_t bound = bound_of(trial, prices);
    result.certificate.prices = prices;
    for (uint32_t j = 0; j < mentors; j++)
        for (size_t d = 0; d < sizeof deltas / sizeof deltas[0]; d++) {
            prices[j] += deltas[d];
            bool proof = all_at_least_0(prices, mentors) && bound_of(trial, prices) == bound;
            enum status status = verified(trial, &result);
            trial->changed++;
            trial->passed += proof;
            cr_expect(eq(int, status == STATUS_OK, proof), "%s: price %u by %ld", trial->name, j,
                      (long)deltas[d]);
            expect_file(trial, &result, proof, "a price");
            prices[j] -= deltas[d];
        }
}

/* ---- pairs */

/* What an objective seeks, the first that differs decides; of free students alone. */
struct worth {
    int64_t matched, worst, first, kept, total;
};

static struct worth worth_of(const struct trial *trial, const struct result *result)
{
    struct worth worth = {.worst = SCORE_BP_MAX};
    for (int32_t k = 0; k < result->matched; k++) {
        struct pair pair = result->pairs[k];
        int32_t score = possible_score(trial, pair.student, pair.mentor);
        if (trial->settled.mentor_of[pair.student] != NOBODY || score < 0)
            continue;
        worth.matched++;
        worth.total += score;
        worth.worst = score < worth.worst ? score : worth.worst;
        worth.first += trial->problem->first != NULL && trial->problem->first[pair.student];
        worth.kept += trial->problem->announced != NULL &&
                      trial->problem->announced[pair.student] == pair.mentor;
    }
    return worth;
}

static bool as_good(enum objective objective, struct worth a, struct worth b)
{
    if (objective == OBJECTIVE_STABLE || a.total != b.total)
        return false;
    if (objective == OBJECTIVE_TOTAL)
        return true;
    return a.matched == b.matched &&
           (objective == OBJECTIVE_REPAIR ? a.kept == b.kept : a.first == b.first) &&
           (objective != OBJECTIVE_FAIR || a.worst == b.worst);
}

/* Every pair fixed or possible, each student once, no seat given twice. */
static bool is_matching(const struct trial *trial, const struct result *result)
{
    const struct problem *problem = trial->problem;
    uint32_t *load = arena_array(trial->arena, problem->mentor_count, sizeof *load);
    uint32_t fixed = 0, must_be_fixed = 0;
    for (uint32_t i = 0; i < problem->student_count; i++)
        must_be_fixed += trial->settled.mentor_of[i] != NOBODY;
    for (int32_t k = 0; k < result->matched; k++) {
        struct pair pair = result->pairs[k];
        if (k > 0 && result->pairs[k - 1].student >= pair.student)
            return false;
        bool by_rule = trial->settled.mentor_of[pair.student] == pair.mentor;
        fixed += by_rule;
        if (!by_rule && possible_score(trial, pair.student, pair.mentor) < 0)
            return false;
        if (load[pair.mentor]++ == problem->seats[pair.mentor])
            return false;
    }
    return fixed == must_be_fixed;
}

/* Measures the changed pairs, so that all figures are those of the matching that is claimed. */
static void measure_anew(struct trial *trial, struct result *result)
{
    int32_t *scores =
        arena_array(trial->arena, trial->problem->student_count + (size_t)2, sizeof *scores);
    for (int32_t k = 0; k < result->matched; k++) {
        int32_t score =
            edge_score(trial->problem, result->pairs[k].student, result->pairs[k].mentor);
        scores[k] = score < 0 ? 0 : score;
    }
    cr_assert(
        eq(int, measure(trial->problem, &trial->settled, scores, trial->arena, result), STATUS_OK));
    if (result->stability.told)
        result->stability.given_up = result->stability.optimal_total - result->total;
}

static void judge_pairs(struct trial *trial, struct result *result, const char *change)
{
    measure_anew(trial, result);
    bool optimum = is_matching(trial, result) && as_good(result->objective, worth_of(trial, result),
                                                         worth_of(trial, &trial->truth));
    enum status status = verified(trial, result);
    trial->changed++;
    trial->passed += optimum;
    cr_expect(eq(int, status == STATUS_OK, optimum), "%s: %s", trial->name, change);
    expect_file(trial, result, optimum, change);
}

static void change_pair(struct trial *trial, struct pair *pairs, int32_t k)
{
    struct result result = trial->truth;
    const struct pair kept = pairs[k];
    result.pairs = pairs;
    for (uint32_t j = 0; j < trial->problem->mentor_count; j++) {
        pairs[k].mentor = j;
        if (j != kept.mentor)
            judge_pairs(trial, &result, "another mentor");
    }
    pairs[k] = kept;
    for (int32_t other = 0; other < k; other++) {
        pairs[k].mentor = pairs[other].mentor;
        pairs[other].mentor = kept.mentor;
        if (pairs[k].mentor != kept.mentor)
            judge_pairs(trial, &result, "two mentors swapped");
        pairs[other].mentor = pairs[k].mentor;
        pairs[k] = kept;
    }
}

static void drop_pair(struct trial *trial, struct pair *pairs, int32_t k)
{
    struct result result = trial->truth;
    memcpy(pairs, result.pairs, (size_t)k * sizeof *pairs);
    memcpy(pairs + k, result.pairs + k + 1, (size_t)(result.matched - k - 1) * sizeof *pairs);
    result.pairs = pairs;
    result.matched--;
    judge_pairs(trial, &result, "a pair left out");
}

/* The pair of the student, added or put in the place of the one they have. */
static void add_pair(struct trial *trial, struct pair *pairs, struct pair pair)
{
    struct result result = trial->truth;
    int32_t count = 0, k = 0;
    while (k < result.matched && result.pairs[k].student < pair.student)
        pairs[count++] = result.pairs[k++];
    if (k < result.matched && result.pairs[k].student == pair.student)
        return;
    pairs[count++] = pair;
    while (k < result.matched)
        pairs[count++] = result.pairs[k++];
    result.pairs = pairs;
    result.matched = count;
    judge_pairs(trial, &result, "a pair more");
}

static void change_pairs(struct trial *trial)
{
    const struct problem *problem = trial->problem;
    struct pair *pairs =
        arena_array(trial->arena, problem->student_count + (size_t)1, sizeof *pairs);
    for (int32_t k = 0; k < trial->truth.matched; k++)
        drop_pair(trial, pairs, k);
    for (uint32_t i = 0; i < problem->student_count; i++)
        for (uint32_t j = 0; j < problem->mentor_count; j++)
            add_pair(trial, pairs, (struct pair){i, j});
    if (trial->truth.matched > 0)
        memcpy(pairs, trial->truth.pairs, (size_t)trial->truth.matched * sizeof *pairs);
    for (int32_t k = 0; k < trial->truth.matched; k++)
        change_pair(trial, pairs, k);
}

/* ---- all of it, over random problems */

static void change_everything(struct trial *trial)
{
    change_numbers(trial);
    change_loads(trial);
    change_wishes(trial);
    change_overridden(trial);
    change_differ(trial);
    change_covers(trial);
    change_head(trial);
    if (trial->truth.infeasible)
        return;
    change_prices(trial);
    change_pairs(trial);
}

static bool takes(enum objective objective, const struct problem *problem)
{
    return problem->first == NULL || solvers[objective]->takes_first;
}

static void try_objective(struct trial *trial, enum objective objective, const char *form)
{
    struct faults faults = faults_in(trial->arena);
    struct solving solving = {.problem = trial->problem, .objective = objective, .workers = 1};
    if (!takes(objective, trial->problem))
        return;
    cr_assert(eq(int, solve(&solving, trial->arena, &faults, &trial->truth), STATUS_OK));
    size_t length = strlen(trial->name);
    (void)snprintf(trial->name + length, sizeof trial->name - length, " %s %s",
                   objective_word(objective), form);
    cr_expect(eq(int, verified(trial, &trial->truth), STATUS_OK), "%s: not proven", trial->name);
    cr_assert(eq(int, write_file(trial, &trial->truth, &trial->file), STATUS_OK));
    cr_expect(eq(int, verified_file(trial, trial->file.bytes, trial->file.size), STATUS_OK),
              "%s: not proven as a file", trial->name);
    change_everything(trial);
    text_free(&trial->file);
    trial->file = (struct text){0};
    trial->name[length] = '\0';
}

static void try_problem(struct trial *trial, const struct problem *problem, const char *form)
{
    cr_assert(eq(int, settle(problem, trial->arena, &trial->settled), STATUS_OK));
    trial->problem = problem;
    for (int o = 0; o < OBJECTIVE_COUNT; o++)
        try_objective(trial, (enum objective)o, form);
}

struct tally {
    uint64_t changed, passed, refused_files;
};

static void try_round(struct rng *rng, struct random_bounds bounds, uint64_t number,
                      struct tally *tally)
{
    struct arena *arena;
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    struct trial trial = {.arena = arena};
    (void)snprintf(trial.name, sizeof trial.name, "problem %lu", (unsigned long)number);
    trial.through_json = number % FILE_EVERY == 0;
    bounds.first = number % 2 == 0; /* total and stable refuse who goes first */
    struct problem *problem = draft_build(draft_draw(rng, &bounds, arena), arena);
    try_problem(&trial, problem, "sparse");
    if (number % 3 == 0)
        try_problem(&trial, draft_dense(problem, 1, arena), "dense");
    tally->changed += trial.changed;
    tally->passed += trial.passed;
    tally->refused_files += trial.refused_files;
    arena_free(arena);
}

static void try_rounds(uint64_t seed, const struct random_bounds *bounds, uint64_t rounds)
{
    struct rng rng = rng_seeded(seed);
    struct tally tally = {0};
    for (uint64_t number = 0; number < rounds; number++)
        try_round(&rng, *bounds, number, &tally);
    cr_expect(gt(u64, tally.changed, rounds * 100));
    cr_expect(gt(u64, tally.passed, 0)); /* ties leave other optima, and they are proven too */
    cr_expect(gt(u64, tally.refused_files, rounds));
    cr_log_info("%lu changes, %lu of them left another optimum with its proof; %lu files refused",
                (unsigned long)tally.changed, (unsigned long)tally.passed,
                (unsigned long)tally.refused_files);
}

Test(tampering, any_change_of_a_small_result_is_refused_or_leaves_another_optimum)
{
    try_rounds(20240901, &random_small, SMALL_ROUNDS);
}

Test(tampering, any_change_of_a_middling_result_is_refused_or_leaves_another_optimum)
{
    static const struct random_bounds bounds = {16, 12, 4, true, true, true, true};
    try_rounds(20240902, &bounds, MIDDLING_ROUNDS);
}

/* ---- accidents: the digest alone */

/* Every other byte in the place of one is refused. */
static void flip_bytes(const struct trial *trial, char other_digit)
{
    struct text *file = (struct text *)&trial->file;
    for (size_t at = 0; at < file->size; at++) {
        const char kept = file->bytes[at];
        bool digit = kept >= '0' && kept <= '9';
        if (kept == ' ' || kept == '\n')
            continue; /* layout says nothing, and may be changed */
        file->bytes[at] = digit ? (kept == other_digit ? '7' : other_digit) : (char)(kept ^ 1);
        cr_expect(ne(int, verified_file(trial, file->bytes, file->size), STATUS_OK), "%s: byte %zu",
                  trial->name, at);
        file->bytes[at] = kept;
    }
}

static void flip_round(struct rng *rng, uint64_t number)
{
    struct arena *arena;
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    struct trial trial = {.arena = arena};
    struct random_bounds bounds = random_small;
    bounds.first = false;
    trial.problem = draft_build(draft_draw(rng, &bounds, arena), arena);
    struct faults faults = faults_in(arena);
    struct solving solving = {.problem = trial.problem,
                              .objective = (enum objective)(number % OBJECTIVE_COUNT),
                              .workers = 1};
    cr_assert(eq(int, solve(&solving, arena, &faults, &trial.truth), STATUS_OK));
    cr_assert(eq(int, write_file(&trial, &trial.truth, &trial.file), STATUS_OK));
    (void)snprintf(trial.name, sizeof trial.name, "problem %lu", (unsigned long)number);
    flip_bytes(&trial, (char)('0' + number % 7));
    text_free(&trial.file);
    arena_free(arena);
}

Test(tampering, any_change_of_one_byte_of_a_file_is_refused)
{
    struct rng rng = rng_seeded(20240903);
    for (uint64_t number = 0; number < FLIP_ROUNDS; number++)
        flip_round(&rng, number);
}
