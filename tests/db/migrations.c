/* Migrations against a real PostgreSQL: once, in order, never edited, one migrator at a time. */
#include "tests/db/database.h"

#include <pthread.h>

static struct database db;

static void set_up(void)
{
    db = database_new();
}

static void tear_down(void)
{
    database_drop(&db);
}

TestSuite(migrations, .init = set_up, .fini = tear_down, .timeout = 60);

static int file_count(void)
{
    int count = 0;
    while (sql_migrations[count].name != NULL)
        count++;
    return count;
}

static void count_state(void *context, const char *name, enum migration_state state)
{
    (void)name;
    ((int *)context)[state]++;
}

static enum status migrate_counting(bool dry_run, int ret_counts[3])
{
    struct migration_plan plan = {.files = sql_migrations,
                                  .dry_run = dry_run,
                                  .now = TEST_NOW,
                                  .report = count_state,
                                  .context = ret_counts};
    return store_migrate(db.store, &plan, &db.faults);
}

Test(migrations, a_fresh_database_gets_every_file_and_the_second_run_none)
{
    int first[3] = {0};
    int second[3] = {0};
    cr_assert(eq(int, migrate_counting(false, first), STATUS_OK), "%s", store_error(db.store));
    cr_assert(eq(int, migrate_counting(false, second), STATUS_OK));
    cr_assert(eq(int, first[MIGRATION_APPLIED], file_count()));
    cr_assert(eq(int, second[MIGRATION_APPLIED], 0));
    cr_assert(eq(int, second[MIGRATION_PRESENT], file_count()));
    cr_assert(eq(int, store_schema_check(db.store, &db.faults), STATUS_OK));
}

Test(migrations, a_dry_run_says_what_would_be_done_and_does_nothing)
{
    int counts[3] = {0};
    cr_assert(eq(int, migrate_counting(true, counts), STATUS_OK));
    cr_assert(eq(int, counts[MIGRATION_PENDING], file_count()));
    cr_assert(eq(str,
                 (char *)database_sql(db.raw, "SELECT count(*) FROM pg_class WHERE "
                                              "relnamespace = 'public'::regnamespace"),
                 "0"));
}

Test(migrations, a_database_that_is_not_migrated_is_not_served)
{
    cr_assert(eq(int, store_schema_check(db.store, &db.faults), STATUS_CONFLICT));
    cr_assert(eq(str, (char *)db.faults.items[0].code, "missing_migration"));
}

/* What is done to the ledger, and what the next migrator says to it. */
static const struct {
    const char *sql;
    const char *code;
} meddlings[] = {
    {"UPDATE schema_migration SET checksum = 'other' WHERE name = '0001_people'",
     "changed_migration"},
    {"INSERT INTO schema_migration VALUES ('9999_of_tomorrow', 'x', 'epoch')", "unknown_migration"},
};

Test(migrations, an_edited_file_and_a_newer_database_are_refused_by_name)
{
    for (size_t i = 0; i < sizeof meddlings / sizeof meddlings[0]; i++) {
        cr_assert(eq(int, database_migrate(&db), STATUS_OK));
        database_sql(db.raw, meddlings[i].sql);
        struct faults faults = faults_in(db.arena);
        struct migration_plan plan = {.files = sql_migrations, .now = TEST_NOW};
        cr_assert(eq(int, store_migrate(db.store, &plan, &faults), STATUS_CONFLICT));
        cr_assert(eq(str, (char *)faults.items[0].code, (char *)meddlings[i].code));
        cr_assert(eq(int, store_schema_check(db.store, &faults), STATUS_CONFLICT));
        database_sql(db.raw, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    }
}

Test(migrations, of_a_file_that_fails_nothing_stays_and_of_those_before_it_all)
{
    static const struct sql_file files[] = {
        {"0001_good", "CREATE TABLE good (n int); CREATE TABLE better (n int);"},
        {"0002_bad", "CREATE TABLE bad (n int); CREATE TABLE good (n int);"},
        {NULL, NULL},
    };
    struct migration_plan plan = {.files = files, .now = TEST_NOW};
    cr_assert(eq(int, store_migrate(db.store, &plan, &db.faults), STATUS_INVALID));
    cr_assert(eq(str, (char *)db.faults.items[0].where, "0002_bad"));
    cr_assert(eq(str,
                 (char *)database_sql(db.raw, "SELECT to_regclass('better') IS NOT NULL AND "
                                              "to_regclass('bad') IS NULL"),
                 "t"));
    cr_assert(eq(str,
                 (char *)database_sql(db.raw, "SELECT string_agg(name, ',') "
                                              "FROM schema_migration"),
                 "0001_good"));
}

static void *migrate_apart(void *result)
{
    struct store *store = NULL;
    struct arena *arena = NULL;
    enum status status = store_open(db.url, &store);
    if (status == STATUS_OK)
        status = arena_new(0, &arena);
    struct faults faults = faults_in(arena);
    struct migration_plan plan = {.files = sql_migrations, .now = TEST_NOW};
    if (status == STATUS_OK)
        status = store_migrate(store, &plan, &faults);
    *(enum status *)result = status;
    store_close(store);
    arena_free(arena);
    return NULL;
}

Test(migrations, four_migrators_at_once_apply_each_file_once)
{
    pthread_t threads[4];
    enum status statuses[4] = {0};
    for (int i = 0; i < 4; i++)
        cr_assert(eq(int, pthread_create(&threads[i], NULL, migrate_apart, &statuses[i]), 0));
    for (int i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
        cr_assert(eq(int, statuses[i], STATUS_OK));
    }
    cr_assert(eq(int, store_schema_check(db.store, &db.faults), STATUS_OK));
}

Test(migrations, the_installation_keeps_its_first_key)
{
    char first[2000];
    const char *sql = "SELECT encode(token_key, 'hex') FROM installation";
    cr_assert(eq(int, database_migrate(&db), STATUS_OK));
    snprintf(first, sizeof first, "%s", database_sql(db.raw, sql));
    cr_assert(eq(int, database_migrate(&db), STATUS_OK));
    cr_assert(eq(sz, strlen(first), 64));
    cr_assert(eq(str, (char *)database_sql(db.raw, sql), first));
}
