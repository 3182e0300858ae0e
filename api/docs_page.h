/* The page /docs: the API for people, made at the start from the tables that /openapi.json is made
 * from (routes, parameters, shapes, problems, examples). One plain page of HTML, without scripts.
 */
#ifndef API_DOCS_PAGE_H
#define API_DOCS_PAGE_H

#include "scoring/base/status.h"

#include <stddef.h>

struct route_list;
struct text;

#define DOCS_PAGE_SIZE_MAX ((size_t)1 << 20)

/* The style of the page and its digest: all that Content-Security-Policy lets a browser use. A
 * test compares the two. */
extern const char docs_page_style[];
#define DOCS_PAGE_STYLE_DIGEST "sha256-gNeo76jJjDbiLhptr+rpaLWNuPL44y9/l8YoXpRBaLw="

/* Content-Security-Policy of every page that the server shows. */
#define DOCS_PAGE_POLICY                                                                           \
    "default-src 'none'; style-src '" DOCS_PAGE_STYLE_DIGEST "'; base-uri 'none'; "                \
    "form-action 'none'; frame-ancestors 'none'"

/* Appends the page of these routes. MEMORY; TOO_LARGE beyond DOCS_PAGE_SIZE_MAX. */
enum status MUST_CHECK docs_page_to_html(const struct route_list *list, struct text *text);

#endif
