/* Who asks too often is told 429, and nobody else notices. */
#include "tests/http/http_server.h"

static struct http_reply ask(const struct http_server *server, const char *target,
                             const char *token)
{
    return http_ask(server->port, (struct http_ask){.target = target, .token = token});
}

static int status_of(const struct http_server *server, const char *target, const char *token)
{
    struct http_reply reply = ask(server, target, token);
    int status = reply.status;
    http_reply_free(&reply);
    return status;
}

/* Asks again and again: how many were answered otherwise than 429 before the first 429. */
static size_t let_through(const struct http_server *server, const char *target, const char *token,
                          size_t tries)
{
    size_t count = 0;
    while (count < tries && status_of(server, target, token) != 429)
        count++;
    return count;
}

/* Asks until it is answered so; false after ten seconds. */
static bool becomes(const struct http_server *server, const char *target, const char *token,
                    int status)
{
    for (int i = 0; i < 500; i++) {
        if (status_of(server, target, token) == status)
            return true;
        usleep(20000);
    }
    return false;
}

/* A token with a right checksum that nobody was given. */
static void made_up_token(unsigned number, char ret_text[TOKEN_TEXT_SIZE])
{
    unsigned char secret[TOKEN_SECRET_SIZE] = "none";
    memcpy(secret + 8, &number, sizeof number);
    token_format(secret, ret_text);
}

static bool metric_is_zero(const struct http_server *server, const char *by)
{
    char line[100];
    snprintf(line, sizeof line, "\nkring_rate_limited_total{by=\"%s\"} 0\n", by);
    struct http_reply reply = http_ask(server->admin_port, (struct http_ask){.target = "/metrics"});
    bool zero = strstr(reply.body, line) != NULL;
    http_reply_free(&reply);
    return zero;
}

#define KNOWN_TO_ALL "/v1/concepts/isced"

/* Until the feed has shown a token it counts on the address, and costs a look-up. Where either is
 * used up but for one now and then, three answers in a row are the token's own. */
static void wait_for_token(const struct http_server *server, const char *token)
{
    int in_a_row = 0;
    for (int i = 0; i < 500 && in_a_row < 3; i++) {
        in_a_row = status_of(server, KNOWN_TO_ALL, token) == 200 ? in_a_row + 1 : 0;
        usleep(in_a_row == 0 ? 20000 : 0);
    }
    cr_assert(eq(int, in_a_row, 3), "the token is not in memory");
}

Test(limits, a_token_has_its_burst_and_one_past_it_is_told_429)
{
    static const char *const settings[] = {"KRING_TOKEN_RATE",
                                           "1",
                                           "KRING_TOKEN_BURST",
                                           "40",
                                           "KRING_ADDRESS_RATE",
                                           "1",
                                           "KRING_ADDRESS_BURST",
                                           "1",
                                           NULL};
    struct http_server server = http_server_start(settings);
    char other[TOKEN_TEXT_SIZE];
    char value[512];
    http_server_token(&server, NULL, other);
    int64_t began_ms = clock_ms();
    wait_for_token(&server, other);
    wait_for_token(&server, server.staff);
    size_t count = let_through(&server, KNOWN_TO_ALL, server.staff, 100);
    size_t added = (size_t)((clock_ms() - began_ms) / 1000 + 1);
    cr_expect(ge(sz, count, 36), "%zu", count); /* the wait took three or four */
    cr_expect(le(sz, count, 40 + added), "%zu", count);

    struct http_reply reply = {0};
    for (int i = 0; i < 5 && reply.status != 429; i++) { /* one may have been added just now */
        http_reply_free(&reply);
        reply = ask(&server, "/v1/people/x?limit=1", server.staff);
    }
    cr_expect(eq(int, reply.status, 429), "%s", reply.body);
    cr_expect(eq(str, TEXT(http_header(&reply, "Retry-After", value)), TEXT("1")));
    cr_expect(eq(str, TEXT(http_header(&reply, "Content-Type", value)),
                 TEXT("application/problem+json")));
    cr_expect(eq(str, TEXT(http_member(&reply, "code", value)), TEXT("rate_limited")));
    cr_expect(eq(str, TEXT(http_member(&reply, "type", value)), TEXT("/problems/rate_limited")));
    cr_expect(eq(str, TEXT(http_member(&reply, "instance", value)), TEXT("/v1/people/x")));
    cr_expect(ne(ptr, strstr(reply.body, "\"retryable\":true"), NULL), "%s", reply.body);
    http_reply_free(&reply);
    cr_expect(eq(int, status_of(&server, KNOWN_TO_ALL, other), 200), "another token");
    cr_expect(becomes(&server, "/problems/rate_limited", NULL, 200), "the page");
    cr_expect(becomes(&server, KNOWN_TO_ALL, server.staff, 200), "after a while");
    cr_expect(not(metric_is_zero(&server, "token")));
    http_server_stop(&server);
}

Test(limits, whatever_has_no_valid_token_counts_on_its_address)
{
    static const char *const settings[] = {"KRING_ADDRESS_RATE", "1", "KRING_ADDRESS_BURST", "60",
                                           NULL};
    char forged[TOKEN_TEXT_SIZE];
    made_up_token(7, forged);
    const struct {
        const char *method, *target, *token;
        int status;
    } rows[] = {
        {"GET", "/problems/timeout", NULL, 200}, {"HEAD", "/openapi.json", NULL, 200},
        {"GET", "/v1/people", NULL, 401},        {"GET", "/v1/people", "kring_x", 401},
        {"GET", "/v1/people", forged, 401},      {"GET", "/problems/timeout", forged, 200},
        {"GET", "/nowhere", NULL, 404},          {"OPTIONS", "/v1/people", NULL, 204},
        {"DELETE", "/v1/people", NULL, 405},     {"GET", "/v1/people?q=%zz", NULL, 400},
    };
    struct http_server server = http_server_start(settings);
    for (int empty = 0; empty < 2; empty++) {
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
            int status = 0;
            for (int tries = 0; tries < (empty ? 5 : 1) && status != 429; tries++) {
                struct http_reply reply =
                    http_ask(server.port, (struct http_ask){.method = rows[i].method,
                                                            .target = rows[i].target,
                                                            .token = rows[i].token});
                status = reply.status;
                http_reply_free(&reply);
            }
            cr_expect(eq(int, status, empty ? 429 : rows[i].status), "%s %s", rows[i].method,
                      rows[i].target);
        }
        cr_expect(lt(sz, let_through(&server, "/problems/timeout", NULL, 200), 200));
    }
    wait_for_token(&server, server.staff);
    for (int i = 0; i < 100; i++)
        cr_assert(eq(int,
                     status_of(&server, i % 2 ? KNOWN_TO_ALL : "/problems/timeout", server.staff),
                     200),
                  "a valid one");
    cr_expect(not(metric_is_zero(&server, "address")));
    cr_expect(metric_is_zero(&server, "token"));
    http_server_stop(&server);
}

/* By default, and with an address for everybody as behind a proxy. */
Test(limits, a_thousand_wrong_tokens_cost_few_look_ups_and_others_nothing)
{
    static const char *const settings[][7] = {
        {"KRING_ADDRESS_RATE", "", "KRING_LOOKUP_RATE", "", "KRING_TOKEN_RATE", "", NULL},
        {"KRING_ADDRESS_RATE", "0", "KRING_LOOKUP_RATE", "50", "KRING_TOKEN_RATE", "", NULL},
    };
    static const char *const by[] = {"address", "lookup"};
    for (size_t row = 0; row < 2; row++) {
        struct http_server server = http_server_start(settings[row]);
        char forged[TOKEN_TEXT_SIZE];
        size_t looked_up = 0;
        made_up_token(1000, forged);
        cr_expect(lt(sz, let_through(&server, KNOWN_TO_ALL, forged, 1000), 1000));
        wait_for_token(&server, server.staff);
        int64_t began_ms = clock_ms();
        for (unsigned i = 0; i < 1000; i++) {
            made_up_token(i, forged);
            int status = status_of(&server, KNOWN_TO_ALL, forged);
            cr_expect(status == 401 || status == 429, "%d", status);
            looked_up += status == 401;
            if (i % 20 == 0)
                cr_expect(eq(int, status_of(&server, KNOWN_TO_ALL, server.staff), 200));
        }
        size_t seconds = (size_t)((clock_ms() - began_ms) / 1000 + 1);
        cr_expect(le(sz, looked_up, 100 + 50 * seconds), "%zu by %s", looked_up, by[row]);
        cr_expect(not(metric_is_zero(&server, by[row])));
        cr_expect(metric_is_zero(&server, "token"));
        http_server_stop(&server);
    }
}

Test(limits, a_429_is_logged_with_what_was_too_much_and_without_who)
{
    static const char *const settings[] = {"KRING_ADDRESS_RATE", "1", "KRING_ADDRESS_BURST", "1",
                                           NULL};
    struct http_server server = http_server_start(settings);
    cr_expect(lt(sz, let_through(&server, "/problems/timeout", NULL, 200), 200));
    cr_expect(eq(int, http_server_end(&server, SIGTERM), 0));
    char log[65536];
    ssize_t size = pread(server.log, log, sizeof log - 1, 0);
    log[size < 0 ? 0 : size] = '\0';
    cr_expect(ne(ptr, strstr(log, "route=- status=429"), NULL), "%s", log);
    cr_expect(ne(ptr, strstr(log, " limited=address\n"), NULL), "%s", log);
    cr_expect(eq(ptr, strstr(log, "127.0.0.1 "), NULL), "%s", log);
    close(server.log);
    database_drop(&server.database);
}
