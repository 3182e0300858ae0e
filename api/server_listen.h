/* Addresses to serve on, and their sockets. */
#ifndef API_SERVER_LISTEN_H
#define API_SERVER_LISTEN_H

#include "scoring/base/status.h"

#include <stdint.h>

struct faults;

/* Opens a non-blocking listening socket on "127.0.0.1:8080", "[::1]:8080" or "name:8080"; port 0
 * takes a free one. variable: the setting that a fault names. INVALID with a fault. The caller
 * closes the socket. */
enum status MUST_CHECK server_listen(const char *address, const char *variable,
                                     struct faults *faults, int *ret_socket, uint16_t *ret_port);

#endif
