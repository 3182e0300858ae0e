/* Who may see what of a person. A field of the table has an audience: the person alone, the staff
 * too, or all who have an account (members). It is applied once, when people are published: an
 * edition is what its readers may see, and a field that is not open to them is as if it had never
 * been told. So search, filter, sort, count and score know nothing of privacy. */
#ifndef SCORING_VISIBILITY_H
#define SCORING_VISIBILITY_H

#include "scoring/person.h"

/* From the fewest readers to the most: an edition holds what its audience, or a wider one, may see.
 * EDITION_SELF is all there is. */
enum edition { EDITION_SELF, EDITION_STAFF, EDITION_MEMBERS, EDITION_COUNT };
extern const char *const edition_words[]; /* "self", "staff", "members", NULL */

/* The fields that can be hidden: name, word, the audience that a field has by itself, which is also
 * the widest it can have. Each is one or more members of struct person, and all that is told by
 * them: `languages` with the person's own language, `place` with the country. How to add one: a row
 * here, a case in visibility.c's two switches, and its line in the table of the test
 * (tests/unit/api/hidden_fields.c).
 *
 * Not to be hidden: external_id and role, by which the institution and Kring know who it is; seats,
 * hours_max and conditions, which say who may ask the person: hidden they would refuse people
 * without a reason. E-mail is in no roster: it reaches the other party of a mentorship by the
 * acceptance alone. */
#define PERSON_FIELDS(X)                                                                           \
    X(NAME, "name", EDITION_MEMBERS)                                                               \
    X(EMAIL, "email", EDITION_STAFF)                                                               \
    X(AFFILIATIONS, "affiliations", EDITION_MEMBERS)                                               \
    X(EMPLOYMENTS, "employments", EDITION_MEMBERS)                                                 \
    X(LANGUAGES, "languages", EDITION_MEMBERS)                                                     \
    X(PLACE, "place", EDITION_MEMBERS)                                                             \
    X(REMOTE, "remote", EDITION_MEMBERS)                                                           \
    X(WISHES, "wishes", EDITION_MEMBERS)

enum person_field {
#define PERSON_FIELD_ENUM(name, word, widest) PERSON_FIELD_##name,
    PERSON_FIELDS(PERSON_FIELD_ENUM)
#undef PERSON_FIELD_ENUM
        PERSON_FIELD_COUNT
};
extern const char *const person_field_words[]; /* ended by NULL */

/* Sets of fields, each a bit. */
#define PERSON_FIELD(name) (1U << PERSON_FIELD_##name)

/* Of no use to matching, and in no reply of it: who hides only these is the same in all rosters. */
#define PERSON_FIELDS_UNMATCHED PERSON_FIELD(EMAIL)

extern const struct shape visibility_shape;

/* The audience of a field: the person's word, else the field's own. */
enum edition visibility_of(const struct person *person, enum person_field field);

/* The widest audience that a field can have. */
enum edition visibility_widest(enum person_field field);

/* The fields that an edition does not hold. */
unsigned visibility_closed(const struct person *person, enum edition edition);

/* Those of them where the person told something. */
unsigned visibility_hidden(const struct person *person, enum edition edition);

/* Makes fields as if they had never been told. */
void visibility_blank(unsigned fields, struct person *person);

/* Those of the fields in which a person tells something. */
unsigned visibility_told(unsigned fields, const struct person *person);

/* Sets fields to what they are in another person; texts and lists are shared. */
void visibility_take(unsigned fields, const struct person *from, struct person *person);

/* True when a field has more readers after than before. */
bool visibility_widens(const struct person *before, const struct person *after);

#endif
