/* Events as iCalendar: what another reader (libical) makes of the bytes, and their form. */
#include "api/wire/calendar.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <libical/ical.h>
#include <string.h>

#define ID "01990000-0000-7000-8000-0000000000c3"

static const struct calendar_event sample = {
    .id = ID,
    .summary = "Bridges in the cold",
    .description = "Concrete structures",
    .location = "Room C",
    .starts_at = 1791882000000, /* 2026-10-13T09:00:00Z */
    .ends_at = 1791885600000,
    .changed_at = 1788771600123, /* 2026-09-07T09:00:00.123Z */
    .sequence = 2,
    .status = CALENDAR_CONFIRMED,
};

static icalcomponent *read_back(const struct calendar_event *event, struct text *text)
{
    calendar_write(event, text);
    cr_assert(eq(int, text_status(text), STATUS_OK));
    icalcomponent *calendar = icalparser_parse_string(text->bytes);
    cr_assert(calendar != NULL, "%s", text->bytes);
    cr_expect(eq(int, icalcomponent_count_errors(calendar), 0), "%s", text->bytes);
    cr_expect(eq(int, icalrestriction_check(calendar), 1), "%s", text->bytes);
    return calendar;
}

static icalcomponent *event_of(icalcomponent *calendar)
{
    return icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
}

#define EXPECT_TEXT(actual, expected) cr_expect(eq(str, (char *)(actual), (char *)(expected)))

Test(calendar, another_reader_finds_everything_that_was_written)
{
    struct text text = {0};
    icalcomponent *calendar = read_back(&sample, &text);
    icalcomponent *event = event_of(calendar);
    EXPECT_TEXT(icalcomponent_get_uid(event), ID);
    EXPECT_TEXT(icalcomponent_get_summary(event), "Bridges in the cold");
    EXPECT_TEXT(icalcomponent_get_description(event), "Concrete structures");
    EXPECT_TEXT(icalcomponent_get_location(event), "Room C");
    cr_expect(eq(int, icalcomponent_get_sequence(event), 2));
    cr_expect(eq(int, (int)icalcomponent_get_status(event), (int)ICAL_STATUS_CONFIRMED));
    EXPECT_TEXT(icaltime_as_ical_string(icalcomponent_get_dtstart(event)), "20261013T090000Z");
    EXPECT_TEXT(icaltime_as_ical_string(icalcomponent_get_dtend(event)), "20261013T100000Z");
    EXPECT_TEXT(icaltime_as_ical_string(icalcomponent_get_dtstamp(event)), "20260907T090000Z");
    icalcomponent_free(calendar);
    text_free(&text);
}

Test(calendar, a_status_is_one_of_three)
{
    static const enum icalproperty_status expected[] = {
        ICAL_STATUS_TENTATIVE, ICAL_STATUS_CONFIRMED, ICAL_STATUS_CANCELLED};
    for (size_t i = 0; i < 3; i++) {
        struct text text = {0};
        struct calendar_event event = sample;
        event.status = (enum calendar_status)i;
        icalcomponent *calendar = read_back(&event, &text);
        cr_expect(eq(int, (int)icalcomponent_get_status(event_of(calendar)), (int)expected[i]));
        icalcomponent_free(calendar);
        text_free(&text);
    }
}

/* Every line ends by CRLF, has 75 octets at most, and is whole UTF-8. */
static void expect_lines(const struct text *text)
{
    for (const char *at = text->bytes; *at != '\0';) {
        size_t size = strcspn(at, "\r\n");
        cr_assert(strncmp(at + size, "\r\n", 2) == 0);
        cr_expect(size <= 75, "%zu octets", size);
        bool cut = ((unsigned char)at[at[0] == ' '] & 0xC0) == 0x80;
        cr_expect(not(cut), "a character is cut in two");
        at += size + 2;
    }
}

Test(calendar, texts_of_any_kind_come_back_as_they_were)
{
    static const char *const texts[] = {
        "a",
        "commas, semicolons; backslashes \\ and \"quotes\": colons",
        "two\nlines",
        "Brücken in Eis und Schnee, byggingeniørens vinter, les ponts gelés, en nog veel meer over "
        "beton dat bevriest",
        "\xf0\x9f\x8c\x89\xf0\x9f\x8c\x89\xf0\x9f\x8c\x89\xf0\x9f\x8c\x89\xf0\x9f\x8c\x89\xf0\x9f"
        "\x8c\x89\xf0\x9f\x8c\x89\xf0\x9f\x8c\x89\xf0\x9f\x8c\x89\xf0\x9f\x8c\x89\xf0\x9f\x8c\x89"
        "\xf0\x9f\x8c\x89\xf0\x9f\x8c\x89\xf0\x9f\x8c\x89\xf0\x9f\x8c\x89\xf0\x9f\x8c\x89\xf0\x9f"
        "\x8c\x89\xf0\x9f\x8c\x89\xf0\x9f\x8c\x89\xf0\x9f\x8c\x89\xf0\x9f\x8c\x89\xf0\x9f\x8c\x89",
        "BEGIN:VEVENT\nSUMMARY:another\nEND:VEVENT",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct text text = {0};
        struct calendar_event event = sample;
        event.summary = event.location = texts[i];
        icalcomponent *calendar = read_back(&event, &text);
        expect_lines(&text);
        EXPECT_TEXT(icalcomponent_get_summary(event_of(calendar)), texts[i]);
        EXPECT_TEXT(icalcomponent_get_location(event_of(calendar)), texts[i]);
        cr_expect(eq(int, icalcomponent_count_components(calendar, ICAL_ANY_COMPONENT), 1));
        icalcomponent_free(calendar);
        text_free(&text);
    }
}

Test(calendar, control_bytes_become_blanks_and_nothing_else)
{
    struct text text = {0};
    struct calendar_event event = sample;
    event.summary = "a\tb\x01"
                    "c\r\nd\x7f.";
    event.description = event.location = NULL;
    icalcomponent *calendar = read_back(&event, &text);
    EXPECT_TEXT(icalcomponent_get_summary(event_of(calendar)), "a b c\nd .");
    cr_expect(icalcomponent_get_location(event_of(calendar)) == NULL);
    icalcomponent_free(calendar);
    text_free(&text);
}
