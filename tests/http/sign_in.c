/* Being let in by mail, on a real server, a real mail server and a real database. */
#include "tests/http/http_server.h"
#include "tests/smtp_server.h"

#define PAGE "https://uni.example/enter"
#define DAY  ((int64_t)86400000)

static const char people[] =
    "external_id,role,name,email,language,programme,languages,place\n"
    "anna,student,Anna Geheim,anna.geheim@example.org,en,bouwkunde,nl:native,Delft\n"
    "bo,student,Bo Secret,shared@example.org,sv,bouwkunde,nl:native,Delft\n"
    "cil,student,Cil Secret,Shared@Example.org,fr,bouwkunde,nl:native,Delft\n"
    "never,student,Nev Secret,never-there@example.org,,bouwkunde,nl:native,Delft\n"
    "later,student,Lat Secret,later-there@example.org,,bouwkunde,nl:native,Delft\n"
    "dan,student,Dan Secret,,,bouwkunde,nl:native,Delft\n";

struct world {
    struct smtp_server smtp;
    struct http_server server;
};

static struct world world_new(void)
{
    struct world world = {.smtp = smtp_server_start()};
    const char *const settings[] = {"KRING_SMTP_URL",
                                    world.smtp.url,
                                    "KRING_MAIL_FROM",
                                    "kring@uni.example",
                                    "KRING_SIGN_IN_URL",
                                    PAGE,
                                    NULL};
    world.server = http_server_start(settings);
    http_server_import(&world.server, people, "anna");
    return world;
}

static void world_end(struct world *world)
{
    http_server_stop(&world->server);
    smtp_server_stop(&world->smtp);
}

/* A POST of JSON; token NULL: none. */
static struct http_reply post(const struct world *world, const char *token, const char *target,
                              const char *body)
{
    return http_ask(world->server.port,
                    (struct http_ask){.method = "POST",
                                      .target = target,
                                      .token = token,
                                      .headers = "Content-Type: application/json\r\n",
                                      .body = body});
}

static void expect_post(const struct world *world, const char *token, const char *target,
                        const char *body, int status, const char *reply_body)
{
    struct http_reply reply = post(world, token, target, body);
    cr_expect(eq(int, reply.status, status), "%s: %s", body, reply.body);
    if (reply_body != NULL)
        cr_expect(eq(str, TEXT(reply.body), TEXT(reply_body)));
    http_reply_free(&reply);
}

/* The code that a mail of the page brings. */
static void code_in_mail(const struct world *world, int number, char ret_code[64])
{
    char *text = smtp_server_text(&world->smtp, number);
    const char *at = strstr(text, PAGE "#code=");
    cr_assert(ne(ptr, TEXT(at), NULL), "%s", text);
    at += strlen(PAGE "#code=");
    cr_assert(eq(sz, strcspn(at, "\n"), 49), "%s", text);
    snprintf(ret_code, 64, "%.49s", at);
    free(text);
}

static struct http_reply sign_in(const struct world *world, const char *code)
{
    char body[200];
    snprintf(body, sizeof body, "{\"code\":\"%s\"}", code);
    return post(world, NULL, "/v1/sign-ins", body);
}

static int sign_in_status(const struct world *world, const char *code)
{
    struct http_reply reply = sign_in(world, code);
    int status = reply.status;
    http_reply_free(&reply);
    return status;
}

/* A link for Anna, and its code. */
static void anna_code(const struct world *world, char ret_code[64])
{
    expect_post(world, NULL, "/v1/sign-in-links", "{\"email\":\"anna.geheim@example.org\"}", 202,
                "{\"valid_hours\":72}\n");
    cr_assert(smtp_server_wait(&world->smtp, 1), "no mail came");
    code_in_mail(world, 1, ret_code);
}

/* Waits until a line of /metrics is there; false after ten seconds. */
static bool metric_wait(const struct world *world, const char *line)
{
    bool found = false;
    for (int i = 0; i < 500 && !found; i++) {
        struct http_reply reply =
            http_ask(world->server.admin_port, (struct http_ask){.target = "/metrics"});
        found = strstr(reply.body, line) != NULL;
        http_reply_free(&reply);
        usleep(found ? 0 : 20000);
    }
    return found;
}

static bool log_holds(const struct world *world, const char *words)
{
    static char log[1 << 20];
    ssize_t size = pread(world->server.log, log, sizeof log - 1, 0);
    log[size < 0 ? 0 : size] = '\0';
    return strstr(log, words) != NULL;
}

TestSuite(sign_in, .timeout = 120);

Test(sign_in, who_is_invited_gets_a_mail_whose_code_is_exchanged_once_for_a_token_of_theirs)
{
    struct world world = world_new();
    char code[64];
    char token[512];
    char person_id[512];
    char target[600];
    expect_post(
        &world, world.server.staff, "/v1/invitations",
        "{\"external_ids\":[\"anna\",\"dan\",\"nobody\"]}", 202,
        "{\"queued\":1,\"no_email\":1,\"no_basis\":0,\"already_open\":0,\"later\":0,\"not_found\":["
        "\"nobody\"]}\n");
    cr_assert(smtp_server_wait(&world.smtp, 1), "no mail came");
    code_in_mail(&world, 1, code);
    struct http_reply reply = sign_in(&world, code);
    cr_assert(eq(int, reply.status, 201), "%s", reply.body);
    cr_expect(eq(str, TEXT(http_header(&reply, "Cache-Control", target)), TEXT("no-store")));
    http_member(&reply, "token", token);
    http_member(&reply, "person_id", person_id);
    cr_expect(eq(str, person_id, TEXT(http_server_id(&world.server, "anna"))));
    http_reply_free(&reply);
    snprintf(target, sizeof target, "/v1/people/%s", person_id);
    reply = http_ask(world.server.port, (struct http_ask){.target = target, .token = token});
    cr_expect(eq(int, reply.status, 200), "%s", reply.body);
    http_reply_free(&reply);
    cr_expect(eq(int, sign_in_status(&world, code), 403), "a second time");
    expect_post(&world, token, "/v1/invitations", "{\"all_without_account\":true}", 403, NULL);
    expect_post(&world, NULL, "/v1/invitations", "{\"all_without_account\":true}", 401, NULL);
    world_end(&world);
}

Test(sign_in, no_mail_has_a_name_whatever_text_it_is)
{
    struct world world = world_new();
    http_server_import(&world.server,
                       "external_id,role,name,email,programme,languages,place\n"
                       "eve,student,Click http://evil.example,eve@example.org,bouwkunde,nl:native,"
                       "Delft\n",
                       "eve");
    expect_post(&world, world.server.staff, "/v1/invitations", "{\"external_ids\":[\"eve\"]}", 202,
                NULL);
    cr_assert(smtp_server_wait(&world.smtp, 1), "no mail came");
    char *text = smtp_server_text(&world.smtp, 1);
    cr_expect(eq(ptr, strstr(text, "Click"), NULL), "%s", text);
    cr_expect(ne(ptr, strstr(text, "Hello,\n\n"), NULL), "%s", text);
    free(text);
    world_end(&world);
}

Test(sign_in, the_token_is_valid_for_the_days_of_the_setting)
{
    struct world world = world_new();
    char code[64];
    anna_code(&world, code);
    int64_t before = clock_utc_ms();
    cr_assert(eq(int, sign_in_status(&world, code), 201));
    int64_t expires =
        strtoll(database_sql(world.server.database.raw,
                             "SELECT to_ms(expires_at) FROM token WHERE person_id IS NOT NULL"),
                NULL, 10);
    cr_expect(ge(i64, expires, before + 30 * DAY));
    cr_expect(le(i64, expires, clock_utc_ms() + 30 * DAY));
    world_end(&world);
}

Test(sign_in, an_address_that_nobody_has_is_answered_as_one_that_is_known)
{
    struct world world = world_new();
    static const char *const bodies[] = {"{\"email\":\"stranger@example.org\"}",
                                         "{\"email\":\"SHARED@example.org\"}",
                                         "{\"email\":\"shared@example.org\"}"};
    for (size_t i = 0; i < 3; i++)
        expect_post(&world, NULL, "/v1/sign-in-links", bodies[i], 202, "{\"valid_hours\":72}\n");
    cr_assert(smtp_server_wait(&world.smtp, 2), "both who share the address get a link");
    cr_assert(metric_wait(&world, "\nkring_mails_waiting 0\n"));
    cr_expect(eq(int, smtp_server_count(&world.smtp), 2), "and nobody a second one");
    world_end(&world);
}

Test(sign_in, a_used_a_past_and_an_unknown_code_are_refused_alike)
{
    struct world world = world_new();
    char codes[3][64] = {"", "", "00000000000000000000000000000000000000000001AAAAA"};
    char bodies[3][2000];
    expect_post(&world, world.server.staff, "/v1/invitations",
                "{\"external_ids\":[\"anna\",\"bo\"]}", 202, NULL);
    cr_assert(smtp_server_wait(&world.smtp, 2), "no mails came");
    code_in_mail(&world, 1, codes[0]);
    code_in_mail(&world, 2, codes[1]);
    cr_assert(eq(int, sign_in_status(&world, codes[0]), 201));
    database_sql(world.server.database.raw,
                 "UPDATE sign_in SET expires_at = created_at WHERE used_at IS NULL");
    for (size_t i = 0; i < 3; i++) {
        struct http_reply reply = sign_in(&world, codes[i]);
        cr_expect(eq(int, reply.status, 403), "row %zu", i);
        snprintf(bodies[i], sizeof bodies[i], "%s", reply.body);
        char *id = strstr(bodies[i], "\"request_id\":\"");
        cr_assert(ne(ptr, id, NULL), "%s", reply.body);
        memset(id + 14, 'x', strcspn(id + 14, "\""));
        cr_expect(ne(ptr, strstr(bodies[i], "\"code\":\"bad_code\""), NULL));
        cr_expect(eq(str, bodies[i], bodies[0]), "row %zu", i);
        http_reply_free(&reply);
    }
    world_end(&world);
}

Test(sign_in, of_fifty_who_use_one_code_at_once_exactly_one_is_let_in)
{
    enum { MANY = 50 };
    struct world world = world_new();
    char code[64];
    char bytes[400];
    int fds[MANY];
    int let_in = 0;
    int refused = 0;
    anna_code(&world, code);
    int size = snprintf(bytes, sizeof bytes,
                        "POST /v1/sign-ins HTTP/1.1\r\nHost: localhost\r\n"
                        "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n"
                        "{\"code\":\"%s\"}",
                        strlen(code) + 11, code);
    for (int i = 0; i < MANY; i++)
        fds[i] = http_connect(world.server.port);
    for (int i = 0; i < MANY; i++)
        http_send(fds[i], bytes, (size_t)size);
    for (int i = 0; i < MANY; i++) {
        struct http_reply reply = http_receive(fds[i], true);
        let_in += reply.status == 201;
        refused += reply.status == 403;
        http_reply_free(&reply);
        close(fds[i]);
    }
    cr_expect(eq(int, let_in, 1));
    cr_expect(eq(int, refused, MANY - 1));
    cr_expect(eq(str,
                 TEXT(database_sql(world.server.database.raw,
                                   "SELECT count(*) FROM token WHERE person_id IS NOT NULL")),
                 TEXT("1")));
    world_end(&world);
}

Test(sign_in, an_idempotency_key_does_not_show_a_token_again_to_anybody)
{
    struct world world = world_new();
    char code[64];
    char body[200];
    anna_code(&world, code);
    snprintf(body, sizeof body, "{\"code\":\"%s\"}", code);
    const char *const tokens[] = {NULL, NULL, world.server.staff};
    for (size_t i = 0; i < 3; i++) {
        struct http_reply reply = http_ask(
            world.server.port, (struct http_ask){.method = "POST",
                                                 .target = "/v1/sign-ins",
                                                 .token = tokens[i],
                                                 .headers = "Content-Type: application/json\r\n"
                                                            "Idempotency-Key: the-same\r\n",
                                                 .body = body});
        cr_expect(eq(int, reply.status, i == 0 ? 201 : 403), "row %zu: %s", i, reply.body);
        http_reply_free(&reply);
    }
    cr_expect(eq(str,
                 TEXT(database_sql(world.server.database.raw, "SELECT count(*) FROM idempotency")),
                 TEXT("0")));
    world_end(&world);
}

Test(sign_in, what_the_mail_server_would_not_take_yet_is_kept_and_sent_later)
{
    struct world world = world_new();
    char code[64];
    PGconn *raw = world.server.database.raw;
    smtp_server_end(&world.smtp);
    expect_post(&world, NULL, "/v1/sign-in-links", "{\"email\":\"anna.geheim@example.org\"}", 202,
                NULL);
    cr_assert(metric_wait(&world, "\nkring_mail_tries_failed_total 1\n"));
    cr_assert(metric_wait(&world, "\nkring_mails_waiting 1\n"));
    struct smtp_server again = smtp_server_again(&world.smtp);
    smtp_server_stop(&world.smtp);
    world.smtp = again;
    database_sql(raw, "UPDATE sign_in SET next_try_at = created_at");
    cr_assert(smtp_server_wait(&world.smtp, 1), "it was not sent again");
    cr_assert(metric_wait(&world, "\nkring_mails_sent_total 1\n"));
    cr_assert(metric_wait(&world, "\nkring_mails_waiting 0\n"));
    code_in_mail(&world, 1, code);
    cr_expect(eq(int, sign_in_status(&world, code), 201));
    world_end(&world);
}

/* The mail server takes ten seconds to answer for that address. */
Test(sign_in, a_server_that_ends_leaves_what_it_was_sending_to_be_sent_later)
{
    struct world world = world_new();
    PGconn *raw = world.server.database.raw;
    bool taken = false;
    http_server_import(&world.server,
                       "external_id,role,email,programme,languages,place\n"
                       "slow,student,slow-there@example.org,bouwkunde,nl:native,Delft\n",
                       "slow");
    expect_post(&world, world.server.staff, "/v1/invitations", "{\"external_ids\":[\"slow\"]}", 202,
                NULL);
    for (int i = 0; i < 500 && !taken; i++) {
        usleep(20000);
        taken = strcmp(database_sql(raw, "SELECT tries FROM sign_in"), "1") == 0;
    }
    cr_assert(taken);
    int64_t start_ms = clock_ms();
    cr_expect(eq(int, http_server_end(&world.server, SIGTERM), 0));
    cr_expect(lt(i64, clock_ms() - start_ms, 8000), "it waited for the mail server");
    cr_expect(eq(str,
                 TEXT(database_sql(raw, "SELECT count(*) FROM sign_in WHERE hash IS NULL "
                                        "AND next_try_at > created_at")),
                 TEXT("1")));
    close(world.server.log);
    database_drop(&world.server.database);
    smtp_server_stop(&world.smtp);
}

Test(sign_in, an_address_that_is_refused_for_good_is_given_up_and_one_for_now_is_tried_again)
{
    struct world world = world_new();
    PGconn *raw = world.server.database.raw;
    expect_post(&world, world.server.staff, "/v1/invitations",
                "{\"external_ids\":[\"never\",\"later\",\"anna\"]}", 202, NULL);
    cr_assert(smtp_server_wait(&world.smtp, 1), "the third is sent all the same");
    cr_assert(metric_wait(&world, "\nkring_mail_tries_failed_total 2\n"));
    cr_assert(metric_wait(&world, "\nkring_mails_waiting 1\n"));
    cr_expect(eq(str,
                 TEXT(database_sql(raw, "SELECT string_agg(coalesce(failed, '-') || tries, ' ' "
                                        "ORDER BY external_id) FROM sign_in "
                                        "JOIN person ON person.id = person_id")),
                 TEXT("-1 -1 refused1")));
    world_end(&world);
}

Test(sign_in, neither_log_nor_metrics_say_who_was_written_to_or_with_which_code)
{
    struct world world = world_new();
    char code[64];
    char token[512];
    expect_post(&world, world.server.staff, "/v1/invitations", "{\"all_without_account\":true}",
                202,
                "{\"queued\":5,\"no_email\":1,\"no_basis\":0,\"already_open\":0,\"later\":0,\"not_"
                "found\":[]}\n");
    expect_post(&world, NULL, "/v1/sign-in-links", "{\"email\":\"stranger@example.org\"}", 202,
                NULL);
    cr_assert(smtp_server_wait(&world.smtp, 3), "no mails came");
    cr_assert(metric_wait(&world, "\nkring_mail_tries_failed_total 2\n"));
    code_in_mail(&world, 1, code);
    struct http_reply reply = sign_in(&world, code);
    cr_expect(eq(int, reply.status, 201));
    http_member(&reply, "token", token);
    http_reply_free(&reply);
    cr_expect(eq(int, sign_in_status(&world, code), 403));
    cr_assert(log_holds(&world, "event=mail_sent kind=invitation tries=1"));
    cr_assert(log_holds(&world, "event=mail_failed kind=invitation tries=1 status=refused"));
    const char *const words[] = {"Geheim",      "Secret", "geheim", "shared", "there@",
                                 "example.org", "anna",   code,     token};
    reply = http_ask(world.server.admin_port, (struct http_ask){.target = "/metrics"});
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        cr_expect(not(log_holds(&world, words[i])), "the log holds %s", words[i]);
        cr_expect(eq(ptr, TEXT(strstr(reply.body, words[i])), NULL), "metrics hold %s", words[i]);
    }
    http_reply_free(&reply);
    world_end(&world);
}

/* ids of people: "[…]" with count of them, in body. */
static const char *many_ids(size_t count, char body[1 << 17])
{
    size_t size = (size_t)sprintf(body, "{\"external_ids\":[\"0\"");
    for (size_t i = 1; i < count; i++)
        size += (size_t)snprintf(body + size, 20, ",\"%zu\"", i);
    snprintf(body + size, 4, "]}");
    return body;
}

Test(sign_in, orders_that_break_a_rule_are_refused_with_all_their_faults)
{
    static const struct {
        const char *target, *body;
        int status;
        const char *expected;
    } rows[] = {
        {"/v1/invitations", "{}", 422, "not_one_of"},
        {"/v1/invitations", "{\"all_without_account\":false}", 422, "not_one_of"},
        {"/v1/invitations", "{\"external_ids\":[]}", 422, "not_one_of"},
        {"/v1/invitations", "{\"external_ids\":[\"a\"],\"all_without_account\":true}", 422,
         "not_one_of"},
        {"/v1/invitations", "{\"person_ids\":[\"a\",\"b\"]}", 422, "\"/person_ids/1\""},
        {"/v1/invitations", "{\"everybody\":true}", 422, "unknown"},
        {"/v1/invitations", "[]", 422, ""},
        {"/v1/invitations", "{", 400, "syntax"},
        {"/v1/sign-in-links", "{}", 422, "/email"},
        {"/v1/sign-in-links", "{\"email\":\"anna\"}", 422, "bad_address"},
        {"/v1/sign-in-links", "{\"email\":\"a@b.example\\r\\nBcc: c@d.example\"}", 422, "/email"},
        {"/v1/sign-ins", "{}", 422, "/code"},
        {"/v1/sign-ins", "{\"code\":\"\"}", 422, "/code"},
        {"/v1/sign-ins", "{\"code\":\"x\"}", 403, "bad_code"},
        {"/v1/sign-ins", "{\"code\":\"x\",\"person_id\":\"y\"}", 422, "/person_id"},
    };
    struct world world = world_new();
    static char body[1 << 17];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct http_reply reply = post(&world, world.server.staff, rows[i].target, rows[i].body);
        cr_expect(eq(int, reply.status, rows[i].status), "%s: %s", rows[i].body, reply.body);
        cr_expect(ne(ptr, TEXT(strstr(reply.body, rows[i].expected)), NULL), "%s: %s", rows[i].body,
                  reply.body);
        http_reply_free(&reply);
    }
    expect_post(&world, world.server.staff, "/v1/invitations", many_ids(1000, body), 202, NULL);
    expect_post(&world, world.server.staff, "/v1/invitations", many_ids(1001, body), 422, NULL);
    cr_expect(eq(int, smtp_server_count(&world.smtp), 0));
    world_end(&world);
}

Test(sign_in, a_server_that_sends_no_mail_says_so_and_keeps_invitations)
{
    struct world world = {.server = http_server_start(NULL)};
    http_server_import(&world.server, people, "anna");
    expect_post(&world, NULL, "/v1/sign-in-links", "{\"email\":\"anna.geheim@example.org\"}", 503,
                NULL);
    expect_post(&world, world.server.staff, "/v1/invitations", "{\"external_ids\":[\"anna\"]}", 202,
                "{\"queued\":1,\"no_email\":0,\"no_basis\":0,\"already_open\":0,\"later\":0,\"not_"
                "found\":[]}\n");
    cr_expect(metric_wait(&world, "\nkring_mails_waiting -1\n"));
    http_server_stop(&world.server);
}
