/* The parts of words, numbered: 3-grams of stems with their ends marked, whole stems, and of a
 * compound the last known stem in it and what stands before that ("sjukhus|kemist"). Inner to the
 * text reader. */
#ifndef SCORING_READING_PARTS_H
#define SCORING_READING_PARTS_H

#include "scoring/base/status.h"
#include "scoring/reading_words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A growing table of keys (never 0) numbered from 0 in the order they came. */
struct numbering {
    uint64_t *keys;  /* open addressing, at most half full */
    uint32_t *ids;   /* of the key in the same slot */
    uint32_t *alone; /* element i: how often part i was a whole stem; set by numbering_count */
    size_t slots, count, alone_capacity;
};

#define PART_UNKNOWN UINT32_MAX

void numbering_free(struct numbering *numbering);

/* Counts the whole stems of a label: those seen twice can end a compound. MEMORY. */
enum status MUST_CHECK numbering_count(struct numbering *numbering, const struct words *words);

#define PARTS_MAX ((size_t)1024)

/* element i: the number of a part (PART_UNKNOWN when it has none), its weight in sixteenths,
 * whether it is a whole stem, and which of the words it is a part of. A part may come twice. */
struct text_part {
    uint32_t id;
    uint8_t weight;
    bool whole;
    uint16_t word;
};

struct text_parts {
    struct text_part items[PARTS_MAX];
    size_t count;
};

/* The parts of words; grows the numbering. MEMORY. */
enum status MUST_CHECK parts_add(struct numbering *numbering, const struct words *words,
                                 enum family family, struct text_parts *ret_parts);

/* The same without growing. */
void parts_find(const struct numbering *numbering, const struct words *words, enum family family,
                struct text_parts *ret_parts);

#endif
