/* What is not to be accepted though its framing is sound (framing.h saw to that): looked at once,
 * when the head of a request is there and before anything is done with it. */
#ifndef API_GUARD_H
#define API_GUARD_H

#include <stdbool.h>

struct MHD_Connection;
struct request;

/* Reads the head into request (method, headers, content_length, chunked). False when it is refused;
 * then the request is answered, and the connection is to be closed. */
bool guard_head(struct request *request, struct MHD_Connection *connection, const char *method);

/* True when the client waits for 100 Continue before it sends its body. */
bool guard_expects_continue(struct MHD_Connection *connection);

#endif
