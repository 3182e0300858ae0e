/* Reports: what they count, and that no figure is told, nor can be told from others, that is about
 * fewer people than it may. */
#include "tests/db/group_world.h"

#include "api/store/store_report.h"
#include "api/wire/report.h"

TestSuite(reports, .init = start, .fini = end, .timeout = 120);

#define PEOPLE_MIN 5

/* ---- asking */

static enum status ask(const char *statement, const struct shape *shape, const char *reach,
                       const char *unit_id, void **ret_rows, size_t *ret_count)
{
    bool countries = strcmp(statement, "report_supply") == 0;
    struct report_order order = {
        statement, shape,   countries ? seeds->taxonomies.of[SCHEME_PLACE] : NULL,
        reach,     unit_id, PEOPLE_MIN};
    return store_report(db.store, &order, TEST_NOW, db.arena, ret_rows, ret_count);
}

/* The rows as CSV without the header, by " / "; of supply those that begin so. */
static const char *told_of(const char *statement, const struct shape *shape, const char *start,
                           const char *reach, const char *unit_id)
{
    static char told[4000];
    struct text csv = {0};
    void *rows = NULL;
    size_t count = 0;
    enum status status = ask(statement, shape, reach, unit_id, &rows, &count);
    cr_assert(eq(int, status, STATUS_OK), "%s", store_error(db.store));
    report_csv(shape, rows, count, &csv);
    told[0] = '\0';
    for (char *line = strstr(csv.bytes, "\r\n") + 2; *line != '\0';) {
        char *end = strstr(line, "\r\n");
        *end = '\0';
        if (strncmp(line, start, strlen(start)) == 0)
            snprintf(told + strlen(told), sizeof told - strlen(told), "%s%s",
                     told[0] == '\0' ? "" : " / ", line);
        line = end + 2;
    }
    text_free(&csv);
    return told;
}

#define EXPECT_SUPPLY(start, expected)                                                             \
    cr_expect(eq(str, (char *)told_of("report_supply", &supply_row_shape, start, NULL, NULL),      \
                 (expected)))
#define EXPECT_OUTCOMES(expected)                                                                  \
    cr_expect(eq(str, (char *)told_of("report_outcomes", &outcomes_row_shape, "", NULL, NULL),     \
                 (expected)))
#define EXPECT_ANSWERS(expected)                                                                   \
    cr_expect(eq(                                                                                  \
        str, (char *)strchr(told_of("report_answers", &answers_row_shape, "", NULL, NULL), ','),   \
        (expected)))

/* ---- people, from..to of a number, as "p7" */

static void people(int from, int to, const char *role)
{
    sql("INSERT INTO person (id, external_id, role, place_confidence, country_confidence, remote, "
        "seats, created_at, updated_at) SELECT gen_random_uuid(), 'p' || i, '%s', 100, 100, false, "
        "3, from_ms(%lld), from_ms(%lld) FROM generate_series(%d, %d) AS i",
        role, (long long)TEST_NOW, (long long)TEST_NOW, from, to);
}

#define OF_PEOPLE                                                                                  \
    "(SELECT id FROM person WHERE external_id IN (SELECT 'p' || i FROM "                           \
    "generate_series(%d, %d) AS i))"

static void left(int from, int to, const char *programme_name, const char *field, const char *when)
{
    sql("INSERT INTO affiliation (person_id, position, kind, unit, programme, field_code, "
        "field_confidence, \"to\") SELECT id, (SELECT count(*) FROM affiliation WHERE person_id = "
        "person.id), 'degree', 'Delft', '%s', '%s', 100, '%s' FROM person WHERE id IN " OF_PEOPLE,
        programme_name, field, when, from, to);
}

static void worked(int from, int to, const char *industry, const char *began, const char *ended)
{
    sql("INSERT INTO employment (person_id, position, occupation_confidence, industry_code, "
        "industry_confidence, \"from\", \"to\") SELECT id, (SELECT count(*) FROM employment WHERE "
        "person_id = person.id), 0, '%s', 100, nullif('%s', ''), nullif('%s', '') FROM person "
        "WHERE id IN " OF_PEOPLE,
        industry, began, ended, from, to);
}

static void live(int from, int to, const char *place)
{
    sql("UPDATE person SET place_code = '%s' WHERE id IN " OF_PEOPLE, place, from, to);
}

static void hide(int from, int to, const char *field)
{
    sql("UPDATE person SET visibility = '[{\"field\":\"%s\",\"audience\":\"self\"}]' WHERE id "
        "IN " OF_PEOPLE,
        field, from, to);
}

static void nobody_yet(void)
{
    sql("DELETE FROM person");
}

/* ---- what may be told */

Test(reports, a_figure_of_fewer_people_is_hidden_and_nobody_is_zero)
{
    EXPECT_SQL("0 -1 -1 5 9 -1",
               "SELECT concat_ws(' ', report_figure(0, 0, 5), report_figure(1, 1, 5), "
               "report_figure(4, 4, 5), report_figure(5, 5, 5), report_figure(9, 5, 5), "
               "report_figure(9, 4, 5))");
}

Test(reports, no_part_can_be_told_from_the_others)
{
    static const struct {
        const char *figures, *told;
    } rows[] = {
        {"{0,0,0}", "{0,0,0}"},
        {"{4,4,0}", "{-1,-1,0}"}, /* the total is the part */
        {"{5,5,0}", "{5,5,0}"},   /* at the limit */
        {"{11,6,5}", "{11,6,5}"},
        {"{10,6,4}", "{10,-1,-1}"},          /* one alone would be the rest */
        {"{30,20,6,4}", "{30,20,-1,-1}"},    /* with it the smallest other */
        {"{14,1,2,5,6}", "{14,-1,-1,-1,6}"}, /* 3 of two parts are still too few */
        {"{20,2,3,15}", "{20,-1,-1,15}"},    /* 5 of two parts are enough */
        {"{4,2,2}", "{-1,-1,-1}"},           /* nothing more to hide */
        {"{9,0,9,0}", "{9,0,9,0}"},
        {"{6,3,3,0}", "{6,-1,-1,0}"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect(
            eq(str,
               (char *)sql("SELECT report_parts('%s', '%s', 5)", rows[i].figures, rows[i].figures),
               (char *)rows[i].told),
            "%s", rows[i].figures);
}

/* Whatever the parts: what is hidden is at least two, and of enough people, or the total is. */
Test(reports, parts_at_random_keep_the_rule)
{
    EXPECT_SQL(
        "0 2000",
        "WITH drawn AS (SELECT n, ARRAY(SELECT abs(hashint4(n * 7 + i)) %% 9 FROM "
        "generate_series(1, 4) AS i)::bigint[] AS parts FROM generate_series(1, 2000) AS n), "
        "told AS (SELECT parts, (SELECT sum(p) FROM unnest(parts) AS p) AS total, "
        "report_parts((SELECT sum(p) FROM unnest(parts) AS p)::bigint || parts, (SELECT "
        "sum(p) FROM unnest(parts) AS p)::bigint || parts, 5) AS told FROM drawn), judged "
        "AS (SELECT told[1] AS total, (SELECT count(*) FROM unnest(parts, told[2:]) AS "
        "row(p, t) WHERE t < 0) AS hidden, (SELECT coalesce(sum(p), 0) FROM unnest(parts, "
        "told[2:]) AS row(p, t) WHERE t < 0) AS people, (SELECT count(*) FROM unnest(parts, "
        "told[2:]) AS row(p, t) WHERE t BETWEEN 1 AND 4) AS shown FROM told) SELECT "
        "count(*) FILTER (WHERE shown > 0 OR (hidden > 0 AND total >= 0 AND (hidden < 2 OR "
        "people < 5))) || ' ' || count(*) FROM judged");
}

Test(reports, codes_are_told_at_the_level_of_reports)
{
    EXPECT_SQL("073 073 07 07 073 001 00 21 2",
               "SELECT concat_ws(' ', report_field('0732'), report_field('0730'), "
               "report_field('0700'), report_field('07'), report_field('073'), "
               "report_field('0011'), report_field('0000'), report_occupation('2142'), "
               "report_occupation('2'))");
}

/* ---- supply */

Test(reports, supply_counts_each_side_once_at_the_limit_and_hides_one_below)
{
    nobody_yet();
    people(1, 5, "alumnus");
    people(11, 14, "student");
    left(1, 5, "Bridges", "0732", "2011-06");
    left(1, 5, "Roads", "0730", "2013-06");
    left(11, 14, "Bridges", "0732", "2028");
    EXPECT_SUPPLY("field", "field,\"073\",\"\",hidden,0,0,5");
    people(15, 15, "student");
    left(15, 15, "Bridges", "0731", "2028");
    EXPECT_SUPPLY("field", "field,\"073\",\"\",5,0,0,5");
    sql("DELETE FROM person WHERE external_id = 'p1'");
    EXPECT_SUPPLY("field", "field,\"073\",\"\",5,0,0,hidden");
    sql("DELETE FROM person WHERE external_id = 'p15'");
    EXPECT_SUPPLY("", "");
}

Test(reports, supply_counts_students_by_their_wishes_where_they_have_any)
{
    nobody_yet();
    people(1, 12, "student");
    left(1, 12, "Bridges", "0732", "2028");
    sql("INSERT INTO wish (person_id, kind, position, code, confidence) SELECT id, 'fields', 0, "
        "'0421', 100 FROM person WHERE id IN " OF_PEOPLE,
        1, 5);
    sql("INSERT INTO wish (person_id, kind, position, code, confidence) SELECT id, 'occupations', "
        "0, '2611', 100 FROM person WHERE id IN " OF_PEOPLE,
        6, 10);
    EXPECT_SUPPLY("", "field,\"073\",\"\",7,0,0,0 / field,\"042\",\"\",5,0,0,0 / "
                      "occupation,\"26\",\"\",5,0,0,0");
    sql("INSERT INTO wish (person_id, kind, position, code, confidence) SELECT id, 'industries', "
        "0, '41', 100 FROM person WHERE id IN " OF_PEOPLE,
        1, 12); /* no report is about industries that are wished */
    EXPECT_SUPPLY("country", "");
    /* what staff may not see of them is not counted; a need says it anew */
    hide(1, 5, "wishes");
    EXPECT_SUPPLY("field", "field,\"073\",\"\",12,0,0,0");
    sql("INSERT INTO need (id, programme_id, student_id, wishes, ranked, avoided, fallback, "
        "mentors_wanted, created_at, updated_at) SELECT gen_random_uuid(), '%s', id, "
        "'{\"fields\":[{\"code\":\"0421\"}]}', '[]', '[]', true, 1, from_ms(0), from_ms(0) FROM "
        "person WHERE id IN " OF_PEOPLE,
        programme.text, 1, 6);
    EXPECT_SUPPLY("field", "field,\"042\",\"\",6,0,0,0 / field,\"073\",\"\",6,0,0,0");
    sql("UPDATE need SET mentors_have = 1 WHERE student_id IN " OF_PEOPLE, 1, 6);
    EXPECT_SUPPLY("field", "field,\"073\",\"\",12,0,0,0");
}

Test(reports, supply_tells_mentors_and_their_free_seats_beside_whom_to_ask)
{
    nobody_yet();
    people(1, 11, "alumnus");
    live(1, 11, DELFT);
    sql("INSERT INTO mentor_offer (id, programme_id, mentor_id, seats, seats_taken, conditions, "
        "state, state_since, deadline_at, created_at, updated_at) SELECT gen_random_uuid(), '%s', "
        "id, 5, 1, '{}', 'active', from_ms(0), from_ms(%lld), from_ms(0), from_ms(0) FROM person "
        "WHERE id IN " OF_PEOPLE,
        programme.text, (long long)TEST_NOW + 1000000000, 1, 5);
    sql("UPDATE person SET seats_taken = 1 WHERE id IN " OF_PEOPLE, 1, 5);
    EXPECT_SUPPLY("", "country,\"NL\",\"\",0,5,10,6 / place,\"" DELFT "\",\"\",0,5,10,6");
    sql("UPDATE mentor_offer SET state = 'paused' WHERE mentor_id IN " OF_PEOPLE, 1, 1);
    EXPECT_SUPPLY("country", "country,\"NL\",\"\",0,hidden,hidden,7");
}

/* A country less its places that are told: nobody, or enough. */
Test(reports, places_of_a_country_leave_nobody_or_enough_untold)
{
    nobody_yet();
    people(1, 20, "alumnus");
    live(1, 9, DELFT);
    live(10, 10, ROTTERDAM);
    EXPECT_SUPPLY("", "country,\"NL\",\"\",0,0,0,10");
    live(11, 14, "NL");
    EXPECT_SUPPLY("", "country,\"NL\",\"\",0,0,0,14 / place,\"" DELFT "\",\"\",0,0,0,9");
    live(10, 10, "NL");
    EXPECT_SUPPLY("place", "place,\"" DELFT "\",\"\",0,0,0,9");
    live(11, 14, DELFT);
    EXPECT_SUPPLY("", "country,\"NL\",\"\",0,0,0,14");
    live(10, 14, ROTTERDAM);
    EXPECT_SUPPLY("place",
                  "place,\"" ROTTERDAM "\",\"\",0,0,0,5 / place,\"" DELFT "\",\"\",0,0,0,9");
    live(15, 15, "NL");
    EXPECT_SUPPLY("place", "place,\"" DELFT "\",\"\",0,0,0,9");
}

Test(reports, supply_is_of_those_who_take_part_and_let_staff_see_it)
{
    nobody_yet();
    people(1, 8, "alumnus");
    live(1, 8, "NL");
    EXPECT_SUPPLY("country", "country,\"NL\",\"\",0,0,0,8");
    hide(1, 1, "place");
    EXPECT_SUPPLY("country", "country,\"NL\",\"\",0,0,0,7");
    sql("UPDATE person SET paused = true WHERE external_id = 'p2'");
    EXPECT_SUPPLY("country", "country,\"NL\",\"\",0,0,0,6");
    hide(1, 1, "employments");
    EXPECT_SUPPLY("country", "country,\"NL\",\"\",0,0,0,7");
}

/* ---- outcomes */

Test(reports, outcomes_tell_time_to_the_first_job_where_it_is_known)
{
    nobody_yet();
    people(1, 9, "alumnus");
    left(1, 9, "Bridges", "0732", "2020-06");
    EXPECT_OUTCOMES("\"Bridges\",\"073\",\"\",2020,9,0,hidden,\"\",\"\"");
    worked(1, 4, "41", "2020-09", "");
    EXPECT_OUTCOMES("\"Bridges\",\"073\",\"\",2020,9,hidden,hidden,\"\",\"\"");
    worked(5, 5, "41", "2019-01", "2021-01");
    EXPECT_OUTCOMES("\"Bridges\",\"073\",\"\",2020,9,5,3,\"41 5\",\"\"");
    worked(5, 5, "71", "2021-02", "");
    worked(6, 6, "41", "2018-01", "2019-12"); /* before it ended: no job after it */
    worked(7, 7, "41", "2021", "");           /* a year alone tells no months */
    EXPECT_OUTCOMES("\"Bridges\",\"073\",\"\",2020,9,6,3,\"\",\"\"");
    hide(1, 1, "employments");
    EXPECT_OUTCOMES("\"Bridges\",\"073\",\"\",2020,9,5,hidden,\"\",\"\"");
    hide(1, 1, "affiliations");
    EXPECT_OUTCOMES("\"Bridges\",\"073\",\"\",2020,8,5,hidden,\"\",\"\"");
}

Test(reports, outcomes_name_parts_of_enough_people_and_leave_enough_unnamed)
{
    nobody_yet();
    people(1, 30, "alumnus");
    left(1, 30, "Bridges", "0732", "2020-06");
    live(1, 12, DELFT);
    live(13, 20, ROTTERDAM);
    live(21, 24, OSLO);
    EXPECT_OUTCOMES("\"Bridges\",\"073\",\"\",2020,30,0,hidden,\"\",\"" DELFT " 12\"");
    live(25, 25, OSLO);
    EXPECT_OUTCOMES("\"Bridges\",\"073\",\"\",2020,30,0,hidden,\"\",\"" DELFT " 12; " ROTTERDAM
                    " 8; " OSLO " 5\"");
    live(26, 30, "2711537");
    EXPECT_OUTCOMES("\"Bridges\",\"073\",\"\",2020,30,0,hidden,\"\",\"" DELFT " 12; " ROTTERDAM
                    " 8; 2711537 5\"");
}

Test(reports, programmes_that_few_left_are_told_together_or_not)
{
    nobody_yet();
    people(1, 20, "alumnus");
    left(1, 5, "Bridges", "0732", "2020-06");
    left(6, 9, "Roads", "0732", "2020-06");
    left(10, 13, "Canals", "0731", "2020-07");
    left(14, 17, "Law", "0421", "2020");
    left(1, 4, "Roads", "0732", "2021-06");
    EXPECT_OUTCOMES("\"Bridges\",\"073\",\"\",2020,5,0,hidden,\"\",\"\" / "
                    "\"\",\"073\",\"\",2020,8,0,hidden,\"\",\"\"");
    left(5, 5, "Canals", "0731", "2021-06");
    left(1, 1, "Canals", "0731", "2021-07"); /* who left both is one of the five */
    EXPECT_OUTCOMES("\"\",\"073\",\"\",2021,5,0,hidden,\"\",\"\" / "
                    "\"Bridges\",\"073\",\"\",2020,5,0,hidden,\"\",\"\" / "
                    "\"\",\"073\",\"\",2020,8,0,hidden,\"\",\"\"");
}

Test(reports, who_tells_nothing_or_is_gone_is_in_no_report)
{
    nobody_yet();
    people(1, 6, "alumnus");
    left(1, 6, "Bridges", "0732", "2020-06");
    live(1, 6, "NL");
    sql("DELETE FROM affiliation WHERE person_id IN " OF_PEOPLE, 1, 1);
    EXPECT_OUTCOMES("\"Bridges\",\"073\",\"\",2020,5,0,hidden,\"\",\"NL 5\"");
    EXPECT_SUPPLY("country", "country,\"NL\",\"\",0,0,0,6");
    sql("DELETE FROM person WHERE external_id = 'p2'");
    EXPECT_OUTCOMES("");
    EXPECT_SUPPLY("country", "country,\"NL\",\"\",0,0,0,5");
}

/* ---- answers */

/* One request of each student to the mentor of the same number above 100, answered after hours. */
static void answered_so(int from, int to, const char *state, int hours)
{
    sql("WITH made AS (INSERT INTO mentoring_request (id, need_id, offer_id, programme_id, "
        "student_id, mentor_id, state, state_since, deadline_at, created_at, updated_at) SELECT "
        "gen_random_uuid(), need.id, offer.id, need.programme_id, need.student_id, "
        "offer.mentor_id, '%s', from_ms(3600000 * (100 + %d)), CASE WHEN '%s' = 'pending' THEN "
        "from_ms(%lld) END, from_ms(0), from_ms(0) FROM generate_series(%d, %d) AS i JOIN person "
        "AS student ON student.external_id = 'p' || i JOIN person AS mentor ON mentor.external_id "
        "= 'p' || (100 + i) JOIN need ON need.student_id = student.id JOIN mentor_offer AS offer "
        "ON offer.mentor_id = mentor.id RETURNING id) INSERT INTO audit (object, object_id, "
        "version, event, from_state, to_state, actor, at) SELECT 'mentoring_request', id, 2, "
        "'submit', 'draft', 'pending', 'student', from_ms(3600000 * 100) FROM made",
        state, hours, state, (long long)TEST_NOW + 1000000000, from, to);
}

static void pairs_to_ask(int count)
{
    nobody_yet();
    people(1, count, "student");
    people(101, 100 + count, "alumnus");
    sql("INSERT INTO need (id, programme_id, student_id, wishes, ranked, avoided, fallback, "
        "mentors_wanted, created_at, updated_at) SELECT gen_random_uuid(), '%s', id, '{}', '[]', "
        "'[]', true, 1, from_ms(0), from_ms(0) FROM person WHERE role = 'student'",
        programme.text);
    sql("INSERT INTO mentor_offer (id, programme_id, mentor_id, seats, conditions, state, "
        "state_since, deadline_at, created_at, updated_at) SELECT gen_random_uuid(), '%s', id, 5, "
        "'{}', 'active', from_ms(0), from_ms(%lld), from_ms(0), from_ms(0) FROM person WHERE role "
        "= 'alumnus'",
        programme.text, (long long)TEST_NOW + 1000000000);
}

Test(reports, answers_are_counted_timed_and_spread)
{
    pairs_to_ask(40);
    EXPECT_ANSWERS(",\"Mentoring 2026\",0,0,0,0,0,0,hidden,hidden,hidden,0,0,40,hidden");
    answered_so(1, 4, "accepted", 10);
    EXPECT_ANSWERS(",\"Mentoring 2026\",hidden,hidden,0,0,0,0,hidden,hidden,hidden,hidden,hidden,"
                   "36,hidden");
    answered_so(5, 5, "accepted", 20);
    EXPECT_ANSWERS(",\"Mentoring 2026\",5,5,0,0,0,0,100,10,hidden,5,5,35,hidden");
    answered_so(6, 10, "declined", 30);
    EXPECT_ANSWERS(",\"Mentoring 2026\",10,5,5,0,0,0,50,25,30,10,10,30,50");
    answered_so(11, 14, "expired", 99);
    EXPECT_ANSWERS(",\"Mentoring 2026\",14,hidden,5,hidden,0,0,hidden,25,30,14,14,26,36");
    answered_so(15, 15, "expired", 99);
    answered_so(16, 20, "withdrawn", 1);
    answered_so(21, 25, "pending", 1);
    EXPECT_ANSWERS(",\"Mentoring 2026\",25,5,5,5,5,5,33,25,30,25,25,15,20");
}

/* Twenty requests to one mentor are a figure about one person. */
Test(reports, many_requests_to_few_mentors_are_about_few)
{
    pairs_to_ask(20);
    answered_so(1, 20, "declined", 5);
    sql("UPDATE mentoring_request SET mentor_id = (SELECT id FROM person WHERE external_id = "
        "'p101'), offer_id = (SELECT id FROM mentor_offer WHERE mentor_id = (SELECT id FROM person "
        "WHERE external_id = 'p101'))");
    EXPECT_ANSWERS(",\"Mentoring 2026\",hidden,0,hidden,0,0,0,hidden,hidden,hidden,20,hidden,19,"
                   "hidden");
}

Test(reports, drafts_are_no_requests)
{
    pairs_to_ask(5);
    sql("INSERT INTO mentoring_request (id, need_id, offer_id, programme_id, student_id, "
        "mentor_id, state, state_since, deadline_at, created_at, updated_at) SELECT "
        "gen_random_uuid(), need.id, offer.id, need.programme_id, need.student_id, "
        "offer.mentor_id, 'draft', from_ms(0), from_ms(%lld), from_ms(0), from_ms(0) FROM need, "
        "mentor_offer AS offer",
        (long long)TEST_NOW + 1000000000);
    EXPECT_ANSWERS(",\"Mentoring 2026\",0,0,0,0,0,0,hidden,hidden,hidden,0,0,5,hidden");
}

/* ---- whose */

Test(reports, a_report_of_units_is_of_their_people_and_programmes)
{
    struct unit other = {.kind = UNIT_UNIVERSITY, .name = "Elsewhere"};
    struct id elsewhere = added(&units, &other);
    char both[100];
    char delft[50];
    snprintf(delft, sizeof delft, "{%s}", university.text);
    snprintf(both, sizeof both, "{%s,%s}", university.text, elsewhere.text);
    nobody_yet();
    people(1, 6, "alumnus");
    left(1, 6, "Bridges", "0732", "2020-06");
    const struct {
        const char *reach, *unit_id;
        bool there;
    } rows[] = {
        {NULL, NULL, true},
        {NULL, university.text, true},
        {NULL, elsewhere.text, false},
        {delft, NULL, true},
        {delft, university.text, true},
        {delft, elsewhere.text, false},
        {both, elsewhere.text, false},
        {both, university.text, true},
        {"{}", NULL, false},
        {"{}", university.text, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *const statements[] = {"report_supply", "report_answers", "report_outcomes"};
        const struct shape *const shapes[] = {&supply_row_shape, &answers_row_shape,
                                              &outcomes_row_shape};
        for (size_t k = 0; k < 3; k++) {
            void *found = NULL;
            size_t count = 0;
            cr_assert(eq(
                int, ask(statements[k], shapes[k], rows[i].reach, rows[i].unit_id, &found, &count),
                STATUS_OK));
            cr_expect(eq(int, count > 0, rows[i].there), "%s, row %zu", statements[k], i);
        }
    }
}

Test(reports, more_rows_than_a_report_has_are_too_many)
{
    static const char more[] =
        "INSERT INTO programme SELECT (jsonb_populate_record(programme, jsonb_build_object('id', "
        "gen_random_uuid(), 'name', 'Programme ' || i))).* FROM programme, generate_series(%d, %d) "
        "AS i WHERE programme.id = '%s'";
    void *rows = NULL;
    size_t count = 0;
    sql(more, 1, REPORT_ROWS_MAX - 1, programme.text);
    cr_expect(
        eq(int, ask("report_answers", &answers_row_shape, NULL, NULL, &rows, &count), STATUS_OK));
    cr_expect(eq(sz, count, REPORT_ROWS_MAX));
    sql(more, REPORT_ROWS_MAX, REPORT_ROWS_MAX, programme.text);
    cr_expect(eq(int, ask("report_answers", &answers_row_shape, NULL, NULL, &rows, &count),
                 STATUS_TOO_LARGE));
}
