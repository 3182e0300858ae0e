/* Erasures that meet others at the same moment: steps, each other, imports, and what begins anew.
 */
#include "api/store/store_erasure.h"
#include "api/store/store_fire.h"
#include "tests/db/step_world.h"

#include <pthread.h>
#include <stdatomic.h>

#define WORKERS 3
#define STEPS   60 /* of a worker */

static void start(void)
{
    set_up();
    step_now = TEST_NOW;
    found_university();
    active_offer(&ann);
    active_offer(&bo);
    told_need(&cas, NULL, 0, false, 5);
    told_need(&dag, NULL, 0, false, 5);
}

TestSuite(erasure_races, .init = start, .fini = tear_down, .timeout = 300);

struct erasing {
    pthread_t thread;
    struct store *store;
    const struct id *id;
    enum status status;
};

static enum status erase_in(struct store *store, void *context)
{
    const struct erasing *erasing = context;
    const struct erasure_order order = {.id = erasing->id->text};
    return store_erase(store, &deed, &order, NULL);
}

static void *erase_one(void *context)
{
    struct erasing *erasing = context;
    erasing->status = store_transaction(erasing->store, erase_in, erasing);
    return NULL;
}

static void begin(struct erasing *erasing, const struct id *id)
{
    *erasing = (struct erasing){.id = id};
    cr_assert(eq(int, store_open(db.url, &erasing->store), STATUS_OK));
    cr_assert(eq(int, pthread_create(&erasing->thread, NULL, erase_one, erasing), 0));
}

static enum status end(struct erasing *erasing)
{
    pthread_join(erasing->thread, NULL);
    store_close(erasing->store);
    return erasing->status;
}

static void wait_for_locks(void)
{
    for (int i = 0; i < 2000; i++) {
        if (strcmp(sql("SELECT count(*) FROM pg_locks WHERE NOT granted"), "0") != 0)
            return;
        usleep(2000);
    }
    cr_fatal("nobody waited");
}

Test(erasure_races, of_one_person_twice_at_once_is_done_once)
{
    struct erasing first, second;
    begin(&first, &ann);
    begin(&second, &ann);
    enum status one = end(&first);
    enum status two = end(&second);
    bool once = (one == STATUS_OK) != (two == STATUS_OK);
    cr_expect(once, "%d %d", one, two);
    cr_expect(eq(int, one == STATUS_OK ? two : one, STATUS_NOT_FOUND));
}

Test(erasure_races, a_draft_that_is_written_meanwhile_is_ended_too)
{
    struct erasing erasing;
    struct faults faults = faults_in(db.arena);
    struct mentoring_request draft = sample_request(&cas, &ann);
    struct id id = new_id();
    struct writing writing = {&requests, id.text, 0, &draft, &faults, 0};
    cr_assert(eq(int, query_begin(db.store, "begin_write"), STATUS_OK));
    cr_assert(eq(int, write_in(db.store, &writing), STATUS_OK));
    begin(&erasing, &ann);
    wait_for_locks();
    cr_assert(eq(int, query_commit(db.store), STATUS_OK));
    cr_expect(eq(int, end(&erasing), STATUS_OK));
    cr_expect(eq(str, (char *)state_of("mentoring_request", &id), "withdrawn"));
    expect_agreement("a draft beside an erasure");
}

Test(erasure_races, what_begins_behind_an_erasure_is_refused)
{
    struct erasing erasing = {.id = &ann};
    struct faults faults = faults_in(db.arena);
    struct store *other = NULL;
    struct need need = {.programme_id = programme.text, .student_id = ann.text};
    need.mentors_wanted = 1;
    struct id id = new_id();
    struct writing writing = {&needs, id.text, 0, &need, &faults, 0};
    cr_assert(eq(int, store_open(db.url, &other), STATUS_OK));
    cr_assert(eq(int, query_begin(other, "begin_write"), STATUS_OK));
    cr_assert(eq(int, erase_in(other, &erasing), STATUS_OK), "%s", store_error(other));
    store_set_deadline(db.store, store_clock_ms() + 300);
    cr_expect(
        eq(int, query_transaction(db.store, "begin_write", write_in, &writing), STATUS_TIMEOUT),
        "it waits");
    cr_assert(eq(int, query_commit(other), STATUS_OK));
    store_set_deadline(db.store, 0);
    cr_expect(
        eq(int, query_transaction(db.store, "begin_write", write_in, &writing), STATUS_INVALID));
    store_close(other);
    EXPECT_SQL("0", "SELECT count(*) FROM need WHERE student_id = '%s'", ann.text);
}

/* Without waiting for each other the import would bring back whom it had looked up before. */
Test(erasure_races, an_import_that_is_under_way_is_waited_for)
{
    struct erasing erasing;
    struct store_import *import = NULL;
    struct person person = sample_person("ann");
    person.name = "kanarie";
    cr_assert(eq(int, store_import_begin(db.store, TEST_NOW, &import), STATUS_OK));
    begin(&erasing, &ann);
    wait_for_locks();
    cr_assert(eq(int, store_import_add(import, &person, 1, &db.faults, NULL), STATUS_OK));
    struct digest digest = digest_of("file 2", 6);
    cr_assert(eq(int, store_import_commit(import, &digest, "test", "{}"), STATUS_OK));
    store_import_free(import);
    cr_expect(eq(int, end(&erasing), STATUS_OK));
    EXPECT_SQL("0", "SELECT count(*) FROM person WHERE name = 'kanarie' OR external_id = 'ann'");
}

/* ---- everybody at once */

struct worker {
    pthread_t thread;
    struct store *store;
    struct drand48_data chance;
    size_t taken;
};

static long below(struct worker *worker, long limit)
{
    long drawn = 0;
    lrand48_r(&worker->chance, &drawn);
    return drawn % limit;
}

static enum status step_in(struct store *store, void *context)
{
    struct fire_outcome outcome;
    enum status status = store_fire(store, &deed, context, NULL, &outcome);
    return status == STATUS_OK && outcome.kind != FIRE_MOVED ? STATUS_CONFLICT : status;
}

/* Any event of any object of the three kinds; most are refused, and that is fine. */
static void take_any(struct worker *worker)
{
    static const char *const events[][2] = {
        {"mentoring_request", "submit"},  {"mentoring_request", "accept"},
        {"mentoring_request", "decline"}, {"mentorship", "start"},
        {"mentorship", "end_early"},      {"mentor_offer", "pause"},
        {"mentor_offer", "resume"}};
    const char *const *event = events[below(worker, 7)];
    char query[120];
    PGresult *ids = NULL;
    snprintf(query, sizeof query, "SELECT id FROM %s ORDER BY random() LIMIT 1", event[0]);
    PGconn *raw = PQconnectdb(db.url);
    ids = PQexec(raw, query);
    if (PQntuples(ids) == 1) {
        struct step step = {
            .lifecycle = lifecycle_find(event[0]), .id = PQgetvalue(ids, 0, 0), .event = event[1]};
        enum status status = store_transaction(worker->store, step_in, &step);
        worker->taken += status == STATUS_OK;
        if (status != STATUS_OK && status != STATUS_CONFLICT && status != STATUS_NOT_FOUND)
            cr_expect(false, "%s %s: %s", event[0], event[1], store_error(worker->store));
    }
    PQclear(ids);
    PQfinish(raw);
}

static void *work(void *context)
{
    struct worker *worker = context;
    for (int i = 0; i < STEPS; i++)
        take_any(worker);
    return NULL;
}

Test(erasure_races, steps_of_everybody_beside_erasures_leave_all_counters_right)
{
    static struct worker workers[WORKERS];
    const struct id *const mentors[] = {&ann, &bo};
    for (size_t i = 0; i < 2; i++) {
        paired(&cas, mentors[i]);
        paired(&dag, mentors[i]);
        drafted(&cas, mentors[i]);
        sent(&dag, mentors[i]);
    }
    for (long i = 0; i < WORKERS; i++) {
        srand48_r(i, &workers[i].chance);
        cr_assert(eq(int, store_open(db.url, &workers[i].store), STATUS_OK));
        pthread_create(&workers[i].thread, NULL, work, &workers[i]);
    }
    struct erasing first, second;
    usleep(100000);
    begin(&first, &ann);
    begin(&second, &cas);
    cr_expect(eq(int, end(&first), STATUS_OK));
    cr_expect(eq(int, end(&second), STATUS_OK));
    size_t taken = 0;
    for (size_t i = 0; i < WORKERS; i++) {
        pthread_join(workers[i].thread, NULL);
        taken += workers[i].taken;
        store_close(workers[i].store);
    }
    cr_expect(gt(sz, taken, 0), "steps were taken beside the erasures");
    expect_agreement("steps beside erasures");
    EXPECT_SQL("0",
               "SELECT (SELECT count(*) FROM mentoring_request WHERE deadline_at IS NOT NULL "
               "AND (student_id = '%2$s' OR mentor_id = '%1$s')) + (SELECT count(*) FROM "
               "mentorship WHERE deadline_at IS NOT NULL AND (student_id = '%2$s' OR mentor_id "
               "= '%1$s'))",
               ann.text, cas.text);
}
