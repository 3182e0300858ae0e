/* An index of the labels of one scheme and one family of languages by the parts of their words
 * (reading_parts.h), weighted by TF-IDF and scaled to length one. All numbers are integers, so that
 * every machine reads alike. Inner to the text reader; searched by reading_search.h. */
#ifndef SCORING_READING_INDEX_H
#define SCORING_READING_INDEX_H

#include "scoring/base/status.h"
#include "scoring/reading_parts.h"
#include "scoring/taxonomy.h"

/* A label to index; folded is fold_marked's. Both texts must outlive the index. */
struct index_label {
    const char *text, *folded;
    node_id node;
    uint16_t folded_size;
    uint8_t tongue; /* enum tongue */
};

#define INDEX_LABELS_MAX ((size_t)1 << 20)
#define INDEX_PARTS_MAX  ((size_t)1 << 18)

#define WEIGHT_BITS 12   /* of a part in a label, in postings */
#define FINE_BITS   14   /* the same in label_parts */
#define LIKELY_UNIT 2048 /* of likelihoods: one bit */

struct index {
    enum family family;
    bool by_label; /* labels are hits, ranked by cosine alone, not concepts; false at first */
    struct index_label *labels; /* sorted by node, then text */
    size_t label_count, node_count;
    struct numbering numbering;
    size_t part_count;
    uint16_t *rarities; /* of part i: 1 + ln((1 + labels) / (1 + labels with it)), in 1/256 */
    uint16_t rarity_unseen;
    /* postings of part i are posting_starts[i] … posting_starts[i + 1] - 1: label << WEIGHT_BITS |
     * weight; the parts of label i likewise: part << FINE_BITS | weight */
    uint32_t *posting_starts, *postings;
    uint32_t *label_starts, *label_parts;
    /* likewise the nodes whose labels have part i: node << 16 | by how much it speaks for the node;
     * and per node what speaks against it whatever the parts */
    uint32_t *likely_starts, *likelies;
    uint32_t *unlikely;
};

/* Builds from count labels, which it sorts and which must outlive it. node_count: one more than
 * the largest node. TOO_LARGE beyond the limits above; MEMORY. */
enum status MUST_CHECK index_new(enum family family, struct index_label *labels, size_t count,
                                 size_t node_count, struct index **ret_index);
void index_free(struct index *index);

/* The square root, rounded down. */
uint64_t index_root(uint64_t value);

#endif
