#include "scoring/score.h"

#include "scoring/base/faults.h"
#include "scoring/base/text.h"
#include "scoring/criterion.h"
#include "scoring/phrases.h"

#include <assert.h>
#include <string.h>

#define PERCENT_SUM 100

const char *criterion_word(enum criterion_id criterion)
{
    assert(criterion < CRITERION_COUNT);
    return criteria[criterion]->word;
}

/* ---- weights */

struct weights weights_default(const struct policy *policy)
{
    struct weights weights;
    for (size_t c = 0; c < CRITERION_COUNT; c++)
        weights.percent[c] = policy_value(policy, criteria[c]->weight);
    return weights;
}

struct weights_reading {
    const char *where;
    struct faults *faults;
    size_t total; /* faults before */
    struct weights weights;
    bool given[CRITERION_COUNT];
};

/* The criterion of that name, or CRITERION_COUNT. */
static size_t criterion_find(const char *name, size_t size)
{
    size_t c = 0;
    while (c < CRITERION_COUNT &&
           (strlen(criteria[c]->word) != size || memcmp(criteria[c]->word, name, size) != 0))
        c++;
    return c;
}

/* Reads one "name=percent". */
static void read_weight(struct weights_reading *reading, const char *item, size_t size)
{
    const char *equals = memchr(item, '=', size);
    size_t name_size = equals == NULL ? size : (size_t)(equals - item);
    size_t c = criterion_find(item, name_size);
    int64_t percent = 0;
    if (c == CRITERION_COUNT)
        (void)fault_add(reading->faults, 0, reading->where, "unknown_criterion",
                        "there is no criterion \"%.*s\"", (int)name_size, item);
    else if (reading->given[c])
        (void)fault_add(reading->faults, 0, reading->where, "double_criterion", "%s is given twice",
                        criteria[c]->word);
    else if (equals == NULL ||
             text_to_int(equals + 1, size - name_size - 1, 0, PERCENT_SUM, &percent) != STATUS_OK)
        (void)fault_add(reading->faults, 0, reading->where, "no_percent",
                        "%s needs a whole number within 0 and 100, as in %s=25", criteria[c]->word,
                        criteria[c]->word);
    if (c == CRITERION_COUNT)
        return;
    reading->given[c] = true;
    reading->weights.percent[c] = (int32_t)percent;
}

static void check_weights(const struct weights_reading *reading)
{
    int32_t sum = 0;
    for (size_t c = 0; c < CRITERION_COUNT; c++) {
        sum += reading->weights.percent[c];
        if (!reading->given[c])
            (void)fault_add(reading->faults, 0, reading->where, "missing_criterion",
                            "%s is missing; name all four", criteria[c]->word);
    }
    if (reading->faults->total == reading->total && sum != PERCENT_SUM)
        (void)fault_add(reading->faults, 0, reading->where, "sum",
                        "the weights sum to %d; they must sum to 100", (int)sum);
}

enum status weights_parse(const char *text, const char *where, struct faults *faults,
                          struct weights *ret_weights)
{
    struct weights_reading reading = {.where = where, .faults = faults, .total = faults->total};
    for (const char *item = text;; item++) {
        size_t size = strcspn(item, ",");
        read_weight(&reading, item, size);
        item += size;
        if (*item == '\0')
            break;
    }
    check_weights(&reading);
    if (faults->total != reading.total)
        return STATUS_INVALID;
    *ret_weights = reading.weights;
    return STATUS_OK;
}

/* ---- wishes */

/* A wish that was typed but not read stays in the list as NODE_NONE: unknown, not absent. */
static size_t nodes_of(const struct reading *readings, size_t count, node_id *ret_nodes)
{
    assert(count <= WISH_ITEMS_MAX);
    for (size_t i = 0; i < count; i++)
        ret_nodes[i] = readings[i].node;
    return count;
}

static void wish_own_fields(const struct person *student, struct wish *wish)
{
    assert(student->affiliations_count <= WISH_ITEMS_MAX);
    wish->fields_own = true;
    wish->fields_count = student->affiliations_count;
    for (size_t i = 0; i < student->affiliations_count; i++)
        wish->fields[i] = student->affiliations[i].field.node;
}

struct wish wish_of_person(const struct scorer *scorer, const struct person *student,
                           struct weights weights, date as_of)
{
    (void)scorer;
    const struct wishes *wishes = &student->wishes;
    struct wish wish = {.weights = weights, .as_of = as_of, .remote = student->remote};
    wish.fields_count = nodes_of(wishes->fields, wishes->fields_count, wish.fields);
    if (wish.fields_count == 0)
        wish_own_fields(student, &wish);
    wish.occupations_count =
        nodes_of(wishes->occupations, wishes->occupations_count, wish.occupations);
    wish.industries_count = nodes_of(wishes->industries, wishes->industries_count, wish.industries);
    wish.places_count = nodes_of(wishes->places, wishes->places_count, wish.places);
    wish.home = person_place(student);
    assert(student->languages_count <= WISH_ITEMS_MAX);
    wish.languages_count = student->languages_count;
    for (size_t i = 0; i < student->languages_count; i++)
        wish.languages[i] = (struct wish_language){student->languages[i].language.node,
                                                   student->languages[i].level};
    return wish;
}

/* ---- pairs */

static struct part weigh(const struct found *found, int32_t weight)
{
    return (struct part){.part = found->part,
                         .weight = weight,
                         .points_bp = weight * found->part,
                         .unknown = found->unknown};
}

/* Element c of ret_found is how the part of criterion c came about. */
static struct score find_all(const struct scorer *scorer, const struct wish *wish,
                             const struct person *alumnus, struct found ret_found[CRITERION_COUNT])
{
    struct score score = {0};
    for (size_t c = 0; c < CRITERION_COUNT; c++) {
        ret_found[c] = criteria[c]->part(scorer, wish, alumnus);
        score.parts[c] = weigh(&ret_found[c], wish->weights.percent[c]);
        score.score_bp += score.parts[c].points_bp;
    }
    return score;
}

struct score score_pair(const struct scorer *scorer, const struct wish *wish,
                        const struct person *alumnus)
{
    struct found found[CRITERION_COUNT];
    return find_all(scorer, wish, alumnus, found);
}

enum status score_explain(const struct scorer *scorer, const struct wish *wish,
                          const struct person *student, const struct person *alumnus,
                          struct audience audience, struct arena *arena,
                          struct explanation *ret_explanation)
{
    struct found found[CRITERION_COUNT];
    struct explanation explanation = {.score = find_all(scorer, wish, alumnus, found)};
    struct reasoning reasoning = {scorer, wish, student, alumnus, audience, arena};
    for (size_t c = 0; c < CRITERION_COUNT; c++) {
        explanation.labels[c] = phrase_template(criteria[c]->label, audience);
        explanation.reasons[c] = criteria[c]->reason(&reasoning, &found[c]);
        if (explanation.reasons[c] == NULL)
            return STATUS_MEMORY;
    }
    *ret_explanation = explanation;
    return STATUS_OK;
}
