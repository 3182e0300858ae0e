/* What can be known of a connection string (as libpq reads it) without connecting: so that its
 * password is never shown. */
#ifndef API_STORE_STORE_URL_H
#define API_STORE_STORE_URL_H

#include <stdbool.h>

/* False when libpq would misread it, and then quote parts of a password in its message: a URI that
 * does not parse, or whose user or password holds a plain '@' or '/' that is to be percent-encoded.
 */
bool store_url_is_readable(const char *url);

/* True when it holds a password: of the user, or of a key (sslpassword). False too when it cannot
 * be read. */
bool store_url_has_password(const char *url);

#endif
