/* The people in memory, following the database: a thread of its own loads all at the start, then
 * polls the change feed and publishes what changed as a new view. A view never changes; a request
 * holds the one it began with. Searches need nothing else, so they go on while the database is
 * away, up to stale_ms_max. */
#ifndef API_LIVE_H
#define API_LIVE_H

#include "api/store/store_token.h"
#include "matcher/roster.h"
#include "scoring/visibility.h"

#include <stdint.h>

struct accounts;
struct live;
struct log;
struct settings;

/* The people as one audience may see them; editions that are alike share what they hold. Of
 * EDITION_SELF, which is for whoever looks at themself, there are people alone. */
struct live_edition {
    const struct person *const *people; /* everybody, resolved, in order of id */
    size_t people_count;
    const struct roster *roster;          /* the alumni that take part in matching */
    const struct person *const *students; /* those that do, in order of external id */
    size_t students_count;
};

/* What is published, all as of one moment of the database. */
struct live_view {
    const struct scorer *scorer;
    struct live_edition editions[EDITION_COUNT];
    const struct person *const *named; /* those of EDITION_SELF, in order of external id */
    const struct accounts *accounts;   /* tokens, in order of hash, and appointments */
    date as_of;                        /* the day the roster was published */
    uint64_t version;                  /* of the roster; from 1, counts up */
};

/* How fresh the view is. */
enum live_state {
    LIVE_LOADING, /* nothing published yet */
    LIVE_FRESH,   /* the database was heard within stale_ms_max */
    LIVE_STALE    /* it was not: no more answers from memory */
};

struct live_health {
    enum live_state state;
    bool store_up; /* the last poll went well */
    uint64_t version;
    size_t alumni, students;
    int64_t published_age_ms; /* -1: never */
    int64_t heard_age_ms;     /* since a poll went well; -1: never */
};

/* Starts the thread. scorer and log must outlive it; settings are copied. MEMORY or IO. */
enum status MUST_CHECK live_start(const struct settings *settings, const struct scorer *scorer,
                                  struct log *log, struct live **ret_live);

/* Ends the thread. All views must have been released. NULL is fine. */
void live_stop(struct live *live);

/* Holds the newest view: LIVE_FRESH's; UNAVAILABLE while loading or stale. Release it. O(1). */
enum status MUST_CHECK live_acquire(struct live *live, const struct live_view **ret_view);

/* NULL is fine. */
void live_release(const struct live_view *view);

struct live_health live_health(struct live *live);

/* The token's key of the installation; UNAVAILABLE until the first load. */
enum status MUST_CHECK live_token_key(struct live *live, unsigned char ret_key[TOKEN_KEY_SIZE]);

/* The person with that external id, all of them, or NULL. O(log n). */
const struct person *live_person_named(const struct live_view *view, const char *external_id);

/* The person with that id as an edition has them, or NULL. O(log n). */
const struct person *live_person(const struct live_view *view, enum edition edition,
                                 const char *id);

#endif
