#include "api/log.h"

#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char *T(const char *text)
{
    return (char *)(uintptr_t)text;
}

Test(log, a_value_is_bare_when_plain_and_quoted_and_escaped_when_not)
{
    static const struct {
        const char *text, *value;
    } rows[] = {
        {"timeout", "timeout"},
        {"/tmp/s.5432", "/tmp/s.5432"},
        {"Göteborg", "Göteborg"},
        {"", "\"\""},
        {"not there", "\"not there\""},
        {"a=b", "\"a=b\""},
        {"socket \"/tmp/x\" failed", "\"socket \\\"/tmp/x\\\" failed\""},
        {"a\\b", "\"a\\\\b\""},
        {"a\nlevel=error\t\r\001\177", "\"a\\nlevel=error\\t\\r\\x01\\x7f\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect(eq(str, T(log_value(rows[i].text).text), T(rows[i].value)));
}

Test(log, a_value_that_is_too_long_is_cut_and_its_quote_still_closed)
{
    char text[1000];
    for (size_t size = LOG_VALUE_SIZE_MAX - 8; size < LOG_VALUE_SIZE_MAX + 8; size++) {
        memset(text, '"', size);
        text[size] = '\0';
        struct log_value value = log_value(text);
        cr_expect(le(sz, strlen(value.text), LOG_VALUE_SIZE_MAX));
        cr_expect(eq(str, value.text + strlen(value.text) - 4, T("...\"")));
        memset(text, 'x', size);
        value = log_value(text);
        cr_expect(le(sz, strlen(value.text), LOG_VALUE_SIZE_MAX));
        cr_expect(eq(int, strstr(value.text, "...") != NULL, size > LOG_VALUE_SIZE_MAX));
    }
}

Test(log, an_event_is_one_line_whatever_its_values)
{
    int ends[2] = {-1, -1};
    char line[2 * LOG_LINE_SIZE_MAX];
    struct log *log = NULL;
    int piped = pipe(ends);
    cr_assert(piped == 0);
    cr_assert(log_new(ends[1], &log) == STATUS_OK);
    log_event(log, "warn", "store_down", "reason=%s", log_value("no \"x\"\nlevel=info").text);
    log_free(log);
    close(ends[1]);
    ssize_t size = read(ends[0], line, sizeof line - 1);
    cr_assert(size > 0);
    line[size] = '\0';
    cr_expect(strstr(line, "level=warn event=store_down reason=\"no \\\"x\\\"\\nlevel=info\"\n") !=
              NULL);
    close(ends[0]);
}
