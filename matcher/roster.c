#include "matcher/roster.h"

#include "matcher/roster_columns.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define OFFER_FACTS_MAX (1 + 2 * PERSON_ITEMS_MAX)

struct ordered {
    const struct person *person;
    size_t position;
};

static int compare_ordered(const void *left, const void *right)
{
    const struct ordered *a = left, *b = right;
    int order = strcmp(a->person->external_id, b->person->external_id);
    if (order != 0)
        return order;
    return a->position < b->position ? -1 : a->position > b->position;
}

/* Puts the alumni among people into roster->people in the tie order. */
static enum status order_people(const struct person *const *people, size_t count,
                                struct roster *roster)
{
    struct ordered *ordered = calloc(count + 1, sizeof *ordered);
    roster->people = calloc(count + 1, sizeof(const struct person *));
    if (ordered == NULL || roster->people == NULL) {
        free(ordered);
        return STATUS_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        assert(people[i]->external_id != NULL);
        if (person_is_alumnus(people[i]))
            ordered[roster->count++] = (struct ordered){people[i], i};
    }
    qsort(ordered, roster->count, sizeof *ordered, compare_ordered);
    for (size_t i = 0; i < roster->count; i++)
        roster->people[i] = ordered[i].person;
    free(ordered);
    return STATUS_OK;
}

static size_t offer_facts(const struct person *person, struct fact ret_facts[OFFER_FACTS_MAX])
{
    const struct conditions *conditions = &person->conditions;
    size_t count = 0;
    assert(conditions->fields_count <= PERSON_ITEMS_MAX &&
           conditions->languages_count <= PERSON_ITEMS_MAX);
    if (person->seats > 0)
        ret_facts[count++] = (struct fact){.grade = OFFER_SEATS};
    for (size_t i = 0; i < conditions->fields_count; i++)
        ret_facts[count++] =
            (struct fact){.node = conditions->fields[i].node, .grade = OFFER_FIELD};
    for (size_t i = 0; i < conditions->languages_count; i++)
        ret_facts[count++] = (struct fact){.node = conditions->languages[i].language.node,
                                           .second = (node_id)conditions->languages[i].level,
                                           .grade = OFFER_LANGUAGE};
    return count;
}

static enum status code_person(const struct scorer *scorer, struct roster *roster, size_t index)
{
    struct fact facts[OFFER_FACTS_MAX];
    const struct person *person = roster->people[index];
    for (size_t c = 0; c < CRITERION_COUNT; c++) {
        struct roster_column *column = &roster->criteria[c];
        size_t count = criteria[c]->facts(scorer, person, roster->as_of, facts);
        if (profiles_code(&column->profiles, facts, count, &column->of[index]) != STATUS_OK)
            return STATUS_MEMORY;
    }
    return profiles_code(&roster->offers.profiles, facts, offer_facts(person, facts),
                         &roster->offers.of[index]);
}

static enum status code_people(const struct scorer *scorer, struct roster *roster)
{
    for (size_t c = 0; c < CRITERION_COUNT; c++)
        if ((roster->criteria[c].of = calloc(roster->count + 1, sizeof(uint32_t))) == NULL)
            return STATUS_MEMORY;
    if ((roster->offers.of = calloc(roster->count + 1, sizeof(uint32_t))) == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < roster->count; i++)
        if (code_person(scorer, roster, i) != STATUS_OK)
            return STATUS_MEMORY;
    return STATUS_OK;
}

static enum status finish_column(struct roster_column *column, size_t count)
{
    uint32_t *numbers = calloc(column->profiles.count + 1, sizeof *numbers);
    if (numbers == NULL)
        return STATUS_MEMORY;
    enum status status = profiles_finish(&column->profiles, numbers);
    if (status == STATUS_OK)
        for (size_t i = 0; i < count; i++)
            column->of[i] = numbers[column->of[i]];
    free(numbers);
    return status;
}

static enum status finish_columns(struct roster *roster)
{
    for (size_t c = 0; c < CRITERION_COUNT; c++)
        if (finish_column(&roster->criteria[c], roster->count) != STATUS_OK)
            return STATUS_MEMORY;
    return finish_column(&roster->offers, roster->count);
}

enum status roster_new(const struct scorer *scorer, const struct person *const *people,
                       size_t count, date as_of, struct roster **ret_roster)
{
    if (count > ROSTER_PEOPLE_MAX)
        return STATUS_TOO_LARGE;
    struct roster *roster = calloc(1, sizeof *roster);
    if (roster == NULL)
        return STATUS_MEMORY;
    roster->as_of = as_of;
    enum status status = order_people(people, count, roster);
    if (status == STATUS_OK)
        status = code_people(scorer, roster);
    if (status == STATUS_OK)
        status = finish_columns(roster);
    if (status != STATUS_OK) {
        roster_free(roster);
        return status;
    }
    *ret_roster = roster;
    return STATUS_OK;
}

static void column_free(struct roster_column *column)
{
    profiles_free(&column->profiles);
    free(column->of);
}

void roster_free(struct roster *roster)
{
    if (roster == NULL)
        return;
    for (size_t c = 0; c < CRITERION_COUNT; c++)
        column_free(&roster->criteria[c]);
    column_free(&roster->offers);
    free(roster->people);
    free(roster);
}

size_t roster_count(const struct roster *roster)
{
    return roster->count;
}

const struct person *roster_person(const struct roster *roster, uint32_t index)
{
    assert(index < roster->count);
    return roster->people[index];
}

date roster_as_of(const struct roster *roster)
{
    return roster->as_of;
}
