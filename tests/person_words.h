/* A person in a few words, so that a test is a row: "field:0732 job:2142/41/2009/2016 speaks:nl/C1
 * place:LEU remote seats:1". Words, separated by blanks, codes as in the taxonomies; "?" is typed
 * but not read; what follows "=" after a code is the text as typed, "_" for a blank.
 *   field:F  job:OCCUPATION/INDUSTRY/FROM/TO  speaks:LANGUAGE/LEVEL  place:P  country:P  remote
 *   seats:N  wants-field:F  wants-job:O  wants-industry:I  wants-place:P
 *   asks-field:F  asks-language:LANGUAGE/LEVEL  student (else an alumnus)  id:ID */
#ifndef TESTS_PERSON_WORDS_H
#define TESTS_PERSON_WORDS_H

#include "scoring/base/arena.h"
#include "scoring/person.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* The next piece of *rest up to one of the separators, moved past; NULL at the end. */
static inline char *words_cut(char **rest, char separator)
{
    char *piece = *rest;
    if (piece == NULL)
        return NULL;
    char *end = strchr(piece, separator);
    *rest = end == NULL ? NULL : end + 1;
    if (end != NULL)
        *end = '\0';
    return piece;
}

static inline struct reading words_reading(char *piece)
{
    struct reading reading = {.code = "", .text = "", .evidence = ""};
    if (piece == NULL || piece[0] == '\0')
        return reading;
    char *typed = strchr(piece, '=');
    if (typed != NULL)
        *typed++ = '\0';
    for (char *c = typed; c != NULL && *c != '\0'; c++)
        *c = *c == '_' ? ' ' : *c;
    reading.text = typed != NULL ? typed : piece;
    reading.code = piece[0] == '?' ? "" : piece;
    return reading;
}

static inline date words_date(const char *piece)
{
    date value = 0;
    if (piece != NULL && piece[0] != '\0') {
        enum status status = date_parse(piece, strlen(piece), &value);
        assert(status == STATUS_OK);
    }
    return value;
}

static inline struct language_skill words_skill(char *rest)
{
    struct language_skill skill = {.language = words_reading(words_cut(&rest, '/'))};
    if (rest != NULL)
        skill.level = shape_word_index(level_words, rest, strlen(rest));
    assert(skill.level >= 0);
    return skill;
}

static inline struct employment words_job(char *rest)
{
    struct employment job = {.occupation = words_reading(words_cut(&rest, '/'))};
    job.industry = words_reading(words_cut(&rest, '/'));
    job.from = words_date(words_cut(&rest, '/'));
    job.to = words_date(words_cut(&rest, '/'));
    return job;
}

/* The lists of one person, writable while they are made. */
struct words_lists {
    struct affiliation affiliations[PERSON_ITEMS_MAX];
    struct employment employments[PERSON_ITEMS_MAX];
    struct language_skill languages[PERSON_ITEMS_MAX], asked[PERSON_ITEMS_MAX];
    struct reading fields[PERSON_ITEMS_MAX], occupations[PERSON_ITEMS_MAX],
        industries[PERSON_ITEMS_MAX], places[PERSON_ITEMS_MAX], asked_fields[PERSON_ITEMS_MAX];
};

static inline void words_add(struct person *person, struct words_lists *lists, char *word)
{
    char *rest = word;
    const char *name = words_cut(&rest, ':');
    struct wishes *wishes = &person->wishes;
    struct conditions *conditions = &person->conditions;
    if (strcmp(name, "field") == 0)
        lists->affiliations[person->affiliations_count++].field = words_reading(rest);
    else if (strcmp(name, "job") == 0)
        lists->employments[person->employments_count++] = words_job(rest);
    else if (strcmp(name, "speaks") == 0)
        lists->languages[person->languages_count++] = words_skill(rest);
    else if (strcmp(name, "place") == 0)
        person->place = words_reading(rest);
    else if (strcmp(name, "country") == 0)
        person->country = words_reading(rest);
    else if (strcmp(name, "remote") == 0)
        person->remote = true;
    else if (strcmp(name, "seats") == 0)
        person->seats = atoi(rest);
    else if (strcmp(name, "id") == 0)
        person->external_id = rest;
    else if (strcmp(name, "student") == 0)
        person->role = ROLE_STUDENT;
    else if (strcmp(name, "wants-field") == 0)
        lists->fields[wishes->fields_count++] = words_reading(rest);
    else if (strcmp(name, "wants-job") == 0)
        lists->occupations[wishes->occupations_count++] = words_reading(rest);
    else if (strcmp(name, "wants-industry") == 0)
        lists->industries[wishes->industries_count++] = words_reading(rest);
    else if (strcmp(name, "wants-place") == 0)
        lists->places[wishes->places_count++] = words_reading(rest);
    else if (strcmp(name, "asks-field") == 0)
        lists->asked_fields[conditions->fields_count++] = words_reading(rest);
    else if (strcmp(name, "asks-language") == 0)
        lists->asked[conditions->languages_count++] = words_skill(rest);
    else
        abort(); /* no word of the list above */
}

/* The person, resolved; everything lives in arena. */
static inline struct person *person_of_words(struct arena *arena,
                                             const struct taxonomies *taxonomies, const char *words)
{
    struct person *person = arena_alloc(arena, sizeof *person);
    struct words_lists *lists = arena_alloc(arena, sizeof *lists);
    char *rest = arena_strdup(arena, words);
    assert(person != NULL && lists != NULL && rest != NULL);
    *person = (struct person){.role = ROLE_ALUMNUS, .external_id = "x", .name = ""};
    while (rest != NULL) {
        char *word = words_cut(&rest, ' ');
        if (word[0] != '\0')
            words_add(person, lists, word);
    }
    person->affiliations = lists->affiliations;
    person->employments = lists->employments;
    person->languages = lists->languages;
    person->wishes.fields = lists->fields;
    person->wishes.occupations = lists->occupations;
    person->wishes.industries = lists->industries;
    person->wishes.places = lists->places;
    person->conditions.fields = lists->asked_fields;
    person->conditions.languages = lists->asked;
    person_resolve(taxonomies, person);
    return person;
}

#endif
