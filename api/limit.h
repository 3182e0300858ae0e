/* Who asks how often: each request is counted once, at its head and before anything is looked up
 * or done for it. With a valid token it counts on the token, else on the address it came from;
 * and a token that is well-formed but not in memory costs a look-up, of which there are so many a
 * second for all together. What is too much is told 429. */
#ifndef API_LIMIT_H
#define API_LIMIT_H

#include "scoring/base/status.h"

struct limits;
struct request;
struct settings;

/* What was too much. */
#define LIMITS(X)                                                                                  \
    X(TOKEN, "token")                                                                              \
    X(ADDRESS, "address")                                                                          \
    X(LOOKUP, "lookup")

enum limit {
    LIMIT_NONE,
#define LIMIT_ENUM(name, word) LIMIT_##name,
    LIMITS(LIMIT_ENUM)
#undef LIMIT_ENUM
        LIMIT_COUNT
};

/* "none" for LIMIT_NONE. */
const char *limit_word(enum limit limit);

/* The buckets that settings ask for, about 2 MiB. MEMORY or IO. */
enum status MUST_CHECK limits_new(const struct settings *settings, struct limits **ret_limits);

/* NULL is fine. */
void limits_free(struct limits *limits);

/* Finds the caller by token, as far as memory knows (request->caller, request->auth), and counts
 * the request; answers 429 when it is one too many. For every request, public pages and addresses
 * that are none among them. */
void limit_caller(struct request *request);

/* Counts a look-up of a token in the database; answers 429 when it is one too many. Within a second
 * the feed has brought a token that is valid, so trying again helps whoever has one. */
void limit_lookup(struct request *request);

#endif
