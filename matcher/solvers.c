/* The table of solvers, and the way every one of them is asked. */
#include "matcher/solvers.h"

#include "matcher/measure.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <assert.h>
#include <stdlib.h>

const struct solver *const solvers[OBJECTIVE_COUNT] = {
    [OBJECTIVE_TOTAL] = &total_solver,   [OBJECTIVE_MOST] = &most_solver,
    [OBJECTIVE_FAIR] = &fair_solver,     [OBJECTIVE_STABLE] = &stable_solver,
    [OBJECTIVE_REPAIR] = &repair_solver,
};

const char *const objective_words[] = {
#define OBJECTIVE_WORD(name, word, summary) word,
    OBJECTIVES(OBJECTIVE_WORD)
#undef OBJECTIVE_WORD
        NULL};

const char *objective_word(enum objective objective)
{
    return objective_words[objective];
}

/* What the objective cannot honour is refused, not passed over. */
static enum status refuse(const struct solving *solving, struct faults *faults)
{
    const struct problem *problem = solving->problem;
    const char *word = objective_word(solving->objective);
    if (solving->objective == OBJECTIVE_REPAIR && problem->announced == NULL)
        return fault_add(faults, 0, "announced", "missing",
                         "repair starts from announced pairs, and there are none");
    if (solvers[solving->objective]->takes_first || problem->first == NULL)
        return STATUS_OK;
    for (uint32_t i = 0; i < problem->student_count; i++)
        if (problem->first[i])
            return fault_add(faults, 0, "first", "refused",
                             "the objective \"%s\" cannot let student %u go first; "
                             "take \"most\" or \"fair\", or leave out who goes first",
                             word, i + 1);
    return STATUS_OK;
}

/* The score of a pair that a rule fixed: what the problem says of it, else 0. */
static int32_t fixed_score(const struct problem *problem, struct pair pair, int16_t *row)
{
    const struct graph *edges = &problem->edges;
    if (problem_is_dense(problem)) {
        problem->rows->fill(problem->rows->context, 0, pair.student, row);
        return rows_score(problem->rows, pair.student, pair.mentor, row[pair.mentor]);
    }
    for (size_t e = edges->start[pair.student]; e < edges->start[pair.student + 1]; e++)
        if (edges->mentor[e] == pair.mentor)
            return edges->score[e];
    return 0;
}

static int32_t chosen_score(struct market *market, struct pair pair, int16_t *row)
{
    const struct graph *graph = market_graph(market);
    if (graph == NULL) {
        market_row(market, 0, pair.student, row);
        assert(row[pair.mentor] != ROW_IMPOSSIBLE);
        return row[pair.mentor];
    }
    size_t e = graph->start[pair.student];
    while (e < graph->start[pair.student + 1] && graph->mentor[e] != pair.mentor)
        e++;
    assert(e < graph->start[pair.student + 1]);
    return graph->score[e];
}

/* Pairs, fixed ones among them, by student; scores, element i, of pair i. */
static enum status list_pairs(const struct solver_task *task, const uint32_t *mentor_of,
                              int32_t *scores, struct result *result)
{
    const struct problem *problem = task->solving->problem;
    struct pair *pairs = arena_array(task->arena, problem->student_count, sizeof *pairs);
    int16_t *row = malloc(((size_t)problem->mentor_count + 1) * sizeof *row);
    int32_t count = 0;
    if (pairs == NULL || row == NULL) {
        free(row);
        return STATUS_MEMORY;
    }
    for (uint32_t i = 0; i < problem->student_count; i++) {
        bool is_fixed = task->settled->mentor_of[i] != NOBODY;
        struct pair pair = {i, is_fixed ? task->settled->mentor_of[i] : mentor_of[i]};
        if (pair.mentor == NOBODY)
            continue;
        scores[count] =
            is_fixed ? fixed_score(problem, pair, row) : chosen_score(task->market, pair, row);
        pairs[count++] = pair;
    }
    free(row);
    result->pairs = pairs;
    result->matched = count;
    return STATUS_OK;
}

static enum status match(const struct solver_task *task, uint32_t *mentor_of, int32_t *scores,
                         struct result *result)
{
    const struct problem *problem = task->solving->problem;
    for (uint32_t i = 0; i < problem->student_count; i++)
        mentor_of[i] = NOBODY;
    enum status status = solvers[task->solving->objective]->solve(
        task, mentor_of, &result->certificate, &result->stability);
    if (status == STATUS_OK)
        status = list_pairs(task, mentor_of, scores, result);
    if (status == STATUS_OK)
        status = measure(problem, task->settled, scores, task->arena, result);
    return status;
}

static enum status solve_settled(const struct solving *solving, const struct settled *settled,
                                 struct arena *arena, struct result *result)
{
    const struct problem *problem = solving->problem;
    struct solver_task task = {.solving = solving, .settled = settled, .arena = arena};
    enum status status =
        market_new(problem, settled, solving->workers, solving->watch, &task.market);
    if (status != STATUS_OK)
        return status;
    uint32_t *mentor_of = malloc(((size_t)problem->student_count + 1) * sizeof *mentor_of);
    int32_t *scores = malloc(((size_t)problem->student_count + 1) * sizeof *scores);
    status = mentor_of == NULL || scores == NULL ? STATUS_MEMORY
                                                 : match(&task, mentor_of, scores, result);
    free(scores);
    free(mentor_of);
    market_free(task.market);
    return status;
}

enum status solve(const struct solving *solving, struct arena *arena, struct faults *faults,
                  struct result *ret_result)
{
    struct settled settled;
    enum status status = refuse(solving, faults);
    if (status == STATUS_OK)
        status = settle(solving->problem, arena, &settled);
    if (status != STATUS_OK)
        return status;
    struct result result = {.objective = solving->objective, .problem = solving->problem->hash};
    if (settled.conflict_count > 0) {
        result.infeasible = true;
        result.conflict = settled.conflict;
        result.conflict_count = settled.conflict_count;
    } else {
        result.overridden = settled.overridden;
        result.overridden_count = settled.overridden_count;
        status = solve_settled(solving, &settled, arena, &result);
    }
    if (status == STATUS_OK)
        *ret_result = result;
    return status;
}
