#include "api/wire/peer.h"

#define PEERS_MAX 200 /* SEARCH_LIMIT_MAX of matcher/search.h */

static const struct shape_field peer_reply_fields[] = {
    SHAPE_FIELD_INT(struct peer_reply, rank, SHAPE_REQUIRED, 1, PEERS_MAX, "1 is the best"),
    SHAPE_FIELD_TEXT(struct peer_reply, id, SHAPE_REQUIRED, 36, 36, "UUIDv7"),
    SHAPE_FIELD_TEXT(struct peer_reply, name, 0, 1, 200, "full name"),
    SHAPE_FIELD_INT(struct peer_reply, score_bp, SHAPE_REQUIRED, 0, 10000,
                    "basis points; shown to people as 0.00 to 100.00"),
    SHAPE_FIELD_LIST(struct peer_reply, parts, 0, &part_reply_shape, CRITERION_COUNT,
                     "how the score adds up"),
    SHAPE_FIELD_LIST(struct peer_reply, shared, 0, &affiliation_shape, PERSON_ITEMS_MAX,
                     "affiliations of theirs in the same programme as one of the person, at the "
                     "same unit where both name one, and in some of the same years"),
};
static const struct shape peer_reply_shape = {"Peer", sizeof(struct peer_reply), peer_reply_fields,
                                              SHAPE_COUNT(peer_reply_fields)};

static const struct shape_field peer_list_fields[] = {
    SHAPE_FIELD_LIST(struct peer_list, items, SHAPE_REQUIRED | SHAPE_NULL_OUT, &peer_reply_shape,
                     PEERS_MAX, "the best first; equal scores in order of external id"),
    SHAPE_FIELD_DATE(struct peer_list, as_of, SHAPE_REQUIRED, "the day recency was counted to"),
};
const struct shape peer_list_shape = {"PeerList", sizeof(struct peer_list), peer_list_fields,
                                      SHAPE_COUNT(peer_list_fields)};
