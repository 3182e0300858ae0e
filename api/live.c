#include "api/live.h"

#include "api/clock.h"
#include "api/live_view.h"
#include "api/log.h"
#include "api/settings.h"
#include "api/store/store_feed.h"
#include "scoring/base/arena.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* A poll that is late is tried again with twice the time: short at first, so that a frozen database
 * does not hold up the end; then long enough for whatever was imported. */
#define POLL_MS_FIRST ((int64_t)5000)
#define POLL_MS_MAX   ((int64_t)160000)

struct live {
    struct settings settings;
    const struct scorer *scorer;
    struct log *log;
    pthread_t thread;

    pthread_mutex_t lock; /* guards what follows, up to the next group; held for moments only */
    pthread_cond_t ended;
    bool ending;
    struct view *current; /* NULL: nothing published yet */
    struct view *retired; /* without holders; freed by the thread, off the way of requests */
    bool store_up;
    int64_t heard_ms;     /* of the last poll that went well; 0: never */
    int64_t published_ms; /* of the current roster */
    bool key_known;
    unsigned char key[TOKEN_KEY_SIZE];

    /* the thread's own: what the next view is made of */
    struct store *store;
    struct feed_position position;
    int64_t poll_ms;             /* the time for the next poll */
    struct held_person **people; /* in order of id */
    size_t people_count;
    struct accounts accounts;
    bool people_changed, accounts_changed;
    uint64_t version;
};

/* ---- merging what changed */

/* Puts one of the changed people: the held one when nothing is new about them. */
static bool put_person(struct live *live, const struct person *person, struct held_person *before,
                       struct held_person **ret_held)
{
    if (before != NULL && held_person_is(before, person)) {
        *ret_held = before; /* a row that the feed has shown before */
        return true;
    }
    struct held_person *held = held_person_new(live->scorer->taxonomies, person);
    if (held == NULL)
        return false;
    held_person_drop(before);
    live->people_changed = true;
    *ret_held = held;
    return true;
}

/* Merges two lists in order of id. After a failure the list is shorter but sound; the position of
 * the feed is not moved, so the same changes come again. */
static bool merge_people(struct live *live, const struct feed_changes *changes)
{
    size_t room = live->people_count + changes->people_count;
    struct held_person **merged = calloc(room + 1, sizeof(struct held_person *));
    if (merged == NULL)
        return false;
    size_t count = 0;
    size_t old = 0;
    bool fine = true;
    for (size_t i = 0; i < changes->people_count; i++) {
        const struct person *person = &changes->people[i];
        while (old < live->people_count && strcmp(live->people[old]->person.id, person->id) < 0)
            merged[count++] = live->people[old++];
        bool same =
            old < live->people_count && strcmp(live->people[old]->person.id, person->id) == 0;
        struct held_person *held = same ? live->people[old] : NULL;
        fine = put_person(live, person, held, &held) && fine;
        old += same;
        if (held != NULL)
            merged[count++] = held;
    }
    while (old < live->people_count)
        merged[count++] = live->people[old++];
    free(live->people);
    live->people = merged;
    live->people_count = count;
    return fine;
}

/* Both are in order of id. */
static void forget_erased(struct live *live, const struct feed_changes *changes)
{
    size_t count = 0;
    size_t next = 0;
    for (size_t i = 0; i < live->people_count; i++) {
        struct held_person *held = live->people[i];
        while (next < changes->erased_count && strcmp(changes->erased[next], held->person.id) < 0)
            next++;
        if (next < changes->erased_count && strcmp(changes->erased[next], held->person.id) == 0) {
            held_person_drop(held);
            live->people_changed = true;
        } else {
            live->people[count++] = held;
        }
    }
    live->people_count = count;
}

static void forget_all(struct live *live)
{
    for (size_t i = 0; i < live->people_count; i++)
        held_person_drop(live->people[i]);
    live->people_count = 0;
    accounts_clear(&live->accounts);
    live->people_changed = live->accounts_changed = true;
    live->position = (struct feed_position){.since = FEED_START};
}

/* ---- asking the database */

static enum status learn_key(struct live *live)
{
    unsigned char key[TOKEN_KEY_SIZE];
    if (live->key_known)
        return STATUS_OK;
    enum status status = store_token_key(live->store, key);
    if (status != STATUS_OK)
        return status;
    pthread_mutex_lock(&live->lock);
    memcpy(live->key, key, sizeof key);
    live->key_known = true;
    pthread_mutex_unlock(&live->lock);
    return STATUS_OK;
}

static enum status poll_feed(struct live *live, struct arena *arena)
{
    struct feed_changes changes = {0};
    store_set_deadline(live->store, clock_ms() + live->poll_ms);
    enum status status = learn_key(live);
    if (status == STATUS_OK)
        status = store_feed_poll(live->store, &live->position, clock_today(), arena, &changes);
    bool late = status == STATUS_TIMEOUT && live->poll_ms < POLL_MS_MAX;
    live->poll_ms = late ? 2 * live->poll_ms : status == STATUS_OK ? POLL_MS_FIRST : live->poll_ms;
    if (status == STATUS_INVALID) {
        log_event(live->log, "warn", "feed_restart", "reason=\"this is another database\"");
        forget_all(live);
    }
    if (status != STATUS_OK)
        return status;
    bool merged = merge_people(live, &changes);
    forget_erased(live, &changes);
    merged = accounts_merge(&live->accounts, &changes, &live->accounts_changed) && merged;
    if (!merged)
        return STATUS_MEMORY;
    live->position = changes.next;
    return STATUS_OK;
}

static void tell_change(struct live *live, bool was_up, enum status status)
{
    if (status == STATUS_OK && !was_up)
        log_event(live->log, "info", "store_up", "people=%zu", live->people_count);
    if (status != STATUS_OK && was_up)
        log_event(live->log, "warn", "store_down", "status=%s reason=%s", status_word(status),
                  log_value(store_error(live->store)).text);
}

static void poll_once(struct live *live)
{
    struct arena *arena = NULL;
    enum status status = arena_new(0, &arena);
    if (status == STATUS_OK)
        status = poll_feed(live, arena);
    arena_free(arena);
    pthread_mutex_lock(&live->lock);
    bool was_up = live->store_up;
    live->store_up = status == STATUS_OK;
    if (status == STATUS_OK)
        live->heard_ms = clock_ms();
    pthread_mutex_unlock(&live->lock);
    tell_change(live, was_up, status);
}

/* ---- publishing */

static void replace_view(struct live *live, struct view *view, bool new_roster)
{
    pthread_mutex_lock(&live->lock);
    struct view *before = live->current;
    live->current = view;
    if (new_roster)
        live->published_ms = clock_ms();
    pthread_mutex_unlock(&live->lock);
    if (before != NULL)
        live_release(&before->shown);
}

static enum status make_people(struct live *live, struct live_people **ret_people)
{
    int64_t began_us = clock_us();
    enum status status = live_people_new(live->scorer, live->people, live->people_count,
                                         clock_today(), live->version + 1, ret_people);
    if (status != STATUS_OK)
        return status;
    live->version++;
    log_event(live->log, "info", "roster_published", "version=%llu people=%zu ms=%lld",
              (unsigned long long)live->version, live->people_count,
              (long long)((clock_us() - began_us) / 1000));
    return STATUS_OK;
}

static enum status publish(struct live *live, bool new_roster)
{
    struct live_people *people = NULL;
    struct view *view = NULL;
    enum status status = STATUS_OK;
    if (new_roster) {
        status = make_people(live, &people);
    } else {
        people = live->current->people; /* only this thread replaces it */
        atomic_fetch_add(&people->holders, 1);
    }
    if (status == STATUS_OK)
        status = view_new(live, live->scorer, people, &live->accounts, &view);
    live_people_drop(people);
    if (status != STATUS_OK)
        return status;
    replace_view(live, view, new_roster);
    live->accounts_changed = false;
    live->people_changed = live->people_changed && !new_roster;
    return STATUS_OK;
}

static void publish_if_due(struct live *live)
{
    if (live->heard_ms == 0)
        return;
    bool day_changed = live->current != NULL && live->current->people->as_of != clock_today();
    bool due = clock_ms() - live->published_ms >= live->settings.publish_ms_min;
    bool new_roster = live->current == NULL || ((live->people_changed || day_changed) && due);
    if (!new_roster && !live->accounts_changed)
        return;
    enum status status = publish(live, new_roster);
    if (status != STATUS_OK)
        log_event(live->log, "error", "roster_not_published", "status=%s", status_word(status));
}

static void free_retired(struct live *live)
{
    pthread_mutex_lock(&live->lock);
    struct view *view = live->retired;
    live->retired = NULL;
    pthread_mutex_unlock(&live->lock);
    while (view != NULL) {
        struct view *next = view->next;
        view_free(view);
        view = next;
    }
}

/* ---- the thread */

/* Waits for the next poll; false when it is time to end. */
static bool wait_next(struct live *live)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += live->settings.feed_poll_ms % 1000 * 1000000;
    until.tv_sec += live->settings.feed_poll_ms / 1000 + until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&live->lock);
    if (!live->ending)
        pthread_cond_timedwait(&live->ended, &live->lock, &until);
    bool more = !live->ending;
    pthread_mutex_unlock(&live->lock);
    return more;
}

static void *live_main(void *context)
{
    struct live *live = context;
    do {
        poll_once(live);
        publish_if_due(live);
        free_retired(live);
    } while (wait_next(live));
    return NULL;
}

static void live_free(struct live *live)
{
    free_retired(live);
    forget_all(live);
    free(live->people);
    store_close(live->store);
    pthread_cond_destroy(&live->ended);
    pthread_mutex_destroy(&live->lock);
    free(live);
}

enum status live_start(const struct settings *settings, const struct scorer *scorer,
                       struct log *log, struct live **ret_live)
{
    struct live *live = calloc(1, sizeof *live);
    if (live == NULL)
        return STATUS_MEMORY;
    live->settings = *settings;
    live->scorer = scorer;
    live->log = log;
    live->position = (struct feed_position){.since = FEED_START};
    live->poll_ms = POLL_MS_FIRST;
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&live->ended, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_mutex_init(&live->lock, NULL);
    enum status status = store_open(settings->database_url, &live->store);
    if (status == STATUS_OK && pthread_create(&live->thread, NULL, live_main, live) != 0)
        status = STATUS_MEMORY;
    if (status != STATUS_OK) {
        live_free(live);
        return status;
    }
    *ret_live = live;
    return STATUS_OK;
}

void live_stop(struct live *live)
{
    if (live == NULL)
        return;
    pthread_mutex_lock(&live->lock);
    live->ending = true;
    pthread_cond_signal(&live->ended);
    pthread_mutex_unlock(&live->lock);
    pthread_join(live->thread, NULL);
    if (live->current != NULL)
        live_release(&live->current->shown);
    live_free(live);
}

/* ---- for requests */

/* Under the lock. */
static enum live_state state_of(const struct live *live)
{
    if (live->current == NULL)
        return LIVE_LOADING;
    return clock_ms() - live->heard_ms <= live->settings.stale_ms_max ? LIVE_FRESH : LIVE_STALE;
}

enum status live_acquire(struct live *live, const struct live_view **ret_view)
{
    enum status status = STATUS_UNAVAILABLE;
    pthread_mutex_lock(&live->lock);
    if (state_of(live) == LIVE_FRESH) {
        atomic_fetch_add(&live->current->holders, 1);
        *ret_view = &live->current->shown;
        status = STATUS_OK;
    }
    pthread_mutex_unlock(&live->lock);
    return status;
}

void live_release(const struct live_view *shown)
{
    struct view *view = (struct view *)(uintptr_t)shown; /* shown is its first member */
    if (view == NULL || atomic_fetch_sub(&view->holders, 1) != 1)
        return;
    pthread_mutex_lock(&view->live->lock);
    view->next = view->live->retired;
    view->live->retired = view;
    pthread_mutex_unlock(&view->live->lock);
}

struct live_health live_health(struct live *live)
{
    int64_t now_ms = clock_ms();
    pthread_mutex_lock(&live->lock);
    struct live_health health = {
        .state = state_of(live),
        .store_up = live->store_up,
        .published_age_ms = live->current == NULL ? -1 : now_ms - live->published_ms,
        .heard_age_ms = live->heard_ms == 0 ? -1 : now_ms - live->heard_ms,
    };
    if (live->current != NULL) {
        health.version = live->current->shown.version;
        const struct live_edition *staff = &live->current->shown.editions[EDITION_STAFF];
        health.alumni = roster_count(staff->roster);
        health.students = staff->students_count;
    }
    pthread_mutex_unlock(&live->lock);
    return health;
}

enum status live_token_key(struct live *live, unsigned char ret_key[TOKEN_KEY_SIZE])
{
    enum status status = STATUS_UNAVAILABLE;
    pthread_mutex_lock(&live->lock);
    if (live->key_known) {
        memcpy(ret_key, live->key, TOKEN_KEY_SIZE);
        status = STATUS_OK;
    }
    pthread_mutex_unlock(&live->lock);
    return status;
}
