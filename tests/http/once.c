/* Idempotency-Key over HTTP: every POST sent three times at once with its key is done once, and
 * answered alike. What keys are, and whose: once_keys.c. */
#include "api/describe.h"
#include "api/resources.h"
#include "api/routes.h"
#include "tests/http/once_place.h"

#define AT_ONCE 3

/* ---- a story in which every POST that takes a key is sent at least once, and that three times at
 * once */

struct act {
    const char *route, *who, *target, *body;
    const char *name, *member; /* what to call the id in that member of the reply; NULL: nothing */
};

#define MAKE(kind, who, collection, body, name)                                                    \
    {                                                                                              \
        "create_" kind, who, "/v1/" collection, body, name, "id"                                   \
    }
#define FIRE(event, kind, who, target, body)                                                       \
    {                                                                                              \
        event "_" kind, who, "/v1/" target, body, NULL, NULL                                       \
    }
#define OFFER(who, seats, name)                                                                    \
    MAKE("mentor_offer", who, "mentor-offers",                                                     \
         "{\"programme_id\":\"<programme>\",\"mentor_id\":\"<" who ">\",\"seats\":" seats "}",     \
         name),                                                                                    \
        FIRE("publish", "mentor_offer", who, "mentor-offers/<" name ">/publish", "{}")
/* A need, and a request to a mentor, submitted. */
#define ASK(who, mentor, name)                                                                     \
    MAKE("need", who, "needs",                                                                     \
         "{\"programme_id\":\"<programme>\",\"student_id\":\"<" who ">\",\"fallback\":false}",     \
         "need of " who),                                                                          \
        MAKE("mentoring_request", who, "mentoring-requests",                                       \
             "{\"programme_id\":\"<programme>\",\"student_id\":\"<" who                            \
             ">\",\"mentor_id\":\"<" mentor ">\",\"message\":\"May I?\"}",                         \
             name),                                                                                \
        FIRE("submit", "mentoring_request", who, "mentoring-requests/<" name ">/submit", "{}")
#define ACCEPT(who, request, name)                                                                 \
    {                                                                                              \
        "accept_mentoring_request", who, "/v1/mentoring-requests/<" request ">/accept", "{}",      \
            name, "mentorship_id"                                                                  \
    }
#define REQUEST(event, who, path, body) FIRE(event, "mentoring_request", who, path, body)
#define BOTH(event, who, path, body)    FIRE(event, "mentorship", who, path, body)

static const struct act story[] = {
    MAKE("unit", "staff", "units", "{\"kind\":\"university\",\"name\":\"Example\"}", "unit"),
    MAKE("programme", "staff", "programmes",
         "{\"unit_id\":\"<unit>\",\"name\":\"Mentors\",\"starts_on\":\"<year>-01-01\","
         "\"ends_on\":\"<next year>-12-31\"}",
         "programme"),
    OFFER("m1", "5", "offer"),
    FIRE("pause", "mentor_offer", "m1", "mentor-offers/<offer>/pause", ""),
    FIRE("resume", "mentor_offer", "m1", "mentor-offers/<offer>/resume", ""),

    ASK("s1", "m1", "request 1"),
    REQUEST("ask_info", "m1", "mentoring-requests/<request 1>/ask-info", "{\"note\":\"Why?\"}"),
    REQUEST("answer", "s1", "mentoring-requests/<request 1>/answer", "{\"note\":\"So.\"}"),
    ACCEPT("m1", "request 1", "both 1"),
    BOTH("start", "s1", "mentorships/<both 1>/start", ""),
    BOTH("fits", "s1", "mentorships/<both 1>/fits", ""),
    BOTH("undecided", "s1", "mentorships/<both 1>/undecided", ""),
    BOTH("does_not_fit", "s1", "mentorships/<both 1>/does-not-fit", ""),
    BOTH("pause", "m1", "mentorships/<both 1>/pause", "{\"reason_code\":\"abroad\"}"),
    BOTH("resume", "m1", "mentorships/<both 1>/resume", ""),
    BOTH("complete", "staff", "mentorships/<both 1>/complete", ""),

    ASK("s2", "m1", "request 2"),
    REQUEST("decline", "m1", "mentoring-requests/<request 2>/decline",
            "{\"reason_code\":\"no_time\"}"),
    ASK("s3", "m1", "request 3"),
    REQUEST("withdraw", "s3", "mentoring-requests/<request 3>/withdraw", ""),

    ASK("s4", "m1", "request 4"),
    ACCEPT("m1", "request 4", "both 4"),
    BOTH("start", "m1", "mentorships/<both 4>/start", ""),
    BOTH("end_early", "s4", "mentorships/<both 4>/end-early", "{\"reason_code\":\"moved\"}"),
    ASK("s5", "m1", "request 5"),
    ACCEPT("staff", "request 5", "both 5"),
    BOTH("void", "s5", "mentorships/<both 5>/void", "{\"reason_code\":\"no_fit\"}"),
    ASK("s6", "m1", "request 6"),
    ACCEPT("m1", "request 6", "both 6"),
    BOTH("start", "s6", "mentorships/<both 6>/start", ""),
    BOTH("rematch", "s6", "mentorships/<both 6>/rematch", ""),

    OFFER("m2", "1", "small offer"),
    ASK("s7", "m2", "request 7"),
    ASK("s8", "m2", "request 8"),
    ACCEPT("m2", "request 7", "both 7"),
    REQUEST("wait", "m2", "mentoring-requests/<request 8>/wait", ""),
    FIRE("withdraw", "mentor_offer", "m2", "mentor-offers/<small offer>/withdraw", ""),
    MAKE("appointment", "staff", "appointments",
         "{\"person_id\":\"<m1>\",\"role\":\"teacher\",\"unit_id\":\"<unit>\"}", "appointment"),
    FIRE("end", "appointment", "staff", "appointments/<appointment>/end", ""),
    MAKE("token", "staff", "tokens", "{\"role\":\"coordinator\",\"unit_id\":\"<unit>\"}", "token"),
    FIRE("revoke", "token", "staff", "tokens/<token>/revoke", "{}"),
    MAKE("consent", "s1", "consents",
         "{\"person_id\":\"<s1>\",\"purpose\":\"news\",\"channel\":\"email\",\"basis\":\"consent\","
         "\"text_version\":\"2026-09\"}",
         "consent"),
    FIRE("withdraw", "consent", "s1", "consents/<consent>/withdraw", ""),
    {"keep_person", "s2", "/v1/people/<s2>/keep", "", NULL, NULL},
    {"readmit_person", "staff", "/v1/readmissions", "{\"external_id\":\"s3\"}", NULL, NULL},
    {"import_people", "staff", "/v1/imports",
     "external_id,role,name,email\nx1,student,X,x@example.org\n", NULL, NULL},
    {"create_invitations", "staff", "/v1/invitations", "{\"external_ids\":[\"x1\"]}", NULL, NULL},
};
#define ACTS (sizeof story / sizeof story[0])

static const struct route *route_of(const char *name)
{
    for (size_t i = 0; i < route_count; i++)
        if (strcmp(routes[i].name, name) == 0)
            return &routes[i];
    cr_fatal("no route is called %s", name);
}

/* All requests are sent before a reply is read. */
static void send_at_once(struct place *place, const struct act *act, const char *key,
                         struct http_reply replies[AT_ONCE])
{
    char target[TEXT_SIZE];
    char body[TEXT_SIZE];
    char bytes[3 * TEXT_SIZE];
    int fds[AT_ONCE];
    fill_in(place, act->body, body);
    int size = snprintf(bytes, sizeof bytes,
                        "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                        "Idempotency-Key: %s\r\n%sContent-Length: %zu\r\n\r\n%s",
                        fill_in(place, act->target, target), token_of(place, act->who), key,
                        lines_for(act->target), strlen(body), body);
    for (int i = 0; i < AT_ONCE; i++)
        fds[i] = http_connect(place->server.port);
    for (int i = 0; i < AT_ONCE; i++)
        cr_assert(http_send(fds[i], bytes, (size_t)size));
    for (int i = 0; i < AT_ONCE; i++) {
        replies[i] = http_receive(fds[i], true);
        close(fds[i]);
    }
}

/* Those of the three that were not told to come again: the same, and one of them the first. */
static void expect_done_once(const char *route, const struct http_reply replies[AT_ONCE],
                             const struct http_reply *again)
{
    int first = 0;
    for (int i = 0; i < AT_ONCE; i++) {
        if (has_code(&replies[i], "busy"))
            continue;
        first += !is_replayed(&replies[i]);
        expect_same(route, &replies[i], again);
    }
    cr_expect(eq(int, first, 1), "%s was done %d times", route, first);
    cr_expect(is_replayed(again), "%s", route);
    cr_expect(eq(int, again->status, describe_success(route_of(route))), "%s: %s", route,
              again->body);
}

static long times_written(struct place *place, const struct route *route)
{
    char sql[300] = "SELECT coalesce(sum(runs), 0) FROM import";
    const char *object = route->resource == NULL ? NULL : route->resource->kind.name;
    if (strcmp(route->name, "create_invitations") == 0)
        snprintf(sql, sizeof sql, "SELECT count(*) FROM sign_in");
    else if (strcmp(route->name, "keep_person") == 0)
        snprintf(sql, sizeof sql, "SELECT -count(*) FROM person WHERE erase_at IS NOT NULL");
    else if (strcmp(route->name, "readmit_person") == 0)
        snprintf(sql, sizeof sql, "SELECT -count(*) FROM erased");
    else if (object != NULL) /* its name is the event and the object */
        snprintf(sql, sizeof sql,
                 "SELECT count(*) FROM audit WHERE object = '%s' AND event || '_%s' = '%s'", object,
                 object, route->name);
    return strtol(database_sql(place->server.database.raw, sql), NULL, 10);
}

/* The key with another body, and with another address. */
static void expect_no_reuse(struct place *place, const struct act *act, const char *key)
{
    char target[TEXT_SIZE];
    char body[TEXT_SIZE];
    fill_in(place, act->body, body);
    size_t size = strlen(body);
    snprintf(body + size, sizeof body - size, " ");
    fill_in(place, act->target, target);
    struct http_reply reply = post_key(place, act->who, target, key, body);
    cr_expect(eq(int, reply.status, 422), "%s: %s", act->route, reply.body);
    cr_expect(has_code(&reply, "key_reused"), "%s: %s", act->route, reply.body);
    http_reply_free(&reply);
}

static void take_act(struct place *place, size_t index)
{
    const struct act *act = &story[index];
    const struct route *route = route_of(act->route);
    struct http_reply replies[AT_ONCE];
    char key[40];
    char value[512];
    char target[TEXT_SIZE];
    char body[TEXT_SIZE];
    snprintf(key, sizeof key, "act-%zu", index);
    long before = times_written(place, route);
    send_at_once(place, act, key, replies);
    struct http_reply again = post_key(place, act->who, fill_in(place, act->target, target), key,
                                       fill_in(place, act->body, body));
    expect_done_once(act->route, replies, &again);
    expect_no_reuse(place, act, key);
    cr_expect(eq(long, times_written(place, route) - before, 1), "%s", act->route);
    if (act->name != NULL)
        slot_add(place, act->name, http_member(&again, act->member, value));
    for (int i = 0; i < AT_ONCE; i++)
        http_reply_free(&replies[i]);
    http_reply_free(&again);
}

static void erase(struct place *place, const char *query, int status)
{
    char target[TEXT_SIZE];
    struct http_reply reply =
        http_ask(place->server.port, (struct http_ask){.method = "DELETE",
                                                       .target = fill_in(place, query, target),
                                                       .token = place->server.staff,
                                                       .headers = "If-Match: *\r\n"});
    cr_assert(eq(int, reply.status, status), "%s: %s", target, reply.body);
    http_reply_free(&reply);
}

/* What some acts are about: somebody is erased, somebody asked to be. */
static void prepare(struct place *place, const struct act *act)
{
    if (strcmp(act->route, "keep_person") == 0)
        erase(place, "/v1/people/<s2>", 202);
    if (strcmp(act->route, "readmit_person") == 0)
        erase(place, "/v1/people/<s3>?grace=skip", 204);
}

Test(once, each_post_sent_three_times_at_once_is_done_once_and_answered_alike, .timeout = 120)
{
    struct place place = place_new();
    for (size_t i = 0; i < ACTS; i++) {
        prepare(&place, &story[i]);
        take_act(&place, i);
    }
    place_end(&place);
}

static bool is_told(const char *route)
{
    for (size_t i = 0; i < ACTS; i++)
        if (strcmp(story[i].route, route) == 0)
            return true;
    return false;
}

Test(once, the_story_has_every_post_that_takes_a_key)
{
    for (size_t i = 0; i < route_count; i++)
        if (describe_takes_key(&routes[i]))
            cr_expect(is_told(routes[i].name), "%s is not in the story", routes[i].name);
}
