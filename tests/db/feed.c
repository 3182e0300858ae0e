/* The change feed: everything once at the start, then what changed, never skipping a late commit.
 */
#include "api/store/store_feed.h"

#include "tests/db/database.h"

#include <time.h>

#define TODAY ((date)20260921) /* of TEST_NOW */

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

static const struct feed_position start = {.since = FEED_START};

static struct feed_changes poll_since(const struct feed_position *position)
{
    struct feed_changes changes = {0};
    cr_assert(eq(int, store_feed_poll(db.store, position, TODAY, db.arena, &changes), STATUS_OK),
              "%s", store_error(db.store));
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
    cr_assert(eq(int, database_replace(&db, &person, 0, NULL, &version), STATUS_OK));
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
    cr_assert(eq(int, database_replace(&db, &person, 0, NULL, &version), STATUS_OK));
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
    cr_assert(
        eq(int, database_token(&db, NULL, TEST_NOW, TEST_NOW + 1000, text, &token), STATUS_OK));
    struct feed_changes changes = poll_since(&start);
    cr_assert(eq(sz, changes.tokens_count, 1));
    cr_assert(eq(str, changes.tokens[0].id, token.id));
    cr_assert(not(changes.tokens[0].revoked));
    cr_assert(eq(int, store_token_revoke(db.store, token.id, TEST_NOW), STATUS_OK));
    changes = poll_since(&changes.next);
    cr_assert(eq(sz, changes.tokens_count, 1));
    cr_assert(changes.tokens[0].revoked);
}

/* What ends with a day ends without a row that changes. */
Test(feed, on_another_day_everybody_comes_again_as_they_are_then)
{
    import_two();
    database_sql(db.raw, "UPDATE policy SET interest_years = 5");
    database_sql(db.raw, "UPDATE person SET role = 'alumnus'");
    database_sql(db.raw, "UPDATE affiliation SET \"to\" = '2021-09-21' WHERE person_id = (SELECT "
                         "id FROM person WHERE external_id = 'a')");
    struct feed_position next = settled();
    struct feed_changes changes = {0};
    for (date day = TODAY; day <= TODAY + 1; day++) {
        cr_assert(eq(int, store_feed_poll(db.store, &next, day, db.arena, &changes), STATUS_OK));
        bool same_day = day == TODAY;
        cr_expect(eq(sz, changes.people_count, same_day ? 0 : 2));
        cr_expect(eq(int, changes.next.day, day));
    }
    bool a_first = strcmp(changes.people[0].external_id, "a") == 0;
    cr_expect(eq(int, changes.people[!a_first].matched, false));
    cr_expect(eq(int, changes.people[a_first].matched, true));
    changes = poll_since(&start);
    cr_expect(changes.people[0].matched && changes.people[1].matched, "on its last day");
}

Test(feed, a_position_of_another_cluster_is_refused)
{
    struct feed_position ahead = {.since = "9999999999999"};
    struct feed_changes changes = {0};
    cr_assert(
        eq(int, store_feed_poll(db.store, &ahead, TODAY, db.arena, &changes), STATUS_INVALID));
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

/* The plan of a statement of sql/ for a position, and a day where it takes one. */
static const char *plan_of(const char *name, const char *value)
{
    const struct sql_file *query = sql_queries;
    while (strcmp(query->name, name) != 0)
        query++;
    char sql[2000];
    bool dated = strstr(query->text, "$2") != NULL;
    snprintf(sql, sizeof sql, "PREPARE %s (text%s) AS %s", name, dated ? ", text" : "",
             query->text);
    database_sql(db.raw, sql);
    snprintf(sql, sizeof sql, "EXPLAIN (FORMAT JSON) EXECUTE %s ('%s'%s)", name, value,
             dated ? ", '2026-09-21'" : "");
    PGresult *result = PQexec(db.raw, sql);
    cr_assert(eq(int, PQntuples(result), 1), "%s", PQerrorMessage(db.raw));
    const char *plan = arena_strdup(db.arena, PQgetvalue(result, 0, 0));
    PQclear(result);
    return plan;
}

/* ---- what mentors have promised */

#define PROGRAMME_A "01920000-0000-7000-8000-00000000000a"
#define PROGRAMME_B "01920000-0000-7000-8000-00000000000b"

static void insert_programmes(void)
{
    database_sql(db.raw,
                 "INSERT INTO unit (id, kind, name, created_at, updated_at) VALUES ('" PROGRAMME_A
                 "', 'university', 'Example University', 'epoch', 'epoch')");
    database_sql(
        db.raw,
        "INSERT INTO programme (id, unit_id, name, starts_on, ends_on, rules, minimum_bp, "
        "requests_live_max, hours_each, draft_days, answer_days, info_days, waiting_days, "
        "start_days, pause_days, reminder_days, created_at, updated_at) SELECT id, '" PROGRAMME_A
        "', id, '2026-01-01', '2030-12-31', '[]', 0, 5, 10, 30, 30, 30, 30, 30, 30, 3, 'epoch', "
        "'epoch' FROM unnest(ARRAY['" PROGRAMME_A "', '" PROGRAMME_B "']::uuid[]) AS id");
}

/* An offer of everybody's in a programme. */
static void insert_offers(const char *programme, const char *state)
{
    char sql[1000];
    snprintf(sql, sizeof sql,
             "INSERT INTO mentor_offer (id, programme_id, mentor_id, seats, conditions, state, "
             "state_since, deadline_at, created_at, updated_at) SELECT gen_random_uuid(), '%s', "
             "id, 3, '{}', '%s', 'epoch', "
             "CASE WHEN '%s' IN ('active', 'paused') THEN timestamptz '2030-01-01' END, "
             "'epoch', 'epoch' FROM person",
             programme, state, state);
    database_sql(db.raw, sql);
}

Test(feed, a_poll_that_finds_little_goes_by_the_indexes)
{
    static const struct {
        const char *name;
        size_t scans; /* of tables of one row */
    } statements[] = {{"feed_people", 0}, {"feed_offers", 0}, {"feed_matched", 1}};
    insert_many();
    insert_programmes();
    insert_offers(PROGRAMME_A, "active");
    database_sql(db.raw, "INSERT INTO hours_year (person_id, year, hours, hours_max) "
                         "SELECT id, 2026, 10, 40 FROM person");
    database_sql(db.raw, "INSERT INTO consent (id, person_id, purpose, channel, basis, "
                         "text_version, given_at, state, state_since, created_at, updated_at) "
                         "SELECT gen_random_uuid(), id, 'matching', 'none', 'consent', '1', "
                         "'epoch', 'given', 'epoch', 'epoch', 'epoch' FROM person");
    database_sql(db.raw, "ANALYZE");
    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++) {
        const char *plan = plan_of(statements[i].name, "999999999");
        cr_expect(strstr(plan, "person_changed_xid") != NULL, "%s", plan);
        cr_expect(strstr(plan, "mentor_offer_changed_xid") != NULL, "%s", plan);
        size_t scans = 0;
        for (const char *at = plan; (at = strstr(at, "Seq Scan")) != NULL; at++)
            scans++;
        cr_expect(eq(sz, scans, statements[i].scans), "%s", plan);
    }
}

/* The load of the one who changed since position, which moves on; everybody else has not. */
static struct mentor_load changed_load(struct feed_position *position, const char *external_id)
{
    struct feed_changes changes = poll_since(position);
    cr_assert(eq(sz, changes.people_count, 1));
    cr_assert(eq(str, (char *)changes.people[0].external_id, (char *)external_id));
    *position = settled();
    return changes.people[0].load;
}

Test(feed, who_has_promised_nothing_has_no_load)
{
    import_two();
    struct feed_changes changes = poll_since(&start);
    for (size_t i = 0; i < changes.people_count; i++) {
        const struct mentor_load *load = &changes.people[i].load;
        cr_expect(eq(int, load->seats_taken + load->hours_year + load->hours_taken, 0));
        cr_expect(eq(sz, load->offers_count, 0));
    }
}

Test(feed, seats_hours_and_open_offers_come_with_the_person)
{
    import_two();
    insert_programmes();
    insert_offers(PROGRAMME_A, "paused");
    insert_offers(PROGRAMME_A, "withdrawn");
    insert_offers(PROGRAMME_B, "active");
    database_sql(db.raw, "UPDATE mentor_offer SET seats_taken = 1 WHERE state = 'active'");
    database_sql(db.raw, "UPDATE person SET seats_taken = 2");
    database_sql(db.raw, "INSERT INTO hours_year (person_id, year, hours, hours_max) "
                         "SELECT id, year, year - 2000, 0 FROM person, generate_series(2025, 2026) "
                         "AS year");
    struct feed_changes changes = poll_since(&start);
    cr_assert(eq(sz, changes.people_count, 2));
    for (size_t i = 0; i < changes.people_count; i++) {
        const struct mentor_load *load = &changes.people[i].load;
        cr_expect(eq(i32, load->seats_taken, 2));
        cr_expect(eq(i32, load->hours_year, 2026));
        cr_expect(eq(i32, load->hours_taken, 26));
        cr_assert(eq(sz, load->offers_count, 2));
        cr_expect(eq(int, load->offers[0].active, true));
        cr_expect(eq(i32, load->offers[0].seats_free, 2));
        cr_expect(eq(int, load->offers[0].programme.bytes[15], 0x0b));
        cr_expect(eq(int, load->offers[1].active, false));
        cr_expect(eq(i32, load->offers[1].seats_free, 3));
        cr_expect(eq(int, load->offers[1].programme.bytes[15], 0x0a));
    }
}

Test(feed, whose_offer_changed_is_seen_as_who_changed_is)
{
    import_two();
    insert_programmes();
    insert_offers(PROGRAMME_A, "active");
    struct feed_position next = settled();
    database_sql(db.raw, "UPDATE mentor_offer SET state = 'paused', "
                         "changed_xid = pg_current_xact_id() WHERE mentor_id = "
                         "(SELECT id FROM person WHERE external_id = 'b')");
    struct mentor_load load = changed_load(&next, "b");
    cr_assert(eq(sz, load.offers_count, 1));
    cr_expect(eq(int, load.offers[0].active, false));
    database_sql(db.raw, "UPDATE mentor_offer SET state = 'withdrawn', deadline_at = NULL, "
                         "changed_xid = pg_current_xact_id() WHERE state = 'paused'");
    load = changed_load(&next, "b");
    cr_expect(eq(sz, load.offers_count, 0));
}

Test(feed, of_very_many_offers_those_with_free_seats_are_looked_at)
{
    import_two();
    insert_programmes();
    database_sql(db.raw, "INSERT INTO programme SELECT (jsonb_populate_record(programme, "
                         "jsonb_build_object('id', gen_random_uuid()))).* FROM programme, "
                         "generate_series(1, 50)");
    database_sql(db.raw, "INSERT INTO mentor_offer (id, programme_id, mentor_id, seats, "
                         "seats_taken, conditions, state, state_since, deadline_at, created_at, "
                         "updated_at) SELECT gen_random_uuid(), programme.id, person.id, 1, "
                         "(programme.id <> '" PROGRAMME_B "')::integer, '{}', 'active', 'epoch', "
                         "'2030-01-01', 'epoch', 'epoch' FROM programme, person");
    struct feed_changes changes = poll_since(&start);
    for (size_t i = 0; i < changes.people_count; i++) {
        const struct mentor_load *load = &changes.people[i].load;
        cr_assert(eq(sz, load->offers_count, PERSON_OFFERS_MAX));
        cr_expect(eq(i32, load->offers[0].seats_free, 1));
        cr_expect(eq(i32, load->offers[1].seats_free, 0));
    }
}
