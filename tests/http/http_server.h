/* A real server for a test: `kring serve` as a child process, on free ports, on a database of its
 * own. KRING_BIN names the binary. */
#ifndef TESTS_HTTP_HTTP_SERVER_H
#define TESTS_HTTP_HTTP_SERVER_H

#include "tests/db/database.h"
#include "tests/http/http_client.h"

#include "api/clock.h"
#include "api/store/store_token.h"

#include <fcntl.h>
#include <sys/wait.h>

struct http_server {
    struct database database;
    pid_t pid;
    uint16_t port, admin_port;
    int log; /* a file with the server's standard error */
    char staff[TOKEN_TEXT_SIZE];
};

#define HTTP_ENVIRONMENT_MAX 16

/* Tests ask faster than people: without limits of rate, unless settings give some. settings: pairs
 * of a variable and its value, ended by NULL; NULL: none. */
static inline void http_server_run(struct http_server *server, const char *const *settings)
{
    int out[2];
    const char *binary = getenv("KRING_BIN");
    if (binary == NULL)
        cr_fatal("no KRING_BIN: run me by make test");
    cr_assert(eq(int, pipe(out), 0));
    server->log = open("/tmp", O_TMPFILE | O_RDWR, 0600);
    server->pid = fork();
    if (server->pid == 0) {
        dup2(out[1], STDOUT_FILENO);
        dup2(server->log, STDERR_FILENO);
        close(out[0]);
        setenv("KRING_DATABASE_URL", server->database.url, 1);
        setenv("KRING_LISTEN", "127.0.0.1:0", 1);
        setenv("KRING_ADMIN_LISTEN", "127.0.0.1:0", 1);
        setenv("KRING_TOKEN_RATE", "0", 1);
        setenv("KRING_ADDRESS_RATE", "0", 1);
        setenv("KRING_LOOKUP_RATE", "0", 1);
        for (size_t i = 0; settings != NULL && settings[i] != NULL; i += 2)
            setenv(settings[i], settings[i + 1], 1);
        execl(binary, binary, "serve", "--allow-unsafe-database", (char *)NULL);
        _exit(127);
    }
    close(out[1]);
    FILE *lines = fdopen(out[0], "r");
    unsigned port = 0;
    unsigned admin_port = 0;
    int found = fscanf(lines, "Kring serves on http://127.0.0.1:%u\nMetrics on http://127.0.0.1:%u",
                       &port, &admin_port);
    fclose(lines);
    char log[4096] = "";
    if (found != 2) {
        ssize_t size = pread(server->log, log, sizeof log - 1, 0);
        log[size < 0 ? 0 : size] = '\0';
    }
    cr_assert(eq(int, found, 2), "the server did not start: %s", log);
    server->port = (uint16_t)port;
    server->admin_port = (uint16_t)admin_port;
    http_record_leave_out(admin_port);
}

/* Asks until the admin page answers status; false after ten seconds. */
static inline bool http_server_wait(const struct http_server *server, const char *page, int status)
{
    for (int i = 0; i < 500; i++) {
        struct http_reply reply = http_ask(server->admin_port, (struct http_ask){.target = page});
        int got = reply.status;
        http_reply_free(&reply);
        if (got == status)
            return true;
        usleep(20000);
    }
    return false;
}

static inline void http_server_token(struct http_server *server, const char *person_id,
                                     char ret_text[TOKEN_TEXT_SIZE])
{
    struct token token;
    int64_t now = clock_utc_ms();
    cr_assert(eq(int,
                 database_token(&server->database, person_id, now, now + 3600000, ret_text, &token),
                 STATUS_OK),
              "%s", store_error(server->database.store));
}

/* A server that is ready, with a token for staff. */
static inline struct http_server http_server_start(const char *const *settings)
{
    struct http_server server = {.database = database_migrated()};
    http_server_run(&server, settings);
    cr_assert(http_server_wait(&server, "/ready", 200), "not ready");
    http_server_token(&server, NULL, server.staff);
    return server;
}

/* Ends the process by a signal; its exit code, -1 when it was killed. */
static inline int http_server_end(struct http_server *server, int signal_number)
{
    int status = 0;
    kill(server->pid, signal_number);
    waitpid(server->pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Stops, and checks that it did so cleanly. */
static inline void http_server_stop(struct http_server *server)
{
    cr_expect(eq(int, http_server_end(server, SIGTERM), 0), "the server did not end cleanly");
    close(server->log);
    database_drop(&server->database);
}

/* Imports people, and waits until they can be found: the external id of one of them. */
static inline void http_server_import(struct http_server *server, const char *csv,
                                      const char *external_id)
{
    struct http_reply reply =
        http_ask(server->port, (struct http_ask){.method = "POST",
                                                 .target = "/v1/imports",
                                                 .token = server->staff,
                                                 .headers = "Content-Type: text/csv\r\n",
                                                 .body = csv});
    cr_assert(eq(int, reply.status, 200), "%s", reply.body);
    cr_assert(ne(ptr, (void *)strstr(reply.body, "\"refused\":0"), NULL), "%s", reply.body);
    http_reply_free(&reply);
    struct person person = {0};
    cr_assert(
        eq(int,
           store_person_find(server->database.store, external_id, server->database.arena, &person),
           STATUS_OK));
    char target[200];
    snprintf(target, sizeof target, "/v1/people/%s/mentors", person.id);
    int status = 404;
    for (int i = 0; i < 200 && status == 404; i++) {
        usleep(20000);
        reply = http_ask(server->port, (struct http_ask){.target = target, .token = server->staff});
        status = reply.status;
        http_reply_free(&reply);
    }
    cr_assert(ne(int, status, 404), "the people did not appear");
}

static inline const char *http_server_id(struct http_server *server, const char *external_id)
{
    struct person person = {0};
    cr_assert(
        eq(int,
           store_person_find(server->database.store, external_id, server->database.arena, &person),
           STATUS_OK));
    return person.id;
}

#endif
