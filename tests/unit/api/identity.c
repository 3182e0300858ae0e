/* Which settings a proxy that names callers may have, and which address is its. */
#include "api/identity.h"

#include "api/settings.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define LETTERS_64 "x234567890123456789012345678901234567890123456789012345678901234"

Test(identity, header_and_proxy_belong_together_and_are_what_they_say)
{
    static const struct {
        const char *header, *proxy, *code;
    } rows[] = {
        {"", "", NULL},
        {"X-Remote-User", "127.0.0.1", NULL},
        {"REMOTE_USER", "::1", NULL},
        {LETTERS_64, "10.0.0.1", NULL},
        {LETTERS_64 "5", "10.0.0.1", "bad_header"},
        {"X-Remote-User", "", "not_alone"},
        {"", "127.0.0.1", "not_alone"},
        {"Authorization", "127.0.0.1", "bad_header"},
        {"x-request-id", "127.0.0.1", "bad_header"},
        {"X Remote", "127.0.0.1", "bad_header"},
        {"X-Remote-User", "localhost", "bad_address"},
        {"X-Remote-User", "10.0.0.0/8", "bad_address"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena *arena = NULL;
        cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
        struct faults faults = faults_in(arena);
        struct settings settings = settings_default();
        settings.identity_header = rows[i].header;
        settings.identity_proxy = rows[i].proxy;
        enum status status = identity_check(&settings, &faults);
        cr_expect(eq(int, status, rows[i].code == NULL ? STATUS_OK : STATUS_INVALID), "row %zu", i);
        if (rows[i].code != NULL)
            cr_expect(eq(str, (char *)faults.items[0].code, (char *)rows[i].code), "row %zu", i);
        arena_free(arena);
    }
}

static bool is_proxy(const char *proxy, int family, const char *address)
{
    struct settings settings = settings_default();
    struct sockaddr_in four = {.sin_family = AF_INET};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    settings.identity_proxy = proxy;
    cr_assert(eq(int,
                 inet_pton(family, address,
                           family == AF_INET ? (void *)&four.sin_addr : (void *)&six.sin6_addr),
                 1));
    return identity_is_proxy(&settings, family == AF_INET ? (const struct sockaddr *)&four
                                                          : (const struct sockaddr *)&six);
}

Test(identity, an_address_is_the_proxy_or_is_not)
{
    cr_expect(is_proxy("127.0.0.1", AF_INET, "127.0.0.1"));
    cr_expect(is_proxy("127.0.0.1", AF_INET6, "::ffff:127.0.0.1"));
    cr_expect(is_proxy("::1", AF_INET6, "::1"));
    cr_expect(is_proxy("fd00:0:0:0::1", AF_INET6, "fd00::1"));
    cr_expect(not(is_proxy("127.0.0.1", AF_INET, "127.0.0.2")));
    cr_expect(not(is_proxy("127.0.0.1", AF_INET6, "::127.0.0.1")));
    cr_expect(not(is_proxy("127.0.0.1", AF_INET6, "::1")));
    cr_expect(not(is_proxy("", AF_INET, "127.0.0.1")));
    cr_expect(not(identity_is_proxy(&(struct settings){.identity_proxy = "127.0.0.1"}, NULL)));
}
