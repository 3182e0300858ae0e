/* The alumni as columns: what search reads. A roster is built from people, coded by dictionary,
 * and immutable once made: publish a new one instead of changing it, and any number of threads
 * may search the old one meanwhile. */
#ifndef MATCHER_ROSTER_H
#define MATCHER_ROSTER_H

#include "scoring/score.h"

struct roster;

#define ROSTER_PEOPLE_MAX ((size_t)16000000)

/* A roster over the alumni among people[0..count), in that order; element i of people is a
 * resolved person and must outlive the roster. as_of: the day recency is counted to. TOO_LARGE
 * beyond ROSTER_PEOPLE_MAX, MEMORY. Cost: O(entries), about a second for a million people. */
enum status MUST_CHECK roster_new(const struct scorer *scorer, const struct person *const *people,
                                  size_t count, date as_of, struct roster **ret_roster);
void roster_free(struct roster *roster);

/* Alumni in the roster; their indexes are 0..count-1, in order of external id (the tie order). */
size_t roster_count(const struct roster *roster);
const struct person *roster_person(const struct roster *roster, uint32_t index);
date roster_as_of(const struct roster *roster);

#endif
