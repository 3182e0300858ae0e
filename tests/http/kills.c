/* The server and PostgreSQL killed again and again while clients write: every acknowledged write is
 * there, and none is there twice. The number of kills of each is KRING_KILLS (default 3; make soak
 * takes 20). */
#include "tests/db/counters.h"
#include "tests/http/mentoring_world.h"

#define CLIENTS      16
#define STEPS_A_KILL 60 /* replies between two kills */

static long kills(void)
{
    const char *text = getenv("KRING_KILLS");
    return text == NULL ? 3 : strtol(text, NULL, 10);
}

static void pgctl(const char *what)
{
    char command[600];
    const char *program = getenv("KRING_TEST_PGCTL");
    cr_assert(ne(ptr, (void *)(uintptr_t)program, NULL));
    snprintf(command, sizeof command, "%s %s >/dev/null 2>&1", program, what);
    cr_assert(eq(int, system(command), 0), "pgctl %s", what);
}

static void steps_until_the_end(struct client *client)
{
    client->surely = true;
    while (!client->world->over && client->world->unexpected == 0)
        random_step(client);
}

static void wait_steps(const struct world *world)
{
    long until = world->told_200 + world->told_409 + STEPS_A_KILL;
    for (int i = 0; i < 60000 && world->told_200 + world->told_409 < until; i++)
        usleep(1000);
    cr_assert(world->told_200 + world->told_409 >= until, "the clients do not get on");
}

static void kill_server(struct world *world, struct http_server *server)
{
    http_server_end(server, SIGKILL);
    close(server->log);
    http_server_run(server, NULL);
    world->port = server->port;
}

/* The audit's rows of what people and staff did; element i: of world_events[i]. */
static void count_audit(PGconn *raw, long counts[WORLD_EVENTS])
{
    for (size_t i = 0; i < WORLD_EVENTS; i++) {
        char sql[300];
        snprintf(sql, sizeof sql,
                 "SELECT count(*) FROM audit WHERE event = '%s' AND actor <> 'step' "
                 "AND (event <> 'create' OR object = 'mentoring_request')",
                 world_events[i]);
        counts[i] = strtol(database_sql(raw, sql), NULL, 10);
    }
}

static void kill_both_again_and_again(struct world *world, struct http_server *server)
{
    for (long i = 0; i < kills(); i++) {
        wait_steps(world);
        kill_server(world, server);
        wait_steps(world);
        pgctl("kill");
        pgctl("start");
    }
    wait_steps(world);
}

Test(kills, what_was_acknowledged_is_there_once_however_server_and_database_die, .timeout = 1200)
{
    struct http_server server = http_server_start(NULL);
    char sql[200];
    long before[WORLD_EVENTS];
    long after[WORLD_EVENTS];
    /* The cluster of the tests does not wait for its log; what is acknowledged here must be in it.
     */
    snprintf(sql, sizeof sql, "ALTER DATABASE %s SET synchronous_commit = on",
             server.database.name);
    database_sql(server.database.raw, sql);
    cr_assert(eq(int, http_server_end(&server, SIGTERM), 0));
    close(server.log);
    http_server_run(&server, NULL);
    cr_assert(http_server_wait(&server, "/ready", 200));
    struct world *world = world_new(&server, 3, WORLD_STUDENTS);
    count_audit(server.database.raw, before);
    pid_t clients = fork();
    if (clients == 0) {
        world_run(world, CLIENTS, 3, steps_until_the_end);
        _exit(0);
    }
    kill_both_again_and_again(world, &server);
    world->over = true;
    int status = 0;
    waitpid(clients, &status, 0);
    PQreset(server.database.raw);
    cr_expect(eq(int, status, 0));
    cr_expect(eq(int, (int)world->unexpected, 0), "%s", world->complaint);
    count_audit(server.database.raw, after);
    for (size_t i = 0; i < WORLD_EVENTS; i++)
        cr_expect(eq(long, after[i] - before[i], (long)world->acknowledged[i]), "%s",
                  world_events[i]);
    cr_expect(eq(str, (char *)counters_overbooked(server.database.raw), ""));
    cr_expect(eq(str, (char *)counters_drift(server.database.raw), ""));
    fprintf(stderr, "note: %ld kills of each: %ld acknowledged, %ld told 409, %ld repeated\n",
            kills(), (long)world->told_200, (long)world->told_409, (long)world->told_503);
    munmap(world, sizeof *world);
    http_server_stop(&server);
}
