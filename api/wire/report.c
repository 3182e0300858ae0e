#include "api/wire/report.h"

#include "api/wire/csv_words.h"
#include "scoring/base/text.h"

#include <string.h>

#define FIGURE(type, member, summary)                                                              \
    SHAPE_FIELD_INT(type, member, SHAPE_NULL_OUT, 0, INT32_MAX, summary "; null: hidden")
#define PERCENT(type, member, summary)                                                             \
    SHAPE_FIELD_INT(type, member, SHAPE_NULL_OUT, 0, 100, summary "; null: hidden")

const char *const supply_by_words[] = {"field", "occupation", "language", "country", "place", NULL};

static const struct shape_field supply_row_fields[] = {
    SHAPE_FIELD_WORD(struct supply_row, by, SHAPE_REQUIRED, supply_by_words,
                     "what the code is of: a narrow field, a sub-major group of occupations, a "
                     "language, a country, or a region or city"),
    SHAPE_FIELD_TEXT(struct supply_row, code, SHAPE_REQUIRED, 1, 16, "its code"),
    SHAPE_FIELD_TEXT(struct supply_row, label, SHAPE_NULL_OUT, 1, 300, "its name"),
    FIGURE(struct supply_row, students,
           "students who look for it: who wish it, or have it and wish nothing else"),
    FIGURE(struct supply_row, mentors, "alumni of it with an active offer"),
    FIGURE(struct supply_row, seats, "seats that these have free"),
    FIGURE(struct supply_row, others, "alumni of it without an offer, who may be asked for one"),
};
const struct shape supply_row_shape = {"SupplyRow", sizeof(struct supply_row), supply_row_fields,
                                       SHAPE_COUNT(supply_row_fields)};

static const struct shape_field answers_row_fields[] = {
    SHAPE_FIELD_TEXT(struct answers_row, programme_id, SHAPE_REQUIRED, 36, 36, "the programme"),
    SHAPE_FIELD_TEXT(struct answers_row, name, SHAPE_REQUIRED, 1, 200, "its name"),
    FIGURE(struct answers_row, requests, "requests sent, of which the next five are the parts"),
    FIGURE(struct answers_row, accepted, "accepted"),
    FIGURE(struct answers_row, declined, "declined"),
    FIGURE(struct answers_row, expired, "nobody answered in time"),
    FIGURE(struct answers_row, withdrawn, "taken back, or no longer needed"),
    FIGURE(struct answers_row, waiting, "not answered yet"),
    PERCENT(struct answers_row, accepted_percent,
            "accepted of a hundred that were accepted, declined or expired"),
    FIGURE(struct answers_row, hours_median, "hours until half of the answers were there"),
    FIGURE(struct answers_row, hours_p90, "hours until nine of ten answers were there"),
    FIGURE(struct answers_row, students, "students who sent a request"),
    FIGURE(struct answers_row, mentors, "mentors who got one"),
    FIGURE(struct answers_row, mentors_unasked, "mentors with an active offer who got none"),
    PERCENT(struct answers_row, busiest_percent,
            "of a hundred requests, those to the tenth of the mentors who got most, or to "
            "people_min of them where that is more"),
};
const struct shape answers_row_shape = {"AnswersRow", sizeof(struct answers_row),
                                        answers_row_fields, SHAPE_COUNT(answers_row_fields)};

static const struct shape_field outcomes_part_fields[] = {
    SHAPE_FIELD_TEXT(struct outcomes_part, code, SHAPE_REQUIRED, 1, 16, "its code"),
    SHAPE_FIELD_TEXT(struct outcomes_part, label, SHAPE_NULL_OUT, 1, 300, "its name"),
    SHAPE_FIELD_INT(struct outcomes_part, people, SHAPE_REQUIRED, 1, INT32_MAX, "leavers"),
};
static const struct shape outcomes_part_shape = {"OutcomesPart", sizeof(struct outcomes_part),
                                                 outcomes_part_fields,
                                                 SHAPE_COUNT(outcomes_part_fields)};

#define OUTCOMES_PARTS_MAX 3

static const struct shape_field outcomes_row_fields[] = {
    SHAPE_FIELD_TEXT(struct outcomes_row, programme, SHAPE_NULL_OUT, 1, 200,
                     "programme of study; null: all of the field that fewer left that year"),
    SHAPE_FIELD_TEXT(struct outcomes_row, field, SHAPE_REQUIRED, 1, 16, "code of its narrow field"),
    SHAPE_FIELD_TEXT(struct outcomes_row, label, SHAPE_NULL_OUT, 1, 300, "name of the field"),
    SHAPE_FIELD_INT(struct outcomes_row, year, SHAPE_REQUIRED, DATE_YEAR_MIN, DATE_YEAR_MAX,
                    "in which they left"),
    FIGURE(struct outcomes_row, leavers, "alumni who left it that year"),
    FIGURE(struct outcomes_row, known, "those of them with a job that is told"),
    FIGURE(struct outcomes_row, months_median,
           "months until half of those had their first job of which the month is told; 0: when "
           "they left or before"),
    SHAPE_FIELD_LIST(struct outcomes_row, industries, SHAPE_NULL_OUT, &outcomes_part_shape,
                     OUTCOMES_PARTS_MAX, "where most work, by their last job"),
    SHAPE_FIELD_LIST(struct outcomes_row, places, SHAPE_NULL_OUT, &outcomes_part_shape,
                     OUTCOMES_PARTS_MAX, "where most live"),
};
const struct shape outcomes_row_shape = {"OutcomesRow", sizeof(struct outcomes_row),
                                         outcomes_row_fields, SHAPE_COUNT(outcomes_row_fields)};

/* ---- the reports */

#define REPORT_FIELDS(name, order)                                                                 \
    static const struct shape_field name##_report_fields[] = {                                     \
        SHAPE_FIELD_LIST(struct report, items, SHAPE_REQUIRED | SHAPE_NULL_OUT, &name##_row_shape, \
                         REPORT_ROWS_MAX, order),                                                  \
        SHAPE_FIELD_INT(struct report, people_min, SHAPE_REQUIRED, 2, 1000,                        \
                        "figures about fewer people are hidden"),                                  \
        SHAPE_FIELD_DATE(struct report, as_of, SHAPE_REQUIRED, "the day it was made"),             \
    }
#define REPORT_SHAPE(name, title)                                                                  \
    const struct shape name##_report_shape = {title, sizeof(struct report), name##_report_fields,  \
                                              SHAPE_COUNT(name##_report_fields)}

REPORT_FIELDS(supply, "by what they are about, then those where most is wanting");
REPORT_SHAPE(supply, "SupplyReport");
REPORT_FIELDS(answers, "programmes, those with most requests first");
REPORT_SHAPE(answers, "AnswersReport");
REPORT_FIELDS(outcomes, "by year of leaving, the last first");
REPORT_SHAPE(outcomes, "OutcomesReport");

/* ---- CSV */

static void add_words(const char *words, struct text *text)
{
    if (words == NULL)
        return;
    if (words[0] != '\0' && strchr("=+-@\t\r", words[0]) != NULL)
        text_add_char(text, '\'');
    text_add(text, words);
}

static void add_figure(int32_t figure, int64_t min, struct text *text)
{
    if (figure < min)
        text_add(text, "hidden");
    else
        text_add_int(text, figure);
}

static void add_parts(const struct outcomes_part *parts, size_t count, struct text *text)
{
    for (size_t i = 0; i < count; i++) {
        text_add(text, i > 0 ? "; " : "");
        add_words(parts[i].label != NULL ? parts[i].label : parts[i].code, text);
        text_addf(text, " %d", parts[i].people);
    }
}

/* Texts between quotes, whatever is in them. */
static void add_text(const struct shape_field *field, const void *row, struct text *text)
{
    const void *member = shape_at(row, field);
    struct text cell = {0};
    text_add(&cell, "");
    if (field->type == SHAPE_LIST)
        add_parts(*(const struct outcomes_part *const *)member, shape_list_count(row, field),
                  &cell);
    else
        add_words(*(const char *const *)member, &cell);
    if (text_status(&cell) == STATUS_OK)
        csv_add_quoted(cell.bytes, text);
    text->failed = text->failed || cell.failed;
    text_free(&cell);
}

static void add_row(const struct shape *shape, const void *row, struct text *text)
{
    for (size_t i = 0; i < shape->field_count; i++) {
        const struct shape_field *field = &shape->fields[i];
        const void *member = shape_at(row, field);
        text_add(text, i > 0 ? "," : "");
        if (field->type == SHAPE_INT)
            add_figure(*(const int32_t *)member, field->min, text);
        else if (field->type == SHAPE_WORD)
            text_add(text, field->words[*(const int32_t *)member]);
        else
            add_text(field, row, text);
    }
    text_add(text, "\r\n");
}

void report_csv(const struct shape *row_shape, const void *rows, size_t count, struct text *text)
{
    for (size_t i = 0; i < row_shape->field_count; i++)
        text_addf(text, "%s%s", i > 0 ? "," : "", row_shape->fields[i].name);
    text_add(text, "\r\n");
    for (size_t i = 0; i < count; i++)
        add_row(row_shape, (const char *)rows + i * row_shape->size, text);
}
