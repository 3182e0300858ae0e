#include "api/wire/object.h"

#include "api/wire/object_fields.h"

static const struct shape_field object_event_fields[] = {
    SHAPE_FIELD_INT(struct object_event, version, SHAPE_READ_ONLY, 1, INT32_MAX,
                    "of the object, that this made"),
    SHAPE_FIELD_TEXT(struct object_event, event, SHAPE_READ_ONLY, 1, WORD_SIZE_MAX,
                     "what happened: create, change, or an event of the lifecycle"),
    SHAPE_FIELD_TEXT(struct object_event, from_state, SHAPE_READ_ONLY, 1, WORD_SIZE_MAX,
                     "the state before"),
    SHAPE_FIELD_TEXT(struct object_event, to_state, SHAPE_READ_ONLY, 1, WORD_SIZE_MAX,
                     "the state after"),
    SHAPE_FIELD_TEXT(
        struct object_event, actor, SHAPE_READ_ONLY, 1, WORD_SIZE_MAX,
        "student, mentor, staff, person, clock, or step: a consequence of another event; absent "
        "where it would tell a mentor which choice they are"),
    SHAPE_FIELD_TEXT(struct object_event, reason_code, SHAPE_READ_ONLY, 1, WORD_SIZE_MAX, "why"),
    SHAPE_FIELD_TEXT(struct object_event, note, SHAPE_READ_ONLY, 1, TEXT_SIZE_MAX,
                     "what they wrote with it"),
    SHAPE_FIELD_TIME(struct object_event, at, SHAPE_READ_ONLY, "when"),
};
const struct shape object_event_shape =
    SHAPE_OF("ObjectEvent", struct object_event, object_event_fields);

static const struct shape_field event_order_fields[] = {
    SHAPE_FIELD_TEXT(struct event_order, reason_code, 0, 1, WORD_SIZE_MAX,
                     "why, as a word that the event knows"),
    SHAPE_FIELD_TEXT(struct event_order, note, 0, 1, TEXT_SIZE_MAX,
                     "what to tell the other side with it"),
};
const struct shape event_order_shape =
    SHAPE_OF("EventOrder", struct event_order, event_order_fields);
