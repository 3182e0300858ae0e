/* What the files of the text reader share: the reader itself, and one look at one text. */
#ifndef SCORING_READING_INNER_H
#define SCORING_READING_INNER_H

#include "scoring/reading.h"
#include "scoring/reading_labels.h"
#include "scoring/reading_rules.h"
#include "scoring/reading_search.h"

#include <stdatomic.h>

struct arena;

struct scheme_labels {
    bool wanted;      /* labels were added */
    unsigned deepest; /* depth of the deepest concept */
    struct labels labels;
    struct labels nothings;      /* what says nothing; without nodes */
    struct index_label *indexed; /* what the indexes stand on */
    struct index *indexes[FAMILY_COUNT];
};

#define FOLDED_SIZE (READING_TEXT_SIZE_MAX * FOLD_GROWTH + 1)

/* What one read needs; never used by two threads at once. */
struct reader_scratch {
    struct search_scratch *search;
    struct rules_scratch *rules;
    struct hits hits, more_hits;
    char folded[READING_TEXT_SIZE_MAX * 12 + 1]; /* FOLD_GROWTH */
    char changed[READING_TEXT_SIZE_MAX * 12 + 1];
};

#define POOL_SIZE 16

struct scratch_pool {
    _Atomic(struct reader_scratch *) idle[POOL_SIZE];
};

struct reader {
    const struct taxonomies *taxonomies;
    struct arena *arena;
    struct rules *rules;
    struct scheme_labels schemes[SCHEME_COUNT];
    struct scratch_pool *pool;
};

/* One look at one text. found holds count candidates, best first, none twice. */
struct look {
    const struct reader *reader;
    struct reader_scratch *scratch;
    enum scheme scheme;
    enum tongue tongue; /* the hint; OTHER: none */
    node_id country;    /* places: of the hint, "nl-BE"; NODE_NONE when it has none */
    size_t text_size;   /* of the text as typed, trimmed */
    size_t max;
    size_t count;
    struct reading_candidate found[READING_CANDIDATES_MAX];
};

/* Fills look->found for a text of size bytes, trimmed, not empty, valid UTF-8
 * (reading_look.c). */
void look_up(struct look *look, const char *text, size_t size);

/* The same for names of places and languages, which have their own ways: "Gent, België", "3000
 * Leuven", "Engels C1" (reading_place.c). */
void look_up_name(struct look *look, const char *text, size_t size);

/* Adds a candidate unless it is there or the list is full. confidence is kept within 1..100 and
 * not above the last one's. */
void look_add(struct look *look, node_id node, int confidence, enum reading_evidence evidence,
              const char *matched);

/* Fills scratch->hits, best first, with what is close to the folded text: the hinted language's
 * family, then, when that is unsure or there is no hint, all others (reading_look.c). */
void search_all(struct look *look, const char *folded, size_t size);

bool scheme_is_pooled(enum scheme scheme);
enum family scheme_family(enum scheme scheme, enum tongue tongue);

#endif
