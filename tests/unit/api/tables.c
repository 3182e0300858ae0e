/* The tables of the API agree with themselves and with what is written about them. */
#include "api/handlers.h"
#include "api/metrics.h"
#include "api/openapi.h"
#include "api/problem.h"
#include "api/request.h"
#include "api/resources.h"
#include "api/routes.h"
#include "api/settings.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t count_char(const char *text, char wanted)
{
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += *text == wanted;
    return count;
}

Test(tables, every_route_is_whole_and_named_once)
{
    cr_assert(le(sz, route_count, ROUTES_MAX));
    for (size_t i = 0; i < route_count; i++) {
        const struct route *route = &routes[i];
        cr_expect(route->handle != NULL, "%s", route->name);
        cr_expect(route->path[0] == '/', "%s", route->name);
        cr_expect(le(sz, count_char(route->path, '{'), REQUEST_PARAMS_MAX), "%s", route->name);
        cr_expect(le(sz, count_char(route->path, '/'), REQUEST_SEGMENTS_MAX), "%s", route->name);
        bool shaped = route->body != BODY_NONE && route->body != BODY_PEOPLE;
        cr_expect(eq(int, shaped, route->in != NULL), "%s", route->name);
        for (size_t j = 0; j < i; j++) {
            cr_expect(strcmp(routes[j].name, route->name) != 0, "%s twice", route->name);
            cr_expect(strcmp(routes[j].path, route->path) != 0 ||
                          strcmp(routes[j].method, route->method) != 0,
                      "%s %s twice", route->method, route->path);
        }
    }
}

Test(tables, a_path_finds_its_route)
{
    const struct route_list all = routes_of(MODULES_ALL);
    static const struct {
        const char *method, *segments[5];
        size_t count;
        enum status status;
        const char *name;
    } rows[] = {
        {"GET", {"v1", "people"}, 2, STATUS_OK, "list_people"},
        {"HEAD", {"v1", "people"}, 2, STATUS_OK, "list_people"},
        {"GET", {"v1", "people", "x"}, 3, STATUS_OK, "get_person"},
        {"PATCH", {"v1", "people", "x"}, 3, STATUS_OK, "patch_person"},
        {"GET", {"v1", "people", "a/b"}, 3, STATUS_OK, "get_person"},
        {"GET", {"v1", "people", ""}, 3, STATUS_NOT_FOUND, ""},
        {"POST", {"v1", "people"}, 2, STATUS_REFUSED, ""},
        {"GET", {"v1", "people", "x", "mentors"}, 4, STATUS_OK, "search_mentors"},
        {"GET", {"v1", "people", "x", "mentors", "y"}, 5, STATUS_OK, "explain_mentor"},
        {"GET", {"v1", "people", "x", "Mentors"}, 4, STATUS_NOT_FOUND, ""},
        {"GET", {"v1"}, 1, STATUS_NOT_FOUND, ""},
        {"GET", {""}, 0, STATUS_NOT_FOUND, ""},
        {"GET", {"v1/people"}, 1, STATUS_NOT_FOUND, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct route *route = NULL;
        const char *params[REQUEST_PARAMS_MAX] = {0};
        enum status status =
            routes_find(&all, rows[i].method, rows[i].segments, rows[i].count, &route, params);
        cr_expect(eq(int, status, rows[i].status), "row %zu", i);
        if (status == STATUS_OK) {
            cr_expect(strcmp(route->name, rows[i].name) == 0, "row %zu: %s", i, route->name);
            cr_expect(rows[i].count < 3 || params[0] == rows[i].segments[2], "row %zu", i);
        }
    }
}

/* ---- resources */

Test(tables, every_resource_has_its_own_lifecycle_and_routes_of_its_collection)
{
    for (int i = 0; i < RESOURCE_COUNT; i++) {
        const struct resource *resource = &resources[i];
        const struct lifecycle *lifecycle = resource->lifecycle;
        cr_expect(lifecycle == lifecycle_find(resource->kind.name), "%s", resource->kind.name);
        cr_expect(lifecycle == NULL || strcmp(lifecycle->collection, resource->collection) == 0,
                  "%s", resource->kind.name);
    }
    for (size_t i = 0; i < route_count; i++) {
        const struct resource *resource = routes[i].resource;
        char start[100];
        if (resource == NULL)
            continue;
        snprintf(start, sizeof start, "/v1/%s", resource->collection);
        cr_expect(strncmp(routes[i].path, start, strlen(start)) == 0, "%s", routes[i].name);
        cr_expect(routes[i].handle != handle_object_create || resource->made, "%s", routes[i].name);
    }
}

static const struct route *route_of_event(const struct resource *resource, const char *event)
{
    for (size_t i = 0; i < route_count; i++)
        if (routes[i].resource == resource && routes[i].event != NULL &&
            strcmp(routes[i].event, event) == 0)
            return &routes[i];
    return NULL;
}

Test(tables, an_event_has_a_route_where_its_row_has_a_path_and_nowhere_else)
{
    for (int i = 0; i < RESOURCE_COUNT; i++) {
        const struct lifecycle *lifecycle = resources[i].lifecycle;
        for (const struct lifecycle_row *row = lifecycle == NULL ? NULL : lifecycle->rows;
             row != NULL && row->event != NULL; row++) {
            const struct route *route = route_of_event(&resources[i], row->event);
            char path[200];
            snprintf(path, sizeof path, "/v1/%s/{id}/%s", lifecycle->collection,
                     row->path == NULL ? "" : row->path);
            cr_expect(eq(int, route != NULL, row->path != NULL), "%s", row->event);
            cr_expect(route == NULL || strcmp(route->path, path) == 0, "%s", path);
        }
    }
}

Test(tables, a_list_is_filtered_by_the_states_of_the_lifecycle)
{
    size_t found = 0;
    for (size_t i = 0; i < route_count; i++)
        for (const struct query_param *param = routes[i].query;
             param != NULL && param->name != NULL; param++) {
            if (strcmp(param->name, "state") != 0)
                continue;
            const struct lifecycle_state *states = routes[i].resource->lifecycle->states;
            size_t at = 0;
            for (; param->words[at] != NULL && states[at].word != NULL; at++)
                cr_expect(strcmp(param->words[at], states[at].word) == 0, "%s", states[at].word);
            cr_expect(param->words[at] == NULL && states[at].word == NULL, "%s", routes[i].name);
            found++;
        }
    size_t lifecycles_count = 0;
    while (lifecycles[lifecycles_count].object != NULL)
        lifecycles_count++;
    cr_expect(eq(sz, found, lifecycles_count));
}

Test(tables, every_status_is_a_problem_and_problems_are_told_apart_by_code)
{
    for (int i = 1; i < STATUS_COUNT; i++) {
        int http = problem_row(problem_of_status((enum status)i))->http;
        cr_expect(http >= 400 && http < 600, "%s", status_word((enum status)i));
    }
    cr_expect(eq(int, problem_row(problem_of_status(STATUS_UNAVAILABLE))->http, 503));
    cr_expect(eq(int, problem_row(problem_of_status(STATUS_NOT_FOUND))->http, 404));
    for (int i = 0; i < PROBLEM_COUNT; i++) {
        enum problem found = PROBLEM_COUNT;
        cr_assert(problem_find(problem_row((enum problem)i)->code, &found));
        cr_expect(eq(int, (int)found, i), "%s twice", problem_row((enum problem)i)->code);
        cr_expect(i == 0 || problem_row((enum problem)i)->http >=
                                problem_row((enum problem)(i - 1))->http,
                  "in order");
    }
}

Test(tables, the_description_names_every_operation_once)
{
    const struct route_list all = routes_of(MODULES_ALL);
    struct text text = {0};
    cr_assert(eq(int, openapi_to_json(&all, &text), STATUS_OK));
    json_t *document = json_loadb(text.bytes, text.size, JSON_REJECT_DUPLICATES, NULL);
    cr_assert(document != NULL);
    size_t operations = 0;
    const char *path = NULL;
    json_t *item = NULL;
    json_object_foreach(json_object_get(document, "paths"), path, item)
    {
        operations += json_object_size(item);
    }
    cr_expect(eq(sz, operations, route_count));
    json_decref(document);
    text_free(&text);
}

/* Problems of one status share a response: 409 is for good (conflict) or for now (busy). */
static bool any_retryable(int http)
{
    for (int i = 0; i < PROBLEM_COUNT; i++)
        if (problem_row((enum problem)i)->http == http && problem_row((enum problem)i)->retryable)
            return true;
    return false;
}

Test(tables, the_description_tells_of_429_everywhere_and_of_retry_after_where_it_helps)
{
    const struct route_list all = routes_of(MODULES_ALL);
    struct text text = {0};
    cr_assert(eq(int, openapi_to_json(&all, &text), STATUS_OK));
    json_t *document = json_loadb(text.bytes, text.size, JSON_REJECT_DUPLICATES, NULL);
    const char *key = NULL;
    const char *method = NULL;
    json_t *path = NULL;
    json_t *operation = NULL;
    json_object_foreach(json_object_get(document, "paths"), key, path)
        json_object_foreach(path, method, operation)
            cr_expect(json_object_get(json_object_get(operation, "responses"), "429") != NULL,
                      "%s %s", method, key);
    json_t *responses = json_object_get(json_object_get(document, "components"), "responses");
    for (int i = 0; i < PROBLEM_COUNT; i++) {
        const struct problem_row *row = problem_row((enum problem)i);
        json_t *response = json_object_get(responses, row->code);
        json_t *header = json_object_get(json_object_get(response, "headers"), "Retry-After");
        cr_expect(response == NULL || header != NULL || !row->retryable, "%s", row->code);
        cr_expect(header == NULL || any_retryable(row->http), "%s", row->code);
    }
    cr_expect(json_object_get(responses, "rate_limited") != NULL);
    json_decref(document);
    text_free(&text);
}

Test(tables, metrics_count_by_route_and_status_and_buckets_add_up)
{
    struct metrics *metrics = NULL;
    struct text text = {0};
    struct gauges gauges = {.roster_alumni = 7};
    cr_assert(eq(int, metrics_new(&metrics), STATUS_OK));
    metrics_count(metrics, 0, 200, 400);
    metrics_count(metrics, 0, 200, 3000);
    metrics_count(metrics, 0, 503, 9000000);
    metrics_count(metrics, route_count, 404, 10);
    metrics_count(metrics, route_count, 429, 10);
    metrics_limited(metrics, LIMIT_ADDRESS);
    metrics_to_text(metrics, &gauges, &text);
    static const char *const lines[] = {
        "route=\"/v1/people/{id}/mentors\",status=\"200\"} 2\n",
        "route=\"/v1/people/{id}/mentors\",status=\"503\"} 1\n",
        "route=\"none\",status=\"404\"} 1\n",
        "route=\"none\",status=\"429\"} 1\n",
        "\nkring_rate_limited_total{by=\"token\"} 0\n",
        "\nkring_rate_limited_total{by=\"address\"} 1\n",
        "route=\"/v1/people/{id}/mentors\",le=\"0.0005\"} 1\n",
        "route=\"/v1/people/{id}/mentors\",le=\"0.005\"} 2\n",
        "route=\"/v1/people/{id}/mentors\",le=\"+Inf\"} 3\n",
        "\nkring_roster_alumni 7\n",
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        cr_expect(strstr(text.bytes, lines[i]) != NULL, "%s in %s", lines[i], text.bytes);
    text_free(&text);
    metrics_free(metrics);
}

Test(tables, metrics_know_the_status_of_every_problem)
{
    struct metrics *metrics = NULL;
    struct text text = {0};
    struct gauges gauges = {0};
    cr_assert(eq(int, metrics_new(&metrics), STATUS_OK));
    for (int i = 0; i < PROBLEM_COUNT; i++)
        metrics_count(metrics, route_count, problem_row((enum problem)i)->http, 10);
    metrics_to_text(metrics, &gauges, &text);
    cr_expect(strstr(text.bytes, "status=\"-1\"") == NULL, "%s", text.bytes);
    metrics_count(metrics, route_count, 299, 10);
    text_clear(&text);
    metrics_to_text(metrics, &gauges, &text);
    cr_expect(strstr(text.bytes, "status=\"-1\"") != NULL, "one that is unknown is seen");
    text_free(&text);
    metrics_free(metrics);
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "r");
    cr_assert(file != NULL, "%s: run me from the top of the checkout", path);
    char *bytes = calloc(1, 100000);
    cr_assert(fread(bytes, 1, 99999, file) > 0);
    fclose(file);
    return bytes;
}

Test(tables, the_readme_has_the_tables_of_routes_and_settings_as_they_are)
{
    char *readme = read_file("api/README.md");
    struct text text = {0};
    routes_markdown(&text);
    cr_expect(strstr(readme, text.bytes) != NULL, "the routes should be:\n%s", text.bytes);
    text_clear(&text);
    settings_markdown(&text);
    cr_expect(strstr(readme, text.bytes) != NULL, "the settings should be:\n%s", text.bytes);
    text_free(&text);
    free(readme);
}
