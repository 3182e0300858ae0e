/* How long the exact solver takes on graphs of 1.5 million pairs: by kind of score and seats, total
 * and most; the greatest number and its cover (fair asks for some 14 of them); and a graph of
 * 10 000 students and 5 000 mentors that grows by 100 000 pairs at a time, each solved from the
 * last. Processor time, median of 3; about a minute. Figures, never pass or fail. */
#include "matcher/cover.h"
#include "matcher/optimal.h"
#include "scoring/base/rng.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DEGREE 30 /* mentors drawn for a student */
#define RUNS   3

enum kind { UNIFORM, QUALITY, EQUAL, EXTREMES, NOISE, GRID, POPULAR, LOCAL };

struct shape {
    const char *name;
    enum kind kind;
    uint32_t students, mentors;
    double seats; /* for each student */
};

struct made {
    struct graph graph;
    size_t *start;
    uint32_t *mentor, *seats;
    int16_t *score;
    struct weighing most;
    int64_t *bonus;
    struct assignment assignment;
};

static void *need(size_t count, size_t size)
{
    void *room = calloc(count + 1, size);
    if (room == NULL)
        exit(3);
    return room;
}

static void need_ok(enum status status)
{
    if (status == STATUS_OK)
        return;
    fprintf(stderr, "%s\n", status_word(status));
    exit(3);
}

static double now_ms(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int compare_doubles(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

static int compare_mentors(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

static uint32_t below(struct rng *rng, uint64_t bound)
{
    return (uint32_t)rng_below(rng, bound);
}

/* Popular: few mentors are drawn by most students. Local: one of 400 near the student's place. */
static uint32_t draw_mentor(struct rng *rng, const struct shape *shape, uint32_t student)
{
    uint64_t mentors = shape->mentors;
    if (shape->kind == POPULAR) {
        uint64_t a = rng_below(rng, mentors), b = rng_below(rng, mentors);
        return (uint32_t)(a * b / mentors * rng_below(rng, mentors) / mentors);
    }
    if (shape->kind == LOCAL)
        return (uint32_t)((student * mentors / shape->students + rng_below(rng, 400)) % mentors);
    return (uint32_t)rng_below(rng, mentors);
}

/* Quality: what student and mentor bring themselves, and a third of chance. */
static int16_t draw_score(struct rng *rng, enum kind kind, uint32_t student, uint32_t mentor)
{
    switch (kind) {
    case QUALITY:
        return (int16_t)(student * 7919U % 3000 + mentor * 104729U % 4000 + below(rng, 3001));
    case EQUAL: return 7000;
    case EXTREMES: return below(rng, 2) ? SCORE_BP_MAX : 0;
    case NOISE: return (int16_t)(7000 + below(rng, 5));
    case GRID: return (int16_t)((student * 7 + mentor * 3) % 11 * 1000);
    default: return (int16_t)below(rng, SCORE_BP_MAX + 1);
    }
}

static size_t draw_row(struct rng *rng, const struct shape *shape, uint32_t student, size_t count,
                       struct made *made)
{
    uint32_t drawn[DEGREE * 2];
    size_t degree = shape->students > 10000 ? DEGREE : DEGREE * 2;
    for (size_t k = 0; k < degree; k++)
        drawn[k] = draw_mentor(rng, shape, student);
    qsort(drawn, degree, sizeof *drawn, compare_mentors);
    for (size_t k = 0; k < degree; k++) {
        if (k > 0 && drawn[k] == drawn[k - 1])
            continue;
        made->mentor[count] = drawn[k];
        made->score[count++] = draw_score(rng, shape->kind, student, drawn[k]);
    }
    return count;
}

static struct made make(const struct shape *shape)
{
    struct rng rng = rng_seeded(1);
    struct made made = {.start = need(shape->students + 1, sizeof(size_t)),
                        .mentor = need((size_t)shape->students * DEGREE * 2, sizeof(uint32_t)),
                        .score = need((size_t)shape->students * DEGREE * 2, sizeof(int16_t)),
                        .seats = need(shape->mentors, sizeof(uint32_t)),
                        .bonus = need(shape->students, sizeof(int64_t))};
    for (uint32_t i = 0; i < shape->students; i++) {
        made.start[i + 1] = draw_row(&rng, shape, i, made.start[i], &made);
        made.bonus[i] = (int64_t)SCORE_BP_MAX * shape->students + 1;
    }
    for (uint64_t seats = (uint64_t)(shape->seats * shape->students); seats > 0; seats--)
        made.seats[below(&rng, shape->mentors)]++;
    made.graph =
        (struct graph){shape->students, shape->mentors, made.start, made.mentor, made.score};
    made.most.bonus = made.bonus;
    made.assignment.mentor_of = need(shape->students, sizeof(uint32_t));
    made.assignment.price = need(shape->mentors, sizeof(int64_t));
    return made;
}

static void forget(struct made *made)
{
    memset(made->assignment.mentor_of, 0xff, made->graph.student_count * sizeof(uint32_t));
    memset(made->assignment.price, 0, made->graph.mentor_count * sizeof(int64_t));
}

static void made_free(struct made *made)
{
    free(made->start);
    free(made->mentor);
    free(made->score);
    free(made->seats);
    free(made->bonus);
    free(made->assignment.mentor_of);
    free(made->assignment.price);
}

static double time_optimal(struct made *made, const struct weighing *weighing)
{
    double times[RUNS];
    for (int r = 0; r < RUNS; r++) {
        forget(made);
        double start = now_ms();
        need_ok(optimal_solve(&made->graph, made->seats, weighing, NULL, &made->assignment));
        times[r] = now_ms() - start;
    }
    qsort(times, RUNS, sizeof *times, compare_doubles);
    return times[RUNS / 2];
}

static double time_cover(struct made *made, uint32_t *ret_matched)
{
    double times[RUNS];
    bool *students = need(made->graph.student_count, 1),
         *mentors = need(made->graph.mentor_count, 1);
    for (int r = 0; r < RUNS; r++) {
        forget(made);
        double start = now_ms();
        need_ok(cover_solve(&made->graph, made->seats, 0, NULL, made->assignment.mentor_of,
                            students, mentors, ret_matched));
        times[r] = now_ms() - start;
    }
    free(students);
    free(mentors);
    qsort(times, RUNS, sizeof *times, compare_doubles);
    return times[RUNS / 2];
}

static void bench_shapes(void)
{
    static const struct shape shapes[] = {
        {"any score", UNIFORM, 50000, 100000, 6},  {"any score", UNIFORM, 50000, 50000, 2},
        {"any score", UNIFORM, 50000, 50000, 1.1}, {"any score", UNIFORM, 50000, 16700, 1.004},
        {"any score", UNIFORM, 50000, 50000, 1},   {"any score", UNIFORM, 50000, 50000, 0.9},
        {"quality", QUALITY, 50000, 100000, 6},    {"quality", QUALITY, 50000, 16700, 1.1},
        {"quality", QUALITY, 50000, 16700, 1.004}, {"quality", QUALITY, 50000, 16700, 1},
        {"quality", QUALITY, 50000, 16700, 0.9},   {"all equal", EQUAL, 50000, 50000, 0.9},
        {"0 or 10000", EXTREMES, 50000, 50000, 1}, {"7000 to 7004", NOISE, 50000, 50000, 0.9},
        {"grid", GRID, 50000, 16700, 1},           {"few popular", POPULAR, 50000, 16700, 1.004},
        {"neighbours", LOCAL, 50000, 16700, 1.1},
    };
    printf("%-13s %8s %8s %6s %9s %9s %9s %9s\n", "scores", "students", "mentors", "seats",
           "matched", "total ms", "most ms", "cover ms");
    for (size_t s = 0; s < sizeof shapes / sizeof shapes[0]; s++) {
        struct made made = make(&shapes[s]);
        uint32_t matched = 0;
        double cover = time_cover(&made, &matched);
        double total = time_optimal(&made, &(struct weighing){0});
        double most = time_optimal(&made, &made.most);
        printf("%-13s %8u %8u %6.3f %9u %9.0f %9.0f %9.0f\n", shapes[s].name, shapes[s].students,
               shapes[s].mentors, shapes[s].seats, matched, total, most, cover);
        (void)fflush(stdout);
        made_free(&made);
    }
}

/* Keeps the pairs of which the part is 0 .. parts-1, six kinds of them, all of the student's. */
static struct graph grown(const struct made *made, size_t parts, size_t *start, uint32_t *mentor,
                          int16_t *score)
{
    const struct graph *g = &made->graph;
    size_t count = 0;
    for (uint32_t i = 0; i < g->student_count; i++) {
        for (size_t e = g->start[i]; e < g->start[i + 1]; e++) {
            if ((size_t)(g->mentor[e] + i) % 6 >= parts)
                continue;
            mentor[count] = g->mentor[e];
            score[count++] = g->score[e];
        }
        start[i + 1] = count;
    }
    return (struct graph){g->student_count, g->mentor_count, start, mentor, score};
}

static void bench_growth(bool most)
{
    static const struct shape shape = {"quality", QUALITY, 10000, 5000, 0.73};
    struct made made = make(&shape);
    size_t *start = need(shape.students + 1, sizeof *start);
    uint32_t *mentor = need(graph_edge_count(&made.graph), sizeof *mentor);
    int16_t *score = need(graph_edge_count(&made.graph), sizeof *score);
    printf("grows, %s:", most ? "most" : "total");
    forget(&made);
    for (size_t parts = 1; parts <= 6; parts++) {
        struct graph graph = grown(&made, parts, start, mentor, score);
        double begin = now_ms();
        need_ok(optimal_solve(&graph, made.seats, most ? &made.most : &(struct weighing){0}, NULL,
                              &made.assignment));
        printf("  %zu pairs %.0f ms", graph_edge_count(&graph), now_ms() - begin);
    }
    printf("\n");
    free(start);
    free(mentor);
    free(score);
    made_free(&made);
}

int main(void)
{
    bench_shapes();
    bench_growth(false);
    bench_growth(true);
    return 0;
}
