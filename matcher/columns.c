#include "matcher/columns.h"

#include "matcher/availability.h"

#include <assert.h>
#include <stdlib.h>

#define OFFER_FACTS_MAX (1 + PERSON_OFFERS_MAX + 2 * PERSON_ITEMS_MAX)

/* Their seats in general and in each programme. */
static size_t seat_facts(const struct person *person, const struct columns *columns, date as_of,
                         struct fact ret_facts[OFFER_FACTS_MAX])
{
    const struct mentor_load *load = &person->load;
    size_t count = 0;
    assert(load->offers_count <= PERSON_OFFERS_MAX);
    if (person->seats > 0)
        ret_facts[count++] = (struct fact){.node = (node_id)availability_of(person, as_of, NULL, 0),
                                           .grade = OFFER_SEATS};
    for (size_t i = 0; i < load->offers_count; i++)
        ret_facts[count++] =
            (struct fact){.node = programmes_find(&columns->programmes, &load->offers[i].programme),
                          .second = availability_is_open(&load->offers[i]),
                          .grade = OFFER_PROGRAMME};
    return count;
}

static size_t offer_facts(const struct person *person, const struct columns *columns, date as_of,
                          struct fact ret_facts[OFFER_FACTS_MAX])
{
    const struct conditions *conditions = &person->conditions;
    size_t count = seat_facts(person, columns, as_of, ret_facts);
    assert(conditions->fields_count <= PERSON_ITEMS_MAX &&
           conditions->languages_count <= PERSON_ITEMS_MAX);
    for (size_t i = 0; i < conditions->fields_count; i++)
        ret_facts[count++] =
            (struct fact){.node = conditions->fields[i].node, .grade = OFFER_FIELD};
    for (size_t i = 0; i < conditions->languages_count; i++)
        ret_facts[count++] = (struct fact){.node = conditions->languages[i].language.node,
                                           .second = (node_id)conditions->languages[i].level,
                                           .grade = OFFER_LANGUAGE};
    return count;
}

/* Alumnus index of columns, whose day is as_of. */
static enum status code_person(const struct scorer *scorer, const struct person *person, date as_of,
                               size_t index, struct columns *columns)
{
    struct fact facts[OFFER_FACTS_MAX];
    for (size_t c = 0; c < CRITERION_COUNT; c++) {
        struct column *column = &columns->criteria[c];
        size_t count = criteria[c]->facts(scorer, person, as_of, facts);
        if (profiles_code(&column->profiles, facts, count, &column->of[index]) != STATUS_OK)
            return STATUS_MEMORY;
    }
    return profiles_code(&columns->offers.profiles, facts,
                         offer_facts(person, columns, as_of, facts), &columns->offers.of[index]);
}

static enum status open_columns(struct columns *columns, size_t count)
{
    for (size_t c = 0; c < CRITERION_COUNT; c++)
        if ((columns->criteria[c].of = calloc(count + 1, sizeof(uint32_t))) == NULL)
            return STATUS_MEMORY;
    columns->offers.of = calloc(count + 1, sizeof(uint32_t));
    return columns->offers.of == NULL ? STATUS_MEMORY : STATUS_OK;
}

static enum status finish_column(struct column *column, size_t count)
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

enum status columns_code(const struct scorer *scorer, const struct person *const *people,
                         size_t count, date as_of, struct columns *columns)
{
    enum status status = open_columns(columns, count);
    if (status == STATUS_OK)
        status = programmes_number(people, count, &columns->programmes);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = code_person(scorer, people[i], as_of, i, columns);
    for (size_t c = 0; c < CRITERION_COUNT && status == STATUS_OK; c++)
        status = finish_column(&columns->criteria[c], count);
    return status == STATUS_OK ? finish_column(&columns->offers, count) : status;
}

static void column_free(struct column *column)
{
    profiles_free(&column->profiles);
    free(column->of);
}

void columns_free(struct columns *columns)
{
    for (size_t c = 0; c < CRITERION_COUNT; c++)
        column_free(&columns->criteria[c]);
    column_free(&columns->offers);
    programmes_free(&columns->programmes);
}
