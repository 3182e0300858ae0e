#include "api/replies.h"

#include "api/cursor.h"
#include "scoring/base/faults.h"
#include "scoring/reading.h"

#define TEXT_MAX  500
#define ITEMS_MAX 200

static const struct shape_field concept_item_fields[] = {
    SHAPE_FIELD_TEXT(struct concept_item, code, SHAPE_REQUIRED, 1, (int64_t)CODE_SIZE_MAX,
                     "the concept's code in its scheme"),
    SHAPE_FIELD_TEXT(struct concept_item, label, SHAPE_REQUIRED, 0, TEXT_MAX,
                     "its name in the language asked for, or the nearest there is"),
    SHAPE_FIELD_TEXT(struct concept_item, parent, 0, 1, (int64_t)CODE_SIZE_MAX,
                     "the code of the concept above; absent for a root"),
    SHAPE_FIELD_INT(struct concept_item, depth, SHAPE_REQUIRED, 1, 10, "1 for a root"),
};
static const struct shape concept_item_shape = {
    "Concept", sizeof(struct concept_item), concept_item_fields, SHAPE_COUNT(concept_item_fields)};

static const struct shape_field concept_list_fields[] = {
    SHAPE_FIELD_LIST(struct concept_list, items, SHAPE_REQUIRED | SHAPE_NULL_OUT,
                     &concept_item_shape, ITEMS_MAX, "the best matches first"),
};
const struct shape concept_list_shape = {"ConceptList", sizeof(struct concept_list),
                                         concept_list_fields, SHAPE_COUNT(concept_list_fields)};

static const struct shape_field reading_item_fields[] = {
    SHAPE_FIELD_TEXT(struct reading_item, code, SHAPE_REQUIRED, 1, (int64_t)CODE_SIZE_MAX,
                     "the concept's code in its scheme"),
    SHAPE_FIELD_TEXT(struct reading_item, label, SHAPE_REQUIRED, 0, TEXT_MAX, "its name"),
    SHAPE_FIELD_INT(struct reading_item, confidence, SHAPE_REQUIRED, 1, 100, "how sure this is"),
    SHAPE_FIELD_TEXT(struct reading_item, evidence, SHAPE_REQUIRED, 1, 20,
                     "how it was found: code, label, alias, rule or ngrams"),
    SHAPE_FIELD_TEXT(struct reading_item, matched, SHAPE_REQUIRED, 0, TEXT_MAX,
                     "the label or alias that matched"),
};
static const struct shape reading_item_shape = {"ReadingCandidate", sizeof(struct reading_item),
                                                reading_item_fields,
                                                SHAPE_COUNT(reading_item_fields)};

static const struct shape_field reading_list_fields[] = {
    SHAPE_FIELD_TEXT(struct reading_list, text, SHAPE_REQUIRED, 1, (int64_t)READING_TEXT_SIZE_MAX,
                     "as given"),
    SHAPE_FIELD_LIST(struct reading_list, items, SHAPE_REQUIRED | SHAPE_NULL_OUT,
                     &reading_item_shape, (int64_t)READING_CANDIDATES_MAX,
                     "what it may mean, most likely first; none when unsure"),
};
const struct shape reading_list_shape = {"ReadingList", sizeof(struct reading_list),
                                         reading_list_fields, SHAPE_COUNT(reading_list_fields)};

static const struct shape_field hit_list_fields[] = {
    SHAPE_FIELD_LIST(struct hit_list, items, SHAPE_REQUIRED | SHAPE_NULL_OUT, &hit_reply_shape,
                     ITEMS_MAX, "the best first; equal scores in order of external id"),
    SHAPE_FIELD_DATE(struct hit_list, as_of, SHAPE_REQUIRED, "the day recency was counted to"),
};
const struct shape hit_list_shape = {"HitList", sizeof(struct hit_list), hit_list_fields,
                                     SHAPE_COUNT(hit_list_fields)};

static const struct shape_field person_list_fields[] = {
    SHAPE_FIELD_LIST(struct person_list, items, SHAPE_REQUIRED | SHAPE_NULL_OUT, &person_shape,
                     ITEMS_MAX, "people in order of id"),
    SHAPE_FIELD_TEXT(struct person_list, next_cursor, SHAPE_REQUIRED | SHAPE_NULL_OUT, 1,
                     (int64_t)CURSOR_SIZE - 1, "for the next page; null on the last one"),
    SHAPE_FIELD_INT(struct person_list, count, 0, 0, INT32_MAX,
                    "how many there are in all, when asked by count=exact"),
};
const struct shape person_list_shape = {"PersonList", sizeof(struct person_list),
                                        person_list_fields, SHAPE_COUNT(person_list_fields)};
/* All but the last field. */
const struct shape person_list_uncounted_shape = {"PersonListUncounted", sizeof(struct person_list),
                                                  person_list_fields,
                                                  SHAPE_COUNT(person_list_fields) - 1};

static const struct shape_field import_error_fields[] = {
    SHAPE_FIELD_INT(struct import_error, line, SHAPE_REQUIRED, 0, INT32_MAX,
                    "of the file, from 1; 0 for the whole file"),
    SHAPE_FIELD_TEXT(struct import_error, column, SHAPE_REQUIRED, 0, TEXT_MAX,
                     "the column, or a JSON pointer; empty for the whole row"),
    SHAPE_FIELD_TEXT(struct import_error, code, SHAPE_REQUIRED, 1, 100, "stable, for machines"),
    SHAPE_FIELD_TEXT(struct import_error, detail, SHAPE_REQUIRED, 0, TEXT_MAX, "what to do"),
};
static const struct shape import_error_shape = {"ImportError", sizeof(struct import_error),
                                                import_error_fields,
                                                SHAPE_COUNT(import_error_fields)};

static const struct shape_field import_report_fields[] = {
    SHAPE_FIELD_BOOL(struct import_report, dry_run, SHAPE_REQUIRED, "nothing was written"),
    SHAPE_FIELD_INT(struct import_report, rows, SHAPE_REQUIRED, 0, INT32_MAX, "rows read"),
    SHAPE_FIELD_INT(struct import_report, created, SHAPE_REQUIRED, 0, INT32_MAX, "new people"),
    SHAPE_FIELD_INT(struct import_report, changed, SHAPE_REQUIRED, 0, INT32_MAX,
                    "people whose row is not the one imported last"),
    SHAPE_FIELD_INT(struct import_report, unchanged, SHAPE_REQUIRED, 0, INT32_MAX,
                    "people whose row is as it was"),
    SHAPE_FIELD_INT(struct import_report, refused, SHAPE_REQUIRED, 0, INT32_MAX,
                    "rows passed over because of errors, repeated external ids among them"),
    SHAPE_FIELD_INT(struct import_report, errors_total, SHAPE_REQUIRED, 0, INT32_MAX,
                    "errors found, of which at most 1000 are listed"),
    SHAPE_FIELD_LIST(struct import_report, errors, SHAPE_REQUIRED | SHAPE_NULL_OUT,
                     &import_error_shape, (int64_t)FAULTS_KEPT_MAX, "in order of line"),
};
const struct shape import_report_shape = {"ImportReport", sizeof(struct import_report),
                                          import_report_fields, SHAPE_COUNT(import_report_fields)};

static const struct shape_field problem_error_fields[] = {
    SHAPE_FIELD_TEXT(struct problem_error, pointer, SHAPE_REQUIRED, 0, TEXT_MAX,
                     "a JSON pointer into the body, or ? and the name of a query parameter"),
    SHAPE_FIELD_TEXT(struct problem_error, code, SHAPE_REQUIRED, 1, 100, "stable, for machines"),
    SHAPE_FIELD_TEXT(struct problem_error, detail, SHAPE_REQUIRED, 0, TEXT_MAX, "what to do"),
    SHAPE_FIELD_INT(struct problem_error, line, 0, 1, INT32_MAX, "of a file, where it is one"),
};
static const struct shape problem_error_shape = {"ProblemError", sizeof(struct problem_error),
                                                 problem_error_fields,
                                                 SHAPE_COUNT(problem_error_fields)};

static const struct shape_field problem_reply_fields[] = {
    SHAPE_FIELD_TEXT(struct problem_reply, type, SHAPE_REQUIRED, 1, 100, "a page that explains it"),
    SHAPE_FIELD_TEXT(struct problem_reply, title, SHAPE_REQUIRED, 1, 200, "what went wrong"),
    SHAPE_FIELD_INT(struct problem_reply, status, SHAPE_REQUIRED, 400, 599, "of HTTP"),
    SHAPE_FIELD_TEXT(struct problem_reply, detail, SHAPE_REQUIRED, 1, TEXT_MAX, "what to do"),
    SHAPE_FIELD_TEXT(struct problem_reply, instance, 0, 1, 16384, "the path asked for"),
    SHAPE_FIELD_TEXT(struct problem_reply, code, SHAPE_REQUIRED, 1, 100, "stable, for machines"),
    SHAPE_FIELD_TEXT(struct problem_reply, request_id, SHAPE_REQUIRED, 1, 64,
                     "as in X-Request-Id and the server's log"),
    SHAPE_FIELD_BOOL(struct problem_reply, retryable, SHAPE_REQUIRED, "trying again may help"),
    SHAPE_FIELD_LIST(struct problem_reply, errors, 0, &problem_error_shape,
                     (int64_t)FAULTS_KEPT_MAX, "every fault of the request"),
};
const struct shape problem_reply_shape = {"Problem", sizeof(struct problem_reply),
                                          problem_reply_fields, SHAPE_COUNT(problem_reply_fields)};
