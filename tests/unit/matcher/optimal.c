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

/* None, most, most with two kinds of students, near WEIGHT_MAX; and who keeps whom. */
static void draw_weights(struct rng *rng, struct trial *t)
{
    const struct graph *g = &t->random.graph;
    int64_t inner = (int64_t)SCORE_BP_MAX * g->student_count + 1;
    uint32_t style = graph_draw(rng, 5);
    t->weighing = (struct weighing){0};
    for (uint32_t i = 0; i < g->student_count; i++) {
        bool other = graph_draw(rng, 2) != 0;
        t->bonus[i] = style == 1   ? inner
                      : style == 2 ? (inner + 1) * (inner + 1) + (other ? inner : 0)
                      : style == 3 ? (other ? 30000 : 20)
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
