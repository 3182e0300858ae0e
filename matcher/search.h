/* The exact top k of a roster for one wish. Two ways that must agree to the last id: the plain
 * loop over score_pair (the oracle) and the table scan (look-up tables built once a wish, a few
 * look-ups an alumnus). Order: score falling, then roster index rising. */
#ifndef MATCHER_SEARCH_H
#define MATCHER_SEARCH_H

#include "matcher/roster.h"

#define SEARCH_LIMIT_MAX    ((size_t)200)
#define FILTER_ITEMS_MAX    32
#define SEARCH_EXCLUDE_NONE UINT32_MAX

/* All kinds that are given must hold (and), any one item of a kind is enough (or). A filter is
 * about facts: unknown never satisfies it, and closeness never does either (inner codes hold for
 * all below them). */
struct filter {
    node_id fields[FILTER_ITEMS_MAX];
    size_t fields_count;
    node_id occupations[FILTER_ITEMS_MAX];
    size_t occupations_count;
    node_id industries[FILTER_ITEMS_MAX];
    size_t industries_count;
    struct wish_language languages[FILTER_ITEMS_MAX]; /* at that level or better; 0: any level */
    size_t languages_count;
    node_id places[FILTER_ITEMS_MAX]; /* cities, regions, countries */
    size_t places_count;
    bool remote;          /* only who accepts meeting remotely */
    bool without_seats;   /* also alumni who offer no seat */
    int32_t score_bp_min; /* 0..10 000 */
};

/* Reads one filter "kind=value,value" into filter, which starts as all zero: field, occupation,
 * industry, language (nl or nl:B2), place (code of a city, region or country), country, remote=yes,
 * seats=any, minimum=35.00. Values are codes. INVALID with faults at where. */
enum status MUST_CHECK filter_parse(const struct taxonomies *taxonomies, const char *text,
                                    const char *where, struct faults *faults,
                                    struct filter *filter);

/* Why a pair is not eligible, apart from any score. word, then a sentence in six languages. */
#define INELIGIBILITIES(X)                                                                         \
    X(NONE, "eligible")                                                                            \
    X(SELF, "self")                                                                                \
    X(NO_SEATS, "no_seats")                                                                        \
    X(CONDITION_FIELD, "condition_field")                                                          \
    X(CONDITION_LANGUAGE, "condition_language")                                                    \
    X(FILTER_FIELD, "filter_field")                                                                \
    X(FILTER_OCCUPATION, "filter_occupation")                                                      \
    X(FILTER_INDUSTRY, "filter_industry")                                                          \
    X(FILTER_LANGUAGE, "filter_language")                                                          \
    X(FILTER_PLACE, "filter_place")                                                                \
    X(FILTER_REMOTE, "filter_remote")

enum ineligibility {
#define INELIGIBILITY_ENUM(name, word) INELIGIBLE_##name,
    INELIGIBILITIES(INELIGIBILITY_ENUM)
#undef INELIGIBILITY_ENUM
        INELIGIBILITY_COUNT
};

const char *ineligibility_word(enum ineligibility ineligibility);

/* The first reason, in the order above, why this student and alumnus are not eligible, or
 * INELIGIBLE_NONE; filter may be NULL. */
enum ineligibility eligibility(const struct taxonomies *taxonomies, const struct person *student,
                               const struct person *alumnus, const struct filter *filter);

/* A sentence for people that names the facts ("This mentor asks for Dutch at B2 or better.");
 * NULL when out of memory. Must not be called with INELIGIBLE_NONE. */
const char *eligibility_sentence(const struct taxonomies *taxonomies, enum ineligibility reason,
                                 const struct person *alumnus, enum label_language language,
                                 struct arena *arena);

struct search {
    const struct wish *wish;
    const struct person *student; /* for the mentors' conditions, and never found themself */
    const struct filter *filter;  /* NULL: none */
    size_t limit;                 /* 1..SEARCH_LIMIT_MAX */
};

struct search_hit {
    uint32_t index; /* in the roster */
    int32_t score_bp;
};

/* Fills at most search->limit hits, best first. MEMORY only. search_plain costs a full score_pair
 * an alumnus; search_scan builds tables (some 100 µs) and a few look-ups an alumnus. The wish's
 * as_of must be the roster's. */
enum status MUST_CHECK search_plain(const struct scorer *scorer, const struct roster *roster,
                                    const struct search *search, struct search_hit *ret_hits,
                                    size_t *ret_count);
enum status MUST_CHECK search_scan(const struct scorer *scorer, const struct roster *roster,
                                   const struct search *search, struct search_hit *ret_hits,
                                   size_t *ret_count);

#endif
