/* Runs as servers take, keep and end them: whoever was fenced out commits nothing. What is solved
 * is a small round; what a run does otherwise than its snapshot says: unit/api/round_run.c. */
#include "api/store/store_run.h"
#include "api/wire/round.h"
#include "api/wire/run.h"
#include "api/wire/snapshot.h"
#include "matcher/round.h"

#undef NOBODY /* the matcher's is a number */
#include "tests/db/step_world.h"
#include "tests/person_words.h"
#include "tests/small_seeds.h"

#include <pthread.h>
#include <stdatomic.h>

static const struct object_kind rounds = {"round", &round_shape};
static const struct object_kind runs = {"run", &run_shape};

#define SERVER_A "0a000000-0000-7000-8000-00000000000a"
#define SERVER_B "0b000000-0000-7000-8000-00000000000b"
#define SECOND   ((store_time)1000)

static struct small_seeds seeds;
static struct id round_id;

static const char *const people_words[] = {
    "id:m-1 field:0731 job:2161/41/2009/2020 speaks:nl/native place:ANT seats:1",
    "id:m-2 field:0732 job:2142/42/2012/2018 speaks:nl/native place:OSL seats:2",
    "id:s-1 student field:0731 speaks:nl/native place:ANT wants-job:2161",
    "id:s-2 student field:0732 speaks:nl/native place:OSL wants-job:2142",
    "id:s-3 student field:0541 speaks:nl/native place:LEU",
};
#define PEOPLE (sizeof people_words / sizeof people_words[0])

static void keep_snapshot(const struct id *id)
{
    struct person people[PEOPLE];
    struct text text = {0};
    struct snapshot snapshot = {.engine = ENGINE_VERSION,
                                .tables = round_tables(&seeds.scorer),
                                .objective = OBJECTIVE_FAIR,
                                .weights = weights_default(seeds.policy),
                                .as_of = 20260901,
                                .seed = 1};
    for (size_t p = 0; p < PEOPLE; p++)
        people[p] = *person_of_words(seeds.arena, &seeds.taxonomies, people_words[p]);
    cr_assert(eq(int, snapshot_fill(people, PEOPLE, NULL, 0, seeds.arena, &snapshot), STATUS_OK));
    snapshot_write(&seeds.taxonomies, &snapshot, &text);
    const char *values[] = {id->text, round_id.text, text.bytes};
    PGresult *result = PQexecParams(db.raw,
                                    "INSERT INTO snapshot VALUES ($1::uuid, $2::uuid, from_ms(0), "
                                    "convert_to($3::text, 'UTF8'), 3, 2, 3)",
                                    3, NULL, values, NULL, NULL, 0);
    cr_assert(eq(int, PQresultStatus(result), PGRES_COMMAND_OK), "%s", PQerrorMessage(db.raw));
    PQclear(result);
    text_free(&text);
}

static void set_up_runs(void)
{
    set_up();
    small_seeds_open(&seeds);
    found_university();
    step_now = TEST_NOW;
    const struct matching_round round = {.programme_id = programme.text, .name = "Autumn"};
    round_id = added(&rounds, &round);
    struct id snapshot_id = new_id();
    keep_snapshot(&snapshot_id);
    sql("UPDATE round SET state = 'frozen', snapshot_id = '%s' WHERE id = '%s'", snapshot_id.text,
        round_id.text);
}

static void tear_down_runs(void)
{
    small_seeds_close(&seeds);
    tear_down();
}

TestSuite(runs, .init = set_up_runs, .fini = tear_down_runs, .timeout = 60);

/* ---- in one line */

static struct id queued(const char *objective)
{
    struct matching_run run = {.round_id = round_id.text};
    run_defaults(&run);
    run.objective = shape_word_index(run_objective_words, objective, strlen(objective));
    return added(&runs, &run);
}

static struct deed server_deed(void)
{
    return (struct deed){.actor = {.kind = ACTOR_SERVER}, .now = step_now};
}

static enum status claim(struct store *store, const char *server, struct run_order *order)
{
    struct deed now = server_deed();
    return store_run_claim(store, &now, server, db.arena, order);
}

static struct run_order claimed(const char *server)
{
    struct run_order order;
    enum status status = claim(db.store, server, &order);
    cr_assert(eq(int, status, STATUS_OK), "%s", store_error(db.store));
    return order;
}

static struct run *made_of(const struct run_order *order)
{
    const struct run_bytes snapshot = {order->snapshot, order->snapshot_size};
    struct run *run = NULL;
    struct faults faults = faults_in(db.arena);
    enum status status = run_replay(&seeds.scorer, &snapshot, 1, NULL, db.arena, &faults, &run);
    cr_assert(eq(int, status, STATUS_OK), "%s",
              faults.count > 0 ? faults.items[0].detail : status_word(status));
    return run;
}

static enum status end(const struct run_order *order, const char *event, const struct run *made,
                       const char *failure)
{
    struct deed now = server_deed();
    const struct run_end how = {event, made, failure};
    return store_run_end(db.store, &now, order, &how);
}

#define EXPECT_END(order, event, made, failure, expected)                                          \
    cr_expect(eq(int, end((order), (event), (made), (failure)), (expected)), "%s",                 \
              store_error(db.store))

static enum status beat(const struct run_order *order)
{
    return store_run_beat(db.store, order, step_now, &(struct run_stage){"prices", 1, 4});
}

/* Everything that may tell of a run, to be compared. */
static const char *all_of(const struct run_order *order)
{
    return arena_strdup(
        db.arena,
        sql("SELECT to_jsonb(run)::text || coalesce((SELECT string_agg(name || md5(bytes), ' ' "
            "ORDER BY name) FROM run_file WHERE run_id = run.id), '') || (SELECT count(*) FROM "
            "audit WHERE object_id = run.id) FROM run WHERE id = '%s'",
            order->id));
}

/* ---- taking */

#define RACERS 6
#define RACED  9

struct racer {
    pthread_t thread;
    char server[STORE_ID_SIZE];
    int claims;
    enum status last;
};

static void *race(void *context)
{
    struct racer *racer = context;
    struct store *store = NULL;
    struct arena *arena = NULL;
    struct run_order order;
    struct deed now = server_deed();
    racer->last = store_open(db.url, &store);
    if (racer->last == STATUS_OK)
        racer->last = arena_new(0, &arena);
    while (racer->last == STATUS_OK || racer->last == STATUS_CONFLICT) {
        racer->last = store_run_claim(store, &now, racer->server, arena, &order);
        racer->claims += racer->last == STATUS_OK;
    }
    store_close(store);
    arena_free(arena);
    return NULL;
}

Test(runs, of_servers_that_race_for_runs_each_run_is_taken_by_one)
{
    struct racer racers[RACERS] = {0};
    int claims = 0;
    for (int i = 0; i < RACED; i++)
        (void)queued("fair");
    for (int i = 0; i < RACERS; i++) {
        store_id_new(TEST_NOW + i, racers[i].server);
        cr_assert(eq(int, pthread_create(&racers[i].thread, NULL, race, &racers[i]), 0));
    }
    for (int i = 0; i < RACERS; i++) {
        pthread_join(racers[i].thread, NULL);
        claims += racers[i].claims;
        cr_expect(eq(int, racers[i].last, STATUS_NOT_FOUND));
        EXPECT_SQL((char *)arena_printf(db.arena, "%d", racers[i].claims),
                   "SELECT count(*) FROM run WHERE state = 'running' AND version = 2 AND "
                   "server = '%s'",
                   racers[i].server);
    }
    cr_expect(eq(int, claims, RACED));
    EXPECT_SQL("9", "SELECT count(*) FROM audit WHERE object = 'run' AND event = 'start'");
}

Test(runs, who_waited_longest_is_taken_first_and_none_is_none)
{
    struct run_order order;
    cr_expect(eq(int, claim(db.store, SERVER_A, &order), STATUS_NOT_FOUND));
    struct id first = queued("fair");
    struct id second = queued("most");
    cr_expect(eq(str, claimed(SERVER_A).id, first.text));
    cr_expect(eq(str, claimed(SERVER_A).id, second.text));
    cr_expect(eq(int, claim(db.store, SERVER_A, &order), STATUS_NOT_FOUND));
}

Test(runs, is_made_of_its_row_and_the_snapshot)
{
    (void)queued("most");
    struct run_order order = claimed(SERVER_A);
    cr_expect(eq(int, order.fence, 2));
    cr_expect(eq(str, (char *)order.objective, "most"));
    cr_expect(eq(ptr, (void *)order.weights, NULL));
    cr_expect(eq(str, (char *)order.orders, "{}"));
    cr_expect(eq(long, (long)order.seed, 1L));
    cr_expect(eq(int, strncmp(order.snapshot, "kring snapshot", 14), 0), "%.20s", order.snapshot);
}

/* ---- keeping */

Test(runs, a_lease_is_renewed_by_a_beat_and_ends_without_one)
{
    struct matching_run run;
    struct id id = queued("fair");
    struct run_order order = claimed(SERVER_A);
    step_now += 20 * SECOND;
    cr_expect(eq(int, beat(&order), STATUS_OK));
    read_back(&runs, id.text, &run);
    cr_expect(eq(str, (char *)run.stage, "prices"));
    cr_expect(eq(int, run.progress, 25));
    cr_expect(eq(int, run.version, 2));
    step_now += 29 * SECOND;
    cr_expect(eq(sz, tick(), 0));
    step_now += 2 * SECOND;
    cr_expect(eq(sz, tick(), 1));
    cr_expect(eq(str, (char *)state_of("run", &id), "queued"));
    cr_expect(eq(int, beat(&order), STATUS_CONFLICT));
    EXPECT_SQL("t", "SELECT server IS NULL AND stage IS NULL FROM run WHERE id = '%s'", id.text);
}

Test(runs, is_cancelled_while_it_runs_and_then_takes_nothing_more)
{
    struct id id = queued("fair");
    struct run_order order = claimed(SERVER_A);
    struct run *run = made_of(&order);
    EXPECT_FIRED("run", &id, "cancel", "");
    const char *before = all_of(&order);
    cr_expect(eq(int, beat(&order), STATUS_CONFLICT));
    EXPECT_END(&order, "finish", run, NULL, STATUS_CONFLICT);
    EXPECT_END(&order, "fail", NULL, "broken", STATUS_CONFLICT);
    EXPECT_END(&order, "requeue", NULL, NULL, STATUS_CONFLICT);
    cr_expect(eq(str, (char *)all_of(&order), (char *)before));
    run_free(run);
}

/* ---- ending */

static struct run_bytes kept_file(const struct run_order *order, const char *name)
{
    const char *values[] = {order->id, name};
    PGresult *result = PQexecParams(db.raw,
                                    "SELECT bytes FROM run_file WHERE run_id = $1::uuid AND "
                                    "name = $2",
                                    2, NULL, values, NULL, NULL, 1);
    cr_assert(eq(int, PQntuples(result), 1), "%s", name);
    size_t size = (size_t)PQgetlength(result, 0, 0);
    const char *bytes = arena_copy(db.arena, PQgetvalue(result, 0, 0), size);
    PQclear(result);
    return (struct run_bytes){bytes, size};
}

static void expect_files(const struct run_order *order, const struct run *run)
{
    for (enum run_file file = 0; file < RUN_FILE_COUNT; file++) {
        struct run_bytes kept = kept_file(order, run_file_name(file));
        cr_assert(eq(sz, kept.size, run->files[file].size), "%s", run_file_name(file));
        cr_expect(eq(int, memcmp(kept.bytes, run->files[file].bytes, kept.size), 0), "%s",
                  run_file_name(file));
    }
}

Test(runs, what_is_kept_of_a_run_replays_to_the_same_bytes)
{
    struct id id = queued("fair");
    struct run_order order = claimed(SERVER_A);
    struct run *run = made_of(&order), *again = NULL;
    struct matching_run told;
    EXPECT_END(&order, "finish", run, NULL, STATUS_OK);
    read_back(&runs, id.text, &told);
    cr_expect(eq(str, (char *)told.state, "done"));
    cr_expect(eq(int, told.result.students, 3));
    cr_expect(eq(int, told.result.mentors, 2));
    cr_expect(eq(int, told.result.seats, 3));
    cr_expect(eq(int, told.result.matched, 3));
    cr_expect(eq(int, told.result.total_bp, (int)run->result.total));
    cr_expect(eq(int, told.result.worst_bp, run->result.worst));
    struct run_bytes snapshot = kept_file(&order, "snapshot.tsv");
    cr_assert(eq(int, run_replay(&seeds.scorer, &snapshot, 2, NULL, db.arena, &db.faults, &again),
                 STATUS_OK));
    expect_files(&order, again);
    run_free(run);
    run_free(again);
}

Test(runs, a_server_that_was_fenced_out_commits_nothing)
{
    struct id id = queued("fair");
    struct run_order late = claimed(SERVER_A);
    struct run *run = made_of(&late);
    step_now += 31 * SECOND;
    cr_assert(eq(sz, tick(), 1));
    const char *before = all_of(&late);
    EXPECT_END(&late, "finish", run, NULL, STATUS_CONFLICT);
    cr_expect(eq(str, (char *)all_of(&late), (char *)before), "while it waits");
    struct run_order next = claimed(SERVER_B);
    cr_expect(eq(int, next.fence, 4));
    before = all_of(&late);
    EXPECT_END(&late, "finish", run, NULL, STATUS_CONFLICT);
    EXPECT_END(&late, "fail", NULL, "broken", STATUS_CONFLICT);
    EXPECT_END(&late, "requeue", NULL, NULL, STATUS_CONFLICT);
    cr_expect(eq(int, beat(&late), STATUS_CONFLICT));
    cr_expect(eq(str, (char *)all_of(&late), (char *)before), "while another one makes it");
    struct run *other = made_of(&next);
    EXPECT_END(&next, "finish", other, NULL, STATUS_OK);
    before = all_of(&late);
    EXPECT_END(&late, "finish", run, NULL, STATUS_CONFLICT);
    cr_expect(eq(str, (char *)all_of(&late), (char *)before), "when it is done");
    cr_expect(eq(str, (char *)state_of("run", &id), "done"));
    expect_files(&next, run);
    run_free(run);
    run_free(other);
}

/* The same server, whose own lease passed, is fenced out by its own second try. */
Test(runs, a_server_is_fenced_out_by_itself_too)
{
    (void)queued("fair");
    struct run_order late = claimed(SERVER_A);
    step_now += 31 * SECOND;
    cr_assert(eq(sz, tick(), 1));
    struct run_order again = claimed(SERVER_A);
    cr_expect(eq(int, beat(&late), STATUS_CONFLICT));
    cr_expect(eq(int, beat(&again), STATUS_OK));
}

Test(runs, one_that_fails_says_why_and_keeps_no_file)
{
    struct matching_run told;
    struct id id = queued("fair");
    struct run_order order = claimed(SERVER_A);
    EXPECT_END(&order, "fail", NULL, "snapshot: it is torn", STATUS_OK);
    read_back(&runs, id.text, &told);
    cr_expect(eq(str, (char *)told.state, "failed"));
    cr_expect(eq(str, (char *)told.failure, "snapshot: it is torn"));
    EXPECT_SQL("0", "SELECT count(*) FROM run_file");
}

Test(runs, a_server_that_ends_gives_its_run_back)
{
    struct id id = queued("fair");
    struct run_order order = claimed(SERVER_A);
    EXPECT_END(&order, "requeue", NULL, NULL, STATUS_OK);
    cr_expect(eq(str, (char *)state_of("run", &id), "queued"));
    cr_expect(eq(str, claimed(SERVER_B).id, id.text));
    EXPECT_SQL("create start requeue start",
               "SELECT string_agg(event, ' ' ORDER BY version) FROM audit WHERE object_id = '%s'",
               id.text);
}
