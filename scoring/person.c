#include "scoring/person.h"

#include "scoring/reading.h"
#include "scoring/visibility.h"

#include <assert.h>
#include <string.h>

#define WORD_SIZE_MAX     100 /* the institution's own words: kind, unit, campus, external id */
#define NAME_SIZE_MAX     200
#define EMAIL_SIZE_MAX    254 /* RFC 5321, 4.5.3.1.3, less the brackets */
#define LANGUAGE_TAG_MAX  35  /* RFC 5646, 4.4.1 */
#define EVIDENCE_SIZE_MAX 20
#define SEATS_MAX         1000
#define HOURS_MAX         8784 /* of a leap year */

const char *const level_words[] = {"", "A1", "A2", "B1", "B2", "C1", "C2", "native", NULL};
const char *const person_role_words[] = {"student", "alumnus", "both", NULL};

_Static_assert(SHAPE_COUNT(level_words) == LEVEL_COUNT + 1, "a word for each level");
_Static_assert(SHAPE_COUNT(person_role_words) == ROLE_COUNT + 1, "a word for each role");

/* One line a member, in the order of JSON, CSV and documentation. */

static const struct shape_field reading_fields[] = {
    SHAPE_FIELD_TEXT(struct reading, text, 0, 0, (int64_t)READING_TEXT_SIZE_MAX, "as typed"),
    SHAPE_FIELD_TEXT(struct reading, code, 0, 0, (int64_t)CODE_SIZE_MAX, "the concept it means"),
    SHAPE_FIELD_INT(struct reading, confidence, SHAPE_READ_ONLY, 0, 100, "how sure the code is"),
    SHAPE_FIELD_TEXT(struct reading, evidence, SHAPE_READ_ONLY, 0, EVIDENCE_SIZE_MAX,
                     "how the code was found"),
};
const struct shape reading_shape = {"Reading", sizeof(struct reading), reading_fields,
                                    SHAPE_COUNT(reading_fields)};

static const struct shape_field affiliation_fields[] = {
    SHAPE_FIELD_TEXT(struct affiliation, kind, 0, 0, WORD_SIZE_MAX,
                     "degree, exchange, incomplete, staff, …"),
    SHAPE_FIELD_TEXT(struct affiliation, unit, 0, 0, WORD_SIZE_MAX, "faculty or department"),
    SHAPE_FIELD_TEXT(struct affiliation, campus, 0, 0, WORD_SIZE_MAX, "campus"),
    SHAPE_FIELD_TEXT(struct affiliation, programme, 0, 0, (int64_t)READING_TEXT_SIZE_MAX,
                     "programme as typed"),
    SHAPE_FIELD_OBJECT(struct affiliation, field, 0, &reading_shape, "field of study, ISCED-F"),
    SHAPE_FIELD_DATE(struct affiliation, from, 0, "first day"),
    SHAPE_FIELD_DATE(struct affiliation, to, 0, "last day"),
};
const struct shape affiliation_shape = {"Affiliation", sizeof(struct affiliation),
                                        affiliation_fields, SHAPE_COUNT(affiliation_fields)};

static const struct shape_field employment_fields[] = {
    SHAPE_FIELD_OBJECT(struct employment, occupation, 0, &reading_shape,
                       "title and occupation, ISCO-08"),
    SHAPE_FIELD_TEXT(struct employment, employer, 0, 0, NAME_SIZE_MAX, "employer"),
    SHAPE_FIELD_OBJECT(struct employment, industry, 0, &reading_shape, "industry, NACE Rev. 2"),
    SHAPE_FIELD_DATE(struct employment, from, 0, "first day"),
    SHAPE_FIELD_DATE(struct employment, to, 0, "last day; absent while current"),
};
const struct shape employment_shape = {"Employment", sizeof(struct employment), employment_fields,
                                       SHAPE_COUNT(employment_fields)};

static const struct shape_field language_skill_fields[] = {
    SHAPE_FIELD_OBJECT(struct language_skill, language, 0, &reading_shape, "language, ISO 639"),
    SHAPE_FIELD_WORD(struct language_skill, level, 0, level_words,
                     "CEFR level or native; empty when not known"),
};
const struct shape language_skill_shape = {"LanguageSkill", sizeof(struct language_skill),
                                           language_skill_fields,
                                           SHAPE_COUNT(language_skill_fields)};

static const struct shape_field wishes_fields[] = {
    SHAPE_FIELD_LIST(struct wishes, fields, 0, &reading_shape, PERSON_ITEMS_MAX,
                     "fields looked for; none: the student's own"),
    SHAPE_FIELD_LIST(struct wishes, occupations, 0, &reading_shape, PERSON_ITEMS_MAX,
                     "occupations looked for"),
    SHAPE_FIELD_LIST(struct wishes, industries, 0, &reading_shape, PERSON_ITEMS_MAX,
                     "industries looked for"),
    SHAPE_FIELD_LIST(struct wishes, places, 0, &reading_shape, PERSON_ITEMS_MAX,
                     "places looked for beside the own"),
};
const struct shape wishes_shape = {"Wishes", sizeof(struct wishes), wishes_fields,
                                   SHAPE_COUNT(wishes_fields)};

static const struct shape_field conditions_fields[] = {
    SHAPE_FIELD_LIST(struct conditions, fields, 0, &reading_shape, PERSON_ITEMS_MAX,
                     "one of these fields of study"),
    SHAPE_FIELD_LIST(struct conditions, languages, 0, &language_skill_shape, PERSON_ITEMS_MAX,
                     "one of these languages, at that level or better"),
};
const struct shape conditions_shape = {"Conditions", sizeof(struct conditions), conditions_fields,
                                       SHAPE_COUNT(conditions_fields)};

static const struct shape_field person_fields[] = {
    SHAPE_FIELD_TEXT(struct person, id, SHAPE_READ_ONLY, 36, 36, "UUIDv7 given by Kring"),
    SHAPE_FIELD_TEXT(struct person, external_id, SHAPE_REQUIRED, 1, WORD_SIZE_MAX,
                     "the institution's own id, unique"),
    SHAPE_FIELD_WORD(struct person, role, SHAPE_REQUIRED, person_role_words, "what they are here"),
    SHAPE_FIELD_TEXT(struct person, name, 0, 0, NAME_SIZE_MAX, "full name"),
    SHAPE_FIELD_TEXT(struct person, email, SHAPE_PRIVATE, 0, EMAIL_SIZE_MAX, "e-mail address"),
    SHAPE_FIELD_TEXT(struct person, language, 0, 0, LANGUAGE_TAG_MAX,
                     "their own language, a hint for reading"),
    SHAPE_FIELD_LIST(struct person, affiliations, 0, &affiliation_shape, PERSON_ITEMS_MAX,
                     "studies and posts at the institution"),
    SHAPE_FIELD_LIST(struct person, employments, 0, &employment_shape, PERSON_ITEMS_MAX, "jobs"),
    SHAPE_FIELD_LIST(struct person, languages, 0, &language_skill_shape, PERSON_ITEMS_MAX,
                     "languages spoken"),
    SHAPE_FIELD_OBJECT(struct person, place, 0, &reading_shape, "city, region or country"),
    SHAPE_FIELD_OBJECT(struct person, country, 0, &reading_shape, "country, where place is unread"),
    SHAPE_FIELD_BOOL(struct person, remote, 0, "accepts meeting remotely"),
    SHAPE_FIELD_INT(struct person, seats, 0, 0, SEATS_MAX, "mentoring seats offered"),
    SHAPE_FIELD_INT(struct person, hours_max, 0, 0, HOURS_MAX,
                    "hours a year at most over mentoring, lectures and internships; "
                    "0: no maximum"),
    SHAPE_FIELD_OBJECT(struct person, wishes, 0, &wishes_shape, "what a student looks for"),
    SHAPE_FIELD_OBJECT(struct person, conditions, 0, &conditions_shape,
                       "what a mentor asks of a student"),
    SHAPE_FIELD_LIST(struct person, visibility, 0, &visibility_shape, PERSON_FIELD_COUNT,
                     "who may see a field, where it is fewer than by itself"),
    SHAPE_FIELD_BOOL(struct person, paused, 0,
                     "takes no part in matching for now; what runs goes on"),
    SHAPE_FIELD_TIME(struct person, erase_at, SHAPE_READ_ONLY,
                     "when all that is kept about them will be gone, as they asked"),
    SHAPE_FIELD_INT(struct person, version, SHAPE_READ_ONLY, 1, INT32_MAX,
                    "of the stored person; absent for whom a field is hidden from"),
};
const struct shape person_shape = {"Person", sizeof(struct person), person_fields,
                                   SHAPE_COUNT(person_fields)};

/* ---- codes to nodes */

static void resolve(const struct taxonomies *taxonomies, enum scheme scheme,
                    struct reading *reading)
{
    const char *code = reading->code;
    reading->node =
        code == NULL ? NODE_NONE : taxonomy_find(taxonomies->of[scheme], code, strlen(code));
}

/* The lists of a person are constant for all who read them; only here, at birth, are they not. */
static void resolve_list(const struct taxonomies *taxonomies, enum scheme scheme,
                         const struct reading *readings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        resolve(taxonomies, scheme, (struct reading *)&readings[i]);
}

static void resolve_skills(const struct taxonomies *taxonomies, const struct language_skill *skills,
                           size_t count)
{
    for (size_t i = 0; i < count; i++)
        resolve(taxonomies, SCHEME_LANGUAGE, (struct reading *)&skills[i].language);
}

static void resolve_wishes(const struct taxonomies *taxonomies, const struct wishes *wishes)
{
    resolve_list(taxonomies, SCHEME_ISCED, wishes->fields, wishes->fields_count);
    resolve_list(taxonomies, SCHEME_ISCO, wishes->occupations, wishes->occupations_count);
    resolve_list(taxonomies, SCHEME_NACE, wishes->industries, wishes->industries_count);
    resolve_list(taxonomies, SCHEME_PLACE, wishes->places, wishes->places_count);
}

void person_resolve(const struct taxonomies *taxonomies, struct person *person)
{
    for (size_t i = 0; i < person->affiliations_count; i++)
        resolve(taxonomies, SCHEME_ISCED, (struct reading *)&person->affiliations[i].field);
    for (size_t i = 0; i < person->employments_count; i++) {
        struct employment *employment = (struct employment *)&person->employments[i];
        resolve(taxonomies, SCHEME_ISCO, &employment->occupation);
        resolve(taxonomies, SCHEME_NACE, &employment->industry);
    }
    resolve_skills(taxonomies, person->languages, person->languages_count);
    resolve(taxonomies, SCHEME_PLACE, &person->place);
    resolve(taxonomies, SCHEME_PLACE, &person->country);
    resolve_wishes(taxonomies, &person->wishes);
    resolve_list(taxonomies, SCHEME_ISCED, person->conditions.fields,
                 person->conditions.fields_count);
    resolve_skills(taxonomies, person->conditions.languages, person->conditions.languages_count);
}

node_id person_place(const struct person *person)
{
    return person->place.node != NODE_NONE ? person->place.node : person->country.node;
}

bool person_is_student(const struct person *person)
{
    return person->role == ROLE_STUDENT || person->role == ROLE_BOTH;
}

bool person_is_alumnus(const struct person *person)
{
    return person->role == ROLE_ALUMNUS || person->role == ROLE_BOTH;
}
