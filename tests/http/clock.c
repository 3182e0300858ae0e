/* The clock of a server: what is due is done by itself, or by kring tick; it outlives the database
 * and ends with the server. */
#include "tests/http/http_server.h"

#include <sys/file.h>

/* Tests of a file run side by side, but one of them stops the cluster: one after the other. */
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

TestSuite(clock, .init = take_turns, .fini = turn_over);

static void pgctl(const char *what)
{
    char command[600];
    snprintf(command, sizeof command, "%s %s >/dev/null 2>&1", getenv("KRING_TEST_PGCTL"), what);
    cr_assert(eq(int, system(command), 0), "pgctl %s", what);
}

/* A draft that should have been published by a second ago, of a new mentor. */
static void add_due_offer(struct http_server *server, const char *external_id)
{
    char sql[400];
    struct person person = sample_person(external_id);
    PGconn *raw = server->database.raw;
    cr_assert(eq(int, database_import(&server->database, &person, 1, NULL), STATUS_OK));
    database_sql(raw, "INSERT INTO unit (id, kind, name, created_at, updated_at) "
                      "SELECT new_id(1), 'university', 'Delft', now(), now() "
                      "WHERE NOT EXISTS (SELECT FROM unit)");
    database_sql(raw, "INSERT INTO programme (id, unit_id, name, starts_on, ends_on, rules, "
                      "minimum_bp, requests_live_max, hours_each, draft_days, answer_days, "
                      "info_days, waiting_days, start_days, pause_days, reminder_days, created_at, "
                      "updated_at) SELECT new_id(1), id, 'Mentoring', '2026-01-01', '2150-01-01', "
                      "'[]', 0, 3, 10, 30, 14, 7, 60, 14, 60, 3, now(), now() FROM unit "
                      "WHERE NOT EXISTS (SELECT FROM programme)");
    snprintf(sql, sizeof sql,
             "INSERT INTO mentor_offer (id, programme_id, mentor_id, seats, conditions, state, "
             "state_since, deadline_at, created_at, updated_at) SELECT new_id(1), programme.id, "
             "person.id, 1, '{}', 'draft', now(), now() - interval '1 s', now(), now() "
             "FROM programme, person WHERE external_id = '%s'",
             external_id);
    database_sql(raw, sql);
}

static unsigned long count_of(struct http_server *server, const char *from_where)
{
    char sql[200];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", from_where);
    return strtoul(database_sql(server->database.raw, sql), NULL, 10);
}

static bool expired_in_time(struct http_server *server, unsigned long count)
{
    for (int i = 0; i < 500; i++) {
        if (count_of(server, "mentor_offer WHERE state = 'expired'") == count)
            return true;
        usleep(20000);
    }
    return false;
}

static bool metrics_tell(const struct http_server *server, const char *line)
{
    bool told = false;
    for (int i = 0; i < 100 && !told; i++) {
        struct http_reply reply =
            http_ask(server->admin_port, (struct http_ask){.target = "/metrics"});
        told = strstr(reply.body, line) != NULL;
        http_reply_free(&reply);
        usleep(20000);
    }
    return told;
}

static size_t logged(const struct http_server *server, const char *words)
{
    static char log[100000];
    ssize_t size = pread(server->log, log, sizeof log - 1, 0);
    size_t count = 0;
    log[size < 0 ? 0 : size] = '\0';
    for (const char *at = strstr(log, words); at != NULL; at = strstr(at + 1, words))
        count++;
    return count;
}

/* What `kring tick` prints, in a static buffer. */
static const char *tick_output(const struct http_server *server, const char *options)
{
    static char output[1000];
    char command[1200];
    snprintf(command, sizeof command, "%s tick --database '%s' %s 2>&1", getenv("KRING_BIN"),
             server->database.url, options);
    FILE *lines = popen(command, "r");
    size_t size = fread(output, 1, sizeof output - 1, lines);
    output[size] = '\0';
    cr_expect(eq(int, pclose(lines), 0), "%s", output);
    return output;
}

Test(clock, a_server_does_what_is_due_by_itself_and_tells_whom_it_concerns)
{
    static const char *const settings[] = {"KRING_TICK_MS", "50", NULL};
    struct http_server server = http_server_start(settings);
    add_due_offer(&server, "m1");
    cr_expect(expired_in_time(&server, 1));
    cr_expect(metrics_tell(&server, "kring_clock_steps_total 1\n"));
    cr_expect(eq(ulong, count_of(&server, "audit WHERE actor = 'clock' AND event = 'expire'"), 1));
    cr_expect(eq(ulong, count_of(&server, "outbox WHERE notice = 'mentor_offer.expire'"), 1));
    http_server_stop(&server);
}

Test(clock, while_the_database_is_away_the_clock_waits_and_says_so_once)
{
    static const char *const settings[] = {"KRING_TICK_MS", "50", NULL};
    struct http_server server = http_server_start(settings);
    add_due_offer(&server, "m1");
    cr_expect(expired_in_time(&server, 1));
    /* The cluster is unsafe: it would forget what was committed a moment ago. */
    database_sql(server.database.raw, "CHECKPOINT");
    pgctl("kill");
    for (int i = 0; i < 500 && logged(&server, "event=tick_failed") == 0; i++)
        usleep(20000);
    usleep(200000); /* time to say it again */
    pgctl("start");
    PQreset(server.database.raw);
    cr_expect(http_server_wait(&server, "/ready", 200));
    add_due_offer(&server, "m2");
    cr_expect(expired_in_time(&server, 2));
    cr_expect(metrics_tell(&server, "kring_clock_steps_total 2\n"));
    cr_expect(eq(sz, logged(&server, "event=tick_failed"), 1));
    cr_expect(eq(sz, logged(&server, "event=tick_resumed"), 1));
    http_server_stop(&server);
}

Test(clock, with_tick_ms_0_nothing_is_done_until_kring_tick_does_it_once)
{
    static const char *const settings[] = {"KRING_TICK_MS", "0", NULL};
    struct http_server server = http_server_start(settings);
    add_due_offer(&server, "m1");
    add_due_offer(&server, "m2");
    usleep(300000); /* time for what must not happen */
    cr_expect(eq(ulong, count_of(&server, "mentor_offer WHERE state = 'draft'"), 2));
    cr_expect(metrics_tell(&server, "kring_clock_age_seconds -1\n"));
    const char *output = tick_output(&server, "--now 2026-01-01T00:00:00Z");
    cr_expect(strstr(output, "2026-01-01T00:00:00.000Z  nothing is due\n") != NULL, "%s", output);
    output = tick_output(&server, "");
    cr_expect(strstr(output, "  2 steps\n  mentor_offer       expire          2\n") != NULL, "%s",
              output);
    cr_expect(eq(ulong, count_of(&server, "mentor_offer WHERE state = 'expired'"), 2));
    output = tick_output(&server, "--json");
    cr_expect(strstr(output, "\"steps\":0,") != NULL && strstr(output, "\"items\":[]}\n") != NULL,
              "%s", output);
    http_server_stop(&server);
}

Test(clock, a_clock_that_waits_for_an_hour_ends_at_once)
{
    static const char *const settings[] = {"KRING_TICK_MS", "3600000", NULL};
    struct http_server server = http_server_start(settings);
    int64_t began_ms = clock_ms();
    http_server_stop(&server);
    cr_expect(lt(i64, clock_ms() - began_ms, (int64_t)5000));
}
