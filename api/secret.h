/* Settings that hold a secret: from the environment, or from a file that VARIABLE_FILE names, as
 * systemd's credentials and containers' secrets give them. A file is the better way: a process's
 * environment is passed on to its children. Never from a command line, which everybody on the
 * machine can read. */
#ifndef API_SECRET_H
#define API_SECRET_H

#include "scoring/base/status.h"

#include <stddef.h>

struct faults;

#define SECRET_FILE_SIZE_MAX ((size_t)4096) /* of the whole file */

/* Gives the value of a variable or NULL; getenv in the program, a table in tests. */
typedef const char *secret_lookup(const char *variable);

/* The value of variable, or the first line, without its end, of the file that VARIABLE_FILE names;
 * NULL when neither is set ("" is not set). INVALID with a fault, which never quotes the secret,
 * when both are set, or the file cannot be read, has more than SECRET_FILE_SIZE_MAX bytes, an empty
 * first line or a NUL in it; MEMORY. A text of a file lives in the faults' arena. */
enum status MUST_CHECK secret_read(secret_lookup *lookup, const char *variable,
                                   struct faults *faults, const char **ret_value);

#endif
