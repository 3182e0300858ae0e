/* The story of an internship over HTTP: a lead is moderated and found by a student, who applies, is
 * offered the place and takes it; three sides sign, each with a token of their own; it begins and
 * ends. */
#include "tests/http/internship_scene.h"

static void moderate(struct internship *all)
{
    const char *host = all->scene.mentor.token;
    const char *school = all->school.token;
    char target[TARGET_SIZE];
    LEAD(host, "submit", NULL, 200, "\"state\":\"submitted\"");
    LEAD(host, "publish", NULL, 403, NULL);
    LEAD(school, "request-changes", NULL, 422, NULL);
    LEAD(school, "request-changes", "{\"reason_code\":\"unclear\",\"note\":\"How many hours?\"}",
         200, "\"How many hours?\"");
    PRINT(target, "/v1/internship-leads/%s", all->lead);
    expect(&all->scene, (struct ask){"PATCH", host, target, IF_ANY, "{\"hours_week\":36}", 200,
                                     "\"hours_week\":36"});
    LEAD(host, "resubmit", NULL, 200, NULL);
    expect(&all->scene,
           (struct ask){"PATCH", host, target, IF_ANY, "{\"hours_week\":1}", 409, "\"moderated\""});
    LEAD(school, "publish", NULL, 200, "\"state\":\"published\"");
}

static void find_it(struct internship *all)
{
    const struct scene *scene = &all->scene;
    char target[TARGET_SIZE];
    PRINT(target, "/v1/people/%s/leads", scene->student.id);
    struct http_reply reply =
        ask(scene, (struct ask){"GET", scene->student.token, target, "Accept-Language: nl\r\n",
                                NULL, 200, "\"title\":\"Bridges of Delft\""});
    cr_expect(strstr(reply.body, "\"rank\":1") != NULL, "%s", reply.body);
    cr_expect(strstr(reply.body, "deze stage: ") != NULL, "%s", reply.body);
    cr_expect(strstr(reply.body, "mentor") == NULL, "%s", reply.body);
    http_reply_free(&reply);
    expect(scene, (struct ask){"GET", scene->other_student.token, target, NULL, NULL, 404, NULL});
    PRINT(target, "/v1/people/%s/leads", scene->mentor.id);
    expect(scene, (struct ask){"GET", scene->mentor.token, target, NULL, NULL, 409, NULL});
}

static void choose(struct internship *all)
{
    const char *host = all->scene.mentor.token;
    const char *student = all->scene.student.token;
    char target[TARGET_SIZE];
    apply(all, &all->scene.student, all->application);
    PRINT(target, "/v1/applications/%s", all->application);
    expect(&all->scene, (struct ask){"GET", host, target, NULL, NULL, 404, NULL}); /* a draft */
    APPLY(student, "submit", NULL, 200, "\"state\":\"submitted\"");
    expect(&all->scene,
           (struct ask){"GET", host, target, NULL, NULL, 200, "\"message\":\"I like bridges.\""});
    struct http_reply reply =
        ask(&all->scene, (struct ask){"GET", host, target, NULL, NULL, 200, NULL});
    cr_expect(strstr(reply.body, "sanne@example.org") == NULL, "%s", reply.body);
    http_reply_free(&reply);
    APPLY(host, "shortlist", NULL, 200, NULL);
    APPLY(host, "offer", NULL, 200, "\"state\":\"offered\"");
    APPLY(host, "accept", NULL, 403, NULL);
    APPLY(student, "accept", NULL, 200, "\"state\":\"accepted\"");
    expect(&all->scene, (struct ask){"GET", host, target, NULL, NULL, 200, "sanne@example.org"});
}

static void sign(struct internship *all)
{
    const struct scene *scene = &all->scene;
    const char *host = scene->mentor.token;
    const char *student = scene->student.token;
    const char *school = all->school.token;
    APPLY(host, "start", NULL, 409, NULL);
    APPLY(host, "sign-student", NULL, 403, NULL);
    APPLY(student, "sign-school", NULL, 403, NULL);
    APPLY(school, "sign-host", NULL, 403, NULL);
    APPLY(scene->server.staff, "sign-school", NULL, 403, NULL); /* a program, of no name */
    APPLY(student, "sign-student", NULL, 200, "\"state\":\"accepted\"");
    APPLY(student, "sign-student", NULL, 409, "\"signed_already\"");
    APPLY(school, "sign-school", NULL, 200, "\"state\":\"accepted\"");
    APPLY(host, "sign-host", NULL, 200, "\"state\":\"agreed\"");
}

Test(internships, the_story_from_a_lead_to_its_end, .timeout = 60)
{
    struct internship story = begin();
    struct internship *all = &story;
    make_lead(all, 1,
              ",\"field_code\":\"073\",\"occupation_code\":\"2142\",\"place_code\":\"2757345\","
              "\"language_code\":\"nl\",\"language_level\":\"B2\",\"paid\":true",
              all->lead);
    moderate(all);
    find_it(all);
    choose(all);
    char target[TARGET_SIZE];
    PRINT(target, "/v1/internship-leads/%s", all->lead);
    expect(&all->scene, (struct ask){"GET", all->scene.mentor.token, target, NULL, NULL, 200,
                                     "\"state\":\"filled\""});
    PRINT(target, "/v1/people/%s/leads", all->scene.student.id);
    expect(&all->scene,
           (struct ask){"GET", all->scene.student.token, target, NULL, NULL, 200, "\"items\":[]"});
    sign(all);
    APPLY(all->scene.mentor.token, "start", NULL, 200, "\"state\":\"started\"");
    APPLY(all->scene.mentor.token, "complete", NULL, 200, "\"state\":\"completed\"");
    cr_expect(eq(str,
                 (char *)database_sql(all->scene.server.database.raw,
                                      "SELECT string_agg(event, ' ' ORDER BY version) FROM audit "
                                      "WHERE object = 'application'"),
                 "create submit shortlist offer accept sign_student sign_school sign_host agree "
                 "start complete"));
    scene_end(&all->scene);
}

Test(internships, what_no_lead_may_say_is_told_by_pointer)
{
    struct internship story = begin();
    char body[1000];
    PRINT(body,
          "{\"programme_id\":\"%s\",\"host_id\":\"%s\",\"title\":\"T\",\"text\":\"t\","
          "\"employer\":\"E\",\"starts_on\":\"2027-02\",\"ends_on\":\"2027-06-30\","
          "\"apply_until\":\"2027-01-15\",\"seats\":1,\"field_code\":\"zz\","
          "\"place_code\":\"nowhere\"}",
          story.programme, story.scene.mentor.id);
    struct http_reply reply =
        ask(&story.scene, (struct ask){"POST", story.scene.mentor.token, "/v1/internship-leads",
                                       NULL, body, 422, "\"/starts_on\""});
    cr_expect(strstr(reply.body, "\"/field_code\"") != NULL, "%s", reply.body);
    cr_expect(strstr(reply.body, "\"/place_code\"") != NULL, "%s", reply.body);
    http_reply_free(&reply);
    scene_end(&story.scene);
}

/* Their order, and what their reasons say to whom. */
static void expect_ranked(const struct internship *all, const char *token, const char *language,
                          const char *reason)
{
    char target[TARGET_SIZE];
    char header[60];
    PRINT(target, "/v1/people/%s/leads?limit=2", all->scene.student.id);
    PRINT(header, "Accept-Language: %s\r\n", language);
    struct http_reply reply =
        ask(&all->scene, (struct ask){"GET", token, target, header, NULL, 200, reason});
    const char *best = strstr(reply.body, "\"field_code\":\"073\"");
    const char *other = strstr(reply.body, "\"field_code\":\"0913\"");
    cr_expect(best != NULL && other != NULL && best < other, "%s", reply.body);
    http_reply_free(&reply);
}

Test(internships, leads_are_ranked_by_the_score_and_explained_in_the_reader_s_language)
{
    static const char *const fields[] = {"0913", "073", "0913"};
    static const char *const reasons[][2] = {
        {"nl", "jouw richting is "},      {"sv", "den här praktiken: "},
        {"nb", "denne praksisplassen: "}, {"de", "dieses Praktikum: "},
        {"fr", "ce stage\u00a0: "},       {"en", "this internship: "}};
    struct internship story = begin();
    struct internship *all = &story;
    char target[TARGET_SIZE];
    for (size_t i = 0; i < 3; i++) {
        char more[60];
        make_lead(all, 1, PRINT(more, ",\"field_code\":\"%s\"", fields[i]), all->lead);
        LEAD(all->scene.mentor.token, "submit", NULL, 200, NULL);
        LEAD(all->scene.server.staff, "publish", NULL, 200, NULL);
    }
    for (size_t i = 0; i < 6; i++)
        expect_ranked(all, all->scene.student.token, reasons[i][0], reasons[i][1]);
    expect_ranked(all, all->scene.server.staff, "en", "the student's field is ");
    PRINT(target, "/v1/programmes/%s", all->programme);
    expect(&all->scene, (struct ask){"PATCH", all->scene.server.staff, target, IF_ANY,
                                     "{\"minimum_bp\":9000}", 200, NULL});
    PRINT(target, "/v1/people/%s/leads", all->scene.student.id);
    expect(&all->scene,
           (struct ask){"GET", all->scene.student.token, target, NULL, NULL, 200, "\"items\":[]"});
    PRINT(target, "/v1/people/%s/leads?weights=field=100", all->scene.student.id);
    expect(&all->scene,
           (struct ask){"GET", all->scene.student.token, target, NULL, NULL, 400, NULL});
    PRINT(target, "/v1/people/%s/leads?weights=field=100,career=0,language=0,place=0",
          all->scene.student.id);
    expect(&all->scene, (struct ask){"GET", all->scene.student.token, target, NULL, NULL, 200,
                                     "\"score_bp\":10000"});
    scene_end(&all->scene);
}
