/* What objects of all kinds share (store_object.h): their life, what happened to them, pages of
 * them, and the body of an event. Plain data in somebody's arena; absent texts are NULL. */
#ifndef API_WIRE_OBJECT_H
#define API_WIRE_OBJECT_H

#include "scoring/base/moment.h"
#include "scoring/base/shape.h"

#define HISTORY_MAX    200 /* of an object's events the newest are shown */
#define PAGE_ITEMS_MAX 200

/* What happened to an object: a row of the audit, with its note. */
struct object_event {
    const char *event, *from_state, *to_state;
    const char *actor; /* actor_word */
    const char *reason_code, *note;
    moment at;
    int32_t version;
};

/* What objects with a lifecycle share, at the end of their structs. allowed_events: for the caller
 * who is shown it, filled by the server. history: of one object, not in lists. */
#define OBJECT_LIFE                                                                                \
    const char *state, *reason_code;                                                               \
    moment state_since, deadline_at, created_at, updated_at;                                       \
    int32_t version;                                                                               \
    const char *const *allowed_events;                                                             \
    size_t allowed_events_count;                                                                   \
    const struct object_event *history;                                                            \
    size_t history_count

/* The body of an event. */
struct event_order {
    const char *reason_code, *note;
};

/* A page of any kind; items is an array of the kind's structs. */
struct object_list {
    const void *items;
    size_t items_count;
    const char *next_cursor; /* NULL: the last page */
    int32_t count;           /* in all; by <kind>_list_shape only */
};

extern const struct shape object_event_shape, event_order_shape;

#endif
