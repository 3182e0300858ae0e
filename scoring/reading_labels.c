#include "scoring/reading_labels.h"

#include "scoring/base/arena.h"
#include "scoring/fold.h"

#include <stdlib.h>
#include <string.h>

void labels_free(struct labels *labels)
{
    free(labels->items);
    free(labels->slots);
    *labels = (struct labels){0};
}

static bool grow(struct labels *labels)
{
    if (labels->count < labels->capacity)
        return true;
    size_t capacity = labels->capacity == 0 ? 256 : labels->capacity * 2;
    struct label *items = realloc(labels->items, capacity * sizeof *items);
    if (items == NULL)
        return false;
    labels->items = items;
    labels->capacity = capacity;
    return true;
}

enum status labels_add(struct labels *labels, struct arena *arena, bool copy, const char *text,
                       size_t size, node_id node, enum label_kind kind, enum tongue tongue)
{
    char folded[WORDS_SIZE_MAX * FOLD_GROWTH + 1];
    if (size > WORDS_SIZE_MAX)
        return STATUS_OK;
    size_t folded_size = fold_marked(text, size, folded);
    if (folded_size == 0 || folded_size > WORDS_SIZE_MAX)
        return STATUS_OK;
    struct label label = {
        .text = copy ? arena_copy(arena, text, size) : text,
        .folded = arena_copy(arena, folded, folded_size),
        .folded_size = (uint16_t)folded_size,
        .node = node,
        .kind = (uint8_t)kind,
        .tongue = (uint8_t)tongue,
    };
    if (label.text == NULL || label.folded == NULL || !grow(labels))
        return STATUS_MEMORY;
    labels->items[labels->count++] = label;
    return STATUS_OK;
}

static char plain(char c)
{
    return c == ',' || c == '/' ? ' ' : c;
}

static size_t hash_plain(const char *folded, size_t size)
{
    uint64_t hash = 0xcbf29ce484222325U; /* FNV-1a */
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)plain(folded[i])) * 0x100000001b3U;
    return (size_t)(hash ^ hash >> 32);
}

static bool same_plain(const char *a, const char *b, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (plain(a[i]) != plain(b[i]))
            return false;
    return true;
}

enum status labels_finish(struct labels *labels)
{
    size_t slot_count = 256;
    while (slot_count < labels->count)
        slot_count *= 2;
    uint32_t *slots = calloc(slot_count, sizeof *slots);
    if (slots == NULL)
        return STATUS_MEMORY;
    for (size_t i = labels->count; i > 0; i--) { /* so that a chain keeps the order of adding */
        struct label *label = &labels->items[i - 1];
        uint32_t *slot = &slots[hash_plain(label->folded, label->folded_size) & (slot_count - 1)];
        label->next = *slot;
        *slot = (uint32_t)i;
    }
    free(labels->slots);
    labels->slots = slots;
    labels->slot_count = slot_count;
    return STATUS_OK;
}

const struct label *labels_find(const struct labels *labels, const char *folded, size_t size,
                                const struct label *previous)
{
    if (labels->slot_count == 0)
        return NULL;
    uint32_t next = previous != NULL
                        ? previous->next
                        : labels->slots[hash_plain(folded, size) & (labels->slot_count - 1)];
    while (next != 0) {
        const struct label *label = &labels->items[next - 1];
        if (label->folded_size == size && same_plain(label->folded, folded, size))
            return label;
        next = label->next;
    }
    return NULL;
}
