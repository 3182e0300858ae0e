/* Fifty students accept three places at once. */
#include "tests/http/internship_scene.h"

#define HANDS 50
#define ROOM  3

static struct hand {
    struct scene_person student;
    char application[SCENE_ID_SIZE];
    int fd, status;
} hands[HANDS];

/* Sends an acceptance; the reply waits on hand->fd. */
static void accept_now(const struct scene *scene, struct hand *hand)
{
    char bytes[600];
    int size = snprintf(bytes, sizeof bytes,
                        "POST /v1/applications/%s/accept HTTP/1.1\r\nHost: localhost\r\n"
                        "Authorization: Bearer %s\r\n" SCENE_JSON "Content-Length: 2\r\n\r\n{}",
                        hand->application, hand->student.token);
    hand->fd = http_connect(scene->server.port);
    cr_assert(http_send(hand->fd, bytes, (size_t)size));
}

/* A busy server may tell some to come again. */
static void read_answer(const struct scene *scene, struct hand *hand)
{
    do {
        struct http_reply reply = http_receive(hand->fd, true);
        close(hand->fd);
        hand->status =
            reply.status == 409 && strstr(reply.body, "\"no_place\"") == NULL ? -1 : reply.status;
        http_reply_free(&reply);
        if (hand->status == 503 || hand->status == 429)
            accept_now(scene, hand);
    } while (hand->status == 503 || hand->status == 429);
}

Test(internship_seats, of_fifty_acceptances_at_once_on_three_places_three_win, .timeout = 120)
{
    struct internship story = begin();
    struct internship *all = &story;
    char csv[4000];
    size_t size = (size_t)snprintf(csv, sizeof csv, "external_id,role,name\n");
    int won = 0;
    int full = 0;
    for (int i = 0; i < HANDS; i++)
        size += (size_t)snprintf(csv + size, sizeof csv - size, "x%d,student,X %d\n", i, i);
    http_server_import(&all->scene.server, csv, "x0");
    make_lead(all, ROOM, "", all->lead);
    LEAD(all->scene.mentor.token, "submit", NULL, 200, NULL);
    LEAD(all->scene.server.staff, "publish", NULL, 200, NULL);
    for (size_t i = 0; i < HANDS; i++) {
        char external_id[20];
        scene_find(&all->scene, PRINT(external_id, "x%zu", i), &hands[i].student);
        apply(all, &hands[i].student, hands[i].application);
        scene_do(&all->scene, hands[i].student.token, "applications", hands[i].application,
                 "submit", NULL);
        scene_do(&all->scene, all->scene.mentor.token, "applications", hands[i].application,
                 "offer", NULL);
    }
    for (size_t i = 0; i < HANDS; i++) /* all are sent before a reply is read */
        accept_now(&all->scene, &hands[i]);
    for (size_t i = 0; i < HANDS; i++) {
        read_answer(&all->scene, &hands[i]);
        won += hands[i].status == 200;
        full += hands[i].status == 409;
    }
    cr_expect(eq(int, won, ROOM));
    cr_expect(eq(int, full, HANDS - ROOM));
    cr_expect(eq(str,
                 (char *)database_sql(all->scene.server.database.raw,
                                      "SELECT seats_taken || ' ' || state || ' ' || (SELECT "
                                      "count(*) FROM application WHERE state = 'accepted') FROM "
                                      "internship_lead"),
                 "3 filled 3"));
    scene_end(&all->scene);
}
