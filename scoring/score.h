/* The door of scoring/: how good is this pair, and why? total = Σ weight × part; parts are
 * 0..100, weights percents that sum to 100, totals 0..10 000 basis points, all integers. Reads no
 * clock: as_of is an argument. Formulas, sources and a worked example: scoring/README.md. */
#ifndef SCORING_SCORE_H
#define SCORING_SCORE_H

#include "scoring/audience.h"
#include "scoring/person.h"
#include "scoring/policy.h"
#include "scoring/taxonomy.h"

struct arena;
struct faults;

/* name in C, word in JSON, CSV and on the command line; in the order they are always shown. */
#define CRITERIA(X)                                                                                \
    X(FIELD, "field")                                                                              \
    X(CAREER, "career")                                                                            \
    X(LANGUAGE, "language")                                                                        \
    X(PLACE, "place")

enum criterion_id {
#define CRITERION_ENUM(name, word) CRITERION_##name,
    CRITERIA(CRITERION_ENUM)
#undef CRITERION_ENUM
        CRITERION_COUNT
};

const char *criterion_word(enum criterion_id criterion);

struct weights {
    int32_t percent[CRITERION_COUNT];
};

/* What scoring stands on; plain data, the owner is whoever loaded it. */
struct scorer {
    const struct taxonomies *taxonomies;
    const struct policy *policy;
};

/* The policy's own weights (field 35, career 35, language 15, place 15). */
struct weights weights_default(const struct policy *policy);

/* Reads "field=40,career=30,language=15,place=15"; all four named once, each 0..100, summing to
 * 100. INVALID with faults at where (a parameter's name). */
enum status MUST_CHECK weights_parse(const char *text, const char *where, struct faults *faults,
                                     struct weights *ret_weights);

#define WISH_ITEMS_MAX PERSON_ITEMS_MAX

struct wish_language {
    node_id language;
    int32_t level; /* enum level */
};

/* What a student looks for, as nodes. Plain data, no pointers: may be copied. */
struct wish {
    node_id fields[WISH_ITEMS_MAX]; /* wished, or the student's own when none is wished */
    size_t fields_count;
    bool fields_own;
    node_id occupations[WISH_ITEMS_MAX];
    size_t occupations_count;
    node_id industries[WISH_ITEMS_MAX];
    size_t industries_count;
    struct wish_language languages[WISH_ITEMS_MAX];
    size_t languages_count;
    node_id home;                   /* the student's own place (or country), or NODE_NONE */
    node_id places[WISH_ITEMS_MAX]; /* wished places */
    size_t places_count;
    bool remote;
    struct weights weights;
    date as_of; /* the day recency is counted to */
};

/* The wish of a (resolved) student. */
struct wish wish_of_person(const struct scorer *scorer, const struct person *student,
                           struct weights weights, date as_of);

struct part {
    int32_t part;      /* 0..100 */
    int32_t weight;    /* percent */
    int32_t points_bp; /* weight × part: the points sum to the score to the last unit */
    bool unknown;      /* a datum is missing: part is the neutral value */
};

struct score {
    int32_t score_bp; /* 0..10 000 */
    struct part parts[CRITERION_COUNT];
};

/* The score of one pair, plainly: the oracle of every faster way. Never fails. */
struct score score_pair(const struct scorer *scorer, const struct wish *wish,
                        const struct person *alumnus);

/* A part in words: element i belongs to criterion i. */
struct explanation {
    struct score score;
    const char *labels[CRITERION_COUNT]; /* the criterion's name in the reader's language */
    const char
        *reasons[CRITERION_COUNT]; /* the pair of facts that gave the part, or what is unknown */
};

/* Scores, and explains to that audience; texts live in arena. MEMORY only. */
enum status MUST_CHECK score_explain(const struct scorer *scorer, const struct wish *wish,
                                     const struct person *student, const struct person *alumnus,
                                     struct audience audience, struct arena *arena,
                                     struct explanation *ret_explanation);

#endif
