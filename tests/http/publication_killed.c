/* The server and PostgreSQL killed at twenty named points of a publication: each time all of it is
 * there or nothing, and the same request with the same key ends it, once. Everybody begins with a
 * copy of one world, in which a round waits to be published; a trigger or a row held by the test
 * stops the publication at its point. */
#include "tests/db/counters.h"
#include "tests/http/mentoring_world.h"

#define SEATS    2 /* of a mentor */
#define STUDENTS (SEATS * WORLD_MENTORS)
#define KEY      "publish-once"
#define TRIES    2000 /* of what is waited for, 5 ms apart */
#define PAUSE_US 5000

/* ---- the points, in the order in which a publication comes by them */

enum victim { SERVER, POSTGRES, VICTIMS };

enum outcome { NOTHING, ALL };

enum stop {
    HELD,      /* it waits for a row that the test has locked: sql selects it */
    FIRED,     /* a trigger waits for the test, the time-th time that it fires: sql is its event */
    COMMITTED, /* as FIRED at COMMIT; then the server sleeps, and PostgreSQL alone goes on */
    TOLD       /* the reply was read */
};

#define ROW  " FOR EACH ROW"
#define LATE "DEFERRABLE INITIALLY DEFERRED"
#define NONE                                                                                       \
    {                                                                                              \
        NOTHING, NOTHING                                                                           \
    }

static const struct point {
    const char *name;
    enum stop stop;
    const char *sql;
    int time;
    enum outcome outcomes[VICTIMS];
} points[] = {
    {"its key is to be claimed", FIRED, "BEFORE INSERT ON idempotency", 1, NONE},
    {"its key is claimed", FIRED, "AFTER INSERT ON idempotency", 1, NONE},
    {"an offer is to be locked", HELD, "mentor_offer", 0, NONE},
    {"a need is to be locked", HELD, "need", 0, NONE},
    {"the round is to be locked", HELD, "round", 0, NONE},
    {"a pair is to be locked", HELD, "pair", 0, NONE},
    {"half of the pairs are released", FIRED, "BEFORE UPDATE ON pair" ROW, 20, NONE},
    {"half of the offers have seats taken", FIRED, "BEFORE UPDATE ON mentor_offer" ROW, 10, NONE},
    {"half of the needs are met", FIRED, "BEFORE UPDATE ON need" ROW, 18, NONE},
    {"half of the mentors have seats taken", FIRED, "BEFORE UPDATE ON person" ROW, 10, NONE},
    {"half of the years have hours", FIRED, "BEFORE INSERT ON hours_year" ROW, 10, NONE},
    {"half of the hours are entered", FIRED, "BEFORE INSERT ON hours_entry" ROW, 18, NONE},
    {"the round is published", FIRED, "BEFORE UPDATE ON round" ROW, 1, NONE},
    {"everything is moved", FIRED, "AFTER UPDATE ON round", 1, NONE},
    {"half of the audit is written", FIRED, "BEFORE INSERT ON audit" ROW, 20, NONE},
    {"half of the notices are written", FIRED, "BEFORE INSERT ON outbox" ROW, 36, NONE},
    {"its reply is kept", FIRED, "AFTER UPDATE ON idempotency", 1, NONE},
    /* PostgreSQL was told to commit, and does so though nobody is there any more to hear of it. */
    {"it is being committed", FIRED, LATE, 1, {ALL, NOTHING}},
    {"it is committed, the server not told", COMMITTED, LATE, 1, {ALL, ALL}},
    {"its reply is read", TOLD, NULL, 0, {ALL, ALL}},
};
#define POINTS (sizeof points / sizeof points[0])

/* ---- the world that waits */

/* Everything that a publication might change, a table a line, but for the times and the numbers
 * that differ from try to try: those of rows that only grow have gaps. */
static const char contents_sql[] =
    "CREATE FUNCTION contents() RETURNS text LANGUAGE plpgsql AS $$ "
    "DECLARE told text := ''; rows text; name text; "
    "BEGIN FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    " AND tablename NOT IN ('audit_seal', 'audit_unsealed') ORDER BY tablename LOOP "
    "EXECUTE format('SELECT count(*) || '' '' ||"
    " left(md5(string_agg(line, E''\\n'' ORDER BY line)), 8) FROM (SELECT (to_jsonb(%1$I)"
    " - ARRAY[''state_since'', ''deadline_at'', ''reminder_at'', ''created_at'',"
    " ''updated_at'', ''released_at'', ''published_at'', ''at'', ''changed_xid'',"
    " ''request_id'', ''body'', ''etag'']"
    " - CASE WHEN %1$L IN (''audit'', ''outbox'') THEN ''id'' ELSE '''' END)::text AS line"
    " FROM %1$I) AS listed', name) INTO rows; "
    "told := told || coalesce(name || ' ' || rows || E'\\n', ''); "
    "END LOOP; RETURN told; END $$";

/* Waits while the test holds the lock 1: the time-th time of a transaction. Its time does not count
 * as time that the server waits for a lock. */
static const char stop_sql[] =
    "CREATE FUNCTION stop_here() RETURNS trigger LANGUAGE plpgsql SET lock_timeout = 0 AS $$ "
    "DECLARE times integer :="
    " coalesce(nullif(current_setting('kring_test.times', true), ''), '0')::integer + 1; "
    "BEGIN PERFORM set_config('kring_test.times', times::text, true); "
    "IF times = TG_ARGV[0]::integer THEN PERFORM pg_advisory_xact_lock_shared(1); END IF; "
    "RETURN NEW; END $$";

struct waiting_round {
    struct http_server server; /* its database is copied; it does not run meanwhile */
    char id[ID_SIZE];
    char publisher[TOKEN_TEXT_SIZE]; /* of a person */
    char before[2000], after[2000];  /* contents() */
};

static void post_event(const struct http_server *server, const char *kind, const char *id,
                       const char *event)
{
    char target[200];
    char moved[ID_SIZE];
    snprintf(target, sizeof target, "/v1/%s/%s/%s", kind, id, event);
    world_post(server, "POST", server->staff, target, "{}", 200, moved);
}

/* Waits for sql to say t. */
static void until(PGconn *raw, const char *sql, const char *what)
{
    const char *cell = database_sql(raw, sql);
    for (int i = 0; i < TRIES && strcmp(cell, "t") != 0; i++) {
        usleep(PAUSE_US);
        cell = database_sql(raw, sql);
    }
    cr_assert(eq(str, TEXT(cell), TEXT("t")), "%s", what);
}

/* Up to the approved pairs of a run: there are as many seats as students, so that every mentor has
 * SEATS of them. */
static void make_round(struct waiting_round *waiting, const struct world *world)
{
    const struct http_server *server = &waiting->server;
    char body[200];
    char target[200];
    char run[ID_SIZE];
    snprintf(body, sizeof body, "{\"programme_id\":\"%s\",\"name\":\"Autumn\"}", world->programme);
    world_post(server, "POST", server->staff, "/v1/rounds", body, 201, waiting->id);
    post_event(server, "rounds", waiting->id, "open");
    post_event(server, "rounds", waiting->id, "freeze");
    snprintf(body, sizeof body, "{\"round_id\":\"%s\",\"objective\":\"fair\",\"minimum_bp\":0}",
             waiting->id);
    world_post(server, "POST", server->staff, "/v1/runs", body, 201, run);
    until(server->database.raw, "SELECT state = 'done' FROM run", "the run is not done");
    snprintf(target, sizeof target, "/v1/rounds/%s", waiting->id);
    snprintf(body, sizeof body, "{\"run_id\":\"%s\"}", run);
    world_post(server, "PATCH", server->staff, target, body, 200, run);
    post_event(server, "rounds", waiting->id, "review");
    post_event(server, "rounds", waiting->id, "approve");
}

/* Of four of the pairs it turns out that they cannot be released: two without an offer, one without
 * a seat, one without hours. */
static void lose_some(const struct waiting_round *waiting, const struct world *world)
{
    const struct http_server *server = &waiting->server;
    char target[200];
    char id[ID_SIZE];
    char sql[200];
    post_event(server, "mentor-offers", world->offers[0], "pause");
    snprintf(target, sizeof target, "/v1/mentor-offers/%s", world->offers[1]);
    world_post(server, "PATCH", server->staff, target, "{\"seats\":1}", 200, id);
    snprintf(sql, sizeof sql, "UPDATE person SET hours_max = 19 WHERE id = '%s'",
             world->mentors[2]);
    database_sql(server->database.raw, sql);
}

static void appoint_publisher(struct waiting_round *waiting, const char *person)
{
    char sql[300];
    snprintf(sql, sizeof sql,
             "INSERT INTO appointment (id, person_id, role, created_at) VALUES"
             " (new_id(to_ms(now())), '%s', 'career_centre', now())",
             person);
    database_sql(waiting->server.database.raw, sql);
    http_server_token(&waiting->server, person, waiting->publisher);
}

static struct waiting_round waiting_new(void)
{
    struct waiting_round waiting = {.server = http_server_start(NULL)};
    struct database *database = &waiting.server.database;
    struct world *world = world_new(&waiting.server, SEATS, STUDENTS);
    database_sql(database->raw, "UPDATE programme SET hours_each = 10");
    make_round(&waiting, world);
    lose_some(&waiting, world);
    appoint_publisher(&waiting, world->mentors[19]);
    database_sql(database->raw, contents_sql);
    database_sql(database->raw, stop_sql);
    snprintf(waiting.before, sizeof waiting.before, "%s",
             database_sql(database->raw, "SELECT contents()"));
    cr_assert(eq(int, http_server_end(&waiting.server, SIGTERM), 0));
    close(waiting.server.log);
    munmap(world, sizeof *world);
    store_close(database->store);
    PQfinish(database->raw);
    database->store = NULL;
    database->raw = NULL;
    return waiting;
}

/* ---- copies of it */

/* What is done to a database from outside it. */
static void cluster_sql(const char *verb, const char *name, const char *rest)
{
    char sql[300];
    PGconn *cluster = database_connect(database_cluster());
    snprintf(sql, sizeof sql, "%s DATABASE %s %s", verb, name, rest);
    database_sql(cluster, sql);
    PQfinish(cluster);
}

/* The cluster of the tests does not wait for its log; what is acknowledged here must be in it. */
static struct http_server copy_new(const struct waiting_round *waiting)
{
    const struct database *original = &waiting->server.database;
    struct http_server copy = {.pid = 0};
    const char *name = strstr(original->url, original->name);
    snprintf(copy.database.name, sizeof copy.database.name, "%.50s_copy", original->name);
    snprintf(copy.database.url, sizeof copy.database.url, "%.*s%s%s", (int)(name - original->url),
             original->url, copy.database.name, name + strlen(original->name));
    char template[100];
    snprintf(template, sizeof template, "TEMPLATE %s", original->name);
    cluster_sql("CREATE", copy.database.name, template);
    cluster_sql("ALTER", copy.database.name, "SET synchronous_commit = on");
    copy.database.raw = database_connect(copy.database.url);
    http_server_run(&copy, NULL);
    cr_assert(http_server_wait(&copy, "/ready", 200), "not ready");
    return copy;
}

static void copy_drop(struct http_server *copy)
{
    cr_expect(eq(int, http_server_end(copy, SIGTERM), 0), "the server did not end cleanly");
    close(copy->log);
    PQfinish(copy->database.raw);
    cluster_sql("DROP", copy->database.name, "");
}

/* ---- what is sent */

static int publish_send(const struct waiting_round *waiting, const struct http_server *copy)
{
    char bytes[800];
    int size = snprintf(bytes, sizeof bytes,
                        "POST /v1/rounds/%s/publish HTTP/1.1\r\nHost: localhost\r\n"
                        "Authorization: Bearer %s\r\nContent-Type: application/json\r\n"
                        "If-Match: *\r\nIdempotency-Key: " KEY "\r\nContent-Length: 2\r\n\r\n{}",
                        waiting->id, waiting->publisher);
    int fd = http_connect(copy->port);
    cr_assert(fd >= 0 && http_send(fd, bytes, (size_t)size));
    return fd;
}

static struct http_reply publish_read(int fd)
{
    struct http_reply reply = http_receive(fd, true);
    close(fd);
    return reply;
}

/* Sent again until there is an answer: the server finds PostgreSQL again by itself. */
static struct http_reply publish_surely(const struct waiting_round *waiting,
                                        const struct http_server *copy)
{
    struct http_reply reply = publish_read(publish_send(waiting, copy));
    for (int i = 0; i < TRIES && reply.status == 503; i++) {
        http_reply_free(&reply);
        usleep(PAUSE_US);
        reply = publish_read(publish_send(waiting, copy));
    }
    return reply;
}

/* ---- what is there */

static void expect_contents(PGconn *raw, const char *contents, const char *what)
{
    const char *found = database_sql(raw, "SELECT contents()");
    cr_expect(eq(str, TEXT(found), TEXT(contents)), "%s", what);
}

/* What was published is worth its pairs, counted from these alone. */
static void expect_whole(PGconn *raw, const char *what)
{
    static const char notices[] =
        "SELECT count(*) FROM pair CROSS JOIN LATERAL (VALUES (student_id), (mentor_id)) AS "
        "told(id)"
        " FULL JOIN (SELECT * FROM outbox WHERE notice LIKE 'pair.%') AS notice"
        " ON notice.object_id = pair.id AND notice.version = pair.version"
        " AND notice.person_id = told.id AND notice.notice = 'pair.release'"
        " WHERE (pair.state = 'released') IS DISTINCT FROM (notice.id IS NOT NULL)";
    cr_expect(eq(str, TEXT(counters_drift(raw)), TEXT("")), "%s", what);
    cr_expect(eq(str, TEXT(counters_overbooked(raw)), TEXT("")), "%s", what);
    cr_expect(eq(str, TEXT(database_sql(raw, notices)), TEXT("0")), "%s: notices", what);
    cr_expect(eq(str, TEXT(database_sql(raw, "SELECT string_agg(state, ' ') FROM round")),
                 TEXT("published")),
              "%s", what);
    cr_expect(eq(str,
                 TEXT(database_sql(raw, "SELECT string_agg(state || ' ' || count, ' ' ORDER BY"
                                        " state) FROM (SELECT state, count(*) FROM pair GROUP BY"
                                        " state) AS counted")),
                 TEXT("dropped 4 released 36")),
              "%s", what);
}

/* ---- a kill */

static void pgctl(const char *what)
{
    char command[600];
    snprintf(command, sizeof command, "%s %s >/dev/null 2>&1", getenv("KRING_TEST_PGCTL"), what);
    cr_assert(eq(int, system(command), 0), "pgctl %s", what);
}

/* A connection that is in the way at the point; closing it lets the publication go on. */
static PGconn *stand_in_the_way(const struct http_server *copy, const struct point *point)
{
    char sql[300];
    PGconn *guard = database_connect(copy->database.url);
    if (point->stop == HELD) {
        snprintf(sql, sizeof sql,
                 "BEGIN; SELECT id FROM %s ORDER BY id DESC LIMIT 1 FOR NO KEY UPDATE", point->sql);
    } else if (point->stop != TOLD) {
        bool late = strcmp(point->sql, LATE) == 0;
        snprintf(sql, sizeof sql,
                 "CREATE %s TRIGGER zz_stop %s %s EXECUTE FUNCTION stop_here(%d);"
                 " SELECT pg_advisory_lock(1)",
                 late ? "CONSTRAINT" : "", late ? "AFTER UPDATE ON round" : point->sql,
                 late ? LATE ROW : "", point->time);
    }
    if (point->stop != TOLD)
        database_sql(guard, sql);
    return guard;
}

static const char somebody_waits[] =
    "SELECT count(*) = 1 FROM pg_stat_activity WHERE datname = current_database()"
    " AND wait_event_type = 'Lock'";

/* Sends the publication and comes back when it stands at the point. */
static int publish_up_to(const struct waiting_round *waiting, const struct http_server *copy,
                         const struct point *point)
{
    int fd = publish_send(waiting, copy);
    if (point->stop != TOLD)
        until(copy->database.raw, somebody_waits, point->name);
    return fd;
}

/* The way is free for what PostgreSQL still does for the dead; then there is a server again. */
static void kill_server(struct http_server *copy, PGconn *guard)
{
    static const char gone[] =
        "SELECT count(*) = 1 FROM pg_stat_activity WHERE datname = current_database()"
        " AND backend_type = 'client backend'";
    http_server_end(copy, SIGKILL);
    close(copy->log);
    PQfinish(guard);
    until(copy->database.raw, gone, "somebody still works for the server that was killed");
    http_server_run(copy, NULL);
}

/* Kills the victim; the status that a client who waits at fd was told, 0: none. fd is closed; -1:
 * nobody waits. */
static int kill_there(struct http_server *copy, enum victim victim, PGconn *guard, int fd)
{
    struct http_reply reply = {.body = ""};
    if (victim == SERVER) {
        kill_server(copy, guard);
    } else {
        pgctl("kill");
        PQfinish(guard);
        kill(copy->pid, SIGCONT);
    }
    if (fd >= 0)
        reply = publish_read(fd);
    int status = reply.status;
    http_reply_free(&reply);
    if (victim == POSTGRES) {
        pgctl("start");
        PQreset(copy->database.raw);
    }
    return status;
}

/* COMMIT goes on while the server sleeps, which is not told of it. */
static void let_commit(const struct http_server *copy, PGconn *guard)
{
    kill(copy->pid, SIGSTOP);
    PQfinish(guard);
    until(copy->database.raw, "SELECT state = 'published' FROM round", "it is not committed");
}

static void expect_told(int fd, const char *what)
{
    struct http_reply reply = publish_read(fd);
    cr_expect(eq(int, reply.status, 200), "%s: %s", what, reply.body);
    http_reply_free(&reply);
}

/* The same request again ends it, and again says what it said. */
static void expect_ended(const struct waiting_round *waiting, const struct http_server *copy,
                         bool before, const char *what)
{
    char value[512];
    struct http_reply reply = publish_surely(waiting, copy);
    struct http_reply again = publish_surely(waiting, copy);
    cr_expect(eq(int, reply.status, 200), "%s: %s", what, reply.body);
    cr_expect(eq(str, TEXT(http_header(&reply, "Idempotency-Replayed", value)),
                 TEXT(before ? "true" : "")),
              "%s", what);
    cr_expect(eq(str, TEXT(http_header(&again, "Idempotency-Replayed", value)), TEXT("true")), "%s",
              what);
    cr_expect(eq(str, TEXT(reply.body), TEXT(again.body)), "%s", what);
    http_reply_free(&reply);
    http_reply_free(&again);
    expect_contents(copy->database.raw, waiting->after, what);
    expect_whole(copy->database.raw, what);
}

/* Made again, and its maker killed when half of its files are kept: it is made once more, of what
 * was frozen alone, and has the bytes that it had before anything was decided. */
static void expect_same_run(struct http_server *copy, enum victim victim, const char *what)
{
    static const struct point keeping = {"a file is kept", FIRED, "BEFORE INSERT ON run_file" ROW,
                                         3, NONE};
    static const char files[] =
        "SELECT count(*) || ' ' || md5(string_agg(name || ' ' || md5(bytes), E'\\n' ORDER BY name))"
        " FROM run_file";
    static const char whole[] = "SELECT count(run_file) = CASE run.state WHEN 'done' THEN 5 ELSE 0"
                                " END FROM run LEFT JOIN run_file ON true GROUP BY run.state";
    char before[100];
    PGconn *raw = copy->database.raw;
    snprintf(before, sizeof before, "%.90s", database_sql(raw, files));
    PGconn *guard = stand_in_the_way(copy, &keeping);
    database_sql(raw, "BEGIN; DELETE FROM run_file; UPDATE run SET state = 'queued',"
                      " lease_seconds = 1, deadline_at = now() + interval '1 day'; COMMIT");
    until(raw, somebody_waits, keeping.name);
    (void)kill_there(copy, victim, guard, -1);
    cr_expect(eq(str, TEXT(database_sql(raw, whole)), TEXT("t")), "%s: a part of a run", what);
    until(raw, "SELECT state = 'done' FROM run", "the run is not done again");
    cr_expect(eq(chr, before[0], '5'));
    cr_expect(eq(str, TEXT(database_sql(raw, files)), TEXT(before)), "%s: other bytes", what);
}

static void kill_at(const struct waiting_round *waiting, const struct point *point,
                    enum victim victim)
{
    char what[200];
    bool all = point->outcomes[victim] == ALL;
    bool told = point->stop == TOLD;
    snprintf(what, sizeof what, "%s killed when %s", victim == SERVER ? "the server" : "PostgreSQL",
             point->name);
    struct http_server copy = copy_new(waiting);
    PGconn *guard = stand_in_the_way(&copy, point);
    int fd = publish_up_to(waiting, &copy, point);
    if (told)
        expect_told(fd, what);
    if (point->stop == COMMITTED) {
        let_commit(&copy, guard);
        guard = NULL;
    }
    int status = kill_there(&copy, victim, guard, told ? -1 : fd);
    cr_expect(status != 200 || all, "%s: told that it is published", what);
    expect_contents(copy.database.raw, all ? waiting->after : waiting->before, what);
    expect_ended(waiting, &copy, all, what);
    if (told)
        expect_same_run(&copy, victim, what);
    copy_drop(&copy);
}

/* What is there after a publication that nobody disturbed. */
static void publish_undisturbed(struct waiting_round *waiting)
{
    struct http_server copy = copy_new(waiting);
    expect_contents(copy.database.raw, waiting->before, "a copy is as the world");
    struct http_reply reply = publish_surely(waiting, &copy);
    cr_assert(eq(int, reply.status, 200), "%s", reply.body);
    http_reply_free(&reply);
    snprintf(waiting->after, sizeof waiting->after, "%s",
             database_sql(copy.database.raw, "SELECT contents()"));
    cr_assert(ne(str, waiting->before, waiting->after));
    expect_whole(copy.database.raw, "undisturbed");
    copy_drop(&copy);
}

Test(publication_killed, at_twenty_points_it_is_all_there_or_nothing_and_ends_once, .timeout = 600)
{
    struct waiting_round waiting = waiting_new();
    publish_undisturbed(&waiting);
    for (size_t i = 0; i < POINTS; i++) {
        static const char *const words[] = {"nothing", "all"};
        const enum outcome *outcomes = points[i].outcomes;
        kill_at(&waiting, &points[i], SERVER);
        kill_at(&waiting, &points[i], POSTGRES);
        fprintf(stderr, "note: %s: the server killed, %s is there; PostgreSQL, %s\n",
                points[i].name, words[outcomes[SERVER]], words[outcomes[POSTGRES]]);
    }
    cluster_sql("DROP", waiting.server.database.name, "");
    arena_free(waiting.server.database.arena);
}
