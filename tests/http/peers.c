/* People like oneself over HTTP: alumni for alumni, students for students, and fellow students. */
#include "tests/http/mentoring_scene.h"

#define PEOPLE                                                                                     \
    "external_id,role,name,email,unit,affiliation_kind,programme,from,to\n"                        \
    "p1,alumnus,Pia One,pia@example.org,Law,degree,Rechten,2010-09,2014-06\n"                      \
    "p2,alumnus,Per Two,per@example.org,Law,degree,RECHTEN,2012,2016\n"                            \
    "p3,alumnus,Pau Three,pau@example.org,Law,degree,Rechten,2015,2018\n"                          \
    "p4,alumnus,Pip Four,pip@example.org,Bridges,degree,Bouwkunde,2010,2014\n"                     \
    "p5,student,Pam Five,pam@example.org,Law,degree,Rechten,2012,\n"                               \
    "p6,both,Poe Six,poe@example.org,Law,degree,Rechten,2013,\n"

static const char *const everybody[] = {"Pia",  "Per",   "Pau",  "Pip", "Pam", "Poe",
                                        "Abe ", "Sanne", "Sven", "Ann", "Bo "};

/* The first names of those found, in the order of the list above. */
static const char *names_in(const struct http_reply *reply, char names[120])
{
    size_t size = 0;
    names[0] = '\0';
    for (size_t i = 0; i < sizeof everybody / sizeof everybody[0]; i++) {
        char member[40];
        snprintf(member, sizeof member, "\"name\":\"%s", everybody[i]);
        if (strstr(reply->body, member) != NULL)
            size += (size_t)snprintf(names + size, 120 - size, "%s%.*s", size == 0 ? "" : " ",
                                     (int)strcspn(everybody[i], " "), everybody[i]);
    }
    return names;
}

static struct scene people_new(struct scene_person ret_people[6])
{
    static const char *const ids[] = {"p1", "p2", "p3", "p4", "p5", "p6"};
    struct scene scene = scene_new();
    http_server_import(&scene.server, PEOPLE, "p6");
    for (size_t i = 0; i < 6; i++)
        scene_find(&scene, ids[i], &ret_people[i]);
    return scene;
}

static void expect_peers(const struct scene *scene, const struct scene_person *person,
                         const char *query, const char *expected)
{
    char target[TARGET_SIZE];
    char names[120] = "?";
    PRINT(target, "/v1/people/%s/peers%s", person->id, query);
    for (int i = 0; i < 150 && strcmp(names, expected) != 0; i++) {
        struct http_reply reply = ask(
            scene, (struct ask){"GET", person->token, target, NULL, NULL, 200, "\"as_of\":\"20"});
        names_in(&reply, names);
        cr_expect(eq(ptr, strstr(reply.body, "example.org"), NULL), "%s", reply.body);
        cr_expect(eq(ptr, strstr(reply.body, "mentor"), NULL), "%s", reply.body);
        http_reply_free(&reply);
        if (strcmp(names, expected) != 0)
            usleep(20000);
    }
    cr_expect(eq(str, names, (char *)expected), "%s", query);
}

Test(peers, alumni_find_alumni_and_students_students, .timeout = 60)
{
    struct scene_person people[6];
    struct scene scene = people_new(people);
    expect_peers(&scene, &people[0], "", "Per Pau Pip Poe Abe Ann Bo");
    expect_peers(&scene, &people[4], "", "Poe Sanne Sven Bo");
    expect_peers(&scene, &people[5], "", "Pia Per Pau Pip Abe Ann Bo");
    expect_peers(&scene, &people[5], "?role=student", "Pam Sanne Sven Bo");
    expect_peers(&scene, &people[0], "?role=alumnus", "Per Pau Pip Poe Abe Ann Bo");
    scene_end(&scene);
}

Test(peers, former_fellow_students_are_found_by_programme_and_years, .timeout = 60)
{
    struct scene_person people[6];
    struct scene scene = people_new(people);
    static const struct {
        const char *query, *names;
    } rows[] = {{"?fellows=true", "Per Poe"},
                {"?fellows=false&programme=rechten", "Per Pau Poe"},
                {"?programme=rechten&from=2017", "Pau Poe"},
                {"?programme=rechten&to=2012", "Per"},
                {"?unit=bridges", "Pip"},
                {"?unit=law&from=2015&to=2015", "Per Pau Poe"},
                {"?fellows=true&to=2012", "Per"},
                {"?programme=nothing", ""}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        expect_peers(&scene, &people[0], rows[i].query, rows[i].names);
    char target[TARGET_SIZE];
    PRINT(target, "/v1/people/%s/peers?programme=rechten&to=2012", people[0].id);
    expect(&scene, (struct ask){"GET", people[0].token, target, NULL, NULL, 200,
                                "\"shared\":[{\"kind\":\"degree\",\"unit\":\"Law\""});
    expect(&scene,
           (struct ask){"GET", people[0].token, target, NULL, NULL, 200, "\"rank\":1,\"id\":\""});
    scene_end(&scene);
}

Test(peers, what_somebody_hides_finds_nobody, .timeout = 60)
{
    struct scene_person people[6];
    struct scene scene = people_new(people);
    char target[TARGET_SIZE];
    expect_peers(&scene, &people[0], "?programme=rechten", "Per Pau Poe");
    PRINT(target, "/v1/people/%s", people[1].id);
    expect(&scene,
           (struct ask){"PATCH", people[1].token, target, IF_ANY,
                        "{\"visibility\":[{\"field\":\"affiliations\",\"audience\":\"staff\"}]}",
                        200, NULL});
    expect_peers(&scene, &people[0], "?programme=rechten", "Pau Poe");
    expect_peers(&scene, &people[0], "", "Per Pau Pip Poe Abe Ann Bo");
    PRINT(target, "/v1/people/%s", people[2].id);
    expect(&scene,
           (struct ask){"PATCH", people[2].token, target, IF_ANY, "{\"paused\":true}", 200, NULL});
    expect_peers(&scene, &people[0], "?programme=rechten", "Poe");
    PRINT(target, "/v1/people/%s/peers", people[2].id);
    expect(&scene, (struct ask){"GET", people[2].token, target, NULL, NULL, 409, "takes no part"});
    scene_end(&scene);
}

Test(peers, they_are_one_s_own_to_ask_for_or_staff_s, .timeout = 60)
{
    struct scene_person people[6];
    struct scene scene = people_new(people);
    const struct {
        const char *token, *query;
        int status;
        const char *text;
    } rows[] = {{people[0].token, "", 200, "\"items\":["},
                {scene.server.staff, "", 200, "\"items\":["},
                {people[1].token, "", 404, "not_found"},
                {NULL, "", 401, "unauthorized"},
                {people[0].token, "?role=student", 409, "none of these"},
                {people[0].token, "?from=2012&to=2011", 400, "not_in_order"},
                {people[0].token, "?from=12", 400, "?from"},
                {people[0].token, "?weights=field=90", 400, "?weights"}};
    char target[TARGET_SIZE];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        expect(&scene,
               (struct ask){"GET", rows[i].token,
                            PRINT(target, "/v1/people/%s/peers%s", people[0].id, rows[i].query),
                            NULL, NULL, rows[i].status, rows[i].text});
    scene_end(&scene);
}
