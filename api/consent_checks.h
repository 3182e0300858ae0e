/* What consents must be beyond their shape and the rules of the database: a row of the table of
 * resources names these functions. */
#ifndef API_CONSENT_CHECKS_H
#define API_CONSENT_CHECKS_H

#include "scoring/base/status.h"

#include <stdbool.h>

struct request;

/* Of themself people say consent and objection; that something is done for another reason is not
 * theirs to say, but staff's. OK; INVALID with a fault; statuses of the store. */
enum status MUST_CHECK consent_check(struct request *request, const void *object);

/* A no is its person's to take back: nobody else lifts an objection. */
bool consent_self_only(const char *operation, const void *object);

#endif
