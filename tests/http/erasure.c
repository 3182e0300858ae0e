/* People who leave, over HTTP: asked for, kept after all, erased at once and by the clock. */
#include "tests/db/counters.h"
#include "tests/http/mentoring_scene.h"

static struct scene scene;

static void start(void)
{
    scene = scene_new();
}

static void stop(void)
{
    scene_end(&scene);
}

TestSuite(erasure, .init = start, .fini = stop, .timeout = 120);

#define ANY_VERSION "If-Match: *\r\n"

static struct http_reply say(const char *method, const char *token, const char *target,
                             const char *headers, const char *body)
{
    return http_ask(
        scene.server.port,
        (struct http_ask){
            .method = method, .target = target, .token = token, .headers = headers, .body = body});
}

static int status_of(const char *method, const char *token, const char *target, const char *headers)
{
    struct http_reply reply = say(method, token, target, headers, NULL);
    int status = reply.status;
    http_reply_free(&reply);
    return status;
}

static const char *person_path(char path[100], const struct scene_person *person, const char *rest)
{
    snprintf(path, 100, "/v1/people/%s%s", person->id, rest);
    return path;
}

/* Asks until the view follows: the status, or what it was at the end. */
static int status_in_time(const char *token, const char *target, int status)
{
    int got = 0;
    for (int i = 0; i < 100 && got != status; i++) {
        got = status_of("GET", token, target, NULL);
        usleep(20000);
    }
    return got;
}

Test(erasure, is_asked_for_and_taken_back)
{
    char path[100], keep[100], value[512];
    const char *student = scene.student.token;
    person_path(path, &scene.student, "");
    person_path(keep, &scene.student, "/keep");
    cr_expect(eq(int, status_of("POST", student, keep, NULL), 409), "nobody asked");
    struct http_reply reply = say("DELETE", student, path, ANY_VERSION, NULL);
    cr_expect(eq(int, reply.status, 202), "%s", reply.body);
    cr_expect(ne(str, TEXT(http_member(&reply, "erase_at", value)), TEXT("")));
    http_reply_free(&reply);
    reply = say("GET", student, path, NULL, NULL);
    cr_expect(ne(str, TEXT(http_member(&reply, "erase_at", value)), TEXT("")), "%s", reply.body);
    http_reply_free(&reply);
    cr_expect(eq(int, status_of("POST", scene.server.staff, keep, NULL), 403), "theirs to say");
    reply = say("POST", student, keep, NULL, NULL);
    cr_expect(eq(int, reply.status, 200), "%s", reply.body);
    cr_expect(eq(str, TEXT(http_member(&reply, "erase_at", value)), TEXT("")), "%s", reply.body);
    http_reply_free(&reply);
}

Test(erasure, takes_the_version_that_was_seen)
{
    char path[100], etag[512], header[600];
    person_path(path, &scene.student, "?grace=skip");
    cr_expect(eq(int, status_of("DELETE", scene.student.token, path, NULL), 428));
    cr_expect(eq(int, status_of("DELETE", scene.student.token, path, "If-Match: \"x\"\r\n"), 412));
    person_path(path, &scene.student, "");
    get_etag(&scene, scene.student.token, path, etag);
    snprintf(header, sizeof header, "If-Match: %s\r\n", etag);
    cr_expect(eq(int, status_of("DELETE", scene.student.token, path, header), 202));
    cr_expect(eq(int, status_of("DELETE", scene.student.token, path, header), 412), "it changed");
}

Test(erasure, is_for_oneself_and_staff)
{
    char path[100];
    person_path(path, &scene.student, "?grace=skip");
    cr_expect(eq(int, status_of("DELETE", scene.mentor.token, path, ANY_VERSION), 404));
    cr_expect(eq(int, status_of("DELETE", NULL, path, ANY_VERSION), 401));
    cr_expect(eq(int, status_of("DELETE", scene.server.staff, path, ANY_VERSION), 204));
    cr_expect(eq(int, status_of("DELETE", scene.server.staff, path, ANY_VERSION), 404));
}

Test(erasure, is_allowed_by_the_path_s_options)
{
    char path[100], value[512];
    struct http_reply reply =
        say("OPTIONS", NULL, person_path(path, &scene.student, ""), NULL, NULL);
    cr_expect(eq(str, TEXT(http_header(&reply, "Allow", value)),
                 TEXT("GET, HEAD, PATCH, DELETE, OPTIONS")));
    http_reply_free(&reply);
}

Test(erasure, leaves_a_token_that_memory_still_knows_nothing_to_open)
{
    char path[100];
    const char *token = scene.student.token;
    person_path(path, &scene.student, "?grace=skip");
    cr_assert(eq(int, status_of("DELETE", token, path, ANY_VERSION), 204));
    struct http_reply reply = say("POST", token, "/v1/tokens", SCENE_JSON, "{\"days\":1}");
    cr_expect(eq(int, reply.status, 401), "%s", reply.body);
    http_reply_free(&reply);
    cr_expect(eq(int, status_of("GET", token, "/v1/me", NULL), 401));
    cr_expect(eq(int, status_of("GET", token, "/v1/me/export", NULL), 401));
}

Test(erasure, at_once_ends_the_token_and_hides_the_person)
{
    char path[100], mentors[100];
    person_path(mentors, &scene.student, "/mentors");
    person_path(path, &scene.student, "");
    cr_expect(eq(int, status_of("GET", scene.server.staff, mentors, NULL), 200));
    person_path(path, &scene.student, "?grace=skip");
    cr_expect(eq(int, status_of("DELETE", scene.student.token, path, ANY_VERSION), 204));
    cr_expect(eq(int, status_in_time(scene.student.token, "/v1/me", 401), 401));
    cr_expect(eq(int, status_in_time(scene.server.staff, mentors, 404), 404));
    person_path(path, &scene.student, "");
    cr_expect(eq(int, status_of("GET", scene.server.staff, path, NULL), 404));
    person_path(path, &scene.student, "/hours");
    cr_expect(eq(int, status_of("GET", scene.server.staff, path, NULL), 404));
    struct http_reply reply = say("GET", scene.server.staff, "/v1/people", NULL, NULL);
    cr_expect(eq(ptr, strstr(reply.body, scene.student.id), NULL));
    cr_expect(eq(ptr, strstr(reply.body, "erased-"), NULL));
    http_reply_free(&reply);
}

/* ---- the clock, which the scene has stopped: kring tick */

static int tick(const char *now)
{
    char command[1500];
    snprintf(command, sizeof command, "KRING_DATABASE_URL='%s' '%s' tick --now '%s' > /dev/null",
             scene.server.database.url, getenv("KRING_BIN"), now);
    return system(command);
}

Test(erasure, that_was_asked_for_is_done_by_the_clock)
{
    char path[100], value[512];
    person_path(path, &scene.student, "");
    struct http_reply reply = say("DELETE", scene.student.token, path, ANY_VERSION, NULL);
    cr_assert(eq(int, reply.status, 202), "%s", reply.body);
    snprintf(path, sizeof path, "%s", http_member(&reply, "erase_at", value));
    http_reply_free(&reply);
    char before[100];
    moment at = 0;
    cr_assert(eq(int, moment_parse(path, strlen(path), &at), STATUS_OK), "%s", path);
    moment_format(at - 1, before);
    cr_assert(eq(int, tick(before), 0));
    person_path(value, &scene.student, "");
    cr_expect(eq(int, status_of("GET", scene.server.staff, value, NULL), 200), "one early");
    cr_assert(eq(int, tick(path), 0));
    cr_expect(eq(int, status_of("GET", scene.server.staff, value, NULL), 404));
}

/* ---- imports */

static struct http_reply import_csv(const char *csv)
{
    return say("POST", scene.server.staff, "/v1/imports", "Content-Type: text/csv\r\n", csv);
}

Test(erasure, is_kept_by_imports_until_it_is_lifted)
{
    char path[100], external_id[512], csv[700], body[700];
    person_path(path, &scene.student, "");
    struct http_reply reply = say("GET", scene.server.staff, path, NULL, NULL);
    (void)http_member(&reply, "external_id", external_id);
    http_reply_free(&reply);
    person_path(path, &scene.student, "?grace=skip");
    cr_assert(eq(int, status_of("DELETE", scene.server.staff, path, ANY_VERSION), 204));
    snprintf(csv, sizeof csv, "external_id,role,name\n%s,student,Back Again\n", external_id);
    reply = import_csv(csv);
    cr_expect(eq(int, reply.status, 200));
    cr_expect(ne(ptr, strstr(reply.body, "\"line\":2"), NULL), "%s", reply.body);
    cr_expect(ne(ptr, strstr(reply.body, "\"code\":\"erased\""), NULL), "%s", reply.body);
    cr_expect(ne(ptr, strstr(reply.body, "\"refused\":1"), NULL), "%s", reply.body);
    http_reply_free(&reply);
    snprintf(body, sizeof body, "{\"external_id\":\"%s\"}", external_id);
    reply = say("POST", scene.mentor.token, "/v1/readmissions",
                "Content-Type: application/json\r\n", body);
    cr_expect(eq(int, reply.status, 403));
    http_reply_free(&reply);
    reply = say("POST", scene.server.staff, "/v1/readmissions",
                "Content-Type: application/json\r\n", body);
    cr_expect(eq(int, reply.status, 200), "%s", reply.body);
    http_reply_free(&reply);
    reply = say("POST", scene.server.staff, "/v1/readmissions",
                "Content-Type: application/json\r\n", body);
    cr_expect(ne(ptr, strstr(reply.body, "\"readmitted\":false"), NULL), "%s", reply.body);
    http_reply_free(&reply);
    reply = import_csv(csv);
    cr_expect(ne(ptr, strstr(reply.body, "\"created\":1"), NULL), "%s", reply.body);
    http_reply_free(&reply);
}

/* ---- who the caller is */

Test(erasure, me_is_the_caller)
{
    char value[512];
    struct http_reply reply = say("GET", scene.student.token, "/v1/me", NULL, NULL);
    cr_expect(eq(int, reply.status, 200));
    cr_expect(eq(str, TEXT(http_member(&reply, "person_id", value)), TEXT(scene.student.id)));
    cr_expect(eq(str, TEXT(http_member(&reply, "role", value)), TEXT("student")));
    cr_expect(ne(str, TEXT(http_member(&reply, "token_expires_at", value)), TEXT("")));
    http_reply_free(&reply);
    reply = say("GET", scene.server.staff, "/v1/me", NULL, NULL);
    cr_expect(eq(str, TEXT(http_member(&reply, "person_id", value)), TEXT("")), "a program");
    cr_expect(eq(str, TEXT(http_member(&reply, "role", value)), TEXT("admin")));
    http_reply_free(&reply);
}

/* ---- a word in everything that somebody says, is said of, or is told */

#define CANARY "kanarie"
#define FILE_WITH_CANARIES                                                                         \
    "external_id,role,name,email,unit,programme,job_title,employer,place\n"                        \
    "kanarie-1,both,Kanarie kanarie,kanarie@example.org,kanarie unit,kanarie programme,"           \
    "kanarie title,kanarie employer,kanarie place\n"                                               \
    "kanarie-2,kanarie,kanarie refused,,,,,,\n"

static struct scene_person canary;

static void must(const char *method, const char *token, const char *target, const char *body,
                 int status)
{
    expect(&scene, (struct ask){method, token, target, IF_ANY, body, status, NULL});
}

/* Imports the person, who then says the word wherever something can be said. */
static void live_a_life(void)
{
    char path[100], request[SCENE_ID_SIZE], mentorship[SCENE_ID_SIZE], offer[SCENE_ID_SIZE];
    char body[BODY_SIZE];
    expect(&scene, (struct ask){"POST", scene.server.staff, "/v1/imports",
                                "Content-Type: text/csv\r\nIdempotency-Key: k\r\n",
                                FILE_WITH_CANARIES, 200, CANARY});
    scene_find(&scene, "kanarie-1", &canary);
    person_path(path, &canary, "");
    must("PATCH", canary.token, path,
         "{\"wishes\":{\"occupations\":[{\"text\":\"kanarie\"}]},\"seats\":2,"
         "\"conditions\":{\"fields\":[{\"text\":\"kanarie\"}]}}",
         200);
    PRINT(body,
          "{\"programme_id\":\"%s\",\"student_id\":\"%s\",\"mentors_wanted\":3,"
          "\"wishes\":{\"fields\":[{\"text\":\"kanarie\"}]}}",
          scene.programme, canary.id);
    char need[SCENE_ID_SIZE];
    scene_make(&scene, canary.token, "needs", body, need);
    PRINT(body,
          "{\"programme_id\":\"%s\",\"student_id\":\"%s\",\"mentor_id\":\"%s\","
          "\"message\":\"I am kanarie\"}",
          scene.programme, canary.id, scene.mentor.id);
    scene_make(&scene, canary.token, "mentoring-requests", body, request);
    scene_do(&scene, canary.token, "mentoring-requests", request, "submit",
             "{\"note\":\"kanarie asks\"}");
    scene_do(&scene, scene.mentor.token, "mentoring-requests", request, "ask-info",
             "{\"note\":\"who is kanarie?\"}");
    scene_do(&scene, canary.token, "mentoring-requests", request, "answer",
             "{\"note\":\"kanarie is\"}");
    scene_accept(&scene, &scene.mentor, request, mentorship);
    scene_do(&scene, scene.mentor.token, "mentorships", mentorship, "start",
             "{\"note\":\"with kanarie\"}");
    PRINT(body,
          "{\"programme_id\":\"%s\",\"mentor_id\":\"%s\",\"seats\":1,"
          "\"conditions\":{\"fields\":[{\"text\":\"kanarie\"}]}}",
          scene.programme, canary.id);
    scene_make(&scene, canary.token, "mentor-offers", body, offer);
    scene_make(&scene, canary.token, "tokens", "{\"label\":\"kanarie\"}", need);
}

/* How often the word stands in what a command prints. */
static long words_in(const char *command)
{
    char line[65536];
    long count = 0;
    FILE *lines = popen(command, "r");
    cr_assert(ne(ptr, lines, NULL));
    while (fgets(line, sizeof line, lines) != NULL)
        count += strcasestr(line, CANARY) != NULL;
    cr_expect(eq(int, pclose(lines), 0), "%s", command);
    return count;
}

static long words_in_dump(void)
{
    char command[1000];
    snprintf(command, sizeof command, "pg_dump --inserts '%s'", scene.server.database.url);
    return words_in(command);
}

static long words_in_log(void)
{
    char command[100];
    snprintf(command, sizeof command, "cat /proc/%d/fd/%d", (int)getpid(), scene.server.log);
    return words_in(command);
}

static bool has_word(uint16_t port, const char *token, const char *target)
{
    struct http_reply reply = http_ask(port, (struct http_ask){.target = target, .token = token});
    cr_expect(eq(int, reply.status, 200), "%s", reply.body);
    bool has = strcasestr(reply.body, CANARY) != NULL;
    http_reply_free(&reply);
    return has;
}

/* Seals what waits, and verifies; the exit status. */
static int verified(void)
{
    char command[2000];
    snprintf(command, sizeof command,
             "KRING_DATABASE_URL='%s' '%s' tick > /dev/null && KRING_DATABASE_URL='%s' '%s' audit "
             "verify > /dev/null",
             scene.server.database.url, getenv("KRING_BIN"), scene.server.database.url,
             getenv("KRING_BIN"));
    return system(command);
}

Test(erasure, leaves_no_word_of_somebody_in_the_dump_the_log_or_what_others_are_shown)
{
    char path[100];
    live_a_life();
    cr_expect(gt(int, (int)words_in_dump(), 12), "the words are there to be found");
    struct http_reply reply = say("GET", canary.token, "/v1/me/export", NULL, NULL);
    static const char *const shown[] = {
        "Kanarie kanarie", "kanarie@example.org",    "kanarie unit",  "kanarie programme",
        "kanarie title",   "kanarie employer",       "kanarie place", "I am kanarie",
        "kanarie asks",    "who is kanarie?",        "with kanarie",  "kanarie is",
        "\"tokens\"",      "\"label\": \"kanarie\"", "\"wishes\""};
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
        cr_expect(ne(ptr, strstr(reply.body, shown[i]), NULL), "no %s", shown[i]);
    http_reply_free(&reply);
    cr_expect(has_word(scene.server.port, scene.mentor.token, "/v1/me/export"),
              "the mentor wrote of them");
    person_path(path, &canary, "?grace=skip");
    must("DELETE", canary.token, path, NULL, 204);
    cr_expect(eq(int, (int)words_in_dump(), 0));
    cr_expect(eq(int, (int)words_in_log(), 0));
    cr_expect(not(has_word(scene.server.admin_port, NULL, "/metrics")));
    cr_expect(not(has_word(scene.server.port, scene.mentor.token, "/v1/me/export")));
    cr_expect(not(has_word(scene.server.port, scene.server.staff, "/v1/people?limit=200")));
    cr_expect(not(has_word(scene.server.port, scene.server.staff, "/v1/mentorships")));
    cr_expect(eq(str, TEXT(counters_drift(scene.server.database.raw)), TEXT("")));
    cr_expect(eq(int, verified(), 0), "the audit's chain holds");
}
