/* Units, programmes, offers, needs, requests and mentorships over HTTP: who makes, sees and changes
 * what, lists, conditions. What happens to a request: mentoring.c. */
#include "tests/http/mentoring_scene.h"

/* ---- units and programmes */

Test(objects, staff_run_units_and_programmes_and_everybody_reads_them)
{
    struct scene scene = scene_new();
    const char *staff = scene.server.staff;
    const char *student = scene.student.token;
    char target[TARGET_SIZE];
    char body[BODY_SIZE];
    char faculty[SCENE_ID_SIZE];
    PRINT(body, "{\"kind\":\"faculty\",\"name\":\"Bouwkunde\",\"parent_id\":\"%s\"}", scene.unit);
    scene_make(&scene, staff, "units", body, faculty);
    expect(&scene, (struct ask){"POST", student, "/v1/units", NULL, body, 403, "\"forbidden\""});
    PRINT(target, "/v1/units/%s", faculty);
    expect(&scene, (struct ask){"GET", student, target, NULL, NULL, 200, "\"Bouwkunde\""});
    expect(&scene, (struct ask){"PATCH", student, target, IF_ANY, "{\"name\":\"X\"}", 403, NULL});
    expect(&scene, (struct ask){"PATCH", staff, target, IF_ANY, "{\"name\":\"Bouw\"}", 200,
                                "\"name\":\"Bouw\",\"version\":2"});
    expect(&scene, (struct ask){"PATCH", staff, target, IF_ANY, "{\"name\":\"Bouw\"}", 200,
                                "\"version\":2"}); /* nothing changed */
    PRINT(target, "/v1/units?parent_id=%s&q=OUW&count=exact", scene.unit);
    expect(&scene, (struct ask){"GET", student, target, NULL, NULL, 200, "\"count\":1}"});
    PRINT(target, "/v1/programmes?unit_id=%s", faculty);
    expect(&scene, (struct ask){"GET", student, target, NULL, NULL, 200, "{\"items\":[],"});
    PRINT(target, "/v1/programmes/%s", scene.programme);
    expect(&scene, (struct ask){"PATCH", staff, target, IF_ANY, "{\"answer_days\":7}", 200,
                                "\"answer_days\":7"});
    expect(&scene, (struct ask){"GET", NULL, target, NULL, NULL, 401, NULL});
    scene_end(&scene);
}

/* ---- who makes what */

Test(objects, what_was_made_has_a_location_and_the_tag_that_a_get_has)
{
    struct scene scene = scene_new();
    char body[BODY_SIZE];
    char location[512];
    char tags[2][512];
    PRINT(body, "{\"programme_id\":\"%s\",\"student_id\":\"%s\"}", scene.programme,
          scene.student.id);
    struct http_reply made =
        ask(&scene, (struct ask){"POST", scene.student.token, "/v1/needs", NULL, body, 201, NULL});
    http_header(&made, "Location", location);
    http_header(&made, "ETag", tags[0]);
    cr_assert(eq(int, strncmp(location, "/v1/needs/", 10), 0), "%s", location);
    struct http_reply got =
        ask(&scene, (struct ask){"GET", scene.student.token, location, NULL, NULL, 200, NULL});
    cr_expect(eq(str, TEXT(got.body), TEXT(made.body)));
    cr_expect(eq(str, TEXT(http_header(&got, "ETag", tags[1])), tags[0]));
    http_reply_free(&made);
    http_reply_free(&got);
    scene_end(&scene);
}

Test(objects, people_make_what_is_their_own_and_staff_make_anything)
{
    struct scene scene = scene_new();
    const struct {
        const char *token, *collection, *member, *person;
        int status;
        const char *code;
    } rows[] = {
        {scene.student.token, "needs", "student_id", scene.other_student.id, 422, "not_yours"},
        {scene.mentor.token, "needs", "student_id", scene.student.id, 422, "not_yours"},
        {scene.mentor.token, "needs", "student_id", scene.mentor.id, 422, "no_student"},
        {scene.server.staff, "needs", "student_id", scene.mentor.id, 422, "no_student"},
        {scene.server.staff, "needs", "student_id", SCENE_NOBODY, 422, "no_such_person"},
        {scene.server.staff, "needs", "student_id", "no id, but of just the size of an id", 422,
         "no_such_person"},
        {scene.server.staff, "needs", "student_id", scene.student.id, 201, NULL},
        {scene.student.token, "needs", "student_id", scene.student.id, 409, NULL}, /* has one */
        {scene.other_student.token, "needs", "student_id", scene.other_student.id, 201, NULL},
        {scene.both.token, "needs", "student_id", scene.both.id, 201, NULL},
        {scene.other_mentor.token, "mentor-offers", "mentor_id", scene.mentor.id, 422, "not_yours"},
        {scene.student.token, "mentor-offers", "mentor_id", scene.student.id, 422, "no_alumnus"},
        {scene.both.token, "mentor-offers", "mentor_id", scene.both.id, 201, NULL},
        {scene.server.staff, "mentor-offers", "mentor_id", scene.other_mentor.id, 201, NULL},
    };
    char target[TARGET_SIZE];
    char body[BODY_SIZE];
    char pointer[100];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool offer = strcmp(rows[i].member, "mentor_id") == 0;
        PRINT(target, "/v1/%s", rows[i].collection);
        PRINT(body, "{\"programme_id\":\"%s\",\"%s\":\"%s\"%s}", scene.programme, rows[i].member,
              rows[i].person, offer ? ",\"seats\":1" : "");
        PRINT(pointer, "\"pointer\":\"/%s\",\"code\":\"%s\"", rows[i].member,
              rows[i].code == NULL ? "" : rows[i].code);
        expect(&scene, (struct ask){"POST", rows[i].token, target, NULL, body, rows[i].status,
                                    rows[i].code == NULL ? NULL : pointer});
    }
    scene_end(&scene);
}

Test(objects, a_new_object_must_be_whole)
{
    struct scene scene = scene_new();
    const struct {
        const char *collection, *body;
        int status;
        const char *text;
    } rows[] = {
        {"units", "", 400, "\"syntax\""},
        {"units", "{}", 422, "\"pointer\":\"/name\""},
        {"units", "{\"kind\":\"planet\",\"name\":\"X\"}", 422, "\"pointer\":\"/kind\""},
        {"units", "{\"kind\":\"faculty\",\"name\":\"X\"}", 422, "root"},
        {"units", "{\"kind\":\"faculty\",\"name\":\"X\",\"parent_id\":\"" SCENE_NOBODY "\"}", 422,
         "a_unit_lies_in_a_unit_that_exists"},
        {"units", "{\"kind\":\"university\",\"name\":\"example UNIVERSITY\"}", 409,
         "units_of_one_parent_have_different_names"},
        {"units", "{\"kind\":\"university\",\"name\":\"X\",\"id\":\"" SCENE_NOBODY "\"}", 422,
         "read_only"},
        {"programmes", "{\"name\":\"X\"}", 422, "\"pointer\":\"/ends_on\""},
        {"mentorships", "{}", 405, NULL},
    };
    char target[TARGET_SIZE];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        PRINT(target, "/v1/%s", rows[i].collection);
        expect(&scene, (struct ask){"POST", scene.server.staff, target, NULL, rows[i].body,
                                    rows[i].status, rows[i].text});
    }
    scene_end(&scene);
}

/* ---- who sees what */

/* The body without its instance and its request_id, which are as long in all of them. */
static void blank(char *body, const char *member)
{
    char *at = strstr(body, member);
    cr_assert(ne(ptr, at, NULL), "%s", body);
    at += strlen(member);
    memset(at, '-', strcspn(at, "\""));
}

static void expect_same_404(const struct scene *scene, const char *method, const char *token,
                            const char *collection, const char *id, const char *more)
{
    char target[TARGET_SIZE];
    char *bodies[2];
    const char *const ids[2] = {id, SCENE_NOBODY};
    const char *body = strcmp(method, "GET") == 0 ? NULL : "{}";
    for (size_t i = 0; i < 2; i++) {
        PRINT(target, "/v1/%s/%s%s", collection, ids[i], more);
        struct http_reply reply =
            ask(scene, (struct ask){method, token, target, IF_ANY, body, 404, NULL});
        bodies[i] = strdup(reply.body);
        blank(bodies[i], "\"instance\":\"");
        blank(bodies[i], "\"request_id\":\"");
        http_reply_free(&reply);
    }
    cr_expect(eq(str, bodies[0], bodies[1]), "%s %s%s", method, collection, more);
    free(bodies[0]);
    free(bodies[1]);
}

Test(objects, what_is_not_ones_own_is_told_404_word_for_word_as_what_is_not_there)
{
    struct scene scene = scene_new();
    char need[SCENE_ID_SIZE];
    char body[BODY_SIZE];
    char request[SCENE_ID_SIZE];
    char mentorship[SCENE_ID_SIZE];
    PRINT(body, "{\"programme_id\":\"%s\",\"student_id\":\"%s\"}", scene.programme,
          scene.student.id);
    scene_make(&scene, scene.student.token, "needs", body, need);
    scene_request(&scene, &scene.student, &scene.mentor, request);
    scene_accept(&scene, &scene.mentor, request, mentorship);
    const struct {
        const char *method, *token, *collection, *id, *more;
    } rows[] = {
        {"GET", scene.student.token, "mentor-offers", scene.offer, ""},
        {"PATCH", scene.other_mentor.token, "mentor-offers", scene.offer, ""},
        {"POST", scene.other_mentor.token, "mentor-offers", scene.offer, "/pause"},
        {"GET", scene.other_student.token, "needs", need, ""},
        {"GET", scene.mentor.token, "needs", need, ""},
        {"PATCH", scene.other_student.token, "needs", need, ""},
        {"GET", scene.other_student.token, "mentoring-requests", request, ""},
        {"GET", scene.other_mentor.token, "mentoring-requests", request, ""},
        {"PATCH", scene.other_student.token, "mentoring-requests", request, ""},
        {"POST", scene.other_mentor.token, "mentoring-requests", request, "/accept"},
        {"POST", scene.other_mentor.token, "mentoring-requests", request, "/decline"},
        {"GET", scene.both.token, "mentorships", mentorship, ""},
        {"POST", scene.both.token, "mentorships", mentorship, "/start"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        expect_same_404(&scene, rows[i].method, rows[i].token, rows[i].collection, rows[i].id,
                        rows[i].more);
    expect_same_404(&scene, "GET", scene.server.staff, "mentorships",
                    "01990000-0000-7000-8000-00000000DEAD", "");
    scene_end(&scene);
}

/* ---- lists */

static size_t count_items(const struct http_reply *reply)
{
    size_t count = 0;
    for (const char *at = reply->body; (at = strstr(at, "\"programme_id\":")) != NULL; at++)
        count++;
    return count;
}

/* How many a list shows. */
static size_t listed(const struct scene *scene, const char *token, const char *target)
{
    struct http_reply reply = ask(scene, (struct ask){"GET", token, target, NULL, NULL, 200, NULL});
    size_t count = count_items(&reply);
    http_reply_free(&reply);
    return count;
}

Test(objects, lists_show_each_their_own_and_staff_everybodys)
{
    struct scene scene = scene_new();
    char ids[3][SCENE_ID_SIZE];
    char offer[SCENE_ID_SIZE];
    char target[TARGET_SIZE];
    scene_offer(&scene, &scene.other_mentor, 1, offer);
    scene_request(&scene, &scene.student, &scene.mentor, ids[0]);
    scene_request(&scene, &scene.other_student, &scene.mentor, ids[1]);
    scene_draft(&scene, &scene.student, &scene.other_mentor, ids[2]);
    const struct {
        const char *token, *query;
        const char *value;
        size_t count;
    } rows[] = {
        {scene.server.staff, "", "", 3},
        {scene.student.token, "", "", 2},
        {scene.other_student.token, "", "", 1},
        {scene.mentor.token, "", "", 2},
        {scene.other_mentor.token, "", "", 0}, /* it was not sent to them yet */
        {scene.both.token, "", "", 0},
        {scene.server.staff, "?state=pending", "", 2},
        {scene.server.staff, "?student_id=", scene.student.id, 2},
        {scene.server.staff, "?state=draft&mentor_id=", scene.mentor.id, 0},
        {scene.server.staff, "?programme_id=", scene.programme, 3},
        {scene.server.staff, "?programme_id=", SCENE_NOBODY, 0},
        {scene.student.token, "?student_id=", scene.other_student.id, 0}, /* not theirs to see */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        PRINT(target, "/v1/mentoring-requests%s%s", rows[i].query, rows[i].value);
        cr_expect(eq(sz, listed(&scene, rows[i].token, target), rows[i].count), "row %zu", i);
    }
    cr_expect(eq(sz, listed(&scene, scene.server.staff, "/v1/mentor-offers?state=active"), 2));
    cr_expect(eq(sz, listed(&scene, scene.mentor.token, "/v1/mentor-offers"), 1));
    cr_expect(eq(sz, listed(&scene, scene.student.token, "/v1/mentor-offers"), 0));
    cr_expect(eq(sz, listed(&scene, scene.student.token, "/v1/needs"), 1)); /* made with it */
    cr_expect(eq(sz, listed(&scene, scene.server.staff, "/v1/mentorships"), 0));
    scene_end(&scene);
}

Test(objects, a_list_is_cut_into_pages_that_together_show_everything_once)
{
    struct scene scene = scene_new();
    char ids[2][SCENE_ID_SIZE];
    char seen[2][512];
    char target[TARGET_SIZE];
    char cursor[512];
    scene_request(&scene, &scene.student, &scene.mentor, ids[0]);
    scene_request(&scene, &scene.other_student, &scene.mentor, ids[1]);
    const char *first = "/v1/mentoring-requests?limit=1&state=pending&count=exact";
    struct http_reply reply = ask(
        &scene, (struct ask){"GET", scene.mentor.token, first, NULL, NULL, 200, "\"count\":2}"});
    http_member(&reply, "id", seen[0]);
    http_member(&reply, "next_cursor", cursor);
    cr_expect(ne(ptr, strstr(http_header(&reply, "Link", seen[1]), "rel=\"next\""), NULL));
    http_reply_free(&reply);
    PRINT(target, "/v1/mentoring-requests?state=pending&cursor=%s", cursor);
    reply = ask(&scene, (struct ask){"GET", scene.mentor.token, target, NULL, NULL, 200,
                                     "\"next_cursor\":null"});
    http_member(&reply, "id", seen[1]);
    http_reply_free(&reply);
    cr_expect(eq(str, seen[0], ids[0]));
    cr_expect(eq(str, seen[1], ids[1]));
    PRINT(target, "/v1/mentoring-requests?state=draft&cursor=%s", cursor);
    expect(&scene, (struct ask){"GET", scene.mentor.token, target, NULL, NULL, 400, "bad_cursor"});
    scene_end(&scene);
}

Test(objects, a_list_refuses_what_it_does_not_know)
{
    struct scene scene = scene_new();
    static const char *const rows[][2] = {
        {"/v1/mentoring-requests?status=pending", "unknown_parameter"},
        {"/v1/mentoring-requests?state=waiting", "wrong_word"},
        {"/v1/mentor-offers?state=pending", "wrong_word"},
        {"/v1/mentorships?student_id=x", "too_short"},
        {"/v1/mentorships?student_id=01990000-0000-7000-8000-00000000DEAD", "bad_id"},
        {"/v1/units?parent_id=01990000.0000.7000.8000.00000000dead", "bad_id"},
        {"/v1/needs?limit=0", "out_of_range"},
        {"/v1/needs?limit=201", "out_of_range"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        expect(&scene,
               (struct ask){"GET", scene.server.staff, rows[i][0], NULL, NULL, 400, rows[i][1]});
    scene_end(&scene);
}

/* ---- conditions */

Test(objects, a_patch_needs_the_tag_of_what_the_caller_saw)
{
    struct scene scene = scene_new();
    const char *mentor = scene.mentor.token;
    char target[TARGET_SIZE];
    char etag[512];
    char other[512];
    char header[600];
    PRINT(target, "/v1/mentor-offers/%s", scene.offer);
    get_etag(&scene, mentor, target, etag);
    get_etag(&scene, scene.server.staff, target, other);
    PRINT(header, "If-None-Match: %s\r\n", etag);
    expect(&scene, (struct ask){"GET", mentor, target, header, NULL, 304, NULL});
    expect(&scene,
           (struct ask){"PATCH", mentor, target, NULL, "{\"seats\":3}", 428, "condition_missing"});
    PRINT(header, "If-Match: %s\r\n", etag);
    expect(&scene,
           (struct ask){"PATCH", mentor, target, header, "{\"seats\":3}", 200, "\"seats\":3"});
    expect(&scene,
           (struct ask){"PATCH", mentor, target, header, "{\"seats\":4}", 412, "condition_failed"});
    expect(&scene,
           (struct ask){"PATCH", mentor, target, IF_ANY, "{\"seats\":4}", 200, "\"seats\":4"});
    PRINT(target, "/v1/mentor-offers/%s/pause", scene.offer);
    expect(&scene, (struct ask){"POST", mentor, target, header, NULL, 412, "condition_failed"});
    PRINT(target, "/v1/mentor-offers/%s", scene.offer);
    get_etag(&scene, mentor, target, etag);
    PRINT(header, "If-Match: %s\r\n", etag);
    PRINT(target, "/v1/mentor-offers/%s/pause", scene.offer);
    expect(&scene, (struct ask){"POST", mentor, target, header, NULL, 200, "\"paused\""});
    expect(&scene, (struct ask){"POST", mentor, target, "If-Match: 7\r\n", NULL, 400, NULL});
    scene_end(&scene);
}

/* Each caller is shown other events, so a tag is of what one of them saw. */
Test(objects, callers_who_are_shown_different_things_have_different_tags)
{
    struct scene scene = scene_new();
    char request[SCENE_ID_SIZE];
    char target[TARGET_SIZE];
    char tags[3][512];
    scene_request(&scene, &scene.student, &scene.mentor, request);
    PRINT(target, "/v1/mentoring-requests/%s", request);
    get_etag(&scene, scene.student.token, target, tags[0]);
    get_etag(&scene, scene.mentor.token, target, tags[1]);
    get_etag(&scene, scene.server.staff, target, tags[2]);
    cr_expect(ne(str, tags[0], tags[1]));
    cr_expect(ne(str, tags[1], tags[2]));
    cr_expect(ne(str, tags[0], tags[2]));
    scene_end(&scene);
}

/* ---- at the same moment */

#define PATCHERS 6

/* Patches a draft's message by that many processes at once; how many were answered status. */
static int patch_at_once(const struct scene *scene, const char *request, const char *headers,
                         int status)
{
    char target[TARGET_SIZE];
    char body[BODY_SIZE];
    pid_t children[PATCHERS];
    int count = 0;
    PRINT(target, "/v1/mentoring-requests/%s", request);
    for (int i = 0; i < PATCHERS; i++) {
        children[i] = fork();
        if (children[i] != 0)
            continue;
        PRINT(body, "{\"message\":\"Number %d\"}", i);
        struct http_reply reply =
            scene_send(scene, "PATCH", scene->student.token, target, headers, body);
        _exit(reply.status == status);
    }
    for (int i = 0; i < PATCHERS; i++) {
        int ended = 0;
        cr_assert(eq(int, waitpid(children[i], &ended, 0), children[i]));
        count += WIFEXITED(ended) && WEXITSTATUS(ended) == 1;
    }
    return count;
}

Test(objects, of_patches_at_the_same_moment_one_wins_unless_any_version_will_do)
{
    struct scene scene = scene_new();
    char request[SCENE_ID_SIZE];
    char target[TARGET_SIZE];
    char etag[512];
    char header[600];
    scene_draft(&scene, &scene.student, &scene.mentor, request);
    PRINT(target, "/v1/mentoring-requests/%s", request);
    get_etag(&scene, scene.student.token, target, etag);
    PRINT(header, "If-Match: %s\r\n", etag);
    cr_expect(eq(int, patch_at_once(&scene, request, header, 412), PATCHERS - 1));
    expect(&scene,
           (struct ask){"GET", scene.student.token, target, NULL, NULL, 200, "\"version\":2,"});
    expect(&scene, (struct ask){"PATCH", scene.student.token, target, IF_ANY, "{\"message\":\"\"}",
                                200, "\"version\":3,"});
    cr_expect(eq(int, patch_at_once(&scene, request, IF_ANY, 200), PATCHERS));
    PRINT(header, "\"version\":%d,", 3 + PATCHERS);
    expect(&scene, (struct ask){"GET", scene.student.token, target, NULL, NULL, 200, header});
    scene_end(&scene);
}

/* ---- patches */

Test(objects, a_patch_changes_what_may_be_changed_and_says_what_may_not)
{
    struct scene scene = scene_new();
    char need[SCENE_ID_SIZE];
    char request[SCENE_ID_SIZE];
    char sent[SCENE_ID_SIZE];
    char body[BODY_SIZE];
    char target[TARGET_SIZE];
    PRINT(body, "{\"programme_id\":\"%s\",\"student_id\":\"%s\"}", scene.programme,
          scene.student.id);
    scene_make(&scene, scene.student.token, "needs", body, need);
    scene_draft(&scene, &scene.student, &scene.mentor, request);
    scene_request(&scene, &scene.other_student, &scene.mentor, sent);
    const struct {
        const char *token, *collection, *id, *patch;
        int status;
        const char *text;
    } rows[] = {
        {scene.server.staff, "units", scene.unit, "{\"parent_id\":null}", 422, "\"fixed\""},
        {scene.server.staff, "programmes", scene.programme, "{\"unit_id\":\"x\"}", 422,
         "\"fixed\""},
        {scene.server.staff, "programmes", scene.programme, "{\"version\":9}", 422, "read_only"},
        {scene.server.staff, "programmes", scene.programme, "{\"ends_on\":\"2001-01-01\"}", 422,
         NULL},
        {scene.mentor.token, "mentor-offers", scene.offer, "{\"seats\":1001}", 422,
         "\"pointer\":\"/seats\""},
        {scene.mentor.token, "mentor-offers", scene.offer, "{\"state\":\"draft\"}", 422,
         "read_only"},
        {scene.mentor.token, "mentor-offers", scene.offer, "{\"seats\":3}", 200, "\"seats\":3"},
        {scene.student.token, "needs", need, "{\"fallback\":false,\"mentors_wanted\":2}", 200,
         "\"fallback\":false,\"mentors_wanted\":2"},
        {scene.student.token, "needs", need, "{\"requests_live\":0}", 422, "read_only"},
        {scene.student.token, "needs", need, "{\"student_id\":null}", 422, "\"fixed\""},
        {scene.student.token, "mentoring-requests", request, "{\"message\":\"Please?\"}", 200,
         "\"message\":\"Please?\""},
        {scene.student.token, "mentoring-requests", request, "{\"choice\":1}", 422, "read_only"},
        {scene.mentor.token, "mentoring-requests", request, "{\"message\":\"x\"}", 404, NULL},
        {scene.mentor.token, "mentoring-requests", sent, "{\"message\":\"x\"}", 403, NULL},
        {scene.student.token, "mentoring-requests", request, "[1]", 422, "wrong_type"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        PRINT(target, "/v1/%s/%s", rows[i].collection, rows[i].id);
        expect(&scene, (struct ask){"PATCH", rows[i].token, target, IF_ANY, rows[i].patch,
                                    rows[i].status, rows[i].text});
    }
    scene_end(&scene);
}
