/* What the mails of invitations and sign-in links say. */
#include "api/letter.h"
#include "scoring/base/text.h"
#include "scoring/taxonomy.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define TEXT(string) ((char *)(uintptr_t)(string))
#define CODE         "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLM"
#define UNTIL        INT64_C(1795692300000) /* 2026-11-26T11:25:00Z */

static struct letter letter_in(const char *language, bool invitation)
{
    return (struct letter){.invitation = invitation,
                           .language = language,
                           .code = CODE,
                           .expires = UNTIL,
                           .page = "https://uni.example/enter",
                           .home = "https://kring.uni.example"};
}

/* The caller frees it. */
static char *written(struct letter letter)
{
    struct text text = {0};
    letter_write(&letter, &text);
    cr_assert(eq(int, text_status(&text), STATUS_OK));
    return text.bytes;
}

Test(letter, each_language_has_words_of_its_own_for_both_kinds)
{
    static const struct {
        const char *language, *hello, *link, *invitation;
    } rows[] = {
        {"nl", "Hallo,", "Inloggen bij Kring", "Uitnodiging voor Kring"},
        {"sv", "Hej,", "Logga in på Kring", "Inbjudan till Kring"},
        {"nb", "Hei,", "Logg inn på Kring", "Invitasjon til Kring"},
        {"de", "Guten Tag,", "Bei Kring anmelden", "Einladung zu Kring"},
        {"fr", "Bonjour,", "Se connecter à Kring", "Invitation à Kring"},
        {"en", "Hello,", "Sign in to Kring", "Invitation to Kring"},
        {"nn", "Hei,", "Logg inn på Kring", "Invitasjon til Kring"},
        {"de-CH", "Guten Tag,", "Bei Kring anmelden", "Einladung zu Kring"},
        {"fi", "Hello,", "Sign in to Kring", "Invitation to Kring"},
        {NULL, "Hello,", "Sign in to Kring", "Invitation to Kring"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        for (int invitation = 0; invitation < 2; invitation++) {
            struct letter letter = letter_in(rows[i].language, invitation);
            char *text = written(letter);
            cr_expect(eq(str, TEXT(letter_subject(&letter)),
                         TEXT(invitation ? rows[i].invitation : rows[i].link)));
            cr_expect(eq(int, strncmp(text, rows[i].hello, strlen(rows[i].hello)), 0), "%s", text);
            cr_expect(
                ne(ptr, strstr(text, "\n\n    https://uni.example/enter#code=" CODE "\n\n"), NULL),
                "%s", text);
            cr_expect(ne(ptr, strstr(text, " 2026-11-26 11:25 UTC. "), NULL), "%s", text);
            free(text);
        }
}

Test(letter, in_english_it_reads_so)
{
    struct letter letter = letter_in("en", false);
    char *text = written(letter);
    cr_expect(eq(str, text,
                 TEXT("Hello,\n\nsomebody, we hope it was you, asked with this e-mail address to "
                      "sign in to Kring.\n\nThis link lets you in:\n\n"
                      "    https://uni.example/enter#code=" CODE
                      "\n\nIt works once, until 2026-11-26 11:25 UTC. Was it not you? Then there "
                      "is nothing to do: without this message nobody gets in.\n\nKring\n")));
    free(text);
}

Test(letter, without_a_page_the_code_stands_alone_and_says_where_to_give_it)
{
    struct letter letter = letter_in("en", true);
    letter.page = "";
    char *text = written(letter);
    cr_expect(ne(ptr,
                 strstr(text, "\n\nThis code lets you in:\n\n    " CODE
                              "\n\nYou give it at https://kring.uni.example\n\nIt works once"),
                 NULL),
              "%s", text);
    free(text);
    letter.home = "";
    text = written(letter);
    cr_expect(ne(ptr, strstr(text, "    " CODE "\n\nIt works once"), NULL), "%s", text);
    free(text);
}
