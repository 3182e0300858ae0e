/* What the commands that read the folder of a run share (verify, replay, diff, why, and round when
 * it begins from one): the seeds, the folder, the round in it. */
#ifndef API_RUN_COMMAND_H
#define API_RUN_COMMAND_H

#include "api/files/files_run.h"
#include "api/files/files_seeds.h"
#include "scoring/base/faults.h"

struct run_command {
    const char *command; /* its name, for messages */
    struct arena *arena;
    struct faults faults;
    struct seeds *seeds;
    size_t workers;     /* default: the processors this process may use, at most 2 … */
    struct watch watch; /* … a progress line on a terminal, cancelled by an interrupt */
};

/* Loads the seeds, starts listening to SIGINT and SIGTERM; tells what is wrong on standard error.
 * EXIT_CODE_OK, or what the command must end with. workers: 0 for the default. Always close. */
int run_command_open(const char *command, size_t workers, struct run_command *ret_command);

/* Tells the faults that are left, frees all, returns code. */
int run_command_close(struct run_command *command, int code);

/* Tells the faults that were found, or why the command could not go on (file: what they are about;
 * NULL where they name it); they are told then. What the command must end with. */
int run_command_fail(struct run_command *command, enum status status, const char *file);

/* Reads the run in a folder; tells what is wrong on standard error. EXIT_CODE_OK, or what the
 * command must end with. Free with run_free. */
int run_command_read(struct run_command *command, const char *folder, struct run **ret_run);

#endif
