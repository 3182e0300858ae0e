/* Who is in which group by its rule (membership_derive.sql), in a transaction of the caller's.
 *
 * What people say of themselves and what groups ask meet nowhere but here, so whoever changes one
 * side keeps the other off: a transaction that changes people begins with store_groups_beside, of
 * which any number run at once, and one that recomputes groups takes store_groups_alone. Then each
 * sees what the other has committed, and nobody falls between the two. */
#ifndef API_STORE_STORE_GROUP_H
#define API_STORE_STORE_GROUP_H

#include "api/store/store.h"
#include "api/wire/group.h"

struct arena;

/* Holds until the transaction ends, before anything is locked; waits for the other. */
enum status MUST_CHECK store_groups_beside(struct store *store);
enum status MUST_CHECK store_groups_alone(struct store *store);

/* Keeps what a group's rule means: codes as JSON, {"fields": […], "languages": […], "places": […]}.
 * Alone. */
enum status MUST_CHECK store_group_words(struct store *store, const char *group_id,
                                         const char *codes);

/* Whose memberships, and how many begin at most. */
struct group_scope {
    const char *group_id; /* NULL: of all groups */
    const char *people;   /* ids as PostgreSQL writes an array; NULL: of everybody */
    int32_t limit;        /* 0: no limit */
};

/* Makes and ends memberships by the rules. Cost: a pass over what those people say, and 0.1 ms for
 * each that begins. */
enum status MUST_CHECK store_group_derive(struct store *store, const struct group_scope *scope,
                                          store_time now, struct group_count *ret_count);

/* ---- for the directory of a group */

/* Ids of those in a group, muted or not, behind after (NULL: from the start), in order. */
enum status MUST_CHECK store_group_members(struct store *store, const char *group_id,
                                           const char *after, size_t limit, struct arena *arena,
                                           const char *const **ret_ids, size_t *ret_count);

/* Names of a unit and of all below it, as people's affiliations are compared with them. */
enum status MUST_CHECK store_unit_names(struct store *store, const char *unit_id,
                                        struct arena *arena, const char *const **ret_names,
                                        size_t *ret_count);

#endif
