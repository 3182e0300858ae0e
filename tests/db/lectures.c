/* Guest lectures: every event from every state, what a confirmation takes and gives back, what is
 * refused, deadlines, and many at once. */
#include "tests/db/step_world.h"

#include "api/store/store_erasure.h"
#include "api/wire/lecture.h"

#include <pthread.h>

#define HOUR ((moment)3600000)
#define DAY  MOMENT_DAY_MS

static const struct object_kind lecture_offers = {"lecture_offer", &lecture_offer_shape};
static const struct object_kind lecture_requests = {"lecture_request", &lecture_request_shape};
static const struct object_kind bookings = {"lecture_booking", &lecture_booking_shape};

static struct id lectures; /* the programme; ann and bo speak, cas and dag teach */

static void start(void)
{
    set_up();
    step_now = TEST_NOW;
    found_university();
    struct programme sample = sample_programme();
    sample.name = "Lectures 2026";
    sample.kind = PROGRAMME_LECTURES;
    sample.hours_each = 4;
    lectures = added(&programmes, &sample);
}

TestSuite(lectures, .init = start, .fini = tear_down, .timeout = 120);

/* ---- in a line each */

static struct lecture_offer sample_lecture_offer(const struct id *speaker)
{
    struct lecture_offer offer = {
        .programme_id = lectures.text, .speaker_id = speaker->text, .title = "Bridges"};
    lecture_offer_defaults(&offer);
    offer.notice_days = 0;
    return offer;
}

static struct id published(const struct lecture_offer *offer)
{
    struct id id = added(&lecture_offers, offer);
    EXPECT_FIRED("lecture_offer", &id, "publish", "");
    return id;
}

static struct id offered(const struct id *speaker)
{
    struct lecture_offer offer = sample_lecture_offer(speaker);
    offer.times_a_year = 100;
    return published(&offer);
}

static struct lecture_request sample_lecture_request(const struct id *teacher)
{
    struct lecture_request asked = {.programme_id = lectures.text,
                                    .teacher_id = teacher->text,
                                    .course = "Concrete",
                                    .earliest_on = 20260901,
                                    .latest_on = 20270131};
    lecture_request_defaults(&asked);
    return asked;
}

static struct id asked_for(const struct id *teacher)
{
    struct lecture_request asked = sample_lecture_request(teacher);
    struct id id = added(&lecture_requests, &asked);
    EXPECT_FIRED("lecture_request", &id, "open", "");
    return id;
}

static struct lecture_booking booking_at(const struct id *request, const struct id *offer,
                                         const struct id *teacher, moment starts_at)
{
    return (struct lecture_booking){.programme_id = lectures.text,
                                    .request_id = request->text,
                                    .offer_id = offer->text,
                                    .teacher_id = teacher->text,
                                    .starts_at = starts_at,
                                    .ends_at = starts_at + HOUR};
}

static struct id invited(const struct id *request, const struct id *offer, const struct id *teacher,
                         moment starts_at)
{
    struct lecture_booking booking = booking_at(request, offer, teacher, starts_at);
    return added(&bookings, &booking);
}

/* Of a new request of cas, an hour long. */
static struct id tentative(const struct id *offer, moment starts_at)
{
    struct id request = asked_for(&cas);
    struct id booking = invited(&request, offer, &cas, starts_at);
    EXPECT_FIRED("lecture_booking", &booking, "accept", "");
    return booking;
}

static struct id confirmed(const struct id *offer, moment starts_at)
{
    struct id booking = tentative(offer, starts_at);
    EXPECT_FIRED("lecture_booking", &booking, "confirm", "");
    return booking;
}

/* Why it is refused: the code of the one fault. */
static const char *refusal_of(const struct lecture_booking *booking)
{
    struct id id = new_id();
    struct faults faults = faults_in(db.arena);
    enum status status = add(&bookings, id.text, booking, &faults);
    cr_assert(status == STATUS_CONFLICT || status == STATUS_INVALID, "%s", store_error(db.store));
    cr_assert(eq(sz, faults.count, (size_t)1));
    return faults.items[0].code;
}

static struct id request_of(const struct id *booking)
{
    char query[120];
    snprintf(query, sizeof query, "SELECT request_id FROM lecture_booking WHERE id = '%s'",
             booking->text);
    return id_by(query);
}

#define EXPECT_STATE(object, id, expected)                                                         \
    cr_expect(eq(str, (char *)state_of((object), (id)), (expected)))
#define EXPECT_HOURS(expected)                                                                     \
    EXPECT_SQL(expected,                                                                           \
               "SELECT coalesce(string_agg(year || ' ' || hours, ', ' ORDER BY year), "            \
               "'') FROM hours_year WHERE person_id = '%s'",                                       \
               ann.text)

/* ---- every event from every state */

static void set_lecture_state(const struct lifecycle *lifecycle, const struct id *id,
                              const char *word)
{
    bool waits = lifecycle_state(lifecycle, word)->deadline != NULL;
    sql("UPDATE %s SET state = '%s', deadline_at = %s, reminder_at = NULL WHERE id = '%s'",
        lifecycle->object, word, waits ? "from_ms(1798000000000)" : "NULL", id->text);
    if (strcmp(lifecycle->object, "lecture_booking") != 0)
        return;
    sql("DELETE FROM hours_entry");
    sql("DELETE FROM hours_year");
    if (lifecycle_names("confirmed delivered closed", word)) {
        sql("INSERT INTO hours_year VALUES ('%s', 2026, 4, 40)", ann.text);
        sql("INSERT INTO hours_entry VALUES ('%s', '%s', 2026, 'lecture', 4, from_ms(1))", id->text,
            ann.text);
    }
}

/* Somebody who may. */
static enum actor_kind actor_for(const struct lifecycle_row *row)
{
    enum actor_kind actor = 0;
    while ((row->who & (1U << actor)) == 0)
        actor++;
    return actor;
}

static void expect_told(const struct lifecycle *lifecycle, const struct lifecycle_row *row,
                        const struct id *id, enum actor_kind actor)
{
    unsigned told = row->told & ~(1U << actor);
    EXPECT_SQL(
        (char *)arena_printf(db.arena, "%d %d", (told & BY_SPEAKER) != 0, (told & BY_TEACHER) != 0),
        "SELECT count(*) FILTER (WHERE person_id = '%s') || ' ' || "
        "count(*) FILTER (WHERE person_id = '%s') FROM outbox "
        "WHERE object_id = '%s' AND notice = '%s.%s'",
        ann.text, cas.text, id->text, lifecycle->object, row->event);
}

static void try_cell(const struct lifecycle *lifecycle, const struct lifecycle_row *row,
                     const struct lifecycle_state *from, const struct id *id)
{
    struct taking taking = taking_of(lifecycle->object, id->text, row->event, actor_for(row));
    taking.deed.now = TEST_NOW + 40 * DAY; /* when the lecture has begun */
    int version = atoi(sql("SELECT version FROM %s WHERE id = '%s'", lifecycle->object, id->text));
    const char *told = take(&taking);
    if (!lifecycle_allows(row, from->word)) {
        cr_expect(eq(str, (char *)told, "state"), "%s from %s", row->event, from->word);
        EXPECT_STATE(lifecycle->object, id, (char *)from->word);
        return;
    }
    cr_assert(eq(str, (char *)told, ""), "%s %s from %s", lifecycle->object, row->event,
              from->word);
    EXPECT_STATE(lifecycle->object, id, (char *)(row->to[0] == '\0' ? from->word : row->to));
    EXPECT_SQL((char *)arena_printf(db.arena, "%d %s %s", version + 1, row->event,
                                    actor_word(actor_for(row))),
               "SELECT concat_ws(' ', version, event, actor) FROM audit WHERE object_id = '%s' "
               "ORDER BY version DESC LIMIT 1",
               id->text);
    expect_told(lifecycle, row, id, actor_for(row));
}

/* A lecture of ann's in cas's course, 30 days from now. */
static const struct id *place(const struct lifecycle *lifecycle, const char *word)
{
    static struct id offer, request, booking;
    sql("TRUNCATE lecture_booking, lecture_request, lecture_offer, outbox CASCADE");
    sql("DELETE FROM hours_entry");
    sql("DELETE FROM hours_year");
    offer = offered(&ann);
    request = asked_for(&cas);
    booking = invited(&request, &offer, &cas, TEST_NOW + 30 * DAY);
    sql("DELETE FROM outbox");
    const struct id *id = strcmp(lifecycle->object, "lecture_offer") == 0     ? &offer
                          : strcmp(lifecycle->object, "lecture_request") == 0 ? &request
                                                                              : &booking;
    set_lecture_state(lifecycle, id, word);
    return id;
}

Test(lectures, every_event_moves_a_lecture_as_its_row_says_or_tells_its_state)
{
    static const char *const objects[] = {"lecture_offer", "lecture_request", "lecture_booking"};
    size_t cells = 0;
    for (size_t i = 0; i < 3; i++) {
        const struct lifecycle *lifecycle = lifecycle_find(objects[i]);
        for (const struct lifecycle_row *row = lifecycle->rows; row->event != NULL; row++)
            for (const struct lifecycle_state *at = lifecycle->states; at->word != NULL; at++) {
                try_cell(lifecycle, row, at, place(lifecycle, at->word));
                expect_agreement(row->event);
                cells++;
            }
    }
    cr_expect(eq(sz, cells, (size_t)(5 * 5 + 6 * 6 + 15 * 11)));
}

/* ---- the story */

Test(lectures, a_confirmation_takes_time_and_hours_and_fills_the_request)
{
    struct id of_ann = offered(&ann), of_bo = offered(&bo);
    struct id request = asked_for(&cas);
    moment at = TEST_NOW + 30 * DAY;
    struct id first = invited(&request, &of_ann, &cas, at);
    struct id rival = invited(&request, &of_bo, &cas, at);
    struct lecture_offer other = sample_lecture_offer(&bo);
    struct id unanswered_offer = published(&other);
    struct id unanswered = invited(&request, &unanswered_offer, &cas, at + HOUR);
    EXPECT_SQL("lecture_booking.invite 3",
               "SELECT notice || ' ' || count(*) FROM outbox WHERE notice LIKE '%%invite' "
               "GROUP BY notice");
    EXPECT_FIRED("lecture_booking", &first, "accept", "");
    EXPECT_FIRED("lecture_booking", &rival, "accept", "");
    EXPECT_HOURS("");
    EXPECT_FIRED("lecture_booking", &first, "confirm", "");
    EXPECT_HOURS("2026 4");
    EXPECT_STATE("lecture_request", &request, "filled");
    EXPECT_STATE("lecture_booking", &rival, "cancelled_host");
    EXPECT_STATE("lecture_booking", &unanswered, "withdrawn");
    EXPECT_FIRED("lecture_booking", &first, "deliver", "not_held_yet");
    step_now = at;
    EXPECT_FIRED("lecture_booking", &first, "deliver", "");
    struct taking said = taking_of("lecture_booking", first.text, "recommend", ACTOR_SPEAKER);
    cr_expect(eq(str, (char *)take(&said), ""));
    said = taking_of("lecture_booking", first.text, "mixed", ACTOR_TEACHER);
    cr_expect(eq(str, (char *)take(&said), ""));
    struct lecture_booking read;
    read_back(&bookings, first.text, &read);
    cr_expect(eq(str, (char *)(uintptr_t)read.speaker_feedback, "recommend"));
    cr_expect(eq(str, (char *)(uintptr_t)read.teacher_feedback, "mixed"));
    cr_expect(eq(str, (char *)(uintptr_t)read.course, "Concrete"));
    cr_expect(eq(str, (char *)(uintptr_t)read.title, "Bridges"));
    EXPECT_SQL("another_confirmed", "SELECT reason_code FROM lecture_booking WHERE id = '%s'",
               rival.text);
    expect_agreement("a lecture held");
}

Test(lectures, what_falls_through_gives_hours_back_and_opens_the_request_again)
{
    static const char *const events[] = {"cancel_speaker", "cancel_host", "no_show"};
    struct id offer = offered(&ann);
    for (size_t i = 0; i < 3; i++) {
        step_now = TEST_NOW;
        struct id booking = confirmed(&offer, TEST_NOW + (moment)(30 + i) * DAY);
        struct id request = request_of(&booking);
        EXPECT_HOURS("2026 4");
        step_now = TEST_NOW + (moment)(30 + i) * DAY;
        EXPECT_FIRED("lecture_booking", &booking, events[i], "");
        EXPECT_HOURS("2026 0");
        EXPECT_STATE("lecture_request", &request, "open");
        expect_agreement(events[i]);
    }
}

Test(lectures, hours_are_those_of_the_year_that_it_is_held_in)
{
    struct id offer = offered(&ann);
    confirmed(&offer, 1798758000000);            /* 2026-12-31T23:00:00Z */
    confirmed(&offer, 1798758000000 + 2 * HOUR); /* 2027-01-01T01:00:00Z */
    EXPECT_HOURS("2026 4, 2027 4");
    sql("UPDATE person SET hours_max = 7 WHERE id = '%s'", ann.text);
    struct id third = tentative(&offer, TEST_NOW + 20 * DAY);
    EXPECT_FIRED("lecture_booking", &third, "confirm", "hours_spent");
    EXPECT_STATE("lecture_booking", &third, "tentative");
    sql("UPDATE person SET hours_max = 8 WHERE id = '%s'", ann.text);
    EXPECT_FIRED("lecture_booking", &third, "confirm", "");
    EXPECT_HOURS("2026 8, 2027 4");
    expect_agreement("hours");
}

/* ---- what is refused */

Test(lectures, lectures_of_a_speaker_may_touch_and_not_overlap)
{
    struct id offer = offered(&ann), other = offered(&bo);
    moment at = TEST_NOW + 30 * DAY;
    confirmed(&offer, at);
    struct id before = tentative(&offer, at - HOUR);
    struct id after = tentative(&offer, at + HOUR);
    struct id early = tentative(&offer, at - HOUR + 1);
    struct id late = tentative(&offer, at + HOUR - 1);
    EXPECT_FIRED("lecture_booking", &before, "confirm", "");
    EXPECT_FIRED("lecture_booking", &after, "confirm", "");
    EXPECT_FIRED("lecture_booking", &early, "confirm", "overlaps");
    EXPECT_FIRED("lecture_booking", &late, "confirm", "overlaps");
    struct id of_another = tentative(&other, at);
    EXPECT_FIRED("lecture_booking", &of_another, "confirm", "");
    PGresult *result = PQexec(db.raw, "UPDATE lecture_booking SET state = 'confirmed' WHERE state "
                                      "= 'tentative'");
    cr_expect(eq(str, PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME),
                 "confirmed_lectures_of_a_speaker_do_not_overlap"));
    PQclear(result);
}

Test(lectures, an_offer_is_taken_as_often_as_it_says_in_a_year)
{
    struct lecture_offer twice = sample_lecture_offer(&ann);
    twice.times_a_year = 2;
    struct id offer = published(&twice);
    struct id requests_[4];
    struct id ids[3];
    for (size_t i = 0; i < 4; i++)
        requests_[i] = asked_for(&cas);
    for (size_t i = 0; i < 3; i++)
        ids[i] = invited(&requests_[i], &offer, &cas, TEST_NOW + (moment)(20 + i) * DAY);
    EXPECT_FIRED("lecture_booking", &ids[0], "accept", "");
    EXPECT_FIRED("lecture_booking", &ids[1], "accept", "");
    EXPECT_FIRED("lecture_booking", &ids[2], "accept", "times_spent");
    struct lecture_booking one = booking_at(&requests_[3], &offer, &cas, TEST_NOW + 50 * DAY);
    cr_expect(eq(str, (char *)refusal_of(&one), "times_spent"));
    one = booking_at(&requests_[3], &offer, &cas, 1798758000000 + 2 * HOUR); /* next year */
    added(&bookings, &one);
    EXPECT_FIRED("lecture_booking", &ids[0], "cancel_speaker", "");
    EXPECT_FIRED("lecture_booking", &ids[2], "accept", "");
}

Test(lectures, an_invitation_holds_to_request_and_offer)
{
    struct lecture_offer noticed = sample_lecture_offer(&ann);
    noticed.notice_days = 14;
    struct id offer = published(&noticed);
    struct id request = asked_for(&cas);
    struct id other_request = asked_for(&dag);
    moment soonest = TEST_NOW + 14 * DAY;
    struct lecture_booking one = booking_at(&request, &offer, &cas, soonest - 1);
    cr_expect(eq(str, (char *)refusal_of(&one), "too_soon"));
    one = booking_at(&other_request, &offer, &cas, soonest);
    cr_expect(eq(str, (char *)refusal_of(&one), "not_together"));
    one = booking_at(&request, &offer, &cas, 1801440000000); /* 2027-02-01T00:00:00Z */
    cr_expect(eq(str, (char *)refusal_of(&one), "outside_dates"));
    one = booking_at(&request, &offer, &cas, soonest);
    one.ends_at = one.starts_at + 5 * 60000 - 1;
    cr_expect(eq(str, (char *)refusal_of(&one), "a_lecture_takes_5_minutes_to_a_day"));
    one.ends_at = one.starts_at + DAY + 1;
    cr_expect(eq(str, (char *)refusal_of(&one), "a_lecture_takes_5_minutes_to_a_day"));
    one = booking_at(&request, &offer, &cas, 1801440000000 - 1);
    added(&bookings, &one);
    cr_expect(eq(str, (char *)refusal_of(&one), "a_request_has_one_live_booking_of_an_offer"));
    struct id own = asked_for(&ann);
    one = booking_at(&own, &offer, &ann, soonest);
    cr_expect(eq(str, (char *)refusal_of(&one), "nobody_lectures_in_their_own_course"));
    EXPECT_FIRED("lecture_offer", &offer, "pause", "");
    one = booking_at(&other_request, &offer, &dag, soonest);
    cr_expect(eq(str, (char *)refusal_of(&one), "offer_not_published"));
    EXPECT_FIRED("lecture_request", &other_request, "cancel", "");
    cr_expect(eq(str, (char *)refusal_of(&one), "request_not_open"));
    one.programme_id = programme.text;
    cr_expect(eq(str, (char *)refusal_of(&one), "not_together"));
}

Test(lectures, formats_go_together_or_not)
{
    /* of offer, of request, online: what is said */
    static const struct {
        int offer, request;
        bool online;
        const char *refusal;
    } rows[] = {
        {LECTURE_ON_SITE, LECTURE_EITHER, true, "other_format"},
        {LECTURE_EITHER, LECTURE_ON_SITE, true, "other_format"},
        {LECTURE_ONLINE, LECTURE_EITHER, false, "other_format"},
        {LECTURE_EITHER, LECTURE_ONLINE, false, "other_format"},
        {LECTURE_ONLINE, LECTURE_EITHER, true, NULL},
        {LECTURE_EITHER, LECTURE_ON_SITE, false, NULL},
    };
    for (size_t i = 0; i < SHAPE_COUNT(rows); i++) {
        struct lecture_offer offer = sample_lecture_offer(&ann);
        struct lecture_request asked = sample_lecture_request(&cas);
        offer.format = rows[i].offer;
        asked.format = rows[i].request;
        struct id offer_id = published(&offer);
        struct id request_id = added(&lecture_requests, &asked);
        EXPECT_FIRED("lecture_request", &request_id, "open", "");
        struct lecture_booking one = booking_at(&request_id, &offer_id, &cas, TEST_NOW + 20 * DAY);
        one.online = rows[i].online;
        if (rows[i].refusal == NULL)
            added(&bookings, &one);
        else
            cr_expect(eq(str, (char *)refusal_of(&one), (char *)(uintptr_t)rows[i].refusal),
                      "row %zu", i);
    }
}

Test(lectures, a_programme_of_another_kind_takes_none)
{
    struct lecture_offer offer = sample_lecture_offer(&ann);
    struct faults faults = faults_in(db.arena);
    struct id id = new_id();
    offer.programme_id = programme.text;
    cr_expect(eq(int, add(&lecture_offers, id.text, &offer, &faults), STATUS_INVALID));
    cr_expect(eq(str, (char *)(uintptr_t)faults.items[0].code,
                 "a_lecture_offer_is_made_in_a_programme_of_lectures"));
    struct mentor_offer seats = sample_offer(&ann);
    seats.programme_id = lectures.text;
    faults = faults_in(db.arena);
    cr_expect(eq(int, add(&offers, id.text, &seats, &faults), STATUS_INVALID));
    cr_expect(eq(str, (char *)(uintptr_t)faults.items[0].code,
                 "an_offer_of_seats_is_made_in_a_programme_of_mentoring"));
}

/* ---- the clock */

Test(lectures, the_clock_ends_what_nobody_answers_and_what_was_held)
{
    struct id offer = offered(&ann);
    struct id unanswered_request = asked_for(&cas);
    moment at = TEST_NOW + 30 * DAY;
    struct id unanswered = invited(&unanswered_request, &offer, &cas, at);
    struct id unconfirmed = tentative(&offer, at);
    struct id held = confirmed(&offer, at + DAY);
    step_now = TEST_NOW + 14 * DAY - 1;
    cr_expect(eq(sz, tick(), (size_t)1)); /* the reminder of the invitation */
    step_now++;
    tick();
    EXPECT_STATE("lecture_booking", &unanswered, "expired");
    step_now = at - 1;
    tick();
    EXPECT_STATE("lecture_booking", &unconfirmed, "tentative");
    step_now++;
    tick();
    EXPECT_STATE("lecture_booking", &unconfirmed, "expired");
    step_now = at + DAY + HOUR + 14 * DAY - 1;
    tick();
    EXPECT_STATE("lecture_booking", &held, "confirmed");
    step_now++;
    tick();
    EXPECT_STATE("lecture_booking", &held, "delivered");
    step_now += 14 * DAY;
    tick();
    EXPECT_STATE("lecture_booking", &held, "closed");
    EXPECT_HOURS("2026 4");
    expect_agreement("the clock");
}

Test(lectures, a_request_expires_after_its_last_day_and_takes_its_invitations_with_it)
{
    struct lecture_request asked = sample_lecture_request(&cas);
    asked.latest_on = 20260923;
    struct id request = added(&lecture_requests, &asked);
    EXPECT_FIRED("lecture_request", &request, "open", "");
    struct id offer = offered(&ann), other = offered(&bo);
    struct id booking = invited(&request, &offer, &cas, TEST_NOW + DAY);
    struct id said_yes = invited(&request, &other, &cas, 1790208000000 - HOUR);
    EXPECT_FIRED("lecture_booking", &said_yes, "accept", "");
    sql("UPDATE lecture_booking SET deadline_at = from_ms(1795000000000)");
    step_now = 1790208000000 - 1; /* 2026-09-24T00:00:00Z, less a millisecond */
    tick();
    EXPECT_STATE("lecture_request", &request, "open");
    step_now++;
    tick();
    EXPECT_STATE("lecture_request", &request, "expired");
    EXPECT_STATE("lecture_booking", &booking, "withdrawn");
    EXPECT_STATE("lecture_booking", &said_yes, "cancelled_host");
    struct id draft = added(&lecture_requests, &asked);
    EXPECT_FIRED("lecture_request", &draft, "open", "dates_over");
}

Test(lectures, deadlines_follow_the_programme_and_the_days_of_the_request)
{
    struct programme shorter;
    struct id offer = offered(&ann);
    struct id request = asked_for(&cas);
    struct id booking = confirmed(&offer, TEST_NOW + 30 * DAY);
    int32_t version = 0;
    struct faults faults = faults_in(db.arena);
    read_back(&programmes, lectures.text, &shorter);
    shorter.ends_on = 20261025;
    cr_assert(eq(int,
                 replace(&programmes, lectures.text, shorter.version, &shorter, &faults, &version),
                 STATUS_OK));
    EXPECT_SQL("1792972800000 1792972800000 1792972800000",
               "SELECT concat_ws(' ', to_ms(o.deadline_at), to_ms(r.deadline_at), "
               "to_ms(b.deadline_at)) FROM lecture_offer AS o, lecture_request AS r, "
               "lecture_booking AS b WHERE o.id = '%s' AND r.id = '%s' AND b.id = '%s'",
               offer.text, request.text, booking.text);
    shorter.ends_on = 20270630;
    cr_assert(eq(int, replace(&programmes, lectures.text, version, &shorter, &faults, &version),
                 STATUS_OK));
    EXPECT_SQL("1814400000000 1801440000000",
               "SELECT concat_ws(' ', to_ms(o.deadline_at), to_ms(r.deadline_at)) "
               "FROM lecture_offer AS o, lecture_request AS r WHERE o.id = '%s' AND r.id = '%s'",
               offer.text, request.text);
    expect_agreement("a programme changed");
}

Test(lectures, what_is_paused_declines_who_invites)
{
    struct id offer = offered(&ann);
    struct id request = asked_for(&cas);
    struct id booking = invited(&request, &offer, &cas, TEST_NOW + 30 * DAY);
    EXPECT_FIRED("lecture_offer", &offer, "pause", "");
    EXPECT_SQL("declined speaker_paused",
               "SELECT state || ' ' || reason_code FROM lecture_booking WHERE id = '%s'",
               booking.text);
}

/* ---- erasure */

static enum status erase_in(struct store *store, void *context)
{
    const struct erasure_order order = {.id = context};
    return store_erase(store, &deed, &order, NULL);
}

static void erase(struct id id)
{
    cr_assert(eq(int, store_transaction(db.store, erase_in, id.text), STATUS_OK), "%s",
              store_error(db.store));
}

Test(lectures, who_is_erased_ends_what_they_were_to_hold)
{
    struct id offer = offered(&ann), of_bo = offered(&bo);
    struct id booking = confirmed(&offer, TEST_NOW + 30 * DAY);
    struct id request = request_of(&booking);
    struct id by_dag = asked_for(&dag);
    struct id with_dag = invited(&by_dag, &of_bo, &dag, TEST_NOW + 30 * DAY);
    EXPECT_FIRED("lecture_booking", &with_dag, "accept", "");
    EXPECT_FIRED("lecture_booking", &with_dag, "confirm", "");
    erase(ann);
    EXPECT_STATE("lecture_offer", &offer, "withdrawn");
    EXPECT_STATE("lecture_booking", &booking, "cancelled_speaker");
    EXPECT_STATE("lecture_request", &request, "open");
    EXPECT_SQL("erased {}", "SELECT title || ' ' || topics FROM lecture_offer WHERE id = '%s'",
               offer.text);
    erase(dag);
    EXPECT_STATE("lecture_booking", &with_dag, "cancelled_host");
    EXPECT_STATE("lecture_request", &by_dag, "cancelled");
    EXPECT_SQL("erased", "SELECT course FROM lecture_request WHERE id = '%s'", by_dag.text);
    expect_agreement("erasures");
}

/* ---- 50 at once */

#define MANY 50

struct confirming {
    pthread_t thread;
    struct store *store;
    struct taking taking;
    enum status status;
};

static void *confirm(void *context)
{
    struct confirming *one = context;
    one->status = store_transaction(one->store, take_in, &one->taking);
    return NULL;
}

Test(lectures, of_fifty_confirmations_of_overlapping_times_one_wins)
{
    static struct confirming all[MANY];
    static struct id ids[MANY];
    struct id offer = offered(&ann);
    size_t won = 0;
    size_t overlapping = 0;
    for (size_t i = 0; i < MANY; i++)
        ids[i] = tentative(&offer, TEST_NOW + 30 * DAY + (moment)i * 60000);
    for (size_t i = 0; i < MANY; i++) {
        all[i].taking = taking_of("lecture_booking", ids[i].text, "confirm", ACTOR_STAFF);
        all[i].taking.faults = faults_in(db.arena);
        cr_assert(eq(int, store_open(db.url, &all[i].store), STATUS_OK));
    }
    for (size_t i = 0; i < MANY; i++)
        cr_assert(eq(int, pthread_create(&all[i].thread, NULL, confirm, &all[i]), 0));
    for (size_t i = 0; i < MANY; i++)
        pthread_join(all[i].thread, NULL);
    for (size_t i = 0; i < MANY; i++) {
        won += all[i].status == STATUS_OK;
        overlapping += all[i].status == STATUS_CONFLICT &&
                       strcmp(all[i].taking.faults.items[0].code, "overlaps") == 0;
        store_close(all[i].store);
    }
    cr_expect(eq(sz, won, (size_t)1));
    cr_expect(eq(sz, overlapping, (size_t)(MANY - 1)));
    EXPECT_SQL("1", "SELECT count(*) FROM lecture_booking WHERE state = 'confirmed'");
    EXPECT_HOURS("2026 4");
    expect_agreement("fifty confirmations");
}
