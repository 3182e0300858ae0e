/* Dates as people know them: a year, a year and a month, or a day (ISO 8601, reduced
 * precision: "2016", "2016-09", "2016-09-01"). Held as the integer yyyymmdd with 00 for what is
 * not known, so that dates compare as integers; 0 is no date. */
#ifndef SCORING_BASE_DATE_H
#define SCORING_BASE_DATE_H

#include "scoring/base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t date;

#define DATE_TEXT_SIZE 11
#define DATE_YEAR_MIN  1900
#define DATE_YEAR_MAX  2200

/* Reads "YYYY", "YYYY-MM" or "YYYY-MM-DD"; INVALID for anything else and for days that do not
 * exist or lie outside 1900..2200. */
enum status MUST_CHECK date_parse(const char *bytes, size_t size, date *ret_date);

/* Writes the date as it was typed; "" for no date. */
void date_format(date value, char ret_text[DATE_TEXT_SIZE]);

/* Whole years from `from` to `to` (0 when `to` is earlier). Unknown months or days are taken
 * as equal on both sides: 2016 to 2026-11-22 is 10 years. */
int date_years_between(date from, date to);

/* False when `to` is before `from`, compared as far as both are known: 2016-05 to 2016 is in order,
 * and so is anything with no date. */
bool date_in_order(date from, date to);

/* The year of a date, 0 for no date. */
int date_year(date value);

#endif
