/* Inside api/store: the connection itself, non-blocking and bounded by the store's deadline. */
#ifndef API_STORE_STORE_LINK_H
#define API_STORE_STORE_LINK_H

#include "api/store/store.h"

#include <libpq-fe.h>
#include <stddef.h>

struct store {
    char *url;
    PGconn *connection;   /* NULL: none */
    bool *prepared;       /* element i: sql_queries[i] is prepared on this connection */
    bool in_transaction;  /* then a lost connection is not replaced behind its back */
    int64_t deadline_ms;  /* 0: none */
    int64_t pause_ms;     /* before the next attempt to connect; doubles */
    int64_t connect_next; /* CLOCK_MONOTONIC (ms): no attempt before it */
    char sqlstate[6];     /* of the last failure that PostgreSQL told; "" for others */
    char error[400];
};

/* Sets store_error, one line; returns status, so that a failure is one breath. */
enum status link_fail(struct store *store, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Connected when OK: connects when there is no connection or the server closed it meanwhile. */
enum status MUST_CHECK link_ready(struct store *store);

/* Closes the connection: the next link_ready makes another. */
void link_drop(struct store *store);

/* Sends what libpq holds back, and takes in the results of what was sent: the first that failed,
 * else the last. The caller frees it with PQclear. UNAVAILABLE or TIMEOUT drop the connection. */
enum status MUST_CHECK link_collect(struct store *store, PGresult **ret_result);

#endif
