/* What some routes answer, and the shapes of it; a person is person_shape (scoring/person.h), hits
 * are in api/wire/hits.h. Plain data in the request's arena. */
#ifndef API_REPLIES_H
#define API_REPLIES_H

#include "api/wire/hits.h"
#include "scoring/base/shape.h"
#include "scoring/person.h"

struct concept_item {
    const char *code;
    const char *label;  /* in the language asked for, else as taxonomy_label finds one */
    const char *parent; /* NULL for a root */
    int32_t depth;      /* 1 for a root */
};

struct concept_list {
    const struct concept_item *items;
    size_t items_count;
};

struct reading_item {
    const char *code;
    const char *label;
    int32_t confidence; /* 1..100 */
    const char *evidence;
    const char *matched; /* the label or alias that matched */
};

struct reading_list {
    const char *text;                 /* as given */
    const struct reading_item *items; /* none: Kring would rather not guess */
    size_t items_count;
};

/* What a search found, best first. */
struct hit_list {
    const struct hit_reply *items;
    size_t items_count;
    date as_of; /* the day recency was counted to */
};

struct person_list {
    const struct person *items;
    size_t items_count;
    const char *next_cursor; /* NULL: this was the last page */
    int32_t count;           /* in all; written by person_list_shape only */
};

struct import_error {
    int32_t line;
    const char *column; /* "" for the whole row */
    const char *code;
    const char *detail;
};

struct import_report {
    bool dry_run;
    int32_t rows, created, changed, unchanged, refused;
    const struct import_error *errors;
    size_t errors_count;
    int32_t errors_total; /* found, of which at most FAULTS_KEPT_MAX are listed */
};

/* What problem_to_json writes; for the description only. */
struct problem_error {
    const char *pointer, *code, *detail;
    int32_t line;
};

struct problem_reply {
    const char *type, *title;
    int32_t status;
    const char *detail, *instance, *code, *request_id;
    bool retryable;
    const struct problem_error *errors;
    size_t errors_count;
};

extern const struct shape hit_list_shape, concept_list_shape, reading_list_shape, person_list_shape,
    import_report_shape, problem_reply_shape;

/* A person_list of which nobody asked the count. */
extern const struct shape person_list_uncounted_shape;

#endif
