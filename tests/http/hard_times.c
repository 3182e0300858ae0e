/* Slow clients, full queues, a database that goes away, and the end. */
#include "tests/http/http_server.h"

#include <sys/file.h>

static const char people[] =
    "external_id,role,name,programme,job_title,languages,place,seats,wished_jobs\n"
    "s1,student,Sanne,bouwkunde,,nl:native,Delft,,projectleider\n"
    "a1,alumnus,Aksel,byggingeniør,byggingeniør,nl:native,Oslo,2,\n";

/* Tests of a file run side by side, but they meddle with one server: one after the other. */
static int lock;

static void take_turns(void)
{
    lock = open(getenv("KRING_TEST_PGCTL"), O_RDONLY | O_CLOEXEC);
    cr_assert(eq(int, flock(lock, LOCK_EX), 0));
}

static void turn_over(void)
{
    close(lock);
}

TestSuite(hard_times, .init = take_turns, .fini = turn_over);

static void pgctl(const char *what)
{
    char command[600];
    const char *program = getenv("KRING_TEST_PGCTL");
    cr_assert(ne(ptr, (void *)(uintptr_t)program, NULL));
    snprintf(command, sizeof command, "%s %s >/dev/null 2>&1", program, what);
    cr_assert(eq(int, system(command), 0), "pgctl %s", what);
}

static int ask_status(const struct http_server *server, const char *method, const char *target)
{
    struct http_reply reply =
        http_ask(server->port,
                 (struct http_ask){.method = method,
                                   .target = target,
                                   .token = server->staff,
                                   .headers = "Content-Type: application/json\r\nIf-Match: *\r\n",
                                   .body = strcmp(method, "GET") == 0 ? NULL : "{}"});
    char value[512];
    int status = reply.status;
    if (status == 503)
        cr_expect(ne(str, TEXT(http_header(&reply, "Retry-After", value)), TEXT("")), "%s",
                  reply.body);
    http_reply_free(&reply);
    return status;
}

/* ---- the database */

Test(hard_times, without_the_database_searches_go_on_and_writes_are_told_503)
{
    struct http_server server = http_server_start(NULL);
    http_server_import(&server, people, "s1");
    char search[200];
    char person[200];
    snprintf(search, sizeof search, "/v1/people/%s/mentors", http_server_id(&server, "s1"));
    snprintf(person, sizeof person, "/v1/people/%s", http_server_id(&server, "s1"));
    pgctl("kill");
    cr_expect(eq(int, ask_status(&server, "GET", search), 200));
    cr_expect(eq(int, ask_status(&server, "PATCH", person), 503));
    cr_expect(eq(int, ask_status(&server, "GET", person), 503));
    cr_expect(http_server_wait(&server, "/ready", 503));
    cr_expect(http_server_wait(&server, "/live", 200));
    cr_expect(eq(int, ask_status(&server, "GET", search), 200));
    pgctl("start");
    cr_expect(http_server_wait(&server, "/ready", 200), "it comes back by itself");
    int status = 0;
    for (int i = 0; i < 200 && status != 200; i++) { /* a worker's pause is at most 2 s */
        status = ask_status(&server, "PATCH", person);
        usleep(20000);
    }
    cr_expect(eq(int, status, 200));
    cr_expect(eq(int, ask_status(&server, "GET", search), 200));
    PQreset(server.database.raw);
    http_server_stop(&server);
}

Test(hard_times, after_stale_ms_max_without_the_database_searches_are_told_503)
{
    static const char *const settings[] = {"KRING_STALE_MS_MAX", "3000", NULL};
    struct http_server server = http_server_start(settings);
    http_server_import(&server, people, "s1");
    char search[200];
    snprintf(search, sizeof search, "/v1/people/%s/mentors", http_server_id(&server, "s1"));
    pgctl("kill");
    cr_expect(eq(int, ask_status(&server, "GET", search), 200));
    usleep(3500000);
    cr_expect(eq(int, ask_status(&server, "GET", search), 503));
    cr_expect(eq(int, ask_status(&server, "GET", "/problems/unavailable"), 200));
    pgctl("start");
    cr_expect(http_server_wait(&server, "/ready", 200));
    cr_expect(eq(int, ask_status(&server, "GET", search), 200));
    PQreset(server.database.raw);
    http_server_stop(&server);
}

Test(hard_times, a_frozen_database_costs_a_request_its_deadline_and_a_full_queue_nothing)
{
    static const char *const settings[] = {
        "KRING_DEADLINE_MS", "1500", "KRING_WORKERS", "1", "KRING_QUEUE_MAX", "1", NULL};
    static const char ask[] =
        "GET /v1/people HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n";
    struct http_server server = http_server_start(settings);
    char bytes[400];
    cr_expect(eq(int, ask_status(&server, "GET", "/v1/people"), 200));
    snprintf(bytes, sizeof bytes, ask, server.staff);
    pgctl("freeze");
    int64_t began_ms = clock_ms();
    int working = http_connect(server.port);
    http_send(working, bytes, strlen(bytes));
    usleep(200000);
    int waiting = http_connect(server.port);
    http_send(waiting, bytes, strlen(bytes));
    usleep(200000);
    cr_expect(eq(int, ask_status(&server, "GET", "/v1/people"), 503), "the queue is full");
    cr_expect(lt(i64, clock_ms() - began_ms, (int64_t)1000), "told at once");
    struct http_reply first = http_receive(working, true);
    struct http_reply second = http_receive(waiting, true);
    int64_t took_ms = clock_ms() - began_ms;
    pgctl("thaw");
    cr_expect(eq(int, first.status, 504), "%s", first.body);
    cr_expect(eq(int, second.status, 504), "%s", second.body);
    cr_expect(lt(i64, took_ms, (int64_t)4000));
    http_reply_free(&first);
    http_reply_free(&second);
    close(working);
    close(waiting);
    cr_expect(http_server_wait(&server, "/ready", 200));
    http_server_stop(&server);
}

/* ---- slow clients */

/* How long the server bears a client that sends head at once and then a byte every 100 ms; the
 * status of a reply, if there was one. */
static int64_t drip(const struct http_server *server, const char *head, int *ret_status)
{
    int fd = http_connect(server->port);
    int64_t began_ms = clock_ms();
    http_send(fd, head, strlen(head));
    bool open = true;
    while (open && clock_ms() - began_ms < 10000) {
        struct pollfd waiting = {.fd = fd, .events = POLLIN};
        if (poll(&waiting, 1, 100) == 1)
            break;
        open = http_send(fd, "a", 1);
    }
    int64_t took_ms = clock_ms() - began_ms;
    struct http_reply reply = http_receive(fd, true);
    *ret_status = reply.status;
    http_reply_free(&reply);
    close(fd);
    return took_ms;
}

Test(hard_times, a_drip_of_bytes_holds_a_connection_only_to_its_deadline)
{
    static const char *const settings[] = {
        "KRING_HEADER_MS_MAX", "600", "KRING_BODY_MS_MAX", "600", "KRING_IDLE_MS_MAX", "600", NULL};
    struct http_server server = http_server_start(settings);
    char body[600];
    snprintf(body, sizeof body,
             "PATCH /v1/people/x HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
             "Content-Type: application/json\r\nIf-Match: *\r\nContent-Length: 1000\r\n\r\n",
             server.staff);
    const struct {
        const char *what, *head;
    } rows[] = {
        {"the request line", "GET /v1/peo"},
        {"a header", "GET /v1/people HTTP/1.1\r\nHost: localhost\r\nX-A: "},
        {"a body", body},
        {"nothing", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int status = 0;
        int64_t took_ms = drip(&server, rows[i].head, &status);
        cr_expect(ge(i64, took_ms, (int64_t)500), "%s: %lld ms", rows[i].what, (long long)took_ms);
        cr_expect(le(i64, took_ms, (int64_t)2000), "%s: %lld ms", rows[i].what, (long long)took_ms);
        cr_expect(eq(int, status, 0), "%s", rows[i].what);
    }
    cr_expect(eq(int, ask_status(&server, "GET", "/v1/people"), 200));
    http_server_stop(&server);
}

Test(hard_times, a_connection_that_is_kept_open_is_closed_when_idle_too_long)
{
    static const char *const settings[] = {"KRING_IDLE_MS_MAX", "500", NULL};
    static const char ask[] = "GET /problems/timeout HTTP/1.1\r\nHost: localhost\r\n\r\n";
    struct http_server server = http_server_start(settings);
    int fd = http_connect(server.port);
    for (int i = 0; i < 2; i++) {
        http_send(fd, ask, strlen(ask));
        struct http_reply reply = http_receive(fd, true);
        cr_expect(eq(int, reply.status, 200));
        cr_expect(not(reply.closed));
        http_reply_free(&reply);
    }
    int64_t began_ms = clock_ms();
    struct http_reply reply = http_receive(fd, true);
    cr_expect(eq(int, reply.status, 0));
    cr_expect(ge(i64, clock_ms() - began_ms, (int64_t)400));
    cr_expect(le(i64, clock_ms() - began_ms, (int64_t)2000));
    http_reply_free(&reply);
    close(fd);
    http_server_stop(&server);
}

/* ---- the end */

Test(hard_times, sigterm_finishes_what_is_under_way_and_exits_0)
{
    struct http_server server = http_server_start(NULL);
    struct text csv = {0};
    text_add(&csv, "external_id,role,name\n");
    for (size_t i = 0; i < 20000; i++)
        text_addf(&csv, "p-%zu,student,Somebody %zu\n", i, i);
    struct text bytes = {0};
    text_addf(&bytes,
              "POST /v1/imports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
              "Content-Type: text/csv\r\nContent-Length: %zu\r\n\r\n%s",
              server.staff, csv.size, csv.bytes);
    int fd = http_connect(server.port);
    cr_expect(http_send(fd, bytes.bytes, bytes.size));
    usleep(300000);
    kill(server.pid, SIGTERM);
    cr_expect(http_server_wait(&server, "/ready", 503), "not ready at once");
    struct http_reply reply = http_receive(fd, true);
    cr_expect(eq(int, reply.status, 200), "%s", reply.body);
    cr_expect(ne(ptr, strstr(reply.body, "\"created\":20000"), NULL), "%s", reply.body);
    http_reply_free(&reply);
    close(fd);
    text_free(&csv);
    text_free(&bytes);
    http_server_stop(&server);
}

Test(hard_times, what_cannot_be_finished_in_time_is_told_503_and_the_end_comes)
{
    static const char *const settings[] = {
        "KRING_DRAIN_MS_MAX", "500", "KRING_WORKERS", "1", "KRING_DEADLINE_MS", "3000", NULL};
    static const char ask[] =
        "GET /v1/people HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n";
    struct http_server server = http_server_start(settings);
    char bytes[400];
    int fds[3];
    cr_expect(eq(int, ask_status(&server, "GET", "/v1/people"), 200));
    snprintf(bytes, sizeof bytes, ask, server.staff);
    pgctl("freeze");
    for (size_t i = 0; i < 3; i++) {
        fds[i] = http_connect(server.port);
        http_send(fds[i], bytes, strlen(bytes));
        usleep(100000);
    }
    int64_t began_ms = clock_ms();
    cr_expect(eq(int, http_server_end(&server, SIGTERM), 0));
    cr_expect(lt(i64, clock_ms() - began_ms, (int64_t)9500));
    pgctl("thaw");
    int refused = 0;
    for (size_t i = 0; i < 3; i++) {
        struct http_reply reply = http_receive(fds[i], true);
        cr_expect(reply.status == 503 || reply.status == 504, "%d", reply.status);
        refused += reply.status == 503;
        http_reply_free(&reply);
        close(fds[i]);
    }
    cr_expect(eq(int, refused, 2), "the two that were waiting");
    close(server.log);
    database_drop(&server.database);
}

Test(hard_times, a_restarted_server_has_everybody_again)
{
    struct http_server server = http_server_start(NULL);
    http_server_import(&server, people, "s1");
    char search[200];
    snprintf(search, sizeof search, "/v1/people/%s/mentors", http_server_id(&server, "s1"));
    cr_expect(eq(int, http_server_end(&server, SIGKILL), -1));
    close(server.log);
    http_server_run(&server, NULL);
    cr_expect(http_server_wait(&server, "/ready", 200));
    cr_expect(eq(int, ask_status(&server, "GET", search), 200));
    http_server_stop(&server);
}

/* ---- the start */

static int run_serve(const struct database *database, bool allow_unsafe)
{
    pid_t pid = fork();
    if (pid == 0) {
        int nothing = open("/dev/null", O_WRONLY);
        dup2(nothing, STDOUT_FILENO);
        dup2(nothing, STDERR_FILENO);
        setenv("KRING_DATABASE_URL", database->url, 1);
        setenv("KRING_LISTEN", "127.0.0.1:0", 1);
        setenv("KRING_ADMIN_LISTEN", "127.0.0.1:0", 1);
        const char *binary = getenv("KRING_BIN");
        execl(binary, binary, "serve", allow_unsafe ? "--allow-unsafe-database" : (char *)NULL,
              (char *)NULL);
        _exit(127);
    }
    int status = 0;
    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Test(hard_times, a_database_of_another_schema_or_without_durability_is_not_served)
{
    struct database empty = database_new();
    cr_expect(eq(int, run_serve(&empty, true), 3), "not migrated");
    cr_assert(eq(int, database_migrate(&empty), STATUS_OK));
    cr_expect(eq(int, run_serve(&empty, false), 3), "fsync is off");
    database_drop(&empty);
}
