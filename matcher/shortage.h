/* Who is short of what: the students that no assignment of this round could all match at a level,
 * in groups that share the same mentors, and what sets each group apart. That is whom to recruit.
 *
 * From students whom the greatest matching at the level leaves out, alternating paths reach the
 * cut: students, and mentors whose every seat such a student holds (Dulmage and Mendelsohn 1958; it
 * is the same whichever greatest matching was found). Its connected components are the groups: each
 * has more students than seats, and students - seats sum to the number unmatched. */
#ifndef MATCHER_SHORTAGE_H
#define MATCHER_SHORTAGE_H

#include "matcher/market.h"
#include "scoring/score.h"

struct arena;
struct round;

#define SHORTAGE_LEVEL_BP 5000 /* where the problem has no minimum */

/* The level of a problem: its minimum, else SHORTAGE_LEVEL_BP. */
int32_t shortage_level(const struct problem *problem);

/* Students who share mentors at the level. Without mentors: a student alone. */
struct shortage_group {
    const uint32_t *students; /* rising */
    size_t students_count;
    const uint32_t *mentors; /* rising; all mentors any of the students can have at the level */
    size_t mentors_count;
    int64_t seats; /* of the mentors, without those of fixed pairs; less than the students */
};

struct shortage_cut {
    int32_t level_bp;
    uint32_t unmatched;                  /* at the level; who is fixed counts as matched */
    const struct shortage_group *groups; /* rising by their first student */
    size_t groups_count;
};

/* The cut of a market at a level, in arena. MEMORY, CANCELLED. Cost: market_cover, and one look at
 * each row of the cut. */
enum status MUST_CHECK shortage_find_cut(struct market *market, const struct settled *settled,
                                         int32_t level_bp, const struct watch *watch,
                                         struct arena *arena, struct shortage_cut *ret_cut);

/* What sets a group apart: kind, the scheme of its values. At most one value of each. */
#define SHORTAGE_KINDS(X)                                                                          \
    X(FIELD, SCHEME_ISCED)                                                                         \
    X(LANGUAGE, SCHEME_LANGUAGE)                                                                   \
    X(PLACE, SCHEME_PLACE)

enum shortage_kind {
#define SHORTAGE_KIND_ENUM(name, scheme) SHORTAGE_##name,
    SHORTAGE_KINDS(SHORTAGE_KIND_ENUM)
#undef SHORTAGE_KIND_ENUM
        SHORTAGE_KIND_COUNT
};

/* A value of a student: a field they look for (broad or narrow), a language they speak, a place
 * they are in or look for (country, region or city). */
struct shortage_value {
    node_id node;   /* NODE_NONE: none of this kind is over-represented */
    int32_t inside; /* so many of the group's students have it … */
    int32_t cohort; /* … and so many of all students of the round */
};

struct shortage {
    struct shortage_group group;
    int64_t short_of; /* students - seats, at least 1 */
    struct shortage_value values[SHORTAGE_KIND_COUNT];
    bool field_unknown; /* nobody's field is known; they have no mentors */
};

/* Most short first, then by number of students, then by first student. */
struct shortages {
    int32_t level_bp;
    uint32_t unmatched;
    const struct shortage *items; /* their short_of sum to unmatched */
    size_t count;
};

/* The shortages of a round, in arena. A value is over-represented by
 *     inside / students of the group - cohort / students of the round,
 * compared as integers; the greatest of each kind names the group, where it is above 0 and a
 * quarter of the group, two students at least (or the only one), have it; ties by the deeper
 * concept, then by code. Students without any mentor at the level are not told apart one by one:
 * those who look for the same narrow field (the rarest in the cohort of their own) are one shortage
 * with 0 seats. MEMORY, CANCELLED. */
enum status MUST_CHECK shortages_find(const struct round *round, struct market *market,
                                      const struct settled *settled, const struct watch *watch,
                                      struct arena *arena, struct shortages *ret_shortages);

/* The scheme of a kind's values. */
enum scheme shortage_scheme(enum shortage_kind kind);

/* The values in that language, as they stand in a sentence: "law, Dutch, Antwerp"; where nothing
 * sets the group apart, "mixed". NULL when out of memory. */
const char *shortage_name(const struct taxonomies *taxonomies, const struct shortage *shortage,
                          enum label_language language, struct arena *arena);

/* "students: 34, seats: 12, short of: 22 – law, Dutch, Antwerp". NULL when out of memory. */
const char *shortage_sentence(const struct taxonomies *taxonomies, const struct shortage *shortage,
                              enum label_language language, struct arena *arena);

#endif
