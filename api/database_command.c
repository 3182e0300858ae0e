#include "api/database_command.h"

#include "api/command.h"
#include "api/options.h"
#include "api/secret.h"
#include "api/store/store.h"
#include "api/store/store_url.h"
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

static int run_in(const char *command, const char *url, int ms_max, database_work *work,
                  void *context, struct faults *faults)
{
    struct store *store = NULL;
    if (store_open(url, &store) != STATUS_OK)
        return EXIT_CODE_FAILED;
    store_set_deadline(store, store_clock_ms() + ms_max);
    enum status status = work(store, faults, context);
    if (status != STATUS_OK)
        tell(command, store, faults, status);
    store_close(store);
    return exit_code_of(status);
}

static const char *from_environment(const char *variable)
{
    return getenv(variable);
}

/* A command line can be read by everybody on the machine, and stays in the shell's history. */
static int find_url(const char *command, const char *given, struct faults *faults,
                    const char **ret_url)
{
    *ret_url = given;
    if (given != NULL && given[0] != '\0')
        return !store_url_has_password(given)
                   ? EXIT_CODE_OK
                   : options_refuse(command,
                                    "takes no password in --database, where everybody on this "
                                    "machine can read it: set KRING_DATABASE_URL or "
                                    "KRING_DATABASE_URL_FILE, or keep it in a file as "
                                    "~/.pgpass");
    if (secret_read(from_environment, "KRING_DATABASE_URL", faults, ret_url) != STATUS_OK) {
        options_tell_faults(faults, NULL, FAULTS_SHOWN);
        return EXIT_CODE_USAGE;
    }
    return *ret_url != NULL ? EXIT_CODE_OK
                            : options_refuse(command, "needs a database: set KRING_DATABASE_URL, "
                                                      "KRING_DATABASE_URL_FILE or --database");
}

int database_command(const char *command, const char *url, int ms_max, database_work *work,
                     void *context)
{
    struct arena *arena = NULL;
    if (arena_new(0, &arena) != STATUS_OK)
        return EXIT_CODE_FAILED;
    struct faults faults = faults_in(arena);
    int code = find_url(command, url, &faults, &url);
    if (code == EXIT_CODE_OK)
        code = run_in(command, url, ms_max, work, context, &faults);
    arena_free(arena);
    return code;
}
