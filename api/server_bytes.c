#include "api/server_bytes.h"

#include <stddef.h>
#include <sys/socket.h>
#include <sys/types.h>

/* Element i is the connection of socket i. recv() has no argument that could carry it: the one
 * static state of the program, for that reason. */
static _Atomic(struct bytes *) watched[BYTES_FDS_MAX];

static bool is_in_range(int fd)
{
    return fd >= 0 && fd < BYTES_FDS_MAX;
}

bool bytes_watch(int fd, struct bytes *bytes)
{
    if (is_in_range(fd))
        atomic_store_explicit(&watched[fd], bytes, memory_order_release);
    return is_in_range(fd);
}

void bytes_forget(int fd)
{
    if (is_in_range(fd))
        atomic_store_explicit(&watched[fd], NULL, memory_order_release);
}

/* Refuses, once, and then is what a closed connection is. What still comes is thrown away: closing
 * a socket with unread bytes would take the refusal from the client. */
static ssize_t end(struct bytes *bytes, int fd)
{
    char rest[4096];
    if (!bytes->refused)
        bytes->refuse(bytes->context, fd, &bytes->framing);
    bytes->refused = true;
    for (int i = 0; i < 16; i++)
        if (recvfrom(fd, rest, sizeof rest, MSG_DONTWAIT, NULL, NULL) <= 0)
            break;
    return 0;
}

/* A reader that waits for an edge would not come back for what is withheld: shutting the direction
 * is one. */
static ssize_t take(struct bytes *bytes, int fd, const char *read, size_t size)
{
    size_t good = framing_take(&bytes->framing, read, size);
    if (good > 0 && good < size)
        (void)shutdown(fd, SHUT_RD);
    return good == 0 ? end(bytes, fd) : (ssize_t)good;
}

/* recv(): the declaration of the C library's has attributes that ours must not have. */
ssize_t bytes_recv(int fd, void *buffer, size_t size, int flags) __asm__("recv");

ssize_t bytes_recv(int fd, void *buffer, size_t size, int flags)
{
    struct bytes *bytes =
        is_in_range(fd) ? atomic_load_explicit(&watched[fd], memory_order_acquire) : NULL;
    if (bytes != NULL && bytes->framing.fault != FRAMING_FINE)
        return end(bytes, fd);
    ssize_t got = recvfrom(fd, buffer, size, flags, NULL, NULL);
    return bytes == NULL || got <= 0 ? got : take(bytes, fd, buffer, (size_t)got);
}
