/* Invitations and sign-in links in the database: what api/store/store_sign_in.h promises. */
#include "tests/db/database.h"

#include "api/store/store_sign_in.h"
#include "api/store/store_token.h"
#include "api/wire/sign_in.h"

#define TEXT(string) ((char *)(uintptr_t)(string))
#define MINUTE       ((store_time)60000)
#define HOUR         (60 * MINUTE)

static struct database db;

/* Four people: two share an address, but for its case, and one has none. */
static void set_up(void)
{
    const struct person people[] = {
        {.external_id = "anna", .name = "Anna", .email = "anna@example.org", .language = "nl"},
        {.external_id = "bo", .name = "Bo", .email = "shared@example.org"},
        {.external_id = "cil", .email = "Shared@Example.org", .language = "sv"},
        {.external_id = "dan", .name = "Dan"},
    };
    db = database_migrated();
    cr_assert(eq(int, database_import(&db, people, 4, NULL), STATUS_OK));
}

static void tear_down(void)
{
    database_drop(&db);
}

TestSuite(sign_in, .init = set_up, .fini = tear_down, .timeout = 60);

static const char *id_of(const char *external_id)
{
    struct person person = {0};
    cr_assert(eq(int, store_person_find(db.store, external_id, db.arena, &person), STATUS_OK));
    return person.id;
}

static struct invitation_report invite(struct invitation_order order, store_time now)
{
    struct invitation_report report = {0};
    cr_assert(
        eq(int, store_sign_in_invite(db.store, &order, NULL, now, db.arena, &report), STATUS_OK),
        "%s", store_error(db.store));
    return report;
}

static struct invitation_report invite_everybody(store_time now)
{
    return invite((struct invitation_order){.all_without_account = true}, now);
}

static void ask(const char *email, store_time now)
{
    cr_assert(eq(int, store_sign_in_ask(db.store, email, now), STATUS_OK));
}

static int64_t waiting(void)
{
    int64_t count = -1;
    cr_assert(eq(int, store_sign_in_waiting(db.store, &count), STATUS_OK));
    return count;
}

static struct sign_in_mail take(store_time now)
{
    struct sign_in_mail mail = {0};
    cr_assert(eq(int, store_sign_in_take(db.store, now, db.arena, &mail), STATUS_OK), "%s",
              store_error(db.store));
    return mail;
}

static bool nothing_due(store_time now)
{
    struct sign_in_mail mail;
    return store_sign_in_take(db.store, now, db.arena, &mail) == STATUS_NOT_FOUND;
}

static enum status use(const char *code, store_time now)
{
    char person_id[STORE_ID_SIZE];
    return store_sign_in_use(db.store, code, now, person_id);
}

/* One link for Anna, mailed at TEST_NOW. */
static struct sign_in_mail mailed(void)
{
    ask("anna@example.org", TEST_NOW);
    struct sign_in_mail mail = take(TEST_NOW);
    cr_assert(eq(int, store_sign_in_sent(db.store, &mail, TEST_NOW), STATUS_OK));
    return mail;
}

/* ---- asking */

Test(sign_in, people_are_invited_by_id_by_external_id_or_all_and_each_once)
{
    const char *const ids[] = {id_of("anna"), "01890a5d-ac96-774b-bcce-b302099a8057", id_of("dan")};
    const char *const names[] = {"bo", "nobody", "bo", "anna"};
    struct invitation_report report =
        invite((struct invitation_order){.person_ids = ids, .person_ids_count = 3}, TEST_NOW);
    cr_expect(eq(int, report.queued, 1));
    cr_expect(eq(int, report.no_email, 1));
    cr_expect(eq(int, report.already_open, 0));
    cr_assert(eq(sz, report.not_found_count, 1));
    cr_expect(eq(str, TEXT(report.not_found[0]), TEXT(ids[1])));
    report = invite((struct invitation_order){.external_ids = names, .external_ids_count = 4},
                    TEST_NOW + HOUR);
    cr_expect(eq(int, report.queued, 1));
    cr_expect(eq(int, report.already_open, 1));
    cr_assert(eq(sz, report.not_found_count, 1));
    cr_expect(eq(str, TEXT(report.not_found[0]), TEXT("nobody")));
    report = invite_everybody(TEST_NOW + 2 * HOUR);
    cr_expect(eq(int, report.queued, 1));
    cr_expect(eq(int, report.no_email, 1));
    cr_expect(eq(int, report.already_open, 2));
    cr_expect(eq(i64, waiting(), 3));
}

Test(sign_in, one_order_queues_so_many_at_most_and_the_next_those_who_are_left)
{
    database_sql(db.raw, "DELETE FROM person");
    database_sql(db.raw, "INSERT INTO person (id, external_id, role, email, place_confidence, "
                         "country_confidence, remote, seats, created_at, updated_at) "
                         "SELECT new_id(i), i, 'student', i || '@example.org', 0, 0, false, 0, "
                         "to_timestamp(0), to_timestamp(0) FROM generate_series(1, 5001) AS i");
    struct invitation_report report = invite_everybody(TEST_NOW);
    cr_expect(eq(int, report.queued, QUEUED_MAX));
    cr_expect(eq(int, report.later, 1));
    cr_expect(eq(int, report.already_open, 0));
    report = invite_everybody(TEST_NOW);
    cr_expect(eq(int, report.queued, 1));
    cr_expect(eq(int, report.later, 0));
    cr_expect(eq(int, report.already_open, QUEUED_MAX));
}

Test(sign_in, who_belongs_to_no_unit_of_those_that_ask_is_nobody)
{
    const char *const names[] = {"anna", "bo"};
    const char *units = "{01890a5d-ac96-774b-bcce-b302099a8057}";
    const struct invitation_order orders[] = {{.external_ids = names, .external_ids_count = 2},
                                              {.all_without_account = true}};
    database_sql(db.raw, "INSERT INTO unit (id, kind, name, created_at, updated_at) VALUES "
                         "('01890a5d-ac96-774b-bcce-b302099a8057', 'university', 'Here', "
                         "to_timestamp(0), to_timestamp(0))");
    database_sql(db.raw, "INSERT INTO affiliation (person_id, position, unit, field_confidence) "
                         "SELECT id, 0, 'Here', 0 FROM person WHERE external_id = 'bo'");
    for (size_t i = 0; i < 2; i++) {
        struct invitation_report report = {0};
        cr_assert(eq(int,
                     store_sign_in_invite(db.store, &orders[i], units, TEST_NOW, db.arena, &report),
                     STATUS_OK),
                  "%s", store_error(db.store));
        cr_expect(eq(int, report.queued, i == 0), "row %zu", i);
        cr_expect(eq(int, report.already_open, i == 1), "row %zu", i);
        cr_expect(eq(int, report.no_email, 0), "row %zu", i);
        cr_expect(eq(sz, report.not_found_count, i == 0), "row %zu", i);
    }
}

Test(sign_in, everybody_without_an_account_leaves_out_who_signed_in_or_has_a_token)
{
    char text[TOKEN_TEXT_SIZE];
    struct token token;
    struct sign_in_mail mail = mailed();
    cr_assert(eq(int, use(mail.code, TEST_NOW), STATUS_OK));
    cr_assert(eq(int, database_token(&db, id_of("bo"), TEST_NOW, TEST_NOW + 2 * HOUR, text, &token),
                 STATUS_OK));
    struct invitation_report report = invite_everybody(TEST_NOW + HOUR);
    cr_expect(eq(int, report.queued, 1), "only cil");
    cr_expect(eq(int, report.no_email, 1));
    cr_expect(eq(int, report.already_open, 0));
    report = invite_everybody(TEST_NOW + 2 * HOUR);
    cr_expect(eq(int, report.queued, 1), "bo, whose token has expired");
}

static void object_to_mail(const char *external_id)
{
    char sql[700];
    snprintf(sql, sizeof sql,
             "INSERT INTO consent (id, person_id, purpose, channel, basis, given_at, state, "
             "state_since, created_at, updated_at) SELECT new_id(0), id, 'mentoring_mail', "
             "'email', 'objection', to_timestamp(1), 'given', to_timestamp(1), to_timestamp(1), "
             "to_timestamp(1) FROM person WHERE external_id = '%s'",
             external_id);
    database_sql(db.raw, sql);
}

Test(sign_in, who_objected_is_not_invited_but_sent_the_link_they_ask_for)
{
    object_to_mail("anna");
    struct invitation_report report = invite_everybody(TEST_NOW);
    cr_expect(eq(int, report.queued, 2));
    cr_expect(eq(int, report.no_basis, 1));
    cr_expect(eq(int, report.no_email, 1));
    cr_expect(eq(int, report.already_open, 0));
    ask("anna@example.org", TEST_NOW);
    cr_expect(eq(i64, waiting(), 3));
    database_sql(db.raw, "DELETE FROM sign_in WHERE kind = 'invitation'");
    cr_expect(take(TEST_NOW).lawful);
}

Test(sign_in, who_objects_after_being_invited_is_not_written_to)
{
    const char *const names[] = {"anna"};
    (void)invite((struct invitation_order){.external_ids = names, .external_ids_count = 1},
                 TEST_NOW);
    object_to_mail("anna");
    struct sign_in_mail mail = take(TEST_NOW);
    cr_expect(not(mail.lawful));
    cr_assert(
        eq(int, store_sign_in_failed(db.store, &mail, SIGN_IN_NO_BASIS, TEST_NOW), STATUS_OK));
    cr_expect(eq(i64, waiting(), 0));
}

Test(sign_in, who_shares_an_address_gets_a_link_each_and_a_stranger_none)
{
    ask("SHARED@example.ORG", TEST_NOW);
    cr_expect(eq(i64, waiting(), 2));
    ask("stranger@example.org", TEST_NOW);
    ask("%@example.org", TEST_NOW);
    cr_expect(eq(i64, waiting(), 2));
}

Test(sign_in, a_person_is_written_to_at_most_once_a_minute)
{
    ask("anna@example.org", TEST_NOW + 59999);
    ask("anna@example.org", TEST_NOW + 59999);
    ask("anna@example.org", TEST_NOW + 60000); /* another minute of the clock */
    ask("anna@example.org", TEST_NOW + 119998);
    cr_expect(eq(int, invite_everybody(TEST_NOW + 119998).already_open, 1));
    cr_expect(eq(i64, waiting(), 1 + 2), "and the two others, invited");
    ask("anna@example.org", TEST_NOW + 119999);
    cr_expect(eq(i64, waiting(), 4));
}

Test(sign_in, a_person_has_at_most_so_many_codes_open_until_some_are_used_or_past)
{
    store_time now = TEST_NOW;
    struct sign_in_mail last = {0};
    for (int i = 0; i < SIGN_IN_OPEN_MAX + 2; i++, now += MINUTE)
        ask("anna@example.org", now);
    cr_expect(eq(i64, waiting(), SIGN_IN_OPEN_MAX));
    for (int i = 0; i < SIGN_IN_OPEN_MAX; i++) {
        last = take(now);
        cr_assert(eq(int, store_sign_in_sent(db.store, &last, now), STATUS_OK));
    }
    ask("anna@example.org", now);
    cr_expect(eq(i64, waiting(), 0));
    cr_assert(eq(int, use(last.code, now), STATUS_OK));
    ask("anna@example.org", now);
    cr_expect(eq(i64, waiting(), 1));
    ask("anna@example.org", now + SIGN_IN_HOURS * HOUR);
    cr_expect(eq(i64, waiting(), 2));
}

/* ---- sending */

Test(sign_in, a_mail_is_taken_by_one_sender_and_again_when_that_one_died)
{
    struct store *other = NULL;
    struct sign_in_mail mail;
    cr_assert(eq(int, store_open(db.url, &other), STATUS_OK));
    ask("anna@example.org", TEST_NOW);
    cr_assert(eq(int, store_sign_in_take(other, TEST_NOW, db.arena, &mail), STATUS_OK));
    cr_expect(eq(str, TEXT(mail.email), TEXT("anna@example.org")));
    cr_expect(eq(str, TEXT(mail.language), TEXT("nl")));
    cr_expect(not(mail.invitation));
    cr_expect(nothing_due(TEST_NOW + SIGN_IN_TAKEN_MS - 1));
    struct sign_in_mail again = take(TEST_NOW + SIGN_IN_TAKEN_MS);
    cr_expect(eq(i64, again.tries, 2));
    cr_expect(ne(str, again.code, mail.code));
    cr_expect(eq(int, store_sign_in_sent(other, &mail, TEST_NOW), STATUS_OK), "it came too late");
    cr_expect(eq(str,
                 TEXT(database_sql(db.raw, "SELECT count(*) FROM sign_in "
                                           "WHERE sent_at IS NOT NULL")),
                 TEXT("0")));
    cr_expect(eq(int, use(mail.code, TEST_NOW), STATUS_NOT_FOUND));
    cr_expect(eq(int, use(again.code, TEST_NOW), STATUS_OK));
    store_close(other);
}

Test(sign_in, a_mail_that_was_not_sent_is_tried_again_at_longer_and_longer_intervals)
{
    static const store_time minutes[] = {1, 5, 30, 120, 360};
    store_time now = TEST_NOW;
    ask("anna@example.org", now);
    for (size_t i = 0; i < 5; i++) {
        struct sign_in_mail mail = take(now);
        cr_expect(eq(i64, mail.tries, (int64_t)i + 1));
        cr_assert(
            eq(int, store_sign_in_failed(db.store, &mail, SIGN_IN_UNREACHABLE, now), STATUS_OK));
        cr_expect(eq(int, use(mail.code, now), STATUS_NOT_FOUND), "its code is void");
        now += minutes[i] * MINUTE;
        cr_expect(nothing_due(now - 1), "try %zu", i);
    }
    struct sign_in_mail last = take(now);
    cr_assert(eq(int, store_sign_in_failed(db.store, &last, SIGN_IN_UNREACHABLE, now), STATUS_OK));
    cr_expect(eq(i64, waiting(), 0));
    cr_expect(
        eq(str, TEXT(database_sql(db.raw, "SELECT failed FROM sign_in")), TEXT("unreachable")));
}

Test(sign_in, what_will_never_succeed_is_given_up_at_once)
{
    static const struct {
        enum sign_in_failure why;
        const char *word;
    } rows[] = {{SIGN_IN_NO_EMAIL, "no_email"},
                {SIGN_IN_BAD_ADDRESS, "bad_address"},
                {SIGN_IN_REFUSED, "refused"}};
    for (size_t i = 0; i < 3; i++) {
        store_time now = TEST_NOW + (store_time)i * HOUR;
        ask("anna@example.org", now);
        struct sign_in_mail mail = take(now);
        cr_assert(eq(int, store_sign_in_failed(db.store, &mail, rows[i].why, now), STATUS_OK));
        cr_expect(eq(i64, waiting(), 0));
        cr_expect(eq(str,
                     TEXT(database_sql(db.raw, "SELECT failed FROM sign_in "
                                               "ORDER BY created_at DESC LIMIT 1")),
                     TEXT(rows[i].word)));
    }
}

/* ---- using */

Test(sign_in, a_code_holds_72_hours_from_its_mail_and_not_a_millisecond_longer)
{
    struct sign_in_mail mail = mailed();
    cr_expect(eq(i64, mail.expires, TEST_NOW + 72 * HOUR));
    cr_expect(eq(int, use(mail.code, TEST_NOW + 72 * HOUR), STATUS_NOT_FOUND));
    cr_expect(eq(int, use(mail.code, TEST_NOW + 72 * HOUR - 1), STATUS_OK));
}

Test(sign_in, a_code_is_used_once_and_says_whose_it_is)
{
    char person_id[STORE_ID_SIZE] = "untouched";
    struct sign_in_mail mail = mailed();
    cr_assert(eq(int, store_sign_in_use(db.store, mail.code, TEST_NOW, person_id), STATUS_OK));
    cr_expect(eq(str, person_id, TEXT(id_of("anna"))));
    snprintf(person_id, sizeof person_id, "untouched");
    cr_expect(
        eq(int, store_sign_in_use(db.store, mail.code, TEST_NOW, person_id), STATUS_NOT_FOUND));
    cr_expect(eq(str, person_id, TEXT("untouched")));
}

/* A mail was sent, but the database did not hear of it: it need not be sent again once used. */
Test(sign_in, a_code_that_was_used_is_mailed_no_more)
{
    ask("anna@example.org", TEST_NOW);
    struct sign_in_mail mail = take(TEST_NOW);
    cr_assert(eq(int, use(mail.code, TEST_NOW), STATUS_OK));
    cr_expect(
        eq(int, store_sign_in_failed(db.store, &mail, SIGN_IN_UNREACHABLE, TEST_NOW), STATUS_OK));
    cr_expect(nothing_due(TEST_NOW + 24 * HOUR));
}

Test(sign_in, what_is_no_code_finds_nobody)
{
    struct sign_in_mail mail = mailed();
    char other[SIGN_IN_CODE_SIZE];
    char token[TOKEN_TEXT_SIZE];
    snprintf(other, sizeof other, "%s", mail.code);
    other[0] = other[0] == 'a' ? 'b' : 'a';
    snprintf(token, sizeof token, TOKEN_PREFIX "%s", mail.code);
    const char *const codes[] = {"", "x", other, token, mail.code + 1, mail.id};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        cr_expect(eq(int, use(codes[i], TEST_NOW), STATUS_NOT_FOUND), "%s", codes[i]);
    struct token found;
    cr_expect(eq(int, store_token_find(db.store, token, strlen(token), &found), STATUS_NOT_FOUND),
              "a code is no token either");
}

Test(sign_in, the_database_never_holds_a_code)
{
    struct sign_in_mail mail = mailed();
    char sql[300];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM sign_in WHERE sign_in::text LIKE '%%%s%%'",
             mail.code);
    cr_expect(eq(str, TEXT(database_sql(db.raw, sql)), TEXT("0")));
    cr_expect(
        eq(str, TEXT(database_sql(db.raw, "SELECT octet_length(hash) FROM sign_in")), TEXT("32")));
}

/* ---- another address */

/* Anna's becomes what SQL says it is. */
static void readdress(const char *email)
{
    char sql[200];
    snprintf(sql, sizeof sql, "UPDATE person SET email = %s WHERE external_id = 'anna'", email);
    database_sql(db.raw, sql);
}

Test(sign_in, a_code_that_was_mailed_holds_as_long_as_the_address_does)
{
    static const struct {
        const char *email;
        enum status status;
    } rows[] = {{"'anna@example.net'", STATUS_NOT_FOUND},
                {"NULL", STATUS_NOT_FOUND},
                {"'ANNA@example.org'", STATUS_OK}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        database_sql(db.raw, "DELETE FROM sign_in");
        readdress("'anna@example.org'");
        struct sign_in_mail mail = mailed();
        readdress(rows[i].email);
        cr_expect(eq(int, use(mail.code, TEST_NOW), rows[i].status), "%s", rows[i].email);
        readdress("'anna@example.org'");
        cr_expect(eq(int, use(mail.code, TEST_NOW), STATUS_NOT_FOUND), "%s", rows[i].email);
    }
}

Test(sign_in, an_import_that_brings_another_address_makes_codes_void)
{
    const struct person people[] = {
        {.external_id = "anna", .name = "Anna", .email = "anna@example.net", .language = "nl"},
    };
    struct sign_in_mail mail = mailed();
    cr_assert(eq(int, database_import(&db, people, 1, NULL), STATUS_OK));
    cr_expect(eq(int, use(mail.code, TEST_NOW), STATUS_NOT_FOUND));
}

Test(sign_in, what_is_not_mailed_yet_goes_to_the_new_address_and_what_was_used_is_still_known)
{
    struct sign_in_mail mail = mailed();
    cr_assert(eq(int, use(mail.code, TEST_NOW), STATUS_OK));
    (void)invite_everybody(TEST_NOW + HOUR);
    ask("anna@example.org", TEST_NOW + HOUR);
    readdress("'anna@example.net'");
    cr_expect(eq(str,
                 TEXT(database_sql(db.raw, "SELECT count(*) FROM sign_in WHERE used_at IS NOT "
                                           "NULL")),
                 TEXT("1")));
    database_sql(db.raw, "DELETE FROM sign_in WHERE kind = 'invitation'");
    cr_expect(eq(str, TEXT(take(TEST_NOW + HOUR).email), TEXT("anna@example.net")));
}

/* Their address is being changed: nobody sees the new one yet, and the old one is asked for. */
Test(sign_in, nobody_is_mailed_whose_address_is_being_changed)
{
    database_sql(db.raw, "BEGIN");
    readdress("'anna@example.net'");
    ask("anna@example.org", TEST_NOW);
    cr_expect(nothing_due(TEST_NOW));
    database_sql(db.raw, "COMMIT");
    cr_expect(eq(str, TEXT(take(TEST_NOW).email), TEXT("anna@example.net")));
}

Test(sign_in, they_go_with_their_person_and_after_thirty_days)
{
    ask("anna@example.org", TEST_NOW);
    ask("shared@example.org", TEST_NOW + 1);
    database_sql(db.raw, "DELETE FROM person WHERE external_id = 'bo'");
    cr_expect(eq(i64, waiting(), 2));
    cr_assert(eq(int, store_sign_in_forget(db.store, TEST_NOW + 30 * 24 * HOUR), STATUS_OK));
    cr_expect(eq(i64, waiting(), 1));
    cr_assert(eq(int, store_sign_in_forget(db.store, TEST_NOW + 30 * 24 * HOUR + 1), STATUS_OK));
    cr_expect(eq(i64, waiting(), 0));
}
