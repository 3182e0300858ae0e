/* The door to the solvers: a problem and an objective in, a result with its proof out. A solver is
 * a file, its entry on top; solvers.c lists them on one screen. */
#ifndef MATCHER_SOLVER_H
#define MATCHER_SOLVER_H

#include "matcher/market.h"
#include "matcher/result.h"

struct faults;

struct solving {
    const struct problem *problem;
    enum objective objective;
    size_t workers;            /* 1..WORKERS_MAX; the result is the same with any */
    const struct watch *watch; /* NULL: none */
    const int64_t *prices;     /* by mentor: where the search begins, such as those of a like
                                  problem; NULL: 0. May change which of several equal results is
                                  found, never its figures. */
};

/* What a solver is given: rules are settled, and hold together. */
struct solver_task {
    const struct solving *solving;
    const struct settled *settled;
    struct market *market;
    struct arena *arena; /* of the result */
};

struct solver {
    enum objective objective;
    bool takes_first;   /* honours students who go first; otherwise they are refused */
    bool takes_problem; /* offered for problems of numbers (repair needs announced pairs) */
    /* Matches the market: mentor_of, by student, comes as all NOBODY, and is filled; the
     * certificate and, where it applies, stability. */
    enum status (*solve)(const struct solver_task *task, uint32_t *mentor_of,
                         struct certificate *ret_certificate, struct stability *ret_stability);
};

/* Element o is the solver of enum objective o. */
extern const struct solver *const solvers[OBJECTIVE_COUNT];

/* Solves; the result is in arena. INVALID with a fault when `first` is given to an objective that
 * does not take it, or repair has no announced pairs; MEMORY; CANCELLED. A problem whose musts
 * cannot hold together is OK: the result says infeasible, with the proof. */
enum status MUST_CHECK solve(const struct solving *solving, struct arena *arena,
                             struct faults *faults, struct result *ret_result);

#endif
