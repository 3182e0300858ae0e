/* Every solver against what problem.h says, worked out plainly: small problems by trying all
 * matchings, middling ones by longest paths (Bellman 1958, Ford 1956); listed and in rows, shuffled
 * and not, with 1 and 2 workers; and every result against the checker. */
#include "matcher/solver.h"
#include "matcher/verify.h"
#include "tests/random_problem.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>

#define SMALL_COUNT    4000
#define MIDDLING_COUNT 250
#define SIDE_MAX       60

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

/* ---- the problem, plainly */

struct plain {
    const struct problem *problem;
    bool infeasible;
    uint32_t fixed[SIDE_MAX];          /* by student: mentor or NOBODY */
    uint32_t seats[SIDE_MAX];          /* left, by mentor */
    int32_t score[SIDE_MAX][SIDE_MAX]; /* of possible pairs; else -1 */
};

/* The rank of an item in a list, from 0; the length where it is not there. */
static size_t rank_in(const struct lists *lists, uint32_t owner, uint32_t item)
{
    size_t k = lists->start[owner];
    while (k < lists->start[owner + 1] && lists->items[k] != item)
        k++;
    return k - lists->start[owner];
}

static bool has_list(const struct lists *lists, uint32_t owner)
{
    return lists->listed != NULL && lists->listed[owner];
}

static bool names(const struct lists *lists, uint32_t owner, uint32_t item)
{
    return has_list(lists, owner) &&
           rank_in(lists, owner, item) < lists->start[owner + 1] - lists->start[owner];
}

static int32_t edge_score(const struct problem *problem, uint32_t i, uint32_t j)
{
    for (size_t e = problem->edges.start[i]; e < problem->edges.start[i + 1]; e++)
        if (problem->edges.mentor[e] == j)
            return problem->edges.score[e];
    return -1;
}

static int32_t possible_score(const struct plain *plain, uint32_t i, uint32_t j)
{
    const struct problem *problem = plain->problem;
    int32_t score = edge_score(problem, i, j);
    bool wished = names(&problem->wishes, i, j), asked = names(&problem->priorities, j, i);
    if (score == -1 && (wished || asked))
        score = 0;
    bool possible = plain->fixed[i] == NOBODY && plain->seats[j] > 0 &&
                    score >= problem->minimum_bp && !pairs_have(&problem->never, i, j) &&
                    (wished || !has_list(&problem->wishes, i)) &&
                    (asked || !has_list(&problem->priorities, j));
    return possible ? score : -1;
}

static void fix_pairs(struct plain *plain, const struct pairs *pairs, bool is_must)
{
    for (size_t k = 0; k < pairs->count; k++) {
        struct pair pair = pairs->items[k];
        if (pairs_have(&plain->problem->never, pair.student, pair.mentor) ||
            plain->fixed[pair.student] == pair.mentor)
            continue;
        bool fits = plain->fixed[pair.student] == NOBODY && plain->seats[pair.mentor] > 0;
        if (fits) {
            plain->fixed[pair.student] = pair.mentor;
            plain->seats[pair.mentor]--;
        }
        plain->infeasible |= is_must && !fits;
    }
}

static struct plain plain_of(const struct problem *problem)
{
    struct plain plain = {.problem = problem};
    for (uint32_t i = 0; i < problem->student_count; i++)
        plain.fixed[i] = NOBODY;
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        plain.seats[j] = problem->seats[j];
    fix_pairs(&plain, &problem->must, true);
    fix_pairs(&plain, &problem->pin, false);
    for (uint32_t i = 0; i < problem->student_count; i++)
        for (uint32_t j = 0; j < problem->mentor_count; j++)
            plain.score[i][j] = possible_score(&plain, i, j);
    return plain;
}

/* ---- what a matching is worth to an objective: compared from the first on */

struct worth {
    int64_t layers[4];
};

static int compare_worth(const struct worth *a, const struct worth *b)
{
    for (size_t k = 0; k < 4; k++)
        if (a->layers[k] != b->layers[k])
            return a->layers[k] < b->layers[k] ? -1 : 1;
    return 0;
}

struct tally {
    int64_t matched, worst, first, kept, total; /* of who is not fixed; worst: 10000 where nobody */
};

static struct tally tally_of(const struct plain *plain, const uint32_t *mentor_of)
{
    const struct problem *problem = plain->problem;
    struct tally tally = {.worst = SCORE_BP_MAX};
    for (uint32_t i = 0; i < problem->student_count; i++) {
        if (mentor_of[i] == NOBODY)
            continue;
        int32_t score = plain->score[i][mentor_of[i]];
        tally.matched++;
        tally.worst = score < tally.worst ? score : tally.worst;
        tally.first += problem->first != NULL && problem->first[i];
        tally.kept += problem->announced != NULL && problem->announced[i] == mentor_of[i];
        tally.total += score;
    }
    return tally;
}

static struct worth worth_of(enum objective objective, const struct tally *t)
{
    switch (objective) {
    case OBJECTIVE_MOST: return (struct worth){{t->matched, t->first, t->total, 0}};
    case OBJECTIVE_FAIR: return (struct worth){{t->matched, t->worst, t->first, t->total}};
    case OBJECTIVE_REPAIR: return (struct worth){{t->matched, t->kept, t->total, 0}};
    default: return (struct worth){{t->total, 0, 0, 0}};
    }
}

/* ---- stable, plainly: smaller keys are preferred */

static int64_t student_key(const struct plain *plain, uint32_t i, uint32_t j)
{
    const struct lists *wishes = &plain->problem->wishes;
    if (has_list(wishes, i))
        return (int64_t)rank_in(wishes, i, j);
    return (int64_t)(SCORE_BP_MAX - plain->score[i][j]) * SIDE_MAX + j;
}

static int64_t mentor_key(const struct plain *plain, uint32_t i, uint32_t j)
{
    const struct lists *priorities = &plain->problem->priorities;
    if (has_list(priorities, j))
        return (int64_t)rank_in(priorities, j, i);
    return (int64_t)(SCORE_BP_MAX - plain->score[i][j]) * SIDE_MAX + i;
}

/* Would mentor j take student i in: a seat is free, or someone there is less wanted. */
static bool would_take(const struct plain *plain, const uint32_t *mentor_of, uint32_t i, uint32_t j)
{
    uint32_t taken = 0;
    bool less_wanted = false;
    for (uint32_t other = 0; other < plain->problem->student_count; other++)
        if (mentor_of[other] == j) {
            taken++;
            less_wanted |= mentor_key(plain, other, j) > mentor_key(plain, i, j);
        }
    return taken < plain->seats[j] || less_wanted;
}

static bool is_stable(const struct plain *plain, const uint32_t *mentor_of)
{
    for (uint32_t i = 0; i < plain->problem->student_count; i++)
        for (uint32_t j = 0; j < plain->problem->mentor_count; j++)
            if (plain->score[i][j] >= 0 && mentor_of[i] != j &&
                (mentor_of[i] == NOBODY ||
                 student_key(plain, i, j) < student_key(plain, i, mentor_of[i])) &&
                would_take(plain, mentor_of, i, j))
                return false;
    return true;
}

/* ---- all matchings */

struct best {
    const struct plain *plain;
    uint32_t mentor_of[SIDE_MAX], left[SIDE_MAX];
    struct worth worths[OBJECTIVE_COUNT];
    bool any_stable;
    uint32_t students_best[SIDE_MAX], students_least[SIDE_MAX]; /* over all stable matchings */
};

static void meet_stable(struct best *best)
{
    const struct plain *plain = best->plain;
    for (uint32_t i = 0; i < plain->problem->student_count; i++) {
        uint32_t j = best->mentor_of[i];
        if (!best->any_stable)
            best->students_best[i] = best->students_least[i] = j;
        if (j == NOBODY || best->students_best[i] == NOBODY)
            continue;
        if (student_key(plain, i, j) < student_key(plain, i, best->students_best[i]))
            best->students_best[i] = j;
        if (student_key(plain, i, j) > student_key(plain, i, best->students_least[i]))
            best->students_least[i] = j;
    }
    best->any_stable = true;
}

static void meet(struct best *best)
{
    struct tally tally = tally_of(best->plain, best->mentor_of);
    for (enum objective o = 0; o < OBJECTIVE_COUNT; o++) {
        struct worth worth = worth_of(o, &tally);
        if (compare_worth(&worth, &best->worths[o]) > 0)
            best->worths[o] = worth;
    }
    if (is_stable(best->plain, best->mentor_of))
        meet_stable(best);
}

static void try_all(struct best *best, uint32_t student)
{
    const struct problem *problem = best->plain->problem;
    if (student == problem->student_count) {
        meet(best);
        return;
    }
    best->mentor_of[student] = NOBODY;
    try_all(best, student + 1);
    for (uint32_t j = 0; j < problem->mentor_count; j++) {
        if (best->plain->score[student][j] < 0 || best->left[j] == 0)
            continue;
        best->left[j]--;
        best->mentor_of[student] = j;
        try_all(best, student + 1);
        best->left[j]++;
    }
}

static struct best best_of(const struct plain *plain)
{
    struct best best = {.plain = plain};
    for (size_t o = 0; o < OBJECTIVE_COUNT; o++)
        best.worths[o].layers[0] = -1;
    memcpy(best.left, plain->seats, sizeof best.left);
    try_all(&best, 0);
    return best;
}

/* ---- longest paths: one student more at a time, by the path that brings most */

struct longest {
    const struct plain *plain;
    int64_t (*weight)(const struct plain *plain, uint32_t i, uint32_t j);
    int32_t least; /* pairs below do not count */
    uint32_t mentor_of[SIDE_MAX], load[SIDE_MAX];
    int64_t to_student[SIDE_MAX], to_mentor[SIDE_MAX];
    uint32_t via_student[SIDE_MAX]; /* of a mentor: who comes */
};
#define FAR INT64_MIN

static bool relax(struct longest *l)
{
    const struct problem *problem = l->plain->problem;
    bool changed = false;
    for (uint32_t i = 0; i < problem->student_count; i++)
        for (uint32_t j = 0; j < problem->mentor_count && l->to_student[i] != FAR; j++) {
            if (l->plain->score[i][j] < 0 || l->plain->score[i][j] < l->least ||
                l->mentor_of[i] == j)
                continue;
            int64_t there = l->to_student[i] + l->weight(l->plain, i, j);
            if (there > l->to_mentor[j]) {
                l->to_mentor[j] = there;
                l->via_student[j] = i;
                changed = true;
            }
        }
    for (uint32_t i = 0; i < problem->student_count; i++) {
        uint32_t j = l->mentor_of[i];
        if (j == NOBODY || l->to_mentor[j] == FAR)
            continue;
        int64_t there = l->to_mentor[j] - l->weight(l->plain, i, j);
        changed |= there > l->to_student[i];
        l->to_student[i] = there > l->to_student[i] ? there : l->to_student[i];
    }
    return changed;
}

/* The mentor with a free seat whose path brings most, or NOBODY where none brings anything. */
static uint32_t longest_path(struct longest *l)
{
    const struct problem *problem = l->plain->problem;
    uint32_t end_at = NOBODY;
    for (uint32_t i = 0; i < problem->student_count; i++)
        l->to_student[i] = l->mentor_of[i] == NOBODY && l->plain->fixed[i] == NOBODY ? 0 : FAR;
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        l->to_mentor[j] = FAR;
    while (relax(l)) {
    }
    int64_t most = 0;
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        if (l->load[j] < l->plain->seats[j] && l->to_mentor[j] > most) {
            most = l->to_mentor[j];
            end_at = j;
        }
    return end_at;
}

static void longest_run(struct longest *l)
{
    for (uint32_t i = 0; i < SIDE_MAX; i++)
        l->mentor_of[i] = NOBODY;
    for (uint32_t mentor; (mentor = longest_path(l)) != NOBODY;) {
        l->load[mentor]++;
        while (mentor != NOBODY) {
            uint32_t student = l->via_student[mentor], before = l->mentor_of[student];
            l->mentor_of[student] = mentor;
            mentor = before;
        }
    }
}

static int64_t weight_one(const struct plain *plain, uint32_t i, uint32_t j)
{
    (void)plain, (void)i, (void)j;
    return 1;
}

static int64_t weight_total(const struct plain *plain, uint32_t i, uint32_t j)
{
    return plain->score[i][j];
}

static int64_t weight_most(const struct plain *plain, uint32_t i, uint32_t j)
{
    bool first = plain->problem->first != NULL && plain->problem->first[i];
    return ((int64_t)1 << 50) + (first ? (int64_t)1 << 30 : 0) + plain->score[i][j];
}

static int64_t weight_repair(const struct plain *plain, uint32_t i, uint32_t j)
{
    bool kept = plain->problem->announced[i] == j;
    return ((int64_t)1 << 50) + (kept ? (int64_t)1 << 30 : 0) + plain->score[i][j];
}

static struct tally longest_tally(const struct plain *plain, int32_t least,
                                  int64_t (*weight)(const struct plain *, uint32_t, uint32_t))
{
    struct longest l = {.plain = plain, .weight = weight, .least = least};
    longest_run(&l);
    return tally_of(plain, l.mentor_of);
}

/* The greatest score above which as many can be matched. */
static int32_t fair_floor(const struct plain *plain)
{
    int64_t matched = longest_tally(plain, 0, weight_one).matched;
    int32_t low = 0, high = SCORE_BP_MAX + 1;
    while (high - low > 1) {
        int32_t middle = low + (high - low) / 2;
        if (longest_tally(plain, middle, weight_one).matched == matched)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static struct worth longest_worth(const struct plain *plain, enum objective objective)
{
    struct tally tally;
    if (objective == OBJECTIVE_FAIR)
        tally = longest_tally(plain, fair_floor(plain), weight_most);
    else if (objective == OBJECTIVE_MOST)
        tally = longest_tally(plain, 0, weight_most);
    else if (objective == OBJECTIVE_REPAIR)
        tally = longest_tally(plain, 0, weight_repair);
    else
        tally = longest_tally(plain, 0, weight_total);
    return worth_of(objective, &tally);
}

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
