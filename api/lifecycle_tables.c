#include "api/lifecycle_tables.h"

#include "scoring/base/text.h"

#include <string.h>

/* ---- words */

/* A list of words: `a`, `b` or `c`. */
static void add_words(const char *words, const char *joint, struct text *text)
{
    for (const char *at = words; *at != '\0';) {
        size_t size = strcspn(at, " ");
        bool last = at[size] == '\0';
        if (at != words)
            text_add(text, last ? joint : ", ");
        text_addf(text, "`%.*s`", (int)size, at);
        at += size + !last;
    }
}

void lifecycle_actors(unsigned who, const char *joint, struct text *text)
{
    const char *separator = "";
    for (int i = 0; i < ACTOR_COUNT; i++) {
        if ((who >> i & 1U) == 0)
            continue;
        text_addf(text, "%s%s", separator, actor_word((enum actor_kind)i));
        unsigned rest = who >> i >> 1;
        separator = (rest & (rest - 1)) == 0 ? joint : ", ";
    }
}

static const char *due_words(enum lifecycle_due due)
{
    switch (due) {
    case DUE_NEVER: return "";
    case DUE_DEADLINE: return " at the deadline";
    case DUE_REMINDER: return " ahead of the deadline";
    case DUE_PROMOTION: return " when a seat is free";
    }
    return "";
}

static bool stays(const struct lifecycle_row *row)
{
    return row->to[0] == '\0';
}

/* What ends the state that an event leads to, if nobody does. */
static void add_deadline(const struct lifecycle *lifecycle, const struct lifecycle_row *row,
                         struct text *text)
{
    const struct lifecycle_state *state = lifecycle_state(lifecycle, row->to);
    if (stays(row))
        text_add(text, "as before");
    else if (state == NULL || state->deadline == NULL)
        text_add(text, "none");
    else if (strcmp(state->deadline, "expires_at") == 0)
        text_add(text, "at its own end");
    else if (strcmp(state->deadline, "ends_on") == 0)
        text_add(text, "the programme's last day, `ends_on`");
    else
        text_addf(text, "after `%s`", state->deadline);
    if (!stays(row) && state != NULL && state->reminded)
        text_add(text, ", reminded of `reminder_days` ahead");
}

static void add_consequences(const struct lifecycle_row *row, const char *none, struct text *text)
{
    const char *separator = "";
    for (size_t i = 0; i < LIFECYCLE_THEN_MAX && row->then[i].statement != NULL; i++) {
        const struct lifecycle_then *then = &row->then[i];
        text_addf(text, "%s`%s` of `%s`, reason `%s`", separator, then->event, then->object,
                  then->reason_code);
        separator = "; ";
    }
    text_add(text, separator[0] == '\0' ? none : "");
}

static bool needs_reason(const struct lifecycle_row *row)
{
    return row->reasons != NULL && row->reasons[0] == '!';
}

static const char *reasons_of(const struct lifecycle_row *row)
{
    return row->reasons + needs_reason(row);
}

/* ---- tables */

static void add_row(const struct lifecycle *lifecycle, const struct lifecycle_row *row,
                    struct text *text)
{
    text_addf(text, "| `%s`: %s | ", row->event, row->summary);
    add_words(row->from, ", ", text);
    text_addf(text, stays(row) ? " | the same | " : " | `%s` | ", row->to);
    lifecycle_actors(row->who, ", ", text);
    text_addf(text, "%s | ", due_words(row->due));
    add_words(row->refusals == NULL ? "" : row->refusals, ", ", text);
    text_add(text, " | ");
    add_deadline(lifecycle, row, text);
    text_add(text, " | ");
    lifecycle_actors(row->told, ", ", text);
    text_add(text, " | ");
    add_consequences(row, "", text);
    text_add(text, needs_reason(row) ? " | one of " : " | ");
    add_words(row->reasons == NULL ? "" : reasons_of(row), ", ", text);
    text_add(text, " |\n");
}

void lifecycle_markdown(const struct lifecycle *lifecycle, struct text *text)
{
    text_add(text, "| Event | From | To | By | May be refused with | Deadline then | Told | "
                   "What follows | Reasons |\n|---|---|---|---|---|---|---|---|---|\n");
    for (const struct lifecycle_row *row = lifecycle->rows; row->event != NULL; row++)
        add_row(lifecycle, row, text);
}

static void add_refusers(const char *word, struct text *text)
{
    const char *separator = "";
    for (const struct lifecycle *at = lifecycles; at->object != NULL; at++)
        for (const struct lifecycle_row *row = at->rows; row->event != NULL; row++)
            if (lifecycle_names(row->refusals, word)) {
                text_addf(text, "%s`%s` of `%s`", separator, row->event, at->object);
                separator = ", ";
            }
    if (separator[0] == '\0')
        text_add(text, "none: new objects and changes");
}

void lifecycle_refusals_markdown(struct text *text)
{
    static const char *const words[] = {
#define REFUSAL_WORD(word, sentence) word,
        LIFECYCLE_REFUSALS(REFUSAL_WORD)
#undef REFUSAL_WORD
    };
    text_add(text, "| Refusal | What it says | Events that may say it |\n|---|---|---|\n");
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        text_addf(text, "| `%s` | %s | ", words[i], lifecycle_refusal(words[i]));
        add_refusers(words[i], text);
        text_add(text, " |\n");
    }
}

/* ---- sentences */

static void add_reasons(const struct lifecycle_row *row, struct text *text)
{
    if (row->reasons == NULL) {
        text_add(text, " It takes no reason.");
        return;
    }
    text_addf(text, " A reason %s be given: ", needs_reason(row) ? "must" : "may");
    add_words(reasons_of(row), " or ", text);
    text_add(text, ".");
}

static void add_refusals(const struct lifecycle_row *row, struct text *text)
{
    if (row->refusals == NULL)
        return;
    text_add(text, " It may be refused (409) with ");
    add_words(row->refusals, " or ", text);
    text_add(text, ".");
}

static void add_effects(const struct lifecycle *lifecycle, const struct lifecycle_row *row,
                        struct text *text)
{
    text_add(text, " Deadline then: ");
    add_deadline(lifecycle, row, text);
    text_add(text, ".");
    if (row->told != 0) {
        text_add(text, " A notice tells ");
        lifecycle_actors(row->told, " and ", text);
        text_add(text, ", but not who did it.");
    }
    if (row->then[0].statement != NULL) {
        text_add(text, " What may follow: ");
        add_consequences(row, "", text);
        text_add(text, ".");
    }
}

void lifecycle_describe(const struct lifecycle *lifecycle, const struct lifecycle_row *row,
                        struct text *text)
{
    text_add(text, "From ");
    add_words(row->from, " or ", text);
    text_addf(text, stays(row) ? "; the state stays." : " to `%s`.", row->to);
    text_add(text, " In other states it is told 409, to other parties 403.");
    add_refusals(row, text);
    add_reasons(row, text);
    add_effects(lifecycle, row, text);
}
