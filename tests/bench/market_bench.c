/* How long dense problems of 10 000 students and 5 000 mentors take, by objective, seats and kind
 * of score. market_bench [students mentors [kind [seats as per cent of students [workers]]]] */
#include "matcher/solver.h"
#include "matcher/workers.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/rng.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Somebody of some field, occupation, language and place: pairs score as coarsely as people do. */
struct somebody {
    uint8_t field, language;
    uint16_t occupation;
    int16_t x, y;
};

struct crowd {
    const char *kind;
    uint32_t mentor_count;
    struct somebody *students, *mentors;
};

/* Few are much more usual than many: the smaller of two draws. */
static uint32_t skewed(struct rng *rng, uint32_t bound)
{
    uint64_t a = rng_below(rng, bound), b = rng_below(rng, bound);
    return (uint32_t)(a < b ? a : b);
}

static struct somebody *draw_crowd(struct rng *rng, size_t count)
{
    struct somebody *crowd = calloc(count, sizeof *crowd);
    assert(crowd != NULL);
    for (size_t i = 0; i < count; i++)
        crowd[i] = (struct somebody){.field = (uint8_t)skewed(rng, 80),
                                     .language = (uint8_t)(rng_below(rng, 4) ? 0 : skewed(rng, 40)),
                                     .occupation = (uint16_t)skewed(rng, 436),
                                     .x = (int16_t)skewed(rng, 500),
                                     .y = (int16_t)skewed(rng, 500)};
    return crowd;
}

static int32_t people_score(const struct somebody *a, const struct somebody *b)
{
    int32_t field = a->field == b->field           ? 100
                    : a->field / 4 == b->field / 4 ? 70
                    : a->field / 8 == b->field / 8 ? 40
                                                   : 10;
    int32_t career = a->occupation == b->occupation             ? 100
                     : a->occupation / 3 == b->occupation / 3   ? 80
                     : a->occupation / 10 == b->occupation / 10 ? 60
                     : a->occupation / 40 == b->occupation / 40 ? 30
                                                                : 5;
    int32_t away = abs(a->x - b->x) + abs(a->y - b->y);
    int32_t place = away < 10 ? 100 : away < 300 ? 100 - away / 3 : 0;
    return 40 * field + 30 * career + 15 * (b->language == 0 ? 60 : 100) + 15 * place;
}

static uint32_t hash_of(uint32_t a, uint32_t b)
{
    uint64_t x = ((uint64_t)a << 32 | b) * UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ x >> 29) * UINT64_C(0xBF58476D1CE4E5B9);
    return (uint32_t)(x >> 32);
}

static int16_t score_of(const struct crowd *crowd, uint32_t i, uint32_t j)
{
    static const int16_t few[3] = {0, 5000, 10000};
    switch (crowd->kind[0]) {
    case 'r': return (int16_t)(hash_of(i, j) % (SCORE_BP_MAX + 1)); /* random */
    case 'f': return few[hash_of(i, j) % 3];                        /* few */
    case 'e': return 5000;                                          /* equal */
    case 'a': return (int16_t)(hash_of(1, j) % (SCORE_BP_MAX + 1)); /* alike */
    case 't': return (int16_t)(hash_of(i % 40, j) % 200 * 50);      /* types */
    default: break;
    }
    const struct somebody *a = &crowd->students[i], *b = &crowd->mentors[j];
    return a->language != b->language && a->language != 0 && b->language != 0
               ? ROW_IMPOSSIBLE
               : (int16_t)people_score(a, b);
}

static void fill(void *context, size_t worker, uint32_t student, int16_t *ret_scores)
{
    const struct crowd *crowd = context;
    (void)worker;
    for (uint32_t j = 0; j < crowd->mentor_count; j++)
        ret_scores[j] = score_of(crowd, student, j);
}

static double now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void tell(void *context, const char *stage, uint64_t done, uint64_t total)
{
    if (getenv("MARKET_TELL") != NULL)
        printf("  %8.3f %s %" PRIu64 " %" PRIu64 "\n", now() - *(double *)context, stage, done,
               total);
}

struct trial {
    uint32_t students, mentors, percent;
    const char *kind;
    size_t workers;
};

static void run(const struct trial *trial, const struct problem *problem, enum objective objective)
{
    struct arena *arena;
    enum status status = arena_new(0, &arena);
    assert(status == STATUS_OK);
    struct faults faults = faults_in(arena);
    double begin = now();
    struct watch watch = {.context = &begin, .progress = tell};
    struct solving solving = {problem, objective, trial->workers, &watch, NULL};
    struct result result;
    status = solve(&solving, arena, &faults, &result);
    assert(status == STATUS_OK);
    printf("%u x %u %s seats %u%% workers %zu %s: matched %d worst %d total %" PRId64 " %.2f s\n",
           trial->students, trial->mentors, trial->kind, trial->percent, trial->workers,
           objective_word(objective), result.matched, result.worst, result.total, now() - begin);
    (void)fflush(stdout);
    arena_free(arena);
}

static void try_out(const struct trial *trial)
{
    struct rng rng = rng_seeded(7);
    struct crowd crowd = {trial->kind, trial->mentors, draw_crowd(&rng, trial->students),
                          draw_crowd(&rng, trial->mentors)};
    struct rows rows = {.context = &crowd, .workers = WORKERS_MAX, .fill = fill};
    uint32_t *seats = calloc(trial->mentors, sizeof *seats);
    size_t *start = calloc((size_t)trial->students + 1, sizeof *start);
    assert(seats != NULL && start != NULL);
    uint64_t all = (uint64_t)trial->students * trial->percent / 100;
    for (uint64_t k = 0; k < all; k++)
        seats[rng_below(&rng, trial->mentors)]++;
    struct problem problem = {.student_count = trial->students,
                              .mentor_count = trial->mentors,
                              .seats = seats,
                              .minimum_bp = trial->kind[0] == 'p' ? 3500 : 0,
                              .edges = {trial->students, trial->mentors, start, NULL, NULL},
                              .rows = &rows};
    static const enum objective objectives[] = {OBJECTIVE_TOTAL, OBJECTIVE_MOST, OBJECTIVE_FAIR};
    const char *only = getenv("MARKET_ONLY");
    for (size_t o = 0; o < sizeof objectives / sizeof *objectives; o++)
        if (only == NULL || strcmp(only, objective_word(objectives[o])) == 0)
            run(trial, &problem, objectives[o]);
    free(seats);
    free(start);
    free(crowd.students);
    free(crowd.mentors);
}

int main(int count, char **words)
{
    static const char *const kinds[] = {"people", "random", "few", "equal", "alike", "types"};
    static const uint32_t percents[] = {73, 100, 150};
    uint32_t students = count > 2 ? (uint32_t)strtoul(words[1], NULL, 10) : 10000;
    uint32_t mentors = count > 2 ? (uint32_t)strtoul(words[2], NULL, 10) : 5000;
    size_t workers = count > 5 ? (size_t)strtoul(words[5], NULL, 10) : 2;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t p = 0; p < sizeof percents / sizeof *percents; p++) {
            uint32_t percent = percents[p];
            if (count > 3 && strcmp(words[3], kinds[k]) != 0)
                continue;
            if (count > 4 && (uint32_t)strtoul(words[4], NULL, 10) != percent)
                continue;
            try_out(&(struct trial){students, mentors, percent, kinds[k], workers});
        }
    return 0;
}
