/* A place to send POSTs with keys to: a server with eight students, two mentors, and names for what
 * is made there. */
#ifndef TESTS_HTTP_ONCE_PLACE_H
#define TESTS_HTTP_ONCE_PLACE_H

#include "tests/http/http_server.h"

#define ID_SIZE   ((size_t)37)
#define TEXT_SIZE ((size_t)600)
#define SLOTS_MAX 90
#define REPLAYED  "Idempotency-Replayed"

/* ---- a small university, filled over HTTP; names stand for ids */

struct slot {
    const char *name;
    char id[ID_SIZE], token[TOKEN_TEXT_SIZE]; /* token "": no person */
};

struct place {
    struct http_server server;
    struct slot slots[SLOTS_MAX];
    size_t count;
};

static inline struct slot *slot_of(struct place *place, const char *name, size_t size)
{
    for (size_t i = 0; i < place->count; i++)
        if (strlen(place->slots[i].name) == size && memcmp(place->slots[i].name, name, size) == 0)
            return &place->slots[i];
    cr_fatal("nothing is called %.*s", (int)size, name);
}

static inline struct slot *slot_add(struct place *place, const char *name, const char *id)
{
    struct slot *slot = &place->slots[place->count++];
    cr_assert(le(sz, place->count, SLOTS_MAX));
    *slot = (struct slot){.name = name};
    snprintf(slot->id, sizeof slot->id, "%.36s", id);
    return slot;
}

static inline const char *token_of(struct place *place, const char *who)
{
    return strcmp(who, "staff") == 0 ? place->server.staff
                                     : slot_of(place, who, strlen(who))->token;
}

/* A text with the ids of what it names in angles. */
static inline const char *fill_in(struct place *place, const char *format, char text[TEXT_SIZE])
{
    size_t size = 0;
    text[0] = '\0';
    while (*format != '\0') {
        size_t plain = strcspn(format, "<");
        size += (size_t)snprintf(text + size, TEXT_SIZE - size, "%.*s", (int)plain, format);
        format += plain;
        if (*format != '<')
            continue;
        size_t name = strcspn(format, ">") - 1;
        size += (size_t)snprintf(text + size, TEXT_SIZE - size, "%s",
                                 slot_of(place, format + 1, name)->id);
        format += name + 2;
    }
    cr_assert(lt(sz, size, TEXT_SIZE));
    return text;
}

static const char *const students[] = {"s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"};
static const char *const mentors[] = {"m1", "m2"};
#define STUDENTS (sizeof students / sizeof students[0])
#define MENTORS  (sizeof mentors / sizeof mentors[0])

static inline void add_person(struct place *place, const char *name)
{
    struct slot *slot = slot_add(place, name, http_server_id(&place->server, name));
    http_server_token(&place->server, slot->id, slot->token);
}

static inline struct place place_new(void)
{
    char csv[2000] = "external_id,role,name,programme,seats\n";
    char year[8];
    static const char *const settings[] = {"KRING_TICK_MS", "0", "KRING_RUN_POLL_MS", "20",
                                           NULL}; /* only acts move it, and make runs */
    struct place place = {.server = http_server_start(settings)};
    for (size_t i = 0; i < STUDENTS; i++)
        snprintf(csv + strlen(csv), sizeof csv - strlen(csv), "%s,student,S,bouwkunde,\n",
                 students[i]);
    for (size_t i = 0; i < MENTORS; i++)
        snprintf(csv + strlen(csv), sizeof csv - strlen(csv), "%s,alumnus,M,bouwkunde,9\n",
                 mentors[i]);
    http_server_import(&place.server, csv, "s1");
    for (size_t i = 0; i < STUDENTS; i++)
        add_person(&place, students[i]);
    for (size_t i = 0; i < MENTORS; i++)
        add_person(&place, mentors[i]);
    snprintf(year, sizeof year, "%d", (int)(clock_today() / 10000));
    slot_add(&place, "year", year);
    snprintf(year, sizeof year, "%d", (int)(clock_today() / 10000) + 1);
    slot_add(&place, "next year", year);
    return place;
}

static inline void place_end(struct place *place)
{
    http_server_stop(&place->server);
}

/* The header lines of a body for a target. */
static inline const char *lines_for(const char *target)
{
    return strcmp(target, "/v1/imports") == 0 ? "Content-Type: text/csv\r\n"
                                              : "Content-Type: application/json\r\n";
}

/* A POST with a key, or any other header lines. */
static inline struct http_reply post(struct place *place, const char *who, const char *target,
                                     const char *lines, const char *body)
{
    char headers[1000];
    snprintf(headers, sizeof headers, "%s%s", lines_for(target), lines);
    return http_ask(place->server.port, (struct http_ask){.method = "POST",
                                                          .target = target,
                                                          .token = token_of(place, who),
                                                          .headers = headers,
                                                          .body = body});
}

static inline struct http_reply post_key(struct place *place, const char *who, const char *target,
                                         const char *key, const char *body)
{
    char line[400];
    snprintf(line, sizeof line, "Idempotency-Key: %s\r\n", key);
    return post(place, who, target, line, body);
}

static inline bool is_replayed(const struct http_reply *reply)
{
    char value[512];
    return strcmp(http_header(reply, REPLAYED, value), "true") == 0;
}

static inline bool has_code(const struct http_reply *reply, const char *code)
{
    char value[512];
    return strcmp(http_member(reply, "code", value), code) == 0;
}

/* Takes a token out of a reply: it is told once only. */
static inline void cut_secret(const struct http_reply *reply)
{
    char *body = reply->bytes + (reply->body - reply->bytes);
    char *at = strstr(body, "\"token\":\"kring_");
    char *end = at == NULL ? NULL : strstr(at, "\",");
    if (end != NULL)
        memmove(at, end + 2, strlen(end + 2) + 1);
}

/* What a reply says, but for what each has of its own. */
static inline void expect_same(const char *route, const struct http_reply *one,
                               const struct http_reply *two)
{
    static const char *const headers[] = {"ETag", "Location", "Content-Type"};
    char values[2][512];
    cr_expect(eq(int, one->status, two->status), "%s: %s", route, two->body);
    cut_secret(one);
    cut_secret(two);
    cr_expect(eq(str, TEXT(one->body), TEXT(two->body)), "%s", route);
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++)
        cr_expect(eq(str, TEXT(http_header(one, headers[i], values[0])),
                     TEXT(http_header(two, headers[i], values[1]))),
                  "%s: %s", route, headers[i]);
}

#endif
