/* The rights in words, for the documentation. */
#include "api/rights.h"
#include "scoring/base/text.h"

#define BIT(relation) (1U << RELATION_##relation)

static void add_word(const char *word, size_t *count, struct text *text)
{
    text_addf(text, "%s%s", *count == 0 ? "" : " or ", word);
    (*count)++;
}

static bool all_may(const struct right *right, unsigned relation)
{
    bool may = true;
    for (size_t i = 0; i < ACCOUNT_ROLE_COUNT; i++)
        may = may && (right->roles[i] & relation) != 0;
    return may;
}

/* Those of the roles that act for units: "staff" when they all may. */
static void add_staff(const struct right *right, size_t *count, struct text *text)
{
    static const char *const words[] = {"a coordinator", "a career centre", "an admin"};
    bool all = true;
    for (size_t i = ACCOUNT_COORDINATOR; i < ACCOUNT_ROLE_COUNT; i++)
        all = all && (right->roles[i] & BIT(UNIT)) != 0;
    if (all)
        add_word("staff", count, text);
    for (size_t i = ACCOUNT_COORDINATOR; i < ACCOUNT_ROLE_COUNT && !all; i++)
        if ((right->roles[i] & BIT(UNIT)) != 0)
            add_word(words[i - ACCOUNT_COORDINATOR], count, text);
}

void right_words(const struct right *right, struct text *text)
{
    size_t count = 0;
    if (right_is_public(right)) {
        text_add(text, "anyone");
        return;
    }
    if (all_may(right, BIT(OTHER))) {
        text_add(text, "a token");
        return;
    }
    if ((right->roles[ACCOUNT_STUDENT] & BIT(SELF)) != 0)
        add_word("oneself", &count, text);
    if ((right->roles[ACCOUNT_STUDENT] & BIT(PARTY)) != 0)
        add_word("student", &count, text);
    if ((right->roles[ACCOUNT_ALUMNUS] & BIT(PARTY)) != 0)
        add_word("mentor", &count, text);
    add_staff(right, &count, text);
}

static void add_cell(unsigned relations, struct text *text)
{
    static const struct {
        unsigned bit;
        const char *words;
    } rows[] = {
#define RELATION_ROW(name, letter, words) {BIT(name), words},
        RIGHT_RELATIONS(RELATION_ROW)
#undef RELATION_ROW
    };
    const char *comma = "";
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if ((relations & rows[i].bit) != 0) {
            text_addf(text, "%s%s", comma, rows[i].words);
            comma = ", ";
        }
    text_add(text, " |");
}

void rights_markdown(struct text *text)
{
    text_add(text, "| Operation | anyone |");
    for (size_t i = 0; i < ACCOUNT_ROLE_COUNT; i++)
        text_addf(text, " %s |", account_role_words[i]);
    text_add(text, "\n|---|---|---|---|---|---|---|---|\n");
    for (const struct right *right = rights; right->operation != NULL; right++) {
        text_addf(text, "| `%s` | ", right->operation);
        add_cell(right->anyone, text);
        for (size_t i = 0; i < ACCOUNT_ROLE_COUNT; i++) {
            text_add_char(text, ' ');
            add_cell(right->roles[i], text);
        }
        text_add_char(text, '\n');
    }
}
