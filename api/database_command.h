/* What the commands share that work with the database. */
#ifndef API_DATABASE_COMMAND_H
#define API_DATABASE_COMMAND_H

#include "scoring/base/status.h"

struct faults;
struct store;

/* A command's work: fills faults with what the user should know. */
typedef enum status database_work(struct store *store, struct faults *faults, void *context);

/* Runs work for `kring COMMAND` with a store of url, as the command line gave it: one with a
 * password is refused; NULL or "": the environment's KRING_DATABASE_URL, or of the file that
 * KRING_DATABASE_URL_FILE names. It ends by ms_max milliseconds from now. Tells what went wrong on
 * standard error. An enum exit_code. */
int database_command(const char *command, const char *url, int ms_max, database_work *work,
                     void *context);

#endif
