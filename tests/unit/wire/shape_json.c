#include "api/wire/shape_json.h"
#include "api/wire/json_tree.h"

#include "scoring/base/arena.h"
#include "scoring/base/date.h"
#include "scoring/base/faults.h"
#include "scoring/base/moment.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

#define T(text) ((char *)(uintptr_t)(text)) /* Criterion compares char *, not const char * */

struct job {
    const char *title;
    int32_t hours;
};

struct person {
    const char *name;
    int32_t seats;
    bool remote;
    date born;
    int32_t level;
    struct job job;
    const struct job *past;
    size_t past_count;
    const char *const *tags;
    size_t tags_count;
    const char *nick;
    int32_t version;
    const char *email;
};

static const char *const levels[] = {"", "low", "high", NULL};

static const struct shape_field job_fields[] = {
    SHAPE_FIELD_TEXT(struct job, title, SHAPE_REQUIRED, 1, 20, "what it is called"),
    SHAPE_FIELD_INT(struct job, hours, 0, 0, 40, "hours a week"),
};
static const struct shape job_shape = {"Job", sizeof(struct job), job_fields,
                                       SHAPE_COUNT(job_fields)};

static const struct shape_field person_fields[] = {
    SHAPE_FIELD_TEXT(struct person, name, SHAPE_REQUIRED, 2, 8, "the \"full\" name"),
    SHAPE_FIELD_INT(struct person, seats, 0, -1, 5, "seats"),
    SHAPE_FIELD_BOOL(struct person, remote, 0, "remote"),
    SHAPE_FIELD_DATE(struct person, born, 0, "born"),
    SHAPE_FIELD_WORD(struct person, level, 0, levels, "level"),
    SHAPE_FIELD_OBJECT(struct person, job, 0, &job_shape, "the present job"),
    SHAPE_FIELD_LIST(struct person, past, 0, &job_shape, 2, "earlier jobs"),
    SHAPE_FIELD_TEXTS(struct person, tags, 0, 3, "tags"),
    SHAPE_FIELD_TEXT(struct person, nick, SHAPE_NULL_OUT, 0, 9, "short name"),
    SHAPE_FIELD_INT(struct person, version, SHAPE_READ_ONLY, 0, 9, "version"),
    SHAPE_FIELD_TEXT(struct person, email, SHAPE_PRIVATE, 0, 40, "address"),
};
static const struct shape person_shape_of_test = {"Person", sizeof(struct person), person_fields,
                                                  SHAPE_COUNT(person_fields)};

static struct arena *arena;
static struct faults faults;
static struct person person;
static struct text text;

static void open_all(void)
{
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    faults = faults_in(arena);
    person = (struct person){.seats = 1, .version = 3};
    text = (struct text){0};
}

static void close_all(void)
{
    text_free(&text);
    arena_free(arena);
}

TestSuite(shape_json, .init = open_all, .fini = close_all);

static enum status decode(enum decode_mode mode, const char *json)
{
    return shape_from_json(&person_shape_of_test, mode, json, strlen(json), arena, &faults,
                           &person);
}

static const char *encoded(unsigned hide)
{
    text_clear(&text);
    shape_to_json(&person_shape_of_test, &person, hide, &text);
    cr_assert(eq(int, text_status(&text), STATUS_OK));
    return text.bytes;
}

/* "pointer code" of all faults, a line each. */
static const char *told(void)
{
    struct text all = {0};
    text_add(&all, "");
    for (size_t i = 0; i < faults.count; i++)
        text_addf(&all, "%s%s %s", i == 0 ? "" : "\n", faults.items[i].where, faults.items[i].code);
    const char *copy = arena_strdup(arena, all.bytes);
    text_free(&all);
    return copy;
}

Test(shape_json, a_whole_object_comes_back_as_it_went_in)
{
    const char *json = "{\"name\":\"Åsa \\\"x\\\"\",\"seats\":-1,\"remote\":true,"
                       "\"born\":\"1999-02\",\"level\":\"high\","
                       "\"job\":{\"title\":\"a\\n\\u00e9\",\"hours\":7},"
                       "\"past\":[{\"title\":\"b\",\"hours\":0},{\"title\":\"c\",\"hours\":40}],"
                       "\"tags\":[\"\",\"t\"],\"nick\":null,\"email\":\"a@example.org\"}";
    cr_assert(eq(int, decode(DECODE_CREATE, json), STATUS_OK), "%s", told());
    cr_assert(eq(str, T(person.past[1].title), "c"));
    cr_assert(eq(str, T(encoded(SHAPE_PRIVATE)),
                 "{\"name\":\"Åsa \\\"x\\\"\",\"seats\":-1,\"remote\":true,\"born\":\"1999-02\","
                 "\"level\":\"high\",\"job\":{\"title\":\"a\\né\",\"hours\":7},"
                 "\"past\":[{\"title\":\"b\",\"hours\":0},{\"title\":\"c\",\"hours\":40}],"
                 "\"tags\":[\"\",\"t\"],\"nick\":null,\"version\":3}"));
}

Test(shape_json, absent_members_keep_their_defaults_and_are_left_out)
{
    cr_assert(eq(int, decode(DECODE_CREATE, " {\"name\":\"ab\", \"job\": null}\n"), STATUS_OK));
    cr_assert(eq(str, T(encoded(0)),
                 "{\"name\":\"ab\",\"seats\":1,\"remote\":false,\"nick\":null,\"version\":3}"));
}

static const struct refusal {
    const char *json, *faults;
    enum decode_mode mode;
} refusals[] = {
    {"{}", "/name missing", DECODE_CREATE},
    {"{\"name\":null}", "/name missing", DECODE_CREATE},
    {"{\"name\":null}", "/name missing", DECODE_PATCH},
    {"[]", " wrong_type", DECODE_CREATE},
    {"7", " wrong_type", DECODE_PATCH},
    {"{\"name\":\"a\"}", "/name too_short", DECODE_CREATE},
    {"{\"name\":\"éééé\"}", "", DECODE_CREATE},
    {"{\"name\":\"ééééa\"}", "/name too_long", DECODE_CREATE},
    {"{\"name\":\"ab\\u0007\"}", "/name control_byte", DECODE_CREATE},
    {"{\"name\":5}", "/name wrong_type", DECODE_CREATE},
    {"{\"seats\":5}", "", DECODE_PATCH},
    {"{\"seats\":6}", "/seats out_of_range", DECODE_PATCH},
    {"{\"seats\":-2}", "/seats out_of_range", DECODE_PATCH},
    {"{\"seats\":1.0}", "/seats wrong_type", DECODE_PATCH},
    {"{\"seats\":9223372036854775807}", "/seats out_of_range", DECODE_PATCH},
    {"{\"remote\":\"yes\"}", "/remote wrong_type", DECODE_PATCH},
    {"{\"born\":\"2023-02-29\"}", "/born bad_date", DECODE_PATCH},
    {"{\"born\":2023}", "/born wrong_type", DECODE_PATCH},
    {"{\"level\":\"mid\"}", "/level unknown_word", DECODE_PATCH},
    {"{\"a/b~c\":1}", "/a~1b~0c unknown_member", DECODE_PATCH},
    {"{\"version\":1}", "/version read_only", DECODE_PATCH},
    {"{\"version\":10}", "/version out_of_range", DECODE_STORED},
    {"{\"job\":[]}", "/job wrong_type", DECODE_PATCH},
    {"{\"job\":{\"hours\":41}}", "/job/hours out_of_range", DECODE_PATCH},
    {"{\"past\":{}}", "/past wrong_type", DECODE_PATCH},
    {"{\"past\":[{},{\"title\":\"x\"},{}]}", "/past too_many", DECODE_PATCH},
    {"{\"past\":[{\"title\":\"x\"},{\"hours\":41}]}",
     "/past/1/hours out_of_range\n/past/1/title missing", DECODE_PATCH},
    {"{\"tags\":[\"a\",null]}", "/tags/1 wrong_type", DECODE_PATCH},
    {"{\"name\":1,\"seats\":6,\"x\":2,\"past\":[7],\"born\":\"\"}",
     "/name wrong_type\n/seats out_of_range\n/x unknown_member\n/past/0 wrong_type\n/born bad_date",
     DECODE_CREATE},
};

Test(shape_json, every_fault_is_told_at_once_by_pointer_and_nothing_is_changed)
{
    for (size_t i = 0; i < SHAPE_COUNT(refusals); i++) {
        const struct refusal *row = &refusals[i];
        faults = faults_in(arena);
        person = (struct person){.seats = 1, .version = 3, .name = "old"};
        struct person before = person;
        enum status status = decode(row->mode, row->json);
        if (row->mode == DECODE_STORED)
            cr_assert(eq(int, status, STATUS_INVALID));
        else
            cr_expect(eq(str, T(told()), T(row->faults)), "%s", row->json);
        if (status != STATUS_OK)
            cr_expect(zero(int, memcmp(&before, &person, sizeof person)), "%s", row->json);
    }
}

static const struct broken {
    const char *bytes;
    size_t size;
    const char *code, *detail;
} broken[] = {
    {"", 0, "syntax", "line 1, column 0"},
    {"{\"a\":1,}", 8, "syntax", "line 1, column 8"},
    {"{\"name\":\"ab\"} {}", 16, "syntax", "line 1"},
    {"{\"name\":\n\"a\0b\"}", 15, "nul", "line 2, column 3"},
    {"{\"name\":\"\xff\"}", 12, "bad_utf8", "line 1, column 10"},
    {"{\"name\":\"a\\u0000\"}", 18, "nul", "line 1"},
    {"{\"name\":\"\\ud800\"}", 17, "syntax", "line 1"},
    {"{\"name\":1,\"name\":2}", 19, "duplicate_member", "line 1"},
    {"{\"a\":99999999999999999999}", 26, "syntax", "line 1"},
};

Test(shape_json, bytes_that_are_no_json_are_a_syntax_fault_with_their_position)
{
    for (size_t i = 0; i < SHAPE_COUNT(broken); i++) {
        faults = faults_in(arena);
        enum status status = shape_from_json(&person_shape_of_test, DECODE_CREATE, broken[i].bytes,
                                             broken[i].size, arena, &faults, &person);
        cr_expect(eq(int, status, STATUS_SYNTAX), "%s", broken[i].bytes);
        cr_assert(eq(sz, faults.count, 1), "%s", broken[i].bytes);
        cr_expect(eq(str, T(faults.items[0].code), T(broken[i].code)), "%s", broken[i].bytes);
        cr_expect(strstr(faults.items[0].detail, broken[i].detail) != NULL, "%s: %s",
                  broken[i].bytes, faults.items[0].detail);
    }
}

Test(shape_json, lists_may_nest_to_the_depth_and_not_one_deeper)
{
    for (size_t over = 0; over <= 1; over++) {
        size_t depth = JSON_DEPTH_MAX - 1 + over;
        text_clear(&text);
        text_add(&text, "{\"[\\\"\":");
        for (size_t i = 0; i < depth; i++)
            text_add(&text, "[");
        for (size_t i = 0; i < depth; i++)
            text_add(&text, "]");
        text_add(&text, "}");
        faults = faults_in(arena);
        enum status status = decode(DECODE_PATCH, text.bytes);
        cr_expect(eq(int, status, over ? STATUS_SYNTAX : STATUS_INVALID));
        cr_expect(eq(str, T(faults.items[0].code), over ? "too_deep" : "unknown_member"));
    }
}

Test(shape_json, a_patch_merges_objects_clears_by_null_and_replaces_lists_whole)
{
    cr_assert(eq(int,
                 decode(DECODE_CREATE,
                        "{\"name\":\"ab\",\"job\":{\"title\":\"a\",\"hours\":3},\"nick\":\"n\","
                        "\"past\":[{\"title\":\"b\"},{\"title\":\"c\"}],\"born\":\"1999\"}"),
                 STATUS_OK));
    cr_assert(eq(int,
                 decode(DECODE_PATCH, "{\"job\":{\"hours\":8},\"past\":[{\"title\":\"d\"}],"
                                      "\"born\":null,\"nick\":\"m\"}"),
                 STATUS_OK));
    cr_assert(eq(str, T(encoded(0)),
                 "{\"name\":\"ab\",\"seats\":1,\"remote\":false,"
                 "\"job\":{\"title\":\"a\",\"hours\":8},\"past\":[{\"title\":\"d\",\"hours\":0}],"
                 "\"nick\":\"m\",\"version\":3}"));
    cr_assert(
        eq(int, decode(DECODE_PATCH, "{\"job\":null,\"past\":null,\"seats\":null}"), STATUS_OK));
    cr_assert(eq(str, T(encoded(0)),
                 "{\"name\":\"ab\",\"seats\":0,\"remote\":false,\"nick\":\"m\",\"version\":3}"));
}

Test(shape_json, stored_bytes_set_what_is_read_only)
{
    cr_assert(eq(int, decode(DECODE_STORED, "{\"name\":\"ab\",\"version\":9}"), STATUS_OK));
    cr_assert(eq(int, person.version, 9));
}

Test(shape_json, control_bytes_are_escaped)
{
    json_add_string(&text, "\x01\x1f\t\"\\/\x7f\xc3\xa9");
    cr_assert(eq(str, text.bytes, "\"\\u0001\\u001f\\t\\\"\\\\/\\u007f\xc3\xa9\""));
}

Test(shape_json, a_schema_tells_types_limits_and_who_sets_what)
{
    shape_to_schema(&person_shape_of_test, &text);
    const char *expected =
        "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"name\"],"
        "\"properties\":{"
        "\"name\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":8,"
        "\"description\":\"the \\\"full\\\" name\"},"
        "\"seats\":{\"type\":\"integer\",\"minimum\":-1,\"maximum\":5,\"description\":\"seats\"},"
        "\"remote\":{\"type\":\"boolean\",\"description\":\"remote\"},"
        "\"born\":{\"type\":\"string\",\"pattern\":\"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$\","
        "\"description\":\"born\"},"
        "\"level\":{\"type\":\"string\",\"enum\":[\"low\",\"high\"],\"description\":\"level\"},"
        "\"job\":{\"$ref\":\"#/components/schemas/Job\",\"description\":\"the present job\"},"
        "\"past\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/Job\"},"
        "\"maxItems\":2,\"description\":\"earlier jobs\"},"
        "\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"maxItems\":3,"
        "\"description\":\"tags\"},"
        "\"nick\":{\"type\":[\"string\",\"null\"],\"maxLength\":9,\"description\":\"short name\"},"
        "\"version\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":9,\"readOnly\":true,"
        "\"description\":\"version\"},"
        "\"email\":{\"type\":\"string\",\"maxLength\":40,\"description\":\"address\"}}}";
    cr_assert(eq(str, text.bytes, T(expected)));
}

/* ---- times */

struct visit {
    moment at, due;
    struct job job;
    const struct job *past;
    size_t past_count;
    const char *const *tags;
    size_t tags_count;
};

static const struct shape_field visit_fields[] = {
    SHAPE_FIELD_TIME(struct visit, at, 0, "when"),
    SHAPE_FIELD_TIME(struct visit, due, SHAPE_NULL_OUT | SHAPE_READ_ONLY, "until when"),
    SHAPE_FIELD_OBJECT(struct visit, job, 0, &job_shape, "what for"),
    SHAPE_FIELD_LIST(struct visit, past, 0, &job_shape, 2, "what for before"),
    SHAPE_FIELD_TEXTS(struct visit, tags, 0, 3, "tags"),
};
static const struct shape visit_shape = {"Visit", sizeof(struct visit), visit_fields,
                                         SHAPE_COUNT(visit_fields)};

/* The visit as JSON, or what was told against it. */
static const char *outcome(enum status status, const struct visit *visit)
{
    if (status != STATUS_OK)
        return told();
    text_clear(&text);
    shape_to_json(&visit_shape, visit, 0, &text);
    return text.bytes;
}

/* Rows: JSON of a visit that had at = 5 and due = 6, what comes of it as JSON, or the faults. */
static const struct visit_row {
    enum decode_mode mode;
    const char *json, *encoded;
} visit_rows[] = {
    {DECODE_CREATE, "{\"at\":\"2026-11-22T11:00:00.5+01:00\"}",
     "{\"at\":\"2026-11-22T10:00:00.500Z\",\"due\":\"1970-01-01T00:00:00.006Z\"}"},
    {DECODE_PATCH, "{\"at\":null}", "{\"due\":\"1970-01-01T00:00:00.006Z\"}"},
    {DECODE_STORED, "{\"at\":1795341600500,\"due\":0}",
     "{\"at\":\"2026-11-22T10:00:00.500Z\",\"due\":null}"},
    {DECODE_STORED, "{\"due\":\"2026-11-22T10:00:00Z\"}",
     "{\"at\":\"1970-01-01T00:00:00.005Z\",\"due\":\"2026-11-22T10:00:00.000Z\"}"},
    {DECODE_CREATE, "{\"at\":1795341600500}", "/at wrong_type"},
    {DECODE_PATCH, "{\"at\":1795341600500}", "/at wrong_type"},
    {DECODE_CREATE, "{\"at\":\"2026-11-22\"}", "/at bad_time"},
    {DECODE_CREATE, "{\"at\":\"2026-11-22T10:00:00Z\\u00e9\"}", "/at bad_time"},
    {DECODE_CREATE, "{\"due\":\"2026-11-22T10:00:00Z\"}", "/due read_only"},
    {DECODE_STORED, "{\"at\":-1}", "/at out_of_range"},
    {DECODE_STORED, "{\"at\":253402300800000}", "/at out_of_range"},
    {DECODE_STORED, "{\"at\":1.5}", "/at wrong_type"},
};

Test(shape_json, a_time_is_rfc_3339_and_milliseconds_only_among_our_own_bytes)
{
    for (size_t i = 0; i < SHAPE_COUNT(visit_rows); i++) {
        const struct visit_row *row = &visit_rows[i];
        struct visit visit = {.at = 5, .due = 6};
        faults = faults_in(arena);
        enum status status = shape_from_json(&visit_shape, row->mode, row->json, strlen(row->json),
                                             arena, &faults, &visit);
        cr_expect(eq(str, T(outcome(status, &visit)), T(row->encoded)), "%s", row->json);
    }
}

Test(shape_json, the_schema_of_a_time_is_a_date_time_or_null_where_null_is_written)
{
    shape_to_schema(&visit_shape, &text);
    const char *at = "\"at\":{\"type\":\"string\",\"format\":\"date-time\","
                     "\"description\":\"when\"}";
    const char *due = "\"due\":{\"type\":[\"string\",\"null\"],\"format\":\"date-time\","
                      "\"readOnly\":true,\"description\":\"until when\"}";
    cr_expect(strstr(text.bytes, at) != NULL, "%s", text.bytes);
    cr_expect(strstr(text.bytes, due) != NULL, "%s", text.bytes);
}

/* ---- one member */

/* Rows: the name of a member, its JSON, and the visit that comes of it, or the faults. */
static const struct member_row {
    const char *name, *json, *encoded;
} member_rows[] = {
    {"job", "{\"title\":\"a\",\"hours\":7}",
     "{\"due\":null,\"job\":{\"title\":\"a\",\"hours\":7}}"},
    {"past", " [{\"title\":\"b\"},{\"title\":\"c\"}] ",
     "{\"due\":null,\"past\":[{\"title\":\"b\",\"hours\":0},{\"title\":\"c\",\"hours\":0}]}"},
    {"past", "[]", "{\"due\":null}"},
    {"tags", "[\"x\",\"\"]", "{\"due\":null,\"tags\":[\"x\",\"\"]}"},
    {"tags", "null", "{\"due\":null}"},
    {"at", "7", "{\"at\":\"1970-01-01T00:00:00.007Z\",\"due\":null}"},
    {"job", "{}", "/job/title missing"},
    {"job", "[]", "/job wrong_type"},
    {"past", "{}", "/past wrong_type"},
    {"past", "[{\"title\":\"b\"},{\"title\":7}]", "/past/1/title wrong_type"},
    {"tags", "[1]", "/tags/0 wrong_type"},
    {"tags", "[\"x\"", " syntax"},
    {"tags", "", " syntax"},
};

Test(shape_json, one_member_is_read_from_json_of_its_own)
{
    for (size_t i = 0; i < SHAPE_COUNT(member_rows); i++) {
        const struct member_row *row = &member_rows[i];
        const struct shape_field *field = shape_find(&visit_shape, row->name, strlen(row->name));
        struct visit visit = {0};
        faults = faults_in(arena);
        enum status status = shape_field_from_json(field, DECODE_STORED, row->json,
                                                   strlen(row->json), arena, &faults, &visit);
        cr_expect(eq(str, T(outcome(status, &visit)), T(row->encoded)), "%s", row->json);
    }
}
