/* The audit under transactions of any length, that end in any order or are taken back, beside
 * sealers; and any one cell of it changed behind Kring's back. What is drawn at random follows from
 * a seed that is told: KRING_RANDOM_SEED takes it again. */
#include "tests/db/step_world.h"

#include "api/store/store_audit.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#define WRITERS      4
#define SEALERS      2
#define TRANSACTIONS 60 /* of a writer */
#define INSERTS_MAX  4  /* of a transaction */
#define ROWS_MAX     5  /* of an insert */
#define PAUSE_US_MAX 4000
#define LATE_ROWS    3

static void start(void)
{
    set_up();
    found_university();
}

TestSuite(audit_races, .init = start, .fini = tear_down, .timeout = 180);

static long seed_told(void)
{
    const char *given = getenv("KRING_RANDOM_SEED");
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    long seed = given == NULL ? now.tv_nsec : strtol(given, NULL, 10);
    fprintf(stderr, "note: KRING_RANDOM_SEED=%ld\n", seed);
    return seed;
}

static long below(struct drand48_data *chance, long limit)
{
    long drawn = 0;
    lrand48_r(chance, &drawn);
    return drawn % limit;
}

static bool seal(struct store *store)
{
    size_t sealed = 0;
    return store_audit_seal(store, &sealed) == STATUS_OK;
}

/* Transactions of the cluster's other databases hold it up as well: other tests have them. */
static void seal_all(void)
{
    const struct timespec pause = {.tv_nsec = 5000000};
    do {
        cr_assert(seal(db.store), "%s", store_error(db.store));
        nanosleep(&pause, NULL);
    } while (strcmp(sql("SELECT count(*) FROM audit_unsealed"), "0") != 0);
}

static struct audit_report verified(const struct audit_head *expect)
{
    struct audit_report report;
    cr_assert(eq(int, store_audit_verify(db.store, expect, NULL, NULL, &report), STATUS_OK), "%s",
              store_error(db.store));
    return report;
}

/* ---- writers and sealers */

struct worker {
    pthread_t thread;
    struct drand48_data chance;
    size_t failed, done; /* done: transactions committed; rounds of a sealer */
    atomic_bool *ending; /* a sealer's */
};

/* false: it went wrong. */
static bool tell(PGconn *connection, const char *text)
{
    PGresult *result = PQexec(connection, text);
    ExecStatusType status = PQresultStatus(result);
    PQclear(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/* Rows of the audit, and in the same transaction that they were written: table written. */
static bool insert(PGconn *connection, long rows)
{
    char text[500];
    snprintf(text, sizeof text,
             "WITH added AS (INSERT INTO audit (object, object_id, version, event, actor, at) "
             "SELECT 'unit', gen_random_uuid(), n, 'race', 'clock', from_ms(n) "
             "FROM generate_series(1, %ld) AS n RETURNING id) "
             "INSERT INTO written (audit_id) SELECT id FROM added",
             rows);
    return tell(connection, text);
}

/* What is sealed already when the transaction is about to commit cannot come after its rows. */
static bool commit(PGconn *connection)
{
    return tell(connection, "UPDATE written SET head = coalesce((SELECT max(number) FROM "
                            "audit_seal), 0) WHERE xid = pg_current_xact_id()") &&
           tell(connection, "COMMIT");
}

static void write_one(struct worker *worker, PGconn *connection)
{
    bool kept = below(&worker->chance, 4) > 0;
    bool fine = tell(connection, "BEGIN");
    for (long i = 1 + below(&worker->chance, INSERTS_MAX); i > 0; i--) {
        fine = insert(connection, 1 + below(&worker->chance, ROWS_MAX)) && fine;
        usleep((useconds_t)below(&worker->chance, PAUSE_US_MAX));
    }
    fine = (kept ? commit(connection) : tell(connection, "ROLLBACK")) && fine;
    worker->failed += !fine;
    worker->done += kept;
}

static void *write_all(void *context)
{
    struct worker *worker = context;
    PGconn *connection = PQconnectdb(db.url);
    for (int i = 0; i < TRANSACTIONS; i++)
        write_one(worker, connection);
    PQfinish(connection);
    return NULL;
}

static void *seal_on(void *context)
{
    struct worker *worker = context;
    struct store *store = NULL;
    if (store_open(db.url, &store) != STATUS_OK) {
        worker->failed++;
        return NULL;
    }
    for (; !atomic_load(worker->ending); worker->done++) {
        worker->failed += !seal(store);
        usleep((useconds_t)below(&worker->chance, PAUSE_US_MAX));
    }
    store_close(store);
    return NULL;
}

static void begin(struct worker *workers, size_t count, void *work(void *), long seed,
                  atomic_bool *ending)
{
    for (size_t i = 0; i < count; i++) {
        workers[i] = (struct worker){.ending = ending};
        srand48_r(seed + (long)i, &workers[i].chance);
        cr_assert(eq(int, pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0));
    }
}

static void join(struct worker *workers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        pthread_join(workers[i].thread, NULL);
        cr_expect(eq(sz, workers[i].failed, 0));
        cr_expect(gt(sz, workers[i].done, 0));
    }
}

/* Until something new is sealed while writers are at work; whole whenever it is looked at. */
static void watch_it_grow(int64_t than)
{
    struct audit_report report = verified(NULL);
    for (int i = 0; i < 2000 && report.sealed <= than; i++) {
        usleep(5000);
        report = verified(NULL);
        cr_expect(eq(int, report.broken, AUDIT_WHOLE), "%s", audit_break_word(report.broken));
    }
    cr_expect(gt(i64, report.sealed, than));
}

static void expect_each_sealed_once(void)
{
    EXPECT_SQL("0", "SELECT count(*) FROM written FULL JOIN (SELECT id FROM audit WHERE event = "
                    "'race') AS row ON id = audit_id WHERE id IS NULL OR audit_id IS NULL");
    EXPECT_SQL("0", "SELECT count(*) FROM audit WHERE (SELECT count(*) FROM audit_seal WHERE "
                    "audit_id = audit.id) <> 1");
    EXPECT_SQL("t", "SELECT min(number) = 1 AND max(number) = count(*) AND count(*) = (SELECT "
                    "count(*) FROM audit) FROM audit_seal");
    EXPECT_SQL("0", "SELECT count(*) FROM written JOIN audit_seal USING (audit_id) WHERE "
                    "number <= head OR head IS NULL");
}

Test(audit_races, whatever_ends_when_each_committed_row_is_sealed_once_and_after_what_was)
{
    static struct worker writers[WRITERS], sealers[SEALERS];
    atomic_bool ending = false;
    long seed = seed_told();
    sql("CREATE TABLE written (audit_id bigint PRIMARY KEY, xid xid8 NOT NULL DEFAULT "
        "pg_current_xact_id(), head bigint)");
    begin(sealers, SEALERS, seal_on, seed + WRITERS, &ending);
    begin(writers, WRITERS, write_all, seed, &ending);
    watch_it_grow(verified(NULL).sealed);
    join(writers, WRITERS);
    atomic_store(&ending, true);
    join(sealers, SEALERS);
    seal_all();
    struct audit_report report = verified(NULL);
    cr_expect(eq(int, report.broken, AUDIT_WHOLE), "%s", audit_break_word(report.broken));
    cr_expect(eq(i64, report.unsealed, 0));
    EXPECT_SQL("t", "SELECT count(DISTINCT xid) = %zu FROM written",
               writers[0].done + writers[1].done + writers[2].done + writers[3].done);
    expect_each_sealed_once();
}

/* Its ids are the least of all: nothing that began after it is sealed before it. */
Test(audit_races, a_transaction_that_outlasts_all_others_is_sealed_when_it_commits)
{
    static struct worker writers[WRITERS], sealers[SEALERS];
    atomic_bool ending = false;
    long seed = seed_told();
    sql("CREATE TABLE written (audit_id bigint PRIMARY KEY, xid xid8 NOT NULL DEFAULT "
        "pg_current_xact_id(), head bigint)");
    seal_all();
    int64_t head = verified(NULL).head.number;
    PGconn *late = database_connect(db.url);
    cr_assert(tell(late, "BEGIN"));
    cr_assert(insert(late, LATE_ROWS));
    begin(sealers, SEALERS, seal_on, seed + WRITERS, &ending);
    begin(writers, WRITERS, write_all, seed, &ending);
    join(writers, WRITERS);
    struct audit_report report = verified(NULL);
    cr_expect(eq(i64, report.head.number, head), "what began after it waits");
    cr_expect(gt(i64, report.unsealed, WRITERS));
    cr_assert(commit(late), "%s", PQerrorMessage(late));
    PQfinish(late);
    watch_it_grow(head);
    atomic_store(&ending, true);
    join(sealers, SEALERS);
    seal_all();
    cr_expect(eq(int, verified(NULL).broken, AUDIT_WHOLE));
    expect_each_sealed_once();
    EXPECT_SQL("1",
               "SELECT min(number) - %lld FROM audit_seal JOIN written USING (audit_id) WHERE "
               "xid = (SELECT min(xid) FROM written)",
               (long long)head);
}

/* ---- any cell */

#define NULL_OR(column, value) "CASE WHEN " column " IS NULL THEN " value " END"

/* Each changes a cell into something else, whatever it was. */
static const char *const audit_changes[] = {
    "id = DEFAULT",
    "object = object || 's'",
    "object_id = gen_random_uuid()",
    "version = version + 1000",
    "event = event || ' '",
    "from_state = " NULL_OR("from_state", "''"),
    "to_state = " NULL_OR("to_state", "'one'"),
    "actor = upper(actor)",
    "actor_id = " NULL_OR("actor_id", "gen_random_uuid()"),
    "reason_code = " NULL_OR("reason_code", "'no_time'"),
    "request_id = " NULL_OR("request_id", "'0'"),
    "at = at + interval '1 microsecond'",
    "operation = " NULL_OR("operation", "'get_person'"),
    "times = coalesce(times + 1, 1)",
    "since = coalesce(since - interval '1 microsecond', from_ms(0))",
};
static const char *const seal_changes[] = {
    "number = number + 1000",
    "audit_id = audit_id + 1000000",
    "hash = set_byte(hash, number::int % 32, 255 - get_byte(hash, number::int % 32))",
};

#define AUDIT_CHANGES (sizeof audit_changes / sizeof audit_changes[0])
#define CHANGES       (AUDIT_CHANGES + sizeof seal_changes / sizeof seal_changes[0])
#define ROUNDS        (2 * (long)CHANGES)

/* Rows with something, or nothing, in every column that may have nothing; sealed in turns. */
static void write_history(struct drand48_data *chance)
{
    for (long turns = 2 + below(chance, 4); turns > 0; turns--) {
        sql("INSERT INTO audit (object, object_id, version, event, from_state, to_state, actor, "
            "actor_id, reason_code, request_id, at, operation, times, since) "
            "SELECT 'request', gen_random_uuid(), n, 'forbidden', "
            "CASE n %% 2 WHEN 0 THEN 'one' END, CASE n %% 3 WHEN 0 THEN 'two' END, 'person', "
            "CASE n %% 5 WHEN 0 THEN '%s'::uuid END, CASE n %% 2 WHEN 0 THEN 'no_time' END, "
            "CASE n %% 3 WHEN 0 THEN '0123456789abcdef' END, from_ms(1790000000000 + n), "
            "'get_person', n, from_ms(1790000000000) FROM generate_series(1, %ld) AS n",
            ann.text, 1 + below(chance, 40));
        seal_all();
    }
}

/* Checks of the schema would refuse some: who changes rows would take them away as well. */
static void drop_checks(void)
{
    sql("DO $$ DECLARE one name; BEGIN FOR one IN SELECT conname FROM pg_constraint WHERE "
        "conrelid = 'audit'::regclass AND contype = 'c' LOOP "
        "EXECUTE 'ALTER TABLE audit DROP CONSTRAINT ' || quote_ident(one); END LOOP; END $$");
}

static void change_cell(size_t change, long number)
{
    char text[300];
    sql("SET session_replication_role = replica");
    if (change < AUDIT_CHANGES)
        snprintf(text, sizeof text,
                 "UPDATE audit SET %s WHERE id = (SELECT audit_id FROM audit_seal WHERE number = "
                 "%ld) RETURNING 'changed'",
                 audit_changes[change], number);
    else
        snprintf(text, sizeof text,
                 "UPDATE audit_seal SET %s WHERE number = %ld RETURNING 'changed'",
                 seal_changes[change - AUDIT_CHANGES], number);
    cr_assert(eq(str, (char *)database_sql(db.raw, text), "changed"), "%s", text);
    sql("SET session_replication_role = origin");
}

static void restore(void)
{
    sql("SET session_replication_role = replica");
    sql("DELETE FROM audit_seal");
    sql("DELETE FROM audit");
    sql("INSERT INTO audit OVERRIDING SYSTEM VALUE TABLE audit_was");
    sql("INSERT INTO audit_seal TABLE seal_was");
    sql("SET session_replication_role = origin");
}

Test(audit_races, any_one_cell_that_was_changed_is_found_where_it_is)
{
    struct drand48_data chance;
    srand48_r(seed_told(), &chance);
    write_history(&chance);
    struct audit_head head = verified(NULL).head;
    drop_checks();
    sql("CREATE TABLE audit_was AS TABLE audit");
    sql("CREATE TABLE seal_was AS TABLE audit_seal");
    for (long i = 0; i < ROUNDS; i++) {
        size_t change = (size_t)(i % (long)CHANGES);
        long number = 1 + below(&chance, (long)head.number);
        change_cell(change, number);
        struct audit_report report = verified(&head);
        cr_expect(ne(int, report.broken, AUDIT_WHOLE), "change %zu of %ld", change, number);
        cr_expect(eq(i64, report.broken_number, number), "change %zu: %s", change,
                  audit_break_word(report.broken));
        restore();
        cr_assert(eq(int, verified(&head).broken, AUDIT_WHOLE), "after change %zu", change);
    }
}
