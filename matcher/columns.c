#include "matcher/columns.h"

#include <assert.h>
#include <stdlib.h>

#define OFFER_FACTS_MAX (1 + 2 * PERSON_ITEMS_MAX)

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
    return profiles_code(&columns->offers.profiles, facts, offer_facts(person, facts),
                         &columns->offers.of[index]);
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
}
