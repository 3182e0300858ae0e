#include "matcher/verify_inner.h"
#include "scoring/base/arena.h"

#include <assert.h>
#include <string.h>

/* What can be said before anything is worked out; false: the rest would make no sense. */
static bool head_check(const struct verify_check *check)
{
    const struct problem *problem = check->problem;
    const struct result *result = check->result;
    if (memcmp(&result->problem, &problem->hash, sizeof problem->hash) != 0)
        fault_add(check->faults, 0, "problem", "problem", "this is the result of another problem");
    if ((unsigned)result->objective >= OBJECTIVE_COUNT) {
        fault_add(check->faults, 0, "objective", "objective", "there is no such objective");
        return false;
    }
    for (uint32_t i = 0; problem->first != NULL && i < problem->student_count; i++)
        if (problem->first[i] && result->objective != OBJECTIVE_MOST &&
            result->objective != OBJECTIVE_FAIR) {
            fault_add(check->faults, 0, "objective", "first",
                      "this objective takes no students who go first");
            break;
        }
    if (result->objective == OBJECTIVE_REPAIR && problem->announced == NULL)
        fault_add(check->faults, 0, "objective", "announced", "nothing was announced to repair");
    return true;
}

static enum status check_matching(struct verify_check *check)
{
    verify_bonuses_find(check);
    verify_rules_check(check);
    verify_certificate_check(check);
    enum status status = verify_pairs_start(check);
    if (status == STATUS_OK)
        status = verify_row_start(check);
    if (status == STATUS_OK)
        status = verify_pass_run(check);
    if (status != STATUS_OK)
        return status;
    verify_pairs_check(check);
    if (check->has_covers)
        verify_covers_check(check);
    if (check->has_prices && check->result->objective != OBJECTIVE_STABLE)
        check->gap = verify_prices_check(check);
    status = verify_stable_check(check);
    return status == STATUS_OK ? verify_figures_check(check) : status;
}

/* Infeasible or not, and if not, all else. */
static enum status check_all(struct verify_check *check)
{
    if (!head_check(check))
        return STATUS_OK;
    if (verify_rules_find(check->problem, check->arena, &check->rules) != STATUS_OK)
        return STATUS_MEMORY;
    bool infeasible = check->rules.conflict_count > 0;
    if (infeasible != check->result->infeasible)
        return fault_add(check->faults, 0, "infeasible", "infeasible",
                         infeasible ? "there are musts that cannot hold together"
                                    : "all musts hold together");
    if (infeasible) {
        verify_conflict_check(check);
        return STATUS_OK;
    }
    if (check->result->conflict_count != 0)
        fault_add(check->faults, 0, "conflict", "conflict", "nothing is in conflict");
    return check_matching(check);
}

size_t verify_workers(const struct problem *problem, size_t workers)
{
    assert(workers >= 1 && workers <= WORKERS_MAX);
    return problem_is_dense(problem) && workers > problem->rows->workers ? problem->rows->workers
                                                                         : workers;
}

static struct verified what_was_verified(const struct verify_check *check)
{
    struct verified verified = {.gap = check->gap};
    for (size_t w = 0; check->worker != NULL && w < check->workers; w++)
        verified.pairs += check->worker[w].pairs;
    verified.has_gap = !check->result->infeasible && check->result->objective != OBJECTIVE_STABLE;
    return verified;
}

enum status verify(const struct problem *problem, const struct result *result, size_t workers,
                   const struct watch *watch, struct faults *faults, struct verified *ret_verified)
{
    struct verify_check check = {.problem = problem,
                                 .result = result,
                                 .workers = verify_workers(problem, workers),
                                 .watch = watch,
                                 .faults = faults};
    size_t faults_before = faults->total;
    enum status status = arena_new(0, &check.arena);
    if (status != STATUS_OK)
        return status;
    status = check_all(&check);
    if (status == STATUS_OK && faults->total > faults_before)
        status = STATUS_INVALID;
    if (status == STATUS_OK)
        *ret_verified = what_was_verified(&check);
    arena_free(check.arena);
    return status;
}
