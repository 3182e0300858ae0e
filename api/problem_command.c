#include "api/problem_command.h"

#include "api/command.h"
#include "api/files/files_read.h"
#include "api/long_command.h"
#include "api/options.h"
#include "api/progress.h"
#include "api/wire/problem_text.h"
#include "scoring/base/arena.h"

#include <stdlib.h>
#include <string.h>

int problem_command_fail(struct problem_command *command, enum status status, const char *file)
{
    int code = long_command_exit_code(status);
    if (strcmp(file, "-") == 0)
        file = "standard input";
    long_command_tell(command->command, status, &command->faults,
                      code == EXIT_CODE_FAULTS ? file : NULL, PROBLEM_FAULTS_SHOWN);
    return code;
}

static enum status read_problem(struct problem_command *command, const char *path)
{
    char *bytes = NULL;
    size_t size = 0;
    struct problem *problem = NULL;
    enum status status = files_read(path, PROBLEM_TEXT_SIZE_MAX, &command->faults, &bytes, &size);
    if (status != STATUS_OK)
        return status;
    status = problem_text_read(bytes, size, command->arena, &command->faults, &problem);
    free(bytes);
    if (status != STATUS_OK)
        return status;
    command->problem = problem;
    command->names = (struct result_names){.student_count = problem->student_count,
                                           .mentor_count = problem->mentor_count};
    return STATUS_OK;
}

int problem_command_open(const char *command, const char *path, int64_t threads,
                         struct problem_command *ret_command)
{
    *ret_command = (struct problem_command){.command = command};
    ret_command->workers = threads == 0 ? long_command_processors() : (size_t)threads;
    enum status status = arena_new(0, &ret_command->arena);
    ret_command->faults = faults_in(ret_command->arena);
    if (status == STATUS_OK)
        status = read_problem(ret_command, path);
    ret_command->watch = progress_start();
    if (status == STATUS_OK)
        return EXIT_CODE_OK;
    return problem_command_fail(ret_command, status, path);
}

int problem_command_close(struct problem_command *command, int code)
{
    (void)progress_end();
    arena_free(command->arena);
    return code;
}
