#include "matcher/problem_builder.h"
#include "matcher/solvers.h"
#include "scoring/base/arena.h"
#include "tests/random_problem.h"

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

TestSuite(stable, .init = open_arena, .fini = close_arena);

struct solved {
    struct settled settled;
    uint32_t *mentor_of; /* NULL: the musts cannot hold together */
    struct certificate certificate;
    struct stability stability;
};

static struct solved solved(const struct problem *problem, size_t workers)
{
    struct solved out = {0};
    struct market *market = NULL;
    cr_assert(eq(int, (int)settle(problem, arena, &out.settled), STATUS_OK));
    if (out.settled.conflict_count > 0)
        return out;
    cr_assert(eq(int, (int)market_new(problem, &out.settled, workers, NULL, &market), STATUS_OK));
    struct solving solving = {problem, OBJECTIVE_STABLE, workers, NULL, NULL};
    struct solver_task task = {&solving, &out.settled, market, arena};
    out.mentor_of = arena_array(arena, problem->student_count, sizeof *out.mentor_of);
    memset(out.mentor_of, 0xff, problem->student_count * sizeof *out.mentor_of);
    cr_assert(eq(int,
                 (int)stable_solver.solve(&task, out.mentor_of, &out.certificate, &out.stability),
                 STATUS_OK));
    market_free(market);
    return out;
}

/* ---- known instances */

/* Lists as words: "2 1 3" ranks from 1, owners apart by "/". */
static void add_lists(struct problem_builder *builder, enum rule kind, const char *words)
{
    uint32_t items[16], owner = 0;
    size_t count = 0;
    for (const char *at = words;; at++) {
        if (*at >= '0' && *at <= '9')
            items[count++] = (uint32_t)(*at - '0') - 1;
        if (*at == '/' || *at == '\0') {
            enum status status = problem_add_list(builder, kind, owner++, items, count);
            cr_assert(eq(int, (int)status, STATUS_OK));
            count = 0;
        }
        if (*at == '\0')
            return;
    }
}

static struct problem *problem_of_lists(uint32_t students, uint32_t mentors, uint32_t seats,
                                        const char *wishes, const char *priorities)
{
    struct problem_builder *builder = NULL;
    struct problem *problem = NULL;
    struct faults faults = faults_in(arena);
    enum status status = problem_builder_new(students, mentors, &builder);
    for (uint32_t j = 0; status == STATUS_OK && j < mentors; j++)
        status = problem_add_seats(builder, j, seats);
    cr_assert(eq(int, (int)status, STATUS_OK));
    add_lists(builder, RULE_WISH, wishes);
    add_lists(builder, RULE_PRIORITY, priorities);
    cr_assert(eq(int, (int)problem_build(builder, arena, &faults, &problem), STATUS_OK));
    problem_builder_free(builder);
    return problem;
}

Test(stable, published_instances_have_their_published_matchings)
{
    static const struct {
        const char *source;
        uint32_t students, mentors, seats;
        const char *wishes, *priorities;
        const char *mentor_of; /* from 1; 0: none */
        size_t differ;         /* when mentors propose */
    } rows[] = {
        {"Gale and Shapley 1962, College admissions and the stability of marriage, example 1", 3, 3,
         1, "1 2 3/2 3 1/3 1 2", "2 3 1/3 1 2/1 2 3", "123", 3},
        {"the same, example 2: one stable matching", 4, 4, 1, "1 2 3 4/1 4 3 2/2 1 3 4/4 2 3 1",
         "4 3 1 2/2 4 1 3/4 1 2 3/3 2 1 4", "3412", 0},
        {"Wilde, Knight and Gillard 2020, Matching: a Python library, hospital and residents (of "
         "the National Resident Matching Program): A S D L J, Mercy City General",
         5, 3, 2, "2/2 1/2 1 3/1 2 3/2 3 1", "3 4 2 5/3 1 2 4 5/3 5 4", "21213", 0},
    };
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        struct solved got =
            solved(problem_of_lists(rows[r].students, rows[r].mentors, rows[r].seats,
                                    rows[r].wishes, rows[r].priorities),
                   1);
        for (uint32_t i = 0; i < rows[r].students; i++)
            cr_expect(eq(u32, got.mentor_of[i] + 1, (uint32_t)(rows[r].mentor_of[i] - '0')),
                      "%s: student %u", rows[r].source, i + 1);
        cr_expect(eq(sz, got.stability.differ_count, rows[r].differ), "%s", rows[r].source);
    }
}

/* ---- what is stable, plainly */

/* The place of item in owner's list, or 0x10000 where there is a list without it. */
static uint32_t place(const struct lists *lists, uint32_t owner, uint32_t item)
{
    for (size_t l = lists->start[owner]; l < lists->start[owner + 1]; l++)
        if (lists->items[l] == item)
            return (uint32_t)(l - lists->start[owner]);
    return 0x10000;
}

static bool has_list(const struct lists *lists, uint32_t owner)
{
    return lists->listed != NULL && lists->listed[owner];
}

/* The score of a possible pair of the market, or ROW_IMPOSSIBLE. */
static int32_t pair_score(const struct problem *problem, const struct settled *settled, uint32_t i,
                          uint32_t j)
{
    const struct graph *edges = &problem->edges;
    bool by_student = has_list(&problem->wishes, i), by_mentor = has_list(&problem->priorities, j);
    bool in_wishes = by_student && place(&problem->wishes, i, j) < 0x10000;
    bool in_priorities = by_mentor && place(&problem->priorities, j, i) < 0x10000;
    int32_t score = in_wishes || in_priorities ? 0 : ROW_IMPOSSIBLE;
    for (size_t e = edges->start[i]; e < edges->start[i + 1]; e++)
        if (edges->mentor[e] == j)
            score = edges->score[e];
    bool refused = (by_student && !in_wishes) || (by_mentor && !in_priorities) ||
                   settled->mentor_of[i] != NOBODY || settled->seats[j] == 0 ||
                   pairs_have(&problem->never, i, j) || score < problem->minimum_bp;
    return refused ? ROW_IMPOSSIBLE : score;
}

/* A small or large problem as tables. */
struct tables {
    uint32_t students, mentors;
    const uint32_t *seats;
    int32_t *score;      /* student by student; ROW_IMPOSSIBLE */
    uint32_t *wanted;    /* how student i ranks mentor j, smaller first, all different */
    uint32_t *wanted_by; /* how mentor j ranks student i */
};

static struct tables tables_of(const struct problem *problem, const struct settled *settled)
{
    size_t count = (size_t)problem->student_count * problem->mentor_count;
    struct tables tables = {problem->student_count,
                            problem->mentor_count,
                            settled->seats,
                            arena_array(arena, count, sizeof(int32_t)),
                            arena_array(arena, count, sizeof(uint32_t)),
                            arena_array(arena, count, sizeof(uint32_t))};
    for (uint32_t i = 0; i < tables.students; i++)
        for (uint32_t j = 0; j < tables.mentors; j++) {
            size_t at = (size_t)i * tables.mentors + j;
            int32_t score = tables.score[at] = pair_score(problem, settled, i, j);
            uint32_t by_score = (uint32_t)(SCORE_BP_MAX - score);
            tables.wanted[at] =
                (has_list(&problem->wishes, i) ? place(&problem->wishes, i, j) : by_score) * 1000 +
                j;
            tables.wanted_by[at] =
                (has_list(&problem->priorities, j) ? place(&problem->priorities, j, i) : by_score) *
                    1000 +
                i;
        }
    return tables;
}

static bool mentor_would(const struct tables *tables, const uint32_t *mentor_of, uint32_t i,
                         uint32_t j)
{
    uint32_t held = 0;
    for (uint32_t k = 0; k < tables->students; k++) {
        if (mentor_of[k] != j)
            continue;
        held++;
        if (tables->wanted_by[(size_t)k * tables->mentors + j] >
            tables->wanted_by[(size_t)i * tables->mentors + j])
            return true;
    }
    return held < tables->seats[j];
}

static bool is_stable(const struct tables *tables, const uint32_t *mentor_of)
{
    for (uint32_t i = 0; i < tables->students; i++)
        for (uint32_t j = 0; j < tables->mentors; j++) {
            const uint32_t *wanted = tables->wanted + (size_t)i * tables->mentors;
            if (tables->score[(size_t)i * tables->mentors + j] == ROW_IMPOSSIBLE)
                continue;
            if (mentor_of[i] != NOBODY && wanted[mentor_of[i]] <= wanted[j])
                continue;
            if (mentor_would(tables, mentor_of, i, j))
                return false;
        }
    return true;
}

static bool is_matching(const struct tables *tables, const uint32_t *mentor_of)
{
    uint32_t *load = arena_array(arena, tables->mentors, sizeof *load);
    for (uint32_t i = 0; i < tables->students; i++)
        if (mentor_of[i] != NOBODY &&
            (tables->score[(size_t)i * tables->mentors + mentor_of[i]] == ROW_IMPOSSIBLE ||
             ++load[mentor_of[i]] > tables->seats[mentor_of[i]]))
            return false;
    return true;
}

/* ---- brute force over all matchings */

struct brute {
    const struct tables *tables;
    uint32_t mentor_of[8], load[8];
    uint32_t best[8], worst[8]; /* of each student, over stable matchings */
    size_t stable_count;
    int64_t greatest;
};

static void brute_keep(struct brute *brute, int64_t total)
{
    const struct tables *tables = brute->tables;
    if (total > brute->greatest)
        brute->greatest = total;
    if (!is_stable(tables, brute->mentor_of))
        return;
    for (uint32_t i = 0; i < tables->students; i++) {
        const uint32_t *wanted = tables->wanted + (size_t)i * tables->mentors;
        uint32_t j = brute->mentor_of[i];
        if (brute->stable_count == 0)
            brute->best[i] = brute->worst[i] = j;
        else if (j != NOBODY && wanted[j] < wanted[brute->best[i]])
            brute->best[i] = j;
        else if (j != NOBODY && wanted[j] > wanted[brute->worst[i]])
            brute->worst[i] = j;
    }
    brute->stable_count++;
}

static void brute_try(struct brute *brute, uint32_t i, int64_t total)
{
    if (i == brute->tables->students) {
        brute_keep(brute, total);
        return;
    }
    brute->mentor_of[i] = NOBODY;
    brute_try(brute, i + 1, total);
    for (uint32_t j = 0; j < brute->tables->mentors; j++) {
        int32_t score = brute->tables->score[(size_t)i * brute->tables->mentors + j];
        if (score == ROW_IMPOSSIBLE || brute->load[j] == brute->tables->seats[j])
            continue;
        brute->load[j]++;
        brute->mentor_of[i] = j;
        brute_try(brute, i + 1, total + score);
        brute->load[j]--;
    }
    brute->mentor_of[i] = NOBODY;
}

static int64_t total_of(const struct tables *tables, const uint32_t *mentor_of)
{
    int64_t total = 0;
    for (uint32_t i = 0; i < tables->students; i++)
        if (mentor_of[i] != NOBODY)
            total += tables->score[(size_t)i * tables->mentors + mentor_of[i]];
    return total;
}

static bool in_differ(const struct stability *stability, uint32_t student)
{
    for (size_t k = 0; k < stability->differ_count; k++)
        if (stability->differ[k] == student)
            return true;
    return false;
}

static void check_small(const struct problem *problem, uint64_t seed)
{
    struct solved got = solved(problem, 1);
    if (got.mentor_of == NULL)
        return;
    struct tables tables = tables_of(problem, &got.settled);
    struct brute brute = {.tables = &tables};
    brute_try(&brute, 0, 0);
    cr_assert(gt(sz, brute.stable_count, 0));
    for (uint32_t i = 0; i < tables.students; i++) {
        cr_assert(eq(u32, got.mentor_of[i], brute.best[i]), "seed %llu: student %u",
                  (unsigned long long)seed, i);
        cr_assert(eq(int, in_differ(&got.stability, i), brute.best[i] != brute.worst[i]));
    }
    int64_t fixed = 0;
    for (uint32_t i = 0; i < tables.students; i++)
        for (size_t e = problem->edges.start[i]; e < problem->edges.start[i + 1]; e++)
            if (problem->edges.mentor[e] == got.settled.mentor_of[i])
                fixed += problem->edges.score[e];
    cr_assert(eq(i64, got.stability.optimal_total, brute.greatest + fixed));
    cr_assert(eq(i64, got.stability.given_up, brute.greatest - total_of(&tables, got.mentor_of)));
}

Test(stable, no_stable_matching_is_better_for_any_student_nor_worse_than_when_mentors_propose)
{
    static const struct random_bounds small = {5, 5, 3, true, true, false, false};
    for (uint64_t seed = 1; seed <= 1000; seed++) {
        struct rng rng = rng_seeded(seed);
        check_small(draft_build(draft_draw(&rng, &small, arena), arena), seed);
        arena_reset(arena);
    }
}

Test(stable, random_problems_have_no_blocking_pair_and_are_the_same_dense_and_on_two_threads)
{
    for (uint64_t seed = 1; seed <= 200; seed++) {
        struct rng rng = rng_seeded(seed);
        struct problem *sparse = draft_build(draft_draw(&rng, &random_middling, arena), arena);
        struct solved got = solved(sparse, 1), dense = solved(draft_dense(sparse, 2, arena), 2);
        if (got.mentor_of != NULL) {
            struct tables tables = tables_of(sparse, &got.settled);
            cr_assert(is_matching(&tables, got.mentor_of), "seed %llu", (unsigned long long)seed);
            cr_assert(is_stable(&tables, got.mentor_of), "seed %llu", (unsigned long long)seed);
            for (uint32_t i = 0; i < tables.students; i++)
                cr_assert(eq(u32, got.mentor_of[i], dense.mentor_of[i]));
            cr_assert(got.stability.told && !dense.stability.told);
            cr_assert(dense.certificate.prices == NULL);
        }
        arena_reset(arena);
    }
}

static bool stop(void *context)
{
    ++*(int *)context;
    return true;
}

Test(stable, cancels_when_asked)
{
    struct problem *problem = problem_of_lists(2, 2, 1, "1 2/1 2", "1 2/2 1");
    int asked = 0;
    struct watch watch = {.context = &asked, .cancelled = stop};
    struct settled settled;
    struct market *market = NULL;
    cr_assert(eq(int, (int)settle(problem, arena, &settled), STATUS_OK));
    cr_assert(eq(int, (int)market_new(problem, &settled, 1, NULL, &market), STATUS_OK));
    struct solving solving = {problem, OBJECTIVE_STABLE, 1, &watch, NULL};
    struct solver_task task = {&solving, &settled, market, arena};
    uint32_t mentor_of[2] = {NOBODY, NOBODY};
    struct certificate certificate;
    struct stability stability;
    cr_assert(eq(int, (int)stable_solver.solve(&task, mentor_of, &certificate, &stability),
                 STATUS_CANCELLED));
    cr_assert(gt(int, asked, 0));
    market_free(market);
}
