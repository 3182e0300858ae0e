#include "matcher/layers.h"

#include "scoring/base/arena.h"

#include <string.h>

/* More than count students can have of a layer whose greatest unit is unit. */
static int64_t outweigh(uint32_t count, int64_t unit)
{
    return (int64_t)count * unit + 1;
}

static bool anybody_first(const struct problem *problem)
{
    bool anybody = false;
    for (uint32_t i = 0; problem->first != NULL && i < problem->student_count; i++)
        anybody |= problem->first[i];
    return anybody;
}

void layers_most(const struct problem *problem, struct certificate *certificate)
{
    uint32_t count = problem->student_count;
    certificate->first_bonus = anybody_first(problem) ? outweigh(count, SCORE_BP_MAX) : 0;
    certificate->most_bonus = outweigh(count, certificate->first_bonus + SCORE_BP_MAX);
}

void layers_repair(const struct problem *problem, struct certificate *certificate)
{
    uint32_t count = problem->student_count;
    certificate->keep_bonus = outweigh(count, SCORE_BP_MAX);
    certificate->most_bonus = outweigh(count, certificate->keep_bonus + SCORE_BP_MAX);
}

enum status layers_solve(const struct solver_task *task, uint32_t *mentor_of,
                         struct certificate *certificate)
{
    const struct problem *problem = task->solving->problem;
    int64_t *bonus = arena_array(task->arena, problem->student_count, sizeof *bonus);
    int64_t *price = arena_array(task->arena, problem->mentor_count, sizeof *price);
    if (bonus == NULL || price == NULL)
        return STATUS_MEMORY;
    for (uint32_t i = 0; i < problem->student_count; i++)
        bonus[i] = certificate->most_bonus +
                   (problem->first != NULL && problem->first[i] ? certificate->first_bonus : 0);
    if (task->solving->prices != NULL)
        memcpy(price, task->solving->prices, problem->mentor_count * sizeof *price);
    const struct weighing weighing = {.bonus = bonus,
                                      .keep =
                                          certificate->keep_bonus > 0 ? problem->announced : NULL,
                                      .keep_bonus = certificate->keep_bonus};
    struct assignment assignment = {.price = price};
    assignment.mentor_of = mentor_of;
    enum status status =
        market_optimal(task->market, &weighing, certificate->floor_bp, &assignment);
    if (status == STATUS_OK)
        certificate->prices = price;
    return status;
}
