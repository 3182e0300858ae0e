/* What a client accepts (RFC 9110, 12.5): just enough to answer JSON or 406, and in a language. */
#ifndef API_ACCEPT_H
#define API_ACCEPT_H

#include "scoring/taxonomy.h"

#include <stdbool.h>

/* True unless an Accept header (NULL: absent) excludes type ("application/json"); its problem
 * types are taken as accepted with it. */
bool accept_allows(const char *header, const char *type);

/* The language of Kring that an Accept-Language header (NULL: absent) likes best; English when it
 * names none of them, first named first among equals. */
enum label_language accept_language(const char *header);

/* True when header ("text/csv; charset=utf-8") is of type ("text/csv"), in any case, and any
 * charset it names is UTF-8. */
bool accept_is_type(const char *header, const char *type);

#endif
