/* What the world of the matrix test (rights_world.h) is made of, and how it is asked. */
#ifndef TESTS_HTTP_RIGHTS_CALLERS_H
#define TESTS_HTTP_RIGHTS_CALLERS_H

#include "api/resources.h"
#include "api/rights.h"
#include "api/routes.h"
#include "tests/http/http_server.h"

#include <ctype.h>
#include <stdarg.h>

#define RW_JSON    "Content-Type: application/json\r\n"
#define RW_NOBODY  "01990000-0000-7000-8000-00000000dead"
#define RW_CALLERS 20
#define RW_THINGS  600
#define RW_PARTIES ACTOR_STAFF        /* those of LIFECYCLE_PARTIES come first */
#define RW_ANYONE  ACCOUNT_ROLE_COUNT /* the column of who has no token */
#define RW_COLUMNS (ACCOUNT_ROLE_COUNT + 1)

#define RW_S (1U << RELATION_SELF)
#define RW_P (1U << RELATION_PARTY)
#define RW_U (1U << RELATION_UNIT)
#define RW_O (1U << RELATION_OTHER)

typedef char rw_id[STORE_ID_SIZE]; /* "": none */

/* Units: the university, its faculties A and B, a department of A. */
enum rw_unit { UNIT_TOP, UNIT_A, UNIT_A1, UNIT_B, UNITS };

/* One caller. A person with a role for a unit, or without a unit for the whole installation; what
 * a person is by themself comes beside it. */
struct rw_caller {
    const char *name;
    unsigned column; /* RW_ANYONE, or the role that the caller is for */
    bool whole, program, student, alumnus;
    rw_id unit; /* of the role; of students and alumni, where they belong */
    rw_id person, token_id, read_id;
    char token[TOKEN_TEXT_SIZE], read_token[TOKEN_TEXT_SIZE];
};

/* One object, or one that is to be made. */
struct rw_thing {
    char kind[40];
    rw_id id, unit, person;
    rw_id parties[RW_PARTIES]; /* by enum actor_kind */
    bool working;              /* what a caller of the test acts with: not to be ended */
    bool ended;                /* by its lifecycle */
};

struct rw_world {
    struct http_server server;
    rw_id units[UNITS], programmes[UNITS];     /* of mentoring, one a unit */
    rw_id lectures[UNITS], internships[UNITS]; /* programmes of those kinds */
    rw_id leads[UNITS];                        /* to which one may apply, one a unit */
    rw_id rounds[UNITS];                       /* in review, one a unit */
    rw_id groups[UNITS];                       /* one a unit, where the test makes members */
    rw_id new_a, new_b;                        /* of mentoring, where the test makes things */
    rw_id fresh, mentor, other_mentor, student, other_student;
    rw_id here, there; /* people of the department A1 and of B */
    struct rw_caller callers[RW_CALLERS];
    size_t callers_count;
    struct rw_thing things[RW_THINGS];
    size_t things_count;
    long asked;
};

/* ---- asking */

static inline struct http_reply rw_send(struct rw_world *world, const char *method,
                                        const char *token, const char *target, const char *headers,
                                        const char *body)
{
    world->asked++;
    return http_ask(
        world->server.port,
        (struct http_ask){
            .method = method, .target = target, .token = token, .headers = headers, .body = body});
}

static inline const char *rw_sql(struct rw_world *world, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static inline const char *rw_sql(struct rw_world *world, const char *format, ...)
{
    char text[4000];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    cr_assert(lt(int, size, (int)sizeof text));
    return database_sql(world->server.database.raw, text);
}

/* A POST by the installation's own token that must be taken; the member id of the reply. */
static inline void rw_post(struct rw_world *world, rw_id ret_id, const char *target,
                           const char *format, ...) __attribute__((format(printf, 4, 5)));

static inline void rw_post(struct rw_world *world, rw_id ret_id, const char *target,
                           const char *format, ...)
{
    char body[600];
    char value[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(body, sizeof body, format, arguments);
    va_end(arguments);
    struct http_reply reply = rw_send(world, "POST", world->server.staff, target, RW_JSON, body);
    cr_assert(reply.status == 201 || reply.status == 200, "%s %s: %s", target, body, reply.body);
    if (ret_id != NULL)
        snprintf(ret_id, sizeof(rw_id), "%.36s", http_member(&reply, "id", value));
    http_reply_free(&reply);
}

/* Seats, open requests and mentors had: never what stands in the way. */
static inline void rw_free_seats(struct rw_world *world)
{
    rw_sql(world,
           "UPDATE need SET requests_live = 1, mentors_have = 1, mentors_wanted = 10, "
           "avoided = '[]'; UPDATE mentor_offer SET seats_taken = 2; "
           "UPDATE person SET seats_taken = 2 WHERE erased_at IS NULL; DELETE FROM hours_year; "
           "UPDATE internship_lead SET seats_taken = 2");
}

static inline int rw_status(struct rw_world *world, const char *token, const char *target)
{
    struct http_reply reply = rw_send(world, "GET", token, target, NULL, NULL);
    int status = reply.status;
    http_reply_free(&reply);
    return status;
}

/* How many milliseconds until it is answered so; -1: not in three seconds. */
static inline int64_t rw_becomes(struct rw_world *world, const char *token, const char *target,
                                 int status)
{
    int64_t began = clock_ms();
    while (clock_ms() - began < 3000) {
        if (rw_status(world, token, target) == status)
            return clock_ms() - began;
        usleep(5000);
    }
    return -1;
}

/* ---- refusals */

static inline bool rw_has_code(const struct http_reply *reply, const char *code)
{
    char key[100];
    snprintf(key, sizeof key, "\"code\":\"%s\"", code);
    return strstr(reply->body, key) != NULL;
}

/* Removes what two replies may differ in: a line of the head, a member of the body. */
static inline void rw_blank(char *bytes, const char *before, const char *end)
{
    char *at = strstr(bytes, before);
    char *until = at == NULL ? NULL : strstr(at + strlen(before), end);
    if (until != NULL)
        memset(at + strlen(before), '-', (size_t)(until - at) - strlen(before));
}

static inline char *rw_comparable(const struct http_reply *reply)
{
    char *bytes = strdup(reply->bytes == NULL ? "" : reply->bytes);
    rw_blank(bytes, "\r\nDate: ", "\r\n");
    rw_blank(bytes, "\r\nX-Request-Id: ", "\r\n");
    rw_blank(bytes, "\"request_id\":\"", "\"");
    rw_blank(bytes, "\"instance\":\"", "\"");
    return bytes;
}

/* 404, word for word as for an id that nothing has: length, head and body. */
static inline void rw_expect_unknown(const struct http_reply *reply,
                                     const struct http_reply *unknown, const char *what)
{
    char *is = rw_comparable(reply);
    char *should = rw_comparable(unknown);
    cr_expect(eq(int, unknown->status, 404), "%s, nobody's: %s", what, unknown->bytes);
    cr_expect(eq(str, is, should), "%s", what);
    free(is);
    free(should);
}

#endif
