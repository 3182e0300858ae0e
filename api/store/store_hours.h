/* The ledger of a person's hours over mentoring, lectures and internships. */
#ifndef API_STORE_STORE_HOURS_H
#define API_STORE_STORE_HOURS_H

#include "api/store/store.h"
#include "api/wire/mentoring.h"

struct arena;

/* The years in which a person took hours, the latest first, each with its newest entries.
 * NOT_FOUND: there is no such person. */
enum status MUST_CHECK store_hours_get(struct store *store, const char *person_id,
                                       struct arena *arena, struct hours_list *ret_list);

#endif
