#include "matcher/layers.h"
#include "matcher/solvers.h"

static enum status solve_most(const struct solver_task *task, uint32_t *mentor_of,
                              struct certificate *ret_certificate, struct stability *ret_stability)
{
    (void)ret_stability;
    layers_most(task->solving->problem, ret_certificate);
    return layers_solve(task, mentor_of, ret_certificate);
}

const struct solver most_solver = {
    .objective = OBJECTIVE_MOST, .takes_first = true, .takes_problem = true, .solve = solve_most};
