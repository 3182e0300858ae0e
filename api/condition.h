/* The conditions of a request (RFC 9110, 13): If-Match and If-None-Match, against the tag of what
 * the request is about. Each function answers where a condition is not met. */
#ifndef API_CONDITION_H
#define API_CONDITION_H

#include <stdbool.h>

struct request;

/* With the head: 400 when a condition is malformed, 428 when a PATCH or DELETE has no If-Match. */
void condition_check_head(struct request *request);

/* Before a change of what has this tag now: false, with 412 answered, when a condition says no. */
bool condition_allows(struct request *request, const char *etag);

/* True when the condition named a tag, not just any: then what somebody else changed at the same
 * time is a condition that was not met. */
bool condition_names_tag(const struct request *request);

/* Answers 412: what the request is about has changed meanwhile. */
void condition_refuse(struct request *request);

/* After a GET or a HEAD was answered 200: gives the reply its tag where the handler gave none, a
 * digest of the body, and answers 304 or 412 as the conditions say. */
void condition_settle(struct request *request);

#endif
