/* Imports against a real PostgreSQL: whole or not at all, and twice is once. */
#include "scoring/visibility.h"
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

TestSuite(imports, .init = set_up, .fini = tear_down, .timeout = 60);

/* Everything in the tables but the record of imports, as one digest. */
static const char *snapshot(void)
{
    return database_sql(
        db.raw,
        "SELECT md5((SELECT coalesce(string_agg(p::text, '' ORDER BY p.id), '') FROM person p) || "
        "(SELECT coalesce(string_agg(t::text, '' ORDER BY person_id, position), '') FROM "
        "affiliation t) || "
        "(SELECT coalesce(string_agg(t::text, '' ORDER BY person_id, position), '') FROM "
        "employment t) || "
        "(SELECT coalesce(string_agg(t::text, '' ORDER BY person_id, position), '') FROM "
        "language_skill t) || "
        "(SELECT coalesce(string_agg(t::text, '' ORDER BY person_id, kind, position), '') FROM "
        "wish t))");
}

Test(imports, the_same_people_twice_change_nothing_not_even_a_version)
{
    struct person people[] = {sample_person("a"), sample_person("b"), sample_person("c")};
    enum store_outcome outcomes[3];
    cr_assert(eq(int, database_import(&db, people, 3, outcomes), STATUS_OK));
    for (size_t i = 0; i < 3; i++)
        cr_expect(eq(int, outcomes[i], OUTCOME_CREATED));
    char before[2000];
    snprintf(before, sizeof before, "%s", snapshot());
    cr_assert(eq(int, database_import(&db, people, 3, outcomes), STATUS_OK));
    for (size_t i = 0; i < 3; i++)
        cr_expect(eq(int, outcomes[i], OUTCOME_UNCHANGED));
    cr_assert(eq(str, (char *)snapshot(), before));
    cr_assert(eq(str, (char *)database_sql(db.raw, "SELECT runs FROM import"), "2"));
}

Test(imports, only_who_changed_is_changed_and_who_is_missing_stays)
{
    struct person people[] = {sample_person("a"), sample_person("b"), sample_person("c")};
    enum store_outcome outcomes[3];
    cr_assert(eq(int, database_import(&db, people, 3, NULL), STATUS_OK));
    people[1].employments_count = 0;
    people[2].external_id = "d";
    cr_assert(eq(int, database_import(&db, people, 3, outcomes), STATUS_OK), "%s",
              store_error(db.store));
    cr_expect(eq(int, outcomes[0], OUTCOME_UNCHANGED));
    cr_expect(eq(int, outcomes[1], OUTCOME_CHANGED));
    cr_expect(eq(int, outcomes[2], OUTCOME_CREATED));
    const char *sql = "SELECT string_agg(external_id || version || ' ' || "
                      "(SELECT count(*) FROM employment WHERE person_id = id), ',' "
                      "ORDER BY external_id) FROM person";
    cr_assert(eq(str, (char *)database_sql(db.raw, sql), "a1 1,b2 0,c1 1,d1 1"));
}

Test(imports, no_file_shows_what_a_person_hides_nor_ends_their_pause)
{
    static const struct visibility hidden[] = {{PERSON_FIELD_EMPLOYMENTS, EDITION_SELF}};
    struct person person = sample_person("a");
    cr_assert(eq(int, database_import(&db, &person, 1, NULL), STATUS_OK));
    struct person hiding = {0};
    int32_t version = 0;
    cr_assert(eq(int, store_person_find(db.store, "a", db.arena, &hiding), STATUS_OK));
    hiding.visibility = hidden;
    hiding.visibility_count = 1;
    hiding.paused = true;
    cr_assert(eq(int, database_replace(&db, &hiding, 1, &db.faults, &version), STATUS_OK));
    static const struct visibility open[] = {{PERSON_FIELD_EMPLOYMENTS, EDITION_MEMBERS}};
    struct person people[] = {sample_person("a"), sample_person("b")};
    people[0].name = "Changed";
    people[0].visibility = open; /* as no file can say it: people_check_file */
    people[0].visibility_count = 1;
    enum store_outcome outcomes[2];
    cr_assert(eq(int, database_import(&db, people, 2, outcomes), STATUS_OK));
    cr_assert(eq(int, outcomes[0], OUTCOME_CHANGED));
    cr_assert(eq(str,
                 (char *)database_sql(db.raw, "SELECT string_agg(concat_ws(' ', name, paused, "
                                              "visibility), ', ' ORDER BY external_id) "
                                              "FROM person"),
                 "Changed t [{\"field\": \"employments\", \"audience\": \"self\"}], "
                 "Željko d'Ångström f []"));
}

Test(imports, what_a_person_corrected_survives_the_same_file)
{
    struct person person = sample_person("a");
    cr_assert(eq(int, database_import(&db, &person, 1, NULL), STATUS_OK));
    struct person corrected = {0};
    int32_t version = 0;
    cr_assert(eq(int, store_person_find(db.store, "a", db.arena, &corrected), STATUS_OK));
    corrected.place.code = "2800866";
    cr_assert(eq(int, database_replace(&db, &corrected, 1, &db.faults, &version), STATUS_OK));
    enum store_outcome outcome = OUTCOME_COUNT;
    cr_assert(eq(int, database_import(&db, &person, 1, &outcome), STATUS_OK));
    cr_assert(eq(int, outcome, OUTCOME_UNCHANGED));
    cr_assert(eq(str, (char *)database_sql(db.raw, "SELECT place_code FROM person"), "2800866"));
}

Test(imports, what_is_not_committed_leaves_nothing)
{
    struct person person = sample_person("a");
    struct store_import *import = NULL;
    cr_assert(eq(int, store_import_begin(db.store, TEST_NOW, &import), STATUS_OK));
    cr_assert(eq(int, store_import_add(import, &person, 1, &db.faults, NULL), STATUS_OK));
    cr_assert(eq(sz, store_import_counts(import)[OUTCOME_CREATED], 1));
    store_import_free(import);
    cr_assert(eq(str, (char *)database_sql(db.raw, "SELECT count(*) FROM person"), "0"));
    cr_assert(eq(int, store_ping(db.store), STATUS_OK));
}

Test(imports, an_external_id_that_comes_again_is_reported_and_the_first_one_stands)
{
    struct person people[] = {sample_person("a"), sample_person("a"), sample_person("b")};
    people[1].name = "Second";
    enum store_outcome outcomes[3];
    struct store_import *import = NULL;
    cr_assert(eq(int, store_import_begin(db.store, TEST_NOW, &import), STATUS_OK));
    cr_assert(eq(int, store_import_add(import, people, 3, &db.faults, outcomes), STATUS_OK));
    cr_expect(eq(int, outcomes[0], OUTCOME_CREATED));
    cr_expect(eq(int, outcomes[1], OUTCOME_REPEATED));
    cr_expect(eq(int, outcomes[2], OUTCOME_CREATED));
    cr_assert(eq(int, store_import_add(import, &people[1], 1, &db.faults, outcomes), STATUS_OK));
    cr_expect(eq(int, outcomes[0], OUTCOME_REPEATED));
    struct digest digest = digest_of("x", 1);
    cr_assert(eq(int, store_import_commit(import, &digest, "test", "{\"rows\":4}"), STATUS_OK));
    store_import_free(import);
    cr_assert(eq(str, (char *)database_sql(db.raw, "SELECT created || ' ' || repeated FROM import"),
                 "2 2"));
    cr_assert(eq(str,
                 (char *)database_sql(db.raw, "SELECT name FROM person WHERE external_id = 'a'"),
                 (char *)people[0].name));
}

Test(imports, seats_that_are_taken_stay_offered_and_refuse_nobody)
{
    struct person people[] = {sample_person("a"), sample_person("b")};
    cr_assert(eq(int, database_import(&db, people, 2, NULL), STATUS_OK));
    database_sql(db.raw, "UPDATE person SET seats_taken = 2 WHERE external_id = 'a'");
    people[0].seats = 1;
    people[0].hours_max = 0;
    people[1].seats = 1;
    cr_assert(eq(int, database_import(&db, people, 2, NULL), STATUS_OK), "%s",
              store_error(db.store));
    cr_assert(eq(str,
                 (char *)database_sql(db.raw,
                                      "SELECT string_agg(format('%s %s/%s %s', external_id, "
                                      "seats_taken, seats, hours_max), ', ' ORDER BY external_id) "
                                      "FROM person"),
                 "a 2/2 0, b 0/1 40"));
}

Test(imports, a_refused_person_is_told_in_words_and_nothing_stays)
{
    struct person people[] = {sample_person("a"), sample_person("b")};
    people[1].seats = -1;
    cr_assert(eq(int, database_import(&db, people, 2, NULL), STATUS_INVALID));
    cr_assert(eq(str, (char *)db.faults.items[0].code, "seats_are_between_0_and_1000"));
    cr_assert(eq(str, (char *)database_sql(db.raw, "SELECT count(*) FROM person"), "0"));
}

Test(imports, only_one_import_runs_at_a_time)
{
    struct store *other = NULL;
    struct store_import *import = NULL;
    struct store_import *second = NULL;
    cr_assert(eq(int, store_open(db.url, &other), STATUS_OK));
    cr_assert(eq(int, store_import_begin(db.store, TEST_NOW, &import), STATUS_OK));
    cr_assert(eq(int, store_import_begin(other, TEST_NOW, &second), STATUS_CONFLICT));
    store_import_free(import);
    cr_assert(eq(int, store_import_begin(other, TEST_NOW, &second), STATUS_OK));
    store_import_free(second);
    store_close(other);
}

Test(imports, an_import_that_lost_its_connection_says_so_and_cannot_commit)
{
    struct person person = sample_person("a");
    struct store_import *import = NULL;
    struct digest digest = digest_of("x", 1);
    cr_assert(eq(int, store_import_begin(db.store, TEST_NOW, &import), STATUS_OK));
    database_sql(db.raw, "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE "
                         "datname = current_database() AND pid <> pg_backend_pid()");
    cr_assert(eq(int, store_import_add(import, &person, 1, &db.faults, NULL), STATUS_UNAVAILABLE));
    cr_assert(eq(int, store_import_commit(import, &digest, "test", "{}"), STATUS_UNAVAILABLE));
    store_import_free(import);
    cr_assert(eq(int, database_import(&db, &person, 1, NULL), STATUS_OK), "%s",
              store_error(db.store));
}
