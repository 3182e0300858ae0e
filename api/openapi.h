/* The description of the API (OpenAPI 3.1), made from routes, shapes, problems and limits. */
#ifndef API_OPENAPI_H
#define API_OPENAPI_H

#include "scoring/base/status.h"

struct text;

/* Appends the whole document. MEMORY. */
enum status MUST_CHECK openapi_to_json(struct text *text);

#endif
