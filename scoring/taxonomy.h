/* Concept trees: ISCED-F 2013 (fields of study), ISCO-08 (occupations), NACE Rev. 2
 * (industries), ISO 639 (languages) and places (country > region > city). A concept is a node,
 * a small integer that means something only within its taxonomy and this process; what is
 * stored and shown is its code. Trees are built once from .tsv bytes (seeds/taxonomies/) and never
 * change afterwards: any number of threads may read them. */
#ifndef SCORING_TAXONOMY_H
#define SCORING_TAXONOMY_H

#include "scoring/base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct faults;

/* The languages Kring answers in, always in this order. */
#define LABEL_LANGUAGES(X)                                                                         \
    X(NL, "nl")                                                                                    \
    X(SV, "sv")                                                                                    \
    X(NB, "nb")                                                                                    \
    X(DE, "de")                                                                                    \
    X(FR, "fr")                                                                                    \
    X(EN, "en")

enum label_language {
#define LABEL_LANGUAGE_ENUM(name, code) LABEL_##name,
    LABEL_LANGUAGES(LABEL_LANGUAGE_ENUM)
#undef LABEL_LANGUAGE_ENUM
        LABEL_LANGUAGE_COUNT
};

/* The code of a label language ("nb"). */
const char *label_language_code(enum label_language language);

/* The label language for a tag such as "nl", "nl-BE", "nn" or "no" (both read as nb); false, and
 * nothing is written, when Kring does not answer in it. */
bool label_language_find(const char *tag, size_t size, enum label_language *ret_language);

/* scheme, word on the command line and in URLs, file under seeds/taxonomies/. */
#define SCHEMES(X)                                                                                 \
    X(ISCED, "isced")                                                                              \
    X(ISCO, "isco")                                                                                \
    X(NACE, "nace")                                                                                \
    X(LANGUAGE, "language")                                                                        \
    X(PLACE, "place")

enum scheme {
#define SCHEME_ENUM(name, word) SCHEME_##name,
    SCHEMES(SCHEME_ENUM)
#undef SCHEME_ENUM
        SCHEME_COUNT
};

/* The word of a scheme ("isco"). */
const char *scheme_word(enum scheme scheme);

/* The scheme called word; false when there is none. */
bool scheme_find(const char *word, enum scheme *ret_scheme);

typedef uint16_t node_id; /* 0: no concept */

#define NODE_NONE      ((node_id)0)
#define NODE_COUNT_MAX ((size_t)65535)
#define CODE_SIZE_MAX  ((size_t)16)

struct taxonomy;

/* A taxonomy still being built: add files (parents before children), then finish. */
enum status MUST_CHECK taxonomy_new(enum scheme scheme, struct taxonomy **ret_taxonomy);
void taxonomy_free(struct taxonomy *taxonomy);

/* Adds the concepts of a .tsv with a header of `code parent nl sv nb de fr en` (more columns are
 * ignored) or, for cities, `code name country region lat lon population` (lat, lon: 1e-5
 * degree). INVALID with faults by line: unknown parent, double code, wrong number of cells. */
enum status MUST_CHECK taxonomy_add(struct taxonomy *taxonomy, const char *bytes, size_t size,
                                    struct faults *faults);

/* Adds labels from a .tsv `code language name`: only for nodes that have none in that language;
 * rows of other languages or unknown codes are passed over. */
enum status MUST_CHECK taxonomy_add_labels(struct taxonomy *taxonomy, const char *bytes,
                                           size_t size, struct faults *faults);

/* Nodes are 1..count. Cost of everything below: O(1) or O(depth). */
size_t taxonomy_count(const struct taxonomy *taxonomy);

/* The node of a code, NODE_NONE when unknown. In ISCED-F a code ending in zeros that is no field
 * of its own ("0730", "0700": "not further defined") is its inner node (073, 07). Codes compare
 * without case ("be", "f"). */
node_id taxonomy_find(const struct taxonomy *taxonomy, const char *code, size_t size);

const char *taxonomy_code(const struct taxonomy *taxonomy, node_id node);
node_id taxonomy_parent(const struct taxonomy *taxonomy, node_id node);

/* 1 for a root. */
unsigned taxonomy_depth(const struct taxonomy *taxonomy, node_id node);

/* The label in that language; where it has none, in English, else any, else the code. Never
 * NULL. */
const char *taxonomy_label(const struct taxonomy *taxonomy, node_id node,
                           enum label_language language);

/* True when the concept has a label of its own in that language. */
bool taxonomy_has_label(const struct taxonomy *taxonomy, node_id node,
                        enum label_language language);

/* The name of a city that belongs to no language; NULL for all else. */
const char *taxonomy_name(const struct taxonomy *taxonomy, node_id node);

/* True when node is ancestor or lies below it. */
bool taxonomy_within(const struct taxonomy *taxonomy, node_id node, node_id ancestor);

/* The depth of the deepest node that is above or equal to both; 0 when they share none. */
unsigned taxonomy_shared_depth(const struct taxonomy *taxonomy, node_id a, node_id b);

/* The ancestor-or-self of node at that depth (1 = root), NODE_NONE if node is above it. */
node_id taxonomy_at_depth(const struct taxonomy *taxonomy, node_id node, unsigned depth);

/* A city's point in 1e-5 degree and its population; false for anything that is no city. */
struct place_point {
    int32_t lat, lon;
    uint32_t population;
};
bool taxonomy_point(const struct taxonomy *taxonomy, node_id node, struct place_point *ret_point);

/* All five, as one thing to hand around: element s is the taxonomy of enum scheme s. Owned by
 * whoever loaded them (api/files/files_seeds.h). */
struct taxonomies {
    struct taxonomy *of[SCHEME_COUNT];
};

#endif
