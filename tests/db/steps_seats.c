/* Seats, needs and hours: what an accept takes, whom it supersedes, why it is refused, and what the
 * ends of a mentorship give back. */
#include "tests/db/step_world.h"

static void start(void)
{
    set_up();
    step_now = TEST_NOW;
    found_university();
    active_offer(&ann);
    active_offer(&bo);
}

TestSuite(seats, .init = start, .fini = tear_down, .timeout = 120);

static void expect_seats(const struct id *mentor, const char *expected)
{
    EXPECT_SQL((char *)expected,
               "SELECT offer.seats_taken || ' ' || person.seats_taken || ' ' || "
               "coalesce(hours_year.hours, 0) FROM person JOIN mentor_offer AS offer ON "
               "offer.mentor_id = person.id LEFT JOIN hours_year ON person_id = person.id "
               "WHERE person.id = '%s'",
               mentor->text);
}

static void expect_need(const struct id *student, const char *expected)
{
    EXPECT_SQL((char *)expected,
               "SELECT concat_ws(' ', mentors_have, requests_live) FROM need "
               "WHERE student_id = '%s'",
               student->text);
}

/* ---- what an accept takes */

Test(seats, an_accept_takes_seats_and_hours_and_proposes_a_mentorship)
{
    struct id request = sent(&cas, &ann);
    expect_need(&cas, "0 1");
    expect_seats(&ann, "0 0 0");
    EXPECT_FIRED("mentoring_request", &request, "accept", "");
    expect_need(&cas, "1 0");
    expect_seats(&ann, "1 1 10");
    EXPECT_SQL("proposed 1 1791209600000 1790950400000 t t",
               "SELECT concat_ws(' ', m.state, m.version, to_ms(m.deadline_at), "
               "to_ms(m.reminder_at), m.student_id = r.student_id AND m.mentor_id = r.mentor_id, "
               "m.need_id = r.need_id AND m.offer_id = r.offer_id) "
               "FROM mentorship AS m JOIN mentoring_request AS r ON r.id = m.request_id");
    EXPECT_SQL("mentoring 10 2026 1790000000000",
               "SELECT concat_ws(' ', activity, hours, year, to_ms(hours_entry.created_at)) "
               "FROM hours_entry JOIN mentorship ON mentorship.id = object_id");
    EXPECT_SQL("create proposed staff", "SELECT concat_ws(' ', event, to_state, actor) FROM audit "
                                        "WHERE object = 'mentorship'");
    EXPECT_SQL("7", "SELECT substr(id::text, 15, 1) FROM mentorship");
    expect_agreement("accept");
}

Test(seats, the_feed_follows_who_has_fewer_seats)
{
    struct id request = sent(&cas, &ann);
    char before[100];
    snprintf(before, sizeof before, "%s", sql("SELECT pg_current_xact_id()"));
    EXPECT_FIRED("mentoring_request", &request, "accept", "");
    EXPECT_SQL("1 1",
               "SELECT count(*) || ' ' || (SELECT count(*) FROM mentor_offer WHERE changed_xid > "
               "'%s') FROM person WHERE changed_xid > '%s'",
               before, before);
}

Test(seats, hours_are_booked_in_the_year_of_the_accept_by_utc)
{
    step_now = 1798761599999; /* 2026-12-31T23:59:59.999Z */
    struct id request = sent(&cas, &ann);
    struct id other = sent(&dag, &ann);
    EXPECT_FIRED("mentoring_request", &request, "accept", "");
    step_now++;
    EXPECT_FIRED("mentoring_request", &other, "accept", "");
    EXPECT_SQL("2026 10, 2027 10",
               "SELECT string_agg(year || ' ' || hours, ', ' ORDER BY year) FROM hours_year");
    expect_agreement("accepts in two years");
}

Test(seats, a_programme_that_takes_no_hours_books_none)
{
    sql("UPDATE programme SET hours_each = 0");
    paired(&cas, &ann);
    EXPECT_SQL("0 0", "SELECT (SELECT count(*) FROM hours_year) || ' ' || "
                      "(SELECT count(*) FROM hours_entry)");
}

/* ---- why it is refused: what was done beforehand, and the word */

static const struct {
    const char *sql, *refused;
} refusals[] = {
    {"UPDATE mentor_offer SET seats_taken = seats", "no_seat"},
    {"UPDATE person SET seats = 1, seats_taken = 1", "no_seat"},
    {"UPDATE person SET seats = 0", "no_seat"},
    {"UPDATE person SET hours_max = 9", "hours_spent"},
    {"INSERT INTO hours_year SELECT id, 2026, 31, 40 FROM person", "hours_spent"},
    {"INSERT INTO hours_year SELECT id, 2026, 100, 0 FROM person", "hours_spent"},
    {"UPDATE need SET mentors_have = 1", "need_met"},
    {"UPDATE mentor_offer SET state = 'paused'", "offer_not_active"},
    {"UPDATE programme SET ends_on = '2026-09-20'", "programme_over"},
    {"INSERT INTO hours_year SELECT id, 2026, 30, 40 FROM person", ""},
    {"INSERT INTO hours_year SELECT id, 2025, 40, 40 FROM person", ""},
    {"UPDATE person SET hours_max = 10", ""},
    {"UPDATE person SET hours_max = 0", ""},
    {"UPDATE mentor_offer SET seats_taken = seats - 1", ""},
    {"UPDATE person SET seats = 1", ""},
};

Test(seats, an_accept_that_cannot_take_all_takes_nothing)
{
    for (size_t i = 0; i < SHAPE_COUNT(refusals); i++) {
        struct id request = sent(&cas, &ann);
        sql("%s", refusals[i].sql);
        cr_expect(eq(str, (char *)fire("mentoring_request", &request, "accept"),
                     (char *)refusals[i].refused),
                  "%s", refusals[i].sql);
        bool refused = refusals[i].refused[0] != '\0';
        cr_expect(eq(str, (char *)state_of("mentoring_request", &request),
                     refused ? "pending" : "accepted"));
        EXPECT_SQL(refused ? "0" : "1", "SELECT count(*) FROM mentorship");
        EXPECT_SQL(refused ? "1" : "0", "SELECT requests_live FROM need");
        sql("DELETE FROM need");
        sql("DELETE FROM hours_year");
        sql("UPDATE mentor_offer SET seats_taken = 0, state = 'active'");
        sql("UPDATE person SET seats_taken = 0, seats = 3, hours_max = 40");
        sql("UPDATE programme SET ends_on = '2027-06-30'");
    }
}

Test(seats, one_seat_is_taken_once)
{
    sql("UPDATE mentor_offer SET seats = 1");
    struct id first = sent(&cas, &ann);
    struct id second = sent(&dag, &ann);
    EXPECT_FIRED("mentoring_request", &second, "accept", "");
    EXPECT_FIRED("mentoring_request", &first, "accept", "no_seat");
    expect_agreement("two accepts of one seat");
}

Test(seats, a_mentor_s_own_seats_hold_over_all_programmes)
{
    sql("UPDATE person SET seats = 1 WHERE id = '%s'", ann.text);
    struct id first = sent(&cas, &ann);
    struct id here = programme;
    struct programme sample = sample_programme();
    sample.name = "Another";
    programme = added(&programmes, &sample);
    active_offer(&ann);
    struct id second = sent(&dag, &ann);
    EXPECT_FIRED("mentoring_request", &first, "accept", "");
    EXPECT_FIRED("mentoring_request", &second, "accept", "no_seat");
    programme = here;
    expect_agreement("two programmes");
}

/* ---- the others */

Test(seats, an_accept_that_meets_the_need_supersedes_the_student_s_other_requests)
{
    struct id eva = person_named("eva");
    active_offer(&eva);
    struct id wanted = sent(&cas, &ann);
    struct id rival = sent(&cas, &bo);
    struct id draft = drafted(&cas, &eva);
    struct id another = sent(&dag, &bo);
    EXPECT_FIRED("mentoring_request", &wanted, "accept", "");
    EXPECT_SQL("superseded another_accepted",
               "SELECT state || ' ' || reason_code FROM mentoring_request WHERE id = '%s'",
               rival.text);
    cr_expect(eq(str, (char *)state_of("mentoring_request", &draft), "superseded"));
    cr_expect(eq(str, (char *)state_of("mentoring_request", &another), "pending"));
    EXPECT_SQL("2",
               "SELECT count(*) FROM outbox WHERE notice = 'mentoring_request.supersede' "
               "AND object_id = '%s'",
               rival.text);
    EXPECT_SQL("step another_accepted none",
               "SELECT concat_ws(' ', actor, reason_code, coalesce(actor_id::text, 'none')) "
               "FROM audit WHERE event = 'supersede' AND object_id = '%s'",
               rival.text);
    expect_need(&cas, "1 0");
    expect_agreement("supersede");
}

Test(seats, a_need_of_two_mentors_keeps_its_other_requests_until_the_second)
{
    struct id eva = person_named("eva");
    active_offer(&eva);
    told_need(&cas, NULL, 0, false, 2);
    struct id first = sent(&cas, &ann);
    struct id second = sent(&cas, &bo);
    struct id third = sent(&cas, &eva);
    EXPECT_FIRED("mentoring_request", &first, "accept", "");
    cr_expect(eq(str, (char *)state_of("mentoring_request", &second), "pending"));
    EXPECT_FIRED("mentoring_request", &second, "accept", "");
    cr_expect(eq(str, (char *)state_of("mentoring_request", &third), "superseded"));
    expect_need(&cas, "2 0");
    expect_agreement("two mentors");
}

/* ---- what ends give back: seats taken of offer and person, hours; mentors the need has */

static const struct {
    const char *from, *event, *seats, *need;
} ends[] = {
    {"proposed", "void", "0 0 0", "0 0"},     {"proposed", "lapse", "0 0 0", "0 0"},
    {"active", "complete", "0 0 10", "1 0"},  {"paused", "complete", "0 0 10", "1 0"},
    {"active", "end_early", "0 0 10", "0 0"}, {"paused", "end_early", "0 0 10", "0 0"},
    {"active", "rematch", "0 0 10", "0 0"},   {"paused", "rematch", "0 0 10", "0 0"},
    {"active", "finish", "0 0 10", "1 0"},    {"paused", "give_up", "0 0 10", "0 0"},
    {"proposed", "start", "1 1 10", "1 0"},   {"active", "pause", "1 1 10", "1 0"},
    {"paused", "resume", "1 1 10", "1 0"},    {"active", "fits", "1 1 10", "1 0"},
    {"paused", "remind", "1 1 10", "1 0"},
};

Test(seats, each_end_gives_back_what_it_held_and_no_more)
{
    for (size_t i = 0; i < SHAPE_COUNT(ends); i++) {
        struct id mentorship = paired(&cas, &ann);
        if (strcmp(ends[i].from, "proposed") != 0)
            EXPECT_FIRED("mentorship", &mentorship, "start", "");
        if (strcmp(ends[i].from, "paused") == 0)
            EXPECT_FIRED("mentorship", &mentorship, "pause", "");
        EXPECT_FIRED("mentorship", &mentorship, ends[i].event, "");
        expect_seats(&ann, ends[i].seats);
        expect_need(&cas, ends[i].need);
        expect_agreement(ends[i].event);
        sql("DELETE FROM need");
        sql("DELETE FROM hours_year");
        sql("UPDATE mentor_offer SET seats_taken = 0");
        sql("UPDATE person SET seats_taken = 0");
    }
}

Test(seats, a_rematch_avoids_the_mentor_from_now_on)
{
    struct id mentorship = paired(&cas, &ann);
    EXPECT_FIRED("mentorship", &mentorship, "start", "");
    EXPECT_FIRED("mentorship", &mentorship, "rematch", "");
    EXPECT_SQL("t 2", "SELECT concat_ws(' ', avoided = '[\"%s\"]', version) FROM need", ann.text);
    EXPECT_SQL("change staff", "SELECT event || ' ' || actor FROM audit "
                               "WHERE object = 'need' AND version = 2");
    struct id again = drafted(&cas, &ann);
    EXPECT_FIRED("mentoring_request", &again, "submit", "avoided");
    expect_agreement("rematch");
}

/* ---- why a request is not sent */

static const struct {
    const char *sql, *refused;
} unsent[] = {
    {"UPDATE mentor_offer SET state = 'paused'", "offer_not_active"},
    {"UPDATE programme SET ends_on = '2026-09-20'", "programme_over"},
    {"UPDATE need SET mentors_have = 1", "need_met"},
    {"UPDATE need SET requests_live = 3", "too_many_live"},
    {"UPDATE programme SET rules = (SELECT jsonb_build_array(jsonb_build_object('rule', 'never', "
     "'student_id', student_id, 'mentor_id', mentor_id)) FROM mentoring_request)",
     "never"},
    {"UPDATE need SET avoided = (SELECT jsonb_build_array(mentor_id) FROM mentoring_request)",
     "avoided"},
    {"UPDATE programme SET ends_on = '2026-09-21'", ""},
    {"UPDATE need SET requests_live = 2", ""},
    {"UPDATE programme SET rules = (SELECT jsonb_build_array(jsonb_build_object('rule', 'never', "
     "'student_id', mentor_id, 'mentor_id', student_id)) FROM mentoring_request)",
     ""},
};

Test(seats, a_request_that_may_not_be_sent_stays_a_draft)
{
    for (size_t i = 0; i < SHAPE_COUNT(unsent); i++) {
        struct id request = drafted(&cas, &ann);
        sql("%s", unsent[i].sql);
        cr_expect(eq(str, (char *)fire("mentoring_request", &request, "submit"),
                     (char *)unsent[i].refused),
                  "%s", unsent[i].sql);
        bool refused = unsent[i].refused[0] != '\0';
        cr_expect(eq(str, (char *)state_of("mentoring_request", &request),
                     refused ? "draft" : "pending"));
        sql("DELETE FROM need");
        sql("UPDATE mentor_offer SET state = 'active'");
        sql("UPDATE programme SET ends_on = '2027-06-30', rules = '[]'");
    }
}
