/* The description of the API (OpenAPI 3.1), made from routes, shapes, problems and limits. */
#ifndef API_OPENAPI_H
#define API_OPENAPI_H

#include "scoring/base/status.h"

struct route_list;
struct text;

/* Appends the whole document, of these routes. MEMORY. */
enum status MUST_CHECK openapi_to_json(const struct route_list *list, struct text *text);

#endif
