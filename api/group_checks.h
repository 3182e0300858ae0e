/* What groups and memberships take beyond their shapes and the database's own rules: rows of the
 * table of resources (resources.h) name these functions. Each within the request's transaction; OK,
 * INVALID with all faults by JSON pointer, or a status of the store. */
#ifndef API_GROUP_CHECKS_H
#define API_GROUP_CHECKS_H

#include "scoring/base/status.h"

struct request;

/* Codes that there are. */
enum status MUST_CHECK group_check(struct request *request, const void *object);
enum status MUST_CHECK group_check_change(struct request *request, const void *before,
                                          const void *after);

/* A group that was made or changed is recomputed at once. */
enum status MUST_CHECK group_after(struct request *request, const char *id);

/* A new membership lies in the unit of its group; of oneself it is a request, else an invitation.
 */
enum status MUST_CHECK membership_complete(struct request *request, void *object);

#endif
