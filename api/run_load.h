/* A run read back from the files that the database keeps of it. */
#ifndef API_RUN_LOAD_H
#define API_RUN_LOAD_H

#include "scoring/base/status.h"

#include <stddef.h>

struct arena;
struct faults;
struct run;
struct scorer;
struct store;

/* Reads the files of a run into arena, and the run of them; the caller ends it with run_free.
 * CONFLICT with a fault: other tables or another engine made it; BROKEN: its files are not there,
 * or do not belong together; MEMORY; statuses of the store. */
enum status MUST_CHECK run_load(struct store *store, const struct scorer *scorer, const char *id,
                                size_t workers, struct arena *arena, struct faults *faults,
                                struct run **ret_run);

#endif
