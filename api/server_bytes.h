/* The bytes of connections on their way from the kernel to libmicrohttpd. It reads them by recv(),
 * has no hook before it takes them apart, and puts NULs where line ends and colons were, so that
 * afterwards nobody can tell what stood there: "\n:\r\n" and the end of a head look alike. So
 * the program has a recv() of its own, which is bound to in place of the C library's (as
 * any symbol of a program is), and looks at what watched connections receive (framing.h). All other
 * sockets are read as ever. */
#ifndef API_SERVER_BYTES_H
#define API_SERVER_BYTES_H

#include "api/framing.h"

#include <stdatomic.h>
#include <stdbool.h>

#define BYTES_FDS_MAX 131072 /* connections_max is half of it at most */

/* Told once, on the thread that serves the connection, when its framing is at fault and all that
 * came before it is answered. Then it ends, as if the client had closed it. */
typedef void bytes_refuse(void *context, int fd, const struct framing *framing);

struct bytes {
    struct framing framing;
    bytes_refuse *refuse;
    void *context;
    bool refused; /* what came last */
};

/* From now on what fd receives goes through bytes, which lives until bytes_forget. False when fd is
 * too great a number; then nothing of it is to be trusted. */
bool bytes_watch(int fd, struct bytes *bytes);

/* Before fd is closed. */
void bytes_forget(int fd);

#endif
