/* Reports: rows of figures about many people at once (api/REPORTS.md). Figures about fewer people
 * than the report's people_min are null in JSON and "hidden" in CSV. */
#ifndef API_WIRE_REPORT_H
#define API_WIRE_REPORT_H

#include "scoring/base/date.h"
#include "scoring/base/shape.h"

struct text;

#define REPORT_ROWS_MAX 5000 /* the statements report_….sql give one more at most */
#define REPORT_HIDDEN   (-1)

/* What a row of supply is about. */
enum supply_by { SUPPLY_FIELD, SUPPLY_OCCUPATION, SUPPLY_LANGUAGE, SUPPLY_COUNTRY, SUPPLY_PLACE };
extern const char *const supply_by_words[];

/* label: of the code, in the language of the reply; no column. */
struct supply_row {
    int32_t by; /* enum supply_by */
    const char *code, *label;
    int32_t students, mentors, seats, others;
};

struct answers_row {
    const char *programme_id, *name;
    int32_t requests, accepted, declined, expired, withdrawn, waiting;
    int32_t accepted_percent, hours_median, hours_p90;
    int32_t students, mentors, mentors_unasked, busiest_percent;
};

struct outcomes_part {
    const char *code, *label;
    int32_t people;
};

struct outcomes_row {
    const char *programme; /* NULL: several of the field */
    const char *field, *label;
    int32_t year, leavers, known, months_median;
    struct outcomes_part *industries, *places; /* the largest first */
    size_t industries_count, places_count;
};

struct report {
    const void *items; /* of the row's shape */
    size_t items_count;
    int32_t people_min; /* the fewest that a figure may be about */
    date as_of;         /* the day it was made */
};

extern const struct shape supply_row_shape, answers_row_shape, outcomes_row_shape;
extern const struct shape supply_report_shape, answers_report_shape, outcomes_report_shape;

/* Appends rows as CSV (RFC 4180) with the members' names above; a list is one cell, "label people;
 * label people". A text that a spreadsheet would take for a formula gets an apostrophe before it.
 */
void report_csv(const struct shape *row_shape, const void *rows, size_t count, struct text *text);

#endif
