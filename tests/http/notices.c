/* Notices by mail, on real servers, a real mail server and a real database: who is written to, what
 * they read, and that nothing is lost whoever is killed. */
#include "tests/http/mentoring_scene.h"
#include "tests/smtp_server.h"

#define PAGE  "https://uni.example/kring"
#define MANY  10000
#define KILLS 4 /* of the mail server, on the way */

static const char people[] = "external_id,role,name,email,language,programme,seats\n"
                             "s1,student,Sanne Geheim,sanne@example.org,sv,bouwkunde,\n"
                             "s2,student,Sven Geheim,sven@example.org,fr,bouwkunde,\n"
                             "s3,student,Siv Geheim,,nl,bouwkunde,\n"
                             "m1,alumnus,Abe Geheim,abe@example.org,de,bouwkunde,4\n";

static struct smtp_server smtp;
static struct scene scene;
static struct scene_person third;

static void serve(struct http_server *server)
{
    const char *const settings[] = {"KRING_SMTP_URL",
                                    smtp.url,
                                    "KRING_MAIL_FROM",
                                    "kring@uni.example",
                                    "KRING_SIGN_IN_URL",
                                    PAGE,
                                    "KRING_TICK_MS",
                                    "0",
                                    NULL};
    http_server_run(server, settings);
    cr_assert(http_server_wait(server, "/ready", 200), "not ready");
}

static void set_up(void)
{
    smtp = smtp_server_start();
    scene = (struct scene){.server = {.database = database_migrated()}};
    serve(&scene.server);
    http_server_token(&scene.server, NULL, scene.server.staff);
    http_server_import(&scene.server, people, "s1");
    scene_find(&scene, "s1", &scene.student);
    scene_find(&scene, "s2", &scene.other_student);
    scene_find(&scene, "s3", &third);
    scene_find(&scene, "m1", &scene.mentor);
    scene_programme(&scene);
    scene_offer(&scene, &scene.mentor, 4, scene.offer);
}

static void tear_down(void)
{
    scene_end(&scene);
    smtp_server_stop(&smtp);
}

TestSuite(notices, .init = set_up, .fini = tear_down, .timeout = 300);

static const char *sql(const char *text)
{
    return database_sql(scene.server.database.raw, text);
}

/* Waits until sql tells text; false after ten seconds. */
static bool told(const char *query, const char *text)
{
    bool same = false;
    for (int i = 0; i < 500 && !same; i++) {
        same = strcmp(sql(query), text) == 0;
        usleep(same ? 0 : 20000);
    }
    return same;
}

#define WAITING "SELECT count(*) FROM outbox WHERE next_try_at IS NOT NULL"
/* Of the notices in order: what came of each. */
#define CAME                                                                                       \
    "SELECT coalesce(string_agg(notice || ' ' || coalesce(failed, 'sent'), ', ' ORDER BY id), "    \
    "'') "                                                                                         \
    "FROM outbox WHERE next_try_at IS NULL"

/* ---- what people read */

static void expect_mail(int number, const char *to, const char *const words[])
{
    char *message = smtp_server_message(&smtp, number);
    char *text = smtp_server_text(&smtp, number);
    char line[100];
    snprintf(line, sizeof line, "\n%s\n", to);
    cr_expect(ne(ptr, strstr(message, line), NULL), "%s", message);
    for (size_t i = 0; words[i] != NULL; i++)
        cr_expect(ne(ptr, strstr(text, words[i]), NULL), "%s is not in %s", words[i], text);
    cr_expect(eq(ptr, strstr(text, "Geheim"), NULL), "a name is in %s", text);
    cr_expect(eq(ptr, strchr(text, '@'), NULL), "an address is in %s", text);
    free(text);
    free(message);
}

Test(notices, each_side_of_a_request_is_written_to_in_their_language_and_nobody_is_named)
{
    char request[SCENE_ID_SIZE];
    char mentorship[SCENE_ID_SIZE];
    char until[80];
    scene_request(&scene, &scene.student, &scene.mentor, request);
    cr_assert(smtp_server_wait(&smtp, 1), "the mentor was not written to");
    PRINT(until, "\n\nBitte antworten Sie bis %s UTC.\n\n",
          sql("SELECT to_char(deadline_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') FROM "
              "mentoring_request"));
    expect_mail(1, "abe@example.org",
                (const char *const[]){"Guten Tag,\n\neine Studentin oder ein Student bittet Sie",
                                      until, "\n\n    " PAGE "\n\n", NULL});
    scene_accept(&scene, &scene.mentor, request, mentorship);
    cr_assert(smtp_server_wait(&smtp, 2), "the student was not written to");
    expect_mail(2, "sanne@example.org",
                (const char *const[]){"Hej,\n\ndin förfrågan om mentorskap har accepterats.",
                                      "\n\n    " PAGE "\n\n", NULL});
    cr_assert(told(WAITING, "0"));
    cr_expect(eq(str, TEXT(sql(CAME)),
                 TEXT("mentoring_request.submit sent, mentoring_request.accept sent")));
}

Test(notices, a_message_has_the_id_of_its_notice)
{
    char request[SCENE_ID_SIZE];
    char line[120];
    scene_request(&scene, &scene.student, &scene.mentor, request);
    cr_assert(smtp_server_wait(&smtp, 1));
    PRINT(line, "\r\nMessage-ID: <%s@uni.example>\r\n",
          sql("SELECT message_id_of(outbox) FROM outbox"));
    char *message = smtp_server_message(&smtp, 1);
    cr_expect(ne(ptr, strstr(message, line), NULL), "%s is not in %s", line, message);
    free(message);
}

/* ---- who is not */

static void say(const struct scene_person *person, const char *basis, char ret_id[SCENE_ID_SIZE])
{
    char body[300];
    scene_make(&scene, person->token, "consents",
               PRINT(body,
                     "{\"person_id\":\"%s\",\"purpose\":\"mentoring_mail\",\"channel\":\"email\","
                     "\"basis\":\"%s\",\"text_version\":\"2026-09\"}",
                     person->id, basis),
               ret_id);
}

Test(notices, who_objected_or_withdrew_or_has_no_address_is_not_written_to)
{
    char request[SCENE_ID_SIZE];
    char mentorship[SCENE_ID_SIZE];
    char said[SCENE_ID_SIZE];
    const struct scene_person *const students[] = {&scene.student, &scene.other_student, &third};
    say(&scene.mentor, "objection", said);
    say(&scene.student, "objection", said);
    say(&scene.other_student, "consent", said);
    scene_do(&scene, scene.other_student.token, "consents", said, "withdraw", NULL);
    for (size_t i = 0; i < 3; i++) {
        scene_request(&scene, students[i], &scene.mentor, request);
        scene_accept(&scene, &scene.mentor, request, mentorship);
    }
    cr_assert(told(WAITING, "0"));
    cr_expect(eq(str, TEXT(sql(CAME)),
                 TEXT("mentoring_request.submit no_basis, mentoring_request.accept no_basis, "
                      "mentoring_request.submit no_basis, mentoring_request.accept no_basis, "
                      "mentoring_request.submit no_basis, mentoring_request.accept no_email")));
    cr_expect(eq(int, smtp_server_count(&smtp), 0));
}

Test(notices, what_is_decided_is_what_holds_when_it_is_sent)
{
    char request[SCENE_ID_SIZE];
    char said[SCENE_ID_SIZE];
    smtp_server_end(&smtp);
    scene_request(&scene, &scene.student, &scene.mentor, request);
    say(&scene.mentor, "objection", said);
    cr_assert(told(CAME, "mentoring_request.submit no_basis"), "%s", sql(CAME));
    scene_do(&scene, scene.mentor.token, "consents", said, "withdraw", NULL);
    cr_assert(told(WAITING, "0"), "what was not to be sent is not sent later");
}

/* ---- kring outbox */

/* What the command prints; settings are of its environment. */
static const char *kring_says(const char *settings, const char *arguments)
{
    static char printed[4000];
    char command[1000];
    FILE *lines = popen(PRINT(command, "%s %s %s --database '%s' 2>&1", settings,
                              getenv("KRING_BIN"), arguments, scene.server.database.url),
                        "r");
    cr_assert(ne(ptr, lines, NULL));
    printed[fread(printed, 1, sizeof printed - 1, lines)] = '\0';
    cr_expect(eq(int, pclose(lines), 0), "%s", printed);
    return printed;
}

#define EXPECT_SAID(said, words)                                                                   \
    cr_expect(ne(ptr, strstr((said), (words)), NULL), "%s is not in %s", (words), (said))

Test(notices, the_outbox_tells_what_waits_and_why_and_tries_again)
{
    char request[SCENE_ID_SIZE];
    char mentorship[SCENE_ID_SIZE];
    EXPECT_SAID(kring_says("KRING_SMTP_URL=smtp://localhost", "outbox"), "  no notice waits\n");
    sql("UPDATE person SET email = 'never-there@example.org' WHERE external_id = 'm1'");
    sql("UPDATE person SET email = 'later-there@example.org' WHERE external_id = 's1'");
    scene_request(&scene, &scene.student, &scene.mentor, request);
    scene_accept(&scene, &scene.mentor, request, mentorship);
    cr_assert(told("SELECT string_agg(coalesce(failed, '-') || tries, ' ' ORDER BY id) FROM outbox",
                   "refused1 -1"));
    cr_assert(told("SELECT next_try_at < now() + interval '2 minutes' FROM outbox WHERE failed IS "
                   "NULL",
                   "t"));
    const char *said = kring_says("KRING_SMTP_URL=smtp://localhost", "outbox");
    EXPECT_SAID(said, "  1 notice waits, the oldest since ");
    EXPECT_SAID(said, "\n  mentoring_request.accept         later              1  since ");
    EXPECT_SAID(said, ", the next try is at ");
    EXPECT_SAID(said, "\n  mentoring_request.submit         refused            1  since ");
    cr_expect(eq(ptr, strstr(said, "no mail is sent"), NULL), "%s", said);
    said = kring_says("KRING_SMTP_URL=", "outbox --json");
    EXPECT_SAID(said, "\"mail\":null,\"waiting\":1,\"oldest_at\":\"20");
    EXPECT_SAID(said,
                "{\"notice\":\"mentoring_request.submit\",\"standing\":\"refused\",\"count\":1,");
    sql("UPDATE person SET email = 'abe@example.org' WHERE external_id = 'm1'");
    EXPECT_SAID(kring_says("", "outbox retry no_email"), "0 notices are tried again\n");
    EXPECT_SAID(kring_says("", "outbox retry"), "1 notice is tried again\n");
    cr_assert(smtp_server_wait(&smtp, 1), "it was not tried again");
}

Test(notices, without_a_server_of_mail_nothing_is_sent_and_the_outbox_says_so)
{
    char request[SCENE_ID_SIZE];
    static const char *const settings[] = {"KRING_TICK_MS", "0", NULL};
    cr_assert(eq(int, http_server_end(&scene.server, SIGTERM), 0));
    close(scene.server.log);
    http_server_run(&scene.server, settings);
    cr_assert(http_server_wait(&scene.server, "/ready", 200), "not ready");
    scene_request(&scene, &scene.student, &scene.mentor, request);
    usleep(1500000); /* longer than between two looks */
    const char *said = kring_says("KRING_SMTP_URL=", "outbox");
    EXPECT_SAID(said, "  1 notice waits, ");
    EXPECT_SAID(said, ", the next try is due\nno mail is sent by a server with these settings: ");
    EXPECT_SAID(said, "\n  mentoring_request.submit         due                1  since ");
}

Test(notices, the_metrics_count_them)
{
    static const char *const lines[] = {"\nkring_notices_sent_total 1\n",
                                        "\nkring_notices_failed_total 1\n",
                                        "\nkring_notices_waiting 0\n"};
    char request[SCENE_ID_SIZE];
    char mentorship[SCENE_ID_SIZE];
    scene_request(&scene, &third, &scene.mentor, request);
    scene_accept(&scene, &scene.mentor, request, mentorship); /* told to one without an address */
    for (size_t i = 0; i < 3; i++) {
        bool found = false;
        for (int times = 0; times < 500 && !found; times++) {
            struct http_reply reply =
                http_ask(scene.server.admin_port, (struct http_ask){.target = "/metrics"});
            found = strstr(reply.body, lines[i]) != NULL;
            http_reply_free(&reply);
            usleep(found ? 0 : 20000);
        }
        cr_expect(found, "%s", lines[i]);
    }
}

/* ---- when things break */

/* Notices to people of their own, of a kind without words of its own. */
static void write_many(void)
{
    sql("INSERT INTO person (id, external_id, role, email, place_confidence, country_confidence, "
        "remote, seats, created_at, updated_at) SELECT new_id(i), 'n' || i, 'student', 'n' || i || "
        "'@example.org', 0, 0, false, 0, to_timestamp(0), to_timestamp(0) FROM "
        "generate_series(1, 10000) AS i");
    sql("INSERT INTO outbox (notice, object_id, version, person_id, created_at) SELECT "
        "'mentoring_request.accept', new_id(1), 1, id, now() FROM person WHERE external_id ~ "
        "'^n[0-9]+$'");
}

/* Whom each message went to, and its id: read from all that the mail servers took. */
struct arrivals {
    char ids[MANY + 1][64];
    int times[MANY + 1];
    int messages, repeated, strangers, changed;
};

static void read_message(struct arrivals *arrived, const struct smtp_server *server, int number)
{
    char *message = smtp_server_message(server, number);
    const char *to = strchr(message, '\n');
    const char *id = strstr(message, "\r\nMessage-ID: <");
    int who = to == NULL || to[1] != 'n' ? 0 : atoi(to + 2);
    arrived->messages++;
    arrived->strangers += who < 1 || who > MANY || id == NULL;
    if (who >= 1 && who <= MANY && id != NULL) {
        char found[64];
        snprintf(found, sizeof found, "%.40s", id + strlen("\r\nMessage-ID: <"));
        arrived->repeated += arrived->times[who] > 0;
        arrived->changed += arrived->times[who] > 0 && strcmp(arrived->ids[who], found) != 0;
        arrived->times[who]++;
        memcpy(arrived->ids[who], found, sizeof found);
    }
    free(message);
}

static int sent_by_now(void)
{
    return atoi(sql("SELECT count(*) FROM outbox WHERE sent_at IS NOT NULL"));
}

static void wait_for_sent(int count)
{
    for (int i = 0; i < 6000 && sent_by_now() < count; i++)
        usleep(20000);
    cr_assert(ge(int, sent_by_now(), count), "they are not sent any more");
}

/* What a server held that was killed is due again after a quarter of an hour: which is now. */
static void let_time_pass(void)
{
    sql("UPDATE outbox SET next_try_at = created_at WHERE next_try_at > created_at");
}

/* The database is told that it was sent, and waits with it until its client is dead. */
Test(notices, what_was_sent_by_a_server_that_died_then_is_sent_again_with_the_same_id)
{
    char request[SCENE_ID_SIZE];
    char *ids[2];
    sql("CREATE FUNCTION wait_here() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM "
        "pg_sleep(60); RETURN NEW; END $$");
    sql("CREATE TRIGGER wait_here BEFORE UPDATE ON outbox FOR EACH ROW WHEN (NEW.sent_at IS NOT "
        "NULL) EXECUTE FUNCTION wait_here()");
    scene_request(&scene, &scene.student, &scene.mentor, request);
    cr_assert(smtp_server_wait(&smtp, 1));
    cr_assert(eq(int, http_server_end(&scene.server, SIGKILL), -1));
    close(scene.server.log);
    cr_assert(told("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'", "0"),
              "the orphan still waits");
    sql("DROP TRIGGER wait_here ON outbox");
    serve(&scene.server);
    usleep(1500000); /* longer than between two looks */
    cr_assert(eq(int, smtp_server_count(&smtp), 1), "another server takes it too early");
    let_time_pass();
    cr_assert(smtp_server_wait(&smtp, 2), "it is lost");
    for (int i = 0; i < 2; i++) {
        char *message = smtp_server_message(&smtp, i + 1);
        char *id = strstr(message, "Message-ID: ");
        ids[i] = strndup(id, strcspn(id, "\r"));
        free(message);
    }
    cr_expect(eq(str, ids[0], ids[1]));
    free(ids[0]);
    free(ids[1]);
    cr_assert(told(WAITING, "0"));
}

Test(notices, ten_thousand_arrive_whoever_is_killed_and_a_repeat_has_the_same_id)
{
    struct smtp_server servers[KILLS + 1];
    struct arrivals *arrived = calloc(1, sizeof *arrived);
    int missing = 0;
    struct http_server beside = {.database = scene.server.database}; /* which shares the work */
    servers[0] = smtp;
    serve(&beside);
    write_many();
    for (int i = 0; i < KILLS; i++) {
        wait_for_sent((i + 1) * MANY / (KILLS + 2));
        bool both = i == KILLS / 2; /* the mail server goes on for a while without Kring */
        if (both)
            cr_assert(eq(int, http_server_end(&scene.server, SIGKILL), -1));
        usleep(300000);
        smtp_server_end(&servers[i]);
        if (both) {
            close(scene.server.log);
            serve(&scene.server);
        }
        servers[i + 1] = smtp_server_again(&servers[i]);
        let_time_pass();
    }
    wait_for_sent(MANY);
    cr_expect(eq(str, TEXT(sql(WAITING)), TEXT("0")));
    cr_expect(eq(int, http_server_end(&beside, SIGTERM), 0));
    close(beside.log);
    for (int i = 0; i <= KILLS; i++)
        for (int number = smtp_server_count(&servers[i]); number > 0; number--)
            read_message(arrived, &servers[i], number);
    for (int who = 1; who <= MANY; who++)
        missing += arrived->times[who] == 0;
    cr_expect(eq(int, missing, 0));
    cr_expect(eq(int, arrived->strangers, 0));
    cr_expect(eq(int, arrived->changed, 0));
    cr_expect(eq(str, TEXT(sql("SELECT count(DISTINCT message_id_of(outbox)) FROM outbox")),
                 TEXT("10000")));
    cr_expect(le(int, arrived->repeated, 2 * KILLS + 1), "%d repeats", arrived->repeated);
    for (int i = 0; i < KILLS; i++)
        smtp_server_stop(&servers[i]);
    smtp = servers[KILLS];
    free(arrived);
}
