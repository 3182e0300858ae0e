#include "api/clock.h"
#include "api/command.h"
#include "api/database_command.h"
#include "api/options.h"
#include "api/settings.h"
#include "api/store/store_migrate.h"
#include "api/store/store_notice.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RETRY_MS_MAX  60000
#define COMMAND_WORDS "outbox retry"
#define FAULTS_SHOWN  20

static int run(int argc, char **argv);

const struct command command_outbox_retry = {
    .name = COMMAND_WORDS,
    .summary = "try notices again that were given up",
    .usage =
        "usage: kring outbox retry [REASON] [--database URL]\n"
        "\n"
        "Notices that were given up for a REASON that has passed are due again: no_email,\n"
        "bad_address, refused or unreachable (kring outbox --help says what they mean);\n"
        "without one, for any of them. Those of more than KRING_NOTICE_DAYS days stay as they\n"
        "are, and so do those that were stale or might not be sent.\n"
        "\n"
        "  --database URL  without a password; default: KRING_DATABASE_URL, or the\n"
        "                  file that KRING_DATABASE_URL_FILE names\n"
        "\n"
        "Exit status: 0 done; 1 the schema is not this version's; 2 wrong usage; 3 no database.\n",
    .run = run,
};

struct job {
    const char *url;
    enum notice_failure why;
    int64_t days;
};

static enum status retry(struct store *store, struct faults *faults, void *context)
{
    const struct job *job = context;
    int count = 0;
    enum status status = store_schema_check(store, faults);
    if (status == STATUS_OK)
        status = store_notice_retry(store, job->why, clock_utc_ms(), job->days, &count);
    if (status == STATUS_OK)
        printf("%d notice%s tried again\n", count, count == 1 ? " is" : "s are");
    return status;
}

static bool find_reason(const char *word, enum notice_failure *ret_why)
{
    static const enum notice_failure reasons[] = {NOTICE_NO_EMAIL, NOTICE_BAD_ADDRESS,
                                                  NOTICE_REFUSED, NOTICE_UNREACHABLE};
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
        if (strcmp(notice_failure_word(reasons[i]), word) == 0) {
            *ret_why = reasons[i];
            return true;
        }
    return false;
}

/* Of the settings this one alone: the files of secrets are the server's. */
static const char *days_of_environment(const char *variable)
{
    return strcmp(variable, "KRING_NOTICE_DAYS") == 0 ? getenv(variable) : NULL;
}

static bool find_days(int64_t *ret_days)
{
    struct settings settings;
    struct arena *arena = NULL;
    if (arena_new(0, &arena) != STATUS_OK)
        return false;
    struct faults faults = faults_in(arena);
    bool good = settings_read(days_of_environment, &faults, &settings) == STATUS_OK;
    if (good)
        *ret_days = settings.notice_days;
    else
        options_tell_faults(&faults, NULL, FAULTS_SHOWN);
    arena_free(arena);
    return good;
}

static int run(int argc, char **argv)
{
    struct job job = {.why = NOTICE_NONE};
    const struct option_row rows[] = {
        {.name = "database", .type = OPTION_TEXT, .target = &job.url},
        {.name = NULL},
    };
    int count = 0;
    if (!options_parse(COMMAND_WORDS, rows, argc, argv, &count))
        return EXIT_CODE_USAGE;
    if (count > 1)
        return options_refuse(COMMAND_WORDS, "takes one reason at most");
    if (count == 1 && !find_reason(argv[1], &job.why))
        return options_refuse(COMMAND_WORDS,
                              "knows no reason \"%s\" that may have passed: there are no_email, "
                              "bad_address, refused and unreachable",
                              argv[1]);
    if (!find_days(&job.days))
        return EXIT_CODE_USAGE;
    return database_command(COMMAND_WORDS, job.url, RETRY_MS_MAX, retry, &job);
}
