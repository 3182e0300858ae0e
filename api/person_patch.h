/* What a merge patch does to readings: what was typed anew is read anew, a code that the person
 * gave stands, and what did not change keeps its evidence. */
#ifndef API_PERSON_PATCH_H
#define API_PERSON_PATCH_H

#include "scoring/base/status.h"

struct arena;
struct person;

/* Settles the readings of after (a patched copy of before, its lists writable) so that
 * people_read_person then reads what is to be read. MEMORY. */
enum status MUST_CHECK person_patch_settle(const struct person *before, struct person *after,
                                           struct arena *arena);

#endif
