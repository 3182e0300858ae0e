/* Inside api/store: what mentors have promised already, as the change feed tells it. */
#ifndef API_STORE_STORE_FEED_LOAD_H
#define API_STORE_STORE_FEED_LOAD_H

#include "api/store/store_query.h"
#include "scoring/person.h"

struct arena;

/* Fills matched of people[0..count), which are those of the rows of the statement "feed_people"
 * with the same position, in their order: whether they take part in matching on the day today
 * (yyyy-mm-dd). In the transaction of both. BROKEN, statuses of query_run. */
enum status MUST_CHECK feed_matched(struct store *store, const char *position, const char *today,
                                    struct person *people, size_t count);

/* Fills load of people[0..count), which are those of the rows of the statement
 * "feed_people", in their order, from these rows; offers come by "feed_offers" with the same
 * position, into arena. To be called in the transaction of both. Of more than PERSON_OFFERS_MAX
 * offers of a mentor those with free seats are taken first. BROKEN, MEMORY, statuses of query_run.
 */
enum status MUST_CHECK feed_load(struct store *store, const char *position,
                                 const PGresult *feed_people, struct arena *arena,
                                 struct person *people, size_t count);

#endif
