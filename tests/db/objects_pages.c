/* Pages of objects: cursors, parties, filters, counts. */
#include "tests/db/mentoring_world.h"

TestSuite(objects_pages, .init = set_up, .fini = tear_down, .timeout = 120);

/* The numbers (i of ids[i]) of all objects that pages of that size show, each once. */
static const char *paged(const struct object_kind *kind, const struct id *ids, size_t id_count,
                         struct object_page page)
{
    struct text all = {0};
    text_add(&all, "");
    size_t count = page.limit;
    while (count == page.limit) {
        char *items = NULL;
        cr_assert(eq(int,
                     store_object_page(db.store, kind, &page, db.arena, (void **)&items, &count),
                     STATUS_OK),
                  "%s", store_error(db.store));
        for (size_t i = 0; i < count; i++) {
            page.after = *(const char **)(void *)(items + i * kind->shape->size); /* id is first */
            for (size_t j = 0; j < id_count; j++)
                if (strcmp(ids[j].text, page.after) == 0)
                    text_addf(&all, "%zu", j);
        }
    }
    const char *copy = arena_strdup(db.arena, all.bytes);
    text_free(&all);
    return copy;
}

static void expect_pages(const struct object_kind *kind, const struct id *ids, size_t id_count,
                         const char *party, const char *filters, const char *expected)
{
    for (size_t limit = 1; limit <= 5; limit += 2) {
        struct object_page page = {.limit = limit,
                                   .party = party,
                                   .units = party == NULL ? NULL : "{}",
                                   .filters = filters};
        int32_t count = -1;
        cr_expect(eq(str, (char *)paged(kind, ids, id_count, page), (char *)expected),
                  "%s %s limit %zu", kind->name, filters, limit);
        cr_assert(eq(int, store_object_count(db.store, kind, &page, &count), STATUS_OK));
        cr_expect(eq(int, count, (int)strlen(expected)), "%s %s", kind->name, filters);
    }
}

static const char *filter(const char *member, const char *value)
{
    return arena_printf(db.arena, "{\"%s\":\"%s\"}", member, value);
}

Test(objects_pages, pages_of_any_size_give_what_was_asked_for_once_in_order)
{
    found_university();
    struct unit faculty = {
        .parent_id = university.text, .kind = UNIT_FACULTY, .name = "Arkitektur Å"};
    struct id unit_ids[] = {university, added(&units, &faculty), {{0}}};
    faculty.parent_id = unit_ids[1].text;
    faculty.name = "100%";
    unit_ids[2] = added(&units, &faculty);
    struct programme other = sample_programme();
    other.unit_id = unit_ids[1].text;
    other.name = "Praktik";
    struct id programme_ids[] = {programme, added(&programmes, &other)};
    struct id offer_ids[] = {active_offer(&ann), active_offer(&bo), {{0}}};
    struct mentor_offer elsewhere = sample_offer(&ann);
    elsewhere.programme_id = programme_ids[1].text;
    offer_ids[2] = added(&offers, &elsewhere);
    struct id ship_ids[] = {mentorship_of(&cas, &ann), mentorship_of(&dag, &bo),
                            mentorship_of(&bo, &ann)};
    struct mentoring_request asked = sample_request(&cas, &bo);
    struct id request_ids[] = {added(&requests, &asked), {{0}}};
    asked.student_id = ann.text;
    request_ids[1] = added(&requests, &asked);
    /* As if it had been sent: a mentor sees no other. */
    sql("INSERT INTO audit (object, object_id, version, event, actor, at) "
        "VALUES ('mentoring_request', '%s', 2, 'submit', 'student', now())",
        request_ids[0].text);
    struct need plain = {
        .programme_id = programme_ids[1].text, .student_id = cas.text, .mentors_wanted = 1};
    struct id need_ids[] = {added(&needs, &plain), {{0}}};
    plain.student_id = dag.text;
    need_ids[1] = added(&needs, &plain);
    const char *in_second = filter("programme_id", programme_ids[1].text);
    const char *in_first = filter("programme_id", programme.text);
    const struct {
        const struct object_kind *kind;
        const struct id *ids;
        size_t id_count;
        const char *party, *filters, *expected;
    } rows[] = {
        {&units, unit_ids, 3, NULL, "{}", "012"},
        {&units, unit_ids, 3, cas.text, "{}", "012"},
        {&units, unit_ids, 3, NULL, filter("parent_id", university.text), "1"},
        {&units, unit_ids, 3, NULL, filter("q", "DEL"), "0"},
        {&units, unit_ids, 3, NULL, filter("q", "0%"), "2"},
        {&units, unit_ids, 3, NULL, filter("q", "'; --"), ""},
        {&programmes, programme_ids, 2, NULL, "{}", "01"},
        {&programmes, programme_ids, 2, ann.text, "{}", "01"},
        {&programmes, programme_ids, 2, NULL, filter("unit_id", unit_ids[1].text), "1"},
        {&programmes, programme_ids, 2, NULL, filter("q", "ment"), "0"},
        {&offers, offer_ids, 3, NULL, "{}", "012"},
        {&offers, offer_ids, 3, ann.text, "{}", "02"},
        {&offers, offer_ids, 3, cas.text, "{}", ""},
        {&offers, offer_ids, 3, NULL, in_second, "2"},
        {&offers, offer_ids, 3, NULL, filter("mentor_id", bo.text), "1"},
        {&offers, offer_ids, 3, ann.text, filter("state", "active"), "0"},
        {&needs, need_ids, 2, NULL, in_second, "01"},
        {&needs, need_ids, 2, dag.text, in_second, "1"},
        {&needs, need_ids, 2, ann.text, in_second, ""},
        {&requests, request_ids, 2, NULL, filter("state", "draft"), "01"},
        {&requests, request_ids, 2, ann.text, filter("state", "draft"), "1"},
        {&requests, request_ids, 2, bo.text, filter("state", "draft"), "0"},
        {&requests, request_ids, 2, cas.text, filter("mentor_id", bo.text), "0"},
        {&requests, request_ids, 2, NULL, in_second, ""},
        {&requests, request_ids, 2, dag.text, filter("state", "draft"), ""},
        {&mentorships, ship_ids, 3, NULL, in_first, "012"},
        {&mentorships, ship_ids, 3, bo.text, "{}", "12"},
        {&mentorships, ship_ids, 3, ann.text, filter("student_id", cas.text), "0"},
        {&mentorships, ship_ids, 3, NULL, filter("mentor_id", ann.text), "02"},
        {&mentorships, ship_ids, 3, NULL, filter("state", "paused"), ""},
    };
    for (size_t i = 0; i < SHAPE_COUNT(rows); i++)
        expect_pages(rows[i].kind, rows[i].ids, rows[i].id_count, rows[i].party, rows[i].filters,
                     rows[i].expected);
}

Test(objects_pages, a_page_shows_the_same_as_one_but_for_the_history)
{
    found_university();
    active_offer(&ann);
    mentorship_of(&cas, &ann);
    const struct object_kind *const kinds[] = {&units, &programmes, &offers,
                                               &needs, &requests,   &mentorships};
    for (size_t i = 0; i < SHAPE_COUNT(kinds); i++) {
        const struct object_kind *kind = kinds[i];
        struct object_page page = {.limit = 1, .filters = "{}"};
        void *item = NULL;
        size_t count = 0;
        cr_assert(
            eq(int, store_object_page(db.store, kind, &page, db.arena, &item, &count), STATUS_OK));
        cr_assert(eq(sz, count, 1));
        char *one = arena_alloc(db.arena, kind->shape->size);
        read_back(kind, *(const char **)item, one);
        const struct shape_field *history = shape_find(kind->shape, "history", 7);
        if (history != NULL)
            memset(one + history->count_offset, 0, sizeof(size_t));
        cr_expect(eq(str, (char *)json_of(kind, item), (char *)json_of(kind, one)));
    }
}

Test(objects_pages, what_is_no_id_is_no_place_in_a_list)
{
    found_university();
    const struct object_page pages[] = {
        {.limit = 5, .after = "x", .filters = "{}"},
        {.limit = 5, .filters = "{\"programme_id\":\"x\"}"},
    };
    active_offer(&ann);
    for (size_t i = 0; i < SHAPE_COUNT(pages); i++) {
        void *items = NULL;
        size_t count = 77;
        cr_expect(eq(int, store_object_page(db.store, &offers, &pages[i], db.arena, &items, &count),
                     STATUS_INVALID));
        cr_expect(eq(sz, count, 77));
    }
}
