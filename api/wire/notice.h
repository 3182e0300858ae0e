/* What `kring outbox` tells of the notices to be sent. Plain data in somebody's arena. */
#ifndef API_WIRE_NOTICE_H
#define API_WIRE_NOTICE_H

#include "scoring/base/moment.h"
#include "scoring/base/shape.h"

#define NOTICE_ITEMS_MAX 1000

struct notice_item {
    const char *notice;   /* "mentoring_request.accept" */
    const char *standing; /* "due", "later", "sent", or why it was given up */
    int32_t count;
    moment oldest_at;
    moment next_try_at; /* 0: never */
};

struct notice_counts {
    moment now;       /* the time that it was */
    const char *mail; /* the server of mail that is set; NULL: none, so nothing is sent */
    int32_t waiting;
    moment oldest_at, next_try_at; /* of those that wait; 0: none does */
    struct notice_item *items;
    size_t items_count;
};

extern const struct shape notice_counts_shape;

#endif
