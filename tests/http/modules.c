/* A server with a module off: nothing of it is there, as if it had never been. */
#include "tests/http/http_server.h"

#include "api/modules.h"
#include "api/resources.h"
#include "api/routes.h"

static const char *const methods[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

#define METHOD_COUNT (sizeof methods / sizeof methods[0])
#define SOMEBODY     "01890a5d-ac96-774b-bcce-b302099a8057"

/* All but one: "groups,lectures", or "none" where that leaves none. */
static void words_without(enum module module, char ret_words[200])
{
    size_t size = 0;
    snprintf(ret_words, 200, MODULES_WORD_NONE);
    for (enum module other = MODULE_ALWAYS + 1; other < MODULE_COUNT; other++)
        if (other != module)
            size += (size_t)snprintf(ret_words + size, 200 - size, "%s%s", size == 0 ? "" : ",",
                                     module_word(other));
}

static void make_target(const char *path, char target[300])
{
    size_t size = 0;
    while (*path != '\0') {
        if (*path != '{') {
            target[size++] = *path++;
            continue;
        }
        size += (size_t)snprintf(target + size, 300 - size, SOMEBODY);
        path += strcspn(path, "}") + 1;
    }
    target[size] = '\0';
}

static int status_of(const struct http_server *server, const char *method, const char *target)
{
    bool body = strcmp(method, "POST") == 0 || method[0] == 'P';
    struct http_reply reply =
        http_ask(server->port, (struct http_ask){.method = method,
                                                 .target = target,
                                                 .token = server->staff,
                                                 .headers = body ? "Content-Length: 0\r\n" : NULL});
    int status = reply.status;
    http_reply_free(&reply);
    return status;
}

static void expect_gone(const struct http_server *server, const struct route *route)
{
    char target[300];
    make_target(route->path, target);
    for (size_t m = 0; m < METHOD_COUNT; m++)
        cr_expect(eq(int, status_of(server, methods[m], target), 404), "%s %s", methods[m], target);
}

/* In the two descriptions: no operation, no link, no lifecycle of it; the others all. */
static void expect_told(const struct http_server *server, const char *page, enum module module)
{
    char operation[200];
    struct http_reply reply = http_ask(server->port, (struct http_ask){.target = page});
    cr_assert(eq(int, reply.status, 200), "%s", page);
    for (size_t i = 0; i < route_count; i++) {
        bool json = strcmp(page, "/openapi.json") == 0;
        snprintf(operation, sizeof operation, json ? "\"operationId\":\"%s\"" : "id=\"%s\"",
                 routes[i].name);
        bool there = strstr(reply.body, operation) != NULL;
        cr_expect(eq(int, there, route_module(&routes[i]) != module), "%s: %s", page, operation);
    }
    for (size_t i = 0; i < RESOURCE_COUNT; i++) {
        snprintf(operation, sizeof operation, "/v1/%s", resources[i].collection);
        bool there = strstr(reply.body, operation) != NULL;
        cr_expect(eq(int, there, resources[i].module != module), "%s: %s", page, operation);
        snprintf(operation, sizeof operation, "id=\"lifecycle-%s\"", resources[i].kind.name);
        there = strstr(reply.body, operation) != NULL;
        bool expected = strcmp(page, "/docs") == 0 && resources[i].lifecycle != NULL &&
                        resources[i].module != module;
        cr_expect(eq(int, there, expected), "%s: %s", page, operation);
    }
    http_reply_free(&reply);
}

Test(modules, of_a_module_that_is_off_no_path_is_known_by_any_method_or_description)
{
    char words[200];
    for (enum module module = MODULE_ALWAYS + 1; module < MODULE_COUNT; module++) {
        words_without(module, words);
        struct http_server server =
            http_server_start((const char *const[]){"KRING_MODULES", words, NULL});
        size_t gone = 0;
        for (size_t i = 0; i < route_count; i++)
            if (route_module(&routes[i]) == module) {
                expect_gone(&server, &routes[i]);
                gone++;
            }
        cr_expect(ge(sz, gone, 1), "%s", words);
        expect_told(&server, "/openapi.json", module);
        expect_told(&server, "/docs", module);
        cr_expect(eq(int, status_of(&server, "GET", "/v1/people"), 200), "%s", words);
        cr_expect(eq(int, status_of(&server, "PUT", "/v1/people"), 405), "%s", words);
        http_server_stop(&server);
    }
}

Test(modules, an_unknown_word_is_told_and_nothing_is_served)
{
    char line[1000] = "";
    char command[1000];
    snprintf(command, sizeof command, "KRING_MODULES=mentoring,chess %s serve 2>&1; echo code $?",
             getenv("KRING_BIN"));
    FILE *pipe = popen(command, "r");
    size_t size = fread(line, 1, sizeof line - 1, pipe);
    line[size] = '\0';
    pclose(pipe);
    cr_expect(strstr(line, "\"chess\" is no module (known: all, none, mentoring") != NULL, "%s",
              line);
    cr_expect(strstr(line, "code 2") != NULL, "%s", line);
}
