/* Refused requests are counted in a table that is bounded, and nothing of it is lost: neither when
 * there are too many kinds, nor when many count at once, nor when it cannot be written. */
#include "api/refusals.h"

#include "api/request.h"
#include "api/routes.h"
#include "tests/db/database.h"

#include <pthread.h>
#include <stdatomic.h>

#define THREADS    4
#define NOTES_EACH 6000
#define KINDS      300 /* more than there is room for */

static struct database db;
static struct refusals *refusals;

static void set_up(void)
{
    db = database_migrated();
    cr_assert(eq(int, refusals_new(&refusals), STATUS_OK));
}

static void tear_down(void)
{
    refusals_free(refusals);
    database_drop(&db);
}

TestSuite(refusals, .init = set_up, .fini = tear_down, .timeout = 120);

static const struct route some_route = {.name = "list_people"};

/* A request of a program, which is another kind for each number, that was told http. */
static void note(size_t number, int http)
{
    char token[STORE_ID_SIZE];
    snprintf(token, sizeof token, "00000000-0000-7000-8000-%012zu", number);
    struct request request = {.route = &some_route,
                              .caller = {.known = true, .token_id = token},
                              .reply = {.http = http}};
    refusals_note(refusals, &request);
}

static void note_all(size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        note(i, 403);
}

static enum status written(void)
{
    return refusals_write(refusals, db.store, TEST_NOW);
}

#define EXPECT_WRITTEN() cr_assert(eq(int, written(), STATUS_OK), "%s", store_error(db.store))
#define EXPECT_SQL(expected, query)                                                                \
    cr_expect(eq(str, (char *)database_sql(db.raw, query), (expected)), "%s", query)

/* Rows, rows of other, and how many requests each stands for. */
#define SUMS                                                                                       \
    "SELECT concat_ws(' ', count(*) FILTER (WHERE operation = 'list_people'), "                    \
    "sum(times) FILTER (WHERE operation = 'list_people'), "                                        \
    "count(*) FILTER (WHERE operation = 'other'), "                                                \
    "coalesce(sum(times) FILTER (WHERE operation = 'other'), 0)) FROM audit WHERE object = "       \
    "'request'"

Test(refusals, as_many_kinds_as_there_is_room_for_have_a_row_each)
{
    note_all(0, REFUSALS_MAX);
    EXPECT_WRITTEN();
    EXPECT_SQL("256 256 0 0", SUMS);
    EXPECT_SQL("256", "SELECT count(DISTINCT actor_id) FROM audit WHERE object = 'request' AND "
                      "event = 'forbidden' AND actor = 'staff' AND times = 1");
}

Test(refusals, all_kinds_beyond_are_one_row_and_those_within_go_on_counting)
{
    note_all(0, REFUSALS_MAX);
    note_all(REFUSALS_MAX, REFUSALS_MAX + 1);
    EXPECT_WRITTEN();
    EXPECT_SQL("256 256 1 1", SUMS);
    note_all(0, REFUSALS_MAX + 3);
    note_all(REFUSALS_MAX + 1, REFUSALS_MAX + 2);
    note_all(0, REFUSALS_MAX);
    EXPECT_WRITTEN();
    EXPECT_SQL("512 768 2 5", SUMS);
    EXPECT_SQL("refused,,", "SELECT DISTINCT concat(event, ',', actor, ',', actor_id) FROM audit "
                            "WHERE operation = 'other'");
    EXPECT_SQL("256", "SELECT count(*) FROM audit WHERE operation = 'list_people' AND times = 2");
}

Test(refusals, what_was_written_makes_room)
{
    for (size_t i = 1; i <= 3; i++) {
        note_all(1000 * i, 1000 * i + REFUSALS_MAX);
        EXPECT_WRITTEN();
    }
    EXPECT_SQL("768 768 0 0", SUMS);
    EXPECT_WRITTEN();
    EXPECT_SQL("768 768 0 0", SUMS);
}

/* Route, code, and caller each make a kind; what was not refused is none. */
Test(refusals, only_requests_that_were_refused_are_counted_by_what_they_were_told)
{
    static const int answers[] = {200, 400, 401, 403, 404, 409, 429, 500, 503};
    struct request nobody = {.reply = {.http = 401}};
    struct request hidden = {.route = &some_route, .not_yours = true, .reply = {.http = 404}};
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
        note(1, answers[i]);
    refusals_note(refusals, &nobody);
    refusals_note(refusals, &nobody);
    refusals_note(refusals, &hidden);
    EXPECT_WRITTEN();
    EXPECT_SQL("forbidden list_people staff 1, not_found list_people 1, rate_limited list_people "
               "staff 1, unauthorized list_people staff 1, unauthorized none 2",
               "SELECT string_agg(told, ', ' ORDER BY told COLLATE \"C\") FROM (SELECT concat_ws(' "
               "', event, operation, actor, times) AS told FROM audit WHERE object = 'request') "
               "AS each");
}

Test(refusals, what_could_not_be_written_is_kept_beside_what_comes_next)
{
    note_all(0, KINDS);
    database_sql(db.raw, "ALTER TABLE audit RENAME TO audit_away");
    for (size_t i = 0; i < 3; i++) {
        cr_expect(ne(int, written(), STATUS_OK));
        note_all(0, 10);
    }
    database_sql(db.raw, "ALTER TABLE audit_away RENAME TO audit");
    EXPECT_WRITTEN();
    EXPECT_SQL("256 256 1 44", SUMS);
    EXPECT_WRITTEN();
    EXPECT_SQL("266 286 1 44", SUMS);
    EXPECT_SQL("10", "SELECT count(*) FROM audit WHERE object = 'request' AND times = 3");
}

/* ---- many at once */

static atomic_int counting;

static void *note_many(void *context)
{
    size_t first = *(const size_t *)context;
    for (size_t i = 0; i < NOTES_EACH; i++)
        note((first + i) % KINDS, 403);
    atomic_fetch_sub(&counting, 1);
    return NULL;
}

Test(refusals, nothing_is_lost_when_many_count_while_it_is_written)
{
    pthread_t threads[THREADS];
    size_t first[THREADS];
    size_t times = 0;
    char expected[20];
    atomic_store(&counting, THREADS);
    for (size_t i = 0; i < THREADS; i++) {
        first[i] = i * KINDS / THREADS;
        cr_assert(eq(int, pthread_create(&threads[i], NULL, note_many, &first[i]), 0));
    }
    for (; atomic_load(&counting) > 0; times++)
        EXPECT_WRITTEN();
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    EXPECT_WRITTEN();
    cr_expect(gt(sz, times, 0));
    snprintf(expected, sizeof expected, "%d", THREADS * NOTES_EACH);
    EXPECT_SQL(expected, "SELECT sum(times) FROM audit WHERE object = 'request'");
}
