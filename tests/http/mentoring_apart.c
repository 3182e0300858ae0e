/* Who is kept apart stays apart, over HTTP: by a rule that comes after the request, and by a
 * rematch, after which the need can still be changed. */
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
