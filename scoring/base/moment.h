/* Moments: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted (as POSIX counts);
 * 0 is no moment. As text RFC 3339. No clock is asked here. */
#ifndef SCORING_BASE_MOMENT_H
#define SCORING_BASE_MOMENT_H

#include "scoring/base/date.h"
#include "scoring/base/status.h"

#include <stddef.h>
#include <stdint.h>

typedef int64_t moment;

#define MOMENT_TEXT_SIZE 25 /* 2026-11-22T10:00:00.000Z and a NUL */
#define MOMENT_YEAR_MIN  1970
#define MOMENT_YEAR_MAX  2200
#define MOMENT_DAY_MS    ((moment)86400000)
#define MOMENT_MAX       ((moment)253402300799999) /* 9999-12-31T23:59:59.999Z */

/* Reads an RFC 3339 date-time with upper-case T and Z ("2026-11-22T10:00:00Z", with a fraction of 1
 * to 9 digits, of which what is below a millisecond is dropped, or with an offset, "+01:00").
 * INVALID for anything else, for days and times that do not exist (a leap second too), for what
 * lies outside 1970..2200 in UTC, and for the very first millisecond of 1970, which is 0. */
enum status MUST_CHECK moment_parse(const char *bytes, size_t size, moment *ret_moment);

/* Writes it in UTC, with milliseconds; "" for no moment. Asserts that it is 0..MOMENT_MAX: what was
 * reckoned from a day in 2200 (a deadline) may lie beyond what is read. */
void moment_format(moment value, char ret_text[MOMENT_TEXT_SIZE]);

/* Its day in UTC; 0 for no moment. Takes 0..MOMENT_MAX. */
date moment_date(moment value);

#endif
