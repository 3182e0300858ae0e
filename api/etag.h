/* Entity tags (RFC 9110, 8.8.3) and the conditions that name them (13.1). Every tag that Kring
 * gives is strong. Pure. */
#ifndef API_ETAG_H
#define API_ETAG_H

#include "scoring/base/status.h"

#include <stdbool.h>
#include <stddef.h>

#define ETAG_SIZE ((size_t)64) /* with its quotes and a NUL */

enum etag_comparison {
    ETAG_STRONG, /* for If-Match: W/"x" is never equal */
    ETAG_WEAK    /* for If-None-Match: W/ is not looked at */
};

/* The tag of a body: a digest of its bytes, so that equal bytes have equal tags on every server. */
void etag_of_body(const char *bytes, size_t size, char ret_etag[ETAG_SIZE]);

/* OK when header is "*" or a list of one or more entity tags; else SYNTAX. Empty members of the
 * list are passed over (RFC 9110, 5.6.1.2). */
enum status MUST_CHECK etag_check_list(const char *header);

/* True when header, which etag_check_list found well, is "*" or names etag, a strong tag. */
bool etag_list_has(const char *header, const char *etag, enum etag_comparison comparison);

/* True for a header that is "*" and nothing else. */
bool etag_is_any(const char *header);

#endif
