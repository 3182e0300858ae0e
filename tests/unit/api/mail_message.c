/* The bytes of a message: what api/mail_message.h promises. */
#include "api/mail_message.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <string.h>

#define TEXT(string) ((char *)(uintptr_t)(string))
#define NOON         1795433400123 /* 2026-11-23T11:30:00.123Z */

static struct text written;

static const char *write(const char *subject, const char *body)
{
    const struct mail mail = {"student@example.org", subject, body, NULL};
    text_clear(&written);
    cr_assert(eq(int, mail_message_write(&mail, "kring@uni.example", "0192-id", NOON, &written),
                 STATUS_OK));
    cr_assert(eq(int, text_status(&written), STATUS_OK));
    return written.bytes;
}

static enum status status_of(const char *to, const char *subject, const char *body)
{
    struct text text = {0};
    const struct mail mail = {to, subject, body, NULL};
    enum status status = mail_message_write(&mail, "kring@uni.example", "id", NOON, &text);
    cr_expect(eq(sz, status == STATUS_OK ? 0 : text.size, 0), "what is refused writes nothing");
    text_free(&text);
    return status;
}

Test(mail_message, is_plain_text_with_every_header_that_a_message_needs)
{
    cr_expect(eq(str, TEXT(write("Welcome", "Dear student,\n\n.\nGoodbye\n")),
                 TEXT("Date: Mon, 23 Nov 2026 11:30:00 +0000\r\n"
                      "From: Kring <kring@uni.example>\r\n"
                      "To: <student@example.org>\r\n"
                      "Message-ID: <0192-id@uni.example>\r\n"
                      "Subject: Welcome\r\n"
                      "Auto-Submitted: auto-generated\r\n"
                      "MIME-Version: 1.0\r\n"
                      "Content-Type: text/plain; charset=utf-8\r\n"
                      "Content-Transfer-Encoding: 7bit\r\n"
                      "\r\n"
                      "Dear student,\r\n\r\n.\r\nGoodbye\r\n\r\n")));
    text_free(&written);
}

Test(mail_message, encodes_what_is_not_ascii_and_what_would_be_lost_on_the_way)
{
    static const struct {
        const char *subject, *text, *line;
    } rows[] = {
        {"Välkommen", "x", "\r\nSubject: =?utf-8?Q?V=C3=A4lkommen?=\r\n"},
        {"a =?utf-8?Q?b?=", "x", "\r\nSubject: =?utf-8?Q?a_=3D=3Futf=2D8=3FQ=3Fb=3F=3D?=\r\n"},
        {"x", "på = gjensyn", "\r\n\r\np=C3=A5 =3D gjensyn\r\n"},
        {"x", "é\nends in a blank \n", "\r\nends in a blank=20\r\n"},
        {"x", "é\t", "\r\n=C3=A9=09\r\n"},
        {"x", "é\n.\n", "\r\n.\r\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *message = write(rows[i].subject, rows[i].text);
        cr_expect(ne(ptr, TEXT(strstr(message, rows[i].line)), NULL), "row %zu: %s", i, message);
    }
    text_free(&written);
}

/* The longest line, CRLF not counted; every byte that is not ASCII would be one too many. */
static size_t longest_line(const char *message)
{
    size_t longest = 0;
    for (const char *line = message; *line != '\0';) {
        size_t size = strcspn(line, "\r");
        cr_assert(eq(int, line[size + 1], '\n'), "every line ends in CRLF");
        for (size_t i = 0; i < size; i++)
            cr_assert(lt(int, (unsigned char)line[i], 0x80));
        longest = size > longest ? size : longest;
        line += size + 2;
    }
    return longest;
}

Test(mail_message, keeps_lines_within_76_when_encoded_and_998_when_not)
{
    char subject[MAIL_SUBJECT_SIZE_MAX + 1] = "";
    char body[3000] = "";
    for (size_t i = 0; i + 3 < sizeof subject; i += 3)
        memcpy(subject + i, "€", 4);
    for (size_t i = 0; i + 3 < sizeof body; i += 3)
        memcpy(body + i, "€", 4);
    cr_expect(le(sz, longest_line(write(subject, body)), 76));
    memset(body, 'a', 998);
    body[998] = '\0';
    const char *message = write("x", body);
    cr_expect(eq(sz, longest_line(message), 998));
    cr_expect(ne(ptr, TEXT(strstr(message, ": 7bit")), NULL), "998 bytes are a line still");
    memset(body, 'a', 999);
    body[999] = '\0';
    message = write("x", body);
    cr_expect(le(sz, longest_line(message), 76));
    cr_expect(ne(ptr, TEXT(strstr(message, ": quoted-printable")), NULL), "999 bytes are none");
    text_free(&written);
}

Test(mail_message, no_encoded_word_cuts_a_character_in_two)
{
    char subject[MAIL_SUBJECT_SIZE_MAX + 1] = "a";
    for (size_t i = 1; i + 4 < sizeof subject; i += 4)
        memcpy(subject + i, "🙂", 5);
    const char *message = write(subject, "x");
    const char *at = strstr(message, "Subject: ");
    size_t words = 0;
    while ((at = strstr(at, "=?utf-8?Q?")) != NULL) {
        const char *end = strstr(at, "?=\r\n");
        at += strlen("=?utf-8?Q?");
        cr_assert(ne(ptr, TEXT(end), NULL));
        const char *bytes = words++ == 0 ? at + 1 : at; /* after the a */
        cr_expect(eq(sz, (size_t)(end - bytes) % strlen("=F0=9F=99=82"), 0), "word %zu", words);
    }
    cr_expect(gt(sz, words, 5));
    text_free(&written);
}

Test(mail_message, an_address_is_local_at_domain_and_nothing_that_could_be_more)
{
    static const struct {
        const char *address;
        bool valid;
    } rows[] = {
        {"a@b.example", true},
        {"voor.naam+kring@student.uni.example", true},
        {"o'neil_{x}|y~z!#$%&*-/=?^`@b-c.example", true},
        {"", false},
        {"a", false},
        {"@b.example", false},
        {"a@", false},
        {"a@b@c.example", false},
        {".a@b.example", false},
        {"a.@b.example", false},
        {"a..a@b.example", false},
        {"a@.example", false},
        {"a@b..example", false},
        {"a@b.example.", false},
        {"a@-b.example", false},
        {"a@b-.example", false},
        {"a@b-", false},
        {"a@b_c.example", false},
        {"a@[127.0.0.1]", false},
        {"\"a b\"@b.example", false},
        {"a b@b.example", false},
        {"a@b.example ", false},
        {"a@b.example, c@d.example", false},
        {"A <a@b.example>", false},
        {"a@b.example\r\nBcc: c@d.example", false},
        {"a@b.example\n", false},
        {"a\t@b.example", false},
        {"a\x7f@b.example", false},
        {"å@b.example", false},
        {"a@bücher.example", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect(eq(int, mail_address_valid(rows[i].address), rows[i].valid), "%s",
                  rows[i].address);
        cr_expect(eq(int, status_of(rows[i].address, "x", "x"),
                     rows[i].valid ? STATUS_OK : STATUS_INVALID),
                  "%s", rows[i].address);
    }
}

/* count letters before, then the rest. */
static const char *letters(size_t count, const char *rest, char *room)
{
    memset(room, 'a', count);
    memcpy(room + count, rest, strlen(rest) + 1);
    return room;
}

Test(mail_message, an_address_has_room_up_to_its_limits_and_no_further)
{
    char room[400];
    char long_domain[400];
    cr_expect(mail_address_valid(letters(64, "@b.example", room)));
    cr_expect(not(mail_address_valid(letters(65, "@b.example", room))));
    room[0] = 'b', room[1] = '@';
    cr_expect(mail_address_valid((letters(65, ".example", room), room[1] = '@', room)));
    cr_expect(not(mail_address_valid((letters(66, ".example", room), room[1] = '@', room))));
    /* 64 + @ + 3 labels of 62 with their dots = 254 */
    for (size_t i = 0; i < 3; i++)
        letters(62, ".", long_domain + 63 * i);
    long_domain[189] = '\0';
    long_domain[188] = 'a';
    letters(64, "@", room);
    memcpy(room + 65, long_domain, 190);
    cr_assert(eq(sz, strlen(room), 254));
    cr_expect(mail_address_valid(room));
    memcpy(room + 254 - 10, ".aaaaaaaaaa", 12);
    cr_assert(eq(sz, strlen(room), 255));
    cr_expect(not(mail_address_valid(room)));
}

Test(mail_message, control_bytes_and_bytes_that_are_no_utf8_are_refused)
{
    static const struct {
        const char *subject, *text;
        enum status status;
    } rows[] = {
        {"x", "a\tb\nc", STATUS_OK},         {"x", "", STATUS_OK},
        {"", "x", STATUS_INVALID},           {"x\r\nBcc: c@d.example", "x", STATUS_INVALID},
        {"x\n", "x", STATUS_INVALID},        {"x\ty", "x", STATUS_INVALID},
        {"x\x7f", "x", STATUS_INVALID},      {"x\xff", "x", STATUS_INVALID},
        {"x", "a\r\n.\r\n", STATUS_INVALID}, {"x", "a\x1b[2J", STATUS_INVALID},
        {"x", "a\xc3", STATUS_INVALID},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect(eq(int, status_of("a@b.example", rows[i].subject, rows[i].text), rows[i].status),
                  "row %zu", i);
}

Test(mail_message, subject_and_text_have_room_up_to_their_limits_and_no_further)
{
    static char subject[MAIL_SUBJECT_SIZE_MAX + 2];
    static char body[MAIL_TEXT_SIZE_MAX + 2];
    memset(subject, 'a', MAIL_SUBJECT_SIZE_MAX);
    memset(body, 'a', MAIL_TEXT_SIZE_MAX);
    cr_expect(eq(int, status_of("a@b.example", subject, body), STATUS_OK));
    subject[MAIL_SUBJECT_SIZE_MAX] = 'a';
    cr_expect(eq(int, status_of("a@b.example", subject, "x"), STATUS_INVALID));
    body[MAIL_TEXT_SIZE_MAX] = 'a';
    cr_expect(eq(int, status_of("a@b.example", "x", body), STATUS_INVALID));
}
