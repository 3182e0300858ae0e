/* What the rule of a group means in codes: the fields below a field, the cities around a city. And
 * groups recomputed with it. */
#ifndef API_STORE_GROUP_CODES_H
#define API_STORE_GROUP_CODES_H

#include "api/store/store_group.h"
#include "scoring/taxonomy.h"

struct arena;
struct faults;
struct text;

/* Faults at /rule/… for each code that is none of its taxonomy, and a radius around no city. */
enum status MUST_CHECK group_codes_check(const struct taxonomies *taxonomies,
                                         const struct group_rule *rule, struct faults *faults);

/* Appends the codes as JSON, by store_group_words; codes that are none are passed over. Cost: a
 * pass over the taxonomy for each code of the rule. */
void group_codes_write(const struct taxonomies *taxonomies, const struct group_rule *rule,
                       struct text *text);

/* How many join a group at once, so that a request has time for it. */
#define GROUP_JOIN_MAX 20000

/* Recomputes a group, in a transaction of the caller's: keeps what its rule means, makes (at most
 * GROUP_JOIN_MAX) and ends memberships by it. NOT_FOUND: there is no such group. */
enum status MUST_CHECK group_recompute(struct store *store, const struct taxonomies *taxonomies,
                                       const char *id, store_time now, struct arena *arena,
                                       struct group_count *ret_count);

/* All groups at once, which reads what people say once. */
enum status MUST_CHECK group_recompute_all(struct store *store, const struct taxonomies *taxonomies,
                                           store_time now, struct arena *arena, size_t *ret_groups,
                                           struct group_count *ret_count);

#endif
