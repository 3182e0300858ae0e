#include "api/openapi_replies.h"

#include "api/describe.h"
#include "api/examples.h"
#include "api/reply.h"
#include "api/resources.h"
#include "api/wire/shape_json.h"
#include "scoring/base/text.h"

#include <string.h>

/* ---- headers */

/* The headers of replies: name in components, header, always there, schema, what it tells. */
#define HEADERS(X)                                                                                 \
    X("RequestId", "X-Request-Id", true, "{\"type\":\"string\",\"minLength\":1,\"maxLength\":64}", \
      "The request's id: the caller's own, where it sent one, else Kring's")                       \
    X("CacheControl", "Cache-Control", true, "{\"type\":\"string\"}", "Who may keep the reply")    \
    X("ETag", "ETag", true, "{\"type\":\"string\",\"minLength\":3}", "Of this reply")              \
    X("ContentTypeOptions", "X-Content-Type-Options", true, "{\"const\":\"nosniff\"}",             \
      "The type is what Content-Type says")                                                        \
    X("Location", "Location", true, "{\"type\":\"string\",\"pattern\":\"^/v1/\"}",                 \
      "What was made")                                                                             \
    X("Replayed", "Idempotency-Replayed", false, "{\"const\":\"true\"}",                           \
      "The reply was given before, to the same Idempotency-Key")                                   \
    X("Link", "Link", false, "{\"type\":\"string\"}", "The next page, rel=next; none on the last") \
    X("PagePolicy", "Content-Security-Policy", true, "{\"type\":\"string\"}",                      \
      "What a browser may load for the page: nothing")                                             \
    X("PagePolicySome", "Content-Security-Policy", false, "{\"type\":\"string\"}", "Of a page")    \
    X("Challenge", "WWW-Authenticate", true, "{\"type\":\"string\"}", "What to send")              \
    X("Allow", "Allow", false, "{\"type\":\"string\"}", "With 405: the methods of the path")       \
    X("RetryAfter", "Retry-After", true, "{\"type\":\"integer\",\"minimum\":1}",                   \
      "Seconds to wait")                                                                           \
    X("RetryAfterSome", "Retry-After", false, "{\"type\":\"integer\",\"minimum\":1}",              \
      "Seconds to wait, where trying again may help")

static const struct header {
    const char *component, *name;
    bool required;
    const char *schema, *summary;
} headers[] = {
#define HEADER_ROW(component, name, required, schema, summary)                                     \
    {component, name, required, schema, summary},
    HEADERS(HEADER_ROW)
#undef HEADER_ROW
};

/* The headers of a reply: those that every reply has, and some more, ended by NULL. */
static void add_headers(const char *const *more, struct text *text)
{
    static const char *const always[] = {"RequestId", "CacheControl", "ContentTypeOptions", NULL};
    const char *const *lists[] = {always, more};
    const char *comma = "";
    text_add(text, ",\"headers\":{");
    for (size_t list = 0; list < 2; list++)
        for (const char *const *at = lists[list]; *at != NULL; at++)
            for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++)
                if (strcmp(headers[i].component, *at) == 0) {
                    text_addf(text, "%s\"%s\":{\"$ref\":\"#/components/headers/%s\"}", comma,
                              headers[i].name, *at);
                    comma = ",";
                }
    text_add_char(text, '}');
}

/* ---- success */

static bool is_json(const char *type)
{
    return strncmp(type, REPLY_JSON, strlen(REPLY_JSON)) == 0;
}

static void add_reply_example(const struct route *route, const char *type, struct text *text)
{
    struct text reply = {0};
    if (route->type != NULL && is_json(type)) { /* beside other types */
        text_addf(text, ",\"example\":%s", example_of(route)->lines);
        return;
    }
    example_reply(route, &reply);
    text_add(text, ",\"example\":");
    if (text_status(&reply) == STATUS_OK && route->type == NULL)
        text_add(text, reply.bytes);
    else if (text_status(&reply) == STATUS_OK)
        json_add_string(text, reply.bytes);
    text_free(&reply);
}

/* What a step may follow a step with, at once, on the same object. */
static const struct lifecycle_row *next_row(const struct lifecycle *lifecycle,
                                            const struct lifecycle_row *row, size_t index)
{
    const struct lifecycle_then *then = &row->then[index];
    if (then->statement == NULL || strcmp(then->object, lifecycle->object) != 0)
        return NULL;
    const struct lifecycle_row *next = lifecycle_row(lifecycle, then->event);
    bool stays = row->to[0] == '\0' && strcmp(next->from, row->from) == 0;
    return stays || lifecycle_allows(next, row->to) ? next : NULL;
}

static void add_enum(const char *words, struct text *text)
{
    for (const char *at = words; *at != '\0'; at += strspn(at, " ")) {
        size_t size = strcspn(at, " ");
        text_addf(text, "%s\"%.*s\"", at == words ? "" : ",", (int)size, at);
        at += size;
    }
}

/* The states that an object may be shown in after it was made, or after its event. */
static void add_states(const struct route *route, struct text *text)
{
    const struct lifecycle *lifecycle = route->resource->lifecycle;
    const struct lifecycle_row *row = describe_row(route);
    text_add(text,
             ",{\"type\":\"object\",\"properties\":{\"state\":{\"type\":\"string\",\"enum\":[");
    if (row == NULL)
        add_enum(lifecycle->made == NULL ? lifecycle->states[0].word : lifecycle->made, text);
    else
        add_enum(row->to[0] == '\0' ? row->from : row->to, text);
    for (size_t i = 0; row != NULL && i < LIFECYCLE_THEN_MAX; i++)
        if (next_row(lifecycle, row, i) != NULL)
            text_addf(text, ",\"%s\"", next_row(lifecycle, row, i)->to);
    text_add(text, "]}}}]");
}

static bool has_states(const struct route *route)
{
    bool moved = describe_creates(route) || route->event != NULL;
    return moved && route->resource->lifecycle != NULL;
}

/* Of one of the types that a route answers with: JSON without a shape is an object of its own. */
static void add_reply_schema(const struct route *route, const char *type, struct text *text)
{
    if (route->out == NULL) {
        text_addf(text, "\"type\":\"%s\"", is_json(type) ? "object" : "string");
        return;
    }
    text_add(text, has_states(route) ? "\"allOf\":[{" : "");
    text_addf(text, "\"$ref\":\"#/components/schemas/%s\"", route->out->name);
    text_add(text, has_states(route) ? "}" : "");
    if (has_states(route))
        add_states(route, text);
}

static void add_content(const struct route *route, struct text *text)
{
    const char *type = route->type == NULL ? REPLY_JSON : route->type;
    const char *between = ",\"content\":{";
    for (; *type != '\0'; type += strspn(type, ", ")) {
        text_addf(text, "%s\"%.*s\":{\"schema\":{", between, (int)strcspn(type, ";,"), type);
        add_reply_schema(route, type, text);
        text_add_char(text, '}');
        add_reply_example(route, type, text);
        text_add_char(text, '}');
        between = ",";
        type += strcspn(type, ",");
    }
    text_add_char(text, '}');
}

static void add_success(const struct route *route, struct text *text)
{
    const char *more[6] = {NULL};
    size_t count = 0;
    if (describe_may_answer(route, PROBLEM_BAD_CURSOR))
        more[count++] = "Link";
    if (route->type != NULL && strcmp(route->type, REPLY_HTML) == 0)
        more[count++] = "PagePolicy";
    if (describe_has_tag(route))
        more[count++] = "ETag";
    if (describe_creates(route))
        more[count++] = "Location";
    if (describe_takes_key(route))
        more[count++] = "Replayed";
    int http = describe_success(route);
    text_addf(text, "\"%d\":{\"description\":\"%s\"", http,
              http == 201   ? "Made"
              : http == 202 ? "Taken on, and done soon"
                            : "Done");
    add_headers(more, text);
    add_content(route, text);
    text_add_char(text, '}');
    if (describe_may_say_nothing(route)) {
        static const char *const no_more[] = {NULL};
        text_add(text, ",\"204\":{\"description\":\"Done, and nothing is left to tell\"");
        add_headers(no_more, text);
        text_add_char(text, '}');
    }
    if (strcmp(route->method, "GET") == 0)
        text_add(text, ",\"304\":{\"$ref\":\"#/components/responses/not_modified\"}");
}

/* ---- problems. A status may stand for several: 409 is a conflict, or busy. Each set of problems
 * that a route answers with one status is a component of its own, named by their codes. */

static void add_codes(uint32_t problems, const char *before, const char *between, const char *after,
                      struct text *text)
{
    const char *separator = "";
    for (int i = 0; i < PROBLEM_COUNT; i++)
        if ((problems >> i & 1U) != 0) {
            text_addf(text, "%s%s%s%s", separator, before, problem_row((enum problem)i)->code,
                      after);
            separator = between;
        }
}

void openapi_add_responses(const struct route *route, struct text *text)
{
    int told = 0; /* problems are in order of status */
    text_add(text, ",\"responses\":{");
    add_success(route, text);
    for (int i = 0; i < PROBLEM_COUNT; i++) {
        int http = problem_row((enum problem)i)->http;
        if (http == told || !describe_may_answer(route, (enum problem)i))
            continue;
        told = http;
        text_addf(text, ",\"%d\":{\"$ref\":\"#/components/responses/", http);
        add_codes(describe_problems(route, http), "", "_or_", "", text);
        text_add(text, "\"}");
    }
    text_add(text, ",\"default\":{\"$ref\":\"#/components/responses/problem\"}}");
}

/* What comes with problems: advice when to try again, where one, or all, may go away. */
static void add_problem_headers(uint32_t problems, struct text *text)
{
    static const char *const lists[][2] = {
        {NULL, NULL}, {"RetryAfterSome", NULL}, {"RetryAfter", NULL}, {"Challenge", NULL}};
    bool some = false;
    bool all = true;
    for (int i = 0; i < PROBLEM_COUNT; i++)
        if ((problems >> i & 1U) != 0) {
            some = some || problem_row((enum problem)i)->retryable;
            all = all && problem_row((enum problem)i)->retryable;
        }
    bool challenge = (problems >> PROBLEM_UNAUTHORIZED & 1U) != 0;
    add_headers(lists[challenge ? 3 : some + (some && all)], text);
}

static void add_problem_example(enum problem problem, struct text *text)
{
    text_add(text, ",\"example\":");
    problem_to_json(problem, NULL, "/v1/people/example", EXAMPLE_REQUEST_ID, NULL, text);
    text_add(text, "}}}");
}

static void add_problem_component(uint32_t problems, struct text *text)
{
    int first = 0;
    while ((problems >> first & 1U) == 0)
        first++;
    text_add_char(text, '"');
    add_codes(problems, "", "_or_", "", text);
    text_add(text, "\":{\"description\":\"");
    for (int i = first; i < PROBLEM_COUNT; i++)
        if ((problems >> i & 1U) != 0)
            text_addf(text, "%s%s (%s)", i == first ? "" : "; ",
                      problem_row((enum problem)i)->title, problem_row((enum problem)i)->code);
    text_add_char(text, '"');
    add_problem_headers(problems, text);
    text_add(text,
             ",\"content\":{\"" REPLY_PROBLEM "\":{\"schema\":{\"allOf\":[{\"$ref\":"
             "\"#/components/schemas/Problem\"},{\"type\":\"object\",\"properties\":{\"code\":"
             "{\"type\":\"string\",\"enum\":[");
    add_codes(problems, "\"", ",", "\"", text);
    text_add(text, "]}}}]}");
    add_problem_example((enum problem)first, text);
}

/* True when a route before this one answers the same problems with that status. */
static bool set_seen_before(const struct route_list *list, size_t index, int http)
{
    for (size_t i = 0; i < index; i++)
        if (describe_problems(list->items[i], http) == describe_problems(list->items[index], http))
            return true;
    return false;
}

static void add_sets(const struct route_list *list, struct text *text)
{
    int http = 0;
    for (int i = 0; i < PROBLEM_COUNT; i++) {
        if (problem_row((enum problem)i)->http == http)
            continue;
        http = problem_row((enum problem)i)->http;
        for (size_t j = 0; j < list->count; j++)
            if (describe_problems(list->items[j], http) != 0 && !set_seen_before(list, j, http)) {
                add_problem_component(describe_problems(list->items[j], http), text);
                text_add_char(text, ',');
            }
    }
}

/* What no route answers of its own (405, 431, 500 …) is told by the last. */
void openapi_add_problem_components(const struct route_list *list, struct text *text)
{
    static const char *const tag[] = {"ETag", "PagePolicySome", NULL};
    static const char *const other[] = {"Allow", "RetryAfterSome", NULL};
    text_add(text, ",\"responses\":{");
    add_sets(list, text);
    text_add(text, "\"not_modified\":{\"description\":\"If-None-Match names what is there\"");
    add_headers(tag, text);
    text_add(text, "},\"problem\":{\"description\":\"Any other problem; its type says which\"");
    add_headers(other, text);
    text_add(text, ",\"content\":{\"" REPLY_PROBLEM
                   "\":{\"schema\":{\"$ref\":\"#/components/schemas/Problem\"}");
    add_problem_example(PROBLEM_INTERNAL, text);
    text_add_char(text, '}');
}

void openapi_add_header_components(struct text *text)
{
    text_add(text, "\"headers\":{");
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        text_addf(text, "%s\"%s\":{\"description\":\"%s\",\"required\":%s,\"schema\":%s}",
                  i == 0 ? "" : ",", headers[i].component, headers[i].summary,
                  headers[i].required ? "true" : "false", headers[i].schema);
    }
    text_add(text, "},");
}
