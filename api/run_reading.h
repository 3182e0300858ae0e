/* A run that has ended, as a request looks at it: found, read (or kept from the last time), and who
 * the aliases in it are today. For handlers_runs.c. */
#ifndef API_RUN_READING_H
#define API_RUN_READING_H

#include "api/store/store_run_file.h"
#include "api/wire/round.h"

struct arena;
struct request;
struct run;
struct run_held;
struct watch;

/* Finds a run that the caller may see and that has ended with a result. False when it was answered
 * (409: it has none), or *ret_status says why. */
bool run_reading_find(struct request *request, const char *id, const struct matching_run **ret_run,
                      enum status *ret_status);

struct run_reading {
    struct request *request;
    struct arena *arena; /* of the answer: a large round is more than a request may hold */
    const struct matching_run *found;
    const struct run *run;
    const struct run *other; /* of ?with=; NULL where the route takes none */
    struct alias_list people;
    struct run_held *held[2];
};

/* Finds and reads the run of the path, and the one of ?with=. False when it was answered, or
 * *ret_status says why; then there is nothing to end. 409: a run has no result, was made with other
 * tables, or is of another round. */
bool run_reading_begin(struct request *request, struct run_reading *ret_reading,
                       enum status *ret_status);
void run_reading_end(struct run_reading *reading);

/* Processors for a request that computes for long. */
size_t run_reading_workers(void);

/* For what solves: cancelled when the request's deadline has passed. */
struct watch run_reading_watch(struct request *request);

/* The status for the client: of CANCELLED, why the watch said so. */
enum status run_reading_settle(const struct request *request, enum status status);

#endif
