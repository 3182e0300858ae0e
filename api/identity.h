/* Who asks, by the word of a proxy that signed them in (a gateway of Feide, SURFconext or SWAMID):
 * one header of requests from one address holds an external id. From any other address that header
 * is refused, so that nobody can say who they are by themself. The proxy must take the header out
 * of what its own clients send. */
#ifndef API_IDENTITY_H
#define API_IDENTITY_H

#include "scoring/base/status.h"

#include <stdbool.h>

struct faults;
struct settings;
struct sockaddr;

/* INVALID with faults: only one of header and proxy is set, the header has a name that is no name
 * or is one that requests have anyway, the proxy is no address. */
enum status MUST_CHECK identity_check(const struct settings *settings, struct faults *faults);

/* True when a proxy may name callers. */
bool identity_is_on(const struct settings *settings);

/* True when that is the proxy's address; IPv4 also when mapped into IPv6. */
bool identity_is_proxy(const struct settings *settings, const struct sockaddr *address);

#endif
