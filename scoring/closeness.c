#include "scoring/closeness.h"

#include <assert.h>

static int32_t by_depth(const struct closeness *closeness, unsigned depth)
{
    return closeness->by_depth[depth < CLOSENESS_DEPTH_MAX ? depth : CLOSENESS_DEPTH_MAX];
}

int32_t closeness_of(const struct closeness *closeness, node_id wished, node_id node)
{
    if (taxonomy_within(closeness->taxonomy, node, wished))
        return closeness->full;
    int32_t part = by_depth(closeness, taxonomy_shared_depth(closeness->taxonomy, wished, node));
    if (closeness->table == POLICY_TABLE_COUNT)
        return part;
    int32_t listed = policy_listed(closeness->policy, closeness->table, wished, node);
    return listed > part ? listed : part;
}

/* Writes the part of every row that names an ancestor of wished at the row's other side, and from
 * there, since parents come before their children, to all below it: lifts[n] is the greatest. */
static void fill_listed(const struct closeness *closeness, node_id wished, uint8_t *lifts)
{
    for (node_id from = wished; from != NODE_NONE;
         from = taxonomy_parent(closeness->taxonomy, from)) {
        size_t count = 0;
        const struct policy_pair *pairs =
            policy_pairs(closeness->policy, closeness->table, from, &count);
        for (size_t i = 0; i < count; i++)
            if (pairs[i].part > lifts[pairs[i].to])
                lifts[pairs[i].to] = (uint8_t)pairs[i].part;
    }
}

/* Every node takes from its parent, which comes before it (taxonomy_add), how deep it shares the
 * path of wished, and what lifts it. */
void closeness_fill(const struct closeness *closeness, node_id wished, uint8_t *parts)
{
    const struct taxonomy *taxonomy = closeness->taxonomy;
    size_t count = taxonomy_count(taxonomy) + 1;
    assert(wished != NODE_NONE && wished < count);
    uint8_t shared[NODE_COUNT_MAX + 1], lifts[NODE_COUNT_MAX + 1];
    for (size_t n = 0; n < count; n++)
        shared[n] = lifts[n] = 0;
    for (node_id n = wished; n != NODE_NONE; n = taxonomy_parent(taxonomy, n))
        shared[n] = (uint8_t)taxonomy_depth(taxonomy, n);
    if (closeness->table != POLICY_TABLE_COUNT)
        fill_listed(closeness, wished, lifts);
    uint8_t own = shared[wished];
    for (size_t n = 1; n < count; n++) {
        node_id parent = taxonomy_parent(taxonomy, (node_id)n);
        assert(parent < n);
        if (shared[n] == 0)
            shared[n] = shared[parent];
        if (lifts[parent] > lifts[n])
            lifts[n] = lifts[parent];
        int32_t part = shared[n] == own ? closeness->full : by_depth(closeness, shared[n]);
        if (lifts[n] > part)
            part = lifts[n];
        if (part > parts[n])
            parts[n] = (uint8_t)part;
    }
}

enum relation closeness_relation(const struct closeness *closeness, node_id wished, node_id node)
{
    if (wished == node)
        return RELATION_EQUAL;
    if (taxonomy_within(closeness->taxonomy, node, wished))
        return RELATION_WITHIN;
    int32_t part = closeness_of(closeness, wished, node);
    if (part == 0)
        return RELATION_NONE;
    bool shared =
        part == by_depth(closeness, taxonomy_shared_depth(closeness->taxonomy, wished, node));
    return shared ? RELATION_SHARED : RELATION_LISTED;
}
