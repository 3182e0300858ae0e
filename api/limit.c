#include "api/limit.h"

#include "api/auth.h"
#include "api/bucket.h"
#include "api/clock.h"
#include "api/live.h"
#include "api/request.h"
#include "api/service.h"
#include "scoring/base/arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#define TOKENS    ((size_t)65536) /* places; 16 bytes each */
#define ADDRESSES ((size_t)65536)
#define ANYBODY   ((uint64_t)1) /* the one key of the look-ups */

struct limits {
    struct bucket_table *tokens, *addresses, *lookups; /* NULL: no limit */
};

const char *limit_word(enum limit limit)
{
    static const char *const words[] = {"none",
#define LIMIT_WORD(name, word) word,
                                        LIMITS(LIMIT_WORD)
#undef LIMIT_WORD
    };
    assert(limit < LIMIT_COUNT);
    return words[limit];
}

static enum status table_new(size_t count, int64_t rate, int64_t burst,
                             struct bucket_table **ret_table)
{
    unsigned char seed[BUCKET_SEED_SIZE];
    if (rate == 0)
        return STATUS_OK;
    if (getrandom(seed, sizeof seed, 0) != (ssize_t)sizeof seed)
        return STATUS_IO;
    return bucket_table_new(count, rate, burst, seed, ret_table);
}

enum status limits_new(const struct settings *settings, struct limits **ret_limits)
{
    struct limits *limits = calloc(1, sizeof *limits);
    if (limits == NULL)
        return STATUS_MEMORY;
    enum status status =
        table_new(TOKENS, settings->token_rate, settings->token_burst, &limits->tokens);
    if (status == STATUS_OK)
        status = table_new(ADDRESSES, settings->address_rate, settings->address_burst,
                           &limits->addresses);
    if (status == STATUS_OK)
        status = table_new(1, settings->lookup_rate, settings->lookup_rate, &limits->lookups);
    if (status != STATUS_OK) {
        limits_free(limits);
        return status;
    }
    *ret_limits = limits;
    return STATUS_OK;
}

void limits_free(struct limits *limits)
{
    if (limits == NULL)
        return;
    bucket_table_free(limits->tokens);
    bucket_table_free(limits->addresses);
    bucket_table_free(limits->lookups);
    free(limits);
}

static void count(struct request *request, enum limit limit, struct bucket_table *table,
                  uint64_t key)
{
    if (bucket_take(table, key, clock_us() * 1000))
        return;
    request->limited = limit;
    if (request->path == NULL && request->target[0] == '/') /* not decoded yet: for instance */
        request->path = arena_copy(request->arena, request->target, strcspn(request->target, "?"));
    reply_problem(request, PROBLEM_RATE_LIMITED, NULL);
}

/* The newest view knows the tokens; while there is none, nobody is known. */
static enum status find_caller(struct request *request)
{
    if (request->authorization == NULL && request->identity == NULL)
        return STATUS_REFUSED;
    enum status status =
        request->view == NULL ? live_acquire(request->service->live, &request->view) : STATUS_OK;
    return status == STATUS_OK ? auth_caller(request) : status;
}

void limit_caller(struct request *request)
{
    const struct limits *limits = request->service->limits;
    request->auth = find_caller(request);
    if (request->caller.known)
        count(request, LIMIT_TOKEN, limits->tokens, request->caller.bucket_key);
    else
        count(request, LIMIT_ADDRESS, limits->addresses, request->address_key);
}

void limit_lookup(struct request *request)
{
    count(request, LIMIT_LOOKUP, request->service->limits->lookups, ANYBODY);
}
