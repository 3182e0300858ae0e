/* What people hide, seen through a real server: nothing of it in any reply, and every reply as if
 * it had never been told. */
#include "tests/http/mentoring_scene.h"

#include "scoring/base/text.h"
#include "scoring/visibility.h"

#define WITHIN_MS 1000

static struct scene scene;

static void set_up(void)
{
    scene = scene_new();
}

static void tear_down(void)
{
    scene_end(&scene);
}

TestSuite(privacy, .init = set_up, .fini = tear_down, .timeout = 120);

/* ---- asking */

static void change(const char *token, const char *id, const char *patch, int status)
{
    char target[100];
    snprintf(target, sizeof target, "/v1/people/%s", id);
    struct http_reply reply = scene_send(&scene, "PATCH", token, target, IF_ANY, patch);
    cr_assert(eq(int, reply.status, status), "%s: %s", patch, reply.body);
    http_reply_free(&reply);
}

static void add_reply(const char *token, const char *target, struct text *text)
{
    struct http_reply reply = scene_send(&scene, "GET", token, target, NULL, NULL);
    cr_assert(reply.status == 200 || reply.status == 404, "%s: %s", target, reply.body);
    text_addf(text, "%d ", reply.status);
    text_add(text, reply.status == 200 ? reply.body : "\n");
    http_reply_free(&reply);
}

#define BO (&scene.both)

/* Bo is found by a student, and as a student by an alumnus. */
static struct text searches(bool as_staff)
{
    static const char *const queries[] = {
        "",
        "?filter=language=sv",
        "?filter=language=sv:C1",
        "?filter=place=2711537",
        "?filter=occupation=2330",
        "?filter=field=0731",
        "?filter=remote=yes&limit=1",
        "?filter=minimum=40",
        "?weights=field=10,career=10,language=40,place=40",
    };
    struct text text = {0};
    char target[300];
    const char *student = as_staff ? scene.server.staff : scene.student.token;
    const char *mentor = as_staff ? scene.server.staff : scene.mentor.token;
    for (size_t i = 0; i < SHAPE_COUNT(queries); i++) {
        snprintf(target, sizeof target, "/v1/people/%s/mentors%s", scene.student.id, queries[i]);
        add_reply(student, target, &text);
    }
    snprintf(target, sizeof target, "/v1/people/%s/mentors/%s", scene.student.id, BO->id);
    add_reply(student, target, &text);
    snprintf(target, sizeof target, "/v1/people/%s/students", scene.mentor.id);
    add_reply(mentor, target, &text);
    cr_assert(eq(int, text_status(&text), STATUS_OK));
    return text;
}

/* The replies once they are equal to (or other than) some, which must be so within a second. */
static struct text awaited(bool as_staff, const struct text *than, bool equal)
{
    int64_t began_ms = clock_ms();
    for (;;) {
        struct text text = searches(as_staff);
        bool there = (strcmp(text.bytes, than->bytes) == 0) == equal;
        if (there && equal)
            return text;
        if (there) {
            text_free(&text); /* the first of them may be of before */
            return searches(as_staff);
        }
        /* One round of searches may have begun just before. */
        cr_assert(lt(i64, clock_ms() - began_ms, WITHIN_MS + 200), "equal: %d\n%s\n%s", equal,
                  text.bytes, than->bytes);
        text_free(&text);
        usleep(5000);
    }
}

static void await(bool as_staff, const struct text *than, bool equal)
{
    struct text text = awaited(as_staff, than, equal);
    text_free(&text);
}

/* ---- each field */

static const struct row {
    const char *field, *told, *blank; /* merge patches */
} rows[] = {
    {"name", "{\"name\":\"Canary Berg\"}", "{\"name\":null}"},
    {"affiliations",
     "{\"affiliations\":[{\"unit\":\"Canary\",\"field\":{\"text\":\"arkitektur\",\"code\":"
     "\"0731\"}}]}",
     "{\"affiliations\":[]}"},
    {"employments",
     "{\"employments\":[{\"employer\":\"Canary\",\"occupation\":{\"text\":\"lärare\",\"code\":"
     "\"2330\"},\"from\":\"2015\"}]}",
     "{\"employments\":[]}"},
    {"languages",
     "{\"languages\":[{\"language\":{\"text\":\"svenska\",\"code\":\"sv\"},\"level\":\"C1\"}]}",
     "{\"languages\":[]}"},
    {"place", "{\"place\":{\"text\":\"Göteborg\",\"code\":\"2711537\"}}", "{\"place\":null}"},
    {"remote", "{\"remote\":true}", "{\"remote\":false}"},
    {"wishes",
     "{\"wishes\":{\"occupations\":[{\"text\":\"lärare\",\"code\":\"2330\"}],"
     "\"places\":[{\"text\":\"Göteborg\",\"code\":\"2711537\"}]}}",
     "{\"wishes\":null}"},
};

Test(privacy, each_field_that_can_be_hidden_is_asked_about_here)
{
    cr_assert(eq(sz, SHAPE_COUNT(rows), PERSON_FIELD_COUNT - 1)); /* all but the e-mail */
}

static void tell_all(void)
{
    for (size_t i = 0; i < SHAPE_COUNT(rows); i++)
        change(BO->token, BO->id, rows[i].told, 200);
    change(scene.student.token, scene.student.id,
           "{\"languages\":[{\"language\":{\"text\":\"sv\"},\"level\":\"C1\"}],"
           "\"place\":{\"text\":\"Göteborg\",\"code\":\"2711537\"},"
           "\"wishes\":{\"occupations\":[{\"text\":\"lärare\",\"code\":\"2330\"}]}}",
           200);
    change(scene.mentor.token, scene.mentor.id,
           "{\"languages\":[{\"language\":{\"text\":\"sv\"},\"level\":\"C1\"}],"
           "\"place\":{\"text\":\"Göteborg\",\"code\":\"2711537\"},"
           "\"employments\":[{\"occupation\":{\"text\":\"lärare\",\"code\":\"2330\"}}]}",
           200);
    usleep(WITHIN_MS * 1000); /* until all of it is in memory */
}

/* Bo hides a field from whom as_staff speaks of: the replies then, and those had it never been
 * told. */
static void check_hidden(const struct row *row, const char *audience, bool as_staff)
{
    char patch[200];
    struct text open = searches(as_staff);
    snprintf(patch, sizeof patch, "{\"visibility\":[{\"field\":\"%s\",\"audience\":\"%s\"}]}",
             row->field, audience);
    change(BO->token, BO->id, patch, 200);
    struct text hidden = awaited(as_staff, &open, false);
    change(BO->token, BO->id, "{\"visibility\":[]}", 200);
    await(as_staff, &open, true);
    change(BO->token, BO->id, row->blank, 200);
    struct text blank = awaited(as_staff, &open, false);
    cr_expect(eq(str, hidden.bytes, blank.bytes), "%s", row->field);
    change(BO->token, BO->id, row->told, 200);
    await(as_staff, &open, true);
    if (strcmp(row->field, "name") == 0)
        cr_expect(strstr(open.bytes, "Canary") != NULL && strstr(hidden.bytes, "Canary") == NULL);
    text_free(&open);
    text_free(&hidden);
    text_free(&blank);
}

Test(privacy, a_field_hidden_from_members_is_to_them_as_if_never_told)
{
    tell_all();
    for (size_t i = 0; i < SHAPE_COUNT(rows); i++)
        check_hidden(&rows[i], i % 2 == 0 ? "self" : "staff", false);
}

Test(privacy, a_field_hidden_from_staff_is_to_them_as_if_never_told)
{
    tell_all();
    for (size_t i = 0; i < SHAPE_COUNT(rows); i++)
        check_hidden(&rows[i], "self", true);
}

Test(privacy, what_is_hidden_from_members_alone_changes_nothing_for_staff)
{
    tell_all();
    struct text members = searches(false);
    struct text staff = searches(true);
    change(BO->token, BO->id, "{\"visibility\":[{\"field\":\"place\",\"audience\":\"staff\"}]}",
           200);
    await(false, &members, false);
    await(true, &staff, true);
    text_free(&members);
    text_free(&staff);
}

/* ---- the profile */

static void expect_seen(const char *token, const char *target, const char *canary, bool seen)
{
    struct http_reply reply = scene_send(&scene, "GET", token, target, NULL, NULL);
    cr_assert(eq(int, reply.status, 200), "%s: %s", target, reply.body);
    cr_expect(eq(int, strstr(reply.body, canary) != NULL, seen), "%s: %s", target, reply.body);
    http_reply_free(&reply);
}

Test(privacy, staff_see_no_field_that_is_the_persons_alone_nor_find_by_it)
{
    char self[100];
    snprintf(self, sizeof self, "/v1/people/%s", BO->id);
    tell_all();
    change(BO->token, BO->id,
           "{\"email\":\"canary@example.org\",\"visibility\":["
           "{\"field\":\"name\",\"audience\":\"self\"},{\"field\":\"email\",\"audience\":\"self\"},"
           "{\"field\":\"affiliations\",\"audience\":\"self\"},"
           "{\"field\":\"employments\",\"audience\":\"self\"}]}",
           200);
    const char *const targets[] = {self, "/v1/people", "/v1/people?external_id=b1",
                                   "/v1/people?q=anary&count=exact", "/v1/people?q=b1"};
    for (size_t i = 0; i < SHAPE_COUNT(targets); i++) {
        expect_seen(scene.server.staff, targets[i], "Canary", false);
        expect_seen(scene.server.staff, targets[i], "canary@", false);
    }
    expect_seen(scene.server.staff, "/v1/people?q=anary&count=exact", "\"count\":0", true);
    expect_seen(BO->token, self, "Canary Berg", true);
    expect_seen(BO->token, self, "canary@example.org", true);
    expect_seen(scene.server.staff, self, "\"place\"", true);
}

static const struct refused {
    const char *body, *code;
} refusals[] = {
    {"{\"name\":\"Guess\"}", "/name"},
    {"{\"name\":\"Canary Berg\"}", "/name"}, /* no more than a wrong guess */
    {"{\"email\":\"a@example.org\"}", "/email"},
    {"{\"remote\":true}", "/remote"},
    {"{\"place\":{\"code\":\"2711537\"}}", "/place"},
    {"{\"visibility\":[]}", "/visibility"},
    {"{\"visibility\":[{\"field\":\"name\",\"audience\":\"staff\"}]}", "/visibility"},
    {"{\"paused\":false}", "/paused"},
};

Test(privacy, staff_neither_write_what_they_cannot_see_nor_open_it)
{
    char target[100];
    char value[512];
    char headers[540];
    tell_all();
    change(
        BO->token, BO->id,
        "{\"paused\":true,\"visibility\":[{\"field\":\"name\",\"audience\":\"self\"},"
        "{\"field\":\"email\",\"audience\":\"self\"},{\"field\":\"place\",\"audience\":\"self\"},"
        "{\"field\":\"remote\",\"audience\":\"self\"}]}",
        200);
    snprintf(target, sizeof target, "/v1/people/%s", BO->id);
    for (size_t i = 0; i < SHAPE_COUNT(refusals); i++) {
        struct http_reply reply =
            scene_send(&scene, "PATCH", scene.server.staff, target, IF_ANY, refusals[i].body);
        cr_expect(eq(int, reply.status, 422), "%s: %s", refusals[i].body, reply.body);
        cr_expect(strstr(reply.body, refusals[i].code) != NULL, "%s", reply.body);
        cr_expect(strstr(reply.body, "self_only") != NULL, "%s", reply.body);
        http_reply_free(&reply);
    }
    /* By the tag of what they see, what they do see; nulls are of what is not there for them. */
    struct http_reply seen = scene_send(&scene, "GET", scene.server.staff, target, NULL, NULL);
    snprintf(headers, sizeof headers, "If-Match: %s\r\n", http_header(&seen, "ETag", value));
    http_reply_free(&seen);
    struct http_reply reply = scene_send(&scene, "PATCH", scene.server.staff, target, headers,
                                         "{\"seats\":3,\"name\":null,\"place\":null}");
    cr_assert(eq(int, reply.status, 200), "%s", reply.body);
    cr_expect(strstr(reply.body, "Canary Berg") == NULL && strstr(reply.body, "\"place\":") == NULL,
              "%s", reply.body);
    cr_expect(strstr(reply.body, "\"seats\":3") != NULL);
    http_reply_free(&reply);
    expect_seen(BO->token, target, "Canary Berg", true);
    expect_seen(BO->token, target, "2711537", true);
}

Test(privacy, nothing_is_shown_to_more_than_it_can_be_nor_twice)
{
    change(BO->token, BO->id, "{\"visibility\":[{\"field\":\"email\",\"audience\":\"members\"}]}",
           422);
    change(BO->token, BO->id, "{\"visibility\":[{\"field\":\"seats\",\"audience\":\"self\"}]}",
           422);
    change(BO->token, BO->id,
           "{\"visibility\":[{\"field\":\"name\",\"audience\":\"self\"},"
           "{\"field\":\"name\",\"audience\":\"staff\"}]}",
           422);
    change(scene.server.staff, BO->id,
           "{\"visibility\":[{\"field\":\"name\",\"audience\":\"staff\"}],\"paused\":true}", 200);
}

/* ---- pause */

static void expect_status(const char *token, const char *target, int status)
{
    struct http_reply reply = scene_send(&scene, "GET", token, target, NULL, NULL);
    cr_expect(eq(int, reply.status, status), "%s: %s", target, reply.body);
    http_reply_free(&reply);
}

Test(privacy, who_pauses_is_out_of_search_both_ways_within_a_second_and_back)
{
    char mentors[100];
    char pair[200];
    snprintf(mentors, sizeof mentors, "/v1/people/%s/mentors", BO->id);
    snprintf(pair, sizeof pair, "/v1/people/%s/mentors/%s", scene.student.id, BO->id);
    struct text open = searches(false);
    cr_assert(strstr(open.bytes, BO->id) != NULL);
    change(BO->token, BO->id, "{\"paused\":true}", 200);
    struct text paused = awaited(false, &open, false);
    cr_expect(strstr(paused.bytes, BO->id) == NULL, "%s", paused.bytes);
    struct text staff = searches(true);
    cr_expect(strstr(staff.bytes, BO->id) == NULL);
    expect_status(BO->token, mentors, 409);
    expect_status(scene.student.token, pair, 404);
    change(BO->token, BO->id, "{\"paused\":false}", 200);
    await(false, &open, true);
    expect_status(BO->token, mentors, 200);
    text_free(&open);
    text_free(&paused);
    text_free(&staff);
}

Test(privacy, a_pause_refuses_new_requests_and_ends_no_mentorship)
{
    char request[SCENE_ID_SIZE];
    char mentorship[SCENE_ID_SIZE];
    char draft[SCENE_ID_SIZE];
    scene_request(&scene, &scene.student, &scene.mentor, request);
    scene_accept(&scene, &scene.mentor, request, mentorship);
    scene_draft(&scene, &scene.other_student, &scene.mentor, draft);
    change(scene.mentor.token, scene.mentor.id, "{\"paused\":true}", 200);
    struct http_reply reply =
        scene_fire(&scene, scene.other_student.token, "mentoring-requests", draft, "submit", NULL);
    cr_expect(eq(int, reply.status, 409), "%s", reply.body);
    cr_expect(strstr(reply.body, "not_matching") != NULL, "%s", reply.body);
    http_reply_free(&reply);
    scene_do(&scene, scene.mentor.token, "mentorships", mentorship, "start", NULL);
    change(scene.mentor.token, scene.mentor.id, "{\"paused\":false}", 200);
    scene_do(&scene, scene.other_student.token, "mentoring-requests", draft, "submit", NULL);
}

static void tag_of(const char *token, const char *target, char ret_tag[512])
{
    struct http_reply reply = scene_send(&scene, "GET", token, target, NULL, NULL);
    cr_assert(eq(int, reply.status, 200), "%s", reply.body);
    http_header(&reply, "ETag", ret_tag);
    http_reply_free(&reply);
}

/* And what they change with that tag is changed, and the rest stays. */
Test(privacy, a_tag_does_not_tell_that_what_is_hidden_from_its_reader_was_changed)
{
    char self[100];
    char headers[600];
    char tags[3][512];
    char own[2][512];
    snprintf(self, sizeof self, "/v1/people/%s", BO->id);
    change(BO->token, BO->id,
           "{\"email\":\"one@example.org\",\"visibility\":["
           "{\"field\":\"email\",\"audience\":\"self\"}]}",
           200);
    tag_of(scene.server.staff, self, tags[0]);
    tag_of(BO->token, self, own[0]);
    change(BO->token, BO->id, "{\"email\":\"two@example.org\"}", 200);
    tag_of(scene.server.staff, self, tags[1]);
    tag_of(BO->token, self, own[1]);
    cr_expect(eq(str, tags[1], tags[0]));
    cr_expect(ne(str, own[1], own[0]));
    expect_seen(scene.server.staff, self, "\"version\"", false);
    expect_seen(BO->token, self, "\"version\"", true);
    snprintf(headers, sizeof headers, "If-Match: %s\r\n", tags[0]);
    struct http_reply reply =
        scene_send(&scene, "PATCH", scene.server.staff, self, headers, "{\"seats\":9}");
    cr_expect(eq(int, reply.status, 200), "%s", reply.body);
    http_reply_free(&reply);
    tag_of(scene.server.staff, self, tags[2]);
    cr_expect(ne(str, tags[2], tags[0]));
    expect_seen(BO->token, self, "two@example.org", true);
    reply = scene_send(&scene, "PATCH", scene.server.staff, self, headers, "{\"seats\":8}");
    cr_expect(eq(int, reply.status, 412), "%s", reply.body);
    http_reply_free(&reply);
}

/* ---- contact data */

/* All that can be read with a token, and an object in particular. */
static struct text all_replies(const struct scene_person *reader, const char *collection,
                               const char *id)
{
    static const char *const lists[] = {"mentor-offers", "needs", "mentoring-requests",
                                        "mentorships",   "units", "programmes"};
    struct text text = {0};
    char target[300];
    snprintf(target, sizeof target, "/v1/people/%s/mentors/%s", reader->id, scene.mentor.id);
    if (reader == &scene.student)
        add_reply(reader->token, target, &text);
    snprintf(target, sizeof target, "/v1/people/%s/%s", reader->id,
             reader == &scene.student ? "mentors" : "students");
    add_reply(reader->token, target, &text);
    for (size_t i = 0; i < SHAPE_COUNT(lists); i++) {
        snprintf(target, sizeof target, "/v1/%s?count=exact", lists[i]);
        add_reply(reader->token, target, &text);
    }
    snprintf(target, sizeof target, "/v1/%s/%s", collection, id);
    add_reply(reader->token, target, &text);
    cr_assert(eq(int, text_status(&text), STATUS_OK));
    return text;
}

/* What the two learn of each other by all that they can read. */
static void expect_contact(const char *collection, const char *id, bool told, const char *when)
{
    struct text student = all_replies(&scene.student, collection, id);
    struct text mentor = all_replies(&scene.mentor, collection, id);
    cr_expect(eq(int, strstr(student.bytes, "abe@example.org") != NULL, told), "%s: %s", when,
              student.bytes);
    cr_expect(eq(int, strstr(student.bytes, "Abe Smit") != NULL, told), "%s", when);
    cr_expect(eq(int, strstr(mentor.bytes, "sanne@example.org") != NULL, told), "%s: %s", when,
              mentor.bytes);
    cr_expect(eq(int, strstr(mentor.bytes, "Sanne Bos") != NULL, told), "%s", when);
    text_free(&student);
    text_free(&mentor);
}

static void step(const struct scene_person *who, const char *request, const char *event,
                 const char *body)
{
    scene_do(&scene, who->token, "mentoring-requests", request, event, body);
    expect_contact("mentoring-requests", request, false, event);
}

Test(privacy, two_people_learn_name_and_e_mail_by_the_acceptance_and_not_before)
{
    static const char hide[] = "{\"visibility\":[{\"field\":\"name\",\"audience\":\"self\"},"
                               "{\"field\":\"email\",\"audience\":\"self\"}]}";
    char request[SCENE_ID_SIZE];
    char mentorship[SCENE_ID_SIZE];
    char target[100];
    change(scene.student.token, scene.student.id, hide, 200);
    change(scene.mentor.token, scene.mentor.id, hide, 200);
    usleep(WITHIN_MS * 1000);
    scene_draft(&scene, &scene.student, &scene.mentor, request);
    expect_contact("mentoring-requests", request, false, "draft");
    step(&scene.student, request, "withdraw", NULL);
    scene_draft(&scene, &scene.student, &scene.mentor, request);
    step(&scene.student, request, "submit", NULL);
    step(&scene.mentor, request, "ask-info", NULL);
    step(&scene.student, request, "answer", NULL);
    step(&scene.mentor, request, "decline", "{\"reason_code\":\"no_time\"}");
    scene_request(&scene, &scene.student, &scene.mentor, request);
    scene_accept(&scene, &scene.mentor, request, mentorship);
    expect_contact("mentorships", mentorship, true, "accepted");
    /* And nobody else, not even staff, from whom both hide it. */
    snprintf(target, sizeof target, "/v1/mentorships/%s", mentorship);
    expect_seen(scene.server.staff, target, "@example.org", false);
    expect_seen(scene.server.staff, target, "Sanne Bos", false);
    expect_seen(scene.server.staff, "/v1/mentorships", "@example.org", false);
    expect_seen(scene.server.staff, "/v1/mentorships", "Abe Smit", false);
}

static void step_mentorship(const char *mentorship, const char *event, const char *body, bool told)
{
    scene_do(&scene, scene.mentor.token, "mentorships", mentorship, event, body);
    expect_contact("mentorships", mentorship, told, event);
}

Test(privacy, what_the_acceptance_told_is_told_as_long_as_the_mentorship_is_live)
{
    static const char hide[] = "{\"visibility\":[{\"field\":\"name\",\"audience\":\"self\"},"
                               "{\"field\":\"email\",\"audience\":\"self\"}]}";
    static const char *const ends[][2] = {{"void", "{\"reason_code\":\"no_time\"}"},
                                          {"end-early", "{\"reason_code\":\"no_time\"}"},
                                          {"complete", NULL}};
    char request[SCENE_ID_SIZE];
    char mentorship[SCENE_ID_SIZE];
    change(scene.student.token, scene.student.id, hide, 200);
    change(scene.mentor.token, scene.mentor.id, hide, 200);
    usleep(WITHIN_MS * 1000);
    for (size_t i = 0; i < SHAPE_COUNT(ends); i++) {
        bool began = strcmp(ends[i][0], "void") != 0;
        scene_request(&scene, &scene.student, &scene.mentor, request);
        scene_accept(&scene, &scene.mentor, request, mentorship);
        if (began) {
            step_mentorship(mentorship, "start", NULL, true);
            step_mentorship(mentorship, "does-not-fit", NULL, true);
            step_mentorship(mentorship, "pause", NULL, true);
        }
        step_mentorship(mentorship, ends[i][0], ends[i][1], false);
    }
}

Test(privacy, when_it_has_ended_an_open_name_is_told_still_and_ones_own_address)
{
    char request[SCENE_ID_SIZE];
    char mentorship[SCENE_ID_SIZE];
    char target[100];
    scene_request(&scene, &scene.student, &scene.mentor, request);
    scene_accept(&scene, &scene.mentor, request, mentorship);
    scene_do(&scene, scene.mentor.token, "mentorships", mentorship, "void",
             "{\"reason_code\":\"no_time\"}");
    snprintf(target, sizeof target, "/v1/mentorships/%s", mentorship);
    expect_seen(scene.student.token, target, "Abe Smit", true);
    expect_seen(scene.student.token, target, "abe@example.org", false);
    expect_seen(scene.student.token, target, "sanne@example.org", true);
    expect_seen(scene.server.staff, target, "abe@example.org", true);
}

Test(privacy, before_an_acceptance_nobody_is_told_an_e_mail_though_names_are_open)
{
    char request[SCENE_ID_SIZE];
    scene_request(&scene, &scene.student, &scene.mentor, request);
    struct text student = all_replies(&scene.student, "mentoring-requests", request);
    struct text mentor = all_replies(&scene.mentor, "mentoring-requests", request);
    cr_expect(strstr(student.bytes, "Abe Smit") != NULL);
    cr_expect(strstr(student.bytes, "abe@") == NULL && strstr(mentor.bytes, "sanne@") == NULL);
    text_free(&student);
    text_free(&mentor);
}
