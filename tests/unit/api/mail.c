/* Sending mail to a real SMTP server on the loopback. */
#include "api/mail.h"
#include "api/mail_message.h"
#include "api/settings.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "tests/smtp_server.h"

#define TEXT(string) ((char *)(uintptr_t)(string))
#define NOW          1795433400000

static struct settings settings_for(const char *url)
{
    struct settings settings = settings_default();
    settings.smtp_url = url;
    settings.mail_from = "kring@uni.example";
    return settings;
}

/* Sends one message on a link of its own. */
static enum status send_to(const struct settings *settings, const char *to)
{
    struct mail_link *link = NULL;
    const struct mail mail = {to, "Hello", "Hello\n", NULL};
    cr_assert(eq(int, mail_open(settings, NULL, &link), STATUS_OK));
    enum status status = mail_send(link, &mail, NOW);
    cr_expect(eq(int, status == STATUS_OK, mail_error(link)[0] == '\0'));
    cr_expect(eq(ptr, TEXT(strstr(mail_error(link), to)), NULL), "says who: %s", mail_error(link));
    /* Alone on its link: what keeps one that may succeed later would keep any other. */
    cr_expect(eq(int, mail_away(link), status == STATUS_UNAVAILABLE), "%s", mail_error(link));
    mail_close(link);
    return status;
}

Test(mail, a_message_arrives_byte_by_byte_as_it_was_written)
{
    struct smtp_server server = smtp_server_start();
    struct settings settings = settings_for(server.url);
    struct mail_link *link = NULL;
    const struct mail mail = {"student@example.org", "Välkommen",
                              "Kära Åsa,\n.\n..\n.hidden\n\n\nHej", NULL};
    cr_assert(eq(int, mail_open(&settings, NULL, &link), STATUS_OK));
    cr_assert(eq(int, mail_send(link, &mail, NOW), STATUS_OK), "%s", mail_error(link));
    char *message = smtp_server_message(&server, 1);
    const char *body = strstr(message, "\r\n\r\n");
    cr_assert(ne(ptr, TEXT(body), NULL), "%s", message);
    cr_expect(eq(str, TEXT(body),
                 TEXT("\r\n\r\nK=C3=A4ra =C3=85sa,\r\n.\r\n..\r\n.hidden\r\n\r\n"
                      "\r\nHej\r\n")));
    cr_expect(eq(int, strncmp(message, "kring@uni.example\nstudent@example.org\nDate: ", 44), 0),
              "%s", message);
    free(message);
    mail_close(link);
    smtp_server_stop(&server);
}

Test(mail, many_messages_go_over_one_link_also_after_a_refusal)
{
    static const struct {
        const char *to;
        enum status status;
    } rows[] = {
        {"one@example.org", STATUS_OK},
        {"never-two@example.org", STATUS_REFUSED},
        {"three@example.org", STATUS_OK},
        {"later-four@example.org", STATUS_UNAVAILABLE},
        {"unread-five@example.org", STATUS_REFUSED},
        {"not an address", STATUS_INVALID},
        {"seven@example.org", STATUS_OK},
    };
    struct smtp_server server = smtp_server_start();
    struct settings settings = settings_for(server.url);
    struct mail_link *link = NULL;
    cr_assert(eq(int, mail_open(&settings, NULL, &link), STATUS_OK));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct mail mail = {rows[i].to, "Hello", "Hello\n", NULL};
        cr_expect(eq(int, mail_send(link, &mail, NOW), rows[i].status), "%s: %s", rows[i].to,
                  mail_error(link));
        cr_expect(not(mail_away(link)), "%s: the next one is sent all the same", rows[i].to);
    }
    cr_expect(eq(int, smtp_server_count(&server), 3));
    mail_close(link);
    smtp_server_stop(&server);
}

Test(mail, a_message_has_the_id_it_is_given_and_else_a_new_one)
{
    struct smtp_server server = smtp_server_start();
    struct settings settings = settings_for(server.url);
    struct mail_link *link = NULL;
    const char *const ids[] = {"the-same", "the-same", NULL, NULL};
    char *messages[4];
    cr_assert(eq(int, mail_open(&settings, NULL, &link), STATUS_OK));
    for (int i = 0; i < 4; i++) {
        const struct mail mail = {"a@example.org", "Hello", "Hello\n", ids[i]};
        cr_assert(eq(int, mail_send(link, &mail, NOW), STATUS_OK), "%s", mail_error(link));
        messages[i] = smtp_server_message(&server, i + 1);
    }
    for (int i = 0; i < 4; i++)
        cr_expect(eq(int, strstr(messages[i], "\r\nMessage-ID: <the-same@uni.example>\r\n") != NULL,
                     i < 2));
    cr_expect(eq(str, messages[0], messages[1]));
    cr_expect(ne(str, messages[2], messages[3]));
    for (int i = 0; i < 4; i++)
        free(messages[i]);
    mail_close(link);
    smtp_server_stop(&server);
}

/* Nobody is there any more: of the messages after it none can be sent either. */
Test(mail, a_connection_that_is_lost_between_two_messages_is_away)
{
    struct smtp_server server = smtp_server_start();
    struct settings settings = settings_for(server.url);
    struct mail_link *link = NULL;
    const struct mail mail = {"a@example.org", "Hello", "Hello\n", NULL};
    cr_assert(eq(int, mail_open(&settings, NULL, &link), STATUS_OK));
    cr_assert(eq(int, mail_send(link, &mail, NOW), STATUS_OK));
    smtp_server_end(&server);
    cr_expect(eq(int, mail_send(link, &mail, NOW), STATUS_UNAVAILABLE));
    cr_expect(mail_away(link), "%s", mail_error(link));
    struct smtp_server again = smtp_server_again(&server);
    cr_expect(eq(int, mail_send(link, &mail, NOW), STATUS_OK), "%s", mail_error(link));
    cr_expect(not(mail_away(link)));
    mail_close(link);
    smtp_server_stop(&server);
    smtp_server_stop(&again);
}

Test(mail, nobody_listening_is_told_as_what_may_succeed_later)
{
    struct smtp_server server = smtp_server_start();
    struct settings settings = settings_for(server.url);
    smtp_server_end(&server);
    cr_expect(eq(int, send_to(&settings, "a@example.org"), STATUS_UNAVAILABLE));
    smtp_server_stop(&server);
}

Test(mail, a_server_that_says_nothing_is_left_at_the_end_of_the_time)
{
    struct smtp_server server = smtp_server_start();
    struct settings settings = settings_for(server.url);
    settings.smtp_ms_max = 300;
    cr_expect(eq(int, send_to(&settings, "slow-a@example.org"), STATUS_TIMEOUT));
    cr_expect(eq(int, smtp_server_count(&server), 0));
    smtp_server_stop(&server);
}

Test(mail, what_is_being_sent_is_given_up_when_asked_to_stop)
{
    struct smtp_server server = smtp_server_start();
    struct settings settings = settings_for(server.url);
    struct mail_link *link = NULL;
    atomic_bool stop = true;
    const struct mail mail = {"slow-a@example.org", "Hello", "Hello\n", NULL};
    cr_assert(eq(int, mail_open(&settings, &stop, &link), STATUS_OK));
    cr_expect(eq(int, mail_send(link, &mail, NOW), STATUS_CANCELLED));
    cr_expect(mail_away(link));
    mail_close(link);
    smtp_server_stop(&server);
}

/* 0.0.0.0 reaches this machine, but does not say so: as any other host. */
Test(mail, another_host_without_tls_is_sent_nothing)
{
    struct smtp_server server = smtp_server_start();
    struct settings settings = settings_for(server.url);
    char url[64];
    snprintf(url, sizeof url, "smtp://0.0.0.0:%u", server.port);
    settings.smtp_url = url;
    cr_expect(eq(int, send_to(&settings, "a@example.org"), STATUS_UNAVAILABLE));
    cr_expect(eq(int, smtp_server_count(&server), 0));
    smtp_server_stop(&server);
}

/* A certificate of one's own for 0.0.0.0, in FOLDER/cert and FOLDER/key. */
static void make_certificate(const char *folder)
{
    char command[400];
    snprintf(command, sizeof command,
             "cd %s && openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=kring-test "
             "-addext subjectAltName=IP:0.0.0.0 -keyout key -out cert 2>/dev/null",
             folder);
    cr_assert(eq(int, system(command), 0), "openssl made no certificate");
}

Test(mail, tls_is_spoken_with_who_shows_a_certificate_that_is_vouched_for)
{
    static const struct {
        const char *scheme, *option;
        bool vouched;
        enum status status;
    } rows[] = {
        {"smtp", NULL, true, STATUS_OK},
        {"smtp", NULL, false, STATUS_UNAVAILABLE},
        {"smtps", "smtps", true, STATUS_OK},
        {"smtps", "smtps", false, STATUS_UNAVAILABLE},
    };
    char folder[] = "/tmp/kring-tls-XXXXXX";
    char cert[64];
    char key[64];
    cr_assert(ne(ptr, mkdtemp(folder), NULL));
    make_certificate(folder);
    snprintf(cert, sizeof cert, "%s/cert", folder);
    snprintf(key, sizeof key, "%s/key", folder);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct smtp_server server =
            smtp_server_start_with((const char *const[3]){cert, key, rows[i].option});
        char url[64];
        snprintf(url, sizeof url, "%s://0.0.0.0:%u", rows[i].scheme, server.port);
        struct settings settings = settings_for(url);
        settings.smtp_ca = rows[i].vouched ? cert : "";
        cr_expect(eq(int, send_to(&settings, "a@example.org"), rows[i].status), "row %zu", i);
        cr_expect(eq(int, smtp_server_count(&server), rows[i].status == STATUS_OK), "row %zu", i);
        smtp_server_stop(&server);
    }
    (void)unlink(cert);
    (void)unlink(key);
    (void)rmdir(folder);
}

Test(mail, a_server_that_wants_a_login_is_given_it_and_a_wrong_one_is_no_fault_of_the_message)
{
    static const struct {
        const char *user, *password;
        enum status status;
    } rows[] = {
        {"kring", "secret word", STATUS_OK},
        {"kring", "another", STATUS_UNAVAILABLE},
        {"", "", STATUS_UNAVAILABLE},
    };
    struct smtp_server server = smtp_server_start_with((const char *const[3]){"login", NULL, NULL});
    struct settings settings = settings_for(server.url);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        settings.smtp_user = rows[i].user;
        settings.smtp_password = rows[i].password;
        cr_expect(eq(int, send_to(&settings, "a@example.org"), rows[i].status), "row %zu", i);
    }
    cr_expect(eq(int, smtp_server_count(&server), 1));
    smtp_server_stop(&server);
}

Test(mail, settings_that_cannot_be_used_are_told_all_at_once)
{
    static const struct {
        const char *url, *from, *user, *password;
        size_t faults;
    } rows[] = {
        {"", "", "", "", 0},
        {"", "nobody", "", "x", 0}, /* no mail is sent */
        {"smtp://localhost:25", "a@b.example", "", "", 0},
        {"smtps://mail.example", "a@b.example", "kring", "secret", 0},
        {"smtp://localhost", "", "", "", 1},
        {"http://localhost", "a@b.example", "", "", 1},
        {"localhost:25", "a@b.example", "", "", 1},
        {"smtp://kring@localhost", "a@b.example", "", "", 1},
        {"smtp://:secret@localhost", "a@b.example", "", "", 1},
        {"smtp:// no", "Kring", "", "secret", 3},
    };
    static const struct {
        const char *page;
        bool fits;
    } pages[] = {
        {"https://uni.example/enter?from=kring", true},
        {"http://localhost:3000", true},
        {"uni.example", false},
        {"ftp://uni.example", false},
        {"https://uni.example/#enter", false},
        {"https://uni.example/a b", false},
        {"https://uni.example/\n\nPay here", false},
    };
    struct arena *arena = NULL;
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct faults faults = faults_in(arena);
        struct settings settings = settings_for(rows[i].url);
        settings.mail_from = rows[i].from;
        settings.smtp_user = rows[i].user;
        settings.smtp_password = rows[i].password;
        cr_expect(eq(int, mail_check(&settings, &faults),
                     rows[i].faults == 0 ? STATUS_OK : STATUS_INVALID),
                  "row %zu", i);
        cr_expect(eq(sz, faults.total, rows[i].faults), "row %zu", i);
    }
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        struct faults faults = faults_in(arena);
        struct settings settings = settings_for("smtp://localhost");
        settings.sign_in_url = settings.public_url = pages[i].page;
        (void)!mail_check(&settings, &faults);
        cr_expect(eq(sz, faults.total, pages[i].fits ? 0 : 2), "%s", pages[i].page);
    }
    arena_free(arena);
}
