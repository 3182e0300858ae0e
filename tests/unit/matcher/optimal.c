#include "matcher/optimal.h"
#include "tests/unit/matcher/random_graph.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

/* The room for an assignment and the weights of a graph. */
struct trial {
    struct random_graph random;
    struct weighing weighing;
    int64_t *bonus;
    uint32_t *keep;
    struct assignment assignment;
};

static void trial_open(struct trial *t)
{
    const struct graph *g = &t->random.graph;
    t->bonus = calloc(g->student_count + 1, sizeof *t->bonus);
    t->keep = calloc(g->student_count + 1, sizeof *t->keep);
    t->assignment.mentor_of = calloc(g->student_count + 1, sizeof *t->assignment.mentor_of);
    t->assignment.price = calloc(g->mentor_count + 1, sizeof *t->assignment.price);
    for (uint32_t i = 0; i < g->student_count; i++)
        t->assignment.mentor_of[i] = NOBODY;
}

static void trial_close(struct trial *t)
{
    random_graph_free(&t->random);
    free(t->bonus);
    free(t->keep);
    free(t->assignment.mentor_of);
    free(t->assignment.price);
}

/* None, most, most with two kinds of students, small ones, near WEIGHT_MAX, one's own for each; and
 * who keeps whom. */
static void draw_weights(struct rng *rng, struct trial *t)
{
    const struct graph *g = &t->random.graph;
    int64_t inner = (int64_t)SCORE_BP_MAX * g->student_count + 1;
    uint32_t style = graph_draw(rng, 6);
    t->weighing = (struct weighing){0};
    for (uint32_t i = 0; i < g->student_count; i++) {
        bool other = graph_draw(rng, 2) != 0;
        t->bonus[i] = style == 1   ? inner
                      : style == 2 ? (inner + 1) * (inner + 1) + (other ? inner : 0)
                      : style == 3 ? (other ? 30000 : 20)
                      : style == 5 ? (int64_t)rng_below(rng, (uint64_t)inner * 9)
                                   : (WEIGHT_MAX >> 1) + (other ? WEIGHT_MAX >> 3 : 0);
        size_t degree = g->start[i + 1] - g->start[i];
        t->keep[i] = degree == 0 || graph_draw(rng, 3) == 0
                         ? NOBODY
                         : g->mentor[g->start[i] + graph_draw(rng, degree)];
    }
    if (style != 0)
        t->weighing.bonus = t->bonus;
    if (graph_draw(rng, 3) == 0) {
        t->weighing.keep = t->keep;
        t->weighing.keep_bonus = graph_draw(rng, 2) ? inner : 700;
    }
}

/* Garbage: prices up to all weights, any matching. */
static void draw_start(struct rng *rng, struct trial *t)
{
    const struct graph *g = &t->random.graph;
    uint32_t style = graph_draw(rng, 4);
    random_graph_match(rng, &t->random, graph_draw(rng, 101), t->assignment.mentor_of);
    for (uint32_t j = 0; j < g->mentor_count; j++)
        t->assignment.price[j] =
            style == 0   ? 0
            : style == 1 ? (int64_t)rng_below(rng, SCORE_BP_MAX)
            : style == 2 ? (int64_t)rng_below(rng, (uint64_t)WEIGHT_MAX * 2)
                         : (graph_draw(rng, 2) ? INT64_MAX : (int64_t)graph_draw(rng, 100000));
}

static int64_t weight_of(const struct trial *t, uint32_t i, size_t e)
{
    const struct graph *g = &t->random.graph;
    return weighing_of(&t->weighing, i, g->mentor[e], g->score[e]);
}

/* The definition of optimal.h, edge by edge. 0 where all holds, else the line that does not. */
static int fault_in(const struct trial *t)
{
    const struct graph *g = &t->random.graph;
    const struct assignment *a = &t->assignment;
    uint32_t *load = calloc(g->mentor_count + 1, sizeof *load);
    int fault = 0;
    for (uint32_t j = 0; j < g->mentor_count; j++)
        fault = a->price[j] < 0 ? __LINE__ : fault;
    for (uint32_t i = 0; i < g->student_count; i++) {
        int64_t gain = 0, held = -1;
        for (size_t e = g->start[i]; e < g->start[i + 1]; e++) {
            int64_t value = weight_of(t, i, e) - a->price[g->mentor[e]];
            gain = value > gain ? value : gain;
            held = g->mentor[e] == a->mentor_of[i] ? value : held;
        }
        if (a->mentor_of[i] == NOBODY) {
            fault = gain != 0 ? __LINE__ : fault;
        } else {
            fault = held != gain ? __LINE__ : fault;
            load[a->mentor_of[i]]++;
        }
    }
    for (uint32_t j = 0; j < g->mentor_count; j++)
        if (load[j] > t->random.seats[j] || (load[j] < t->random.seats[j] && a->price[j] != 0))
            fault = __LINE__;
    free(load);
    return fault;
}

/* Modulo 2^64: weights near WEIGHT_MAX may sum to more. */
static uint64_t total_of(const struct trial *t)
{
    const struct graph *g = &t->random.graph;
    uint64_t total = 0;
    for (uint32_t i = 0; i < g->student_count; i++)
        for (size_t e = g->start[i]; e < g->start[i + 1]; e++)
            if (g->mentor[e] == t->assignment.mentor_of[i])
                total += (uint64_t)weight_of(t, i, e);
    return total;
}

/* By trying every mentor of student i and all who follow. */
static int64_t brute_force(const struct trial *t, uint32_t i, uint32_t *left)
{
    const struct graph *g = &t->random.graph;
    if (i == g->student_count)
        return 0;
    int64_t best = brute_force(t, i + 1, left);
    for (size_t e = g->start[i]; e < g->start[i + 1]; e++) {
        if (left[g->mentor[e]] == 0)
            continue;
        left[g->mentor[e]]--;
        int64_t total = weight_of(t, i, e) + brute_force(t, i + 1, left);
        left[g->mentor[e]]++;
        best = total > best ? total : best;
    }
    return best;
}

static void solve_and_check(struct trial *t, uint64_t seed)
{
    enum status status =
        optimal_solve(&t->random.graph, t->random.seats, &t->weighing, NULL, &t->assignment);
    cr_assert(eq(int, status, STATUS_OK));
    cr_assert(eq(int, fault_in(t), 0), "seed %llu", (unsigned long long)seed);
}

Test(optimal, small_problems_equal_brute_force)
{
    for (uint64_t seed = 0; seed < 3000; seed++) {
        struct rng rng = rng_seeded(seed);
        struct trial t = {.random = random_graph_new(&rng, 5, 5, 3)};
        trial_open(&t);
        draw_weights(&rng, &t);
        solve_and_check(&t, seed);
        cr_assert(eq(u64, total_of(&t), (uint64_t)brute_force(&t, 0, t.random.seats)), "seed %llu",
                  (unsigned long long)seed);
        trial_close(&t);
    }
}

Test(optimal, prices_prove_the_matching_from_any_start)
{
    for (uint64_t seed = 0; seed < 3000; seed++) {
        struct rng rng = rng_seeded(seed);
        struct trial t = {.random = random_graph_new(&rng, 40, 25, 4)};
        trial_open(&t);
        draw_weights(&rng, &t);
        solve_and_check(&t, seed);
        uint64_t total = total_of(&t);
        draw_start(&rng, &t);
        solve_and_check(&t, seed);
        cr_assert(eq(u64, total_of(&t), total));
        draw_weights(&rng, &t); /* other weights, the result of the first as start */
        solve_and_check(&t, seed);
        trial_close(&t);
    }
}

/* Two students want the same mentor most; whoever loses less by moving moves. Student 2 knows
 * nobody, mentor 2 has no seat, mentor 3 nobody. */
static const size_t known_start[] = {0, 2, 5, 5};
static const uint32_t known_mentor[] = {0, 1, 0, 1, 2};
static const int16_t known_score[] = {9000, 8000, 8500, 3000, 9999};
static const struct graph known_graph = {3, 4, known_start, known_mentor, known_score};
static const uint32_t known_seats[] = {1, 1, 0, 5};

Test(optimal, known_weights_give_the_known_matching)
{
    static const int64_t bonus[] = {0, 2000, 0};
    static const uint32_t keep[] = {NOBODY, 1, NOBODY};
    static const struct {
        const char *what;
        struct weighing weighing;
        uint32_t seats[4], mentor_of[3];
    } rows[] = {
        {"scores alone", {0}, {1, 1, 0, 5}, {1, 0, NOBODY}},
        {"seats for both", {0}, {2, 1, 0, 5}, {0, 0, NOBODY}},
        {"one seat goes to the better score", {0}, {1, 0, 0, 5}, {0, NOBODY, NOBODY}},
        {"a bonus counts whoever is matched", {bonus, NULL, 0}, {1, 0, 0, 5}, {NOBODY, 0, NOBODY}},
        {"kept where it is worth it", {NULL, keep, 7000}, {1, 1, 0, 5}, {0, 1, NOBODY}},
        {"a mentor with seats again", {0}, {1, 1, 1, 5}, {0, 2, NOBODY}},
        {"no seats at all", {0}, {0, 0, 0, 0}, {NOBODY, NOBODY, NOBODY}},
    };
    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
        uint32_t mentor_of[3] = {NOBODY, NOBODY, NOBODY};
        int64_t price[4] = {0};
        struct assignment assignment = {mentor_of, price};
        cr_assert(eq(
            int, optimal_solve(&known_graph, rows[r].seats, &rows[r].weighing, NULL, &assignment),
            STATUS_OK));
        for (uint32_t i = 0; i < 3; i++)
            cr_assert(eq(u32, mentor_of[i], rows[r].mentor_of[i]), "%s: student %u", rows[r].what,
                      i);
        cr_assert(eq(i64, price[3], 0), "%s", rows[r].what);
    }
}

Test(optimal, the_same_twice_is_the_same_to_the_last_price)
{
    for (uint64_t seed = 0; seed < 200; seed++) {
        struct rng rng = rng_seeded(seed), again = rng_seeded(seed);
        struct trial a = {.random = random_graph_new(&rng, 40, 25, 4)};
        struct trial b = {.random = random_graph_new(&again, 40, 25, 4)};
        trial_open(&a);
        trial_open(&b);
        draw_weights(&rng, &a);
        draw_weights(&again, &b);
        solve_and_check(&a, seed);
        solve_and_check(&b, seed);
        for (uint32_t i = 0; i < a.random.graph.student_count; i++)
            cr_assert(eq(u32, a.assignment.mentor_of[i], b.assignment.mentor_of[i]));
        for (uint32_t j = 0; j < a.random.graph.mentor_count; j++)
            cr_assert(eq(i64, a.assignment.price[j], b.assignment.price[j]));
        trial_close(&a);
        trial_close(&b);
    }
}

/* Solves a result again after edges are added to it: the first mentors of each row, then all. */
Test(optimal, a_graph_that_grows_is_solved_from_its_last_result)
{
    for (uint64_t seed = 0; seed < 600; seed++) {
        struct rng rng = rng_seeded(seed);
        struct trial t = {.random = random_graph_new(&rng, 60, 30, 3)};
        trial_open(&t);
        draw_weights(&rng, &t);
        const struct graph all = t.random.graph;
        size_t edges = graph_edge_count(&all),
               *start = calloc(all.student_count + 1, sizeof *start);
        uint32_t *mentor = calloc(edges + 1, sizeof *mentor);
        int16_t *score = calloc(edges + 1, sizeof *score);
        for (size_t part = 1; part <= 4; part++) {
            size_t count = 0;
            for (uint32_t i = 0; i < all.student_count; i++) {
                size_t degree = (all.start[i + 1] - all.start[i]) * part / 4;
                memcpy(mentor + count, all.mentor + all.start[i], degree * sizeof *mentor);
                memcpy(score + count, all.score + all.start[i], degree * sizeof *score);
                count += degree;
                start[i + 1] = count;
            }
            t.random.graph =
                (struct graph){all.student_count, all.mentor_count, start, mentor, score};
            solve_and_check(&t, seed);
        }
        t.random.graph = all;
        free(start);
        free(mentor);
        free(score);
        trial_close(&t);
    }
}

/* Crowds large enough for every stage: levels of eps, phases, single searches, the mirror. */
Test(optimal, crowds_of_every_kind_are_proven)
{
    for (uint64_t seed = 0; seed < 60; seed++) {
        struct rng rng = rng_seeded(seed);
        struct trial t = {.random = random_graph_new(&rng, 700, 250, 5)};
        trial_open(&t);
        draw_weights(&rng, &t);
        solve_and_check(&t, seed);
        uint64_t total = total_of(&t);
        draw_start(&rng, &t);
        solve_and_check(&t, seed);
        cr_assert(eq(u64, total_of(&t), total), "seed %llu", (unsigned long long)seed);
        trial_close(&t);
    }
}

struct patience {
    int left;
};

static bool run_out(void *context)
{
    struct patience *patience = context;
    return patience->left-- <= 0;
}

Test(optimal, ends_when_it_is_cancelled)
{
    uint32_t mentor_of[3] = {NOBODY, NOBODY, NOBODY};
    int64_t price[4] = {0}, bonus[3] = {50000, 50000, 50000};
    struct assignment assignment = {mentor_of, price};
    struct weighing weighing = {.bonus = bonus};
    struct patience none = {0}, enough = {1000};
    struct watch watch = {.context = &none, .cancelled = run_out};
    enum status status = optimal_solve(&known_graph, known_seats, &weighing, &watch, &assignment);
    cr_assert(eq(int, status, STATUS_CANCELLED));
    watch.context = &enough;
    mentor_of[0] = mentor_of[1] = mentor_of[2] = NOBODY;
    price[0] = price[1] = price[2] = price[3] = 0;
    status = optimal_solve(&known_graph, known_seats, &weighing, &watch, &assignment);
    cr_assert(eq(int, status, STATUS_OK));
}
