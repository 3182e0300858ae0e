/* What libmicrohttpd 0.9.75 lets through and Kring does not: looked at once, when the head of a
 * request is there and before anything is done with it. */
#ifndef API_GUARD_H
#define API_GUARD_H

#include <stdbool.h>

struct MHD_Connection;
struct request;

/* Reads the head into request (method, headers, content_length, chunked). False when it is refused;
 * then the request is answered, and with a framing that cannot be trusted the connection is to be
 * closed. version: as the client wrote it. */
bool guard_head(struct request *request, struct MHD_Connection *connection, const char *method,
                const char *version);

/* False when the head has nearly filled the connection's memory, so that libmicrohttpd has none
 * left to write a reply's head in, and would close without a word. */
bool guard_leaves_room(const struct request *request, struct MHD_Connection *connection);

/* True when the client waits for 100 Continue before it sends its body. */
bool guard_expects_continue(struct MHD_Connection *connection);

#endif
