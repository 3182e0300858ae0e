/* Who somebody is, by the database's word: the people in memory may lag a second behind. */
#ifndef API_STORE_STORE_ROLE_H
#define API_STORE_STORE_ROLE_H

#include "api/store/store.h"
#include "scoring/person.h"

/* The role of the person with that id. Inside a transaction or not. NOT_FOUND also when id is no
 * UUID. */
enum status MUST_CHECK store_role(struct store *store, const char *id, enum person_role *ret_role);

/* Whether the person of that id is appointed as a teacher, of any unit. */
enum status MUST_CHECK store_role_teaches(struct store *store, const char *id, bool *ret_teaches);

#endif
