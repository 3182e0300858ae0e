#include "scoring/reading_parts.h"

#include <stdlib.h>
#include <string.h>

/* Weights in sixteenths, tuned on halves of national title lists, confirmed on other halves. */
#define WEIGHT_GRAM   16
#define WEIGHT_STEM   17
#define WEIGHT_HEAD   11 /* the last part of a compound */
#define WEIGHT_BEFORE 11

#define HEAD_SIZE_MIN     ((size_t)4)
#define BEFORE_SIZE_MIN   ((size_t)3)
#define COMPOUND_SIZE_MIN ((size_t)7)
#define HEAD_SEEN_MIN     2

#define STEM_KEY_BIT ((uint64_t)1 << 63)

void numbering_free(struct numbering *numbering)
{
    free(numbering->keys);
    free(numbering->ids);
    free(numbering->alone);
    *numbering = (struct numbering){0};
}

static size_t slot_of(const struct numbering *numbering, uint64_t key)
{
    size_t mask = numbering->slots - 1;
    size_t slot = (size_t)((key * 0x9e3779b97f4a7c15U) >> 32) & mask;
    while (numbering->keys[slot] != 0 && numbering->keys[slot] != key)
        slot = (slot + 1) & mask;
    return slot;
}

static uint32_t find_part(const struct numbering *numbering, uint64_t key)
{
    if (numbering->slots == 0)
        return PART_UNKNOWN;
    size_t slot = slot_of(numbering, key);
    return numbering->keys[slot] == 0 ? PART_UNKNOWN : numbering->ids[slot];
}

static bool grow(struct numbering *numbering)
{
    struct numbering grown = *numbering;
    grown.slots = numbering->slots == 0 ? 1024 : numbering->slots * 2;
    grown.keys = calloc(grown.slots, sizeof *grown.keys);
    grown.ids = calloc(grown.slots, sizeof *grown.ids);
    if (grown.keys == NULL || grown.ids == NULL) {
        free(grown.keys);
        free(grown.ids);
        return false;
    }
    for (size_t i = 0; i < numbering->slots; i++)
        if (numbering->keys[i] != 0) {
            size_t slot = slot_of(&grown, numbering->keys[i]);
            grown.keys[slot] = numbering->keys[i];
            grown.ids[slot] = numbering->ids[i];
        }
    free(numbering->keys);
    free(numbering->ids);
    *numbering = grown;
    return true;
}

static uint32_t number_part(struct numbering *numbering, uint64_t key)
{
    if (numbering->count * 2 >= numbering->slots && !grow(numbering))
        return PART_UNKNOWN;
    size_t slot = slot_of(numbering, key);
    if (numbering->keys[slot] == 0) {
        numbering->keys[slot] = key;
        numbering->ids[slot] = (uint32_t)numbering->count++;
    }
    return numbering->ids[slot];
}

/* From the last byte to the first, so that one pass gives the hash of every ending. */
static uint64_t hash_before(uint64_t hash, char c)
{
    return (hash ^ (unsigned char)c) * 0x100000001b3U;
}

#define HASH_START ((uint64_t)0xcbf29ce484222325U)

static uint64_t stem_key(const char *bytes, size_t size)
{
    uint64_t hash = HASH_START;
    for (size_t i = size; i > 0; i--)
        hash = hash_before(hash, bytes[i - 1]);
    return hash | STEM_KEY_BIT;
}

static uint64_t gram_key(char a, char b, char c)
{
    return (uint64_t)(unsigned char)a << 16 | (uint64_t)(unsigned char)b << 8 | (unsigned char)c;
}

enum status numbering_count(struct numbering *numbering, const struct words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        uint32_t id = number_part(numbering, stem_key(words->items[i].bytes, words->items[i].size));
        if (id == PART_UNKNOWN)
            return STATUS_MEMORY;
        if (id >= numbering->alone_capacity) {
            size_t capacity = ((size_t)id + 1) * 2;
            uint32_t *alone = realloc(numbering->alone, capacity * sizeof *alone);
            if (alone == NULL)
                return STATUS_MEMORY;
            memset(alone + numbering->alone_capacity, 0,
                   (capacity - numbering->alone_capacity) * sizeof *alone);
            numbering->alone = alone;
            numbering->alone_capacity = capacity;
        }
        numbering->alone[id]++;
    }
    return STATUS_OK;
}

/* ---- the parts of a word */

/* grown is NULL when parts are only looked up. */
struct cutting {
    struct numbering *grown;
    const struct numbering *numbering;
    struct text_parts *parts;
    uint16_t word;
    bool failed;
};

static void add_part(struct cutting *cutting, uint64_t key, uint8_t weight)
{
    if (cutting->parts->count >= PARTS_MAX)
        return;
    uint32_t id = cutting->grown != NULL ? number_part(cutting->grown, key)
                                         : find_part(cutting->numbering, key);
    cutting->failed = cutting->failed || (cutting->grown != NULL && id == PART_UNKNOWN);
    cutting->parts->items[cutting->parts->count++] =
        (struct text_part){id, weight, key >= STEM_KEY_BIT, cutting->word};
}

static void add_grams(struct cutting *cutting, const struct word *word)
{
    char a = ' ', b = word->bytes[0];
    for (size_t i = 1; i <= word->size; i++) {
        char c = i < word->size ? word->bytes[i] : ' ';
        add_part(cutting, gram_key(a, b, c), WEIGHT_GRAM);
        a = b;
        b = c;
    }
}

static bool is_compounding(enum family family)
{
    return family == FAMILY_NL || family == FAMILY_NORDIC || family == FAMILY_DE;
}

/* Where the longest ending that is a stem of its own begins; 0 when the word is no compound. */
static size_t head_start(const struct numbering *numbering, const struct word *word)
{
    size_t start = 0;
    uint64_t hash = HASH_START;
    for (size_t i = word->size; i > BEFORE_SIZE_MIN; i--) {
        hash = hash_before(hash, word->bytes[i - 1]);
        size_t size = word->size - (i - 1);
        if (size < HEAD_SIZE_MIN)
            continue;
        uint32_t id = find_part(numbering, hash | STEM_KEY_BIT);
        if (id < numbering->alone_capacity && numbering->alone[id] >= HEAD_SEEN_MIN)
            start = i - 1;
    }
    return start;
}

static void add_compound(struct cutting *cutting, const struct word *word)
{
    size_t before = head_start(cutting->numbering, word);
    if (before == 0)
        return;
    add_part(cutting, stem_key(word->bytes + before, word->size - before), WEIGHT_HEAD);
    if (before > BEFORE_SIZE_MIN && word->bytes[before - 1] == 's') /* "varv-s-snickare" */
        before--;
    add_part(cutting, stem_key(word->bytes, before), WEIGHT_BEFORE);
}

static bool cut(struct cutting *cutting, const struct words *words, enum family family)
{
    cutting->parts->count = 0;
    for (size_t i = 0; i < words->count; i++) {
        const struct word *word = &words->items[i];
        cutting->word = (uint16_t)i;
        add_part(cutting, stem_key(word->bytes, word->size), WEIGHT_STEM);
        add_grams(cutting, word);
        if (is_compounding(family) && word->size >= COMPOUND_SIZE_MIN)
            add_compound(cutting, word);
    }
    return !cutting->failed;
}

enum status parts_add(struct numbering *numbering, const struct words *words, enum family family,
                      struct text_parts *ret_parts)
{
    struct cutting cutting = {.grown = numbering, .numbering = numbering, .parts = ret_parts};
    return cut(&cutting, words, family) ? STATUS_OK : STATUS_MEMORY;
}

void parts_find(const struct numbering *numbering, const struct words *words, enum family family,
                struct text_parts *ret_parts)
{
    struct cutting cutting = {.numbering = numbering, .parts = ret_parts};
    (void)cut(&cutting, words, family);
}
