/* What is changed over HTTP is sealed soon after, by the server or by the next one; and a head that
 * was kept elsewhere shows when the end was cut off. */
#include "tests/http/http_server.h"

#define SEALED_MS_MAX 5000 /* a tick is a second; the rest is for a machine that is busy */

static const char *look(struct http_server *server, const char *sql)
{
    return database_sql(server->database.raw, sql);
}

/* Adds a unit of that name; request_id: hexadecimal, what the audit knows the change by. */
static void change(struct http_server *server, const char *request_id)
{
    char headers[120], body[120];
    snprintf(body, sizeof body, "{\"kind\":\"university\",\"name\":\"%s\"}", request_id);
    snprintf(headers, sizeof headers, "Content-Type: application/json\r\nX-Request-Id: %s\r\n",
             request_id);
    struct http_reply reply = http_ask(server->port, (struct http_ask){.method = "POST",
                                                                       .target = "/v1/units",
                                                                       .token = server->staff,
                                                                       .headers = headers,
                                                                       .body = body});
    cr_assert(eq(int, reply.status, 201), "%s", reply.body);
    http_reply_free(&reply);
}

/* The change is in the audit, and all its rows are sealed. */
static bool is_sealed(struct http_server *server, const char *request_id)
{
    char sql[300];
    snprintf(sql, sizeof sql,
             "SELECT count(*) > 0 AND count(*) = count(number) FROM audit LEFT JOIN audit_seal ON "
             "audit_id = id WHERE request_id = '%s'",
             request_id);
    return strcmp(look(server, sql), "t") == 0;
}

static void expect_sealed_soon(struct http_server *server, const char *request_id)
{
    int64_t began = clock_ms();
    while (!is_sealed(server, request_id) && clock_ms() - began < SEALED_MS_MAX)
        usleep(20000);
    cr_expect(is_sealed(server, request_id), "%s", request_id);
    fprintf(stderr, "note: sealed after %lld ms\n", (long long)(clock_ms() - began));
}

/* ---- the command */

struct told {
    int code; /* exit status, -1: it was killed */
    char text[1000];
};

/* kring audit verify --json; expect: NULL or a head. */
static struct told verify(const struct http_server *server, const char *expect)
{
    struct told told = {.code = -1};
    const char *binary = getenv("KRING_BIN");
    int out[2], status = 0;
    size_t size = 0;
    cr_assert(eq(int, pipe(out), 0));
    pid_t pid = fork();
    if (pid == 0) {
        dup2(out[1], STDOUT_FILENO);
        close(out[0]);
        setenv("KRING_DATABASE_URL", server->database.url, 1);
        execl(binary, binary, "audit", "verify", "--json", expect == NULL ? NULL : "--expect",
              expect, (char *)NULL);
        _exit(127);
    }
    close(out[1]);
    for (ssize_t got = 1; got > 0 && size<sizeof told.text - 1; size += got> 0 ? (size_t)got : 0)
        got = read(out[0], told.text + size, sizeof told.text - 1 - size);
    close(out[0]);
    waitpid(pid, &status, 0);
    if (WIFEXITED(status))
        told.code = WEXITSTATUS(status);
    return told;
}

#define EXPECT_TOLD(told, exit_code, verdict)                                                      \
    do {                                                                                           \
        cr_expect(eq(int, (told).code, (exit_code)), "%s", (told).text);                           \
        cr_expect(ne(ptr, (void *)strstr((told).text, "\"verdict\":\"" verdict "\""), NULL), "%s", \
                  (told).text);                                                                    \
    } while (false)

/* The head of what verify told. */
static void keep_head(const struct told *told, char ret_head[100])
{
    const char *head = strstr(told->text, "\"head\":\"");
    cr_assert(ne(ptr, (void *)(uintptr_t)head, NULL), "%s", told->text);
    cr_assert(eq(int, sscanf(head, "\"head\":\"%99[^\"]", ret_head), 1));
}

/* ---- */

static void run_again(struct http_server *server, int signal_number)
{
    http_server_end(server, signal_number);
    close(server->log);
    http_server_run(server, NULL);
    cr_assert(http_server_wait(server, "/ready", 200), "not ready");
}

Test(audit_kept, a_change_is_sealed_within_a_tick_and_by_the_next_server_as_well, .timeout = 120)
{
    char head[100];
    struct http_server server = http_server_start(NULL);
    change(&server, "0a5e0001");
    expect_sealed_soon(&server, "0a5e0001");
    struct told told = verify(&server, NULL);
    EXPECT_TOLD(told, 0, "whole");
    keep_head(&told, head);
    change(&server, "0a5e0002");
    run_again(&server, SIGKILL);
    expect_sealed_soon(&server, "0a5e0002");
    change(&server, "0a5e0003");
    run_again(&server, SIGTERM);
    expect_sealed_soon(&server, "0a5e0003");
    change(&server, "0a5e0004");
    expect_sealed_soon(&server, "0a5e0004");
    told = verify(&server, head);
    EXPECT_TOLD(told, 0, "whole");
    http_server_stop(&server);
}

static void cut_off(struct http_server *server, const char *request_id)
{
    char sql[400];
    look(server, "ALTER TABLE audit DISABLE TRIGGER ALL; ALTER TABLE audit_seal DISABLE TRIGGER "
                 "ALL");
    snprintf(sql, sizeof sql,
             "WITH gone AS (DELETE FROM audit_seal WHERE number >= (SELECT min(number) FROM "
             "audit_seal JOIN audit ON id = audit_id WHERE request_id = '%s') RETURNING audit_id) "
             "DELETE FROM audit WHERE id IN (SELECT audit_id FROM gone)",
             request_id);
    look(server, sql);
    look(server, "ALTER TABLE audit ENABLE TRIGGER ALL; ALTER TABLE audit_seal ENABLE TRIGGER ALL");
}

Test(audit_kept, an_end_that_was_cut_off_is_seen_with_a_head_that_was_kept_alone, .timeout = 120)
{
    char early[100], late[100];
    struct http_server server = http_server_start(NULL);
    change(&server, "0a5e0001");
    expect_sealed_soon(&server, "0a5e0001");
    struct told told = verify(&server, NULL);
    keep_head(&told, early);
    change(&server, "0a5e0002");
    expect_sealed_soon(&server, "0a5e0002");
    told = verify(&server, NULL);
    keep_head(&told, late);
    cr_expect(ne(str, early, late));
    told = verify(&server, late);
    EXPECT_TOLD(told, 0, "whole");
    cut_off(&server, "0a5e0002");
    told = verify(&server, late);
    EXPECT_TOLD(told, 1, "cut_off");
    told = verify(&server, early);
    EXPECT_TOLD(told, 0, "whole");
    told = verify(&server, NULL);
    EXPECT_TOLD(told, 0, "whole");
    change(&server, "0a5e0003");
    expect_sealed_soon(&server, "0a5e0003");
    told = verify(&server, late);
    EXPECT_TOLD(told, 1, "other_head");
    http_server_stop(&server);
}
