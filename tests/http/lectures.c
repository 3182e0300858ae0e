/* Guest lectures over HTTP: the way of one from the offer to what both say of it, who is suggested
 * to whom, and what is shown to whom. */
#include "tests/http/mentoring_scene.h"

/* m1 and m2 speak (the one studied building, the other law), s1 teaches. */
struct stage {
    struct scene scene;
    char lectures[SCENE_ID_SIZE], buildings[SCENE_ID_SIZE], laws[SCENE_ID_SIZE];
    char request[SCENE_ID_SIZE];
    int year; /* the next */
};

static void offer(struct stage *stage, const struct scene_person *speaker, const char *more,
                  char ret_id[SCENE_ID_SIZE])
{
    char body[BODY_SIZE];
    PRINT(body, "{\"programme_id\":\"%s\",\"speaker_id\":\"%s\",\"title\":\"Of practice\"%s}",
          stage->lectures, speaker->id, more);
    scene_make(&stage->scene, speaker->token, "lecture-offers", body, ret_id);
    scene_do(&stage->scene, speaker->token, "lecture-offers", ret_id, "publish", "{}");
}

static void open_request(struct stage *stage, const char *more, char ret_id[SCENE_ID_SIZE])
{
    char body[BODY_SIZE];
    PRINT(body,
          "{\"programme_id\":\"%s\",\"teacher_id\":\"%s\",\"course\":\"Concrete\","
          "\"earliest_on\":\"%d-03-01\",\"latest_on\":\"%d-03-31\"%s}",
          stage->lectures, stage->scene.student.id, stage->year, stage->year, more);
    scene_make(&stage->scene, stage->scene.student.token, "lecture-requests", body, ret_id);
    scene_do(&stage->scene, stage->scene.student.token, "lecture-requests", ret_id, "open", "{}");
}

/* At an hour of the second of March. */
static void invite(struct stage *stage, const char *request, const char *offer_id, int hour,
                   char ret_id[SCENE_ID_SIZE])
{
    char body[BODY_SIZE];
    PRINT(body,
          "{\"programme_id\":\"%s\",\"teacher_id\":\"%s\",\"request_id\":\"%s\","
          "\"offer_id\":\"%s\",\"starts_at\":\"%d-03-02T%02d:00:00Z\","
          "\"ends_at\":\"%d-03-02T%02d:30:00Z\",\"location\":\"Room C, second floor\"}",
          stage->lectures, stage->scene.student.id, request, offer_id, stage->year, hour,
          stage->year, hour);
    scene_make(&stage->scene, stage->scene.student.token, "lecture-bookings", body, ret_id);
}

static struct stage stage_new(void)
{
    struct stage stage = {.scene = scene_new(), .year = (int)(clock_today() / 10000) + 1};
    struct scene *scene = &stage.scene;
    char body[BODY_SIZE];
    char id[SCENE_ID_SIZE];
    PRINT(body,
          "{\"unit_id\":\"%s\",\"name\":\"Lectures\",\"kind\":\"lectures\",\"hours_each\":3,"
          "\"starts_on\":\"%d-01-01\",\"ends_on\":\"%d-12-31\"}",
          scene->unit, stage.year - 1, stage.year);
    scene_make(scene, scene->server.staff, "programmes", body, stage.lectures);
    PRINT(body, "{\"person_id\":\"%s\",\"role\":\"teacher\",\"unit_id\":\"%s\"}", scene->student.id,
          scene->unit);
    scene_make(scene, scene->server.staff, "appointments", body, id);
    offer(&stage, &scene->mentor,
          ",\"times_a_year\":50,\"topics\":{\"fields\":[{\"text\":\"civil engineering\","
          "\"code\":\"0732\"}]}",
          stage.buildings);
    offer(&stage, &scene->other_mentor,
          ",\"times_a_year\":50,\"topics\":{\"fields\":[{\"text\":\"law\",\"code\":\"0421\"}]}",
          stage.laws);
    open_request(&stage,
                 ",\"wishes\":{\"fields\":[{\"text\":\"civil engineering\",\"code\":\"0732\"}]}",
                 stage.request);
    return stage;
}

static struct http_reply get(const struct stage *stage, const char *token, const char *path,
                             const char *id, const char *more)
{
    char target[300];
    snprintf(target, sizeof target, "/v1/%s/%s%s", path, id, more);
    return scene_send(&stage->scene, "GET", token, target, NULL, NULL);
}

/* Expects a member of a reply, and frees it. */
static void expect_member(struct http_reply reply, const char *member, const char *expected)
{
    char value[512];
    cr_expect(eq(int, reply.status, 200), "%s", reply.body);
    cr_expect(
        eq(str, (char *)(uintptr_t)http_member(&reply, member, value), (char *)(uintptr_t)expected),
        "%s", reply.body);
    http_reply_free(&reply);
}

static void expect_state(const struct stage *stage, const char *collection, const char *id,
                         const char *state)
{
    expect_member(get(stage, stage->scene.server.staff, collection, id, ""), "state", state);
}

static void refuse(const struct stage *stage, const char *token, const char *id, const char *event,
                   const char *code)
{
    char key[80];
    struct http_reply reply = scene_fire(&stage->scene, token, "lecture-bookings", id, event, "{}");
    snprintf(key, sizeof key, "\"code\":\"%s\"", code);
    cr_expect(eq(int, reply.status, 409), "%s", reply.body);
    cr_expect(strstr(reply.body, key) != NULL, "%s", reply.body);
    http_reply_free(&reply);
}

Test(lectures, the_way_of_a_lecture, .timeout = 60)
{
    struct stage stage = stage_new();
    struct scene *scene = &stage.scene;
    const char *speaker = scene->mentor.token, *teacher = scene->student.token;
    char booking[SCENE_ID_SIZE];
    invite(&stage, stage.request, stage.buildings, 9, booking);
    expect_state(&stage, "lecture-bookings", booking, "invited");
    expect_member(get(&stage, speaker, "lecture-bookings", booking, ""), "course", "Concrete");
    struct http_reply before = get(&stage, teacher, "lecture-bookings", booking, "");
    cr_expect(strstr(before.body, "abe@example.org") == NULL, "%s", before.body);
    http_reply_free(&before);
    scene_do(scene, speaker, "lecture-bookings", booking, "accept", "{}");
    struct http_reply after = get(&stage, teacher, "lecture-bookings", booking, "");
    cr_expect(strstr(after.body, "abe@example.org") != NULL, "%s", after.body);
    http_reply_free(&after);
    scene_do(scene, teacher, "lecture-bookings", booking, "confirm", "{}");
    expect_state(&stage, "lecture-requests", stage.request, "filled");
    struct http_reply calendar = get(&stage, speaker, "lecture-bookings", booking, "/calendar");
    char value[512];
    cr_expect(eq(str, (char *)(uintptr_t)http_header(&calendar, "Content-Type", value),
                 "text/calendar; charset=utf-8"));
    cr_expect(strstr(calendar.body, "STATUS:CONFIRMED\r\n") != NULL, "%s", calendar.body);
    cr_expect(strstr(calendar.body, "LOCATION:Room C\\, second floor\r\n") != NULL);
    cr_expect(strstr(calendar.body, booking) != NULL);
    http_reply_free(&calendar);
    refuse(&stage, teacher, booking, "deliver", "not_held_yet");
    database_sql(
        scene->server.database.raw,
        "UPDATE lecture_booking SET starts_at = now() - interval '1 hour', ends_at = now()");
    scene_do(scene, teacher, "lecture-bookings", booking, "deliver", "{}");
    scene_do(scene, speaker, "lecture-bookings", booking, "recommend",
             "{\"note\":\"Good questions.\"}");
    expect_member(get(&stage, teacher, "lecture-bookings", booking, ""), "speaker_feedback",
                  "recommend");
    struct http_reply hours = get(&stage, speaker, "people", scene->mentor.id, "/hours");
    cr_expect(strstr(hours.body, "\"activity\":\"lecture\",\"hours\":3") != NULL, "%s", hours.body);
    http_reply_free(&hours);
    http_server_stop(&scene->server);
}

/* ---- who is suggested */

/* The ids of the offers, in order, and whether the sums are right. */
static void expect_order(const struct http_reply *reply, const char *first, const char *second)
{
    const char *at = strstr(reply->body, first);
    const char *then = strstr(reply->body, second);
    cr_expect(eq(int, reply->status, 200), "%s", reply->body);
    cr_expect(at != NULL && then != NULL && at < then, "%s", reply->body);
    cr_expect(strstr(reply->body, "\"reasons\":[") != NULL);
}

Test(lectures, who_fits_comes_first_until_it_is_another_s_turn, .timeout = 60)
{
    struct stage stage = stage_new();
    const char *teacher = stage.scene.student.token;
    char request[SCENE_ID_SIZE], booking[SCENE_ID_SIZE];
    struct http_reply reply = get(&stage, teacher, "lecture-requests", stage.request, "/offers");
    expect_order(&reply, stage.buildings, stage.laws);
    cr_expect(strstr(reply.body, "\"turns\":0") != NULL);
    http_reply_free(&reply);
    for (int hour = 8; hour < 16; hour++) { /* eight times 500 is more than the field weighs */
        open_request(&stage, "", request);
        invite(&stage, request, stage.buildings, hour, booking);
    }
    reply = get(&stage, teacher, "lecture-requests", stage.request, "/offers?lang=nl");
    expect_order(&reply, stage.laws, stage.buildings);
    cr_expect(strstr(reply.body, "\"turns\":8") != NULL, "%s", reply.body);
    http_reply_free(&reply);
    reply = get(&stage, stage.scene.mentor.token, "lecture-offers", stage.buildings, "/requests");
    cr_expect(strstr(reply.body, stage.request) != NULL, "%s", reply.body);
    http_reply_free(&reply);
    http_server_stop(&stage.scene.server);
}

Test(lectures, whom_the_request_does_not_fit_is_not_suggested, .timeout = 60)
{
    /* of a request; whether the offer of building is suggested for it */
    static const struct {
        const char *request;
        bool found;
    } rows[] = {
        {"", true},
        {",\"format\":\"online\"", true},
        {",\"languages\":[{\"language\":{\"code\":\"is\"},\"level\":\"B1\"}]", false},
        {",\"format\":\"on_site\",\"wishes\":{\"places\":[{\"code\":\"3143244\"}]}", true},
    };
    struct stage stage = stage_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char request[SCENE_ID_SIZE];
        open_request(&stage, rows[i].request, request);
        struct http_reply reply =
            get(&stage, stage.scene.student.token, "lecture-requests", request, "/offers");
        cr_expect(eq(int, reply.status, 200), "%s", reply.body);
        cr_expect(eq(int, strstr(reply.body, stage.buildings) != NULL, rows[i].found),
                  "row %zu: %s", i, reply.body);
        http_reply_free(&reply);
    }
    scene_do(&stage.scene, stage.scene.mentor.token, "lecture-offers", stage.buildings, "pause",
             "{}");
    struct http_reply reply =
        get(&stage, stage.scene.student.token, "lecture-requests", stage.request, "/offers");
    cr_expect(strstr(reply.body, stage.buildings) == NULL, "%s", reply.body);
    http_reply_free(&reply);
    http_server_stop(&stage.scene.server);
}

/* ---- bad input */

Test(lectures, what_cannot_be_is_told_with_its_place, .timeout = 60)
{
    static const struct {
        const char *collection, *more, *where, *code;
    } rows[] = {
        {"lecture-offers", ",\"title\":\"\"", "/title", "too_short"},
        {"lecture-offers", ",\"title\":\"x\",\"travel_km\":20016", "/travel_km", "out_of_range"},
        {"lecture-offers", ",\"title\":\"x\",\"format\":\"somewhere\"", "/format", "unknown_word"},
        {"lecture-offers", ",\"title\":\"x\",\"topics\":{\"fields\":[{\"code\":\"9x\"}]}",
         "/topics/fields/0", ""},
        {"lecture-requests",
         ",\"course\":\"x\",\"earliest_on\":\"2030-03-02\",\"latest_on\":\"2030-03-01\"",
         "/latest_on", "before_the_earliest"},
        {"lecture-requests",
         ",\"course\":\"x\",\"earliest_on\":\"2030-03\",\"latest_on\":\"2030-04-01\"",
         "/earliest_on", ""},
    };
    struct stage stage = stage_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char body[BODY_SIZE];
        char target[100];
        bool offers = strcmp(rows[i].collection, "lecture-offers") == 0;
        PRINT(body, "{\"programme_id\":\"%s\",\"%s\":\"%s\"%s}", stage.lectures,
              offers ? "speaker_id" : "teacher_id",
              offers ? stage.scene.mentor.id : stage.scene.student.id, rows[i].more);
        snprintf(target, sizeof target, "/v1/%s", rows[i].collection);
        struct http_reply reply =
            scene_send(&stage.scene, "POST", stage.scene.server.staff, target, NULL, body);
        cr_expect(eq(int, reply.status, 422), "row %zu: %s", i, reply.body);
        cr_expect(strstr(reply.body, rows[i].where) != NULL, "row %zu: %s", i, reply.body);
        cr_expect(strstr(reply.body, rows[i].code) != NULL, "row %zu: %s", i, reply.body);
        http_reply_free(&reply);
    }
    char body[BODY_SIZE];
    PRINT(body,
          "{\"programme_id\":\"%s\",\"teacher_id\":\"%s\",\"course\":\"x\","
          "\"earliest_on\":\"2030-03-01\",\"latest_on\":\"2030-03-01\"}",
          stage.lectures, stage.scene.other_student.id);
    struct http_reply reply = scene_send(&stage.scene, "POST", stage.scene.server.staff,
                                         "/v1/lecture-requests", NULL, body);
    cr_expect(eq(int, reply.status, 422), "%s", reply.body);
    cr_expect(strstr(reply.body, "\"code\":\"no_teacher\"") != NULL, "%s", reply.body);
    http_reply_free(&reply);
    http_server_stop(&stage.scene.server);
}
