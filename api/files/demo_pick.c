#include "api/files/demo_tables.h"

size_t demo_pick(const struct demo_weights *weights, struct rng *rng)
{
    uint64_t at = rng_below(rng, weights->sums[weights->count - 1]);
    size_t low = 0;
    size_t high = weights->count - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (weights->sums[middle] > at)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

int demo_compare_aliases(const void *a, const void *b)
{
    const struct demo_alias *x = a;
    const struct demo_alias *y = b;
    if (x->node != y->node)
        return x->node < y->node ? -1 : 1;
    if (x->language != y->language)
        return x->language < y->language ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

const struct demo_alias *demo_aliases_of(const struct demo_aliases *aliases, node_id node,
                                         enum label_language language, size_t *ret_count)
{
    const struct demo_alias wanted = {.node = node, .language = language};
    size_t low = 0;
    size_t high = aliases->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (demo_compare_aliases(&aliases->items[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    const struct demo_alias *first = aliases->items + low;
    size_t count = 0;
    while (low + count < aliases->count && first[count].node == node &&
           first[count].language == language)
        count++;
    *ret_count = count;
    return first;
}
