#include "api/wire/people_ids.h"

#include "scoring/base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#define SLOTS_MIN ((size_t)1024) /* a power of two */

struct slot {
    const char *id; /* NULL: free */
    uint64_t hash;
    size_t line;
};

struct people_ids {
    struct arena *arena; /* of the ids */
    struct slot *slots;  /* open addressing, at most half full */
    size_t slot_count;
    size_t count;
    uint64_t seed; /* so that nobody can choose ids that collide */
};

enum status people_ids_new(struct people_ids **ret_ids)
{
    struct people_ids *ids = calloc(1, sizeof *ids);
    if (ids == NULL)
        return STATUS_MEMORY;
    ids->slots = calloc(SLOTS_MIN, sizeof *ids->slots);
    ids->slot_count = SLOTS_MIN;
    if (getrandom(&ids->seed, sizeof ids->seed, 0) != (ssize_t)sizeof ids->seed)
        ids->seed = (uint64_t)(uintptr_t)ids->slots;
    if (ids->slots == NULL || arena_new(0, &ids->arena) != STATUS_OK) {
        people_ids_free(ids);
        return STATUS_MEMORY;
    }
    *ret_ids = ids;
    return STATUS_OK;
}

void people_ids_free(struct people_ids *ids)
{
    if (ids == NULL)
        return;
    arena_free(ids->arena);
    free(ids->slots);
    free(ids);
}

/* FNV-1a from a seed, its bits then mixed (the finisher of splitmix64). */
static uint64_t hash_of(uint64_t seed, const char *id)
{
    uint64_t hash = seed ^ 0xcbf29ce484222325u;
    for (; *id != '\0'; id++)
        hash = (hash ^ (unsigned char)*id) * 0x100000001b3u;
    hash = (hash ^ hash >> 30) * 0xbf58476d1ce4e5b9u;
    hash = (hash ^ hash >> 27) * 0x94d049bb133111ebu;
    return hash ^ hash >> 31;
}

static struct slot *find_slot(struct slot *slots, size_t count, uint64_t hash, const char *id)
{
    for (size_t at = hash & (count - 1);; at = (at + 1) & (count - 1)) {
        struct slot *slot = &slots[at];
        if (slot->id == NULL || (slot->hash == hash && strcmp(slot->id, id) == 0))
            return slot;
    }
}

static enum status grow(struct people_ids *ids)
{
    size_t count = ids->slot_count * 2;
    struct slot *slots = calloc(count, sizeof *slots);
    if (slots == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < ids->slot_count; i++)
        if (ids->slots[i].id != NULL)
            *find_slot(slots, count, ids->slots[i].hash, ids->slots[i].id) = ids->slots[i];
    free(ids->slots);
    ids->slots = slots;
    ids->slot_count = count;
    return STATUS_OK;
}

enum status people_ids_add(struct people_ids *ids, const char *id, size_t line, size_t *ret_line)
{
    if (2 * ids->count >= ids->slot_count && grow(ids) != STATUS_OK)
        return STATUS_MEMORY;
    uint64_t hash = hash_of(ids->seed, id);
    struct slot *slot = find_slot(ids->slots, ids->slot_count, hash, id);
    if (slot->id != NULL) {
        *ret_line = slot->line;
        return STATUS_OK;
    }
    const char *copy = arena_strdup(ids->arena, id);
    if (copy == NULL)
        return STATUS_MEMORY;
    *slot = (struct slot){copy, hash, line};
    ids->count++;
    *ret_line = 0;
    return STATUS_OK;
}
