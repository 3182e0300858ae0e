/* Which concepts are close to a text: the labels with the greatest cosine, how the other close
 * labels of their concepts vote, and how likely the concept's labels are to have such parts. Inner
 * to the text reader. */
#ifndef SCORING_READING_SEARCH_H
#define SCORING_READING_SEARCH_H

#include "scoring/reading_index.h"

/* A concept close to the text. */
struct hit {
    node_id node;
    uint8_t tongue;  /* of its closest label */
    uint16_t cosine; /* of that label, 0..10000 */
    int32_t score;   /* what hits are ranked by; about 0..12000 */
    const char *label;
};

#define HITS_MAX ((size_t)64)

struct hits {
    struct hit items[HITS_MAX]; /* by score, then node; a node once, unless by_label */
    size_t count;
};

/* Memory that searches of any of the indexes given need; one thread uses it at a time. */
struct search_scratch;
enum status MUST_CHECK search_scratch_new(struct index *const *indexes, size_t count,
                                          struct search_scratch **ret_scratch);
void search_scratch_free(struct search_scratch *scratch);

/* How much a search may look at: postings of the text's rarest parts, labels looked at closely. */
struct effort {
    size_t postings_max;
    size_t close_max; /* at most SEARCH_CLOSE_MAX */
};

#define SEARCH_CLOSE_MAX ((size_t)96)

/* Searches for a text folded by fold_marked. element t of tongue_weights is how much labels of
 * tongue t count, in percent. */
void search_index(const struct index *index, struct search_scratch *scratch, const char *folded,
                  size_t size, const uint8_t tongue_weights[TONGUE_COUNT], struct effort effort,
                  struct hits *ret_hits);

#endif
