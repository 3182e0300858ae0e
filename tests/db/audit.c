/* The audit: by pseudonyms, only growing, sealed in a chain; and whatever is changed in it behind
 * Kring's back is found. */
#include "tests/db/step_world.h"

#include "api/store/store_audit.h"

#include <pthread.h>
#include <time.h>

static void start(void)
{
    set_up();
    found_university();
}

TestSuite(audit, .init = start, .fini = tear_down, .timeout = 120);

#define MEDDLE(...)                                                                                \
    do {                                                                                           \
        sql("SET session_replication_role = replica");                                             \
        sql(__VA_ARGS__);                                                                          \
        sql("SET session_replication_role = origin");                                              \
    } while (false)

static void seal_some_now(void)
{
    size_t sealed = AUDIT_BATCH;
    while (sealed == AUDIT_BATCH)
        cr_assert(eq(int, store_audit_seal(db.store, &sealed), STATUS_OK), "%s",
                  store_error(db.store));
}

/* Transactions of the cluster's other databases hold it up as well: other tests have them. */
static void seal_all(void)
{
    const struct timespec pause = {.tv_nsec = 5000000};
    seal_some_now();
    while (strcmp(sql("SELECT count(*) FROM audit_unsealed"), "0") != 0) {
        nanosleep(&pause, NULL);
        seal_some_now();
    }
}

static struct audit_report verified_with(const struct audit_head *expect)
{
    struct audit_report report;
    cr_assert(eq(int, store_audit_verify(db.store, expect, NULL, NULL, &report), STATUS_OK), "%s",
              store_error(db.store));
    return report;
}

static struct audit_report verified(void)
{
    return verified_with(NULL);
}

/* count rows with something in every column, the last of them sealed as well. */
static void write_rows(int count)
{
    sql("INSERT INTO audit (object, object_id, version, event, from_state, to_state, actor, "
        "actor_id, reason_code, request_id, at, operation, times, since, fields) "
        "SELECT 'request', gen_random_uuid(), n, 'forbidden', 'one', 'two', 'person', '%s', "
        "'no_time', '0123456789abcdef', from_ms(1790000000000 + n), 'get_person', n, "
        "from_ms(1790000000000), 'email name' FROM generate_series(1, %d) AS n",
        ann.text, count);
}

/* ---- who is in it */

Test(audit, names_people_by_their_pseudonyms_alone)
{
    struct mentor_offer sample = sample_offer(&ann);
    struct deed told = {
        .actor = {ACTOR_MENTOR, ann.text}, .request_id = "ann.smith@example", .now = TEST_NOW};
    (void)added(&offers, &sample);
    cr_assert(eq(int, store_object_record(db.store, &told, "person", ann.text, 7, "change", NULL),
                 STATUS_OK));
    EXPECT_SQL("t t t",
               "SELECT concat_ws(' ', object_id = pseudonym, actor_id = pseudonym, "
               "request_id IS NULL) FROM audit, person WHERE person.id = '%s' AND object = "
               "'person' AND audit.version = 7",
               ann.text);
    EXPECT_SQL("0", "SELECT count(*) FROM audit, person WHERE strpos(audit::text, person.id::text) "
                    "> 0 OR strpos(audit::text, person.external_id) > 0");
}

Test(audit, tells_of_a_person_who_was_changed_what_was_but_not_how)
{
    struct person person = {.id = ann.text, .external_id = "ann", .name = "Secret"};
    const struct deed told = {.actor = {ACTOR_PERSON, ann.text}, .now = TEST_NOW};
    const struct person_change change = {&person, 0, "email name"};
    int32_t version = 0;
    cr_assert(eq(int, store_person_replace(db.store, &told, &change, NULL, &version), STATUS_OK),
              "%s", store_error(db.store));
    EXPECT_SQL("t t email name",
               "SELECT concat_ws(' ', audit.version = person.version, actor_id = pseudonym, fields)"
               " FROM audit JOIN person ON object_id = pseudonym WHERE event = 'change'");
    EXPECT_SQL("0", "SELECT count(*) FROM audit WHERE strpos(audit::text, 'Secret') > 0");
}

Test(audit, refuses_a_value_among_the_names_of_fields)
{
    PGresult *result = PQexec(db.raw, "INSERT INTO audit (object, object_id, version, event, actor,"
                                      " at, fields) VALUES ('person', gen_random_uuid(), 1, "
                                      "'change', 'staff', from_ms(0), 'ann@example.org')");
    cr_expect(eq(str, PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME),
                 "fields_are_told_by_name_alone"));
    PQclear(result);
}

Test(audit, tells_tokens_and_the_ids_of_requests_as_they_are)
{
    sql("INSERT INTO audit (object, object_id, version, event, actor, actor_id, request_id, at) "
        "VALUES ('unit', gen_random_uuid(), 1, 'create', 'staff', "
        "'00000000-0000-7000-8000-0000000000aa', '01990000-0000-7000-8000-0000000000a5', "
        "from_ms(0))");
    EXPECT_SQL("00000000-0000-7000-8000-0000000000aa 01990000-0000-7000-8000-0000000000a5",
               "SELECT actor_id || ' ' || request_id FROM audit WHERE at = from_ms(0)");
}

Test(audit, only_grows)
{
    static const char *const changes[] = {
        "UPDATE audit SET actor = 'clock'",
        "DELETE FROM audit",
        "UPDATE audit_seal SET number = 99",
        "DELETE FROM audit_seal",
        "TRUNCATE audit CASCADE",
        "TRUNCATE audit_seal",
    };
    write_rows(2);
    seal_all();
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        PGresult *result = PQexec(db.raw, changes[i]);
        cr_expect(eq(str, PQresultErrorField(result, PG_DIAG_SQLSTATE), "23514"), "%s", changes[i]);
        cr_expect(
            eq(str, PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME), "the_audit_only_grows"));
        PQclear(result);
    }
}

/* ---- the chain */

Test(audit, is_sealed_row_by_row)
{
    struct audit_report before = verified();
    cr_expect(eq(i64, before.sealed, 0));
    cr_expect(eq(i64, before.head.number, 0));
    write_rows(2500);
    before = verified();
    cr_expect(ge(i64, before.unsealed, 2500));
    seal_all();
    struct audit_report report = verified();
    cr_expect(eq(int, report.broken, AUDIT_WHOLE));
    cr_expect(eq(i64, report.sealed, before.unsealed));
    cr_expect(eq(i64, report.head.number, before.unsealed));
    cr_expect(eq(i64, report.unsealed, 0));
    EXPECT_SQL("0", "SELECT count(*) FROM audit_unsealed");
}

Test(audit, that_nothing_was_written_to_is_whole)
{
    sql("SET session_replication_role = replica");
    sql("DELETE FROM audit");
    sql("DELETE FROM audit_unsealed");
    seal_all();
    struct audit_report report = verified();
    cr_expect(eq(int, report.broken, AUDIT_WHOLE));
    cr_expect(eq(i64, report.head.number, 0));
}

Test(audit, waits_for_a_transaction_that_commits_late)
{
    PGconn *late = database_connect(db.url);
    seal_all();
    int64_t sealed = verified().sealed;
    database_sql(late, "BEGIN");
    database_sql(late, "INSERT INTO audit (object, object_id, version, event, actor, at) VALUES "
                       "('unit', gen_random_uuid(), 1, 'create', 'clock', from_ms(0))");
    write_rows(3);
    seal_some_now();
    cr_expect(eq(i64, verified().sealed, sealed));
    cr_expect(eq(i64, verified().unsealed, 3));
    database_sql(late, "COMMIT");
    PQfinish(late);
    seal_all();
    cr_expect(eq(i64, verified().sealed, sealed + 4));
    cr_expect(eq(int, verified().broken, AUDIT_WHOLE));
}

Test(audit, of_another_cluster_is_sealed_after_a_restore)
{
    write_rows(3);
    sql("UPDATE audit_unsealed SET xid = '999999999999'");
    seal_all();
    cr_expect(eq(i64, verified().unsealed, 0));
    cr_expect(eq(int, verified().broken, AUDIT_WHOLE));
}

Test(audit, stays_whole_when_a_person_is_forgotten)
{
    write_rows(5);
    seal_all();
    struct audit_head head = verified().head;
    sql("UPDATE person SET erased_at = from_ms(0), external_id = 'erased-' || id, name = NULL, "
        "email = NULL, language = NULL, place_text = NULL, place_code = NULL, place_evidence = "
        "NULL, country_text = NULL, country_code = NULL, country_evidence = NULL, imported = NULL, "
        "visibility = '[]', seats = 0, pseudonym = NULL WHERE id = '%s'",
        ann.text);
    cr_expect(eq(int, verified_with(&head).broken, AUDIT_WHOLE));
    EXPECT_SQL("", "SELECT coalesce(pseudonym_of('%s')::text, '')", ann.text);
}

/* ---- what is changed is found */

struct meddling {
    const char *change;
    enum audit_break broken;
};

/* Ten rows are sealed as 1 to 10; 4 to 7 are meddled with. */
#define ROW(n) "(SELECT audit_id FROM audit_seal WHERE number = " #n ")"
#define SET(what)                                                                                  \
    {                                                                                              \
        "UPDATE audit SET " what " WHERE id = " ROW(4), AUDIT_ROW_CHANGED                          \
    }

static const struct meddling meddlings[] = {
    {"UPDATE audit SET id = DEFAULT WHERE id = " ROW(4), AUDIT_ROW_MISSING},
    SET("object = 'requests'"),
    SET("object_id = gen_random_uuid()"),
    SET("version = version + 1"),
    SET("event = 'forbiddem'"),
    SET("event = 'forbidden '"),
    SET("from_state = NULL"),
    SET("from_state = ''"),
    SET("to_state = 'three'"),
    SET("from_state = to_state, to_state = from_state"),
    SET("actor = 'staff'"),
    SET("actor_id = NULL"),
    SET("actor_id = gen_random_uuid()"),
    SET("reason_code = NULL"),
    SET("request_id = 'fedcba9876543210'"),
    SET("at = at + interval '1 microsecond'"),
    SET("at = 'infinity'"),
    SET("operation = 'get_persons'"),
    SET("times = times + 1"),
    SET("since = since - interval '1 microsecond'"),
    SET("fields = 'name'"),
    SET("fields = NULL"),
    {"DELETE FROM audit WHERE id = " ROW(4), AUDIT_ROW_MISSING},
    {"DELETE FROM audit WHERE id = " ROW(10), AUDIT_ROW_MISSING},
    {"DELETE FROM audit_seal WHERE number = 4", AUDIT_SEAL_MISSING},
    {"DELETE FROM audit_seal WHERE number = 1", AUDIT_SEAL_MISSING},
    {"DELETE FROM audit_seal WHERE number = 10", AUDIT_NEVER_SEALED},
    {"WITH a AS (DELETE FROM audit_seal WHERE number = 4 RETURNING audit_id) DELETE FROM audit "
     "WHERE id IN (SELECT audit_id FROM a)",
     AUDIT_SEAL_MISSING},
    {"UPDATE audit_seal SET number = 11 WHERE number = 4", AUDIT_SEAL_MISSING},
    {"UPDATE audit_seal SET number = number + 100", AUDIT_SEAL_MISSING},
    {"UPDATE audit_seal SET hash = set_byte(hash, 31, 255 - get_byte(hash, 31)) WHERE number = 4",
     AUDIT_SEAL_CHANGED},
    {"UPDATE audit_seal SET audit_id = 999999 WHERE number = 4", AUDIT_ROW_MISSING},
    {"WITH r AS (SELECT * FROM audit WHERE id = " ROW(
         4) ") INSERT INTO audit OVERRIDING SYSTEM "
            "VALUE SELECT 999999, object, object_id, 99, event, from_state, to_state, actor, "
            "actor_id, "
            "reason_code, request_id, at, operation, times, since, fields FROM r",
     AUDIT_NEVER_SEALED},
};

Test(audit, tells_what_was_changed_and_where)
{
    MEDDLE("DELETE FROM audit");
    sql("DELETE FROM audit_unsealed");
    write_rows(10);
    seal_all();
    struct audit_head head = verified().head;
    cr_assert(eq(i64, head.number, 10));
    sql("ALTER TABLE audit DROP CONSTRAINT refused_requests_alone_are_counted, "
        "DROP CONSTRAINT an_actor_is_unknown_of_refused_requests_alone");
    for (size_t i = 0; i < sizeof meddlings / sizeof meddlings[0]; i++) {
        sql("BEGIN");
        MEDDLE("CREATE TEMP TABLE audit_was AS TABLE audit");
        MEDDLE("CREATE TEMP TABLE seal_was AS TABLE audit_seal");
        MEDDLE("%s", meddlings[i].change);
        sql("COMMIT");
        struct audit_report report = verified();
        cr_expect(eq(int, report.broken, meddlings[i].broken), "%s: %s", meddlings[i].change,
                  audit_break_word(report.broken));
        if (meddlings[i].broken != AUDIT_WHOLE && meddlings[i].broken != AUDIT_NEVER_SEALED)
            cr_expect(le(i64, report.broken_number, 10), "%s", meddlings[i].change);
        if (strstr(meddlings[i].change, ROW(4)) != NULL && report.broken != AUDIT_NEVER_SEALED)
            cr_expect(eq(i64, report.broken_number, 4), "%s", meddlings[i].change);
        MEDDLE("DELETE FROM audit_seal");
        MEDDLE("DELETE FROM audit");
        MEDDLE("INSERT INTO audit OVERRIDING SYSTEM VALUE TABLE audit_was");
        MEDDLE("INSERT INTO audit_seal TABLE seal_was");
        sql("DROP TABLE audit_was, seal_was");
        cr_assert(eq(int, verified_with(&head).broken, AUDIT_WHOLE));
    }
}

Test(audit, every_column_of_it_is_meddled_with_above)
{
    EXPECT_SQL("id object object_id version event from_state to_state actor actor_id reason_code "
               "request_id at operation times since fields",
               "SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = "
               "'audit'::regclass AND attnum > 0 AND NOT attisdropped");
}

Test(audit, tells_rows_and_seals_that_changed_places)
{
    static const char *const swaps[] = {
        "UPDATE audit_seal SET audit_id = CASE number WHEN 4 THEN -1 ELSE -2 END WHERE number IN "
        "(4, 7)",
        "UPDATE audit_seal SET number = CASE number WHEN 4 THEN 1000007 ELSE 1000004 END WHERE "
        "number IN (4, 7)"};
    write_rows(10);
    seal_all();
    sql("CREATE TABLE kept AS SELECT number, audit_id FROM audit_seal WHERE number IN (4, 7)");
    MEDDLE("%s", swaps[0]);
    MEDDLE("UPDATE audit_seal SET audit_id = kept.audit_id FROM kept WHERE audit_seal.audit_id < 0 "
           "AND kept.number = CASE audit_seal.audit_id WHEN -1 THEN 7 ELSE 4 END");
    struct audit_report report = verified();
    cr_expect(eq(int, report.broken, AUDIT_REORDERED));
    cr_expect(eq(i64, report.broken_number, 4));
    MEDDLE("UPDATE audit_seal SET audit_id = -audit_id WHERE number IN (4, 7)");
    MEDDLE("UPDATE audit_seal SET audit_id = kept.audit_id FROM kept WHERE kept.number = "
           "audit_seal.number");
    cr_assert(eq(int, verified().broken, AUDIT_WHOLE));
    MEDDLE("%s", swaps[1]);
    MEDDLE("UPDATE audit_seal SET number = number - 1000000 WHERE number > 1000000");
    report = verified();
    cr_expect(eq(int, report.broken, AUDIT_REORDERED));
    cr_expect(eq(i64, report.broken_number, 4));
}

Test(audit, that_was_cut_off_is_seen_by_who_kept_its_head)
{
    write_rows(1500);
    seal_all();
    struct audit_head head = verified().head;
    struct audit_head other = head;
    other.hash.bytes[0] ^= 1;
    cr_expect(eq(int, verified_with(&other).broken, AUDIT_OTHER_HEAD));
    write_rows(10);
    seal_all();
    cr_expect(eq(int, verified_with(&head).broken, AUDIT_WHOLE));
    MEDDLE("WITH gone AS (DELETE FROM audit_seal WHERE number > %lld RETURNING audit_id) DELETE "
           "FROM audit WHERE id IN (SELECT audit_id FROM gone)",
           (long long)head.number - 3);
    cr_expect(eq(int, verified().broken, AUDIT_WHOLE));
    struct audit_report report = verified_with(&head);
    cr_expect(eq(int, report.broken, AUDIT_CUT_OFF));
    cr_expect(eq(i64, report.broken_number, head.number - 2));
}

/* ---- many at once */

#define WRITERS     4
#define SEALERS     2
#define WRITES_EACH 300

static void *write_some(void *context)
{
    PGconn *own = PQconnectdb(db.url);
    (void)context;
    for (int i = 0; i < WRITES_EACH; i++)
        PQclear(PQexec(own, "BEGIN; INSERT INTO audit (object, object_id, version, event, actor, "
                            "at) SELECT 'unit', gen_random_uuid(), n, 'change', 'clock', "
                            "from_ms(0) FROM generate_series(1, 3) AS n; COMMIT"));
    PQfinish(own);
    return NULL;
}

static void *seal_some(void *context)
{
    struct store *store = NULL;
    bool *ending = context;
    size_t sealed = 0, *ret_failed = calloc(1, sizeof *ret_failed);
    if (ret_failed == NULL || store_open(db.url, &store) != STATUS_OK)
        return ret_failed;
    while (!__atomic_load_n(ending, __ATOMIC_ACQUIRE))
        *ret_failed += store_audit_seal(store, &sealed) != STATUS_OK;
    store_close(store);
    return ret_failed;
}

Test(audit, of_many_writers_is_one_chain_whoever_seals_it)
{
    pthread_t writers[WRITERS], sealers[SEALERS];
    bool ending = false;
    seal_all();
    int64_t before = verified().sealed;
    for (size_t i = 0; i < SEALERS; i++)
        cr_assert(eq(int, pthread_create(&sealers[i], NULL, seal_some, &ending), 0));
    for (size_t i = 0; i < WRITERS; i++)
        cr_assert(eq(int, pthread_create(&writers[i], NULL, write_some, NULL), 0));
    for (size_t i = 0; i < WRITERS; i++)
        pthread_join(writers[i], NULL);
    cr_expect(eq(int, verified().broken, AUDIT_WHOLE));
    __atomic_store_n(&ending, true, __ATOMIC_RELEASE);
    for (size_t i = 0; i < SEALERS; i++) {
        size_t *failed = NULL;
        pthread_join(sealers[i], (void **)&failed);
        cr_expect(eq(sz, *failed, 0));
        free(failed);
    }
    seal_all();
    struct audit_report report = verified();
    cr_expect(eq(int, report.broken, AUDIT_WHOLE));
    cr_expect(eq(i64, report.sealed, before + 3 * WRITERS * WRITES_EACH));
    cr_expect(eq(i64, report.unsealed, 0));
}
