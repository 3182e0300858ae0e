#include "matcher/cover.h"
#include "matcher/optimal.h"
#include "tests/unit/matcher/random_graph.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

struct trial {
    struct random_graph random;
    int32_t score_bp_min;
    bool *among; /* NULL: all */
    uint32_t *mentor_of, matched;
    bool *students, *mentors;
};

static void trial_open(struct trial *t)
{
    const struct graph *g = &t->random.graph;
    t->mentor_of = calloc(g->student_count + 1, sizeof *t->mentor_of);
    t->students = calloc(g->student_count + 1, sizeof *t->students);
    t->mentors = calloc(g->mentor_count + 1, sizeof *t->mentors);
}

static void trial_close(struct trial *t)
{
    random_graph_free(&t->random);
    free(t->among);
    free(t->mentor_of);
    free(t->students);
    free(t->mentors);
}

static bool counts(const struct trial *t, uint32_t student, size_t edge)
{
    return t->random.graph.score[edge] >= t->score_bp_min &&
           (t->among == NULL || t->among[student]);
}

/* The definition: a matching, a cover of every pair, and both of the same size. 0, or the line of
 * what does not hold. */
static int fault_in(const struct trial *t)
{
    const struct graph *g = &t->random.graph;
    uint32_t *load = calloc(g->mentor_count + 1, sizeof *load);
    uint64_t matched = 0, size = 0;
    int fault = 0;
    for (uint32_t i = 0; i < g->student_count; i++) {
        bool found = t->mentor_of[i] == NOBODY;
        for (size_t e = g->start[i]; e < g->start[i + 1]; e++) {
            if (!counts(t, i, e))
                continue;
            found = found || g->mentor[e] == t->mentor_of[i];
            if (!t->students[i] && !t->mentors[g->mentor[e]])
                fault = __LINE__;
        }
        fault = found ? fault : __LINE__;
        size += t->students[i];
        if (t->mentor_of[i] == NOBODY)
            continue;
        matched++;
        load[t->mentor_of[i]]++;
    }
    for (uint32_t j = 0; j < g->mentor_count; j++) {
        fault = load[j] > t->random.seats[j] ? __LINE__ : fault;
        size += t->mentors[j] ? t->random.seats[j] : 0;
    }
    free(load);
    return matched != t->matched || size != matched ? __LINE__ : fault;
}

static void solve_and_check(struct trial *t, uint64_t seed)
{
    enum status status =
        cover_solve_among(&t->random.graph, t->random.seats, t->score_bp_min, t->among, NULL,
                          t->mentor_of, t->students, t->mentors, &t->matched);
    cr_assert(eq(int, status, STATUS_OK));
    cr_assert(eq(int, fault_in(t), 0), "seed %llu", (unsigned long long)seed);
}

static void nobody_matched(struct trial *t)
{
    for (uint32_t i = 0; i < t->random.graph.student_count; i++)
        t->mentor_of[i] = NOBODY;
}

Test(cover, as_large_as_the_matching_and_touches_every_pair_from_any_start)
{
    for (uint64_t seed = 0; seed < 4000; seed++) {
        struct rng rng = rng_seeded(seed);
        struct trial t = {.random = random_graph_new(&rng, 40, 25, 4)};
        trial_open(&t);
        t.score_bp_min = graph_draw(&rng, 2) ? 0 : (int32_t)graph_draw(&rng, SCORE_BP_MAX + 1);
        nobody_matched(&t);
        solve_and_check(&t, seed);
        uint32_t matched = t.matched;
        random_graph_match(&rng, &t.random, graph_draw(&rng, 101), t.mentor_of);
        solve_and_check(&t, seed);
        cr_assert(eq(u32, t.matched, matched));
        trial_close(&t);
    }
}

Test(cover, students_left_out_of_the_question_take_no_part)
{
    for (uint64_t seed = 0; seed < 1000; seed++) {
        struct rng rng = rng_seeded(seed);
        struct trial t = {.random = random_graph_new(&rng, 30, 20, 3)};
        trial_open(&t);
        t.among = calloc(t.random.graph.student_count + 1, sizeof *t.among);
        for (uint32_t i = 0; i < t.random.graph.student_count; i++)
            t.among[i] = graph_draw(&rng, 2) != 0;
        random_graph_match(&rng, &t.random, 50, t.mentor_of);
        solve_and_check(&t, seed);
        for (uint32_t i = 0; i < t.random.graph.student_count; i++)
            cr_assert(t.among[i] || (t.mentor_of[i] == NOBODY && !t.students[i]));
        trial_close(&t);
    }
}

/* A second exact method: every pair that counts weighs 1 (keep_bonus of nobody, scores equal). */
Test(cover, matches_as_many_as_the_optimal_solver)
{
    for (uint64_t seed = 0; seed < 1500; seed++) {
        struct rng rng = rng_seeded(seed);
        struct trial t = {.random = random_graph_new(&rng, 30, 20, 3)};
        trial_open(&t);
        const struct graph *g = &t.random.graph;
        int16_t *ones = calloc(graph_edge_count(g) + 1, sizeof *ones);
        int64_t *price = calloc(g->mentor_count + 1, sizeof *price);
        for (size_t e = 0; e < graph_edge_count(g); e++)
            ones[e] = 1;
        nobody_matched(&t);
        solve_and_check(&t, seed);
        nobody_matched(&t);
        struct graph counted = *g;
        counted.score = ones;
        struct assignment assignment = {t.mentor_of, price};
        uint32_t matched = 0;
        cr_assert(eq(
            int, optimal_solve(&counted, t.random.seats, &(struct weighing){0}, NULL, &assignment),
            STATUS_OK));
        for (uint32_t i = 0; i < g->student_count; i++)
            matched += t.mentor_of[i] != NOBODY;
        cr_assert(eq(u32, matched, t.matched), "seed %llu", (unsigned long long)seed);
        free(ones);
        free(price);
        trial_close(&t);
    }
}

/* Mentors of the cover, once more and plainly: spread from the unmatched students over pairs and
 * back over matched pairs, until nothing is added. */
static void reach(const struct trial *t, bool *ret_mentors)
{
    const struct graph *g = &t->random.graph;
    for (bool grown = true; grown;) {
        grown = false;
        for (uint32_t i = 0; i < g->student_count; i++) {
            if (t->mentor_of[i] != NOBODY && !ret_mentors[t->mentor_of[i]])
                continue;
            for (size_t e = g->start[i]; e < g->start[i + 1]; e++) {
                if (!counts(t, i, e) || ret_mentors[g->mentor[e]])
                    continue;
                ret_mentors[g->mentor[e]] = grown = true;
            }
        }
    }
}

Test(cover, its_mentors_are_those_whom_unmatched_students_reach)
{
    for (uint64_t seed = 0; seed < 1500; seed++) {
        struct rng rng = rng_seeded(seed);
        struct trial t = {.random = random_graph_new(&rng, 40, 15, 3)};
        trial_open(&t);
        bool *mentors = calloc(t.random.graph.mentor_count + 1, sizeof *mentors);
        nobody_matched(&t);
        solve_and_check(&t, seed);
        reach(&t, mentors);
        for (uint32_t j = 0; j < t.random.graph.mentor_count; j++)
            cr_assert(eq(int, t.mentors[j], mentors[j]), "seed %llu", (unsigned long long)seed);
        free(mentors);
        trial_close(&t);
    }
}

/* Student i may have mentors i and i + 1, all but the last hold i + 1: one path of all of them. */
Test(cover, a_chain_of_a_hundred_thousand_takes_no_recursion)
{
    enum { LENGTH = 100000 };
    size_t *start = calloc(LENGTH + 1, sizeof *start);
    uint32_t *mentor = calloc((size_t)LENGTH * 2, sizeof *mentor), matched = 0;
    int16_t *score = calloc((size_t)LENGTH * 2, sizeof *score);
    uint32_t *seats = calloc(LENGTH + 1, sizeof *seats);
    uint32_t *mentor_of = calloc(LENGTH, sizeof *mentor_of);
    bool *students = calloc(LENGTH, sizeof *students), *mentors = calloc(LENGTH + 1, 1);
    for (uint32_t i = 0; i < LENGTH; i++) {
        start[i + 1] = (size_t)(i + 1) * 2;
        mentor[2 * i] = i;
        mentor[2 * i + 1] = i + 1;
        seats[i] = 1;
        mentor_of[i] = i + 1 < LENGTH ? i + 1 : NOBODY;
    }
    struct graph graph = {LENGTH, LENGTH + 1, start, mentor, score};
    /* mentor LENGTH has no seat: the last student must move all the others down */
    cr_assert(eq(int, cover_solve(&graph, seats, 0, NULL, mentor_of, students, mentors, &matched),
                 STATUS_OK));
    cr_assert(eq(u32, matched, LENGTH));
    for (uint32_t i = 0; i < LENGTH; i++)
        cr_assert(eq(u32, mentor_of[i], i));
    free(start);
    free(mentor);
    free(score);
    free(seats);
    free(mentor_of);
    free(students);
    free(mentors);
}

static bool always(void *context)
{
    (void)context;
    return true;
}

Test(cover, ends_when_it_is_cancelled)
{
    static const size_t start[] = {0, 1};
    static const uint32_t mentor[] = {0}, seats[] = {0};
    static const int16_t score[] = {5};
    struct graph graph = {1, 1, start, mentor, score};
    struct watch watch = {.cancelled = always};
    uint32_t mentor_of = NOBODY, matched = 7;
    bool students = false, mentors = false;
    enum status status =
        cover_solve(&graph, seats, 0, &watch, &mentor_of, &students, &mentors, &matched);
    cr_assert(eq(int, status, STATUS_CANCELLED));
    cr_assert(eq(u32, matched, 7));
}
