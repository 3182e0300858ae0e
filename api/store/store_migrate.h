/* Migrations: the files of seeds/schema/, forward only, shipped inside the binary, each applied
 * once, in order, in a transaction of its own, and entered in the ledger (table schema_migration)
 * with the BLAKE2b of its text. An advisory lock lets only one migrator work at a time. */
#ifndef API_STORE_STORE_MIGRATE_H
#define API_STORE_STORE_MIGRATE_H

#include "api/store/store.h"

#include <stddef.h>

struct sql_file;

enum migration_state {
    MIGRATION_PRESENT, /* was applied before, and is the same */
    MIGRATION_APPLIED, /* has just been applied */
    MIGRATION_PENDING  /* would be applied (dry run) */
};

/* Told of each file in order. */
typedef void migration_report(void *context, const char *name, enum migration_state state);

struct migration_plan {
    const struct sql_file *files; /* ended by a NULL name; sql_migrations but in tests */
    bool dry_run;                 /* change nothing */
    store_time now;               /* entered as the time of application */
    migration_report *report;     /* NULL: nobody asks */
    void *context;
};

/* Brings the database up to the files. CONFLICT with faults when a file differs from what was
 * applied under its name, or the database has one that this binary has not (it is newer); INVALID
 * with faults when a file fails: those before it stay, of it nothing does. Waits for another
 * migrator, within the deadline. */
enum status MUST_CHECK store_migrate(struct store *store, const struct migration_plan *plan,
                                     struct faults *faults);

/* OK when the database is exactly at this binary's schema; CONFLICT with faults that say what to
 * do otherwise. Before serving. */
enum status MUST_CHECK store_schema_check(struct store *store, struct faults *faults);

#endif
