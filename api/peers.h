/* Who studied with whom: in the same programme, at the same unit where both name one, in some of
 * the same years. What is not told makes nobody a fellow. Pure. */
#ifndef API_PEERS_H
#define API_PEERS_H

#include "scoring/person.h"

/* Of an affiliation; what is 0 or NULL does not narrow. */
struct peer_filter {
    const char *programme; /* as typed, compared by what writings of one text have in common */
    const char *unit;      /* name of the unit or campus, the same way */
    int32_t from, to;      /* years of which it had some */
};

bool peer_filter_is_any(const struct peer_filter *filter);

/* as_of: what has no end goes on until then. */
bool peer_filter_fits(const struct peer_filter *filter, const struct affiliation *affiliation,
                      date as_of);

/* True when two people were fellows by these affiliations. */
bool peers_are_fellows(const struct affiliation *a, const struct affiliation *b, date as_of);

#endif
