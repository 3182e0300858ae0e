#include "scoring/base/date.h"

#include "scoring/base/text.h"

#include <stdio.h>

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

static bool number_at(const char *bytes, size_t size, int64_t min, int64_t max, int64_t *ret_value)
{
    return bytes[0] != '-' && text_to_int(bytes, size, min, max, ret_value) == STATUS_OK;
}

enum status date_parse(const char *bytes, size_t size, date *ret_date)
{
    int64_t year = 0;
    int64_t month = 0;
    int64_t day = 0;
    if (size != 4 && size != 7 && size != 10)
        return STATUS_INVALID;
    if (!number_at(bytes, 4, DATE_YEAR_MIN, DATE_YEAR_MAX, &year))
        return STATUS_INVALID;
    if (size >= 7 && (bytes[4] != '-' || !number_at(bytes + 5, 2, 1, 12, &month)))
        return STATUS_INVALID;
    if (size == 10 && (bytes[7] != '-' ||
                       !number_at(bytes + 8, 2, 1, days_in_month((int)year, (int)month), &day)))
        return STATUS_INVALID;
    *ret_date = (date)(year * 10000 + month * 100 + day);
    return STATUS_OK;
}

void date_format(date value, char ret_text[DATE_TEXT_SIZE])
{
    unsigned year = (unsigned)value / 10000u % 10000u;
    unsigned month = (unsigned)value / 100u % 100u;
    unsigned day = (unsigned)value % 100u;
    if (value <= 0)
        ret_text[0] = '\0';
    else if (month == 0)
        snprintf(ret_text, DATE_TEXT_SIZE, "%04u", year);
    else if (day == 0)
        snprintf(ret_text, DATE_TEXT_SIZE, "%04u-%02u", year, month);
    else
        snprintf(ret_text, DATE_TEXT_SIZE, "%04u-%02u-%02u", year, month, day);
}

int date_year(date value)
{
    return value / 10000;
}

int date_years_between(date from, date to)
{
    int years = date_year(to) - date_year(from);
    int from_month = from / 100 % 100;
    int to_month = to / 100 % 100;
    bool months_known = from_month != 0 && to_month != 0;
    bool days_known = months_known && from % 100 != 0 && to % 100 != 0;
    if (months_known && to_month < from_month)
        years--;
    else if (days_known && to_month == from_month && to % 100 < from % 100)
        years--;
    return years < 0 ? 0 : years;
}

bool date_in_order(date from, date to)
{
    if (from == 0 || to == 0)
        return true;
    if (from % 10000 == 0 || to % 10000 == 0)
        return to / 10000 >= from / 10000;
    if (from % 100 == 0 || to % 100 == 0)
        return to / 100 >= from / 100;
    return to >= from;
}
