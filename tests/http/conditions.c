/* ETag, If-Match and If-None-Match as a client meets them. */
#include "tests/http/http_server.h"

#include <pthread.h>

static const char people[] =
    "external_id,role,name,email,language,programme,job_title,languages,place,seats,wished_jobs\n"
    "s1,student,Sanne Bos,sanne@example.org,nl,bouwkunde,,nl:native,Delft,,projectleider\n"
    "a1,alumnus,Aksel "
    "Dahl,aksel@example.org,nb,byggingeniør,byggingeniør,nb:native|nl:B2,Oslo,2,\n";

struct world {
    struct http_server server;
    char person[100], mentors[100], pair[200], students[100]; /* targets */
};

static struct world world_new(void)
{
    struct world world = {.server = http_server_start(NULL)};
    http_server_import(&world.server, people, "s1");
    const char *s1 = http_server_id(&world.server, "s1");
    const char *a1 = http_server_id(&world.server, "a1");
    snprintf(world.person, sizeof world.person, "/v1/people/%s", s1);
    snprintf(world.mentors, sizeof world.mentors, "/v1/people/%s/mentors", s1);
    snprintf(world.pair, sizeof world.pair, "/v1/people/%s/mentors/%s", s1, a1);
    snprintf(world.students, sizeof world.students, "/v1/people/%s/students", a1);
    return world;
}

/* A request with one more header line, "" for none; its reply's ETag in etag. */
static struct http_reply ask(const struct http_server *server, const char *method,
                             const char *target, const char *line, char etag[512])
{
    char headers[1200];
    bool patch = strcmp(method, "PATCH") == 0;
    snprintf(headers, sizeof headers, "%s%s%s", line, line[0] == '\0' ? "" : "\r\n",
             patch ? "Content-Type: application/merge-patch+json\r\n" : "");
    struct http_reply reply =
        http_ask(server->port, (struct http_ask){.method = method,
                                                 .target = target,
                                                 .token = server->staff,
                                                 .headers = headers,
                                                 .body = patch ? "{}" : NULL});
    http_header(&reply, "ETag", etag);
    return reply;
}

static int ask_status(const struct http_server *server, const char *method, const char *target,
                      const char *format, const char *etag)
{
    char line[1100];
    char ignored[512];
    size_t size = 0;
    for (const char *c = format; *c != '\0'; c++) /* $ is the tag */
        size += (size_t)snprintf(line + size, sizeof line - size, *c == '$' ? "%s" : "%.1s",
                                 *c == '$' ? etag : c);
    line[size] = '\0';
    struct http_reply reply = ask(server, method, target, line, ignored);
    int status = reply.status;
    http_reply_free(&reply);
    return status;
}

/* ---- reading */

Test(conditions, every_reply_of_a_get_has_a_tag_and_what_is_known_comes_as_304)
{
    struct world world = world_new();
    const char *const targets[] = {world.person,
                                   world.mentors,
                                   world.pair,
                                   world.students,
                                   "/v1/people?limit=1",
                                   "/v1/concepts/isced?limit=3",
                                   "/v1/readings?scheme=isco&text=advokat",
                                   "/openapi.json",
                                   "/problems/timeout"};
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        char etag[512], other[512], value[512], size[512], line[600];
        struct http_reply reply = ask(&world.server, "GET", targets[i], "", etag);
        cr_expect(eq(int, reply.status, 200), "%s: %s", targets[i], reply.body);
        cr_expect(etag[0] == '"', "%s: %s", targets[i], etag);
        const char *cache = targets[i][1] == 'v' ? "no-store" : "no-cache";
        cr_expect(eq(str, TEXT(http_header(&reply, "Cache-Control", value)), TEXT(cache)));
        http_reply_free(&reply);

        reply = ask(&world.server, "HEAD", targets[i], "", other);
        cr_expect(eq(int, reply.status, 200), "%s", targets[i]);
        cr_expect(eq(str, other, etag), "HEAD of %s", targets[i]);
        http_header(&reply, "Content-Length", size);
        http_reply_free(&reply);

        snprintf(line, sizeof line, "If-None-Match: %s", etag);
        reply = ask(&world.server, "GET", targets[i], line, other);
        cr_expect(eq(int, reply.status, 304), "%s: %s", targets[i], reply.body);
        cr_expect(eq(str, other, etag), "%s", targets[i]);
        cr_expect(eq(str, TEXT(http_header(&reply, "Cache-Control", value)), TEXT(cache)));
        cr_expect(eq(str, TEXT(http_header(&reply, "Content-Type", value)), TEXT("")));
        cr_expect(eq(str, TEXT(http_header(&reply, "Link", value)), TEXT("")));
        cr_expect(eq(str, TEXT(http_header(&reply, "Content-Length", value)), size));
        cr_expect(eq(sz, reply.size, (size_t)(reply.body - reply.bytes)), "no body");
        http_reply_free(&reply);
        cr_expect(
            eq(int, ask_status(&world.server, "HEAD", targets[i], "If-None-Match: $", etag), 304));
    }
    http_server_stop(&world.server);
}

Test(conditions, a_304_is_the_whole_reply_and_the_connection_goes_on)
{
    struct world world = world_new();
    char request[600];
    snprintf(request, sizeof request,
             "GET /openapi.json HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: *\r\n\r\n");
    int fd = http_connect(world.server.port);
    for (int i = 0; i < 3; i++) {
        http_send(fd, request, strlen(request));
        struct http_reply reply = http_receive(fd, false);
        cr_expect(eq(int, reply.status, 304));
        cr_expect(eq(sz, reply.size, (size_t)(reply.body - reply.bytes)), "%s", reply.bytes);
        http_reply_free(&reply);
    }
    close(fd);
    http_server_stop(&world.server);
}

Test(conditions, a_tag_is_looked_for_in_lists_and_weakly_when_reading)
{
    struct world world = world_new();
    static const struct {
        const char *line;
        int status;
    } rows[] = {
        {"If-None-Match: \"x\", W/\"y\" , $", 304},
        {"If-None-Match: \"x\"\r\nIf-None-Match: $", 304},
        {"If-None-Match: $\r\nIf-None-Match: \"x\"", 304},
        {"If-None-Match: W/$", 304},
        {"If-None-Match: *", 304},
        {"If-None-Match: \"x\", W/\"y\"", 200},
        {"If-Match: $", 200},
        {"If-Match: *", 200},
        {"If-Match: \"x\"", 412},
        {"If-Match: W/$", 412},
        {"If-Match: \"x\"\r\nIf-None-Match: $", 412},
        {"If-Match: $\r\nIf-None-Match: $", 304},
        {"If-None-Match: $, *", 400},
        {"If-None-Match: x", 400},
        {"If-Match: ,", 400},
    };
    char etag[512];
    struct http_reply reply = ask(&world.server, "GET", world.person, "", etag);
    http_reply_free(&reply);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect(eq(int, ask_status(&world.server, "GET", world.person, rows[i].line, etag),
                     rows[i].status),
                  "%s", rows[i].line);
    http_server_stop(&world.server);
}

Test(conditions, the_tag_of_a_search_changes_with_what_it_found_and_its_language)
{
    struct world world = world_new();
    char english[512], dutch[512], other[512];
    struct http_reply reply = ask(&world.server, "GET", world.mentors, "", english);
    http_reply_free(&reply);
    reply = ask(&world.server, "GET", world.mentors, "Accept-Language: nl", dutch);
    http_reply_free(&reply);
    reply = ask(&world.server, "GET", "/problems/invalid", "", other);
    http_reply_free(&reply);
    cr_expect(ne(str, english, dutch));
    cr_expect(ne(str, english, other));
    http_server_stop(&world.server);
}

/* ---- changing */

Test(conditions, a_patch_names_the_version_that_it_changes)
{
    struct world world = world_new();
    static const struct {
        const char *line;
        int status;
    } rows[] = {
        {"X-None: 1", 428},
        {"If-None-Match: \"x\"", 428},
        {"If-Match: \"x\"", 412},
        {"If-Match: W/$", 412},
        {"If-Match: $x", 400},
        {"If-Match: ", 400},
        {"If-Match: \"x\", $", 200},
        {"If-Match: $", 200},
        {"If-Match: *", 200},
        {"If-Match: \"x\"\r\nIf-Match: $", 200},
        {"If-Match: *\r\nIf-None-Match: *", 412},
    };
    char etag[512];
    struct http_reply reply = ask(&world.server, "GET", world.person, "", etag);
    http_reply_free(&reply);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect(eq(int, ask_status(&world.server, "PATCH", world.person, rows[i].line, etag),
                     rows[i].status),
                  "%s", rows[i].line);
    http_server_stop(&world.server);
}

static struct http_reply patch_seats(const struct world *world, const char *etag, int seats)
{
    char headers[700];
    char body[100];
    snprintf(headers, sizeof headers, "Content-Type: application/json\r\nIf-Match: %s\r\n", etag);
    snprintf(body, sizeof body, "{\"seats\":%d}", seats);
    return http_ask(world->server.port, (struct http_ask){.method = "PATCH",
                                                          .target = world->person,
                                                          .token = world->server.staff,
                                                          .headers = headers,
                                                          .body = body});
}

Test(conditions, a_change_gives_a_new_tag_and_the_old_one_is_refused)
{
    struct world world = world_new();
    char first[512], second[512], read[512], value[512];
    struct http_reply reply = ask(&world.server, "GET", world.person, "", first);
    http_reply_free(&reply);
    reply = patch_seats(&world, first, 1);
    cr_expect(eq(int, reply.status, 200), "%s", reply.body);
    http_header(&reply, "ETag", second);
    http_reply_free(&reply);
    cr_expect(ne(str, first, second));
    reply = ask(&world.server, "GET", world.person, "", read);
    http_reply_free(&reply);
    cr_expect(eq(str, read, second));
    reply = patch_seats(&world, first, 2);
    cr_expect(eq(int, reply.status, 412), "%s", reply.body);
    cr_expect(eq(str, TEXT(http_member(&reply, "code", value)), TEXT("condition_failed")));
    cr_expect(eq(str, TEXT(http_header(&reply, "ETag", value)), TEXT("")));
    http_reply_free(&reply);
    reply = patch_seats(&world, second, 1); /* nothing new: the version stays */
    cr_expect(eq(str, TEXT(http_header(&reply, "ETag", value)), second));
    http_reply_free(&reply);
    http_server_stop(&world.server);
}

struct racer {
    const struct world *world;
    const char *etag;
    pthread_barrier_t *start;
    int seats;
    int status;
};

static void *race(void *context)
{
    struct racer *racer = context;
    pthread_barrier_wait(racer->start);
    struct http_reply reply = patch_seats(racer->world, racer->etag, racer->seats);
    racer->status = reply.status;
    http_reply_free(&reply);
    return NULL;
}

#define RACERS 4
#define ROUNDS 20

struct outcome {
    int done, refused;
};

/* RACERS changes at once, each with that If-Match. */
static struct outcome race_all(const struct world *world, const char *etag, int round)
{
    pthread_t threads[RACERS];
    struct racer racers[RACERS];
    pthread_barrier_t start;
    struct outcome outcome = {0};
    pthread_barrier_init(&start, NULL, RACERS);
    for (int i = 0; i < RACERS; i++) {
        racers[i] = (struct racer){world, etag, &start, 1 + (round * RACERS + i) % 97, 0};
        cr_assert(eq(int, pthread_create(&threads[i], NULL, race, &racers[i]), 0));
    }
    for (int i = 0; i < RACERS; i++) {
        pthread_join(threads[i], NULL);
        outcome.done += racers[i].status == 200;
        outcome.refused += racers[i].status == 412;
    }
    pthread_barrier_destroy(&start);
    return outcome;
}

Test(conditions, of_changes_at_once_that_name_one_version_exactly_one_is_made)
{
    struct world world = world_new();
    for (int round = 0; round < ROUNDS; round++) {
        char etag[512];
        struct http_reply reply = ask(&world.server, "GET", world.person, "", etag);
        http_reply_free(&reply);
        struct outcome outcome = race_all(&world, etag, round);
        cr_expect(eq(int, outcome.done, 1), "round %d", round);
        cr_expect(eq(int, outcome.refused, RACERS - 1), "round %d", round);
    }
    http_server_stop(&world.server);
}

Test(conditions, of_changes_at_once_of_whatever_is_there_all_are_made)
{
    struct world world = world_new();
    for (int round = 0; round < ROUNDS; round++)
        cr_expect(eq(int, race_all(&world, "*", round).done, RACERS), "round %d", round);
    http_server_stop(&world.server);
}
