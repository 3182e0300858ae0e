/* Accounts over HTTP: appointments and what they open, tokens and what ends them. */
#include "tests/http/http_server.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

static struct http_server server;
static char university[STORE_ID_SIZE], faculty[STORE_ID_SIZE], other[STORE_ID_SIZE];
static char ann[STORE_ID_SIZE], bea[STORE_ID_SIZE];
static char ann_token[TOKEN_TEXT_SIZE];

#define PEOPLE                                                                                     \
    "external_id,role,name,unit,programme,seats\n"                                                 \
    "ann,alumnus,Ann,Elsewhere,bouwkunde,2\n"                                                      \
    "bea,student,Bea,Faculty of Bridges,bouwkunde,\n"                                              \
    "cas,student,Cas,Faculty of Law,bouwkunde,\n"

static struct http_reply ask(const char *method, const char *token, const char *target,
                             const char *body)
{
    return http_ask(
        server.port,
        (struct http_ask){.method = method,
                          .target = target,
                          .token = token,
                          .headers = body == NULL ? NULL : "Content-Type: application/json\r\n",
                          .body = body});
}

static int status_of(const char *method, const char *token, const char *target, const char *body)
{
    struct http_reply reply = ask(method, token, target, body);
    int status = reply.status;
    http_reply_free(&reply);
    return status;
}

/* Sends a POST that must make something; its id. */
static void make(const char *token, const char *target, const char *body, char id[STORE_ID_SIZE])
{
    char value[512];
    struct http_reply reply = ask("POST", token, target, body);
    cr_assert(eq(int, reply.status, 201), "%s: %s", target, reply.body);
    snprintf(id, STORE_ID_SIZE, "%.36s", http_member(&reply, "id", value));
    http_reply_free(&reply);
}

static void make_unit(const char *token, const char *name, const char *parent_id,
                      char id[STORE_ID_SIZE])
{
    char body[300];
    if (parent_id == NULL)
        snprintf(body, sizeof body, "{\"kind\":\"university\",\"name\":\"%s\"}", name);
    else
        snprintf(body, sizeof body, "{\"kind\":\"faculty\",\"name\":\"%s\",\"parent_id\":\"%s\"}",
                 name, parent_id);
    make(token, "/v1/units", body, id);
}

static void find_person(const char *external_id, char id[STORE_ID_SIZE])
{
    struct person person = {0};
    cr_assert(eq(
        int, store_person_find(server.database.store, external_id, server.database.arena, &person),
        STATUS_OK));
    snprintf(id, STORE_ID_SIZE, "%s", person.id);
}

static void start(void)
{
    server = http_server_start(NULL);
    make_unit(server.staff, "University", NULL, university);
    make_unit(server.staff, "Faculty of Bridges", university, faculty);
    make_unit(server.staff, "Faculty of Law", university, other);
    http_server_import(&server, PEOPLE, "bea");
    find_person("ann", ann);
    find_person("bea", bea);
    http_server_token(&server, ann, ann_token);
}

static void end(void)
{
    http_server_stop(&server);
}

TestSuite(accounts, .init = start, .fini = end, .timeout = 60);

/* Asks until the answer is status; false after a second, which is what is promised. */
static bool becomes(int status, const char *token, const char *target)
{
    int64_t until = clock_ms() + 1000;
    bool is = false;
    while (!(is = status_of("GET", token, target, NULL) == status) && clock_ms() < until)
        usleep(10000);
    return is;
}

static void appoint(const char *role, const char *unit_id, char id[STORE_ID_SIZE])
{
    char body[300];
    snprintf(body, sizeof body, "{\"person_id\":\"%s\",\"role\":\"%s\"%s%s%s}", ann, role,
             unit_id == NULL ? "" : ",\"unit_id\":\"", unit_id == NULL ? "" : unit_id,
             unit_id == NULL ? "" : "\"");
    make(server.staff, "/v1/appointments", body, id);
}

static const char *path_of(const char *before, const char *id, const char *behind)
{
    static char path[200];
    snprintf(path, sizeof path, "%s%s%s", before, id, behind);
    return path;
}

Test(accounts, an_appointment_opens_its_unit_within_a_second_and_its_end_closes_it)
{
    char id[STORE_ID_SIZE];
    char target[100];
    snprintf(target, sizeof target, "/v1/people/%s", bea);
    cr_assert(eq(int, status_of("GET", ann_token, target, NULL), 404));
    appoint("coordinator", faculty, id);
    cr_expect(becomes(200, ann_token, target), "the appointment was not seen within a second");
    cr_expect(
        eq(int, status_of("GET", server.staff, path_of("/v1/appointments/", id, ""), NULL), 200));
    cr_expect(eq(
        int, status_of("POST", server.staff, path_of("/v1/appointments/", id, "/end"), NULL), 200));
    cr_expect(becomes(404, ann_token, target), "its end was not seen within a second");
    cr_expect(eq(int,
                 status_of("POST", server.staff, path_of("/v1/appointments/", id, "/end"), "{}"),
                 200),
              "again is fine");
}

Test(accounts, a_role_for_a_unit_sees_the_people_of_it_and_of_what_lies_below)
{
    static const struct {
        const char *unit;
        const char *seen, *hidden; /* in the list of people */
    } rows[] = {{faculty, "\"bea\"", "\"cas\""}, {university, "\"cas\"", "\"Elsewhere\""}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char id[STORE_ID_SIZE];
        appoint("coordinator", rows[i].unit, id);
        cr_assert(becomes(200, ann_token, "/v1/people"));
        struct http_reply reply = ask("GET", ann_token, "/v1/people?count=exact", NULL);
        cr_expect(strstr(reply.body, rows[i].seen) != NULL, "%s", reply.body);
        cr_expect(strstr(reply.body, rows[i].hidden) == NULL, "%s", reply.body);
        http_reply_free(&reply);
        struct http_reply one = ask("GET", ann_token, "/v1/people?external_id=cas", NULL);
        cr_expect(eq(int, strstr(one.body, "\"cas\"") != NULL, i == 1), "%s", one.body);
        http_reply_free(&one);
        cr_assert(
            eq(int, status_of("POST", server.staff, path_of("/v1/appointments/", id, "/end"), NULL),
               200));
        cr_assert(becomes(403, ann_token, "/v1/people"));
    }
}

static int import_status(void)
{
    struct http_reply reply =
        http_ask(server.port, (struct http_ask){.method = "POST",
                                                .target = "/v1/imports",
                                                .token = ann_token,
                                                .headers = "Content-Type: text/csv\r\n",
                                                .body = PEOPLE});
    int status = reply.status;
    http_reply_free(&reply);
    return status;
}

/* People are named by it where a proxy signs them in. */
Test(accounts, staff_of_a_unit_do_not_say_who_somebody_is)
{
    char coordinator[512];
    char body[200];
    snprintf(body, sizeof body, "{\"role\":\"admin\",\"unit_id\":\"%s\"}", faculty);
    struct http_reply reply = ask("POST", server.staff, "/v1/tokens", body);
    http_member(&reply, "token", coordinator);
    http_reply_free(&reply);
    static const char *const bodies[] = {"{\"external_id\":\"friend\"}",
                                         "{\"external_id\":\"cas\"}",
                                         "{\"email\":\"friend@example.org\"}"};
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        reply = http_ask(
            server.port,
            (struct http_ask){.method = "PATCH",
                              .target = path_of("/v1/people/", bea, ""),
                              .token = coordinator,
                              .headers = "If-Match: *\r\nContent-Type: application/json\r\n",
                              .body = bodies[i]});
        cr_expect(eq(int, reply.status, 422), "%s", reply.body);
        cr_expect(strstr(reply.body, "not_yours") != NULL, "%s", reply.body);
        http_reply_free(&reply);
    }
    reply = http_ask(server.port,
                     (struct http_ask){.method = "DELETE",
                                       .target = path_of("/v1/people/", bea, "?grace=skip"),
                                       .token = coordinator,
                                       .headers = "If-Match: *\r\n"});
    cr_expect(eq(int, reply.status, 403), "%s", reply.body);
    http_reply_free(&reply);
}

static void expect_erased(const char *person_id, int status)
{
    struct http_reply reply =
        http_ask(server.port, (struct http_ask){.method = "DELETE",
                                                .target = path_of("/v1/people/", person_id, ""),
                                                .token = ann_token,
                                                .headers = "If-Match: *\r\n"});
    cr_expect(eq(int, reply.status, status), "%s", reply.body);
    http_reply_free(&reply);
}

Test(accounts, an_admin_of_a_unit_erases_only_whom_it_holds_whole)
{
    static const char people[] = "external_id,role,name,unit,campus\n"
                                 "dan,student,Dan,Faculty of Bridges,Faculty of Law\n";
    char id[STORE_ID_SIZE];
    char body[300];
    char dan[STORE_ID_SIZE];
    http_server_import(&server, people, "dan");
    find_person("dan", dan);
    appoint("admin", faculty, id);
    cr_assert(becomes(200, ann_token, path_of("/v1/people/", dan, "")));
    expect_erased(dan, 403);
    const char *const units[] = {NULL, university, other};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        snprintf(body, sizeof body, "{\"person_id\":\"%s\",\"role\":\"teacher\"%s%s%s}", bea,
                 units[i] == NULL ? "" : ",\"unit_id\":\"", units[i] == NULL ? "" : units[i],
                 units[i] == NULL ? "" : "\"");
        make(server.staff, "/v1/appointments", body, id);
        expect_erased(bea, 403);
        cr_assert(
            eq(int, status_of("POST", server.staff, path_of("/v1/appointments/", id, "/end"), NULL),
               200));
    }
    snprintf(body, sizeof body, "{\"person_id\":\"%s\",\"role\":\"teacher\",\"unit_id\":\"%s\"}",
             bea, faculty);
    make(server.staff, "/v1/appointments", body, id);
    expect_erased(bea, 202);
}

Test(accounts, an_import_takes_a_role_for_the_whole_installation)
{
    char id[STORE_ID_SIZE];
    appoint("career_centre", university, id);
    cr_assert(becomes(200, ann_token, "/v1/people"));
    cr_expect(eq(int, import_status(), 403));
    appoint("career_centre", NULL, id);
    int64_t until = clock_ms() + 1000;
    int status = 0;
    while ((status = import_status()) == 403 && clock_ms() < until)
        usleep(10000);
    cr_expect(eq(int, status, 200));
}

static bool finds_ann(const char *token)
{
    struct http_reply reply = ask("GET", token, path_of("/v1/people/", bea, "/mentors"), NULL);
    bool named = strstr(reply.body, "\"Ann\"") != NULL;
    cr_expect(eq(int, reply.status, 200), "%s", reply.body);
    cr_expect(strstr(reply.body, "\"ann\"") != NULL, "%s", reply.body);
    http_reply_free(&reply);
    return named;
}

/* Ann belongs to no unit of theirs. */
Test(accounts, staff_of_a_unit_find_others_as_members_see_them)
{
    char coordinator[512];
    char body[200];
    snprintf(body, sizeof body, "{\"role\":\"coordinator\",\"unit_id\":\"%s\"}", faculty);
    struct http_reply reply = ask("POST", server.staff, "/v1/tokens", body);
    http_member(&reply, "token", coordinator);
    http_reply_free(&reply);
    cr_expect(finds_ann(coordinator), "open to members by itself");
    reply = http_ask(server.port,
                     (struct http_ask){
                         .method = "PATCH",
                         .target = path_of("/v1/people/", ann, ""),
                         .token = ann_token,
                         .headers = "If-Match: *\r\nContent-Type: application/json\r\n",
                         .body = "{\"visibility\":[{\"field\":\"name\",\"audience\":\"staff\"}]}"});
    cr_assert(eq(int, reply.status, 200), "%s", reply.body);
    http_reply_free(&reply);
    int64_t until = clock_ms() + 1500;
    while (finds_ann(coordinator) && clock_ms() < until)
        usleep(10000);
    cr_expect(not(finds_ann(coordinator)), "hidden from members, and so from staff of elsewhere");
    cr_expect(finds_ann(server.staff), "but not from those of the whole installation");
}

Test(accounts, whoever_appoints_has_the_role_admin_there)
{
    char id[STORE_ID_SIZE];
    char body[300];
    appoint("admin", faculty, id);
    cr_assert(becomes(200, ann_token, "/v1/appointments"));
    const struct {
        const char *role, *unit;
        int status;
    } rows[] = {{"coordinator", faculty, 201}, {"coordinator", other, 422},
                {"admin", university, 422},    {"admin", NULL, 422},
                {"rector", faculty, 422},      {"coordinator", faculty, 409}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        snprintf(body, sizeof body, "{\"person_id\":\"%s\",\"role\":\"%s\"%s%s%s}", bea,
                 rows[i].role, rows[i].unit == NULL ? "" : ",\"unit_id\":\"",
                 rows[i].unit == NULL ? "" : rows[i].unit, rows[i].unit == NULL ? "" : "\"");
        cr_expect(eq(int, status_of("POST", ann_token, "/v1/appointments", body), rows[i].status),
                  "row %zu", i);
    }
}

Test(accounts, of_a_new_appointment_the_member_that_names_nobody_is_told)
{
    static const char nobody[] = "01890a5d-ac96-774b-bcce-b302099a8057";
    const struct {
        const char *person, *unit, *where;
    } rows[] = {{nobody, faculty, "\"pointer\":\"/person_id\""},
                {bea, nobody, "\"pointer\":\"/unit_id\""}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char body[300];
        snprintf(body, sizeof body,
                 "{\"person_id\":\"%s\",\"role\":\"teacher\",\"unit_id\":\"%s\"}", rows[i].person,
                 rows[i].unit);
        struct http_reply reply = ask("POST", server.staff, "/v1/appointments", body);
        cr_expect(eq(int, reply.status, 422), "%s", reply.body);
        cr_expect(strstr(reply.body, rows[i].where) != NULL, "%s", reply.body);
        http_reply_free(&reply);
    }
}

Test(accounts, a_token_for_oneself_is_told_once_and_is_gone_within_a_second)
{
    char id[STORE_ID_SIZE];
    char text[512];
    char again[512];
    struct http_reply reply =
        ask("POST", ann_token, "/v1/tokens", "{\"label\":\"my telephone\",\"days\":7}");
    cr_assert(eq(int, reply.status, 201), "%s", reply.body);
    http_member(&reply, "token", text);
    snprintf(id, sizeof id, "%.36s", http_member(&reply, "id", again));
    http_reply_free(&reply);
    cr_expect(eq(int, status_of("GET", text, path_of("/v1/people/", ann, ""), NULL), 200));
    reply = ask("GET", ann_token, "/v1/tokens", NULL);
    cr_expect(strstr(reply.body, "my telephone") != NULL, "%s", reply.body);
    cr_expect(strstr(reply.body, text + 6) == NULL, "the secret is shown: %s", reply.body);
    http_reply_free(&reply);
    cr_expect(eq(int, status_of("GET", ann_token, path_of("/v1/tokens/", id, ""), NULL), 200));
    cr_expect(
        eq(int, status_of("POST", ann_token, path_of("/v1/tokens/", id, "/revoke"), NULL), 200));
    cr_expect(becomes(401, text, "/v1/programmes"), "not refused within a second");
}

Test(accounts, a_token_that_reads_changes_nothing)
{
    char text[512];
    struct http_reply reply = ask("POST", ann_token, "/v1/tokens", "{\"scope\":\"read\"}");
    http_member(&reply, "token", text);
    http_reply_free(&reply);
    cr_expect(eq(int, status_of("GET", text, "/v1/tokens", NULL), 200));
    cr_expect(eq(int, status_of("HEAD", text, "/v1/tokens", NULL), 200));
    cr_expect(eq(int, status_of("POST", text, "/v1/tokens", "{}"), 403));
}

Test(accounts, what_a_person_may_not_make_a_token_of_is_told)
{
    const struct {
        const char *token, *body;
        int status;
    } rows[] = {
        {ann_token, "{\"days\":3660}", 201},
        {ann_token, "{\"days\":3661}", 422},
        {ann_token, "{\"role\":\"admin\"}", 422},
        {ann_token, "{\"role\":\"teacher\"}", 422},
        {ann_token, "{\"unit_id\":\"01890a5d-ac96-774b-bcce-b302099a8057\"}", 422},
        {server.staff, "{}", 422},
        {server.staff, "{\"role\":\"admin\"}", 201},
        {server.staff, "{\"role\":\"admin\",\"unit_id\":\"01890a5d-ac96-774b-bcce-b302099a8057\"}",
         422},
        {server.staff, "{\"role\":\"admin\",\"unit_id\":\"nowhere\"}", 422},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect(
            eq(int, status_of("POST", rows[i].token, "/v1/tokens", rows[i].body), rows[i].status),
            "row %zu", i);
}

Test(accounts, a_token_of_somebody_else_is_not_there)
{
    char id[STORE_ID_SIZE];
    char bea_token[TOKEN_TEXT_SIZE];
    http_server_token(&server, bea, bea_token);
    make(ann_token, "/v1/tokens", "{}", id);
    cr_expect(eq(int, status_of("GET", bea_token, path_of("/v1/tokens/", id, ""), NULL), 404));
    cr_expect(
        eq(int, status_of("POST", bea_token, path_of("/v1/tokens/", id, "/revoke"), NULL), 404));
    cr_expect(
        eq(int, status_of("POST", server.staff, path_of("/v1/tokens/", id, "/revoke"), NULL), 200));
}
