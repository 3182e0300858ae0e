#include "api/framing.h"

#include <string.h>
#include <strings.h>

/* What libmicrohttpd keeps of a header line beside its bytes, at most, and what a reply's head
 * needs, at most; a Link in it is as long as the target. */
#define LINE_COST  80
#define REPLY_COST 2048

#define VERSION_SIZE 8

/* Between requests one empty line is forgiven (RFC 9112, 2.2). */
#define BLANK_LINES_MAX 1

enum state {
    STATE_BETWEEN, /* nothing of the next request came yet */
    STATE_BETWEEN_LF,
    STATE_METHOD,
    STATE_TARGET,
    STATE_VERSION,
    STATE_VERSION_LF,
    STATE_LINE, /* the first byte of a header line, or of the head's end */
    STATE_NAME,
    STATE_VALUE,
    STATE_VALUE_LF,
    STATE_HEAD_LF,
    STATE_BODY, /* this and STATE_CHUNK are taken in bulk */
    STATE_SIZE,
    STATE_EXTENSION,
    STATE_SIZE_LF,
    STATE_CHUNK,
    STATE_CHUNK_CR,
    STATE_CHUNK_LF,
    STATE_LAST_CR,
    STATE_LAST_LF,
};

enum header { HEADER_OTHER, HEADER_LENGTH, HEADER_ENCODING };

static void refuse(struct framing *framing, const char *detail)
{
    framing->fault = FRAMING_MALFORMED;
    framing->detail = detail;
}

static void go(struct framing *framing, enum state state)
{
    framing->state = (int)state;
    framing->size = 0;
    framing->word[0] = '\0';
}

/* Keeps the byte when there is room; a word that is longer equals none of those looked for. */
static void keep(struct framing *framing, char c)
{
    if (framing->size < FRAMING_WORD_SIZE - 1) {
        framing->word[framing->size] = c;
        framing->word[framing->size + 1] = '\0';
    }
    framing->size++;
}

static bool word_is(const struct framing *framing, const char *word)
{
    return framing->size == strlen(word) && strcasecmp(framing->word, word) == 0;
}

/* tchar of RFC 9110, 5.6.2: a bit for each of the first 128 bytes, that of !#$%&'*+-.^_`|~, digits
 * and letters set. Looked up, since every byte of a name is asked. */
static bool is_token(unsigned char c)
{
    static const uint64_t tokens[2] = {0x03ff6cfa00000000, 0x57ffffffc7fffffe};
    return c < 0x80 && (tokens[c / 64] >> c % 64 & 1) != 0;
}

static bool is_control(unsigned char c)
{
    return c < 0x20 || c == 0x7f;
}

static void expect(struct framing *framing, unsigned char c, unsigned char wanted, enum state next)
{
    if (c == wanted)
        go(framing, next);
    else
        refuse(framing, "A line does not end with CR and LF.");
}

/* ---- the request line */

static void begin(struct framing *framing)
{
    framing->cost = REPLY_COST;
    framing->target_size = 0;
    framing->extension_size = 0;
    framing->has_length = false;
    framing->is_chunked = false;
    framing->length = 0;
    go(framing, STATE_METHOD);
}

static void take_method(struct framing *framing, unsigned char c)
{
    if (c == ' ' && framing->size > 0)
        go(framing, STATE_TARGET);
    else if (is_token(c))
        framing->size++;
    else
        refuse(framing, "The request line does not begin with a method.");
}

static void take_between(struct framing *framing, unsigned char c)
{
    if (c != '\r' || framing->blank_lines == BLANK_LINES_MAX) {
        begin(framing);
        take_method(framing, c);
        framing->blank_lines = 0;
    } else {
        framing->blank_lines++;
        go(framing, STATE_BETWEEN_LF);
    }
}

static void take_target(struct framing *framing, unsigned char c)
{
    if (c == ' ' && framing->target_size > 0)
        go(framing, STATE_VERSION);
    else if (c == ' ' || is_control(c))
        refuse(framing, "The request line is not a method, a target and a version, with one blank "
                        "between them.");
    else {
        framing->target_size++;
        framing->cost += 2;
    }
}

static bool is_version(const char *word)
{
    return strncmp(word, "HTTP/", 5) == 0 && word[5] >= '0' && word[5] <= '9' && word[6] == '.' &&
           word[7] >= '0' && word[7] <= '9';
}

static void take_version(struct framing *framing, unsigned char c)
{
    if (c > 0x20 && framing->size < VERSION_SIZE) {
        keep(framing, (char)c);
    } else if (c != '\r' || framing->size != VERSION_SIZE || !is_version(framing->word)) {
        refuse(framing, "The request line does not end with a version of HTTP.");
    } else if (strcmp(framing->word, "HTTP/1.1") != 0 && strcmp(framing->word, "HTTP/1.0") != 0) {
        refuse(framing, "The version of HTTP is neither 1.1 nor 1.0.");
    } else {
        framing->is_old = framing->word[7] == '0';
        go(framing, STATE_VERSION_LF);
    }
}

/* ---- headers */

static void take_name(struct framing *framing, unsigned char c)
{
    if (is_token(c) && framing->size < FRAMING_NAME_SIZE_MAX) {
        keep(framing, (char)c);
        return;
    }
    if (c != ':' || framing->size == 0) {
        refuse(framing, "A header has a name that is no name.");
        return;
    }
    framing->header = word_is(framing, "Content-Length")      ? HEADER_LENGTH
                      : word_is(framing, "Transfer-Encoding") ? HEADER_ENCODING
                                                              : HEADER_OTHER;
    go(framing, STATE_VALUE);
}

static void take_line(struct framing *framing, unsigned char c)
{
    if (c == '\r') {
        go(framing, STATE_HEAD_LF);
    } else if (c == ' ' || c == '\t') {
        refuse(framing, "A header goes on over two lines.");
    } else {
        framing->cost += LINE_COST;
        go(framing, STATE_NAME);
        take_name(framing, c);
    }
}

/* Digits alone: no sign, no blank behind, no list of equal numbers. */
static void take_length(struct framing *framing)
{
    if (framing->has_length)
        refuse(framing, "There is more than one Content-Length.");
    else if (framing->size == 0 || framing->size > FRAMING_LENGTH_DIGITS_MAX ||
             framing->word[strspn(framing->word, "0123456789")] != '\0')
        refuse(framing, "The Content-Length is no number.");
    framing->has_length = true;
    framing->length = 0;
    for (const char *at = framing->word; framing->fault == FRAMING_FINE && *at != '\0'; at++)
        framing->length = framing->length * 10 + (uint64_t)(*at - '0');
}

static void take_encoding(struct framing *framing)
{
    if (framing->is_chunked || !word_is(framing, "chunked"))
        refuse(framing, "The Transfer-Encoding is not exactly chunked.");
    else if (framing->is_old)
        refuse(framing, "HTTP/1.0 knows no Transfer-Encoding.");
    framing->is_chunked = true;
}

static void end_value(struct framing *framing)
{
    if (framing->header == HEADER_LENGTH)
        take_length(framing);
    else if (framing->header == HEADER_ENCODING)
        take_encoding(framing);
    if (framing->has_length && framing->is_chunked && framing->fault == FRAMING_FINE)
        refuse(framing, "There is a Content-Length and a Transfer-Encoding.");
}

static void take_value(struct framing *framing, unsigned char c)
{
    bool leading = framing->size == 0 && (c == ' ' || c == '\t');
    if (c == '\r') {
        end_value(framing);
        go(framing, STATE_VALUE_LF);
    } else if (is_control(c) && c != '\t') {
        refuse(framing, "A header holds a control byte.");
    } else if (!leading) {
        keep(framing, (char)c);
    }
}

static void take_head_lf(struct framing *framing, unsigned char c)
{
    expect(framing, c, '\n', STATE_BETWEEN);
    if (framing->fault != FRAMING_FINE)
        return;
    framing->heads++;
    if (framing->is_chunked)
        go(framing, STATE_SIZE);
    else if (framing->length > 0)
        go(framing, STATE_BODY);
}

/* ---- chunks */

static int hex_digit(unsigned char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void take_size(struct framing *framing, unsigned char c)
{
    int digit = hex_digit(c);
    if (framing->size == 0)
        framing->length = 0;
    if (digit >= 0 && framing->size < FRAMING_CHUNK_DIGITS_MAX) {
        framing->length = framing->length * 16 + (uint64_t)digit;
        framing->size++;
    } else if (framing->size > 0 && c == '\r') {
        go(framing, STATE_SIZE_LF);
    } else if (framing->size > 0 && c == ';') {
        go(framing, STATE_EXTENSION);
    } else {
        refuse(framing, "A chunk has a size that is no number.");
    }
}

static void take_extension(struct framing *framing, unsigned char c)
{
    if (c == '\r')
        go(framing, STATE_SIZE_LF);
    else if (is_control(c) && c != '\t')
        refuse(framing, "The extension of a chunk holds a control byte.");
    else if (++framing->extension_size > FRAMING_EXTENSION_SIZE_MAX)
        refuse(framing, "The chunks have too many extensions.");
}

static void take_last_cr(struct framing *framing, unsigned char c)
{
    if (c == '\r')
        go(framing, STATE_LAST_LF);
    else
        refuse(framing, "Behind a body in chunks there are headers, which are not read.");
}

/* ---- all of it */

/* Also for the two that are taken in bulk: it is told when there is nothing to skip. */
static void take_byte(struct framing *framing, unsigned char c)
{
    switch ((enum state)framing->state) {
    case STATE_BETWEEN: take_between(framing, c); break;
    case STATE_BETWEEN_LF: expect(framing, c, '\n', STATE_BETWEEN); break;
    case STATE_METHOD: take_method(framing, c); break;
    case STATE_TARGET: take_target(framing, c); break;
    case STATE_VERSION: take_version(framing, c); break;
    case STATE_VERSION_LF: expect(framing, c, '\n', STATE_LINE); break;
    case STATE_LINE: take_line(framing, c); break;
    case STATE_NAME: take_name(framing, c); break;
    case STATE_VALUE: take_value(framing, c); break;
    case STATE_VALUE_LF: expect(framing, c, '\n', STATE_LINE); break;
    case STATE_HEAD_LF: take_head_lf(framing, c); break;
    case STATE_SIZE: take_size(framing, c); break;
    case STATE_EXTENSION: take_extension(framing, c); break;
    case STATE_SIZE_LF:
        expect(framing, c, '\n', framing->length == 0 ? STATE_LAST_CR : STATE_CHUNK);
        break;
    case STATE_CHUNK_CR: expect(framing, c, '\r', STATE_CHUNK_LF); break;
    case STATE_CHUNK_LF: expect(framing, c, '\n', STATE_SIZE); break;
    case STATE_LAST_CR: take_last_cr(framing, c); break;
    case STATE_LAST_LF: expect(framing, c, '\n', STATE_BETWEEN); break;
    case STATE_BODY:
    case STATE_CHUNK: break;
    }
}

static bool is_in_bulk(const struct framing *framing)
{
    return framing->state == STATE_BODY || framing->state == STATE_CHUNK;
}

/* Bytes of a body: how many of them are there. */
static size_t skip(struct framing *framing, size_t size)
{
    size_t skipped = framing->length < size ? (size_t)framing->length : size;
    framing->length -= skipped;
    if (framing->length == 0)
        go(framing, framing->state == STATE_BODY ? STATE_BETWEEN : STATE_CHUNK_CR);
    return skipped;
}

/* Most of a head is values that say nothing of framing: how many of their bytes are there, as far
 * as the head may cost. */
static size_t skip_value(struct framing *framing, const char *bytes, size_t size)
{
    size_t skipped = 0;
    size_t room = framing->cost_max - framing->cost;
    while (skipped < size && skipped < room && (unsigned char)bytes[skipped] >= 0x20 &&
           bytes[skipped] != 0x7f)
        skipped++;
    framing->cost += skipped;
    return skipped;
}

static void weigh(struct framing *framing)
{
    bool in_head = framing->state >= STATE_METHOD && framing->state <= STATE_HEAD_LF;
    if (!in_head || ++framing->cost <= framing->cost_max || framing->fault != FRAMING_FINE)
        return;
    framing->fault = framing->target_size > framing->target_size_max ? FRAMING_TARGET_TOO_LONG
                                                                     : FRAMING_HEAD_TOO_LARGE;
    framing->detail = NULL;
}

struct framing framing_new(size_t cost_max, size_t target_size_max)
{
    return (struct framing){
        .state = STATE_BETWEEN, .cost_max = cost_max, .target_size_max = target_size_max};
}

size_t framing_take(struct framing *framing, const char *bytes, size_t size)
{
    size_t began = 0; /* the end of the last request that is whole, in these bytes */
    size_t at = 0;
    while (at < size && framing->fault == FRAMING_FINE) {
        if (framing->state == STATE_VALUE && framing->header == HEADER_OTHER)
            at += skip_value(framing, bytes + at, size - at);
        if (at == size)
            break;
        if (is_in_bulk(framing)) {
            at += skip(framing, size - at);
        } else {
            take_byte(framing, (unsigned char)bytes[at++]);
            weigh(framing);
        }
        if (framing->state == STATE_BETWEEN && framing->fault == FRAMING_FINE)
            began = at;
    }
    return framing->fault == FRAMING_FINE ? size : began;
}
