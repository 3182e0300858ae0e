/* The half of the description that is about replies: what an operation answers, and the components
 * of headers and problems. For openapi.c. */
#ifndef API_OPENAPI_REPLIES_H
#define API_OPENAPI_REPLIES_H

struct route;
struct text;

/* Appends ,"responses":{…} of an operation. */
void openapi_add_responses(const struct route *route, struct text *text);

/* Append "headers":{…}, and ,"responses":{…} of the components. */
void openapi_add_header_components(struct text *text);
void openapi_add_problem_components(struct text *text);

#endif
