/* Groups of people and who is in them, as the database keeps them and the API shows them. The
 * members are the columns of the statements member_group_get, membership_get and their pages. The
 * schema (seeds/schema/0017) says what must hold, api/GROUPS.md what it is for. */
#ifndef API_WIRE_GROUP_H
#define API_WIRE_GROUP_H

#include "api/wire/object.h"
#include "scoring/person.h"

/* Of a rule: each list, and how far around a city. */
#define GROUP_WORDS_MAX     50
#define GROUP_RADIUS_KM_MAX 1000

/* Whom a group takes by itself: all of what is there must hold, any one of each list. The first
 * four are about one and the same affiliation. */
struct group_rule {
    const char *const *kinds; /* of affiliation: "degree" */
    size_t kinds_count;
    const char *unit_id;       /* of this unit, or one below it; NULL: any */
    const char *const *fields; /* codes of ISCED-F, each with all below it */
    size_t fields_count;
    int32_t left_from, left_to;   /* years in which it ended; 0: no bound */
    const char *const *languages; /* codes */
    size_t languages_count;
    const char *const *places; /* codes: countries, regions, cities */
    size_t places_count;
    int32_t radius_km; /* around the cities among them; 0: they alone */
};

struct member_group {
    const char *id, *unit_id;
    int32_t kind; /* an index into group_kind_words */
    const char *name;
    const char *contact_person_id; /* NULL: nobody yet */
    struct group_rule rule;
    bool joinable;       /* one may ask to join */
    int32_t answer_days; /* before a request or an invitation expires */
    int32_t version;
};

struct membership {
    const char *id, *group_id, *unit_id, *person_id;
    int32_t origin;      /* enum membership_origin */
    moment member_since; /* 0: never was */
    OBJECT_LIFE;
};

enum membership_origin { ORIGIN_DERIVED, ORIGIN_INVITED, ORIGIN_REQUESTED };

/* Somebody in a group, as members may see them. */
struct member_entry {
    const char *id; /* the person's */
    const char *name;
    const struct affiliation *affiliations;
    size_t affiliations_count;
    struct reading place, country;
};

struct member_list {
    const struct member_entry *items;
    size_t items_count;
    const char *next_cursor; /* NULL: the last page */
};

/* What recomputing did. */
struct group_count {
    int32_t joined, ended;
    int32_t later; /* to join yet, when it is done again */
};

extern const char *const group_kind_words[];
extern const char *const membership_origin_words[]; /* in the order of the enum */

extern const struct shape group_rule_shape, member_group_shape, member_group_list_shape,
    member_group_list_uncounted_shape, membership_shape, membership_list_shape,
    membership_list_uncounted_shape, group_count_shape, member_list_shape;

/* What a new group has when nothing else is said. */
void member_group_defaults(struct member_group *group);

#endif
