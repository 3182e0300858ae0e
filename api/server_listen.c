#include "api/server_listen.h"

#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define HOST_SIZE_MAX ((size_t)256)
#define BACKLOG       1024

/* Splits at the last colon; the brackets of an IPv6 address go. */
static bool split(const char *address, char host[HOST_SIZE_MAX], const char **ret_port)
{
    const char *colon = strrchr(address, ':');
    int64_t port = 0;
    if (colon == NULL || text_to_int(colon + 1, strlen(colon + 1), 0, 65535, &port) != STATUS_OK)
        return false;
    size_t size = (size_t)(colon - address);
    if (size >= 2 && address[0] == '[' && address[size - 1] == ']') {
        address++;
        size -= 2;
    }
    if (size == 0 || size >= HOST_SIZE_MAX)
        return false;
    memcpy(host, address, size);
    host[size] = '\0';
    *ret_port = colon + 1;
    return true;
}

static int open_socket(const struct addrinfo *info)
{
    const int on = 1;
    int fd = socket(info->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
        bind(fd, info->ai_addr, info->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0)
        return fd;
    int error = errno;
    (void)close(fd);
    errno = error;
    return -1;
}

static uint16_t port_of(int fd)
{
    union {
        struct sockaddr any;
        struct sockaddr_in four;
        struct sockaddr_in6 six;
    } address = {.six = {0}};
    socklen_t size = sizeof address;
    if (getsockname(fd, &address.any, &size) != 0)
        return 0;
    return ntohs(address.any.sa_family == AF_INET6 ? address.six.sin6_port : address.four.sin_port);
}

enum status server_listen(const char *address, const char *variable, struct faults *faults,
                          int *ret_socket, uint16_t *ret_port)
{
    char host[HOST_SIZE_MAX];
    const char *port = NULL;
    if (!split(address, host, &port))
        return fault_add(faults, 0, variable, "bad_address",
                         "%s must be an address and a port, such as 127.0.0.1:8080.", variable);
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    struct addrinfo *info = NULL;
    int error = getaddrinfo(host, port, &hints, &info);
    if (error != 0)
        return fault_add(faults, 0, variable, "bad_address", "%s: %s", address,
                         gai_strerror(error));
    int fd = open_socket(info);
    error = errno;
    freeaddrinfo(info);
    if (fd < 0)
        return fault_add(faults, 0, variable, "cannot_bind", "Cannot serve on %s: %s.", address,
                         strerror(error));
    *ret_socket = fd;
    *ret_port = port_of(fd);
    return STATUS_OK;
}
