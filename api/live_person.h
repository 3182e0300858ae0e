/* People held in memory one by one: each in one block of its own, with a count of the views that
 * hold them, so that a new view costs only what changed. */
#ifndef API_LIVE_PERSON_H
#define API_LIVE_PERSON_H

#include "scoring/visibility.h"

#include <stdatomic.h>

struct held_person {
    atomic_int holders;
    struct person person; /* resolved; its texts and lists follow in the same block */
    /* What editions show of them: themself where nothing that matching reads is hidden, else a copy
     * without that, one for all editions that hide the same. Of a copy: NULL. */
    struct held_person *shown[EDITION_COUNT];
};

/* A copy with one holder, and those for the editions; NULL when out of memory. */
struct held_person *held_person_new(const struct taxonomies *taxonomies,
                                    const struct person *person);

/* True when it is that person as they are now: of the same version, with the same load. */
bool held_person_is(const struct held_person *held, const struct person *person);

void held_person_hold(struct held_person *held);

/* The last holder's drop frees it. NULL is fine. */
void held_person_drop(struct held_person *held);

#endif
