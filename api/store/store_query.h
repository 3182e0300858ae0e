/* Inside api/store: running the statements of sql/ by name, and work in a transaction. */
#ifndef API_STORE_STORE_QUERY_H
#define API_STORE_STORE_QUERY_H

#include "api/store/store_link.h"

struct faults;

/* How many statements sql_queries has. */
size_t query_count(void);

/* The text of sql/NAME.sql; asserts that there is one. */
const char *query_sql(const char *name);

/* Runs the statement of sql/NAME.sql, prepared on this connection at first use. Element i of values
 * is $i+1 as text, NULL for NULL; count of them. The caller frees *ret_result with PQclear.
 * Statuses of store.h, or those of store_status for what PostgreSQL refused. Asserts that there is
 * such a statement. */
enum status MUST_CHECK query_run(struct store *store, const char *name, const char *const *values,
                                 size_t count, PGresult **ret_result);

/* query_run with the values as arguments, at least one. */
#define QUERY(store, name, ret_result, ...)                                                        \
    query_run((store), (name), (const char *const[]){__VA_ARGS__},                                 \
              sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *), (ret_result))

/* As query_run, when only its status and number of rows matter. */
enum status MUST_CHECK query_do(struct store *store, const char *name, const char *const *values,
                                size_t count, int *ret_rows);
#define QUERY_DO(store, name, ret_rows, ...)                                                       \
    query_do((store), (name), (const char *const[]){__VA_ARGS__},                                  \
             sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *), (ret_rows))

/* Runs SQL text of any number of statements, as it stands: a migration. */
enum status MUST_CHECK query_text(struct store *store, const char *sql);

/* As query_run, and faults (may be NULL) are told which constraint refused: code is the
 * constraint's name, detail its sentence. */
enum status MUST_CHECK query_run_faults(struct store *store, const char *name,
                                        const char *const *values, size_t count,
                                        struct faults *faults, PGresult **ret_result);

/* The text of a cell by column name; NULL for NULL. Lives as long as the result. Asserts that the
 * column is there. */
const char *query_cell(const PGresult *result, int row, const char *column);

/* A number as text, for a value of query_run. */
struct query_number {
    char text[24];
};
struct query_number query_number(int64_t value);

/* bytes as PostgreSQL reads a bytea: \x and hexadecimal; size at most 32. */
struct query_bytes {
    char text[2 + 2 * 32 + 1];
};
struct query_bytes query_bytes(const void *bytes, size_t size);

/* Opens and ends transactions; query_begin's statement is "begin_read" or "begin_write". After
 * a lost connection query_rollback does nothing, which is right. */
enum status MUST_CHECK query_begin(struct store *store, const char *statement);
enum status MUST_CHECK query_commit(struct store *store);
void query_rollback(struct store *store);

/* Runs work between query_begin(statement) and commit, or rollback when work is not OK; again, at
 * most 3 times with jitter, after 40001 and 40P01. So work must set its outputs anew. */
typedef enum status query_work(struct store *store, void *context);
enum status MUST_CHECK query_transaction(struct store *store, const char *statement,
                                         query_work *work, void *context);

/* Chance between half of ms and ms. */
int64_t query_jitter(int64_t ms);

#endif
