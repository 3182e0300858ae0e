#include "api/lecture_rank.h"

#include "scoring/base/arena.h"
#include "scoring/geo.h"

#include <string.h>

static struct person course_of(const struct lecture_request *asked)
{
    struct person course = {.role = ROLE_STUDENT,
                            .languages = asked->languages,
                            .languages_count = asked->languages_count,
                            .wishes = asked->wishes,
                            .remote = asked->format != LECTURE_ON_SITE};
    if (asked->wishes.places_count > 0)
        course.place = asked->wishes.places[0];
    return course;
}

/* The topics stand where a person's studies do: they are what the lecture is about. */
static enum status take_topics(const struct conditions *topics, struct arena *arena,
                               struct person *speaker)
{
    if (topics->languages_count > 0) {
        speaker->languages = topics->languages;
        speaker->languages_count = topics->languages_count;
    }
    if (topics->fields_count == 0)
        return STATUS_OK;
    struct affiliation *affiliations =
        arena_array(arena, topics->fields_count, sizeof *affiliations);
    if (affiliations == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < topics->fields_count; i++)
        affiliations[i] = (struct affiliation){.field = topics->fields[i]};
    speaker->affiliations = affiliations;
    speaker->affiliations_count = topics->fields_count;
    return STATUS_OK;
}

enum status lecture_pair_of(const struct scorer *scorer, const struct lecture_request *asked,
                            const struct lecture_offer *offer, const struct person *speaker,
                            struct weights weights, date as_of, struct arena *arena,
                            struct lecture_pair *ret_pair)
{
    struct lecture_pair pair = {.course = course_of(asked), .speaker = *speaker};
    pair.speaker.remote = offer->format != LECTURE_ON_SITE;
    enum status status = take_topics(&offer->topics, arena, &pair.speaker);
    if (status != STATUS_OK)
        return status;
    pair.wish = wish_of_person(scorer, &pair.course, weights, as_of);
    pair.score = score_pair(scorer, &pair.wish, &pair.speaker);
    *ret_pair = pair;
    return STATUS_OK;
}

/* ---- whether it can be */

static bool formats_fit(int32_t asked, int32_t offered)
{
    return asked == LECTURE_EITHER || offered == LECTURE_EITHER || asked == offered;
}

static bool has_to_come(int32_t asked, int32_t offered)
{
    return asked == LECTURE_ON_SITE || offered == LECTURE_ON_SITE;
}

/* Another level of what is spoken is told by the score; here it must be spoken. */
static bool speaks_one(const struct scorer *scorer, const struct lecture_request *asked,
                       const struct person *speaker)
{
    const struct taxonomy *languages = scorer->taxonomies->of[SCHEME_LANGUAGE];
    for (size_t i = 0; i < asked->languages_count; i++)
        for (size_t j = 0; j < speaker->languages_count; j++)
            if (asked->languages[i].language.node != NODE_NONE &&
                taxonomy_within(languages, speaker->languages[j].language.node,
                                asked->languages[i].language.node) &&
                speaker->languages[j].level >= asked->languages[i].level)
                return true;
    return asked->languages_count == 0;
}

static bool travels(const struct scorer *scorer, const struct lecture_offer *offer,
                    const struct lecture_pair *pair)
{
    struct policy_places places = policy_places(scorer->policy);
    node_id to = person_place(&pair->course);
    node_id from = person_place(&pair->speaker);
    if (to == NODE_NONE || from == NODE_NONE || !places.cities[to] || !places.cities[from])
        return true;
    return geo_km(geo_chord2(places.vectors[to], places.vectors[from])) <= offer->travel_km;
}

bool lecture_fits(const struct scorer *scorer, const struct lecture_request *asked,
                  const struct lecture_offer *offer, const struct lecture_pair *pair, moment now)
{
    date soonest = moment_date(now + offer->notice_days * MOMENT_DAY_MS);
    return formats_fit(asked->format, offer->format) && soonest <= asked->latest_on &&
           speaks_one(scorer, asked, &pair->speaker) &&
           (!has_to_come(asked->format, offer->format) || travels(scorer, offer, pair));
}
