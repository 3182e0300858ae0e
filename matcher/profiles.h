/* A dictionary of lists of facts (scoring/criterion.h): alumni who have the same facts share one
 * profile, and a search looks at each profile once. A list is coded as a set: sorted, no doubles.
 */
#ifndef MATCHER_PROFILES_H
#define MATCHER_PROFILES_H

#include "scoring/base/status.h"
#include "scoring/criterion.h"

/* Profile p is facts[starts[p]] to facts[starts[p + 1]]. Grows by profiles_code, until
 * profiles_finish. */
struct profiles {
    struct fact *facts;
    uint32_t *starts; /* count + 1 of them */
    size_t count;
    size_t capacity, facts_capacity;
    uint32_t *slots; /* profile + 1 by hash, 0: free; a power of two, at most half full */
    size_t slot_count;
};

void profiles_free(struct profiles *profiles); /* what it holds, not the struct */

/* The profile of count facts, which are sorted in place; a new one where there was none. MEMORY. */
enum status MUST_CHECK profiles_code(struct profiles *profiles, struct fact *facts, size_t count,
                                     uint32_t *ret_profile);

/* Numbers the profiles anew by rising number of facts, so that a loop over all of them has runs of
 * loops of equal length, which the processor foresees (a third less time in a search). ret_new has
 * room for count numbers: element p is the new number of profile p. No profile can be coded any
 * more. MEMORY, and then nothing has changed. */
enum status MUST_CHECK profiles_finish(struct profiles *profiles, uint32_t *ret_new);

/* The facts of a profile, *ret_count of them. */
static inline const struct fact *profiles_facts(const struct profiles *profiles, uint32_t profile,
                                                size_t *ret_count)
{
    *ret_count = profiles->starts[profile + 1] - profiles->starts[profile];
    return profiles->facts + profiles->starts[profile];
}

#endif
