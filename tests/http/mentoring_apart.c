/* Who is kept apart stays apart, over HTTP: by a rule that comes after the request, by a rematch,
 * after which the need can still be changed, and until the student sends what they write. */
#include "tests/http/mentoring_scene.h"

static void change(const struct scene *scene, const char *token, const char *collection,
                   const char *id, const char *body, int status, const char *text)
{
    char target[TARGET_SIZE];
    PRINT(target, "/v1/%s/%s", collection, id);
    expect(scene, (struct ask){"PATCH", token, target, IF_ANY, body, status, text});
}

/* Asks until the answer is status: what was written is in memory within a second. */
static void become(const struct scene *scene, const char *token, const char *target, int wanted)
{
    int64_t until = clock_ms() + 2000;
    int status = 0;
    while (status != wanted && clock_ms() < until) {
        struct http_reply reply = scene_send(scene, "GET", token, target, NULL, NULL);
        status = reply.status;
        http_reply_free(&reply);
    }
    cr_assert(eq(int, status, wanted), "%s", target);
}

Test(mentoring_apart, a_rule_that_comes_after_the_request_holds_at_its_acceptance)
{
    struct scene scene = scene_new();
    char request[SCENE_ID_SIZE];
    char mentorship[SCENE_ID_SIZE];
    char target[TARGET_SIZE];
    char body[BODY_SIZE];
    scene_request(&scene, &scene.student, &scene.mentor, request);
    PRINT(body, "{\"rules\":[{\"rule\":\"never\",\"student_id\":\"%s\",\"mentor_id\":\"%s\"}]}",
          scene.student.id, scene.mentor.id);
    change(&scene, scene.server.staff, "programmes", scene.programme, body, 200, NULL);
    PRINT(target, "/v1/mentoring-requests/%s/accept", request);
    expect(&scene,
           (struct ask){"POST", scene.mentor.token, target, NULL, NULL, 409, "\"code\":\"never\""});
    change(&scene, scene.server.staff, "programmes", scene.programme, "{\"rules\":null}", 200,
           NULL);
    scene_accept(&scene, &scene.mentor, request, mentorship);
    scene_end(&scene);
}

Test(mentoring_apart, a_need_can_be_changed_after_a_rematch)
{
    struct scene scene = scene_new();
    char need[SCENE_ID_SIZE];
    char request[SCENE_ID_SIZE];
    char mentorship[SCENE_ID_SIZE];
    char body[BODY_SIZE];
    PRINT(body, "{\"programme_id\":\"%s\",\"student_id\":\"%s\",\"ranked\":[\"%s\",\"%s\"]}",
          scene.programme, scene.student.id, scene.mentor.id, scene.both.id);
    scene_make(&scene, scene.student.token, "needs", body, need);
    scene_request(&scene, &scene.student, &scene.mentor, request);
    scene_accept(&scene, &scene.mentor, request, mentorship);
    scene_do(&scene, scene.student.token, "mentorships", mentorship, "start", NULL);
    scene_do(&scene, scene.student.token, "mentorships", mentorship, "rematch", NULL);
    PRINT(body, "\"avoided\":[\"%s\"]", scene.mentor.id);
    change(&scene, scene.student.token, "needs", need, "{\"fallback\":false}", 200, body);
    PRINT(body, "{\"avoided\":[\"%s\",\"%s\"]}", scene.mentor.id, scene.both.id);
    change(&scene, scene.student.token, "needs", need, body, 422,
           "\"pointer\":\"/avoided/1\",\"code\":\"both\"");
    scene_end(&scene);
}

Test(mentoring_apart, a_need_can_be_changed_after_a_mentor_it_names_is_none_any_more)
{
    struct scene scene = scene_new();
    char need[SCENE_ID_SIZE];
    char target[TARGET_SIZE];
    char body[BODY_SIZE];
    PRINT(body,
          "{\"programme_id\":\"%s\",\"student_id\":\"%s\",\"ranked\":[\"%s\",\"%s\"],"
          "\"avoided\":[\"%s\"]}",
          scene.programme, scene.student.id, scene.mentor.id, scene.both.id, scene.other_mentor.id);
    scene_make(&scene, scene.student.token, "needs", body, need);
    PRINT(body, "{\"rules\":[{\"rule\":\"never\",\"student_id\":\"%s\",\"mentor_id\":\"%s\"}]}",
          scene.other_student.id, scene.mentor.id);
    change(&scene, scene.server.staff, "programmes", scene.programme, body, 200, NULL);
    change(&scene, scene.server.staff, "people", scene.both.id, "{\"role\":\"student\"}", 200,
           NULL);
    const struct scene_person *const leaving[] = {&scene.mentor, &scene.other_mentor};
    for (size_t i = 0; i < SHAPE_COUNT(leaving); i++)
        expect(&scene, (struct ask){"DELETE", scene.server.staff,
                                    PRINT(target, "/v1/people/%s?grace=skip", leaving[i]->id),
                                    IF_ANY, NULL, 204, NULL});
    PRINT(target, "/v1/people/%s/students", scene.both.id);
    become(&scene, scene.server.staff, target, 409);
    PRINT(body, "\"ranked\":[\"%s\"],\"fallback\":false", scene.both.id);
    change(&scene, scene.student.token, "needs", need, "{\"fallback\":false}", 200, body);
    PRINT(body, "{\"avoided\":[\"%s\"]}", scene.other_student.id);
    change(&scene, scene.student.token, "needs", need, body, 422, "no_alumnus");
    PRINT(target, "/v1/programmes/%s", scene.programme);
    struct http_reply reply =
        ask(&scene, (struct ask){"GET", scene.server.staff, target, NULL, NULL, 200, NULL});
    cr_expect(eq(ptr, strstr(reply.body, scene.mentor.id), NULL), "%s", reply.body);
    http_reply_free(&reply);
    scene_end(&scene);
}

Test(mentoring_apart, what_a_student_never_sent_the_mentor_never_sees)
{
    struct scene scene = scene_new();
    char ids[2][SCENE_ID_SIZE];
    char target[TARGET_SIZE];
    scene_draft(&scene, &scene.student, &scene.mentor, ids[0]);
    scene_request(&scene, &scene.other_student, &scene.mentor, ids[1]);
    PRINT(target, "/v1/mentoring-requests/%s", ids[0]);
    expect(&scene, (struct ask){"GET", scene.mentor.token, target, NULL, NULL, 404, NULL});
    expect(&scene, (struct ask){"GET", scene.student.token, target, NULL, NULL, 200, "May I?"});
    expect(&scene, (struct ask){"GET", scene.server.staff, target, NULL, NULL, 200, "May I?"});
    PRINT(target, "/v1/mentoring-requests/%s/accept", ids[0]);
    expect(&scene, (struct ask){"POST", scene.mentor.token, target, NULL, NULL, 404, NULL});
    scene_do(&scene, scene.student.token, "mentoring-requests", ids[0], "withdraw", NULL);
    scene_do(&scene, scene.other_student.token, "mentoring-requests", ids[1], "withdraw", NULL);
    struct http_reply reply =
        ask(&scene, (struct ask){"GET", scene.mentor.token, "/v1/mentoring-requests?count=exact",
                                 NULL, NULL, 200, "\"count\":1"});
    cr_expect(eq(ptr, strstr(reply.body, ids[0]), NULL), "%s", reply.body);
    cr_expect(ne(ptr, strstr(reply.body, ids[1]), NULL), "%s", reply.body);
    http_reply_free(&reply);
    scene_end(&scene);
}

static void expect_words(const struct scene *scene, const char *token, const char *target,
                         bool told)
{
    static const char *const words[] = {"\"choice\":2", "fallback", "step"};
    struct http_reply reply = ask(scene, (struct ask){"GET", token, target, NULL, NULL, 200, NULL});
    for (size_t i = 0; i < 3; i++)
        if (!told || i == 0)
            cr_expect(eq(int, strstr(reply.body, words[i]) != NULL, told), "%s: %s", words[i],
                      reply.body);
    http_reply_free(&reply);
}

Test(mentoring_apart, which_choice_a_mentor_is_they_are_not_told)
{
    struct scene scene = scene_new();
    char id[SCENE_ID_SIZE];
    char body[BODY_SIZE];
    char target[TARGET_SIZE];
    scene_offer(&scene, &scene.both, 2, id);
    PRINT(body, "{\"programme_id\":\"%s\",\"student_id\":\"%s\",\"ranked\":[\"%s\",\"%s\"]}",
          scene.programme, scene.student.id, scene.mentor.id, scene.both.id);
    scene_make(&scene, scene.student.token, "needs", body, id);
    scene_request(&scene, &scene.student, &scene.mentor, id);
    scene_do(&scene, scene.mentor.token, "mentoring-requests", id, "decline",
             "{\"reason_code\":\"no_time\"}");
    PRINT(target, "/v1/mentoring-requests/%s",
          database_sql(scene.server.database.raw,
                       "SELECT id FROM mentoring_request WHERE choice = 2"));
    expect_words(&scene, scene.student.token, target, true);
    expect_words(&scene, scene.server.staff, target, true);
    expect_words(&scene, scene.both.token, target, false);
    expect_words(&scene, scene.both.token, "/v1/mentoring-requests", false);
    expect_words(&scene, scene.both.token, "/v1/me/export", false);
    scene_end(&scene);
}

static void appoint_everywhere(const struct scene *scene, const struct scene_person *person)
{
    char id[SCENE_ID_SIZE];
    char body[BODY_SIZE];
    PRINT(body, "{\"person_id\":\"%s\",\"role\":\"coordinator\"}", person->id);
    scene_make(scene, scene->server.staff, "appointments", body, id);
    become(scene, person->token, "/v1/people?limit=1", 200);
}

Test(mentoring_apart, staff_who_are_a_party_act_on_their_own_side_alone)
{
    struct scene scene = scene_new();
    const struct scene_person *staff = &scene.both;
    char offer[SCENE_ID_SIZE];
    char ids[2][SCENE_ID_SIZE];
    char target[TARGET_SIZE];
    char body[BODY_SIZE];
    scene_offer(&scene, staff, 2, offer);
    scene_draft(&scene, &scene.student, staff, ids[0]);
    scene_request(&scene, staff, &scene.mentor, ids[1]);
    appoint_everywhere(&scene, staff);
    PRINT(body, "{\"programme_id\":\"%s\",\"student_id\":\"%s\",\"mentor_id\":\"%s\"}",
          scene.programme, scene.other_student.id, staff->id);
    expect(&scene, (struct ask){"POST", staff->token, "/v1/mentoring-requests", NULL, body, 422,
                                "\"pointer\":\"/student_id\",\"code\":\"not_yours\""});
    PRINT(target, "/v1/mentoring-requests/%s", ids[0]);
    expect(&scene, (struct ask){"GET", staff->token, target, NULL, NULL, 404, NULL});
    PRINT(target, "/v1/mentoring-requests/%s/submit", ids[0]);
    expect(&scene, (struct ask){"POST", staff->token, target, NULL, NULL, 404, NULL});
    expect(&scene, (struct ask){"GET", staff->token, "/v1/mentoring-requests?count=exact", NULL,
                                NULL, 200, "\"count\":1"});
    PRINT(target, "/v1/mentoring-requests/%s/accept", ids[1]);
    expect(&scene, (struct ask){"POST", staff->token, target, NULL, NULL, 403, "forbidden"});
    PRINT(target, "/v1/mentoring-requests/%s/withdraw", ids[1]);
    expect(&scene, (struct ask){"POST", staff->token, target, NULL, NULL, 200, "withdrawn"});
    scene_do(&scene, scene.student.token, "mentoring-requests", ids[0], "submit", NULL);
    scene_do(&scene, staff->token, "mentoring-requests", ids[0], "decline",
             "{\"reason_code\":\"conflict_of_interest\"}");
    scene_end(&scene);
}
