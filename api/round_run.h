/* A run of a frozen round, made: the bytes of its snapshot and its row in, its files out, proven.
 * Knows no database, no clock, no place: the same order gives the same bytes on every server. */
#ifndef API_ROUND_RUN_H
#define API_ROUND_RUN_H

#include "scoring/score.h"

#include <stddef.h>

struct arena;
struct faults;
struct run;
struct run_order;
struct watch;

/* Reads the snapshot, changes it as the order says (settings, rules, seats, who left, what was
 * announced), solves it, and proves what was found over plain rows. Who goes first is left out
 * where the objective takes no such rule; a rule of decisions (not asked for) that names nobody of
 * this snapshot says nothing. workers, watch as struct solving. The caller ends it with run_free. A
 * round whose musts cannot hold together is OK: its result says so, proven too. CONFLICT with a
 * fault: other tables or another engine froze the round; SYNTAX or INVALID with faults: the order
 * cannot be followed, or the proof does not hold; MEMORY, CANCELLED. */
enum status MUST_CHECK round_run_make(const struct scorer *scorer, const struct run_order *order,
                                      size_t workers, const struct watch *watch,
                                      struct arena *arena, struct faults *faults,
                                      struct run **ret_run);

#endif
