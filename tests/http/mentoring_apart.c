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
