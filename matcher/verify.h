/* The checker: proves a result from the problem alone, or says what does not hold. Shares no code
 * with any solver, with settle, measure, market or the search: what it needs it works out anew, in
 * plain loops over every pair. */
#ifndef MATCHER_VERIFY_H
#define MATCHER_VERIFY_H

#include "matcher/problem.h"
#include "matcher/result.h"
#include "matcher/watch.h"

struct faults;

/* What was proven, for people to read. */
struct verified {
    uint64_t pairs; /* possible pairs that were gone over */
    int64_t gap;    /* between the result and its proof: always 0 when proven by prices */
    bool has_gap;   /* false: stable or infeasible, proven otherwise */
};

/* Checks result against problem: hash, every pair possible or fixed by a rule that holds, each
 * student once, seats, never, must and pin, overridden rules, objective, total, matched, worst, all
 * figures, and the certificate over every possible pair. The rows of a dense problem must be plain
 * (score_pair on each pair: round.h), never those of the search. OK: proven. INVALID with a fault
 * for each thing that does not hold, where naming the member of the result ("total",
 * "pairs/12", "certificate/prices"). MEMORY, CANCELLED. O(pairs) of the problem. */
enum status MUST_CHECK verify(const struct problem *problem, const struct result *result,
                              size_t workers, const struct watch *watch, struct faults *faults,
                              struct verified *ret_verified);

#endif
