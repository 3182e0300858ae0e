#include "api/store/store_query.h"

#include "api/store/store_sql.h"
#include "api/store/store_status.h"
#include "scoring/base/faults.h"

#include <assert.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

#define VALUES_MAX   16
#define ATTEMPTS_MAX 4 /* one, and three again */
#define RETRY_MS     20

size_t query_count(void)
{
    size_t count = 0;
    while (sql_queries[count].name != NULL)
        count++;
    return count;
}

static size_t query_index(const char *name)
{
    size_t i = 0;
    while (sql_queries[i].name != NULL && strcmp(sql_queries[i].name, name) != 0)
        i++;
    assert(sql_queries[i].name != NULL);
    return i;
}

const char *query_sql(const char *name)
{
    return sql_queries[query_index(name)].text;
}

/* ---- running */

static enum status refused(struct store *store, const char *name, const PGresult *result)
{
    const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    snprintf(store->sqlstate, sizeof store->sqlstate, "%s", sqlstate == NULL ? "" : sqlstate);
    if (sqlstate == NULL)
        return link_fail(store, STATUS_BROKEN, "%s: %s", name, PQresultErrorMessage(result));
    return link_fail(store, store_status(sqlstate), "%s: %s (SQLSTATE %s)", name,
                     message == NULL ? "" : message, sqlstate);
}

/* The result of what was sent as name: kept in *ret_result even when PostgreSQL refused it. */
static enum status take(struct store *store, const char *name, PGresult **ret_result)
{
    PGresult *result = NULL;
    enum status status = link_collect(store, &result);
    if (status != STATUS_OK)
        return status;
    *ret_result = result;
    ExecStatusType outcome = PQresultStatus(result);
    if (outcome == PGRES_COMMAND_OK || outcome == PGRES_TUPLES_OK)
        return STATUS_OK;
    return refused(store, name, result);
}

static enum status not_sent(struct store *store)
{
    enum status status =
        link_fail(store, STATUS_UNAVAILABLE, "%s", PQerrorMessage(store->connection));
    link_drop(store);
    return status;
}

static enum status prepare(struct store *store, size_t index)
{
    const struct sql_file *query = &sql_queries[index];
    if (store->prepared[index])
        return STATUS_OK;
    if (PQsendPrepare(store->connection, query->name, query->text, 0, NULL) == 0)
        return not_sent(store);
    PGresult *result = NULL;
    enum status status = take(store, query->name, &result);
    PQclear(result);
    store->prepared[index] = status == STATUS_OK;
    return status;
}

static enum status send(struct store *store, const char *name, const char *const *values,
                        size_t count)
{
    assert(count <= VALUES_MAX);
    enum status status = link_ready(store);
    if (status == STATUS_OK)
        status = prepare(store, query_index(name));
    if (status != STATUS_OK)
        return status;
    if (PQsendQueryPrepared(store->connection, name, (int)count, values, NULL, NULL, 0) == 0)
        return not_sent(store);
    return STATUS_OK;
}

enum status query_run(struct store *store, const char *name, const char *const *values,
                      size_t count, PGresult **ret_result)
{
    return query_run_faults(store, name, values, count, NULL, ret_result);
}

enum status query_do(struct store *store, const char *name, const char *const *values, size_t count,
                     int *ret_rows)
{
    PGresult *result = NULL;
    enum status status = query_run(store, name, values, count, &result);
    if (status != STATUS_OK)
        return status;
    *ret_rows = PQntuples(result);
    PQclear(result);
    return STATUS_OK;
}

/* The column whose value refers to nothing, by PostgreSQL's detail, "Key (unit_id)=(…) is not …" in
 * whatever language; "" when it is none, or several. */
static void write_place(const PGresult *result, size_t size, char *ret_where)
{
    const char *column = PQresultErrorField(result, PG_DIAG_COLUMN_NAME);
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *detail = PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
    bool dangling = state != NULL && strcmp(state, FOREIGN_KEY_VIOLATION) == 0 && detail != NULL;
    const char *open = dangling ? strchr(detail, '(') : NULL;
    size_t length = open == NULL ? 0 : strspn(open + 1, "abcdefghijklmnopqrstuvwxyz_");
    ret_where[0] = '\0';
    if (column != NULL)
        (void)snprintf(ret_where, size, "/%s", column);
    else if (length > 0 && open[1 + length] == ')')
        (void)snprintf(ret_where, size, "/%.*s", (int)length, open + 1);
}

/* Constraints have names that read as sentences. What has none (a value that is none of its
 * type, a column that must not be NULL) is told in PostgreSQL's words. */
static void tell(const PGresult *result, struct faults *faults)
{
    const char *constraint = PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
    const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    char where[80];
    char sentence[80];
    write_place(result, sizeof where, where);
    if (constraint != NULL) {
        store_status_sentence(constraint, sizeof sentence, sentence);
        (void)fault_add(faults, 0, where, constraint, "%s", sentence);
    } else {
        (void)fault_add(faults, 0, where, "refused_by_database", "%s",
                        message == NULL ? "" : message);
    }
}

enum status query_run_faults(struct store *store, const char *name, const char *const *values,
                             size_t count, struct faults *faults, PGresult **ret_result)
{
    PGresult *result = NULL;
    enum status status = send(store, name, values, count);
    if (status == STATUS_OK)
        status = take(store, name, &result);
    if (status == STATUS_OK) {
        *ret_result = result;
        return STATUS_OK;
    }
    if (result != NULL && faults != NULL && (status == STATUS_INVALID || status == STATUS_CONFLICT))
        tell(result, faults);
    PQclear(result);
    return status;
}

enum status query_text(struct store *store, const char *sql)
{
    enum status status = link_ready(store);
    if (status != STATUS_OK)
        return status;
    if (PQsendQuery(store->connection, sql) == 0)
        return not_sent(store);
    PGresult *result = NULL;
    status = take(store, "text", &result);
    PQclear(result);
    return status;
}

/* ---- values and cells */

const char *query_cell(const PGresult *result, int row, const char *column)
{
    int number = PQfnumber(result, column);
    assert(number >= 0);
    return PQgetisnull(result, row, number) ? NULL : PQgetvalue(result, row, number);
}

struct query_number query_number(int64_t value)
{
    struct query_number number;
    snprintf(number.text, sizeof number.text, "%lld", (long long)value);
    return number;
}

struct query_bytes query_bytes(const void *bytes, size_t size)
{
    struct query_bytes text = {"\\x"};
    assert(2 + 2 * size < sizeof text.text);
    for (size_t i = 0; i < size; i++)
        snprintf(text.text + 2 + 2 * i, 3, "%02x", ((const unsigned char *)bytes)[i]);
    return text;
}

/* ---- transactions */

enum status query_begin(struct store *store, const char *statement)
{
    assert(!store->in_transaction);
    int rows = 0;
    enum status status = query_do(store, statement, NULL, 0, &rows);
    store->in_transaction = status == STATUS_OK;
    return status;
}

/* COMMIT of a transaction that already failed is answered ROLLBACK, without an error. */
enum status query_commit(struct store *store)
{
    PGresult *result = NULL;
    enum status status = query_run(store, "commit", NULL, 0, &result);
    store->in_transaction = false;
    if (status != STATUS_OK)
        return status;
    bool committed = strcmp(PQcmdStatus(result), "COMMIT") == 0;
    PQclear(result);
    return committed ? STATUS_OK
                     : link_fail(store, STATUS_BROKEN, "a failed transaction was committed");
}

/* Keeps what store_error and sqlstate say about the failure that led here. */
void query_rollback(struct store *store)
{
    if (!store->in_transaction)
        return;
    struct store before = *store;
    int rows = 0;
    enum status status = STATUS_OK;
    if (store->connection != NULL)
        status = query_do(store, "rollback", NULL, 0, &rows);
    store->in_transaction = false;
    if (status != STATUS_OK)
        link_drop(store);
    memcpy(store->error, before.error, sizeof store->error);
    memcpy(store->sqlstate, before.sqlstate, sizeof store->sqlstate);
}

int64_t query_jitter(int64_t ms)
{
    uint32_t chance = 0;
    if (getrandom(&chance, sizeof chance, GRND_NONBLOCK) != (ssize_t)sizeof chance)
        chance = 0;
    return ms / 2 + (int64_t)(chance % (uint32_t)(ms / 2 + 1));
}

static enum status attempt(struct store *store, const char *statement, query_work *work,
                           void *context)
{
    enum status status = query_begin(store, statement);
    if (status != STATUS_OK)
        return status;
    status = work(store, context);
    if (status == STATUS_OK)
        return query_commit(store);
    query_rollback(store);
    return status;
}

enum status query_transaction(struct store *store, const char *statement, query_work *work,
                              void *context)
{
    enum status status = STATUS_BROKEN;
    for (int i = 0; i < ATTEMPTS_MAX; i++) {
        if (i > 0)
            poll(NULL, 0, (int)query_jitter(RETRY_MS << i));
        status = attempt(store, statement, work, context);
        if (status == STATUS_OK || !store_status_retryable(store->sqlstate))
            break;
    }
    return status;
}
