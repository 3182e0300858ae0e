/* The folder of a run (api/wire/run.h). */
#ifndef API_FILES_FILES_RUN_H
#define API_FILES_FILES_RUN_H

#include "api/wire/run.h"

/* Reads the files of the folder into arena. NOT_FOUND, IO or TOO_LARGE with a fault that names the
 * file; MEMORY. */
enum status MUST_CHECK files_run_read(const char *folder, struct arena *arena,
                                      struct faults *faults,
                                      struct run_bytes ret_files[RUN_FILE_COUNT]);

/* CONFLICT with a fault when the folder is there and holds anything: nothing is ever written over.
 * For looking before the work. */
enum status MUST_CHECK files_run_vacant(const char *folder, struct faults *faults);

/* Makes the folder (its parent must be there) and writes the files; run.json last, so that a folder
 * with it is whole. CONFLICT as files_run_vacant, IO with a fault. */
enum status MUST_CHECK files_run_write(const char *folder,
                                       const struct run_bytes files[RUN_FILE_COUNT],
                                       struct faults *faults);

#endif
