/* The programmes in which alumni offer seats, numbered: a filter by programme then costs a look-up
 * instead of a comparison of ids for each alumnus. */
#ifndef MATCHER_PROGRAMMES_H
#define MATCHER_PROGRAMMES_H

#include "scoring/person.h"

#define PROGRAMMES_MAX ((size_t)UINT16_MAX)

struct programmes {
    struct uuid *ids; /* in order of id; number n, from 1, is ids[n - 1] */
    size_t count, capacity;
};

/* Numbers the programmes of the offers of people[0..count), into programmes, which is all zero.
 * TOO_LARGE beyond PROGRAMMES_MAX, MEMORY; then too programmes_free frees what there is. Cost:
 * O(offers × log programmes). */
enum status MUST_CHECK programmes_number(const struct person *const *people, size_t count,
                                         struct programmes *programmes);
void programmes_free(struct programmes *programmes); /* what it holds, not the struct */

/* The number of a programme, or 0 where nobody offers seats in it. */
uint16_t programmes_find(const struct programmes *programmes, const struct uuid *id);

#endif
