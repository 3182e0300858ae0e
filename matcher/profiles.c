#include "matcher/profiles.h"

#include <stdlib.h>

#define CAPACITY_START ((size_t)64)

void profiles_free(struct profiles *profiles)
{
    free(profiles->facts);
    free(profiles->starts);
    free(profiles->slots);
    *profiles = (struct profiles){0};
}

static int compare_facts(struct fact a, struct fact b)
{
    if (a.node != b.node)
        return a.node < b.node ? -1 : 1;
    if (a.second != b.second)
        return a.second < b.second ? -1 : 1;
    return a.grade - b.grade;
}

/* Sorts by insertion (lists are short) and drops doubles; gives how many are left. */
static size_t make_set(struct fact *facts, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        struct fact fact = facts[i];
        size_t at = kept;
        while (at > 0 && compare_facts(facts[at - 1], fact) > 0)
            at--;
        if (at > 0 && compare_facts(facts[at - 1], fact) == 0)
            continue;
        for (size_t j = kept; j > at; j--)
            facts[j] = facts[j - 1];
        facts[at] = fact;
        kept++;
    }
    return kept;
}

static uint64_t hash_of(const struct fact *facts, size_t count)
{
    uint64_t hash = 14695981039346656037U; /* FNV-1a, a fact at a time */
    for (size_t i = 0; i < count; i++) {
        uint64_t fact = (uint64_t)facts[i].node << 24 | (uint64_t)facts[i].second << 8;
        hash = (hash ^ (fact | facts[i].grade)) * 1099511628211U;
        hash ^= hash >> 29;
    }
    return hash;
}

static bool is_profile(const struct profiles *profiles, uint32_t profile, const struct fact *facts,
                       size_t count)
{
    size_t own_count = 0;
    const struct fact *own = profiles_facts(profiles, profile, &own_count);
    if (own_count != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (compare_facts(own[i], facts[i]) != 0)
            return false;
    return true;
}

/* The slot that holds the list, or the free one where it belongs. */
static size_t slot_of(const struct profiles *profiles, const struct fact *facts, size_t count)
{
    size_t mask = profiles->slot_count - 1;
    size_t slot = hash_of(facts, count) & mask;
    while (profiles->slots[slot] != 0 &&
           !is_profile(profiles, profiles->slots[slot] - 1, facts, count))
        slot = (slot + 1) & mask;
    return slot;
}

static bool rehash(struct profiles *profiles, size_t slot_count)
{
    uint32_t *slots = calloc(slot_count, sizeof *slots);
    if (slots == NULL)
        return false;
    free(profiles->slots);
    profiles->slots = slots;
    profiles->slot_count = slot_count;
    for (size_t p = 0; p < profiles->count; p++) {
        size_t count = 0;
        const struct fact *facts = profiles_facts(profiles, (uint32_t)p, &count);
        slots[slot_of(profiles, facts, count)] = (uint32_t)p + 1;
    }
    return true;
}

static bool grow_profiles(struct profiles *profiles)
{
    if (profiles->count < profiles->capacity)
        return true;
    size_t capacity = profiles->capacity == 0 ? CAPACITY_START : 2 * profiles->capacity;
    uint32_t *starts = realloc(profiles->starts, (capacity + 1) * sizeof *starts);
    if (starts == NULL)
        return false;
    if (profiles->count == 0)
        starts[0] = 0;
    profiles->starts = starts;
    if (!rehash(profiles, 2 * capacity))
        return false;
    profiles->capacity = capacity;
    return true;
}

static bool grow_facts(struct profiles *profiles, size_t count)
{
    size_t needed = profiles->starts[profiles->count] + count;
    if (needed <= profiles->facts_capacity)
        return true;
    size_t capacity = needed > CAPACITY_START ? 2 * needed : CAPACITY_START;
    struct fact *facts = realloc(profiles->facts, capacity * sizeof *facts);
    if (facts == NULL)
        return false;
    profiles->facts = facts;
    profiles->facts_capacity = capacity;
    return true;
}

enum status profiles_code(struct profiles *profiles, struct fact *facts, size_t count,
                          uint32_t *ret_profile)
{
    if (!grow_profiles(profiles) || !grow_facts(profiles, count))
        return STATUS_MEMORY;
    count = make_set(facts, count);
    size_t slot = slot_of(profiles, facts, count);
    if (profiles->slots[slot] != 0) {
        *ret_profile = profiles->slots[slot] - 1;
        return STATUS_OK;
    }
    uint32_t start = profiles->starts[profiles->count];
    for (size_t i = 0; i < count; i++)
        profiles->facts[start + i] = facts[i];
    *ret_profile = (uint32_t)profiles->count++;
    profiles->starts[profiles->count] = start + (uint32_t)count;
    profiles->slots[slot] = *ret_profile + 1;
    return STATUS_OK;
}
