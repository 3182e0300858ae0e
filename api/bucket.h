/* Token buckets: each key may take `rate` a second, and up to `burst` at once when it was quiet.
 * Memory is fixed. Pure but for its locks: the time is an argument.
 *
 * A bucket is one number, the moment at which it will be full again (the generic cell rate
 * algorithm, ITU-T I.371, annex A.1): what is missing until then is its debt, which time pays off
 * at the same pace in every bucket. What is refused is not added to it.
 *
 * A key has a place in one set of BUCKET_WAYS places. When all are others', it takes the place
 * with the least debt and *the debt with it* (Metwally et al., "Efficient computation of frequent
 * and top-k elements", 2005: space saving). So a key without a place never owes more than the least
 * debt of its set, and what it finds when it comes back is no less than what it left: nobody gets
 * more than rate and burst by having a bucket pushed out, however many addresses they come
 * from. The price is paid only when every place of a set owes something: a newcomer then starts
 * with the least of these debts, and is refused only when those who take more than `count` * rate
 * altogether have filled the table. Which keys share a set depends on a secret seed, so that
 * nobody can choose a neighbour. */
#ifndef API_BUCKET_H
#define API_BUCKET_H

#include "scoring/base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bucket_table;
struct sockaddr;

#define BUCKET_WAYS      ((size_t)8)
#define BUCKET_SEED_SIZE ((size_t)32)
#define BUCKET_RATE_MAX  100000  /* a second */
#define BUCKET_BURST_MAX 1000000 /* at once */

/* A table of count buckets (rounded up to BUCKET_WAYS times a power of two; 16 bytes each), all of
 * them full. rate 1..BUCKET_RATE_MAX, burst 1..BUCKET_BURST_MAX; seed: random bytes, copied.
 * MEMORY. */
enum status MUST_CHECK bucket_table_new(size_t count, int64_t rate, int64_t burst,
                                        const unsigned char seed[BUCKET_SEED_SIZE],
                                        struct bucket_table **ret_table);

/* NULL is fine. */
void bucket_table_free(struct bucket_table *table);

/* Takes one of the key's: true; or nothing: false, and the next will be there within a second,
 * since rate is at least one. NULL as table: no limit, true. now_ns: of a clock that any thread may
 * be a little behind of; set back, it costs a key what an empty bucket does, no more. O(1): a
 * digest, and one set under one of 64 locks. */
bool bucket_take(struct bucket_table *table, uint64_t key, int64_t now_ns);

/* The key of a client's address: all of IPv4, also when mapped into IPv6; of IPv6 the first 64
 * bits, since one customer is given that many at least. 0 for any other family. */
uint64_t bucket_key_of_address(const struct sockaddr *address);

#endif
