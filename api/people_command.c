#include "api/people_command.h"

#include "api/command.h"
#include "api/options.h"
#include "api/wire/shape_json.h"
#include "scoring/base/arena.h"
#include "scoring/base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* A user's mistake is 1, what the machine or the installation lacks 3. */
static int exit_code_of(enum status status)
{
    switch (status) {
    case STATUS_OK: return EXIT_CODE_OK;
    case STATUS_INVALID:
    case STATUS_SYNTAX:
    case STATUS_TOO_LARGE: return EXIT_CODE_FAULTS;
    default: return EXIT_CODE_FAILED;
    }
}

static int tell_status(const struct people_command *command, enum status status, const char *file)
{
    if (status == STATUS_OK)
        return EXIT_CODE_OK;
    int code = exit_code_of(status);
    options_tell_faults(&command->faults, code == EXIT_CODE_FAULTS ? file : NULL, SHOWN_FAULTS_MAX);
    if (command->faults.total == 0)
        fprintf(stderr, "kring %s: %s\n", command->command, status_summary(status));
    return code;
}

static date today(void)
{
    time_t now = time(NULL);
    struct tm day;
    gmtime_r(&now, &day);
    return (day.tm_year + 1900) * 10000 + (day.tm_mon + 1) * 100 + day.tm_mday;
}

static int read_as_of(const char *text, struct people_command *command)
{
    command->as_of = today();
    if (text == NULL)
        return EXIT_CODE_OK;
    bool whole =
        date_parse(text, strlen(text), &command->as_of) == STATUS_OK && command->as_of % 100 != 0;
    if (!whole)
        return options_refuse(command->command, "--as-of takes a day, YYYY-MM-DD, not \"%s\"",
                              text);
    return EXIT_CODE_OK;
}

static int read_options(const struct people_options *options, struct people_command *command)
{
    command->audience = (struct audience){.language = LABEL_EN, .voice = VOICE_STAFF};
    if (options->people == NULL)
        return options_refuse(command->command, "--people FILE is missing");
    const char *language = options->language;
    if (language != NULL &&
        !label_language_find(language, strlen(language), &command->audience.language))
        return options_refuse(command->command, "--lang takes one of nl sv nb de fr en, not \"%s\"",
                              language);
    if (options->weights != NULL && weights_parse(options->weights, "--weights", &command->faults,
                                                  &command->weights) != STATUS_OK) {
        options_tell_faults(&command->faults, NULL, SHOWN_FAULTS_MAX);
        return EXIT_CODE_USAGE;
    }
    return read_as_of(options->as_of, command);
}

static enum status load_seeds(struct people_command *command, const char **ret_folder,
                              const char **ret_data_folder)
{
    enum status status = seeds_folder(command->arena, &command->faults, ret_folder);
    if (status == STATUS_OK)
        status = seeds_data_folder(command->arena, &command->faults, ret_data_folder);
    if (status == STATUS_OK)
        status = seeds_load(*ret_folder, &command->faults, &command->seeds);
    return status == STATUS_INVALID ? STATUS_IO : status; /* not the user's fault */
}

static enum status load(const struct people_options *options, struct people_command *command)
{
    const char *folder = NULL;
    const char *data_folder = NULL;
    enum status status = load_seeds(command, &folder, &data_folder);
    if (status != STATUS_OK)
        return status;
    if (options->weights == NULL)
        command->weights = weights_default(command->seeds->policy);
    return files_people_load(options->people, command->seeds, folder, data_folder, &command->faults,
                             &command->people);
}

int people_command_open(const char *command, const struct people_options *options,
                        struct people_command *ret_command)
{
    *ret_command = (struct people_command){.command = command};
    enum status status = arena_new(0, &ret_command->arena);
    if (status != STATUS_OK)
        return tell_status(ret_command, status, NULL);
    ret_command->faults = faults_in(ret_command->arena);
    int code = read_options(options, ret_command);
    if (code != EXIT_CODE_OK)
        return code;
    const char *file = strcmp(options->people, "-") == 0 ? "standard input" : options->people;
    status = load(options, ret_command);
    if (status != STATUS_OK)
        return tell_status(ret_command, status, file);
    options_tell_faults(&ret_command->faults, file, SHOWN_FAULTS_MAX);
    if (ret_command->people->refused > 0)
        fprintf(stderr, "%s: %zu of %zu rows refused, the others are used\n", file,
                ret_command->people->refused, ret_command->people->rows);
    return EXIT_CODE_OK;
}

int people_command_close(struct people_command *command, int code)
{
    bool refused = command->people != NULL && command->people->refused > 0;
    files_people_free(command->people);
    seeds_free(command->seeds);
    arena_free(command->arena);
    return code == EXIT_CODE_OK && refused ? EXIT_CODE_FAULTS : code;
}

static const struct person *find(const struct people_command *command, const char *id,
                                 bool (*has_role)(const struct person *), const char *role)
{
    const struct person *person = files_people_find(command->people, id);
    if (person == NULL)
        fprintf(stderr, "kring %s: nobody in the file has the external id \"%s\"\n",
                command->command, id);
    else if (!has_role(person))
        fprintf(stderr, "kring %s: \"%s\" is %s\n", command->command, id, role);
    else
        return person;
    return NULL;
}

const struct person *people_command_student(const struct people_command *command, const char *id)
{
    return find(command, id, person_is_student, "no student");
}

const struct person *people_command_alumnus(const struct people_command *command, const char *id)
{
    return find(command, id, person_is_alumnus, "no alumnus");
}

/* Columns a text takes, one a character: labels and names of Kring's languages need no more. */
static int width_of(const char *text)
{
    int width = 0;
    for (; *text != '\0'; text++)
        width += ((unsigned char)*text & 0xc0) != 0x80;
    return width;
}

void people_command_print_parts(const struct hit_reply *hit)
{
    int widest = 0;
    for (size_t i = 0; i < hit->parts_count; i++)
        widest = width_of(hit->parts[i].label) > widest ? width_of(hit->parts[i].label) : widest;
    for (size_t i = 0; i < hit->parts_count; i++) {
        const struct part_reply *part = &hit->parts[i];
        char points[SCORE_TEXT_SIZE];
        hits_format_score(part->points_bp, points);
        printf("     %s%*s  %3" PRId32 " × %3" PRId32 " %% = %6s  ", part->label,
               widest - width_of(part->label), "", part->part, part->weight, points);
        options_print(stdout, hit->reasons[i]);
        putchar('\n');
    }
}

int people_command_print_json(const struct shape *shape, const void *base)
{
    struct text text = {0};
    shape_to_json(shape, base, 0, &text);
    text_add(&text, "\n");
    bool written = text_status(&text) == STATUS_OK && fputs(text.bytes, stdout) >= 0;
    text_free(&text);
    return written ? EXIT_CODE_OK : EXIT_CODE_FAILED;
}
