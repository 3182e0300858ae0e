/* The runs that were read last: reading one (its snapshot, its numbers, its result) takes some
 * 0.2 s and 40 MB for 10 000 students and 5 000 mentors, and who looks at a run looks more than
 * once. What has ended never changes, so nothing here is ever stale; who the aliases are is asked
 * of the database each time. Safe to share between threads. */
#ifndef API_RUN_CACHE_H
#define API_RUN_CACHE_H

#include "api/store/store.h"

struct arena;
struct run;
struct run_cache;
struct run_held;

#define RUN_CACHE_MAX                                                                              \
    2 /* kept; those that requests hold beside them live until they are let go                     \
       */

enum status MUST_CHECK run_cache_new(struct run_cache **ret_cache);

/* Nothing may be held any more. NULL is fine. */
void run_cache_free(struct run_cache *cache);

/* Reads a run into arena; owned by the cache when OK. */
typedef enum status run_loader(void *context, struct arena *arena, struct run **ret_run);

/* Holds the run of an id, reading it when it is not there. One is read at a time: others that need
 * reading wait, until deadline_ms (CLOCK_MONOTONIC): TIMEOUT. Statuses of load; MEMORY. Let go by
 * run_cache_release. */
enum status MUST_CHECK run_cache_hold(struct run_cache *cache, const char *id, int64_t deadline_ms,
                                      run_loader *load, void *context, struct run_held **ret_held);
void run_cache_release(struct run_cache *cache, struct run_held *held); /* NULL is fine */

/* Read only, and only while it is held. */
const struct run *run_held_run(const struct run_held *held);

#endif
