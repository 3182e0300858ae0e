/* All that is kept about a person (store_personal.h), for them. */
#ifndef API_STORE_STORE_EXPORT_H
#define API_STORE_STORE_EXPORT_H

#include "api/store/store.h"

struct text;

#define EXPORT_ROWS_MAX 10000 /* of a section; the newest */

/* Appends it as one JSON object, a member a section: `person` is an object, the others are lists of
 * rows as the database has them. Of one moment. NOT_FOUND also for who was erased. */
enum status MUST_CHECK store_export(struct store *store, const char *id, struct text *text);

#endif
