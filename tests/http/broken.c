/* What no client should send: each a clear refusal, and the server goes on. */
#include "tests/http/http_server.h"

struct row {
    const char *what;
    const char *bytes; /* %s: the token */
    int status;
    const char *code; /* NULL: no problem */
    bool closed;
};

#define HOST         "Host: localhost\r\n"
#define TOKEN        "Authorization: Bearer %s\r\n"
#define CSV          "Content-Type: text/csv\r\n"
#define PEOPLE(rest) "GET /v1/people HTTP/1.1\r\n" HOST TOKEN rest "\r\n"
#define IMPORT(rest) "POST /v1/imports HTTP/1.1\r\n" HOST TOKEN CSV rest

static const struct row rows[] = {
    {"nothing wrong", PEOPLE(""), 200, NULL, false},
    {"two lengths", IMPORT("Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"), 400, "bad_request",
     true},
    {"two lengths that differ", IMPORT("Content-Length: 3\r\nContent-Length: 30\r\n\r\nabc"), 400,
     "bad_request", true},
    {"a length and chunks",
     IMPORT("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400, "bad_request",
     true},
    {"a blank before the colon", IMPORT("Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"), 400,
     "bad_request", true},
    {"another encoding", IMPORT("Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"), 400,
     "bad_request", true},
    {"an encoding over two lines", IMPORT("Transfer-Encoding: gzip,\r\n chunked\r\n\r\n0\r\n\r\n"),
     400, "bad_request", true},
    {"a header of many words", PEOPLE("X-A: a b\tc \r\nX-B:\r\nX-C:\t \td\r\n"), 200, NULL, false},
    {"a header over two lines", PEOPLE("X-A: a\r\n b\r\n"), 400, "bad_request", true},
    {"a length that is no number", IMPORT("Content-Length: 0x3\r\n\r\nabc"), 400, "bad_request",
     true},
    {"a length with a sign", IMPORT("Content-Length: +3\r\n\r\nabc"), 400, "bad_request", true},
    {"chunks by HTTP/1.0",
     "POST /v1/imports HTTP/1.0\r\n" HOST TOKEN CSV "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
     400, "bad_request", true},
    {"a host that is none", "GET /v1/people HTTP/1.1\r\nHost: a/b@c\r\n" TOKEN "\r\n", 400,
     "bad_request", true},
    {"a host and a port", "GET /v1/people HTTP/1.1\r\nHost: [::1]:8080\r\n" TOKEN "\r\n", 200, NULL,
     false},
    {"blanks behind a token",
     "GET /v1/people HTTP/1.1\r\n" HOST "Authorization: Bearer %s \t\r\n\r\n", 200, NULL, false},
    {"a body that is packed", IMPORT("Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"), 415,
     "unsupported_media_type", false},
    {"one person, and a role",
     "GET /v1/people?external_id=x&role=both HTTP/1.1\r\n" HOST TOKEN "\r\n", 400, "bad_parameter",
     false},
    {"two hosts", PEOPLE("Host: elsewhere\r\n"), 400, "bad_request", true},
    {"no host", "GET /v1/people HTTP/1.0\r\n" TOKEN "\r\n", 400, "bad_request", true},
    {"two authorizations", PEOPLE("Authorization: Bearer x\r\n"), 400, "bad_request", true},
    {"a bare CR in a value", PEOPLE("X-A: a\rX-B: b\r\n"), 400, "bad_request", true},
    {"a control byte in a value", PEOPLE("X-A: a\001b\r\n"), 400, "bad_request", true},
    {"a header that is no name", PEOPLE("X(A): a\r\n"), 400, "bad_request", true},
    {"a name over 64 bytes",
     PEOPLE("X-2345678901234567890123456789012345678901234567890123456789012345: a\r\n"), 400,
     "bad_request", true},
    {"a name of 64 bytes",
     PEOPLE("X-23456789012345678901234567890123456789012345678901234567890123: a\r\n"), 200, NULL,
     false},
    {"a body on GET", PEOPLE("Content-Length: 3\r\n") "abc", 400, "bad_request", true},
    {"chunks on GET", PEOPLE("Transfer-Encoding: chunked\r\n") "0\r\n\r\n", 400, "bad_request",
     true},
    {"no body, said on GET", PEOPLE("Content-Length: 0\r\n"), 200, NULL, false},
    {"an unknown method", "BREW /v1/people HTTP/1.1\r\n" HOST TOKEN "\r\n", 501, "not_implemented",
     true},
    {"a method not for this", "DELETE /v1/people HTTP/1.1\r\n" HOST TOKEN "\r\n", 405,
     "method_not_allowed", false},
    {"another version", "GET /v1/people HTTP/1.2\r\n" HOST TOKEN "\r\n", 400, "bad_request", true},
    {"a target without a slash", "GET v1/people HTTP/1.1\r\n" HOST TOKEN "\r\n", 400, "bad_request",
     false},
    {"a whole URL as target", "GET http://localhost/v1/people HTTP/1.1\r\n" HOST TOKEN "\r\n", 400,
     "bad_request", false},
    {"a bad escape", "GET /v1/people?q=%%4 HTTP/1.1\r\n" HOST TOKEN "\r\n", 400, "bad_request",
     false},
    {"an escape that is no number", "GET /v1/people?q=%%zz HTTP/1.1\r\n" HOST TOKEN "\r\n", 400,
     "bad_request", false},
    {"a NUL", "GET /v1/people?q=%%00 HTTP/1.1\r\n" HOST TOKEN "\r\n", 400, "bad_request", false},
    {"a line feed", "GET /v1/people?q=%%0a HTTP/1.1\r\n" HOST TOKEN "\r\n", 400, "bad_request",
     false},
    {"overlong UTF-8", "GET /v1/people?q=%%c0%%af HTTP/1.1\r\n" HOST TOKEN "\r\n", 400,
     "bad_request", false},
    {"a surrogate", "GET /v1/people?q=%%ed%%a0%%80 HTTP/1.1\r\n" HOST TOKEN "\r\n", 400,
     "bad_request", false},
    {"plain bytes beyond ASCII", "GET /v1/people?q=\303\270 HTTP/1.1\r\n" HOST TOKEN "\r\n", 400,
     "bad_request", false},
    {"the same escaped", "GET /v1/people?q=%%C3%%B8 HTTP/1.1\r\n" HOST TOKEN "\r\n", 200, NULL,
     false},
    {"an encoded slash stays in its segment", "GET /v1%%2fpeople HTTP/1.1\r\n" HOST TOKEN "\r\n",
     404, "not_found", false},
    {"a space in the target", "GET /v1/people?q=a b HTTP/1.1\r\n" HOST TOKEN "\r\n", 400,
     "bad_request", true},
    {"no such path", "GET /v1/persons HTTP/1.1\r\n" HOST TOKEN "\r\n", 404, "not_found", false},
    {"the root", "GET / HTTP/1.1\r\n" HOST TOKEN "\r\n", 404, "not_found", false},
    {"a slash at the end", "GET /v1/people/ HTTP/1.1\r\n" HOST TOKEN "\r\n", 404, "not_found",
     false},
    {"nine segments", "GET /a/b/c/d/e/f/g/h/i HTTP/1.1\r\n" HOST TOKEN "\r\n", 404, "not_found",
     false},
    {"an unknown parameter", "GET /v1/people?limits=1 HTTP/1.1\r\n" HOST TOKEN "\r\n", 400,
     "bad_parameter", false},
    {"a parameter twice", "GET /v1/people?limit=1&limit=1 HTTP/1.1\r\n" HOST TOKEN "\r\n", 400,
     "bad_parameter", false},
    {"a limit of 201", "GET /v1/people?limit=201 HTTP/1.1\r\n" HOST TOKEN "\r\n", 400,
     "bad_parameter", false},
    {"a limit of 200", "GET /v1/people?limit=200 HTTP/1.1\r\n" HOST TOKEN "\r\n", 200, NULL, false},
    {"a limit of 0", "GET /v1/people?limit=0 HTTP/1.1\r\n" HOST TOKEN "\r\n", 400, "bad_parameter",
     false},
    {"a forged cursor", "GET /v1/people?cursor=p1.x HTTP/1.1\r\n" HOST TOKEN "\r\n", 400,
     "bad_cursor", false},
    {"a cursor too long for one",
     "GET /v1/people?cursor="
     "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
     "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
     " HTTP/1.1\r\n" HOST TOKEN "\r\n",
     400, "bad_parameter", false},
    {"a count of another kind", "GET /v1/people?count=about HTTP/1.1\r\n" HOST TOKEN "\r\n", 400,
     "bad_parameter", false},
    {"a parameter missing", "GET /v1/readings?scheme=isco HTTP/1.1\r\n" HOST TOKEN "\r\n", 400,
     "bad_parameter", false},
    {"only HTML accepted", PEOPLE("Accept: text/html\r\n"), 406, "not_acceptable", false},
    {"JSON excluded", PEOPLE("Accept: */*, application/json;q=0\r\n"), 406, "not_acceptable",
     false},
    {"anything accepted", PEOPLE("Accept: text/html, */*;q=0.1\r\n"), 200, NULL, false},
    {"no length of an import", IMPORT("\r\n"), 411, "length_required", false},
    {"no type", "POST /v1/imports HTTP/1.1\r\n" HOST TOKEN "Content-Length: 3\r\n\r\nabc", 415,
     "unsupported_media_type", false},
    {"another type",
     "POST /v1/imports HTTP/1.1\r\n" HOST TOKEN
     "Content-Type: application/pdf\r\nContent-Length: 3\r\n\r\nabc",
     415, "unsupported_media_type", false},
    {"another charset",
     "POST /v1/imports HTTP/1.1\r\n" HOST TOKEN
     "Content-Type: text/csv; charset=latin1\r\nContent-Length: 3\r\n\r\nabc",
     415, "unsupported_media_type", false},
    {"chunks for a patch",
     "PATCH /v1/people/x HTTP/1.1\r\n" HOST TOKEN
     "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
     411, "length_required", false},
    {"a patch of no version",
     "PATCH /v1/people/x HTTP/1.1\r\n" HOST TOKEN
     "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
     428, "condition_missing", false},
    {"a version without quotes",
     "PATCH /v1/people/x HTTP/1.1\r\n" HOST TOKEN
     "Content-Type: application/json\r\nIf-Match: 3\r\nContent-Length: 2\r\n\r\n{}",
     400, "bad_condition", false},
    {"a malformed If-None-Match", PEOPLE("If-None-Match: \"a\r\n"), 400, "bad_condition", false},
    {"an empty If-None-Match", PEOPLE("If-None-Match: \r\n"), 400, "bad_condition", false},
    {"a tag of another list", PEOPLE("If-Match: \"a\"\r\n"), 412, "condition_failed", false},
    {"no token", "GET /v1/people HTTP/1.1\r\n" HOST "\r\n", 401, "unauthorized", false},
    {"another scheme",
     "GET /v1/people HTTP/1.1\r\n" HOST "Authorization: Basic a2V5OnZhbHVl\r\n\r\n", 401,
     "unauthorized", false},
    {"a token with a wrong checksum",
     "GET /v1/people HTTP/1.1\r\n" HOST
     "Authorization: Bearer kring_0000000000000000000000000000000000000000000000000\r\n\r\n",
     401, "unauthorized", false},
};

static void expect_row(const struct http_server *server, const struct row *row)
{
    char bytes[8192];
    char value[512];
    int size = snprintf(bytes, sizeof bytes, "%s", "");
    const char *at = row->bytes;
    for (; *at != '\0' && size < (int)sizeof bytes - 100; at++) {
        if (at[0] == '%' && at[1] == 's')
            size += snprintf(bytes + size, 100, "%s", server->staff);
        else
            bytes[size++] = *at;
        at += at[0] == '%'; /* %% is one */
    }
    struct http_reply reply = http_raw(server->port, bytes, (size_t)size);
    cr_expect(eq(int, reply.status, row->status), "%s: %s", row->what, reply.body);
    if (row->code != NULL)
        cr_expect(eq(str, TEXT(http_member(&reply, "code", value)), TEXT(row->code)), "%s",
                  row->what);
    cr_expect(eq(int, reply.closed, row->closed), "%s: closed", row->what);
    http_reply_free(&reply);
}

Test(broken, requests_are_refused_clearly_and_the_server_goes_on)
{
    struct http_server server = http_server_start(NULL);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        expect_row(&server, &rows[i]);
    expect_row(&server, &rows[0]);
    http_server_stop(&server);
}

static int status_with_arguments(const struct http_server *server, size_t count)
{
    char target[8192] = "/v1/people?";
    size_t size = strlen(target);
    for (size_t i = 0; i < count; i++)
        size += (size_t)snprintf(target + size, sizeof target - size, "a=%zu&", i % 10);
    target[size - 1] = '\0';
    struct http_reply reply =
        http_ask(server->port, (struct http_ask){.target = target, .token = server->staff});
    bool too_many = strstr(reply.body, "too_many_arguments") != NULL;
    int status = too_many ? 1000 + reply.status : reply.status;
    http_reply_free(&reply);
    return status;
}

Test(broken, a_hundred_query_arguments_are_read_and_more_are_told_400)
{
    struct http_server server = http_server_start(NULL);
    cr_expect(eq(int, status_with_arguments(&server, 100), 400)); /* unknown, but read */
    cr_expect(eq(int, status_with_arguments(&server, 101), 1400));
    cr_expect(eq(int, status_with_arguments(&server, 600), 1400));
    cr_expect(eq(int, status_with_arguments(&server, 2000), 1400));
    http_server_stop(&server);
}

static int status_with_target(const struct http_server *server, size_t size)
{
    char target[50000] = "/v1/people?q=";
    memset(target + strlen(target), 'a', size - strlen(target));
    target[size] = '\0';
    struct http_reply reply =
        http_ask(server->port, (struct http_ask){.target = target, .token = server->staff});
    int status = reply.status;
    http_reply_free(&reply);
    return status;
}

/* A head of about size bytes, in forty headers. */
static int status_with_head(const struct http_server *server, size_t size)
{
    struct text headers = {0};
    for (size_t i = 0; i < 40; i++)
        text_addf(&headers, "X-%02zu: %0*d\r\n", i, (int)(size / 40 - 8), 0);
    struct http_reply reply = http_ask(
        server->port, (struct http_ask){.target = "/problems/timeout", .headers = headers.bytes});
    int status = reply.status;
    http_reply_free(&reply);
    text_free(&headers);
    return status;
}

Test(broken, no_size_of_a_head_is_left_without_a_reply)
{
    struct http_server server = http_server_start(NULL);
    int before = 200;
    for (size_t size = 20000; size < 40000; size += 200) {
        int status = status_with_head(&server, size);
        cr_expect(status == before || (before == 200 && status == 431), "%zu bytes: %d", size,
                  status);
        before = status;
    }
    cr_expect(eq(int, before, 431));
    for (size_t size = 20000; size < 40000; size += 200) {
        int status = status_with_target(&server, size);
        cr_expect(status == 414 || status == 431, "a target of %zu bytes: %d", size, status);
    }
    http_server_stop(&server);
}

static int status_with_headers(const struct http_server *server, size_t count)
{
    char headers[4096] = "";
    for (size_t i = 2; i < count; i++) /* Host and Authorization are two */
        snprintf(headers + strlen(headers), 100, "X-%zu: a\r\n", i);
    struct http_reply reply = http_ask(
        server->port,
        (struct http_ask){.target = "/v1/people", .token = server->staff, .headers = headers});
    int status = reply.status;
    http_reply_free(&reply);
    return status;
}

static int status_with_json(const struct http_server *server, size_t size)
{
    char *body = malloc(size);
    memset(body, ' ', size);
    memcpy(body, "{}", 2);
    struct http_reply reply =
        http_ask(server->port,
                 (struct http_ask){.method = "PATCH",
                                   .target = "/v1/people/00000000-0000-7000-8000-000000000000",
                                   .token = server->staff,
                                   .headers = "Content-Type: application/json\r\nIf-Match: *\r\n",
                                   .body = body,
                                   .body_size = size});
    int status = reply.status;
    http_reply_free(&reply);
    free(body);
    return status;
}

static int status_with_import(const struct http_server *server, size_t size)
{
    char *body = malloc(size);
    memset(body, '\n', size);
    struct http_reply reply =
        http_ask(server->port, (struct http_ask){.method = "POST",
                                                 .target = "/v1/imports",
                                                 .token = server->staff,
                                                 .headers = "Content-Type: text/csv\r\n",
                                                 .body = body,
                                                 .body_size = size});
    int status = reply.status;
    http_reply_free(&reply);
    free(body);
    return status;
}

Test(broken, every_limit_holds_at_itself_and_refuses_one_past_it)
{
    static const struct {
        const char *what;
        int (*status)(const struct http_server *server, size_t size);
        size_t limit;
        int at, past;
    } limits[] = {
        {"target", status_with_target, 8192, 400, 414}, /* 400: q has at most 100 bytes */
        {"headers", status_with_headers, 64, 200, 431},
        {"JSON body", status_with_json, 65536, 404, 413},
        {"import", status_with_import, 300000, 422, 413},
    };
    static const char *const settings[] = {"KRING_IMPORT_BYTES_MAX", "300000", NULL};
    struct http_server server = http_server_start(settings);
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        cr_expect(eq(int, limits[i].status(&server, limits[i].limit), limits[i].at), "%s at",
                  limits[i].what);
        cr_expect(eq(int, limits[i].status(&server, limits[i].limit + 1), limits[i].past),
                  "%s past", limits[i].what);
    }
    cr_expect(eq(int, status_with_json(&server, 2000000), 413), "2 MB of JSON");
    http_server_stop(&server);
}

Test(broken, chunks_beyond_the_limit_are_refused_at_their_end)
{
    static const char *const settings[] = {"KRING_IMPORT_BYTES_MAX", "100000", NULL};
    struct http_server server = http_server_start(settings);
    struct text bytes = {0};
    text_addf(&bytes,
              "POST /v1/imports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
              "Content-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n",
              server.staff);
    for (size_t i = 0; i < 101; i++)
        text_addf(&bytes, "3e8\r\n%*s\r\n", 1000, "a");
    text_add(&bytes, "0\r\n\r\n");
    struct http_reply reply = http_raw(server.port, bytes.bytes, bytes.size);
    cr_expect(eq(int, reply.status, 413), "%s", reply.body);
    http_reply_free(&reply);
    text_free(&bytes);
    http_server_stop(&server);
}

Test(broken, a_connection_too_many_is_told_503_and_the_others_go_on)
{
    static const char *const settings[] = {"KRING_CONNECTIONS_MAX", "4", NULL};
    struct http_server server = http_server_start(settings);
    static const char ask[] = "GET /problems/timeout HTTP/1.1\r\nHost: localhost\r\n\r\n";
    int open[4];
    for (size_t i = 0; i < 4; i++) {
        open[i] = http_connect(server.port);
        http_send(open[i], ask, strlen(ask));
        struct http_reply reply = http_receive(open[i], true);
        cr_expect(eq(int, reply.status, 200));
        http_reply_free(&reply);
    }
    struct http_reply reply = http_raw(server.port, ask, strlen(ask));
    cr_expect(eq(int, reply.status, 503), "the fifth");
    cr_expect(reply.closed, "the fifth is closed");
    http_reply_free(&reply);
    http_send(open[3], ask, strlen(ask));
    reply = http_receive(open[3], true);
    cr_expect(eq(int, reply.status, 200), "the fourth, again");
    http_reply_free(&reply);
    for (size_t i = 0; i < 4; i++)
        close(open[i]);
    http_server_stop(&server);
}
