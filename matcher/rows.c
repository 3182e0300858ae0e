#include "matcher/rows.h"

#include "matcher/columns.h"
#include "matcher/rows_plain.h"
#include "matcher/sieve.h"
#include "matcher/workers.h"
#include "scoring/base/arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Points of a mentor whose conditions do not hold: below zero whatever the criteria add. */
#define REFUSED ((int16_t)-30000)

_Static_assert(REFUSED + SCORE_BP_MAX < 0, "a refused mentor is never possible");

/* What one worker computes a row with: made once, so that a row allocates nothing. */
struct scratch {
    void *tables[CRITERION_COUNT];
    int16_t *points[CRITERION_COUNT]; /* by profile of the column */
    int16_t *offers;                  /* by profile of offers: 0 or REFUSED */
};

struct state {
    struct rows rows; /* first: rows_free is given it */
    struct rows_of_people people;
    struct arena *arena;
    struct columns columns;    /* of the mentors; by table only */
    struct sieve **sieves;     /* element i: what student i may pass; by table only */
    uint32_t *selves;          /* element i: student i as a mentor, or NOBODY; by table only */
    struct scratch *scratches; /* element w: of worker w; by table only */
    struct rows_plain *plain;  /* plainly only */
};

/* ---- by table */

/* Lane by lane, so that the processor has many look-ups under way. */
static void add_points(const struct column *column, const int16_t *points, size_t count,
                       int16_t *scores)
{
    for (size_t j = 0; j < count; j++)
        scores[j] = (int16_t)(scores[j] + points[column->of[j]]);
}

static void add_criterion(const struct state *state, const struct scratch *scratch,
                          const struct wish *wish, size_t c, int16_t *scores)
{
    const struct column *column = &state->columns.criteria[c];
    int32_t weight = wish->weights.percent[c];
    (void)criteria[c]->fill(state->people.scorer, wish, scratch->tables[c]);
    for (size_t p = 0; p < column->profiles.count; p++) {
        size_t count = 0;
        const struct fact *facts = profiles_facts(&column->profiles, (uint32_t)p, &count);
        scratch->points[c][p] =
            (int16_t)(weight * criteria[c]->look(scratch->tables[c], facts, count));
    }
    add_points(column, scratch->points[c], state->people.mentor_count, scores);
}

static void add_offers(const struct state *state, const struct scratch *scratch, uint32_t student,
                       int16_t *scores)
{
    const struct column *column = &state->columns.offers;
    for (size_t p = 0; p < column->profiles.count; p++) {
        size_t count = 0;
        const struct fact *facts = profiles_facts(&column->profiles, (uint32_t)p, &count);
        bool passes = sieve_passes_offer(state->sieves[student], facts, count);
        scratch->offers[p] = passes ? 0 : REFUSED;
    }
    add_points(column, scratch->offers, state->people.mentor_count, scores);
}

static void fill_by_table(void *context, size_t worker, uint32_t student, int16_t *ret_scores)
{
    const struct state *state = context;
    const struct scratch *scratch = &state->scratches[worker];
    const struct rows_of_people *people = &state->people;
    struct wish wish =
        wish_of_person(people->scorer, people->students[student], people->weights, people->as_of);
    memset(ret_scores, 0, people->mentor_count * sizeof *ret_scores);
    for (size_t c = 0; c < CRITERION_COUNT; c++)
        if (wish.weights.percent[c] > 0)
            add_criterion(state, scratch, &wish, c, ret_scores);
    add_offers(state, scratch, student, ret_scores);
    for (size_t j = 0; j < people->mentor_count; j++)
        ret_scores[j] = ret_scores[j] < 0 ? ROW_IMPOSSIBLE : ret_scores[j];
    if (state->selves[student] != NOBODY)
        ret_scores[state->selves[student]] = ROW_IMPOSSIBLE;
}

/* ---- plainly */

static void fill_plainly(void *context, size_t worker, uint32_t student, int16_t *ret_scores)
{
    const struct state *state = context;
    (void)worker;
    rows_plain_fill(state->plain, student, ret_scores);
}

/* ---- a pair of a rule, eligible or not */

static int32_t score_any(const void *context, uint32_t student, uint32_t mentor)
{
    const struct state *state = context;
    const struct rows_of_people *people = &state->people;
    struct wish wish =
        wish_of_person(people->scorer, people->students[student], people->weights, people->as_of);
    return score_pair(people->scorer, &wish, people->mentors[mentor]).score_bp;
}

/* ---- making */

static enum status make_scratch(struct state *state, struct scratch *scratch)
{
    struct arena *arena = state->arena;
    bool made = true;
    for (size_t c = 0; c < CRITERION_COUNT; c++) {
        size_t profiles = state->columns.criteria[c].profiles.count;
        scratch->tables[c] = arena_alloc(arena, criteria[c]->table_size(state->people.scorer));
        scratch->points[c] = arena_array(arena, profiles + 1, sizeof *scratch->points[c]);
        made = made && scratch->tables[c] != NULL && scratch->points[c] != NULL;
    }
    scratch->offers =
        arena_array(arena, state->columns.offers.profiles.count + 1, sizeof *scratch->offers);
    return made && scratch->offers != NULL ? STATUS_OK : STATUS_MEMORY;
}

static enum status make_sieves(struct state *state)
{
    static const struct filter no_filter;
    const struct rows_of_people *people = &state->people;
    state->sieves = arena_array(state->arena, people->student_count + 1, sizeof(struct sieve *));
    enum status status = state->sieves == NULL ? STATUS_MEMORY : STATUS_OK;
    for (size_t i = 0; i < people->student_count && status == STATUS_OK; i++)
        status = sieve_new(people->scorer->taxonomies, people->students[i], &no_filter,
                           &state->columns.programmes, state->arena, &state->sieves[i]);
    return status;
}

struct named {
    const char *id;
    uint32_t mentor;
};

static int compare_named(const void *left, const void *right)
{
    return strcmp(((const struct named *)left)->id, ((const struct named *)right)->id);
}

static void fill_selves(const struct rows_of_people *people, const struct named *mentors,
                        uint32_t *ret_selves)
{
    for (size_t i = 0; i < people->student_count; i++) {
        struct named sought = {people->students[i]->external_id, 0};
        const struct named *found =
            bsearch(&sought, mentors, people->mentor_count, sizeof *mentors, compare_named);
        ret_selves[i] = found == NULL ? NOBODY : found->mentor;
    }
}

static enum status find_selves(struct state *state)
{
    const struct rows_of_people *people = &state->people;
    struct named *mentors = calloc(people->mentor_count + 1, sizeof *mentors);
    state->selves = arena_array(state->arena, people->student_count + 1, sizeof *state->selves);
    if (mentors == NULL || state->selves == NULL) {
        free(mentors);
        return STATUS_MEMORY;
    }
    for (size_t j = 0; j < people->mentor_count; j++)
        mentors[j] = (struct named){people->mentors[j]->external_id, (uint32_t)j};
    qsort(mentors, people->mentor_count, sizeof *mentors, compare_named);
    fill_selves(people, mentors, state->selves);
    free(mentors);
    return STATUS_OK;
}

static enum status make_tables(struct state *state, size_t workers)
{
    const struct rows_of_people *people = &state->people;
    if (columns_code(people->scorer, people->mentors, people->mentor_count, people->as_of,
                     &state->columns) != STATUS_OK ||
        make_sieves(state) != STATUS_OK || find_selves(state) != STATUS_OK)
        return STATUS_MEMORY;
    state->scratches = arena_array(state->arena, workers, sizeof *state->scratches);
    enum status status = state->scratches == NULL ? STATUS_MEMORY : STATUS_OK;
    for (size_t w = 0; w < workers && status == STATUS_OK; w++)
        status = make_scratch(state, &state->scratches[w]);
    return status;
}

static struct state *state_new(const struct rows_of_people *people, size_t workers)
{
    assert(workers >= 1 && workers <= WORKERS_MAX);
    struct state *state = calloc(1, sizeof *state);
    if (state == NULL)
        return NULL;
    *state = (struct state){
        .rows = {.context = state, .workers = workers, .fill = fill_plainly, .score = score_any},
        .people = *people};
    return state;
}

enum status rows_new(const struct rows_of_people *people, size_t workers, struct rows **ret_rows)
{
    struct state *state = state_new(people, workers);
    if (state == NULL)
        return STATUS_MEMORY;
    state->rows.fill = fill_by_table;
    enum status status = arena_new(0, &state->arena);
    if (status == STATUS_OK)
        status = make_tables(state, workers);
    if (status != STATUS_OK) {
        rows_free(&state->rows);
        return status;
    }
    *ret_rows = &state->rows;
    return STATUS_OK;
}

enum status rows_plain_new(const struct rows_of_people *people, size_t workers,
                           const struct watch *watch, struct rows **ret_rows)
{
    struct state *state = state_new(people, workers);
    if (state == NULL)
        return STATUS_MEMORY;
    enum status status = rows_plain_make(people, workers, watch, &state->plain);
    if (status != STATUS_OK) {
        rows_free(&state->rows);
        return status;
    }
    state->rows.workers = WORKERS_MAX; /* a plain row takes no scratch */
    *ret_rows = &state->rows;
    return STATUS_OK;
}

void rows_free(struct rows *rows)
{
    if (rows == NULL)
        return;
    struct state *state = rows->context;
    columns_free(&state->columns);
    rows_plain_free(state->plain);
    arena_free(state->arena);
    free(state);
}
