/* Lists by cursor: nobody is lost or shown twice, and a cursor goes on in its own list only. */
#include "tests/http/http_server.h"

#define PEOPLE 9 /* three students, six alumni */

static struct http_server server_with_people(void)
{
    char csv[4096] = "external_id,role,name,languages,wished_jobs\n";
    size_t size = strlen(csv);
    struct http_server server = http_server_start(NULL);
    for (int i = 0; i < PEOPLE; i++)
        size += (size_t)snprintf(csv + size, sizeof csv - size, "p%d,%s,Person %c,nl:native,\n", i,
                                 i % 3 == 0 ? "student" : "alumnus", 'A' + i);
    http_server_import(&server, csv, "p0");
    return server;
}

static struct http_reply get(const struct http_server *server, const char *target)
{
    return http_ask(server->port, (struct http_ask){.target = target, .token = server->staff});
}

/* Adds one to seen[i] for each person "p<i>" of a page, and gives how many there are. */
static int look(const struct http_reply *reply, int seen[100])
{
    int count = 0;
    for (const char *at = reply->body; (at = strstr(at, "\"external_id\":\"p")) != NULL; count++) {
        at += strlen("\"external_id\":\"p");
        seen[strtol(at, NULL, 10) % 100]++;
    }
    return count;
}

/* The target of Link: rel="next"; "" when there is none. */
static const char *next_of(const struct http_reply *reply, char next[512])
{
    char link[512];
    http_header(reply, "Link", link);
    snprintf(next, 512, "%.*s", link[0] == '<' ? (int)strcspn(link + 1, ">") : 0, link + 1);
    return next;
}

static int status_of(const struct http_server *server, const char *target, const char *code)
{
    char value[512];
    struct http_reply reply = get(server, target);
    int status = reply.status;
    if (code != NULL)
        cr_expect(eq(str, TEXT(http_member(&reply, "code", value)), TEXT(code)), "%s: %s", target,
                  reply.body);
    http_reply_free(&reply);
    return status;
}

/* The first page of a query, and its cursor. */
static void first_cursor(const struct http_server *server, const char *target, char cursor[512])
{
    struct http_reply reply = get(server, target);
    cr_assert(eq(int, reply.status, 200), "%s", reply.body);
    http_member(&reply, "next_cursor", cursor);
    http_reply_free(&reply);
    cr_assert(ne(str, cursor, ""), "%s has one page only", target);
}

Test(pages, a_walk_meets_everybody_once_though_people_come_meanwhile)
{
    struct http_server server = server_with_people();
    int seen[100] = {0};
    char next[512] = "/v1/people?limit=2";
    int pages = 0;
    while (next[0] != '\0' && pages < 20) {
        struct http_reply reply = get(&server, next);
        cr_assert(eq(int, reply.status, 200), "%s: %s", next, reply.body);
        cr_expect(le(int, look(&reply, seen), 2));
        next_of(&reply, next);
        http_reply_free(&reply);
        if (pages++ == 1) {
            http_server_import(&server,
                               "external_id,role,name,languages,wished_jobs\n"
                               "p50,student,Late One,nl:native,\n",
                               "p0");
            /* one whose id is before all pages seen: not shown any more, and moves nothing */
            database_sql(server.database.raw,
                         "INSERT INTO person SELECT (jsonb_populate_record(person, "
                         "'{\"id\":\"00000000-0000-7000-8000-000000000001\","
                         "\"external_id\":\"p51\","
                         "\"pseudonym\":\"00000000-0000-4000-8000-000000000001\"}')).* "
                         "FROM person WHERE external_id = 'p0' RETURNING id");
        }
    }
    for (int i = 0; i < PEOPLE; i++)
        cr_expect(eq(int, seen[i], 1), "p%d", i);
    cr_expect(eq(int, seen[50], 1), "who came behind the pages seen");
    cr_expect(eq(int, seen[51], 0), "who came before them");
    http_server_stop(&server);
}

Test(pages, a_cursor_holds_in_its_own_query_only)
{
    struct http_server server = server_with_people();
    static const struct {
        const char *query;
        int status;
    } rows[] = {
        {"role=alumnus&q=person&limit=2", 200},
        {"q=person&limit=2&role=alumnus", 200},
        {"role=alumnus&q=person", 200},
        {"role=alumnus&q=person&limit=7&count=exact", 200},
        {"role=alumnus&q=%70erson", 200},
        {"role=alumnus&limit=2", 400},
        {"q=person&limit=2", 400},
        {"role=student&q=person&limit=2", 400},
        {"role=alumnus&q=Person&limit=2", 400},
        {"limit=2", 400},
    };
    char cursor[512];
    char target[1100];
    first_cursor(&server, "/v1/people?role=alumnus&q=person&limit=2", cursor);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        snprintf(target, sizeof target, "/v1/people?%s&cursor=%s", rows[i].query, cursor);
        cr_expect(eq(int, status_of(&server, target, rows[i].status == 400 ? "bad_cursor" : NULL),
                     rows[i].status),
                  "%s", rows[i].query);
    }
    http_server_stop(&server);
}

Test(pages, a_cursor_that_was_changed_is_refused)
{
    struct http_server server = server_with_people();
    char cursor[512];
    char target[600];
    first_cursor(&server, "/v1/people?limit=2", cursor);
    for (size_t at = 0; cursor[at] != '\0'; at += 5) {
        char kept = cursor[at];
        cursor[at] = kept == 'A' ? 'B' : 'A';
        snprintf(target, sizeof target, "/v1/people?limit=2&cursor=%s", cursor);
        cr_expect(eq(int, status_of(&server, target, "bad_cursor"), 400), "%s", target);
        cursor[at] = kept;
    }
    cursor[strlen(cursor) - 1] = '\0';
    snprintf(target, sizeof target, "/v1/people?limit=2&cursor=%s", cursor);
    cr_expect(eq(int, status_of(&server, target, "bad_cursor"), 400), "cut");
    http_server_stop(&server);
}

Test(pages, every_server_of_one_installation_takes_a_cursor_and_no_other_does)
{
    struct http_server one = server_with_people();
    struct http_server two = one;
    char cursor[512];
    char target[600];
    http_server_run(&two, NULL);
    cr_assert(http_server_wait(&two, "/ready", 200));
    first_cursor(&one, "/v1/people?limit=4", cursor);
    snprintf(target, sizeof target, "/v1/people?limit=4&cursor=%s", cursor);
    cr_expect(eq(int, status_of(&two, target, NULL), 200));
    cr_expect(eq(int, http_server_end(&two, SIGTERM), 0));
    close(two.log);
    database_sql(one.database.raw,
                 "UPDATE installation SET token_key = sha256(token_key) RETURNING 1");
    http_server_run(&two, NULL); /* as if it were another installation */
    cr_assert(http_server_wait(&two, "/ready", 200));
    http_server_token(&two, NULL, two.staff);
    cr_expect(eq(int, status_of(&two, target, "bad_cursor"), 400));
    cr_expect(eq(int, http_server_end(&two, SIGTERM), 0));
    close(two.log);
    http_server_stop(&one);
}

Test(pages, people_are_counted_when_it_is_asked_and_only_then)
{
    struct http_server server = server_with_people();
    static const struct {
        const char *target, *expected;
    } rows[] = {
        {"/v1/people?count=exact&limit=2", "\"count\":9}"},
        {"/v1/people?count=exact&role=student", "\"next_cursor\":null,\"count\":3}"},
        {"/v1/people?count=exact&role=alumnus&q=person+b", "\"count\":1}"},
        {"/v1/people?count=exact&q=nobody", "{\"items\":[],\"next_cursor\":null,\"count\":0}"},
        {"/v1/people?count=exact&external_id=p3", "\"count\":1}"},
        {"/v1/people?count=exact&external_id=none", "\"count\":0}"},
        {"/v1/people?external_id=none", "{\"items\":[],\"next_cursor\":null}"},
        {"/v1/people?q=nobody", "{\"items\":[],\"next_cursor\":null}"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct http_reply reply = get(&server, rows[i].target);
        cr_expect(ne(ptr, (void *)strstr(reply.body, rows[i].expected), NULL), "%s: %s",
                  rows[i].target, reply.body);
        http_reply_free(&reply);
    }
    http_server_stop(&server);
}
