#include "api/wire/group.h"

#include "api/wire/object_fields.h"

#define YEAR_MIN 1900
#define YEAR_MAX 2200
#define DAYS_MAX 730

const char *const group_kind_words[] = {"chapter", "circle", "subject_network", "campus", NULL};
const char *const membership_origin_words[] = {"derived", "invited", "requested", NULL};

static const struct shape_field group_rule_fields[] = {
    SHAPE_FIELD_TEXTS(struct group_rule, kinds, 0, GROUP_WORDS_MAX,
                      "an affiliation of any of these kinds, such as degree, in any case"),
    FIELD_RELATION(struct group_rule, unit_id, 0, "of this unit, or one that lies in it"),
    SHAPE_FIELD_TEXTS(struct group_rule, fields, 0, GROUP_WORDS_MAX,
                      "in any of these fields, codes of ISCED-F, each with all below it"),
    SHAPE_FIELD_INT(struct group_rule, left_from, 0, YEAR_MIN, YEAR_MAX,
                    "that ended in this year or later"),
    SHAPE_FIELD_INT(struct group_rule, left_to, 0, YEAR_MIN, YEAR_MAX,
                    "that ended in this year or before"),
    SHAPE_FIELD_TEXTS(struct group_rule, languages, 0, GROUP_WORDS_MAX,
                      "any of these languages, at any level"),
    SHAPE_FIELD_TEXTS(struct group_rule, places, 0, GROUP_WORDS_MAX,
                      "in any of these places: codes of countries, regions and cities"),
    SHAPE_FIELD_INT(struct group_rule, radius_km, 0, 0, GROUP_RADIUS_KM_MAX,
                    "or so many kilometres around a city among them"),
};
const struct shape group_rule_shape = SHAPE_OF("GroupRule", struct group_rule, group_rule_fields);

static const struct shape_field member_group_fields[] = {
    FIELD_ID(struct member_group),
    FIELD_RELATION(struct member_group, unit_id, RELATION, "the unit whose it is"),
    SHAPE_FIELD_WORD(struct member_group, kind, SHAPE_REQUIRED, group_kind_words, "what it is"),
    SHAPE_FIELD_TEXT(struct member_group, name, SHAPE_REQUIRED, 1, NAME_SIZE_MAX,
                     "its name, which no other group of the unit has"),
    FIELD_RELATION(struct member_group, contact_person_id, 0, "whom to ask; absent: nobody yet"),
    SHAPE_FIELD_OBJECT(struct member_group, rule, 0, &group_rule_shape,
                       "whom it takes by itself: all that is said here must hold; nothing said: "
                       "nobody"),
    SHAPE_FIELD_BOOL(struct member_group, joinable, 0, "one may ask to join"),
    SHAPE_FIELD_INT(struct member_group, answer_days, 0, 1, DAYS_MAX,
                    "days before an invitation or a request to join expires"),
    FIELD_VERSION(struct member_group),
};
const struct shape member_group_shape = SHAPE_OF("Group", struct member_group, member_group_fields);
LIST_SHAPES(member_group, "Group");

void member_group_defaults(struct member_group *group)
{
    group->answer_days = 30;
}

static const struct shape_field membership_fields[] = {
    FIELD_ID(struct membership),
    FIELD_RELATION(struct membership, group_id, RELATION, "the group"),
    FIELD_RELATION(struct membership, unit_id, SHAPE_READ_ONLY, "the unit of the group"),
    FIELD_RELATION(struct membership, person_id, RELATION, "who is in it"),
    SHAPE_FIELD_WORD(struct membership, origin, SHAPE_READ_ONLY, membership_origin_words,
                     "how it came about: derived from the rule of the group, an invitation, or a "
                     "request of the person"),
    SHAPE_FIELD_TIME(struct membership, member_since, SHAPE_READ_ONLY,
                     "when it began; absent while it is asked for"),
    FIELDS_LIFE(struct membership),
};
const struct shape membership_shape = SHAPE_OF("Membership", struct membership, membership_fields);
LIST_SHAPES(membership, "Membership");

static const struct shape_field group_count_fields[] = {
    SHAPE_FIELD_INT(struct group_count, joined, SHAPE_REQUIRED, 0, INT32_MAX,
                    "how many became members"),
    SHAPE_FIELD_INT(struct group_count, ended, SHAPE_REQUIRED, 0, INT32_MAX,
                    "how many are members no more"),
    SHAPE_FIELD_INT(struct group_count, later, SHAPE_REQUIRED, 0, INT32_MAX,
                    "how many are to become members when it is done again"),
};
const struct shape group_count_shape =
    SHAPE_OF("GroupCount", struct group_count, group_count_fields);

static const struct shape_field member_entry_fields[] = {
    SHAPE_FIELD_TEXT(struct member_entry, id, SHAPE_REQUIRED, ID_SIZE, ID_SIZE, "the person's"),
    SHAPE_FIELD_TEXT(struct member_entry, name, 0, 1, NAME_SIZE_MAX, "full name"),
    SHAPE_FIELD_LIST(struct member_entry, affiliations, 0, &affiliation_shape, PERSON_ITEMS_MAX,
                     "where they studied"),
    SHAPE_FIELD_OBJECT(struct member_entry, place, 0, &reading_shape, "where they are"),
    SHAPE_FIELD_OBJECT(struct member_entry, country, 0, &reading_shape, "beside an unread place"),
};
static const struct shape member_entry_shape =
    SHAPE_OF("Member", struct member_entry, member_entry_fields);

static const struct shape_field member_list_fields[] = {
    SHAPE_FIELD_LIST(struct member_list, items, SHAPE_REQUIRED | SHAPE_NULL_OUT,
                     &member_entry_shape, PAGE_ITEMS_MAX, "in order of id"),
    SHAPE_FIELD_TEXT(struct member_list, next_cursor, SHAPE_REQUIRED | SHAPE_NULL_OUT, 1,
                     CURSOR_SIZE_MAX, "for the next page; null on the last one"),
};
const struct shape member_list_shape =
    SHAPE_OF("MemberList", struct member_list, member_list_fields);
