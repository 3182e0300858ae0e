#include "matcher/layers.h"
#include "matcher/solvers.h"

static enum status solve_repair(const struct solver_task *task, uint32_t *mentor_of,
                                struct certificate *ret_certificate,
                                struct stability *ret_stability)
{
    (void)ret_stability;
    layers_repair(task->solving->problem, ret_certificate);
    return layers_solve(task, mentor_of, ret_certificate);
}

const struct solver repair_solver = {.objective = OBJECTIVE_REPAIR, .solve = solve_repair};
