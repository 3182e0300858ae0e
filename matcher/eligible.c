#include "matcher/eligible.h"

#include "scoring/base/text.h"

#include <string.h>

static const struct filter no_filter;

/* ---- is a node one of those asked for, or below one? */

static bool within_any(const struct taxonomy *taxonomy, node_id node, const node_id *asked,
                       size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (taxonomy_within(taxonomy, node, asked[i]))
            return true;
    return false;
}

static bool speaks(const struct taxonomies *taxonomies, const struct person *person,
                   struct wish_language asked)
{
    for (size_t i = 0; i < person->languages_count; i++)
        if (taxonomy_within(taxonomies->of[SCHEME_LANGUAGE], person->languages[i].language.node,
                            asked.language) &&
            person->languages[i].level >= asked.level)
            return true;
    return false;
}

/* ---- the mentor's conditions */

static bool fits_field_condition(const struct taxonomies *taxonomies, const struct person *student,
                                 const struct conditions *conditions)
{
    for (size_t c = 0; c < conditions->fields_count; c++)
        for (size_t a = 0; a < student->affiliations_count; a++)
            if (taxonomy_within(taxonomies->of[SCHEME_ISCED], student->affiliations[a].field.node,
                                conditions->fields[c].node))
                return true;
    return conditions->fields_count == 0;
}

static bool fits_language_condition(const struct taxonomies *taxonomies,
                                    const struct person *student,
                                    const struct conditions *conditions)
{
    for (size_t c = 0; c < conditions->languages_count; c++) {
        const struct language_skill *asked = &conditions->languages[c];
        if (speaks(taxonomies, student, (struct wish_language){asked->language.node, asked->level}))
            return true;
    }
    return conditions->languages_count == 0;
}

/* ---- filters */

static bool fits_field_filter(const struct taxonomies *taxonomies, const struct person *alumnus,
                              const struct filter *filter)
{
    for (size_t i = 0; i < alumnus->affiliations_count; i++)
        if (within_any(taxonomies->of[SCHEME_ISCED], alumnus->affiliations[i].field.node,
                       filter->fields, filter->fields_count))
            return true;
    return filter->fields_count == 0;
}

static bool fits_occupation_filter(const struct taxonomies *taxonomies,
                                   const struct person *alumnus, const struct filter *filter)
{
    for (size_t i = 0; i < alumnus->employments_count; i++)
        if (within_any(taxonomies->of[SCHEME_ISCO], alumnus->employments[i].occupation.node,
                       filter->occupations, filter->occupations_count))
            return true;
    return filter->occupations_count == 0;
}

static bool fits_industry_filter(const struct taxonomies *taxonomies, const struct person *alumnus,
                                 const struct filter *filter)
{
    for (size_t i = 0; i < alumnus->employments_count; i++)
        if (within_any(taxonomies->of[SCHEME_NACE], alumnus->employments[i].industry.node,
                       filter->industries, filter->industries_count))
            return true;
    return filter->industries_count == 0;
}

static bool fits_language_filter(const struct taxonomies *taxonomies, const struct person *alumnus,
                                 const struct filter *filter)
{
    for (size_t i = 0; i < filter->languages_count; i++)
        if (speaks(taxonomies, alumnus, filter->languages[i]))
            return true;
    return filter->languages_count == 0;
}

static bool fits_place_filter(const struct taxonomies *taxonomies, const struct person *alumnus,
                              const struct filter *filter)
{
    return filter->places_count == 0 ||
           within_any(taxonomies->of[SCHEME_PLACE], person_place(alumnus), filter->places,
                      filter->places_count);
}

enum ineligibility eligibility(const struct taxonomies *taxonomies, const struct person *student,
                               const struct person *alumnus, const struct filter *filter)
{
    if (filter == NULL)
        filter = &no_filter;
    if (student->external_id != NULL && text_equal(student->external_id, alumnus->external_id))
        return INELIGIBLE_SELF;
    if (alumnus->seats < 1 && !filter->without_seats)
        return INELIGIBLE_NO_SEATS;
    if (!fits_field_condition(taxonomies, student, &alumnus->conditions))
        return INELIGIBLE_CONDITION_FIELD;
    if (!fits_language_condition(taxonomies, student, &alumnus->conditions))
        return INELIGIBLE_CONDITION_LANGUAGE;
    if (!fits_field_filter(taxonomies, alumnus, filter))
        return INELIGIBLE_FILTER_FIELD;
    if (!fits_occupation_filter(taxonomies, alumnus, filter))
        return INELIGIBLE_FILTER_OCCUPATION;
    if (!fits_industry_filter(taxonomies, alumnus, filter))
        return INELIGIBLE_FILTER_INDUSTRY;
    if (!fits_language_filter(taxonomies, alumnus, filter))
        return INELIGIBLE_FILTER_LANGUAGE;
    if (!fits_place_filter(taxonomies, alumnus, filter))
        return INELIGIBLE_FILTER_PLACE;
    if (filter->remote && !alumnus->remote)
        return INELIGIBLE_FILTER_REMOTE;
    return INELIGIBLE_NONE;
}
