/* Requests that are refused are in the audit, few rows however many they are, and `kring audit
 * verify` goes over it. */
#include "tests/http/http_server.h"

static int status_of(const struct http_server *server, const char *target, const char *token)
{
    struct http_reply reply =
        http_ask(server->port, (struct http_ask){.target = target, .token = token});
    int status = reply.status;
    http_reply_free(&reply);
    return status;
}

static const char *look(struct http_server *server, const char *sql)
{
    return database_sql(server->database.raw, sql);
}

/* Asks until the database says so; false after ten seconds. */
static bool becomes(struct http_server *server, const char *sql, const char *expected)
{
    for (int i = 0; i < 500; i++) {
        if (strcmp(look(server, sql), expected) == 0)
            return true;
        usleep(20000);
    }
    return false;
}

/* The exit status of kring audit verify. */
static int verify(const struct http_server *server, const char *options)
{
    char command[1200];
    snprintf(command, sizeof command, "%s audit verify --database '%s' %s >/dev/null 2>&1",
             getenv("KRING_BIN"), server->database.url, options);
    int code = system(command);
    return WIFEXITED(code) ? WEXITSTATUS(code) : -1;
}

#define FLOOD         500
#define COUNTED(code) "SELECT coalesce(sum(times), 0) FROM audit WHERE event = '" code "'"

Test(audit, a_flood_of_wrong_tokens_is_a_few_rows_that_count_it, .timeout = 120)
{
    static const char *const settings[] = {"KRING_TICK_MS", "100", NULL};
    struct http_server server = http_server_start(settings);
    char expected[20];
    size_t refused = 0;
    for (unsigned i = 0; i < FLOOD; i++)
        refused += status_of(&server, "/v1/people", "kring_wrong") == 401;
    cr_assert(gt(sz, refused, 0));
    snprintf(expected, sizeof expected, "%zu", refused);
    cr_expect(becomes(&server, COUNTED("unauthorized"), expected));
    cr_expect(lt(int, atoi(look(&server, "SELECT count(*) FROM audit WHERE object = 'request'")),
                 FLOOD / 4));
    cr_expect(eq(str,
                 (char *)look(&server, "SELECT DISTINCT concat_ws(' ', operation, actor, actor_id, "
                                       "at >= since) FROM audit WHERE event = 'unauthorized'"),
                 "list_people t"));
    http_server_stop(&server);
}

Test(audit, tells_who_was_refused_what_by_pseudonym, .timeout = 120)
{
    static const char *const settings[] = {"KRING_TICK_MS", "100", NULL};
    struct http_server server = http_server_start(settings);
    char token[TOKEN_TEXT_SIZE], target[100];
    http_server_import(&server, "external_id,role,name\ns1,student,Sam\nm1,alumnus,Ann\n", "s1");
    const char *sam = arena_strdup(server.database.arena, http_server_id(&server, "s1"));
    snprintf(target, sizeof target, "/v1/people/%s", http_server_id(&server, "m1"));
    http_server_token(&server, sam, token);
    cr_expect(eq(int, status_of(&server, "/v1/people", token), 403));
    cr_expect(eq(int, status_of(&server, target, token), 404));
    cr_expect(eq(int, status_of(&server, "/v1/no-such-thing", token), 404));
    cr_expect(becomes(&server,
                      "SELECT string_agg(concat_ws(' ', event, actor, times), ', ' ORDER BY event) "
                      "FROM audit JOIN person ON pseudonym = actor_id WHERE external_id = 's1'",
                      "forbidden person 1, not_found person 1"));
    http_server_stop(&server);
}

Test(audit, tells_what_was_changed_of_a_person_and_by_whom_and_an_import_in_one_row, .timeout = 120)
{
    struct http_server server = http_server_start(NULL);
    static const char *const bodies[] = {
        "{\"email\":\"sam@example.net\",\"name\":\"Sam S\"}",
        "{\"email\":\"sam@example.net\"}", /* changes nothing, and leaves no row */
        "{\"no\":1}",
    };
    char target[100];
    http_server_import(&server, "external_id,role,name\ns1,student,Sam\nm1,alumnus,Ann\n", "s1");
    snprintf(target, sizeof target, "/v1/people/%s", http_server_id(&server, "s1"));
    for (size_t i = 0; i < 3; i++) {
        struct http_reply reply =
            http_ask(server.port, (struct http_ask){.method = "PATCH",
                                                    .target = target,
                                                    .token = server.staff,
                                                    .headers = "If-Match: *\r\nContent-Type: "
                                                               "application/merge-patch+json\r\n",
                                                    .body = bodies[i]});
        cr_expect(eq(int, reply.status, i < 2 ? 200 : 422), "%s", reply.body);
        http_reply_free(&reply);
    }
    cr_expect(eq(str,
                 (char *)look(&server,
                              "SELECT string_agg(concat_ws(' ', object, event, actor, fields), "
                              "', ' ORDER BY id) FROM audit WHERE object IN ('person', 'import')"),
                 "import import staff, person change staff name email"));
    cr_expect(eq(str,
                 (char *)look(&server, "SELECT count(*) FROM audit, person, token WHERE object = "
                                       "'person' AND object_id = pseudonym AND actor_id = token.id "
                                       "AND audit.version = person.version"),
                 "1"));
    http_server_stop(&server);
}

Test(audit, is_sealed_while_kring_serves_and_a_changed_row_is_found, .timeout = 120)
{
    static const char *const settings[] = {"KRING_TICK_MS", "100", NULL};
    struct http_server server = http_server_start(settings);
    cr_expect(eq(int, status_of(&server, "/v1/people", NULL), 401));
    cr_expect(becomes(&server, "SELECT count(*) > 0 FROM audit_seal", "t"));
    cr_expect(eq(int, verify(&server, ""), 0));
    cr_expect(eq(int, verify(&server, "--json"), 0));
    cr_expect(eq(int, verify(&server, "--expect 1"), 2));
    look(&server, "SET session_replication_role = replica; UPDATE audit SET times = times + 1; "
                  "SET session_replication_role = origin");
    cr_expect(eq(int, verify(&server, ""), 1));
    http_server_stop(&server);
}
