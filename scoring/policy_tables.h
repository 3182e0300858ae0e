/* What a policy holds inside: filled by policy.c, asked by policy_ask.c, by nobody else. */
#ifndef SCORING_POLICY_TABLES_H
#define SCORING_POLICY_TABLES_H

#include "scoring/person.h"
#include "scoring/policy.h"

struct arena;

#define PART_MAX 100

#define HINT_COUNT     1024
#define STEP_COUNT_MAX (PART_MAX + 1)

/* The tables of pairs, in the order of their first. */
#define PAIR_TABLE_FIRST POLICY_FIELD_NEIGHBOURS
#define PAIR_TABLE_COUNT 3

struct pairs {
    struct policy_pair *items; /* each row twice, once from either side; ordered when finished */
    size_t count, capacity;
};

/* From this squared chord on the part is this. */
struct step {
    int64_t chord2;
    int32_t part;
};

struct policy {
    const struct taxonomies *taxonomies;
    struct arena *arena; /* labels, places */
    bool added[POLICY_TABLE_COUNT];
    struct digest digests[POLICY_TABLE_COUNT];
    bool has_value[POLICY_VALUE_COUNT];
    int32_t values[POLICY_VALUE_COUNT];
    struct pairs pairs[PAIR_TABLE_COUNT];
    int32_t level_parts[LEVEL_COUNT];
    const char *level_labels[LEVEL_COUNT][LABEL_LANGUAGE_COUNT]; /* NULL: no such row */
    int32_t permille[POLICY_RECENCY_YEARS_MAX + 1];
    int32_t recency_years; /* -1: no row yet */
    struct step steps[STEP_COUNT_MAX];
    size_t step_count;
    int32_t distance_km; /* of the last row; -1: no row yet */
    int64_t chord2_end;
    uint8_t hints[HINT_COUNT]; /* element h: the last step that begins by h << hint_shift */
    int hint_shift;
    struct policy_places places;
};

/* The scheme whose codes a table of pairs names. */
enum scheme policy_scheme(enum policy_table table);

#endif
