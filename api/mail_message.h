/* A message as the bytes that SMTP carries: plain text in UTF-8 (RFC 5322, MIME by RFC 2045 to
 * 2047), lines of at most 998 bytes ended by CRLF. Nothing that comes from people can add a header
 * or a second address: control bytes are refused, never repaired. Does no I/O. */
#ifndef API_MAIL_MESSAGE_H
#define API_MAIL_MESSAGE_H

#include "scoring/base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text;

/* A message to one address. */
struct mail {
    const char *to;      /* one address, without a name */
    const char *subject; /* 1 to MAIL_SUBJECT_SIZE_MAX bytes of UTF-8 without control bytes */
    const char *text;    /* at most MAIL_TEXT_SIZE_MAX bytes of UTF-8; of control bytes \n and \t */
    const char *id; /* of the message, for those that may be sent twice; NULL: a new one is made */
};

#define MAIL_ADDRESS_SIZE_MAX ((size_t)254) /* RFC 5321, 4.5.3.1.3, without < and > */
#define MAIL_SUBJECT_SIZE_MAX ((size_t)400)
#define MAIL_TEXT_SIZE_MAX    ((size_t)65536)

/* True for an address as nearly all are: local@domain, the local part of at most 64 letters, digits
 * and !#$%&'*+-/=?^_`{|}~ in parts joined by single dots, the domain of labels of letters, digits
 * and inner hyphens. Quoted local parts, addresses beyond ASCII (RFC 6531) and domains that are
 * numbers in brackets are not taken. */
bool mail_address_valid(const char *address);

/* Appends the whole message. from: an address; id: made for this message, letters, digits and
 * hyphens, becomes its Message-ID with the sender's domain; now_ms: since 1970 in UTC. The text
 * goes as it is when all of it is ASCII in short lines, else quoted-printable, which every server
 * takes. INVALID, and nothing appended: an address that is none, a subject or a text that breaks
 * its rule. Running out of memory shows in the text. */
enum status MUST_CHECK mail_message_write(const struct mail *mail, const char *from, const char *id,
                                          int64_t now_ms, struct text *text);

#endif
