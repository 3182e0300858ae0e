/* Every statement of api/store/sql/ against a migrated database, and the rules they keep. */
#include "tests/db/database.h"

static struct database db;

static void set_up(void)
{
    db = database_migrated();
}

static void tear_down(void)
{
    database_drop(&db);
}

TestSuite(statements, .init = set_up, .fini = tear_down, .timeout = 60);

Test(statements, every_statement_can_be_prepared)
{
    for (const struct sql_file *query = sql_queries; query->name != NULL; query++) {
        PGresult *result = PQprepare(db.raw, query->name, query->text, 0, NULL);
        cr_expect(eq(int, PQresultStatus(result), PGRES_COMMAND_OK), "%s: %s", query->name,
                  PQresultErrorMessage(result));
        PQclear(result);
    }
}

Test(statements, every_statement_says_what_it_takes_and_gives)
{
    for (const struct sql_file *query = sql_queries; query->name != NULL; query++)
        cr_expect(strncmp(query->text, "-- $1", 5) == 0 ||
                      strncmp(query->text, "-- no parameters", 16) == 0,
                  "%s", query->name);
}

/* A time asked for in SQL cannot be replayed; SELECT * changes when a column is added. */
static const char *const forbidden[] = {
    "now()",           "CURRENT_TIMESTAMP",   "current_timestamp",
    "clock_timestamp", "statement_timestamp", "CURRENT_DATE",
    "SELECT *",        "RETURNING *",         NULL};

static void refuse_words(const struct sql_file *file)
{
    for (; file->name != NULL; file++)
        for (size_t i = 0; forbidden[i] != NULL; i++)
            cr_expect(strstr(file->text, forbidden[i]) == NULL, "%s: %s", file->name, forbidden[i]);
}

Test(statements, no_sql_asks_the_time_or_selects_everything)
{
    refuse_words(sql_queries);
    refuse_words(sql_migrations);
}

Test(statements, every_constraint_has_a_name_that_we_chose)
{
    /* Names that PostgreSQL makes end in these; NOT NULL has none in version 15. */
    cr_assert(eq(str,
                 (char *)database_sql(
                     db.raw, "SELECT coalesce(string_agg(conname, ' ' ORDER BY conname), '') "
                             "FROM pg_constraint "
                             "WHERE connamespace = 'public'::regnamespace "
                             "AND conname ~ '_(pkey|key|fkey|check[0-9]*|excl)$' "
                             "AND conname <> 'there_is_one_key'"),
                 ""));
}
