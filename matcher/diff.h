/* What differs between two runs, by ids, so that any two can be compared: first what they were
 * made from, then who is matched with whom. Symmetric: diff of B and A is the mirror of diff of A
 * and B. Texts belong to the snapshots that were compared. */
#ifndef MATCHER_DIFF_H
#define MATCHER_DIFF_H

#include "matcher/round.h"

struct arena;

/* What became of a student: name, word, its mirror. */
#define CHANGES(X)                                                                                 \
    X(MOVED, "moved", MOVED)          /* another mentor */                                         \
    X(GAINED, "gained", LOST)         /* a place, had none */                                      \
    X(LOST, "lost", GAINED)           /* the place, has none */                                    \
    X(RESCORED, "rescored", RESCORED) /* the same mentor at another score */                       \
    X(JOINED, "joined", LEFT)         /* not in the first run */                                   \
    X(LEFT, "left", JOINED)           /* not in the second */

enum change {
#define CHANGE_ENUM(name, word, mirror) CHANGE_##name,
    CHANGES(CHANGE_ENUM)
#undef CHANGE_ENUM
        CHANGE_COUNT
};

const char *change_word(enum change change);
enum change change_mirror(enum change change);

/* A student of a run; mentor NULL and score 0 where unmatched. */
struct diff_row {
    const char *student, *mentor;
    int32_t score_bp;
};

struct diff_rows {
    const struct diff_row *items; /* rising by student (strcmp), each once */
    size_t count;
};

struct diff_change {
    enum change kind;
    const char *student;
    const char *before, *after;  /* mentors; NULL: none */
    int32_t before_bp, after_bp; /* 0 where there is none */
    int32_t gained_bp;           /* after - before */
};

struct diff {
    const struct diff_change *items; /* rising by student; who changed only */
    size_t count;
    size_t counts[CHANGE_COUNT];
    int64_t gained_bp; /* of all together: the second total - the first */
};

/* The rows of a round's result, into arena. MEMORY. One score a pair. */
enum status MUST_CHECK diff_rows_of_round(const struct round *round, const struct result *result,
                                          struct arena *arena, struct diff_rows *ret_rows);

/* Compares two lists of rows, into arena. MEMORY. O(rows). */
enum status MUST_CHECK diff_compare(const struct diff_rows *before, const struct diff_rows *after,
                                    struct arena *arena, struct diff *ret_diff);

/* ---- what the runs were made from */

/* A person or rule that only one side has, or a person that differs. */
struct diff_person {
    const char *id;
    const struct person *before, *after; /* NULL: not there */
    bool seats;                          /* they offer another number of seats … */
    bool profile;                        /* … or differ in anything else that is scored */
};
struct diff_rule {
    struct round_rule rule;
    bool added; /* only in the second; otherwise only in the first */
};

struct diff_setup {
    bool engine, tables, objective, weights, minimum, as_of, seed, announced; /* differ */
    const struct diff_person *people; /* rising by id; who differ only */
    size_t people_count;
    const struct diff_rule *rules; /* rising as in a snapshot */
    size_t rules_count;
};

/* Compares two snapshots, into arena. What a run was made from (from) is no difference. MEMORY.
 * O(people + rules). */
enum status MUST_CHECK diff_setup(const struct snapshot *before, const struct snapshot *after,
                                  struct arena *arena, struct diff_setup *ret_setup);

#endif
