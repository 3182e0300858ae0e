/* A small scene for tests of mentoring over HTTP: two students, two mentors, one who is both, a
 * programme of this year and the next, and the first mentor's offer of two seats in it; a token
 * each. Everything in it was made over HTTP. */
#ifndef TESTS_HTTP_MENTORING_SCENE_H
#define TESTS_HTTP_MENTORING_SCENE_H

#include "tests/http/http_server.h"

#include <stdarg.h>

#define SCENE_ID_SIZE ((size_t)37)
#define SCENE_NOBODY  "01990000-0000-7000-8000-00000000dead"
#define SCENE_JSON    "Content-Type: application/json\r\n"

struct scene_person {
    char id[SCENE_ID_SIZE];
    char token[TOKEN_TEXT_SIZE];
};

struct scene {
    struct http_server server;
    struct scene_person student, other_student, mentor, other_mentor, both;
    char unit[SCENE_ID_SIZE], programme[SCENE_ID_SIZE], offer[SCENE_ID_SIZE];
};

/* A request with a body of JSON; token and body may be NULL, headers too. */
static inline struct http_reply scene_send(const struct scene *scene, const char *method,
                                           const char *token, const char *target,
                                           const char *headers, const char *body)
{
    char lines[700];
    snprintf(lines, sizeof lines, "%s%s", body == NULL ? "" : SCENE_JSON,
             headers == NULL ? "" : headers);
    return http_ask(
        scene->server.port,
        (struct http_ask){
            .method = method, .target = target, .token = token, .headers = lines, .body = body});
}

/* Adds an object, which must be 201; its id. */
static inline void scene_make(const struct scene *scene, const char *token, const char *collection,
                              const char *body, char ret_id[SCENE_ID_SIZE])
{
    char value[512];
    char target[100];
    snprintf(target, sizeof target, "/v1/%s", collection);
    struct http_reply reply = scene_send(scene, "POST", token, target, NULL, body);
    cr_assert(eq(int, reply.status, 201), "%s: %s", collection, reply.body);
    snprintf(ret_id, SCENE_ID_SIZE, "%.36s", http_member(&reply, "id", value));
    http_reply_free(&reply);
}

/* POST /v1/<collection>/<id>/<path>. */
static inline struct http_reply scene_fire(const struct scene *scene, const char *token,
                                           const char *collection, const char *id, const char *path,
                                           const char *body)
{
    char target[200];
    snprintf(target, sizeof target, "/v1/%s/%s/%s", collection, id, path);
    return scene_send(scene, "POST", token, target, NULL, body);
}

/* The same, which must be 200. */
static inline void scene_do(const struct scene *scene, const char *token, const char *collection,
                            const char *id, const char *path, const char *body)
{
    struct http_reply reply = scene_fire(scene, token, collection, id, path, body);
    cr_assert(eq(int, reply.status, 200), "%s %s: %s", collection, path, reply.body);
    http_reply_free(&reply);
}

static inline void scene_find(struct scene *scene, const char *external_id,
                              struct scene_person *ret_person)
{
    snprintf(ret_person->id, SCENE_ID_SIZE, "%.36s", http_server_id(&scene->server, external_id));
    http_server_token(&scene->server, ret_person->id, ret_person->token);
}

static inline void scene_programme(struct scene *scene)
{
    char body[300];
    int year = (int)(clock_today() / 10000);
    scene_make(scene, scene->server.staff, "units",
               "{\"kind\":\"university\",\"name\":\"Example University\"}", scene->unit);
    snprintf(body, sizeof body,
             "{\"unit_id\":\"%s\",\"name\":\"Mentors\",\"starts_on\":\"%d-01-01\","
             "\"ends_on\":\"%d-12-31\"}",
             scene->unit, year, year + 1);
    scene_make(scene, scene->server.staff, "programmes", body, scene->programme);
}

/* An offer of a mentor's, published. */
static inline void scene_offer(const struct scene *scene, const struct scene_person *mentor,
                               int seats, char ret_id[SCENE_ID_SIZE])
{
    char body[300];
    snprintf(body, sizeof body, "{\"programme_id\":\"%s\",\"mentor_id\":\"%s\",\"seats\":%d}",
             scene->programme, mentor->id, seats);
    scene_make(scene, mentor->token, "mentor-offers", body, ret_id);
    scene_do(scene, mentor->token, "mentor-offers", ret_id, "publish", NULL);
}

/* A student's draft to a mentor who has an offer. */
static inline void scene_draft(const struct scene *scene, const struct scene_person *student,
                               const struct scene_person *mentor, char ret_id[SCENE_ID_SIZE])
{
    char body[400];
    snprintf(body, sizeof body,
             "{\"programme_id\":\"%s\",\"student_id\":\"%s\",\"mentor_id\":\"%s\","
             "\"message\":\"May I?\"}",
             scene->programme, student->id, mentor->id);
    scene_make(scene, student->token, "mentoring-requests", body, ret_id);
}

/* The same, submitted. */
static inline void scene_request(const struct scene *scene, const struct scene_person *student,
                                 const struct scene_person *mentor, char ret_id[SCENE_ID_SIZE])
{
    scene_draft(scene, student, mentor, ret_id);
    scene_do(scene, student->token, "mentoring-requests", ret_id, "submit", NULL);
}

/* Accepts a request: the mentorship that it made. */
static inline void scene_accept(const struct scene *scene, const struct scene_person *mentor,
                                const char *request, char ret_mentorship[SCENE_ID_SIZE])
{
    char value[512];
    struct http_reply reply =
        scene_fire(scene, mentor->token, "mentoring-requests", request, "accept", NULL);
    cr_assert(eq(int, reply.status, 200), "%s", reply.body);
    snprintf(ret_mentorship, SCENE_ID_SIZE, "%.36s", http_member(&reply, "mentorship_id", value));
    http_reply_free(&reply);
}

static inline struct scene scene_new(void)
{
    static const char people[] = "external_id,role,name,email,programme,seats\n"
                                 "s1,student,Sanne Bos,sanne@example.org,bouwkunde,\n"
                                 "s2,student,Sven Lund,sven@example.org,bouwkunde,\n"
                                 "m1,alumnus,Abe Smit,abe@example.org,bouwkunde,4\n"
                                 "m2,alumnus,Ann Ek,ann@example.org,bouwkunde,4\n"
                                 "b1,both,Bo Berg,bo@example.org,bouwkunde,4\n";
    /* Its clock would promote and end what a test put in a state by hand. */
    static const char *const settings[] = {"KRING_TICK_MS", "0", "KRING_RUN_POLL_MS", "20", NULL};
    struct scene scene = {.server = http_server_start(settings)};
    http_server_import(&scene.server, people, "s1");
    scene_find(&scene, "s1", &scene.student);
    scene_find(&scene, "s2", &scene.other_student);
    scene_find(&scene, "m1", &scene.mentor);
    scene_find(&scene, "m2", &scene.other_mentor);
    scene_find(&scene, "b1", &scene.both);
    scene_programme(&scene);
    scene_offer(&scene, &scene.mentor, 2, scene.offer);
    return scene;
}

static inline void scene_end(struct scene *scene)
{
    http_server_stop(&scene->server);
}

/* ---- asking, with the answer that is expected */

#define TARGET_SIZE ((size_t)300)
#define BODY_SIZE   ((size_t)600)
#define IF_ANY      "If-Match: *\r\n"

struct ask {
    const char *method, *token, *target, *headers, *body;
    int status;
    const char *text; /* that must be in the reply, or NULL */
};

/* A reply as expected, which the caller frees. */
static inline struct http_reply ask(const struct scene *scene, struct ask ask)
{
    struct http_reply reply =
        scene_send(scene, ask.method, ask.token, ask.target, ask.headers, ask.body);
    cr_expect(eq(int, reply.status, ask.status), "%s %s %s: %s", ask.method, ask.target,
              ask.body == NULL ? "" : ask.body, reply.body);
    if (ask.text != NULL)
        cr_expect(ne(ptr, strstr(reply.body, ask.text), NULL), "%s %s: %s not in %s", ask.method,
                  ask.target, ask.text, reply.body);
    return reply;
}

static inline void expect(const struct scene *scene, struct ask row)
{
    struct http_reply reply = ask(scene, row);
    http_reply_free(&reply);
}

static inline const char *print(char *room, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static inline const char *print(char *room, size_t size, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(room, size, format, arguments);
    va_end(arguments);
    return room;
}

#define PRINT(room, ...) print((room), sizeof(room), __VA_ARGS__)

static inline void get_etag(const struct scene *scene, const char *token, const char *target,
                            char ret_etag[512])
{
    struct http_reply reply = ask(scene, (struct ask){"GET", token, target, NULL, NULL, 200, NULL});
    http_header(&reply, "ETag", ret_etag);
    http_reply_free(&reply);
}

#endif
