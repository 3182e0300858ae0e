/* An event as a file for calendars: iCalendar (RFC 5545), one VEVENT of a VCALENDAR, times in UTC,
 * lines of at most 75 octets ended by CRLF. Does no I/O, reads no clock. */
#ifndef API_WIRE_CALENDAR_H
#define API_WIRE_CALENDAR_H

#include "scoring/base/moment.h"

struct text;

/* STATUS of RFC 5545, 3.8.1.11. */
enum calendar_status { CALENDAR_TENTATIVE, CALENDAR_CONFIRMED, CALENDAR_CANCELLED };

struct calendar_event {
    const char *id; /* a UUID: the UID, the same whatever changes (RFC 7986, 5.3) */
    const char *summary, *description, *location; /* any UTF-8; the last two may be NULL */
    moment starts_at, ends_at;
    moment changed_at; /* DTSTAMP */
    int32_t sequence;  /* counts its changes, from 0 */
    enum calendar_status status;
};

/* Appends it; the same event gives the same bytes. Line ends in texts become \n, other control
 * bytes blanks. Running out of memory shows in the text. */
void calendar_write(const struct calendar_event *event, struct text *text);

#endif
