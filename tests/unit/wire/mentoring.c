/* The shapes of mentoring: every member in and out, what a creation must and may say, limits. */
#include "api/wire/mentoring.h"

#include "api/wire/shape_json.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <string.h>

#define T(text) ((char *)(uintptr_t)(text)) /* Criterion compares char *, not const char * */

static struct arena *arena;
static struct faults faults;
static struct text text;

static void open_all(void)
{
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    text = (struct text){0};
}

static void close_all(void)
{
    text_free(&text);
    arena_free(arena);
}

TestSuite(mentoring, .init = open_all, .fini = close_all);

static enum status decode(const struct shape *shape, enum decode_mode mode, const char *json,
                          void *object)
{
    faults = faults_in(arena);
    return shape_from_json(shape, mode, json, strlen(json), arena, &faults, object);
}

static void *blank(const struct shape *shape)
{
    void *object = arena_alloc(arena, shape->size);
    cr_assert(object != NULL);
    return object;
}

static const char *encoded(const struct shape *shape, const void *object)
{
    text_clear(&text);
    shape_to_json(shape, object, 0, &text);
    cr_assert(eq(int, text_status(&text), STATUS_OK));
    return text.bytes;
}

/* "pointer code" of all faults, separated by commas. */
static const char *told(void)
{
    struct text all = {0};
    text_add(&all, "");
    for (size_t i = 0; i < faults.count; i++)
        text_addf(&all, "%s%s %s", i == 0 ? "" : ", ", faults.items[i].where, faults.items[i].code);
    const char *copy = arena_strdup(arena, all.bytes);
    text_free(&all);
    return copy;
}

/* ---- every member, in and out */

#define ID(digit)   "\"0199000" digit "-0000-7000-8000-000000000000\""
#define TIME(digit) "\"2026-09-21T14:13:2" digit ".000Z\""
/* clang-format off */
#define LIFE                                                                                       \
    "\"state\":\"paused\",\"reason_code\":\"no_time\",\"state_since\":" TIME("1")                     \
    ",\"deadline_at\":" TIME("2") ",\"created_at\":" TIME("3") ",\"updated_at\":" TIME("4")          \
    ",\"version\":3,\"allowed_events\":[\"resume\",\"end_early\"],\"history\":[{\"version\":2,"        \
    "\"event\":\"pause\",\"from_state\":\"active\",\"to_state\":\"paused\",\"actor\":\"mentor\","      \
    "\"reason_code\":\"no_time\",\"note\":\"Back in May\",\"at\":" TIME("5") "}]"
/* clang-format on */
#define READING "{\"text\":\"bouw\",\"code\":\"0732\",\"confidence\":93,\"evidence\":\"alias\"}"
#define WEIGHTS "{\"field\":50,\"career\":30,\"language\":20,\"place\":0}"

static const struct sample {
    const struct shape *shape;
    const char *json;
} samples[] = {
    {&unit_shape, "{\"id\":" ID("1") ",\"parent_id\":" ID(
                      "2") ",\"kind\":\"faculty\",\"name\":\"Bouwkunde\",\"version\":1}"},
    {&programme_shape,
     "{\"id\":" ID("1") ",\"unit_id\":" ID(
         "2") ",\"name\":\"Mentoring\",\"kind\":\"lectures\",\"starts_on\":\"2026-09-01\",\"ends_"
              "on\":\"2027-06-30\","
              "\"weights\":" WEIGHTS
              ",\"rules\":[{\"rule\":\"never\",\"student_id\":" ID("3") ",\"mentor_id\":" ID(
                  "4") "}],\"minimum_bp\":5000,\"requests_live_max\":3,"
                       "\"hours_each\":10,\"draft_days\":30,"
                       "\"answer_days\":14,\"info_days\":7,"
                       "\"waiting_days\":60,\"start_days\":14,"
                       "\"pause_days\":60,\"confirm_days\":14,\"reminder_days\":3,"
                       "\"version\":2}"},
    {&mentor_offer_shape,
     "{\"id\":" ID("1") ",\"programme_id\":" ID("2") ",\"mentor_id\":" ID(
         "3") ",\"seats\":2,\"seats_taken\":1,\"conditions\":{\"fields\":[" READING "],"
              "\"languages\":[{\"language\":" READING ",\"level\":\"B2\"}]}," LIFE "}"},
    {&need_shape,
     "{\"id\":" ID("1") ",\"programme_id\":" ID("2") ",\"student_id\":" ID(
         "3") ",\"wishes\":{\"fields\":[" READING "],\"occupations\":[" READING
              "],\"industries\":[" READING "],\"places\":[" READING "]},\"weights\":" WEIGHTS
              ",\"ranked\":[" ID("4") "," ID("5") "],\"avoided\":[" ID(
                  "6") "],\"fallback\":true,\"mentors_wanted\":2,\"mentors_have\":1,"
                       "\"requests_live\":1,\"version\":4}"},
    {&mentoring_request_shape,
     "{\"id\":" ID("1") ",\"programme_id\":" ID("2") ",\"student_id\":" ID(
         "3") ",\"mentor_id\":" ID("4") ",\"message\":\"Hej!\\nÅsa\",\"choice\":2,\"position\":7,"
                                        "\"mentorship_id\":" ID("5") "," LIFE "}"},
    {&mentorship_shape,
     "{\"id\":" ID("1") ",\"programme_id\":" ID("2") ",\"student_id\":" ID(
         "3") ",\"mentor_id\":" ID("4") ",\"request_id\":" ID("5") ",\"pair_id\":" ID("6") ",\"stud"
                                                                                           "ent\":{"
                                                                                           "\"name"
                                                                                           "\":"
                                                                                           "\"Åsa\""
                                                                                           ","
                                                                                           "\"email"
                                                                                           "\":\"a@"
                                                                                           "example"
                                                                                           ".org\"}"
                                                                                           ","
                                                                                           "\"mento"
                                                                                           "r\":{"
                                                                                           "\"name"
                                                                                           "\":"
                                                                                           "\"Bo\","
                                                                                           "\"email"
                                                                                           "\":\"b@"
                                                                                           "example"
                                                                                           ".org\"}"
                                                                                           ","
                                                                                           "\"stude"
                                                                                           "nt_"
                                                                                           "fit\":"
                                                                                           "\"fits"
                                                                                           "\","
                                                                                           "\"mento"
                                                                                           "r_"
                                                                                           "fit\":"
                                                                                           "\"undec"
                                                                                           "ided\","
                                                                                           "\"start"
                                                                                           "ed_"
                                                                                           "at\""
                                                                                           ":" TIME(
                                                                                               "0") "," LIFE
                                                                                                    "}"},
    {&event_order_shape, "{\"reason_code\":\"no_time\",\"note\":\"Sorry\"}"},
    {&hours_list_shape,
     "{\"items\":[{\"year\":2026,\"hours\":10,\"hours_max\":40,\"entries\":[{\"object_id\":" ID(
         "1") ",\"activity\":\"mentoring\",\"hours\":10,\"created_at\":" TIME("0") "}]}]}"},
};

static void expect_members(const struct shape *shape, const char *json)
{
    for (size_t i = 0; i < shape->field_count; i++) {
        const struct shape_field *field = &shape->fields[i];
        char member[80];
        snprintf(member, sizeof member, "\"%s\":", field->name);
        cr_expect(strstr(json, member) != NULL, "the sample has no %s", member);
        if (field->item != NULL)
            expect_members(field->item, json);
    }
}

Test(mentoring, every_member_comes_back_as_it_went_in)
{
    for (size_t i = 0; i < SHAPE_COUNT(samples); i++) {
        const struct shape *shape = samples[i].shape;
        void *object = blank(shape);
        expect_members(shape, samples[i].json);
        cr_assert(eq(int, decode(shape, DECODE_STORED, samples[i].json, object), STATUS_OK),
                  "%s: %s", shape->name, told());
        cr_expect(eq(str, T(encoded(shape, object)), T(samples[i].json)));
    }
}

Test(mentoring, what_is_absent_is_left_out)
{
    struct mentoring_request request = {.version = 1};
    cr_expect(eq(str, T(encoded(&mentoring_request_shape, &request)), "{\"version\":1}"));
    struct hours_year year = {.year = 2026};
    cr_expect(eq(str, T(encoded(&hours_year_shape, &year)),
                 "{\"year\":2026,\"hours\":0,\"entries\":[]}"));
}

/* ---- what a creation says */

#define RELATIONS "\"programme_id\":" ID("1") ",\"student_id\":" ID("2") ",\"mentor_id\":" ID("3")

static const struct attempt {
    const struct shape *shape;
    enum decode_mode mode;
    const char *json, *faults;
} attempts[] = {
    {&unit_shape, DECODE_CREATE, "{}", "/kind missing, /name missing"},
    {&unit_shape, DECODE_CREATE, "{\"kind\":\"university\",\"name\":\"A\"}", ""},
    {&unit_shape, DECODE_CREATE, "{\"kind\":\"school\",\"name\":\"A\"}", "/kind unknown_word"},
    {&unit_shape, DECODE_PATCH, "{\"parent_id\":" ID("1") "}", "/parent_id fixed"},
    {&unit_shape, DECODE_PATCH, "{\"parent_id\":null}", "/parent_id fixed"},
    {&unit_shape, DECODE_PATCH, "{\"name\":null,\"kind\":\"campus\"}", "/name missing"},
    {&programme_shape, DECODE_CREATE, "{}",
     "/unit_id missing, /name missing, /starts_on missing, /ends_on missing"},
    {&programme_shape, DECODE_PATCH, "{\"unit_id\":" ID("1") "}", "/unit_id fixed"},
    {&programme_shape, DECODE_PATCH, "{\"rules\":[{\"rule\":\"always\"}]}",
     "/rules/0/rule unknown_word, /rules/0/student_id missing, /rules/0/mentor_id missing"},
    {&programme_shape, DECODE_PATCH, "{\"weights\":{\"field\":101,\"place\":-1}}",
     "/weights/field out_of_range, /weights/place out_of_range"},
    {&mentor_offer_shape, DECODE_CREATE, "{}",
     "/programme_id missing, /mentor_id missing, /seats missing"},
    {&mentor_offer_shape, DECODE_PATCH, "{\"mentor_id\":" ID("1") ",\"state\":\"active\"}",
     "/mentor_id fixed, /state read_only"},
    {&mentor_offer_shape, DECODE_CREATE, "{" RELATIONS ",\"seats\":1}",
     "/student_id unknown_member"},
    {&need_shape, DECODE_CREATE, "{}", "/programme_id missing, /student_id missing"},
    {&need_shape, DECODE_PATCH, "{\"student_id\":" ID("1") ",\"mentors_have\":1}",
     "/student_id fixed, /mentors_have read_only"},
    {&mentoring_request_shape, DECODE_CREATE, "{}",
     "/programme_id missing, /student_id missing, /mentor_id missing"},
    {&mentoring_request_shape, DECODE_CREATE, "{" RELATIONS "}", ""},
    {&mentoring_request_shape, DECODE_CREATE,
     "{" RELATIONS ",\"choice\":1,\"position\":1,\"mentorship_id\":" ID("1") "}",
     "/choice read_only, /position read_only, /mentorship_id read_only"},
    {&mentoring_request_shape, DECODE_PATCH, "{\"message\":\"a\",\"mentor_id\":" ID("1") "}",
     "/mentor_id fixed"},
    {&mentoring_request_shape, DECODE_PATCH, "{\"history\":[],\"allowed_events\":[]}",
     "/history read_only, /allowed_events read_only"},
    {&event_order_shape, DECODE_CREATE, "{}", ""},
    {&event_order_shape, DECODE_CREATE, "{\"note\":\"\"}", "/note too_short"},
    {&event_order_shape, DECODE_CREATE, "{\"reason\":\"no_time\"}", "/reason unknown_member"},
};

Test(mentoring, each_body_is_taken_or_every_fault_told)
{
    for (size_t i = 0; i < SHAPE_COUNT(attempts); i++) {
        const struct attempt *row = &attempts[i];
        enum status status = decode(row->shape, row->mode, row->json, blank(row->shape));
        cr_expect(eq(int, status, row->faults[0] == '\0' ? STATUS_OK : STATUS_INVALID), "%s",
                  row->json);
        cr_expect(eq(str, T(told()), T(row->faults)), "%s", row->json);
    }
}

Test(mentoring, what_is_not_given_is_the_default)
{
    struct programme programme = {0};
    programme_defaults(&programme);
    cr_assert(eq(int,
                 decode(&programme_shape, DECODE_CREATE,
                        "{\"unit_id\":" ID("1") ",\"name\":\"M\",\"starts_on\":\"2026-09-01\","
                                                "\"ends_on\":\"2027-06-30\",\"answer_days\":5}",
                        &programme),
                 STATUS_OK));
    cr_expect(
        eq(str, T(encoded(&programme_shape, &programme)),
           "{\"unit_id\":" ID("1") ",\"name\":\"M\",\"kind\":\"mentoring\",\"starts_on\":\"2026-09-"
                                   "01\",\"ends_on\":\"2027-06-30\","
                                   "\"minimum_bp\":0,\"requests_live_max\":3,\"hours_each\":10,"
                                   "\"draft_days\":30,\"answer_days\":5,\"info_days\":7,"
                                   "\"waiting_days\":60,\"start_days\":14,\"pause_days\":60,"
                                   "\"confirm_days\":14,\"reminder_days\":3,\"version\":0}"));
    struct need need = {0};
    need_defaults(&need);
    cr_expect(need.fallback);
    cr_expect(eq(int, need.mentors_wanted, 1));
}

/* ---- limits: least and most are taken, one less and one more are not */

enum limit_kind { NUMBER, BYTES, TEXTS, OBJECTS };

static const struct limit {
    const struct shape *shape;
    const char *member;
    enum limit_kind kind;
    int64_t min, max;
} limits[] = {
    {&unit_shape, "parent_id", BYTES, 36, 36},
    {&unit_shape, "name", BYTES, 1, 200},
    {&programme_shape, "unit_id", BYTES, 36, 36},
    {&programme_shape, "name", BYTES, 1, 200},
    {&programme_shape, "rules", OBJECTS, 0, 1000},
    {&programme_shape, "minimum_bp", NUMBER, 0, 10000},
    {&programme_shape, "requests_live_max", NUMBER, 1, 50},
    {&programme_shape, "hours_each", NUMBER, 0, 1000},
    {&programme_shape, "draft_days", NUMBER, 1, 730},
    {&programme_shape, "answer_days", NUMBER, 1, 730},
    {&programme_shape, "info_days", NUMBER, 1, 730},
    {&programme_shape, "waiting_days", NUMBER, 1, 730},
    {&programme_shape, "start_days", NUMBER, 1, 730},
    {&programme_shape, "pause_days", NUMBER, 1, 730},
    {&programme_shape, "confirm_days", NUMBER, 1, 730},
    {&programme_shape, "reminder_days", NUMBER, 0, 365},
    {&mentor_offer_shape, "programme_id", BYTES, 36, 36},
    {&mentor_offer_shape, "mentor_id", BYTES, 36, 36},
    {&mentor_offer_shape, "seats", NUMBER, 1, 1000},
    {&mentor_offer_shape, "history", OBJECTS, 0, 200},
    {&need_shape, "student_id", BYTES, 36, 36},
    {&need_shape, "ranked", TEXTS, 0, 20},
    {&need_shape, "avoided", TEXTS, 0, 20},
    {&need_shape, "mentors_wanted", NUMBER, 1, 10},
    {&mentoring_request_shape, "mentor_id", BYTES, 36, 36},
    {&mentoring_request_shape, "message", BYTES, 0, 4000},
    {&mentoring_request_shape, "history", OBJECTS, 0, 200},
    {&mentorship_shape, "history", OBJECTS, 0, 200},
    {&event_order_shape, "reason_code", BYTES, 1, 40},
    {&event_order_shape, "note", BYTES, 1, 4000},
};

static void add_many(struct text *json, const char *unit, int64_t count)
{
    for (int64_t i = 0; i < count; i++)
        text_addf(json, "%s%s", i > 0 && unit[0] != 'a' ? "," : "", unit);
}

/* True when {"member": …} of that size has no fault at the member itself. */
static bool takes(const struct limit *limit, int64_t size)
{
    struct text json = {0};
    text_addf(&json, "{\"%s\":", limit->member);
    if (limit->kind == NUMBER)
        text_add_int(&json, size);
    text_add(&json, (const char *[]){"", "\"", "[", "["}[limit->kind]);
    add_many(&json, (const char *[]){"", "a", "\"\"", "{}"}[limit->kind],
             limit->kind == NUMBER ? 0 : size);
    text_add(&json, (const char *[]){"}", "\"}", "]}", "]}"}[limit->kind]);
    cr_assert(eq(int, text_status(&json), STATUS_OK));
    (void)!decode(limit->shape, DECODE_STORED, json.bytes, blank(limit->shape));
    text_free(&json);
    char where[80];
    snprintf(where, sizeof where, "/%s", limit->member);
    for (size_t i = 0; i < faults.count; i++)
        if (strcmp(faults.items[i].where, where) == 0)
            return false;
    return true;
}

Test(mentoring, limits_hold_to_the_last)
{
    for (size_t i = 0; i < SHAPE_COUNT(limits); i++) {
        const struct limit *limit = &limits[i];
        cr_expect(takes(limit, limit->min), "%s %s", limit->shape->name, limit->member);
        cr_expect(takes(limit, limit->max), "%s %s", limit->shape->name, limit->member);
        cr_expect(not(takes(limit, limit->max + 1)), "%s %s", limit->shape->name, limit->member);
        if (limit->kind == NUMBER || limit->min > 0)
            cr_expect(not(takes(limit, limit->min - 1)), "%s %s", limit->shape->name,
                      limit->member);
    }
}

/* ---- pages */

Test(mentoring, a_page_of_any_kind_shows_its_items_and_where_to_go_on)
{
    static const struct unit items[] = {{.name = "A", .version = 1}, {.name = "B", .version = 1}};
    struct object_list page = {items, 2, "next", 7};
    cr_expect(eq(str, T(encoded(&unit_list_shape, &page)),
                 "{\"items\":[{\"kind\":\"university\",\"name\":\"A\",\"version\":1},"
                 "{\"kind\":\"university\",\"name\":\"B\",\"version\":1}],"
                 "\"next_cursor\":\"next\",\"count\":7}"));
    struct object_list none = {0};
    static const struct shape *const uncounted[] = {&unit_list_uncounted_shape,
                                                    &programme_list_uncounted_shape,
                                                    &mentor_offer_list_uncounted_shape,
                                                    &need_list_uncounted_shape,
                                                    &mentoring_request_list_uncounted_shape,
                                                    &mentorship_list_uncounted_shape};
    for (size_t i = 0; i < SHAPE_COUNT(uncounted); i++)
        cr_expect(eq(str, T(encoded(uncounted[i], &none)), "{\"items\":[],\"next_cursor\":null}"));
}
