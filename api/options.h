/* The options of a command, as rows of a table: `--name VALUE` or `--name=VALUE`; a name of one
 * letter is given as `-o VALUE`. Mistakes are told on standard error. */
#ifndef API_OPTIONS_H
#define API_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct faults;

#define OPTION_TEXTS_MAX 32

struct option_texts {
    const char *items[OPTION_TEXTS_MAX];
    size_t count;
};

enum option_type {
    OPTION_FLAG, /* bool; no value */
    OPTION_TEXT, /* const char * */
    OPTION_INT,  /* int64_t, min..max */
    OPTION_TEXTS /* struct option_texts; may be given again and again */
};

struct option_row {
    const char *name; /* without the dashes */
    enum option_type type;
    void *target; /* untouched when the option is not given */
    int64_t min, max;
};

/* Reads argv[1..argc) by rows (ended by a NULL name) and moves what is no option, in order, to
 * argv[1..*ret_count]. After "--" nothing is an option; "-" alone is none. False, and told on
 * standard error for `kring COMMAND`, when something is wrong: then return EXIT_CODE_USAGE. */
bool options_parse(const char *command, const struct option_row *rows, int argc, char **argv,
                   int *ret_count);

/* Tells a mistake of usage on standard error; always EXIT_CODE_USAGE. */
int options_refuse(const char *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Prints what somebody else may have typed: what would end the line, command the terminal or turn
 * the direction of reading is printed as a blank. */
void options_print(FILE *stream, const char *text);

/* Tells at most shown_max faults on standard error, a line each ("people.csv:12: name: …"), then
 * how many more there are. file: what was read; NULL where the faults name it. */
void options_tell_faults(const struct faults *faults, const char *file, size_t shown_max);

#endif
