/* The numbers of the scoring model: weights, neutral parts, closeness tables, recency, distance.
 * They live in .tsv files of seeds/taxonomies, each row with its source or the word "policy", never
 * in code. Built once, constant afterwards; its digest is part of every run's hash. */
#ifndef SCORING_POLICY_H
#define SCORING_POLICY_H

#include "scoring/base/digest.h"
#include "scoring/base/status.h"
#include "scoring/taxonomy.h"

struct faults;
struct policy;

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

#endif
