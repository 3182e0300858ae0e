#include "scoring/policy_tables.h"

#include <assert.h>

enum scheme policy_scheme(enum policy_table table)
{
    if (table == POLICY_FIELD_NEIGHBOURS)
        return SCHEME_ISCED;
    return table == POLICY_OCCUPATION_RELATED ? SCHEME_ISCO : SCHEME_LANGUAGE;
}

int32_t policy_value(const struct policy *policy, enum policy_value value)
{
    assert(value < POLICY_VALUE_COUNT);
    return policy->values[value];
}

const struct policy_pair *policy_pairs(const struct policy *policy, enum policy_table table,
                                       node_id node, size_t *ret_count)
{
    assert(table >= PAIR_TABLE_FIRST && table < PAIR_TABLE_FIRST + PAIR_TABLE_COUNT);
    const struct pairs *pairs = &policy->pairs[table - PAIR_TABLE_FIRST];
    size_t low = 0, high = pairs->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (pairs->items[middle].from < node)
            low = middle + 1;
        else
            high = middle;
    }
    size_t end = low;
    while (end < pairs->count && pairs->items[end].from == node)
        end++;
    *ret_count = end - low;
    return pairs->items + low;
}

int32_t policy_listed(const struct policy *policy, enum policy_table table, node_id a, node_id b)
{
    const struct taxonomy *taxonomy = policy->taxonomies->of[policy_scheme(table)];
    int32_t best = 0;
    for (; a != NODE_NONE; a = taxonomy_parent(taxonomy, a)) {
        size_t count = 0;
        const struct policy_pair *pairs = policy_pairs(policy, table, a, &count);
        for (size_t i = 0; i < count; i++)
            if (pairs[i].part > best && taxonomy_within(taxonomy, b, pairs[i].to))
                best = pairs[i].part;
    }
    return best;
}

int32_t policy_level_part(const struct policy *policy, int32_t level)
{
    assert(level > LEVEL_UNKNOWN && level < LEVEL_COUNT);
    return policy->level_parts[level];
}

const char *policy_level_label(const struct policy *policy, int32_t level,
                               enum label_language language)
{
    assert(level > LEVEL_UNKNOWN && level < LEVEL_COUNT && language < LABEL_LANGUAGE_COUNT);
    return policy->level_labels[level][language];
}

int32_t policy_recency_permille(const struct policy *policy, int32_t years)
{
    assert(years >= 0);
    return policy->permille[years < policy->recency_years ? years : policy->recency_years];
}

int32_t policy_recency_years(const struct policy *policy)
{
    return policy->recency_years;
}

int32_t policy_distance_part(const struct policy *policy, int64_t chord2)
{
    if (chord2 >= policy->chord2_end)
        return 0;
    size_t step = policy->hints[chord2 >> policy->hint_shift];
    while (step + 1 < policy->step_count && policy->steps[step + 1].chord2 <= chord2)
        step++;
    return policy->steps[step].part;
}

int64_t policy_chord2_end(const struct policy *policy)
{
    return policy->chord2_end;
}

struct policy_places policy_places(const struct policy *policy)
{
    return policy->places;
}
