/* Reports over HTTP: the same figures as JSON and for a spreadsheet, in the reader's language, and
 * nothing about few people. */
#include "tests/http/http_server.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

/* Five graduates of one programme, four of whom live in Oslo, one in Bergen. */
#define PEOPLE                                                                                     \
    "external_id,role,name,affiliation_kind,programme,field,to,place\n"                            \
    "r1,alumnus,Gro Dahl,degree,=Law,0421,2019,Oslo\n"                                             \
    "r2,alumnus,Guus Vos,degree,=Law,0421,2019,Oslo\n"                                             \
    "r3,alumnus,Gil Ask,degree,=Law,0421,2019,Oslo\n"                                              \
    "r4,alumnus,Gus Oud,degree,=Law,0421,2019,Oslo\n"                                              \
    "r5,alumnus,Gun Berg,degree,=Law,0421,2019,Bergen\n"

static struct http_reply get(struct http_server *server, const char *target, const char *headers)
{
    return http_ask(
        server->port,
        (struct http_ask){.target = target, .token = server->staff, .headers = headers});
}

static void expect(struct http_server *server, const char *target, const char *headers, int status,
                   const char *body)
{
    struct http_reply reply = get(server, target, headers);
    cr_expect(eq(int, reply.status, status), "%s: %s", target, reply.body);
    if (status == 200)
        cr_expect(eq(str, (char *)reply.body, (char *)body), "%s", target);
    else
        cr_expect(ne(ptr, (void *)strstr(reply.body, body), NULL), "%s: %s", target, reply.body);
    http_reply_free(&reply);
}

#define SUPPLY_HEAD "by,code,label,students,mentors,seats,others\r\n"

Test(reports, json_and_csv_tell_the_same_in_the_language_asked_for)
{
    struct http_server server = http_server_start(NULL);
    http_server_import(&server, PEOPLE, "r5");
    expect(&server, "/v1/reports/supply.csv?lang=nl", "", 200,
           SUPPLY_HEAD "field,\"042\",\"Recht\",0,0,0,5\r\n"
                       "country,\"NO\",\"Noorwegen\",0,0,0,5\r\n");
    expect(&server, "/v1/reports/supply.csv", "Accept-Language: fr\r\nAccept: text/csv\r\n", 200,
           SUPPLY_HEAD "field,\"042\",\"Droit\",0,0,0,5\r\n"
                       "country,\"NO\",\"Norvège\",0,0,0,5\r\n");
    expect(&server, "/v1/reports/outcomes.csv?lang=en", "", 200,
           "programme,field,label,year,leavers,known,months_median,industries,places\r\n"
           "\"'=Law\",\"042\",\"Law\",2019,5,0,hidden,\"\",\"\"\r\n");
    struct http_reply reply = get(&server, "/v1/reports/outcomes?lang=en", "");
    cr_expect(
        ne(ptr,
           (void *)strstr(reply.body,
                          "{\"items\":[{\"programme\":\"=Law\",\"field\":\"042\",\"label\":"
                          "\"Law\",\"year\":2019,\"leavers\":5,\"known\":0,\"months_median\":"
                          "null,\"industries\":[],\"places\":[]}],\"people_min\":5,\"as_of\":"),
           NULL),
        "%s", reply.body);
    http_reply_free(&reply);
    http_server_stop(&server);
}

Test(reports, the_setting_says_how_many_people_a_figure_is_about)
{
    static const char *const settings[] = {"KRING_REPORT_PEOPLE_MIN", "6", NULL};
    struct http_server server = http_server_start(settings);
    http_server_import(&server, PEOPLE, "r5");
    expect(&server, "/v1/reports/supply.csv", "", 200, SUPPLY_HEAD);
    http_server_stop(&server);
}

Test(reports, what_is_asked_wrongly_is_told)
{
    struct http_server server = http_server_start(NULL);
    char of_nobody[STORE_ID_SIZE];
    char target[200];
    store_id_new(1790000000000, of_nobody);
    snprintf(target, sizeof target, "/v1/reports/supply.csv?unit_id=%s", of_nobody);
    expect(&server, target, "", 200, SUPPLY_HEAD);
    expect(&server, "/v1/reports/supply?unit_id=x", "", 400, "unit_id");
    expect(&server, "/v1/reports/supply?unit_id=zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz", "", 400,
           "bad_id");
    expect(&server, "/v1/reports/supply?format=csv", "", 400, "format");
    expect(&server, "/v1/reports/supply", "Accept: text/html\r\n", 406, "not_acceptable");
    expect(&server, "/v1/reports/supply.csv", "Accept: application/json\r\n", 406,
           "not_acceptable");
    expect(&server, "/v1/reports/supply.tsv", "", 404, "not_found");
    expect(&server, "/v1/reports", "", 404, "not_found");
    http_server_stop(&server);
}

static void post(struct http_server *server, const char *target, const char *body)
{
    struct http_reply reply =
        http_ask(server->port, (struct http_ask){.method = "POST",
                                                 .target = target,
                                                 .token = server->staff,
                                                 .headers = "Content-Type: application/json\r\n",
                                                 .body = body});
    cr_assert(eq(int, reply.status, 201), "%s", reply.body);
    http_reply_free(&reply);
}

Test(reports, a_report_that_is_too_long_says_how_to_ask_for_less)
{
    struct http_server server = http_server_start(NULL);
    char body[2200];
    post(&server, "/v1/units", "{\"kind\":\"university\",\"name\":\"Delft\"}");
    snprintf(body, sizeof body,
             "{\"unit_id\":\"%s\",\"name\":\"Mentors\",\"starts_on\":\"2026-01-01\","
             "\"ends_on\":\"2099-12-31\"}",
             database_sql(server.database.raw, "SELECT id FROM unit"));
    post(&server, "/v1/programmes", body);
    database_sql(server.database.raw,
                 "INSERT INTO programme SELECT (jsonb_populate_record(programme, "
                 "jsonb_build_object('id', gen_random_uuid(), 'name', 'Programme ' || i))).* FROM "
                 "programme, generate_series(1, 5000) AS i");
    expect(&server, "/v1/reports/answers", "", 409, "more than 5000 rows");
    expect(&server, "/v1/reports/answers.csv", "", 409, "unit_id");
    http_server_stop(&server);
}
