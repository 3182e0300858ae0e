/* `kring verify --quick`: the checker's arithmetic over the scores of the search's tables. Quick,
 * and not independent: what the tables have wrong, it has wrong too. It stands apart from
 * matcher/verify, which takes nothing from the search. */
#ifndef API_QUICK_CHECK_H
#define API_QUICK_CHECK_H

#include "api/wire/run.h"
#include "matcher/verify.h"

/* As verify, over the rows by table of the run's round. */
enum status MUST_CHECK quick_check(const struct run *run, size_t workers, const struct watch *watch,
                                   struct faults *faults, struct verified *ret_verified);

#endif
