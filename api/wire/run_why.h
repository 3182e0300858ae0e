/* Why a student of a run has this mentor, not that one, or none: what is told about one pair or one
 * student, with nobody else's data. Documented for users in matcher/ROUNDS.md. */
#ifndef API_WIRE_RUN_WHY_H
#define API_WIRE_RUN_WHY_H

#include "api/wire/hits.h"
#include "api/wire/run.h"
#include "matcher/whynot.h"

struct text;

struct run_question {
    const struct run *run;
    const char *student; /* external ids */
    const char *mentor;  /* NULL: the student's own, or why there is none */
    struct audience audience;
    size_t workers;
    const struct watch *watch;
};

/* A fact, its word and its sentence. Words: those of barriers, of why a pair is not eligible and of
 * who is unmatched; and in_result, in_result_must, in_result_pin, not_in_result, student_must,
 * student_pin, seats_must, stable_student, stable_mentor, choices, infeasible. */
struct run_reason {
    const char *word, *sentence;
};
#define RUN_REASONS_MAX 16

/* What the whole would lose, or gain, with one rule more about the pair. */
struct run_cost {
    enum rule kind;       /* never: the pair is in the result; must: it is not */
    const char *head;     /* "Without this pair:" */
    const char *verdict;  /* less, same, more; changes (stable); infeasible */
    const char *sentence; /* the verdict's */
    bool infeasible;      /* then is void */
    struct worth now, then;
    bool counts[WORTH_COUNT]; /* figures that are told */
    const char *labels[WORTH_COUNT];
};

struct run_why {
    const char *student, *mentor; /* mentor NULL: has none */
    bool has_score;
    struct hit_reply score; /* of the pair, as it is without rules */
    struct run_reason reasons[RUN_REASONS_MAX];
    size_t reasons_count;
    bool has_cost;
    struct run_cost cost;
};

/* Answers, into arena. NOT_FOUND with a fault when an id is nobody's, or not of that role; MEMORY,
 * CANCELLED. Solves once where a pair is asked about (whynot_cost). */
enum status MUST_CHECK run_why_make(const struct run_question *question, struct arena *arena,
                                    struct faults *faults, struct run_why *ret_why);

/* Appends it as a JSON object with a line feed; scores are in basis points. */
void run_why_write_json(const struct run_why *why, struct text *text);

#endif
