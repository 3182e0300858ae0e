#include "api/wire/problem_lines.h"

#include "scoring/base/faults.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define SHOWN_SIZE ((size_t)64)

static const struct problem_line lines[] = {
    {'p',
     "p kring <students> <mentors> <edges>",
     3,
     {NUMBER_STUDENTS, NUMBER_MENTORS, NUMBER_EDGES}},
    {'m', "m <mentor> <seats>", 2, {NUMBER_MENTOR, NUMBER_SEATS}},
    {'e', "e <student> <mentor> <score>", 3, {NUMBER_STUDENT, NUMBER_MENTOR, NUMBER_SCORE}},
    {'s', "s <student> <mentor>…", 1, {NUMBER_STUDENT}},
    {'r', "r <mentor> <student>…", 1, {NUMBER_MENTOR}},
    {'n', "n <student> <mentor>", 2, {NUMBER_STUDENT, NUMBER_MENTOR}},
    {'x', "x <student> <mentor>", 2, {NUMBER_STUDENT, NUMBER_MENTOR}},
    {'k', "k <student> <mentor>", 2, {NUMBER_STUDENT, NUMBER_MENTOR}},
    {'f', "f <student>", 1, {NUMBER_STUDENT}},
    {'g', "g <minimum>", 1, {NUMBER_MINIMUM}},
};

#define LINES_COUNT (sizeof lines / sizeof lines[0])

/* What people of other formats, or in full words, write for a letter. */
static const struct {
    char letter;
    const char *words;
} meant[] = {
    {'p', " problem kring "},
    {'m', " mentor mentors seat seats capacity "},
    {'e', " edge edges a arc pair score w "},
    {'s', " student students wish wishes "},
    {'r', " priority priorities rank ranks "},
    {'n', " never not forbid forbidden veto "},
    {'x', " must required require fix fixed "},
    {'k', " pin keep "},
    {'f', " first "},
    {'g', " minimum min "},
    {'c', " comment # // % ; -- "},
};

const struct problem_line *problem_line_find(char letter)
{
    for (size_t i = 0; i < LINES_COUNT; i++)
        if (lines[i].letter == letter)
            return &lines[i];
    return NULL;
}

/* The start of a token as it can be shown on one line: what is no visible ASCII becomes \xNN. */
static const char *shown(struct problem_token token, char text[SHOWN_SIZE])
{
    size_t size = 0;
    for (size_t i = 0; i < token.size && size + 8 < SHOWN_SIZE; i++) {
        unsigned char byte = (unsigned char)token.bytes[i];
        if (byte > 0x20 && byte < 0x7f)
            text[size++] = (char)byte;
        else
            size += (size_t)snprintf(text + size, SHOWN_SIZE - size, "\\x%02x", byte);
    }
    text[size] = '\0';
    return text;
}

/* Beyond the faults that are kept nothing needs to be worded. */
static bool only_counted(struct faults *faults)
{
    if (faults->total < FAULTS_KEPT_MAX)
        return false;
    faults->total++;
    return true;
}

static const char *where_of(const struct problem_line *form, char text[2])
{
    text[0] = form->letter;
    text[1] = '\0';
    return text;
}

/* The letter most likely meant; '\0' for no idea. */
static char nearest_letter(const char *word)
{
    char padded[SHOWN_SIZE + 2];
    (void)snprintf(padded, sizeof padded, " %s ", word);
    for (size_t i = 0; i < sizeof meant / sizeof meant[0]; i++)
        if (strcasestr(meant[i].words, padded) != NULL ||
            (word[1] == '\0' && word[0] == meant[i].letter - 'a' + 'A'))
            return meant[i].letter;
    return '#' == word[0] || '%' == word[0] || ';' == word[0] ? 'c' : '\0';
}

void problem_tell_letter(struct faults *faults, size_t line, struct problem_token token)
{
    char text[SHOWN_SIZE];
    if (only_counted(faults))
        return;
    const char *word = shown(token, text);
    char letter = nearest_letter(word);
    const struct problem_line *form = problem_line_find(letter);
    if (letter == '\0')
        (void)fault_add(faults, line, "", "unknown_line",
                        "no line begins with \"%s\": lines begin with p, m, e, s, r, n, x, k, f, "
                        "g or c",
                        word);
    else
        (void)fault_add(faults, line, "", "unknown_line",
                        "no line begins with \"%s\"; is it \"%s\"?", word,
                        form == NULL ? "c <comment>" : form->form);
}

static bool is_decimal(struct problem_token token)
{
    size_t at = 0;
    while (at < token.size && token.bytes[at] >= '0' && token.bytes[at] <= '9')
        at++;
    return at > 0 && at < token.size && (token.bytes[at] == '.' || token.bytes[at] == ',');
}

void problem_tell_number(struct faults *faults, size_t line, const struct problem_line *form,
                         struct problem_token token)
{
    char text[SHOWN_SIZE], where[2];
    if (only_counted(faults))
        return;
    if (memchr(token.bytes, '\0', token.size) != NULL)
        (void)fault_add(faults, line, where_of(form, where), "nul", "the line holds a NUL byte");
    else if (memchr(token.bytes, '\r', token.size) != NULL)
        (void)fault_add(faults, line, where_of(form, where), "line_breaks",
                        "the lines end in CR alone: save the file with LF or CRLF");
    else if ((form->letter == 'e' || form->letter == 'g') && is_decimal(token))
        (void)fault_add(faults, line, where_of(form, where), "not_a_number",
                        "\"%s\" is no whole number; scores are in hundredths, 35.00 is 3500",
                        shown(token, text));
    else
        (void)fault_add(faults, line, where_of(form, where), "not_a_number",
                        "\"%s\" is no whole number of digits alone; the line is \"%s\"",
                        shown(token, text), form->form);
}

void problem_tell_form(struct faults *faults, size_t line, const struct problem_line *form)
{
    char where[2];
    if (!only_counted(faults))
        (void)fault_add(faults, line, where_of(form, where), "form",
                        "the line has too few or too many parts: it is \"%s\"", form->form);
}

void problem_tell_word(struct faults *faults, size_t line, struct problem_token token)
{
    char text[SHOWN_SIZE];
    if (!only_counted(faults))
        (void)fault_add(faults, line, "p", "unknown_word",
                        "\"p %s\" is another format; Kring's is \"%s\"", shown(token, text),
                        problem_line_find('p')->form);
}

void problem_tell_range(struct faults *faults, size_t line, const struct problem_line *form,
                        enum problem_number number, struct problem_token token, uint32_t min,
                        uint32_t max)
{
    static const char *const names[NUMBER_KINDS] = {
        [NUMBER_STUDENTS] = "students", [NUMBER_MENTORS] = "mentors", [NUMBER_EDGES] = "edges",
        [NUMBER_STUDENT] = "student",   [NUMBER_MENTOR] = "mentor",   [NUMBER_SEATS] = "seats",
        [NUMBER_SCORE] = "score",       [NUMBER_MINIMUM] = "minimum",
    };
    char text[SHOWN_SIZE], where[2];
    if (only_counted(faults))
        return;
    if (max < min)
        (void)fault_add(faults, line, where_of(form, where), "out_of_range",
                        "%s %s: the p line says there are none", names[number], shown(token, text));
    else
        (void)fault_add(faults, line, where_of(form, where), "out_of_range",
                        "%s %s is not within %u..%u", names[number], shown(token, text), min, max);
}
