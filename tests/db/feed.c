/* The change feed: everything once at the start, then what changed, never skipping a late commit.
 */
#include "api/store/store_feed.h"

#include "tests/db/database.h"

#include <time.h>

static struct database db;

static void set_up(void)
{
    db = database_migrated();
}

static void tear_down(void)
{
    database_drop(&db);
}

TestSuite(feed, .init = set_up, .fini = tear_down, .timeout = 60);

static const struct feed_position start = {FEED_START};

static struct feed_changes poll_since(const struct feed_position *position)
{
    struct feed_changes changes = {0};
    cr_assert(eq(int, store_feed_poll(db.store, position, db.arena, &changes), STATUS_OK), "%s",
              store_error(db.store));
    return changes;
}

/* The position once a poll finds nothing: transactions of tests beside this one, in other databases
 * of the cluster, hold the position back while they run, and rows are seen again. */
static struct feed_position settled(void)
{
    struct feed_changes changes = poll_since(&start);
    for (int i = 0; i < 500 && changes.people_count + changes.tokens_count > 0; i++) {
        nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
        changes = poll_since(&changes.next);
    }
    cr_assert(eq(sz, changes.people_count + changes.tokens_count, 0));
    return changes.next;
}

static void import_two(void)
{
    struct person people[] = {sample_person("a"), sample_person("b")};
    cr_assert(eq(int, database_import(&db, people, 2, NULL), STATUS_OK));
}

Test(feed, the_start_gives_everybody_whole_and_a_later_poll_nobody)
{
    import_two();
    struct feed_changes changes = poll_since(&start);
    cr_assert(eq(sz, changes.people_count, 2));
    struct person sample = sample_person(changes.people[1].external_id);
    char *wanted = sample_json(&sample);
    char *got = sample_json(&changes.people[1]);
    cr_assert(eq(str, got, wanted));
    free(wanted);
    free(got);
    (void)settled();
}

Test(feed, who_changed_is_seen_and_only_they)
{
    import_two();
    struct feed_position next = settled();
    struct person person = {0};
    int32_t version = 0;
    cr_assert(eq(int, store_person_find(db.store, "b", db.arena, &person), STATUS_OK));
    person.name = "New";
    cr_assert(
        eq(int, store_person_replace(db.store, &person, 0, TEST_NOW, NULL, &version), STATUS_OK));
    struct feed_changes changes = poll_since(&next);
    cr_assert(eq(sz, changes.people_count, 1));
    cr_assert(eq(str, (char *)changes.people[0].name, "New"));
    cr_assert(eq(int, changes.people[0].version, 2));
}

Test(feed, what_commits_late_is_seen_late_and_not_skipped)
{
    import_two();
    struct feed_position next = settled();
    database_sql(db.raw, "BEGIN");
    database_sql(db.raw, "UPDATE person SET name = 'Late', changed_xid = pg_current_xact_id() "
                         "WHERE external_id = 'a'");
    /* A later transaction commits first, and the feed passes by it. */
    struct person person = {0};
    int32_t version = 0;
    cr_assert(eq(int, store_person_find(db.store, "b", db.arena, &person), STATUS_OK));
    cr_assert(
        eq(int, store_person_replace(db.store, &person, 0, TEST_NOW, NULL, &version), STATUS_OK));
    struct feed_changes changes = poll_since(&next);
    cr_assert(eq(sz, changes.people_count, 1));
    cr_assert(eq(str, (char *)changes.people[0].external_id, "b"));
    database_sql(db.raw, "COMMIT");
    changes = poll_since(&changes.next);
    bool late = false;
    for (size_t i = 0; i < changes.people_count; i++)
        late = late || strcmp(changes.people[i].name, "Late") == 0;
    cr_assert(late);
    (void)settled();
}

Test(feed, tokens_come_and_go_in_it)
{
    char text[TOKEN_TEXT_SIZE];
    struct token token;
    cr_assert(eq(int, store_token_create(db.store, NULL, TEST_NOW, TEST_NOW + 1000, text, &token),
                 STATUS_OK));
    struct feed_changes changes = poll_since(&start);
    cr_assert(eq(sz, changes.tokens_count, 1));
    cr_assert(eq(str, changes.tokens[0].id, token.id));
    cr_assert(not(changes.tokens[0].revoked));
    cr_assert(eq(int, store_token_revoke(db.store, token.id, TEST_NOW), STATUS_OK));
    changes = poll_since(&changes.next);
    cr_assert(eq(sz, changes.tokens_count, 1));
    cr_assert(changes.tokens[0].revoked);
}

Test(feed, a_position_of_another_cluster_is_refused)
{
    struct feed_position ahead = {"9999999999999"};
    struct feed_changes changes = {0};
    cr_assert(eq(int, store_feed_poll(db.store, &ahead, db.arena, &changes), STATUS_INVALID));
}

/* More people than one batch of a load takes, each with a list that tells whose it is. */
static void insert_many(void)
{
    database_sql(db.raw, "INSERT INTO person (id, external_id, role, place_confidence, "
                         "country_confidence, remote, seats, created_at, updated_at) "
                         "SELECT gen_random_uuid(), n::text, 'student', 0, 0, false, 0, 'epoch', "
                         "'epoch' FROM generate_series(1, 25000) AS n");
    database_sql(db.raw, "INSERT INTO affiliation (person_id, position, programme, "
                         "field_confidence) SELECT id, 0, external_id, 0 FROM person");
    database_sql(db.raw, "ANALYZE");
}

Test(feed, a_load_of_several_batches_gives_each_their_own_in_order_of_id)
{
    insert_many();
    struct feed_changes changes = poll_since(&start);
    cr_assert(eq(sz, changes.people_count, 25000));
    for (size_t i = 0; i < changes.people_count; i++) {
        const struct person *person = &changes.people[i];
        cr_assert(i == 0 || strcmp(changes.people[i - 1].id, person->id) < 0);
        cr_assert(person->affiliations_count == 1);
        cr_assert(strcmp(person->affiliations[0].programme, person->external_id) == 0);
    }
}

/* The plan of a statement of sql/ for one text parameter. */
static const char *plan_of(const char *name, const char *value)
{
    const struct sql_file *query = sql_queries;
    while (strcmp(query->name, name) != 0)
        query++;
    char sql[2000];
    snprintf(sql, sizeof sql, "PREPARE %s (text) AS %s", name, query->text);
    database_sql(db.raw, sql);
    snprintf(sql, sizeof sql, "EXPLAIN (FORMAT JSON) EXECUTE %s ('%s')", name, value);
    return database_sql(db.raw, sql);
}

Test(feed, a_poll_that_finds_little_goes_by_the_index)
{
    insert_many();
    cr_assert(strstr(plan_of("feed_people", "999999999"), "person_changed_xid") != NULL);
}
