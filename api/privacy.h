/* Who is asking, in terms of editions (scoring/visibility.h): the one place that decides what of a
 * person a caller is shown. */
#ifndef API_PRIVACY_H
#define API_PRIVACY_H

#include "scoring/visibility.h"

struct request;

/* What the caller sees of others: staff the staff's edition, but the members' in what they do for
 * themselves as the person of the path. */
enum edition privacy_edition(const struct request *request);

/* What the caller sees of that person: all of themself. */
enum edition privacy_edition_of(const struct request *request, const char *person_id);

/* Makes what the caller may not see of a person as if it had never been told, in place. */
void privacy_blank(const struct request *request, struct person *person);

/* Makes contact data that the parties were told by the acceptance, but staff may not see, as if
 * they had never been told: object is a struct mentorship, from the store. */
void privacy_blank_mentorship(const struct request *request, void *object);

#endif
