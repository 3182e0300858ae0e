/* Who is asking, in terms of editions (scoring/visibility.h): the one place that decides what of a
 * person a caller is shown. */
#ifndef API_PRIVACY_H
#define API_PRIVACY_H

#include "scoring/visibility.h"

struct request;

/* What the caller sees of anybody: staff of the whole installation the staff's edition, but the
 * members' in what they do for themselves as the person of the path; staff of a unit the members'
 * too, since whom a search finds may be of another. */
enum edition privacy_edition(const struct request *request);

/* What the caller sees of a person whom they may see (rights.h): all of themself, staff what is
 * open to staff. */
enum edition privacy_edition_of(const struct request *request, const char *person_id);

/* Makes what the caller may not see of a person as if it had never been told, in place. */
void privacy_blank(const struct request *request, struct person *person);

/* Who must never meet whom is for staff alone: object is a struct programme, from the store. */
void privacy_blank_programme(const struct request *request, void *object);

/* Makes contact data that the parties were told by the acceptance, but staff may not see, as if
 * they had never been told: object is a struct mentorship, from the store. */
void privacy_blank_mentorship(const struct request *request, void *object);

#endif
