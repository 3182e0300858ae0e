/* A matching problem in numbers: students, mentors with seats, scores, and the rules of the staff.
 * Two forms: sparse, every possible pair with its score listed (problem_build), and dense, where
 * a score is computed when it is asked for (rows).
 *
 * A student has at most one place. A pair is possible when an edge or a list names it (sparse) or
 * its row says so (dense), every side that has a list names the other, its score is at least the
 * minimum, and it is not forbidden. A pair of lists without an edge scores 0. Must and pin stand
 * above lists, minimum and edges. Ties are settled by number, the smaller first. */
#ifndef MATCHER_PROBLEM_H
#define MATCHER_PROBLEM_H

#include "matcher/graph.h"
#include "scoring/base/digest.h"
#include "scoring/base/status.h"

#include <stdbool.h>

struct text;

#define PROBLEM_STUDENTS_MAX ((uint32_t)1000000)
#define PROBLEM_MENTORS_MAX  ((uint32_t)1000000)
#define PROBLEM_SEATS_MAX    ((uint32_t)1000000) /* of one mentor */
#define PROBLEM_ITEMS_MAX    ((size_t)20000000)  /* edges, items of lists, rules: of each kind */

/* Kinds of rule: name, word (RULES.csv, JSON), letter (the text form). By strength, but first. */
#define RULES(X)                                                                                   \
    X(NEVER, "never", 'n')                                                                         \
    X(MUST, "must", 'x')                                                                           \
    X(PIN, "pin", 'k')                                                                             \
    X(WISH, "wish", 's')                                                                           \
    X(PRIORITY, "priority", 'r')                                                                   \
    X(FIRST, "first", 'f')

enum rule {
#define RULE_ENUM(name, word, letter) RULE_##name,
    RULES(RULE_ENUM)
#undef RULE_ENUM
        RULE_COUNT
};

const char *rule_word(enum rule rule);

struct pairs {
    const struct pair *items; /* rising by student, then mentor; no doubles */
    size_t count;
};

/* Ranked lists of one side; list i is items start[i] to start[i + 1], best first. */
struct lists {
    const bool *listed;    /* element i: has a list, maybe an empty one; NULL: nobody has */
    const size_t *start;   /* count + 1 of them; NULL where listed is */
    const uint32_t *items; /* numbers of the other side, no doubles in a list */
};

/* Scores computed when asked for: fill sets element j, for every mentor, to the score of (student,
 * j), 0..SCORE_BP_MAX, or ROW_IMPOSSIBLE, and knows nothing of rules, lists and the minimum. */
struct rows {
    void *context;
    size_t workers; /* as many rows may be filled at the same time, 1..WORKERS_MAX */
    void (*fill)(void *context, size_t worker, uint32_t student, int16_t *ret_scores);
    /* The score of a pair that a rule fixed, though its row may say that it is impossible; NULL: 0
     * for those. */
    int32_t (*score)(const void *context, uint32_t student, uint32_t mentor);
};
#define ROW_IMPOSSIBLE ((int16_t)-1)

/* Canonical: two problems that mean the same are equal byte by byte. */
struct problem {
    uint32_t student_count, mentor_count;
    const uint32_t *seats;   /* element j, 0..PROBLEM_SEATS_MAX */
    int32_t minimum_bp;      /* 0..SCORE_BP_MAX */
    struct graph edges;      /* sparse: as listed (e lines); dense: empty */
    const struct rows *rows; /* dense; else NULL */
    struct lists wishes;     /* of students, naming mentors */
    struct lists priorities; /* of mentors, naming students */
    struct pairs never, must, pin;
    const bool *first;         /* element i: student i goes first; NULL: nobody */
    const uint32_t *announced; /* repair: element i, the mentor student i was told, or NOBODY;
                                  NULL where nothing was announced */
    struct digest hash; /* sparse: of problem_write's bytes; dense: whoever built it sets it */
};

/* The score of a pair of a dense problem that a rule fixed; row_score: what its row says. */
static inline int32_t rows_score(const struct rows *rows, uint32_t student, uint32_t mentor,
                                 int16_t row_score)
{
    if (row_score != ROW_IMPOSSIBLE)
        return row_score;
    return rows->score == NULL ? 0 : rows->score(rows->context, student, mentor);
}

static inline bool problem_is_dense(const struct problem *problem)
{
    return problem->rows != NULL;
}

/* True when that one has a list, maybe an empty one. */
static inline bool lists_have(const struct lists *lists, uint32_t owner)
{
    return lists->listed != NULL && lists->listed[owner];
}

/* The place of the first pair that is not before (student, mentor), or count; O(log count). */
size_t pairs_from(const struct pairs *pairs, uint32_t student, uint32_t mentor);

/* True when that pair is among the pairs; O(log count). */
bool pairs_have(const struct pairs *pairs, uint32_t student, uint32_t mentor);

/* Appends the canonical text form of a sparse problem (matcher/ROUNDS.md, "A problem in numbers";
 * read back by api/wire/problem_text to an equal problem). Announced pairs have no place in it. */
void problem_write(const struct problem *problem, struct text *text);

/* The digest of problem_write's bytes, without making them: the hash of a sparse problem. */
struct digest problem_digest(const struct problem *problem);

#endif
