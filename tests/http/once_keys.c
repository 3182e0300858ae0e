/* What an idempotency key is, whose, and what is kept of it; and that nothing is told as done that
 * PostgreSQL did not commit. Every POST with a key: once.c. */
#include "tests/http/once_place.h"

#define KEY_MAX 255

/* ---- keys */

/* Units of one parent have different names. */
static const char *unit_body(size_t number, char body[TEXT_SIZE])
{
    snprintf(body, TEXT_SIZE, "{\"kind\":\"university\",\"name\":\"University %zu\"}", number);
    return body;
}

static long units(struct place *place)
{
    return strtol(database_sql(place->server.database.raw, "SELECT count(*) FROM unit"), NULL, 10);
}

Test(once_keys, a_key_is_1_to_255_printable_characters_given_once)
{
    static char long_key[KEY_MAX + 2];
    struct place place = place_new();
    char most[400];
    char more[400];
    memset(long_key, 'k', KEY_MAX + 1);
    snprintf(most, sizeof most, "Idempotency-Key: %.*s\r\n", KEY_MAX, long_key);
    snprintf(more, sizeof more, "Idempotency-Key: %.*s\r\n", KEY_MAX + 1, long_key);
    const struct {
        const char *lines;
        int status;
        const char *code;
    } rows[] = {
        {most, 201, ""},
        {"Idempotency-Key: !\r\n", 201, ""},
        {"idempotency-KEY:  \"8e03978e-40d5-43dd-bc93-6894a57f9324\"  \r\n", 201, ""},
        {"Idempotency-Key: ~\r\n", 201, ""},
        {more, 400, "bad_idempotency_key"},
        {"Idempotency-Key:\r\n", 400, "bad_idempotency_key"},
        {"Idempotency-Key: a b\r\n", 400, "bad_idempotency_key"},
        {"Idempotency-Key: a\tb\r\n", 400, "bad_idempotency_key"},
        {"Idempotency-Key: caf\xc3\xa9\r\n", 400, "bad_idempotency_key"},
        {"Idempotency-Key: a\x7f\r\n", 400, "bad_request"},
        {"Idempotency-Key: a\r\nIdempotency-Key: a\r\n", 400, "bad_idempotency_key"},
        {"Idempotency-Key:\r\nIdempotency-Key: a\r\n", 400, "bad_idempotency_key"},
    };
    long made = 0;
    char body[TEXT_SIZE];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct http_reply reply =
            post(&place, "staff", "/v1/units", rows[i].lines, unit_body(i, body));
        made += rows[i].status == 201;
        cr_expect(eq(int, reply.status, rows[i].status), "%s: %s", rows[i].lines, reply.body);
        cr_expect(has_code(&reply, rows[i].code), "%s: %s", rows[i].lines, reply.body);
        cr_expect(not(is_replayed(&reply)), "%s", rows[i].lines);
        http_reply_free(&reply);
    }
    cr_expect(eq(long, units(&place), made));
    place_end(&place);
}

Test(once_keys, where_a_key_means_nothing_it_is_not_looked_at)
{
    struct place place = place_new();
    static const struct {
        const char *method, *target, *lines, *body;
    } rows[] = {
        {"GET", "/v1/units", "", NULL},
        {"PATCH", "/v1/people/<s1>", "Content-Type: application/json\r\nIf-Match: *\r\n", "{}"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char target[TEXT_SIZE];
        char lines[300];
        snprintf(lines, sizeof lines, "%sIdempotency-Key: a b\r\n", rows[i].lines);
        struct http_reply reply = http_ask(
            place.server.port, (struct http_ask){.method = rows[i].method,
                                                 .target = fill_in(&place, rows[i].target, target),
                                                 .token = place.server.staff,
                                                 .headers = lines,
                                                 .body = rows[i].body});
        cr_expect(eq(int, reply.status, 200), "%s %s: %s", rows[i].method, target, reply.body);
        cr_expect(not(is_replayed(&reply)));
        http_reply_free(&reply);
    }
    place_end(&place);
}

/* ---- whose, and what is kept */

/* A POST of a unit or a need with key k, as expected; true when it was a replay. */
static bool expect_made(struct place *place, const char *who, const char *target, const char *body,
                        char ret_id[ID_SIZE])
{
    char text[TEXT_SIZE];
    char value[512];
    struct http_reply reply = post_key(place, who, target, "k", fill_in(place, body, text));
    cr_assert(eq(int, reply.status, 201), "%s: %s", target, reply.body);
    snprintf(ret_id, ID_SIZE, "%s", http_member(&reply, "id", value));
    bool replayed = is_replayed(&reply);
    http_reply_free(&reply);
    return replayed;
}

#define PROGRAMME                                                                                  \
    "{\"unit_id\":\"<unit>\",\"name\":\"Mentors\",\"starts_on\":\"<year>-01-01\","                 \
    "\"ends_on\":\"<next year>-12-31\"}"

static void add_programme(struct place *place)
{
    char id[ID_SIZE];
    char body[TEXT_SIZE];
    cr_assert(not(expect_made(place, "staff", "/v1/units", unit_body(0, body), id)));
    slot_add(place, "unit", id);
    database_sql(place->server.database.raw, "DELETE FROM idempotency");
    cr_assert(not(expect_made(place, "staff", "/v1/programmes", PROGRAMME, id)));
    slot_add(place, "programme", id);
    database_sql(place->server.database.raw, "DELETE FROM idempotency");
}

#define NEED(who) "{\"programme_id\":\"<programme>\",\"student_id\":\"<" who ">\"}"

Test(once_keys, a_key_is_a_persons_by_any_of_their_tokens_and_of_staff_the_tokens)
{
    struct place place = place_new();
    char ids[4][ID_SIZE];
    add_programme(&place);
    cr_expect(not(expect_made(&place, "s1", "/v1/needs", NEED("s1"), ids[0])));
    http_server_token(&place.server, slot_of(&place, "s1", 2)->id, slot_of(&place, "s1", 2)->token);
    cr_expect(expect_made(&place, "s1", "/v1/needs", NEED("s1"), ids[1]));
    cr_expect(eq(str, ids[0], ids[1]));
    cr_expect(not(expect_made(&place, "s2", "/v1/needs", NEED("s2"), ids[1])));
    char body[TEXT_SIZE];
    cr_expect(not(expect_made(&place, "staff", "/v1/units", unit_body(1, body), ids[2])));
    http_server_token(&place.server, NULL, place.server.staff);
    cr_expect(not(expect_made(&place, "staff", "/v1/units", unit_body(2, body), ids[3])));
    place_end(&place);
}

Test(once_keys, what_was_answered_then_is_answered_still_whatever_changed_since)
{
    struct place place = place_new();
    char text[TEXT_SIZE];
    char location[512];
    add_programme(&place);
    fill_in(&place, NEED("s1"), text);
    struct http_reply first = post_key(&place, "s1", "/v1/needs", "k", text);
    cr_assert(eq(int, first.status, 201), "%s", first.body);
    struct http_reply changed =
        http_ask(place.server.port,
                 (struct http_ask){.method = "PATCH",
                                   .target = http_header(&first, "Location", location),
                                   .token = token_of(&place, "s1"),
                                   .headers = "Content-Type: application/json\r\nIf-Match: *\r\n",
                                   .body = "{\"mentors_wanted\":3}"});
    cr_expect(eq(int, changed.status, 200), "%s", changed.body);
    struct http_reply again = post_key(&place, "s1", "/v1/needs", "k", text);
    expect_same("create_need", &first, &again);
    cr_expect(is_replayed(&again));
    http_reply_free(&first);
    http_reply_free(&changed);
    http_reply_free(&again);
    place_end(&place);
}

/* Asks until the answer is status; false after two seconds. */
static bool becomes(struct place *place, const char *who, const char *target, int status)
{
    int64_t until = clock_ms() + 2000;
    int is = 0;
    while (is != status && clock_ms() < until) {
        struct http_reply reply = http_ask(
            place->server.port,
            (struct http_ask){.method = "GET", .target = target, .token = token_of(place, who)});
        is = reply.status;
        http_reply_free(&reply);
    }
    return is == status;
}

#define CONSENT                                                                                    \
    "{\"person_id\":\"<s1>\",\"purpose\":\"news\",\"channel\":\"email\",\"basis\":\"consent\","    \
    "\"text_version\":\"1\"}"

Test(once_keys, who_lost_the_role_is_not_answered_as_one_who_has_it)
{
    struct place place = place_new();
    char ids[2][ID_SIZE];
    char text[TEXT_SIZE];
    fill_in(&place, "{\"person_id\":\"<m1>\",\"role\":\"coordinator\"}", text);
    cr_assert(not(expect_made(&place, "staff", "/v1/appointments", text, ids[0])));
    cr_assert(becomes(&place, "m1", "/v1/people?limit=1", 200));
    cr_expect(not(expect_made(&place, "m1", "/v1/consents", CONSENT, ids[1])));
    cr_expect(expect_made(&place, "m1", "/v1/consents", CONSENT, ids[1]));
    snprintf(text, sizeof text, "/v1/appointments/%s/end", ids[0]);
    struct http_reply ended = post_key(&place, "staff", text, "end", "{}");
    cr_assert(eq(int, ended.status, 200), "%s", ended.body);
    http_reply_free(&ended);
    cr_assert(becomes(&place, "m1", "/v1/people?limit=1", 403));
    struct http_reply again =
        post_key(&place, "m1", "/v1/consents", "k", fill_in(&place, CONSENT, text));
    cr_expect(eq(int, again.status, 403), "%s", again.body);
    cr_expect(not(is_replayed(&again)));
    cr_expect(strstr(again.body, "news") == NULL, "%s", again.body);
    http_reply_free(&again);
    place_end(&place);
}

Test(once_keys, a_problem_is_not_kept_and_leaves_the_key_free)
{
    struct place place = place_new();
    char text[TEXT_SIZE];
    char id[ID_SIZE];
    add_programme(&place);
    fill_in(&place, NEED("s1"), text);
    cr_expect(not(expect_made(&place, "s1", "/v1/needs", NEED("s1"), id)));
    database_sql(place.server.database.raw, "DELETE FROM idempotency");
    for (int i = 0; i < 2; i++) {
        struct http_reply refused = post_key(&place, "s1", "/v1/needs", "k", text);
        cr_expect(eq(int, refused.status, 409), "%s", refused.body);
        cr_expect(not(is_replayed(&refused)));
        http_reply_free(&refused);
    }
    database_sql(place.server.database.raw, "DELETE FROM need");
    cr_expect(not(expect_made(&place, "s1", "/v1/needs", NEED("s1"), id)));
    cr_expect(expect_made(&place, "s1", "/v1/needs", NEED("s1"), id));
    place_end(&place);
}

/* If-Match is no part of the request that a key stands for. */
Test(once_keys, a_condition_that_was_not_met_leaves_the_key_free)
{
    struct place place = place_new();
    static const struct {
        const char *if_match;
        int status;
        bool replayed;
    } rows[] = {
        {"If-Match: \"other\"\r\n", 412, false},
        {"If-Match: \"other\"\r\n", 412, false},
        {"", 200, false},
        {"", 200, true},
        {"If-Match: \"other\"\r\n", 200, true},
    };
    char id[ID_SIZE];
    char target[TEXT_SIZE];
    char lines[200];
    add_programme(&place);
    expect_made(&place, "m1", "/v1/mentor-offers",
                "{\"programme_id\":\"<programme>\",\"mentor_id\":\"<m1>\",\"seats\":1}", id);
    slot_add(&place, "offer", id);
    fill_in(&place, "/v1/mentor-offers/<offer>/publish", target);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        snprintf(lines, sizeof lines, "%sIdempotency-Key: publish\r\n", rows[i].if_match);
        struct http_reply reply = post(&place, "m1", target, lines, "{}");
        cr_expect(eq(int, reply.status, rows[i].status), "row %zu: %s", i, reply.body);
        cr_expect(eq(int, is_replayed(&reply), rows[i].replayed), "row %zu", i);
        http_reply_free(&reply);
    }
    place_end(&place);
}

Test(once_keys, who_comes_while_the_first_is_at_it_is_told_when_to_come_again)
{
    struct place place = place_new();
    PGconn *raw = place.server.database.raw;
    char id[ID_SIZE];
    char value[512];
    add_programme(&place);
    database_sql(raw, "BEGIN");
    database_sql(raw, "INSERT INTO idempotency (caller, key, fingerprint, created_at) "
                      "SELECT 'person:' || id, 'k', decode(repeat('00', 32), 'hex'), now() "
                      "FROM person WHERE external_id = 's1'");
    char text[TEXT_SIZE];
    struct http_reply reply =
        post_key(&place, "s1", "/v1/needs", "k", fill_in(&place, NEED("s1"), text));
    cr_expect(eq(int, reply.status, 409), "%s", reply.body);
    cr_expect(has_code(&reply, "busy"), "%s", reply.body);
    cr_expect(eq(str, TEXT(http_header(&reply, "Retry-After", value)), "1"));
    http_reply_free(&reply);
    database_sql(raw, "ROLLBACK");
    cr_expect(not(expect_made(&place, "s1", "/v1/needs", NEED("s1"), id)));
    place_end(&place);
}

/* ---- the transaction */

/* The first tries that write a unit meet an SQLSTATE: at the statement, or at COMMIT. */
static void break_units(struct place *place, const char *sqlstate, int tries, bool at_commit)
{
    char sql[600];
    PGconn *raw = place->server.database.raw;
    database_sql(raw, "SET client_min_messages = warning");
    database_sql(raw, "DROP SEQUENCE IF EXISTS tries CASCADE");
    database_sql(raw, "CREATE SEQUENCE tries");
    snprintf(sql, sizeof sql,
             "CREATE OR REPLACE FUNCTION break_it() RETURNS trigger LANGUAGE plpgsql AS "
             "'BEGIN IF nextval(''tries'') <= %d THEN RAISE ''broken'' USING ERRCODE = ''%s''; "
             "END IF; RETURN NEW; END'",
             tries, sqlstate);
    database_sql(raw, sql);
    database_sql(raw, "DROP TRIGGER IF EXISTS break_it ON unit");
    database_sql(raw, at_commit ? "CREATE CONSTRAINT TRIGGER break_it AFTER INSERT ON unit "
                                  "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
                                  "EXECUTE FUNCTION break_it()"
                                : "CREATE TRIGGER break_it BEFORE INSERT ON unit FOR EACH ROW "
                                  "EXECUTE FUNCTION break_it()");
}

Test(once_keys, what_the_database_did_not_commit_is_never_told_as_done, .timeout = 120)
{
    static const struct {
        const char *sqlstate;
        int tries;
        int status;
    } rows[] = {
        {"40001", 3, 201}, {"40P01", 3, 201}, {"40001", 4, 503}, {"53100", 1, 503},
        {"57014", 1, 504}, {"XX000", 1, 500}, {"23514", 1, 422},
    };
    struct place place = place_new();
    long made = units(&place);
    char body[TEXT_SIZE];
    for (size_t i = 0; i < 2 * sizeof rows / sizeof rows[0]; i++) {
        char key[20];
        bool at_commit = i % 2 == 1;
        snprintf(key, sizeof key, "try-%zu", i);
        break_units(&place, rows[i / 2].sqlstate, rows[i / 2].tries, at_commit);
        struct http_reply reply = post_key(&place, "staff", "/v1/units", key, unit_body(i, body));
        made += rows[i / 2].status == 201;
        cr_expect(eq(int, reply.status, rows[i / 2].status), "%s: %s", rows[i / 2].sqlstate,
                  reply.body);
        cr_expect(eq(long, units(&place), made), "%s", rows[i / 2].sqlstate);
        http_reply_free(&reply);
        database_sql(place.server.database.raw, "DROP TRIGGER break_it ON unit");
        reply = post_key(&place, "staff", "/v1/units", key, body);
        made += rows[i / 2].status != 201;
        cr_expect(eq(int, reply.status, 201), "%s", reply.body);
        cr_expect(eq(int, is_replayed(&reply), rows[i / 2].status == 201));
        cr_expect(eq(long, units(&place), made), "%s", rows[i / 2].sqlstate);
        http_reply_free(&reply);
    }
    place_end(&place);
}
