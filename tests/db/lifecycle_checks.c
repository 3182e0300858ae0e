/* The CHECKs of the schema and the tables of lifecycles say the same. */
#include "api/store/lifecycle.h"
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

TestSuite(lifecycle_checks, .init = set_up, .fini = tear_down, .timeout = 60);

/* The quoted words of a table's constraint, in order of the alphabet: "active draft paused". */
static const char *words_of(const char *object, const char *constraint)
{
    char sql[500];
    snprintf(sql, sizeof sql,
             "SELECT coalesce(string_agg(DISTINCT word[1], ' ' ORDER BY word[1]), '') "
             "FROM pg_constraint, regexp_matches(pg_get_constraintdef(oid), '''([a-z_]+)''', 'g') "
             "AS word WHERE conrelid = '%s'::regclass AND conname = '%s_%s'",
             object, object, constraint);
    return database_sql(db.raw, sql);
}

/* The states of a lifecycle, all or those that wait, in that order. */
static const char *states_of(const struct lifecycle *lifecycle, bool waiting)
{
    char sql[500] = "SELECT string_agg(word, ' ' ORDER BY word) FROM (VALUES (NULL)";
    size_t size = strlen(sql);
    for (const struct lifecycle_state *at = lifecycle->states; at->word != NULL; at++)
        if (!waiting || at->deadline != NULL)
            size += (size_t)snprintf(sql + size, sizeof sql - size, ", ('%s')", at->word);
    cr_assert(size < sizeof sql - 20);
    snprintf(sql + size, sizeof sql - size, ") AS state(word)");
    return arena_strdup(db.arena, database_sql(db.raw, sql));
}

Test(lifecycle_checks, the_states_of_the_schema_are_those_of_the_table)
{
    for (const struct lifecycle *at = lifecycles; at->object != NULL; at++)
        cr_expect(eq(str, (char *)words_of(at->object, "states"), (char *)states_of(at, false)),
                  "%s", at->object);
}

Test(lifecycle_checks, the_states_with_a_deadline_are_those_that_wait)
{
    for (const struct lifecycle *at = lifecycles; at->object != NULL; at++)
        cr_expect(eq(str, (char *)words_of(at->object, "deadlines"), (char *)states_of(at, true)),
                  "%s", at->object);
}

/* Days and the last day are a programme's; an end of its own, and a lease, are the object's. */
Test(lifecycle_checks, a_clause_of_a_deadline_is_a_column_of_its_type)
{
    for (const struct lifecycle *lifecycle = lifecycles; lifecycle->object != NULL; lifecycle++)
        for (const struct lifecycle_state *at = lifecycle->states; at->word != NULL; at++) {
            if (at->deadline == NULL)
                continue;
            char sql[300];
            bool lease = strcmp(at->deadline, "lease_seconds") == 0;
            bool own = lease || strcmp(at->deadline, "expires_at") == 0;
            bool end = strcmp(at->deadline, "ends_on") == 0;
            snprintf(sql, sizeof sql,
                     "SELECT data_type FROM information_schema.columns "
                     "WHERE table_name = '%s' AND column_name = '%s'",
                     own ? lifecycle->object : "programme", at->deadline);
            cr_expect(eq(str, (char *)database_sql(db.raw, sql),
                         own && !lease ? "timestamp with time zone"
                         : end         ? "date"
                                       : "integer"),
                      "%s", at->deadline);
        }
}

Test(lifecycle_checks, objects_with_a_lifecycle_have_its_columns)
{
    for (const struct lifecycle *at = lifecycles; at->object != NULL; at++) {
        char sql[400];
        snprintf(sql, sizeof sql,
                 "SELECT count(*) FROM information_schema.columns WHERE table_name = '%s' AND "
                 "column_name IN ('state', 'state_since', 'deadline_at', 'reminder_at', "
                 "'reason_code', 'created_at', 'updated_at', 'version', 'changed_xid')",
                 at->object);
        cr_expect(eq(str, (char *)database_sql(db.raw, sql), "9"), "%s", at->object);
    }
}

Test(lifecycle_checks, the_actors_of_the_audit_are_those_of_the_table)
{
    char words[200] = "";
    for (int actor = 0; actor < ACTOR_COUNT; actor++) {
        char sql[300];
        snprintf(sql, sizeof sql,
                 "INSERT INTO audit (object, object_id, version, event, actor, at) VALUES ('need', "
                 "'00000000-0000-7000-8000-000000000000', %d, 'create', '%s', from_ms(0))",
                 actor + 1, actor_word((enum actor_kind)actor));
        database_sql(db.raw, sql);
        size_t size = strlen(words);
        snprintf(words + size, sizeof words - size, "%s%s", size == 0 ? "" : " ",
                 actor_word((enum actor_kind)actor));
    }
    cr_expect(
        eq(str,
           (char *)database_sql(
               db.raw, "SELECT string_agg(word[1], ' ') FROM pg_constraint, "
                       "regexp_matches(pg_get_constraintdef(oid), '''([a-z]+)''', 'g') AS word "
                       "WHERE conname = 'an_actor_is_one_of_those_of_the_lifecycles'"),
           words));
}
