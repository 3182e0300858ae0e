/* A person as a caller is shown them, and the tag of that. */
#ifndef API_PERSON_SHOW_H
#define API_PERSON_SHOW_H

#include "api/etag.h"
#include "scoring/base/status.h"

struct person;
struct request;

/* The tag of the bytes that this caller is shown, so that what the person keeps from them does not
 * change it. The person, from the store, stays as it is. */
enum status MUST_CHECK person_tag(const struct request *request, const struct person *person,
                                  char ret_etag[ETAG_SIZE]);

/* Replies with the person, and the tag; what is not the caller's to see is taken out of it. */
enum status MUST_CHECK person_show(struct request *request, struct person *person);

#endif
