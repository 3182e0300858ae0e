#include "api/clock.h"
#include "api/command.h"
#include "api/database_command.h"
#include "api/options.h"
#include "api/store/store_migrate.h"
#include "api/store/store_sql.h"

#include <stdio.h>

#define MIGRATE_MS_MAX 600000

static int run(int argc, char **argv);

const struct command command_migrate = {
    .name = "migrate",
    .summary = "bring the database's schema up to this version",
    .usage = "usage: kring migrate [--database URL] [--dry-run]\n"
             "\n"
             "Applies the migrations that the database has not got yet, in order, each in one\n"
             "transaction, and tells of each. Doing it again, or twice at once, is harmless.\n"
             "\n"
             "  --database URL  PostgreSQL 14 or newer, as libpq writes it, without a password\n"
             "                  (default: KRING_DATABASE_URL, or the file that\n"
             "                  KRING_DATABASE_URL_FILE names)\n"
             "  --dry-run       only tell what would be applied\n"
             "\n"
             "Exit status: 0 done; 1 refused (a migration was edited or failed, or the database\n"
             "belongs to a newer Kring); 2 wrong usage; 3 no database.\n",
    .run = run,
};

static void tell(void *context, const char *name, enum migration_state state)
{
    static const char *const words[] = {
        [MIGRATION_PRESENT] = "present",
        [MIGRATION_APPLIED] = "applied",
        [MIGRATION_PENDING] = "pending",
    };
    (void)context;
    printf("%s\t%s\n", words[state], name);
}

static enum status migrate(struct store *store, struct faults *faults, void *context)
{
    const bool *dry_run = context;
    struct migration_plan plan = {
        .files = sql_migrations, .dry_run = *dry_run, .now = clock_utc_ms(), .report = tell};
    return store_migrate(store, &plan, faults);
}

static int run(int argc, char **argv)
{
    const char *url = NULL;
    bool dry_run = false;
    const struct option_row rows[] = {
        {.name = "database", .type = OPTION_TEXT, .target = &url},
        {.name = "dry-run", .type = OPTION_FLAG, .target = &dry_run},
        {.name = NULL},
    };
    int count = 0;
    if (!options_parse("migrate", rows, argc, argv, &count))
        return EXIT_CODE_USAGE;
    if (count > 0)
        return options_refuse("migrate", "takes no argument \"%s\"", argv[1]);
    return database_command("migrate", url, MIGRATE_MS_MAX, migrate, &dry_run);
}
