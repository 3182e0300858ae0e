/* What the commands that read a problem in numbers share: the file, the problem in it, an end by
 * an interrupt. */
#ifndef API_PROBLEM_COMMAND_H
#define API_PROBLEM_COMMAND_H

#include "api/wire/result.h"
#include "matcher/watch.h"
#include "scoring/base/faults.h"

struct problem_command {
    const char *command; /* its name, for messages */
    struct arena *arena;
    struct faults faults;
    const struct problem *problem;
    struct result_names names; /* by number */
    size_t workers;
    struct watch watch; /* a progress line on a terminal, cancelled by an interrupt */
};

/* Reads the problem at path ("-": standard input), then starts listening to SIGINT and SIGTERM;
 * tells what is wrong on standard error. EXIT_CODE_OK, or what the command must end with. threads:
 * 0 for as many as there are processors. Always close. */
int problem_command_open(const char *command, const char *path, int64_t threads,
                         struct problem_command *ret_command);

/* Tells the faults that were found so far in the file that was read, or why it could not go on;
 * what the command must end with. */
int problem_command_fail(struct problem_command *command, enum status status, const char *file);

/* Ends the progress line, frees all, returns code. */
int problem_command_close(struct problem_command *command, int code);

#endif
