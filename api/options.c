#include "api/options.h"

#include "api/command.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int options_refuse(const char *command, const char *format, ...)
{
    fprintf(stderr, "kring %s: ", command);
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fprintf(stderr, "\n`kring %s --help` tells more\n", command);
    return EXIT_CODE_USAGE;
}

static const struct option_row *find_row(const struct option_row *rows, const char *name,
                                         size_t size)
{
    for (; rows->name != NULL; rows++)
        if (strlen(rows->name) == size && memcmp(rows->name, name, size) == 0)
            return rows;
    return NULL;
}

/* An option of one letter takes one dash. */
static const char *dashes(const char *name)
{
    return name[1] == '\0' ? "-" : "--";
}

static bool set_int(const char *command, const struct option_row *row, const char *value)
{
    if (text_to_int(value, strlen(value), row->min, row->max, row->target) == STATUS_OK)
        return true;
    options_refuse(command, "%s%s takes a whole number from %" PRId64 " to %" PRId64 ", not \"%s\"",
                   dashes(row->name), row->name, row->min, row->max, value);
    return false;
}

static bool add_text(const char *command, const struct option_row *row, const char *value)
{
    struct option_texts *texts = row->target;
    if (texts->count == OPTION_TEXTS_MAX) {
        options_refuse(command, "%s%s may be given %d times at most", dashes(row->name), row->name,
                       OPTION_TEXTS_MAX);
        return false;
    }
    texts->items[texts->count++] = value;
    return true;
}

static bool set_value(const char *command, const struct option_row *row, const char *value)
{
    switch (row->type) {
    case OPTION_INT: return set_int(command, row, value);
    case OPTION_TEXTS: return add_text(command, row, value);
    case OPTION_TEXT: *(const char **)row->target = value; return true;
    case OPTION_FLAG: break;
    }
    options_refuse(command, "%s%s takes no value", dashes(row->name), row->name);
    return false;
}

/* Reads the option at argv[*at], and its value when that is the next argument. */
static bool parse_option(const char *command, const struct option_row *rows, int argc, char **argv,
                         int *at)
{
    bool is_long = argv[*at][1] == '-';
    const char *name = argv[*at] + (is_long ? 2 : 1);
    size_t size = is_long ? strcspn(name, "=") : strlen(name);
    const struct option_row *row = find_row(rows, name, size);
    if (row == NULL || is_long != (size > 1)) {
        options_refuse(command, "there is no option \"%s\"", argv[*at]);
        return false;
    }
    if (name[size] == '=')
        return set_value(command, row, name + size + 1);
    if (row->type == OPTION_FLAG) {
        *(bool *)row->target = true;
        return true;
    }
    if (*at + 1 >= argc) {
        options_refuse(command, "%s%s takes a value", dashes(row->name), row->name);
        return false;
    }
    *at += 1;
    return set_value(command, row, argv[*at]);
}

bool options_parse(const char *command, const struct option_row *rows, int argc, char **argv,
                   int *ret_count)
{
    int count = 0;
    bool open = true;
    for (int at = 1; at < argc; at++) {
        if (open && strcmp(argv[at], "--") == 0) {
            open = false;
        } else if (open && argv[at][0] == '-' && argv[at][1] != '\0') {
            if (!parse_option(command, rows, argc, argv, &at))
                return false;
        } else {
            argv[++count] = argv[at];
        }
    }
    *ret_count = count;
    return true;
}

/* The bytes of what begins the text and would end its line, move the cursor or turn the direction
 * of reading: controls (C0, DEL, C1), U+2028..202E, U+2066..2069; 0 of anything else. */
static size_t unprintable(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    if (at[0] < 0x20 || at[0] == 0x7f)
        return 1;
    if (at[0] == 0xc2 && at[1] >= 0x80 && at[1] <= 0x9f)
        return 2;
    if (at[0] == 0xe2 && at[1] == 0x80 && at[2] >= 0xa8 && at[2] <= 0xae)
        return 3;
    return at[0] == 0xe2 && at[1] == 0x81 && at[2] >= 0xa6 && at[2] <= 0xa9 ? 3 : 0;
}

void options_print(FILE *stream, const char *text)
{
    while (*text != '\0') {
        size_t size = unprintable(text);
        putc(size == 0 ? *text : ' ', stream);
        text += size == 0 ? 1 : size;
    }
}

/* "people.csv:12: name: …": the file, else where, carries the line. */
static void tell_fault(const struct fault *fault, const char *file)
{
    const char *first = file != NULL ? file : fault->where;
    const char *second = file != NULL && strcmp(file, fault->where) != 0 ? fault->where : "";
    fputs(first, stderr);
    if (fault->line > 0)
        fprintf(stderr, "%s%zu", first[0] != '\0' ? ":" : "line ", fault->line);
    if (first[0] != '\0' || fault->line > 0)
        fputs(": ", stderr);
    if (second[0] != '\0') {
        options_print(stderr, second);
        fputs(": ", stderr);
    }
    options_print(stderr, fault->detail);
    putc('\n', stderr);
}

void options_tell_faults(const struct faults *faults, const char *file, size_t shown_max)
{
    size_t shown = faults->count < shown_max ? faults->count : shown_max;
    for (size_t i = 0; i < shown; i++)
        tell_fault(&faults->items[i], file);
    if (faults->total > shown)
        fprintf(stderr, "… and %zu more\n", faults->total - shown);
}
