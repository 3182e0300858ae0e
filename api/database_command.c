#include "api/database_command.h"

#include "api/command.h"
#include "api/options.h"
#include "api/store/store.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <stdio.h>
#include <stdlib.h>

#define FAULTS_SHOWN 20

static int exit_code_of(enum status status)
{
    switch (status) {
    case STATUS_OK: return EXIT_CODE_OK;
    case STATUS_INVALID:
    case STATUS_NOT_FOUND:
    case STATUS_CONFLICT: return EXIT_CODE_FAULTS;
    default: return EXIT_CODE_FAILED;
    }
}

/* Faults are for users; without any, the store's own words are all there is to tell. */
static void tell(const char *command, const struct store *store, const struct faults *faults,
                 enum status status)
{
    if (faults->total > 0)
        options_tell_faults(faults, NULL, FAULTS_SHOWN);
    else if (store_error(store)[0] != '\0')
        fprintf(stderr, "kring %s: %s: %s\n", command, status_summary(status), store_error(store));
    else
        fprintf(stderr, "kring %s: %s\n", command, status_summary(status));
}

static int run_with(const char *command, struct store *store, database_work *work, void *context)
{
    struct arena *arena = NULL;
    if (arena_new(0, &arena) != STATUS_OK)
        return EXIT_CODE_FAILED;
    struct faults faults = faults_in(arena);
    enum status status = work(store, &faults, context);
    if (status != STATUS_OK)
        tell(command, store, &faults, status);
    arena_free(arena);
    return exit_code_of(status);
}

int database_command(const char *command, const char *url, int ms_max, database_work *work,
                     void *context)
{
    struct store *store = NULL;
    if (url == NULL || url[0] == '\0')
        url = getenv("KRING_DATABASE_URL");
    if (url == NULL || url[0] == '\0')
        return options_refuse(command, "needs a database: set KRING_DATABASE_URL or --database");
    if (store_open(url, &store) != STATUS_OK)
        return EXIT_CODE_FAILED;
    store_set_deadline(store, store_clock_ms() + ms_max);
    int code = run_with(command, store, work, context);
    store_close(store);
    return code;
}
