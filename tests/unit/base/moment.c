#include "scoring/base/moment.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static const struct {
    const char *text;
    moment value;
    const char *formatted;
} good[] = {
    {"1970-01-01T00:00:00.001Z", 1, "1970-01-01T00:00:00.001Z"},
    {"1970-01-02T00:00:00Z", 86400000, "1970-01-02T00:00:00.000Z"},
    {"2000-02-29T23:59:59.999Z", 951868799999, "2000-02-29T23:59:59.999Z"},
    {"2026-11-22T10:00:00+01:00", 1795338000000, "2026-11-22T09:00:00.000Z"},
    {"2026-11-22T10:00:00-00:30", 1795343400000, "2026-11-22T10:30:00.000Z"},
    {"2026-11-22T10:00:00.123456789Z", 1795341600123, "2026-11-22T10:00:00.123Z"},
    {"2026-11-22T10:00:00.5Z", 1795341600500, "2026-11-22T10:00:00.500Z"},
    {"2200-12-31T23:59:59.999Z", 7289654399999, "2200-12-31T23:59:59.999Z"},
};

Test(moment, what_rfc_3339_writes_is_read_and_written_in_utc)
{
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        moment value = 0;
        char text[MOMENT_TEXT_SIZE];
        cr_expect(eq(int, moment_parse(good[i].text, strlen(good[i].text), &value), STATUS_OK),
                  "%s", good[i].text);
        cr_expect(eq(i64, value, good[i].value), "%s", good[i].text);
        moment_format(value, text);
        cr_expect(eq(str, text, (char *)good[i].formatted));
    }
}

static const char *const bad[] = {"",
                                  "2026-11-22",
                                  "2026-11T10:00:00Z",
                                  "2026-11-22 10:00:00Z",
                                  "2026-11-22t10:00:00Z",
                                  "2026-11-22T10:00:00z",
                                  "2026-11-22T10:00:00",
                                  "2026-11-22T10:00Z",
                                  "2026-11-22T24:00:00Z",
                                  "2026-11-22T10:60:00Z",
                                  "2026-11-22T23:59:60Z",
                                  "2026-02-29T10:00:00Z",
                                  "2026-11-22T10:00:00.Z",
                                  "2026-11-22T10:00:00.1234567890Z",
                                  "2026-11-22T10:00:00+0100",
                                  "2026-11-22T10:00:00+24:00",
                                  "2026-11-22T10:00:00Z ",
                                  "2026-11-22T-1:00:00Z",
                                  "1970-01-01T00:00:00Z",
                                  "1969-12-31T23:59:59Z",
                                  "2200-12-31T23:59:59-00:01"};

Test(moment, what_is_no_moment_is_refused)
{
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        moment value = 7;
        cr_expect(eq(int, moment_parse(bad[i], strlen(bad[i]), &value), STATUS_INVALID), "%s",
                  bad[i]);
        cr_expect(eq(i64, value, 7));
    }
}

Test(moment, every_day_of_its_years_follows_the_one_before)
{
    date day = moment_date(1);
    cr_assert(eq(int, day, 19700101));
    for (moment at = MOMENT_DAY_MS; date_year(day) < 2200; at += MOMENT_DAY_MS) {
        char text[MOMENT_TEXT_SIZE];
        moment again = 0;
        date next = moment_date(at);
        cr_assert(next > day && (next % 100 == 1 || next == day + 1), "%d after %d", next, day);
        moment_format(at, text);
        cr_assert(eq(int, moment_parse(text, strlen(text), &again), STATUS_OK), "%s", text);
        cr_assert(eq(i64, again, at));
        day = next;
    }
}

Test(moment, what_was_reckoned_beyond_2200_is_written_all_the_same)
{
    char text[MOMENT_TEXT_SIZE];
    moment_format(7289654400000, text);
    cr_assert(eq(str, text, "2201-01-01T00:00:00.000Z"));
    moment_format(MOMENT_MAX, text);
    cr_assert(eq(str, text, "9999-12-31T23:59:59.999Z"));
}

Test(moment, no_moment_is_no_text_and_no_day)
{
    char text[MOMENT_TEXT_SIZE] = "x";
    moment_format(0, text);
    cr_assert(eq(str, text, ""));
    cr_assert(eq(int, moment_date(0), 0));
}
