#include "matcher/layers.h"
#include "matcher/solvers.h"
#include "scoring/base/arena.h"

/* First the worst score t, with the covers that prove it; then `most` over pairs of at least t: the
 * bonus sees to it that no fewer are matched. */
static enum status solve_fair(const struct solver_task *task, uint32_t *mentor_of,
                              struct certificate *ret_certificate, struct stability *ret_stability)
{
    size_t students = market_student_count(task->market);
    size_t mentors = market_mentor_count(task->market);
    struct worst worst = {
        .all_students = arena_array(task->arena, students, sizeof *worst.all_students),
        .all_mentors = arena_array(task->arena, mentors, sizeof *worst.all_mentors),
        .above_students = arena_array(task->arena, students, sizeof *worst.above_students),
        .above_mentors = arena_array(task->arena, mentors, sizeof *worst.above_mentors),
    };
    (void)ret_stability;
    if (worst.all_students == NULL || worst.all_mentors == NULL || worst.above_students == NULL ||
        worst.above_mentors == NULL)
        return STATUS_MEMORY;
    enum status status = market_worst(task->market, &worst);
    if (status != STATUS_OK)
        return status;
    ret_certificate->all = (struct cover){worst.all_students, worst.all_mentors};
    ret_certificate->above = (struct cover){worst.above_students, worst.above_mentors};
    ret_certificate->floor_bp = worst.score_bp;
    layers_most(task->solving->problem, ret_certificate);
    return layers_solve(task, mentor_of, ret_certificate);
}

const struct solver fair_solver = {
    .objective = OBJECTIVE_FAIR, .takes_first = true, .takes_problem = true, .solve = solve_fair};
