#include "scoring/reading_index.h"

#include <stdlib.h>
#include <string.h>

#define LOG_BITS    16
#define LN2_IN_256  177 /* 256 × ln 2 */
#define SMOOTHING   1   /* labels a concept is thought to have beside its own */
#define PARTS_START ((size_t)1 << 16)

/* log2 of value >= 1 in 1/65536, by squaring the mantissa once a bit. */
static uint32_t log2_fixed(uint64_t value)
{
    unsigned whole = 63u - (unsigned)__builtin_clzll(value);
    uint64_t mantissa = whole > 31 ? value >> (whole - 31) : value << (31 - whole);
    uint32_t result = whole;
    for (int i = 0; i < LOG_BITS; i++) {
        mantissa = mantissa * mantissa >> 31;
        result <<= 1;
        if (mantissa >> 32 != 0) {
            mantissa >>= 1;
            result |= 1;
        }
    }
    return result;
}

/* The rarity of a part that `with` of `labels` labels have, in 1/256. */
static uint16_t index_rarity(size_t labels, size_t with)
{
    uint64_t bits = log2_fixed(1 + labels) - log2_fixed(1 + with);
    return (uint16_t)(256 + (bits * LN2_IN_256 >> LOG_BITS));
}

uint64_t index_root(uint64_t value)
{
    uint64_t root = 0;
    for (uint64_t bit = (uint64_t)1 << 31; bit != 0; bit >>= 1)
        if ((root | bit) * (root | bit) <= value)
            root |= bit;
    return root;
}

static int compare_labels(const void *left, const void *right)
{
    const struct index_label *a = left, *b = right;
    if (a->node != b->node)
        return a->node < b->node ? -1 : 1;
    int order = strcmp(a->text, b->text);
    return order != 0 ? order : (int)a->tongue - (int)b->tongue;
}

/* ---- step 1: the parts of every label, packed one after the other */

struct packing {
    struct index *index;
    struct words words;
    struct text_parts parts;
    uint32_t *ids, *weights; /* of all labels, bounded by index->label_starts */
    size_t capacity;
};

static enum status count_stems(struct packing *packing)
{
    struct index *index = packing->index;
    for (size_t i = 0; i < index->label_count; i++) {
        const struct index_label *label = &index->labels[i];
        words_cut(label->folded, label->folded_size, index->family, &packing->words);
        if (numbering_count(&index->numbering, &packing->words) != STATUS_OK)
            return STATUS_MEMORY;
    }
    return STATUS_OK;
}

static bool reserve(struct packing *packing, size_t need)
{
    if (need <= packing->capacity)
        return true;
    size_t capacity = packing->capacity == 0 ? PARTS_START : packing->capacity * 2;
    uint32_t *ids = realloc(packing->ids, capacity * sizeof *ids);
    if (ids != NULL)
        packing->ids = ids;
    uint32_t *weights = realloc(packing->weights, capacity * sizeof *weights);
    if (weights != NULL)
        packing->weights = weights;
    if (ids == NULL || weights == NULL)
        return false;
    packing->capacity = capacity;
    return true;
}

static int compare_parts(const void *left, const void *right)
{
    const struct text_part *a = left, *b = right;
    return a->id < b->id ? -1 : a->id > b->id;
}

/* Appends the parts of one label, each once; its weights added up. */
static void pack_label(struct packing *packing, uint32_t *at)
{
    struct text_parts *parts = &packing->parts;
    qsort(parts->items, parts->count, sizeof parts->items[0], compare_parts);
    for (size_t i = 0; i < parts->count; i++) {
        if (i > 0 && parts->items[i].id == parts->items[i - 1].id) {
            packing->weights[*at - 1] += parts->items[i].weight;
            continue;
        }
        packing->ids[*at] = parts->items[i].id;
        packing->weights[(*at)++] = parts->items[i].weight;
    }
}

static enum status pack_labels(struct packing *packing)
{
    struct index *index = packing->index;
    uint32_t at = 0;
    for (size_t i = 0; i < index->label_count; i++) {
        const struct index_label *label = &index->labels[i];
        words_cut(label->folded, label->folded_size, index->family, &packing->words);
        if (parts_add(&index->numbering, &packing->words, index->family, &packing->parts) !=
                STATUS_OK ||
            !reserve(packing, at + PARTS_MAX))
            return STATUS_MEMORY;
        pack_label(packing, &at);
        index->label_starts[i + 1] = at;
    }
    index->part_count = index->numbering.count;
    return index->part_count > INDEX_PARTS_MAX ? STATUS_TOO_LARGE : STATUS_OK;
}

/* ---- step 2: weights, postings, likelihoods */

static void set_rarities(struct index *index)
{
    for (size_t i = 0; i < index->part_count; i++)
        index->rarities[i] = index_rarity(index->label_count,
                                          index->posting_starts[i + 1] - index->posting_starts[i]);
    index->rarity_unseen = index_rarity(index->label_count, 0);
}

/* Leaves in posting_starts[i] where the postings of part i begin. */
static void count_postings(const struct packing *packing)
{
    struct index *index = packing->index;
    size_t total = index->label_starts[index->label_count];
    for (size_t i = 0; i < total; i++)
        index->posting_starts[packing->ids[i] + 1]++;
    for (size_t i = 0; i < index->part_count; i++)
        index->posting_starts[i + 1] += index->posting_starts[i];
}

static uint32_t scaled(uint64_t weight, uint64_t length, unsigned bits)
{
    uint64_t most = ((uint64_t)1 << bits) - 1;
    uint64_t value = length == 0 ? 0 : weight * most / length;
    return (uint32_t)(value == 0 ? 1 : value > most ? most : value);
}

static void fill_postings(const struct packing *packing, uint32_t *filled)
{
    struct index *index = packing->index;
    for (size_t i = 0; i < index->label_count; i++) {
        uint64_t square = 0;
        for (uint32_t at = index->label_starts[i]; at < index->label_starts[i + 1]; at++) {
            uint64_t weight = (uint64_t)packing->weights[at] * index->rarities[packing->ids[at]];
            square += weight * weight;
        }
        uint64_t length = index_root(square);
        for (uint32_t at = index->label_starts[i]; at < index->label_starts[i + 1]; at++) {
            uint32_t part = packing->ids[at];
            uint64_t weight = (uint64_t)packing->weights[at] * index->rarities[part];
            index->label_parts[at] = part << FINE_BITS | scaled(weight, length, FINE_BITS);
            index->postings[index->posting_starts[part] + filled[part]++] =
                (uint32_t)i << WEIGHT_BITS | scaled(weight, length, WEIGHT_BITS);
        }
    }
}

/* How much more often labels of the node have the part than labels do at large. */
static uint32_t likeliness(const struct index *index, size_t with_node, size_t with)
{
    uint64_t base = (uint64_t)SMOOTHING * with;
    uint64_t more = base + (uint64_t)with_node * index->label_count;
    uint32_t bits = log2_fixed(more) - log2_fixed(base);
    uint32_t value = bits / ((1u << LOG_BITS) / LIKELY_UNIT);
    return value > UINT16_MAX ? UINT16_MAX : value;
}

/* Labels are sorted by node, so the postings of a part have those of a node together. */
static void fill_likelies(struct index *index)
{
    uint32_t count = 0;
    for (size_t part = 0; part < index->part_count; part++) {
        uint32_t from = index->posting_starts[part], to = index->posting_starts[part + 1];
        for (uint32_t at = from; at < to;) {
            node_id node = index->labels[index->postings[at] >> WEIGHT_BITS].node;
            uint32_t start = at;
            while (at < to && index->labels[index->postings[at] >> WEIGHT_BITS].node == node)
                at++;
            index->likelies[count++] =
                (uint32_t)node << 16 | likeliness(index, at - start, to - from);
        }
        index->likely_starts[part + 1] = count;
    }
}

static void set_unlikely(struct index *index)
{
    for (size_t i = 0; i < index->label_count; i++)
        index->unlikely[index->labels[i].node]++;
    for (size_t i = 0; i < index->node_count; i++)
        index->unlikely[i] =
            log2_fixed(index->unlikely[i] + SMOOTHING) / ((1u << LOG_BITS) / LIKELY_UNIT);
}

static void *array(size_t count, size_t size)
{
    return calloc(count + 1, size);
}

static enum status weigh(struct packing *packing)
{
    struct index *index = packing->index;
    size_t parts = index->part_count, total = index->label_starts[index->label_count];
    uint32_t *filled = array(parts, sizeof *filled);
    index->rarities = array(parts, sizeof *index->rarities);
    index->posting_starts = array(parts, sizeof *index->posting_starts);
    index->postings = array(total, sizeof *index->postings);
    index->label_parts = array(total, sizeof *index->label_parts);
    index->likely_starts = array(parts, sizeof *index->likely_starts);
    index->likelies = array(total, sizeof *index->likelies);
    index->unlikely = array(index->node_count, sizeof *index->unlikely);
    bool complete = filled != NULL && index->rarities != NULL && index->posting_starts != NULL &&
                    index->postings != NULL && index->label_parts != NULL &&
                    index->likely_starts != NULL && index->likelies != NULL &&
                    index->unlikely != NULL;
    if (complete) {
        count_postings(packing);
        set_rarities(index);
        fill_postings(packing, filled);
        fill_likelies(index);
        set_unlikely(index);
    }
    free(filled);
    return complete ? STATUS_OK : STATUS_MEMORY;
}

static enum status build(struct packing *packing)
{
    enum status status = count_stems(packing);
    if (status == STATUS_OK)
        status = pack_labels(packing);
    return status == STATUS_OK ? weigh(packing) : status;
}

enum status index_new(enum family family, struct index_label *labels, size_t count,
                      size_t node_count, struct index **ret_index)
{
    if (count >= INDEX_LABELS_MAX)
        return STATUS_TOO_LARGE;
    struct index *index = calloc(1, sizeof *index);
    struct packing *packing = calloc(1, sizeof *packing);
    enum status status = STATUS_MEMORY;
    if (index == NULL || packing == NULL)
        goto out;
    qsort(labels, count, sizeof *labels, compare_labels);
    *index = (struct index){
        .family = family, .labels = labels, .label_count = count, .node_count = node_count};
    packing->index = index;
    index->label_starts = array(count, sizeof *index->label_starts);
    if (index->label_starts != NULL)
        status = build(packing);
out:
    if (packing != NULL) {
        free(packing->ids);
        free(packing->weights);
        free(packing);
    }
    if (status == STATUS_OK)
        *ret_index = index;
    else
        index_free(index);
    return status;
}

void index_free(struct index *index)
{
    if (index == NULL)
        return;
    numbering_free(&index->numbering);
    free(index->rarities);
    free(index->posting_starts);
    free(index->postings);
    free(index->label_starts);
    free(index->label_parts);
    free(index->likely_starts);
    free(index->likelies);
    free(index->unlikely);
    free(index);
}
