/* The tables people are made up from. Inside api/files only. */
#ifndef API_FILES_DEMO_TABLES_H
#define API_FILES_DEMO_TABLES_H

#include "scoring/base/rng.h"
#include "scoring/taxonomy.h"

struct arena;

/* Things to pick from by weight: sums[i] is the sum of the weights of 0..i. */
struct demo_weights {
    uint64_t *sums;
    size_t count;
};

/* An index, each as likely as its weight; count >= 1 and the last sum >= 1. */
size_t demo_pick(const struct demo_weights *weights, struct rng *rng);

struct demo_names {
    const char **items;
    size_t count;
};

/* A country and a language spoken there: where someone is at home. */
struct demo_home {
    const char *country; /* "BE" */
    const char *language;
    enum label_language words; /* the language of what they type */
    const char *form;          /* the legal form of their employers */
    struct demo_names first, last;
    node_id *cities;
    struct demo_weights city_weights; /* by population */
    const char **others;              /* the other languages spoken there … */
    unsigned *percents;               /* … by how many of a hundred */
    size_t others_count;
};

struct demo_career {
    node_id occupation, industry;
};

struct demo_field {
    node_id field;
    struct demo_career *careers;
    struct demo_weights career_weights;
};

/* What a concept is called, beside its label: row i of code and language. Sorted by both. */
struct demo_alias {
    node_id node;
    enum label_language language;
    uint32_t order; /* in the file */
    const char *text;
};

struct demo_aliases {
    struct demo_alias *items;
    size_t count;
};

struct demo {
    struct arena *arena;
    const struct taxonomies *taxonomies;
    struct demo_home *homes;
    struct demo_weights home_weights;
    struct demo_field *fields;
    struct demo_weights field_weights;
    struct demo_aliases titles, programmes, industries;
};

/* The order of aliases, for qsort. */
int demo_compare_aliases(const void *a, const void *b);

/* The aliases of a concept in a language: the first, and in ret_count how many. */
const struct demo_alias *demo_aliases_of(const struct demo_aliases *aliases, node_id node,
                                         enum label_language language, size_t *ret_count);

#endif
