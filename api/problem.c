#include "api/problem.h"

#include "api/wire/shape_json.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

static const struct problem_row rows[PROBLEM_COUNT] = {
#define PROBLEM_ROW(name, code, http, retryable, title, advice)                                    \
    {code, http, retryable, title, advice},
    PROBLEMS(PROBLEM_ROW)
#undef PROBLEM_ROW
};

static const enum problem of_status[STATUS_COUNT] = {
    [STATUS_OK] = PROBLEM_INTERNAL,         [STATUS_INVALID] = PROBLEM_INVALID,
    [STATUS_SYNTAX] = PROBLEM_SYNTAX,       [STATUS_NOT_FOUND] = PROBLEM_NOT_FOUND,
    [STATUS_CONFLICT] = PROBLEM_CONFLICT,   [STATUS_REFUSED] = PROBLEM_FORBIDDEN,
    [STATUS_TOO_LARGE] = PROBLEM_TOO_LARGE, [STATUS_MEMORY] = PROBLEM_OVERLOADED,
    [STATUS_IO] = PROBLEM_INTERNAL,         [STATUS_UNAVAILABLE] = PROBLEM_UNAVAILABLE,
    [STATUS_TIMEOUT] = PROBLEM_TIMEOUT,     [STATUS_CANCELLED] = PROBLEM_UNAVAILABLE,
    [STATUS_BROKEN] = PROBLEM_INTERNAL,
};

const struct problem_row *problem_row(enum problem problem)
{
    assert((size_t)problem < PROBLEM_COUNT);
    return &rows[problem];
}

bool problem_find(const char *code, enum problem *ret_problem)
{
    for (size_t i = 0; i < PROBLEM_COUNT; i++)
        if (strcmp(rows[i].code, code) == 0) {
            *ret_problem = (enum problem)i;
            return true;
        }
    return false;
}

enum problem problem_of_status(enum status status)
{
    assert((size_t)status < STATUS_COUNT);
    return of_status[status];
}

static void add_member(struct text *text, const char *name, const char *value)
{
    text_addf(text, "\"%s\":", name);
    json_add_string(text, value);
    text_add_char(text, ',');
}

static void add_errors(const struct faults *faults, struct text *text)
{
    text_add(text, ",\"errors\":[");
    for (size_t i = 0; i < faults->count; i++) {
        const struct fault *fault = &faults->items[i];
        text_add(text, i == 0 ? "{" : ",{");
        add_member(text, "pointer", fault->where);
        add_member(text, "code", fault->code);
        text_add(text, "\"detail\":");
        json_add_string(text, fault->detail);
        if (fault->line > 0)
            text_addf(text, ",\"line\":%zu", fault->line);
        text_add_char(text, '}');
    }
    text_add_char(text, ']');
}

void problem_to_json(enum problem problem, const char *detail, const char *instance,
                     const char *request_id, const struct faults *faults, struct text *text)
{
    const struct problem_row *row = problem_row(problem);
    text_addf(text, "{\"type\":\"/problems/%s\",", row->code);
    add_member(text, "title", row->title);
    text_addf(text, "\"status\":%d,", row->http);
    add_member(text, "detail", detail == NULL ? row->advice : detail);
    if (instance != NULL)
        add_member(text, "instance", instance);
    text_addf(text, "\"code\":\"%s\",", row->code);
    add_member(text, "request_id", request_id);
    text_addf(text, "\"retryable\":%s", row->retryable ? "true" : "false");
    if (faults != NULL && faults->count > 0)
        add_errors(faults, text);
    text_add(text, "}\n");
}

void problem_to_html(enum problem problem, struct text *text)
{
    const struct problem_row *row = problem_row(problem);
    text_addf(text,
              "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
              "<title>%s</title>\n<h1>%s</h1>\n<p>Code <code>%s</code>, HTTP status %d. "
              "Trying again %s.</p>\n<p>%s</p>\n</html>\n",
              row->title, row->title, row->code, row->http,
              row->retryable ? "may help" : "will not help by itself", row->advice);
}
