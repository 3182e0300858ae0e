/* From what people type to ranked concepts with confidence and evidence: folding, rules (pcre2),
 * exact aliases, character 3-grams. Unknown text stays unread: under a threshold there is
 * no candidate rather than a guess. See scoring/README.md, "Reading what people type". */
#ifndef SCORING_READING_H
#define SCORING_READING_H

#include "scoring/taxonomy.h"

struct reader;

/* How a candidate was found; the word is what JSON and SQL carry. */
#define READING_EVIDENCES(X)                                                                       \
    X(NONE, "")                                                                                    \
    X(CODE, "code")     /* the text is a code of the scheme */                                     \
    X(LABEL, "label")   /* an official label, folded, equal */                                     \
    X(ALIAS, "alias")   /* one of Kring's own or an added label, folded, equal */                  \
    X(RULE, "rule")     /* equal only after rules changed the text */                              \
    X(NGRAMS, "ngrams") /* close by 3-grams */

enum reading_evidence {
#define READING_EVIDENCE_ENUM(name, word) READING_##name,
    READING_EVIDENCES(READING_EVIDENCE_ENUM)
#undef READING_EVIDENCE_ENUM
        READING_EVIDENCE_COUNT
};

const char *reading_evidence_word(enum reading_evidence evidence);

struct reading_candidate {
    node_id node;
    uint8_t confidence; /* 1..100 */
    enum reading_evidence evidence;
    const char *matched; /* the label or alias that matched; owned by the reader; "" for codes */
};

#define READING_TEXT_SIZE_MAX  ((size_t)500) /* longer text is not read */
#define READING_CANDIDATES_MAX ((size_t)50)

/* A reader over taxonomies, which must outlive it. Labels of the taxonomies are known to it from
 * the start; aliases, more labels and rules are added, then reader_finish builds the indexes; from
 * then on it is constant and any number of threads may read with it. */
enum status MUST_CHECK reader_new(const struct taxonomies *taxonomies, struct reader **ret_reader);
void reader_free(struct reader *reader);

/* Adds rows `code<TAB>language<TAB>label` (comments and a header line allowed). own: Kring's
 * aliases, which win over added labels. INVALID with faults by line; good rows are kept. */
enum status MUST_CHECK reader_add_labels(struct reader *reader, enum scheme scheme, bool own,
                                         const char *bytes, size_t size, struct faults *faults);

/* Adds rows `scheme language pattern replacement why` (seeds/rules/patterns.tsv), applied in file
 * order. INVALID with faults by line for a pattern that does not compile. */
enum status MUST_CHECK reader_add_rules(struct reader *reader, const char *bytes, size_t size,
                                        struct faults *faults);

/* Adds rows `scheme language label` (seeds/rules/nothing.tsv): texts that say nothing of a scheme,
 * such as "n/a", and have no candidate; * stands for any scheme, or any writer, else the label is
 * passed over where the writer's language is of another family. INVALID with faults by line. */
enum status MUST_CHECK reader_add_nothings(struct reader *reader, const char *bytes, size_t size,
                                           struct faults *faults);

enum status MUST_CHECK reader_finish(struct reader *reader);

/* The concepts a text may mean, best first, at most max of them; language is a hint ("nl",
 * "nn", …) or NULL. No candidate (count 0, OK) when unsure. TOO_LARGE beyond
 * READING_TEXT_SIZE_MAX bytes. text is valid UTF-8. Order: confidence, then code. */
enum status MUST_CHECK reader_read(const struct reader *reader, enum scheme scheme,
                                   const char *language, const char *text, size_t max,
                                   struct reading_candidate *ret_candidates, size_t *ret_count);

#endif
