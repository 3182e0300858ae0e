/* Requests whose end can be read in more than one way, or that are none. Behind each another
 * request follows at once: where anybody could see another end it must not be answered. */
#include "tests/http/http_server.h"

#include "api/framing.h"

#include <netinet/tcp.h>

#define GET(rest)  "GET /problems/timeout HTTP/1.1\r\n" rest "\r\n"
#define HOST       "Host: localhost\r\n"
#define POST(rest) "POST /v1/imports HTTP/1.1\r\n" HOST "Content-Type: text/csv\r\n" rest
#define CHUNKED    POST("Transfer-Encoding: chunked\r\n\r\n")
#define LENGTH(v)  POST("Content-Length:" v "\r\n\r\nabc")
#define CODING(v)  POST("Transfer-Encoding:" v "\r\n\r\n0\r\n\r\n")
#define NEXT       "GET /problems/conflict HTTP/1.1\r\n" HOST "\r\n" /* 200, and says "conflict" */

static const struct row {
    const char *what;
    const char *bytes;
    size_t size; /* 0: strlen */
    int status;
    bool next; /* the next request is answered: all agree where this one ended */
} rows[] = {
#define ROW(what, bytes, status, next)                                                             \
    {                                                                                              \
        what, bytes, sizeof bytes - 1, status, next                                                \
    }
    /* sound: nothing is refused that is allowed */
    ROW("nothing wrong", GET(HOST), 200, true),
    ROW("an empty line before", "\r\n" GET(HOST), 200, true),
    ROW("HTTP/1.0", "GET /problems/timeout HTTP/1.0\r\n" HOST "Connection: keep-alive\r\n\r\n", 200,
        true),
    ROW("blanks around a value", GET("Host: \tlocalhost \t\r\nX-A:\r\nX-B: a\tb \r\n"), 200, true),
    ROW("a value beyond ASCII", GET(HOST "X-A: \303\270\200\r\n"), 200, true),
    ROW("a name of all that a name may have", GET(HOST "!#$%&'*+-.^_`|~09aZ: a\r\n"), 200, true),
    ROW("a length of nothing on GET", GET(HOST "Content-Length: 0\r\n"), 200, true),
    ROW("a length", LENGTH(" 3"), 401, true),
    ROW("a length with zeros before", LENGTH(" 0003"), 401, true),
    ROW("a length, no blank", LENGTH("3"), 401, true),
    ROW("chunks", CHUNKED "3\r\nabc\r\n0\r\n\r\n", 401, true),
    ROW("chunks, zeros and capitals", CHUNKED "00A\r\n0123456789\r\n000\r\n\r\n", 401, true),
    ROW("chunks with extensions", CHUNKED "3;a=b;c=\"d e\"\r\nabc\r\n0;e\r\n\r\n", 401, true),
    ROW("the encoding in capitals", CODING(" CHUNKED"), 401, true),
    ROW("what looks like a request is a body",
        POST("Content-Length: 31\r\n\r\nGET /problems/busy HTTP/1.1\r\n\r\n"), 401, true),

    /* two lengths */
    ROW("two lengths that are equal", POST("Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"),
        400, false),
    ROW("two lengths that differ", POST("Content-Length: 3\r\nContent-Length: 0\r\n\r\nabc"), 400,
        false),
    ROW("two lengths, one in capitals", POST("Content-Length: 3\r\nCONTENT-LENGTH: 0\r\n\r\nabc"),
        400, false),
    ROW("two lengths far apart",
        POST("Content-Length: 3\r\nX-A: a\r\nX-B: b\r\ncontent-length: 3\r\n\r\nabc"), 400, false),
    ROW("a list of lengths that are equal", LENGTH(" 3, 3"), 400, false),
    ROW("a list of lengths that differ", LENGTH(" 3, 0"), 400, false),

    /* lengths that are none */
    ROW("a length with a plus", LENGTH(" +3"), 400, false),
    ROW("a length with a minus", LENGTH(" -3"), 400, false),
    ROW("a length in hexadecimal", LENGTH(" 0x3"), 400, false),
    ROW("a length with a fraction", LENGTH(" 3.0"), 400, false),
    ROW("a length with a blank behind", LENGTH(" 3 "), 400, false),
    ROW("a length with a blank within", LENGTH(" 3 0"), 400, false),
    ROW("a length of nothing", LENGTH(""), 400, false),
    ROW("a length in quotes", LENGTH(" \"3\""), 400, false),
    ROW("a length past 64 bits", LENGTH(" 18446744073709551619"), 400, false),
    ROW("a length of many digits", LENGTH(" 0000000000000000000000000000000003"), 400, false),
    ROW("a length with a NUL", LENGTH(" 3\0"), 400, false),

    /* a length and chunks */
    ROW("a length, then chunks",
        POST("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400, false),
    ROW("chunks, then a length",
        POST("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"), 400, false),
    ROW("a length of nothing and chunks",
        POST("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400, false),

    /* encodings */
    ROW("a blank before the colon", POST("Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"), 400,
        false),
    ROW("a tab before the colon", POST("Transfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n"), 400,
        false),
    ROW("chunked and identity", CODING(" chunked, identity"), 400, false),
    ROW("identity", CODING(" identity"), 400, false),
    ROW("gzip and chunked", CODING(" gzip, chunked"), 400, false),
    ROW("an encoding that is like chunked", CODING(" xchunked"), 400, false),
    ROW("chunked in quotes", CODING(" \"chunked\""), 400, false),
    ROW("chunked with a blank behind", CODING(" chunked "), 400, false),
    ROW("chunked with a comma", CODING(" chunked,"), 400, false),
    ROW("chunked after a vertical tab", CODING(" \013chunked"), 400, false),
    ROW("no encoding", CODING(""), 400, false),
    ROW("chunked twice",
        POST("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400,
        false),
    ROW("chunked and identity on two lines",
        POST("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"), 400,
        false),
    ROW("chunks by HTTP/1.0",
        "POST /v1/imports HTTP/1.0\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400,
        false),
    ROW("an encoding over two lines", CODING("\r\n chunked"), 400, false),
    ROW("an encoding with a NUL", CODING(" chunked\0"), 400, false),

    /* chunks */
    ROW("a chunk of no number", CHUNKED "x\r\nabc\r\n0\r\n\r\n", 400, false),
    ROW("a chunk of no size", CHUNKED "\r\nabc\r\n0\r\n\r\n", 400, false),
    ROW("a chunk of 0x3", CHUNKED "0x3\r\nabc\r\n0\r\n\r\n", 400, false),
    ROW("a chunk of -3", CHUNKED "-3\r\nabc\r\n0\r\n\r\n", 400, false),
    ROW("a chunk of +3", CHUNKED "+3\r\nabc\r\n0\r\n\r\n", 400, false),
    ROW("a chunk with a blank before", CHUNKED " 3\r\nabc\r\n0\r\n\r\n", 400, false),
    ROW("a chunk with a blank behind", CHUNKED "3 \r\nabc\r\n0\r\n\r\n", 400, false),
    ROW("a chunk past 64 bits", CHUNKED "10000000000000003\r\nabc\r\n0\r\n\r\n", 400, false),
    ROW("a chunk longer than told", CHUNKED "3\r\nabcd\r\n0\r\n\r\n", 400, false),
    ROW("a chunk without a line end behind", CHUNKED "3\r\nabc0\r\n\r\n", 400, false),
    ROW("a chunk with LF behind its size", CHUNKED "3\nabc\r\n0\r\n\r\n", 400, false),
    ROW("a chunk with LF behind", CHUNKED "3\r\nabc\n0\r\n\r\n", 400, false),
    ROW("a chunk with CR behind its size", CHUNKED "3\rabc\r\n0\r\n\r\n", 400, false),
    ROW("an extension with LF", CHUNKED "3;a\nabc\r\n0\r\n\r\n", 400, false),
    ROW("an extension with CR", CHUNKED "3;a\rb\r\nabc\r\n0\r\n\r\n", 400, false),
    ROW("an extension with a NUL", CHUNKED "3;a\0b\r\nabc\r\n0\r\n\r\n", 400, false),
    ROW("the end with LF", CHUNKED "0\n\n", 400, false),
    ROW("the end with LF alone", CHUNKED "0\r\n\n", 400, false),
    ROW("a length behind the chunks", CHUNKED "0\r\nContent-Length: 30\r\n\r\n", 400, false),
    ROW("a header behind the chunks", CHUNKED "0\r\nX-A: a\r\n\r\n", 400, false),
    ROW("a colon behind the chunks", CHUNKED "0\r\n: a\r\n\r\n", 400, false),

    /* lines */
    ROW("lines with LF", "GET /problems/timeout HTTP/1.1\nHost: localhost\n\n", 400, false),
    ROW("one line with LF", GET("Host: localhost\nX-A: a\r\n"), 400, false),
    ROW("the end of the head with LF", "GET /problems/timeout HTTP/1.1\r\n" HOST "\n", 400, false),
    ROW("lines with CR", "GET /problems/timeout HTTP/1.1\rHost: localhost\r\r", 400, false),
    ROW("a CR in a value", GET(HOST "X-A: a\rX-B: b\r\n"), 400, false),
    ROW("two CR", GET("Host: localhost\r\r\n"), 400, false),
    ROW("a NUL in a value", GET(HOST "X-A: a\0b\r\n"), 400, false),
    ROW("a NUL and LF for a line end", GET("Host: localhost\0\nX-A: a\r\n"), 400, false),
    ROW("a NUL in a name", GET(HOST "X\0A: a\r\n"), 400, false),
    ROW("a NUL before a name", GET(HOST "\0X-A: a\r\n"), 400, false),
    ROW("a NUL for a line", GET(HOST "\0\r\n"), 400, false),
    ROW("a NUL in the target", "GET /problems/timeout\0/x HTTP/1.1\r\n" HOST "\r\n", 400, false),
    ROW("a NUL in the method", "GET\0X /problems/timeout HTTP/1.1\r\n" HOST "\r\n", 400, false),
    ROW("a NUL behind the version", "GET /problems/timeout HTTP/1.1\0\n" HOST "\r\n", 400, false),
    ROW("a NUL line before", "\0\r\n" GET(HOST), 400, false),
    ROW("a vertical tab in a value", GET(HOST "X-A: a\013b\r\n"), 400, false),
    ROW("DEL in a value", GET(HOST "X-A: a\177b\r\n"), 400, false),

    /* headers */
    ROW("a line that begins with a colon", GET(HOST ": x\r\n"), 400, false),
    ROW("it comes first", GET(": x\r\n" HOST), 400, false),
    ROW("it is all there is", GET(HOST ":\r\n"), 400, false),
    ROW("it ends LF and looks like the end", GET("Host: localhost\n:\r\nX-A: a\r\n"), 400, false),
    ROW("it hides a length", POST(":\r\nContent-Length: 3\r\n\r\nabc"), 400, false),
    ROW("a line without a colon", GET(HOST "X-A\r\n"), 400, false),
    ROW("a request as a header", GET(HOST "GET /problems/busy HTTP/1.1\r\n"), 400, false),
    ROW("a name with a blank", GET(HOST "X A: a\r\n"), 400, false),
    ROW("a name with brackets", GET(HOST "X(A): a\r\n"), 400, false),
    ROW("a name beyond ASCII", GET(HOST "X\303\270: a\r\n"), 400, false),
    ROW("a name of 64 bytes",
        GET(HOST "X-23456789012345678901234567890123456789012345678901234567890123: a\r\n"), 200,
        true),
    ROW("a name of 65 bytes",
        GET(HOST "X-234567890123456789012345678901234567890123456789012345678901234: a\r\n"), 400,
        false),
    ROW("a header over two lines", GET(HOST "X-A: a\r\n b\r\n"), 400, false),
    ROW("a header over two lines, by a tab", GET(HOST "X-A: a\r\n\tb\r\n"), 400, false),
    ROW("a first header over two lines", GET(" X-A: a\r\n" HOST), 400, false),
    ROW("a line of blanks", GET(HOST " \r\n"), 400, false),
    ROW("two hosts", GET(HOST HOST), 400, false),
    ROW("two hosts, one elsewhere", GET(HOST "host: elsewhere\r\n"), 400, false),
    ROW("no host", GET(""), 400, false),
    ROW("no host by HTTP/1.0", "GET /problems/timeout HTTP/1.0\r\n\r\n", 400, false),
    ROW("an empty host", GET("Host:\r\n"), 400, false),
    ROW("a host of two words", GET("Host: localhost elsewhere\r\n"), 400, false),
    ROW("a host with a path", GET("Host: localhost/x\r\n"), 400, false),
    ROW("a host with a user", GET("Host: x@localhost\r\n"), 400, false),
    ROW("two hosts in one", GET("Host: localhost, elsewhere\r\n"), 400, false),
    ROW("two authorizations", GET(HOST "Authorization: Bearer a\r\nAuthorization: Bearer a\r\n"),
        400, false),

    /* the request line */
    ROW("two empty lines before", "\r\n\r\n" GET(HOST), 400, false),
    ROW("LF before", "\n" GET(HOST), 400, false),
    ROW("a blank before", " " GET(HOST), 400, false),
    ROW("two blanks", "GET  /problems/timeout HTTP/1.1\r\n" HOST "\r\n", 400, false),
    ROW("two blanks behind the target", "GET /problems/timeout  HTTP/1.1\r\n" HOST "\r\n", 400,
        false),
    ROW("a blank behind the version", "GET /problems/timeout HTTP/1.1 \r\n" HOST "\r\n", 400,
        false),
    ROW("tabs", "GET\t/problems/timeout\tHTTP/1.1\r\n" HOST "\r\n", 400, false),
    ROW("a tab in the target", "GET /problems/timeout\t HTTP/1.1\r\n" HOST "\r\n", 400, false),
    ROW("a blank in the target", "GET /problems/timeout x HTTP/1.1\r\n" HOST "\r\n", 400, false),
    ROW("two versions", "GET /problems/timeout HTTP/1.1 HTTP/1.1\r\n" HOST "\r\n", 400, false),
    ROW("no target", "GET HTTP/1.1\r\n" HOST "\r\n", 400, false),
    ROW("no version", "GET /problems/timeout\r\n\r\n", 400, false),
    ROW("HTTP/0.9", "GET /problems/timeout HTTP/0.9\r\n" HOST "\r\n", 400, false),
    ROW("HTTP/1.2", "GET /problems/timeout HTTP/1.2\r\n" HOST "\r\n", 400, false),
    ROW("HTTP/2.0", "GET /problems/timeout HTTP/2.0\r\n" HOST "\r\n", 400, false),
    ROW("HTTP/1.10", "GET /problems/timeout HTTP/1.10\r\n" HOST "\r\n", 400, false),
    ROW("http/1.1", "GET /problems/timeout http/1.1\r\n" HOST "\r\n", 400, false),
    ROW("a beginning of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, false),
    ROW("a beginning of TLS", "\026\003\001\002\000\001\000\001\374\003\003", 400, false),
    ROW("an unknown method", "BREW /problems/timeout HTTP/1.1\r\n" HOST "\r\n", 501, false),
    ROW("a method in small letters", "get /problems/timeout HTTP/1.1\r\n" HOST "\r\n", 501, false),
    ROW("a method that is no word", "G(T /problems/timeout HTTP/1.1\r\n" HOST "\r\n", 400, false),
    ROW("a tunnel", "CONNECT localhost:80 HTTP/1.1\r\n" HOST "\r\n", 501, false),
    ROW("a whole URL as target", "GET http://localhost/problems/timeout HTTP/1.1\r\n" HOST "\r\n",
        400, true),
    ROW("a target without a slash", "GET problems/timeout HTTP/1.1\r\n" HOST "\r\n", 400, true),
    ROW("an encoded NUL", "GET /problems/timeout%00 HTTP/1.1\r\n" HOST "\r\n", 400, true),
    ROW("an encoded line end", "GET /problems/timeout%0d%0a HTTP/1.1\r\n" HOST "\r\n", 400, true),
    ROW("an encoded slash", "GET /problems%2ftimeout HTTP/1.1\r\n" HOST "\r\n", 404, true),
    ROW("a bad escape", "GET /problems/%4 HTTP/1.1\r\n" HOST "\r\n", 400, true),
    ROW("dots", "GET /x/../problems/timeout HTTP/1.1\r\n" HOST "\r\n", 404, true),

    /* bodies where there are none */
    ROW("a body on GET", GET(HOST "Content-Length: 3\r\n") "abc", 400, false),
    ROW("a request as a body on GET", GET(HOST "Content-Length: 54\r\n"), 400, false),
    ROW("chunks on GET", GET(HOST "Transfer-Encoding: chunked\r\n") "0\r\n\r\n", 400, false),
    ROW("chunks on OPTIONS",
        "OPTIONS /problems/timeout HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        400, false),
#undef ROW
};

#define ROW_COUNT (sizeof rows / sizeof rows[0])

/* All that the server sends, until it closes or the second of two replies is there. */
struct replies {
    char bytes[32768];
    size_t size;
    int status[4]; /* of the first four */
    size_t count;
    bool closed; /* and nothing stands behind the last reply */
};

static size_t whole_reply(const char *at, size_t size)
{
    const char *end = memmem(at, size, "\r\n\r\n", 4);
    const char *length = end == NULL ? NULL : memmem(at, size, "Content-Length: ", 16);
    if (length == NULL)
        return 0;
    size_t body = strtoul(length + 16, NULL, 10);
    size_t whole = (size_t)(end - at) + 4 + body;
    return whole <= size ? whole : 0;
}

static void count_replies(struct replies *replies)
{
    size_t at = 0;
    replies->count = 0;
    for (size_t size = 1; size > 0 && replies->count < 4; at += size) {
        size = whole_reply(replies->bytes + at, replies->size - at);
        if (size > 0)
            replies->status[replies->count++] = (int)strtol(replies->bytes + at + 9, NULL, 10);
    }
}

static void receive_all(int fd, struct replies *replies)
{
    while (replies->count < 2 && replies->size < sizeof replies->bytes) {
        struct pollfd waiting = {.fd = fd, .events = POLLIN};
        ssize_t got = poll(&waiting, 1, 5000) == 1 ? recv(fd, replies->bytes + replies->size,
                                                          sizeof replies->bytes - replies->size, 0)
                                                   : -1;
        replies->closed = got == 0;
        if (got <= 0)
            return;
        replies->size += (size_t)got;
        count_replies(replies);
    }
}

/* step: bytes a packet, as far as the kernel keeps them apart. */
static void send_in_steps(int fd, const char *bytes, size_t size, size_t step)
{
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    for (size_t at = 0; at < size; at += step)
        if (send(fd, bytes + at, size - at < step ? size - at : step, MSG_NOSIGNAL) < 0)
            return;
}

static void expect_row(const struct http_server *server, const struct row *row, size_t step)
{
    char bytes[2048];
    struct replies replies = {0};
    memcpy(bytes, row->bytes, row->size);
    memcpy(bytes + row->size, NEXT, strlen(NEXT));
    int fd = http_connect(server->port);
    send_in_steps(fd, bytes, row->size + strlen(NEXT), step);
    receive_all(fd, &replies);
    close(fd);
    bool has_next = memmem(replies.bytes, replies.size, "<code>conflict</code>", 21) != NULL;
    cr_expect(eq(int, replies.status[0], row->status), "%s, by %zu: %.*s", row->what, step,
              (int)replies.size, replies.bytes);
    cr_expect(eq(sz, replies.count, row->next ? 2 : 1), "%s, by %zu: %.*s", row->what, step,
              (int)replies.size, replies.bytes);
    cr_expect(eq(int, has_next, row->next), "%s, by %zu: the next request", row->what, step);
    if (row->next)
        return;
    cr_expect(replies.closed, "%s, by %zu: not closed", row->what, step);
    cr_expect(memmem(replies.bytes, replies.size, "Connection: close\r\n", 19) != NULL, "%s",
              row->what);
    cr_expect(memmem(replies.bytes, replies.size, "application/problem+json\r\n", 26) != NULL, "%s",
              row->what);
}

static void expect_alive(const struct http_server *server, const char *what)
{
    struct http_reply reply =
        http_ask(server->port, (struct http_ask){.target = "/problems/timeout"});
    cr_expect(eq(int, reply.status, 200), "after %s", what);
    http_reply_free(&reply);
}

Test(framings, each_gets_one_reply_and_what_follows_is_no_request_where_its_end_is_in_doubt)
{
    struct http_server server = http_server_start(NULL);
    for (size_t i = 0; i < ROW_COUNT; i++) {
        expect_row(&server, &rows[i], 4096);
        expect_alive(&server, rows[i].what);
    }
    http_server_stop(&server);
}

Test(framings, how_it_is_cut_into_packets_changes_nothing)
{
    struct http_server server = http_server_start(NULL);
    for (size_t i = 0; i < ROW_COUNT; i++)
        for (size_t step = 1; step < 40; step = step * 3 + 1)
            expect_row(&server, &rows[i], step);
    expect_alive(&server, "all of them");
    http_server_stop(&server);
}

/* The one before is answered in full, then the refusal comes. */
Test(framings, a_sound_request_before_one_at_fault_is_answered)
{
    struct http_server server = http_server_start(NULL);
    for (size_t i = 0; i < ROW_COUNT; i++) {
        char bytes[2048] = NEXT;
        struct replies replies = {0};
        memcpy(bytes + strlen(NEXT), rows[i].bytes, rows[i].size);
        int fd = http_connect(server.port);
        send_in_steps(fd, bytes, strlen(NEXT) + rows[i].size, 4096);
        receive_all(fd, &replies);
        close(fd);
        cr_expect(eq(sz, replies.count, 2), "%s", rows[i].what);
        cr_expect(eq(int, replies.status[0], 200), "before %s", rows[i].what);
        cr_expect(eq(int, replies.status[1], rows[i].status), "%s: %.*s", rows[i].what,
                  (int)replies.size, replies.bytes);
    }
    http_server_stop(&server);
}

/* ---- what nobody thought of */

static uint64_t draw(uint64_t *state, size_t below)
{
    *state ^= *state << 13, *state ^= *state >> 7, *state ^= *state << 17;
    return *state % below;
}

/* Two requests of the table and one sound, with up to three bytes changed, dropped or put in. */
static size_t draw_bytes(uint64_t *state, char bytes[4096])
{
    static const char odd[] = "\r\n\0\t :;,0123x\\/%\177\200";
    size_t size = 0;
    for (size_t i = 0; i < 2; i++) {
        const struct row *row = &rows[draw(state, ROW_COUNT)];
        while (!row->next && draw(state, 8) > 0)
            row = &rows[draw(state, ROW_COUNT)];
        memcpy(bytes + size, row->bytes, row->size);
        size += row->size;
    }
    memcpy(bytes + size, NEXT, strlen(NEXT));
    size += strlen(NEXT);
    for (size_t changes = draw(state, 4); changes > 0; changes--) {
        size_t at = draw(state, size);
        size_t kind = draw(state, 3);
        char c = odd[draw(state, sizeof odd - 1)];
        if (kind > 0)
            memmove(bytes + at + (kind == 1), bytes + at + (kind == 2), size - at - (kind == 2));
        size += (kind == 1) - (kind == 2);
        if (kind != 2)
            bytes[at] = c;
    }
    return size;
}

/* Until the connection is closed, or nothing more comes: soon, where all that is to come is there.
 */
static void receive_rest(int fd, size_t expected, struct replies *replies)
{
    struct pollfd waiting = {.fd = fd, .events = POLLIN};
    while (replies->size < sizeof replies->bytes &&
           poll(&waiting, 1, replies->count < expected ? 300 : 1) == 1) {
        ssize_t got =
            recv(fd, replies->bytes + replies->size, sizeof replies->bytes - replies->size, 0);
        if (got <= 0)
            return;
        replies->size += (size_t)got;
        count_replies(replies);
    }
}

/* libmicrohttpd finds as many requests as framing.c, or fewer where one of them was refused. */
Test(framings, the_server_never_finds_a_request_that_the_strict_grammar_does_not)
{
    struct http_server server = http_server_start(NULL);
    uint64_t state = 20261123;
    size_t sound = 0;
    for (int i = 0; i < 2000; i++) {
        char bytes[4096];
        struct replies replies = {0};
        struct framing framing = framing_new(32768, 8192);
        size_t size = draw_bytes(&state, bytes);
        (void)framing_take(&framing, bytes, size);
        size_t expected = framing.heads + (framing.fault != FRAMING_FINE);
        int fd = http_connect(server.port);
        send_in_steps(fd, bytes, size, 1 + draw(&state, size));
        receive_rest(fd, expected, &replies);
        close(fd);
        cr_expect(le(sz, replies.count, expected), "%d: %.*s", i, (int)size, bytes);
        cr_expect(memmem(replies.bytes, replies.size, "HTTP/1.1 500", 12) == NULL, "%d", i);
        sound += framing.fault == FRAMING_FINE;
    }
    cr_expect(ge(sz, sound, 200), "too few are sound: %zu", sound);
    expect_alive(&server, "all of them");
    http_server_stop(&server);
}
