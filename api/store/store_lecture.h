/* What guest lectures ask of the database beside their objects (store_object.h). */
#ifndef API_STORE_STORE_LECTURE_H
#define API_STORE_STORE_LECTURE_H

#include "api/store/store.h"

#include <stddef.h>

struct arena;

/* How often a speaker was asked for, or lectured. */
struct lecture_turns {
    const char *speaker_id;
    int32_t turns;
};

/* Of those who have an offer in the programme, in that calendar year (UTC); who has none is not
 * there. One query. */
enum status MUST_CHECK store_lecture_turns(struct store *store, const char *programme_id, int year,
                                           struct arena *arena, struct lecture_turns **ret_turns,
                                           size_t *ret_count);

#endif
