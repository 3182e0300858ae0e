/* What a solver answers: pairs, a certificate, figures. Plain data in an arena. Written and read as
 * JSON by api/wire/result. */
#ifndef MATCHER_RESULT_H
#define MATCHER_RESULT_H

#include "matcher/problem.h"
#include "matcher/settle.h"

/* The version of what solvers do and files hold: another one may give other pairs of equal worth.
 * Raised when a change can alter any byte of a result. */
#define ENGINE_VERSION 1

/* name, word, what it seeks. To add one: a row here, its file, its row in solvers.c. */
#define OBJECTIVES(X)                                                                              \
    X(TOTAL, "total", "the greatest total score")                                                  \
    X(MOST, "most", "most students matched, then the greatest total score")                        \
    X(FAIR, "fair", "most students matched, then the best worst score, then the total")            \
    X(STABLE, "stable", "nobody has a reason to swap; best for the students")                      \
    X(REPAIR, "repair", "most students matched, then fewest announced pairs moved, then the total")

enum objective {
#define OBJECTIVE_ENUM(name, word, summary) OBJECTIVE_##name,
    OBJECTIVES(OBJECTIVE_ENUM)
#undef OBJECTIVE_ENUM
        OBJECTIVE_COUNT
};

const char *objective_word(enum objective objective);
extern const char *const objective_words[]; /* of the enum, NULL-terminated */

/* Which students and mentors a cover holds (market_cover). */
struct cover {
    const bool *students, *mentors; /* NULL where there is no cover */
};

/* The proof. Weights, in which pairs below floor_bp do not count:
 *   weight(i, j) = most_bonus + first_bonus where i goes first + keep_bonus where j is announced
 *                  to i + score(i, j);
 * prices prove it as optimal.h says, over students that are not fixed and seats that are left. */
struct certificate {
    const int64_t *prices;                       /* element j; NULL where the objective has none */
    int64_t most_bonus, first_bonus, keep_bonus; /* 0: not in the weight */
    int32_t floor_bp;   /* fair: t, the worst score of who is not fixed; otherwise 0 */
    struct cover all;   /* fair: of every possible pair; its size is the number matched */
    struct cover above; /* fair: of every possible pair above t; smaller */
};

#define PERCENTILES_COUNT 5 /* 10, 25, 50, 75, 90; nearest rank of the pairs' scores, rising */
struct load {
    int32_t students; /* so many students … */
    int32_t mentors;  /* … have so many mentors (of those with seats) */
};
struct wish_count {
    int32_t rank;     /* 1: the first wish */
    int32_t students; /* got it */
};
struct figures {
    int32_t students, mentors;                 /* in the problem */
    int64_t seats;                             /* of all mentors */
    int32_t fixed;                             /* pairs by must and pin */
    int32_t with_wishes;                       /* students with a list */
    int32_t percentiles_bp[PERCENTILES_COUNT]; /* all 0 where nobody is matched */
    const struct load *loads; /* rising by students, 0 too; rows with 0 mentors left out */
    size_t loads_count;
    const struct wish_count *wishes; /* rising by rank; rows with 0 students left out */
    size_t wishes_count;
};

/* Of a stable result over listed pairs (a sparse problem). */
struct stability {
    bool told;              /* false: dense, or another objective */
    const uint32_t *differ; /* students whose mentor differs when mentors propose, rising */
    size_t differ_count;
    int64_t optimal_total; /* the greatest total, proven by certificate.prices … */
    int64_t given_up;      /* … minus this result's */
};

struct result {
    enum objective objective;
    bool infeasible;       /* then conflict is the proof, and there is nothing else */
    struct digest problem; /* the hash of the problem */
    int64_t total;         /* the sum of the pairs' scores, fixed ones too */
    int32_t matched;
    int32_t worst; /* the least score of a pair that is not fixed; of all where all are fixed; -1:
                      nobody is matched */
    const struct pair *pairs; /* rising by student; matched of them */
    const struct overridden *overridden;
    size_t overridden_count;
    const struct pair *conflict;
    size_t conflict_count;
    struct certificate certificate;
    struct figures figures;
    struct stability stability;
};

#endif
