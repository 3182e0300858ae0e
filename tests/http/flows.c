/* People go in, mentors come out: the routes as a client meets them. */
#include "tests/http/http_server.h"

static const char people[] =
    "external_id,role,name,email,language,programme,job_title,languages,place,seats,wished_jobs\n"
    "s1,student,Sanne Bos,sanne@example.org,nl,bouwkunde,,nl:native,Delft,,projectleider\n"
    "s2,student,Bo Ek,bo@example.org,sv,juridik,,sv:native,Lund,,advokat\n"
    "a1,alumnus,Aksel Dahl,aksel@example.org,nb,byggingeniør,byggingeniør,nb:native|nl:B2,Oslo,2,\n"
    "a2,alumnus,Ada Holm,ada@example.org,sv,juridik,advokat,sv:native,Lund,1,\n"
    "a3,alumnus,Abe Smit,abe@example.org,nl,bouwkunde,projectleider,nl:native,Delft,,\n";

struct world {
    struct http_server server;
    char sanne[TOKEN_TEXT_SIZE], aksel[TOKEN_TEXT_SIZE]; /* tokens */
    const char *s1, *s2, *a1, *a2, *a3;                  /* ids */
};

static struct world world_new(void)
{
    struct world world = {.server = http_server_start(NULL)};
    struct http_server *server = &world.server;
    http_server_import(server, people, "s1");
    world.s1 = http_server_id(server, "s1");
    world.s2 = http_server_id(server, "s2");
    world.a1 = http_server_id(server, "a1");
    world.a2 = http_server_id(server, "a2");
    world.a3 = http_server_id(server, "a3");
    http_server_token(server, world.s1, world.sanne);
    http_server_token(server, world.a1, world.aksel);
    return world;
}

static struct http_reply get(const struct world *world, const char *token, const char *format,
                             const char *id, const char *other)
{
    char target[600];
    char *at = target;
    for (const char *c = format; *c != '\0'; c++) { /* $1 and $2 are the ids */
        if (*c != '$') {
            *at++ = *c;
            continue;
        }
        const char *put = *++c == '1' ? id : other;
        at = stpcpy(at, put);
    }
    *at = '\0';
    return http_ask(world->server.port, (struct http_ask){.target = target, .token = token});
}

static bool has(const struct http_reply *reply, const char *text)
{
    return strstr(reply->body, text) != NULL;
}

/* ---- who may what */

enum who { NOBODY, SANNE, AKSEL, STAFF, WHO_COUNT };
static const char *const who_words[] = {"nobody", "the student", "the alumnus", "staff"};

Test(flows, every_caller_sees_what_is_theirs_and_no_more)
{
    struct world world = world_new();
    const char *tokens[WHO_COUNT] = {NULL, world.sanne, world.aksel, world.server.staff};
    const struct {
        const char *target, *id, *other;
        int status[WHO_COUNT];
    } cells[] = {
        {"/v1/people", "", "", {401, 403, 403, 200}},
        {"/v1/people/$1", world.s1, "", {401, 200, 404, 200}},
        {"/v1/people/$1", world.a1, "", {401, 404, 200, 200}},
        {"/v1/people/$1", "00000000-0000-7000-8000-000000000000", "", {401, 404, 404, 404}},
        {"/v1/people/$1/mentors", world.s1, "", {401, 200, 404, 200}},
        {"/v1/people/$1/mentors", world.s2, "", {401, 404, 404, 200}},
        {"/v1/people/$1/mentors", world.a1, "", {401, 404, 409, 409}},
        {"/v1/people/$1/mentors/$2", world.s1, world.a1, {401, 200, 404, 200}},
        {"/v1/people/$1/mentors/$2", world.s1, world.s2, {401, 404, 404, 404}},
        {"/v1/people/$1/mentors/$2", world.s2, world.a1, {401, 404, 404, 200}},
        {"/v1/people/$1/students", world.a1, "", {401, 404, 200, 200}},
        {"/v1/people/$1/students", world.s1, "", {401, 409, 404, 409}},
        {"/v1/concepts/isco?q=advokat&lang=sv", "", "", {401, 200, 200, 200}},
        {"/v1/concepts/colours", "", "", {401, 404, 404, 404}},
        {"/v1/readings?scheme=isco&text=advokat", "", "", {401, 200, 200, 200}},
        {"/openapi.json", "", "", {200, 200, 200, 200}},
        {"/problems/timeout", "", "", {200, 200, 200, 200}},
        {"/problems/none", "", "", {404, 404, 404, 404}},
    };
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
        for (int who = 0; who < WHO_COUNT; who++) {
            struct http_reply reply =
                get(&world, tokens[who], cells[i].target, cells[i].id, cells[i].other);
            cr_expect(eq(int, reply.status, cells[i].status[who]), "%s for %s: %s", cells[i].target,
                      who_words[who], reply.body);
            http_reply_free(&reply);
        }
    http_server_stop(&world.server);
}

/* Cuts what may differ: instance and request_id. */
static void cut(char *body)
{
    static const char *const names[] = {"\"instance\":\"", "\"request_id\":\""};
    for (size_t i = 0; i < 2; i++) {
        char *at = strstr(body, names[i]);
        cr_assert(ne(ptr, at, NULL));
        char *start = at + strlen(names[i]);
        char *end = strchr(start, '"');
        memmove(start, end, strlen(end) + 1);
    }
}

Test(flows, other_peoples_ids_look_like_ids_that_are_none)
{
    struct world world = world_new();
    struct http_reply other = get(&world, world.sanne, "/v1/people/$1", world.a1, "");
    struct http_reply none =
        get(&world, world.sanne, "/v1/people/$1", "00000000-0000-7000-8000-000000000000", "");
    cut((char *)(uintptr_t)other.body);
    cut((char *)(uintptr_t)none.body);
    cr_expect(eq(str, TEXT(other.body), TEXT(none.body)));
    http_reply_free(&other);
    http_reply_free(&none);
    http_server_stop(&world.server);
}

/* ---- searches */

Test(flows, mentors_come_ranked_and_explained_without_their_addresses)
{
    struct world world = world_new();
    struct http_reply reply = get(&world, world.sanne, "/v1/people/$1/mentors", world.s1, "");
    cr_expect(has(&reply, "\"rank\":1,"), "%s", reply.body);
    cr_expect(has(&reply, "Aksel Dahl"), "%s", reply.body);
    cr_expect(not(has(&reply, "Abe Smit")), "offers no seat");
    cr_expect(has(&reply, "\"parts\":[{\"criterion\":\"field\""), "%s", reply.body);
    cr_expect(has(&reply, "\"as_of\":\""), "%s", reply.body);
    cr_expect(not(has(&reply, "example.org")), "no e-mail addresses: %s", reply.body);
    http_reply_free(&reply);

    reply = get(&world, world.sanne, "/v1/people/$1/mentors?filter=seats=any", world.s1, "");
    cr_expect(has(&reply, "Abe Smit"), "asked for without seats: %s", reply.body);
    http_reply_free(&reply);

    reply = get(&world, world.sanne, "/v1/people/$1/mentors?limit=1", world.s1, "");
    cr_expect(not(has(&reply, "\"rank\":2,")), "%s", reply.body);
    http_reply_free(&reply);
    http_server_stop(&world.server);
}

Test(flows, weights_and_filters_count_and_their_faults_are_told_together)
{
    struct world world = world_new();
    struct http_reply reply = get(
        &world, world.sanne,
        "/v1/people/$1/mentors?weights=field=0,career=100,language=0,place=0&filter=language=nl:B1",
        world.s1, "");
    cr_expect(eq(int, reply.status, 200), "%s", reply.body);
    cr_expect(has(&reply, "\"weight\":100"), "%s", reply.body);
    cr_expect(not(has(&reply, "Ada Holm")), "speaks no Dutch: %s", reply.body);
    http_reply_free(&reply);

    reply = get(&world, world.sanne,
                "/v1/people/$1/mentors?weights=field=1&filter=colour=red&filter=language=xx",
                world.s1, "");
    cr_expect(eq(int, reply.status, 400), "%s", reply.body);
    cr_expect(has(&reply, "\"pointer\":\"?weights\""), "%s", reply.body);
    cr_expect(has(&reply, "\"pointer\":\"?filter\""), "%s", reply.body);
    http_reply_free(&reply);
    http_server_stop(&world.server);
}

Test(flows, reasons_come_in_the_language_accepted)
{
    struct world world = world_new();
    static const struct {
        const char *accept, *label;
    } rows[] = {
        {"", "\"label\":\"Field of study\""},
        {"Accept-Language: nl\r\n", "Studierichting"},
        {"Accept-Language: xx, nn;q=0.5, fr;q=0.4\r\n", NULL},
    };
    char target[200];
    snprintf(target, sizeof target, "/v1/people/%s/mentors", world.s1);
    struct http_reply english =
        http_ask(world.server.port, (struct http_ask){.target = target, .token = world.sanne});
    struct http_reply dutch = http_ask(
        world.server.port,
        (struct http_ask){.target = target, .token = world.sanne, .headers = rows[1].accept});
    struct http_reply norwegian = http_ask(
        world.server.port,
        (struct http_ask){.target = target, .token = world.sanne, .headers = rows[2].accept});
    cr_expect(ne(str, TEXT(english.body), TEXT(dutch.body)));
    cr_expect(ne(str, TEXT(norwegian.body), TEXT(dutch.body)));
    cr_expect(ne(str, TEXT(norwegian.body), TEXT(english.body)));
    http_reply_free(&english);
    http_reply_free(&dutch);
    http_reply_free(&norwegian);
    http_server_stop(&world.server);
}

Test(flows, a_pair_is_explained_or_said_not_to_be_eligible)
{
    struct world world = world_new();
    struct http_reply reply =
        get(&world, world.sanne, "/v1/people/$1/mentors/$2", world.s1, world.a1);
    cr_expect(has(&reply, "\"eligible\":true"), "%s", reply.body);
    cr_expect(has(&reply, "\"reasons\":["), "%s", reply.body);
    cr_expect(not(has(&reply, "\"rank\"")), "one pair has no rank: %s", reply.body);
    http_reply_free(&reply);
    reply = get(&world, world.sanne, "/v1/people/$1/mentors/$2", world.s1, world.a3);
    cr_expect(has(&reply, "\"eligible\":false"), "%s", reply.body);
    cr_expect(has(&reply, "\"reason_code\":\"no_seats\""), "%s", reply.body);
    http_reply_free(&reply);
    http_server_stop(&world.server);
}

Test(flows, an_alumnus_sees_who_needs_them_most)
{
    struct world world = world_new();
    struct http_reply reply = get(&world, world.aksel, "/v1/people/$1/students", world.a1, "");
    const char *sanne = strstr(reply.body, "Sanne Bos");
    const char *bo = strstr(reply.body, "Bo Ek");
    cr_assert(ne(ptr, (void *)(uintptr_t)sanne, NULL), "%s", reply.body);
    cr_assert(ne(ptr, (void *)(uintptr_t)bo, NULL), "%s", reply.body);
    cr_expect(lt(ptr, (void *)(uintptr_t)sanne, (void *)(uintptr_t)bo), "%s", reply.body);
    http_reply_free(&reply);
    http_server_stop(&world.server);
}

Test(flows, reasons_are_written_to_who_reads_them)
{
    struct world world = world_new();
    const struct {
        const char *token, *target, *reason;
    } rows[] = {
        {world.sanne, "/v1/people/$1/mentors", "\"Dutch: you native, this mentor B2\""},
        {world.server.staff, "/v1/people/$1/mentors",
         "\"Dutch: the student native, this mentor B2\""},
        {world.sanne, "/v1/people/$1/mentors/$2", "\"Dutch: you native, this mentor B2\""},
        {world.server.staff, "/v1/people/$1/mentors/$2",
         "\"Dutch: the student native, this mentor B2\""},
        {world.aksel, "/v1/people/$2/students", "\"Dutch: the student native, you B2\""},
        {world.server.staff, "/v1/people/$2/students",
         "\"Dutch: the student native, this mentor B2\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct http_reply reply = get(&world, rows[i].token, rows[i].target, world.s1, world.a1);
        cr_expect(has(&reply, rows[i].reason), "%s: %s", rows[i].target, reply.body);
        http_reply_free(&reply);
    }
    http_server_stop(&world.server);
}

/* ---- people */

Test(flows, a_list_goes_on_by_cursor_until_there_are_no_more)
{
    struct world world = world_new();
    char cursor[512] = "";
    char link[512];
    char target[700] = "/v1/people?limit=2&role=alumnus";
    size_t pages = 0;
    size_t found = 0;
    do {
        struct http_reply reply = get(&world, world.server.staff, target, "", "");
        cr_assert(eq(int, reply.status, 200), "%s", reply.body);
        for (const char *at = reply.body; (at = strstr(at, "\"external_id\":\"a")) != NULL; at++)
            found++;
        http_member(&reply, "next_cursor", cursor);
        http_header(&reply, "Link", link);
        cr_expect(eq(int, cursor[0] != '\0', strstr(link, "rel=\"next\"") != NULL));
        snprintf(target, sizeof target, "/v1/people?limit=2&role=alumnus&cursor=%s", cursor);
        http_reply_free(&reply);
    } while (cursor[0] != '\0' && ++pages < 10);
    cr_expect(eq(sz, found, 3));
    struct http_reply reply = get(&world, world.server.staff, "/v1/people?external_id=s2", "", "");
    char expected[100];
    snprintf(expected, sizeof expected, "{\"items\":[{\"id\":\"%s\"", world.s2);
    cr_expect(has(&reply, expected), "%s", reply.body);
    http_reply_free(&reply);
    http_server_stop(&world.server);
}

static struct http_reply patch(const struct world *world, const char *token, const char *id,
                               const char *body)
{
    char target[100];
    snprintf(target, sizeof target, "/v1/people/%s", id);
    return http_ask(world->server.port,
                    (struct http_ask){.method = "PATCH",
                                      .target = target,
                                      .token = token,
                                      .headers = "Content-Type: application/merge-patch+json\r\n"
                                                 "If-Match: *\r\n",
                                      .body = body});
}

/* One tag is one body, whether it was written or read. */
static void expect_same_as_read(const struct world *world, const char *id,
                                const struct http_reply *written)
{
    char tag[512];
    char read_tag[512];
    struct http_reply read = get(world, world->server.staff, "/v1/people/$1", id, "");
    cr_expect(eq(str, TEXT(http_header(&read, "ETag", read_tag)),
                 TEXT(http_header(written, "ETag", tag))));
    cr_expect(eq(str, TEXT(read.body), TEXT(written->body)));
    http_reply_free(&read);
}

Test(flows, what_is_patched_is_read_anew_and_a_given_code_stands)
{
    struct world world = world_new();
    const struct {
        const char *body;
        int status;
        const char *expected; /* in the reply */
    } rows[] = {
        {"{\"place\":{\"text\":\"Göteborg\"}}", 200, "\"code\":\"2711537\""},
        {"{\"place\":{\"code\":\"2792413\"}}", 200,
         "\"code\":\"2792413\",\"confidence\":100,\"evidence\":\"given\""},
        {"{\"seats\":0,\"remote\":true}", 200,
         "\"code\":\"2792413\",\"confidence\":100,\"evidence\":\"given\""},
        {"{\"employments\":[{\"occupation\":{\"text\":\"advokat\"}}]}", 200, "\"code\":\"2611\""},
        {"{\"employments\":[{\"occupation\":{\"text\":\"advokat\",\"code\":\"2612\"}}]}", 200,
         "\"code\":\"2612\",\"confidence\":100,\"evidence\":\"given\""},
        {"{\"employments\":[{\"occupation\":{\"text\":\"advokat\"}},{\"employer\":\"X\"}]}", 200,
         "\"code\":\"2612\",\"confidence\":100,\"evidence\":\"given\""},
        {"{\"place\":null}", 200, "\"version\":8"},
        {"{}", 200, "\"version\":8"},
        {"{\"seats\":0,\"remote\":true}", 200, "\"version\":8"},
        /* A given code is of its scheme: industry 21 is pharmacy, occupation 21 engineering. */
        {"{\"wishes\":{\"occupations\":[{\"text\":\"apotek\",\"code\":\"21\"}]}}", 200,
         "\"code\":\"21\",\"confidence\":100,\"evidence\":\"given\""},
        {"{\"wishes\":{\"industries\":[{\"text\":\"apotek\"}]}}", 200,
         "\"industries\":[{\"text\":\"apotek\",\"code\":\"47\""},
        {"{\"place\":{\"text\":\"Luik\"}}", 200, "\"code\":\"2792413\",\"confidence\":97"},
        {"{\"place\":{\"text\":\"our farm\",\"code\":\"2792413\"}}", 200,
         "\"code\":\"2792413\",\"confidence\":100,\"evidence\":\"given\""},
        {"{\"place\":{\"text\":\"our other farm\"}}", 200,
         "\"place\":{\"text\":\"our other farm\",\"confidence\":0}"},
        {"{\"employments\":[{},{\"from\":\"2016-05\",\"to\":\"2016-04\"}]}", 422,
         "\"pointer\":\"/employments/1/to\""},
        {"{\"affiliations\":[{\"from\":\"2016-05\",\"to\":\"2015\"}]}", 422,
         "\"pointer\":\"/affiliations/0/to\""},
        {"{\"affiliations\":[{\"from\":\"2016-05\",\"to\":\"2016\"}]}", 200, "\"to\":\"2016\""},
        /* What is kept is told, also where "" was written, which is nothing. */
        {"{\"language\":\"\",\"email\":\"\",\"place\":{\"text\":\"\"},\"wishes\":{\"places\":[]}}",
         200, ""},
        {"{\"name\":\"Zoë  B.\",\"language\":\"nl\",\"email\":null,\"languages\":[]}", 200,
         "Zoë  B."},
        {"{\"employments\":[{\"employer\":\"\",\"occupation\":{\"text\":\"\"}}],\"affiliations\":[{"
         "}]}",
         200, ""},
        {"{\"seats\":-1,\"name\":3,\"colour\":1}", 422, "\"pointer\":\"/colour\""},
        {"{\"id\":\"x\"}", 422, "\"pointer\":\"/id\""},
        {"{\"role\":\"alumnus\"}", 422, "\"pointer\":\"/role\""},
        {"{\"place\":{\"code\":\"nowhere\"}}", 422, "\"pointer\":\"/place"},
        {"{\"seats\":1", 400, "\"code\":\"syntax\""},
        {"{\"seats\":1,\"seats\":2}", 400, "\"code\":\"syntax\""},
        {"[1]", 0, ""},
        {"", 400, "\"code\":\"syntax\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct http_reply reply = patch(&world, world.sanne, world.s1, rows[i].body);
        if (rows[i].status != 0)
            cr_expect(eq(int, reply.status, rows[i].status), "%s: %s", rows[i].body, reply.body);
        else
            cr_expect(reply.status == 400 || reply.status == 422, "%s", reply.body);
        cr_expect(has(&reply, rows[i].expected), "%s: %s", rows[i].body, reply.body);
        if (reply.status == 200)
            expect_same_as_read(&world, world.s1, &reply);
        http_reply_free(&reply);
    }
    struct http_reply reply = patch(&world, world.sanne, world.s2, "{\"seats\":1}");
    cr_expect(eq(int, reply.status, 404), "not theirs: %s", reply.body);
    http_reply_free(&reply);
    http_server_stop(&world.server);
}

Test(flows, the_roster_follows_the_database_within_a_second)
{
    struct world world = world_new();
    struct http_reply reply =
        patch(&world, world.server.staff, world.a3, "{\"seats\":1,\"name\":\"Abe Groen\"}");
    cr_expect(eq(int, reply.status, 200), "%s", reply.body);
    http_reply_free(&reply);
    int64_t began_ms = clock_ms();
    bool seen = false;
    while (!seen && clock_ms() - began_ms < 5000) {
        reply = get(&world, world.sanne, "/v1/people/$1/mentors", world.s1, "");
        seen = has(&reply, "Abe Groen");
        http_reply_free(&reply);
        usleep(10000);
    }
    cr_expect(seen);
    cr_expect(lt(i64, clock_ms() - began_ms, (int64_t)1000));
    http_server_stop(&world.server);
}

Test(flows, a_revoked_token_is_refused_within_a_second)
{
    struct world world = world_new();
    const char *id = database_sql(world.server.database.raw,
                                  "SELECT id FROM token WHERE person_id IS NOT NULL LIMIT 1");
    char kept[STORE_ID_SIZE];
    snprintf(kept, sizeof kept, "%.36s", id);
    usleep(300000); /* the feed knows it */
    cr_assert(
        eq(int, store_token_revoke(world.server.database.store, kept, clock_utc_ms()), STATUS_OK));
    usleep(1000000);
    struct http_reply sanne = get(&world, world.sanne, "/v1/people/$1", world.s1, "");
    struct http_reply aksel = get(&world, world.aksel, "/v1/people/$1", world.a1, "");
    cr_expect(eq(int, (sanne.status == 401) + (aksel.status == 401), 1));
    http_reply_free(&sanne);
    http_reply_free(&aksel);
    http_server_stop(&world.server);
}

/* ---- the rest of HTTP */

Test(flows, head_and_options_answer_and_request_ids_come_back)
{
    struct world world = world_new();
    char value[512];
    struct http_reply reply =
        http_ask(world.server.port, (struct http_ask){.method = "HEAD",
                                                      .target = "/v1/people",
                                                      .token = world.server.staff,
                                                      .headers = "X-Request-Id: 0a5e-1234\r\n"});
    cr_expect(eq(int, reply.status, 200));
    cr_expect(eq(str, TEXT(http_header(&reply, "X-Request-Id", value)), TEXT("0a5e-1234")));
    cr_expect(eq(str, TEXT(http_header(&reply, "Cache-Control", value)), TEXT("no-store")));
    cr_expect(eq(str, TEXT(http_header(&reply, "X-Content-Type-Options", value)), TEXT("nosniff")));
    http_reply_free(&reply);

    reply = http_ask(world.server.port,
                     (struct http_ask){.method = "OPTIONS", .target = "/v1/people/x"});
    cr_expect(eq(int, reply.status, 204));
    cr_expect(eq(str, TEXT(http_header(&reply, "Allow", value)),
                 TEXT("GET, HEAD, PATCH, DELETE, OPTIONS")));
    http_reply_free(&reply);

    reply = http_ask(world.server.port,
                     (struct http_ask){.target = "/v1/people",
                                       .headers = "X-Request-Id: forged\" level=error\r\n"});
    cr_expect(eq(int, reply.status, 401));
    cr_expect(eq(int, (int)strlen(http_header(&reply, "X-Request-Id", value)), 32), "its own");
    cr_expect(ne(str, TEXT(http_header(&reply, "WWW-Authenticate", value)), TEXT("")));
    http_reply_free(&reply);
    http_server_stop(&world.server);
}

Test(flows, log_and_metrics_hold_no_personal_data)
{
    struct world world = world_new();
    struct http_reply reply = get(&world, world.sanne, "/v1/people/$1/mentors", world.s1, "");
    http_reply_free(&reply);
    reply = get(&world, world.server.staff, "/v1/people?q=Sanne", "", "");
    http_reply_free(&reply);
    reply = http_ask(world.server.admin_port, (struct http_ask){.target = "/metrics"});
    cr_expect(has(&reply, "kring_requests_total{method=\"GET\",route=\"/v1/people/{id}/mentors\","
                          "status=\"200\"}"),
              "%s", reply.body);
    cr_expect(has(&reply, "kring_roster_alumni 3"), "%s", reply.body);
    cr_expect(has(&reply, "kring_store_up 1"), "%s", reply.body);
    cr_expect(not(has(&reply, world.s1)));
    http_reply_free(&reply);
    cr_expect(eq(int, http_server_end(&world.server, SIGTERM), 0));
    char log[65536];
    ssize_t size = pread(world.server.log, log, sizeof log - 1, 0);
    log[size < 0 ? 0 : size] = '\0';
    cr_expect(ne(ptr, strstr(log, "route=/v1/people/{id}/mentors status=200"), NULL), "%s", log);
    const char *const personal[] = {"Sanne", "example.org", "bouwkunde", world.s1, world.sanne};
    for (size_t i = 0; i < sizeof personal / sizeof personal[0]; i++)
        cr_expect(eq(ptr, strstr(log, personal[i]), NULL), "%s is in the log", personal[i]);
    close(world.server.log);
    database_drop(&world.server.database);
}
