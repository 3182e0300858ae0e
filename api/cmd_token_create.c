#include "api/clock.h"
#include "api/command.h"
#include "api/database_command.h"
#include "api/options.h"
#include "api/store/store_people.h"
#include "api/store/store_token.h"
#include "scoring/base/faults.h"

#include <stdio.h>
#include <string.h>

#define DAY_MS        ((store_time)86400000)
#define DAYS_DEFAULT  90
#define DAYS_MAX      3660
#define TOKEN_MS_MAX  10000
#define COMMAND_WORDS "token create"

static int run(int argc, char **argv);

const struct command command_token_create = {
    .name = COMMAND_WORDS,
    .summary = "make a bearer token",
    .usage = "usage: kring token create --role staff [--days N] [--database URL]\n"
             "       kring token create --person EXTERNAL_ID [--days N] [--database URL]\n"
             "\n"
             "Prints a new token, which is stored nowhere else and cannot be shown again.\n"
             "\n"
             "  --role staff          for staff, who see everybody and may import\n"
             "  --person EXTERNAL_ID  for a person, who sees themself and their own search\n"
             "  --days N              valid for N days, 1 to 3660 (default: 90)\n"
             "  --database URL        default: the environment's KRING_DATABASE_URL\n"
             "\n"
             "Exit status: 0 done; 1 no such person; 2 wrong usage; 3 no database.\n",
    .run = run,
};

struct token_options {
    const char *person; /* external id; NULL for staff */
    const char *role;
    const char *url;
    int64_t days;
};

static enum status find_person(struct store *store, const char *external_id, struct faults *faults,
                               const char **ret_id)
{
    struct person person = {0};
    enum status status = store_person_find(store, external_id, faults->arena, &person);
    if (status == STATUS_NOT_FOUND) {
        (void)fault_add(faults, 0, "--person", "not_found", "there is no person with id \"%s\"",
                        external_id);
        return status;
    }
    if (status == STATUS_OK)
        *ret_id = person.id;
    return status;
}

static enum status create(struct store *store, struct faults *faults, void *context)
{
    const struct token_options *options = context;
    const char *person_id = NULL;
    char text[TOKEN_TEXT_SIZE];
    struct token token;
    enum status status = STATUS_OK;
    if (options->person != NULL)
        status = find_person(store, options->person, faults, &person_id);
    if (status != STATUS_OK)
        return status;
    store_time now = clock_utc_ms();
    status = store_token_create(store, person_id, now, now + options->days * DAY_MS, text, &token);
    if (status == STATUS_OK)
        puts(text);
    explicit_bzero(text, sizeof text);
    return status;
}

static int check(const struct token_options *options, int count, char **argv)
{
    if (count > 0)
        return options_refuse(COMMAND_WORDS, "takes no argument \"%s\"", argv[1]);
    if ((options->person == NULL) == (options->role == NULL))
        return options_refuse(COMMAND_WORDS, "needs either --role staff or --person EXTERNAL_ID");
    if (options->role != NULL && strcmp(options->role, token_role_word(TOKEN_STAFF)) != 0)
        return options_refuse(COMMAND_WORDS, "knows no role \"%s\", only staff", options->role);
    return EXIT_CODE_OK;
}

static int run(int argc, char **argv)
{
    struct token_options options = {.days = DAYS_DEFAULT};
    const struct option_row rows[] = {
        {.name = "person", .type = OPTION_TEXT, .target = &options.person},
        {.name = "role", .type = OPTION_TEXT, .target = &options.role},
        {.name = "database", .type = OPTION_TEXT, .target = &options.url},
        {.name = "days", .type = OPTION_INT, .target = &options.days, .min = 1, .max = DAYS_MAX},
        {.name = NULL},
    };
    int count = 0;
    if (!options_parse(COMMAND_WORDS, rows, argc, argv, &count))
        return EXIT_CODE_USAGE;
    int code = check(&options, count, argv);
    return code != EXIT_CODE_OK
               ? code
               : database_command(COMMAND_WORDS, options.url, TOKEN_MS_MAX, create, &options);
}
