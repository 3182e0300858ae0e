/* What a roster holds inside: written by roster.c, read by search.c, by nobody else.
 *
 * One column a criterion and one for what the mentor offers and asks; element i of a column is the
 * profile of alumnus i in that column's dictionary. A search looks up one number in each column.
 *
 * An index with bounds (a grid of field × occupation, runs by country) can stand beside these
 * columns without changing them: an entry for each pair of a fact of the field profile and a fact
 * of the career profile, sorted by (field, occupation, country, city, alumnus), with the career
 * fact's industry and recency, the language profile and the alumnus's index. The bounds it needs
 * are the values of the same tables (criterion->look), and the greatest of each (criterion->fill).
 */
#ifndef MATCHER_ROSTER_COLUMNS_H
#define MATCHER_ROSTER_COLUMNS_H

#include "matcher/profiles.h"
#include "matcher/roster.h"

struct roster_column {
    struct profiles profiles;
    uint32_t *of; /* element i: the profile of alumnus i */
};

struct roster {
    date as_of;
    size_t count;
    const struct person **people; /* in order of external id, then of birth */
    struct roster_column criteria[CRITERION_COUNT];
    struct roster_column offers;
};

/* The facts of the column of offers; grade says which kind a fact is. */
enum offer_fact {
    OFFER_SEATS,   /* offers at least one seat */
    OFFER_FIELD,   /* asks for node */
    OFFER_LANGUAGE /* asks for node at level second or better */
};

#endif
