/* The waiting list, what a mentor who pauses leaves, and the way to the next choice. */
#include "tests/db/step_world.h"

static struct id eva, fen, offer_of_ann, offer_of_bo;

static void start(void)
{
    set_up();
    step_now = TEST_NOW;
    found_university();
    eva = person_named("eva");
    fen = person_named("fen");
    offer_of_ann = active_offer(&ann);
    offer_of_bo = active_offer(&bo);
}

TestSuite(queue, .init = start, .fini = tear_down, .timeout = 120);

/* States and places on the list of a mentor, in order of the requests' ids. */
static void expect_line(const struct id *mentor, const char *expected)
{
    EXPECT_SQL((char *)expected,
               "SELECT string_agg(concat_ws(' ', state, nullif(position_of(r), 0)), ', ' "
               "ORDER BY id) FROM mentoring_request AS r WHERE mentor_id = '%s'",
               mentor->text);
}

/* The requests of a student, in the order in which they were made: whom, state. */
static void expect_way(const struct id *student, const char *expected)
{
    EXPECT_SQL((char *)expected,
               "SELECT string_agg(concat_ws(' ', mentor.external_id, r.state, "
               "nullif(r.choice, 0)), ', ' ORDER BY audit.id) FROM mentoring_request AS r "
               "JOIN person AS mentor ON mentor.id = r.mentor_id JOIN audit "
               "ON audit.object_id = r.id AND audit.version = 1 WHERE r.student_id = '%s'",
               student->text);
}

/* ---- the waiting list */

Test(queue, who_finds_no_free_seat_waits_in_line_and_is_promoted_in_order)
{
    sql("UPDATE mentor_offer SET seats = 1");
    struct id mentorship = paired(&cas, &ann);
    step_now += 1000;
    sent(&dag, &ann);
    step_now += 1000;
    struct id second = sent(&eva, &ann);
    step_now += 1000;
    sent(&fen, &ann);
    expect_line(&ann, "accepted, waitlisted 1, waitlisted 2, waitlisted 3");
    EXPECT_SQL("submit pending mentoring_request.submit, wait waitlisted mentoring_request.wait",
               "SELECT string_agg(concat_ws(' ', event, to_state, (SELECT min(notice) FROM outbox "
               "WHERE outbox.object_id = audit.object_id AND outbox.version = audit.version)), "
               "', ' ORDER BY version) FROM audit WHERE object_id = '%s' AND version > 1",
               second.text);
    cr_expect(eq(sz, tick(), 0));
    EXPECT_FIRED("mentorship", &mentorship, "void", "");
    cr_expect(eq(sz, tick(), 1));
    expect_line(&ann, "accepted, pending, waitlisted 1, waitlisted 2");
    cr_expect(eq(sz, tick(), 0));
    sql("UPDATE mentor_offer SET seats = 3");
    cr_expect(eq(sz, tick(), 2));
    expect_line(&ann, "accepted, pending, pending, pending");
    expect_agreement("promotions");
}

Test(queue, a_seat_counts_only_when_the_mentor_has_one_over_all_programmes)
{
    sql("UPDATE person SET seats = 1 WHERE id = '%s'", ann.text);
    paired(&cas, &ann);
    sent(&dag, &ann);
    expect_line(&ann, "accepted, waitlisted 1");
    cr_expect(eq(sz, tick(), 0));
    sql("UPDATE person SET seats = 2 WHERE id = '%s'", ann.text);
    cr_expect(eq(sz, tick(), 1));
    expect_line(&ann, "accepted, pending");
}

Test(queue, nobody_overtakes_those_who_wait)
{
    sql("UPDATE mentor_offer SET seats = 1");
    struct id mentorship = paired(&cas, &ann);
    sent(&dag, &ann);
    EXPECT_FIRED("mentorship", &mentorship, "void", "");
    step_now += 1000;
    sent(&eva, &ann); /* a seat is free, and dag waits for it */
    expect_line(&ann, "accepted, waitlisted 1, waitlisted 2");
    cr_expect(eq(sz, tick(), 1));
    expect_line(&ann, "accepted, pending, waitlisted 1");
}

Test(queue, a_mentor_puts_nobody_on_the_list_while_a_seat_is_free)
{
    struct id first = sent(&cas, &ann);
    struct id second = sent(&dag, &ann);
    EXPECT_FIRED("mentoring_request", &first, "wait", "seat_free");
    sql("UPDATE mentor_offer SET seats = 1");
    EXPECT_FIRED("mentoring_request", &first, "accept", "");
    EXPECT_FIRED("mentoring_request", &second, "wait", "");
    expect_line(&ann, "accepted, waitlisted 1");
    EXPECT_FIRED("mentoring_request", &second, "promote", "no_seat");
    expect_agreement("wait");
}

/* ---- pauses */

static const struct {
    const char *event, *reason;
} closings[] = {
    {"pause", "mentor_paused"},
    {"withdraw", "offer_withdrawn"},
    {"expire", "offer_expired"},
};

Test(queue, an_offer_that_closes_declines_its_live_requests_and_no_drafts)
{
    for (size_t i = 0; i < SHAPE_COUNT(closings); i++) {
        sql("UPDATE mentor_offer SET seats = 1, seats_taken = 0, state = 'active', "
            "deadline_at = coalesce(deadline_at, from_ms(%lld))",
            (long long)TEST_NOW);
        sql("UPDATE person SET seats_taken = 0");
        sql("DELETE FROM need");
        sql("DELETE FROM hours_year");
        struct id open = sent(&cas, &ann);
        struct id asked = sent(&dag, &ann);
        struct id draft = drafted(&fen, &ann);
        EXPECT_FIRED("mentoring_request", &asked, "ask_info", "");
        paired(&eva, &ann);
        struct id waiting = drafted(&bo, &ann);
        EXPECT_FIRED("mentoring_request", &waiting, "submit", "");
        cr_expect(eq(str, (char *)state_of("mentoring_request", &waiting), "waitlisted"));
        EXPECT_FIRED("mentor_offer", &offer_of_ann, closings[i].event, "");
        const struct id *const declined[] = {&open, &asked, &waiting};
        for (size_t j = 0; j < SHAPE_COUNT(declined); j++)
            EXPECT_SQL((char *)arena_printf(db.arena, "declined %s step 1", closings[i].reason),
                       "SELECT concat_ws(' ', state, r.reason_code, actor, (SELECT count(*) FROM "
                       "outbox WHERE outbox.object_id = r.id AND outbox.version = r.version)) "
                       "FROM mentoring_request AS r JOIN audit ON audit.object_id = r.id "
                       "AND audit.version = r.version WHERE r.id = '%s'",
                       declined[j]->text);
        cr_expect(eq(str, (char *)state_of("mentoring_request", &draft), "draft"));
        EXPECT_FIRED("mentoring_request", &draft, "submit", "offer_not_active");
        EXPECT_SQL("1", "SELECT count(*) FROM mentorship WHERE state = 'proposed'");
        expect_agreement(closings[i].event);
    }
}

/* ---- who takes no part in matching */

Test(queue, nothing_is_sent_to_or_from_who_is_paused_and_what_runs_goes_on)
{
    const char *const paused[] = {ann.text, cas.text};
    struct id draft = drafted(&cas, &ann);
    struct id running = paired(&eva, &ann);
    for (size_t i = 0; i < SHAPE_COUNT(paused); i++) {
        sql("UPDATE person SET paused = true WHERE id = '%s'", paused[i]);
        EXPECT_FIRED("mentoring_request", &draft, "submit", "not_matching");
        sql("UPDATE person SET paused = false");
    }
    sql("UPDATE person SET paused = true");
    EXPECT_FIRED("mentorship", &running, "start", "");
    sql("UPDATE person SET paused = false");
    EXPECT_FIRED("mentoring_request", &draft, "submit", "");
    expect_agreement("paused");
}

/* ---- the next choice */

Test(queue, a_decline_asks_the_next_choice_until_none_is_left)
{
    active_offer(&eva);
    const struct id *const ranked[] = {&ann, &bo, &eva, &fen}; /* fen offers nothing */
    struct id need = told_need(&cas, ranked, 4, true, 1);
    sent(&cas, &ann);
    static const char *const ways[] = {"ann declined 1, bo pending 2",
                                       "ann declined 1, bo declined 2, eva pending 3",
                                       "ann declined 1, bo declined 2, eva declined 3"};
    for (size_t i = 0; i < SHAPE_COUNT(ways); i++) {
        struct id open = id_by("SELECT id FROM mentoring_request WHERE state = 'pending'");
        EXPECT_SQL("0", "SELECT count(*) FROM outbox WHERE notice = 'need.choices_exhausted'");
        EXPECT_FIRED("mentoring_request", &open, "decline", "");
        expect_way(&cas, ways[i]);
        expect_agreement("decline");
    }
    EXPECT_SQL(cas.text,
               "SELECT person_id FROM outbox WHERE notice = 'need.choices_exhausted' "
               "AND object_id = '%s' AND version = 1",
               need.text);
    EXPECT_SQL("1", "SELECT count(DISTINCT message) FROM mentoring_request");
    EXPECT_SQL("create step draft, submit step pending fallback, decline staff declined",
               "SELECT string_agg(concat_ws(' ', event, actor, to_state, audit.reason_code), ', ' "
               "ORDER BY audit.version) FROM audit JOIN mentoring_request AS r ON r.id = object_id "
               "WHERE choice = 3");
}

/* What makes the second choice no choice; the third is then asked. */
static const char *const obstacles[] = {
    "UPDATE mentor_offer SET state = 'paused' FROM person "
    "WHERE person.id = mentor_id AND external_id = 'bo'",
    "UPDATE need SET avoided = (SELECT jsonb_build_array(id) FROM person WHERE external_id = 'bo')",
    "UPDATE programme SET rules = (SELECT jsonb_build_array(jsonb_build_object('rule', 'never', "
    "'student_id', student_id, 'mentor_id', person.id)) FROM need, person "
    "WHERE external_id = 'bo')",
};

Test(queue, a_choice_that_may_not_be_asked_is_passed_over)
{
    active_offer(&eva);
    const struct id *const ranked[] = {&ann, &bo, &eva};
    for (size_t i = 0; i < SHAPE_COUNT(obstacles); i++) {
        told_need(&cas, ranked, 3, true, 1);
        struct id open = sent(&cas, &ann);
        sql("%s", obstacles[i]);
        EXPECT_FIRED("mentoring_request", &open, "decline", "");
        expect_way(&cas, "ann declined 1, eva pending 3");
        sql("DELETE FROM need");
        sql("UPDATE mentor_offer SET state = 'active'");
        sql("UPDATE programme SET rules = '[]'");
    }
}

Test(queue, a_choice_without_a_free_seat_is_waited_for)
{
    sql("UPDATE mentor_offer SET seats = 1");
    paired(&dag, &bo);
    const struct id *const ranked[] = {&ann, &bo};
    told_need(&cas, ranked, 2, true, 1);
    struct id open = sent(&cas, &ann);
    EXPECT_FIRED("mentoring_request", &open, "decline", "");
    expect_way(&cas, "ann declined 1, bo waitlisted 2");
    expect_agreement("a next choice that is full");
}

/* Without fallback, with another request open, or taken back by the student: nobody is asked. */
Test(queue, nobody_is_asked_who_was_not_to_be)
{
    active_offer(&eva);
    const struct id *const ranked[] = {&ann, &bo, &eva};
    told_need(&cas, ranked, 3, false, 1);
    struct id open = sent(&cas, &ann);
    EXPECT_FIRED("mentoring_request", &open, "decline", "");
    expect_way(&cas, "ann declined 1");
    told_need(&dag, ranked, 3, true, 1);
    open = sent(&dag, &ann);
    struct id other = sent(&dag, &eva);
    EXPECT_FIRED("mentoring_request", &open, "decline", "");
    expect_way(&dag, "ann declined 1, eva pending 3");
    EXPECT_FIRED("mentoring_request", &other, "withdraw", "");
    expect_way(&dag, "ann declined 1, eva withdrawn 3");
    struct id draft = drafted(&dag, &bo);
    EXPECT_FIRED("mentoring_request", &draft, "expire", "");
    expect_way(&dag, "ann declined 1, eva withdrawn 3, bo expired 2");
    EXPECT_SQL("0", "SELECT count(*) FROM outbox WHERE notice = 'need.choices_exhausted'");
}

Test(queue, a_mentorship_called_off_asks_the_next_choice)
{
    static const struct {
        const char *before, *event;
    } rows[] = {{NULL, "void"}, {NULL, "lapse"}, {"start", "rematch"}};
    const struct id *const ranked[] = {&ann, &bo};
    for (size_t i = 0; i < SHAPE_COUNT(rows); i++) {
        told_need(&cas, ranked, 2, true, 1);
        struct id mentorship = paired(&cas, &ann);
        if (rows[i].before != NULL)
            EXPECT_FIRED("mentorship", &mentorship, rows[i].before, "");
        EXPECT_FIRED("mentorship", &mentorship, rows[i].event, "");
        expect_way(&cas, "ann accepted 1, bo pending 2");
        expect_agreement(rows[i].event);
        sql("DELETE FROM need");
    }
}

Test(queue, a_mentor_who_pauses_passes_requests_on_to_the_next_choices)
{
    const struct id *const ranked[] = {&ann, &bo};
    told_need(&cas, ranked, 2, true, 1);
    told_need(&dag, ranked, 2, true, 1);
    sent(&cas, &ann);
    sent(&dag, &ann);
    EXPECT_FIRED("mentor_offer", &offer_of_ann, "pause", "");
    expect_way(&cas, "ann declined 1, bo pending 2");
    expect_way(&dag, "ann declined 1, bo pending 2");
    EXPECT_FIRED("mentor_offer", &offer_of_bo, "pause", "");
    expect_way(&cas, "ann declined 1, bo declined 2");
    EXPECT_SQL("2", "SELECT count(*) FROM outbox WHERE notice = 'need.choices_exhausted'");
    expect_agreement("two pauses");
}
