/* Inside the stable solver: what its two files share. Nobody else includes this. */
#ifndef MATCHER_STABLE_INNER_H
#define MATCHER_STABLE_INNER_H

#include "matcher/market.h"

/* The place of somebody in an order: the smaller is preferred. The rank is the place in a list, or
 * where there is none SCORE_BP_MAX - score; ties by number. */
typedef uint64_t preference;

static inline preference preference_of(uint32_t rank, uint32_t number)
{
    return (preference)rank << 32 | number;
}

static inline uint32_t preference_number(preference preferred)
{
    return (uint32_t)preferred;
}

/* The priorities of mentors, turned: for each student the mentors that list them, rising, and the
 * student's place in each list. All NULL where no mentor has a list. */
struct places {
    size_t *start; /* student_count + 1 of them */
    uint32_t *mentor, *rank;
};

enum status MUST_CHECK places_new(const struct problem *problem, struct places *ret_places);
void places_free(struct places *places);

/* How mentor prefers student, whom they may have at that score. O(log of the student's places). */
preference places_prefer(const struct problem *problem, const struct places *places,
                         uint32_t student, uint32_t mentor, int32_t score_bp);

/* Deferred acceptance over listed pairs, mentors proposing: the stable matching that is best for
 * mentors (Roth 1984) in mentor_of, by student, which comes as all NOBODY. MEMORY, CANCELLED.
 * O(edges log edges). */
enum status MUST_CHECK stable_mentors_propose(const struct problem *problem,
                                              const struct places *places,
                                              const struct graph *graph, const uint32_t *seats,
                                              const struct watch *watch, uint32_t *mentor_of);

#endif
