/* How close two concepts of a tree are, 0..100, of which one is wished. A wished inner node gives
 * 100 to all below it; otherwise the part of the deepest level they share, or of a table of
 * pairs that lifts it. */
#ifndef SCORING_CLOSENESS_H
#define SCORING_CLOSENESS_H

#include "scoring/policy.h"

#define CLOSENESS_DEPTH_MAX 4

struct closeness {
    const struct taxonomy *taxonomy;
    const struct policy *policy;
    enum policy_table table; /* of pairs, or POLICY_TABLE_COUNT for none */
    int32_t full;            /* of equal concepts, and of all below a wished one */
    int32_t by_depth[CLOSENESS_DEPTH_MAX + 1]; /* the part of sharing a node of that depth */
};

/* wished and node are concepts, not NODE_NONE. Symmetric between leaves. */
int32_t closeness_of(const struct closeness *closeness, node_id wished, node_id node);

/* Lifts parts[n] to closeness_of(wished, n) for every node n from 1, where that is more. parts has
 * taxonomy_count + 1 elements. Cost: O(n), two passes. */
void closeness_fill(const struct closeness *closeness, node_id wished, uint8_t *parts);

/* How they meet, for explanations. */
enum relation { RELATION_NONE, RELATION_EQUAL, RELATION_WITHIN, RELATION_SHARED, RELATION_LISTED };
enum relation closeness_relation(const struct closeness *closeness, node_id wished, node_id node);

#endif
