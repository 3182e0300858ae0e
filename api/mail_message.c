#include "api/mail_message.h"

#include "scoring/base/text.h"

#include <string.h>
#include <time.h>

#define LOCAL_SIZE_MAX ((size_t)64)
#define LABEL_SIZE_MAX ((size_t)63)
#define LINE_SIZE_MAX  ((size_t)998) /* RFC 5322, 2.1.1, without CRLF */
#define QUOTED_LINE    ((size_t)76)  /* RFC 2045, 6.7 (5), with the = of a soft break */
/* "Subject: " and one encoded word within the 76 of RFC 2047, 2. */
#define WORD_SIZE_MAX ((size_t)54)

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* ---- addresses */

/* Parts of allowed characters, joined by single dots; more: allowed beside letters and digits. */
static bool is_dotted(const char *bytes, size_t size, const char *more, size_t part_max)
{
    size_t part = 0;
    for (size_t i = 0; i < size; i++) {
        bool dot = bytes[i] == '.';
        if (dot ? part == 0 : !is_letter_or_digit(bytes[i]) && strchr(more, bytes[i]) == NULL)
            return false;
        part = dot ? 0 : part + 1;
        if (part > part_max)
            return false;
    }
    return part > 0;
}

static bool is_domain(const char *domain)
{
    size_t size = strlen(domain);
    if (!is_dotted(domain, size, "-", LABEL_SIZE_MAX))
        return false;
    for (size_t i = 0; i < size; i++)
        if (domain[i] == '-' &&
            (i == 0 || domain[i - 1] == '.' || i + 1 == size || domain[i + 1] == '.'))
            return false;
    return true;
}

bool mail_address_valid(const char *address)
{
    const char *at = strrchr(address, '@');
    if (at == NULL || strlen(address) > MAIL_ADDRESS_SIZE_MAX)
        return false;
    size_t local = (size_t)(at - address);
    return local <= LOCAL_SIZE_MAX && is_domain(at + 1) &&
           is_dotted(address, local, "!#$%&'*+-/=?^_`{|}~", LOCAL_SIZE_MAX);
}

/* ---- what people wrote */

static bool is_clean(const char *text, size_t size_max, const char *allowed_controls)
{
    size_t size = strlen(text);
    if (size > size_max || text_utf8_fault(text, size) != size)
        return false;
    for (size_t i = 0; i < size; i++) {
        bool control = (unsigned char)text[i] < 0x20 || text[i] == 0x7f;
        if (control && strchr(allowed_controls, text[i]) == NULL)
            return false;
    }
    return true;
}

/* True when text can go as it is. */
static bool is_plain(const char *text, size_t line_max)
{
    size_t line = 0;
    for (size_t i = 0; text[i] != '\0'; i++) {
        line = text[i] == '\n' ? 0 : line + 1;
        if ((unsigned char)text[i] >= 0x80 || line > line_max)
            return false;
    }
    return true;
}

static void add_hex(struct text *text, char c)
{
    static const char digits[] = "0123456789ABCDEF";
    text_add_char(text, '=');
    text_add_char(text, digits[(unsigned char)c >> 4]);
    text_add_char(text, digits[(unsigned char)c & 15]);
}

/* ---- the subject: encoded words (RFC 2047, 4.2), none of which cuts a character in two */

/* Bytes of the character that begins with this byte; text is well-formed. */
static size_t character_size(char first)
{
    unsigned char byte = (unsigned char)first;
    return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

static size_t add_encoded(struct text *text, const char *bytes, size_t size)
{
    if (size == 1 && (is_letter_or_digit(bytes[0]) || bytes[0] == ' ')) {
        text_add_char(text, bytes[0] == ' ' ? '_' : bytes[0]);
        return 1;
    }
    for (size_t i = 0; i < size; i++)
        add_hex(text, bytes[i]);
    return 3 * size;
}

static void add_subject(struct text *text, const char *subject)
{
    if (is_plain(subject, QUOTED_LINE) && strstr(subject, "=?") == NULL) {
        text_add(text, subject);
        return;
    }
    size_t used = 0;
    text_add(text, "=?utf-8?Q?");
    for (const char *at = subject; *at != '\0';) {
        size_t size = character_size(*at);
        if (used + 3 * size > WORD_SIZE_MAX) {
            text_add(text, "?=\r\n =?utf-8?Q?");
            used = 0;
        }
        used += add_encoded(text, at, size);
        at += size;
    }
    text_add(text, "?=");
}

/* ---- the text */

static void add_as_it_is(struct text *text, const char *body)
{
    for (; *body != '\0'; body++)
        if (*body == '\n')
            text_add(text, "\r\n");
        else
            text_add_char(text, *body);
}

/* A blank at the end of a line would be lost on the way, and = is the escape itself. */
static bool is_quoted(const char *at)
{
    bool blank = *at == ' ' || *at == '\t';
    if (blank)
        return at[1] == '\n' || at[1] == '\0';
    return *at == '=' || (unsigned char)*at >= 0x7f;
}

static void add_quoted(struct text *text, const char *body)
{
    size_t line = 0;
    for (; *body != '\0'; body++) {
        size_t size = is_quoted(body) ? 3 : 1;
        if (*body == '\n') {
            text_add(text, "\r\n");
            line = 0;
            continue;
        }
        if (line + size >= QUOTED_LINE) {
            text_add(text, "=\r\n");
            line = 0;
        }
        line += size;
        if (size == 3)
            add_hex(text, *body);
        else
            text_add_char(text, *body);
    }
}

/* ---- the message */

/* RFC 5322, 3.3; names are English whatever the locale. */
static void add_date(struct text *text, int64_t now_ms)
{
    static const char days[] = "SunMonTueWedThuFriSat";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    time_t seconds = (time_t)(now_ms / 1000);
    struct tm utc;
    gmtime_r(&seconds, &utc);
    text_addf(text, "Date: %.3s, %d %.3s %04d %02d:%02d:%02d +0000\r\n", days + 3 * utc.tm_wday,
              utc.tm_mday, months + 3 * utc.tm_mon, utc.tm_year + 1900, utc.tm_hour, utc.tm_min,
              utc.tm_sec);
}

enum status mail_message_write(const struct mail *mail, const char *from, const char *id,
                               int64_t now_ms, struct text *text)
{
    if (!mail_address_valid(mail->to) || !mail_address_valid(from) || mail->subject[0] == '\0' ||
        !is_clean(mail->subject, MAIL_SUBJECT_SIZE_MAX, "") ||
        !is_clean(mail->text, MAIL_TEXT_SIZE_MAX, "\n\t"))
        return STATUS_INVALID;
    bool plain = is_plain(mail->text, LINE_SIZE_MAX);
    add_date(text, now_ms);
    text_addf(text, "From: Kring <%s>\r\nTo: <%s>\r\n", from, mail->to);
    text_addf(text, "Message-ID: <%s@%s>\r\nSubject: ", id, strrchr(from, '@') + 1);
    add_subject(text, mail->subject);
    /* RFC 3834: no holiday notices in reply, please. */
    text_addf(text,
              "\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
              "Content-Type: text/plain; charset=utf-8\r\n"
              "Content-Transfer-Encoding: %s\r\n\r\n",
              plain ? "7bit" : "quoted-printable");
    if (plain)
        add_as_it_is(text, mail->text);
    else
        add_quoted(text, mail->text);
    text_add(text, "\r\n");
    return STATUS_OK;
}
