/* What offers and requests of guest lectures must be beyond their shapes and the database's own
 * rules, as mentoring_checks.h: topics, wishes and languages that are named are read into codes. */
#ifndef API_LECTURE_CHECKS_H
#define API_LECTURE_CHECKS_H

#include "scoring/base/status.h"

struct request;

enum status MUST_CHECK lecture_check_offer(struct request *request, const void *object);
enum status MUST_CHECK lecture_check_offer_change(struct request *request, const void *before,
                                                  const void *after);

/* Days in order, and whole ones. */
enum status MUST_CHECK lecture_check_request(struct request *request, const void *object);
enum status MUST_CHECK lecture_check_request_change(struct request *request, const void *before,
                                                    const void *after);

/* Ends after it starts: 5 minutes to a day. */
enum status MUST_CHECK lecture_check_booking(struct request *request, const void *object);

#endif
