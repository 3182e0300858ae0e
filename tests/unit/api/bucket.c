/* Token buckets: what is let through, at the limit and one past it, whoever comes and however the
 * clock goes. */
#include "api/bucket.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define SECOND_NS ((int64_t)1000000000)
#define START_NS  (1000 * SECOND_NS)

static const unsigned char seed[BUCKET_SEED_SIZE] = "a seed, the same in every test";

static struct bucket_table *table_new(size_t count, int64_t rate, int64_t burst)
{
    struct bucket_table *table = NULL;
    cr_assert(eq(int, bucket_table_new(count, rate, burst, seed, &table), STATUS_OK));
    return table;
}

/* How many of tries are let through at one moment. */
static size_t taken(struct bucket_table *table, uint64_t key, int64_t now_ns, size_t tries)
{
    size_t count = 0;
    for (size_t i = 0; i < tries; i++)
        count += bucket_take(table, key, now_ns);
    return count;
}

Test(bucket, a_burst_goes_through_and_one_past_it_does_not)
{
    static const struct {
        int64_t rate, burst;
    } rows[] = {{1, 1}, {20, 100}, {100, 1}, {3, 7}, {100000, 1000}, {1, BUCKET_BURST_MAX}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct bucket_table *table = table_new(8, rows[i].rate, rows[i].burst);
        size_t burst = (size_t)rows[i].burst;
        cr_expect(eq(sz, taken(table, 7, START_NS, burst), burst), "row %zu", i);
        cr_expect(not(bucket_take(table, 7, START_NS)), "row %zu", i);
        bucket_table_free(table);
    }
}

Test(bucket, one_more_goes_through_after_one_interval_and_not_a_nanosecond_before)
{
    struct bucket_table *table = table_new(8, 20, 5);
    cr_expect(eq(sz, taken(table, 7, START_NS, 9), 5));
    cr_expect(not(bucket_take(table, 7, START_NS + SECOND_NS / 20 - 1)));
    cr_expect(bucket_take(table, 7, START_NS + SECOND_NS / 20));
    cr_expect(not(bucket_take(table, 7, START_NS + SECOND_NS / 20)));
    cr_expect(eq(sz, taken(table, 7, START_NS + 3 * SECOND_NS / 20, 9), 2), "two intervals on");
    cr_expect(eq(sz, taken(table, 7, START_NS + 3600 * SECOND_NS, 9), 5), "never above burst");
    bucket_table_free(table);
}

/* Asks 997 times a second for ten seconds, an odd number on purpose. */
Test(bucket, in_the_long_run_the_rate_is_kept_and_refusals_cost_nothing)
{
    static const int64_t rates[] = {1, 3, 7, 20, 100, 333, 990};
    for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++) {
        struct bucket_table *table = table_new(8, rates[i], 10);
        int64_t count = 0;
        for (int64_t k = 0; k < 9970; k++)
            count += bucket_take(table, 7, START_NS + k * SECOND_NS / 997);
        cr_expect(le(i64, count, 10 * rates[i] + 10), "rate %lld", (long long)rates[i]);
        cr_expect(ge(i64, count, 10 * rates[i] + 8), "rate %lld", (long long)rates[i]);
        bucket_table_free(table);
    }
}

Test(bucket, a_clock_that_steps_costs_at_most_an_empty_bucket)
{
    struct bucket_table *table = table_new(8, 10, 5);
    cr_expect(eq(sz, taken(table, 7, START_NS, 5), 5));
    int64_t back_ns = START_NS - 500 * SECOND_NS;
    cr_expect(eq(sz, taken(table, 7, back_ns, 9), 0), "nothing won by it");
    cr_expect(not(bucket_take(table, 7, back_ns + SECOND_NS / 10)), "a refusal changes nothing");
    bucket_table_free(table);

    table = table_new(8, 10, 5);
    cr_expect(bucket_take(table, 7, START_NS));
    cr_expect(eq(sz, taken(table, 7, START_NS - SECOND_NS / 100, 9), 3), "a thread 10 ms behind");
    bucket_table_free(table);
}

Test(bucket, keys_do_not_touch_each_other_while_there_is_room)
{
    struct bucket_table *table = table_new(65536, 20, 3);
    cr_expect(eq(sz, taken(table, 1, START_NS, 1000), 3));
    size_t whole = 0;
    for (uint64_t key = 2; key < 10002; key++)
        whole += taken(table, key, START_NS, 4) == 3;
    cr_expect(eq(sz, whole, 10000));
    cr_expect(not(bucket_take(table, 1, START_NS)));
    bucket_table_free(table);
}

/* One set of eight places, and a key that owes all it can: whoever comes, it gets no more. */
Test(bucket, no_crowd_of_keys_gives_a_key_more_than_its_due)
{
    struct bucket_table *table = table_new(8, 1, 10);
    uint64_t random = 1;
    int64_t count = 0;
    for (int64_t k = 0; k < 60000; k++) { /* a minute, 1 000 a second */
        int64_t now_ns = START_NS + k * SECOND_NS / 1000;
        random = random * 6364136223846793005u + 1442695040888963407u;
        (void)bucket_take(table, 2 + (random >> 33) % 5000, now_ns);
        if (k % 10 == 0)
            count += bucket_take(table, 1, now_ns);
    }
    cr_expect(le(i64, count, (int64_t)60 + 10), "%lld in a minute", (long long)count);
    bucket_table_free(table);
}

Test(bucket, a_bucket_pushed_out_is_not_forgotten)
{
    struct bucket_table *table = table_new(8, 1, 10);
    cr_expect(eq(sz, taken(table, 1, START_NS, 8), 8)); /* two are left */
    for (uint64_t key = 2; key <= 8; key++)
        cr_expect(eq(sz, taken(table, key, START_NS, 11), 10));
    cr_expect(eq(sz, taken(table, 9, START_NS, 11), 2), "a ninth begins with the least debt");
    cr_expect(eq(sz, taken(table, 1, START_NS, 11), 0), "pushed out, and not made new by it");
    cr_expect(eq(sz, taken(table, 1, START_NS + 3 * SECOND_NS, 11), 3), "time pays for all");
    bucket_table_free(table);
}

Test(bucket, who_owes_nothing_is_pushed_out_first)
{
    struct bucket_table *table = table_new(8, 1, 1000);
    for (uint64_t key = 1; key <= 7; key++)
        cr_expect(eq(sz, taken(table, key, START_NS, 1001), 1000));
    for (int k = 0; k < 100; k++) /* each finds what the one before owed paid */
        cr_expect(bucket_take(table, 1000 + (uint64_t)k, START_NS + k * SECOND_NS));
    for (uint64_t key = 1; key <= 7; key++)
        cr_expect(eq(sz, taken(table, key, START_NS + 100 * SECOND_NS, 1001), 100), "%d", (int)key);
    bucket_table_free(table);
}

#define THREADS 4

static void *take_many(void *context)
{
    return (void *)taken(context, 7, START_NS, 10000);
}

Test(bucket, threads_share_a_bucket_to_the_last_one)
{
    struct bucket_table *table = table_new(64, 1, 20001);
    pthread_t threads[THREADS];
    size_t sum = 0;
    for (size_t i = 0; i < THREADS; i++)
        cr_assert(eq(int, pthread_create(&threads[i], NULL, take_many, table), 0));
    for (size_t i = 0; i < THREADS; i++) {
        void *count = NULL;
        pthread_join(threads[i], &count);
        sum += (size_t)count;
    }
    cr_expect(eq(sz, sum, 20001));
    bucket_table_free(table);
}

Test(bucket, without_a_table_all_goes_through)
{
    cr_expect(eq(sz, taken(NULL, 7, START_NS, 1000), 1000));
    bucket_table_free(NULL);
}

static uint64_t key_of(const char *text)
{
    struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons(1)};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons(2)};
    if (inet_pton(AF_INET, text, &four.sin_addr) == 1)
        return bucket_key_of_address((const struct sockaddr *)&four);
    cr_assert(eq(int, inet_pton(AF_INET6, text, &six.sin6_addr), 1));
    return bucket_key_of_address((const struct sockaddr *)&six);
}

Test(bucket, an_address_is_all_of_ipv4_and_half_of_ipv6)
{
    static const struct {
        const char *one, *other;
        bool same;
    } rows[] = {
        {"192.0.2.1", "192.0.2.1", true},
        {"192.0.2.1", "192.0.2.2", false},
        {"192.0.2.1", "::ffff:192.0.2.1", true},
        {"2001:db8::1", "2001:db8::ffff:1", true},
        {"2001:db8::1", "2001:db8:0:0:ffff::1", true},
        {"2001:db8::1", "2001:db8:0:1::1", false},
        {"127.0.0.1", "::1", false},
        {"0.0.0.1", "::1", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect(eq(int, key_of(rows[i].one) == key_of(rows[i].other), rows[i].same), "row %zu",
                  i);
    struct sockaddr other = {.sa_family = AF_UNIX};
    cr_expect(eq(u64, bucket_key_of_address(&other), 0));
    cr_expect(eq(u64, bucket_key_of_address(NULL), 0));
}
