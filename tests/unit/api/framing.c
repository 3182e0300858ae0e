#include "api/framing.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define COST_MAX   ((size_t)32768)
#define TARGET_MAX ((size_t)8192)
#define GET        "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
#define CHUNKED    "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"

/* What a whole connection of bytes leaves, cut in two at a place. */
struct outcome {
    enum framing_fault fault;
    size_t handed_on;
};

static struct outcome take_cut(const char *bytes, size_t size, size_t cut)
{
    struct framing framing = framing_new(COST_MAX, TARGET_MAX);
    struct outcome outcome = {.handed_on = framing_take(&framing, bytes, cut)};
    if (framing.fault == FRAMING_FINE)
        outcome.handed_on += framing_take(&framing, bytes + cut, size - cut);
    outcome.fault = framing.fault;
    return outcome;
}

/* Of bytes that are sound up to good, and at fault at the byte at. */
static const struct row {
    const char *bytes;
    size_t size, good; /* good: bytes of the requests before the one at fault; size: no fault */
} rows[] = {
#define FINE(bytes)                                                                                \
    {                                                                                              \
        bytes, sizeof bytes - 1, sizeof bytes - 1                                                  \
    }
#define FAULTY(before, rest)                                                                       \
    {                                                                                              \
        before rest, sizeof before rest - 1, sizeof before - 1                                     \
    }
    FINE(GET),
    FINE(GET GET GET),
    FINE(GET "\r\n" GET),
    FINE("POST / HTTP/1.0\r\nContent-Length:5\r\n\r\n\r\n\0\n:" GET),
    FINE(CHUNKED "5;a\r\n\r\n\0\n:\r\nfF\r\n0123456789abcde\r\n0\r\n\r\n"),
    FINE(CHUNKED "0\r\n\r\n" GET),
    FINE("GET / HTT"),
    FAULTY("", "\n" GET),
    FAULTY("", "GET / HTTP/1.1\n"),
    FAULTY("", "GET / HTTP/1.1\r\nA: b\n"),
    FAULTY("", "GET / HTTP/1.1\r\n: b\r\n"),
    FAULTY("", CHUNKED "0\r\nA"),
    FAULTY(GET "\r\n", "\r\n"),
    FAULTY(GET GET, "GET / HTTP/1.1\r\nA\r\n"),
    FAULTY(GET "\r\n", "G\0T / HTTP/1.1\r\nA\r\n"),
    FAULTY("POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nab", "cd\n"),
    FAULTY(CHUNKED "1\r\na\r\n0\r\n\r\n", CHUNKED "1\r\nab\r\n0\r\n\r\n"),
};

Test(framing, only_what_is_before_the_request_at_fault_is_handed_on_wherever_it_is_cut)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        for (size_t cut = 0; cut <= rows[i].size; cut++) {
            struct outcome outcome = take_cut(rows[i].bytes, rows[i].size, cut);
            bool faulty = rows[i].good < rows[i].size;
            cr_expect(eq(int, outcome.fault, faulty ? FRAMING_MALFORMED : FRAMING_FINE),
                      "row %zu cut at %zu", i, cut);
            /* what was handed on before the fault was seen is a beginning, and never a whole */
            cr_expect(ge(sz, outcome.handed_on, rows[i].good), "row %zu cut at %zu", i, cut);
            cr_expect(le(sz, outcome.handed_on, cut > rows[i].good ? cut : rows[i].good),
                      "row %zu cut at %zu", i, cut);
        }
}

/* Else libmicrohttpd, which takes a line feed for the end of a line, could be ahead of us. */
Test(framing, a_line_feed_or_nul_out_of_place_is_seen_at_once)
{
    static const char head[] = "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                               "3;a=b\r\nabc\r\n0\r\n\r\n";
    const size_t body = (size_t)(strstr(head, "abc") - head);
    for (size_t at = 0; at < sizeof head - 1; at++) {
        bool is_in_body = at >= body && at < body + 3;
        bool is_line_end = head[at] == '\n';
        for (int c = 0; c <= '\n' && !is_line_end; c += '\n') {
            char bytes[sizeof head];
            memcpy(bytes, head, sizeof head);
            bytes[at] = (char)c;
            struct outcome outcome = take_cut(bytes, at + 1, at);
            cr_expect(eq(int, outcome.fault, is_in_body ? FRAMING_FINE : FRAMING_MALFORMED),
                      "%d at %zu", c, at);
        }
    }
}

/* RFC 9110, 5.6.2; after a colon the value begins. */
Test(framing, a_name_is_made_of_token_bytes_and_of_no_other)
{
    for (int c = 0; c < 256; c++) {
        char bytes[] = "GET / HTTP/1.1\r\nX?: a\r\n\r\n";
        *strchr(bytes, '?') = (char)c;
        bool is_token = c > 0x20 && c < 0x7f && strchr("\"(),/;<=>?@[\\]{}", c) == NULL;
        struct outcome outcome = take_cut(bytes, sizeof bytes - 1, 0);
        cr_expect(eq(int, outcome.fault, is_token ? FRAMING_FINE : FRAMING_MALFORMED), "%d", c);
    }
}

static enum framing_fault fault_of(const char *before, size_t count, char c, const char *after)
{
    struct framing framing = framing_new(COST_MAX, TARGET_MAX);
    (void)framing_take(&framing, before, strlen(before));
    for (size_t i = 0; i < count; i++)
        (void)framing_take(&framing, &c, 1);
    (void)framing_take(&framing, after, strlen(after));
    return framing.fault;
}

Test(framing, every_limit_holds_at_itself_and_refuses_one_past_it)
{
    static const char line[] = "GET / HTTP/1.1\r\n";
    static const struct {
        const char *what, *before;
        size_t limit;
        char c;
        const char *after;
        enum framing_fault past;
    } limits[] = {
        {"a name", line, FRAMING_NAME_SIZE_MAX, 'a', ": b\r\n\r\n", FRAMING_MALFORMED},
        {"a length", "GET / HTTP/1.1\r\nContent-Length: ", FRAMING_LENGTH_DIGITS_MAX, '1',
         "\r\n\r\n", FRAMING_MALFORMED},
        {"a chunk's size", CHUNKED, FRAMING_CHUNK_DIGITS_MAX, '1', "\r\n", FRAMING_MALFORMED},
        {"an extension", CHUNKED "1;", FRAMING_EXTENSION_SIZE_MAX, 'a', "\r\n", FRAMING_MALFORMED},
        /* 2048 for the reply, the line's 16, twice its target's 1, 80 for the header line and its
         * "A: ", CR LF CR */
        {"a head", "GET / HTTP/1.1\r\nA: ", COST_MAX - 2048 - 16 - 2 - 80 - 3 - 3, 'a', "\r\n\r\n",
         FRAMING_HEAD_TOO_LARGE},
        {"a target", "GET ", (COST_MAX - 2048 - 14) / 3, 'a', " HTTP/1.1\r\n",
         FRAMING_TARGET_TOO_LONG},
    };
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        cr_expect(eq(int, fault_of(limits[i].before, limits[i].limit, limits[i].c, limits[i].after),
                     FRAMING_FINE),
                  "%s at", limits[i].what);
        cr_expect(eq(int,
                     fault_of(limits[i].before, limits[i].limit + 1, limits[i].c, limits[i].after),
                     limits[i].past),
                  "%s past", limits[i].what);
    }
}

/* Extensions count over all chunks of a body, and anew in the next. */
Test(framing, extensions_of_many_chunks_are_one_sum)
{
    struct framing framing = framing_new(COST_MAX, TARGET_MAX);
    (void)framing_take(&framing, CHUNKED, strlen(CHUNKED));
    for (size_t i = 0; i < FRAMING_EXTENSION_SIZE_MAX / 2; i++)
        (void)framing_take(&framing, "1;ab\r\nx\r\n", 9);
    cr_expect(eq(int, framing.fault, FRAMING_FINE));
    (void)framing_take(&framing, "0\r\n\r\n" CHUNKED "1;a\r\nx\r\n", 5 + strlen(CHUNKED) + 8);
    cr_expect(eq(int, framing.fault, FRAMING_FINE), "the next request");
    for (size_t i = 0; i < FRAMING_EXTENSION_SIZE_MAX / 2; i++)
        (void)framing_take(&framing, "1;ab\r\nx\r\n", 9);
    cr_expect(eq(int, framing.fault, FRAMING_MALFORMED));
}
