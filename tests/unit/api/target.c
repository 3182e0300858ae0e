#include "api/request.h"
#include "api/service.h"
#include "scoring/base/arena.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define ARGUMENTS_MAX 3

/* The decoded target as "segment|segment?name=value&…". */
static void show(const struct request *request, struct text *text)
{
    for (size_t i = 0; i < request->segments_count; i++)
        text_addf(text, "%s%s", i == 0 ? "" : "|", request->segments[i]);
    for (size_t i = 0; i < request->query_count; i++)
        text_addf(text, "%s%s=%s", i == 0 ? "?" : "&", request->query[i].name,
                  request->query[i].value);
}

Test(target, what_is_well_formed_is_decoded_and_all_else_refused)
{
    static const struct {
        const char *target;
        const char *shown; /* NULL: refused */
    } rows[] = {
        {"/v1/people", "v1|people"},
        {"/", ""},
        {"/v1//people/", "v1||people|"},
        {"/a%2fb/c", "a/b|c"},
        {"/a%2Fb", "a/b"},
        {"/%C3%B8", "\303\270"},
        {"/a?b=c", "a?b=c"},
        {"/a?b=c&d=e&f=g", "a?b=c&d=e&f=g"},
        {"/a?b=c&d=e&f=g&h=i", NULL},
        {"/a?b", "a?b="},
        {"/a?=b", "a?=b"},
        {"/a?b==c", "a?b==c"},
        {"/a?b=c+d%2B", "a?b=c d+"},
        {"/a+b", "a+b"},
        {"/a?", "a"},
        {"/a?&", "a"},
        {"/a?b=%26%3D", "a?b=&="},
        {"", NULL},
        {"a", NULL},
        {"*", NULL},
        {"/%", NULL},
        {"/%4", NULL},
        {"/%4g", NULL},
        {"/%00", NULL},
        {"/%7f", NULL},
        {"/%c0%af", NULL},
        {"/%ff", NULL},
        {"/\303\270", NULL},
        {"/a b", NULL},
        {"/a#b", NULL},
        {"/a\tb", NULL},
        {"/a\"b", NULL},
        {"/a?b=%e2%82", NULL},
    };
    struct service service = {.settings = settings_default()};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct request *request = NULL;
        struct text shown = {0};
        cr_assert(eq(int, request_new(&service, rows[i].target, &request), STATUS_OK));
        enum status status = request_decode(request, ARGUMENTS_MAX);
        text_add(&shown, "");
        show(request, &shown);
        if (rows[i].shown == NULL)
            cr_expect(eq(int, status, STATUS_INVALID), "%s", rows[i].target);
        else
            cr_expect(status == STATUS_OK && strcmp(shown.bytes, rows[i].shown) == 0, "%s: %s",
                      rows[i].target, shown.bytes);
        text_free(&shown);
        request_free(request);
    }
}

Test(target, a_request_id_is_taken_only_when_it_is_harmless)
{
    static const struct {
        const char *id;
        bool taken;
    } rows[] = {
        {"01990000-0000-7000-8000-0000000000A5", true},
        {"4bf92f3577b34da6a3ce929d0e0e4736", true},
        {"0a5e0001", true},
        {"0a5e001", false},
        {"anna.geheim", false},
        {"anna@example.org", false},
        {"Anna-Smith", false},
        {"abc-DEF_1.2", false},
        {"", false},
        {"a b", false},
        {"a\"b", false},
        {"a=b", false},
        {"0123456789012345678901234567890123456789012345678901234567890123", true},
        {"01234567890123456789012345678901234567890123456789012345678901234", false},
    };
    struct service service = {.settings = settings_default()};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct request *request = NULL;
        cr_assert(eq(int, request_new(&service, "/", &request), STATUS_OK));
        request_take_id(request, rows[i].id);
        cr_expect(eq(int, strcmp(request->id, rows[i].id) == 0, rows[i].taken), "%s", rows[i].id);
        request_free(request);
    }
}
