#include "api/store/store_migrate.h"

#include "api/store/store_query.h"
#include "api/store/store_sql.h"
#include "api/store/store_token_rows.h"
#include "scoring/base/digest.h"
#include "scoring/base/faults.h"

#include <string.h>

/* "kring" and a number, as a bigint: what other programs would hardly choose. */
#define MIGRATION_LOCK "118049275213569"

static void checksum_of(const struct sql_file *file, char ret_hex[DIGEST_HEX_SIZE])
{
    struct digest digest = digest_of(file->text, strlen(file->text));
    digest_hex(&digest, ret_hex);
}

/* ---- comparing: row i of the ledger must be file i */

static enum status compare_row(const PGresult *ledger, int row, const struct sql_file *file,
                               struct faults *faults)
{
    const char *name = query_cell(ledger, row, "name");
    if (file->name == NULL || strcmp(name, file->name) != 0)
        return fault_add(faults, 0, name, "unknown_migration",
                         "the database has the migration %s, which this kring does not: "
                         "use the newer kring that made it",
                         name);
    char checksum[DIGEST_HEX_SIZE];
    checksum_of(file, checksum);
    if (strcmp(query_cell(ledger, row, "checksum"), checksum) != 0)
        return fault_add(faults, 0, name, "changed_migration",
                         "the migration %s is not the one that was applied: "
                         "migrations are never edited, add a new one",
                         name);
    return STATUS_OK;
}

static enum status compare(const PGresult *ledger, const struct sql_file *files,
                           struct faults *faults)
{
    enum status status = STATUS_OK;
    const struct sql_file *file = files;
    for (int row = 0; row < PQntuples(ledger); row++) {
        if (compare_row(ledger, row, file, faults) != STATUS_OK)
            status = STATUS_CONFLICT;
        if (file->name != NULL)
            file++;
    }
    return status;
}

/* How many of the files are applied: 0 for a database without a ledger. CONFLICT with faults. */
static enum status count_applied(struct store *store, const struct sql_file *files,
                                 struct faults *faults, int *ret_count)
{
    PGresult *result = NULL;
    enum status status = query_run(store, "migration_ledger_exists", NULL, 0, &result);
    if (status != STATUS_OK)
        return status;
    bool exists = query_cell(result, 0, "exists")[0] == 't';
    PQclear(result);
    if (!exists) {
        *ret_count = 0;
        return STATUS_OK;
    }
    status = query_run(store, "migration_list", NULL, 0, &result);
    if (status != STATUS_OK)
        return status;
    status = compare(result, files, faults);
    if (status == STATUS_OK)
        *ret_count = PQntuples(result);
    PQclear(result);
    return status;
}

/* ---- applying */

struct apply_work {
    const struct sql_file *file;
    store_time now;
};

static enum status apply_in_transaction(struct store *store, void *context)
{
    struct apply_work *work = context;
    enum status status = query_text(store, work->file->text);
    if (status != STATUS_OK)
        return status;
    char checksum[DIGEST_HEX_SIZE];
    checksum_of(work->file, checksum);
    struct query_number now = query_number(work->now);
    int rows = 0;
    return QUERY_DO(store, "migration_add", &rows, work->file->name, checksum, now.text);
}

static bool is_about_the_file(enum status status)
{
    return status == STATUS_INVALID || status == STATUS_CONFLICT || status == STATUS_BROKEN;
}

static enum status apply(struct store *store, const struct sql_file *file, store_time now,
                         struct faults *faults)
{
    struct apply_work work = {file, now};
    enum status status = query_transaction(store, "begin_write", apply_in_transaction, &work);
    if (!is_about_the_file(status))
        return status;
    return fault_add(faults, 0, file->name, "failed_migration", "%s", store_error(store));
}

static enum status apply_all(struct store *store, const struct migration_plan *plan,
                             struct faults *faults)
{
    int applied = 0;
    enum status status = count_applied(store, plan->files, faults, &applied);
    for (int i = 0; status == STATUS_OK && plan->files[i].name != NULL; i++) {
        enum migration_state state = i < applied     ? MIGRATION_PRESENT
                                     : plan->dry_run ? MIGRATION_PENDING
                                                     : MIGRATION_APPLIED;
        if (state == MIGRATION_APPLIED)
            status = apply(store, &plan->files[i], plan->now, faults);
        if (status == STATUS_OK && plan->report != NULL)
            plan->report(plan->context, plan->files[i].name, state);
    }
    return status;
}

/* CREATE TABLE IF NOT EXISTS is safe only under the lock: two at once may both find nothing. */
static enum status migrate_locked(struct store *store, const struct migration_plan *plan,
                                  struct faults *faults)
{
    int rows = 0;
    enum status status = STATUS_OK;
    if (!plan->dry_run)
        status = query_do(store, "migration_ledger_create", NULL, 0, &rows);
    if (status == STATUS_OK)
        status = apply_all(store, plan, faults);
    if (status == STATUS_OK && !plan->dry_run && plan->files == sql_migrations)
        status = token_key_ensure(store);
    return status;
}

enum status store_migrate(struct store *store, const struct migration_plan *plan,
                          struct faults *faults)
{
    int rows = 0;
    enum status status = QUERY_DO(store, "migration_lock", &rows, MIGRATION_LOCK);
    if (status != STATUS_OK)
        return status;
    status = migrate_locked(store, plan, faults);
    /* A connection that was lost on the way has let go of the lock by itself. */
    if (store->connection == NULL)
        return status;
    enum status unlocked = QUERY_DO(store, "migration_unlock", &rows, MIGRATION_LOCK);
    if (unlocked != STATUS_OK)
        link_drop(store);
    return status;
}

enum status store_schema_check(struct store *store, struct faults *faults)
{
    int applied = 0;
    enum status status = count_applied(store, sql_migrations, faults, &applied);
    if (status != STATUS_OK)
        return status;
    if (sql_migrations[applied].name == NULL)
        return STATUS_OK;
    (void)fault_add(faults, 0, sql_migrations[applied].name, "missing_migration",
                    "the database has not the migration %s yet: run kring migrate",
                    sql_migrations[applied].name);
    return STATUS_CONFLICT;
}
