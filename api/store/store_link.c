#include "api/store/store_link.h"

#include "api/store/store_query.h"
#include "api/store/store_sql.h"
#include "api/store/store_url.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PAUSE_MS_MIN   50
#define PAUSE_MS_MAX   2000
#define CONNECT_MS_MAX 5000 /* an attempt to connect that takes longer is given up */

int64_t store_clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- errors */

/* libpq's messages have several lines (DETAIL, HINT): the first says it. */
static void cut_line(char *text)
{
    text[strcspn(text, "\r\n")] = '\0';
}

enum status link_fail(struct store *store, enum status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(store->error, sizeof store->error, format, arguments);
    va_end(arguments);
    cut_line(store->error);
    return status;
}

/* libpq's message says which: it could not connect, or the server closed the connection. */
static enum status lost(struct store *store)
{
    enum status status =
        link_fail(store, STATUS_UNAVAILABLE, "%s", PQerrorMessage(store->connection));
    link_drop(store);
    return status;
}

/* ---- open and close */

enum status store_open(const char *url, struct store **ret_store)
{
    struct store *store = calloc(1, sizeof *store);
    if (store == NULL)
        return STATUS_MEMORY;
    store->url = strdup(url);
    store->prepared = calloc(query_count() + 1, sizeof *store->prepared);
    if (store->url == NULL || store->prepared == NULL) {
        store_close(store);
        return STATUS_MEMORY;
    }
    *ret_store = store;
    return STATUS_OK;
}

void store_close(struct store *store)
{
    if (store == NULL)
        return;
    link_drop(store);
    free(store->url);
    free(store->prepared);
    free(store);
}

void store_set_deadline(struct store *store, int64_t deadline_ms)
{
    store->deadline_ms = deadline_ms;
}

const char *store_error(const struct store *store)
{
    return store->error;
}

/* PQcancel would block without a limit when the server is frozen, so a late query is cancelled by
 * closing: the server notices by client_connection_check_interval (session_settings.sql). */
void link_drop(struct store *store)
{
    PQfinish(store->connection);
    store->connection = NULL;
    for (size_t i = 0; store->prepared != NULL && i < query_count(); i++)
        store->prepared[i] = false;
}

/* ---- waiting */

/* The milliseconds left for poll(2): -1 for no deadline, 0 when it passed. */
static int time_left(const struct store *store)
{
    if (store->deadline_ms == 0)
        return -1;
    int64_t left = store->deadline_ms - store_clock_ms();
    return left <= 0 ? 0 : left > 1000000 ? 1000000 : (int)left;
}

/* Waits until the socket has one of events (poll.h), at most to the deadline. TIMEOUT (the
 * connection is dropped then: its protocol is in the middle of something). */
static enum status MUST_CHECK link_wait(struct store *store, short events)
{
    for (;;) {
        struct pollfd socket = {.fd = PQsocket(store->connection), .events = events};
        int left = time_left(store);
        int ready = left == 0 ? 0 : poll(&socket, 1, left);
        if (ready > 0)
            return STATUS_OK;
        if (ready < 0 && errno == EINTR)
            continue;
        link_drop(store);
        if (ready < 0)
            return link_fail(store, STATUS_UNAVAILABLE, "poll: %s", strerror(errno));
        return link_fail(store, STATUS_TIMEOUT, "PostgreSQL did not answer by the deadline");
    }
}

/* While sending, the server may answer (or fail) first: take it in, or both sides wait for ever. */
static enum status flush(struct store *store)
{
    for (;;) {
        int left = PQflush(store->connection);
        if (left == 0)
            return STATUS_OK;
        if (left < 0)
            return lost(store);
        enum status status = link_wait(store, POLLIN | POLLOUT);
        if (status != STATUS_OK)
            return status;
        if (PQconsumeInput(store->connection) == 0)
            return lost(store);
    }
}

/* One result; NULL in ret_result: there are no more. */
static enum status next_result(struct store *store, PGresult **ret_result)
{
    while (PQisBusy(store->connection)) {
        enum status status = link_wait(store, POLLIN);
        if (status != STATUS_OK)
            return status;
        if (PQconsumeInput(store->connection) == 0)
            return lost(store);
    }
    *ret_result = PQgetResult(store->connection);
    return STATUS_OK;
}

static bool failed(const PGresult *result)
{
    ExecStatusType status = PQresultStatus(result);
    return status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK;
}

enum status link_collect(struct store *store, PGresult **ret_result)
{
    PGresult *kept = NULL;
    enum status status = flush(store);
    while (status == STATUS_OK) {
        PGresult *result = NULL;
        status = next_result(store, &result);
        if (status != STATUS_OK || result == NULL)
            break;
        bool keep = kept == NULL || !failed(kept);
        PQclear(keep ? kept : result);
        kept = keep ? result : kept;
    }
    if (status == STATUS_OK && (kept == NULL || PQstatus(store->connection) == CONNECTION_BAD))
        status = lost(store);
    if (status != STATUS_OK) {
        PQclear(kept);
        return status;
    }
    *ret_result = kept;
    return STATUS_OK;
}

/* ---- connecting */

static enum status connect_steps(struct store *store)
{
    PostgresPollingStatusType step = PGRES_POLLING_WRITING;
    while (step != PGRES_POLLING_OK) {
        if (step == PGRES_POLLING_FAILED)
            return lost(store);
        enum status status = link_wait(store, step == PGRES_POLLING_READING ? POLLIN : POLLOUT);
        if (status != STATUS_OK)
            return status;
        step = PQconnectPoll(store->connection);
    }
    return PQsetnonblocking(store->connection, 1) == 0 ? STATUS_OK : lost(store);
}

static enum status settle(struct store *store)
{
    if (PQsendQuery(store->connection, query_sql("session_settings")) == 0)
        return lost(store);
    PGresult *result = NULL;
    enum status status = link_collect(store, &result);
    if (status != STATUS_OK)
        return status;
    if (failed(result)) {
        status = link_fail(store, STATUS_UNAVAILABLE, "%s (Kring needs PostgreSQL 14 or newer)",
                           PQresultErrorMessage(result));
        link_drop(store);
    }
    PQclear(result);
    return status;
}

/* libpq would print PostgreSQL's notices on standard error: a library does not. */
static void ignore_notice(void *context, const char *message)
{
    (void)context;
    (void)message;
}

static enum status connect_now(struct store *store)
{
    if (!store_url_is_readable(store->url))
        return link_fail(
            store, STATUS_UNAVAILABLE,
            "the database's URL cannot be read: in user and password, other characters "
            "than letters and digits are percent-encoded");
    const char *const names[] = {"dbname", "client_encoding", "fallback_application_name", NULL};
    const char *const values[] = {store->url, "UTF8", "kring", NULL};
    store->connection = PQconnectStartParams(names, values, 1);
    if (store->connection == NULL)
        return STATUS_MEMORY;
    if (PQstatus(store->connection) == CONNECTION_BAD)
        return lost(store);
    (void)PQsetNoticeProcessor(store->connection, ignore_notice, NULL);
    enum status status = connect_steps(store);
    return status == STATUS_OK ? settle(store) : status;
}

/* Half of the pause is chance, so that workers do not come back all at once. */
static void plan_next_attempt(struct store *store)
{
    int64_t pause = store->pause_ms < PAUSE_MS_MIN ? PAUSE_MS_MIN : store->pause_ms * 2;
    store->pause_ms = pause > PAUSE_MS_MAX ? PAUSE_MS_MAX : pause;
    store->connect_next = store_clock_ms() + query_jitter(store->pause_ms);
}

static enum status connect_or_pause(struct store *store)
{
    if (store_clock_ms() < store->connect_next)
        return STATUS_UNAVAILABLE; /* store_error still says why */
    int64_t deadline = store->deadline_ms;
    int64_t latest = store_clock_ms() + CONNECT_MS_MAX;
    store->deadline_ms = deadline == 0 || deadline > latest ? latest : deadline;
    enum status status = connect_now(store);
    store->deadline_ms = deadline;
    if (status == STATUS_OK)
        store->pause_ms = store->connect_next = 0;
    else
        plan_next_attempt(store);
    return status;
}

/* A server that went away while we were idle has left an end of file, or a last message. */
static bool closed_meanwhile(struct store *store)
{
    struct pollfd socket = {.fd = PQsocket(store->connection), .events = POLLIN};
    while (poll(&socket, 1, 0) > 0)
        if (PQconsumeInput(store->connection) == 0)
            return true;
    return PQstatus(store->connection) != CONNECTION_OK;
}

enum status link_ready(struct store *store)
{
    store->sqlstate[0] = '\0';
    if (store->in_transaction) {
        if (store->connection == NULL)
            return link_fail(store, STATUS_UNAVAILABLE, "the transaction was lost");
        return STATUS_OK;
    }
    if (store->connection != NULL && closed_meanwhile(store))
        link_drop(store);
    return store->connection != NULL ? STATUS_OK : connect_or_pause(store);
}
