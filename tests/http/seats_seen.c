/* Search knows seats: who cannot take one more student is gone from the search within a second of
 * the change, told as such where seats=any asks for everybody, and back when they can again. */
#include "tests/http/mentoring_scene.h"

#define SEEN_MS_MAX 1000
#define LOOK_US     20000
#define ALL         "&filter=seats=any"
#define NOT_FOUND   ""
#define QUERY_SIZE  200

TestSuite(seats_seen, .timeout = 120);

/* The availability of a mentor among those found for the student; NOT_FOUND when they are not. */
static void look(const struct scene *scene, const char *query, const char *mentor,
                 char ret_word[40])
{
    char target[TARGET_SIZE];
    char mark[60];
    print(target, sizeof target, "/v1/people/%s/mentors?limit=50%s", scene->student.id, query);
    struct http_reply reply = scene_send(scene, "GET", scene->student.token, target, NULL, NULL);
    cr_assert(eq(int, reply.status, 200), "%s: %s", target, reply.body);
    print(mark, sizeof mark, "\"id\":\"%s\"", mentor);
    const char *at = strstr(reply.body, mark);
    at = at == NULL ? NULL : strstr(at, "\"availability\":\"");
    ret_word[0] = '\0';
    if (at != NULL)
        sscanf(at, "\"availability\":\"%39[a-z_]\"", ret_word);
    http_reply_free(&reply);
}

/* Looks until it is as wanted, for a second from now at most. */
static void seen(const struct scene *scene, const char *query, const char *mentor,
                 const char *wanted)
{
    char word[40];
    int64_t began = clock_ms();
    look(scene, query, mentor, word);
    while (strcmp(word, wanted) != 0 && clock_ms() - began < SEEN_MS_MAX) {
        usleep(LOOK_US);
        look(scene, query, mentor, word);
    }
    cr_assert(eq(str, word, (char *)wanted), "%s, after %lld ms", query,
              (long long)(clock_ms() - began));
}

/* After a change: gone from the search, and what it is told with seats=any. */
static void gone(const struct scene *scene, const struct scene_person *mentor, const char *word)
{
    char target[TARGET_SIZE];
    char code[60];
    seen(scene, "", mentor->id, NOT_FOUND);
    seen(scene, ALL, mentor->id, word);
    print(target, sizeof target, "/v1/people/%s/mentors/%s", scene->student.id, mentor->id);
    print(code, sizeof code, "\"reason_code\":\"%s\"", word);
    expect(scene, (struct ask){.method = "GET",
                               .token = scene->student.token,
                               .target = target,
                               .status = 200,
                               .text = code});
}

static void back(const struct scene *scene, const struct scene_person *mentor)
{
    seen(scene, "", mentor->id, "available");
    seen(scene, ALL, mentor->id, "available");
}

Test(seats_seen, who_becomes_full_is_gone_and_comes_back_with_a_free_seat)
{
    struct scene scene = scene_new();
    char offer[SCENE_ID_SIZE];
    char request[SCENE_ID_SIZE];
    char mentorship[SCENE_ID_SIZE];
    scene_offer(&scene, &scene.other_mentor, 1, offer);
    back(&scene, &scene.other_mentor);
    scene_request(&scene, &scene.other_student, &scene.other_mentor, request);
    scene_accept(&scene, &scene.other_mentor, request, mentorship);
    gone(&scene, &scene.other_mentor, "full");
    scene_do(&scene, scene.other_mentor.token, "mentorships", mentorship, "void",
             "{\"reason_code\":\"no_time\"}");
    back(&scene, &scene.other_mentor);
    scene_end(&scene);
}

Test(seats_seen, who_pauses_is_gone_and_comes_back_when_they_resume)
{
    struct scene scene = scene_new();
    back(&scene, &scene.mentor);
    scene_do(&scene, scene.mentor.token, "mentor-offers", scene.offer, "pause", NULL);
    gone(&scene, &scene.mentor, "paused");
    scene_do(&scene, scene.mentor.token, "mentor-offers", scene.offer, "resume", NULL);
    back(&scene, &scene.mentor);
    scene_end(&scene);
}

Test(seats_seen, whose_hours_are_spent_is_gone_and_comes_back_with_more)
{
    struct scene scene = scene_new();
    char target[TARGET_SIZE];
    char request[SCENE_ID_SIZE];
    char mentorship[SCENE_ID_SIZE];
    print(target, sizeof target, "/v1/programmes/%s", scene.programme);
    expect(&scene, (struct ask){"PATCH", scene.server.staff, target, IF_ANY, "{\"hours_each\":10}",
                                200, NULL});
    print(target, sizeof target, "/v1/people/%s", scene.mentor.id);
    expect(&scene, (struct ask){"PATCH", scene.server.staff, target, IF_ANY, "{\"hours_max\":10}",
                                200, NULL});
    back(&scene, &scene.mentor);
    scene_request(&scene, &scene.other_student, &scene.mentor, request);
    scene_accept(&scene, &scene.mentor, request, mentorship);
    gone(&scene, &scene.mentor, "hours_spent");
    expect(&scene, (struct ask){"PATCH", scene.server.staff, target, IF_ANY, "{\"hours_max\":20}",
                                200, NULL});
    back(&scene, &scene.mentor);
    scene_end(&scene);
}

Test(seats_seen, a_filter_finds_who_has_a_free_seat_in_a_programme)
{
    struct scene scene = scene_new();
    char query[QUERY_SIZE];
    char any[QUERY_SIZE];
    char nowhere[QUERY_SIZE];
    print(query, sizeof query, "&filter=programme=%s", scene.programme);
    print(any, sizeof any, "%s" ALL, query);
    print(nowhere, sizeof nowhere, "&filter=programme=%s", SCENE_NOBODY);
    seen(&scene, query, scene.mentor.id, "available");
    seen(&scene, query, scene.other_mentor.id, NOT_FOUND); /* has no offer */
    seen(&scene, any, scene.other_mentor.id, NOT_FOUND);
    seen(&scene, "", scene.other_mentor.id, "available");
    seen(&scene, nowhere, scene.mentor.id, NOT_FOUND);
    scene_do(&scene, scene.mentor.token, "mentor-offers", scene.offer, "pause", NULL);
    seen(&scene, query, scene.mentor.id, NOT_FOUND);
    seen(&scene, any, scene.mentor.id, "paused");
    expect(&scene, (struct ask){.method = "GET",
                                .token = scene.student.token,
                                .target = print(any, sizeof any,
                                                "/v1/people/%s/mentors?filter=programme=Bachelor",
                                                scene.student.id),
                                .status = 400,
                                .text = "a programme is given by its id"});
    scene_end(&scene);
}
