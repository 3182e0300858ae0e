#include "api/clock.h"
#include "api/command.h"
#include "api/files/files_seeds.h"
#include "api/log.h"
#include "api/openapi.h"
#include "api/options.h"
#include "api/server.h"
#include "api/service.h"
#include "api/store/store_migrate.h"
#include "api/store/store_policy.h"
#include "api/store/store_sql.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STORE_WAIT_MS  10000 /* for a database that is just starting */
#define STORE_RETRY_NS 200000000
#define MIGRATE_MS_MAX 600000
#define FAULTS_SHOWN   10
#define ALL_SCHEMES    ((1u << SCHEME_COUNT) - 1)

static int run(int argc, char **argv);

const struct command command_serve = {
    .name = "serve",
    .summary = "serve Kring over HTTP",
    .usage =
        "usage: kring serve [--migrate] [--allow-unsafe-database]\n"
        "       kring serve --settings | --openapi\n"
        "\n"
        "Serves the API on KRING_LISTEN, and /live, /ready and /metrics on "
        "KRING_ADMIN_LISTEN, until\n"
        "SIGTERM or SIGINT. Refuses a database whose schema is not this version's, or that "
        "may lose\n"
        "what it has confirmed.\n"
        "\n"
        "  --migrate                bring the schema up to this version first\n"
        "  --allow-unsafe-database  serve although fsync, full_page_writes or "
        "synchronous_commit is\n"
        "                           off (for tests)\n"
        "  --settings               list the settings, as Markdown, and end\n"
        "  --openapi                print the description of the API (/openapi.json), and end\n"
        "\n"
        "Settings come from the environment: see --settings.\n",
    .run = run,
};

struct serve_options {
    bool migrate, unsafe, settings, openapi;
};

static const char *from_environment(const char *variable)
{
    return getenv(variable);
}

static int fail(const char *what, const struct faults *faults, enum status status)
{
    fprintf(stderr, "kring serve: %s: %s\n", what, status_summary(status));
    options_tell_faults(faults, NULL, FAULTS_SHOWN);
    return EXIT_CODE_FAILED;
}

/* A database that is just starting is waited for. */
static enum status wait_for_store(struct store *store)
{
    const struct timespec pause = {.tv_nsec = STORE_RETRY_NS};
    int64_t end_ms = clock_ms() + STORE_WAIT_MS;
    enum status status = STATUS_UNAVAILABLE;
    while (true) {
        store_set_deadline(store, end_ms);
        status = store_ping(store);
        if ((status != STATUS_UNAVAILABLE && status != STATUS_TIMEOUT) || clock_ms() >= end_ms)
            return status;
        nanosleep(&pause, NULL);
    }
}

static enum status check_store(struct store *store, const struct serve_options *options,
                               struct faults *faults)
{
    enum status status = wait_for_store(store);
    store_set_deadline(store, clock_ms() + MIGRATE_MS_MAX);
    if (status == STATUS_OK && options->migrate) {
        struct migration_plan plan = {.files = sql_migrations, .now = clock_utc_ms()};
        status = store_migrate(store, &plan, faults);
    }
    if (status == STATUS_OK)
        status = store_schema_check(store, faults);
    if (status == STATUS_OK && !options->unsafe)
        status = store_check_safety(store, faults);
    if (status != STATUS_OK && store_error(store)[0] != '\0')
        fprintf(stderr, "kring serve: %s\n", store_error(store));
    return status;
}

static int prepare_store(const struct settings *settings, const struct serve_options *options,
                         struct faults *faults)
{
    struct store *store = NULL;
    enum status status = store_open(settings->database_url, &store);
    if (status == STATUS_OK)
        status = check_store(store, options, faults);
    if (status == STATUS_OK)
        status = store_policy_keep(store, settings->interest_years);
    store_close(store);
    return status == STATUS_OK ? EXIT_CODE_OK
                               : fail("the database cannot be served from", faults, status);
}

static enum status load_seeds(struct faults *faults, struct seeds **ret_seeds)
{
    const char *folder = NULL;
    const char *data_folder = NULL;
    struct seeds *seeds = NULL;
    enum status status = seeds_folder(faults->arena, faults, &folder);
    if (status == STATUS_OK)
        status = seeds_data_folder(faults->arena, faults, &data_folder);
    if (status == STATUS_OK)
        status = seeds_load(folder, faults, &seeds);
    if (status == STATUS_OK)
        status = seeds_load_reader(seeds, folder, data_folder, ALL_SCHEMES, SCHEME_ISCED, NULL, 0,
                                   faults);
    if (status != STATUS_OK) {
        seeds_free(seeds);
        return status;
    }
    *ret_seeds = seeds;
    return STATUS_OK;
}

/* Shows address and port as they are in use: port 0 asked for a free one. */
static void tell_address(const char *what, const char *address, uint16_t port)
{
    printf("%s http://%.*s:%u\n", what, (int)(strrchr(address, ':') - address), address,
           (unsigned)port);
}

static void serve_until_signal(struct service *service, const sigset_t *ending)
{
    int signal_number = 0;
    tell_address("Kring serves on", service->settings.listen, server_port(service->server));
    tell_address("Metrics on", service->settings.admin_listen, server_admin_port(service->admin));
    (void)fflush(stdout);
    (void)sigwait(ending, &signal_number);
    log_event(service->log, "info", "stopping", "signal=%d", signal_number);
    service_stop(service);
}

/* Signals are blocked before any thread starts, so that only sigwait gets them. */
static void block_signals(sigset_t *ret_ending)
{
    sigemptyset(ret_ending);
    sigaddset(ret_ending, SIGTERM);
    sigaddset(ret_ending, SIGINT);
    (void)pthread_sigmask(SIG_BLOCK, ret_ending, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
}

static int serve(const struct settings *settings, const struct serve_options *options,
                 struct faults *faults)
{
    sigset_t ending;
    struct seeds *seeds = NULL;
    struct log *log = NULL;
    struct service *service = NULL;
    block_signals(&ending);
    int code = prepare_store(settings, options, faults);
    if (code != EXIT_CODE_OK)
        return code;
    enum status status = load_seeds(faults, &seeds);
    if (status == STATUS_OK)
        status = log_new(STDERR_FILENO, &log);
    if (status == STATUS_OK)
        status = service_start(settings, seeds, log, faults, &service);
    if (status == STATUS_OK)
        serve_until_signal(service, &ending);
    else
        code = fail("cannot start", faults, status);
    log_free(log);
    seeds_free(seeds);
    return code;
}

/* Prints what needs no database. */
static int show(const struct serve_options *options, unsigned modules)
{
    const struct route_list list = routes_of(modules);
    struct text text = {0};
    enum status status = STATUS_OK;
    if (options->settings)
        settings_markdown(&text);
    else
        status = openapi_to_json(&list, &text);
    if (status == STATUS_OK)
        status = text_status(&text);
    if (status == STATUS_OK && fputs(text.bytes, stdout) < 0)
        status = STATUS_IO;
    text_free(&text);
    return status == STATUS_OK ? EXIT_CODE_OK : EXIT_CODE_FAILED;
}

static int run_with(const struct serve_options *options, struct faults *faults)
{
    struct settings settings;
    if (settings_read(from_environment, faults, &settings) != STATUS_OK) {
        options_tell_faults(faults, NULL, FAULTS_SHOWN);
        return EXIT_CODE_USAGE;
    }
    return options->openapi ? show(options, settings.modules) : serve(&settings, options, faults);
}

static int run(int argc, char **argv)
{
    struct serve_options options = {0};
    const struct option_row rows[] = {
        {.name = "migrate", .type = OPTION_FLAG, .target = &options.migrate},
        {.name = "allow-unsafe-database", .type = OPTION_FLAG, .target = &options.unsafe},
        {.name = "settings", .type = OPTION_FLAG, .target = &options.settings},
        {.name = "openapi", .type = OPTION_FLAG, .target = &options.openapi},
        {.name = NULL},
    };
    int count = 0;
    if (!options_parse("serve", rows, argc, argv, &count))
        return EXIT_CODE_USAGE;
    if (count > 0)
        return options_refuse("serve", "takes no argument \"%s\"", argv[1]);
    if (options.settings)
        return show(&options, MODULES_ALL);
    struct arena *arena = NULL;
    if (arena_new(0, &arena) != STATUS_OK)
        return EXIT_CODE_FAILED;
    struct faults faults = faults_in(arena);
    int code = run_with(&options, &faults);
    arena_free(arena);
    return code;
}
