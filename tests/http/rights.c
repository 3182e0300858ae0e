/* The matrix of api/rights_rows.h, asked over HTTP: every operation by every role in every
 * relation, on a real server and a real database. An operation that nobody taught this test fails
 * it with its name: see rights_asked.h. */
#include "tests/http/rights_asked.h"
#include "tests/http/rights_world.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

static struct rw_world world;

/* ---- which cells were asked */

static bool asked[ROUTES_MAX][RW_COLUMNS][RELATION_COUNT];
static size_t answers[ROUTES_MAX][6]; /* by the first digit of the status, for who may */

static size_t index_of(const struct right *right)
{
    return (size_t)(right - rights);
}

/* Whoever has no token asks for what the student is self or party of. */
static void mark(const struct right *right, const struct rw_caller *caller,
                 const struct rw_thing *thing)
{
    const struct rw_caller *view = caller->column == RW_ANYONE ? &world.callers[1] : caller;
    asked[index_of(right)][caller->column][rw_relation(&world, view, thing)] = true;
}

static void mark_all(const struct right *right, const struct rw_caller *caller)
{
    for (size_t i = 0; i < RELATION_COUNT; i++)
        asked[index_of(right)][caller->column][i] = true;
}

/* ---- a question */

struct question {
    const struct right *right;
    const struct route *route;
    const struct rw_caller *caller;
    const char *headers, *body;
};

static void print_question(const struct question *question, const struct rw_thing *thing,
                           char text[400])
{
    int at = snprintf(
        text, 400, "%s by %s: %s %s%s%s%s%s", question->right->operation, question->caller->name,
        thing->kind, thing->id, thing->unit[0] == '\0' ? "" : " in ", thing->unit,
        rw_is(thing->person, question->caller) ? ", self" : "", thing->ended ? ", ended" : "");
    for (enum actor_kind party = 0; party < RW_PARTIES; party++)
        if (rw_is(thing->parties[party], question->caller))
            at += snprintf(text + at, 400 - (size_t)at, ", its %s", actor_word(party));
}

/* Whoever has no token is told so, and nothing else. */
static void expect_401(const struct http_reply *reply, const char *what)
{
    cr_expect(eq(int, reply->status, 401), "%s: %s", what, reply->body);
    cr_expect(rw_has_code(reply, "unauthorized"), "%s: %s", what, reply->body);
}

static bool is_get(const struct route *route)
{
    return strcmp(route->method, "GET") == 0;
}

/* Done, or kept from it by what the object is just now; of what only looks, done. */
static void expect_done(const struct question *question, const struct http_reply *reply,
                        bool is_in_state, const char *what)
{
    bool done = reply->status >= 200 && reply->status < 300;
    bool by_state =
        reply->status == 409 || (reply->status == 422 && !rw_has_code(reply, "not_yours"));
    bool fine = done || (by_state && !(is_get(question->route) && is_in_state));
    cr_expect(fine, "%s: %s", what, reply->bytes);
    answers[index_of(question->right)][reply->status / 100 % 6]++;
}

/* ---- an object of the path */

static const struct right *find_right(const char *operation)
{
    const struct right *right = rights;
    while (right->operation != NULL && strcmp(right->operation, operation) != 0)
        right++;
    return right->operation == NULL ? NULL : right;
}

static const struct route *find_route(const char *operation)
{
    for (size_t i = 0; i < route_count; i++)
        if (strcmp(routes[i].name, operation) == 0)
            return &routes[i];
    return NULL;
}

/* The path with ids in it: the first is the object's, a second one a mentor's, or a file's name;
 * and the query that it needs. */
static void write_target(const struct route *route, const char *id, char target[300])
{
    size_t at = 0;
    size_t opened = 0;
    for (const char *c = route->path; *c != '\0'; c++) {
        if (*c != '{') {
            target[at++] = *c;
            continue;
        }
        const char *second = strncmp(c, "{file}", 6) == 0 ? "run.json" : world.mentor;
        at += (size_t)snprintf(target + at, 300 - at, "%s", opened++ == 0 ? id : second);
        c = strchr(c, '}');
    }
    target[at] = '\0';
    if (strcmp(route->name, "explain_run_pair") == 0)
        snprintf(target + at, 300 - at, "?student_id=%s", world.student);
    if (strcmp(route->name, "diff_runs") == 0)
        snprintf(target + at, 300 - at, "?with=%s", id);
}

static struct http_reply put(const struct question *question, const char *id)
{
    char target[300];
    write_target(question->route, id, target);
    return rw_send(&world, question->route->method,
                   question->caller->token[0] == '\0' ? NULL : question->caller->token, target,
                   question->headers, question->body);
}

/* The right to look at an object of the kind. */
static const struct right *seeing(const char *kind)
{
    char operation[80];
    snprintf(operation, sizeof operation, "get_%s", kind);
    const struct right *right = find_right(operation);
    cr_assert(right != NULL, "no operation %s", operation);
    return right;
}

/* What is changed while it is a draft alone. */
static bool thing_is_written(const struct route *route)
{
    return strcmp(route->name, "patch_mentoring_request") == 0 ||
           strcmp(route->name, "patch_application") == 0;
}

/* Puts it in a state from which the event leads. */
static void prepare(const struct question *question, const struct rw_thing *thing)
{
    const struct resource *resource = question->route->resource;
    const char *from = NULL;
    if (question->route->event != NULL)
        from = lifecycle_row(resource->lifecycle, question->route->event)->from;
    else if (strcmp(question->route->method, "PATCH") == 0 && thing_is_written(question->route))
        from = "draft";
    else if (strcmp(question->route->name, "list_fellow_members") == 0)
        from = "muted";
    if (strcmp(thing->kind, "application") == 0) {
        const char *at =
            strstr(question->route->name, "sign_") == question->route->name ? "NULL" : "now()";
        rw_sql(&world,
               "UPDATE application SET signed_student_at = %s, signed_school_at = %s, "
               "signed_host_at = %s WHERE id = '%s'",
               at, at, at, thing->id);
    }
    if (from != NULL)
        rw_enter(&world, resource, thing, from);
    if (strcmp(question->route->name, "keep_person") == 0)
        rw_sql(&world, "UPDATE person SET erase_at = now() + interval '9 days' WHERE id = '%s'",
               thing->id);
    if (strcmp(question->route->name, "deliver_lecture_booking") == 0 ||
        strcmp(question->route->name, "no_show_lecture_booking") == 0)
        rw_sql(&world,
               "UPDATE lecture_booking SET starts_at = now() - interval '1 hour', ends_at = now() "
               "WHERE id = '%s'",
               thing->id);
    if (strcmp(question->route->name, "wait_mentoring_request") == 0)
        rw_sql(&world, "UPDATE mentor_offer SET seats_taken = seats");
}

/* The searches are for students, or for alumni: of the two callers who are only one of them, one
 * has nothing to be found. Runs that wait have no results. */
static bool has_answer(const struct route *route, const struct rw_thing *thing)
{
    bool results = strstr(route->path, "/runs/{id}/") != NULL;
    bool mentors = strstr(route->path, "/mentors") != NULL;
    bool students = strstr(route->path, "/students") != NULL;
    mentors = mentors || strcmp(route->name, "search_leads") == 0; /* of students too */
    return !(results && !thing->ended) && !(mentors && rw_is(thing->person, &world.callers[2])) &&
           !(students && rw_is(thing->person, &world.callers[1]));
}

static void ask_thing(const struct question *question, const struct rw_thing *thing,
                      const struct http_reply *unknown)
{
    char what[400];
    print_question(question, thing, what);
    bool may = rw_may(&world, question->caller, question->right, thing);
    bool sees = rw_may(&world, question->caller, seeing(thing->kind), thing);
    bool nothing = rw_cells(question->caller, question->right) == 0;
    if (may)
        prepare(question, thing);
    struct http_reply reply = put(question, thing->id);
    mark(question->right, question->caller, thing);
    if (question->caller->column == RW_ANYONE && !may)
        expect_401(&reply, what);
    else if (may)
        expect_done(question, &reply, has_answer(question->route, thing), what);
    else if (nothing || sees)
        cr_expect(eq(int, reply.status, 403), "%s: %s", what, reply.bytes);
    else
        rw_expect_unknown(&reply, unknown, what);
    if (nothing && question->caller->column != RW_ANYONE) /* and so it is of any id */
        cr_expect(eq(int, unknown->status, 403), "%s: %s", what, unknown->bytes);
    if (may && !is_get(question->route))
        rw_restore(&world);
    http_reply_free(&reply);
}

/* What is worth asking about: all that the caller is part of, and of strangers' one a unit. */
static bool is_of_callers(const struct rw_thing *thing)
{
    for (size_t i = 0; i < world.callers_count; i++)
        if (rw_is(thing->person, &world.callers[i]) || rw_is_party(thing, &world.callers[i]))
            return true;
    return false;
}

static bool seen_before(const struct rw_thing *thing, bool ended_too)
{
    for (const struct rw_thing *at = world.things; at < thing; at++)
        if (strcmp(at->kind, thing->kind) == 0 && strcmp(at->unit, thing->unit) == 0 &&
            !is_of_callers(at) && !at->working && (ended_too || !at->ended))
            return true;
    return false;
}

static bool is_worth(const struct question *question, const struct rw_thing *thing)
{
    const struct rw_caller *caller = question->caller;
    bool moves = question->route->event != NULL || !is_get(question->route);
    const struct rw_caller *who = caller->column == RW_ANYONE ? &world.callers[1] : caller;
    bool own = rw_is(thing->person, who) || rw_is_party(thing, who);
    if (moves && (thing->working || thing->ended))
        return false;
    return own || (!is_of_callers(thing) && !thing->working && !seen_before(thing, !moves));
}

static const char *body_of(const struct route *route, char body[200])
{
    const struct lifecycle_row *row =
        route->event == NULL ? NULL : lifecycle_row(route->resource->lifecycle, route->event);
    if (route->body == BODY_NONE)
        return NULL;
    snprintf(body, 200, "{}");
    if (row != NULL && row->reasons != NULL && row->reasons[0] == '!')
        snprintf(body, 200, "{\"reason_code\":\"%.*s\"}", (int)strcspn(row->reasons + 1, " "),
                 row->reasons + 1);
    return body;
}

static const char *headers_of(const struct route *route)
{
    return strcmp(route->method, "DELETE") == 0 ? "If-Match: *\r\n"
           : route->body == BODY_NONE           ? NULL
           : route->body == BODY_PATCH          ? RW_JSON "If-Match: *\r\n"
                                                : RW_JSON;
}

static void ask_things(const struct right *right, const struct route *route, const char *kind)
{
    char body[200];
    for (size_t i = 0; i < world.callers_count; i++) {
        const struct question question = {.right = right,
                                          .route = route,
                                          .caller = &world.callers[i],
                                          .body = body_of(route, body),
                                          .headers = headers_of(route)};
        struct http_reply unknown = put(&question, RW_NOBODY);
        for (size_t j = 0; j < world.things_count; j++)
            if (strcmp(world.things[j].kind, kind) == 0 && is_worth(&question, &world.things[j]))
                ask_thing(&question, &world.things[j], &unknown);
        http_reply_free(&unknown);
    }
}

/* ---- a list: exactly what the cell says is in the page, and counted */

static void expect_page(const struct question *question, const struct http_reply *reply,
                        const char *kind)
{
    long count = 0;
    char what[400];
    char counted[40];
    for (size_t i = 0; i < world.things_count; i++) {
        const struct rw_thing *thing = &world.things[i];
        char id[60];
        if (strcmp(thing->kind, kind) != 0)
            continue;
        bool may = rw_may(&world, question->caller, question->right, thing);
        count += may;
        snprintf(id, sizeof id, "{\"id\":\"%s\"", thing->id);
        print_question(question, thing, what);
        cr_expect(eq(int, strstr(reply->body, id) != NULL, may), "%s", what);
        mark(question->right, question->caller, thing);
    }
    snprintf(counted, sizeof counted, "\"count\":%ld", count);
    cr_expect(strstr(reply->body, counted) != NULL, "%s by %s: %s, not %.200s",
              question->right->operation, question->caller->name, counted,
              reply->body + (strlen(reply->body) > 200 ? strlen(reply->body) - 200 : 0));
}

static void ask_list(const struct right *right, const struct route *route, const char *kind)
{
    for (size_t i = 0; i < world.callers_count; i++) {
        const struct question question = {
            .right = right, .route = route, .caller = &world.callers[i]};
        char target[300];
        snprintf(target, sizeof target, "%s?limit=200&count=exact", route->path);
        struct http_reply reply = rw_send(
            &world, "GET", question.caller->token[0] == '\0' ? NULL : question.caller->token,
            target, NULL, NULL);
        if (question.caller->column == RW_ANYONE)
            expect_401(&reply, right->operation);
        else if (rw_cells(question.caller, right) == 0)
            cr_expect(eq(int, reply.status, 403), "%s by %s: %s", right->operation,
                      question.caller->name, reply.bytes);
        else
            expect_page(&question, &reply, kind);
        answers[index_of(right)][reply.status / 100 % 6] += reply.status == 200;
        if (reply.status != 200)
            for (size_t j = 0; j < world.things_count; j++)
                if (strcmp(world.things[j].kind, kind) == 0)
                    mark(right, question.caller, &world.things[j]);
        http_reply_free(&reply);
    }
}

/* ---- a new object: it may be made where the cell says so, else a member is not the caller's */

static const char *letter(const struct rw_caller *caller, char letter)
{
    switch (letter) {
    case 'A': return world.units[UNIT_A1];
    case 'B': return world.units[UNIT_B];
    case 'p': return world.new_a;
    case 'q': return world.new_b;
    case 'h': return world.lectures[UNIT_A];
    case 'i': return world.lectures[UNIT_B];
    case 'j': return world.internships[UNIT_A];
    case 'k': return world.internships[UNIT_B];
    case 'L': return world.leads[UNIT_A];
    case 'M': return world.leads[UNIT_B];
    case 'f': return world.fresh;
    case 'm': return world.mentor;
    case 's': return world.student;
    case 'g':
        return rw_sql(&world, "SELECT id FROM lecture_request WHERE teacher_id::text = '%s'",
                      caller->person);
    case 'l':
        return rw_sql(&world, "SELECT id FROM lecture_offer WHERE programme_id = '%s' LIMIT 1",
                      world.lectures[UNIT_B]);
    case 'R': return world.rounds[UNIT_A];
    case 'Q': return world.rounds[UNIT_B];
    case 'G': return world.groups[UNIT_A1];
    case 'H': return world.groups[UNIT_B];
    case 'a': return world.here;
    case 'b': return world.there;
    case 'c': return caller->person;
    default: return "";
    }
}

/* What is of a programme lies where that does: in the faculty, not in its department. */
static bool names_programme_of_a(const char *body)
{
    return strstr(body, "$p") != NULL || strstr(body, "$R") != NULL || strstr(body, "$h") != NULL ||
           strstr(body, "$j") != NULL;
}

/* False when it needs a person, and the caller is none. */
static bool write_making(const struct making *making, const struct rw_caller *caller,
                         char body[600], struct rw_thing *thing)
{
    size_t at = 0;
    for (const char *c = making->body; *c != '\0'; c++) {
        if (*c != '$')
            body[at++] = *c;
        else
            at += (size_t)snprintf(body + at, 600 - at, "%s", letter(caller, *++c));
    }
    body[at] = '\0';
    *thing = (struct rw_thing){.working = false};
    snprintf(thing->kind, sizeof thing->kind, "%s", making->kind);
    snprintf(thing->id, sizeof thing->id, "-");
    snprintf(thing->unit, sizeof thing->unit, "%s", letter(caller, making->unit));
    if (making->unit == 'A' && names_programme_of_a(making->body))
        snprintf(thing->unit, sizeof thing->unit, "%s", world.units[UNIT_A]);
    snprintf(thing->person, sizeof thing->person, "%s", letter(caller, making->person));
    bool takes_caller = making->person == 'c';
    for (size_t i = 0; i < RW_PARTIES; i++) {
        snprintf(thing->parties[i], sizeof(rw_id), "%s", letter(caller, making->parties[i]));
        takes_caller = takes_caller || making->parties[i] == 'c';
    }
    return !takes_caller || caller->person[0] != '\0';
}

static void make(const struct question *question, const struct rw_thing *thing)
{
    char what[400];
    struct http_reply reply = put(question, "");
    bool may = rw_may(&world, question->caller, question->right, thing);
    print_question(question, thing, what);
    mark(question->right, question->caller, thing);
    if (question->caller->column == RW_ANYONE)
        expect_401(&reply, what);
    else if (rw_cells(question->caller, question->right) == 0)
        cr_expect(eq(int, reply.status, 403), "%s: %s", what, reply.bytes);
    else if (may)
        expect_done(question, &reply, true, what);
    else
        cr_expect(reply.status == 422 && rw_has_code(&reply, "not_yours"), "%s: %s", what,
                  reply.bytes);
    if (reply.status == 201)
        rw_restore(&world);
    http_reply_free(&reply);
}

static void ask_makings(const struct right *right, const struct route *route)
{
    size_t count = 0;
    for (size_t i = 0; i < world.callers_count; i++) {
        struct question question = {
            .right = right, .route = route, .caller = &world.callers[i], .headers = RW_JSON};
        for (size_t j = 0; j < sizeof makings / sizeof makings[0]; j++) {
            char body[600];
            struct rw_thing thing;
            const struct rw_caller *whose =
                question.caller->column == RW_ANYONE ? &world.callers[1] : question.caller;
            if (strcmp(makings[j].kind, route->resource->kind.name) != 0)
                continue;
            count++;
            question.body = body;
            if (write_making(&makings[j], whose, body, &thing))
                make(&question, &thing);
        }
    }
    cr_expect(gt(sz, count, 0), "%s: how is a %s made? Add it to `makings`.", right->operation,
              route->resource->kind.name);
}

/* ---- operations about no object */

static struct http_reply put_plain(const struct question *question, const struct plain *row)
{
    const char *token = question->caller->token;
    return rw_send(&world, question->route->method, token[0] == '\0' ? NULL : token, row->target,
                   row->headers, question->body == NULL ? row->body : question->body);
}

/* True when it was refused as it should be; checks it then. */
static bool is_refused(const struct question *question, const struct http_reply *reply, bool may)
{
    if (may)
        return false;
    if (question->caller->column == RW_ANYONE)
        expect_401(reply, question->right->operation);
    else
        cr_expect(reply->status == 403 && rw_has_code(reply, "forbidden"), "%s by %s: %s",
                  question->right->operation, question->caller->name, reply->bytes);
    return true;
}

static void invite(struct question *question, const struct plain *row)
{
    const struct rw_caller *who =
        question->caller->column == RW_ANYONE ? &world.callers[1] : question->caller;
    for (size_t i = 0; i < world.things_count; i++) {
        const struct rw_thing *thing = &world.things[i];
        char body[100];
        char what[400];
        char not_found[100];
        if (strcmp(thing->kind, "person") != 0 ||
            (is_of_callers(thing) && !rw_is(thing->person, who)))
            continue;
        snprintf(body, sizeof body, "{\"person_ids\":[\"%s\"]}", thing->id);
        snprintf(not_found, sizeof not_found, "\"not_found\":[\"%s\"]", thing->id);
        question->body = body;
        print_question(question, thing, what);
        struct http_reply reply = put_plain(question, row);
        bool nobody = strstr(reply.body, not_found) != NULL;
        mark(question->right, question->caller, thing);
        if (!is_refused(question, &reply, rw_cells(question->caller, question->right) != 0)) {
            expect_done(question, &reply, true, what);
            cr_expect(eq(int, nobody, !rw_may(&world, question->caller, question->right, thing)),
                      "%s: %s", what, reply.body);
        }
        http_reply_free(&reply);
    }
}

static void ask_plain(const struct right *right, const struct route *route, const struct plain *row)
{
    static const struct rw_thing nowhere = {.kind = "nothing"};
    if (row->way == PLAIN_PEOPLE) {
        ask_list(right, route, "person");
        return;
    }
    for (size_t i = 0; i < world.callers_count; i++) {
        struct question question = {.right = right, .route = route, .caller = &world.callers[i]};
        if (row->way == PLAIN_INVITE) {
            invite(&question, row);
            continue;
        }
        struct http_reply reply = put_plain(&question, row);
        bool may = row->way == PLAIN_IMPORT ? rw_may(&world, question.caller, right, &nowhere)
                                            : rw_cells(question.caller, right) != 0;
        mark_all(right, question.caller);
        if (row->way == PLAIN_CODE)
            cr_expect(reply.status == 403 && rw_has_code(&reply, "bad_code"), "%s", reply.bytes);
        else if (!is_refused(&question, &reply, may))
            expect_done(&question, &reply, true, right->operation);
        http_reply_free(&reply);
    }
}

/* ---- the whole matrix */

static const struct plain *find_plain(const char *operation)
{
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
        if (strcmp(plain[i].operation, operation) == 0)
            return &plain[i];
    return NULL;
}

static void ask_operation(const struct right *right)
{
    const struct route *route = find_route(right->operation);
    cr_assert(route != NULL, "no route for the right to %s", right->operation);
    bool names_one = strstr(route->path, "/{id}") != NULL;
    if (find_plain(right->operation) != NULL)
        ask_plain(right, route, find_plain(right->operation));
    else if (route->resource != NULL && names_one)
        ask_things(right, route, route->resource->kind.name);
    else if (route->resource != NULL && is_get(route))
        ask_list(right, route, route->resource->kind.name);
    else if (route->resource != NULL)
        ask_makings(right, route);
    else if (strncmp(route->path, "/v1/people/{id}", 15) == 0)
        ask_things(right, route, "person");
    else
        cr_expect(false, "%s: how is it asked? Add it to `plain`.", right->operation);
}

/* ---- 100 % of the cells */

static bool has_party(const struct resource *resource)
{
    bool has = false;
    for (enum actor_kind party = 0; party < RW_PARTIES && !has; party++)
        has = resource_has(resource, actor_member(party));
    return has;
}

/* What an object of the operation can be to somebody: units are nobody's own, people no parties. */
static unsigned possible(const struct right *right)
{
    const struct route *route = find_route(right->operation);
    const struct resource *resource = route->resource;
    bool of_person = resource == NULL ? true : resource_has(resource, "person_id");
    bool of_parties = resource == NULL ? find_plain(right->operation) != NULL &&
                                             find_plain(right->operation)->way == PLAIN_OPEN
                                       : has_party(resource);
    return (of_person ? RW_S : 0) | (of_parties ? RW_P : 0) | RW_U | RW_O;
}

/* What lies nowhere, as units do, is in the unit of nobody but who has a role for everything. */
static bool can_be(const struct right *right, size_t column, size_t relation)
{
    const struct resource *resource = find_route(right->operation)->resource;
    bool nowhere = resource != NULL && !resource_has(resource, "programme_id") &&
                   !resource_has(resource, "unit_id") && !resource_has(resource, "person_id");
    bool of_staff = column >= ACCOUNT_TEACHER && column != RW_ANYONE;
    if (relation == RELATION_UNIT && nowhere && !of_staff)
        return false;
    return (possible(right) & 1U << relation) != 0;
}

static unsigned cell_of(const struct right *right, size_t column)
{
    return column == RW_ANYONE ? right->anyone : right->roles[column];
}

static void count_cells(const struct right *right, long counts[2])
{
    static const char *const words[] = {"self", "party", "same unit", "other unit"};
    for (size_t column = 0; column < RW_COLUMNS; column++)
        for (size_t i = 0; i < RELATION_COUNT; i++) {
            bool can = can_be(right, column, i);
            bool was = asked[index_of(right)][column][i];
            counts[was ? 0 : 1]++;
            cr_expect(was || !can, "%s, column %zu, %s: not asked", right->operation, column,
                      words[i]);
            cr_expect(can || (cell_of(right, column) & 1U << i) == 0,
                      "%s, column %zu: says %s, which nothing can be", right->operation, column,
                      words[i]);
        }
}

static void expect_all_asked(void)
{
    long counts[2] = {0, 0};
    size_t operations = 0;
    for (const struct right *right = rights; right->operation != NULL; right++) {
        const size_t *by = answers[index_of(right)];
        const struct plain *row = find_plain(right->operation);
        count_cells(right, counts);
        operations++;
        /* What is amended is a published round, by a run that begins with what was announced: those
         * who may are told that there is none. */
        bool amends = strcmp(right->operation, "amend_round") == 0 && by[4] > 0;
        cr_expect(by[2] > 0 || amends || (row != NULL && row->way == PLAIN_CODE),
                  "%s was never done by anybody who may", right->operation);
    }
    cr_expect(eq(long, counts[0] + counts[1], (long)(operations * RW_COLUMNS * RELATION_COUNT)));
    printf("note: %zu operations, %ld cells: %ld asked, %ld of what nothing can be; %ld requests\n",
           operations, counts[0] + counts[1], counts[0], counts[1], world.asked);
}

/* A token that only reads opens none of it but what is looked at. */
static void ask_by_reader(const struct right *right, const struct route *route)
{
    for (size_t i = 1; i < world.callers_count; i++) {
        struct rw_caller reader = world.callers[i];
        char body[200];
        char target[300];
        const struct plain *row = find_plain(right->operation);
        bool is_open = right->anyone != 0;
        const char *id = strstr(route->path, "/people/") != NULL ? reader.person : RW_NOBODY;
        if (id[0] == '\0')
            id = world.fresh;
        write_target(route, id, target);
        const char *headers = row != NULL ? row->headers : headers_of(route);
        struct http_reply reply =
            rw_send(&world, route->method, reader.read_token,
                    row != NULL && row->target != NULL ? row->target : target, headers,
                    row != NULL && row->body != NULL ? row->body : body_of(route, body));
        bool refused = reply.status == 403 && rw_has_code(&reply, "forbidden");
        bool should = !is_open && (!is_get(route) || rw_cells(&reader, right) == 0);
        cr_expect(eq(int, refused, should), "%s by a token that reads of %s: %s", right->operation,
                  reader.name, reply.bytes);
        http_reply_free(&reply);
    }
}

static void ask_all(void)
{
    for (const struct right *right = rights; right->operation != NULL; right++)
        ask_operation(right);
    for (const struct right *right = rights; right->operation != NULL; right++)
        ask_by_reader(right, find_route(right->operation));
}

Test(rights, every_cell_of_the_matrix_is_as_it_says_over_http, .timeout = 600)
{
    rw_build(&world);
    for (size_t i = 0; i < route_count; i++)
        cr_assert(find_right(routes[i].name) != NULL, "%s has no row", routes[i].name);
    ask_all();
    expect_all_asked();
    http_server_stop(&world.server);
}
