/* For the files that describe kinds of objects: the members that many of them have, a line each. */
#ifndef API_WIRE_OBJECT_FIELDS_H
#define API_WIRE_OBJECT_FIELDS_H

#include "api/wire/object.h"

#define ID_SIZE         36
#define NAME_SIZE_MAX   200
#define TEXT_SIZE_MAX   4000 /* messages and notes */
#define WORD_SIZE_MAX   40   /* of events, states, reasons, actors */
#define CURSOR_SIZE_MAX 200
#define EVENTS_MAX      20

/* In the order of JSON and documentation: id, relations, content, life. */

#define FIELD_ID(type) SHAPE_FIELD_TEXT(type, id, SHAPE_READ_ONLY, ID_SIZE, ID_SIZE, "UUIDv7")
#define FIELD_RELATION(type, member, flags, summary)                                               \
    SHAPE_FIELD_TEXT(type, member, flags, ID_SIZE, ID_SIZE, summary)
#define FIELD_VERSION(type)                                                                        \
    SHAPE_FIELD_INT(type, version, SHAPE_READ_ONLY, 0, INT32_MAX, "counts its changes, from 1")
#define RELATION (SHAPE_REQUIRED | SHAPE_FIXED)
#define SHAPE_OF(name, type, fields)                                                               \
    {                                                                                              \
        name, sizeof(type), fields, SHAPE_COUNT(fields)                                            \
    }

#define FIELDS_LIFE(type)                                                                          \
    SHAPE_FIELD_TEXT(type, state, SHAPE_READ_ONLY, 1, WORD_SIZE_MAX, "where it stands"),           \
        SHAPE_FIELD_TEXT(type, reason_code, SHAPE_READ_ONLY, 1, WORD_SIZE_MAX,                     \
                         "why it came to stand there"),                                            \
        SHAPE_FIELD_TIME(type, state_since, SHAPE_READ_ONLY, "when it came to stand there"),       \
        SHAPE_FIELD_TIME(type, deadline_at, SHAPE_READ_ONLY,                                       \
                         "when the clock ends this state; absent where nothing is waited for"),    \
        SHAPE_FIELD_TIME(type, created_at, SHAPE_READ_ONLY, "when it was made"),                   \
        SHAPE_FIELD_TIME(type, updated_at, SHAPE_READ_ONLY, "when it changed last"),               \
        FIELD_VERSION(type),                                                                       \
        SHAPE_FIELD_TEXTS(type, allowed_events, SHAPE_READ_ONLY, EVENTS_MAX,                       \
                          "events that the caller may fire now"),                                  \
        SHAPE_FIELD_LIST(type, history, SHAPE_READ_ONLY, &object_event_shape, HISTORY_MAX,         \
                         "what happened to it, in order, the newest 200; not in lists")

/* Of its pages: the last field is left out where nobody asked for the count. */
#define LIST_SHAPES(kind, name)                                                                    \
    static const struct shape_field kind##_list_fields[] = {                                       \
        SHAPE_FIELD_LIST(struct object_list, items, SHAPE_REQUIRED | SHAPE_NULL_OUT,               \
                         &kind##_shape, PAGE_ITEMS_MAX, "in order of id"),                         \
        SHAPE_FIELD_TEXT(struct object_list, next_cursor, SHAPE_REQUIRED | SHAPE_NULL_OUT, 1,      \
                         CURSOR_SIZE_MAX, "for the next page; null on the last one"),              \
        SHAPE_FIELD_INT(struct object_list, count, 0, 0, INT32_MAX,                                \
                        "how many there are in all, when asked by count=exact"),                   \
    };                                                                                             \
    const struct shape kind##_list_shape = {name "List", sizeof(struct object_list),               \
                                            kind##_list_fields, 3};                                \
    const struct shape kind##_list_uncounted_shape = {                                             \
        name "ListUncounted", sizeof(struct object_list), kind##_list_fields, 2}

#endif
