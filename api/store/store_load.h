/* Inside api/store: people by their ids, with all their lists, for every door that shows people. */
#ifndef API_STORE_STORE_LOAD_H
#define API_STORE_STORE_LOAD_H

#include "api/store/store_query.h"
#include "scoring/person.h"

struct arena;

/* The people whose ids are the column "id" of result (in order, no id twice), each with their
 * lists, in arena; to be called inside a transaction that sees one moment ("begin_read"). Queries
 * go out for 10 000 people at a time. BROKEN when one of them is not there. */
enum status MUST_CHECK load_people(struct store *store, const PGresult *ids, struct arena *arena,
                                   struct person **ret_people, size_t *ret_count);

#endif
