/* The description of the API and its page: whole, and true to the tables. */
#include "api/describe.h"
#include "api/docs_page.h"
#include "api/examples.h"
#include "api/resources.h"
#include "api/wire/shape_json.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

static bool takes(const struct route *route, const char *name)
{
    char segment[100];
    snprintf(segment, sizeof segment, "{%s}", name);
    for (const struct query_param *param = route->query; param != NULL && param->name != NULL;
         param++)
        if (strcmp(param->name, name) == 0)
            return true;
    return strstr(route->path, segment) != NULL;
}

Test(describe, every_route_has_an_example_of_its_own_parameters)
{
    for (size_t i = 0; i < route_count; i++) {
        const struct example *example = example_of(&routes[i]);
        cr_assert(ne(ptr, (void *)(uintptr_t)example, NULL), "%s", routes[i].name);
        for (const char *const *at = example->arguments; *at != NULL; at += 2)
            cr_expect(takes(&routes[i], *at), "%s takes no %s", routes[i].name, *at);
        for (const struct query_param *param = routes[i].query;
             param != NULL && param->name != NULL; param++)
            cr_expect(param->required == false ||
                          example_argument(example, param->name, strlen(param->name)) != NULL,
                      "%s without %s", routes[i].name, param->name);
        cr_expect(eq(int, example->body != NULL, routes[i].body != BODY_NONE), "%s",
                  routes[i].name);
        cr_expect(eq(int, example->reply != NULL, routes[i].out != NULL), "%s", routes[i].name);
        struct text target = {0};
        example_target(&routes[i], &target);
        cr_expect(eq(ptr, strpbrk(target.bytes, "{} "), NULL), "%s", target.bytes);
        text_free(&target);
    }
}

/* Decodes an example as Kring decodes what it is sent or has stored. */
static enum status decode(const struct shape *shape, enum decode_mode mode, const char *json)
{
    struct arena *arena = NULL;
    cr_assert(eq(int, arena_new(1 << 20, &arena), STATUS_OK));
    struct faults faults = faults_in(arena);
    void *memory = calloc(1, shape->size);
    enum status status = shape_from_json(shape, mode, json, strlen(json), arena, &faults, memory);
    for (size_t i = 0; i < faults.count; i++)
        cr_log_error("%s: %s", faults.items[i].where, faults.items[i].detail);
    free(memory);
    arena_free(arena);
    return status;
}

Test(describe, the_bodies_of_examples_are_taken_and_their_replies_fit_their_shapes)
{
    for (size_t i = 0; i < route_count; i++) {
        const char *const *types = route_body_types(routes[i].body);
        enum decode_mode mode = routes[i].body == BODY_PATCH ? DECODE_PATCH : DECODE_CREATE;
        for (; routes[i].in != NULL && *types != NULL; types++)
            cr_expect(
                eq(int, decode(routes[i].in, mode, example_body(&routes[i], *types)), STATUS_OK),
                "%s", routes[i].name);
        if (routes[i].out == NULL)
            continue;
        struct text reply = {0};
        example_reply(&routes[i], &reply);
        cr_expect(eq(int, decode(routes[i].out, DECODE_STORED, reply.bytes), STATUS_OK), "%s: %s",
                  routes[i].name, reply.bytes);
        text_free(&reply);
    }
}

/* The state of an example's reply, or "". */
static void state_of(const struct route *route, char ret_state[50])
{
    struct text reply = {0};
    example_reply(route, &reply);
    const char *at = strstr(reply.bytes, "\"state\":\"");
    ret_state[0] = '\0';
    if (at != NULL)
        snprintf(ret_state, 50, "%.*s", (int)strcspn(at + 9, "\""), at + 9);
    text_free(&reply);
}

Test(describe, an_event_s_example_stands_in_the_state_that_it_leads_to)
{
    size_t events = 0;
    char state[50];
    for (size_t i = 0; i < route_count; i++) {
        const struct lifecycle_row *row = describe_row(&routes[i]);
        if (row == NULL)
            continue;
        state_of(&routes[i], state);
        cr_expect(lifecycle_names(row->to[0] == '\0' ? row->from : row->to, state), "%s: %s",
                  routes[i].name, state);
        events++;
    }
    cr_expect(ge(sz, events, 20));
}

Test(describe, a_new_object_s_example_stands_where_its_lifecycle_begins)
{
    char state[50];
    for (size_t i = 0; i < route_count; i++) {
        const struct resource *resource = routes[i].resource;
        if (!describe_creates(&routes[i]) || resource->lifecycle == NULL)
            continue;
        state_of(&routes[i], state);
        const char *made = resource->lifecycle->made;
        cr_expect(lifecycle_names(made == NULL ? resource->lifecycle->states[0].word : made, state),
                  "%s: %s", routes[i].name, state);
    }
}

Test(describe, routes_tell_of_the_problems_that_are_theirs)
{
    static const struct {
        const char *route;
        int http;
        const char *codes; /* of it, all and only */
    } rows[] = {
        {"submit_mentoring_request", 409, "conflict busy"},
        {"submit_mentoring_request", 422, "invalid key_reused"},
        {"submit_mentoring_request", 403, "forbidden"},
        {"submit_mentoring_request", 412, "condition_failed"},
        {"submit_mentoring_request", 428, ""},
        {"create_need", 403, "forbidden"},
        {"create_unit", 403, "forbidden"},
        {"create_need", 412, ""},
        {"patch_need", 428, "condition_missing"},
        {"patch_need", 409, "conflict"},
        {"patch_need", 403, "forbidden"},
        {"get_need", 403, ""},
        {"list_people", 403, "forbidden"},
        {"describe_api", 403, ""},
        {"get_need", 404, "not_found"},
        {"list_needs", 404, ""},
        {"list_needs", 400, "bad_request bad_parameter bad_cursor bad_condition"},
        {"import_people", 409, "conflict busy"},
        {"import_people", 422, "invalid key_reused"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct route *route = routes;
        while (strcmp(route->name, rows[i].route) != 0)
            cr_assert(lt(sz, (size_t)(++route - routes), route_count), "%s", rows[i].route);
        for (int j = 0; j < PROBLEM_COUNT; j++)
            if (problem_row((enum problem)j)->http == rows[i].http)
                cr_expect(eq(int, (describe_problems(route, rows[i].http) >> j & 1U) != 0,
                             lifecycle_names(rows[i].codes, problem_row((enum problem)j)->code)),
                          "%s %s", rows[i].route, problem_row((enum problem)j)->code);
    }
}

static struct text page(void)
{
    const struct route_list all = routes_of(MODULES_ALL);
    struct text text = {0};
    cr_assert(eq(int, docs_page_to_html(&all, &text), STATUS_OK));
    return text;
}

Test(describe, the_page_shows_every_operation_object_and_problem)
{
    struct text text = page();
    char expected[200];
    struct described_shapes shapes;
    const struct route_list all = routes_of(MODULES_ALL);
    cr_assert(eq(int, describe_shapes(&all, &shapes), STATUS_OK));
    for (size_t i = 0; i < route_count; i++) {
        snprintf(expected, sizeof expected, "<h3 id=\"%s\"><code>%s %s</code>", routes[i].name,
                 routes[i].method, routes[i].path);
        cr_expect(ne(ptr, strstr(text.bytes, expected), NULL), "%s", expected);
    }
    for (size_t i = 0; i < shapes.count; i++) {
        snprintf(expected, sizeof expected, "<h3 id=\"%s\">", shapes.items[i]->name);
        cr_expect(ne(ptr, strstr(text.bytes, expected), NULL), "%s", expected);
    }
    for (int i = 0; i < PROBLEM_COUNT; i++) {
        snprintf(expected, sizeof expected, "<a href=\"/problems/%s\">",
                 problem_row((enum problem)i)->code);
        cr_expect(ne(ptr, strstr(text.bytes, expected), NULL), "%s", expected);
    }
    text_free(&text);
}

Test(describe, the_page_shows_every_lifecycle_a_row_an_event_and_every_refusal)
{
    static const char *const refusals[] = {
#define REFUSAL_WORD(word, sentence) word,
        LIFECYCLE_REFUSALS(REFUSAL_WORD)
#undef REFUSAL_WORD
    };
    struct text text = page();
    char expected[300];
    for (const struct lifecycle *at = lifecycles; at->object != NULL; at++) {
        snprintf(expected, sizeof expected, "<h3 id=\"lifecycle-%s\">", at->object);
        const char *part = strstr(text.bytes, expected);
        cr_assert(part != NULL, "%s", expected);
        for (const struct lifecycle_row *row = at->rows; row->event != NULL; row++) {
            snprintf(expected, sizeof expected,
                     "<tr><th scope=\"row\"><code>%s</code>: %s</th><td>", row->event,
                     row->summary);
            cr_expect(strstr(part, expected) != NULL, "%s", expected);
        }
    }
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        snprintf(expected, sizeof expected, "<th scope=\"row\"><code>%s</code></th><td>%s</td><td>",
                 refusals[i], lifecycle_refusal(refusals[i]));
        cr_expect(strstr(text.bytes, expected) != NULL, "%s", expected);
    }
    text_free(&text);
}

/* A row of the page's tables has as many cells as their head. */
Test(describe, the_rows_of_a_lifecycle_have_nine_cells)
{
    struct text text = page();
    const char *at = strstr(text.bytes, "<h3 id=\"lifecycle-mentor_offer\">");
    const char *end = strstr(text.bytes, "<h3 id=\"refusals\">");
    size_t rows = 0;
    cr_assert(at != NULL && end != NULL);
    while ((at = strstr(at, "<tr>")) != NULL && at < end) {
        const char *row_end = strstr(at, "</tr>");
        size_t cells = 0;
        for (; at < row_end; at++)
            cells += strncmp(at, "<td>", 4) == 0 || strncmp(at, "<th ", 4) == 0;
        cr_expect(eq(sz, cells, 9));
        rows++;
    }
    cr_expect(ge(sz, rows, 30));
    text_free(&text);
}

/* Every link inside the page leads to an id that is there once. */
Test(describe, the_pages_own_links_lead_somewhere)
{
    struct text text = page();
    char id[200];
    size_t links = 0;
    for (const char *at = text.bytes; (at = strstr(at, "href=\"#")) != NULL; links++) {
        at += strlen("href=\"#");
        snprintf(id, sizeof id, " id=\"%.*s\"", (int)strcspn(at, "\""), at);
        const char *found = strstr(text.bytes, id);
        cr_assert(ne(ptr, (void *)(uintptr_t)found, NULL), "%s", id);
        cr_expect(eq(ptr, strstr(found + 1, id), NULL), "%s twice", id);
    }
    cr_expect(ge(sz, links, route_count));
    text_free(&text);
}

Test(describe, the_page_loads_nothing_and_is_no_larger_than_it_may_be)
{
    static const char *const loading[] = {"<script", "src=", "url(",  "@import",
                                          "<link",   "://",  "style="};
    struct text text = page();
    for (size_t i = 0; i < sizeof loading / sizeof loading[0]; i++)
        cr_expect(strstr(text.bytes, loading[i]) == NULL, "%s", loading[i]);
    cr_expect(le(sz, text.size, DOCS_PAGE_SIZE_MAX));
    text_free(&text);
}

Test(describe, the_policy_names_the_digest_of_the_style)
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    char text[100] = "sha256-";
    crypto_hash_sha256(digest, (const unsigned char *)docs_page_style, strlen(docs_page_style));
    sodium_bin2base64(text + strlen(text), sizeof text - strlen(text), digest, sizeof digest,
                      sodium_base64_VARIANT_ORIGINAL);
    cr_expect(eq(str, text, (char *)(uintptr_t)DOCS_PAGE_STYLE_DIGEST),
              "DOCS_PAGE_STYLE_DIGEST should be %s", text);
    cr_expect(strstr(DOCS_PAGE_POLICY, DOCS_PAGE_STYLE_DIGEST) != NULL);
}
