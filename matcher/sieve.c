#include "matcher/sieve.h"

#include "matcher/columns.h"
#include "scoring/base/arena.h"

#include <assert.h>

#define LEVEL_NEVER UINT8_MAX

struct sieve {
    const struct taxonomies *taxonomies;
    const struct person *student;
    const struct filter *filter;
    /* element n: node n is asked for; NULL where nothing of the kind is */
    const bool *fields, *occupations, *industries, *places;
    const bool *programmes; /* element n: programme number n is asked for; NULL: none is */
    const uint8_t *levels;  /* the level asked of language n; LEVEL_NEVER: not asked for */
};

/* Marks the nodes asked for and all below them; parents come before children. */
static enum status mark(const struct taxonomy *taxonomy, const node_id *asked, size_t count,
                        struct arena *arena, const bool **ret_marks)
{
    if (count == 0)
        return STATUS_OK;
    size_t nodes = taxonomy_count(taxonomy) + 1;
    bool *marks = arena_array(arena, nodes, sizeof *marks);
    if (marks == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < count; i++)
        marks[asked[i]] = true;
    marks[NODE_NONE] = false;
    for (size_t n = 1; n < nodes; n++)
        marks[n] = marks[n] || marks[taxonomy_parent(taxonomy, (node_id)n)];
    *ret_marks = marks;
    return STATUS_OK;
}

static enum status mark_levels(const struct taxonomy *taxonomy, const struct filter *filter,
                               struct arena *arena, const uint8_t **ret_levels)
{
    if (filter->languages_count == 0)
        return STATUS_OK;
    size_t nodes = taxonomy_count(taxonomy) + 1;
    uint8_t *levels = arena_array(arena, nodes, sizeof *levels);
    if (levels == NULL)
        return STATUS_MEMORY;
    for (size_t n = 0; n < nodes; n++)
        levels[n] = LEVEL_NEVER;
    for (size_t i = 0; i < filter->languages_count; i++) {
        struct wish_language asked = filter->languages[i];
        if (asked.level < levels[asked.language])
            levels[asked.language] = (uint8_t)asked.level;
    }
    levels[NODE_NONE] = LEVEL_NEVER;
    for (size_t n = 1; n < nodes; n++) {
        uint8_t above = levels[taxonomy_parent(taxonomy, (node_id)n)];
        levels[n] = above < levels[n] ? above : levels[n];
    }
    *ret_levels = levels;
    return STATUS_OK;
}

static enum status mark_programmes(const struct programmes *programmes, const struct filter *filter,
                                   struct arena *arena, const bool **ret_marks)
{
    if (filter->programmes_count == 0)
        return STATUS_OK;
    bool *marks = arena_array(arena, programmes->count + 1, sizeof *marks);
    if (marks == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < filter->programmes_count; i++)
        marks[programmes_find(programmes, &filter->programmes[i])] = true;
    marks[0] = false;
    *ret_marks = marks;
    return STATUS_OK;
}

enum status sieve_new(const struct taxonomies *taxonomies, const struct person *student,
                      const struct filter *filter, const struct programmes *programmes,
                      struct arena *arena, struct sieve **ret_sieve)
{
    struct sieve *sieve = arena_alloc(arena, sizeof *sieve);
    if (sieve == NULL)
        return STATUS_MEMORY;
    *sieve = (struct sieve){.taxonomies = taxonomies, .student = student, .filter = filter};
    if (mark(taxonomies->of[SCHEME_ISCED], filter->fields, filter->fields_count, arena,
             &sieve->fields) != STATUS_OK ||
        mark(taxonomies->of[SCHEME_ISCO], filter->occupations, filter->occupations_count, arena,
             &sieve->occupations) != STATUS_OK ||
        mark(taxonomies->of[SCHEME_NACE], filter->industries, filter->industries_count, arena,
             &sieve->industries) != STATUS_OK ||
        mark(taxonomies->of[SCHEME_PLACE], filter->places, filter->places_count, arena,
             &sieve->places) != STATUS_OK ||
        mark_programmes(programmes, filter, arena, &sieve->programmes) != STATUS_OK ||
        mark_levels(taxonomies->of[SCHEME_LANGUAGE], filter, arena, &sieve->levels) != STATUS_OK)
        return STATUS_MEMORY;
    *ret_sieve = sieve;
    return STATUS_OK;
}

bool sieve_asks(const struct sieve *sieve, enum criterion_id criterion)
{
    switch (criterion) {
    case CRITERION_FIELD: return sieve->fields != NULL;
    case CRITERION_CAREER: return sieve->occupations != NULL || sieve->industries != NULL;
    case CRITERION_LANGUAGE: return sieve->levels != NULL;
    case CRITERION_PLACE: return sieve->places != NULL || sieve->filter->remote;
    case CRITERION_COUNT: break;
    }
    return false;
}

static bool any_node(const bool *marks, const struct fact *facts, size_t count)
{
    bool any = marks == NULL;
    for (size_t i = 0; i < count && !any; i++)
        any = marks[facts[i].node];
    return any;
}

static bool any_second(const bool *marks, const struct fact *facts, size_t count)
{
    bool any = marks == NULL;
    for (size_t i = 0; i < count && !any; i++)
        any = marks[facts[i].second];
    return any;
}

static bool any_level(const uint8_t *levels, const struct fact *facts, size_t count)
{
    bool any = levels == NULL;
    for (size_t i = 0; i < count && !any; i++)
        any = levels[facts[i].node] != LEVEL_NEVER && facts[i].grade >= levels[facts[i].node];
    return any;
}

bool sieve_passes(const struct sieve *sieve, enum criterion_id criterion, const struct fact *facts,
                  size_t count)
{
    switch (criterion) {
    case CRITERION_FIELD: return any_node(sieve->fields, facts, count);
    case CRITERION_CAREER:
        return any_node(sieve->occupations, facts, count) &&
               any_second(sieve->industries, facts, count);
    case CRITERION_LANGUAGE: return any_level(sieve->levels, facts, count);
    case CRITERION_PLACE:
        return any_node(sieve->places, facts, count) &&
               (!sieve->filter->remote || facts[0].grade != 0);
    case CRITERION_COUNT: break;
    }
    return true;
}

/* ---- offers */

static bool has_seats(const struct sieve *sieve, struct fact fact)
{
    return sieve->filter->as_of == 0 || fact.node == (node_id)AVAILABILITY_AVAILABLE;
}

static bool asks_programme(const struct sieve *sieve, struct fact fact)
{
    return sieve->programmes != NULL && sieve->programmes[fact.node] &&
           (sieve->filter->without_seats || fact.second != 0);
}

static bool studies(const struct sieve *sieve, node_id asked)
{
    const struct person *student = sieve->student;
    for (size_t i = 0; i < student->affiliations_count; i++)
        if (taxonomy_within(sieve->taxonomies->of[SCHEME_ISCED],
                            student->affiliations[i].field.node, asked))
            return true;
    return false;
}

static bool speaks(const struct sieve *sieve, node_id asked, int32_t level)
{
    const struct person *student = sieve->student;
    for (size_t i = 0; i < student->languages_count; i++)
        if (student->languages[i].level >= level &&
            taxonomy_within(sieve->taxonomies->of[SCHEME_LANGUAGE],
                            student->languages[i].language.node, asked))
            return true;
    return false;
}

bool sieve_passes_offer(const struct sieve *sieve, const struct fact *facts, size_t count)
{
    bool seats = sieve->filter->without_seats;
    bool programme_fits = sieve->programmes == NULL;
    bool field_asked = false, field_fits = false, language_asked = false, language_fits = false;
    for (size_t i = 0; i < count; i++) {
        switch ((enum offer_fact)facts[i].grade) {
        case OFFER_SEATS: seats = seats || has_seats(sieve, facts[i]); break;
        case OFFER_PROGRAMME:
            programme_fits = programme_fits || asks_programme(sieve, facts[i]);
            break;
        case OFFER_FIELD:
            field_asked = true;
            field_fits = field_fits || studies(sieve, facts[i].node);
            break;
        case OFFER_LANGUAGE:
            language_asked = true;
            language_fits = language_fits || speaks(sieve, facts[i].node, facts[i].second);
            break;
        }
    }
    return seats && programme_fits && (field_fits || !field_asked) &&
           (language_fits || !language_asked);
}
