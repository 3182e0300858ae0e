#include "api/bucket.h"

#include "scoring/base/digest.h"

#include <assert.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define SECOND_NS ((int64_t)1000000000)
#define LOCKS     ((size_t)64)

struct bucket {
    uint64_t key;
    int64_t full_ns; /* the moment at which it is full; 0 and key 0: never used, or full since */
};

struct bucket_set {
    struct bucket ways[BUCKET_WAYS];
};

struct bucket_table {
    int64_t interval_ns; /* in which one is added, rounded up: never more than rate */
    int64_t span_ns;     /* in which an empty one fills */
    unsigned char seed[BUCKET_SEED_SIZE];
    pthread_mutex_t locks[LOCKS]; /* element i: of the sets i, i + LOCKS, … */
    size_t sets_count;            /* a power of two */
    struct bucket_set sets[];
};

enum status bucket_table_new(size_t count, int64_t rate, int64_t burst,
                             const unsigned char seed[BUCKET_SEED_SIZE],
                             struct bucket_table **ret_table)
{
    assert(rate >= 1 && rate <= BUCKET_RATE_MAX && burst >= 1 && burst <= BUCKET_BURST_MAX);
    size_t sets_count = 1;
    while (sets_count * BUCKET_WAYS < count)
        sets_count *= 2;
    struct bucket_table *table = calloc(1, sizeof *table + sets_count * sizeof table->sets[0]);
    if (table == NULL)
        return STATUS_MEMORY;
    table->interval_ns = (SECOND_NS + rate - 1) / rate;
    table->span_ns = burst * table->interval_ns;
    table->sets_count = sets_count;
    memcpy(table->seed, seed, BUCKET_SEED_SIZE);
    for (size_t i = 0; i < LOCKS; i++)
        pthread_mutex_init(&table->locks[i], NULL);
    *ret_table = table;
    return STATUS_OK;
}

void bucket_table_free(struct bucket_table *table)
{
    if (table == NULL)
        return;
    for (size_t i = 0; i < LOCKS; i++)
        pthread_mutex_destroy(&table->locks[i]);
    free(table);
}

/* The seed before the key, in one block of BLAKE2b: cheaper than its keyed form, as secret. */
static size_t set_of(const struct bucket_table *table, uint64_t key)
{
    unsigned char bytes[BUCKET_SEED_SIZE + sizeof key];
    uint64_t hash;
    memcpy(bytes, table->seed, BUCKET_SEED_SIZE);
    memcpy(bytes + BUCKET_SEED_SIZE, &key, sizeof key);
    struct digest digest = digest_of(bytes, sizeof bytes);
    memcpy(&hash, digest.bytes, sizeof hash);
    return (size_t)hash & (table->sets_count - 1);
}

/* The key's place, or the one with the least debt: the one that is full first. */
static struct bucket *place_of(struct bucket_set *set, uint64_t key)
{
    struct bucket *least = &set->ways[0];
    for (size_t i = 0; i < BUCKET_WAYS; i++) {
        if (set->ways[i].key == key)
            return &set->ways[i];
        if (set->ways[i].full_ns < least->full_ns)
            least = &set->ways[i];
    }
    return least;
}

static bool take_from(const struct bucket_table *table, struct bucket *bucket, uint64_t key,
                      int64_t now_ns)
{
    int64_t full_ns = bucket->full_ns < now_ns ? now_ns : bucket->full_ns;
    if (full_ns > now_ns + table->span_ns)
        full_ns = now_ns + table->span_ns; /* the clock was set back */
    full_ns += table->interval_ns;
    if (full_ns > now_ns + table->span_ns)
        return false;
    *bucket = (struct bucket){.key = key, .full_ns = full_ns};
    return true;
}

bool bucket_take(struct bucket_table *table, uint64_t key, int64_t now_ns)
{
    if (table == NULL)
        return true;
    size_t set = set_of(table, key);
    pthread_mutex_t *lock = &table->locks[set % LOCKS];
    pthread_mutex_lock(lock);
    bool taken = take_from(table, place_of(&table->sets[set], key), key, now_ns);
    pthread_mutex_unlock(lock);
    return taken;
}

/* IPv4 as the 64 bits 0:ffff:a.b.c.d, a prefix that no IPv6 client has (RFC 4291, 2.5.5). */
static uint64_t key_of_four(const unsigned char bytes[4])
{
    return (uint64_t)0xffff << 32 | (uint64_t)bytes[0] << 24 | (uint64_t)bytes[1] << 16 |
           (uint64_t)bytes[2] << 8 | bytes[3];
}

static uint64_t key_of_six(const struct in6_addr *address)
{
    uint64_t key = 0;
    if (IN6_IS_ADDR_V4MAPPED(address))
        return key_of_four(address->s6_addr + 12);
    for (size_t i = 0; i < 8; i++)
        key = key << 8 | address->s6_addr[i];
    return key;
}

uint64_t bucket_key_of_address(const struct sockaddr *address)
{
    struct sockaddr_in four;
    struct sockaddr_in6 six;
    switch (address == NULL ? AF_UNSPEC : address->sa_family) {
    case AF_INET:
        memcpy(&four, address, sizeof four);
        return key_of_four((const unsigned char *)&four.sin_addr);
    case AF_INET6: memcpy(&six, address, sizeof six); return key_of_six(&six.sin6_addr);
    default: return 0;
    }
}
