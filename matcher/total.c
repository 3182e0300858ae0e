#include "matcher/layers.h"
#include "matcher/solvers.h"

static enum status solve_total(const struct solver_task *task, uint32_t *mentor_of,
                               struct certificate *ret_certificate, struct stability *ret_stability)
{
    (void)ret_stability;
    return layers_solve(task, mentor_of, ret_certificate);
}

const struct solver total_solver = {
    .objective = OBJECTIVE_TOTAL, .takes_problem = true, .solve = solve_total};
