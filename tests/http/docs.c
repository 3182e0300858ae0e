/* The pages for people, and the description's examples, as a real server answers them. */
#include "tests/http/http_server.h"

#include "api/describe.h"
#include "api/docs_page.h"
#include "api/examples.h"
#include "api/problem.h"
#include "api/routes.h"

Test(docs, every_page_is_served_without_a_token_and_lets_a_browser_load_nothing)
{
    struct http_server server = http_server_start(NULL);
    char value[512];
    char target[100] = "/docs";
    for (int i = -1; i < PROBLEM_COUNT; i++) {
        if (i >= 0)
            snprintf(target, sizeof target, "/problems/%s", problem_row((enum problem)i)->code);
        struct http_reply reply = http_ask(server.port, (struct http_ask){.target = target});
        cr_expect(eq(int, reply.status, 200), "%s", target);
        cr_expect(eq(str, TEXT(http_header(&reply, "Content-Security-Policy", value)),
                     TEXT(DOCS_PAGE_POLICY)),
                  "%s", target);
        cr_expect(ne(ptr, strstr(reply.body, "</html>"), NULL), "%s", target);
        http_reply_free(&reply);
    }
    struct http_reply reply =
        http_ask(server.port, (struct http_ask){.target = "/docs?colour=red"});
    cr_expect(eq(int, reply.status, 400), "no such parameter");
    cr_expect(eq(str, TEXT(http_header(&reply, "Content-Security-Policy", value)), TEXT("")));
    http_reply_free(&reply);
    http_server_stop(&server);
}

static struct http_reply ask_example(const struct http_server *server, const struct route *route)
{
    struct text target = {0};
    char headers[100] = "";
    example_target(route, &target);
    const char *type = route_body_types(route->body)[0];
    if (type != NULL)
        snprintf(headers, sizeof headers, "Content-Type: %s\r\n", type);
    struct http_reply reply =
        http_ask(server->port, (struct http_ask){.method = route->method,
                                                 .target = target.bytes,
                                                 .token = server->staff,
                                                 .headers = headers,
                                                 .body = example_of(route)->body});
    text_free(&target);
    return reply;
}

/* Whom and what examples are of is made up and cannot be asked for; what is of nobody can, unless
 * something comes of it. */
Test(docs, an_example_that_needs_nobody_is_answered_word_for_word)
{
    struct http_server server = http_server_start(NULL);
    size_t asked = 0;
    for (size_t i = 0; i < route_count; i++) {
        bool needs_somebody =
            routes[i].resource != NULL || strncmp(routes[i].path, "/v1/people", 10) == 0 ||
            strncmp(routes[i].path, "/v1/me", 6) == 0 ||
            strncmp(routes[i].path, "/v1/reports/", 12) == 0 ||
            strcmp(routes[i].name, "readmit_person") == 0 || describe_success(&routes[i]) != 200;
        if (routes[i].out == NULL || needs_somebody)
            continue;
        struct text expected = {0};
        struct http_reply reply = ask_example(&server, &routes[i]);
        example_reply(&routes[i], &expected);
        text_add(&expected, "\n");
        cr_expect(eq(int, reply.status, 200), "%s: %s", routes[i].name, reply.body);
        cr_expect(eq(str, TEXT(reply.body), expected.bytes), "%s", routes[i].name);
        http_reply_free(&reply);
        text_free(&expected);
        asked++;
    }
    cr_expect(ge(sz, asked, 3));
    http_server_stop(&server);
}
