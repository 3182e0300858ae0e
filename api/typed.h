/* What people typed in lists of readings (fields, jobs, languages, places) of whatever object, read
 * as that of a person is. */
#ifndef API_TYPED_H
#define API_TYPED_H

#include "scoring/base/status.h"
#include "scoring/visibility.h"

struct person;
struct request;

/* A person as of the head of the request, else as the database has them: who came a moment ago is
 * not in memory yet. Resolved, blanked for the edition; NULL when there is none. Statuses of the
 * store.
 */
enum status MUST_CHECK typed_person(struct request *request, enum edition edition, const char *id,
                                    const struct person **ret_person);

/* Reads what is typed anew in after's wishes, conditions or languages, as a patch of a person does:
 * both are persons of nothing else. The owner's language is the hint. INVALID with the request's
 * faults, by JSON pointer; statuses of the store. */
enum status MUST_CHECK typed_read(struct request *request, const char *owner_id,
                                  const struct person *before, struct person *after);

#endif
