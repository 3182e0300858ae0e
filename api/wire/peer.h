/* People like oneself: a score without the words of mentoring, and where both were at once. */
#ifndef API_WIRE_PEER_H
#define API_WIRE_PEER_H

#include "api/wire/hits.h"
#include "scoring/base/date.h"

struct peer_reply {
    int32_t rank; /* 1 is the best */
    const char *id, *name;
    int32_t score_bp;
    const struct part_reply *parts; /* in order of enum criterion_id */
    size_t parts_count;
    const struct affiliation *shared; /* theirs, in which they were fellows of the person */
    size_t shared_count;
};

struct peer_list {
    const struct peer_reply *items;
    size_t items_count;
    date as_of; /* the day recency was counted to */
};

extern const struct shape peer_list_shape;

#endif
