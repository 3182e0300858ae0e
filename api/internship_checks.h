/* What internship leads must be beyond their shapes and the database's own rules: rows of the table
 * of resources (resources.h) name these functions. */
#ifndef API_INTERNSHIP_CHECKS_H
#define API_INTERNSHIP_CHECKS_H

#include "scoring/base/status.h"

struct request;

/* Whole days in order, the last day to apply not after the internship's last; codes that are of
 * their schemes. OK, or INVALID with all faults by JSON pointer. */
enum status MUST_CHECK internship_check_lead(struct request *request, const void *object);
enum status MUST_CHECK internship_check_lead_change(struct request *request, const void *before,
                                                    const void *after);

#endif
