#include "api/describe.h"

#include "api/lifecycle_tables.h"
#include "api/replies.h"
#include "api/resources.h"
#include "api/rights.h"
#include "scoring/base/text.h"

#include <assert.h>
#include <string.h>

const struct described_tag described_tags[] = {
    {"search", "Who fits whom, and why"},
    {"people", "Students and alumni"},
    {"programmes", "Units of the university and their mentoring programmes"},
    {"offers", "What mentors offer"},
    {"needs", "What students need"},
    {"requests", "Requests of students to mentors"},
    {"mentorships", "Mentorships, and the hours they take"},
    {"rounds", "Matching rounds, their runs and their pairs"},
    {"reading", "Texts and concepts"},
    {"access", "Who is let in: invitations and signing in"},
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

enum status describe_shapes(const struct route_list *list, struct described_shapes *ret_shapes)
{
    struct described_shapes shapes = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < list->count && status == STATUS_OK; i++) {
        const struct route *route = list->items[i];
        if (route->in != NULL)
            status = add_shape(&shapes, route->in);
        if (status == STATUS_OK && route->out != NULL)
            status = add_shape(&shapes, route->out);
    }
    if (status == STATUS_OK)
        status = add_shape(&shapes, &problem_reply_shape);
    if (status == STATUS_OK)
        *ret_shapes = shapes;
    return status;
}

const char *describe_tag(const struct route *route)
{
    static const char *const tags[][2] = {{"/v1/people/{id}/hours", "mentorships"},
                                          {"/v1/people/{id}/keep", "people"},
                                          {"/v1/readmissions", "people"},
                                          {"/v1/me", "access"},
                                          {"/v1/people/{id}/", "search"},
                                          {"/v1/people", "people"},
                                          {"/v1/imports", "people"},
                                          {"/v1/units", "programmes"},
                                          {"/v1/programmes", "programmes"},
                                          {"/v1/mentor-offers", "offers"},
                                          {"/v1/needs", "needs"},
                                          {"/v1/mentoring-requests", "requests"},
                                          {"/v1/mentorships", "mentorships"},
                                          {"/v1/rounds", "rounds"},
                                          {"/v1/runs", "rounds"},
                                          {"/v1/pairs", "rounds"},
                                          {"/v1/invitations", "access"},
                                          {"/v1/sign-in", "access"},
                                          {"/v1/", "reading"}};
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
        if (strncmp(route->path, tags[i][0], strlen(tags[i][0])) == 0)
            return tags[i][1];
    return "documentation";
}

bool describe_tag_is_used(const struct route_list *list, const char *tag)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(describe_tag(list->items[i]), tag) == 0)
            return true;
    return false;
}

bool describe_has_tag(const struct route *route)
{
    /* What is done to an object and answered with something else shows no object. */
    bool counts = route->body == BODY_EVENT && route->resource != NULL &&
                  route->out != route->resource->kind.shape;
    return !counts && (strcmp(route->method, "GET") == 0 || route->body == BODY_PATCH ||
                       route->body == BODY_EVENT || route->resource != NULL);
}

bool describe_takes_key(const struct route *route)
{
    return strcmp(route->method, "POST") == 0 && !right_is_public(rights_of(route->name));
}

bool describe_creates(const struct route *route)
{
    return route->body == BODY_OBJECT && route->resource != NULL;
}

bool describe_may_say_nothing(const struct route *route)
{
    return strcmp(route->method, "DELETE") == 0;
}

int describe_success(const struct route *route)
{
    static const struct {
        const char *operation;
        int http;
    } rows[] = {{"erase_person", 202},
                {"create_invitations", 202},
                {"ask_sign_in_link", 202},
                {"sign_in", 201}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (strcmp(rows[i].operation, route->name) == 0)
            return rows[i].http;
    return describe_creates(route) ? 201 : 200;
}

const struct lifecycle_row *describe_row(const struct route *route)
{
    return route->event == NULL ? NULL : lifecycle_row(route->resource->lifecycle, route->event);
}

void describe_who(const struct route *route, struct text *text)
{
    right_words(rights_of(route->name), text);
}

static bool is_paged(const struct route *route)
{
    for (const struct query_param *param = route->query; param != NULL && param->name != NULL;
         param++)
        if (strcmp(param->name, "cursor") == 0)
            return true;
    return false;
}

/* A token may open reading only; and looking is refused as such only to whom the list or the person
 * is never open. */
static bool may_forbid(const struct route *route)
{
    const struct right *right = rights_of(route->name);
    bool gap = (right->roles[ACCOUNT_STUDENT] | right->roles[ACCOUNT_ALUMNUS]) == 0;
    for (size_t i = ACCOUNT_COORDINATOR; i < ACCOUNT_ROLE_COUNT; i++)
        gap = gap || right->roles[i] == 0;
    return !right_is_public(right) && (gap || strcmp(route->method, "GET") != 0);
}

bool describe_may_answer(const struct route *route, enum problem problem)
{
    bool moves = route_takes_match(route) || route->body == BODY_EVENT;
    switch (problem) {
    case PROBLEM_SYNTAX: return route->body != BODY_NONE;
    case PROBLEM_BAD_CURSOR: return is_paged(route);
    case PROBLEM_BAD_KEY:
    case PROBLEM_BUSY:
    case PROBLEM_KEY_REUSED: return describe_takes_key(route);
    case PROBLEM_FORBIDDEN: return may_forbid(route);
    case PROBLEM_BAD_CODE: return strcmp(route->name, "sign_in") == 0;
    case PROBLEM_UNAUTHORIZED: return !right_is_public(rights_of(route->name));
    case PROBLEM_OVERLOADED:
    case PROBLEM_UNAVAILABLE:
        return !right_is_public(rights_of(route->name)) || route->body != BODY_NONE;
    case PROBLEM_NOT_FOUND: return strchr(route->path, '{') != NULL;
    case PROBLEM_CONFLICT:
        return strstr(route->path, "/people/{id}/") != NULL ||
               strstr(route->path, "/runs/{id}/") != NULL ||
               strstr(route->path, "/reports/") != NULL || route->body != BODY_NONE;
    case PROBLEM_CONDITION_FAILED: return moves || strcmp(route->method, "GET") == 0;
    case PROBLEM_CONDITION_MISSING: return route_takes_match(route);
    case PROBLEM_LENGTH_REQUIRED:
    case PROBLEM_TOO_LARGE:
    case PROBLEM_UNSUPPORTED_TYPE:
    case PROBLEM_INVALID: return route->body != BODY_NONE;
    case PROBLEM_TIMEOUT: return route->place != ON_HTTP;
    case PROBLEM_BAD_REQUEST:
    case PROBLEM_BAD_PARAMETER:
    case PROBLEM_BAD_CONDITION:
    case PROBLEM_RATE_LIMITED: return true;
    default: return false;
    }
}

uint32_t describe_problems(const struct route *route, int http)
{
    static_assert(PROBLEM_COUNT <= 32, "a bit a problem");
    uint32_t problems = 0;
    for (int i = 0; i < PROBLEM_COUNT; i++)
        if (problem_row((enum problem)i)->http == http &&
            describe_may_answer(route, (enum problem)i))
            problems |= UINT32_C(1) << i;
    return problems;
}
