#include "scoring/phrases.h"

#include "scoring/base/arena.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define T(text) ((char *)(text)) /* Criterion compares char *, not const char * */

static struct arena *arena;

static void open_arena(void)
{
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
}

static void close_arena(void)
{
    arena_free(arena);
}

TestSuite(phrases, .init = open_arena, .fini = close_arena);

/* How often each placeholder is in a text, as a text: equal for equal placeholders. */
static void count_placeholders(const char *text, char ret_counts[10])
{
    memset(ret_counts, '0', 9);
    ret_counts[9] = '\0';
    for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at + 1, '{')) {
        cr_assert(at[1] >= '1' && at[1] <= '9' && at[2] == '}', "%s", text);
        ret_counts[at[1] - '1']++;
    }
}

static const enum voice voices[] = {VOICE_STAFF, VOICE_STUDENT, VOICE_MENTOR};
#define VOICES_COUNT (sizeof voices / sizeof voices[0])

static const char *text_of(int phrase, int language, enum voice voice)
{
    return phrase_template((enum phrase)phrase,
                           (struct audience){(enum label_language)language, voice});
}

Test(phrases, the_six_languages_use_the_same_placeholders_for_every_reader)
{
    for (int phrase = 0; phrase < PHRASE_COUNT; phrase++) {
        char english[10];
        count_placeholders(text_of(phrase, LABEL_EN, VOICE_STAFF), english);
        for (int language = 0; language < LABEL_LANGUAGE_COUNT; language++)
            for (size_t v = 0; v < VOICES_COUNT; v++) {
                const char *text = text_of(phrase, language, voices[v]);
                char own[10];
                count_placeholders(text, own);
                cr_expect(eq(str, own, english), "%s", text);
                cr_expect(gt(sz, strlen(text), 0));
            }
    }
}

/* True when text has one of the words, which stand between blanks, as a word of its own. */
static bool has_word(const char *text, const char *words)
{
    const char *const marks = " ;:,.'’";
    for (const char *at = text + strspn(text, marks); *at != '\0'; at += strspn(at, marks)) {
        size_t size = strcspn(at, marks);
        char *word = arena_printf(arena, " %.*s ", (int)size, at);
        if (strstr(words, word) != NULL)
            return true;
        at += size;
    }
    return false;
}

/* Words that address, in each language; German ones only as capitalised. */
static const char *const you_words[LABEL_LANGUAGE_COUNT] = {
    [LABEL_NL] = " je jij jou jouw jullie ",
    [LABEL_SV] = " du dig din ditt dina er ",
    [LABEL_NB] = " du deg din ditt dine dere ",
    [LABEL_DE] = " Sie Ihr Ihre Ihrem Ihren Ihrer ",
    [LABEL_FR] = " vous votre vos ",
    [LABEL_EN] = " you your ",
};

Test(phrases, you_is_only_whom_a_phrase_is_about_and_never_staff)
{
    for (int phrase = 0; phrase < PHRASE_COUNT; phrase++)
        for (int language = 0; language < LABEL_LANGUAGE_COUNT; language++) {
            const char *staff = text_of(phrase, language, VOICE_STAFF);
            const char *student = text_of(phrase, language, VOICE_STUDENT);
            const char *mentor = text_of(phrase, language, VOICE_MENTOR);
            cr_expect(not(has_word(staff, you_words[language])), "%s", staff);
            cr_expect(student == staff || mentor == staff, "%s", staff);
            const char *addressed = student == staff ? mentor : student;
            cr_expect(strcmp(addressed, staff) == 0 || has_word(addressed, you_words[language]),
                      "%s", addressed);
        }
}

Test(phrases, a_phrase_is_said_to_whom_it_is_about_and_of_them_to_others)
{
    static const struct {
        enum phrase phrase;
        const char *texts[VOICES_COUNT]; /* staff, student, mentor */
    } rows[] = {
        {PHRASE_FIELD_WISHED,
         {"the student looks for {1}", "you look for {1}", "the student looks for {1}"}},
        {PHRASE_CAREER_SAME_SINCE,
         {"{1}; this mentor has been one since {2}", "{1}; this mentor has been one since {2}",
          "{1}; you have been one since {2}"}},
        {PHRASE_FIELD_BOTH, {"both {1}", "both {1}", "both {1}"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        for (size_t v = 0; v < VOICES_COUNT; v++)
            cr_expect(
                eq(str, T(text_of(rows[i].phrase, LABEL_EN, voices[v])), T(rows[i].texts[v])));
}

Test(phrases, placeholders_are_filled_and_a_missing_argument_gives_no_text)
{
    const char *const arguments[PHRASE_ARGUMENTS_MAX] = {"a", "", "{1}"};
    cr_expect(
        eq(str, T(phrase_fill(arena, "{1}{2}-{3} {1} {x} {", arguments)), T("a-{1} a {x} {")));
    cr_expect(eq(ptr, T(phrase_fill(arena, "{1} {4}", arguments)), NULL));
}

Test(phrases, a_label_within_a_sentence_begins_small_but_not_in_german)
{
    static const struct {
        enum label_language language;
        const char *label, *within;
    } rows[] = {
        {LABEL_EN, "Civil engineers", "civil engineers"},
        {LABEL_NB, "Økonomi", "økonomi"},
        {LABEL_FR, "Électricité", "électricité"},
        {LABEL_DE, "Bauwesen", "Bauwesen"},
        {LABEL_EN, "ICT technicians", "ICT technicians"},
        {LABEL_SV, "ämnen", "ämnen"},
        {LABEL_EN, "", ""},
        {LABEL_EN, "A", "a"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect(
            eq(str, T(phrase_label(arena, rows[i].language, rows[i].label)), T(rows[i].within)));
}
