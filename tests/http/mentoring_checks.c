/* What is checked of mentoring beyond shapes and SQL, over HTTP: days, weights, typed wishes and
 * conditions, whom a need names, and who may meet whom. */
#include "tests/http/mentoring_scene.h"

#define WORDS_SIZE ((size_t)200)

/* {"programme_id":…,"student_id":…,MORE}; the same with another member and id. */
static const char *body_of(char body[BODY_SIZE], const struct scene *scene, const char *member,
                           const char *id, const char *more)
{
    snprintf(body, BODY_SIZE, "{\"programme_id\":\"%s\",\"%s\":\"%s\"%s%s}", scene->programme,
             member, id, more[0] == '\0' ? "" : ",", more);
    return body;
}

static void change(const struct scene *scene, const char *token, const char *collection,
                   const char *id, const char *body, int status, const char *text)
{
    char target[TARGET_SIZE];
    PRINT(target, "/v1/%s/%s", collection, id);
    expect(scene, (struct ask){"PATCH", token, target, IF_ANY, body, status, text});
}

static void change_programme(const struct scene *scene, const char *body)
{
    change(scene, scene->server.staff, "programmes", scene->programme, body, 200, NULL);
}

/* Asks for a request, in Dutch. */
static void expect_asked(const struct scene *scene, const struct scene_person *mentor, int status,
                         const char *text)
{
    char more[WORDS_SIZE];
    char body[BODY_SIZE];
    PRINT(more, "\"mentor_id\":\"%s\"", mentor->id);
    expect(scene,
           (struct ask){"POST", scene->student.token, "/v1/mentoring-requests",
                        "Accept-Language: nl\r\n",
                        body_of(body, scene, "student_id", scene->student.id, more), status, text});
}

/* ---- programmes */

Test(mentoring_checks, a_programme_has_whole_days_weights_of_100_and_rules_with_ids)
{
    struct scene scene = scene_new();
    static const struct {
        const char *patch;
        int status;
        const char *text;
    } rows[] = {
        {"{\"starts_on\":\"2026\"}", 422, "\"pointer\":\"/starts_on\",\"code\":\"bad_date\""},
        {"{\"ends_on\":\"2099-09\"}", 422, "\"pointer\":\"/ends_on\",\"code\":\"bad_date\""},
        {"{\"starts_on\":\"2026-05-02\",\"ends_on\":\"2026-05-01\"}", 422, "before it starts"},
        {"{\"weights\":{\"field\":60,\"career\":30}}", 422, "\"pointer\":\"/weights\""},
        {"{\"weights\":{\"field\":60,\"career\":40}}", 200, "\"career\":40"},
        {"{\"weights\":null}", 200, NULL},
        {"{\"rules\":[{\"rule\":\"never\",\"student_id\":\"" SCENE_NOBODY "\",\"mentor_id\":"
         "\"01990000-0000-7000-8000-00000000DEAD\"}]}",
         422, "\"pointer\":\"/rules/0/mentor_id\",\"code\":\"bad_id\""},
        {"{\"rules\":[{\"rule\":\"never\",\"student_id\":\"" SCENE_NOBODY "\",\"mentor_id\":"
         "\"" SCENE_NOBODY "\"}]}",
         422, "\"code\":\"same_person\""},
        {"{\"starts_on\":\"2026\",\"weights\":{\"field\":1}}", 422, "\"pointer\":\"/weights\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        change(&scene, scene.server.staff, "programmes", scene.programme, rows[i].patch,
               rows[i].status, rows[i].text);
    scene_end(&scene);
}

/* ---- what is typed */

Test(mentoring_checks, conditions_of_an_offer_are_read_and_what_was_read_stays)
{
    struct scene scene = scene_new();
    static const struct {
        const char *patch;
        int status;
        const char *text;
    } rows[] = {
        {"{\"conditions\":{\"fields\":[{}]}}", 422, "\"pointer\":\"/conditions/fields/0\""},
        {"{\"conditions\":{\"fields\":[{\"code\":\"9999\"}]}}", 422,
         "\"pointer\":\"/conditions/fields/0/code\",\"code\":\"unknown_code\""},
        {"{\"conditions\":{\"languages\":[{\"language\":{\"text\":\"Nederlands\"},"
         "\"level\":\"B2\"}]}}",
         200, "\"code\":\"nl\""},
        {"{\"seats\":3}", 200, "\"text\":\"Nederlands\",\"code\":\"nl\""},
        {"{\"conditions\":{\"fields\":[{\"code\":\"0732\"}]}}", 200, "\"evidence\":\"given\""},
        {"{\"conditions\":null}", 200, "\"seats\":3"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        change(&scene, scene.mentor.token, "mentor-offers", scene.offer, rows[i].patch,
               rows[i].status, rows[i].text);
    scene_end(&scene);
}

/* ---- needs */

Test(mentoring_checks, a_need_tells_all_that_is_wrong_with_it_at_once)
{
    static const char *const told[] = {
        "\"pointer\":\"/weights\",\"code\":\"sum\"",
        "\"pointer\":\"/ranked/1\",\"code\":\"double\"",
        "\"pointer\":\"/ranked/2\",\"code\":\"no_alumnus\"",
        "\"pointer\":\"/ranked/3\",\"code\":\"bad_id\"",
        "\"pointer\":\"/avoided/0\",\"code\":\"both\"",
        "\"pointer\":\"/avoided/1\",\"code\":\"same_person\"",
        "\"pointer\":\"/avoided/2\",\"code\":\"no_alumnus\"",
        "\"pointer\":\"/wishes/occupations/0/code\",\"code\":\"unknown_code\"",
    };
    struct scene scene = scene_new();
    char more[BODY_SIZE];
    char body[2 * BODY_SIZE];
    PRINT(more,
          "\"weights\":{\"field\":99},\"ranked\":[\"%s\",\"%s\",\"%s\",\"x\"],"
          "\"avoided\":[\"%s\",\"%s\",\"%s\"],\"wishes\":{\"occupations\":[{\"code\":\"77777\"}]}",
          scene.mentor.id, scene.mentor.id, scene.other_student.id, scene.mentor.id,
          scene.student.id, SCENE_NOBODY);
    PRINT(body, "{\"programme_id\":\"%s\",\"student_id\":\"%s\",%s}", scene.programme,
          scene.student.id, more);
    struct http_reply reply =
        ask(&scene, (struct ask){"POST", scene.student.token, "/v1/needs", NULL, body, 422, NULL});
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++)
        cr_expect(ne(ptr, strstr(reply.body, told[i]), NULL), "%s: %s", told[i], reply.body);
    http_reply_free(&reply);
    scene_end(&scene);
}

Test(mentoring_checks, wishes_of_a_need_are_read)
{
    struct scene scene = scene_new();
    char body[BODY_SIZE];
    char id[SCENE_ID_SIZE];
    body_of(body, &scene, "student_id", scene.student.id,
            "\"wishes\":{\"fields\":[{\"text\":\"bouwkunde\"}],\"places\":[{\"text\":\"Gent\"}]}");
    scene_make(&scene, scene.student.token, "needs", body, id);
    change(&scene, scene.student.token, "needs", id, "{\"fallback\":false}", 200,
           "\"text\":\"Gent\",\"code\":\"2797656\"");
    scene_end(&scene);
}

/* ---- who may meet */

Test(mentoring_checks, a_rule_or_a_wish_keeps_two_apart_from_the_start)
{
    struct scene scene = scene_new();
    char need[SCENE_ID_SIZE];
    char text[BODY_SIZE];
    char more[WORDS_SIZE];
    PRINT(more, "\"avoided\":[\"%s\"]", scene.mentor.id);
    scene_make(&scene, scene.student.token, "needs",
               body_of(text, &scene, "student_id", scene.student.id, more), need);
    expect_asked(&scene, &scene.mentor, 409, "\"code\":\"avoided\"");
    change(&scene, scene.student.token, "needs", need, "{\"avoided\":null}", 200, NULL);
    PRINT(text, "{\"rules\":[{\"rule\":\"never\",\"student_id\":\"%s\",\"mentor_id\":\"%s\"}]}",
          scene.student.id, scene.mentor.id);
    change_programme(&scene, text);
    expect_asked(&scene, &scene.mentor, 409, "\"code\":\"never\"");
    PRINT(text, "{\"rules\":[{\"rule\":\"never\",\"student_id\":\"%s\",\"mentor_id\":\"%s\"}]}",
          scene.other_student.id, scene.mentor.id);
    change_programme(&scene, text);
    expect_asked(&scene, &scene.mentor, 201, NULL);
    scene_end(&scene);
}

Test(mentoring_checks, a_student_meets_the_conditions_of_the_mentor_and_of_the_offer)
{
    static const char people[] = "external_id,role,name,programme,seats,conditions\n"
                                 "m3,alumnus,Eva Holm,bouwkunde,1,language:nl=B2\n";
    struct scene scene = scene_new();
    struct scene_person asking;
    char offer[SCENE_ID_SIZE];
    http_server_import(&scene.server, people, "m3");
    scene_find(&scene, "m3", &asking);
    scene_offer(&scene, &asking, 1, offer);
    expect_asked(&scene, &asking, 409, "Deze mentor vraagt");
    change(&scene, scene.mentor.token, "mentor-offers", scene.offer,
           "{\"conditions\":{\"fields\":[{\"code\":\"0913\"}]}}", 200, NULL);
    expect_asked(&scene, &scene.mentor, 409, "\"code\":\"not_eligible\"");
    change(&scene, scene.mentor.token, "mentor-offers", scene.offer,
           "{\"conditions\":{\"fields\":[{\"code\":\"07\"}]}}", 200, NULL);
    expect_asked(&scene, &scene.mentor, 201, NULL);
    scene_end(&scene);
}

Test(mentoring_checks, a_score_reaches_the_least_when_a_request_is_made_and_when_it_is_sent)
{
    struct scene scene = scene_new();
    char need[SCENE_ID_SIZE];
    char id[SCENE_ID_SIZE];
    char target[TARGET_SIZE];
    char body[BODY_SIZE];
    change_programme(&scene, "{\"minimum_bp\":5000}"); /* both 0732, nothing else is known: 46.50 */
    expect_asked(&scene, &scene.mentor, 409, "It is 46.50; the least is 50.00.");
    change_programme(&scene, "{\"weights\":{\"field\":50,\"career\":50}}");
    scene_draft(&scene, &scene.other_student, &scene.mentor, id); /* 60.00 */
    change_programme(&scene, "{\"minimum_bp\":6001}");
    PRINT(target, "/v1/mentoring-requests/%s/submit", id);
    expect(&scene, (struct ask){"POST", scene.other_student.token, target, NULL, NULL, 409,
                                "\"code\":\"below_minimum\""});
    scene_make(&scene, scene.student.token, "needs",
               body_of(body, &scene, "student_id", scene.student.id, "\"weights\":{\"field\":100}"),
               need);
    expect_asked(&scene, &scene.mentor, 201, NULL);
    change(&scene, scene.student.token, "needs", need,
           "{\"wishes\":{\"fields\":[{\"code\":\"0913\"}]}}", 200, NULL);
    expect_asked(&scene, &scene.mentor, 409, "\"code\":\"below_minimum\"");
    scene_end(&scene);
}

/* ---- hours and seats of a person */

Test(mentoring_checks, hours_are_shown_to_oneself_and_to_staff)
{
    struct scene scene = scene_new();
    char request[SCENE_ID_SIZE];
    char mentorship[SCENE_ID_SIZE];
    char target[TARGET_SIZE];
    PRINT(target, "/v1/people/%s/hours", scene.mentor.id);
    expect(&scene,
           (struct ask){"GET", scene.mentor.token, target, NULL, NULL, 200, "{\"items\":[]}"});
    scene_request(&scene, &scene.student, &scene.mentor, request);
    scene_accept(&scene, &scene.mentor, request, mentorship);
    expect(&scene,
           (struct ask){"GET", scene.mentor.token, target, NULL, NULL, 200, "\"hours\":10,"});
    expect(&scene, (struct ask){"GET", scene.server.staff, target, NULL, NULL, 200, mentorship});
    expect(&scene, (struct ask){"GET", scene.student.token, target, NULL, NULL, 404, NULL});
    PRINT(target, "/v1/people/%s/hours", SCENE_NOBODY);
    expect(&scene, (struct ask){"GET", scene.server.staff, target, NULL, NULL, 404, NULL});
    scene_end(&scene);
}

Test(mentoring_checks, a_person_keeps_the_seats_that_are_taken)
{
    struct scene scene = scene_new();
    char request[SCENE_ID_SIZE];
    char mentorship[SCENE_ID_SIZE];
    scene_request(&scene, &scene.student, &scene.mentor, request);
    scene_accept(&scene, &scene.mentor, request, mentorship);
    change(&scene, scene.mentor.token, "people", scene.mentor.id, "{\"seats\":0}", 409,
           "\"pointer\":\"/seats\",\"code\":\"seats_below_taken\"");
    change(&scene, scene.mentor.token, "people", scene.mentor.id, "{\"seats\":1}", 200,
           "\"seats\":1");
    change(&scene, scene.mentor.token, "people", scene.mentor.id, "{\"hours_max\":8785}", 422,
           "\"pointer\":\"/hours_max\"");
    change(&scene, scene.mentor.token, "people", scene.mentor.id, "{\"hours_max\":20}", 200,
           "\"hours_max\":20");
    scene_end(&scene);
}
