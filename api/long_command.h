/* What commands that work long share: on how many processors, and how a failure is told. */
#ifndef API_LONG_COMMAND_H
#define API_LONG_COMMAND_H

#include "scoring/base/faults.h"

/* The processors this process may use, 1..WORKERS_MAX. */
size_t long_command_processors(void);

/* What a status makes a command end with: a user's mistake is 1, what the machine or the
 * installation lacks 3, and so is an interrupt. */
int long_command_exit_code(enum status status);

/* Ends the progress line and tells the faults that were found, at most shown_max of them (file:
 * what they are about; NULL where they name it), or why the command of that name could not go on.
 */
void long_command_tell(const char *command, enum status status, const struct faults *faults,
                       const char *file, size_t shown_max);

#endif
