/* Why a student has no mentor, and why a seat is empty: for all of them, each a fact of the problem
 * and the result that anybody can check. */
#ifndef MATCHER_UNMATCHED_H
#define MATCHER_UNMATCHED_H

#include "matcher/result.h"
#include "matcher/watch.h"
#include "scoring/audience.h"

struct arena;

/* Name, word, the fact. In order of precedence: every reason says that those before it do not hold.
 * "Left" are the mentors with seats (the students, of a seat) that all reasons before it leave.
 * Each has a sentence (unmatched_phrases.h), in the same order. */
#define UNMATCHED_OF_STUDENT(X)                                                                    \
    X(NO_SEATS, "no_seats", "no mentor offers a seat")                                             \
    X(WISHES_EMPTY, "wishes_empty", "the student's list of wishes is empty")                       \
    X(NOT_ELIGIBLE, "not_eligible", "eligible with no mentor who offers a seat")                   \
    X(EXCLUDED, "excluded", "rules (never, priorities) exclude all left")                          \
    X(BELOW_MINIMUM, "below_minimum", "all left score below the minimum")                          \
    X(WISHES_IMPOSSIBLE, "wishes_impossible", "none left is a wish of the student")                \
    X(SEATS_FIXED, "seats_fixed", "rules (must, pin) give all seats of all left to others")        \
    X(ADDS_NOTHING, "adds_nothing", "total: whoever has a seat free scores 0")                     \
    X(WISHES_FULL, "wishes_full", "the wishes left are full")                                      \
    X(BELOW_WORST, "below_worst", "fair: all left are full and score below the worst pair")        \
    X(FULL, "full", "all left are full")
#define UNMATCHED_OF_SEAT(X)                                                                       \
    X(NO_STUDENTS, "no_students", "there is no student but those the mentor has")                  \
    X(NOBODY_ELIGIBLE, "nobody_eligible", "none of them is eligible")                              \
    X(ALL_EXCLUDED, "all_excluded", "rules (never, priorities) exclude all left")                  \
    X(ALL_BELOW_MINIMUM, "all_below_minimum", "all left score below the minimum")                  \
    X(NOT_WISHED, "not_wished", "all left have wishes, the mentor is none of them")                \
    X(STUDENTS_FIXED, "students_fixed", "rules (must, pin) give all left to other mentors")        \
    X(STUDENTS_ADD_NOTHING, "students_add_nothing", "total: whoever has no mentor scores 0")       \
    X(STUDENTS_MATCHED, "students_matched", "all left have a mentor")

enum unmatched_reason {
#define UNMATCHED_ENUM(name, word, fact) UNMATCHED_##name,
    UNMATCHED_OF_STUDENT(UNMATCHED_ENUM) UNMATCHED_OF_SEAT(UNMATCHED_ENUM)
#undef UNMATCHED_ENUM
        UNMATCHED_REASON_COUNT
};

const char *unmatched_word(enum unmatched_reason reason);

struct unmatched_row {
    uint32_t number; /* of the student; of the mentor */
    uint32_t seats;  /* that are empty, of a mentor; of a student 0 */
    enum unmatched_reason reason;
    int32_t best_bp;  /* …below_minimum, below_worst: the best score of those left; else -1 */
    int32_t limit_bp; /* the same: the minimum, the worst; else -1 */
};

struct unmatched {
    const struct unmatched_row *students; /* rising; all who have no mentor */
    size_t students_count;
    const struct unmatched_row *mentors; /* rising; all who have a seat left */
    size_t mentors_count;
};

/* All reasons, in arena. problem: dense; result: of it, not infeasible, proven (BROKEN where no
 * reason holds or a mentor has too many students, which a proof rules out).
 * workers: 1..WORKERS_MAX. MEMORY, CANCELLED. One look at each row; only at those of students
 * without a mentor when no seat is empty. */
enum status MUST_CHECK unmatched_find(const struct problem *problem, const struct settled *settled,
                                      const struct result *result, size_t workers,
                                      const struct watch *watch, struct arena *arena,
                                      struct unmatched *ret_unmatched);

/* A sentence to that audience: the student or the mentor it is about reads "you", staff does not.
 * NULL when out of memory. */
const char *unmatched_sentence(const struct unmatched_row *row, struct audience audience,
                               struct arena *arena);

#endif
