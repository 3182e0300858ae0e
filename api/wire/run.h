/* A run: all that `kring round` (and, of a frozen round, the server) makes of a snapshot, as bytes.
 * The same snapshot gives the same bytes everywhere: nothing here knows a time, a path or a host.
 */
#ifndef API_WIRE_RUN_H
#define API_WIRE_RUN_H

#include "api/wire/result.h"
#include "matcher/round.h"
#include "matcher/shortage.h"
#include "matcher/unmatched.h"

/* name, file; in the order they are written: run.json, which has the digests of the others, last.
 */
#define RUN_FILES(X)                                                                               \
    X(SNAPSHOT, "snapshot.tsv")                                                                    \
    X(PAIRS, "pairs.csv")                                                                          \
    X(UNMATCHED, "unmatched.csv")                                                                  \
    X(SHORTAGES, "shortages.csv")                                                                  \
    X(RESULT, "run.json")

enum run_file {
#define RUN_FILE_ENUM(name, file) RUN_FILE_##name,
    RUN_FILES(RUN_FILE_ENUM)
#undef RUN_FILE_ENUM
        RUN_FILE_COUNT
};

const char *run_file_name(enum run_file file);

struct run_bytes {
    const char *bytes;
    size_t size;
};

/* A run in memory: its files, and what they say. All in the arena it was made in. */
struct run {
    struct run_bytes files[RUN_FILE_COUNT];
    const struct snapshot *snapshot;
    struct round *round;  /* freed by run_free */
    struct result result; /* of run_make: solved; of run_read: as read, unproven */
    struct result_names names;
    struct unmatched unmatched; /* of run_make, as its files tell; of run_read: empty */
    struct shortages shortages; /* likewise */
};

/* Solves the snapshot and writes all files. workers, watch as struct solving; the result is not
 * verified here. A round whose musts cannot hold together is OK: its files say so. Statuses of
 * round_new and solve. */
enum status MUST_CHECK run_make(const struct scorer *scorer, const struct snapshot *snapshot,
                                size_t workers, const struct watch *watch, struct arena *arena,
                                struct faults *faults, struct run **ret_run);

/* Makes the run of a snapshot's bytes again. CONFLICT with a fault when other tables or another
 * engine made them (the detail says which); otherwise as run_make. */
enum status MUST_CHECK run_replay(const struct scorer *scorer, const struct run_bytes *snapshot,
                                  size_t workers, const struct watch *watch, struct arena *arena,
                                  struct faults *faults, struct run **ret_run);

/* Reads snapshot and run.json out of files. INVALID with faults when they are not whole or do not
 * belong together; CONFLICT with a fault when other tables or another engine made it (the detail
 * says which). The other files' bytes are checked against the digests in run.json. */
enum status MUST_CHECK run_read(const struct scorer *scorer,
                                const struct run_bytes files[RUN_FILE_COUNT], size_t workers,
                                struct arena *arena, struct faults *faults, struct run **ret_run);
void run_free(struct run *run); /* NULL is fine */

#endif
