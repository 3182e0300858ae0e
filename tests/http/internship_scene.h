/* What the stories of internships start from: a programme, a career centre, a lead, applications.
 */
#ifndef TESTS_HTTP_INTERNSHIP_SCENE_H
#define TESTS_HTTP_INTERNSHIP_SCENE_H

#include "tests/http/mentoring_scene.h"

struct internship {
    struct scene scene;
    char programme[SCENE_ID_SIZE], lead[SCENE_ID_SIZE], application[SCENE_ID_SIZE];
    struct scene_person school; /* of the career centre */
};

static inline void make_lead(struct internship *all, int seats, const char *more,
                             char ret_lead[SCENE_ID_SIZE])
{
    char body[1000];
    int year = (int)(clock_today() / 10000);
    PRINT(body,
          "{\"programme_id\":\"%s\",\"host_id\":\"%s\",\"title\":\"Bridges of Delft\","
          "\"text\":\"Half a year with those who keep the bridges.\",\"employer\":\"Smit & Co\","
          "\"starts_on\":\"%d-02-01\",\"ends_on\":\"%d-06-30\",\"apply_until\":\"%d-01-15\","
          "\"seats\":%d%s}",
          all->programme, all->scene.mentor.id, year + 1, year + 1, year + 1, seats, more);
    scene_make(&all->scene, all->scene.mentor.token, "internship-leads", body, ret_lead);
}

static inline struct internship begin(void)
{
    struct internship all = {.scene = scene_new()};
    struct scene *scene = &all.scene;
    char body[BODY_SIZE];
    int year = (int)(clock_today() / 10000);
    PRINT(body,
          "{\"unit_id\":\"%s\",\"kind\":\"internships\",\"name\":\"Internships\","
          "\"starts_on\":\"%d-01-01\",\"ends_on\":\"%d-12-31\"}",
          scene->unit, year, year + 1);
    scene_make(scene, scene->server.staff, "programmes", body, all.programme);
    all.school = scene->other_mentor;
    PRINT(body, "{\"person_id\":\"%s\",\"role\":\"career_centre\",\"unit_id\":\"%s\"}",
          all.school.id, scene->unit);
    char appointment[SCENE_ID_SIZE];
    scene_make(scene, scene->server.staff, "appointments", body, appointment);
    /* Until the server has seen the role. */
    for (int status = 0; status != 200; usleep(5000)) {
        struct http_reply reply =
            scene_send(scene, "GET", all.school.token, "/v1/people", NULL, NULL);
        status = reply.status;
        http_reply_free(&reply);
    }
    return all;
}

/* An event that must be answered so. */
static inline void fire(const struct internship *all, const char *token, const char *collection,
                        const char *id, const char *path, const char *body, int status,
                        const char *text)
{
    struct http_reply reply = scene_fire(&all->scene, token, collection, id, path, body);
    cr_assert(eq(int, reply.status, status), "%s: %s", path, reply.body);
    cr_expect(text == NULL || strstr(reply.body, text) != NULL, "%s: %s", path, reply.body);
    http_reply_free(&reply);
}

#define LEAD(token, path, body, status, text)                                                      \
    fire(all, (token), "internship-leads", all->lead, (path), (body), (status), (text))
#define APPLY(token, path, body, status, text)                                                     \
    fire(all, (token), "applications", all->application, (path), (body), (status), (text))

static inline void apply(struct internship *all, const struct scene_person *student,
                         char ret_id[SCENE_ID_SIZE])
{
    char body[BODY_SIZE];
    PRINT(body,
          "{\"programme_id\":\"%s\",\"lead_id\":\"%s\",\"student_id\":\"%s\",\"message\":\"I like "
          "bridges.\"}",
          all->programme, all->lead, student->id);
    scene_make(&all->scene, student->token, "applications", body, ret_id);
}

#endif
