/* The identity that a proxy names: taken from its address alone, and refused from any other. */
#include "tests/http/http_server.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#define PEOPLE                                                                                     \
    "external_id,role,name,programme\n"                                                            \
    "ann@uni.example,alumnus,Ann,bouwkunde\n"                                                      \
    "bea@uni.example,student,Bea,bouwkunde\n"

struct gate {
    struct http_server server;
    char bea[100]; /* the path of her own record */
};

static struct gate gate_new(const char *proxy)
{
    const char *settings[] = {"KRING_IDENTITY_HEADER", "X-Remote-User", "KRING_IDENTITY_PROXY",
                              proxy, NULL};
    struct gate gate = {.server = http_server_start(settings)};
    struct person person = {0};
    http_server_import(&gate.server, PEOPLE, "bea@uni.example");
    cr_assert(eq(int,
                 store_person_find(gate.server.database.store, "bea@uni.example",
                                   gate.server.database.arena, &person),
                 STATUS_OK));
    snprintf(gate.bea, sizeof gate.bea, "/v1/people/%s", person.id);
    return gate;
}

static int status_of(const struct gate *gate, const char *token, const char *headers)
{
    struct http_reply reply =
        http_ask(gate->server.port,
                 (struct http_ask){.target = gate->bea, .token = token, .headers = headers});
    int status = reply.status;
    http_reply_free(&reply);
    return status;
}

Test(identity, whom_the_proxy_names_is_who_asks, .timeout = 60)
{
    static const struct {
        const char *headers;
        int status;
    } rows[] = {
        {"X-Remote-User: bea@uni.example\r\n", 200},
        {"x-remote-user:   bea@uni.example\r\n", 200},
        {"X-Remote-User: ann@uni.example\r\n", 404},
        {"X-Remote-User: nobody@uni.example\r\n", 401},
        {"X-Remote-User: BEA@uni.example\r\n", 401},
        {"X-Remote-User:\r\n", 400},
        {"X-Remote-User: bea@uni.example\r\nX-Remote-User: ann@uni.example\r\n", 400},
        {"X-Remote-User: bea@uni.example\r\nX-Remote-User: bea@uni.example\r\n", 400},
        {NULL, 401},
    };
    struct gate gate = gate_new("127.0.0.1");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect(eq(int, status_of(&gate, NULL, rows[i].headers), rows[i].status), "%s",
                  rows[i].headers == NULL ? "none" : rows[i].headers);
    cr_expect(eq(int, status_of(&gate, gate.server.staff, NULL), 200), "a token alone is fine");
    cr_expect(eq(int, status_of(&gate, gate.server.staff, rows[0].headers), 400),
              "who asks is said once");
    http_server_stop(&gate.server);
}

Test(identity, from_any_other_address_the_header_is_refused, .timeout = 60)
{
    struct gate gate = gate_new("127.0.0.2");
    cr_expect(eq(int, status_of(&gate, NULL, "X-Remote-User: bea@uni.example\r\n"), 400));
    cr_expect(
        eq(int, status_of(&gate, gate.server.staff, "X-Remote-User: ann@uni.example\r\n"), 400));
    cr_expect(eq(int, status_of(&gate, gate.server.staff, NULL), 200));
    http_server_stop(&gate.server);
}

Test(identity, without_a_proxy_the_header_says_nothing, .timeout = 60)
{
    struct gate gate = {.server = http_server_start(NULL), .bea = "/v1/programmes"};
    cr_expect(eq(int, status_of(&gate, NULL, "X-Remote-User: bea@uni.example\r\n"), 401));
    cr_expect(
        eq(int, status_of(&gate, gate.server.staff, "X-Remote-User: bea@uni.example\r\n"), 200));
    http_server_stop(&gate.server);
}
