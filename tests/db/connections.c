/* A connection that is lost, late or in a deadlock, against a server that really is. */
#include "api/store/store_query.h"
#include "tests/db/database.h"

#include <fcntl.h>
#include <sys/file.h>
#include <time.h>

static struct database db;
static int lock;

/* Tests that stop the whole cluster wait for each other. */
static const char *control(void)
{
    const char *path = getenv("KRING_TEST_PGCTL");
    if (path == NULL)
        cr_fatal("no KRING_TEST_PGCTL: run me by tests/with_postgres.sh");
    return path;
}

static void set_up(void)
{
    lock = open(control(), O_RDONLY | O_CLOEXEC);
    cr_assert(eq(int, flock(lock, LOCK_EX), 0));
    db = database_migrated();
}

static void tear_down(void)
{
    database_drop(&db);
    close(lock);
}

TestSuite(connections, .init = set_up, .fini = tear_down, .timeout = 120);

static void cluster(const char *word)
{
    char command[600];
    snprintf(command, sizeof command, "%s %s </dev/null >/dev/null", control(), word);
    if (system(command) != 0)
        cr_fatal("%s", command);
}

/* Pings until the server answers, at most 10 s. */
static enum status ping_until_up(void)
{
    enum status status = STATUS_UNAVAILABLE;
    int64_t end = store_clock_ms() + 10000;
    while (status == STATUS_UNAVAILABLE && store_clock_ms() < end) {
        status = store_ping(db.store);
        nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
    }
    return status;
}

Test(connections, a_killed_server_is_unavailable_at_once_and_found_again_when_back)
{
    cluster("kill");
    int64_t begun = store_clock_ms();
    for (int i = 0; i < 1000; i++)
        cr_assert(eq(int, store_ping(db.store), STATUS_UNAVAILABLE));
    cr_assert(lt(i64, store_clock_ms() - begun, 1000));
    cr_assert(ne(str, (char *)store_error(db.store), ""));
    cluster("start");
    cr_assert(eq(int, ping_until_up(), STATUS_OK), "%s", store_error(db.store));
    PQreset(db.raw);
}

Test(connections, a_frozen_server_costs_no_more_than_the_deadline)
{
    cr_assert(eq(int, store_ping(db.store), STATUS_OK));
    cluster("freeze");
    int64_t begun = store_clock_ms();
    store_set_deadline(db.store, begun + 200);
    enum status first = store_ping(db.store);
    int64_t took = store_clock_ms() - begun;
    store_set_deadline(db.store, store_clock_ms() + 200);
    enum status second = store_ping(db.store);
    int64_t took_both = store_clock_ms() - begun;
    cluster("thaw");
    cr_expect(eq(int, first, STATUS_TIMEOUT));
    cr_expect(ge(i64, took, 195));
    cr_expect(lt(i64, took, 1000));
    cr_expect(ne(int, second, STATUS_OK));
    cr_expect(lt(i64, took_both, 2000));
    store_set_deadline(db.store, 0);
    cr_assert(eq(int, ping_until_up(), STATUS_OK), "%s", store_error(db.store));
}

Test(connections, a_backend_that_went_away_while_idle_is_replaced_unnoticed)
{
    cr_assert(eq(int, store_ping(db.store), STATUS_OK));
    database_sql(db.raw, "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE "
                         "datname = current_database() AND pid <> pg_backend_pid()");
    cr_assert(eq(int, store_ping(db.store), STATUS_OK));
}

Test(connections, a_late_query_is_ended_on_the_server_too)
{
    store_set_deadline(db.store, store_clock_ms() + 100);
    cr_assert(eq(int, query_text(db.store, "SELECT pg_sleep(1000)"), STATUS_TIMEOUT));
    const char *count = "";
    for (int i = 0; i < 500 && strcmp(count, "0") != 0; i++) {
        nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
        count = database_sql(db.raw, "SELECT count(*) FROM pg_stat_activity WHERE "
                                     "datname = current_database() AND pid <> pg_backend_pid()");
    }
    cr_assert(eq(str, (char *)count, "0"));
}

Test(connections, nobody_at_that_address_is_unavailable)
{
    struct store *store = NULL;
    cr_assert(eq(int, store_open("postgresql:///x?host=/nowhere", &store), STATUS_OK));
    cr_assert(eq(int, store_ping(store), STATUS_UNAVAILABLE));
    store_close(store);
}

Test(connections, a_cluster_without_fsync_is_told_to_be_unsafe)
{
    cr_assert(eq(int, store_check_safety(db.store, &db.faults), STATUS_INVALID));
    cr_assert(eq(sz, db.faults.count, 3));
    cr_assert(eq(str, (char *)db.faults.items[0].where, "fsync"));
}

/* ---- a deadlock, of which the store is the victim, goes through at the second attempt */

struct deadlock {
    int attempts;
};

static enum status lock_both(struct store *store, void *context)
{
    struct deadlock *deadlock = context;
    enum status status = query_text(store, "UPDATE person SET seats = 1 WHERE external_id = 'a'");
    if (status != STATUS_OK)
        return status;
    if (deadlock->attempts++ == 0)
        cr_assert(
            eq(int, PQsendQuery(db.raw, "UPDATE person SET seats = 2 WHERE external_id = 'a'"), 1));
    return query_text(store, "UPDATE person SET seats = 1 WHERE external_id = 'b'");
}

/* The other party ends its transaction when it got its second lock: by the store's rollback. */
static enum status lock_both_after_other(struct store *store, void *context)
{
    if (((struct deadlock *)context)->attempts == 1) {
        PQclear(PQgetResult(db.raw));
        cr_assert(PQgetResult(db.raw) == NULL);
        database_sql(db.raw, "COMMIT");
    }
    return lock_both(store, context);
}

Test(connections, a_deadlock_is_tried_again)
{
    struct person people[] = {sample_person("a"), sample_person("b")};
    cr_assert(eq(int, database_import(&db, people, 2, NULL), STATUS_OK));
    cr_assert(eq(int, query_text(db.store, "SET deadlock_timeout = '50ms'"), STATUS_OK));
    database_sql(db.raw, "SET deadlock_timeout = '60s'");
    database_sql(db.raw, "BEGIN");
    database_sql(db.raw, "UPDATE person SET seats = 2 WHERE external_id = 'b'");
    struct deadlock deadlock = {0};
    cr_assert(eq(int, query_transaction(db.store, "begin_write", lock_both_after_other, &deadlock),
                 STATUS_OK),
              "%s", store_error(db.store));
    cr_assert(eq(int, deadlock.attempts, 2));
    cr_assert(eq(str, (char *)database_sql(db.raw, "SELECT sum(seats) FROM person"), "2"));
}
