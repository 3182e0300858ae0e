#include "api/run_command.h"

#include "api/command.h"
#include "api/long_command.h"
#include "api/options.h"
#include "api/people_command.h"
#include "api/progress.h"
#include "scoring/base/arena.h"

#define WORKERS_DEFAULT_MAX ((size_t)2)

int run_command_fail(struct run_command *command, enum status status, const char *file)
{
    long_command_tell(command->command, status, &command->faults, file, SHOWN_FAULTS_MAX);
    command->faults = faults_in(command->arena); /* told */
    /* A folder or an id that is not there is a user's mistake too. */
    return status == STATUS_NOT_FOUND ? EXIT_CODE_FAULTS : long_command_exit_code(status);
}

static size_t workers_of(size_t workers)
{
    size_t processors = long_command_processors();
    if (workers > 0)
        return workers;
    return processors < WORKERS_DEFAULT_MAX ? processors : WORKERS_DEFAULT_MAX;
}

int run_command_open(const char *command, size_t workers, struct run_command *ret_command)
{
    const char *folder = NULL;
    *ret_command = (struct run_command){.command = command, .workers = workers_of(workers)};
    ret_command->watch = progress_start();
    enum status status = arena_new(0, &ret_command->arena);
    ret_command->faults = faults_in(ret_command->arena);
    if (status == STATUS_OK)
        status = seeds_folder(ret_command->arena, &ret_command->faults, &folder);
    if (status == STATUS_OK)
        status = seeds_load(folder, &ret_command->faults, &ret_command->seeds);
    if (status == STATUS_OK)
        return EXIT_CODE_OK;
    (void)run_command_fail(ret_command, status, NULL);
    return EXIT_CODE_FAILED; /* not the user's fault */
}

int run_command_close(struct run_command *command, int code)
{
    (void)progress_end();
    options_tell_faults(&command->faults, NULL, SHOWN_FAULTS_MAX);
    seeds_free(command->seeds);
    arena_free(command->arena);
    return code;
}

int run_command_read(struct run_command *command, const char *folder, struct run **ret_run)
{
    struct run_bytes files[RUN_FILE_COUNT];
    enum status status = files_run_read(folder, command->arena, &command->faults, files);
    if (status != STATUS_OK)
        return run_command_fail(command, status, NULL);
    status = run_read(&command->seeds->scorer, files, command->workers, command->arena,
                      &command->faults, ret_run);
    return status == STATUS_OK ? EXIT_CODE_OK : run_command_fail(command, status, folder);
}
