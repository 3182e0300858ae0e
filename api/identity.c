#include "api/identity.h"

#include "api/settings.h"
#include "scoring/base/faults.h"

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

#define HEADER_SIZE_MAX ((size_t)64)

/* An address as the 16 bytes of IPv6, in which IPv4 has a place of its own. */
struct place {
    unsigned char bytes[16];
};

static void map_four(const struct in_addr *four, struct place *place)
{
    static const unsigned char prefix[12] = {[10] = 0xff, [11] = 0xff};
    memcpy(place->bytes, prefix, sizeof prefix);
    memcpy(place->bytes + sizeof prefix, four, sizeof *four);
}

static bool parse_place(const char *text, struct place *ret_place)
{
    struct in_addr four;
    struct in6_addr six;
    if (inet_pton(AF_INET, text, &four) == 1) {
        map_four(&four, ret_place);
        return true;
    }
    if (inet_pton(AF_INET6, text, &six) != 1)
        return false;
    memcpy(ret_place->bytes, &six, sizeof ret_place->bytes);
    return true;
}

static bool place_of(const struct sockaddr *address, struct place *ret_place)
{
    struct sockaddr_in four;
    struct sockaddr_in6 six;
    switch (address == NULL ? AF_UNSPEC : address->sa_family) {
    case AF_INET:
        memcpy(&four, address, sizeof four);
        map_four(&four.sin_addr, ret_place);
        return true;
    case AF_INET6:
        memcpy(&six, address, sizeof six);
        memcpy(ret_place->bytes, &six.sin6_addr, sizeof ret_place->bytes);
        return true;
    default: return false;
    }
}

static bool is_name(const char *header)
{
    size_t size =
        strspn(header, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    return header[size] == '\0' && size >= 1 && size <= HEADER_SIZE_MAX;
}

/* What clients, proxies and this server read in them anyway. */
static bool is_taken(const char *header)
{
    static const char *const taken[] = {"Accept",
                                        "Accept-Language",
                                        "Authorization",
                                        "Connection",
                                        "Content-Length",
                                        "Content-Type",
                                        "Cookie",
                                        "Expect",
                                        "Host",
                                        "If-Match",
                                        "If-None-Match",
                                        "Idempotency-Key",
                                        "Content-Encoding",
                                        "Transfer-Encoding",
                                        "X-Request-Id"};
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
        if (strcasecmp(header, taken[i]) == 0)
            return true;
    return false;
}

bool identity_is_on(const struct settings *settings)
{
    return settings->identity_header[0] != '\0';
}

enum status identity_check(const struct settings *settings, struct faults *faults)
{
    struct place place;
    const char *header = settings->identity_header;
    const char *proxy = settings->identity_proxy;
    enum status status = STATUS_OK;
    if ((header[0] == '\0') != (proxy[0] == '\0'))
        return fault_add(faults, 0, "KRING_IDENTITY_PROXY", "not_alone",
                         "KRING_IDENTITY_HEADER and KRING_IDENTITY_PROXY are set both or neither.");
    if (header[0] != '\0' && (!is_name(header) || is_taken(header)))
        status = fault_add(faults, 0, "KRING_IDENTITY_HEADER", "bad_header",
                           "KRING_IDENTITY_HEADER must be the name of a header of its own, 1 to 64 "
                           "letters, digits, - and _, such as X-Remote-User.");
    if (proxy[0] != '\0' && !parse_place(proxy, &place))
        status = fault_add(faults, 0, "KRING_IDENTITY_PROXY", "bad_address",
                           "KRING_IDENTITY_PROXY must be one address, such as 127.0.0.1 or ::1.");
    return status;
}

bool identity_is_proxy(const struct settings *settings, const struct sockaddr *address)
{
    struct place proxy;
    struct place caller;
    return parse_place(settings->identity_proxy, &proxy) && place_of(address, &caller) &&
           memcmp(proxy.bytes, caller.bytes, sizeof proxy.bytes) == 0;
}
