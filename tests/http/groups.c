/* Groups over HTTP: who is in them at once, who says so, and what the directory shows. */
#include "tests/http/mentoring_scene.h"

#define PEOPLE                                                                                     \
    "external_id,role,name,email,unit,affiliation_kind,place\n"                                    \
    "g1,alumnus,Gro Dahl,gro@example.org,Law,degree,Oslo\n"                                        \
    "g2,alumnus,Guus Vos,guus@example.org,Law,degree,Rotterdam\n"                                  \
    "g3,alumnus,Gil Ask,gil@example.org,Bridges,degree,Oslo\n"                                     \
    "g4,alumnus,Gus Oud,gus@example.org,Bridges,exchange,Oslo\n"

struct place {
    struct scene scene;
    struct scene_person gro, guus, gil, gus;
    char law[SCENE_ID_SIZE], group[SCENE_ID_SIZE];
};

static void make_group(struct place *place, const char *rest, char ret_id[SCENE_ID_SIZE])
{
    char body[BODY_SIZE];
    scene_make(&place->scene, place->scene.server.staff, "groups",
               PRINT(body, "{\"unit_id\":\"%s\",%s}", place->scene.unit, rest), ret_id);
}

static struct place place_new(void)
{
    struct place place = {.scene = scene_new()};
    struct scene *scene = &place.scene;
    char body[BODY_SIZE];
    char bridges[SCENE_ID_SIZE];
    PRINT(body, "{\"kind\":\"faculty\",\"name\":\"Law\",\"parent_id\":\"%s\"}", scene->unit);
    scene_make(scene, scene->server.staff, "units", body, place.law);
    PRINT(body, "{\"kind\":\"faculty\",\"name\":\"Bridges\",\"parent_id\":\"%s\"}", scene->unit);
    scene_make(scene, scene->server.staff, "units", body, bridges);
    make_group(&place,
               "\"kind\":\"chapter\",\"name\":\"Degrees\",\"rule\":{\"kinds\":[\"degree\"]}",
               place.group);
    http_server_import(&scene->server, PEOPLE, "g4");
    scene_find(scene, "g1", &place.gro);
    scene_find(scene, "g2", &place.guus);
    scene_find(scene, "g3", &place.gil);
    scene_find(scene, "g4", &place.gus);
    return place;
}

/* The membership of somebody, as they are told of it; its id. */
static void find_own(const struct place *place, const struct scene_person *person,
                     char ret_id[SCENE_ID_SIZE])
{
    char target[TARGET_SIZE];
    char value[512];
    struct http_reply reply =
        scene_send(&place->scene, "GET", person->token,
                   PRINT(target, "/v1/memberships?group_id=%s", place->group), NULL, NULL);
    cr_assert(eq(int, reply.status, 200), "%s", reply.body);
    snprintf(ret_id, SCENE_ID_SIZE, "%.36s", http_member(&reply, "id", value));
    http_reply_free(&reply);
}

static struct http_reply get(const struct place *place, const char *token, const char *target)
{
    return scene_send(&place->scene, "GET", token, target, NULL, NULL);
}

/* The first names of a directory, in that order: "Gro Gil". */
static const char *names_in(const struct http_reply *reply, char names[60])
{
    static const char *const all[] = {"Gro", "Guus", "Gil", "Gus"};
    size_t size = 0;
    names[0] = '\0';
    for (size_t i = 0; i < 4; i++) {
        char member[40];
        snprintf(member, sizeof member, "\"name\":\"%s ", all[i]);
        if (strstr(reply->body, member) != NULL)
            size += (size_t)snprintf(names + size, 60 - size, "%s%s", size == 0 ? "" : " ", all[i]);
    }
    return names;
}

/* As soon as the server has seen what changed. */
static void expect_names(const struct place *place, const char *token, const char *target,
                         const char *expected)
{
    char names[60] = "?";
    for (int i = 0; i < 150 && strcmp(names, expected) != 0; i++) {
        struct http_reply reply = get(place, token, target);
        cr_assert(eq(int, reply.status, 200), "%s: %s", target, reply.body);
        cr_assert(eq(ptr, strstr(reply.body, "example.org"), NULL), "%s", reply.body);
        names_in(&reply, names);
        http_reply_free(&reply);
        if (strcmp(names, expected) != 0)
            usleep(20000);
    }
    cr_expect(eq(str, names, (char *)expected), "%s", target);
}

static void expect_status(const struct place *place, const char *token, const char *target,
                          int status, const char *text)
{
    struct http_reply reply = get(place, token, target);
    cr_expect(eq(int, reply.status, status), "%s: %s", target, reply.body);
    cr_expect(ne(ptr, strstr(reply.body, text), NULL), "%s: %s", target, reply.body);
    http_reply_free(&reply);
}

static void patch(const struct place *place, const struct scene_person *person, const char *body)
{
    char target[TARGET_SIZE];
    struct http_reply reply =
        scene_send(&place->scene, "PATCH", person->token,
                   PRINT(target, "/v1/people/%s", person->id), "If-Match: *\r\n", body);
    cr_assert(eq(int, reply.status, 200), "%s", reply.body);
    http_reply_free(&reply);
}

Test(groups, the_directory_shows_those_in_the_group_by_faculty_and_place, .timeout = 60)
{
    struct place place = place_new();
    char own[SCENE_ID_SIZE];
    find_own(&place, &place.gro, own);
    const struct {
        const char *query, *names;
    } rows[] = {{"", "Gro Guus Gil"},
                {"?place=NO", "Gro Gil"},
                {"?place=3143244", "Gro Gil"},
                {"?place=BE", ""},
                {"?unit_id=LAW", "Gro Guus"},
                {"?unit_id=TOP", "Gro Guus Gil"},
                {"?unit_id=LAW&place=NL", "Guus"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char target[TARGET_SIZE];
        char *at = strstr(rows[i].query, "unit_id=");
        const char *unit = at == NULL ? "" : at[8] == 'L' ? place.law : place.scene.unit;
        PRINT(target, "/v1/memberships/%s/members%.*s%s%s", own,
              at == NULL ? 100 : (int)(at + 8 - rows[i].query), rows[i].query, unit,
              at == NULL ? "" : at + 11);
        expect_names(&place, place.gro.token, target, rows[i].names);
    }
    char target[TARGET_SIZE];
    expect_status(&place, place.gro.token,
                  PRINT(target, "/v1/memberships/%s/members?place=ZZ", own), 400, "unknown_code");
    expect_status(&place, place.gro.token,
                  PRINT(target,
                        "/v1/memberships/%s/members?unit_id="
                        "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
                        own),
                  400, "bad_id");
    scene_end(&place.scene);
}

Test(groups, the_directory_is_for_those_in_the_group_and_its_staff, .timeout = 60)
{
    struct place place = place_new();
    char own[SCENE_ID_SIZE];
    char target[TARGET_SIZE];
    find_own(&place, &place.gro, own);
    PRINT(target, "/v1/groups/%s/members", place.group);
    expect_names(&place, place.scene.server.staff, target, "Gro Guus Gil");
    expect_status(&place, place.gro.token, target, 403, "forbidden");
    PRINT(target, "/v1/memberships/%s/members", own);
    expect_status(&place, place.guus.token, target, 404, "not_found");
    scene_do(&place.scene, place.gro.token, "memberships", own, "mute", NULL);
    expect_names(&place, place.gro.token, target, "Gro Guus Gil");
    scene_do(&place.scene, place.gro.token, "memberships", own, "leave", NULL);
    expect_status(&place, place.gro.token, target, 409, "conflict");
    PRINT(target, "/v1/groups/%s/members", place.group);
    expect_names(&place, place.scene.server.staff, target, "Guus Gil");
    scene_end(&place.scene);
}

Test(groups, the_directory_goes_on_page_by_page_and_shows_nobody_twice, .timeout = 60)
{
    struct place place = place_new();
    char target[TARGET_SIZE + 300];
    char cursor[512] = "";
    char seen[200] = "";
    for (int i = 0; i < 3; i++) {
        char names[60];
        snprintf(target, sizeof target, "/v1/groups/%s/members?limit=1%s%s", place.group,
                 i == 0 ? "" : "&cursor=", cursor);
        struct http_reply reply = get(&place, place.scene.server.staff, target);
        cr_assert(eq(int, reply.status, 200), "%s", reply.body);
        size_t size = strlen(seen);
        snprintf(seen + size, sizeof seen - size, "%s ", names_in(&reply, names));
        if (i < 2)
            http_member(&reply, "next_cursor", cursor);
        else
            cr_expect(ne(ptr, strstr(reply.body, "\"next_cursor\":null"), NULL), "%s", reply.body);
        http_reply_free(&reply);
    }
    cr_expect(eq(sz, strlen(seen), strlen("Gro Guus Gil ")), "%s", seen);
    cr_expect(strstr(seen, "Gro ") != NULL && strstr(seen, "Guus ") != NULL &&
                  strstr(seen, "Gil ") != NULL,
              "%s", seen);
    scene_end(&place.scene);
}

Test(groups, what_a_person_hides_no_filter_finds_and_no_rule_reads, .timeout = 60)
{
    struct place place = place_new();
    char target[TARGET_SIZE];
    PRINT(target, "/v1/groups/%s/members?place=NO", place.group);
    expect_names(&place, place.scene.server.staff, target, "Gro Gil");
    patch(&place, &place.gil, "{\"visibility\":[{\"field\":\"place\",\"audience\":\"staff\"}]}");
    expect_names(&place, place.scene.server.staff, target, "Gro");
    PRINT(target, "/v1/groups/%s/members", place.group);
    expect_names(&place, place.scene.server.staff, target, "Gro Guus Gil");
    patch(&place, &place.gil,
          "{\"visibility\":[{\"field\":\"affiliations\",\"audience\":\"staff\"}]}");
    expect_names(&place, place.scene.server.staff, target, "Gro Guus");
    patch(&place, &place.guus, "{\"paused\":true}");
    expect_names(&place, place.scene.server.staff, target, "Gro");
    scene_end(&place.scene);
}

Test(groups, a_degree_makes_a_member_at_once_but_of_nobody_who_left, .timeout = 60)
{
    struct place place = place_new();
    char own[SCENE_ID_SIZE];
    char target[TARGET_SIZE];
    patch(&place, &place.gus, "{\"affiliations\":[{\"kind\":\"degree\",\"unit\":\"Law\"}]}");
    find_own(&place, &place.gus, own);
    expect_status(&place, place.gus.token, PRINT(target, "/v1/memberships/%s", own), 200,
                  "\"origin\":\"derived\"");
    expect_status(&place, place.gus.token, target, 200, "\"allowed_events\":[\"mute\",\"leave\"]");
    scene_do(&place.scene, place.gus.token, "memberships", own, "leave", NULL);
    patch(&place, &place.gus, "{\"affiliations\":[{\"kind\":\"degree\",\"unit\":\"Bridges\"}]}");
    struct http_reply reply = scene_fire(&place.scene, place.scene.server.staff, "groups",
                                         place.group, "recompute", NULL);
    cr_expect(ne(ptr, strstr(reply.body, "{\"joined\":0,\"ended\":0,\"later\":0}"), NULL), "%s",
              reply.body);
    http_reply_free(&reply);
    expect_status(&place, place.gus.token, target, 200, "\"state\":\"left\"");
    scene_end(&place.scene);
}

Test(groups, a_rule_that_changes_takes_and_ends_at_once, .timeout = 60)
{
    struct place place = place_new();
    char target[TARGET_SIZE];
    struct http_reply reply =
        scene_send(&place.scene, "PATCH", place.scene.server.staff,
                   PRINT(target, "/v1/groups/%s", place.group), "If-Match: *\r\n",
                   "{\"rule\":{\"kinds\":null,\"places\":[\"3143244\"],\"radius_km\":30}}");
    cr_assert(eq(int, reply.status, 200), "%s", reply.body);
    http_reply_free(&reply);
    PRINT(target, "/v1/groups/%s/members", place.group);
    expect_names(&place, place.scene.server.staff, target, "Gro Gil Gus");
    scene_end(&place.scene);
}

Test(groups, a_rule_names_codes_that_there_are, .timeout = 60)
{
    struct place place = place_new();
    static const struct {
        const char *rule, *where;
    } rows[] = {{"\"fields\":[\"9x\"]", "/rule/fields/0"},
                {"\"languages\":[\"nl\",\"qqq\"]", "/rule/languages/1"},
                {"\"places\":[\"ZZ\"]", "/rule/places/0"},
                {"\"places\":[\"NO\"],\"radius_km\":5", "/rule/radius_km"},
                {"\"left_from\":2012,\"left_to\":2011", "years_of_a_rule_are_in_order"},
                {"\"unit_id\":\"" SCENE_NOBODY "\"", "a_rule_names_a_unit_that_exists"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char body[BODY_SIZE];
        struct http_reply reply = scene_send(
            &place.scene, "POST", place.scene.server.staff, "/v1/groups", NULL,
            PRINT(body, "{\"unit_id\":\"%s\",\"kind\":\"circle\",\"name\":\"X\",\"rule\":{%s}}",
                  place.scene.unit, rows[i].rule));
        cr_expect(eq(int, reply.status, 422), "%s: %s", rows[i].rule, reply.body);
        cr_expect(ne(ptr, strstr(reply.body, rows[i].where), NULL), "%s", reply.body);
        http_reply_free(&reply);
    }
    scene_end(&place.scene);
}

Test(groups, a_request_is_staff_s_to_answer_and_an_invitation_the_person_s, .timeout = 60)
{
    struct place place = place_new();
    struct scene *scene = &place.scene;
    char group[SCENE_ID_SIZE];
    char requested[SCENE_ID_SIZE];
    char invited[SCENE_ID_SIZE];
    char body[BODY_SIZE];
    make_group(&place, "\"kind\":\"circle\",\"name\":\"Open\",\"joinable\":true", group);
    PRINT(body, "{\"group_id\":\"%s\",\"person_id\":\"%s\"}", group, place.gus.id);
    scene_make(scene, place.gus.token, "memberships", body, requested);
    PRINT(body, "{\"group_id\":\"%s\",\"person_id\":\"%s\"}", group, place.gil.id);
    scene_make(scene, scene->server.staff, "memberships", body, invited);
    const struct {
        const char *token, *id, *event;
        int status;
    } rows[] = {{place.gus.token, requested, "join", 409},
                {place.gus.token, requested, "admit", 403},
                {scene->server.staff, invited, "admit", 409},
                {scene->server.staff, invited, "join", 403},
                {scene->server.staff, requested, "admit", 200},
                {place.gil.token, invited, "join", 200},
                {place.gil.token, requested, "leave", 404},
                {scene->server.staff, invited, "remove", 200},
                {place.gil.token, invited, "leave", 409}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct http_reply reply =
            scene_fire(scene, rows[i].token, "memberships", rows[i].id, rows[i].event, NULL);
        cr_expect(eq(int, reply.status, rows[i].status), "%zu %s: %s", i, rows[i].event,
                  reply.body);
        http_reply_free(&reply);
    }
    PRINT(body, "{\"group_id\":\"%s\",\"person_id\":\"%s\"}", SCENE_NOBODY, place.gil.id);
    struct http_reply reply =
        scene_send(scene, "POST", scene->server.staff, "/v1/memberships", NULL, body);
    cr_expect(eq(int, reply.status, 422), "%s", reply.body);
    http_reply_free(&reply);
    scene_end(scene);
}

Test(groups, those_without_a_person_to_ask_are_listed, .timeout = 60)
{
    struct place place = place_new();
    char body[BODY_SIZE];
    char group[SCENE_ID_SIZE];
    make_group(&place,
               PRINT(body, "\"kind\":\"circle\",\"name\":\"Asked\",\"contact_person_id\":\"%s\"",
                     place.gro.id),
               group);
    expect_status(&place, place.gil.token, "/v1/groups?contact=none&count=exact", 200,
                  "\"count\":1");
    expect_status(&place, place.gil.token, "/v1/groups?contact=none", 200, "Degrees");
    expect_status(&place, place.gil.token, "/v1/groups?kind=circle&q=ask", 200, place.gro.id);
    scene_end(&place.scene);
}
