#include "api/openapi.h"

#include "api/describe.h"
#include "api/examples.h"
#include "api/replies.h"
#include "api/reply.h"
#include "api/routes.h"
#include "api/version.h"
#include "api/wire/shape_json.h"
#include "scoring/base/text.h"

#include <inttypes.h>
#include <string.h>

static void add_string_member(const char *name, const char *value, struct text *text)
{
    text_addf(text, "\"%s\":", name);
    json_add_string(text, value);
}

/* ---- parameters */

/* The example of a parameter, of the type that its schema has. */
static void add_param_example(const struct route *route, const char *name, size_t size,
                              enum param_type type, struct text *text)
{
    const char *value = example_argument(example_of(route), name, size);
    if (value == NULL)
        return;
    text_add(text, ",\"example\":");
    if (type == PARAM_INT || type == PARAM_FLAG) {
        text_add(text, value);
        return;
    }
    text_add(text, type == PARAM_TEXTS ? "[" : "");
    json_add_string(text, value);
    text_add(text, type == PARAM_TEXTS ? "]" : "");
}

static void add_path_parameters(const struct route *route, struct text *text, const char **comma)
{
    const char *at = route->path;
    while ((at = strchr(at, '{')) != NULL) {
        size_t size = strcspn(++at, "}");
        text_addf(text,
                  "%s{\"name\":\"%.*s\",\"in\":\"path\",\"required\":true,"
                  "\"schema\":{\"type\":\"string\"}",
                  *comma, (int)size, at);
        add_param_example(route, at, size, PARAM_TEXT, text);
        text_add_char(text, '}');
        *comma = ",";
    }
}

static void add_words(const char *const *words, struct text *text)
{
    text_add(text, "{\"type\":\"string\",\"enum\":[");
    for (size_t i = 0; words[i] != NULL; i++) {
        text_add(text, i == 0 ? "" : ",");
        json_add_string(text, words[i]);
    }
    text_add(text, "]}");
}

/* Kring counts bytes, JSON Schema characters, which have 1 to 4. */
static void add_text_schema(const struct query_param *param, struct text *text)
{
    text_addf(text, "{\"type\":\"string\",\"minLength\":%" PRId64 ",\"maxLength\":%" PRId64 "}",
              (param->min + 3) / 4, param->max);
}

static void add_param_schema(const struct query_param *param, struct text *text)
{
    switch (param->type) {
    case PARAM_INT:
        text_addf(text,
                  "{\"type\":\"integer\",\"minimum\":%" PRId64 ",\"maximum\":%" PRId64
                  ",\"default\":%" PRId64 "}",
                  param->min, param->max, param->preset);
        return;
    case PARAM_FLAG: text_add(text, "{\"type\":\"boolean\",\"default\":false}"); return;
    case PARAM_WORD: add_words(param->words, text); return;
    case PARAM_TEXT: add_text_schema(param, text); return;
    case PARAM_TEXTS:
        text_add(text, "{\"type\":\"array\",\"items\":");
        add_text_schema(param, text);
        text_add_char(text, '}');
        return;
    }
}

/* A condition on what is there: for changes a must, for reading a means to spare bytes. */
static void add_condition(const struct route *route, struct text *text, const char **comma)
{
    if (!describe_has_tag(route))
        return;
    text_addf(text, "%s{\"$ref\":\"#/components/parameters/%s\"}", *comma,
              route->body == BODY_PATCH ? "IfMatch" : "IfNoneMatch");
    *comma = ",";
}

static void add_parameters(const struct route *route, struct text *text)
{
    const char *comma = "";
    text_add(text, ",\"parameters\":[");
    add_path_parameters(route, text, &comma);
    add_condition(route, text, &comma);
    for (const struct query_param *param = route->query; param != NULL && param->name != NULL;
         param++) {
        text_addf(text, "%s{\"name\":\"%s\",\"in\":\"query\",", comma, param->name);
        if (param->required)
            text_add(text, "\"required\":true,");
        if (param->type == PARAM_TEXTS)
            text_add(text, "\"explode\":true,");
        add_string_member("description", param->summary, text);
        text_add(text, ",\"schema\":");
        add_param_schema(param, text);
        add_param_example(route, param->name, strlen(param->name), param->type, text);
        text_add_char(text, '}');
        comma = ",";
    }
    text_add_char(text, ']');
}

/* ---- bodies and replies */

/* The headers of replies: name in components, header, always there, schema, what it tells. */
#define HEADERS(X)                                                                                 \
    X("RequestId", "X-Request-Id", true, "{\"type\":\"string\",\"minLength\":1,\"maxLength\":64}", \
      "The request's id: the caller's own, where it sent one, else Kring's")                       \
    X("CacheControl", "Cache-Control", true, "{\"type\":\"string\"}", "Who may keep the reply")    \
    X("ETag", "ETag", true, "{\"type\":\"string\",\"minLength\":3}", "Of this reply")              \
    X("ContentTypeOptions", "X-Content-Type-Options", true, "{\"const\":\"nosniff\"}",             \
      "The type is what Content-Type says")                                                        \
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

static void add_body_schema(const struct route *route, struct text *text)
{
    if (route->in != NULL)
        text_addf(text, "{\"$ref\":\"#/components/schemas/%sPatch\"}", route->in->name);
    else
        text_add(text, "{\"type\":\"string\"}");
}

static void add_request_body(const struct route *route, struct text *text)
{
    const char *const *types = route_body_types(route->body);
    if (types[0] == NULL)
        return;
    text_add(text, ",\"requestBody\":{\"required\":true,\"content\":{");
    for (size_t i = 0; types[i] != NULL; i++) {
        text_addf(text, "%s\"%s\":{\"schema\":", i == 0 ? "" : ",", types[i]);
        add_body_schema(route, text);
        text_add(text, ",\"example\":");
        if (route->in != NULL)
            text_add(text, example_body(route, types[i]));
        else
            json_add_string(text, example_body(route, types[i]));
        text_add_char(text, '}');
    }
    text_add(text, "}}");
}

static void add_reply_example(const struct route *route, struct text *text)
{
    struct text reply = {0};
    example_reply(route, &reply);
    text_add(text, ",\"example\":");
    if (text_status(&reply) == STATUS_OK && route->type == NULL)
        text_add(text, reply.bytes);
    else if (text_status(&reply) == STATUS_OK)
        json_add_string(text, reply.bytes);
    text_free(&reply);
}

static void add_content(const struct route *route, struct text *text)
{
    const char *type = route->type == NULL ? REPLY_JSON : route->type;
    int size = (int)strcspn(type, ";");
    text_addf(text, ",\"content\":{\"%.*s\":{\"schema\":{", size, type);
    if (route->out != NULL)
        text_addf(text, "\"$ref\":\"#/components/schemas/%s\"", route->out->name);
    else
        text_addf(text, "\"type\":\"%s\"", route->type == NULL ? "object" : "string");
    text_add_char(text, '}');
    add_reply_example(route, text);
    text_add(text, "}}");
}

static bool has_pages(const struct route *route)
{
    for (const struct query_param *param = route->query; param != NULL && param->name != NULL;
         param++)
        if (strcmp(param->name, "cursor") == 0)
            return true;
    return false;
}

static void add_success(const struct route *route, struct text *text)
{
    const char *more[4] = {NULL};
    size_t count = 0;
    if (has_pages(route))
        more[count++] = "Link";
    if (route->type != NULL)
        more[count++] = "PagePolicy";
    if (describe_has_tag(route))
        more[count++] = "ETag";
    text_add(text, "\"200\":{\"description\":\"Done\"");
    add_headers(more, text);
    add_content(route, text);
    text_add_char(text, '}');
    if (strcmp(route->method, "GET") == 0)
        text_add(text, ",\"304\":{\"$ref\":\"#/components/responses/not_modified\"}");
}

static void add_responses(const struct route *route, struct text *text)
{
    text_add(text, ",\"responses\":{");
    add_success(route, text);
    for (int i = 0; i < PROBLEM_COUNT; i++) {
        enum problem problem = (enum problem)i;
        if (describe_may_answer(route, problem))
            text_addf(text, ",\"%d\":{\"$ref\":\"#/components/responses/%s\"}",
                      problem_row(problem)->http, problem_row(problem)->code);
    }
    text_add(text, ",\"default\":{\"$ref\":\"#/components/responses/problem\"}}");
}

static void add_operation(const struct route *route, struct text *text)
{
    char method[8] = {0};
    for (size_t i = 0; route->method[i] != '\0' && i < sizeof method - 1; i++)
        method[i] = (char)(route->method[i] | 0x20);
    text_addf(text, "\"%s\":{\"operationId\":\"%s\",\"tags\":[\"%s\"],", method, route->name,
              describe_tag(route));
    add_string_member("summary", route->summary, text);
    text_addf(text, ",\"description\":\"For %s.\"", route_role_words(route->role));
    if (route->role == ROUTE_PUBLIC)
        text_add(text, ",\"security\":[]");
    add_parameters(route, text);
    add_request_body(route, text);
    add_responses(route, text);
    text_add_char(text, '}');
}

static bool path_seen_before(size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (strcmp(routes[i].path, routes[index].path) == 0)
            return true;
    return false;
}

static void add_paths(struct text *text)
{
    text_add(text, "\"paths\":{");
    for (size_t i = 0; i < route_count; i++) {
        if (path_seen_before(i))
            continue;
        text_addf(text, "%s\"%s\":{", i == 0 ? "" : ",", routes[i].path);
        const char *comma = "";
        for (size_t j = i; j < route_count; j++)
            if (strcmp(routes[j].path, routes[i].path) == 0) {
                text_add(text, comma);
                add_operation(&routes[j], text);
                comma = ",";
            }
        text_add_char(text, '}');
    }
    text_add_char(text, '}');
}

/* ---- components */

/* Each member that may be changed, as it is or null. */
static void add_patch_schema(const struct shape *shape, struct text *text)
{
    const char *comma = "";
    text_addf(text,
              ",\"%sPatch\":{\"type\":\"object\",\"additionalProperties\":false,"
              "\"description\":\"A merge patch (RFC 7396): members that are absent stay, null "
              "clears, lists are replaced whole.\",\"properties\":{",
              shape->name);
    for (size_t i = 0; i < shape->field_count; i++) {
        if ((shape->fields[i].flags & SHAPE_READ_ONLY) != 0)
            continue;
        text_addf(text,
                  "%s\"%s\":{\"anyOf\":[{\"$ref\":\"#/components/schemas/%s/properties/%s\"},"
                  "{\"type\":\"null\"}]}",
                  comma, shape->fields[i].name, shape->name, shape->fields[i].name);
        comma = ",";
    }
    text_add(text, "}}");
}

static void add_schemas(const struct described_shapes *shapes, struct text *text)
{
    text_add(text, "\"schemas\":{");
    for (size_t i = 0; i < shapes->count; i++) {
        text_addf(text, "%s\"%s\":", i == 0 ? "" : ",", shapes->items[i]->name);
        shape_to_schema(shapes->items[i], text);
    }
    for (size_t i = 0; i < route_count; i++)
        if (routes[i].body == BODY_PATCH)
            add_patch_schema(routes[i].in, text);
    text_add_char(text, '}');
}

static bool any_may_answer(enum problem problem)
{
    for (size_t i = 0; i < route_count; i++)
        if (describe_may_answer(&routes[i], problem))
            return true;
    return false;
}

/* What comes with a problem. A status may stand for several: 409 is a conflict, or busy. */
static void add_problem_headers(enum problem problem, struct text *text)
{
    static const char *const none[] = {NULL};
    static const char *const challenge[] = {"Challenge", NULL};
    static const char *const later[] = {"RetryAfter", NULL};
    static const char *const perhaps_later[] = {"RetryAfterSome", NULL};
    if (problem == PROBLEM_UNAUTHORIZED)
        add_headers(challenge, text);
    else if (problem == PROBLEM_CONFLICT)
        add_headers(perhaps_later, text);
    else
        add_headers(problem_row(problem)->retryable ? later : none, text);
}

static void add_problem_content(enum problem problem, struct text *text)
{
    text_add(text, ",\"content\":{\"" REPLY_PROBLEM
                   "\":{\"schema\":{\"$ref\":\"#/components/schemas/Problem\"},\"example\":");
    problem_to_json(problem, NULL, "/v1/people/example", EXAMPLE_REQUEST_ID, NULL, text);
    text_add(text, "}}}");
}

/* What no route answers of its own (405, 431, 500 …) is told by the last. */
static void add_problem_responses(struct text *text)
{
    static const char *const tag[] = {"ETag", "PagePolicySome", NULL};
    static const char *const other[] = {"Allow", "RetryAfterSome", NULL};
    text_add(text, ",\"responses\":{");
    for (int i = 0; i < PROBLEM_COUNT; i++) {
        if (!any_may_answer((enum problem)i))
            continue;
        text_addf(text, "\"%s\":{", problem_row((enum problem)i)->code);
        add_string_member("description", problem_row((enum problem)i)->title, text);
        add_problem_headers((enum problem)i, text);
        add_problem_content((enum problem)i, text);
        text_add_char(text, ',');
    }
    text_add(text, "\"not_modified\":{\"description\":\"If-None-Match names what is there\"");
    add_headers(tag, text);
    text_add(text, "},\"problem\":{\"description\":\"Any other problem; its type says which\"");
    add_headers(other, text);
    add_problem_content(PROBLEM_INTERNAL, text);
    text_add_char(text, '}');
}

static void add_header_components(struct text *text)
{
    text_add(text, "\"headers\":{");
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        text_addf(text, "%s\"%s\":{\"description\":\"%s\",\"required\":%s,\"schema\":%s}",
                  i == 0 ? "" : ",", headers[i].component, headers[i].summary,
                  headers[i].required ? "true" : "false", headers[i].schema);
    }
    text_add(text, "},");
}

static void add_parameter_components(struct text *text)
{
    text_add(text, "\"parameters\":{\"IfMatch\":{\"name\":\"If-Match\",\"in\":\"header\","
                   "\"required\":true,\"description\":\"The ETag of what is to be changed, or *\","
                   "\"schema\":{\"type\":\"string\",\"minLength\":1},\"example\":\"*\"},"
                   "\"IfNoneMatch\":{\"name\":\"If-None-Match\",\"in\":\"header\","
                   "\"description\":\"The ETag of what the caller has: 304 while it is still so\","
                   "\"schema\":{\"type\":\"string\",\"minLength\":1}}},");
}

static void add_tags(struct text *text)
{
    text_add(text, "\"tags\":[");
    for (const struct described_tag *tag = described_tags; tag->name != NULL; tag++)
        text_addf(text, "%s{\"name\":\"%s\",\"description\":\"%s\"}",
                  tag == described_tags ? "" : ",", tag->name, tag->summary);
    text_add(text, "],");
}

enum status openapi_to_json(struct text *text)
{
    struct described_shapes shapes;
    enum status status = describe_shapes(&shapes);
    if (status != STATUS_OK)
        return status;
    text_add(text,
             "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"Kring\",\"version\":\"" KRING_VERSION
             "\",\"summary\":\"Mentors found, explained and matched\","
             "\"license\":{\"name\":\"Apache-2.0\",\"identifier\":\"Apache-2.0\"}},"
             "\"servers\":[{\"url\":\"/\"}],\"security\":[{\"token\":[]}],");
    add_tags(text);
    add_paths(text);
    text_add(text, ",\"components\":{\"securitySchemes\":{\"token\":{\"type\":\"http\","
                   "\"scheme\":\"bearer\",\"description\":\"A token of kring token create\"}},");
    add_header_components(text);
    add_parameter_components(text);
    add_schemas(&shapes, text);
    add_problem_responses(text);
    text_add(text, "}}\n");
    return text_status(text);
}
