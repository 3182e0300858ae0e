#include "matcher/profiles.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define CAPACITY_START ((size_t)64)
#define LENGTH_COUNT   ((size_t)256) /* lists are shorter */

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
    if (profiles->facts != NULL && needed <= profiles->facts_capacity)
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
    assert(count < LENGTH_COUNT);
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

/* Counting sort by length: stable, so that alumni who stand together mostly stay so. */
static void number_by_length(const struct profiles *profiles, uint32_t *ret_new)
{
    uint32_t next[LENGTH_COUNT] = {0};
    for (size_t p = 0; p < profiles->count; p++)
        next[profiles->starts[p + 1] - profiles->starts[p]]++;
    uint32_t before = 0;
    for (size_t length = 0; length < LENGTH_COUNT; length++) {
        uint32_t count = next[length];
        next[length] = before;
        before += count;
    }
    for (size_t p = 0; p < profiles->count; p++)
        ret_new[p] = next[profiles->starts[p + 1] - profiles->starts[p]]++;
}

enum status profiles_finish(struct profiles *profiles, uint32_t *ret_new)
{
    size_t count = profiles->count;
    if (count == 0)
        return STATUS_OK;
    uint32_t *starts = calloc(count + 1, sizeof *starts);
    struct fact *facts = calloc(profiles->starts[count] + (size_t)1, sizeof *facts);
    if (starts == NULL || facts == NULL) {
        free(starts);
        free(facts);
        return STATUS_MEMORY;
    }
    number_by_length(profiles, ret_new);
    for (size_t p = 0; p < count; p++)
        starts[ret_new[p] + 1] = profiles->starts[p + 1] - profiles->starts[p];
    for (size_t p = 0; p < count; p++)
        starts[p + 1] += starts[p];
    for (size_t p = 0; p < count; p++) {
        size_t length = 0;
        const struct fact *own = profiles_facts(profiles, (uint32_t)p, &length);
        memcpy(facts + starts[ret_new[p]], own, length * sizeof *own);
    }
    profiles_free(profiles);
    *profiles = (struct profiles){.facts = facts, .starts = starts, .count = count};
    return STATUS_OK;
}
