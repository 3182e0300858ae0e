#include "api/clock.h"
#include "api/command.h"
#include "api/database_command.h"
#include "api/options.h"
#include "api/resources.h"
#include "api/store/store_token.h"
#include "api/wire/account.h"
#include "scoring/base/faults.h"

#include <stdio.h>

#define REVOKE_MS_MAX 10000
#define COMMAND_WORDS "token revoke"

static int run(int argc, char **argv);

const struct command command_token_revoke = {
    .name = COMMAND_WORDS,
    .summary = "make a bearer token open nothing",
    .usage =
        "usage: kring token revoke ID [--database URL]\n"
        "\n"
        "Within a second no server takes the token any more. ID is what the token is known by\n"
        "(GET /v1/tokens lists them), not its text. Revoking again is fine.\n"
        "\n"
        "  --database URL  without a password; default: KRING_DATABASE_URL, or the\n"
        "                  file that KRING_DATABASE_URL_FILE names\n"
        "\n"
        "Exit status: 0 revoked; 1 no such token; 2 wrong usage; 3 no database.\n",
    .run = run,
};

struct revoking {
    const char *id, *url;
    struct faults *faults;
};

static enum status revoke_in(struct store *store, void *context)
{
    struct revoking *revoking = context;
    struct token_entry entry = {0};
    const struct deed deed = {.actor = {.kind = ACTOR_STAFF}, .now = clock_utc_ms()};
    enum status status = store_object_get(store, &resources[RESOURCE_token].kind, revoking->id,
                                          revoking->faults->arena, &entry);
    return status == STATUS_OK ? store_token_end(store, &deed, revoking->id) : status;
}

static enum status revoke(struct store *store, struct faults *faults, void *context)
{
    struct revoking *revoking = context;
    revoking->faults = faults;
    enum status status = store_transaction(store, revoke_in, revoking);
    if (status == STATUS_NOT_FOUND)
        (void)fault_add(faults, 0, "ID", "not_found", "there is no token with id \"%s\"",
                        revoking->id);
    if (status == STATUS_OK)
        printf("revoked %s\n", revoking->id);
    return status;
}

static int run(int argc, char **argv)
{
    struct revoking revoking = {0};
    const struct option_row rows[] = {
        {.name = "database", .type = OPTION_TEXT, .target = &revoking.url},
        {.name = NULL},
    };
    int count = 0;
    if (!options_parse(COMMAND_WORDS, rows, argc, argv, &count))
        return EXIT_CODE_USAGE;
    if (count != 1)
        return options_refuse(COMMAND_WORDS, "needs the ID of one token");
    revoking.id = argv[1];
    return database_command(COMMAND_WORDS, revoking.url, REVOKE_MS_MAX, revoke, &revoking);
}
