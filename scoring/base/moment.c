#include "scoring/base/moment.h"

#include "scoring/base/text.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define SECOND_MS ((moment)1000)
#define MINUTE_MS (60 * SECOND_MS)

/* ---- days: years are counted from March, so that the day that leap years add is their last. After
 * Neri and Schneider, "Euclidean affine functions and their application to calendar algorithms"
 * (2023), in its plain form. */

static int64_t days_before_year(int64_t year)
{
    return 365 * year + year / 4 - year / 100 + year / 400;
}

static int64_t days_before_month(int64_t month) /* 0: March … 11: February */
{
    return (153 * month + 2) / 5;
}

static int64_t days_of_epoch(void)
{
    return days_before_year(1969) + days_before_month(10); /* 1 January 1970 */
}

static int64_t days_of_date(date day)
{
    int64_t month = day / 100 % 100;
    int64_t year = date_year(day) - (month <= 2);
    return days_before_year(year) + days_before_month((month + 9) % 12) + day % 100 - 1 -
           days_of_epoch();
}

static date date_of_days(int64_t days)
{
    days += days_of_epoch();
    int64_t year = days * 400 / 146097; /* at most one too many */
    year -= days_before_year(year) > days;
    year += days_before_year(year + 1) <= days;
    int64_t rest = days - days_before_year(year);
    int64_t month = (5 * rest + 2) / 153;
    int64_t day = rest - days_before_month(month) + 1;
    int64_t calendar = month < 10 ? month + 3 : month - 9;
    return (date)((year + (calendar <= 2)) * 10000 + calendar * 100 + day);
}

date moment_date(moment value)
{
    return value <= 0 ? 0 : date_of_days(value / MOMENT_DAY_MS);
}

/* ---- text */

struct reader {
    const char *at, *end;
    bool wrong;
};

static bool take(struct reader *reader, char c)
{
    bool there = reader->at < reader->end && *reader->at == c;
    reader->at += there;
    return there;
}

static void expect(struct reader *reader, char c)
{
    if (!take(reader, c))
        reader->wrong = true;
}

static bool is_digit(const struct reader *reader)
{
    return reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9';
}

static int64_t take_number(struct reader *reader, int64_t max)
{
    int64_t value = 0;
    for (int i = 0; i < 2; i++) {
        if (!is_digit(reader)) {
            reader->wrong = true;
            return 0;
        }
        value = 10 * value + *reader->at++ - '0';
    }
    reader->wrong = reader->wrong || value > max;
    return value;
}

/* Of up to 9 digits the first three. */
static moment take_fraction(struct reader *reader)
{
    moment value = 0;
    int digits = 0;
    if (!take(reader, '.'))
        return 0;
    for (; is_digit(reader); reader->at++)
        if (digits++ < 3)
            value = 10 * value + *reader->at - '0';
    reader->wrong = reader->wrong || digits < 1 || digits > 9;
    for (; digits < 3; digits++)
        value *= 10;
    return value;
}

static moment take_offset(struct reader *reader)
{
    if (take(reader, 'Z'))
        return 0;
    int sign = take(reader, '-') ? -1 : 1;
    if (sign > 0)
        expect(reader, '+');
    moment value = 60 * MINUTE_MS * take_number(reader, 23);
    expect(reader, ':');
    return sign * (value + MINUTE_MS * take_number(reader, 59));
}

enum status moment_parse(const char *bytes, size_t size, moment *ret_moment)
{
    date day = 0;
    if (size < 10 || date_parse(bytes, 10, &day) != STATUS_OK || day % 100 == 0)
        return STATUS_INVALID;
    struct reader reader = {bytes + 10, bytes + size, false};
    expect(&reader, 'T');
    moment value = days_of_date(day) * MOMENT_DAY_MS;
    value += 60 * MINUTE_MS * take_number(&reader, 23);
    expect(&reader, ':');
    value += MINUTE_MS * take_number(&reader, 59);
    expect(&reader, ':');
    value += SECOND_MS * take_number(&reader, 59);
    value += take_fraction(&reader);
    value -= take_offset(&reader);
    int year = value <= 0 ? 0 : date_year(moment_date(value));
    if (reader.wrong || reader.at != reader.end || year < MOMENT_YEAR_MIN || year > MOMENT_YEAR_MAX)
        return STATUS_INVALID;
    *ret_moment = value;
    return STATUS_OK;
}

void moment_format(moment value, char ret_text[MOMENT_TEXT_SIZE])
{
    assert(value >= 0 && value <= MOMENT_MAX);
    ret_text[0] = '\0';
    if (value == 0)
        return;
    date day = moment_date(value);
    unsigned ms = (unsigned)(value % MOMENT_DAY_MS);
    char text[DATE_TEXT_SIZE];
    date_format(day, text);
    snprintf(ret_text, MOMENT_TEXT_SIZE, "%sT%02u:%02u:%02u.%03uZ", text, ms / 3600000,
             ms / 60000 % 60, ms / 1000 % 60, ms % 1000);
}
