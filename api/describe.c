#include "api/describe.h"

#include "api/replies.h"

#include <string.h>

const struct described_tag described_tags[] = {
    {"search", "Who fits whom, and why"},
    {"people", "Students and alumni"},
    {"reading", "Texts and concepts"},
    {"documentation", "This description, problems"},
    {NULL, NULL},
};

static enum status add_shape(struct described_shapes *shapes, const struct shape *shape)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < shapes->count; i++)
        if (shapes->items[i] == shape)
            return STATUS_OK;
    if (shapes->count == DESCRIBE_SHAPES_MAX)
        return STATUS_TOO_LARGE;
    shapes->items[shapes->count++] = shape;
    for (size_t i = 0; i < shape->field_count && status == STATUS_OK; i++)
        if (shape->fields[i].item != NULL)
            status = add_shape(shapes, shape->fields[i].item);
    return status;
}

enum status describe_shapes(struct described_shapes *ret_shapes)
{
    struct described_shapes shapes = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < route_count && status == STATUS_OK; i++) {
        if (routes[i].in != NULL)
            status = add_shape(&shapes, routes[i].in);
        if (status == STATUS_OK && routes[i].out != NULL)
            status = add_shape(&shapes, routes[i].out);
    }
    if (status == STATUS_OK)
        status = add_shape(&shapes, &problem_reply_shape);
    if (status == STATUS_OK)
        *ret_shapes = shapes;
    return status;
}

const char *describe_tag(const struct route *route)
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

bool describe_has_tag(const struct route *route)
{
    return strcmp(route->method, "GET") == 0 || route->body == BODY_PATCH;
}

bool describe_may_answer(const struct route *route, enum problem problem)
{
    switch (problem) {
    case PROBLEM_UNAUTHORIZED: return route->role != ROUTE_PUBLIC;
    case PROBLEM_FORBIDDEN: return route->role == ROUTE_STAFF;
    case PROBLEM_NOT_FOUND: return strchr(route->path, '{') != NULL;
    case PROBLEM_CONFLICT: return route->role == ROUTE_SELF || route->body != BODY_NONE;
    case PROBLEM_CONDITION_FAILED: return describe_has_tag(route);
    case PROBLEM_CONDITION_MISSING: return route->body == BODY_PATCH;
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
