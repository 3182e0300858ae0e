#include "api/options.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define ARGUMENTS_MAX 6

/* What the options of a command line come to; the texts of the arguments outlive it. */
struct parsed {
    bool flag;
    const char *out;
    int64_t number;
    int count;
    bool good;
};

static struct parsed parse(const char *const arguments[ARGUMENTS_MAX])
{
    static char words[ARGUMENTS_MAX][32];
    struct parsed parsed = {0};
    const struct option_row rows[] = {
        {"flag", OPTION_FLAG, &parsed.flag, 0, 0}, {"out", OPTION_TEXT, &parsed.out, 0, 0},
        {"o", OPTION_TEXT, &parsed.out, 0, 0},     {"number", OPTION_INT, &parsed.number, 1, 9},
        {NULL, OPTION_FLAG, NULL, 0, 0},
    };
    char *argv[ARGUMENTS_MAX + 1] = {words[0]};
    int argc = 1;
    for (; argc <= ARGUMENTS_MAX && arguments[argc - 1] != NULL; argc++) {
        strncpy(words[argc - 1], arguments[argc - 1], sizeof words[0] - 1);
        argv[argc] = words[argc - 1];
    }
    parsed.good = options_parse("test", rows, argc, argv, &parsed.count);
    return parsed;
}

Test(options, long_and_short_ones_are_read_and_wrong_ones_refused)
{
    static const struct {
        const char *arguments[ARGUMENTS_MAX];
        bool good, flag;
        const char *out;
        int64_t number;
        int count;
    } rows[] = {
        {{"a", "--out", "x", "b"}, true, false, "x", 0, 2},
        {{"--out=x", "--flag"}, true, true, "x", 0, 0},
        {{"-o", "x", "a"}, true, false, "x", 0, 1},
        {{"-o", "-"}, true, false, "-", 0, 0},
        {{"-", "--number", "9"}, true, false, NULL, 9, 1},
        {{"--", "-o", "x"}, true, false, NULL, 0, 2},
        {{"-o"}, false, false, NULL, 0, 0},
        {{"-o=x"}, false, false, NULL, 0, 0},
        {{"-ox"}, false, false, NULL, 0, 0},
        {{"--o", "x"}, false, false, NULL, 0, 0},
        {{"-out", "x"}, false, false, NULL, 0, 0},
        {{"-p", "x"}, false, false, NULL, 0, 0},
        {{"--flag=1"}, false, false, NULL, 0, 0},
        {{"--number", "10"}, false, false, NULL, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct parsed parsed = parse(rows[i].arguments);
        cr_assert(eq(int, parsed.good, rows[i].good), "row %zu", i);
        if (!rows[i].good)
            continue;
        cr_expect(eq(int, parsed.flag, rows[i].flag), "row %zu", i);
        cr_expect(eq(i64, parsed.number, rows[i].number), "row %zu", i);
        cr_expect(eq(int, parsed.count, rows[i].count), "row %zu", i);
        cr_expect(text_equal(parsed.out, rows[i].out), "row %zu", i);
    }
}
