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

/* Makes what the caller may not see of a person as if it had never been told, in place; and where
 * there may be such, the version too, which would tell that it was changed. */
void privacy_blank(const struct request *request, struct person *person);

/* Who must never meet whom is for staff alone: object is a struct programme, from the store. */
void privacy_blank_programme(struct request *request, void *object);

/* Contact data are what each party is told of the other by the acceptance, while the mentorship is
 * live; they are read from the person as they are now, so that once it has ended a party is told of
 * the other what any member is, and staff always what is open to staff. Makes the rest as if it had
 * never been told: object is a struct mentorship, from the store. */
void privacy_blank_mentorship(struct request *request, void *object);

/* The same of a struct application: contact data from its acceptance to its end, which is all that
 * its statements read of them. */
void privacy_blank_application(struct request *request, void *object);

/* Which of a student's choices the mentor is, they are not told, nor what tells it: that it was
 * sent when another had said no. object is a struct mentoring_request, from the store. */
void privacy_blank_request(struct request *request, void *object);

/* As privacy_blank_mentorship, from when the speaker said yes: object is a struct lecture_booking.
 */
void privacy_blank_booking(struct request *request, void *object);

#endif
