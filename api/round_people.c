#include "api/round_people.h"

#include "api/command.h"
#include "api/files/files_read.h"
#include "api/options.h"
#include "api/people_command.h"
#include "api/wire/rules.h"
#include "api/wire/snapshot.h"
#include "scoring/base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum status load(struct run_command *command, const char *path, struct people **ret_people)
{
    const char *folder = NULL;
    const char *data_folder = NULL;
    enum status status = seeds_folder(command->arena, &command->faults, &folder);
    if (status == STATUS_OK)
        status = seeds_data_folder(command->arena, &command->faults, &data_folder);
    if (status != STATUS_OK)
        return status;
    return files_people_load(path, command->seeds, folder, data_folder, &command->faults,
                             ret_people);
}

/* A spreadsheet takes a cell that begins so for a formula; ids stay byte by byte what they are, so
 * such an id is refused rather than changed. */
static bool is_formula(const char *id)
{
    return strchr("=+-@\t", id[0]) != NULL;
}

static enum status check_ids(const struct snapshot *snapshot, struct faults *faults)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < snapshot->people_count; i++)
        if (is_formula(snapshot->people[i].external_id))
            status = fault_add(faults, 0, "external_id", "formula",
                               "\"%.100s\": a spreadsheet would take an id that begins with = + - "
                               "@ or a tab for a formula; give the person another id",
                               snapshot->people[i].external_id);
    return status;
}

static enum status read_rules(struct run_command *command, const char *path,
                              const struct round_rule **ret_rules, size_t *ret_count)
{
    char *bytes = NULL;
    size_t size = 0;
    if (path == NULL)
        return STATUS_OK;
    enum status status = files_read(path, RULES_SIZE_MAX, &command->faults, &bytes, &size);
    if (status != STATUS_OK)
        return status;
    status = rules_read(bytes, size, command->arena, &command->faults, ret_rules, ret_count);
    free(bytes);
    return status;
}

/* Tells refused rows; whether the command goes on. */
static int tell_refused(struct run_command *command, const struct round_people *asked,
                        const struct people *people, const char *file)
{
    if (people->refused == 0)
        return EXIT_CODE_OK;
    options_tell_faults(&command->faults, file, SHOWN_FAULTS_MAX);
    command->faults = faults_in(command->arena); /* told */
    fprintf(stderr, "%s: %zu of %zu rows refused%s\n", file, people->refused, people->rows,
            asked->skip_bad_rows ? ", the others are used"
                                 : "; mend them, or go on without them by --skip-bad-rows");
    return asked->skip_bad_rows ? EXIT_CODE_OK : EXIT_CODE_FAULTS;
}

static enum status fill(struct run_command *command, const struct round_people *asked,
                        const struct people *people, const struct round_rule *rules,
                        size_t rules_count, struct snapshot *ret_snapshot)
{
    const struct scorer *scorer = &command->seeds->scorer;
    struct snapshot snapshot = {.engine = ENGINE_VERSION,
                                .tables = round_tables(scorer),
                                .objective = asked->objective,
                                .weights = asked->weights == NULL ? weights_default(scorer->policy)
                                                                  : *asked->weights,
                                .minimum_bp = asked->minimum_bp,
                                .as_of = asked->as_of,
                                .seed = asked->seed};
    enum status status =
        snapshot_fill(people->items, people->count, rules, rules_count, command->arena, &snapshot);
    if (status == STATUS_OK)
        status = check_ids(&snapshot, &command->faults);
    if (status == STATUS_OK)
        *ret_snapshot = snapshot;
    return status;
}

int round_people_snapshot(struct run_command *command, const struct round_people *asked,
                          struct people **ret_people, struct snapshot *ret_snapshot)
{
    const char *file = strcmp(asked->path, "-") == 0 ? "standard input" : asked->path;
    const struct round_rule *rules = NULL;
    size_t rules_count = 0;
    enum status status = load(command, asked->path, ret_people);
    if (status == STATUS_NOT_FOUND || status == STATUS_IO)
        return run_command_fail(command, STATUS_IO, NULL);
    if (status != STATUS_OK)
        return run_command_fail(command, status, file);
    int code = tell_refused(command, asked, *ret_people, file);
    if (code != EXIT_CODE_OK)
        return code;
    status = read_rules(command, asked->rules, &rules, &rules_count);
    if (status == STATUS_NOT_FOUND || status == STATUS_IO)
        return run_command_fail(command, STATUS_IO, NULL);
    if (status != STATUS_OK)
        return run_command_fail(command, status, asked->rules);
    status = fill(command, asked, *ret_people, rules, rules_count, ret_snapshot);
    return status == STATUS_OK ? EXIT_CODE_OK : run_command_fail(command, status, file);
}
