/* The numbers of the scoring model: weights, neutral parts, closeness tables, recency, distance.
 * They live in .tsv files of seeds/taxonomies, each row with its source or the word "policy", never
 * in code. Built once, constant afterwards; its digest is part of every run's hash. */
#ifndef SCORING_POLICY_H
#define SCORING_POLICY_H

#include "scoring/base/digest.h"
#include "scoring/base/status.h"
#include "scoring/geo.h"
#include "scoring/taxonomy.h"

struct faults;
struct policy;

#define POLICY_RECENCY_YEARS_MAX 200

/* table, file under seeds/taxonomies/, header */
#define POLICY_TABLES(X)                                                                           \
    X(VALUES, "policy.tsv", "name value source")                                                   \
    X(FIELD_NEIGHBOURS, "field-neighbours.tsv", "a b part source")                                 \
    X(OCCUPATION_RELATED, "occupation-related.tsv", "a b part source")                             \
    X(LANGUAGE_CLOSENESS, "language-closeness.tsv", "a b part source")                             \
    X(LEVELS, "cefr.tsv", "code part nl sv nb de fr en")                                           \
    X(RECENCY, "recency.tsv", "years permille source")                                             \
    X(DISTANCE, "distance.tsv", "km part source")

enum policy_table {
#define POLICY_TABLE_ENUM(name, file, header) POLICY_##name,
    POLICY_TABLES(POLICY_TABLE_ENUM)
#undef POLICY_TABLE_ENUM
        POLICY_TABLE_COUNT
};

/* name, its name in policy.tsv; all are 0..100. To add one: a row here, a row there. */
#define POLICY_VALUES_LIST(X)                                                                      \
    X(FIELD_WEIGHT, "field.weight")                                                                \
    X(FIELD_NEUTRAL, "field.neutral")                                                              \
    X(FIELD_SAME_BROAD, "field.same_broad")                                                        \
    X(FIELD_SAME_NARROW, "field.same_narrow")                                                      \
    X(FIELD_SAME_DETAILED, "field.same_detailed")                                                  \
    X(CAREER_WEIGHT, "career.weight")                                                              \
    X(CAREER_NEUTRAL, "career.neutral")                                                            \
    X(CAREER_SAME_MAJOR, "career.same_major")                                                      \
    X(CAREER_SAME_SUBMAJOR, "career.same_submajor")                                                \
    X(CAREER_SAME_MINOR, "career.same_minor")                                                      \
    X(CAREER_SAME_UNIT, "career.same_unit")                                                        \
    X(CAREER_OCCUPATION_SHARE, "career.occupation_share")                                          \
    X(CAREER_INDUSTRY_SHARE, "career.industry_share")                                              \
    X(INDUSTRY_SAME_SECTION, "industry.same_section")                                              \
    X(INDUSTRY_SAME_DIVISION, "industry.same_division")                                            \
    X(LANGUAGE_WEIGHT, "language.weight")                                                          \
    X(LANGUAGE_NEUTRAL, "language.neutral")                                                        \
    X(PLACE_WEIGHT, "place.weight")                                                                \
    X(PLACE_NEUTRAL, "place.neutral")                                                              \
    X(PLACE_SAME_COUNTRY, "place.same_country")                                                    \
    X(PLACE_BOTH_REMOTE, "place.both_remote")

enum policy_value {
#define POLICY_VALUE_ENUM(name, word) VALUE_##name,
    POLICY_VALUES_LIST(POLICY_VALUE_ENUM)
#undef POLICY_VALUE_ENUM
        POLICY_VALUE_COUNT
};

/* The file name of a table under seeds/taxonomies/. */
const char *policy_table_file(enum policy_table table);

/* A policy over taxonomies, which must outlive it. Add every table, then finish. */
enum status MUST_CHECK policy_new(const struct taxonomies *taxonomies, struct policy **ret_policy);
void policy_free(struct policy *policy);

/* Adds one table's bytes. INVALID with faults by line (unknown code or name, out of range). */
enum status MUST_CHECK policy_add(struct policy *policy, enum policy_table table, const char *bytes,
                                  size_t size, struct faults *faults);

/* INVALID with faults when a value is missing. */
enum status MUST_CHECK policy_finish(struct policy *policy, struct faults *faults);

/* The digest of all tables as added, in order of the enum. */
struct digest policy_digest(const struct policy *policy);

/* ---- asking; of a finished policy only */

int32_t policy_value(const struct policy *policy, enum policy_value value);

/* A row of one of the three tables of pairs, seen from one of its sides. */
struct policy_pair {
    node_id from, to;
    int32_t part;
};

/* The rows that name this node itself; *ret_count of them. They are in order of `to`. */
const struct policy_pair *policy_pairs(const struct policy *policy, enum policy_table table,
                                       node_id node, size_t *ret_count);

/* The greatest part of any row that holds for the pair, 0 where there is none: a row of inner codes
 * holds for all below them. Cost: O(depth of a × rows of its ancestors). */
int32_t policy_listed(const struct policy *policy, enum policy_table table, node_id a, node_id b);

/* The part of a level above LEVEL_UNKNOWN, and its name in that language. */
int32_t policy_level_part(const struct policy *policy, int32_t level);
const char *policy_level_label(const struct policy *policy, int32_t level,
                               enum label_language language);

/* What an employment counts, 0..1000, that ended so many whole years ago. Beyond the last row, that
 * of policy_recency_years, it does not change. */
int32_t policy_recency_permille(const struct policy *policy, int32_t years);
int32_t policy_recency_years(const struct policy *policy);

/* The part of a distance (geo.h); 0 from policy_chord2_end on. */
int32_t policy_distance_part(const struct policy *policy, int64_t chord2);
int64_t policy_chord2_end(const struct policy *policy);

/* All places: element n is about node n, 0 to taxonomy_count. */
struct policy_places {
    const struct geo_vector *vectors; /* of cities; zero for the others */
    const bool *cities;
    const node_id *countries; /* the root above the place */
    size_t count;
};
struct policy_places policy_places(const struct policy *policy);

#endif
