#include "scoring/visibility.h"

#include <assert.h>

const char *const edition_words[] = {"self", "staff", "members", NULL};
_Static_assert(SHAPE_COUNT(edition_words) == EDITION_COUNT + 1, "a word for each edition");

#define PERSON_FIELD_WORD(name, word, widest) word,
const char *const person_field_words[] = {PERSON_FIELDS(PERSON_FIELD_WORD) NULL};
#undef PERSON_FIELD_WORD

#define PERSON_FIELD_WIDEST(name, word, widest) widest,
static const enum edition widest[] = {PERSON_FIELDS(PERSON_FIELD_WIDEST)};
#undef PERSON_FIELD_WIDEST

static const struct shape_field visibility_fields[] = {
    SHAPE_FIELD_WORD(struct visibility, field, SHAPE_REQUIRED, person_field_words, "what"),
    SHAPE_FIELD_WORD(struct visibility, audience, SHAPE_REQUIRED, edition_words,
                     "who may see it: the person alone (self), the staff too, or all members"),
};
const struct shape visibility_shape = {"Visibility", sizeof(struct visibility), visibility_fields,
                                       SHAPE_COUNT(visibility_fields)};

enum edition visibility_widest(enum person_field field)
{
    assert(field < PERSON_FIELD_COUNT);
    return widest[field];
}

enum edition visibility_of(const struct person *person, enum person_field field)
{
    for (size_t i = 0; i < person->visibility_count; i++)
        if (person->visibility[i].field == (int32_t)field)
            return (enum edition)person->visibility[i].audience;
    return visibility_widest(field);
}

static bool says(const char *text)
{
    return text != NULL && text[0] != '\0';
}

static bool reads(const struct reading *reading)
{
    return says(reading->text) || says(reading->code);
}

static bool wishes(const struct wishes *wished)
{
    return wished->fields_count + wished->occupations_count + wished->industries_count +
               wished->places_count >
           0;
}

static bool tells(enum person_field field, const struct person *person)
{
    switch (field) {
    case PERSON_FIELD_NAME: return says(person->name);
    case PERSON_FIELD_EMAIL: return says(person->email);
    case PERSON_FIELD_AFFILIATIONS: return person->affiliations_count > 0;
    case PERSON_FIELD_EMPLOYMENTS: return person->employments_count > 0;
    case PERSON_FIELD_LANGUAGES: return person->languages_count > 0 || says(person->language);
    case PERSON_FIELD_PLACE: return reads(&person->place) || reads(&person->country);
    case PERSON_FIELD_REMOTE: return person->remote;
    case PERSON_FIELD_WISHES: return wishes(&person->wishes);
    case PERSON_FIELD_COUNT: break;
    }
    return false;
}

static void take(enum person_field field, const struct person *from, struct person *person)
{
    switch (field) {
    case PERSON_FIELD_NAME: person->name = from->name; break;
    case PERSON_FIELD_EMAIL: person->email = from->email; break;
    case PERSON_FIELD_AFFILIATIONS:
        person->affiliations = from->affiliations;
        person->affiliations_count = from->affiliations_count;
        break;
    case PERSON_FIELD_EMPLOYMENTS:
        person->employments = from->employments;
        person->employments_count = from->employments_count;
        break;
    case PERSON_FIELD_LANGUAGES:
        person->languages = from->languages;
        person->languages_count = from->languages_count;
        person->language = from->language;
        break;
    case PERSON_FIELD_PLACE:
        person->place = from->place;
        person->country = from->country;
        break;
    case PERSON_FIELD_REMOTE: person->remote = from->remote; break;
    case PERSON_FIELD_WISHES: person->wishes = from->wishes; break;
    case PERSON_FIELD_COUNT: break;
    }
}

unsigned visibility_told(unsigned fields, const struct person *person)
{
    unsigned told = 0;
    for (enum person_field field = 0; field < PERSON_FIELD_COUNT; field++)
        if ((fields & 1U << field) != 0 && tells(field, person))
            told |= 1U << field;
    return told;
}

unsigned visibility_closed(const struct person *person, enum edition edition)
{
    unsigned closed = 0;
    for (enum person_field field = 0; field < PERSON_FIELD_COUNT; field++)
        if (visibility_of(person, field) < edition)
            closed |= 1U << field;
    return closed;
}

unsigned visibility_hidden(const struct person *person, enum edition edition)
{
    return visibility_told(visibility_closed(person, edition), person);
}

void visibility_take(unsigned fields, const struct person *from, struct person *person)
{
    for (enum person_field field = 0; field < PERSON_FIELD_COUNT; field++)
        if ((fields & 1U << field) != 0)
            take(field, from, person);
}

void visibility_blank(unsigned fields, struct person *person)
{
    static const struct person nobody = {.place.node = NODE_NONE, .country.node = NODE_NONE};
    visibility_take(fields, &nobody, person);
}

bool visibility_widens(const struct person *before, const struct person *after)
{
    for (enum person_field field = 0; field < PERSON_FIELD_COUNT; field++)
        if (visibility_of(after, field) > visibility_of(before, field))
            return true;
    return false;
}
