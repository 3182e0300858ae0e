/* The labels of one scheme as a reader knows them, found by their folded text. Inner to the text
 * reader. */
#ifndef SCORING_READING_LABELS_H
#define SCORING_READING_LABELS_H

#include "scoring/base/status.h"
#include "scoring/reading_words.h"
#include "scoring/taxonomy.h"

#include <stdbool.h>

struct arena;

/* Whose label it is, best first. */
enum label_kind { LABEL_KIND_OFFICIAL, LABEL_KIND_OWN, LABEL_KIND_ADDED };

struct label {
    const char *text;   /* as given, NUL-terminated */
    const char *folded; /* by fold_marked, NUL-terminated */
    uint32_t next;      /* another label of the same slot, 0: none; 1 more than its index */
    uint16_t folded_size;
    node_id node;
    uint8_t kind;   /* enum label_kind */
    uint8_t tongue; /* enum tongue */
};

struct labels {
    struct label *items;
    size_t count, capacity;
    uint32_t *slots; /* 1 more than the index of a label, 0: none; set by labels_finish */
    size_t slot_count;
};

void labels_free(struct labels *labels);

/* Adds a label; its folding, and its text when copy, go to the arena. Labels without a letter or
 * digit, or longer than WORDS_SIZE_MAX, are passed over. MEMORY. */
enum status MUST_CHECK labels_add(struct labels *labels, struct arena *arena, bool copy,
                                  const char *text, size_t size, node_id node, enum label_kind kind,
                                  enum tongue tongue);

/* Makes labels_find work. MEMORY. */
enum status MUST_CHECK labels_finish(struct labels *labels);

/* The first label whose folded text is the same but for the kind of separators, and after it the
 * next one; NULL when there are no more. Start with previous NULL. */
const struct label *labels_find(const struct labels *labels, const char *folded, size_t size,
                                const struct label *previous);

#endif
