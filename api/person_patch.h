/* What a merge patch does to readings: what was typed anew is read anew, a code that the person
 * gave stands, and what did not change keeps its evidence. */
#ifndef API_PERSON_PATCH_H
#define API_PERSON_PATCH_H

#include "scoring/base/status.h"

struct arena;
struct person;

/* Settles the readings of after, which was before and then patched, so that people_read_person
 * then reads what is to be read. The place and the country of both began as the very same texts:
 * a code that is still the same pointer was not spoken of. Texts that are "" become absent. The
 * lists of after are writable and not those of before. MEMORY. */
enum status MUST_CHECK person_patch_settle(const struct person *before, struct person *after,
                                           struct arena *arena);

#endif
