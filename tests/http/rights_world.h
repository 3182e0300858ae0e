/* The world of the matrix test: a university with two faculties and a department, callers of every
 * role for every unit that matters, and objects in every relation to them. */
#ifndef TESTS_HTTP_RIGHTS_WORLD_H
#define TESTS_HTTP_RIGHTS_WORLD_H

#include "tests/http/rights_things.h"

/* ---- building */

static inline void rw_person(struct rw_world *world, const char *external_id, rw_id ret_id)
{
    snprintf(ret_id, sizeof(rw_id), "%s", http_server_id(&world->server, external_id));
}

static inline void rw_programme(struct rw_world *world, const char *unit, const char *kind,
                                const char *name, rw_id ret_id)
{
    int year = (int)(clock_today() / 10000);
    rw_post(world, ret_id, "/v1/programmes",
            "{\"unit_id\":\"%s\",\"kind\":\"%s\",\"name\":\"%s\",\"starts_on\":\"%d-01-01\","
            "\"ends_on\":\"%d-12-31\",\"requests_live_max\":50}",
            unit, kind, name, year, year + 1);
}

static inline void rw_offer(struct rw_world *world, const char *programme, const char *mentor)
{
    rw_id id;
    char target[200];
    rw_post(world, id, "/v1/mentor-offers",
            "{\"programme_id\":\"%s\",\"mentor_id\":\"%s\",\"seats\":40}", programme, mentor);
    snprintf(target, sizeof target, "/v1/mentor-offers/%s/publish", id);
    rw_post(world, NULL, target, "{}");
}

/* A request, sent; accepted too, so that there is a mentorship. */
static inline void rw_request(struct rw_world *world, const char *programme, const char *student,
                              const char *mentor, bool accepted)
{
    rw_id id;
    char target[200];
    rw_post(world, id, "/v1/mentoring-requests",
            "{\"programme_id\":\"%s\",\"student_id\":\"%s\",\"mentor_id\":\"%s\"}", programme,
            student, mentor);
    snprintf(target, sizeof target, "/v1/mentoring-requests/%s/submit", id);
    rw_free_seats(world);
    rw_post(world, NULL, target, "{}");
    snprintf(target, sizeof target, "/v1/mentoring-requests/%s/accept", id);
    if (accepted)
        rw_post(world, NULL, target, "{}");
    rw_free_seats(world);
}

/* What strangers have in a programme. */
static inline void rw_settle(struct rw_world *world, const char *programme)
{
    rw_offer(world, programme, world->mentor);
    rw_offer(world, programme, world->other_mentor);
    rw_request(world, programme, world->student, world->mentor, false);
    rw_request(world, programme, world->student, world->other_mentor, true);
}

/* What a caller is a party of, on either side, in a unit that they have no role for. */
static inline void rw_take_part(struct rw_world *world, const struct rw_caller *caller)
{
    const char *programme = world->programmes[UNIT_B];
    rw_offer(world, programme, caller->person);
    rw_request(world, programme, caller->person, world->mentor, false);
    rw_request(world, programme, caller->person, world->other_mentor, true);
    rw_request(world, programme, world->other_student, caller->person, false);
    rw_request(world, programme, world->student, caller->person, true);
}

static inline void rw_token(struct rw_world *world, const struct rw_caller *caller,
                            enum token_scope scope, const char *label,
                            char ret_text[TOKEN_TEXT_SIZE], rw_id ret_id)
{
    struct token token;
    int64_t now = clock_utc_ms();
    struct token_order order = {.person_id = caller->program ? NULL : caller->person,
                                .scope = scope,
                                .label = label,
                                .now = now,
                                .expires = now + 3600000};
    order.grant.role = (enum account_role)(caller->program ? caller->column : 0);
    if (caller->program)
        memcpy(order.grant.unit_id, caller->whole ? "" : caller->unit, caller->whole ? 1 : 37);
    cr_assert(eq(int, store_token_create(world->server.database.store, &order, ret_text, &token),
                 STATUS_OK));
    snprintf(ret_id, sizeof(rw_id), "%s", token.id);
}

static inline void rw_appoint(struct rw_world *world, const char *person, const char *role,
                              const char *unit, bool ended)
{
    char quoted[48];
    snprintf(quoted, sizeof quoted, unit[0] == '\0' ? "NULL" : "'%s'", unit);
    rw_sql(world,
           "INSERT INTO appointment (id, person_id, role, unit_id, created_at, ended_at) VALUES "
           "(new_id(%lld), '%s', '%s', %s, now(), %s)",
           (long long)clock_utc_ms(), person, role, quoted, ended ? "now()" : "NULL");
}

/* Callers, in the order in which they are asked; unit A is that of all but one. */
static const struct rw_row {
    const char *name, *external_id; /* external_id NULL: no person */
    unsigned column;
    bool whole, program;
} rw_rows[] = {
    {"anyone", NULL, RW_ANYONE, false, false},
    {"a student", "c1", ACCOUNT_STUDENT, false, false},
    {"an alumnus", "c2", ACCOUNT_ALUMNUS, false, false},
    {"a teacher of A", "c3", ACCOUNT_TEACHER, false, false},
    {"a teacher of all", "c4", ACCOUNT_TEACHER, true, false},
    {"a coordinator of A", "c5", ACCOUNT_COORDINATOR, false, false},
    {"a coordinator of all", "c6", ACCOUNT_COORDINATOR, true, false},
    {"a career centre of A", "c7", ACCOUNT_CAREER_CENTRE, false, false},
    {"a career centre of all", "c8", ACCOUNT_CAREER_CENTRE, true, false},
    {"an admin of A", "c9", ACCOUNT_ADMIN, false, false},
    {"an admin of all", "c10", ACCOUNT_ADMIN, true, false},
    {"a coordinator's program of A", NULL, ACCOUNT_COORDINATOR, false, true},
    {"a coordinator's program of all", NULL, ACCOUNT_COORDINATOR, true, true},
    {"a career centre's program of A", NULL, ACCOUNT_CAREER_CENTRE, false, true},
    {"a career centre's program of all", NULL, ACCOUNT_CAREER_CENTRE, true, true},
    {"an admin's program of A", NULL, ACCOUNT_ADMIN, false, true},
    {"an admin's program of all", NULL, ACCOUNT_ADMIN, true, true},
    {"an admin of the department A1", "c11", ACCOUNT_ADMIN, false, false},
};
#define RW_ROWS (sizeof rw_rows / sizeof rw_rows[0])

static inline void rw_add_caller(struct rw_world *world, const struct rw_row *row)
{
    static const char department[] = "c11";
    struct rw_caller *caller = &world->callers[world->callers_count++];
    bool here = row->external_id != NULL && strcmp(row->external_id, department) == 0;
    *caller =
        (struct rw_caller){.name = row->name,
                           .column = row->column,
                           .whole = row->whole,
                           .program = row->program,
                           .student = row->external_id != NULL && row->column != ACCOUNT_ALUMNUS,
                           .alumnus = row->external_id != NULL && row->column != ACCOUNT_STUDENT};
    memcpy(caller->unit, world->units[here ? UNIT_A1 : UNIT_A], sizeof(rw_id));
    if (row->column == RW_ANYONE)
        return;
    if (row->external_id != NULL) {
        rw_person(world, row->external_id, caller->person);
        rw_take_part(world, caller);
        rw_appoint(world, caller->person, "teacher", world->units[UNIT_B], true);
    }
    if (row->external_id != NULL && row->column >= ACCOUNT_TEACHER)
        rw_appoint(world, caller->person, account_role_words[row->column],
                   row->whole ? "" : caller->unit, false);
    rw_token(world, caller, TOKEN_ALL, NULL, caller->token, caller->token_id);
    rw_token(world, caller, TOKEN_READ, NULL, caller->read_token, caller->read_id);
    if (row->external_id != NULL) {
        char text[TOKEN_TEXT_SIZE];
        rw_id spare;
        rw_token(world, caller, TOKEN_ALL, "spare", text, spare);
    }
}

/* Roles and tokens of strangers, one for each unit and one for none. */
static inline void rw_strangers(struct rw_world *world)
{
    for (size_t i = 0; i <= UNITS; i++) {
        struct rw_caller program = {.program = true, .column = ACCOUNT_COORDINATOR};
        char text[TOKEN_TEXT_SIZE];
        rw_id id;
        program.whole = i == UNITS;
        memcpy(program.unit, i == UNITS ? "" : world->units[i], i == UNITS ? 1 : 37);
        rw_appoint(world, world->fresh, "teacher", program.unit, false);
        rw_token(world, &program, TOKEN_ALL, NULL, text, id);
    }
    struct rw_caller stranger = {.program = false};
    char text[TOKEN_TEXT_SIZE];
    rw_id id;
    memcpy(stranger.person, world->student, sizeof(rw_id));
    rw_token(world, &stranger, TOKEN_ALL, NULL, text, id);
}

/* Somebody who was erased, and may be let in again once. */
static inline void rw_erase(struct rw_world *world, const char *external_id)
{
    char target[200];
    snprintf(target, sizeof target, "/v1/people/%s?grace=skip",
             http_server_id(&world->server, external_id));
    struct http_reply reply =
        rw_send(world, "DELETE", world->server.staff, target, "If-Match: *\r\n", NULL);
    cr_assert(eq(int, reply.status, 204), "%s", reply.bytes);
    http_reply_free(&reply);
}

/* What each person agreed to. */
static inline void rw_consents(struct rw_world *world)
{
    char ids[60][STORE_ID_SIZE];
    size_t count = 0;
    bool kept = false;
    for (size_t i = 0; i < RESOURCE_COUNT; i++)
        kept = kept || strcmp(resources[i].kind.name, "consent") == 0;
    PGresult *result = PQexec(world->server.database.raw,
                              "SELECT id FROM person WHERE erased_at IS NULL ORDER BY id");
    for (int row = 0; row < PQntuples(result) && count < 60; row++)
        snprintf(ids[count++], sizeof(rw_id), "%s", PQgetvalue(result, row, 0));
    PQclear(result);
    for (size_t i = 0; kept && i < count; i++)
        rw_post(world, NULL, "/v1/consents",
                "{\"person_id\":\"%s\",\"purpose\":\"events\",\"channel\":\"email\","
                "\"basis\":\"consent\",\"text_version\":\"1\"}",
                ids[i]);
}

/* In each unit two groups: one that a stranger and all callers are invited to, and one of nobody.
 */
static inline void rw_groups(struct rw_world *world)
{
    rw_id all;
    for (size_t i = 0; i < UNITS; i++) {
        static const char group[] = "{\"unit_id\":\"%s\",\"kind\":\"circle\",\"name\":\"%s\","
                                    "\"joinable\":true}";
        rw_post(world, all, "/v1/groups", group, world->units[i], "All");
        rw_post(world, world->groups[i], "/v1/groups", group, world->units[i], "Nobody");
        rw_post(world, NULL, "/v1/memberships", "{\"group_id\":\"%s\",\"person_id\":\"%s\"}", all,
                world->student);
        for (size_t c = 0; c < world->callers_count && i == UNIT_B; c++)
            if (world->callers[c].person[0] != '\0')
                rw_post(world, NULL, "/v1/memberships",
                        "{\"group_id\":\"%s\",\"person_id\":\"%s\"}", all,
                        world->callers[c].person);
    }
}

static inline void rw_units(struct rw_world *world)
{
    static const char *const names[UNITS] = {"Example University", "Faculty of Bridges",
                                             "Department of Piers", "Faculty of Law"};
    static const char *const kinds[UNITS] = {"university", "faculty", "department", "faculty"};
    static const enum rw_unit parents[UNITS] = {UNITS, UNIT_TOP, UNIT_A, UNIT_TOP};
    for (size_t i = 0; i < UNITS; i++) {
        bool root = parents[i] == UNITS;
        rw_post(world, world->units[i], "/v1/units", "{\"kind\":\"%s\",\"name\":\"%s\"%s%s%s}",
                kinds[i], names[i], root ? "" : ",\"parent_id\":\"",
                root ? "" : world->units[parents[i]], root ? "" : "\"");
    }
}

static inline void rw_people(struct rw_world *world)
{
    static const struct {
        const char *external_id, *unit;
    } strangers[] = {{"pu", "Example University"},
                     {"pa", "Faculty of Bridges"},
                     {"pa1", "Department of Piers"},
                     {"pb", "Faculty of Law"},
                     {"pn", "Elsewhere"},
                     {"gone", ""},
                     {"f", ""},
                     {"m", ""},
                     {"om", ""},
                     {"s", ""},
                     {"os", ""}};
    char csv[6000];
    size_t at = (size_t)snprintf(csv, sizeof csv,
                                 "external_id,role,name,email,unit,programme,languages,seats\n");
    for (size_t i = 0; i < sizeof strangers / sizeof strangers[0]; i++)
        at +=
            (size_t)snprintf(csv + at, sizeof csv - at, "%s,both,%s,,%s,bouwkunde,nl:native,50\n",
                             strangers[i].external_id, strangers[i].external_id, strangers[i].unit);
    for (size_t i = 0; i < RW_ROWS; i++)
        if (rw_rows[i].external_id != NULL)
            at += (size_t)snprintf(
                csv + at, sizeof csv - at, "%s,both,%s,%s@example.org,%s,bouwkunde,nl:native,50\n",
                rw_rows[i].external_id, rw_rows[i].external_id, rw_rows[i].external_id,
                rw_rows[i].column < ACCOUNT_TEACHER ? "Faculty of Bridges" : "");
    http_server_import(&world->server, csv, "pu");
    rw_person(world, "f", world->fresh);
    rw_person(world, "m", world->mentor);
    rw_person(world, "om", world->other_mentor);
    rw_person(world, "s", world->student);
    rw_person(world, "os", world->other_student);
    rw_person(world, "pa1", world->here);
    rw_person(world, "pb", world->there);
}

/* The student was an alumnus too, and the alumnus a student, when they took part. */
static inline void rw_become(struct rw_world *world, const char *external_id, const char *role)
{
    rw_sql(world,
           "UPDATE person SET role = '%s', version = version + 1, "
           "changed_xid = pg_current_xact_id() "
           "WHERE external_id = '%s'",
           role, external_id);
}

/* Until the server has seen who has become what, and the last one appointed. */
static inline void rw_wait(struct rw_world *world)
{
    char target[200];
    const struct rw_caller *last = &world->callers[world->callers_count - 1];
    snprintf(target, sizeof target, "/v1/people/%s/students", world->callers[1].person);
    cr_assert(ge(int, (int)rw_becomes(world, world->server.staff, target, 409), 0));
    snprintf(target, sizeof target, "/v1/people/%s/mentors", world->callers[2].person);
    cr_assert(ge(int, (int)rw_becomes(world, world->server.staff, target, 409), 0));
    cr_assert(ge(int, (int)rw_becomes(world, last->token, "/v1/appointments", 200), 0));
}

/* ---- rounds */

/* A round of what a programme's people have told, with a run that is done, one that another server
 * makes, and the run's pairs approved, but for that of the student whom everybody may put into
 * another. */
static inline void rw_round(struct rw_world *world, const char *programme)
{
    rw_id round, run;
    char target[200];
    rw_post(world, round, "/v1/rounds", "{\"programme_id\":\"%s\",\"name\":\"Autumn\"}", programme);
    snprintf(target, sizeof target, "/v1/rounds/%s/open", round);
    rw_post(world, NULL, target, "{}");
    snprintf(target, sizeof target, "/v1/rounds/%s/freeze", round);
    rw_post(world, NULL, target, "{}");
    rw_post(world, run, "/v1/runs", "{\"round_id\":\"%s\"}", round);
    while (strcmp(rw_sql(world, "SELECT state FROM run WHERE id = '%s'", run), "done") != 0)
        cr_assert(strcmp(rw_sql(world, "SELECT state FROM run WHERE id = '%s'", run), "failed") !=
                  0);
    rw_sql(world,
           "UPDATE round SET run_id = '%s', published_at = now() - interval '1 day' "
           "WHERE id = '%s'",
           run, round);
    snprintf(target, sizeof target, "/v1/rounds/%s/review", round);
    rw_post(world, NULL, target, "{}");
    snprintf(target, sizeof target, "/v1/rounds/%s/approve", round);
    rw_post(world, NULL, target, "{}");
    rw_sql(world, "DELETE FROM pair WHERE round_id = '%s' AND student_id = '%s'", round,
           world->student);
    /* Of what is left the draw decides who meets whom: one pair stays, and it is of strangers. */
    rw_sql(world,
           "DELETE FROM pair USING pair AS other WHERE pair.round_id = '%s' "
           "AND other.round_id = pair.round_id AND other.id < pair.id",
           round);
    rw_sql(world, "UPDATE pair SET student_id = '%s', mentor_id = '%s' WHERE round_id = '%s'",
           world->other_student, world->other_mentor, round);
    rw_sql(world,
           "INSERT INTO run (id, round_id, programme_id, snapshot_id, objective, minimum_bp, seed, "
           "orders, state, state_since, deadline_at, created_at, updated_at) SELECT new_id(%lld), "
           "round_id, programme_id, snapshot_id, objective, minimum_bp, seed, orders, 'running', "
           "now(), now() + interval '9 days', now(), now() FROM run WHERE id = '%s'",
           (long long)clock_utc_ms(), run);
}

/* Pairs that were released, in a round of their own: of two sides, either may be somebody. */
static inline void rw_pairs(struct rw_world *world, const char *programme, const char *somebody)
{
    const char *const sides[][2] = {{somebody, world->mentor}, {world->student, somebody}};
    rw_id round;
    rw_post(world, round, "/v1/rounds", "{\"programme_id\":\"%s\",\"name\":\"Spring\"}", programme);
    rw_sql(world, "UPDATE round SET state = 'published', published_at = now() WHERE id = '%s'",
           round);
    for (size_t i = 0; i < 2; i++)
        rw_sql(world,
               "INSERT INTO pair (id, round_id, programme_id, student_id, mentor_id, need_id, "
               "offer_id, released_at, state, state_since, deadline_at, created_at, updated_at) "
               "SELECT new_id(%lld), '%s', programme.id, '%s', '%s', "
               "(SELECT id FROM need WHERE programme_id = programme.id LIMIT 1), "
               "(SELECT id FROM mentor_offer WHERE programme_id = programme.id LIMIT 1), now(), "
               "'released', now(), now() + interval '9 days', now(), now() FROM programme "
               "WHERE id = '%s'",
               (long long)clock_utc_ms() + (long long)i, round, sides[i][0], sides[i][1],
               programme);
}

/* ---- guest lectures */

#define RW_LIFE "now(), now() + interval '9 days', now(), now()"

/* An offer of the one, a request of the other, and the one invited to it; each lecture on a day of
 * its own. */
static inline void rw_lecture(struct rw_world *world, const char *programme, const char *speaker,
                              const char *teacher)
{
    static long long day = 20;
    rw_id offer, request;
    memcpy(offer,
           rw_sql(world,
                  "INSERT INTO lecture_offer (id, programme_id, speaker_id, title, topics, format, "
                  "travel_km, notice_days, times_a_year, state, state_since, deadline_at, "
                  "created_at, updated_at) VALUES (new_id(%lld), '%s', '%s', 'Bridges', '{}', "
                  "'either', 100, 0, 100, 'published', " RW_LIFE ") RETURNING id",
                  (long long)clock_utc_ms(), programme, speaker),
           sizeof offer);
    memcpy(
        request,
        rw_sql(world,
               "INSERT INTO lecture_request (id, programme_id, teacher_id, course, wishes, "
               "languages, level, format, earliest_on, latest_on, minutes, audience, expires_at, "
               "state, state_since, deadline_at, created_at, updated_at) VALUES (new_id(%lld), "
               "'%s', '%s', 'Concrete', '{}', '[]', 'any', 'either', now()::date, "
               "'2031-12-31', 90, 0, '2032-01-01', 'open', " RW_LIFE ") RETURNING id",
               (long long)clock_utc_ms(), programme, teacher),
        sizeof request);
    day++;
    rw_sql(world,
           "INSERT INTO lecture_booking (id, programme_id, request_id, offer_id, speaker_id, "
           "teacher_id, starts_at, ends_at, online, expires_at, state, state_since, deadline_at, "
           "created_at, updated_at) VALUES (new_id(%lld), '%s', '%s', '%s', '%s', '%s', "
           "now() + interval '%lld days', now() + interval '%lld days 1 hour', true, "
           "now() + interval '%lld days', 'invited', " RW_LIFE ")",
           (long long)clock_utc_ms(), programme, request, offer, speaker, teacher, day, day, day);
}

static inline void rw_lectures(struct rw_world *world)
{
    for (size_t i = 0; i < UNITS; i++)
        rw_lecture(world, world->lectures[i], world->mentor, world->other_mentor);
    for (size_t i = 0; i < world->callers_count; i++) {
        const char *person = world->callers[i].person;
        if (person[0] == '\0')
            continue;
        rw_lecture(world, world->lectures[UNIT_B], person, world->other_mentor);
        rw_lecture(world, world->lectures[UNIT_B], world->mentor, person);
    }
}

static inline void rw_rounds(struct rw_world *world)
{
    rw_free_seats(world);
    for (size_t i = 0; i < UNITS; i++) {
        rw_round(world, world->programmes[i]);
        rw_pairs(world, world->programmes[i], world->other_student);
        memcpy(world->rounds[i],
               rw_sql(world, "SELECT id FROM round WHERE programme_id = '%s' AND name = 'Autumn'",
                      world->programmes[i]),
               sizeof(rw_id));
    }
    for (size_t i = 0; i < world->callers_count; i++)
        if (world->callers[i].person[0] != '\0')
            rw_pairs(world, world->programmes[UNIT_B], world->callers[i].person);
    rw_sql(world, "CREATE TABLE kept_round AS SELECT id, run_id, snapshot_id FROM round");
    rw_free_seats(world);
}

/* ---- internships */

/* A lead that students may apply to. */
static inline void rw_lead(struct rw_world *world, const char *programme, const char *host,
                           rw_id ret_id)
{
    char target[200];
    int year = (int)(clock_today() / 10000);
    rw_post(world, ret_id, "/v1/internship-leads",
            "{\"programme_id\":\"%s\",\"host_id\":\"%s\",\"title\":\"T\",\"text\":\"t\","
            "\"employer\":\"E\",\"seats\":40,\"starts_on\":\"%d-01-01\","
            "\"ends_on\":\"%d-12-31\",\"apply_until\":\"%d-12-31\"}",
            programme, host, year, year + 1, year + 1);
    snprintf(target, sizeof target, "/v1/internship-leads/%s/submit", ret_id);
    rw_post(world, NULL, target, "{}");
    snprintf(target, sizeof target, "/v1/internship-leads/%s/publish", ret_id);
    rw_post(world, NULL, target, "{}");
}

static inline void rw_apply(struct rw_world *world, const char *programme, const char *lead,
                            const char *student)
{
    rw_id id;
    char target[200];
    rw_post(world, id, "/v1/applications",
            "{\"programme_id\":\"%s\",\"lead_id\":\"%s\",\"student_id\":\"%s\"}", programme, lead,
            student);
    snprintf(target, sizeof target, "/v1/applications/%s/submit", id);
    rw_post(world, NULL, target, "{}");
}

/* Of strangers one a unit; of each caller, on either side, in a unit that they have no role for. */
static inline void rw_internships(struct rw_world *world)
{
    const char *of_b = world->internships[UNIT_B];
    for (size_t i = 0; i < UNITS; i++) {
        rw_lead(world, world->internships[i], world->mentor, world->leads[i]);
        rw_apply(world, world->internships[i], world->leads[i], world->student);
    }
    for (size_t i = 0; i < world->callers_count; i++) {
        rw_id lead;
        if (world->callers[i].person[0] == '\0')
            continue;
        rw_lead(world, of_b, world->callers[i].person, lead);
        rw_apply(world, of_b, lead, world->student);
        rw_apply(world, of_b, world->leads[UNIT_B], world->callers[i].person);
    }
    rw_free_seats(world);
}

static inline void rw_build(struct rw_world *world)
{
    static const char *const settings[] = {
        "KRING_TICK_MS", "0",
        /* Runs are made when they are asked for, and no
         * sooner. */
        "KRING_RUN_POLL_MS", "20", "KRING_SMTP_URL", "smtp://127.0.0.1:9", "KRING_MAIL_FROM",
        "kring@uni.example", "KRING_SIGN_IN_URL", "https://uni.example/enter", NULL};
    static const char *const names[UNITS] = {"Of the top", "Of A", "Of A1", "Of B"};
    *world = (struct rw_world){.server = http_server_start(settings)};
    rw_units(world);
    rw_people(world);
    rw_erase(world, "gone");
    for (size_t i = 0; i < UNITS; i++) {
        rw_programme(world, world->units[i], "mentoring", names[i], world->programmes[i]);
        rw_programme(world, world->units[i], "lectures", names[i], world->lectures[i]);
        rw_programme(world, world->units[i], "internships", names[i], world->internships[i]);
        rw_settle(world, world->programmes[i]);
    }
    rw_programme(world, world->units[UNIT_A], "mentoring", "New of A", world->new_a);
    rw_programme(world, world->units[UNIT_B], "mentoring", "New of B", world->new_b);
    rw_offer(world, world->new_a, world->mentor);
    rw_offer(world, world->new_b, world->mentor);
    for (size_t i = 0; i < RW_ROWS; i++)
        rw_add_caller(world, &rw_rows[i]);
    rw_strangers(world);
    rw_consents(world);
    rw_groups(world);
    rw_rounds(world);
    rw_internships(world);
    rw_lectures(world);
    rw_become(world, "c1", "student");
    rw_become(world, "c2", "alumnus");
    rw_sql(world, "CREATE TABLE kept (id uuid PRIMARY KEY, state text)");
    rw_load(world, NULL, "person");
    for (size_t i = 0; i < RESOURCE_COUNT; i++)
        rw_load(world, &resources[i], resources[i].kind.name);
    rw_mark_roles(world);
    rw_wait(world);
}

#endif
