#include "api/openapi.h"

#include "api/problem.h"
#include "api/replies.h"
#include "api/reply.h"
#include "api/routes.h"
#include "api/version.h"
#include "api/wire/shape_json.h"
#include "scoring/base/text.h"

#include <inttypes.h>
#include <string.h>

#define SHAPES_MAX 64

/* The shapes that the document names, each once, in the order found. */
struct shapes {
    const struct shape *items[SHAPES_MAX];
    size_t count;
    bool full;
};

static void add_shape(struct shapes *shapes, const struct shape *shape)
{
    if (shape == NULL)
        return;
    for (size_t i = 0; i < shapes->count; i++)
        if (shapes->items[i] == shape)
            return;
    if (shapes->count == SHAPES_MAX) {
        shapes->full = true;
        return;
    }
    shapes->items[shapes->count++] = shape;
    for (size_t i = 0; i < shape->field_count; i++)
        add_shape(shapes, shape->fields[i].item);
}

static void add_string_member(const char *name, const char *value, struct text *text)
{
    text_addf(text, "\"%s\":", name);
    json_add_string(text, value);
}

/* ---- parameters */

static void add_path_parameters(const struct route *route, struct text *text, const char **comma)
{
    const char *at = route->path;
    while ((at = strchr(at, '{')) != NULL) {
        size_t size = strcspn(++at, "}");
        text_addf(text,
                  "%s{\"name\":\"%.*s\",\"in\":\"path\",\"required\":true,"
                  "\"schema\":{\"type\":\"string\"}}",
                  *comma, (int)size, at);
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

static void add_parameters(const struct route *route, struct text *text)
{
    const char *comma = "";
    text_add(text, ",\"parameters\":[");
    add_path_parameters(route, text, &comma);
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
        text_add_char(text, '}');
        comma = ",";
    }
    text_add_char(text, ']');
}

/* ---- bodies and replies */

static void add_request_body(const struct route *route, struct text *text)
{
    if (route->body == BODY_PEOPLE)
        text_add(text, ",\"requestBody\":{\"required\":true,\"content\":{"
                       "\"text/csv\":{\"schema\":{\"type\":\"string\"}},"
                       "\"application/x-ndjson\":{\"schema\":{\"type\":\"string\"}},"
                       "\"application/jsonl\":{\"schema\":{\"type\":\"string\"}}}}");
    if (route->body == BODY_PATCH)
        text_addf(text,
                  ",\"requestBody\":{\"required\":true,\"content\":{"
                  "\"application/merge-patch+json\":{\"schema\":{\"$ref\":"
                  "\"#/components/schemas/%sPatch\"}},"
                  "\"application/json\":{\"schema\":{\"$ref\":\"#/components/schemas/%sPatch\"}}}}",
                  route->in->name, route->in->name);
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
    text_add(text, "}}}");
}

/* What a route may answer beside 200, by what it needs. */
static bool may_answer(const struct route *route, enum problem problem)
{
    switch (problem) {
    case PROBLEM_UNAUTHORIZED: return route->role != ROUTE_PUBLIC;
    case PROBLEM_FORBIDDEN: return route->role == ROUTE_STAFF;
    case PROBLEM_NOT_FOUND: return strchr(route->path, '{') != NULL;
    case PROBLEM_CONFLICT: return route->role == ROUTE_SELF || route->body != BODY_NONE;
    case PROBLEM_LENGTH_REQUIRED:
    case PROBLEM_TOO_LARGE:
    case PROBLEM_UNSUPPORTED_TYPE:
    case PROBLEM_INVALID: return route->body != BODY_NONE;
    case PROBLEM_UNAVAILABLE: return route->role != ROUTE_PUBLIC;
    case PROBLEM_TIMEOUT: return route->place != ON_HTTP;
    case PROBLEM_BAD_PARAMETER:
    case PROBLEM_RATE_LIMITED: return true;
    default: return false;
    }
}

static void add_responses(const struct route *route, struct text *text)
{
    text_add(text, ",\"responses\":{\"200\":{\"description\":\"Done\"");
    add_content(route, text);
    text_add_char(text, '}');
    for (int i = 0; i < PROBLEM_COUNT; i++) {
        enum problem problem = (enum problem)i;
        if (may_answer(route, problem))
            text_addf(text, ",\"%d\":{\"$ref\":\"#/components/responses/%s\"}",
                      problem_row(problem)->http, problem_row(problem)->code);
    }
    text_add(text, ",\"default\":{\"$ref\":\"#/components/responses/problem\"}}");
}

static const char *tag_of(const struct route *route)
{
    static const char *const tags[][2] = {{"/v1/people/{id}/", "search"},
                                          {"/v1/people", "people"},
                                          {"/v1/imports", "people"},
                                          {"/v1/", "reading"}};
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
        if (strncmp(route->path, tags[i][0], strlen(tags[i][0])) == 0)
            return tags[i][1];
    return "documentation";
}

static void add_operation(const struct route *route, struct text *text)
{
    char method[8] = {0};
    for (size_t i = 0; route->method[i] != '\0' && i < sizeof method - 1; i++)
        method[i] = (char)(route->method[i] | 0x20);
    text_addf(text, "\"%s\":{\"operationId\":\"%s\",\"tags\":[\"%s\"],", method, route->name,
              tag_of(route));
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

static void collect(struct shapes *shapes)
{
    for (size_t i = 0; i < route_count; i++)
        add_shape(shapes, routes[i].out);
    add_shape(shapes, &problem_reply_shape);
}

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

static void add_schemas(const struct shapes *shapes, struct text *text)
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
        if (may_answer(&routes[i], problem))
            return true;
    return false;
}

/* retryable: reply_problem tells Retry-After then. */
static void add_problem_response(const char *name, const char *description, bool retryable,
                                 struct text *text)
{
    text_addf(text, "\"%s\":{", name);
    add_string_member("description", description, text);
    if (retryable)
        text_add(text, ",\"headers\":{\"Retry-After\":{\"description\":\"Seconds to wait\","
                       "\"required\":true,\"schema\":{\"type\":\"integer\",\"minimum\":1}}}");
    text_add(text, ",\"content\":{\"" REPLY_PROBLEM
                   "\":{\"schema\":{\"$ref\":\"#/components/schemas/Problem\"}}}}");
}

/* What no route answers of its own (405, 431, 500 …) is told by the last. */
static void add_problem_responses(struct text *text)
{
    text_add(text, ",\"responses\":{");
    for (int i = 0; i < PROBLEM_COUNT; i++) {
        if (!any_may_answer((enum problem)i))
            continue;
        const struct problem_row *row = problem_row((enum problem)i);
        add_problem_response(row->code, row->title, row->retryable, text);
        text_add_char(text, ',');
    }
    add_problem_response("problem", "Any other problem; its type says which", false, text);
    text_add_char(text, '}');
}

enum status openapi_to_json(struct text *text)
{
    struct shapes shapes = {0};
    collect(&shapes);
    text_add(text,
             "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"Kring\",\"version\":\"" KRING_VERSION
             "\",\"summary\":\"Mentors found, explained and matched\","
             "\"license\":{\"name\":\"Apache-2.0\",\"identifier\":\"Apache-2.0\"}},"
             "\"servers\":[{\"url\":\"/\"}],\"security\":[{\"token\":[]}],"
             "\"tags\":[{\"name\":\"search\",\"description\":\"Who fits whom, and why\"},"
             "{\"name\":\"people\",\"description\":\"Students and alumni\"},"
             "{\"name\":\"reading\",\"description\":\"Texts and concepts\"},"
             "{\"name\":\"documentation\",\"description\":\"This description, problems\"}],");
    add_paths(text);
    text_add(text, ",\"components\":{\"securitySchemes\":{\"token\":{\"type\":\"http\","
                   "\"scheme\":\"bearer\",\"description\":\"A token of kring token create\"}},");
    add_schemas(&shapes, text);
    add_problem_responses(text);
    text_add(text, "}}\n");
    return shapes.full ? STATUS_TOO_LARGE : text_status(text);
}
