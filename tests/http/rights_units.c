/* Where a right ends: at the unit that a role is for, at a name that two units have, at the end of
 * an appointment or of a token; and that ids of others are as ids of nobody, whatever is sent. */
#include "tests/http/rights_world.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

static struct rw_world world;

static const struct rw_caller *find_caller(const char *name)
{
    for (size_t i = 0; i < world.callers_count; i++)
        if (strcmp(world.callers[i].name, name) == 0)
            return &world.callers[i];
    cr_fatal("no caller %s", name);
}

static const char *person_path(const char *id)
{
    static char path[200];
    snprintf(path, sizeof path, "/v1/people/%s", id);
    return path;
}

/* ---- units */

static void expect_people(const char *when, const struct rw_caller *caller, bool here, bool there)
{
    struct http_reply reply =
        rw_send(&world, "GET", caller->token, "/v1/people?limit=200", NULL, NULL);
    cr_expect(eq(int, rw_status(&world, caller->token, person_path(world.here)), here ? 200 : 404),
              "%s: %s and the person of A1", when, caller->name);
    cr_expect(
        eq(int, rw_status(&world, caller->token, person_path(world.there)), there ? 200 : 404),
        "%s: %s and the person of B", when, caller->name);
    cr_expect(eq(int, strstr(reply.body, world.here) != NULL, here), "%s: %s", when, caller->name);
    cr_expect(eq(int, strstr(reply.body, world.there) != NULL, there), "%s: %s", when,
              caller->name);
    http_reply_free(&reply);
}

static void rename_unit(enum rw_unit unit, const char *name)
{
    char target[200];
    char body[200];
    snprintf(target, sizeof target, "/v1/units/%s", world.units[unit]);
    snprintf(body, sizeof body, "{\"name\":\"%s\"}", name);
    struct http_reply reply =
        rw_send(&world, "PATCH", world.server.staff, target, RW_JSON "If-Match: *\r\n", body);
    cr_assert(eq(int, reply.status, 200), "%s", reply.bytes);
    http_reply_free(&reply);
}

static void units_of_names(void)
{
    const struct rw_caller *a = find_caller("a coordinator of A");
    const struct rw_caller *all = find_caller("a coordinator of all");
    rw_id second;
    expect_people("at first", a, true, false);
    expect_people("at first", all, true, true);
    rename_unit(UNIT_A1, "Department of Arches");
    expect_people("with another name", a, false, false);
    rename_unit(UNIT_A1, "Department of Piers");
    rw_post(&world, second, "/v1/units",
            "{\"kind\":\"department\",\"name\":\"Department of Piers\",\"parent_id\":\"%s\"}",
            world.units[UNIT_B]);
    expect_people("with two units of the name", a, false, false);
    expect_people("with two units of the name", all, true, true);
    rw_sql(&world, "DELETE FROM unit WHERE id = '%s'", second);
    expect_people("with one again", a, true, false);
    rw_sql(&world, "UPDATE unit SET parent_id = '%s' WHERE id = '%s'", world.units[UNIT_B],
           world.units[UNIT_A1]);
    expect_people("moved to B", a, false, false);
    rw_sql(&world, "UPDATE unit SET parent_id = '%s' WHERE id = '%s'", world.units[UNIT_A],
           world.units[UNIT_A1]);
    rw_sql(&world, "UPDATE affiliation SET unit = NULL, campus = 'Faculty of Law' "
                   "WHERE unit = 'Department of Piers'");
    expect_people("on the campus of B", a, false, false);
    rw_sql(&world, "UPDATE affiliation SET unit = 'Department of Piers', campus = NULL "
                   "WHERE campus = 'Faculty of Law'");
}

/* ---- what a role opens of what is not its own */

static void addresses(void)
{
    const struct {
        const char *caller, *person, *body;
        int status;
    } rows[] = {
        {"a coordinator of A", world.here, "{\"name\":\"Pia\"}", 200},
        {"a coordinator of A", world.here, "{\"email\":\"mine@example.org\"}", 422},
        {"an admin of A", world.here, "{\"email\":\"mine@example.org\"}", 422},
        {"a coordinator of all", world.here, "{\"email\":\"mine@example.org\"}", 422},
        {"a career centre of all", world.here, "{\"email\":\"pia@example.org\"}", 200},
        {"a teacher of A", find_caller("a teacher of A")->person, "{\"email\":\"new@example.org\"}",
         200},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct http_reply reply =
            rw_send(&world, "PATCH", find_caller(rows[i].caller)->token,
                    person_path(rows[i].person), RW_JSON "If-Match: *\r\n", rows[i].body);
        cr_expect(eq(int, reply.status, rows[i].status), "row %zu: %s", i, reply.body);
        cr_expect(eq(int, rw_has_code(&reply, "not_yours"), rows[i].status == 422), "row %zu", i);
        http_reply_free(&reply);
    }
}

/* ---- reports: of the programmes of one's units, though others are asked for */

static void expect_programmes(const char *caller, const char *unit, bool here, bool there)
{
    char target[200];
    snprintf(target, sizeof target, "/v1/reports/answers%s%s",
             unit == NULL ? "" : "?unit_id=", unit == NULL ? "" : unit);
    struct http_reply reply =
        rw_send(&world, "GET", find_caller(caller)->token, target, NULL, NULL);
    cr_expect(eq(int, reply.status, 200), "%s", reply.body);
    cr_expect(eq(int, strstr(reply.body, world.programmes[UNIT_A]) != NULL, here), "%s: %s", caller,
              target);
    cr_expect(eq(int, strstr(reply.body, world.programmes[UNIT_B]) != NULL, there), "%s: %s",
              caller, target);
    http_reply_free(&reply);
}

static void reports(void)
{
    expect_programmes("a coordinator of A", NULL, true, false);
    expect_programmes("a coordinator of A", world.units[UNIT_A], true, false);
    expect_programmes("a coordinator of A", world.units[UNIT_B], false, false);
    expect_programmes("a coordinator of all", NULL, true, true);
    expect_programmes("a coordinator of all", world.units[UNIT_B], false, true);
}

/* ---- time */

static void appointments_of_time(void)
{
    const struct rw_caller *teacher = find_caller("a teacher of A");
    rw_appoint(&world, teacher->person, "coordinator", world.units[UNIT_B], false);
    int64_t gave = rw_becomes(&world, teacher->token, person_path(world.there), 200);
    cr_expect(gave >= 0 && gave <= 1000, "a new role was there after %lld ms", (long long)gave);
    rw_sql(&world,
           "UPDATE appointment SET ended_at = now(), changed_xid = pg_current_xact_id() "
           "WHERE person_id = '%s' AND role = 'coordinator'",
           teacher->person);
    int64_t took = rw_becomes(&world, teacher->token, person_path(world.there), 404);
    cr_expect(took >= 0 && took <= 1000, "an ended role was gone after %lld ms", (long long)took);
    printf("note: a new role counted after %lld ms, its end after %lld ms\n", (long long)gave,
           (long long)took);
}

/* ---- ids of others, asked in every way */

/* What else may be sent along: what is read before the object must not tell of it either. */
static const struct variant {
    const char *method; /* NULL: the route's */
    const char *headers, *body;
    bool with_body; /* only where the route takes one */
} variants[] = {
    {"HEAD", NULL, NULL, false},
    {NULL, "If-Match: *\r\n", NULL, false},
    {NULL, "If-Match: \"b0123456789abcdef0123456789abcdef\"\r\n", NULL, false},
    {NULL, "If-None-Match: *\r\n", NULL, false},
    {NULL, "If-Match: nonsense\r\n", NULL, false},
    {NULL, RW_JSON "If-Match: *\r\n", "{}", true},
    {NULL, RW_JSON "If-Match: *\r\n", "{", true},
    {NULL, RW_JSON "If-Match: *\r\n", "[]", true},
    {NULL, RW_JSON "If-Match: *\r\n", "{\"no_such_member\":1}", true},
    {NULL, RW_JSON, "{\"reason_code\":5}", true},
    {NULL, RW_JSON "If-Match: \"b0123456789abcdef0123456789abcdef\"\r\n", "{}", true},
    {NULL, "Content-Type: text/plain\r\nIf-Match: *\r\n", "{}", true},
    {NULL, RW_JSON "If-Match: *\r\nAccept: image/png\r\n", "{}", true},
    {NULL, RW_JSON "If-Match: *\r\nIdempotency-Key: \"a\"\r\n", "{}", true},
};

static void write_path(const struct route *route, const char *id, char target[300])
{
    const char *open = strstr(route->path, "{id}");
    const char *after = open + strlen("{id}");
    const char *second = strstr(after, "{mentor_id}");
    int between = second == NULL ? (int)strlen(after) : (int)(second - after);
    snprintf(target, 300, "%.*s%s%.*s%s", (int)(open - route->path), route->path, id, between,
             after, second == NULL ? "" : world.mentor);
}

static struct http_reply ask_variant(const struct route *route, const struct variant *variant,
                                     const char *token, const char *id)
{
    char target[300];
    write_path(route, id, target);
    return rw_send(&world, variant->method == NULL ? route->method : variant->method, token, target,
                   variant->headers, variant->body);
}

/* An object of the kind that the caller may not see. */
static const struct rw_thing *hidden_thing(const struct rw_caller *caller, const char *kind)
{
    char operation[80];
    snprintf(operation, sizeof operation, "get_%s", kind);
    for (size_t i = 0; i < world.things_count; i++)
        if (strcmp(world.things[i].kind, kind) == 0 &&
            !rw_may(&world, caller, rights_of(operation), &world.things[i]))
            return &world.things[i];
    return NULL;
}

static void ask_of_others(const struct route *route, const struct rw_caller *caller, long *count)
{
    const char *kind = route->resource == NULL ? "person" : route->resource->kind.name;
    const struct rw_thing *thing = hidden_thing(caller, kind);
    for (size_t i = 0; thing != NULL && i < sizeof variants / sizeof variants[0]; i++) {
        char what[300];
        const struct variant *variant = &variants[i];
        bool takes_body = route->body != BODY_NONE;
        bool gets = strcmp(route->method, "GET") == 0;
        if ((variant->with_body && !takes_body) || (variant->method != NULL && !gets))
            continue;
        struct http_reply is = ask_variant(route, variant, caller->token, thing->id);
        struct http_reply should = ask_variant(route, variant, caller->token, RW_NOBODY);
        char *left = rw_comparable(&is);
        char *right = rw_comparable(&should);
        snprintf(what, sizeof what, "%s by %s, variant %zu", route->name, caller->name, i);
        cr_expect(eq(str, left, right), "%s", what);
        cr_expect(is.status >= 400 && is.status < 500, "%s: %s", what, is.bytes);
        ++*count;
        free(left);
        free(right);
        http_reply_free(&is);
        http_reply_free(&should);
    }
}

static void ids_of_others(void)
{
    static const char *const names[] = {"a student", "a coordinator of A", "an admin of A",
                                        "a coordinator's program of A"};
    long count = 0;
    for (size_t i = 0; i < route_count; i++)
        for (size_t j = 0;
             strstr(routes[i].path, "/{id}") != NULL && j < sizeof names / sizeof names[0]; j++)
            ask_of_others(&routes[i], find_caller(names[j]), &count);
    cr_expect(gt(long, count, 1000));
    printf("note: %ld requests about others were answered as those about nobody\n", count);
}

Test(rights_units, a_role_ends_where_its_unit_ends_and_when_it_ends, .timeout = 120)
{
    rw_build(&world);
    units_of_names();
    addresses();
    reports();
    appointments_of_time();
    ids_of_others();
    http_server_stop(&world.server);
}
