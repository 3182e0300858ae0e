/* A connection to PostgreSQL: one a worker, used by one thread at a time. Made without
 * connecting; connects at first use, and again after it was lost, with a pause that doubles from 50
 * ms to 2 s (calls within the pause are UNAVAILABLE at once, so a dead database costs a caller
 * nothing).
 *
 * Every call of api/store that takes a store ends by its deadline, whatever the server does: libpq
 * is used non-blocking, and a connection that is late is closed and replaced (the server ends the
 * orphan within a second: client_connection_check_interval). Work that met 40001 or 40P01 is done
 * again at most 3 times, with jitter.
 *
 * Statuses that any of them may return, and are not repeated at each:
 *   UNAVAILABLE  the connection was lost or refused, or the server shuts down: 503, Retry-After
 *   TIMEOUT      the deadline passed; a write may or may not have happened
 *   MEMORY       of this process or the arena
 *   BROKEN       the schema differs, a statement is wrong, a row cannot be
 * store_error then says more for the log, never for users.
 *
 * The other doors: store_people.h, store_import.h, store_token.h, store_feed.h, store_migrate.h. */
#ifndef API_STORE_STORE_H
#define API_STORE_STORE_H

#include "scoring/base/status.h"

#include <stdbool.h>
#include <stdint.h>

struct faults;
struct store;

/* Milliseconds since 1970 in UTC: times are handed in, no SQL asks for one. */
typedef int64_t store_time;

#define STORE_ID_SIZE 37 /* a UUID as text, with its NUL */

/* A store for a connection string or URI (as libpq reads them), which is copied. Does not
 * connect. MEMORY. The caller closes it with store_close. */
enum status MUST_CHECK store_open(const char *url, struct store **ret_store);

/* Closes the connection, which rolls back what is open. NULL is fine. */
void store_close(struct store *store);

/* All calls until the next store_set_deadline end by then: milliseconds of CLOCK_MONOTONIC
 * (store_clock_ms); 0: no deadline, the state of a new store. */
void store_set_deadline(struct store *store, int64_t deadline_ms);

/* CLOCK_MONOTONIC in milliseconds. */
int64_t store_clock_ms(void);

/* What went wrong last, one line in English for the log; "" when nothing did. Lives until the next
 * call with this store. Holds no personal data, but for values PostgreSQL quotes on its first line.
 */
const char *store_error(const struct store *store);

/* OK when the server answers: for /ready, and to come back after a loss. */
enum status MUST_CHECK store_ping(struct store *store);

/* OK when this server may be trusted with data: fsync, full_page_writes and synchronous_commit
 * are on. INVALID with a fault for each that is off. To be refused unless a flag overrides. */
enum status MUST_CHECK store_check_safety(struct store *store, struct faults *faults);

/* A new UUIDv7 (RFC 9562): 48 bits of now, 74 random bits. */
void store_id_new(store_time now, char ret_id[STORE_ID_SIZE]);

/* True for the text of a UUID in lower case, as this store writes them. What is none is never
 * looked up. */
bool store_id_valid(const char *id);

#endif
