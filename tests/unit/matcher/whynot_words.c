#include "matcher/whynot_words.h"
#include "scoring/base/arena.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static struct arena *arena;

static void open_arena(void)
{
    cr_assert(eq(int, (int)arena_new(0, &arena), STATUS_OK));
}

static void close_arena(void)
{
    arena_free(arena);
}

TestSuite(whynot_words, .init = open_arena, .fini = close_arena);

static const char *text_of(enum whynot_phrase phrase, int language, enum voice voice)
{
    struct audience audience = {(enum label_language)language, voice};
    return whynot_words(phrase, audience, "ONE", "TWO", arena);
}

static int places(const char *text)
{
    return (strstr(text, "ONE") != NULL) + 2 * (strstr(text, "TWO") != NULL);
}

Test(whynot_words, every_language_and_reader_is_told_the_same_figures)
{
    for (int phrase = 0; phrase < WHYNOT_PHRASE_COUNT; phrase++)
        for (int language = 0; language < LABEL_LANGUAGE_COUNT; language++) {
            const char *english = text_of((enum whynot_phrase)phrase, LABEL_EN, VOICE_STAFF);
            const char *staff = text_of((enum whynot_phrase)phrase, language, VOICE_STAFF);
            const char *student = text_of((enum whynot_phrase)phrase, language, VOICE_STUDENT);
            cr_assert(staff != NULL && student != NULL);
            cr_expect(strlen(staff) > 2 && strchr(staff, '{') == NULL, "%s", staff);
            cr_expect(eq(int, places(staff), places(english)), "%s", staff);
            cr_expect(eq(int, places(student), places(english)), "%s", student);
        }
}

Test(whynot_words, the_student_is_you_only_to_the_student)
{
    static const struct {
        enum whynot_phrase phrase;
        const char *staff, *student;
    } rows[] = {
        {WHYNOT_STUDENT_MUST, "A rule requires another mentor for the student.",
         "A rule requires another mentor for you."},
        {WHYNOT_STABLE_MENTOR, "Students who rank before this one have all seats of this mentor.",
         "Students who rank before you have all seats of this mentor."},
        {WHYNOT_NEVER, "A rule of this round rules out this pair.",
         "A rule of this round rules out this pair."},
    };
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        const char *staff = text_of(rows[k].phrase, LABEL_EN, VOICE_STAFF);
        const char *student = text_of(rows[k].phrase, LABEL_EN, VOICE_STUDENT);
        cr_expect(eq(str, (char *)staff, (char *)rows[k].staff));
        cr_expect(eq(str, (char *)student, (char *)rows[k].student));
    }
}

Test(whynot_words, barriers_and_figures_have_the_phrases_of_their_names)
{
    struct audience english = {LABEL_EN, VOICE_STAFF};
    cr_expect(eq(int, (int)whynot_barrier_phrase(BARRIER_WISHES), (int)WHYNOT_WISHES));
    cr_expect(eq(int, (int)whynot_worth_phrase(WORTH_KEPT), (int)WHYNOT_KEPT));
    const char *total = whynot_words(whynot_worth_phrase(WORTH_TOTAL), english, NULL, NULL, arena);
    cr_expect(eq(str, (char *)total, "total"));
}
