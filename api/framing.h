/* Where one request of a connection ends and the next begins, by the strict grammar of RFC 9112 and
 * nothing beside it: read byte by byte, before libmicrohttpd reads it (server_bytes.h), so that
 * there is one reading of what came. libmicrohttpd 0.9.75 forgives a NUL, a bare CR or LF, a folded
 * header, a second Content-Length, blanks before a colon, and ends a head at a line that begins
 * with a colon; whoever stands before Kring may not. No I/O, no memory of its own. */
#ifndef API_FRAMING_H
#define API_FRAMING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FRAMING_NAME_SIZE_MAX      64   /* of a header's name */
#define FRAMING_LENGTH_DIGITS_MAX  18   /* of a Content-Length */
#define FRAMING_CHUNK_DIGITS_MAX   15   /* of a chunk's size */
#define FRAMING_EXTENSION_SIZE_MAX 1024 /* of the extensions of all chunks of a body */
#define FRAMING_WORD_SIZE          32   /* of what is kept of a version, a name, a value */

enum framing_fault {
    FRAMING_FINE,
    FRAMING_MALFORMED,       /* 400 */
    FRAMING_HEAD_TOO_LARGE,  /* 431 */
    FRAMING_TARGET_TOO_LONG, /* 414 */
};

/* One connection's. Only the first three are for others. */
struct framing {
    enum framing_fault fault; /* once it is set, nothing more is taken */
    const char *detail;       /* a sentence about it; constant text, NULL for the too large */
    size_t heads;             /* that were whole and sound */
    int state, header;        /* its own words for where it is, and which header it is in */
    size_t cost_max, cost;    /* of the head under way, in bytes of memory */
    size_t target_size_max, target_size;
    size_t size; /* of the method, name, value or digits under way */
    char word[FRAMING_WORD_SIZE];
    size_t blank_lines, extension_size;
    bool has_length, is_chunked; /* Content-Length, Transfer-Encoding */
    bool is_old;                 /* HTTP/1.0 */
    uint64_t length;             /* bytes of the body, or of its chunk, yet to come */
};

/* A connection on which nothing came yet. cost_max: bytes that a head may cost libmicrohttpd, with
 * what it keeps beside each line and what a reply takes; a target longer than target_size_max is
 * told so when the head costs more. */
struct framing framing_new(size_t cost_max, size_t target_size_max);

/* Looks at the next size bytes; how many of them may be read on. All of them, or, when fault is
 * set, those before the request that is at fault; none when that began earlier. O(size). */
size_t framing_take(struct framing *framing, const char *bytes, size_t size);

#endif
