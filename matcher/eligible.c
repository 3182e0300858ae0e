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

static bool fits_programme_filter(const struct person *alumnus, const struct filter *filter)
{
    const struct mentor_load *load = &alumnus->load;
    for (size_t i = 0; i < load->offers_count; i++)
        if (availability_is_in(&load->offers[i], filter->programmes, filter->programmes_count) &&
            (filter->without_seats || availability_is_open(&load->offers[i])))
            return true;
    return filter->programmes_count == 0;
}

/* Why the mentor cannot take one more student. */
static enum ineligibility seats_missing(const struct person *alumnus, const struct filter *filter)
{
    if (filter->without_seats)
        return INELIGIBLE_NONE;
    if (filter->as_of == 0)
        return alumnus->seats < 1 ? INELIGIBLE_NO_SEATS : INELIGIBLE_NONE;
    switch (availability_of(alumnus, filter->as_of, NULL, 0)) {
    case AVAILABILITY_NO_SEATS: return INELIGIBLE_NO_SEATS;
    case AVAILABILITY_FULL: return INELIGIBLE_FULL;
    case AVAILABILITY_PAUSED: return INELIGIBLE_PAUSED;
    case AVAILABILITY_HOURS_SPENT: return INELIGIBLE_HOURS_SPENT;
    case AVAILABILITY_UNTOLD:
    case AVAILABILITY_AVAILABLE:
    case AVAILABILITY_COUNT: break;
    }
    return INELIGIBLE_NONE;
}

enum ineligibility eligibility(const struct taxonomies *taxonomies, const struct person *student,
                               const struct person *alumnus, const struct filter *filter)
{
    if (filter == NULL)
        filter = &no_filter;
    if (student->external_id != NULL && text_equal(student->external_id, alumnus->external_id))
        return INELIGIBLE_SELF;
    enum ineligibility missing = seats_missing(alumnus, filter);
    if (missing != INELIGIBLE_NONE)
        return missing;
    if (!fits_field_condition(taxonomies, student, &alumnus->conditions))
        return INELIGIBLE_CONDITION_FIELD;
    if (!fits_language_condition(taxonomies, student, &alumnus->conditions))
        return INELIGIBLE_CONDITION_LANGUAGE;
    if (!fits_programme_filter(alumnus, filter))
        return INELIGIBLE_FILTER_PROGRAMME;
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
