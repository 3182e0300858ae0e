/* Why a lead has the score it has, for a student or for staff, in six languages: what the student
 * looks for, beside what the internship is. */
#ifndef API_LEAD_WORDS_H
#define API_LEAD_WORDS_H

#include "scoring/score.h"

struct arena;

/* lead: the internship as the person that it is scored as, resolved. The sentence, in arena; NULL
 * when out of memory. */
const char *lead_reason(const struct taxonomies *taxonomies, enum criterion_id criterion,
                        const struct wish *wish, const struct person *lead,
                        struct audience audience, struct arena *arena);

#endif
