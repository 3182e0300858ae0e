/* A UUID (RFC 9562) as its 16 bytes: half the size of the text, and compared in one go. */
#ifndef SCORING_BASE_UUID_H
#define SCORING_BASE_UUID_H

#include "scoring/base/status.h"

#include <stddef.h>

#define UUID_SIZE      ((size_t)16)
#define UUID_TEXT_SIZE ((size_t)36) /* 8-4-4-4-12 digits, without a NUL */

struct uuid {
    unsigned char bytes[UUID_SIZE];
};

/* Reads the size bytes of text, in either case. INVALID when they are no UUID. */
enum status MUST_CHECK uuid_parse(const char *text, size_t size, struct uuid *ret_uuid);

/* Below, at or above 0, as the texts in lower case are ordered. */
int uuid_compare(const struct uuid *a, const struct uuid *b);

#endif
