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

Test(phrases, the_six_languages_use_the_same_placeholders)
{
    for (int phrase = 0; phrase < PHRASE_COUNT; phrase++) {
        char english[10];
        count_placeholders(phrase_template((enum phrase)phrase, LABEL_EN), english);
        for (int language = 0; language < LABEL_LANGUAGE_COUNT; language++) {
            const char *text = phrase_template((enum phrase)phrase, (enum label_language)language);
            char own[10];
            count_placeholders(text, own);
            cr_expect(eq(str, own, english), "%s", text);
            cr_expect(gt(sz, strlen(text), 0));
        }
    }
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
