/* Why this mentor, and why not that one: what stands between a pair and a result, and what the
 * whole would lose, exactly, with the pair forbidden or required. The answers are figures of the
 * whole and of the pair asked about; nothing in them is about anybody else. */
#ifndef MATCHER_WHYNOT_H
#define MATCHER_WHYNOT_H

#include "matcher/result.h"
#include "matcher/watch.h"
#include "scoring/audience.h"

struct arena;
struct faults;

struct whynot {
    const struct problem *problem;
    const struct result *result; /* of the problem, not infeasible */
    size_t workers;              /* 1..WORKERS_MAX */
    const struct watch *watch;   /* NULL: none */
};

/* Why a pair is not possible; several may hold. name, word; sentences in whynot_phrases.h. */
#define BARRIERS(X)                                                                                \
    X(NEVER, "never")           /* a rule forbids it */                                            \
    X(NO_SEATS, "no_seats")     /* the mentor has none at all */                                   \
    X(UNNAMED, "unnamed")       /* no edge or list names it; of people: not eligible */            \
    X(WISHES, "wishes")         /* the student has wishes, and it is none of them */               \
    X(PRIORITIES, "priorities") /* the mentor has priorities, and it is none of them */            \
    X(MINIMUM, "minimum")       /* it scores below the minimum */

enum barrier {
#define BARRIER_ENUM(name, word) BARRIER_##name,
    BARRIERS(BARRIER_ENUM)
#undef BARRIER_ENUM
        BARRIER_COUNT
};

const char *barrier_word(enum barrier barrier);

/* The one reason of a stable result, for a pair that is possible and free of rules. */
enum stable_reason {
    STABLE_REASON_NONE,    /* the objective is another, or the pair is in the result */
    STABLE_REASON_STUDENT, /* the student prefers the mentor they have */
    STABLE_REASON_MENTOR   /* the mentor prefers every student they have */
};

struct whynot_pair {
    int32_t score_bp; /* -1: it has none (unnamed) */
    bool barriers[BARRIER_COUNT];
    bool in_result;
    bool by_must, by_pin;     /* in_result because of a rule */
    bool student_must;        /* a must gives the student another mentor */
    bool student_pin;         /* a pin does */
    bool seats_must;          /* musts of others take all seats the mentor has */
    uint32_t better, choices; /* mentors with seats the student may have; of them, those that score
                                 more than this one */
    enum stable_reason stable;
};

/* Looks at one pair. MEMORY. O(rules + pairs of the student and the mentor). */
enum status MUST_CHECK whynot_look(const struct whynot *whynot, struct pair pair,
                                   struct whynot_pair *ret_pair);

/* What a result is worth, outermost layer first where the objective has it: name, word. worst: of
 * the pairs which the problem's own rules leave free, the one asked about too (of all pairs where
 * none is free; -1 where there are none); first, kept: students who go first, announced pairs. */
#define WORTHS(X)                                                                                  \
    X(MATCHED, "matched")                                                                          \
    X(WORST, "worst")                                                                              \
    X(FIRST, "first")                                                                              \
    X(KEPT, "kept")                                                                                \
    X(TOTAL, "total")

enum worth_figure {
#define WORTH_ENUM(name, word) WORTH_##name,
    WORTHS(WORTH_ENUM)
#undef WORTH_ENUM
        WORTH_COUNT
};

const char *worth_word(enum worth_figure figure);

struct worth {
    int64_t of[WORTH_COUNT];
};

/* True when the objective seeks that figure. Stable seeks none: it promises no sum. */
bool worth_counts(enum objective objective, enum worth_figure figure);

/* Layer by layer: below 0 when a is worth less than b, above 0 when more. */
int worth_compare(enum objective objective, const struct worth *a, const struct worth *b);

struct whynot_cost {
    bool infeasible; /* the musts could not hold together: conflict_count of them, this one
                        too; then has no meaning */
    size_t conflict_count;
    bool of_student; /* the conflict is of the student's musts, not of the mentor's seats */
    struct worth now, then;
};

/* Solves the problem once more with one rule more about the pair: RULE_NEVER (what it is worth) or
 * RULE_MUST (what it would cost; it goes past lists and the minimum, but not past never: asked of a
 * forbidden pair it changes nothing). Begins from the result's prices, so that it takes a part of
 * the time of the first solving. Statuses of solve; what it needs is taken from arena. */
enum status MUST_CHECK whynot_cost(const struct whynot *whynot, struct pair pair, enum rule kind,
                                   struct arena *arena, struct faults *faults,
                                   struct whynot_cost *ret_cost);

#endif
