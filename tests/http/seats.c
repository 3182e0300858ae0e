/* Seats under load: what a mentor offers is never overbooked, and no counter drifts. The number of
 * random steps is KRING_RANDOM_STEPS (default 4000; make soak takes 100 000). */
#include "tests/db/counters.h"
#include "tests/http/mentoring_world.h"

#define CLIENTS 32
#define ACCEPTS 100

static long random_steps(void)
{
    const char *text = getenv("KRING_RANDOM_STEPS");
    return text == NULL ? 4000 : strtol(text, NULL, 10);
}

static void random_steps_of_one(struct client *client)
{
    long until = random_steps();
    while (client->world->done < until && client->world->unexpected == 0)
        random_step(client);
}

static struct world *random_world(struct http_server *server)
{
    struct world *world = world_new(server, 3, WORLD_STUDENTS);
    world_run(world, CLIENTS, 1, random_steps_of_one);
    cr_expect(eq(int, (int)world->unexpected, 0), "%s", world->complaint);
    fprintf(stderr,
            "note: %ld steps by %d clients: %ld done, %ld told 409, %ld told later, %s deadlocks\n",
            (long)world->done, CLIENTS, (long)world->told_200, (long)world->told_409,
            (long)world->told_503,
            database_sql(server->database.raw, "SELECT deadlocks FROM pg_stat_database "
                                               "WHERE datname = current_database()"));
    return world;
}

Test(seats, random_accepts_withdrawals_pauses_and_edits_never_overbook, .timeout = 3600)
{
    struct http_server server = http_server_start(NULL);
    struct world *world = random_world(&server);
    cr_expect(world->told_200 > world->done / 10 && world->told_409 > 0, "nothing happened");
    cr_expect(eq(str, (char *)counters_overbooked(server.database.raw), ""));
    cr_expect(eq(str, (char *)counters_drift(server.database.raw), ""));
    munmap(world, sizeof *world);
    http_server_stop(&server);
}

/* Proves that the test above can fail: without the counters' guards, mentors are overbooked. */
Test(seats, with_the_guard_taken_out_the_checker_finds_overbooked_mentors, .timeout = 3600)
{
    struct http_server server = http_server_start(NULL);
    database_sql(server.database.raw,
                 "CREATE FUNCTION forget_taken() RETURNS trigger LANGUAGE plpgsql AS "
                 "'BEGIN NEW.seats_taken := 0; RETURN NEW; END'");
    database_sql(server.database.raw, "CREATE TRIGGER guard_out BEFORE UPDATE ON mentor_offer "
                                      "FOR EACH ROW EXECUTE FUNCTION forget_taken()");
    database_sql(server.database.raw, "CREATE TRIGGER guard_out BEFORE UPDATE ON person "
                                      "FOR EACH ROW EXECUTE FUNCTION forget_taken()");
    struct world *world = random_world(&server);
    cr_expect(ne(str, (char *)counters_overbooked(server.database.raw), ""));
    cr_expect(ne(str, (char *)counters_drift(server.database.raw), ""));
    munmap(world, sizeof *world);
    http_server_stop(&server);
}

/* ---- a hundred accepts at once */

static char accept_tokens[ACCEPTS][TOKEN_TEXT_SIZE];

/* All connect and wait for the last of them; then each accepts its own request with its own token
 * of the same mentor. */
static void accept_one(struct client *client)
{
    struct world *world = client->world;
    char target[200];
    client->surely = true; /* a busy machine may tell some to come again */
    client->port = world->port;
    client->fd = http_connect((uint16_t)client->port);
    pthread_mutex_lock(&world->lock);
    world->requests_made++;
    pthread_mutex_unlock(&world->lock);
    while (__atomic_load_n(&world->requests_made, __ATOMIC_SEQ_CST) < ACCEPTS)
        usleep(100);
    snprintf(target, sizeof target, "/v1/mentoring-requests/%s/accept",
             world->requests[client->number].id);
    struct http_reply reply =
        client_do(client, "accept", "POST", accept_tokens[client->number], target, "{}");
    if (reply.status == 409 && strstr(reply.body, "\"no_seat\"") == NULL &&
        world->unexpected++ == 0)
        snprintf(world->complaint, sizeof world->complaint, "%s", reply.body);
    http_reply_free(&reply);
}

static void submit_to_first(struct world *world, const struct http_server *server, int student)
{
    char text[300];
    char id[ID_SIZE];
    snprintf(text, sizeof text,
             "{\"programme_id\":\"%s\",\"student_id\":\"%s\",\"mentor_id\":\"%s\"}",
             world->programme, world->students[student], world->mentors[0]);
    world_post(server, "POST", world->student_tokens[student], "/v1/mentoring-requests", text, 201,
               world->requests[student].id);
    snprintf(text, sizeof text, "/v1/mentoring-requests/%s/submit", world->requests[student].id);
    world_post(server, "POST", world->student_tokens[student], text, "{}", 200, id);
}

Test(seats, of_a_hundred_accepts_at_once_on_one_seat_one_wins, .timeout = 120)
{
    struct http_server server = http_server_start(NULL);
    struct world *world = world_new(&server, 1, ACCEPTS);
    for (int i = 0; i < ACCEPTS; i++) {
        submit_to_first(world, &server, i);
        http_server_token(&server, world->mentors[0], accept_tokens[i]);
    }
    world_run(world, ACCEPTS, 2, accept_one);
    cr_expect(eq(int, (int)world->unexpected, 0), "%s", world->complaint);
    cr_expect(eq(int, (int)world->told_200, 1));
    cr_expect(eq(int, (int)world->told_409, ACCEPTS - 1));
    cr_expect(eq(str, (char *)counters_overbooked(server.database.raw), ""));
    cr_expect(eq(str, (char *)counters_drift(server.database.raw), ""));
    cr_expect(eq(str,
                 (char *)database_sql(server.database.raw,
                                      "SELECT count(*) FROM mentorship WHERE state = 'proposed'"),
                 "1"));
    munmap(world, sizeof *world);
    http_server_stop(&server);
}
