#include "api/files/demo_noise.h"

#include <string.h>

/* How often, in percent. Policy. */
#define SENIORITY  10
#define MARK       4
#define SHORT_FORM 30 /* of the words that have one */
#define LOWER_CASE 8
#define UPPER_CASE 3
#define CAPITAL    60
#define TYPO       3

bool demo_chance(struct rng *rng, unsigned percent)
{
    return rng_below(rng, 100) < percent;
}

static const char *const marks[LABEL_LANGUAGE_COUNT] = {
    [LABEL_NL] = " (m/v/x)", [LABEL_SV] = "",       [LABEL_NB] = " (m/k)",
    [LABEL_DE] = " (m/w/d)", [LABEL_FR] = " (h/f)", [LABEL_EN] = ""};

static const char *const seniorities[] = {"Senior ", "Sr. ", "Junior ", "Lead "};

/* Words that people write short, whatever their language. */
static const struct short_form {
    const char *word, *shorter;
} short_forms[] = {
    {"manager", "mgr"},        {"engineer", "eng."},   {"medewerker", "medew."},
    {"assistent", "ass."},     {"ingenieur", "ing."},  {"ingenjör", "ing."},
    {"ingeniør", "ing."},      {"ingénieur", "ing."},  {"directeur", "dir."},
    {"wetenschappen", "wet."}, {"management", "mgmt"}, {"informatie", "info"},
};

static void add_short(const char *words, struct rng *rng, struct text *text)
{
    for (size_t i = 0; i < sizeof short_forms / sizeof short_forms[0]; i++) {
        const struct short_form *form = &short_forms[i];
        const char *found = strstr(words, form->word);
        if (found == NULL || !demo_chance(rng, SHORT_FORM))
            continue;
        text_add_bytes(text, words, (size_t)(found - words));
        text_add(text, form->shorter);
        text_add(text, found + strlen(form->word));
        return;
    }
    text_add(text, words);
}

static bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Two letters change places, or one is left out, or one is typed twice. Only among ASCII letters,
 * so that the text stays UTF-8. */
static void add_typo(struct text *text, size_t start, struct rng *rng)
{
    size_t size = text->size - start;
    size_t at = start + 1 + (size_t)rng_below(rng, size < 4 ? 1 : size - 3);
    char *bytes = text->bytes;
    if (size < 6 || !is_ascii_letter(bytes[at]) || !is_ascii_letter(bytes[at + 1]))
        return;
    char c = bytes[at];
    switch (rng_below(rng, 3)) {
    case 0:
        bytes[at] = bytes[at + 1];
        bytes[at + 1] = c;
        break;
    case 1:
        memmove(bytes + at, bytes + at + 1, text->size - at);
        text->size--;
        break;
    default: bytes[at + 1] = c; break;
    }
}

/* Letters of ASCII and Latin-1 (U+00E0..U+00FE but U+00F7, as two bytes of UTF-8). */
static void change_case(struct text *text, size_t start, size_t end, bool upper)
{
    for (size_t i = start; i < end; i++) {
        unsigned char c = (unsigned char)text->bytes[i];
        unsigned char before = i > start ? (unsigned char)text->bytes[i - 1] : 0;
        bool latin = before == 0xc3 && (c & 0x1f) != 0x17 && (c & 0x1f) != 0x1f;
        if (upper && ((c >= 'a' && c <= 'z') || (latin && c >= 0xa0)))
            text->bytes[i] = (char)(c - 0x20);
        else if (!upper && ((c >= 'A' && c <= 'Z') || (latin && c < 0xa0)))
            text->bytes[i] = (char)(c + 0x20);
    }
}

/* Bytes of the first letter: one, or two of Latin-1. */
static size_t first_letter(const struct text *text, size_t start)
{
    size_t size = (unsigned char)text->bytes[start] == 0xc3 ? 2 : 1;
    return start + size <= text->size ? size : text->size - start;
}

static void choose_case(struct text *text, size_t start, struct rng *rng)
{
    uint64_t draw = rng_below(rng, 100);
    if (draw < LOWER_CASE)
        change_case(text, start, text->size, false);
    else if (draw < LOWER_CASE + UPPER_CASE)
        change_case(text, start, text->size, true);
    else if (draw < LOWER_CASE + UPPER_CASE + CAPITAL)
        change_case(text, start, start + first_letter(text, start), true);
}

void demo_noise_add(const char *words, enum label_language language, bool title, struct rng *rng,
                    struct text *text)
{
    size_t start = text->size;
    if (title && demo_chance(rng, SENIORITY))
        text_add(text, seniorities[rng_below(rng, sizeof seniorities / sizeof seniorities[0])]);
    add_short(words, rng, text);
    if (text->failed || text->size == start)
        return;
    if (demo_chance(rng, TYPO))
        add_typo(text, start, rng);
    choose_case(text, start, rng);
    if (title && demo_chance(rng, MARK))
        text_add(text, marks[language]);
}
