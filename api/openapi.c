#include "api/openapi.h"

#include "api/describe.h"
#include "api/examples.h"
#include "api/lifecycle_tables.h"
#include "api/openapi_replies.h"
#include "api/resources.h"
#include "api/rights.h"
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

static void add_header_parameter(const char *component, struct text *text, const char **comma)
{
    text_addf(text, "%s{\"$ref\":\"#/components/parameters/%s\"}", *comma, component);
    *comma = ",";
}

/* A condition on what is there: for changes a must, for events a choice, for reading a means to
 * spare bytes. */
static void add_header_parameters(const struct route *route, struct text *text, const char **comma)
{
    if (route_takes_match(route))
        add_header_parameter("IfMatch", text, comma);
    else if (route->body == BODY_EVENT)
        add_header_parameter("IfMatchMaybe", text, comma);
    else if (strcmp(route->method, "GET") == 0)
        add_header_parameter("IfNoneMatch", text, comma);
    if (describe_takes_key(route))
        add_header_parameter("IdempotencyKey", text, comma);
}

static void add_parameters(const struct route *route, struct text *text)
{
    const char *comma = "";
    text_add(text, ",\"parameters\":[");
    add_path_parameters(route, text, &comma);
    add_header_parameters(route, text, &comma);
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

/* ---- bodies */

/* True when what is made is told in words of its own, not as the reply shows it. Then the shape of
 * the body needs no other schema. */
static bool has_own_words(const struct route *route)
{
    return route->body == BODY_OBJECT && route->in != route->out;
}

static void add_body_schema(const struct route *route, struct text *text)
{
    const char *kind = route->body == BODY_PATCH                             ? "Patch"
                       : route->body == BODY_OBJECT && !has_own_words(route) ? "Create"
                                                                             : "";
    if (route->in != NULL)
        text_addf(text, "{\"$ref\":\"#/components/schemas/%s%s\"}", route->in->name, kind);
    else
        text_add(text, "{\"type\":\"string\"}");
}

static void add_request_body(const struct route *route, struct text *text)
{
    const char *const *types = route_body_types(route->body);
    if (types[0] == NULL)
        return;
    text_addf(text, ",\"requestBody\":{\"required\":%s,\"content\":{",
              route->body == BODY_EVENT ? "false" : "true");
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

/* ---- operations */

static void add_description(const struct route *route, struct text *text)
{
    struct text words = {0};
    text_add(&words, "For ");
    describe_who(route, &words);
    text_add(&words, ".");
    if (route->event != NULL) {
        text_add(&words, "\n\n");
        lifecycle_describe(route->resource->lifecycle, describe_row(route), &words);
    }
    text_add(text, ",\"description\":");
    json_add_string(text, text_status(&words) == STATUS_OK ? words.bytes : "");
    text_free(&words);
}

static void add_operation(const struct route *route, struct text *text)
{
    char method[8] = {0};
    for (size_t i = 0; route->method[i] != '\0' && i < sizeof method - 1; i++)
        method[i] = (char)(route->method[i] | 0x20);
    text_addf(text, "\"%s\":{\"operationId\":\"%s\",\"tags\":[\"%s\"],", method, route->name,
              describe_tag(route));
    add_string_member("summary", route->summary, text);
    add_description(route, text);
    if (right_is_public(rights_of(route->name)))
        text_add(text, ",\"security\":[]");
    add_parameters(route, text);
    add_request_body(route, text);
    openapi_add_responses(route, text);
    text_add_char(text, '}');
}

static bool path_seen_before(const struct route_list *list, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (strcmp(list->items[i]->path, list->items[index]->path) == 0)
            return true;
    return false;
}

static void add_paths(const struct route_list *list, struct text *text)
{
    text_add(text, "\"paths\":{");
    for (size_t i = 0; i < list->count; i++) {
        if (path_seen_before(list, i))
            continue;
        text_addf(text, "%s\"%s\":{", i == 0 ? "" : ",", list->items[i]->path);
        const char *comma = "";
        for (size_t j = i; j < list->count; j++)
            if (strcmp(list->items[j]->path, list->items[i]->path) == 0) {
                text_add(text, comma);
                add_operation(list->items[j], text);
                comma = ",";
            }
        text_add_char(text, '}');
    }
    text_add_char(text, '}');
}

/* ---- components */

/* Each member that may be changed, as it is or null; an object within is patched in its turn. */
static void add_patch_members(const struct shape *shape, struct text *text)
{
    const char *comma = "";
    for (size_t i = 0; i < shape->field_count; i++) {
        const struct shape_field *field = &shape->fields[i];
        if ((field->flags & (SHAPE_READ_ONLY | SHAPE_FIXED)) != 0)
            continue;
        text_addf(text, "%s\"%s\":{\"anyOf\":[", comma, field->name);
        comma = ",";
        if (field->type == SHAPE_OBJECT) {
            text_add(text, "{\"type\":\"object\",\"additionalProperties\":false,"
                           "\"properties\":{");
            add_patch_members(field->item, text);
            text_add(text, "}}");
        } else {
            text_addf(text, "{\"$ref\":\"#/components/schemas/%s/properties/%s\"}", shape->name,
                      field->name);
        }
        text_add(text, ",{\"type\":\"null\"}]}");
    }
}

static void add_patch_schema(const struct shape *shape, struct text *text)
{
    text_addf(text,
              ",\"%sPatch\":{\"type\":\"object\",\"additionalProperties\":false,"
              "\"description\":\"A merge patch (RFC 7396): members that are absent stay, null "
              "clears, lists are replaced whole.\",\"properties\":{",
              shape->name);
    add_patch_members(shape, text);
    text_add(text, "}}");
}

static void add_required(const struct shape *shape, struct text *text)
{
    const char *comma = "";
    text_add(text, "\"required\":[");
    for (size_t i = 0; i < shape->field_count; i++) {
        if ((shape->fields[i].flags & SHAPE_REQUIRED) == 0)
            continue;
        text_addf(text, "%s\"%s\"", comma, shape->fields[i].name);
        comma = ",";
    }
    text_add(text, "],");
}

/* Each member that may be told of a new one. */
static void add_create_schema(const struct shape *shape, struct text *text)
{
    const char *comma = "";
    text_addf(text,
              ",\"%sCreate\":{\"type\":\"object\",\"additionalProperties\":false,"
              "\"description\":\"A new %s, without what Kring sets.\",",
              shape->name, shape->name);
    add_required(shape, text);
    text_add(text, "\"properties\":{");
    for (size_t i = 0; i < shape->field_count; i++) {
        if ((shape->fields[i].flags & SHAPE_READ_ONLY) != 0)
            continue;
        text_addf(text, "%s\"%s\":{\"$ref\":\"#/components/schemas/%s/properties/%s\"}", comma,
                  shape->fields[i].name, shape->name, shape->fields[i].name);
        comma = ",";
    }
    text_add(text, "}}");
}

static void add_schemas(const struct route_list *list, const struct described_shapes *shapes,
                        struct text *text)
{
    text_add(text, "\"schemas\":{");
    for (size_t i = 0; i < shapes->count; i++) {
        text_addf(text, "%s\"%s\":", i == 0 ? "" : ",", shapes->items[i]->name);
        shape_to_schema(shapes->items[i], text);
    }
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->body == BODY_PATCH)
            add_patch_schema(list->items[i]->in, text);
        else if (list->items[i]->body == BODY_OBJECT && !has_own_words(list->items[i]))
            add_create_schema(list->items[i]->in, text);
    text_add_char(text, '}');
}

/* Name in components, header, required, what it is, schema and example. */
#define PARAMETERS(X)                                                                              \
    X("IfMatch", "If-Match", "true", "The ETag of what is to be changed, or *",                    \
      "{\"type\":\"string\",\"minLength\":1},\"example\":\"*\"")                                   \
    X("IfMatchMaybe", "If-Match", "false", "The ETag of what is to be moved: 412 when it changed", \
      "{\"type\":\"string\",\"minLength\":1}")                                                     \
    X("IfNoneMatch", "If-None-Match", "false",                                                     \
      "The ETag of what the caller has: 304 while it is still so",                                 \
      "{\"type\":\"string\",\"minLength\":1}")                                                     \
    X("IdempotencyKey", "Idempotency-Key", "false",                                                \
      "A new word of the caller's, such as a UUID: sent again with the same request within a day " \
      "it is answered as the first time, and nothing is done twice",                               \
      "{\"type\":\"string\",\"minLength\":1,\"maxLength\":255,\"pattern\":\"^[!-~]+$\"},"          \
      "\"example\":\"5b0e6f0a-6d0c-4c29-9c5b-2f5f1f3f8a11\"")

static void add_parameter_components(struct text *text)
{
    static const char *const rows[][5] = {
#define PARAMETER_ROW(component, name, required, summary, schema)                                  \
    {component, name, required, summary, schema},
        PARAMETERS(PARAMETER_ROW)
#undef PARAMETER_ROW
    };
    text_add(text, "\"parameters\":{");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        text_addf(text,
                  "%s\"%s\":{\"name\":\"%s\",\"in\":\"header\",\"required\":%s,"
                  "\"description\":\"%s\",\"schema\":%s}",
                  i == 0 ? "" : ",", rows[i][0], rows[i][1], rows[i][2], rows[i][3], rows[i][4]);
    text_add(text, "},");
}

static void add_tags(const struct route_list *list, struct text *text)
{
    const char *comma = "";
    text_add(text, "\"tags\":[");
    for (const struct described_tag *tag = described_tags; tag->name != NULL; tag++) {
        if (!describe_tag_is_used(list, tag->name))
            continue;
        text_addf(text, "%s{\"name\":\"%s\",\"description\":\"%s\"}", comma, tag->name,
                  tag->summary);
        comma = ",";
    }
    text_add(text, "],");
}

enum status openapi_to_json(const struct route_list *list, struct text *text)
{
    struct described_shapes shapes;
    enum status status = describe_shapes(list, &shapes);
    if (status != STATUS_OK)
        return status;
    text_add(text,
             "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"Kring\",\"version\":\"" KRING_VERSION
             "\",\"summary\":\"Mentors found, explained and matched\","
             "\"license\":{\"name\":\"Apache-2.0\",\"identifier\":\"Apache-2.0\"}},"
             "\"servers\":[{\"url\":\"/\"}],\"security\":[{\"token\":[]},{\"proxy\":[]}],");
    add_tags(list, text);
    add_paths(list, text);
    text_add(text, ",\"components\":{\"securitySchemes\":{\"token\":{\"type\":\"http\","
                   "\"scheme\":\"bearer\",\"description\":\"A token of /v1/tokens, of a sign-in or "
                   "of kring token create\"},\"proxy\":{\"type\":\"apiKey\",\"in\":\"header\","
                   "\"name\":\"X-Remote-User\",\"description\":\"An external id, as the one proxy "
                   "of KRING_IDENTITY_PROXY sends it, in the header that KRING_IDENTITY_HEADER "
                   "names; refused from any other address\"}},");
    openapi_add_header_components(text);
    add_parameter_components(text);
    add_schemas(list, &shapes, text);
    openapi_add_problem_components(list, text);
    text_add(text, "}}\n");
    return text_status(text);
}
