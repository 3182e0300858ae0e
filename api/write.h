/* Requests that write: the handler of a route of WRITES_STORE runs within one transaction, which
 * its reply ends. A POST with an Idempotency-Key is done once: the reply is kept in the same
 * transaction, and given again to who sends the same request with the same key.
 *
 * Whose key: the person's, whichever of their tokens sent it; of staff, the token's. The same
 * request: of the same method, target and body, byte by byte. If-Match is none of it: who asks anew
 * after a lost reply may have read the new version meanwhile, and is still told what was done. Only
 * 2xx are kept: a problem was rolled back, and its key is free again. With other methods a key says
 * nothing and is not looked at: they may be repeated as they are. Who may not do it any more, or
 * see what it was done to, is refused as if the key were new: roles end, and units change. */
#ifndef API_WRITE_H
#define API_WRITE_H

#include "scoring/base/status.h"

#include <stdbool.h>

struct once_key;
struct request;

/* With the head: 400 when the key of a POST is malformed or given twice. */
void write_check_head(struct request *request);

/* Runs the handler of the request's route and answers. What the handler answered with a problem, or
 * returned another status than OK for, is rolled back. After 40001 and 40P01 it runs again, with
 * the reply and the faults as new. */
void write_run(struct request *request);

/* ---- for a handler with a transaction of its own */

/* Claims the request's key, if it has one, in the open transaction. *ret_known true: it was done,
 * and is answered as then. INVALID and CONFLICT are answered too; the transaction must then be
 * rolled back. */
enum status MUST_CHECK write_claim(struct request *request, struct once_key *ret_key,
                                   bool *ret_known);

/* Keeps the body, tag and location of the reply, whole as they are to be sent, with the status
 * http, under a key that write_claim gave. */
enum status MUST_CHECK write_keep(struct request *request, const struct once_key *key, int http);

#endif
