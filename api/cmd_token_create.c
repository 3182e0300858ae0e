#include "api/clock.h"
#include "api/command.h"
#include "api/database_command.h"
#include "api/options.h"
#include "api/store/store_people.h"
#include "api/store/store_token.h"
#include "scoring/base/faults.h"
#include "scoring/base/shape.h"

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
    .usage =
        "usage: kring token create --role ROLE [--unit ID] [options]\n"
        "       kring token create --person EXTERNAL_ID [options]\n"
        "\n"
        "Prints a new token, which is stored nowhere else and cannot be shown again.\n"
        "\n"
        "  --role ROLE           for a program: coordinator, career_centre or admin\n"
        "  --unit ID             of that unit and all below it (default: the whole installation)\n"
        "  --person EXTERNAL_ID  for a person, who may do what they may do\n"
        "  --read                opens looking only\n"
        "  --days N              valid for N days, 1 to 3660 (default: 90)\n"
        "  --database URL        without a password; default: KRING_DATABASE_URL, or the\n"
        "                        file that KRING_DATABASE_URL_FILE names\n"
        "\n"
        "Exit status: 0 done; 1 no such person or unit; 2 wrong usage; 3 no database.\n",
    .run = run,
};

struct token_options {
    const char *person; /* external id; NULL: a program's */
    const char *role, *unit;
    const char *url;
    int64_t days;
    bool read;
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

static enum status refuse_unit(struct faults *faults, const char *unit)
{
    (void)fault_add(faults, 0, "--unit", "not_found", "there is no unit with id \"%s\"", unit);
    return STATUS_NOT_FOUND;
}

static enum status take_grant(const struct token_options *options, struct faults *faults,
                              struct grant *ret_grant)
{
    struct grant grant = {.role = ACCOUNT_ADMIN, .unit_id = ""};
    if (options->role != NULL)
        grant.role = (enum account_role)shape_word_index(account_role_words, options->role,
                                                         strlen(options->role));
    if (options->unit != NULL && !store_id_valid(options->unit))
        return refuse_unit(faults, options->unit);
    if (options->unit != NULL)
        memcpy(grant.unit_id, options->unit, sizeof grant.unit_id);
    *ret_grant = grant;
    return STATUS_OK;
}

static enum status create(struct store *store, struct faults *faults, void *context)
{
    const struct token_options *options = context;
    char text[TOKEN_TEXT_SIZE];
    struct token token;
    store_time now = clock_utc_ms();
    struct token_order order = {.scope = options->read ? TOKEN_READ : TOKEN_ALL,
                                .now = now,
                                .expires = now + options->days * DAY_MS};
    enum status status = take_grant(options, faults, &order.grant);
    if (status == STATUS_OK && options->person != NULL)
        status = find_person(store, options->person, faults, &order.person_id);
    if (status != STATUS_OK)
        return status;
    status = store_token_create(store, &order, text, &token);
    if (status == STATUS_NOT_FOUND && options->unit != NULL)
        status = refuse_unit(faults, options->unit);
    if (status == STATUS_OK)
        puts(text);
    explicit_bzero(text, sizeof text);
    return status;
}

/* A teacher is a person. */
static bool is_program_role(const char *role)
{
    return shape_word_index(account_role_words, role, strlen(role)) >= (int32_t)ACCOUNT_COORDINATOR;
}

static int check(const struct token_options *options, int count, char **argv)
{
    if (count > 0)
        return options_refuse(COMMAND_WORDS, "takes no argument \"%s\"", argv[1]);
    if ((options->person == NULL) == (options->role == NULL))
        return options_refuse(COMMAND_WORDS, "needs either --role ROLE or --person EXTERNAL_ID");
    if (options->unit != NULL && options->role == NULL)
        return options_refuse(COMMAND_WORDS, "takes --unit with --role only");
    if (options->role != NULL && !is_program_role(options->role))
        return options_refuse(COMMAND_WORDS,
                              "knows no role \"%s\", only coordinator, career_centre and admin",
                              options->role);
    return EXIT_CODE_OK;
}

static int run(int argc, char **argv)
{
    struct token_options options = {.days = DAYS_DEFAULT};
    const struct option_row rows[] = {
        {.name = "person", .type = OPTION_TEXT, .target = &options.person},
        {.name = "role", .type = OPTION_TEXT, .target = &options.role},
        {.name = "unit", .type = OPTION_TEXT, .target = &options.unit},
        {.name = "read", .type = OPTION_FLAG, .target = &options.read},
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
