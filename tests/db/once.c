/* Idempotency keys in PostgreSQL: claimed once, waited for, freed by a rollback, gone after a day.
 */
#include "api/store/store_once.h"

#include "api/store/store_query.h"
#include "tests/db/database.h"

#include <pthread.h>

#define DAY     ((store_time)86400000)
#define WAIT_MS 500

static struct database db;
static struct store *other;

static void set_up(void)
{
    db = database_migrated();
    cr_assert(eq(int, store_open(db.url, &other), STATUS_OK));
}

static void tear_down(void)
{
    store_close(other);
    database_drop(&db);
}

TestSuite(once, .init = set_up, .fini = tear_down, .timeout = 60);

static struct once_key key_of(const char *caller, const char *key, const char *content)
{
    return (struct once_key){caller, key, digest_of(content, strlen(content))};
}

static void begin(struct store *store)
{
    cr_assert(eq(int, query_begin(store, "begin_write"), STATUS_OK), "%s", store_error(store));
}

static void commit(struct store *store)
{
    cr_assert(eq(int, query_commit(store), STATUS_OK), "%s", store_error(store));
}

/* What came of a claim. */
struct outcome {
    enum status status;
    bool known;
    struct once_reply reply;
};

static struct outcome claim(struct store *store, struct once_key key, store_time now)
{
    struct outcome outcome = {0};
    outcome.status = store_once_claim(store, &key, now, db.arena, &outcome.known, &outcome.reply);
    return outcome;
}

/* In a transaction of its own, rolled back. */
static struct outcome look(struct once_key key, store_time now)
{
    begin(db.store);
    struct outcome outcome = claim(db.store, key, now);
    query_rollback(db.store);
    return outcome;
}

static void keep(struct store *store, struct once_key key, struct once_reply reply)
{
    cr_assert(eq(int, store_once_keep(store, &key, &reply), STATUS_OK), "%s", store_error(store));
}

static void use(struct once_key key, struct once_reply reply, store_time now)
{
    begin(db.store);
    struct outcome outcome = claim(db.store, key, now);
    cr_assert(eq(int, outcome.status, STATUS_OK), "%s", store_error(db.store));
    cr_assert(not(outcome.known));
    keep(db.store, key, reply);
    commit(db.store);
}

static const char *told(const char *text)
{
    return text == NULL ? "(none)" : text;
}

static void expect_reply(struct outcome outcome, struct once_reply reply)
{
    cr_assert(eq(int, outcome.status, STATUS_OK));
    cr_assert(outcome.known);
    cr_expect(eq(int, outcome.reply.http, reply.http));
    cr_expect(eq(str, (char *)told(outcome.reply.body), (char *)told(reply.body)));
    cr_expect(eq(str, (char *)told(outcome.reply.etag), (char *)told(reply.etag)));
    cr_expect(eq(str, (char *)told(outcome.reply.location), (char *)told(reply.location)));
}

Test(once, a_key_that_was_used_gives_the_reply_that_was_kept)
{
    const struct once_reply replies[] = {
        {201, "{\"name\":\"Zoë \\u0001\"}\n", "\"b-1\"", "/v1/needs/1"},
        {200, "{}\n", "\"b-2\"", NULL},
        {204, NULL, NULL, NULL},
        {200, "", "", ""},
    };
    for (size_t i = 0; i < sizeof replies / sizeof replies[0]; i++) {
        char name[] = "key-0";
        name[4] = (char)('0' + i);
        use(key_of("person:a", name, "x"), replies[i], TEST_NOW);
        expect_reply(look(key_of("person:a", name, "x"), TEST_NOW + 1), replies[i]);
        expect_reply(look(key_of("person:a", name, "x"), TEST_NOW + 1), replies[i]);
    }
}

Test(once, a_key_is_of_one_caller_and_one_request)
{
    const struct {
        const char *caller, *key, *content;
        enum status status;
        bool known;
    } rows[] = {
        {"person:a", "k", "x", STATUS_OK, true},  {"person:a", "k", "y", STATUS_INVALID, false},
        {"person:b", "k", "x", STATUS_OK, false}, {"token:a", "k", "y", STATUS_OK, false},
        {"person:a", "K", "y", STATUS_OK, false}, {"person:a", "k ", "y", STATUS_OK, false},
    };
    use(key_of("person:a", "k", "x"), (struct once_reply){.http = 200}, TEST_NOW);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct outcome outcome =
            look(key_of(rows[i].caller, rows[i].key, rows[i].content), TEST_NOW);
        cr_expect(eq(int, outcome.status, rows[i].status), "row %zu", i);
        cr_expect(eq(int, outcome.known, rows[i].known), "row %zu", i);
    }
}

Test(once, a_rollback_frees_the_key)
{
    struct once_key key = key_of("person:a", "k", "x");
    cr_expect(not(look(key, TEST_NOW).known));
    cr_expect(not(look(key, TEST_NOW).known));
    use(key_of("person:a", "k", "y"), (struct once_reply){.http = 200}, TEST_NOW);
    cr_expect(eq(int, look(key, TEST_NOW).status, STATUS_INVALID));
}

Test(once, what_was_not_claimed_is_not_kept)
{
    struct once_key key = key_of("person:a", "k", "x");
    struct once_reply reply = {.http = 200};
    cr_expect(eq(int, store_once_keep(db.store, &key, &reply), STATUS_BROKEN));
}

Test(once, a_key_is_gone_after_a_day_even_when_nobody_dropped_it)
{
    struct once_key key = key_of("person:a", "k", "x");
    struct once_key anew = key_of("person:a", "k", "y");
    struct once_reply reply = {.http = 200, .body = "old"};
    use(key, reply, TEST_NOW);
    expect_reply(look(key, TEST_NOW + DAY - 1), reply);
    cr_expect(eq(int, look(anew, TEST_NOW + DAY - 1).status, STATUS_INVALID));
    cr_expect(not(look(key, TEST_NOW + DAY).known));
    use(anew, (struct once_reply){.http = 201}, TEST_NOW + DAY);
    expect_reply(look(anew, TEST_NOW + 2 * DAY - 1), (struct once_reply){.http = 201});
}

Test(once, only_keys_older_than_a_day_are_dropped)
{
    use(key_of("person:a", "old", "x"), (struct once_reply){.http = 200}, TEST_NOW);
    use(key_of("person:a", "new", "x"), (struct once_reply){.http = 200}, TEST_NOW + 1);
    cr_assert(eq(int, store_once_forget(db.store, TEST_NOW + DAY - 1), STATUS_OK));
    cr_expect(eq(str, (char *)database_sql(db.raw, "SELECT count(*) FROM idempotency"), "2"));
    cr_assert(eq(int, store_once_forget(db.store, TEST_NOW + DAY), STATUS_OK), "%s",
              store_error(db.store));
    cr_expect(eq(str, (char *)database_sql(db.raw, "SELECT string_agg(key, ' ') FROM idempotency"),
                 "new"));
}

Test(once, old_keys_are_dropped_some_thousand_at_a_time_the_oldest_first)
{
    database_sql(db.raw, "INSERT INTO idempotency (caller, key, fingerprint, http, created_at) "
                         "SELECT 'person:a', n, decode(repeat('00', 32), 'hex'), 200, from_ms(n) "
                         "FROM generate_series(1, 5001) AS n");
    cr_assert(eq(int, store_once_forget(db.store, TEST_NOW), STATUS_OK));
    cr_expect(eq(str, (char *)database_sql(db.raw, "SELECT string_agg(key, ' ') FROM idempotency"),
                 "5001"));
}

Test(once, a_key_that_is_being_claimed_anew_is_not_dropped_nor_waited_for)
{
    struct once_key key = key_of("person:a", "k", "x");
    use(key, (struct once_reply){.http = 200}, TEST_NOW);
    begin(other);
    cr_assert(not(claim(other, key, TEST_NOW + DAY).known));
    store_set_deadline(db.store, store_clock_ms() + 5000);
    cr_expect(eq(int, store_once_forget(db.store, TEST_NOW + DAY), STATUS_OK));
    keep(other, key, (struct once_reply){.http = 201});
    commit(other);
    store_set_deadline(db.store, 0);
    expect_reply(look(key, TEST_NOW + DAY), (struct once_reply){.http = 201});
}

/* ---- two calls at the same time */

/* The second call, by the other store, in a thread. */
struct second {
    struct once_key key;
    struct outcome outcome;
    int64_t waited_ms;
};

static void *call_second(void *context)
{
    struct second *second = context;
    int64_t start_ms = store_clock_ms();
    if (query_begin(other, "begin_write") == STATUS_OK)
        second->outcome = claim(other, second->key, TEST_NOW);
    second->waited_ms = store_clock_ms() - start_ms;
    return NULL;
}

static void wait_until_it_waits(void)
{
    for (int i = 0; i < 1000; i++) {
        const char *waiting =
            database_sql(db.raw, "SELECT count(*) FROM pg_stat_activity WHERE datname = "
                                 "current_database() AND wait_event_type = 'Lock'");
        if (strcmp(waiting, "1") == 0)
            return;
        usleep(1000);
    }
    cr_fatal("the second call does not wait");
}

/* The first has claimed the key; when the second waits for it, the first ends as told. */
static struct second race(struct once_key first, struct once_key key, void (*end)(struct once_key))
{
    struct second second = {.key = key};
    pthread_t thread;
    begin(db.store);
    cr_assert(not(claim(db.store, first, TEST_NOW).known));
    cr_assert(eq(int, pthread_create(&thread, NULL, call_second, &second), 0));
    wait_until_it_waits();
    end(first);
    pthread_join(thread, NULL);
    return second;
}

static void keep_and_commit(struct once_key key)
{
    keep(db.store, key, (struct once_reply){.http = 201, .body = "first"});
    commit(db.store);
}

static void roll_back(struct once_key key)
{
    (void)key;
    query_rollback(db.store);
}

static void end_later(struct once_key key)
{
    (void)key;
    usleep((WAIT_MS + 300) * 1000);
    query_rollback(db.store);
}

Test(once, the_second_call_waits_and_reads_what_the_first_kept)
{
    struct once_key key = key_of("person:a", "k", "x");
    expect_reply(race(key, key, keep_and_commit).outcome,
                 (struct once_reply){.http = 201, .body = "first"});
}

Test(once, the_second_call_of_another_request_waits_and_is_refused)
{
    struct second second =
        race(key_of("person:a", "k", "x"), key_of("person:a", "k", "y"), keep_and_commit);
    cr_expect(eq(int, second.outcome.status, STATUS_INVALID));
}

Test(once, when_the_first_is_rolled_back_the_second_has_the_key)
{
    struct once_key key = key_of("person:a", "k", "x");
    struct second second = race(key, key, roll_back);
    cr_assert(eq(int, second.outcome.status, STATUS_OK), "%s", store_error(other));
    cr_expect(not(second.outcome.known));
    keep(other, key, (struct once_reply){.http = 200, .body = "second"});
    commit(other);
    expect_reply(look(key, TEST_NOW), (struct once_reply){.http = 200, .body = "second"});
}

Test(once, the_second_call_waits_half_a_second_at_most)
{
    struct once_key key = key_of("person:a", "k", "x");
    struct second second = race(key, key, end_later);
    cr_expect(eq(int, second.outcome.status, STATUS_CONFLICT));
    cr_expect(second.waited_ms >= WAIT_MS - 10 && second.waited_ms < WAIT_MS + 290,
              "it waited %lld ms", (long long)second.waited_ms);
    query_rollback(other);
    cr_expect(not(claim(other, key, TEST_NOW).known));
}

/* Known or not: what follows in the transaction waits as the session does. */
Test(once, only_the_claim_waits_half_a_second)
{
    struct once_key key = key_of("person:a", "k", "x");
    char sql[200];
    snprintf(sql, sizeof sql, "ALTER DATABASE %s SET lock_timeout = '7s'", db.name);
    database_sql(db.raw, sql);
    for (int known = 0; known < 2; known++) {
        begin(other);
        cr_expect(eq(int, claim(other, key, TEST_NOW).known, known));
        cr_expect(eq(str, (char *)database_sql(other->connection, "SHOW lock_timeout"), "7s"));
        if (known == 0)
            keep(other, key, (struct once_reply){.http = 200});
        commit(other);
    }
}
