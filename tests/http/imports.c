/* Files of people, good and broken: each a clear answer, nothing lost, and the server goes on. */
#include "tests/http/http_server.h"

static struct http_reply import(const struct http_server *server, const char *query,
                                const char *type, const char *bytes, size_t size)
{
    char target[100];
    char headers[100];
    snprintf(target, sizeof target, "/v1/imports%s", query);
    snprintf(headers, sizeof headers, "Content-Type: %s\r\n", type);
    return http_ask(server->port, (struct http_ask){.method = "POST",
                                                    .target = target,
                                                    .token = server->staff,
                                                    .headers = headers,
                                                    .body = bytes,
                                                    .body_size = size});
}

static long people_stored(const struct http_server *server)
{
    return strtol(database_sql(server->database.raw, "SELECT count(*) FROM person"), NULL, 10);
}

#define HEAD "external_id,role,name,programme,job_title\n"
#define GOOD "good-1,student,Ann,bouwkunde,\n"

static const struct {
    const char *what;
    const char *query, *type, *bytes;
    size_t size; /* 0: strlen of bytes */
    int status;
    const char *expected[3]; /* in the reply */
    long stored;             /* people afterwards */
} files[] = {
    {"a dry run writes nothing",
     "?dry_run=true",
     "text/csv",
     HEAD GOOD,
     0,
     200,
     {"\"dry_run\":true", "\"created\":1", "\"refused\":0"},
     0},
    {"a good row",
     "",
     "text/csv; charset=utf-8",
     HEAD GOOD,
     0,
     200,
     {"\"dry_run\":false", "\"created\":1", "\"errors\":[]"},
     1},
    {"the same again",
     "",
     "text/csv",
     HEAD GOOD,
     0,
     200,
     {"\"created\":0", "\"unchanged\":1", "\"changed\":0"},
     1},
    {"changed",
     "",
     "text/csv",
     HEAD "good-1,student,Anna,bouwkunde,\n",
     0,
     200,
     {"\"created\":0", "\"changed\":1", "\"unchanged\":0"},
     1},
    {"twice in a file",
     "",
     "text/csv",
     HEAD "good-2,student,B,,\ngood-2,student,C,,\n",
     0,
     200,
     {"\"created\":1", "\"refused\":1", "\"rows\":2"},
     2},
    {"JSON Lines",
     "",
     "application/x-ndjson",
     "{\"external_id\":\"j-1\",\"role\":\"alumnus\",\"seats\":1}\n{\"external_id\":1}\n",
     0,
     200,
     {"\"created\":1", "\"refused\":1", "\"line\":2"},
     3},
    {"bad UTF-8",
     "",
     "text/csv",
     HEAD "x-1,student,\xff\xfe,,\n" GOOD,
     0,
     200,
     {"\"refused\":1", "\"line\":2", "bad_utf8"},
     3},
    {"a NUL",
     "",
     "text/csv",
     HEAD "x-1,student,a\0b,,\n" GOOD,
     sizeof(HEAD "x-1,student,a.b,,\n" GOOD) - 1,
     200,
     {"\"refused\":1", "\"line\":2", "nul"},
     3},
    {"a row cut short",
     "",
     "text/csv",
     HEAD GOOD "x-1,stu",
     0,
     200,
     {"\"refused\":1", "\"line\":3", "\"rows\":2"},
     3},
    {"a quote that never ends",
     "",
     "text/csv",
     HEAD "x-1,student,\"a,,\n" GOOD,
     0,
     422,
     {"\"errors\":[", "\"line\":2", "application/problem+json"},
     3},
    {"an unknown column",
     "",
     "text/csv",
     "external_id,role,colour\n",
     0,
     422,
     {"unknown_column", "colour", "\"line\":1"},
     3},
    {"nothing at all", "", "text/csv", "\n", 0, 422, {"\"errors\":[", "invalid", ""}, 3},
    {"an unknown role and a bad date",
     "",
     "text/csv",
     "external_id,role,from\nx-1,teacher,yesterday\n",
     0,
     200,
     {"\"refused\":1", "\"column\":\"role\"", "\"column\":\"from\""},
     3},
    {"a long cell at fault, of characters that are cut, beside a good row",
     "",
     "text/csv",
     "external_id,role,seats\ngood-1,student,\n"
     "x-1,student,aééééééééééééééééééééééééééééééééééééééééééééééééééééééééé\n",
     0,
     200,
     {"\"refused\":1", "\"changed\":1", "out_of_range"},
     3},
    {"a code that is none",
     "",
     "text/csv",
     "external_id,role,field\nx-1,student,0732|9999\n",
     0,
     200,
     {"\"rows\":1", "", ""},
     -1},
};

Test(imports, every_file_gets_a_clear_report_and_good_rows_are_kept)
{
    struct http_server server = http_server_start(NULL);
    char type[512];
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct http_reply reply =
            import(&server, files[i].query, files[i].type, files[i].bytes,
                   files[i].size == 0 ? strlen(files[i].bytes) : files[i].size);
        http_header(&reply, "Content-Type", type);
        cr_expect(eq(int, reply.status, files[i].status), "%s: %s", files[i].what, reply.body);
        for (size_t j = 0; j < 3; j++)
            cr_expect(strstr(reply.body, files[i].expected[j]) != NULL ||
                          strcmp(type, files[i].expected[j]) == 0,
                      "%s: no %s in %s", files[i].what, files[i].expected[j], reply.body);
        if (files[i].stored >= 0)
            cr_expect(eq(long, people_stored(&server), files[i].stored), "%s", files[i].what);
        http_reply_free(&reply);
    }
    http_server_stop(&server);
}

Test(imports, three_hundred_columns_are_refused)
{
    struct http_server server = http_server_start(NULL);
    struct text csv = {0};
    text_add(&csv, "external_id,role");
    for (size_t i = 0; i < 298; i++)
        text_addf(&csv, ",c%zu", i);
    text_add(&csv, "\nx,student\n");
    struct http_reply reply = import(&server, "", "text/csv", csv.bytes, csv.size);
    cr_expect(eq(int, reply.status, 422), "%s", reply.body);
    cr_expect(eq(long, people_stored(&server), 0l));
    http_reply_free(&reply);
    text_free(&csv);
    http_server_stop(&server);
}

Test(imports, a_cell_of_ten_megabytes_is_passed_over_and_the_next_row_kept)
{
    struct http_server server = http_server_start(NULL);
    const size_t big = (size_t)10 << 20;
    struct text csv = {0};
    char *cell = malloc(big);
    memset(cell, 'x', big);
    text_add(&csv, HEAD "x-1,student,");
    text_add_bytes(&csv, cell, big);
    text_add(&csv, ",,\n" GOOD);
    struct http_reply reply = import(&server, "", "text/csv", csv.bytes, csv.size);
    cr_expect(eq(int, reply.status, 200), "%s", reply.body);
    cr_expect(ne(ptr, strstr(reply.body, "\"refused\":1"), NULL), "%s", reply.body);
    cr_expect(eq(long, people_stored(&server), 1l));
    http_reply_free(&reply);
    free(cell);
    text_free(&csv);
    http_server_stop(&server);
}

Test(imports, what_was_typed_is_read_and_found)
{
    struct http_server server = http_server_start(NULL);
    struct http_reply reply =
        import(&server, "", "text/csv", HEAD "a-1,alumnus,Ann,,byggingeniør\n",
               strlen(HEAD "a-1,alumnus,Ann,,byggingeniør\n"));
    cr_expect(eq(int, reply.status, 200), "%s", reply.body);
    http_reply_free(&reply);
    reply = http_ask(server.port, (struct http_ask){.target = "/v1/people?external_id=a-1",
                                                    .token = server.staff});
    cr_expect(ne(ptr, strstr(reply.body, "\"text\":\"byggingeniør\",\"code\":\"2142\""), NULL),
              "%s", reply.body);
    http_reply_free(&reply);
    http_server_stop(&server);
}

Test(imports, sent_in_chunks_a_file_is_the_same)
{
    struct http_server server = http_server_start(NULL);
    struct text bytes = {0};
    const char csv[] = HEAD GOOD;
    text_addf(&bytes,
              "POST /v1/imports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
              "Content-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n",
              server.staff);
    for (size_t i = 0; i < sizeof csv - 1; i++)
        text_addf(&bytes, "1\r\n%c\r\n", csv[i]);
    text_add(&bytes, "0\r\n\r\n");
    struct http_reply reply = http_raw(server.port, bytes.bytes, bytes.size);
    cr_expect(eq(int, reply.status, 200), "%s", reply.body);
    cr_expect(ne(ptr, strstr(reply.body, "\"created\":1"), NULL), "%s", reply.body);
    http_reply_free(&reply);
    text_free(&bytes);
    http_server_stop(&server);
}
