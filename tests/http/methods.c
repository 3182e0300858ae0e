/* HEAD and OPTIONS on every route, and no method where it does not belong: by walking the table. */
#include "tests/http/mentoring_scene.h"

#include "api/rights.h"
#include "api/routes.h"
#include "api/store/lifecycle.h"

static const char *const methods[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
#define METHOD_COUNT (sizeof methods / sizeof methods[0])

struct world {
    struct http_server server;
    struct scene scene; /* whose server it is */
    char need[SCENE_ID_SIZE], request[SCENE_ID_SIZE], mentorship[SCENE_ID_SIZE];
    char appointment[SCENE_ID_SIZE], token[SCENE_ID_SIZE], consent[SCENE_ID_SIZE];
    char group[SCENE_ID_SIZE], membership[SCENE_ID_SIZE];
    char lead[SCENE_ID_SIZE], application[SCENE_ID_SIZE];
    char lecture_offer[SCENE_ID_SIZE], lecture_request[SCENE_ID_SIZE],
        lecture_booking[SCENE_ID_SIZE];
    char round[SCENE_ID_SIZE], run[SCENE_ID_SIZE], pair[SCENE_ID_SIZE], paired[SCENE_ID_SIZE];
};

static const char *ask_database(struct world *world, const char *sql)
{
    return database_sql(world->scene.server.database.raw, sql);
}

/* A round with a run that is done, in review. */
static void make_round(struct world *world)
{
    static const char *const steps[] = {"open", "enrol", "freeze"};
    struct scene *scene = &world->scene;
    char body[BODY_SIZE];
    PRINT(body, "{\"programme_id\":\"%s\",\"name\":\"Autumn\"}", scene->programme);
    scene_make(scene, scene->server.staff, "rounds", body, world->round);
    for (size_t i = 0; i < 3; i++)
        scene_do(scene, scene->server.staff, "rounds", world->round, steps[i], "{}");
    PRINT(body, "{\"round_id\":\"%s\"}", world->round);
    scene_make(scene, scene->server.staff, "runs", body, world->run);
    while (strcmp(ask_database(world, "SELECT state FROM run"), "done") != 0)
        cr_assert(
            ne(str, (char *)(uintptr_t)ask_database(world, "SELECT state FROM run"), "failed"));
    ask_database(world, "UPDATE round SET run_id = (SELECT id FROM run)");
    scene_do(scene, scene->server.staff, "rounds", world->round, "review", "{}");
    snprintf(world->pair, sizeof world->pair, "%.36s",
             ask_database(world, "SELECT id FROM pair LIMIT 1"));
    snprintf(world->paired, sizeof world->paired, "%.36s",
             ask_database(world, "SELECT student_id FROM pair LIMIT 1"));
}

/* A lead that is published, and an application to it. */
static void make_internship(struct world *world)
{
    struct scene *scene = &world->scene;
    char body[BODY_SIZE];
    char programme[SCENE_ID_SIZE];
    int year = (int)(clock_today() / 10000);
    PRINT(body,
          "{\"unit_id\":\"%s\",\"kind\":\"internships\",\"name\":\"Leads\","
          "\"starts_on\":\"%d-01-01\",\"ends_on\":\"%d-12-31\"}",
          scene->unit, year, year + 1);
    scene_make(scene, scene->server.staff, "programmes", body, programme);
    PRINT(body,
          "{\"programme_id\":\"%s\",\"host_id\":\"%s\",\"title\":\"T\",\"text\":\"t\","
          "\"employer\":\"E\",\"seats\":1,\"starts_on\":\"%d-01-01\",\"ends_on\":\"%d-12-31\","
          "\"apply_until\":\"%d-12-31\"}",
          programme, scene->mentor.id, year, year + 1, year + 1);
    scene_make(scene, scene->mentor.token, "internship-leads", body, world->lead);
    scene_do(scene, scene->mentor.token, "internship-leads", world->lead, "submit", "{}");
    scene_do(scene, scene->server.staff, "internship-leads", world->lead, "publish", "{}");
    PRINT(body, "{\"programme_id\":\"%s\",\"lead_id\":\"%s\",\"student_id\":\"%s\"}", programme,
          world->lead, scene->student.id);
    scene_make(scene, scene->student.token, "applications", body, world->application);
}

/* The mentor teaches; another one speaks, and is invited. */
static void make_lecture(struct world *world)
{
    struct scene *scene = &world->scene;
    char body[BODY_SIZE];
    char programme[SCENE_ID_SIZE];
    int year = (int)(clock_today() / 10000) + 1;
    PRINT(body,
          "{\"unit_id\":\"%s\",\"name\":\"Lectures\",\"kind\":\"lectures\","
          "\"starts_on\":\"%d-01-01\",\"ends_on\":\"%d-12-31\"}",
          scene->unit, year - 1, year);
    scene_make(scene, scene->server.staff, "programmes", body, programme);
    PRINT(body, "{\"programme_id\":\"%s\",\"speaker_id\":\"%s\",\"title\":\"Bridges\"}", programme,
          scene->other_mentor.id);
    scene_make(scene, scene->other_mentor.token, "lecture-offers", body, world->lecture_offer);
    scene_do(scene, scene->other_mentor.token, "lecture-offers", world->lecture_offer, "publish",
             "{}");
    PRINT(body,
          "{\"programme_id\":\"%s\",\"teacher_id\":\"%s\",\"course\":\"Concrete\","
          "\"earliest_on\":\"%d-03-01\",\"latest_on\":\"%d-03-31\"}",
          programme, scene->mentor.id, year, year);
    scene_make(scene, scene->mentor.token, "lecture-requests", body, world->lecture_request);
    scene_do(scene, scene->mentor.token, "lecture-requests", world->lecture_request, "open", "{}");
    PRINT(body,
          "{\"programme_id\":\"%s\",\"teacher_id\":\"%s\",\"request_id\":\"%s\","
          "\"offer_id\":\"%s\",\"starts_at\":\"%d-03-02T09:00:00Z\","
          "\"ends_at\":\"%d-03-02T10:00:00Z\"}",
          programme, scene->mentor.id, world->lecture_request, world->lecture_offer, year, year);
    scene_make(scene, scene->mentor.token, "lecture-bookings", body, world->lecture_booking);
}

static struct world world_new(void)
{
    struct world world = {.scene = scene_new()};
    struct scene *scene = &world.scene;
    char body[BODY_SIZE];
    PRINT(body, "{\"programme_id\":\"%s\",\"student_id\":\"%s\"}", scene->programme,
          scene->student.id);
    scene_make(scene, scene->student.token, "needs", body, world.need);
    scene_request(scene, &scene->student, &scene->mentor, world.request);
    scene_accept(scene, &scene->mentor, world.request, world.mentorship);
    PRINT(body, "{\"person_id\":\"%s\",\"role\":\"teacher\",\"unit_id\":\"%s\"}", scene->mentor.id,
          scene->unit);
    scene_make(scene, scene->server.staff, "appointments", body, world.appointment);
    scene_make(scene, scene->server.staff, "tokens", "{\"role\":\"admin\"}", world.token);
    PRINT(body,
          "{\"person_id\":\"%s\",\"purpose\":\"news\",\"channel\":\"email\",\"basis\":\"consent\","
          "\"text_version\":\"2026-09\"}",
          scene->student.id);
    scene_make(scene, scene->student.token, "consents", body, world.consent);
    PRINT(body, "{\"unit_id\":\"%s\",\"kind\":\"circle\",\"name\":\"All\",\"joinable\":true}",
          scene->unit);
    scene_make(scene, scene->server.staff, "groups", body, world.group);
    PRINT(body, "{\"group_id\":\"%s\",\"person_id\":\"%s\"}", world.group, scene->student.id);
    scene_make(scene, scene->student.token, "memberships", body, world.membership);
    scene_do(scene, scene->server.staff, "memberships", world.membership, "admit", NULL);
    make_round(&world);
    make_internship(&world);
    make_lecture(&world);
    world.server = scene->server;
    return world;
}

/* What stands for {id}, {mentor_id} … in a path that begins so; a new one is a row. */
static const char *value_of(const struct world *world, const char *path, const char *name)
{
    const struct {
        const char *start, *name, *value;
    } rows[] = {
        {"/v1/people/{id}/students", "{id}", world->scene.mentor.id},
        {"/v1/people/", "{id}", world->scene.student.id},
        {"/v1/units/", "{id}", world->scene.unit},
        {"/v1/programmes/", "{id}", world->scene.programme},
        {"/v1/mentor-offers/", "{id}", world->scene.offer},
        {"/v1/needs/", "{id}", world->need},
        {"/v1/mentoring-requests/", "{id}", world->request},
        {"/v1/mentorships/", "{id}", world->mentorship},
        {"/v1/appointments/", "{id}", world->appointment},
        {"/v1/tokens/", "{id}", world->token},
        {"/v1/consents/", "{id}", world->consent},
        {"/v1/groups/", "{id}", world->group},
        {"/v1/memberships/", "{id}", world->membership},
        {"/v1/rounds/", "{id}", world->round},
        {"/v1/runs/", "{id}", world->run},
        {"/v1/runs/", "{file}", "run.json"},
        {"/v1/pairs/", "{id}", world->pair},
        {"/v1/internship-leads/", "{id}", world->lead},
        {"/v1/applications/", "{id}", world->application},
        {"/v1/lecture-offers/", "{id}", world->lecture_offer},
        {"/v1/lecture-requests/", "{id}", world->lecture_request},
        {"/v1/lecture-bookings/", "{id}", world->lecture_booking},
        {"/", "?student_id", world->paired},
        {"/", "?with", world->run},
        {"/", "{mentor_id}", world->scene.mentor.id},
        {"/", "{scheme}", "isced"},
        {"/", "{code}", "timeout"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (strncmp(rows[i].start, path, strlen(rows[i].start)) == 0 &&
            strncmp(rows[i].name, name, strlen(rows[i].name)) == 0)
            return rows[i].value;
    return "x";
}

static const char *query_value(const struct world *world, const struct query_param *param)
{
    char name[40];
    snprintf(name, sizeof name, "?%s", param->name);
    const char *id = value_of(world, "/", name);
    return strcmp(id, "x") != 0        ? id
           : param->type == PARAM_WORD ? param->words[0]
           : param->type == PARAM_INT  ? "1"
                                       : "bouwkunde";
}

/* A target of the route that finds something: its path with ids in place, and the query it needs.
 */
static void make_target(const struct world *world, const struct route *route,
                        char target[TARGET_SIZE])
{
    size_t size = 0;
    for (const char *at = route->path; *at != '\0';) {
        if (*at != '{') {
            target[size++] = *at++;
            continue;
        }
        size += (size_t)snprintf(target + size, TARGET_SIZE - size, "%s",
                                 value_of(world, route->path, at));
        at += strcspn(at, "}") + 1;
    }
    target[size] = '\0';
    for (const struct query_param *param = route->query; param != NULL && param->name != NULL;
         param++)
        if (param->required)
            size += (size_t)snprintf(target + size, TARGET_SIZE - size, "%c%s=%s",
                                     strchr(target, '?') == NULL ? '?' : '&', param->name,
                                     query_value(world, param));
}

/* The methods of a path, from the table. */
static void make_allow(const char *path, char allow[200])
{
    allow[0] = '\0';
    for (size_t i = 0; i < route_count; i++)
        if (strcmp(routes[i].path, path) == 0)
            snprintf(allow + strlen(allow), 100, "%s%s, ", routes[i].method,
                     strcmp(routes[i].method, "GET") == 0 ? ", HEAD" : "");
    snprintf(allow + strlen(allow), 8, "OPTIONS");
}

/* ---- HEAD */

static struct http_reply ask_on(int fd, const char *method, const char *target, const char *token)
{
    char bytes[2000];
    int size = snprintf(bytes, sizeof bytes,
                        "%s %s HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: 0a5e0001\r\n%s%s%s\r\n",
                        method, target, token == NULL ? "" : "Authorization: Bearer ",
                        token == NULL ? "" : token, token == NULL ? "" : "\r\n");
    http_send(fd, bytes, (size_t)size);
    return http_receive(fd, strcmp(method, "HEAD") != 0);
}

/* The head without the line of Date, which goes on meanwhile. */
static void cut_head(struct http_reply *reply, char head[4096])
{
    const char *end = strstr(reply->bytes, "\r\n\r\n");
    const char *date_line = strstr(reply->bytes, "\r\nDate: ");
    cr_assert(end != NULL && date_line != NULL && date_line < end);
    const char *after = strstr(date_line + 2, "\r\n");
    snprintf(head, 4096, "%.*s%.*s", (int)(date_line - reply->bytes), reply->bytes,
             (int)(end - after), after);
}

/* On one connection, so that a body after the head of HEAD would be read as the next reply. */
static void expect_head_like_get(const struct world *world, const char *target, const char *token)
{
    char heads[2][4096];
    char length[512];
    int fd = http_connect(world->server.port);
    struct http_reply head = ask_on(fd, "HEAD", target, token);
    struct http_reply get = ask_on(fd, "GET", target, token);
    cr_assert(ne(int, head.status, 0), "%s", target);
    cut_head(&head, heads[0]);
    cut_head(&get, heads[1]);
    cr_expect(eq(str, heads[0], heads[1]), "%s", target);
    cr_expect(
        eq(sz, strlen(get.body), strtoul(http_header(&head, "Content-Length", length), NULL, 10)),
        "%s", target);
    cr_expect(eq(str, TEXT(head.body), TEXT("")), "%s", target);
    http_reply_free(&head);
    http_reply_free(&get);
    close(fd);
}

/* What is a person's alone, the student asks for. */
static const char *token_for(const struct world *world, const struct route *route)
{
    bool own =
        route->resource != NULL && right_hats(rights_of(route->name), route->resource) == BY_PERSON;
    return own ? world->scene.student.token : world->server.staff;
}

Test(methods, head_tells_of_every_route_what_get_does_and_sends_no_body)
{
    struct world world = world_new();
    char target[TARGET_SIZE];
    size_t found = 0;
    for (size_t i = 0; i < route_count; i++) {
        if (strcmp(routes[i].method, "GET") != 0)
            continue;
        const char *token = token_for(&world, &routes[i]);
        make_target(&world, &routes[i], target);
        struct http_reply reply =
            http_ask(world.server.port, (struct http_ask){.target = target, .token = token});
        cr_expect(eq(int, reply.status, 200), "%s: %s", target, reply.body);
        http_reply_free(&reply);
        expect_head_like_get(&world, target, token);
        expect_head_like_get(&world, target, NULL); /* 401, or 200 where anyone may */
        size_t size = strlen(target);
        snprintf(target + size, sizeof target - size, "%cno=1",
                 strchr(target, '?') == NULL ? '?' : '&');
        expect_head_like_get(&world, target, world.server.staff); /* 400 */
        found++;
    }
    cr_expect(ge(sz, found, 20));
    expect_head_like_get(&world, "/nowhere", NULL);
    expect_head_like_get(&world, "/v1/imports", NULL); /* 405 */
    http_server_stop(&world.server);
}

/* ---- OPTIONS, and methods that do not belong */

static struct http_reply ask_method(uint16_t port, const char *method, const char *target)
{
    bool body = strcmp(method, "POST") == 0 || method[0] == 'P';
    return http_ask(port, (struct http_ask){.method = method,
                                            .target = target,
                                            .headers = body ? "Content-Length: 0\r\n" : NULL});
}

Test(methods, options_tells_the_methods_of_every_route_and_needs_no_token)
{
    struct world world = world_new();
    char target[TARGET_SIZE];
    char allow[200];
    char value[512];
    for (size_t i = 0; i < route_count; i++) {
        make_target(&world, &routes[i], target);
        make_allow(routes[i].path, allow);
        struct http_reply reply = ask_method(world.server.port, "OPTIONS", target);
        cr_expect(eq(int, reply.status, 204), "%s", target);
        cr_expect(eq(str, TEXT(http_header(&reply, "Allow", value)), allow), "%s", target);
        cr_expect(eq(str, TEXT(http_header(&reply, "Content-Type", value)), ""), "%s", target);
        cr_expect(eq(str, TEXT(http_header(&reply, "Content-Length", value)), ""), "%s", target);
        cr_expect(eq(int, (int)strlen(http_header(&reply, "X-Request-Id", value)), 32));
        cr_expect(not(reply.closed), "%s", target);
        http_reply_free(&reply);
    }
    http_server_stop(&world.server);
}

static bool is_allowed(const char *allow, const char *method)
{
    size_t size = strlen(method);
    for (const char *at = strstr(allow, method); at != NULL; at = strstr(at + 1, method))
        if ((at == allow || at[-1] == ' ') && (at[size] == ',' || at[size] == '\0'))
            return true;
    return false;
}

Test(methods, every_other_method_is_told_405_and_which_there_are)
{
    struct world world = world_new();
    char target[TARGET_SIZE];
    char allow[200];
    char value[512];
    for (size_t i = 0; i < route_count; i++)
        for (size_t m = 0; m < METHOD_COUNT; m++) {
            make_target(&world, &routes[i], target);
            make_allow(routes[i].path, allow);
            struct http_reply reply = ask_method(world.server.port, methods[m], target);
            cr_expect(eq(int, reply.status == 405, !is_allowed(allow, methods[m])), "%s %s: %d",
                      methods[m], target, reply.status);
            if (reply.status == 405)
                cr_expect(eq(str, TEXT(http_header(&reply, "Allow", value)), allow), "%s", target);
            http_reply_free(&reply);
        }
    http_server_stop(&world.server);
}

Test(methods, what_is_nowhere_is_told_404_by_every_method_and_a_star_is_the_server)
{
    struct http_server server = http_server_start(NULL);
    static const char *const nowhere[] = {"/", "/v1", "/v1/nowhere", "/v1/people/", "/live"};
    char value[512];
    for (size_t i = 0; i < sizeof nowhere / sizeof nowhere[0]; i++)
        for (size_t m = 0; m < METHOD_COUNT; m++) {
            struct http_reply reply = ask_method(server.port, methods[m], nowhere[i]);
            cr_expect(eq(int, reply.status, 404), "%s %s: %d", methods[m], nowhere[i],
                      reply.status);
            http_reply_free(&reply);
        }
    for (size_t m = 0; m < METHOD_COUNT; m++) {
        bool options = strcmp(methods[m], "OPTIONS") == 0;
        struct http_reply reply = ask_method(server.port, methods[m], "*");
        cr_expect(eq(int, reply.status, options ? 204 : 400), "%s *: %d", methods[m], reply.status);
        http_header(&reply, "Allow", value);
        cr_expect(eq(int, value[0] != '\0', options), "%s *", methods[m]);
        for (size_t i = 0; options && i < route_count; i++)
            cr_expect(is_allowed(value, routes[i].method), "%s: %s", value, routes[i].method);
        cr_expect(eq(int, is_allowed(value, "HEAD"), options), "%s", value);
        http_reply_free(&reply);
    }
    http_server_stop(&server);
}

Test(methods, the_pages_of_the_operator_answer_get_head_and_options)
{
    struct http_server server = http_server_start(NULL);
    static const char *const pages[] = {"/live", "/ready", "/metrics"};
    char value[512];
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        for (size_t m = 0; m < METHOD_COUNT; m++) {
            struct http_reply reply = ask_method(server.admin_port, methods[m], pages[i]);
            int status = m < 2 ? 200 : strcmp(methods[m], "OPTIONS") == 0 ? 204 : 405;
            cr_expect(eq(int, reply.status, status), "%s %s: %d", methods[m], pages[i],
                      reply.status);
            if (m >= 2)
                cr_expect(
                    eq(str, TEXT(http_header(&reply, "Allow", value)), TEXT("GET, HEAD, OPTIONS")));
            http_reply_free(&reply);
        }
    struct http_reply reply = ask_method(server.admin_port, "OPTIONS", "/nowhere");
    cr_expect(eq(int, reply.status, 404));
    http_reply_free(&reply);
    http_server_stop(&server);
}
