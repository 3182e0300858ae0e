/* The lines of the text form of a problem: their letters, forms and ranges, and what is said of
 * those that are wrong. Inside api/wire only; matcher/ROUNDS.md has the same table for users. */
#ifndef API_WIRE_PROBLEM_LINES_H
#define API_WIRE_PROBLEM_LINES_H

#include <stddef.h>
#include <stdint.h>

struct faults;

/* What a number in a line says. */
enum problem_number {
    NUMBER_STUDENTS,
    NUMBER_MENTORS,
    NUMBER_EDGES,
    NUMBER_STUDENT,
    NUMBER_MENTOR,
    NUMBER_SEATS,
    NUMBER_SCORE,
    NUMBER_MINIMUM,
    NUMBER_KINDS
};

#define LINE_NUMBERS_MAX ((size_t)3)

struct problem_line {
    char letter;
    const char *form;
    size_t count; /* numbers, of a list: before the list */
    enum problem_number numbers[LINE_NUMBERS_MAX];
};

/* The line of that letter, or NULL. */
const struct problem_line *problem_line_find(char letter);

/* A piece of the text with no blanks in it. */
struct problem_token {
    const char *bytes;
    size_t size;
};

/* Each adds a fault at line; token: what stands there. */
void problem_tell_letter(struct faults *faults, size_t line, struct problem_token token);
void problem_tell_number(struct faults *faults, size_t line, const struct problem_line *form,
                         struct problem_token token);
void problem_tell_form(struct faults *faults, size_t line, const struct problem_line *form);
void problem_tell_word(struct faults *faults, size_t line, struct problem_token token);
void problem_tell_range(struct faults *faults, size_t line, const struct problem_line *form,
                        enum problem_number number, struct problem_token token, uint32_t min,
                        uint32_t max);

#endif
