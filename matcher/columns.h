/* Alumni as columns of coded facts: what the search and the rows of a round look scores up in.
 *
 * One column a criterion and one for what the mentor offers and asks; element i of a column is the
 * profile of alumnus i in that column's dictionary. A pair costs one look-up in each column.
 *
 * An index with bounds (a grid of field × occupation, runs by country) can stand beside these
 * columns without changing them: an entry for each pair of a fact of the field profile and a fact
 * of the career profile, sorted by (field, occupation, country, city, alumnus), with the career
 * fact's industry and recency, the language profile and the alumnus's index. The bounds it needs
 * are the values of the same tables (criterion->look), and the greatest of each (criterion->fill).
 */
#ifndef MATCHER_COLUMNS_H
#define MATCHER_COLUMNS_H

#include "matcher/profiles.h"
#include "matcher/programmes.h"

struct column {
    struct profiles profiles;
    uint32_t *of; /* element i: the profile of alumnus i */
};

struct columns {
    struct column criteria[CRITERION_COUNT];
    struct column offers;
    struct programmes programmes;
};

/* The facts of the column of offers; grade says which kind a fact is. */
enum offer_fact {
    OFFER_SEATS,     /* offers at least one seat; node is their enum availability */
    OFFER_PROGRAMME, /* offers seats in programme number node; second: one is free */
    OFFER_FIELD,     /* asks for node */
    OFFER_LANGUAGE   /* asks for node at level second or better */
};

/* Codes count people, element i as alumnus i, into columns, which start as all zero. as_of: the day
 * recency is counted to, and availability is of. TOO_LARGE (programmes.h), MEMORY; then too
 * columns_free frees what there is. */
enum status MUST_CHECK columns_code(const struct scorer *scorer, const struct person *const *people,
                                    size_t count, date as_of, struct columns *columns);
void columns_free(struct columns *columns); /* what they hold, not the struct */

#endif
