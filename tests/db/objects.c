/* Objects by shape in PostgreSQL: what goes in comes out, what is made beside, what a change
 * changes, an audit row a version. */
#include "api/store/store_hours.h"
#include "tests/db/mentoring_world.h"

TestSuite(objects, .init = set_up, .fini = tear_down, .timeout = 120);

/* ---- in and out */

Test(objects, a_unit_comes_back_as_it_went_in)
{
    struct unit unit = {.kind = UNIT_UNIVERSITY, .name = "Delft"};
    university = added(&units, &unit);
    struct unit faculty = {.parent_id = university.text, .kind = UNIT_FACULTY, .name = "Bouwkunde"};
    struct id id = added(&units, &faculty);
    faculty.id = id.text;
    faculty.version = 1;
    struct unit found;
    read_back(&units, id.text, &found);
    cr_assert(eq(str, (char *)json_of(&units, &found), (char *)json_of(&units, &faculty)));
}

Test(objects, a_programme_comes_back_as_it_went_in)
{
    found_university();
    static const struct programme_rule rules[] = {{0, NOBODY, NOBODY}, {0, NOBODY, NOBODY}};
    struct programme full = sample_programme();
    full.weights = (struct own_weights){60, 30, 10, 0};
    full.rules = rules;
    full.rules_count = 2;
    full.minimum_bp = 5000;
    full.reminder_days = 0;
    struct id id = added(&programmes, &full);
    full.id = id.text;
    full.version = 1;
    struct programme found;
    read_back(&programmes, id.text, &found);
    cr_assert(eq(str, (char *)json_of(&programmes, &found), (char *)json_of(&programmes, &full)));
}

Test(objects, an_offer_begins_as_a_draft_with_a_deadline_and_a_history)
{
    found_university();
    struct mentor_offer offer = sample_offer(&ann);
    struct id id = added(&offers, &offer);
    struct mentor_offer found;
    read_back(&offers, id.text, &found);
    cr_assert(eq(str, (char *)found.state, "draft"));
    cr_assert(eq(i64, found.state_since, TEST_NOW));
    cr_assert(eq(i64, found.deadline_at, TEST_NOW + 30 * MOMENT_DAY_MS));
    cr_assert(eq(sz, found.conditions.languages_count, 2));
    cr_assert(eq(str, (char *)found.conditions.languages[0].language.code, "nl"));
    cr_assert(eq(int, found.conditions.fields[0].confidence, 93));
    cr_assert(eq(sz, found.history_count, 1));
    cr_expect(eq(str, (char *)found.history[0].event, "create"));
    cr_expect(eq(str, (char *)found.history[0].to_state, "draft"));
    cr_expect(eq(str, (char *)found.history[0].actor, "staff"));
    cr_expect(eq(i64, found.history[0].at, TEST_NOW));
    cr_expect(found.history[0].from_state == NULL && found.history[0].note == NULL);
}

Test(objects, a_need_comes_back_as_it_went_in)
{
    found_university();
    struct person person = sample_person("x");
    const char *ranked[] = {bo.text, ann.text};
    const char *avoided[] = {NOBODY};
    struct need full = {.programme_id = programme.text,
                        .student_id = cas.text,
                        .wishes = person.wishes,
                        .weights = {100, 0, 0, 0},
                        .ranked = ranked,
                        .ranked_count = 2,
                        .avoided = avoided,
                        .avoided_count = 1,
                        .mentors_wanted = 2};
    struct id id = added(&needs, &full);
    full.id = id.text;
    full.version = 1;
    struct need found;
    read_back(&needs, id.text, &found);
    cr_assert(eq(str, (char *)json_of(&needs, &found), (char *)json_of(&needs, &full)));
}

/* ---- requests */

Test(objects, a_request_finds_the_offer_and_the_choice_in_the_need)
{
    found_university();
    struct id offer = active_offer(&ann);
    const char *ranked[] = {bo.text, ann.text};
    struct need need = {.programme_id = programme.text,
                        .student_id = cas.text,
                        .ranked = ranked,
                        .ranked_count = 2,
                        .mentors_wanted = 1};
    struct id need_id = added(&needs, &need);
    struct mentoring_request request = sample_request(&cas, &ann);
    struct id id = added(&requests, &request);
    struct mentoring_request found;
    read_back(&requests, id.text, &found);
    cr_expect(eq(str, (char *)found.message, (char *)request.message));
    cr_expect(eq(str, (char *)found.state, "draft"));
    cr_expect(eq(int, found.choice, 2));
    cr_expect(eq(int, found.position, 0));
    cr_expect(eq(i64, found.deadline_at, TEST_NOW + 30 * MOMENT_DAY_MS));
    cr_expect(eq(sz, found.history_count, 1));
    const char *const column[][2] = {{"need_id", need_id.text}, {"offer_id", offer.text}};
    for (size_t i = 0; i < 2; i++) {
        cr_expect(eq(str, (char *)sql("SELECT %s FROM mentoring_request", column[i][0]),
                     (char *)column[i][1]));
    }
}

Test(objects, a_request_of_a_student_who_told_no_need_makes_one)
{
    found_university();
    active_offer(&ann);
    active_offer(&bo);
    struct mentoring_request request = sample_request(&cas, &ann);
    added(&requests, &request);
    request.mentor_id = bo.text;
    request.message = "";
    struct id second = added(&requests, &request);
    struct need *page = NULL;
    size_t count = 0;
    struct object_page ask = {.limit = 10, .party = cas.text, .units = "{}", .filters = "{}"};
    cr_assert(eq(int, store_object_page(db.store, &needs, &ask, db.arena, (void **)&page, &count),
                 STATUS_OK));
    cr_assert(eq(sz, count, 1));
    cr_expect(page[0].fallback);
    cr_expect(eq(int, page[0].mentors_wanted, 1));
    cr_expect(eq(int, page[0].version, 1));
    cr_expect(eq(chr, page[0].id[14], '7'));
    cr_expect(eq(str,
                 (char *)sql("SELECT object || event || actor || version FROM audit "
                             "WHERE object_id = '%s'",
                             page[0].id),
                 "needcreatestep1"));
    struct mentoring_request found;
    read_back(&requests, second.text, &found);
    cr_expect(found.message == NULL && found.choice == 0);
}

Test(objects, the_place_on_the_waiting_list_counts_those_who_came_before)
{
    found_university();
    active_offer(&ann);
    active_offer(&bo);
    struct id eva = person_named("eva");
    const struct id *students[] = {&cas, &dag, &eva};
    struct id ids[3];
    for (size_t i = 0; i < 3; i++) {
        struct mentoring_request request = sample_request(students[i], &ann);
        ids[i] = added(&requests, &request);
    }
    struct mentoring_request other = sample_request(&cas, &bo);
    struct id elsewhere = added(&requests, &other);
    /* dag came first; eva and cas at the same moment, so that their ids decide. */
    sql("UPDATE mentoring_request SET state = 'waitlisted'");
    sql("UPDATE mentoring_request SET state_since = state_since - interval '1 s' WHERE id = '%s'",
        ids[1].text);
    static const int32_t places[] = {2, 1, 3};
    struct mentoring_request found;
    for (size_t i = 0; i < 3; i++) {
        read_back(&requests, ids[i].text, &found);
        cr_expect(eq(int, found.position, places[i]), "%zu", i);
    }
    read_back(&requests, elsewhere.text, &found);
    cr_expect(eq(int, found.position, 1));
    sql("UPDATE mentoring_request SET state = 'pending' WHERE id = '%s'", ids[1].text);
    read_back(&requests, ids[2].text, &found);
    cr_expect(eq(int, found.position, 2));
    read_back(&requests, ids[1].text, &found);
    cr_expect(eq(int, found.position, 0));
}

/* ---- mentorships */

Test(objects, a_mentorship_shows_how_to_reach_both_and_its_request_leads_to_it)
{
    found_university();
    active_offer(&ann);
    struct id id = mentorship_of(&cas, &ann);
    struct mentorship found;
    read_back(&mentorships, id.text, &found);
    cr_expect(eq(str, (char *)found.student.name, "Željko d'Ångström"));
    cr_expect(eq(str, (char *)found.mentor.email, "z@example.org"));
    cr_expect(eq(str, (char *)found.student_fit, "fits"));
    cr_expect(found.mentor_fit == NULL);
    cr_expect(eq(i64, found.started_at, TEST_NOW));
    struct mentoring_request request;
    read_back(&requests, found.request_id, &request);
    cr_expect(eq(str, (char *)request.mentorship_id, id.text));
    cr_expect(eq(i64, request.deadline_at, 0));
}

Test(objects, the_history_tells_events_in_order_with_their_notes)
{
    found_university();
    struct mentor_offer offer = sample_offer(&ann);
    struct id id = added(&offers, &offer);
    sql("INSERT INTO audit (object, object_id, version, event, from_state, to_state, actor, "
        "reason_code, at) SELECT 'mentor_offer', '%s', n, 'pause', 'active', 'paused', 'mentor', "
        "'no_time', from_ms(1790000000000 + n) FROM generate_series(2, 300) AS n",
        id.text);
    sql("INSERT INTO note (object_id, version, text) VALUES ('%s', 300, 'Back \"in\" May\nÅsa')",
        id.text);
    struct mentor_offer found;
    read_back(&offers, id.text, &found);
    cr_assert(eq(sz, found.history_count, HISTORY_MAX));
    for (size_t i = 0; i < HISTORY_MAX; i++)
        cr_assert(eq(int, found.history[i].version, 101 + (int32_t)i));
    const struct object_event *last = &found.history[HISTORY_MAX - 1];
    cr_expect(eq(str, (char *)last->from_state, "active"));
    cr_expect(eq(str, (char *)last->reason_code, "no_time"));
    cr_expect(eq(str, (char *)last->note, "Back \"in\" May\nÅsa"));
    cr_expect(eq(i64, last->at, TEST_NOW + 300));
}

/* ---- changing */

Test(objects, each_kind_is_changed_in_what_it_lets_change)
{
    found_university();
    struct id offer_id = active_offer(&ann);
    struct unit unit = {.parent_id = university.text, .kind = UNIT_FACULTY, .name = "A"};
    struct id unit_id = added(&units, &unit);
    struct need need = {
        .programme_id = programme.text, .student_id = cas.text, .mentors_wanted = 1};
    struct id need_id = added(&needs, &need);
    struct mentoring_request request = sample_request(&cas, &ann);
    struct id request_id = added(&requests, &request);
    struct programme full;
    read_back(&programmes, programme.text, &full);
    struct mentor_offer offer;
    read_back(&offers, offer_id.text, &offer);

    const char *ranked[] = {ann.text};
    unit.name = "B";
    unit.kind = UNIT_CAMPUS;
    full.name = "C";
    full.weights = (struct own_weights){25, 25, 25, 25};
    full.answer_days = 3;
    offer.seats = 5;
    offer.conditions.fields_count = 0;
    need.ranked = ranked;
    need.ranked_count = 1;
    need.fallback = true;
    need.mentors_wanted = 3;
    request.message = NULL;
    const struct {
        const struct object_kind *kind;
        const char *id;
        const void *object;
        const char *shown;
    } rows[] = {
        {&units, unit_id.text, &unit, "kind || name"},
        {&programmes, programme.text, &full, "name || answer_days || (weights ->> 'field')"},
        {&offers, offer_id.text, &offer, "seats || state || (conditions ? 'fields')"},
        {&needs, need_id.text, &need,
         "jsonb_array_length(ranked) || fallback::text || mentors_wanted"},
        {&requests, request_id.text, &request, "coalesce(message, 'none') || state"},
    };
    static const char *const results[] = {"campusB", "C325", "5activefalse", "1true3", "nonedraft"};
    for (size_t i = 0; i < SHAPE_COUNT(rows); i++) {
        int32_t version = 77;
        const struct object_kind *kind = rows[i].kind;
        struct faults faults = faults_in(db.arena);
        /* Another version: nothing happens, and nothing is told but that. */
        cr_expect(eq(int, replace(kind, rows[i].id, 2, rows[i].object, &faults, &version),
                     STATUS_CONFLICT));
        cr_expect(eq(sz, faults.count, 0));
        cr_expect(eq(int, version, 77));
        cr_assert(
            eq(int, replace(kind, rows[i].id, 1, rows[i].object, &faults, &version), STATUS_OK),
            "%s: %s", kind->name, store_error(db.store));
        cr_expect(eq(int, version, 2));
        cr_expect(eq(
            str,
            (char *)sql("SELECT %s FROM %s WHERE id = '%s'", rows[i].shown, kind->name, rows[i].id),
            (char *)results[i]));
        cr_expect(
            eq(str,
               (char *)sql("SELECT string_agg(concat_ws(' ', object, version, event, "
                           "actor, actor_id, request_id, to_ms(at)), ', ' "
                           "ORDER BY version) FROM audit WHERE object_id = '%s' "
                           "AND version = 2",
                           rows[i].id),
               (char *)arena_printf(db.arena, "%s 2 change staff " NOBODY " 0a5e0001 1790000000000",
                                    kind->name)));
        cr_expect(
            eq(int, replace(kind, NOBODY, 1, rows[i].object, &faults, &version), STATUS_NOT_FOUND));
    }
    struct mentor_offer found;
    read_back(&offers, offer_id.text, &found);
    cr_expect(eq(sz, found.history_count, 2));
}

Test(objects, who_is_not_there_is_not_found)
{
    const struct object_kind *const kinds[] = {&units, &programmes, &offers,
                                               &needs, &requests,   &mentorships};
    static const char *const ids[] = {NOBODY, "", "me", "00000000-0000-0000-0000-00000000000g"};
    for (size_t i = 0; i < SHAPE_COUNT(kinds); i++)
        for (size_t j = 0; j < SHAPE_COUNT(ids); j++) {
            char object[1000] = {0};
            cr_expect(eq(int, store_object_get(db.store, kinds[i], ids[j], db.arena, object),
                         STATUS_NOT_FOUND));
        }
}

/* ---- the last day of a programme moves */

static const char *deadline(const char *table, const char *id)
{
    return sql("SELECT to_char(deadline_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') || ' ' "
               "|| version FROM %s WHERE id = '%s'",
               table, id);
}

static void end_on(int32_t version, date ends_on)
{
    struct programme full;
    read_back(&programmes, programme.text, &full);
    full.ends_on = ends_on;
    struct faults faults = faults_in(db.arena);
    int32_t version_new = 0;
    cr_assert(eq(int, replace(&programmes, programme.text, version, &full, &faults, &version_new),
                 STATUS_OK),
              "%s", store_error(db.store));
}

Test(objects, deadlines_follow_the_last_day_of_the_programme)
{
    found_university();
    struct id anns = active_offer(&ann);
    struct id mentorship = mentorship_of(&cas, &ann);
    struct mentor_offer draft = sample_offer(&bo);
    struct id bos = added(&offers, &draft);
    struct mentoring_request request = sample_request(&dag, &ann);
    struct id drafted = added(&requests, &request);
    sql("UPDATE mentoring_request SET reminder_at = deadline_at - interval '3 d' WHERE id = '%s'",
        drafted.text);
    const struct {
        date ends_on;
        const char *offer, *draft, *request, *mentorship, *reminder;
    } rows[] = {
        {20270731, "2027-08-01 2", "2026-10-21 1", "2026-10-21 1", "2027-08-01 2", "2026-10-18"},
        {20270731, "2027-08-01 2", "2026-10-21 1", "2026-10-21 1", "2027-08-01 2", "2026-10-18"},
        {20261010, "2026-10-11 3", "2026-10-11 2", "2026-10-11 2", "2026-10-11 3", "2026-10-08"},
        {20261231, "2027-01-01 4", "2026-10-11 2", "2026-10-11 2", "2027-01-01 4", "2026-10-08"},
    };
    for (size_t i = 0; i < SHAPE_COUNT(rows); i++) {
        end_on((int32_t)i + 1, rows[i].ends_on);
        cr_expect(eq(str, (char *)deadline("mentor_offer", anns.text), (char *)rows[i].offer));
        cr_expect(eq(str, (char *)deadline("mentor_offer", bos.text), (char *)rows[i].draft));
        cr_expect(
            eq(str, (char *)deadline("mentoring_request", drafted.text), (char *)rows[i].request));
        cr_expect(
            eq(str, (char *)deadline("mentorship", mentorship.text), (char *)rows[i].mentorship));
        cr_expect(eq(str,
                     (char *)sql("SELECT to_char(reminder_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') "
                                 "FROM mentoring_request WHERE id = '%s'",
                                 drafted.text),
                     (char *)rows[i].reminder));
    }
    cr_expect(eq(str,
                 (char *)sql("SELECT string_agg(concat_ws(' ', version, event, actor), ', ' "
                             "ORDER BY version) FROM audit WHERE object_id = '%s'",
                             anns.text),
                 "1 create staff, 2 change step, 3 change step, 4 change step"));
}

/* ---- hours */

Test(objects, hours_are_shown_by_year_the_latest_first)
{
    found_university();
    struct hours_list list = {0};
    cr_assert(eq(int, store_hours_get(db.store, NOBODY, db.arena, &list), STATUS_NOT_FOUND));
    cr_assert(eq(int, store_hours_get(db.store, ann.text, db.arena, &list), STATUS_OK));
    cr_assert(eq(sz, list.items_count, 0));
    sql("INSERT INTO hours_year (person_id, year, hours, hours_max) "
        "SELECT '%s', year, 12, 40 FROM generate_series(2025, 2027) AS year",
        ann.text);
    sql("INSERT INTO hours_entry (object_id, person_id, year, activity, hours, created_at) "
        "SELECT new_id(n), '%s', 2026, 'mentoring', n, from_ms(1790000000000 + n) "
        "FROM generate_series(1, 1001) AS n",
        ann.text);
    cr_assert(eq(int, store_hours_get(db.store, ann.text, db.arena, &list), STATUS_OK), "%s",
              store_error(db.store));
    cr_assert(eq(sz, list.items_count, 3));
    cr_expect(eq(int, list.items[0].year, 2027));
    cr_expect(eq(sz, list.items[0].entries_count, 0));
    cr_expect(eq(int, list.items[1].hours_max, 40));
    cr_assert(eq(sz, list.items[1].entries_count, HOURS_ENTRIES_MAX));
    const struct hours_entry *newest = &list.items[1].entries[0];
    cr_expect(eq(int, newest->hours, 1001));
    cr_expect(eq(str, (char *)newest->activity, "mentoring"));
    cr_expect(eq(i64, newest->created_at, TEST_NOW + 1001));
    cr_expect(store_id_valid(newest->object_id));
    cr_expect(eq(int, list.items[1].entries[999].hours, 2));
}
