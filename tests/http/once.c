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

#define ROUND(name)                                                                                \
    MAKE("round", "staff", "rounds",                                                               \
         "{\"programme_id\":\"<programme of the round>\",\"name\":\"" name "\"}", name),           \
        FIRE("open", "round", "staff", "rounds/<" name ">/open", "{}")

#define MEMBER(who, person, name)                                                                  \
    MAKE("membership", who, "memberships",                                                         \
         "{\"group_id\":\"<group>\",\"person_id\":\"<" person ">\"}", name)
#define LEAD(name)                                                                                 \
    MAKE(                                                                                          \
        "internship_lead", "m1", "internship-leads",                                               \
        "{\"programme_id\":\"<internships>\",\"host_id\":\"<m1>\",\"title\":\"T\",\"text\":\"t\"," \
        "\"employer\":\"E\",\"seats\":3,\"starts_on\":\"<year>-01-01\","                           \
        "\"ends_on\":\"<next year>-12-31\",\"apply_until\":\"<next year>-12-31\"}",                \
        name),                                                                                     \
        FIRE("submit", "internship_lead", "m1", "internship-leads/<" name ">/submit", "")
#define APPLICATION(event, who, path, body) FIRE(event, "application", who, path, body)
#define APPLY(who, name)                                                                           \
    MAKE("application", who, "applications",                                                       \
         "{\"programme_id\":\"<internships>\",\"lead_id\":\"<lead>\",\"student_id\":\"<" who       \
         ">\"}",                                                                                   \
         name),                                                                                    \
        APPLICATION("submit", who, "applications/<" name ">/submit", "")

#define LECTURER(name)                                                                             \
    MAKE("lecture_offer", "m1", "lecture-offers",                                                  \
         "{\"programme_id\":\"<lectures>\",\"speaker_id\":\"<m1>\",\"title\":\"Bridges\","         \
         "\"times_a_year\":9}",                                                                    \
         name),                                                                                    \
        FIRE("publish", "lecture_offer", "m1", "lecture-offers/<" name ">/publish", "{}")
#define COURSE(name)                                                                               \
    MAKE("lecture_request", "m2", "lecture-requests",                                              \
         "{\"programme_id\":\"<lectures>\",\"teacher_id\":\"<m2>\",\"course\":\"Concrete\","       \
         "\"earliest_on\":\"<next year>-03-01\",\"latest_on\":\"<next year>-03-31\"}",             \
         name),                                                                                    \
        FIRE("open", "lecture_request", "m2", "lecture-requests/<" name ">/open", "{}")
#define INVITE(course, name)                                                                       \
    MAKE("lecture_booking", "m2", "lecture-bookings",                                              \
         "{\"programme_id\":\"<lectures>\",\"request_id\":\"<" course                              \
         ">\",\"offer_id\":\"<lecture offer>\",\"teacher_id\":\"<m2>\",\"starts_at\":"             \
         "\"<next year>-03-02T09:00:00Z\",\"ends_at\":\"<next year>-03-02T10:00:00Z\"}",           \
         name)
#define LECTURE(event, who, name, path, body)                                                      \
    FIRE(event, "lecture_booking", who, "lecture-bookings/<" name ">/" path, body)
#define CONFIRM(course, name)                                                                      \
    INVITE(course, name), LECTURE("accept", "m1", name, "accept", "{}"),                           \
        LECTURE("confirm", "m2", name, "confirm", "{}")

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

    MAKE("member_group", "staff", "groups",
         "{\"unit_id\":\"<unit>\",\"kind\":\"circle\",\"name\":\"All\",\"joinable\":true}",
         "group"),
    {"recompute_member_group", "staff", "/v1/groups/<group>/recompute", "{}", NULL, NULL},
    MEMBER("staff", "s1", "member 1"),
    FIRE("join", "membership", "s1", "memberships/<member 1>/join", "{}"),
    FIRE("mute", "membership", "s1", "memberships/<member 1>/mute", "{}"),
    FIRE("unmute", "membership", "s1", "memberships/<member 1>/unmute", "{}"),
    FIRE("leave", "membership", "s1", "memberships/<member 1>/leave", "{}"),
    MEMBER("s2", "s2", "member 2"),
    FIRE("admit", "membership", "staff", "memberships/<member 2>/admit", "{}"),
    FIRE("remove", "membership", "staff", "memberships/<member 2>/remove", "{}"),

    MAKE("programme", "staff", "programmes",
         "{\"unit_id\":\"<unit>\",\"name\":\"A round\",\"starts_on\":\"<year>-01-01\","
         "\"ends_on\":\"<next year>-12-31\"}",
         "programme of the round"),
    MAKE("appointment", "staff", "appointments",
         "{\"person_id\":\"<m2>\",\"role\":\"career_centre\",\"unit_id\":\"<unit>\"}", "publisher"),
    ROUND("round"),
    FIRE("enrol", "round", "staff", "rounds/<round>/enrol", "{}"),
    FIRE("freeze", "round", "staff", "rounds/<round>/freeze", "{}"),
    FIRE("reopen", "round", "staff", "rounds/<round>/reopen", "{}"),
    FIRE("freeze", "round", "staff", "rounds/<round>/freeze", "{}"),
    MAKE("run", "staff", "runs", "{\"round_id\":\"<round>\"}", "stopped run"),
    FIRE("cancel", "run", "staff", "runs/<stopped run>/cancel", "{}"),
    MAKE("run", "staff", "runs", "{\"round_id\":\"<round>\"}", "first run"),
    FIRE("review", "round", "staff", "rounds/<round>/review", "{}"),
    FIRE("approve", "pair", "staff", "pairs/<pair of s1>/approve", "{}"),
    FIRE("veto", "pair", "staff", "pairs/<pair of s2>/veto", "{}"),
    FIRE("swap", "pair", "staff", "pairs/<pair of s3>/swap", "{}"),
    MAKE("pair", "staff", "pairs",
         "{\"round_id\":\"<round>\",\"student_id\":\"<s3>\",\"mentor_id\":\"<m1>\"}", "by hand"),
    FIRE("approve", "round", "staff", "rounds/<round>/approve", "{}"),
    MAKE("run", "staff", "runs", "{\"round_id\":\"<round>\"}", "second run"),
    FIRE("adopt", "round", "staff", "rounds/<round>/adopt", "{}"),
    FIRE("approve", "round", "staff", "rounds/<round>/approve", "{}"),
    FIRE("publish", "round", "m2", "rounds/<round>/publish", "{}"),
    FIRE("confirm_student", "pair", "s1", "pairs/<pair of s1>/confirm-student", "{}"),
    FIRE("confirm_mentor", "pair", "staff", "pairs/<pair of s1>/confirm-mentor", "{}"),
    FIRE("decline_student", "pair", "s4", "pairs/<pair of s4>/decline-student",
         "{\"reason_code\":\"no_time\"}"),
    FIRE("decline_mentor", "pair", "staff", "pairs/<pair of s5>/decline-mentor",
         "{\"reason_code\":\"no_time\"}"),
    MAKE("run", "staff", "runs", "{\"round_id\":\"<round>\",\"objective\":\"repair\"}", "repair"),
    FIRE("amend", "round", "m2", "rounds/<round>/amend", "{}"),
    FIRE("close", "round", "staff", "rounds/<round>/close", "{}"),
    ROUND("called off"),
    FIRE("cancel", "round", "staff", "rounds/<called off>/cancel", "{}"),

    MAKE("programme", "staff", "programmes",
         "{\"unit_id\":\"<unit>\",\"kind\":\"internships\",\"name\":\"Leads\","
         "\"starts_on\":\"<year>-01-01\",\"ends_on\":\"<next year>-12-31\"}",
         "internships"),
    LEAD("lead"),
    FIRE("request_changes", "internship_lead", "staff", "internship-leads/<lead>/request-changes",
         "{\"reason_code\":\"unclear\"}"),
    FIRE("resubmit", "internship_lead", "m1", "internship-leads/<lead>/resubmit", ""),
    FIRE("publish", "internship_lead", "staff", "internship-leads/<lead>/publish", ""),
    APPLY("s1", "application 1"),
    APPLICATION("shortlist", "m1", "applications/<application 1>/shortlist", ""),
    APPLICATION("offer", "m1", "applications/<application 1>/offer", ""),
    APPLICATION("accept", "s1", "applications/<application 1>/accept", ""),
    APPLICATION("sign_student", "s1", "applications/<application 1>/sign-student", ""),
    APPLICATION("sign_school", "m2", "applications/<application 1>/sign-school", ""),
    APPLICATION("sign_host", "m1", "applications/<application 1>/sign-host", ""),
    APPLICATION("start", "m1", "applications/<application 1>/start", ""),
    APPLICATION("complete", "m1", "applications/<application 1>/complete", ""),
    APPLY("s4", "application 2"),
    APPLICATION("offer", "m1", "applications/<application 2>/offer", ""),
    APPLICATION("accept", "s4", "applications/<application 2>/accept", ""),
    APPLICATION("sign_student", "s4", "applications/<application 2>/sign-student", ""),
    APPLICATION("sign_school", "m2", "applications/<application 2>/sign-school", ""),
    APPLICATION("sign_host", "m1", "applications/<application 2>/sign-host", ""),
    APPLICATION("break_off", "s4", "applications/<application 2>/break-off",
                "{\"reason_code\":\"health\"}"),
    APPLY("s5", "application 3"),
    APPLICATION("reject", "m1", "applications/<application 3>/reject",
                "{\"reason_code\":\"no_fit\"}"),
    APPLY("s6", "application 4"),
    APPLICATION("withdraw", "s6", "applications/<application 4>/withdraw", ""),
    FIRE("close", "internship_lead", "m1", "internship-leads/<lead>/close", ""),
    LEAD("second lead"),
    FIRE("publish", "internship_lead", "staff", "internship-leads/<second lead>/publish", ""),
    FIRE("fill", "internship_lead", "m1", "internship-leads/<second lead>/fill", ""),
    LEAD("third lead"),
    FIRE("reject", "internship_lead", "staff", "internship-leads/<third lead>/reject",
         "{\"reason_code\":\"duplicate\"}"),
    LEAD("fourth lead"),
    FIRE("withdraw", "internship_lead", "m1", "internship-leads/<fourth lead>/withdraw", ""),

    MAKE("programme", "staff", "programmes",
         "{\"unit_id\":\"<unit>\",\"name\":\"Lectures\",\"kind\":\"lectures\","
         "\"starts_on\":\"<year>-01-01\",\"ends_on\":\"<next year>-12-31\"}",
         "lectures"),
    LECTURER("lecture offer"),
    FIRE("pause", "lecture_offer", "m1", "lecture-offers/<lecture offer>/pause", ""),
    FIRE("resume", "lecture_offer", "m1", "lecture-offers/<lecture offer>/resume", ""),
    MAKE("appointment", "staff", "appointments",
         "{\"person_id\":\"<m2>\",\"role\":\"teacher\",\"unit_id\":\"<unit>\"}", "teacher"),
    COURSE("course 1"),
    INVITE("course 1", "lecture 1"),
    LECTURE("withdraw", "m2", "lecture 1", "withdraw", "{}"),
    INVITE("course 1", "lecture 2"),
    LECTURE("decline", "m1", "lecture 2", "decline", "{\"reason_code\":\"topic\"}"),
    CONFIRM("course 1", "lecture 3"),
    LECTURE("cancel_speaker", "m1", "lecture 3", "cancel-speaker", "{\"reason_code\":\"health\"}"),
    CONFIRM("course 1", "lecture 4"),
    LECTURE("cancel_host", "m2", "lecture 4", "cancel-host", "{\"reason_code\":\"no_room\"}"),
    CONFIRM("course 1", "lecture 5"),
    LECTURE("no_show", "m2", "lecture 5", "no-show", "{}"),
    CONFIRM("course 1", "lecture 6"),
    LECTURE("deliver", "m2", "lecture 6", "deliver", "{}"),
    LECTURE("recommend", "m1", "lecture 6", "recommend", "{}"),
    LECTURE("mixed", "m2", "lecture 6", "mixed", "{}"),
    LECTURE("do_not_recommend", "m1", "lecture 6", "do-not-recommend", "{}"),
    COURSE("course 2"),
    FIRE("cancel", "lecture_request", "m2", "lecture-requests/<course 2>/cancel", "{}"),
    FIRE("withdraw", "lecture_offer", "m1", "lecture-offers/<lecture offer>/withdraw", ""),

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
    else if (strcmp(route->name, "recompute_member_group") == 0)
        snprintf(sql, sizeof sql,
                 "SELECT count(*) FROM audit WHERE object = 'membership' AND event = 'end'");
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

static const char *ask_database(struct place *place, const char *sql)
{
    return database_sql(place->server.database.raw, sql);
}

/* The newest run has ended. */
static void await_run(struct place *place)
{
    const char *state = "queued";
    while (strcmp(state, "queued") == 0 || strcmp(state, "running") == 0)
        state = ask_database(place, "SELECT state FROM run ORDER BY id DESC LIMIT 1");
    cr_assert(eq(str, TEXT(state), "done"));
}

/* "pair of s1": that of the round's first run. */
static void name_pairs(struct place *place)
{
    static const char *const names[] = {"pair of s1", "pair of s2", "pair of s3", "pair of s4",
                                        "pair of s5"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char sql[200];
        const char *student = names[i] + strlen("pair of ");
        snprintf(sql, sizeof sql, "SELECT id FROM pair WHERE student_id = '%s'",
                 slot_of(place, student, strlen(student))->id);
        slot_add(place, names[i], ask_database(place, sql));
    }
}

/* Until the server knows of the appointment. */
static void await_publisher(struct place *place)
{
    int status = 0;
    while (status != 200) {
        struct http_reply reply =
            http_ask(place->server.port,
                     (struct http_ask){.target = "/v1/rounds", .token = token_of(place, "m2")});
        status = reply.status;
        http_reply_free(&reply);
    }
}

/* What some steps stand on: of a round a run that waits, or has ended and is chosen. */
static void prepare_act(struct place *place, const struct act *act)
{
    if (strcmp(act->route, "cancel_run") == 0) {
        await_run(place);
        ask_database(place, "UPDATE run SET state = 'running', deadline_at = now() + '1 day'");
    }
    if (strcmp(act->route, "review_round") == 0 || strcmp(act->route, "adopt_round") == 0 ||
        strcmp(act->route, "amend_round") == 0) {
        await_run(place);
        ask_database(place, "UPDATE round SET run_id = (SELECT id FROM run ORDER BY id DESC "
                            "LIMIT 1)");
    }
    /* What is said of a lecture when it has begun. */
    if (strcmp(act->route, "no_show_lecture_booking") == 0 ||
        strcmp(act->route, "deliver_lecture_booking") == 0)
        ask_database(place, "UPDATE lecture_booking SET starts_at = now() - interval '1 hour', "
                            "ends_at = now() WHERE state = 'confirmed'");
    if (strcmp(act->route, "approve_pair") == 0)
        name_pairs(place);
    if (strcmp(act->route, "publish_round") == 0)
        await_publisher(place);
}

/* What some acts are about: somebody is erased, somebody asked to be. */
static void prepare(struct place *place, const struct act *act)
{
    prepare_act(place, act);
    if (strcmp(act->route, "keep_person") == 0)
        erase(place, "/v1/people/<s2>", 202);
    if (strcmp(act->route, "recompute_member_group") == 0)
        ask_database(place, "INSERT INTO membership (id, group_id, unit_id, person_id, origin, "
                            "state, state_since, created_at, updated_at) SELECT "
                            "gen_random_uuid(), member_group.id, unit_id, person.id, 'derived', "
                            "'active', now(), now(), now() FROM member_group, person WHERE "
                            "external_id = 's8'");
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
