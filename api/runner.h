/* Makes the runs of rounds: a thread with a store of its own takes the run that has waited longest,
 * at most one at a time, and tells how far it is; a second thread, of the lowest priority, solves
 * and proves it. Several servers on one database never make the same run twice: who takes it holds
 * a lease, which the first thread renews twice a second; a server that went away loses it, another
 * one makes the run again, and gets the same bytes. While the database is away solving goes on, and
 * the end is tried again; whoever lost the run meanwhile throws away what it found. */
#ifndef API_RUNNER_H
#define API_RUNNER_H

#include "scoring/base/status.h"

#include <stdint.h>

struct log;
struct runner;
struct scorer;
struct settings;

/* Since the start. */
struct runner_health {
    int running;    /* 0 or 1 */
    uint64_t ended; /* done, infeasible */
    uint64_t failed;
    uint64_t lost; /* cancelled, or another server's since */
};

/* Starts the thread. scorer and log (may be NULL) must outlive it; settings are copied. With
 * run_poll_ms 0 there is no thread, and *ret_runner is NULL. MEMORY. */
enum status MUST_CHECK runner_start(const struct settings *settings, const struct scorer *scorer,
                                    struct log *log, struct runner **ret_runner);

/* Tells the thread to end, and does not wait: while a server ends, its threads wait for a database
 * that is away at the same time, not one after the other. NULL is fine. */
void runner_end(struct runner *runner);

/* Ends the thread; a run under way waits again, for another server. NULL is fine. */
void runner_stop(struct runner *runner);

/* NULL is fine: off. */
struct runner_health runner_health(struct runner *runner);

#endif
