/* What differs between two runs (matcher/diff), as JSON and CSV, and as rows for people. Documented
 * for users in matcher/ROUNDS.md. */
#ifndef API_WIRE_RUN_DIFF_H
#define API_WIRE_RUN_DIFF_H

#include "api/wire/run.h"
#include "matcher/diff.h"

struct text;

/* The figures of a run that are compared: name, word, in basis points. */
#define RUN_FIGURES(X)                                                                             \
    X(STUDENTS, "students", false)                                                                 \
    X(MENTORS, "mentors", false)                                                                   \
    X(SEATS, "seats", false)                                                                       \
    X(MATCHED, "matched", false)                                                                   \
    X(UNMATCHED, "unmatched", false)                                                               \
    X(WORST, "worst", true)                                                                        \
    X(TOTAL, "total", true)

enum run_figure {
#define RUN_FIGURE_ENUM(name, word, is_bp) RUN_FIGURE_##name,
    RUN_FIGURES(RUN_FIGURE_ENUM)
#undef RUN_FIGURE_ENUM
        RUN_FIGURE_COUNT
};

const char *run_figure_word(enum run_figure figure);
bool run_figure_is_bp(enum run_figure figure);

/* One thing the runs were not made alike from. */
struct run_setting {
    const char *what;           /* engine, tables, objective, weights, minimum, as_of, seed,
                                   announced, person, seats, profile or rule */
    const char *who;            /* whose, an external id; NULL of the others */
    const char *before, *after; /* as text; NULL where it is not there */
};

struct run_diff {
    bool infeasible[2]; /* of the first and the second */
    int64_t before[RUN_FIGURE_COUNT], after[RUN_FIGURE_COUNT];
    const struct run_setting *settings;
    size_t settings_count;
    struct diff diff;
};

/* Compares two runs, into arena. MEMORY. */
enum status MUST_CHECK run_diff_make(const struct run *before, const struct run *after,
                                     struct arena *arena, struct run_diff *ret_diff);

/* True when they are alike in all that is compared. */
bool run_diff_is_empty(const struct run_diff *diff);

/* Appends it as a JSON object with a line feed; scores are in basis points. */
void run_diff_write_json(const struct run_diff *diff, struct text *text);

/* Appends the students who changed as CSV: student, change, before, after, before_score,
 * after_score, gained; scores as 87.35. */
void run_diff_write_csv(const struct run_diff *diff, struct text *text);

/* Basis points of any size, as people read them: -50 is "-0.50". with_sign: "+0.50" too. */
#define RUN_SCORE_SIZE 24
void run_format_score(int64_t score_bp, bool with_sign, char ret_text[RUN_SCORE_SIZE]);

#endif
