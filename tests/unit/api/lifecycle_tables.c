/* The lifecycles in words. */
#include "api/lifecycle_tables.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct lifecycle_row *row_of(const char *object, const char *event)
{
    const struct lifecycle_row *row = lifecycle_row(lifecycle_find(object), event);
    cr_assert(row != NULL, "%s", event);
    return row;
}

Test(lifecycle_tables, an_event_is_told_in_whole_sentences)
{
    static const struct {
        const char *object, *event, *words;
    } rows[] = {
        {"mentoring_request", "accept",
         "From `pending` or `info_requested` to `accepted`. In other states it is told 409, to "
         "other parties 403. It may be refused (409) with `programme_over`, `need_met`, "
         "`offer_not_active`, `never`, `pair_released`, `no_seat` or `hours_spent`. It takes no "
         "reason. Deadline "
         "then: none. A notice tells student and mentor, but not who did it. What may follow: "
         "`supersede` of `mentoring_request`, reason `another_accepted`."},
        {"mentorship", "end_early",
         "From `active` or `paused` to `ended_early`. In other states it is told 409, to other "
         "parties 403. A reason must be given: `goals_reached`, `no_time`, `no_fit`, "
         "`no_contact`, `moved` or `other`. Deadline then: none. A notice tells student and "
         "mentor, but not who did it."},
        {"mentorship", "fits",
         "From `proposed`, `active` or `paused`; the state stays. In other states it is told 409, "
         "to other parties 403. It takes no reason. Deadline then: as before."},
        {"mentor_offer", "resume",
         "From `paused` to `active`. In other states it is told 409, to other parties 403. It "
         "takes no reason. Deadline then: the programme's last day, `ends_on`."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct text text = {0};
        lifecycle_describe(lifecycle_find(rows[i].object), row_of(rows[i].object, rows[i].event),
                           &text);
        cr_expect(strcmp(text.bytes, rows[i].words) == 0, "%s: %s", rows[i].event, text.bytes);
        text_free(&text);
    }
}

Test(lifecycle_tables, actors_are_joined_as_people_speak)
{
    static const struct {
        unsigned who;
        const char *words;
    } rows[] = {
        {BY_STAFF, "staff"},
        {BY_STUDENT | BY_STAFF, "student or staff"},
        {BY_STUDENT | BY_MENTOR | BY_STEP, "student, mentor or step"},
        {0, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct text text = {0};
        text_add(&text, "");
        lifecycle_actors(rows[i].who, " or ", &text);
        cr_expect(strcmp(text.bytes == NULL ? "" : text.bytes, rows[i].words) == 0, "%s",
                  rows[i].words);
        text_free(&text);
    }
}

/* lifecycle_refusal asserts that it knows a word. */
Test(lifecycle_tables, a_row_names_only_refusals_that_have_a_sentence)
{
    char word[40];
    size_t found = 0;
    for (const struct lifecycle *at = lifecycles; at->object != NULL; at++)
        for (const struct lifecycle_row *row = at->rows; row->event != NULL; row++)
            for (const char *words = row->refusals; words != NULL && *words != '\0'; found++) {
                snprintf(word, sizeof word, "%.*s", (int)strcspn(words, " "), words);
                cr_expect(gt(sz, strlen(lifecycle_refusal(word)), 10), "%s", word);
                words += strlen(word);
                words += *words == ' ';
            }
    cr_expect(ge(sz, found, 10));
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "r");
    cr_assert(file != NULL, "%s", path);
    char *bytes = calloc(1, 100000);
    cr_assert(fread(bytes, 1, 99999, file) > 0);
    fclose(file);
    return bytes;
}

/* Which of the documents tells of an object. */
static const char *document_of(const char *object)
{
    if (strcmp(object, "consent") == 0)
        return "api/CONSENT.md";
    if (strcmp(object, "membership") == 0)
        return "api/GROUPS.md";
    if (lifecycle_names("internship_lead application", object))
        return "api/INTERNSHIPS.md";
    if (strncmp(object, "lecture_", strlen("lecture_")) == 0)
        return "api/LECTURES.md";
    bool round = lifecycle_names("round run pair", object);
    return round ? "api/ROUNDS.md" : "api/MENTORING.md";
}

Test(lifecycle_tables, the_documents_have_them_as_they_are)
{
    struct text text = {0};
    for (const struct lifecycle *at = lifecycles; at->object != NULL; at++) {
        text_clear(&text);
        lifecycle_markdown(at, &text);
        char *document = read_file(document_of(at->object));
        cr_expect(strstr(document, text.bytes) != NULL, "%s should be:\n%s", at->object,
                  text.bytes);
        free(document);
    }
    text_clear(&text);
    lifecycle_refusals_markdown(&text);
    char *document = read_file("api/MENTORING.md");
    cr_expect(strstr(document, text.bytes) != NULL, "the refusals should be:\n%s", text.bytes);
    text_free(&text);
    free(document);
}
