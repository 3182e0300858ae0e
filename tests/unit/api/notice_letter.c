/* What the mails of notices say: words for everybody who is told of anything, in every language. */
#include "api/notice_letter.h"
#include "api/mail_message.h"
#include "api/store/lifecycle.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <string.h>

#define TEXT(string) ((char *)(uintptr_t)(string))
#define UNTIL        INT64_C(1795692300000) /* 2026-11-26T11:25:00Z */

static const char *const languages[] = {"nl", "sv", "nb", "de", "fr", "en"};

/* The caller frees it. */
static char *written(struct notice_letter letter)
{
    struct text text = {0};
    notice_letter_write(&letter, &text);
    cr_assert(eq(int, text_status(&text), STATUS_OK));
    return text.bytes;
}

static void expect_words(const char *notice, const char *party)
{
    const struct notice_words *words = notice_words_find(notice, party);
    cr_expect(words != NULL, "api/notice_words_….c has no words for %s to the %s", notice, party);
    for (int i = 0; words != NULL && i < LABEL_LANGUAGE_COUNT; i++) {
        cr_expect(words->in[i].subject != NULL, "%s to the %s: no subject in %s", notice, party,
                  languages[i]);
        cr_expect(words->in[i].text != NULL, "%s to the %s: no text in %s", notice, party,
                  languages[i]);
    }
}

Test(notice_letter, whoever_a_step_tells_has_words_in_every_language)
{
    char notice[100];
    for (const struct lifecycle *lifecycle = lifecycles; lifecycle->object != NULL; lifecycle++)
        for (const struct lifecycle_row *row = lifecycle->rows; row->event != NULL; row++)
            for (int actor = 0; actor < ACTOR_COUNT; actor++) {
                snprintf(notice, sizeof notice, "%s.%s", lifecycle->object, row->event);
                if ((row->told & (1U << actor)) != 0)
                    expect_words(notice, actor_word((enum actor_kind)actor));
            }
    expect_words("need.choices_exhausted", "student"); /* need_next_choice.sql */
    expect_words("lecture_booking.invite", "speaker"); /* lecture_booking_add.sql */
}

Test(notice_letter, there_are_no_words_for_what_is_told_to_nobody)
{
    const struct notice_words *const tables[] = {
        notice_words_requests, notice_words_mentorships,  notice_words_pairs,
        notice_words_leads,    notice_words_applications, notice_words_lectures};
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        for (const struct notice_words *words = tables[i]; words->notice != NULL; words++) {
            char object[50];
            const char *event = strchr(words->notice, '.') + 1;
            snprintf(object, sizeof object, "%.*s", (int)(event - words->notice) - 1,
                     words->notice);
            const struct lifecycle *lifecycle = lifecycle_find(object);
            const struct lifecycle_row *row =
                lifecycle == NULL ? NULL : lifecycle_row(lifecycle, event);
            if (strcmp(words->notice, "need.choices_exhausted") != 0 &&
                strcmp(words->notice, "lecture_booking.invite") != 0)
                cr_expect(row != NULL && row->told != 0, "%s", words->notice);
        }
}

/* Which the writer of a message would refuse. */
static void expect_sendable(const struct notice_words *words, int language)
{
    struct text message = {0};
    const struct notice_letter letter = {.notice = words->notice,
                                         .party = words->party,
                                         .language = languages[language],
                                         .deadline = UNTIL,
                                         .page = "https://uni.example/kring"};
    char *text = written(letter);
    const struct mail mail = {"a@example.org", notice_letter_subject(&letter), text, NULL};
    cr_expect(eq(int, mail_message_write(&mail, "b@example.org", "x", 0, &message), STATUS_OK),
              "%s in %s", words->notice, languages[language]);
    cr_expect(eq(str, TEXT(mail.subject), TEXT(words->in[language].subject)));
    cr_expect(ne(ptr, strstr(text, words->in[language].text), NULL));
    cr_expect(eq(int, strstr(text, "2026-11-26 11:25 UTC") != NULL, words->due != NOTICE_DUE_NONE),
              "%s", text);
    free(text);
    text_free(&message);
}

Test(notice_letter, every_one_of_them_can_be_sent)
{
    const struct notice_words *const tables[] = {
        notice_words_requests, notice_words_mentorships,  notice_words_pairs,
        notice_words_leads,    notice_words_applications, notice_words_lectures};
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        for (const struct notice_words *words = tables[i]; words->notice != NULL; words++)
            for (int language = 0; language < LABEL_LANGUAGE_COUNT; language++)
                expect_sendable(words, language);
}

Test(notice_letter, in_english_it_reads_so)
{
    char *text = written((struct notice_letter){.notice = "mentoring_request.submit",
                                                .party = "mentor",
                                                .language = "en-GB",
                                                .deadline = UNTIL,
                                                .page = "https://uni.example/kring"});
    cr_expect(eq(str, text,
                 TEXT("Hello,\n\na student has asked you for mentoring. You can say yes or no, or "
                      "ask to know more first.\n\nPlease answer by 2026-11-26 11:25 UTC.\n\nAll "
                      "about it is here:\n\n    https://uni.example/kring\n\nYou get this message "
                      "because you take part in mentoring. Would you rather not have such "
                      "messages? You can say so in the same place.\n\nKring\n")));
    free(text);
}

Test(notice_letter, a_deadline_and_a_page_that_are_not_known_are_left_out)
{
    char *text = written((struct notice_letter){
        .notice = "mentoring_request.submit", .party = "mentor", .language = "fr", .page = ""});
    cr_expect(eq(ptr, strstr(text, "UTC"), NULL), "%s", text);
    cr_expect(eq(ptr, strstr(text, "Tout se trouve ici"), NULL), "%s", text);
    cr_expect(eq(ptr, strstr(text, "au même endroit"), NULL), "%s", text);
    free(text);
}

Test(notice_letter, what_has_no_words_of_its_own_has_general_ones_and_no_language_is_english)
{
    static const struct {
        const char *notice, *party, *language, *subject;
    } rows[] = {{"mentoring_request.accept", "student", NULL, "Your request was accepted"},
                {"mentoring_request.accept", "student", "fi", "Your request was accepted"},
                {"mentoring_request.accept", "mentor", "en", "A request was accepted for you"},
                {"mentoring_request.accept", NULL, "en", "News at Kring"},
                {"mentorship.start", NULL, "de-CH", "Ihr Mentoring hat begonnen"},
                {"something.new", "student", "nn", "Nytt på Kring"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct notice_letter letter = {
            .notice = rows[i].notice, .party = rows[i].party, .language = rows[i].language};
        cr_expect(eq(str, TEXT(notice_letter_subject(&letter)), TEXT(rows[i].subject)), "row %zu",
                  i);
    }
}
