/* Every lifecycle over HTTP, whole: each state, each event, each kind of caller, and the answer
 * that the table says. States are set by SQL, with the counters that belong to them. */
#include "tests/http/mentoring_scene.h"

#include "api/store/lifecycle.h"

enum caller { STUDENT, MENTOR, STAFF, STRANGER, NOBODY, CALLER_COUNT };
static const char *const caller_words[] = {"the student", "the mentor", "staff", "a stranger",
                                           "nobody"};

/* The scene and one object of each lifecycle in it. */
struct stage {
    struct scene scene;
    char request[SCENE_ID_SIZE], mentorship[SCENE_ID_SIZE], pair[SCENE_ID_SIZE];
};

static void make_pair(struct stage *stage);

static struct stage stage_new(void)
{
    struct stage stage = {.scene = scene_new()};
    scene_request(&stage.scene, &stage.scene.student, &stage.scene.mentor, stage.request);
    scene_accept(&stage.scene, &stage.scene.mentor, stage.request, stage.mentorship);
    make_pair(&stage);
    return stage;
}

static const char *id_of(const struct stage *stage, const struct lifecycle *lifecycle)
{
    return strcmp(lifecycle->object, "mentor_offer") == 0        ? stage->scene.offer
           : strcmp(lifecycle->object, "mentoring_request") == 0 ? stage->request
           : strcmp(lifecycle->object, "pair") == 0              ? stage->pair
                                                                 : stage->mentorship;
}

static const char *token_of(const struct stage *stage, enum caller caller)
{
    switch (caller) {
    case STUDENT: return stage->scene.student.token;
    case MENTOR: return stage->scene.mentor.token;
    case STAFF: return stage->scene.server.staff;
    case STRANGER: return stage->scene.other_student.token;
    default: return NULL;
    }
}

/* An offer has no student. */
static unsigned bits_of(const struct lifecycle *lifecycle, enum caller caller)
{
    bool offer = strcmp(lifecycle->object, "mentor_offer") == 0;
    switch (caller) {
    case STUDENT: return offer ? 0 : BY_STUDENT;
    case MENTOR: return BY_MENTOR;
    case STAFF: return BY_STAFF;
    default: return 0;
    }
}

/* ---- setting a state */

static const char *sql(const struct stage *stage, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static const char *sql(const struct stage *stage, const char *format, ...)
{
    char text[1000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return database_sql(stage->scene.server.database.raw, text);
}

static void set_state(const struct stage *stage, const struct lifecycle *lifecycle, const char *id,
                      const char *word)
{
    bool waits = !lifecycle_state(lifecycle, word)->end;
    sql(stage,
        "UPDATE %s SET state = '%s', reason_code = NULL, reminder_at = NULL, "
        "deadline_at = CASE WHEN %s THEN now() + interval '10 days' END WHERE id = '%s'",
        lifecycle->object, word, waits ? "true" : "false", id);
}

static void set_counters(const struct stage *stage, int live, int have, int taken)
{
    sql(stage,
        "UPDATE need SET requests_live = %d, mentors_have = %d, avoided = '[]' WHERE student_id = "
        "'%s'",
        live, have, stage->scene.student.id);
    sql(stage, "UPDATE mentor_offer SET seats_taken = %d", taken);
    sql(stage, "UPDATE person SET seats_taken = %d WHERE id = '%s'", taken, stage->scene.mentor.id);
}

/* ---- pairs */

/* What both sides come to know of: what was released. */
static bool was_released(const char *state)
{
    return lifecycle_names("released confirmed declined_student declined_mentor lapsed", state);
}

/* The student and the mentor in a round of the programme, before anything is decided. */
static void make_pair(struct stage *stage)
{
    char body[200];
    char round[SCENE_ID_SIZE];
    snprintf(body, sizeof body, "{\"programme_id\":\"%s\",\"name\":\"Autumn\"}",
             stage->scene.programme);
    scene_make(&stage->scene, stage->scene.server.staff, "rounds", body, round);
    snprintf(stage->pair, sizeof stage->pair, "%s",
             sql(stage,
                 "INSERT INTO pair (id, round_id, programme_id, student_id, mentor_id, state, "
                 "state_since, deadline_at, created_at, updated_at) SELECT new_id(1), id, "
                 "programme_id, '%s', '%s', 'proposed', now(), now(), now(), now() FROM round "
                 "WHERE id = '%s' RETURNING id",
                 stage->scene.student.id, stage->scene.mentor.id, round));
}

/* With the history that led there. */
static void prepare_pair(const struct stage *stage, const struct lifecycle_state *state)
{
    bool released = was_released(state->word);
    sql(stage, "SET session_replication_role = replica; " /* else the audit only grows */
               "DELETE FROM audit WHERE object = 'pair'; DELETE FROM outbox; "
               "SET session_replication_role = origin");
    sql(stage,
        "UPDATE pair SET version = 2, student_confirmed_at = NULL, mentor_confirmed_at = NULL, "
        "released_at = CASE WHEN told THEN now() END, need_id = CASE WHEN told THEN need.id END, "
        "offer_id = CASE WHEN told THEN '%s'::uuid END FROM need, (SELECT %s AS told) AS released "
        "WHERE need.student_id = pair.student_id",
        stage->scene.offer, released ? "true" : "false");
    sql(stage,
        "INSERT INTO audit (object, object_id, version, event, to_state, actor, at) SELECT 'pair', "
        "id, v, 'x', CASE WHEN v = 1 AND %s THEN 'released' WHEN v = 1 THEN 'proposed' ELSE '%s' "
        "END, 'step', now() FROM pair, generate_series(1, 2) AS v",
        released ? "true" : "false", state->word);
}

/* What stands for one lifecycle stands for itself: no other objects, and the counters of this
 * state. wait is for where no seat is free. */
static void prepare(const struct stage *stage, const struct lifecycle *lifecycle,
                    const struct lifecycle_row *row, const struct lifecycle_state *state)
{
    const struct lifecycle *offers = lifecycle_find("mentor_offer");
    bool request = strcmp(lifecycle->object, "mentoring_request") == 0;
    bool mentorship = strcmp(lifecycle->object, "mentorship") == 0;
    bool full = request && strcmp(row->event, "wait") == 0;
    bool completed = strcmp(state->word, "completed") == 0;
    sql(stage, "DELETE FROM hours_year");
    sql(stage, "DELETE FROM mentoring_request WHERE id <> '%s'", stage->request);
    if (!mentorship)
        sql(stage, "DELETE FROM mentorship");
    if (!mentorship && !request)
        sql(stage, "DELETE FROM mentoring_request");
    if (strcmp(lifecycle->object, "pair") == 0) {
        set_state(stage, lifecycle, stage->pair, "proposed");
        prepare_pair(stage, state);
    }
    set_state(stage, offers, stage->scene.offer, "active");
    bool held = !request && state->held;
    set_counters(stage, request && state->held, held || (mentorship && completed),
                 full   ? 2
                 : held ? 1
                        : 0);
    set_state(stage, lifecycle, id_of(stage, lifecycle), state->word);
}

/* ---- what is expected */

/* A draft of a student's is nothing that the mentor sees, and a pair before it is released nothing
 * that either sees. */
static bool is_unsent(const struct lifecycle *lifecycle, const struct lifecycle_state *state,
                      enum caller caller)
{
    if (strcmp(lifecycle->object, "pair") == 0)
        return (caller == STUDENT || caller == MENTOR) && !was_released(state->word);
    return caller == MENTOR && strcmp(lifecycle->object, "mentoring_request") == 0 &&
           state == &lifecycle->states[0];
}

static int status_expected(const struct lifecycle *lifecycle, const struct lifecycle_row *row,
                           const struct lifecycle_state *state, enum caller caller)
{
    unsigned bits = bits_of(lifecycle, caller);
    if (caller == NOBODY)
        return 401;
    if (row->who == BY_STAFF && caller != STAFF)
        return 403; /* the operation is no party's, whatever is there */
    if (bits == 0 || is_unsent(lifecycle, state, caller))
        return 404;
    if ((row->who & bits) == 0)
        return 403;
    return lifecycle_allows(row, state->word) ? 200 : 409;
}

/* The first reason where one must be given; else no body at all. */
static const char *body_of(const struct lifecycle_row *row, char body[TARGET_SIZE])
{
    if (row->reasons == NULL || row->reasons[0] != '!')
        return NULL;
    snprintf(body, TARGET_SIZE, "{\"reason_code\":\"%.*s\"}", (int)strcspn(row->reasons + 1, " "),
             row->reasons + 1);
    return body;
}

static void expect_moved(const struct stage *stage, const struct lifecycle *lifecycle,
                         const struct lifecycle_row *row, const struct lifecycle_state *state,
                         const struct http_reply *reply)
{
    char value[512];
    const char *id = id_of(stage, lifecycle);
    const char *to = row->to[0] == '\0' ? state->word : row->to;
    cr_expect(eq(str, TEXT(http_member(reply, "state", value)), TEXT(to)), "%s", row->event);
    cr_expect(eq(str,
                 TEXT(sql(stage,
                          "SELECT event FROM audit JOIN %s AS o ON o.id = object_id AND "
                          "o.version = audit.version WHERE o.id = '%s'",
                          lifecycle->object, id)),
                 TEXT(row->event)));
}

static void expect_stayed(const struct stage *stage, const struct lifecycle *lifecycle,
                          const struct lifecycle_state *state, const struct http_reply *reply)
{
    const char *now = sql(stage, "SELECT state FROM %s WHERE id = '%s'", lifecycle->object,
                          id_of(stage, lifecycle));
    cr_expect(eq(str, TEXT(now), TEXT(state->word)));
    if (reply->status != 409)
        return;
    cr_expect(ne(ptr, strstr(reply->body, "\"code\":\"state\""), NULL), "%s", reply->body);
    cr_expect(ne(ptr, strstr(reply->body, state->word), NULL), "%s", reply->body);
}

static void try_cell(const struct stage *stage, const struct lifecycle *lifecycle,
                     const struct lifecycle_row *row, const struct lifecycle_state *state,
                     enum caller caller)
{
    char body[TARGET_SIZE];
    int expected = status_expected(lifecycle, row, state, caller);
    prepare(stage, lifecycle, row, state);
    struct http_reply reply =
        scene_fire(&stage->scene, token_of(stage, caller), lifecycle->collection,
                   id_of(stage, lifecycle), row->path, body_of(row, body));
    cr_expect(eq(int, reply.status, expected), "%s, %s: %s by %s: %s", lifecycle->object,
              state->word, row->event, caller_words[caller], reply.body);
    if (reply.status == 200)
        expect_moved(stage, lifecycle, row, state, &reply);
    else
        expect_stayed(stage, lifecycle, state, &reply);
    http_reply_free(&reply);
}

/* ---- the walk */

static void try_event(const struct stage *stage, const struct lifecycle *lifecycle,
                      const struct lifecycle_row *row)
{
    for (const struct lifecycle_state *state = lifecycle->states; state->word != NULL; state++)
        for (int caller = 0; caller < CALLER_COUNT; caller++)
            try_cell(stage, lifecycle, row, state, (enum caller)caller);
}

static void try_lifecycle(const char *object)
{
    struct stage stage = stage_new();
    const struct lifecycle *lifecycle = lifecycle_find(object);
    for (const struct lifecycle_row *row = lifecycle->rows; row->event != NULL; row++)
        if (row->path != NULL)
            try_event(&stage, lifecycle, row);
    scene_end(&stage.scene);
}

Test(lifecycle, every_event_of_an_offer_is_answered_as_the_table_says, .timeout = 120)
{
    try_lifecycle("mentor_offer");
}

Test(lifecycle, every_event_of_a_request_is_answered_as_the_table_says, .timeout = 120)
{
    try_lifecycle("mentoring_request");
}

Test(lifecycle, every_event_of_a_mentorship_is_answered_as_the_table_says, .timeout = 120)
{
    try_lifecycle("mentorship");
}

Test(lifecycle, every_event_of_a_pair_is_answered_as_the_table_says, .timeout = 120)
{
    try_lifecycle("pair");
}

/* ---- allowed_events */

/* As JSON writes the events; "" where there are none, as absent members are left out. */
static void make_allowed(const struct lifecycle *lifecycle, const struct lifecycle_state *state,
                         enum caller caller, char allowed[1000])
{
    size_t size = 0;
    allowed[0] = '\0';
    for (const struct lifecycle_row *row = lifecycle->rows; row->event != NULL; row++)
        if (row->path != NULL && status_expected(lifecycle, row, state, caller) == 200)
            size += (size_t)snprintf(allowed + size, 1000 - size, "%s\"%s\"",
                                     size == 0 ? "\"allowed_events\":[" : ",", row->event);
    if (size > 0)
        snprintf(allowed + size, 1000 - size, "]");
}

static void expect_allowed(const struct stage *stage, const struct lifecycle *lifecycle,
                           const struct lifecycle_state *state, enum caller caller)
{
    char target[TARGET_SIZE];
    char allowed[1000];
    make_allowed(lifecycle, state, caller, allowed);
    snprintf(target, sizeof target, "/v1/%s/%s", lifecycle->collection, id_of(stage, lifecycle));
    struct http_reply reply =
        scene_send(&stage->scene, "GET", token_of(stage, caller), target, NULL, NULL);
    cr_expect(eq(int, reply.status, 200), "%s", reply.body);
    cr_expect(ne(ptr, strstr(reply.body, allowed), NULL), "%s, %s, %s: %s", lifecycle->object,
              state->word, caller_words[caller], reply.body);
    cr_expect(eq(int, strstr(reply.body, "\"allowed_events\"") != NULL, allowed[0] != '\0'), "%s",
              reply.body);
    http_reply_free(&reply);
}

Test(lifecycle, each_caller_is_shown_the_events_they_may_fire_now, .timeout = 120)
{
    /* mentorships first: to prepare the others removes them */
    static const char *const objects[] = {"mentorship", "mentoring_request", "mentor_offer",
                                          "pair"};
    struct stage stage = stage_new();
    for (size_t i = 0; i < sizeof objects / sizeof objects[0]; i++) {
        const struct lifecycle *lifecycle = lifecycle_find(objects[i]);
        for (const struct lifecycle_state *state = lifecycle->states; state->word != NULL; state++)
            for (int caller = 0; caller < CALLER_COUNT; caller++) {
                if (bits_of(lifecycle, (enum caller)caller) == 0 ||
                    is_unsent(lifecycle, state, (enum caller)caller))
                    continue;
                prepare(&stage, lifecycle, lifecycle->rows, state);
                expect_allowed(&stage, lifecycle, state, (enum caller)caller);
            }
    }
    scene_end(&stage.scene);
}

/* ---- what has no route */

Test(lifecycle, events_of_the_clock_and_of_steps_have_no_route, .timeout = 120)
{
    struct stage stage = stage_new();
    size_t found = 0;
    for (const struct lifecycle *lifecycle = lifecycles; lifecycle->object != NULL; lifecycle++)
        for (const struct lifecycle_row *row = lifecycle->rows; row->event != NULL; row++) {
            if (row->path != NULL)
                continue;
            char path[100];
            snprintf(path, sizeof path, "%s", row->event);
            for (char *at = path; *at != '\0'; at++)
                *at = *at == '_' ? '-' : *at;
            struct http_reply reply =
                scene_fire(&stage.scene, stage.scene.server.staff, lifecycle->collection,
                           id_of(&stage, lifecycle), path, NULL);
            cr_expect(eq(int, reply.status, 404), "%s %s", lifecycle->object, row->event);
            http_reply_free(&reply);
            found++;
        }
    cr_expect(ge(sz, found, 9));
    scene_end(&stage.scene);
}
