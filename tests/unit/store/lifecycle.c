/* The tables of lifecycles are sound: what they name is there, what waits is waited for by the
 * clock, what has ended has ended. */
#include "api/store/lifecycle.h"
#include "api/store/store_sql.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <string.h>

#define EACH_LIFECYCLE(at)                                                                         \
    for (const struct lifecycle *at = lifecycles; (at)->object != NULL; (at)++)
#define EACH_ROW(lifecycle, at)                                                                    \
    for (const struct lifecycle_row *at = (lifecycle)->rows; (at)->event != NULL; (at)++)
#define EACH_STATE(lifecycle, at)                                                                  \
    for (const struct lifecycle_state *at = (lifecycle)->states; (at)->word != NULL; (at)++)

static bool is_a_statement(const char *name)
{
    for (const struct sql_file *query = sql_queries; query->name != NULL; query++)
        if (strcmp(query->name, name) == 0)
            return true;
    return false;
}

/* Calls check for each word of a list of words. */
static size_t each_word(const char *words, bool (*fits)(const void *context, const char *word),
                        const void *context)
{
    char word[64];
    size_t count = 0;
    for (size_t size; words != NULL && *words != '\0'; words += size + (words[size] == ' ')) {
        size = strcspn(words, " ");
        cr_assert(size > 0 && size < sizeof word, "\"%s\"", words);
        snprintf(word, sizeof word, "%.*s", (int)size, words);
        cr_expect(fits(context, word), "%s", word);
        count++;
    }
    return count;
}

static bool is_state(const void *lifecycle, const char *word)
{
    return lifecycle_state(lifecycle, word) != NULL;
}

static bool is_named_in(const char *statement, const char *event)
{
    char quoted[64];
    snprintf(quoted, sizeof quoted, "'%s'", event);
    for (const struct sql_file *query = sql_queries; query->name != NULL; query++)
        if (strcmp(query->name, statement) == 0 && strstr(query->text, quoted) != NULL)
            return true;
    return false;
}

/* ---- rows */

Test(lifecycle, a_row_names_states_that_are_there_each_once)
{
    EACH_LIFECYCLE(lifecycle)
    EACH_ROW(lifecycle, row)
    {
        cr_expect(each_word(row->from, is_state, lifecycle) > 0, "%s", row->event);
        cr_expect(row->to[0] == '\0' || lifecycle_state(lifecycle, row->to) != NULL, "%s",
                  row->event);
        cr_expect(eq(int, lifecycle_allows(row, row->to), false), "%s leads to where it comes from",
                  row->event);
    }
}

Test(lifecycle, an_event_has_one_row_and_a_state_one_word)
{
    EACH_LIFECYCLE(lifecycle)
    {
        cr_expect(eq(ptr, (void *)lifecycle_find(lifecycle->object), (void *)lifecycle));
        EACH_ROW(lifecycle, row)
        cr_expect(eq(ptr, (void *)lifecycle_row(lifecycle, row->event), (void *)row));
        EACH_STATE(lifecycle, state)
        cr_expect(eq(ptr, (void *)lifecycle_state(lifecycle, state->word), (void *)state));
    }
    cr_expect(lifecycle_find("person") == NULL);
}

Test(lifecycle, a_path_is_the_event_in_kebab_case_and_only_people_have_one)
{
    EACH_LIFECYCLE(lifecycle)
    EACH_ROW(lifecycle, row)
    {
        char path[64];
        snprintf(path, sizeof path, "%s", row->event);
        for (char *at = path; *at != '\0'; at++)
            *at = *at == '_' ? '-' : *at;
        bool asked = (row->who & (BY_PARTIES | BY_PERSON | BY_STAFF)) != 0;
        cr_expect(eq(int, row->path != NULL, asked), "%s", row->event);
        cr_expect(row->path == NULL || strcmp(row->path, path) == 0, "%s", row->event);
        cr_expect(row->who != 0 && row->who < (1U << ACTOR_COUNT), "%s", row->event);
        cr_expect(eq(uint, row->told & ~BY_PARTIES, 0), "%s", row->event);
        cr_expect(row->summary[0] >= 'A' && row->summary[0] <= 'Z', "%s", row->event);
    }
}

static bool is_reason(const void *context, const char *word)
{
    (void)context;
    size_t size = strlen(word);
    return size >= 2 && size <= 40 && strspn(word, "abcdefghijklmnopqrstuvwxyz_") == size &&
           word[0] != '_';
}

Test(lifecycle, reasons_are_words_and_those_that_must_be_given_are_asked_for)
{
    EACH_LIFECYCLE(lifecycle)
    EACH_ROW(lifecycle, row)
    {
        if (row->reasons == NULL) {
            cr_expect(lifecycle_reason_fits(row, NULL) && !lifecycle_reason_fits(row, "other"));
            continue;
        }
        bool required = row->reasons[0] == '!';
        cr_expect(each_word(row->reasons + required, is_reason, NULL) > 0, "%s", row->event);
        cr_expect(eq(int, lifecycle_reason_fits(row, NULL), !required), "%s", row->event);
        cr_expect(eq(int, lifecycle_reason_fits(row, ""), false));
        cr_expect(eq(int, lifecycle_reason_fits(row, "othe"), false));
    }
}

/* ---- states */

Test(lifecycle, every_state_waits_until_the_clock_ends_it_or_lasts_or_is_an_end)
{
    EACH_LIFECYCLE(lifecycle)
    EACH_STATE(lifecycle, state)
    {
        size_t ways = 0;
        size_t ends = 0;
        size_t reminders = 0;
        EACH_ROW(lifecycle, row)
        if (lifecycle_allows(row, state->word)) {
            ways++;
            ends += row->due == DUE_DEADLINE && row->to[0] != '\0';
            reminders += row->due == DUE_REMINDER;
        }
        cr_expect(eq(int, state->end, ways == 0), "%s %s", lifecycle->object, state->word);
        bool waits = !state->end && !state->lasts;
        cr_expect(eq(int, state->deadline != NULL, waits), "%s", state->word);
        cr_expect(eq(sz, ends, waits), "%s %s", lifecycle->object, state->word);
        cr_expect(eq(sz, reminders, state->reminded), "%s %s", lifecycle->object, state->word);
        cr_expect(eq(int, state->end && state->reminded, false), "%s", state->word);
    }
}

Test(lifecycle, every_state_but_the_first_is_led_to)
{
    EACH_LIFECYCLE(lifecycle)
    EACH_STATE(lifecycle, state)
    {
        size_t ways = 0;
        EACH_ROW(lifecycle, row)
        ways += strcmp(row->to, state->word) == 0;
        char add[64];
        snprintf(add, sizeof add, "%s_add", lifecycle->object);
        bool begun = state == lifecycle->states || is_named_in(add, state->word);
        cr_expect(ways > 0 || begun, "%s", state->word);
    }
}

Test(lifecycle, what_is_due_is_the_clock_s_and_nothing_else_is)
{
    EACH_LIFECYCLE(lifecycle)
    EACH_ROW(lifecycle, row)
    {
        cr_expect(eq(int, row->due != DUE_NEVER, (row->who & BY_CLOCK) != 0), "%s", row->event);
        cr_expect(row->due != DUE_REMINDER || row->to[0] == '\0', "%s", row->event);
    }
}

/* ---- statements and consequences */

Test(lifecycle, the_statements_of_each_are_there)
{
    static const char *const verbs[] = {"get", "page", "count", "lock", "move", "due"};
    EACH_LIFECYCLE(lifecycle)
    {
        for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
            char name[64];
            snprintf(name, sizeof name, "%s_%s", lifecycle->object, verbs[i]);
            cr_expect(is_a_statement(name), "%s", name);
        }
        EACH_ROW(lifecycle, row)
        cr_expect(row->statement == NULL || is_a_statement(row->statement), "%s", row->statement);
    }
}

Test(lifecycle, a_consequence_is_an_event_of_steps_without_a_statement_of_its_own)
{
    size_t count = 0;
    EACH_LIFECYCLE(lifecycle)
    EACH_ROW(lifecycle, row)
    for (size_t i = 0; i < LIFECYCLE_THEN_MAX && row->then[i].statement != NULL; i++) {
        const struct lifecycle_then *then = &row->then[i];
        cr_expect(is_a_statement(then->statement), "%s", then->statement);
        cr_assert(lifecycle_find(then->object) != NULL, "%s", then->object);
        const struct lifecycle_row *next = lifecycle_row(lifecycle_find(then->object), then->event);
        cr_assert(next != NULL, "%s", then->event);
        cr_expect(ne(uint, next->who & BY_STEP, 0), "%s", then->event);
        cr_expect(next->statement == NULL, "%s", then->event);
        cr_expect(is_reason(NULL, then->reason_code), "%s", then->reason_code);
        count++;
    }
    cr_expect(count > 0);
}

/* Steps that lead back to themselves would never end: an event never follows from itself. */
static bool leads_to(const struct lifecycle_row *row, const struct lifecycle_row *target, int depth)
{
    cr_assert(depth < 8, "%s: consequences in a circle", row->event);
    for (size_t i = 0; i < LIFECYCLE_THEN_MAX && row->then[i].statement != NULL; i++) {
        const struct lifecycle_row *next =
            lifecycle_row(lifecycle_find(row->then[i].object), row->then[i].event);
        if (next == target || leads_to(next, target, depth + 1))
            return true;
    }
    return false;
}

Test(lifecycle, no_event_follows_from_itself)
{
    EACH_LIFECYCLE(lifecycle)
    EACH_ROW(lifecycle, row)
    cr_expect(eq(int, leads_to(row, row, 0), false), "%s", row->event);
}

/* What a new object does to an earlier one of its kind, in the statement that adds it, or rules
 * that derive them; or a step to many others at once, in its own. */
static bool comes_of_a_statement(const struct lifecycle *lifecycle, const struct lifecycle_row *row)
{
    static const char *const verbs[] = {"add", "derive"};
    bool comes = false;
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s_%s", lifecycle->object, verbs[i]);
        comes = comes || is_named_in(name, row->event);
    }
    EACH_LIFECYCLE(other)
    EACH_ROW(other, cause)
    comes |= cause != row && cause->statement != NULL && is_named_in(cause->statement, row->event);
    return comes;
}

Test(lifecycle, events_of_steps_alone_have_one_that_follows_by_them)
{
    EACH_LIFECYCLE(lifecycle)
    EACH_ROW(lifecycle, inner)
    {
        size_t causes = comes_of_a_statement(lifecycle, inner);
        EACH_LIFECYCLE(other)
        EACH_ROW(other, row)
        causes += leads_to(row, inner, 0);
        cr_expect(causes > 0 || (inner->who & BY_STEP) == 0, "%s", inner->event);
    }
}

Test(lifecycle, a_refusal_is_a_word_with_a_sentence)
{
#define EXPECT_SENTENCE(word, sentence)                                                            \
    cr_expect(is_reason(NULL, word) && strcmp(lifecycle_refusal(word), sentence) == 0 &&           \
                  sentence[strlen(sentence) - 1] == '.',                                           \
              "%s", word);
    LIFECYCLE_REFUSALS(EXPECT_SENTENCE)
#undef EXPECT_SENTENCE
}

/* ---- words */

static const struct {
    const char *words, *word;
    bool named;
} names[] = {
    {"draft pending", "draft", true},
    {"draft pending", "pending", true},
    {"draft pending", "pend", false},
    {"draft pending", "t pending", false},
    {"draft", "drafts", false},
    {"draft", "", false},
    {"", "draft", false},
    {NULL, "draft", false},
};

Test(lifecycle, a_word_is_named_whole)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        cr_expect(eq(int, lifecycle_names(names[i].words, names[i].word), names[i].named), "%zu",
                  i);
}
