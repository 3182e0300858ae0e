/* Steps that meet other writers at the same moment: programmes that are shortened, drafts and needs
 * that are written, and everybody at once. */
#include "tests/db/step_world.h"

#include <pthread.h>
#include <stdatomic.h>

static struct id eva, offer_of_ann, offer_of_bo, offer_of_eva;

static void start(void)
{
    set_up();
    step_now = TEST_NOW;
    found_university();
    eva = person_named("eva");
    offer_of_ann = active_offer(&ann);
    offer_of_bo = active_offer(&bo);
    offer_of_eva = active_offer(&eva);
}

TestSuite(races, .init = start, .fini = tear_down, .timeout = 300);

/* ---- two at once: the second begins while the first is not committed */

struct second {
    pthread_t thread;
    struct store *store;
    store_work *work;
    void *context;
    atomic_bool done;
    enum status status;
};

static void *run_second(void *context)
{
    struct second *second = context;
    second->status = store_transaction(second->store, second->work, second->context);
    atomic_store(&second->done, true);
    return NULL;
}

/* Runs second while first is done but not committed; commits first once second waits or is done. */
static enum status run_two(store_work *first, void *first_context, store_work *work, void *context)
{
    struct second second = {.work = work, .context = context};
    cr_assert(eq(int, store_open(db.url, &second.store), STATUS_OK));
    cr_assert(eq(int, query_begin(db.store, "begin_write"), STATUS_OK));
    cr_assert(eq(int, first(db.store, first_context), STATUS_OK), "%s", store_error(db.store));
    cr_assert(eq(int, pthread_create(&second.thread, NULL, run_second, &second), 0));
    while (!atomic_load(&second.done) &&
           strcmp(sql("SELECT count(*) FROM pg_locks WHERE NOT granted"), "0") == 0)
        usleep(2000);
    cr_assert(eq(int, query_commit(db.store), STATUS_OK));
    pthread_join(second.thread, NULL);
    store_close(second.store);
    return second.status;
}

static struct taking taking(const char *object, const struct id *id, const char *event)
{
    struct taking one = taking_of(object, id->text, event, ACTOR_STAFF);
    one.faults = faults_in(db.arena);
    return one;
}

/* The programme as it is, but for its last day. */
static struct writing shortening(struct programme *shorter, struct faults *faults, int32_t ends_on)
{
    read_back(&programmes, programme.text, shorter);
    shorter->ends_on = ends_on;
    *faults = faults_in(db.arena);
    return (struct writing){&programmes, programme.text, shorter->version, shorter, faults, 0};
}

static void expect_no_deadline_beyond(void)
{
    EXPECT_SQL("",
               "SELECT string_agg(life.state || ' ' || life.deadline_at, ', ') FROM ("
               "SELECT programme_id, state, deadline_at FROM mentor_offer UNION ALL "
               "SELECT programme_id, state, deadline_at FROM mentoring_request UNION ALL "
               "SELECT programme_id, state, deadline_at FROM mentorship) AS life "
               "JOIN programme ON programme.id = life.programme_id "
               "WHERE life.deadline_at > (programme.ends_on + 1)::timestamp AT TIME ZONE 'UTC'");
}

Test(races, what_begins_while_a_programme_is_shortened_ends_with_it)
{
    struct programme shorter;
    struct faults faults;
    struct id request = sent(&cas, &ann);
    struct taking accept = taking("mentoring_request", &request, "accept");
    struct writing writing = shortening(&shorter, &faults, 20260925);
    cr_expect(eq(int, run_two(take_in, &accept, write_in, &writing), STATUS_OK));
    expect_no_deadline_beyond();
    EXPECT_SQL("1", "SELECT count(*) FROM mentorship");
    expect_agreement("a shorter programme");
}

Test(races, what_begins_behind_a_change_of_the_programme_knows_of_it)
{
    struct programme shorter;
    struct faults faults;
    struct id mentorship = paired(&cas, &ann);
    struct taking begin = taking("mentorship", &mentorship, "start");
    struct writing writing = shortening(&shorter, &faults, 20261130);
    cr_expect(eq(int, run_two(write_in, &writing, take_in, &begin), STATUS_OK));
    expect_no_deadline_beyond();
    expect_agreement("a programme shortened before");
}

Test(races, what_is_drafted_while_a_programme_is_shortened_ends_with_it)
{
    struct programme shorter;
    struct faults faults, of_draft = faults_in(db.arena);
    struct id draft_id = new_id();
    struct mentoring_request draft = sample_request(&cas, &ann);
    struct writing drafting = {&requests, draft_id.text, 0, &draft, &of_draft, 0};
    struct writing writing = shortening(&shorter, &faults, 20260925);
    cr_expect(eq(int, run_two(write_in, &drafting, write_in, &writing), STATUS_OK));
    cr_expect(eq(str, (char *)state_of("mentoring_request", &draft_id), "draft"));
    expect_no_deadline_beyond();
}

Test(races, what_is_drafted_behind_a_change_of_the_programme_knows_of_it)
{
    struct programme shorter;
    struct faults faults, of_draft = faults_in(db.arena);
    struct id draft_id = new_id();
    struct mentoring_request draft = sample_request(&cas, &ann);
    struct writing drafting = {&requests, draft_id.text, 0, &draft, &of_draft, 0};
    struct writing writing = shortening(&shorter, &faults, 20260925);
    cr_expect(eq(int, run_two(write_in, &writing, write_in, &drafting), STATUS_OK));
    cr_expect(eq(str, (char *)state_of("mentoring_request", &draft_id), "draft"));
    expect_no_deadline_beyond();
}

/* ---- the next choice */

Test(races, a_choice_that_the_student_drafts_at_this_moment_is_left_to_them)
{
    const struct id *const ranked[] = {&ann, &bo, &eva};
    told_need(&cas, ranked, 3, true, 1);
    struct id open = sent(&cas, &ann);
    struct mentoring_request draft = sample_request(&cas, &bo);
    struct id draft_id = new_id();
    struct faults faults = faults_in(db.arena);
    struct writing writing = {&requests, draft_id.text, 0, &draft, &faults, 0};
    struct taking decline = taking("mentoring_request", &open, "decline");
    cr_expect(eq(int, run_two(write_in, &writing, take_in, &decline), STATUS_OK));
    cr_expect(eq(str, (char *)state_of("mentoring_request", &open), "declined"));
    expect_agreement("a draft at the moment of a fallback");
}

/* ---- fewer seats */

Test(races, seats_that_are_taken_at_this_moment_are_not_given_up)
{
    struct mentor_offer fewer;
    struct faults faults = faults_in(db.arena);
    sql("UPDATE mentor_offer SET seats = 2");
    paired(&dag, &ann);
    struct id request = sent(&cas, &ann);
    read_back(&offers, offer_of_ann.text, &fewer);
    fewer.seats = 1;
    struct taking accept = taking("mentoring_request", &request, "accept");
    struct writing writing = {&offers, offer_of_ann.text, fewer.version, &fewer, &faults, 0};
    cr_expect(eq(int, run_two(take_in, &accept, write_in, &writing), STATUS_CONFLICT));
    cr_assert(eq(sz, faults.count, 1));
    cr_expect(eq(str, (char *)faults.items[0].code, "seats_below_taken"));
    expect_agreement("fewer seats at the moment of an acceptance");
}

/* ---- the waiting list */

/* The clock of another server may be behind, and drafts be sent in another order than written. */
Test(races, whoever_comes_later_waits_behind_whatever_their_server_s_clock_says)
{
    sql("UPDATE mentor_offer SET seats = 1");
    paired(&dag, &ann);
    struct id early = drafted(&bo, &ann);
    struct id first = sent(&cas, &ann);
    EXPECT_FIRED("mentoring_request", &early, "submit", "");
    step_now -= 2000;
    struct id last = sent(&eva, &ann);
    EXPECT_SQL("1 2 3",
               "SELECT string_agg(position_of(r)::text, ' ' ORDER BY array_position("
               "ARRAY['%s', '%s', '%s']::uuid[], id)) FROM mentoring_request AS r "
               "WHERE state = 'waitlisted'",
               first.text, early.text, last.text);
}

Test(races, of_two_who_come_at_this_moment_each_is_told_another_place)
{
    sql("UPDATE mentor_offer SET seats = 1");
    paired(&dag, &ann);
    struct id requests_of[] = {drafted(&cas, &ann), drafted(&bo, &ann)};
    struct taking takings[] = {taking("mentoring_request", &requests_of[1], "submit"),
                               taking("mentoring_request", &requests_of[0], "submit")};
    cr_expect(eq(int, run_two(take_in, &takings[0], take_in, &takings[1]), STATUS_OK));
    EXPECT_SQL("2 1", "SELECT string_agg(position_of(r)::text, ' ' ORDER BY id) "
                      "FROM mentoring_request AS r WHERE state = 'waitlisted'");
}

/* ---- needs stay readable */

Test(races, a_rematch_of_a_need_that_avoids_as_many_as_it_may_leaves_one_that_can_be_read)
{
    struct need need;
    struct id mentorship = paired(&cas, &ann);
    EXPECT_FIRED("mentorship", &mentorship, "start", "");
    sql("UPDATE need SET avoided = (SELECT jsonb_agg(gen_random_uuid()) "
        "FROM generate_series(1, %d))",
        RANKED_MAX);
    EXPECT_FIRED("mentorship", &mentorship, "rematch", "");
    read_back(&needs, sql("SELECT id FROM need"), &need);
    cr_assert(eq(sz, need.avoided_count, RANKED_MAX));
    cr_expect(eq(str, (char *)need.avoided[RANKED_MAX - 1], ann.text));
}

/* ---- everybody at once */

#define THREADS 6
#define STEPS   150
#define ASKING  8

struct party {
    struct store *store;
    PGconn *raw;
    struct arena *arena;
    unsigned seed;
    char complaint[300];
    int done, refused;
};

static unsigned chance(struct party *party, unsigned count)
{
    party->seed = party->seed * 1103515245U + 12345U;
    return (party->seed >> 16) % count;
}

/* Of its own: database_sql's cell is shared. */
static struct id pick(const struct party *party, const char *query)
{
    struct id id = {NOBODY};
    PGresult *result = PQexec(party->raw, query);
    if (PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) > 0)
        snprintf(id.text, sizeof id.text, "%.36s", PQgetvalue(result, 0, 0));
    PQclear(result);
    return id;
}

static const struct {
    const char *object, *event, *query;
} deeds[] = {
    {"mentoring_request", "submit", "WHERE state = 'draft'"},
    {"mentoring_request", "submit", "WHERE state = 'draft'"},
    {"mentoring_request", "accept", "WHERE state IN ('pending', 'info_requested')"},
    {"mentoring_request", "accept", "WHERE state IN ('pending', 'info_requested')"},
    {"mentoring_request", "decline", "WHERE state IN ('pending', 'waitlisted')"},
    {"mentoring_request", "withdraw", "WHERE state IN ('pending', 'waitlisted', 'draft')"},
    {"mentoring_request", "ask_info", "WHERE state = 'pending'"},
    {"mentoring_request", "answer", "WHERE state = 'info_requested'"},
    {"mentoring_request", "wait", "WHERE state = 'pending'"},
    {"mentoring_request", "expire", "WHERE state IN ('pending', 'info_requested')"},
    {"mentorship", "start", "WHERE state = 'proposed'"},
    {"mentorship", "void", "WHERE state = 'proposed'"},
    {"mentorship", "rematch", "WHERE state = 'active'"},
    {"mentorship", "complete", "WHERE state = 'active'"},
    {"mentorship", "end_early", "WHERE state IN ('active', 'paused')"},
    {"mentor_offer", "pause", "WHERE state = 'active'"},
    {"mentor_offer", "resume", "WHERE state = 'paused'"},
    {"mentor_offer", "resume", "WHERE state = 'paused'"},
};

static enum status do_step(struct party *party)
{
    char query[300];
    size_t i = chance(party, SHAPE_COUNT(deeds));
    struct taking one = taking_of(deeds[i].object, NULL, deeds[i].event, ACTOR_STAFF);
    snprintf(query, sizeof query, "SELECT id FROM %s %s ORDER BY random() LIMIT 1", deeds[i].object,
             deeds[i].query);
    struct id id = pick(party, query);
    one.step.id = id.text;
    one.faults = faults_in(party->arena);
    return store_transaction(party->store, take_in, &one);
}

static enum status do_draft(struct party *party)
{
    struct id student = pick(party, "SELECT id FROM person WHERE external_id LIKE 'asks%' "
                                    "ORDER BY random() LIMIT 1");
    struct id mentor = pick(party, "SELECT mentor_id FROM mentor_offer ORDER BY random() LIMIT 1");
    struct mentoring_request request = sample_request(&student, &mentor);
    struct id id;
    struct faults faults = faults_in(party->arena);
    store_id_new(TEST_NOW, id.text);
    struct writing writing = {&requests, id.text, 0, &request, &faults, 0};
    return store_transaction(party->store, write_in, &writing);
}

/* A change of whatever version is there. */
struct editing {
    struct party *party;
    const struct object_kind *kind;
    struct id id;
    unsigned what;
};

static enum status edit_in(struct store *store, void *context)
{
    struct editing *editing = context;
    union {
        struct programme programme;
        struct mentor_offer offer;
        struct need need;
    } object = {0};
    int32_t version = 0;
    struct faults faults = faults_in(editing->party->arena);
    enum status status =
        store_object_get(store, editing->kind, editing->id.text, editing->party->arena, &object);
    if (status != STATUS_OK)
        return status;
    if (editing->kind == &programmes)
        object.programme.ends_on = editing->what % 2 == 0 ? 20261001 : 20270630;
    else if (editing->kind == &offers)
        object.offer.seats = 1 + (int32_t)editing->what % 3;
    else
        object.need.mentors_wanted = 1 + (int32_t)editing->what % 3;
    return store_object_replace(store, &deed, editing->kind, editing->id.text, 0, &object, &faults,
                                &version);
}

static enum status do_edit(struct party *party)
{
    static const struct object_kind *const kinds[] = {&programmes, &offers, &needs};
    char query[200];
    struct editing editing = {.party = party, .kind = kinds[chance(party, 3)]};
    editing.what = chance(party, 100);
    snprintf(query, sizeof query, "SELECT id FROM %s ORDER BY random() LIMIT 1",
             editing.kind->name);
    editing.id = pick(party, query);
    return store_transaction(party->store, edit_in, &editing);
}

static enum status do_import(struct party *party)
{
    struct person person = sample_person(chance(party, 2) == 0 ? "ann" : "bo");
    struct store_import *import = NULL;
    struct faults faults = faults_in(party->arena);
    person.seats = 1 + (int32_t)chance(party, 4);
    enum status status = store_import_begin(party->store, TEST_NOW, &import);
    if (status != STATUS_OK)
        return status;
    status = store_import_add(import, &person, 1, &faults, NULL);
    struct digest digest = digest_of(&party->seed, sizeof party->seed);
    if (status == STATUS_OK)
        status = store_import_commit(import, &digest, "test", "{}");
    store_import_free(import);
    return status;
}

static enum status do_tick(struct party *party)
{
    const struct deed clock_deed = {.actor = {ACTOR_CLOCK, NULL}, .now = TEST_NOW};
    size_t steps = 0;
    return store_clock(party->store, &clock_deed, NULL, NULL, &steps);
}

static enum status do_something(struct party *party)
{
    unsigned dice = chance(party, 20);
    return dice < 5    ? do_draft(party)
           : dice < 16 ? do_step(party)
           : dice < 18 ? do_edit(party)
           : dice < 19 ? do_import(party)
                       : do_tick(party);
}

static void *take_part(void *context)
{
    struct party *party = context;
    for (int i = 0; i < STEPS && party->complaint[0] == '\0'; i++) {
        enum status status = do_something(party);
        if (status == STATUS_OK)
            party->done++;
        else if (status == STATUS_CONFLICT || status == STATUS_NOT_FOUND ||
                 status == STATUS_INVALID)
            party->refused++;
        else
            snprintf(party->complaint, sizeof party->complaint, "%s: %s", status_word(status),
                     store_error(party->store));
    }
    return NULL;
}

static void found_many(void)
{
    const struct id *const ranked[] = {&ann, &bo, &eva};
    for (int i = 0; i < ASKING; i++) {
        struct id student = person_named(arena_printf(db.arena, "asks%d", i));
        told_need(&student, ranked, 3, true, 1 + i % 2);
    }
}

Test(races, whatever_happens_at_once_the_counters_and_the_history_agree)
{
    static struct party parties[THREADS];
    pthread_t threads[THREADS];
    found_many();
    for (unsigned i = 0; i < THREADS; i++) {
        parties[i] = (struct party){.raw = database_connect(db.url), .seed = 7 + i};
        cr_assert(eq(int, store_open(db.url, &parties[i].store), STATUS_OK));
        cr_assert(eq(int, arena_new(0, &parties[i].arena), STATUS_OK));
        cr_assert(eq(int, pthread_create(&threads[i], NULL, take_part, &parties[i]), 0));
    }
    int done = 0;
    for (unsigned i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        cr_expect(eq(str, parties[i].complaint, ""));
        done += parties[i].done;
        store_close(parties[i].store);
        PQfinish(parties[i].raw);
        arena_free(parties[i].arena);
    }
    cr_expect(gt(int, done, THREADS *STEPS / 10), "nothing happened");
    expect_agreement("everything at once");
    expect_no_deadline_beyond();
    EXPECT_SQL("0", "SELECT count(*) FROM (SELECT version - row_number() OVER (PARTITION BY "
                    "object_id ORDER BY id) AS off FROM audit) AS row WHERE off <> 0");
    EXPECT_SQL("0", "SELECT count(*) FROM need WHERE mentors_have > mentors_wanted");
}
