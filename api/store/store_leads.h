/* Internship leads that are open: what is ranked for a student. */
#ifndef API_STORE_STORE_LEADS_H
#define API_STORE_STORE_LEADS_H

#include "api/store/store.h"

#include <stddef.h>

struct arena;
struct internship_lead;

#define STORE_LEADS_MAX 5000 /* read at once, the newest */

/* Element i of *ret_leads is the i-th lead to which one may apply at now and of which a seat is
 * free, the newest first. Inside a transaction or not. */
enum status MUST_CHECK store_leads_open(struct store *store, store_time now, struct arena *arena,
                                        struct internship_lead **ret_leads, size_t *ret_count);

#endif
