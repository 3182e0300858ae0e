/* What rounds and runs ask beyond their shapes and the rules of the database (resources.h). */
#ifndef API_ROUND_CHECKS_H
#define API_ROUND_CHECKS_H

#include "api/resources.h"

/* freeze: takes the snapshot (round_freeze.h). */
enum status MUST_CHECK round_check_event(struct request *request, const struct lifecycle_row *row,
                                         const void *object);

/* The round is there, weights sum to 100, ids are ids, rules name whom they need, and only
 * objectives that can let somebody go first are asked to. */
enum status MUST_CHECK round_check_run(struct request *request, const void *object);

/* The round is there, and the two are not one. */
enum status MUST_CHECK round_check_pair(struct request *request, const void *object);

#endif
