/* Requests that were refused, for the audit: counted in memory by operation, code and caller, and
 * written by the clock each tick as a row each. So a flood of wrong tokens costs a row a tick; and
 * what there are too many kinds of between two ticks is counted as one, "other". A count that waits
 * when the server is killed is lost; the log has each request. */
#ifndef API_REFUSALS_H
#define API_REFUSALS_H

#include "api/store/store.h"

struct refusals;
struct request;

#define REFUSALS_MAX ((size_t)256) /* kinds between two ticks, and "other" */

/* About 50 KiB. MEMORY. */
enum status MUST_CHECK refusals_new(struct refusals **ret_refusals);

/* NULL is fine. */
void refusals_free(struct refusals *refusals);

/* Counts a request whose reply is made, if it was told 401, 403 or 429, or 404 for that it is not
 * for this caller to know (request->not_yours). Any thread. */
void refusals_note(struct refusals *refusals, const struct request *request);

/* Writes what was counted since the last time; what failed is tried again the next time, and may
 * then be there twice after a TIMEOUT. One thread. */
enum status MUST_CHECK refusals_write(struct refusals *refusals, struct store *store,
                                      store_time now);

#endif
