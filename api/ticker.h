/* The clock of a server: a thread with a store of its own that does what is due, every tick_ms, and
 * forgets old idempotency keys once a minute, writes the requests that were refused to the audit,
 * and seals it. While the database is away it waits; it never ends
 * the server. Several servers on one database, and `kring tick`, may do so at the same time: each
 * step is a transaction that looks at the state it moves from, so each due event is fired once, by
 * whoever comes first. */
#ifndef API_TICKER_H
#define API_TICKER_H

#include "scoring/base/status.h"

#include <stdint.h>

struct log;
struct refusals;
struct settings;
struct ticker;

struct ticker_health {
    uint64_t steps; /* since the start */
    int64_t age_ms; /* since nothing was left to do; -1: not yet, or off */
};

/* Starts the thread. log (may be NULL) and refusals must outlive it; settings are copied. With
 * tick_ms 0 there is no thread, and *ret_ticker is NULL. MEMORY. */
enum status MUST_CHECK ticker_start(const struct settings *settings, struct log *log,
                                    struct refusals *refusals, struct ticker **ret_ticker);

/* Ends the thread: at once when it waits, after the step it is at otherwise. NULL is fine. */
void ticker_stop(struct ticker *ticker);

/* NULL is fine: off. */
struct ticker_health ticker_health(struct ticker *ticker);

#endif
