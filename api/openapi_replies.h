/* The half of the description that is about replies: what an operation answers, and the components
 * of headers and problems. For openapi.c. */
#ifndef API_OPENAPI_REPLIES_H
#define API_OPENAPI_REPLIES_H

struct route;
struct route_list;
struct text;

/* Appends ,"responses":{…} of an operation. */
void openapi_add_responses(const struct route *route, struct text *text);

/* Append "headers":{…}, and ,"responses":{…} of the components,
 * those of these routes. */
void openapi_add_header_components(struct text *text);
void openapi_add_problem_components(const struct route_list *list, struct text *text);

#endif
