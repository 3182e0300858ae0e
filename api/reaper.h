/* Closes connections that take too long. libmicrohttpd knows inactivity only, so a drip of bytes
 * would hold a connection for ever; here each connection has one absolute deadline, moved as its
 * state changes, and a thread that shuts the sockets of those that are late, every 250 ms. */
#ifndef API_REAPER_H
#define API_REAPER_H

#include "scoring/base/status.h"

#include <stdint.h>

struct reaper;
struct watched;

#define REAPER_PERIOD_MS 250
#define REAPER_NEVER     INT64_MAX

enum status MUST_CHECK reaper_start(struct reaper **ret_reaper);

/* All connections must have been removed. NULL is fine. */
void reaper_stop(struct reaper *reaper);

/* Watches the socket fd until reaper_remove, which must come before fd is closed, so that no other
 * connection's socket of the same number is ever shut. deadline_ms: CLOCK_MONOTONIC. NULL when
 * out of memory. */
struct watched *reaper_add(struct reaper *reaper, int fd, int64_t deadline_ms);
void reaper_remove(struct reaper *reaper, struct watched *watched);

/* Moves the deadline; any thread may. */
void reaper_set(struct watched *watched, int64_t deadline_ms);

#endif
