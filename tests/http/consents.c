/* Consents and objections over HTTP: who may say and take back what, and that an objection removes
 * a person from matching within a second. */
#include "tests/http/mentoring_scene.h"

#include "api/store/lifecycle.h"
#include "scoring/base/moment.h"

#define SECOND_MS ((int64_t)1000)
#define CONSENTS  "/v1/consents"

static void make_consent(const struct scene *scene, const char *token, const char *person_id,
                         const char *rest, char ret_id[SCENE_ID_SIZE])
{
    char body[BODY_SIZE];
    scene_make(scene, token, "consents", PRINT(body, "{\"person_id\":\"%s\",%s}", person_id, rest),
               ret_id);
}

#define NEWS                                                                                       \
    "\"purpose\":\"news\",\"channel\":\"email\",\"basis\":\"consent\",\"text_version\":\"1\""
#define OBJECTION "\"purpose\":\"matching\",\"basis\":\"objection\""

/* ---- who may say what */

Test(consents, people_speak_for_themselves_and_staff_for_them, .timeout = 60)
{
    struct scene scene = scene_new();
    const char *own = scene.student.token;
    const char *staff = scene.server.staff;
    const struct {
        const char *token, *person_id, *rest;
        int status;
        const char *text;
    } rows[] = {
        {own, scene.student.id, NEWS, 201, "\"state\":\"given\""},
        {own, scene.student.id, OBJECTION, 201, "\"channel\":\"none\""},
        {own, scene.student.id,
         "\"purpose\":\"matching\",\"basis\":\"consent\",\"text_version\":\"1\"", 409,
         "\"code\":\"objected\""},
        {own, scene.mentor.id, NEWS, 422, "/person_id"},
        {own, SCENE_NOBODY, NEWS, 422, "/person_id"},
        {own, scene.student.id,
         "\"purpose\":\"events\",\"channel\":\"email\",\"basis\":\"contract\"", 422, "/basis"},
        {own, scene.student.id,
         "\"purpose\":\"events\",\"channel\":\"email\",\"basis\":\"legitimate_interest\"", 422,
         "/basis"},
        {staff, scene.student.id,
         "\"purpose\":\"events\",\"channel\":\"email\",\"basis\":\"contract\"", 201,
         "\"basis\":\"contract\""},
        {staff, scene.mentor.id, OBJECTION, 201, "\"basis\":\"objection\""},
        {own, scene.student.id, "\"purpose\":\"news\",\"channel\":\"post\",\"basis\":\"consent\"",
         422, "/channel"},
        {own, scene.student.id,
         "\"purpose\":\"gossip\",\"channel\":\"email\",\"basis\":\"consent\"", 422, "/purpose"},
        {own, scene.student.id, "\"purpose\":\"news\",\"channel\":\"email\",\"basis\":\"consent\"",
         422, "a_consent_names_the_wording_agreed_to"},
        {own, scene.student.id, NEWS ",\"state\":\"given\"", 422, "/state"},
        {own, scene.student.id, "\"purpose\":\"news\"", 422, "/basis"},
        {NULL, scene.student.id, NEWS, 401, NULL},
    };
    char body[BODY_SIZE];
    for (size_t i = 0; i < SHAPE_COUNT(rows); i++)
        expect(&scene, (struct ask){"POST", rows[i].token, CONSENTS, NULL,
                                    PRINT(body, "{\"person_id\":\"%s\",%s}", rows[i].person_id,
                                          rows[i].rest),
                                    rows[i].status, rows[i].text});
    scene_end(&scene);
}

Test(consents, who_acted_is_told_by_the_history, .timeout = 60)
{
    struct scene scene = scene_new();
    char own[SCENE_ID_SIZE];
    char by_staff[SCENE_ID_SIZE];
    char target[TARGET_SIZE];
    make_consent(&scene, scene.student.token, scene.student.id, NEWS, own);
    make_consent(&scene, scene.server.staff, scene.mentor.id, NEWS, by_staff);
    expect(&scene, (struct ask){"GET", scene.student.token, PRINT(target, CONSENTS "/%s", own),
                                NULL, NULL, 200, "\"actor\":\"person\""});
    expect(&scene, (struct ask){"GET", scene.mentor.token, PRINT(target, CONSENTS "/%s", by_staff),
                                NULL, NULL, 200, "\"actor\":\"staff\""});
    scene_end(&scene);
}

#define CONTRACT "\"purpose\":\"matching\",\"basis\":\"contract\""
#define AGREED   "\"purpose\":\"matching\",\"basis\":\"consent\",\"text_version\":\"1\""

Test(consents, a_no_is_not_undone_by_staff, .timeout = 60)
{
    struct scene scene = scene_new();
    const struct scene_person *mentor = &scene.mentor;
    char id[SCENE_ID_SIZE];
    char target[TARGET_SIZE];
    char body[BODY_SIZE];
    make_consent(&scene, mentor->token, mentor->id, OBJECTION, id);
    PRINT(target, CONSENTS "/%s", id);
    struct http_reply shown =
        ask(&scene, (struct ask){"GET", scene.server.staff, target, NULL, NULL, 200, "objection"});
    cr_expect(eq(ptr, strstr(shown.body, "allowed_events"), NULL), "%s", shown.body);
    http_reply_free(&shown);
    PRINT(target, CONSENTS "/%s/withdraw", id);
    expect(&scene,
           (struct ask){"POST", scene.server.staff, target, NULL, NULL, 403, "\"forbidden\""});
    scene_do(&scene, mentor->token, "consents", id, "withdraw", NULL);
    make_consent(&scene, mentor->token, mentor->id, AGREED, id);
    scene_do(&scene, mentor->token, "consents", id, "withdraw", NULL);
    PRINT(body, "{\"person_id\":\"%s\"," CONTRACT "}", mentor->id);
    expect(&scene, (struct ask){"POST", scene.server.staff, CONSENTS, NULL, body, 409,
                                "\"code\":\"withdrawn\""});
    make_consent(&scene, mentor->token, mentor->id, AGREED, id);
    expect(&scene, (struct ask){"POST", scene.server.staff, CONSENTS, NULL, body, 201, NULL});
    scene_end(&scene);
}

/* ---- who sees what */

/* A reply without what differs from request to request. */
static void strip(const struct http_reply *reply, char ret_text[2000])
{
    static const char *const members[] = {"\"request_id\":\"", "\"instance\":\""};
    snprintf(ret_text, 2000, "%d %s", reply->status, reply->body);
    for (size_t i = 0; i < SHAPE_COUNT(members); i++) {
        char *from = strstr(ret_text, members[i]);
        cr_assert(from != NULL, "%s", reply->body);
        from += strlen(members[i]);
        memset(from, 'x', strcspn(from, "\""));
        char *end = strchr(from, '"');
        memmove(from, end, strlen(end) + 1);
    }
}

static void expect_same(const struct scene *scene, const char *method, const char *tail,
                        const char *id)
{
    char target[TARGET_SIZE];
    char theirs[2000];
    char nobody_s[2000];
    struct http_reply reply =
        ask(scene, (struct ask){method, scene->other_student.token,
                                PRINT(target, CONSENTS "/%s%s", id, tail), NULL, NULL, 404, NULL});
    strip(&reply, theirs);
    http_reply_free(&reply);
    reply = ask(scene, (struct ask){method, scene->other_student.token,
                                    PRINT(target, CONSENTS "/%s%s", SCENE_NOBODY, tail), NULL, NULL,
                                    404, NULL});
    strip(&reply, nobody_s);
    http_reply_free(&reply);
    cr_expect(eq(str, theirs, nobody_s));
}

Test(consents, other_people_s_are_answered_as_what_is_not_there, .timeout = 60)
{
    struct scene scene = scene_new();
    char id[SCENE_ID_SIZE];
    make_consent(&scene, scene.student.token, scene.student.id, NEWS, id);
    expect_same(&scene, "GET", "", id);
    expect_same(&scene, "POST", "/withdraw", id);
    scene_end(&scene);
}

Test(consents, a_list_shows_one_s_own_and_staff_all, .timeout = 60)
{
    struct scene scene = scene_new();
    char ids[3][SCENE_ID_SIZE];
    make_consent(&scene, scene.student.token, scene.student.id, NEWS, ids[0]);
    make_consent(&scene, scene.mentor.token, scene.mentor.id, NEWS, ids[1]);
    make_consent(&scene, scene.student.token, scene.student.id, OBJECTION, ids[2]);
    char target[TARGET_SIZE];
    const struct {
        const char *token, *query;
        bool shown[3];
    } rows[] = {
        {scene.student.token, "", {true, false, true}},
        {scene.mentor.token, "", {false, true, false}},
        {scene.other_student.token, "", {false, false, false}},
        {scene.server.staff, "", {true, true, true}},
        {scene.server.staff, "&purpose=news", {true, true, false}},
        {scene.server.staff, "&channel=none", {false, false, true}},
        {scene.server.staff, "&basis=objection", {false, false, true}},
        {scene.server.staff, "&state=withdrawn", {false, false, false}},
        {scene.student.token, "&purpose=news", {true, false, false}},
    };
    for (size_t i = 0; i < SHAPE_COUNT(rows); i++) {
        struct http_reply reply =
            ask(&scene, (struct ask){"GET", rows[i].token,
                                     PRINT(target, CONSENTS "?count=exact%s", rows[i].query), NULL,
                                     NULL, 200, NULL});
        int shown = 0;
        for (size_t j = 0; j < 3; j++) {
            cr_expect(eq(int, strstr(reply.body, ids[j]) != NULL, rows[i].shown[j]), "row %zu: %s",
                      i, reply.body);
            shown += rows[i].shown[j];
        }
        char count[20];
        cr_expect(ne(ptr, strstr(reply.body, PRINT(count, "\"count\":%d", shown)), NULL), "%s",
                  reply.body);
        http_reply_free(&reply);
    }
    expect(&scene, (struct ask){"GET", scene.server.staff,
                                PRINT(target, CONSENTS "?person_id=%s", scene.mentor.id), NULL,
                                NULL, 200, ids[1]});
    scene_end(&scene);
}

/* ---- the lifecycle */

Test(consents, a_withdrawal_is_answered_as_the_table_says, .timeout = 60)
{
    struct scene scene = scene_new();
    const struct lifecycle *lifecycle = lifecycle_find("consent");
    const struct {
        const char *token;
        int status; /* where the state allows it; elsewhere 409 for who sees it */
    } callers[] = {{scene.student.token, 200},
                   {scene.server.staff, 200},
                   {scene.other_student.token, 404},
                   {scene.mentor.token, 404},
                   {NULL, 401}};
    char id[SCENE_ID_SIZE];
    char sql[300];
    make_consent(&scene, scene.student.token, scene.student.id, NEWS, id);
    for (const struct lifecycle_state *at = lifecycle->states; at->word != NULL; at++)
        for (size_t i = 0; i < SHAPE_COUNT(callers); i++) {
            database_sql(scene.server.database.raw,
                         PRINT(sql, "UPDATE consent SET state = '%s'", at->word));
            struct http_reply reply = scene_fire(&scene, callers[i].token, "consents", id,
                                                 "withdraw", "{\"note\":\"Nee\"}");
            int expected = callers[i].status == 200 && at->end ? 409 : callers[i].status;
            cr_expect(eq(int, reply.status, expected), "%s, %zu: %s", at->word, i, reply.body);
            cr_expect(
                eq(int, strstr(reply.body, "\"state\":\"withdrawn\"") != NULL, expected == 200));
            http_reply_free(&reply);
        }
    scene_end(&scene);
}

Test(consents, the_events_allowed_are_told, .timeout = 60)
{
    struct scene scene = scene_new();
    char id[SCENE_ID_SIZE];
    char target[TARGET_SIZE];
    make_consent(&scene, scene.student.token, scene.student.id, NEWS, id);
    PRINT(target, CONSENTS "/%s", id);
    expect(&scene, (struct ask){"GET", scene.student.token, target, NULL, NULL, 200,
                                "\"allowed_events\":[\"withdraw\"]"});
    scene_do(&scene, scene.student.token, "consents", id, "withdraw", NULL);
    struct http_reply reply =
        ask(&scene, (struct ask){"GET", scene.student.token, target, NULL, NULL, 200, NULL});
    cr_expect(eq(ptr, strstr(reply.body, "allowed_events"), NULL), "%s", reply.body);
    http_reply_free(&reply);
    scene_end(&scene);
}

#define AT_ONCE 8

Test(consents, of_those_said_at_once_one_holds_and_it_superseded_the_others, .timeout = 60)
{
    struct scene scene = scene_new();
    pid_t children[AT_ONCE];
    char body[BODY_SIZE];
    PRINT(body, "{\"person_id\":\"%s\"," NEWS "}", scene.student.id);
    for (size_t i = 0; i < AT_ONCE; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            struct http_reply reply =
                scene_send(&scene, "POST", scene.student.token, CONSENTS, NULL, body);
            _exit(reply.status == 201 ? 0 : 1);
        }
    }
    for (size_t i = 0; i < AT_ONCE; i++) {
        int status = -1;
        cr_assert(eq(int, waitpid(children[i], &status, 0), children[i]));
        cr_expect(eq(int, status, 0), "%zu was refused", i);
    }
    cr_expect(eq(str,
                 (char *)database_sql(scene.server.database.raw,
                                      "SELECT string_agg(state || ' ' || count, ', ' ORDER BY "
                                      "state) FROM (SELECT state, count(*) FROM consent GROUP BY "
                                      "state) AS told"),
                 "given 1, superseded 7"));
    scene_end(&scene);
}

/* ---- matching */

/* Whether other is in the search of a person: their mentors or their students. */
static bool finds(const struct scene *scene, const char *person_id, const char *what,
                  const char *other_id)
{
    char target[TARGET_SIZE];
    struct http_reply reply =
        scene_send(scene, "GET", scene->server.staff,
                   PRINT(target, "/v1/people/%s/%s?limit=50", person_id, what), NULL, NULL);
    bool found = reply.status == 200 && strstr(reply.body, other_id) != NULL;
    http_reply_free(&reply);
    return found;
}

/* Milliseconds until the search is so; what was said is said. */
static int64_t wait_until(const struct scene *scene, const char *person_id, const char *what,
                          const char *other_id, bool wanted)
{
    int64_t began = clock_ms();
    while (finds(scene, person_id, what, other_id) != wanted && clock_ms() - began < 10 * SECOND_MS)
        usleep(5000);
    return clock_ms() - began;
}

static void expect_soon(const struct scene *scene, const char *person_id, const char *what,
                        const char *other_id, bool wanted)
{
    int64_t took = wait_until(scene, person_id, what, other_id, wanted);
    cr_log_info("%s %s after %d ms", what, wanted ? "found" : "gone", (int)took);
    cr_expect(lt(i64, took, SECOND_MS), "%s %s after %d ms", what, wanted ? "found" : "gone",
              (int)took);
}

Test(consents, an_objection_takes_a_mentor_out_of_matching_within_a_second, .timeout = 60)
{
    struct scene scene = scene_new();
    char offer[SCENE_ID_SIZE];
    char request[SCENE_ID_SIZE];
    char mentorship[SCENE_ID_SIZE];
    char draft[SCENE_ID_SIZE];
    char objection[SCENE_ID_SIZE];
    char target[TARGET_SIZE];
    scene_offer(&scene, &scene.other_mentor, 2, offer);
    scene_request(&scene, &scene.student, &scene.mentor, request);
    scene_accept(&scene, &scene.mentor, request, mentorship);
    scene_draft(&scene, &scene.other_student, &scene.mentor, draft);
    cr_assert(finds(&scene, scene.student.id, "mentors", scene.mentor.id));
    make_consent(&scene, scene.mentor.token, scene.mentor.id, OBJECTION, objection);
    expect_soon(&scene, scene.student.id, "mentors", scene.mentor.id, false);
    cr_expect(finds(&scene, scene.student.id, "mentors", scene.other_mentor.id));
    expect(&scene, (struct ask){"GET", scene.mentor.token,
                                PRINT(target, "/v1/people/%s/students", scene.mentor.id), NULL,
                                NULL, 409, "takes no part in matching"});
    struct http_reply reply =
        scene_fire(&scene, scene.other_student.token, "mentoring-requests", draft, "submit", NULL);
    cr_expect(eq(int, reply.status, 409));
    cr_expect(ne(ptr, strstr(reply.body, "\"code\":\"not_matching\""), NULL), "%s", reply.body);
    http_reply_free(&reply);
    /* what runs goes on */
    scene_do(&scene, scene.mentor.token, "mentorships", mentorship, "start", NULL);
    scene_do(&scene, scene.mentor.token, "consents", objection, "withdraw", NULL);
    expect_soon(&scene, scene.student.id, "mentors", scene.mentor.id, true);
    scene_do(&scene, scene.other_student.token, "mentoring-requests", draft, "submit", NULL);
    scene_end(&scene);
}

Test(consents, an_objection_takes_a_student_out_of_matching_within_a_second, .timeout = 60)
{
    struct scene scene = scene_new();
    char draft[SCENE_ID_SIZE];
    char objection[SCENE_ID_SIZE];
    char target[TARGET_SIZE];
    scene_draft(&scene, &scene.student, &scene.mentor, draft);
    cr_assert(finds(&scene, scene.mentor.id, "students", scene.student.id));
    make_consent(&scene, scene.student.token, scene.student.id, OBJECTION, objection);
    expect_soon(&scene, scene.mentor.id, "students", scene.student.id, false);
    cr_expect(finds(&scene, scene.mentor.id, "students", scene.other_student.id));
    expect(&scene, (struct ask){"GET", scene.student.token,
                                PRINT(target, "/v1/people/%s/mentors", scene.student.id), NULL,
                                NULL, 409, "takes no part in matching"});
    struct http_reply reply =
        scene_fire(&scene, scene.student.token, "mentoring-requests", draft, "submit", NULL);
    cr_expect(eq(int, reply.status, 409));
    cr_expect(ne(ptr, strstr(reply.body, "\"code\":\"not_matching\""), NULL), "%s", reply.body);
    http_reply_free(&reply);
    scene_end(&scene);
}

Test(consents, the_end_of_a_consent_takes_a_mentor_out_of_matching_within_a_second, .timeout = 60)
{
    static const char people[] = "external_id,role,name,email,programme,seats\n"
                                 "s1,student,Sanne Bos,sanne@example.org,bouwkunde,\n"
                                 "m1,alumnus,Abe Smit,abe@example.org,bouwkunde,4\n";
    static const char *const settings[] = {"KRING_TICK_MS", "50", NULL};
    struct scene scene = {.server = http_server_start(settings)};
    char consent[SCENE_ID_SIZE];
    char ends[MOMENT_TEXT_SIZE];
    char rest[200];
    http_server_import(&scene.server, people, "s1");
    scene_find(&scene, "s1", &scene.student);
    scene_find(&scene, "m1", &scene.mentor);
    int64_t end = clock_utc_ms() + 2 * SECOND_MS;
    moment_format(end, ends);
    make_consent(&scene, scene.mentor.token, scene.mentor.id,
                 PRINT(rest,
                       "\"purpose\":\"matching\",\"basis\":\"consent\",\"text_version\":\"1\","
                       "\"expires_at\":\"%s\"",
                       ends),
                 consent);
    while (clock_utc_ms() < end - SECOND_MS / 4) {
        cr_expect(finds(&scene, scene.student.id, "mentors", scene.mentor.id), "before its end");
        usleep(50000);
    }
    usleep((useconds_t)((end - clock_utc_ms()) * 1000));
    expect_soon(&scene, scene.student.id, "mentors", scene.mentor.id, false);
    scene_end(&scene);
}

/* ---- the policy */

Test(consents, alumni_who_left_too_long_ago_are_matched_only_if_they_agree, .timeout = 60)
{
    static const char people[] =
        "{\"external_id\":\"s1\",\"role\":\"student\"}\n"
        "{\"external_id\":\"m1\",\"role\":\"alumnus\",\"seats\":2,"
        "\"affiliations\":[{\"programme\":\"bouwkunde\",\"to\":\"1999\"}]}\n"
        "{\"external_id\":\"m2\",\"role\":\"alumnus\",\"seats\":2,"
        "\"affiliations\":[{\"programme\":\"bouwkunde\",\"to\":\"2190\"}]}\n";
    static const char *const settings[] = {"KRING_INTEREST_YEARS", "10", NULL};
    struct scene scene = {.server = http_server_start(settings)};
    char consent[SCENE_ID_SIZE];
    struct http_reply reply = http_ask(
        scene.server.port, (struct http_ask){.method = "POST",
                                             .target = "/v1/imports",
                                             .token = scene.server.staff,
                                             .headers = "Content-Type: application/x-ndjson\r\n",
                                             .body = people});
    cr_assert(ne(ptr, strstr(reply.body, "\"created\":3"), NULL), "%s", reply.body);
    http_reply_free(&reply);
    scene_find(&scene, "s1", &scene.student);
    scene_find(&scene, "m1", &scene.mentor);
    scene_find(&scene, "m2", &scene.other_mentor);
    (void)wait_until(&scene, scene.student.id, "mentors", scene.other_mentor.id, true);
    cr_expect(not(finds(&scene, scene.student.id, "mentors", scene.mentor.id)));
    make_consent(&scene, scene.mentor.token, scene.mentor.id,
                 "\"purpose\":\"matching\",\"basis\":\"consent\",\"text_version\":\"1\"", consent);
    expect_soon(&scene, scene.student.id, "mentors", scene.mentor.id, true);
    scene_end(&scene);
}
