/* Who asks, by bearer token, checked in memory: form and checksum first, then the hash among the
 * view's tokens. */
#ifndef API_AUTH_H
#define API_AUTH_H

#include "scoring/base/status.h"

struct request;

/* Sets request->caller from the Authorization header and request->view. REFUSED: there is no valid
 * token, answer 401. NOT_FOUND: well-formed, but the view has it not; it may be newer than the
 * view: ask auth_find on a worker, once. UNAVAILABLE while nothing is loaded. */
enum status MUST_CHECK auth_caller(struct request *request);

/* The same, asking the database; request->store is there. REFUSED or OK, or what the store says. */
enum status MUST_CHECK auth_find(struct request *request);

#endif
