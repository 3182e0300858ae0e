/* The rules of the staff, by ids, as the lists of a problem, by numbers. Inside matcher/round only.
 */
#ifndef MATCHER_ROUND_RULES_H
#define MATCHER_ROUND_RULES_H

#include "matcher/round.h"

struct arena;
struct faults;

/* Fills never, must, pin, wishes, first and announced of a problem over the round's people, whose
 * counts are set; memory is of arena. INVALID with faults (where "rules"): somebody who is not in
 * the round, a must or pin of somebody with themself, a wish's rank or mentor that comes twice. An
 * announced pair whose student or mentor is gone is passed over. MEMORY. */
enum status MUST_CHECK round_rules(const struct round *round, struct arena *arena,
                                   struct faults *faults, struct problem *problem);

#endif
