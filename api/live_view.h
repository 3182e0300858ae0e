/* How views are made, held and freed: the inside of live.h. */
#ifndef API_LIVE_VIEW_H
#define API_LIVE_VIEW_H

#include "api/live.h"
#include "api/live_accounts.h"
#include "api/live_person.h"

#include <stdatomic.h>

/* The people of a view, shared by views that differ in their accounts only. */
struct live_people {
    atomic_int holders;
    struct held_person **held;
    size_t count;
    const struct person **named; /* all of them, in order of external id */
    struct live_edition editions[EDITION_COUNT];
    date as_of;
    uint64_t version;
};

/* What a view is inside; shown is what the world sees. */
struct view {
    struct live_view shown;
    atomic_int holders;
    struct live_people *people;
    struct accounts accounts;
    struct view *next; /* among those to be freed */
    struct live *live;
};

/* The people held[0..count), in order of id, each held once more. */
enum status MUST_CHECK live_people_new(const struct scorer *scorer, struct held_person *const *held,
                                       size_t count, date as_of, uint64_t version,
                                       struct live_people **ret_people);
void live_people_drop(struct live_people *people);

/* A view with one holder; holds people once more, copies the accounts. */
enum status MUST_CHECK view_new(struct live *live, const struct scorer *scorer,
                                struct live_people *people, const struct accounts *accounts,
                                struct view **ret_view);
void view_free(struct view *view);

#endif
