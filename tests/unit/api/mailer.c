/* The mailer where there is no database: it keeps what it is asked, and ends. */
#include "api/mailer.h"
#include "api/settings.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>

static struct settings settings_for(const char *url)
{
    struct settings settings = settings_default();
    settings.smtp_url = url;
    settings.mail_from = "kring@uni.example";
    settings.database_url = "host=/nowhere";
    return settings;
}

TestSuite(mailer, .timeout = 30);

Test(mailer, its_list_has_room_up_to_its_limit_and_no_further)
{
    struct settings settings = settings_for("smtp://localhost:1");
    struct mailer *mailer = NULL;
    char email[60];
    cr_assert(eq(int, mailer_start(&settings, NULL, NULL, &mailer), STATUS_OK));
    for (int i = 0; i < MAILER_ASKED_MAX; i++) {
        snprintf(email, sizeof email, "a%d@example.org", i);
        cr_assert(eq(int, mailer_ask(mailer, email), STATUS_OK), "%d", i);
    }
    cr_expect(eq(int, mailer_ask(mailer, "b@example.org"), STATUS_TOO_LARGE));
    cr_expect(eq(i64, mailer_health(mailer).waiting, -1));
    mailer_stop(mailer);
}

Test(mailer, without_a_server_of_mail_there_is_none)
{
    struct settings settings = settings_for("");
    struct mailer *mailer = NULL;
    cr_assert(eq(int, mailer_start(&settings, NULL, NULL, &mailer), STATUS_OK));
    cr_expect(eq(ptr, mailer, NULL));
    cr_expect(eq(i64, mailer_health(mailer).waiting, -1));
    mailer_stop(mailer);
}

Test(mailer, settings_that_cannot_be_used_are_refused_at_the_start)
{
    struct arena *arena = NULL;
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    struct faults faults = faults_in(arena);
    struct settings settings = settings_for("http://localhost");
    struct mailer *mailer = NULL;
    cr_expect(eq(int, mailer_start(&settings, NULL, &faults, &mailer), STATUS_INVALID));
    cr_expect(eq(sz, faults.total, 1));
    cr_expect(eq(ptr, mailer, NULL));
    arena_free(arena);
}
