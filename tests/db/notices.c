/* Notices in the outbox: what api/store/store_notice.h promises. */
#include "tests/db/step_world.h"

#include "api/store/store_notice.h"

#define TEXT(string) ((char *)(uintptr_t)(string))
#define MINUTE       ((store_time)60000)
#define DAY          (24 * 60 * MINUTE)
#define DAYS         7 /* of the setting */

static struct id request;

/* Of a request that staff sent, the mentor and the student are told. */
static void set_up_request(void)
{
    set_up();
    step_now = TEST_NOW;
    found_university();
    (void)active_offer(&ann);
    (void)told_need(&cas, NULL, 0, false, 1);
    request = sent(&cas, &ann);
    EXPECT_SQL("2", "SELECT count(*) FROM outbox");
}

TestSuite(notices, .init = set_up_request, .fini = tear_down, .timeout = 60);

struct batch {
    struct notice *notices;
    size_t count;
};

static struct batch taken_from(struct store *store, store_time now)
{
    struct batch batch = {NULL, 0};
    cr_assert(eq(int, store_notice_take(store, now, DAYS, db.arena, &batch.notices, &batch.count),
                 STATUS_OK),
              "%s", store_error(store));
    return batch;
}

static struct batch taken(store_time now)
{
    return taken_from(db.store, now);
}

static int64_t waiting(void)
{
    int64_t count = -1;
    cr_assert(eq(int, store_notice_waiting(db.store, &count), STATUS_OK));
    return count;
}

/* One notice alone, to the mentor. */
static void leave_one(void)
{
    sql("DELETE FROM outbox WHERE person_id <> '%s'", ann.text);
}

static struct notice one(store_time now)
{
    struct batch batch = taken(now);
    cr_assert(eq(sz, batch.count, 1));
    return batch.notices[0];
}

/* ---- taking */

Test(notices, it_says_what_is_told_to_whom_and_until_when)
{
    struct batch batch = taken(TEST_NOW);
    cr_assert(eq(sz, batch.count, 2));
    int64_t deadline = strtoll(sql("SELECT to_ms(deadline_at) FROM mentoring_request"), NULL, 10);
    for (size_t i = 0; i < 2; i++) {
        const struct notice *notice = &batch.notices[i];
        bool mentor = strcmp(notice->party, "mentor") == 0;
        cr_expect(eq(str, TEXT(notice->word), TEXT("mentoring_request.submit")));
        cr_expect(eq(
            str, TEXT(notice->email),
            TEXT(sql("SELECT email FROM person WHERE id = '%s'", mentor ? ann.text : cas.text))));
        cr_expect(eq(i64, notice->deadline, deadline));
        cr_expect(eq(i64, notice->tries, 1));
        cr_expect(eq(int, (int)notice->failed, NOTICE_NONE));
        cr_expect(eq(sz, strlen(notice->message_id), NOTICE_ID_SIZE - 1));
    }
    cr_expect(ne(str, TEXT(batch.notices[0].party), TEXT(batch.notices[1].party)));
    cr_expect(ne(str, batch.notices[0].message_id, batch.notices[1].message_id));
}

Test(notices, a_deadline_that_the_object_has_no_more_is_not_told)
{
    leave_one();
    EXPECT_FIRED("mentoring_request", &request, "ask_info", "");
    sql("DELETE FROM outbox WHERE notice <> 'mentoring_request.submit'");
    cr_expect(eq(i64, one(TEST_NOW).deadline, 0));
}

Test(notices, what_one_sender_took_no_other_takes_until_its_time_is_over)
{
    struct store *other = NULL;
    cr_assert(eq(int, store_open(db.url, &other), STATUS_OK));
    struct batch first = taken(TEST_NOW);
    cr_expect(eq(sz, taken_from(other, TEST_NOW + NOTICE_TAKEN_MS - 1).count, 0));
    struct batch again = taken_from(other, TEST_NOW + NOTICE_TAKEN_MS);
    cr_assert(eq(sz, again.count, 2));
    for (size_t i = 0; i < 2; i++) {
        cr_expect(eq(str, again.notices[i].message_id, first.notices[i].message_id));
        cr_expect(eq(i64, again.notices[i].tries, 2));
    }
    store_close(other);
}

Test(notices, senders_at_the_same_time_share_the_work)
{
    struct store *other = NULL;
    cr_assert(eq(int, store_open(db.url, &other), STATUS_OK));
    database_sql(db.raw, "BEGIN");
    sql("SELECT id FROM outbox WHERE person_id = '%s' FOR UPDATE", ann.text);
    struct batch batch = taken_from(other, TEST_NOW);
    cr_assert(eq(sz, batch.count, 1));
    cr_expect(eq(str, TEXT(batch.notices[0].party), TEXT("student")));
    database_sql(db.raw, "COMMIT");
    cr_expect(eq(str, TEXT(one(TEST_NOW).party), TEXT("mentor")));
    store_close(other);
}

Test(notices, a_batch_is_as_large_as_it_may_be_and_the_oldest_come_first)
{
    sql("DELETE FROM outbox");
    sql("INSERT INTO outbox (notice, object_id, version, person_id, created_at) SELECT 'n' || i, "
        "'%s', i, '%s', from_ms(%lld) FROM generate_series(1, 60) AS i",
        request.text, ann.text, (long long)TEST_NOW);
    cr_expect(eq(sz, taken(TEST_NOW).count, NOTICE_BATCH));
    EXPECT_SQL("n51 n60 10",
               "SELECT concat_ws(' ', min(notice), max(notice), count(*)) FROM outbox WHERE "
               "tries = 0");
    cr_expect(eq(sz, taken(TEST_NOW).count, 10));
}

/* ---- what may not be sent */

static void say(const struct id *person, const char *basis, const char *state)
{
    sql("INSERT INTO consent (id, person_id, purpose, channel, basis, text_version, given_at, "
        "state, state_since, created_at, updated_at) VALUES (new_id(0), '%s', 'mentoring_mail', "
        "'email', '%s', '2026-09', to_timestamp(1), '%s', to_timestamp(1), to_timestamp(1), "
        "to_timestamp(1))",
        person->text, basis, state);
}

static void expect_given_up(enum notice_failure why)
{
    struct notice notice = one(TEST_NOW);
    cr_expect(eq(int, (int)notice.failed, (int)why));
    cr_expect(eq(i64, notice.tries, 0));
    cr_expect(eq(i64, waiting(), 0));
    EXPECT_SQL((char *)(uintptr_t)notice_failure_word(why), "SELECT failed FROM outbox");
}

Test(notices, who_objected_is_not_written_to)
{
    leave_one();
    say(&ann, "objection", "given");
    expect_given_up(NOTICE_NO_BASIS);
}

Test(notices, who_withdrew_a_consent_is_not_written_to)
{
    leave_one();
    say(&ann, "consent", "withdrawn");
    expect_given_up(NOTICE_NO_BASIS);
}

Test(notices, who_has_no_address_is_not_written_to)
{
    leave_one();
    sql("UPDATE person SET email = NULL WHERE id = '%s'", ann.text);
    expect_given_up(NOTICE_NO_EMAIL);
}

Test(notices, nobody_is_told_of_what_is_long_past)
{
    leave_one();
    cr_expect(eq(int, (int)one(TEST_NOW + DAYS * DAY).failed, NOTICE_STALE));
    EXPECT_SQL("stale", "SELECT failed FROM outbox");
}

Test(notices, one_that_was_tried_in_vain_for_so_long_was_unreachable)
{
    leave_one();
    struct notice notice = one(TEST_NOW + DAYS * DAY - 1);
    cr_expect(eq(int, (int)notice.failed, NOTICE_NONE));
    cr_assert(eq(int,
                 store_notice_failed(db.store, &notice, NOTICE_UNREACHABLE, TEST_NOW + DAYS * DAY),
                 STATUS_OK));
    cr_expect(eq(int, (int)one(TEST_NOW + DAYS * DAY + MINUTE).failed, NOTICE_UNREACHABLE));
}

Test(notices, a_reminder_of_what_was_answered_meanwhile_is_not_sent)
{
    sql("UPDATE mentoring_request SET reminder_at = from_ms(%lld)", (long long)TEST_NOW);
    step_now = TEST_NOW + 1;
    cr_assert(eq(sz, tick(), 1));
    sql("DELETE FROM outbox WHERE notice <> 'mentoring_request.remind'");
    leave_one();
    cr_expect(eq(int, (int)one(step_now).failed, NOTICE_NONE), "it is open");
    sql("UPDATE outbox SET next_try_at = '-infinity'");
    EXPECT_FIRED("mentoring_request", &request, "decline", "");
    sql("DELETE FROM outbox WHERE notice <> 'mentoring_request.remind'");
    cr_expect(eq(int, (int)one(step_now).failed, NOTICE_STALE));
}

/* ---- what came of it */

Test(notices, what_was_sent_is_due_no_more)
{
    leave_one();
    struct notice notice = one(TEST_NOW);
    cr_assert(eq(int, store_notice_sent(db.store, &notice, TEST_NOW), STATUS_OK));
    cr_expect(eq(i64, waiting(), 0));
    cr_expect(eq(sz, taken(TEST_NOW + DAY).count, 0));
}

Test(notices, what_was_not_sent_is_tried_again_at_longer_and_longer_intervals)
{
    static const store_time minutes[] = {1, 5, 30, 120, 360, 360, 360};
    store_time now = TEST_NOW;
    leave_one();
    for (size_t i = 0; i < sizeof minutes / sizeof minutes[0]; i++) {
        struct notice notice = one(now);
        cr_expect(eq(i64, notice.tries, (int64_t)i + 1));
        cr_assert(
            eq(int, store_notice_failed(db.store, &notice, NOTICE_UNREACHABLE, now), STATUS_OK));
        now += minutes[i] * MINUTE;
        cr_expect(eq(sz, taken(now - 1).count, 0), "try %zu", i);
    }
}

Test(notices, what_will_never_succeed_is_given_up_at_once)
{
    static const enum notice_failure rows[] = {NOTICE_BAD_ADDRESS, NOTICE_REFUSED};
    leave_one();
    for (size_t i = 0; i < 2; i++) {
        sql("UPDATE outbox SET failed = NULL, next_try_at = '-infinity'");
        struct notice notice = one(TEST_NOW);
        cr_assert(eq(int, store_notice_failed(db.store, &notice, rows[i], TEST_NOW), STATUS_OK));
        EXPECT_SQL((char *)(uintptr_t)notice_failure_word(rows[i]), "SELECT failed FROM outbox");
        cr_expect(eq(i64, waiting(), 0));
    }
}

Test(notices, what_is_given_back_is_due_at_once_and_was_not_tried)
{
    struct batch batch = taken(TEST_NOW);
    cr_assert(eq(int, store_notice_give_back(db.store, batch.notices, batch.count, TEST_NOW + 1),
                 STATUS_OK),
              "%s", store_error(db.store));
    EXPECT_SQL("0", "SELECT max(tries) FROM outbox");
    cr_expect(eq(sz, taken(TEST_NOW + 1).count, 2));
}

/* The first sender was believed dead. */
Test(notices, who_comes_too_late_changes_nothing_but_that_it_was_sent)
{
    leave_one();
    struct notice late = one(TEST_NOW);
    struct notice now = one(TEST_NOW + NOTICE_TAKEN_MS);
    cr_assert(eq(int, store_notice_failed(db.store, &late, NOTICE_REFUSED, TEST_NOW), STATUS_OK));
    cr_assert(eq(int, store_notice_give_back(db.store, &late, 1, TEST_NOW), STATUS_OK));
    EXPECT_SQL("2", "SELECT tries FROM outbox WHERE failed IS NULL");
    cr_assert(eq(int, store_notice_sent(db.store, &late, TEST_NOW), STATUS_OK));
    cr_assert(eq(int, store_notice_failed(db.store, &now, NOTICE_REFUSED, TEST_NOW), STATUS_OK));
    EXPECT_SQL("1", "SELECT count(*) FROM outbox WHERE sent_at IS NOT NULL AND failed IS NULL");
}

Test(notices, they_go_with_their_person)
{
    struct batch batch = taken(TEST_NOW);
    sql("DELETE FROM outbox WHERE person_id = '%s'", ann.text);
    for (size_t i = 0; i < batch.count; i++)
        cr_expect(eq(int, store_notice_sent(db.store, &batch.notices[i], TEST_NOW), STATUS_OK));
    EXPECT_SQL("1", "SELECT count(*) FROM outbox");
}

/* ---- looking */

Test(notices, they_are_counted_by_what_came_of_them)
{
    struct notice_counts counts = {0};
    say(&cas, "objection", "given");
    struct batch batch = taken(TEST_NOW);
    for (size_t i = 0; i < batch.count; i++)
        if (batch.notices[i].failed == NOTICE_NONE)
            cr_assert(eq(
                int, store_notice_failed(db.store, &batch.notices[i], NOTICE_UNREACHABLE, TEST_NOW),
                STATUS_OK));
    sql("INSERT INTO outbox (notice, object_id, version, person_id, created_at) VALUES ('a.b', "
        "'%s', 99, '%s', from_ms(%lld))",
        request.text, ann.text, (long long)TEST_NOW - 5);
    cr_assert(eq(int, store_notice_counts(db.store, TEST_NOW, db.arena, &counts), STATUS_OK), "%s",
              store_error(db.store));
    cr_expect(eq(int, counts.waiting, 2));
    cr_expect(eq(i64, counts.oldest_at, TEST_NOW - 5));
    cr_expect(eq(i64, counts.next_try_at, TEST_NOW - 5));
    cr_assert(eq(sz, counts.items_count, 3));
    static const struct {
        const char *notice, *standing;
        store_time oldest, next;
    } rows[] = {{"a.b", "due", -5, -5},
                {"mentoring_request.submit", "later", 0, MINUTE},
                {"mentoring_request.submit", "no_basis", 0, -TEST_NOW}};
    for (size_t i = 0; i < 3; i++) {
        cr_expect(eq(str, TEXT(counts.items[i].notice), TEXT(rows[i].notice)));
        cr_expect(eq(str, TEXT(counts.items[i].standing), TEXT(rows[i].standing)));
        cr_expect(eq(int, counts.items[i].count, 1));
        cr_expect(eq(i64, counts.items[i].oldest_at, TEST_NOW + rows[i].oldest));
        cr_expect(eq(i64, counts.items[i].next_try_at, TEST_NOW + rows[i].next));
    }
}

Test(notices, those_are_tried_again_whose_reason_may_have_passed)
{
    static const struct {
        const char *failed;
        enum notice_failure why;
        int count;
    } rows[] = {{"refused", NOTICE_NONE, 2},     {"refused", NOTICE_REFUSED, 2},
                {"refused", NOTICE_NO_EMAIL, 0}, {"no_email", NOTICE_NO_EMAIL, 2},
                {"unreachable", NOTICE_NONE, 2}, {"bad_address", NOTICE_BAD_ADDRESS, 2},
                {"no_basis", NOTICE_NONE, 0},    {"no_basis", NOTICE_NO_BASIS, 0},
                {"stale", NOTICE_NONE, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int count = -1;
        sql("UPDATE outbox SET failed = '%s', next_try_at = NULL, tries = 3", rows[i].failed);
        cr_assert(eq(int, store_notice_retry(db.store, rows[i].why, TEST_NOW + 1, DAYS, &count),
                     STATUS_OK));
        cr_expect(eq(int, count, rows[i].count), "row %zu", i);
        cr_expect(eq(i64, waiting(), count), "row %zu", i);
        cr_expect(eq(sz, taken(TEST_NOW + 1).count, (size_t)count), "row %zu", i);
    }
    int count = -1;
    sql("UPDATE outbox SET failed = 'refused', next_try_at = NULL");
    cr_assert(eq(int,
                 store_notice_retry(db.store, NOTICE_NONE, TEST_NOW + DAYS * DAY, DAYS, &count),
                 STATUS_OK));
    cr_expect(eq(int, count, 0), "they are stale by now");
}
