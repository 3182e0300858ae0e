/* A small world for tests of mentoring under load: mentors with offers, students with needs, a
 * token each; and clients, processes that act in it over kept connections. What they share lies in
 * memory that all of them see. */
#ifndef TESTS_HTTP_MENTORING_WORLD_H
#define TESTS_HTTP_MENTORING_WORLD_H

#include "scoring/base/moment.h"
#include "tests/http/http_server.h"

#include <pthread.h>
#include <sys/mman.h>

#define WORLD_MENTORS  20
#define WORLD_STUDENTS 160
#define WORLD_REQUESTS 2048 /* remembered, the newest */
#define ID_SIZE        37

/* What clients do, as the audit calls it; create is of requests. */
static const char *const world_events[] = {"create",  "submit", "accept", "withdraw",
                                           "decline", "void",   "start",  "complete",
                                           "pause",   "resume", "change"};
#define WORLD_EVENTS (sizeof world_events / sizeof world_events[0])

struct world_request {
    char id[ID_SIZE], mentorship[ID_SIZE]; /* "" while there is none */
    int mentor, student;
};

struct world {
    pthread_mutex_t lock; /* of requests */
    _Atomic unsigned port;
    _Atomic bool over; /* clients end after what they are at */
    _Atomic long done, told_200, told_409, told_503, unexpected;
    char programme[ID_SIZE];
    char mentors[WORLD_MENTORS][ID_SIZE], offers[WORLD_MENTORS][ID_SIZE];
    char mentor_tokens[WORLD_MENTORS][TOKEN_TEXT_SIZE];
    char students[WORLD_STUDENTS][ID_SIZE];
    char student_tokens[WORLD_STUDENTS][TOKEN_TEXT_SIZE];
    struct world_request requests[WORLD_REQUESTS];
    unsigned requests_made;
    _Atomic long acknowledged[WORLD_EVENTS]; /* element i: 2xx for world_events[i] */
    char complaint[1000];                    /* the first unexpected reply */
};

static inline void world_copy_id(char target[ID_SIZE], const char *id)
{
    snprintf(target, ID_SIZE, "%s", id);
}

/* A POST or PATCH by token that must answer status; the member "id" of the reply. */
static inline void world_post(const struct http_server *server, const char *method,
                              const char *token, const char *target, const char *body, int status,
                              char ret_id[ID_SIZE])
{
    char value[512];
    struct http_reply reply =
        http_ask(server->port,
                 (struct http_ask){.method = method,
                                   .target = target,
                                   .token = token,
                                   .headers = "Content-Type: application/json\r\nIf-Match: *\r\n",
                                   .body = body});
    cr_assert(eq(int, reply.status, status), "%s %s: %s", method, target, reply.body);
    world_copy_id(ret_id, http_member(&reply, "id", value));
    http_reply_free(&reply);
}

static inline void world_import(struct http_server *server, int students)
{
    static char csv[WORLD_STUDENTS * 120 + WORLD_MENTORS * 120 + 200];
    size_t size = (size_t)snprintf(csv, sizeof csv, "external_id,role,name,programme,seats\n");
    for (int i = 0; i < students; i++)
        size += (size_t)snprintf(csv + size, sizeof csv - size, "s%03d,student,S,bouwkunde,\n", i);
    for (int i = 0; i < WORLD_MENTORS; i++)
        size += (size_t)snprintf(csv + size, sizeof csv - size, "m%03d,alumnus,M,bouwkunde,4\n", i);
    http_server_import(server, csv, "s000");
}

/* A programme of a year that has begun, without limits that matter here. */
static inline void world_programme(const struct http_server *server, char ret_id[ID_SIZE])
{
    char unit[ID_SIZE];
    char body[400];
    char today[MOMENT_TEXT_SIZE];
    moment_format(clock_utc_ms(), today);
    world_post(server, "POST", server->staff, "/v1/units",
               "{\"kind\":\"university\",\"name\":\"Example University\"}", 201, unit);
    snprintf(body, sizeof body,
             "{\"unit_id\":\"%s\",\"name\":\"Load\",\"starts_on\":\"%.10s\",\"ends_on\":"
             "\"%d-12-31\",\"requests_live_max\":50,\"hours_each\":0}",
             unit, today, date_year(clock_today()) + 1);
    world_post(server, "POST", server->staff, "/v1/programmes", body, 201, ret_id);
}

static inline void world_offer(struct world *world, struct http_server *server, int mentor,
                               int seats)
{
    char external_id[8];
    char text[300];
    char id[ID_SIZE];
    snprintf(external_id, sizeof external_id, "m%03d", mentor);
    world_copy_id(world->mentors[mentor], http_server_id(server, external_id));
    http_server_token(server, world->mentors[mentor], world->mentor_tokens[mentor]);
    snprintf(text, sizeof text, "{\"programme_id\":\"%s\",\"mentor_id\":\"%s\",\"seats\":%d}",
             world->programme, world->mentors[mentor], seats);
    world_post(server, "POST", world->mentor_tokens[mentor], "/v1/mentor-offers", text, 201,
               world->offers[mentor]);
    snprintf(text, sizeof text, "/v1/mentor-offers/%s/publish", world->offers[mentor]);
    world_post(server, "POST", world->mentor_tokens[mentor], text, "{}", 200, id);
}

static inline void world_student(struct world *world, struct http_server *server, int student)
{
    char external_id[8];
    char text[300];
    char id[ID_SIZE];
    snprintf(external_id, sizeof external_id, "s%03d", student);
    world_copy_id(world->students[student], http_server_id(server, external_id));
    http_server_token(server, world->students[student], world->student_tokens[student]);
    snprintf(text, sizeof text,
             "{\"programme_id\":\"%s\",\"student_id\":\"%s\",\"mentors_wanted\":10,"
             "\"fallback\":false}",
             world->programme, world->students[student]);
    world_post(server, "POST", world->student_tokens[student], "/v1/needs", text, 201, id);
}

/* In memory that children share; with that many seats in each offer. */
static inline struct world *world_new(struct http_server *server, int seats, int students)
{
    struct world *world =
        mmap(NULL, sizeof *world, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    cr_assert(ne(ptr, (void *)world, MAP_FAILED));
    pthread_mutexattr_t shared;
    pthread_mutexattr_init(&shared);
    pthread_mutexattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
    pthread_mutex_init(&world->lock, &shared);
    world->port = server->port;
    world_import(server, students);
    world_programme(server, world->programme);
    for (int i = 0; i < WORLD_MENTORS; i++)
        world_offer(world, server, i, seats);
    for (int i = 0; i < students; i++)
        world_student(world, server, i);
    return world;
}

/* ---- clients */

struct client {
    struct world *world;
    int fd; /* -1: not connected */
    unsigned port;
    uint64_t chance;
    unsigned number, asked;
    bool surely; /* each POST has a key, and is sent until there is an answer; no PATCH */
};

static inline unsigned client_chance(struct client *client, unsigned below)
{
    client->chance = client->chance * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)(client->chance >> 33) % below;
}

/* One request on the kept connection; status 0 when it broke: it may have been done or not. */
static inline struct http_reply client_ask(struct client *client, const char *method,
                                           const char *token, const char *target, const char *key,
                                           const char *body)
{
    char bytes[2000];
    if (client->fd >= 0 && client->port != client->world->port) {
        close(client->fd);
        client->fd = -1;
    }
    client->port = client->world->port;
    if (client->fd < 0)
        client->fd = http_connect((uint16_t)client->port);
    if (client->fd < 0)
        return (struct http_reply){.body = ""};
    int size = snprintf(bytes, sizeof bytes,
                        "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                        "Content-Type: application/json\r\nIf-Match: *\r\n%s%s%s"
                        "Content-Length: %zu\r\n\r\n%s",
                        method, target, token,
                        key == NULL ? "" : "Idempotency-Key: ", key == NULL ? "" : key,
                        key == NULL ? "" : "\r\n", strlen(body), body);
    bool sent = http_send(client->fd, bytes, (size_t)size);
    struct http_reply reply = {.closed = true, .body = ""};
    if (sent)
        reply = http_receive(client->fd, true);
    if (!sent || reply.closed) {
        close(client->fd);
        client->fd = -1;
    }
    return reply;
}

/* Whether it was done is not known: nothing came, or the server says to come again. */
static inline bool client_must_repeat(const struct http_reply *reply)
{
    return reply->status == 0 || reply->status == 503 || reply->status == 504 ||
           (reply->status == 409 && strstr(reply->body, "\"code\":\"busy\"") != NULL);
}

/* True of 404 to a mentor who answers what is still a draft: that they do not see. */
static inline bool client_sees_no_draft(const char *event, const struct http_reply *reply)
{
    return reply->status == 404 && (strcmp(event, "accept") == 0 || strcmp(event, "decline") == 0);
}

/* Counts a reply; what is none of 2xx, 409 and 503 is a complaint. */
static inline void client_count(struct client *client, const char *event,
                                const struct http_reply *reply)
{
    struct world *world = client->world;
    world->done++;
    if (reply->status == 200 || reply->status == 201) {
        world->told_200++;
        for (size_t i = 0; i < WORLD_EVENTS; i++)
            world->acknowledged[i] += strcmp(world_events[i], event) == 0;
    } else if (client_must_repeat(reply)) {
        world->told_503++;
    } else if (reply->status == 409 || client_sees_no_draft(event, reply)) {
        world->told_409++;
    } else if (world->unexpected++ == 0) {
        snprintf(world->complaint, sizeof world->complaint, "%s: %d %s", event, reply->status,
                 reply->body);
    }
}

/* As client_ask, counted; with a key of its own until it is known what became of it, if the client
 * wants to be sure. */
static inline struct http_reply client_do(struct client *client, const char *event,
                                          const char *method, const char *token, const char *target,
                                          const char *body)
{
    char key[60];
    snprintf(key, sizeof key, "client-%u-%u", client->number, ++client->asked);
    struct http_reply reply =
        client_ask(client, method, token, target, client->surely ? key : NULL, body);
    client_count(client, event, &reply);
    while (client->surely && client_must_repeat(&reply)) {
        http_reply_free(&reply);
        usleep(20000);
        reply = client_ask(client, method, token, target, key, body);
        client_count(client, event, &reply);
    }
    return reply;
}

static inline struct world_request client_pick(struct client *client)
{
    struct world *world = client->world;
    struct world_request request = {0};
    pthread_mutex_lock(&world->lock);
    unsigned count = world->requests_made;
    if (count > 0)
        request =
            world->requests[client_chance(client, count < WORLD_REQUESTS ? count : WORLD_REQUESTS)];
    pthread_mutex_unlock(&world->lock);
    return request;
}

static inline void world_remember(struct world *world, const struct world_request *request)
{
    pthread_mutex_lock(&world->lock);
    world->requests[world->requests_made++ % WORLD_REQUESTS] = *request;
    pthread_mutex_unlock(&world->lock);
}

static inline void world_remember_mentorship(struct world *world, const char *request,
                                             const char *mentorship)
{
    pthread_mutex_lock(&world->lock);
    for (size_t i = 0; i < WORLD_REQUESTS; i++)
        if (strcmp(world->requests[i].id, request) == 0)
            world_copy_id(world->requests[i].mentorship, mentorship);
    pthread_mutex_unlock(&world->lock);
}

/* ---- what clients do at random */

static inline void random_request(struct client *client)
{
    struct world *world = client->world;
    struct world_request request = {.mentor = (int)client_chance(client, WORLD_MENTORS),
                                    .student = (int)client_chance(client, WORLD_STUDENTS)};
    const char *token = world->student_tokens[request.student];
    char value[512];
    char text[400];
    snprintf(text, sizeof text,
             "{\"programme_id\":\"%s\",\"student_id\":\"%s\",\"mentor_id\":\"%s\"}",
             world->programme, world->students[request.student], world->mentors[request.mentor]);
    struct http_reply reply =
        client_do(client, "create", "POST", token, "/v1/mentoring-requests", text);
    bool made = reply.status == 201;
    world_copy_id(request.id, http_member(&reply, "id", value));
    http_reply_free(&reply);
    if (!made)
        return;
    world_remember(world, &request);
    snprintf(text, sizeof text, "/v1/mentoring-requests/%s/submit", request.id);
    reply = client_do(client, "submit", "POST", token, text, "{}");
    http_reply_free(&reply);
}

static inline void random_event(struct client *client, const char *event, bool by_mentor,
                                const char *body)
{
    struct world *world = client->world;
    struct world_request request = client_pick(client);
    char value[512];
    char target[200];
    if (request.id[0] == '\0')
        return;
    snprintf(target, sizeof target, "/v1/mentoring-requests/%s/%s", request.id, event);
    struct http_reply reply = client_do(client, event, "POST",
                                        by_mentor ? world->mentor_tokens[request.mentor]
                                                  : world->student_tokens[request.student],
                                        target, body);
    http_member(&reply, "mentorship_id", value);
    if (reply.status == 200 && value[0] != '\0')
        world_remember_mentorship(world, request.id, value);
    http_reply_free(&reply);
}

static inline void random_mentorship_event(struct client *client, const char *event,
                                           const char *body)
{
    struct world *world = client->world;
    struct world_request request = client_pick(client);
    char target[200];
    if (request.mentorship[0] == '\0')
        return;
    snprintf(target, sizeof target, "/v1/mentorships/%s/%s", request.mentorship, event);
    struct http_reply reply =
        client_do(client, event, "POST", world->mentor_tokens[request.mentor], target, body);
    http_reply_free(&reply);
}

static inline void random_offer_change(struct client *client)
{
    static const char *const events[] = {"pause", "resume", "resume"};
    struct world *world = client->world;
    unsigned mentor = client_chance(client, WORLD_MENTORS);
    unsigned what = client_chance(client, client->surely ? 3 : 6);
    bool edit = what >= 3;
    char target[200];
    char body[40] = "{}";
    snprintf(target, sizeof target, "/v1/mentor-offers/%s%s%s", world->offers[mentor],
             edit ? "" : "/", edit ? "" : events[what]);
    if (edit)
        snprintf(body, sizeof body, "{\"seats\":%u}", 1 + client_chance(client, 5));
    struct http_reply reply =
        client_do(client, edit ? "change" : events[what], edit ? "PATCH" : "POST",
                  world->mentor_tokens[mentor], target, body);
    http_reply_free(&reply);
}

static inline void random_step(struct client *client)
{
    unsigned chance = client_chance(client, 100);
    if (chance < 30)
        random_request(client);
    else if (chance < 55)
        random_event(client, "accept", true, "{}");
    else if (chance < 62)
        random_event(client, "withdraw", false, "{}");
    else if (chance < 66)
        random_event(client, "decline", true, "{\"reason_code\":\"no_time\"}");
    else if (chance < 78)
        random_mentorship_event(client, "void", "{\"reason_code\":\"no_time\"}");
    else if (chance < 86)
        random_mentorship_event(client, "start", "{}");
    else if (chance < 94)
        random_mentorship_event(client, "complete", "{}");
    else
        random_offer_change(client);
}

/* Runs `count` processes of main, each with its number and seed; waits for all of them. */
static inline void world_run(struct world *world, unsigned count, uint64_t seed,
                             void (*main)(struct client *client))
{
    pid_t children[128];
    cr_assert(count <= 128);
    for (unsigned i = 0; i < count; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            struct client client = {
                .world = world, .fd = -1, .number = i, .chance = seed * 1000 + i + 1};
            main(&client);
            _exit(0);
        }
    }
    for (unsigned i = 0; i < count; i++) {
        int status = 0;
        cr_assert(eq(int, waitpid(children[i], &status, 0), children[i]));
        cr_expect(eq(int, status, 0), "client %u", i);
    }
}

#endif
