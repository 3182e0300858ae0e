/* Mentoring over HTTP: the bodies of events, what guards refuse, and the ways of a request. Every
 * event in every state: lifecycle.c; who sees and makes what: objects.c. */
#include "tests/http/mentoring_scene.h"

/* ---- bodies */

static char *note_of(size_t size)
{
    static const char head[] = "{\"note\":\"";
    size_t room = sizeof head + size + 2;
    char *body = malloc(room);
    snprintf(body, room, "%s", head);
    memset(body + sizeof head - 1, 'x', size);
    snprintf(body + sizeof head - 1 + size, 3, "\"}");
    return body;
}

Test(mentoring, the_body_of_an_event_may_be_absent_but_not_wrong)
{
    struct scene scene = scene_new();
    const char *mentor = scene.mentor.token;
    char *longest = note_of(4000);
    char *longer = note_of(4001);
    const struct {
        const char *path, *headers, *body;
        int status;
        const char *text;
    } rows[] = {
        {"pause", NULL, NULL, 200, "\"paused\""},
        {"resume", "Content-Length: 0\r\n", NULL, 200, "\"active\""},
        {"pause", NULL, "{}", 200, NULL},
        {"resume", NULL, "{\"note\":\"Back\"}", 200, "\"note\":\"Back\""},
        {"pause", NULL, "{\"reason_code\":\"health\"}", 200, "\"reason_code\":\"health\""},
        {"resume", NULL, "{\"reason_code\":\"health\"}", 422,
         "\"pointer\":\"/reason_code\",\"code\":\"unknown_word\""},
        {"resume", NULL, longest, 200, NULL},
        {"pause", NULL, longer, 422, "\"pointer\":\"/note\",\"code\":\"too_long\""},
        {"pause", NULL, "{\"reason_code\":\"no_fit\"}", 422, "no_time health other"},
        {"pause", NULL, "{\"reason\":\"health\"}", 422, "unknown_member"},
        {"pause", NULL, "{\"note\":7}", 422, "\"pointer\":\"/note\""},
        {"pause", NULL, "{", 400, "\"syntax\""},
        {"pause", NULL, "[]", 422, "wrong_type"},
        {"pause", NULL, " ", 400, "\"syntax\""},
        {"pause", "Content-Encoding: gzip\r\n", "{}", 415, NULL},
    };
    char target[TARGET_SIZE];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        PRINT(target, "/v1/mentor-offers/%s/%s", scene.offer, rows[i].path);
        expect(&scene, (struct ask){"POST", mentor, target, rows[i].headers, rows[i].body,
                                    rows[i].status, rows[i].text});
    }
    static const struct {
        const char *head;
        int status;
    } others[] = {
        {"Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}", 415},
        {SCENE_JSON "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 411},
    };
    char bytes[1000];
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        PRINT(bytes, "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n%s",
              target, mentor, others[i].head);
        struct http_reply reply = http_raw(scene.server.port, bytes, strlen(bytes));
        cr_expect(eq(int, reply.status, others[i].status), "%s", reply.body);
        http_reply_free(&reply);
    }
    free(longest);
    free(longer);
    scene_end(&scene);
}

/* ---- refusals */

static void expect_refused(const struct scene *scene, const char *token, const char *collection,
                           const char *id, const char *path, const char *code)
{
    char text[100];
    char target[TARGET_SIZE];
    PRINT(text, "\"code\":\"%s\"", code);
    PRINT(target, "/v1/%s/%s/%s", collection, id, path);
    expect(scene, (struct ask){"POST", token, target, NULL, NULL, 409, text});
}

Test(mentoring, a_guard_says_why_it_refuses)
{
    struct scene scene = scene_new();
    char ids[3][SCENE_ID_SIZE];
    char offer[SCENE_ID_SIZE];
    char mentorship[SCENE_ID_SIZE];
    char target[TARGET_SIZE];
    char body[BODY_SIZE];
    scene_offer(&scene, &scene.other_mentor, 1, offer);
    scene_request(&scene, &scene.student, &scene.other_mentor, ids[0]);
    expect_refused(&scene, scene.other_mentor.token, "mentoring-requests", ids[0], "wait",
                   "seat_free");
    scene_request(&scene, &scene.other_student, &scene.other_mentor, ids[1]);
    scene_draft(&scene, &scene.student, &scene.mentor, ids[2]);
    PRINT(target, "/v1/mentoring-requests/%s", ids[0]);
    expect(&scene, (struct ask){"PATCH", scene.student.token, target, IF_ANY,
                                "{\"message\":\"Well?\"}", 409, "not_a_draft"});
    scene_accept(&scene, &scene.other_mentor, ids[0], mentorship);
    expect_refused(&scene, scene.other_mentor.token, "mentoring-requests", ids[1], "accept",
                   "no_seat");
    PRINT(target, "/v1/mentor-offers/%s", scene.offer);
    expect(&scene,
           (struct ask){"PATCH", scene.mentor.token, target, IF_ANY, "{\"seats\":0}", 422, NULL});
    scene_do(&scene, scene.mentor.token, "mentor-offers", scene.offer, "pause", NULL);
    PRINT(body, "{\"programme_id\":\"%s\",\"student_id\":\"%s\",\"mentor_id\":\"%s\"}",
          scene.programme, scene.other_student.id, scene.mentor.id);
    expect(&scene, (struct ask){"POST", scene.other_student.token, "/v1/mentoring-requests", NULL,
                                body, 409, "offer_not_active"});
    PRINT(body, "{\"programme_id\":\"%s\",\"student_id\":\"%s\",\"mentor_id\":\"%s\"}",
          scene.programme, scene.other_student.id, SCENE_NOBODY);
    expect(&scene, (struct ask){"POST", scene.other_student.token, "/v1/mentoring-requests", NULL,
                                body, 409, "offer_not_active"}); /* nor who there is */
    scene_end(&scene);
}

Test(mentoring, an_offer_keeps_the_seats_that_are_taken)
{
    struct scene scene = scene_new();
    char ids[2][SCENE_ID_SIZE];
    char mentorships[2][SCENE_ID_SIZE];
    char target[TARGET_SIZE];
    scene_request(&scene, &scene.student, &scene.mentor, ids[0]);
    scene_request(&scene, &scene.other_student, &scene.mentor, ids[1]);
    scene_accept(&scene, &scene.mentor, ids[0], mentorships[0]);
    scene_accept(&scene, &scene.mentor, ids[1], mentorships[1]);
    PRINT(target, "/v1/mentor-offers/%s", scene.offer);
    expect(&scene, (struct ask){"PATCH", scene.mentor.token, target, IF_ANY, "{\"seats\":1}", 409,
                                "seats_below_taken"});
    scene_do(&scene, scene.student.token, "mentorships", mentorships[0], "void",
             "{\"reason_code\":\"moved\"}");
    expect(&scene, (struct ask){"PATCH", scene.mentor.token, target, IF_ANY, "{\"seats\":1}", 200,
                                "\"seats\":1,\"seats_taken\":1"});
    scene_end(&scene);
}

/* ---- the ways of a request */

Test(mentoring, questions_are_asked_and_answered_before_the_seat_is_taken)
{
    struct scene scene = scene_new();
    char request[SCENE_ID_SIZE];
    char mentorship[SCENE_ID_SIZE];
    char target[TARGET_SIZE];
    const char *mentor = scene.mentor.token;
    const char *student = scene.student.token;
    scene_request(&scene, &scene.student, &scene.mentor, request);
    scene_do(&scene, mentor, "mentoring-requests", request, "ask-info",
             "{\"note\":\"What would you like to know?\"}");
    scene_do(&scene, student, "mentoring-requests", request, "answer",
             "{\"note\":\"How you came to Oslo.\"}");
    PRINT(target, "/v1/mentoring-requests/%s", request);
    struct http_reply reply =
        ask(&scene, (struct ask){"GET", mentor, target, NULL, NULL, 200, "How you came to Oslo."});
    cr_expect(eq(ptr, strstr(reply.body, "sanne@example.org"), NULL), "no address before that");
    http_reply_free(&reply);
    scene_accept(&scene, &scene.mentor, request, mentorship);
    PRINT(target, "/v1/mentorships/%s", mentorship);
    expect(&scene, (struct ask){"GET", mentor, target, NULL, NULL, 200, "sanne@example.org"});
    expect(&scene, (struct ask){"GET", student, target, NULL, NULL, 200, "abe@example.org"});
    scene_do(&scene, student, "mentorships", mentorship, "start", NULL);
    scene_do(&scene, student, "mentorships", mentorship, "fits", NULL);
    expect(&scene,
           (struct ask){"GET", mentor, target, NULL, NULL, 200, "\"student_fit\":\"fits\""});
    scene_do(&scene, mentor, "mentorships", mentorship, "complete", NULL);
    PRINT(target, "/v1/mentor-offers/%s", scene.offer);
    expect(&scene, (struct ask){"GET", mentor, target, NULL, NULL, 200, "\"seats_taken\":0"});
    scene_end(&scene);
}

Test(mentoring, the_first_acceptance_closes_the_others_when_the_need_is_met)
{
    struct scene scene = scene_new();
    char ids[2][SCENE_ID_SIZE];
    char offer[SCENE_ID_SIZE];
    char mentorship[SCENE_ID_SIZE];
    char target[TARGET_SIZE];
    scene_offer(&scene, &scene.other_mentor, 1, offer);
    scene_request(&scene, &scene.student, &scene.mentor, ids[0]);
    scene_request(&scene, &scene.student, &scene.other_mentor, ids[1]);
    scene_accept(&scene, &scene.mentor, ids[0], mentorship);
    PRINT(target, "/v1/mentoring-requests/%s", ids[1]);
    expect(&scene, (struct ask){"GET", scene.other_mentor.token, target, NULL, NULL, 200,
                                "\"state\":\"superseded\",\"reason_code\":\"another_accepted\""});
    scene_end(&scene);
}

Test(mentoring, who_waits_is_told_their_place)
{
    struct scene scene = scene_new();
    const struct scene_person *mentor = &scene.other_mentor;
    char ids[3][SCENE_ID_SIZE];
    char offer[SCENE_ID_SIZE];
    char mentorship[SCENE_ID_SIZE];
    char target[TARGET_SIZE];
    scene_offer(&scene, mentor, 1, offer);
    scene_request(&scene, &scene.student, mentor, ids[0]);
    scene_accept(&scene, mentor, ids[0], mentorship);
    scene_request(&scene, &scene.other_student, mentor, ids[1]);
    scene_request(&scene, &scene.both, mentor, ids[2]);
    PRINT(target, "/v1/mentoring-requests/%s", ids[2]);
    expect(&scene, (struct ask){"GET", scene.both.token, target, NULL, NULL, 200,
                                "\"position\":2,\"state\":\"waitlisted\""});
    scene_do(&scene, scene.other_student.token, "mentoring-requests", ids[1], "withdraw",
             "{\"reason_code\":\"found_another\"}");
    expect(&scene, (struct ask){"GET", scene.both.token, target, NULL, NULL, 200,
                                "\"position\":1,\"state\":\"waitlisted\""});
    scene_end(&scene);
}

/* ---- what is whose */

Test(mentoring, a_request_that_was_never_sent_stays_unknown_to_the_mentor_when_it_ends)
{
    struct scene scene = scene_new();
    char id[SCENE_ID_SIZE];
    char target[TARGET_SIZE];
    scene_draft(&scene, &scene.student, &scene.mentor, id);
    PRINT(target, "/v1/mentoring-requests/%s", id);
    expect(&scene, (struct ask){"GET", scene.mentor.token, target, NULL, NULL, 404, "not_found"});
    scene_do(&scene, scene.student.token, "mentoring-requests", id, "withdraw", NULL);
    expect(&scene, (struct ask){"GET", scene.mentor.token, target, NULL, NULL, 404, "not_found"});
    expect(&scene, (struct ask){"GET", scene.student.token, target, NULL, NULL, 200, "withdrawn"});
    scene_request(&scene, &scene.student, &scene.mentor, id);
    scene_do(&scene, scene.student.token, "mentoring-requests", id, "withdraw", NULL);
    PRINT(target, "/v1/mentoring-requests/%s", id);
    expect(&scene, (struct ask){"GET", scene.mentor.token, target, NULL, NULL, 200, "withdrawn"});
    scene_end(&scene);
}

Test(mentoring, the_reasons_of_steps_are_not_for_people)
{
    static const char *const reasons[] = {"mentor_paused", "offer_withdrawn", "offer_expired"};
    struct scene scene = scene_new();
    char id[SCENE_ID_SIZE];
    scene_request(&scene, &scene.student, &scene.mentor, id);
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        char body[BODY_SIZE];
        PRINT(body, "{\"reason_code\":\"%s\"}", reasons[i]);
        struct http_reply reply =
            scene_fire(&scene, scene.mentor.token, "mentoring-requests", id, "decline", body);
        cr_expect(eq(int, reply.status, 422), "%s: %s", reasons[i], reply.body);
        cr_expect(ne(ptr, strstr(reply.body, "\"pointer\":\"/reason_code\""), NULL), "%s",
                  reply.body);
        http_reply_free(&reply);
    }
    scene_end(&scene);
}

Test(mentoring, what_a_programme_must_have_is_the_default_again_when_cleared)
{
    static const struct {
        const char *member;
        int changed, preset;
    } rows[] = {
        {"draft_days", 1, 30},       {"answer_days", 1, 14}, {"info_days", 1, 7},
        {"waiting_days", 1, 60},     {"start_days", 1, 14},  {"pause_days", 1, 60},
        {"requests_live_max", 1, 3},
    };
    struct scene scene = scene_new();
    char target[TARGET_SIZE];
    PRINT(target, "/v1/programmes/%s", scene.programme);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char body[BODY_SIZE];
        char text[BODY_SIZE];
        PRINT(body, "{\"%s\":%d}", rows[i].member, rows[i].changed);
        expect(&scene, (struct ask){"PATCH", scene.server.staff, target, IF_ANY, body, 200, NULL});
        PRINT(body, "{\"%s\":null}", rows[i].member);
        PRINT(text, "\"%s\":%d,", rows[i].member, rows[i].preset);
        expect(&scene, (struct ask){"PATCH", scene.server.staff, target, IF_ANY, body, 200, text});
    }
    scene_end(&scene);
}
