/* A criterion: one way in which a student and an alumnus can suit each other. Each is a file of its
 * own, its entry on top (field.c, career.c, language.c, place.c); criteria.c lists them on
 * one screen. How to add one: the file, a row in CRITERIA (score.h) and in criteria.c, its values
 * in policy.h, its paragraph in README.md, golden cases.
 *
 * Every part is the best over the alumnus's facts, so that a roster can hold, for each criterion,
 * an alumnus as a list of facts coded by dictionary, and a search can fill a table once a wish and
 * then look facts up. The two ways, `part` and `fill` + `look`, must always agree. */
#ifndef SCORING_CRITERION_H
#define SCORING_CRITERION_H

#include "scoring/phrases.h"
#include "scoring/score.h"

#define PART_FULL  100
#define FACTS_MAX  PERSON_ITEMS_MAX
#define INDEX_NONE UINT8_MAX

/* Which facts gave a part. */
struct evidence {
    uint8_t kind;     /* how they meet, the criterion's own enum; 0: they share nothing */
    uint8_t wished;   /* index in the wish's list, or INDEX_NONE */
    uint8_t industry; /* career: index in the wish's industries, or INDEX_NONE */
    uint8_t fact;     /* index in the alumnus's list, or INDEX_NONE */
    int64_t chord2;   /* place: between two cities (geo.h) */
};

/* A part as found. */
struct found {
    int32_t part; /* 0..100 */
    bool unknown;
    struct evidence evidence;
};

/* The better of two: the greater part, then the known one, then the earlier. */
static inline struct found found_better(struct found earlier, struct found later)
{
    bool better = later.part > earlier.part ||
                  (later.part == earlier.part && earlier.unknown && !later.unknown);
    return better ? later : earlier;
}

/* What a reason is written from. */
struct reasoning {
    const struct scorer *scorer;
    const struct wish *wish;
    const struct person *student, *alumnus;
    struct audience audience;
    struct arena *arena; /* where texts live */
};

/* One fact of an alumnus as a roster holds it: everything a part depends on but the wish. */
struct fact {
    node_id node;   /* field, occupation, language or place; NODE_NONE: unknown */
    node_id second; /* career: industry */
    uint8_t grade;  /* career: recency index; language: level; place: accepts meeting remotely */
};

struct criterion {
    const char *word; /* as in score.h */
    const char *summary;
    enum policy_value weight, neutral; /* the default weight, the part of the unknown */
    enum phrase label;

    /* The part of one pair, plainly. */
    struct found (*part)(const struct scorer *scorer, const struct wish *wish,
                         const struct person *alumnus);

    /* A sentence that says why the part is what was found; NULL when out of memory. */
    const char *(*reason)(const struct reasoning *reasoning, const struct found *found);

    /* The facts of an alumnus, 1..FACTS_MAX of them, in any order, doubles allowed. as_of: the day
     * recency is counted to. */
    size_t (*facts)(const struct scorer *scorer, const struct person *alumnus, date as_of,
                    struct fact ret_facts[FACTS_MAX]);

    /* The look-up table of a wish: its size in bytes; fill, which gives the greatest part that any
     * fact can have; and the part of an alumnus by their facts, which is the greatest of the parts
     * of each alone. look is paid for thousands of alumni a search: loads and maxima, no branches
     * on what facts hold. */
    size_t (*table_size)(const struct scorer *scorer);
    int32_t (*fill)(const struct scorer *scorer, const struct wish *wish, void *ret_table);
    int32_t (*look)(const void *table, const struct fact *facts, size_t count);
};

static inline int32_t part_greater(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

extern const struct criterion field_criterion, career_criterion, language_criterion,
    place_criterion;

/* Element c is the criterion of enum criterion_id c. */
extern const struct criterion *const criteria[CRITERION_COUNT];

#endif
