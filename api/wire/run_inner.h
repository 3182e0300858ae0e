/* What the parts of run.c share; nobody else includes it. */
#ifndef API_WIRE_RUN_INNER_H
#define API_WIRE_RUN_INNER_H

#include "api/wire/run.h"
#include "scoring/base/text.h"

/* The students of one broad field, or of one country. */
struct run_group {
    const char *code; /* "?": not known */
    int32_t students, matched;
    int32_t mean_bp; /* of the scores of their pairs, half up; 0 where none is matched */
};

struct run_reason_count {
    const char *reason; /* unmatched_word */
    int32_t students;
    int32_t seats;
};

struct run_shortage {
    int32_t level_bp, unmatched, groups;
};

struct run_digest {
    const char *name, *digest;
};

/* The member "round" of run.json. */
struct run_extra {
    const char *tables; /* digest of taxonomies and policy */
    struct weights weights;
    int32_t minimum_bp;
    date as_of;
    const char *seed; /* decimal: JSON's own numbers are exact to 53 bits only */
    const char *from; /* the problem of the run this one was made from; NULL: none */
    const struct run_group *by_field, *by_place;
    size_t by_field_count, by_place_count;
    const struct run_reason_count *unmatched;
    size_t unmatched_count;
    struct run_shortage shortage;
    const struct run_digest *files; /* of the other files, in order of RUN_FILES */
    size_t files_count;
};
extern const struct shape run_extra_shape;

/* What the files of a run are made from. */
struct composing {
    const struct round *round;
    const struct result *result;
    const struct result_names *names;
    size_t workers;
    const struct watch *watch;
    struct arena *arena;        /* of the run */
    struct arena *scratch;      /* for what is told and done with */
    struct unmatched unmatched; /* empty where infeasible */
    struct shortages shortages; /* likewise */
    struct run_extra extra;
    struct text *text; /* the file that is being written */
};

/* Finds unmatched and shortages. Statuses of both. */
enum status MUST_CHECK run_ask(struct composing *composing);

/* Each appends a file to composing->text. MEMORY. */
enum status MUST_CHECK run_pairs_write(struct composing *composing);
enum status MUST_CHECK run_unmatched_write(struct composing *composing);
enum status MUST_CHECK run_shortages_write(struct composing *composing);

/* Fills extra but for its files. MEMORY. */
enum status MUST_CHECK run_figures(struct composing *composing);

/* A cell of CSV, quoted where it must be; and the language a person is told reasons in. */
void run_cell(struct text *text, const char *cell);
enum label_language run_language(const struct person *person);

#endif
