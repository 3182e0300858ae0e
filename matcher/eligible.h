/* Who may meet at all, apart from any score: free seats, the mentor's conditions, and the filters
 * of whoever searches. All of it is about facts: what is unknown never satisfies, closeness never
 * does either, and a code asked for holds for all below it. */
#ifndef MATCHER_ELIGIBLE_H
#define MATCHER_ELIGIBLE_H

#include "matcher/availability.h"
#include "scoring/score.h"

struct arena;
struct faults;

#define FILTER_ITEMS_MAX 32

/* All kinds that are given must hold (and), any one item of a kind is enough (or). Occupations and
 * industries may be those of different employments, past ones too. */
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
    struct uuid programmes[FILTER_ITEMS_MAX]; /* a free seat is offered there */
    size_t programmes_count;
    bool remote;          /* only who accepts meeting remotely */
    bool without_seats;   /* whoever is not available too (availability.h); in the programmes asked
                             for any offer is enough */
    date as_of;           /* the day whose availability counts; 0: what is promised already does not
                             (a round gives all seats), only whether a seat is offered */
    int32_t score_bp_min; /* 0..10 000 */
};

/* Reads one filter "kind=value,value" into filter, which starts as all zero: field, occupation,
 * industry, language (nl or nl:B2), place (code of a city, region or country), country, programme
 * (its id), remote=yes, seats=any, minimum=35.00. Values are codes. INVALID with faults at where.
 */
enum status MUST_CHECK filter_parse(const struct taxonomies *taxonomies, const char *text,
                                    const char *where, struct faults *faults,
                                    struct filter *filter);

/* Why a pair is not eligible: name, word. Each has a sentence (eligible_phrases.h). */
#define INELIGIBILITIES(X)                                                                         \
    X(NONE, "eligible")                                                                            \
    X(SELF, "self")                                                                                \
    X(NO_SEATS, "no_seats")                                                                        \
    X(FULL, "full")                                                                                \
    X(PAUSED, "paused")                                                                            \
    X(HOURS_SPENT, "hours_spent")                                                                  \
    X(CONDITION_FIELD, "condition_field")                                                          \
    X(CONDITION_LANGUAGE, "condition_language")                                                    \
    X(FILTER_PROGRAMME, "filter_programme")                                                        \
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

/* A sentence to that audience that names the facts ("This mentor asks for Dutch at B2 or better.");
 * NULL when out of memory. Must not be called with INELIGIBLE_NONE. */
const char *eligibility_sentence(const struct taxonomies *taxonomies, enum ineligibility reason,
                                 const struct person *alumnus, struct audience audience,
                                 struct arena *arena);

#endif
