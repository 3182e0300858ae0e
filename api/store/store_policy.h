/* What the institution decided, where SQL needs it too: one row of the table policy. */
#ifndef API_STORE_STORE_POLICY_H
#define API_STORE_STORE_POLICY_H

#include "api/store/store.h"

/* Keeps for how many years (0..100) after leaving alumni are matched in the institution's
 * legitimate interest, who never said anything of it; 0: without end. When that is new, all alumni
 * come through the change feed again: O(alumni) then. Statuses of the store. */
enum status MUST_CHECK store_policy_keep(struct store *store, int64_t interest_years);

#endif
