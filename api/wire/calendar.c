#include "api/wire/calendar.h"

#include "scoring/base/text.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define LINE_MAX_OCTETS 75 /* without the line end; RFC 5545, 3.1 */

static bool continues(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* A content line, folded before an octet that begins a character. */
static void add_line(const char *line, struct text *text)
{
    size_t used = 0;
    for (const char *at = line; *at != '\0';) {
        size_t size = 1;
        while (continues(at[size]))
            size++;
        if (used + size > LINE_MAX_OCTETS) {
            text_add(text, "\r\n ");
            used = 1;
        }
        text_add_bytes(text, at, size);
        used += size;
        at += size;
    }
    text_add(text, "\r\n");
}

/* TEXT of RFC 5545, 3.3.11. */
static void add_escaped(const char *value, struct text *line)
{
    for (const char *at = value; *at != '\0'; at++) {
        if (*at == '\n')
            text_add(line, "\\n");
        else if (strchr("\\;,", *at) != NULL)
            text_addf(line, "\\%c", *at);
        else if ((unsigned char)*at >= 0x20 && *at != 0x7F)
            text_add_char(line, *at);
        else if (*at != '\r')
            text_add_char(line, ' ');
    }
}

static void add_text(const char *name, const char *value, struct text *text)
{
    struct text line = {0};
    if (value == NULL)
        return;
    text_addf(&line, "%s:", name);
    add_escaped(value, &line);
    if (text_status(&line) == STATUS_OK)
        add_line(line.bytes, text);
    else
        text->failed = true;
    text_free(&line);
}

/* 20261122T100000Z: without what is below a second. */
static void add_time(const char *name, moment value, struct text *text)
{
    char full[MOMENT_TEXT_SIZE];
    moment_format(value, full);
    text_addf(text, "%s:%.4s%.2s%.2sT%.2s%.2s%.2sZ\r\n", name, full, full + 5, full + 8, full + 11,
              full + 14, full + 17);
}

void calendar_write(const struct calendar_event *event, struct text *text)
{
    static const char *const statuses[] = {"TENTATIVE", "CONFIRMED", "CANCELLED"};
    text_add(text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kring//Guest lectures//EN\r\n"
                   "BEGIN:VEVENT\r\n");
    text_addf(text, "UID:%s\r\n", event->id);
    add_time("DTSTAMP", event->changed_at, text);
    add_time("DTSTART", event->starts_at, text);
    add_time("DTEND", event->ends_at, text);
    text_addf(text, "SEQUENCE:%d\r\nSTATUS:%s\r\n", event->sequence, statuses[event->status]);
    add_text("SUMMARY", event->summary, text);
    add_text("DESCRIPTION", event->description, text);
    add_text("LOCATION", event->location, text);
    text_add(text, "END:VEVENT\r\nEND:VCALENDAR\r\n");
}
