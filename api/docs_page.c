#include "api/docs_page.h"

#include "api/describe.h"
#include "api/examples.h"
#include "api/lifecycle_tables.h"
#include "api/reply.h"
#include "api/resources.h"
#include "api/rights.h"
#include "api/version.h"

#include <inttypes.h>
#include <string.h>

const char docs_page_style[] =
    "body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:62rem;padding:1rem;"
    "color:#1b1b1b;background:#fff}"
    "h2{border-top:1px solid #999;padding-top:1rem}"
    "code,pre{font:.9rem/1.4 ui-monospace,monospace;overflow-wrap:anywhere}"
    "pre{background:#f3f3f3;padding:.75rem;white-space:pre-wrap}"
    "table{border-collapse:collapse;width:100%}"
    "caption{text-align:left;font-weight:bold;padding:.5rem 0}"
    "th,td{border:1px solid #999;padding:.25rem .5rem;text-align:left;vertical-align:top}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}"
    "pre{background:#262626}a{color:#9cf}a:visited{color:#c9f}}";

/* ---- small parts */

static void add_escaped_bytes(const char *bytes, size_t size, struct text *text)
{
    for (size_t i = 0; i < size; i++)
        switch (bytes[i]) {
        case '&': text_add(text, "&amp;"); break;
        case '<': text_add(text, "&lt;"); break;
        case '>': text_add(text, "&gt;"); break;
        case '"': text_add(text, "&quot;"); break;
        default: text_add_char(text, bytes[i]);
        }
}

static void add_escaped(const char *string, struct text *text)
{
    add_escaped_bytes(string, strlen(string), text);
}

static void add_line_break(size_t depth, struct text *text)
{
    text_add_char(text, '\n');
    for (size_t i = 0; i < depth; i++)
        text_add(text, "  ");
}

/* JSON as we write it, without blanks, on lines. */
static void add_json(const char *json, size_t size, struct text *text)
{
    size_t depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < size; i++) {
        char c = json[i];
        bool empty = i + 1 < size && (c == '{' || c == '[') && json[i + 1] == c + 2;
        if (!quoted && (c == '}' || c == ']') && json[i - 1] != c - 2)
            add_line_break(--depth, text);
        add_escaped_bytes(&c, 1, text);
        if (quoted && c == '\\')
            add_escaped_bytes(&json[++i], 1, text);
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '{' || c == '[') && !empty)
            add_line_break(++depth, text);
        else if (!quoted && c == ',')
            add_line_break(depth, text);
        else if (!quoted && c == ':')
            text_add_char(text, ' ');
    }
}

static void add_words(const char *const *words, struct text *text)
{
    const char *separator = "";
    for (; *words != NULL; words++) {
        if ((*words)[0] == '\0')
            continue;
        text_addf(text, "%s<code>%s</code>", separator, *words);
        separator = ", ";
    }
}

/* What is `quoted` as in Markdown becomes code. */
static void add_quoted(const char *bytes, size_t size, struct text *text)
{
    bool quoted = false;
    for (size_t i = 0; i < size; i++)
        if (bytes[i] == '`') {
            text_add(text, quoted ? "</code>" : "<code>");
            quoted = !quoted;
        } else {
            add_escaped_bytes(&bytes[i], 1, text);
        }
}

static void add_table_head(const char *caption, const char *const *columns, struct text *text)
{
    text_addf(text, "<table>\n<caption>%s</caption>\n<tr>", caption);
    for (; *columns != NULL; columns++)
        text_addf(text, "<th scope=\"col\">%s</th>", *columns);
    text_add(text, "</tr>\n");
}

/* ---- operations */

static void add_param_type(const struct query_param *param, struct text *text)
{
    switch (param->type) {
    case PARAM_INT:
        text_addf(text, "whole number, %" PRId64 " to %" PRId64 "; without it %" PRId64, param->min,
                  param->max, param->preset);
        return;
    case PARAM_FLAG: text_add(text, "<code>true</code> or <code>false</code>"); return;
    case PARAM_WORD: add_words(param->words, text); return;
    case PARAM_TEXT:
    case PARAM_TEXTS:
        text_addf(text, "text, %" PRId64 " to %" PRId64 " bytes%s", param->min, param->max,
                  param->type == PARAM_TEXTS ? "; may be repeated" : "");
        return;
    }
}

static void add_path_params(const struct route *route, struct text *text)
{
    const char *at = route->path;
    while ((at = strchr(at, '{')) != NULL) {
        size_t size = strcspn(++at, "}");
        text_addf(text,
                  "<tr><th scope=\"row\"><code>%.*s</code></th><td>path</td><td>text</td>"
                  "<td>required</td></tr>\n",
                  (int)size, at);
    }
}

static void add_header_row(const char *name, const char *value, const char *meaning,
                           struct text *text)
{
    text_addf(text,
              "<tr><th scope=\"row\"><code>%s</code></th><td>header</td><td>%s</td>"
              "<td>%s</td></tr>\n",
              name, value, meaning);
}

static void add_header_rows(const struct route *route, struct text *text)
{
    if (route_takes_match(route))
        add_header_row("If-Match", "an <code>ETag</code>, or <code>*</code>",
                       "required; the version that is to be changed", text);
    if (route->body == BODY_EVENT)
        add_header_row("If-Match", "an <code>ETag</code>", "the version that is to be moved", text);
    if (describe_takes_key(route))
        add_header_row("Idempotency-Key", "1 to 255 printable characters",
                       "sent again within a day, it is answered as the first time", text);
}

static void add_params(const struct route *route, struct text *text)
{
    static const char *const columns[] = {"Parameter", "In", "Value", "Meaning", NULL};
    if (route->query == NULL && strchr(route->path, '{') == NULL && !describe_takes_key(route))
        return;
    add_table_head("Parameters", columns, text);
    add_path_params(route, text);
    add_header_rows(route, text);
    for (const struct query_param *param = route->query; param != NULL && param->name != NULL;
         param++) {
        text_addf(text, "<tr><th scope=\"row\"><code>%s</code></th><td>query</td><td>",
                  param->name);
        add_param_type(param, text);
        text_addf(text, "</td><td>%s", param->required ? "required; " : "");
        add_escaped(param->summary, text);
        text_add(text, "</td></tr>\n");
    }
    text_add(text, "</table>\n");
}

static void add_shape_link(const struct shape *shape, struct text *text)
{
    text_addf(text, "<a href=\"#%s\">%s</a>", shape->name, shape->name);
}

static void add_body(const struct route *route, struct text *text)
{
    if (route->body == BODY_NONE)
        return;
    text_add(text, "<p>Takes ");
    add_words(route_body_types(route->body), text);
    if (route->in != NULL) {
        text_add(text, route->body == BODY_PATCH    ? ": a merge patch (RFC 7396) of "
                       : route->body == BODY_OBJECT ? ": a new "
                                                    : ", or no body: ");
        add_shape_link(route->in, text);
    }
    text_add(text, ".</p>\n");
}

static void add_problem_link(enum problem problem, struct text *text)
{
    const struct problem_row *row = problem_row(problem);
    text_addf(text, "%d <a href=\"/problems/%s\">%s</a>", row->http, row->code, row->code);
}

static void add_answers(const struct route *route, struct text *text)
{
    text_addf(text, "<p>Answers %d%s with <code>%s</code>", describe_success(route),
              describe_creates(route) ? ", <code>Location</code>" : "",
              route->type == NULL ? REPLY_JSON : route->type);
    if (route->out != NULL) {
        text_add(text, ": ");
        add_shape_link(route->out, text);
    }
    const char *separator = ", or a problem: ";
    for (int i = 0; i < PROBLEM_COUNT; i++)
        if (describe_may_answer(route, (enum problem)i)) {
            text_add(text, separator);
            add_problem_link((enum problem)i, text);
            separator = ", ";
        }
    text_add(text, ".</p>\n");
}

static void add_example_request(const struct route *route, struct text *text)
{
    text_addf(text, "<p>For example</p>\n<pre>%s ", route->method);
    struct text target = {0};
    example_target(route, &target);
    if (text_status(&target) == STATUS_OK)
        add_escaped_bytes(target.bytes, target.size, text);
    text_free(&target);
    if (!right_is_public(rights_of(route->name)))
        text_add(text, "\nAuthorization: Bearer kring_...");
    if (route_takes_match(route))
        text_add(text, "\nIf-Match: *");
    if (route->body != BODY_NONE) {
        const char *type = route_body_types(route->body)[0];
        text_addf(text, "\nContent-Type: %s\n\n", type);
        add_escaped(example_body(route, type), text);
    }
    text_add(text, "</pre>\n");
}

static void add_example_reply(const struct route *route, struct text *text)
{
    struct text reply = {0};
    example_reply(route, &reply);
    text_add(text, "<p>is answered</p>\n<pre>");
    if (text_status(&reply) == STATUS_OK && route->type == NULL)
        add_json(reply.bytes, reply.size, text);
    else if (text_status(&reply) == STATUS_OK)
        add_escaped_bytes(reply.bytes, reply.size, text);
    text_add(text, "</pre>\n");
    text_free(&reply);
}

static void add_event(const struct route *route, struct text *text)
{
    struct text words = {0};
    if (route->event == NULL)
        return;
    lifecycle_describe(route->resource->lifecycle, describe_row(route), &words);
    text_add(text, "<p>");
    if (text_status(&words) == STATUS_OK)
        add_quoted(words.bytes, words.size, text);
    text_addf(text, " All of it: <a href=\"#lifecycle-%s\">the lifecycle</a>.</p>\n",
              route->resource->kind.name);
    text_free(&words);
}

static void add_operation(const struct route *route, struct text *text)
{
    text_addf(text, "<section aria-labelledby=\"%s\">\n<h3 id=\"%s\"><code>%s %s</code></h3>\n<p>",
              route->name, route->name, route->method, route->path);
    add_escaped(route->summary, text);
    text_add(text, ". For ");
    describe_who(route, text);
    text_add(text, ".</p>\n");
    add_event(route, text);
    add_params(route, text);
    add_body(route, text);
    add_answers(route, text);
    add_example_request(route, text);
    add_example_reply(route, text);
    text_add(text, "</section>\n");
}

static void add_contents(const struct route_list *list, struct text *text)
{
    text_add(text, "<nav aria-label=\"Contents\">\n<ul>\n");
    for (const struct described_tag *tag = described_tags; tag->name != NULL; tag++) {
        if (!describe_tag_is_used(list, tag->name))
            continue;
        text_addf(text, "<li>%s\n<ul>\n", tag->summary);
        for (size_t i = 0; i < list->count; i++) {
            const struct route *route = list->items[i];
            if (strcmp(describe_tag(route), tag->name) == 0)
                text_addf(text, "<li><a href=\"#%s\"><code>%s %s</code></a></li>\n", route->name,
                          route->method, route->path);
        }
        text_add(text, "</ul>\n</li>\n");
    }
    text_add(text, "<li><a href=\"#shapes\">Objects</a></li>\n"
                   "<li><a href=\"#lifecycles\">Lifecycles</a></li>\n"
                   "<li><a href=\"#problems\">Problems</a></li>\n</ul>\n</nav>\n");
}

static void add_operations(const struct route_list *list, struct text *text)
{
    for (const struct described_tag *tag = described_tags; tag->name != NULL; tag++) {
        if (!describe_tag_is_used(list, tag->name))
            continue;
        text_addf(text, "<h2>%s</h2>\n", tag->summary);
        for (size_t i = 0; i < list->count; i++)
            if (strcmp(describe_tag(list->items[i]), tag->name) == 0)
                add_operation(list->items[i], text);
    }
}

/* ---- objects */

static void add_field_type(const struct shape_field *field, struct text *text)
{
    switch (field->type) {
    case SHAPE_TEXT: text_addf(text, "text, at most %" PRId64 " bytes", field->max); return;
    case SHAPE_INT:
        text_addf(text, "whole number, %" PRId64 " to %" PRId64, field->min, field->max);
        return;
    case SHAPE_BOOL: text_add(text, "<code>true</code> or <code>false</code>"); return;
    case SHAPE_TIME: text_add(text, "a time in UTC: 2026-11-22T10:00:00Z"); return;
    case SHAPE_DATE: text_add(text, "year, month or day: 2016, 2016-09, 2016-09-01"); return;
    case SHAPE_WORD: add_words(field->words, text); return;
    case SHAPE_OBJECT: add_shape_link(field->item, text); return;
    case SHAPE_LIST:
        text_addf(text, "at most %" PRId64 " of ", field->max);
        add_shape_link(field->item, text);
        return;
    case SHAPE_TEXTS: text_addf(text, "at most %" PRId64 " texts", field->max); return;
    }
}

static void add_shape(const struct shape *shape, struct text *text)
{
    static const char *const columns[] = {"Member", "Value", "Meaning", NULL};
    text_addf(text, "<h3 id=\"%s\">%s</h3>\n", shape->name, shape->name);
    add_table_head("Members", columns, text);
    for (size_t i = 0; i < shape->field_count; i++) {
        const struct shape_field *field = &shape->fields[i];
        text_addf(text, "<tr><th scope=\"row\"><code>%s</code></th><td>", field->name);
        add_field_type(field, text);
        text_addf(text, "</td><td>%s%s%s", (field->flags & SHAPE_REQUIRED) != 0 ? "required; " : "",
                  (field->flags & SHAPE_FIXED) != 0 ? "never changes; " : "",
                  (field->flags & SHAPE_READ_ONLY) != 0 ? "set by Kring; " : "");
        add_escaped(field->summary == NULL ? "" : field->summary, text);
        text_add(text, "</td></tr>\n");
    }
    text_add(text, "</table>\n");
}

/* ---- lifecycles: their Markdown tables */

static void add_cells(const char *line, size_t size, const char *first, struct text *text)
{
    const char *tag = first;
    text_add(text, "<tr>");
    for (size_t at = 2; at + 2 <= size;) { /* each cell is "| … " */
        const char *end = memmem(line + at, size - at, " |", 2);
        size_t cell = end == NULL ? size - at : (size_t)(end - line) - at;
        text_addf(text, "<%s>", tag);
        add_quoted(line + at, cell, text);
        text_addf(text, "</%.2s>", tag);
        tag = strcmp(first, "th scope=\"col\"") == 0 ? first : "td";
        at += cell + strlen(" | ");
    }
    text_add(text, "</tr>\n");
}

/* markdown: a head, a rule, and rows. */
static void add_markdown_table(const char *caption, const struct text *markdown, struct text *text)
{
    size_t row = 0;
    text_addf(text, "<table>\n<caption>%s</caption>\n", caption);
    for (size_t at = 0; at < markdown->size; row++) {
        size_t size = strcspn(markdown->bytes + at, "\n");
        if (row != 1)
            add_cells(markdown->bytes + at, size,
                      row == 0 ? "th scope=\"col\"" : "th scope=\"row\"", text);
        at += size + 1;
    }
    text_add(text, "</table>\n");
}

static bool has_lifecycle(const struct route_list *list, const struct lifecycle *lifecycle)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->resource != NULL && list->items[i]->resource->lifecycle == lifecycle)
            return true;
    return false;
}

static void add_lifecycles(const struct route_list *list, struct text *text)
{
    struct text table = {0};
    text_add(text, "<h2 id=\"lifecycles\">Lifecycles</h2>\n<p>What happens to these objects, one "
                   "step at a time. Those by a person are <code>POST</code>; the clock and other "
                   "steps do the rest.</p>\n");
    for (const struct lifecycle *at = lifecycles; at->object != NULL; at++) {
        if (!has_lifecycle(list, at))
            continue;
        text_clear(&table);
        lifecycle_markdown(at, &table);
        text_addf(text, "<h3 id=\"lifecycle-%s\"><code>%s</code></h3>\n", at->object, at->object);
        add_markdown_table("Events", &table, text);
    }
    text_clear(&table);
    lifecycle_refusals_markdown(&table);
    text_add(text, "<h3 id=\"refusals\">Refusals</h3>\n");
    add_markdown_table("What an event, a new object or a change may be refused with: 409", &table,
                       text);
    text_free(&table);
}

/* ---- problems */

static void add_problem_example(struct text *text)
{
    struct text json = {0};
    problem_to_json(PROBLEM_NOT_FOUND, NULL, "/v1/people/example", EXAMPLE_REQUEST_ID, NULL, &json);
    text_add(text, "<pre>");
    if (text_status(&json) == STATUS_OK)
        add_json(json.bytes, json.size - 1, text); /* without the line's end */
    text_add(text, "</pre>\n");
    text_free(&json);
}

static void add_problems(struct text *text)
{
    static const char *const columns[] = {"Status and code", "What went wrong", "Again?", NULL};
    text_add(text, "<h2 id=\"problems\">Problems</h2>\n<p>What goes wrong is told as "
                   "<code>" REPLY_PROBLEM "</code> (RFC 9457), all faults of a request at "
                   "once:</p>\n");
    add_problem_example(text);
    add_table_head("All problems", columns, text);
    for (int i = 0; i < PROBLEM_COUNT; i++) {
        const struct problem_row *row = problem_row((enum problem)i);
        text_add(text, "<tr><th scope=\"row\">");
        add_problem_link((enum problem)i, text);
        text_add(text, "</th><td>");
        add_escaped(row->title, text);
        text_addf(text, "</td><td>%s</td></tr>\n", row->retryable ? "may help" : "no");
    }
    text_add(text, "</table>\n");
}

/* ---- the page */

static void add_beginning(struct text *text)
{
    text_addf(
        text,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\">\n"
        "<title>The API of Kring</title>\n<style>%s</style>\n</head>\n<body>\n"
        "<header>\n<h1>The API of Kring " KRING_VERSION "</h1>\n"
        "<p>The same for machines: <a href=\"/openapi.json\">/openapi.json</a> (OpenAPI "
        "3.1). A caller sends <code>Authorization: Bearer kring_...</code>; texts are UTF-8, "
        "times UTC, scores basis points. <code>GET</code> answers <code>HEAD</code> too, and "
        "every path <code>OPTIONS</code>; with an <code>ETag</code> in <code>If-None-Match</code>, "
        "304 while nothing changed. Every reply has an <code>X-Request-Id</code>: yours, when it "
        "is 8 to 64 hexadecimal digits and dashes. All "
        "people below are made up.</p>\n</header>\n",
        docs_page_style);
}

enum status docs_page_to_html(const struct route_list *list, struct text *text)
{
    struct described_shapes shapes;
    enum status status = describe_shapes(list, &shapes);
    if (status != STATUS_OK)
        return status;
    add_beginning(text);
    add_contents(list, text);
    text_add(text, "<main>\n");
    add_operations(list, text);
    text_add(text, "<h2 id=\"shapes\">Objects</h2>\n");
    for (size_t i = 0; i < shapes.count; i++)
        add_shape(shapes.items[i], text);
    add_lifecycles(list, text);
    add_problems(text);
    text_add(text, "</main>\n</body>\n</html>\n");
    return text->size > DOCS_PAGE_SIZE_MAX ? STATUS_TOO_LARGE : text_status(text);
}
