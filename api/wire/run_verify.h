/* Proves the folder of a run from its snapshot alone: the result by matcher/verify, over the plain
 * score of every pair, and then what the other files say, each worked out once more in plain loops,
 * without the code that wrote them. */
#ifndef API_WIRE_RUN_VERIFY_H
#define API_WIRE_RUN_VERIFY_H

#include "api/wire/run.h"
#include "matcher/verify.h"

/* Of a run that run_read gave (so the files are those that run.json names). Proves
 *   snapshot.tsv   the problem in numbers says what it says: people by lot, seats, every rule
 *   run.json       all that verify proves; settings; students by field and by country; the sums
 *   pairs.csv      the same pairs, each with its plain score, parts, rule and eligibility
 *   unmatched.csv  every student without a mentor and every mentor with an empty seat, once each,
 *                  with a reason of its kind and a sentence; the reasons sum to those in run.json
 *   shortages.csv  students - seats of each row, and that they sum to the number whom no matching
 *                  can match at the level, counted by the checker
 * OK: proven. INVALID with a fault for each thing that does not hold, where naming the file or the
 * member of run.json; when the result itself does not hold, nothing else is looked at. Texts of
 * faults are in the arena of faults. MEMORY, CANCELLED. Twice a look at every pair. */
enum status MUST_CHECK run_verify(const struct run *run, size_t workers, const struct watch *watch,
                                  struct faults *faults, struct verified *ret_verified);

#endif
