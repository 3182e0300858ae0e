/* Text as bytes: a growing buffer that writers write to, and the few checks that every reader
 * of bytes needs. Knows no locale; folding of letters is in scoring/fold.h. */
#ifndef SCORING_BASE_TEXT_H
#define SCORING_BASE_TEXT_H

#include "scoring/base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A buffer that grows. After running out of memory it stays failed and ignores what is added, so
 * that a writer checks once, at the end (text_status). bytes is NUL-terminated once anything was
 * added. Zero-initialise to start; text_free to end. */
struct text {
    char *bytes;
    size_t size; /* without the NUL */
    size_t capacity;
    bool failed;
};

void text_free(struct text *text);
void text_clear(struct text *text); /* keeps the memory */
void text_add(struct text *text, const char *string);
void text_add_bytes(struct text *text, const char *bytes, size_t size);
void text_add_char(struct text *text, char c);
void text_add_int(struct text *text, int64_t value);
void text_addf(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* OK, or MEMORY if anything could not be added. */
enum status MUST_CHECK text_status(const struct text *text);

/* The offset of the first byte that is not well-formed UTF-8 (RFC 3629: no surrogates, no
 * overlong forms, nothing above U+10FFFF); size when all is well. */
size_t text_utf8_fault(const char *bytes, size_t size);

/* Reads all size bytes as a decimal integer within min..max; INVALID otherwise (empty, a sign
 * other than '-', spaces, leftovers, overflow). */
enum status MUST_CHECK text_to_int(const char *bytes, size_t size, int64_t min, int64_t max,
                                   int64_t *ret_value);

/* True when both are NULL or equal. */
bool text_equal(const char *a, const char *b);

/* True when the bytes begin with those of start. */
bool text_starts_with(const char *bytes, size_t size, const char *start, size_t start_size);

/* Skips ASCII blanks at both ends of size bytes by moving *bytes and shortening *size. */
void text_trim(const char **bytes, size_t *size);

#endif
