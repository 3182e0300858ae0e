#include "api/wire/notice.h"

#define WORD_SIZE_MAX 80
#define URL_SIZE_MAX  2000

static const struct shape_field item_fields[] = {
    SHAPE_FIELD_TEXT(struct notice_item, notice, 0, 1, WORD_SIZE_MAX, "the object and the event"),
    SHAPE_FIELD_TEXT(struct notice_item, standing, 0, 1, WORD_SIZE_MAX,
                     "due, later, sent, or why it was given up"),
    SHAPE_FIELD_INT(struct notice_item, count, 0, 0, INT32_MAX, "how many there are"),
    SHAPE_FIELD_TIME(struct notice_item, oldest_at, 0, "when the oldest of them was written"),
    SHAPE_FIELD_TIME(struct notice_item, next_try_at, 0, "when the next of them is tried"),
};
static const struct shape item_shape = {"NoticeItem", sizeof(struct notice_item), item_fields,
                                        SHAPE_COUNT(item_fields)};

static const struct shape_field counts_fields[] = {
    SHAPE_FIELD_TIME(struct notice_counts, now, 0, "the time that it was"),
    SHAPE_FIELD_TEXT(struct notice_counts, mail, SHAPE_NULL_OUT, 1, URL_SIZE_MAX,
                     "the server of mail that is set; null: none, so nothing is sent"),
    SHAPE_FIELD_INT(struct notice_counts, waiting, 0, 0, INT32_MAX, "notices to be sent"),
    SHAPE_FIELD_TIME(struct notice_counts, oldest_at, 0, "when the oldest of those was written"),
    SHAPE_FIELD_TIME(struct notice_counts, next_try_at, 0, "when the next of those is tried"),
    SHAPE_FIELD_LIST(struct notice_counts, items, SHAPE_NULL_OUT, &item_shape, NOTICE_ITEMS_MAX,
                     "by notice and standing, in order"),
};
const struct shape notice_counts_shape = {"NoticeCounts", sizeof(struct notice_counts),
                                          counts_fields, SHAPE_COUNT(counts_fields)};
