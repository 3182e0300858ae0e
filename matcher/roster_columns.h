/* What a roster holds inside: written by roster.c, read by the search, by nobody else. */
#ifndef MATCHER_ROSTER_COLUMNS_H
#define MATCHER_ROSTER_COLUMNS_H

#include "matcher/columns.h"
#include "matcher/roster.h"

struct roster {
    date as_of;
    size_t count;
    const struct person **people; /* in order of external id, then of birth */
    struct columns columns;
};

#endif
