/* A problem is the same bytes and the same hash whatever order its items came in, and reading what
 * was written gives it again. */
#include "api/wire/problem_text.h"
#include "scoring/base/text.h"
#include "tests/random_problem.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#define CASES_SMALL    3000
#define CASES_MIDDLING 200
#define SHUFFLES       3

static struct arena *arena;

static void open_all(void)
{
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
}

static void close_all(void)
{
    arena_free(arena);
}

TestSuite(problem_canonical, .init = open_all, .fini = close_all);

static bool same_bytes(const void *a, const void *b, size_t size)
{
    return size == 0 || memcmp(a, b, size) == 0;
}

static bool same_lists(const struct lists *a, const struct lists *b, uint32_t count)
{
    if (a->listed == NULL || b->listed == NULL)
        return a->listed == b->listed;
    return same_bytes(a->listed, b->listed, count * sizeof *a->listed) &&
           same_bytes(a->start, b->start, (count + (size_t)1) * sizeof *a->start) &&
           same_bytes(a->items, b->items, a->start[count] * sizeof *a->items);
}

static bool same_pairs(const struct pairs *a, const struct pairs *b)
{
    return a->count == b->count && same_bytes(a->items, b->items, a->count * sizeof *a->items);
}

static bool same_edges(const struct graph *a, const struct graph *b)
{
    size_t count = graph_edge_count(a);
    return same_bytes(a->start, b->start, (a->student_count + (size_t)1) * sizeof *a->start) &&
           same_bytes(a->mentor, b->mentor, count * sizeof *a->mentor) &&
           same_bytes(a->score, b->score, count * sizeof *a->score);
}

static bool same_problem(const struct problem *a, const struct problem *b)
{
    bool first = (a->first == NULL) == (b->first == NULL) &&
                 (a->first == NULL || same_bytes(a->first, b->first, a->student_count));
    return a->student_count == b->student_count && a->mentor_count == b->mentor_count &&
           same_bytes(a->seats, b->seats, a->mentor_count * sizeof *a->seats) &&
           a->minimum_bp == b->minimum_bp && same_edges(&a->edges, &b->edges) &&
           same_lists(&a->wishes, &b->wishes, a->student_count) &&
           same_lists(&a->priorities, &b->priorities, a->mentor_count) &&
           same_pairs(&a->never, &b->never) && same_pairs(&a->must, &b->must) &&
           same_pairs(&a->pin, &b->pin) && first && same_bytes(&a->hash, &b->hash, sizeof a->hash);
}

static struct problem *read_back(const struct problem *problem)
{
    struct text text = {0};
    struct faults faults = faults_in(arena);
    struct problem *again = NULL;
    problem_write(problem, &text);
    cr_assert(eq(int, text_status(&text), STATUS_OK));
    struct digest digest = digest_of(text.bytes, text.size);
    cr_assert(same_bytes(&digest, &problem->hash, sizeof digest));
    cr_assert(eq(int, problem_text_read(text.bytes, text.size, arena, &faults, &again), STATUS_OK));
    text_free(&text);
    return again;
}

/* Some of the items once more, at the end. */
static void add_doubles(struct rng *rng, struct draft *draft)
{
    struct draft_edge *edges = arena_array(arena, 2 * draft->edge_count, sizeof *edges);
    size_t count = draft->edge_count;
    if (count > 0)
        memcpy(edges, draft->edges, count * sizeof *edges);
    for (size_t i = 0; i < draft->edge_count; i++)
        if (draw_percent(rng, 30))
            edges[count++] = draft->edges[i];
    draft->edges = edges;
    draft->edge_count = count;
}

/* Rows and rules rise, without doubles. */
static bool is_canonical(const struct problem *problem)
{
    const struct graph *edges = &problem->edges;
    const struct pairs *all[] = {&problem->never, &problem->must, &problem->pin};
    for (uint32_t i = 0; i < problem->student_count; i++)
        for (size_t at = edges->start[i] + 1; at < edges->start[i + 1]; at++)
            if (edges->mentor[at - 1] >= edges->mentor[at])
                return false;
    for (size_t kind = 0; kind < 3; kind++)
        for (size_t at = 1; at < all[kind]->count; at++) {
            struct pair a = all[kind]->items[at - 1], b = all[kind]->items[at];
            if (a.student > b.student || (a.student == b.student && a.mentor >= b.mentor))
                return false;
        }
    return true;
}

static void check_case(struct rng *rng, const struct random_bounds *bounds)
{
    struct draft *draft = draft_draw(rng, bounds, arena);
    struct problem *problem = draft_build(draft, arena);
    cr_assert(same_problem(problem, read_back(problem)));
    cr_assert(is_canonical(problem));
    add_doubles(rng, draft);
    for (unsigned k = 0; k < SHUFFLES; k++) {
        draft_shuffle(rng, draft);
        cr_assert(same_problem(problem, draft_build(draft, arena)));
    }
    arena_reset(arena);
}

Test(problem_canonical, any_order_gives_the_same_small_problem)
{
    struct rng rng = rng_seeded(3);
    for (unsigned i = 0; i < CASES_SMALL; i++)
        check_case(&rng, &random_small);
}

Test(problem_canonical, any_order_gives_the_same_middling_problem)
{
    struct rng rng = rng_seeded(4);
    for (unsigned i = 0; i < CASES_MIDDLING; i++)
        check_case(&rng, &random_middling);
}

/* Another value anywhere is another hash. */
Test(problem_canonical, another_problem_has_another_hash)
{
    struct rng rng = rng_seeded(5);
    for (unsigned i = 0; i < CASES_SMALL; i++) {
        struct draft *draft = draft_draw(&rng, &random_small, arena);
        draft->first = NULL; /* one student may be added */
        struct digest before = draft_build(draft, arena)->hash;
        switch (draw_below(&rng, 4)) {
        case 0: draft->seats[draw_below(&rng, draft->mentor_count)]++; break;
        case 1: draft->minimum_bp += draft->minimum_bp < SCORE_BP_MAX ? 1 : -1; break;
        case 2: draft->student_count++; break;
        default:
            if (draft->edge_count > 0)
                draft->edge_count--;
            else
                draft->seats[0]++;
        }
        struct digest after = draft_build(draft, arena)->hash;
        cr_assert(not(same_bytes(&before, &after, sizeof before)));
        arena_reset(arena);
    }
}
