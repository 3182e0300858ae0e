#include "scoring/base/arena.h"
#include "scoring/criterion.h"
#include "scoring/reason.h"

#include <assert.h>
#include <string.h>

static struct found place_part(const struct scorer *, const struct wish *, const struct person *);
static const char *place_reason(const struct reasoning *, const struct found *);
static size_t place_facts(const struct scorer *, const struct person *, date, struct fact *);
static size_t place_table_size(const struct scorer *);
static int32_t place_fill(const struct scorer *, const struct wish *, void *);
static int32_t place_look(const void *, const struct fact *, size_t);

/* Where they could meet: GeoNames points. The best over the student's home and wished places. */
const struct criterion place_criterion = {
    .word = "place",
    .summary = "how near the alumnus is to the student's home or wished places, "
               "or that both accept meeting remotely",
    .weight = VALUE_PLACE_WEIGHT,
    .neutral = VALUE_PLACE_NEUTRAL,
    .label = PHRASE_LABEL_PLACE,
    .part = place_part,
    .reason = place_reason,
    .facts = place_facts,
    .table_size = place_table_size,
    .fill = place_fill,
    .look = place_look,
};

enum place_kind {
    PLACE_APART,   /* in different countries, of which one is no city */
    PLACE_KM,      /* two cities */
    PLACE_WITHIN,  /* in the wished region or country */
    PLACE_COUNTRY, /* in the same country, and no nearer as far as is known */
    PLACE_REMOTE
};

#define WISHED_HOME (INDEX_NONE - 1) /* evidence.wished: the student's own place */

/* ---- one pair, plainly */

static struct found unknown_part(const struct scorer *scorer, uint8_t wished, uint8_t fact)
{
    return (struct found){
        .part = policy_value(scorer->policy, VALUE_PLACE_NEUTRAL),
        .unknown = true,
        .evidence = {.wished = wished, .industry = INDEX_NONE, .fact = fact},
    };
}

static struct found pair_part(const struct scorer *scorer, node_id target, uint8_t wished,
                              node_id place)
{
    struct policy_places places = policy_places(scorer->policy);
    struct found found = {.evidence = {.kind = PLACE_APART, .wished = wished}};
    if (places.cities[target] && places.cities[place]) {
        found.evidence.kind = PLACE_KM;
        found.evidence.chord2 = geo_chord2(places.vectors[target], places.vectors[place]);
        found.part = policy_distance_part(scorer->policy, found.evidence.chord2);
    } else if (wished != WISHED_HOME && !places.cities[target] &&
               taxonomy_within(scorer->taxonomies->of[SCHEME_PLACE], place, target)) {
        found.evidence.kind = PLACE_WITHIN;
        found.part = PART_FULL;
    }
    int32_t country = policy_value(scorer->policy, VALUE_PLACE_SAME_COUNTRY);
    if (places.countries[target] == places.countries[place] && country > found.part) {
        found.evidence.kind = PLACE_COUNTRY;
        found.part = country;
    }
    return found;
}

/* The best over home and wished places, for an alumnus whose place is known. */
static struct found near_part(const struct scorer *scorer, const struct wish *wish, node_id place)
{
    struct found best = {.part = -1};
    if (wish->home != NODE_NONE)
        best = pair_part(scorer, wish->home, WISHED_HOME, place);
    for (size_t w = 0; w < wish->places_count; w++)
        best = found_better(best, wish->places[w] == NODE_NONE
                                      ? unknown_part(scorer, (uint8_t)w, 0)
                                      : pair_part(scorer, wish->places[w], (uint8_t)w, place));
    return best.part < 0 ? unknown_part(scorer, INDEX_NONE, 0) : best;
}

static struct found place_part(const struct scorer *scorer, const struct wish *wish,
                               const struct person *alumnus)
{
    bool wished = wish->home != NODE_NONE || wish->places_count > 0;
    node_id place = person_place(alumnus);
    struct found best = place == NODE_NONE
                            ? unknown_part(scorer, wished ? WISHED_HOME : INDEX_NONE, INDEX_NONE)
                            : near_part(scorer, wish, place);
    if (!wish->remote || !alumnus->remote)
        return best;
    struct found remote = {.part = policy_value(scorer->policy, VALUE_PLACE_BOTH_REMOTE),
                           .evidence = {.kind = PLACE_REMOTE}};
    return found_better(best, remote);
}

/* ---- in words */

/* sought: the home, or PLACE_WISHED. */
static const char *km_reason(const struct reasoning *reasoning, int64_t chord2, bool is_home,
                             const char *sought, const char *offered)
{
    int32_t km = geo_km(chord2);
    const char *number = arena_printf(reasoning->arena, "%d", km);
    if (km == 0)
        return REASON_TEXT(reasoning, is_home ? PHRASE_PLACE_SAME : PHRASE_PLACE_WISHED_SAME,
                           is_home ? offered : sought);
    return REASON_TEXT(reasoning, is_home ? PHRASE_PLACE_KM : PHRASE_PLACE_WISHED_KM, sought,
                       offered, number);
}

static const char *known_reason(const struct reasoning *reasoning, const struct evidence *evidence)
{
    const node_id *countries = policy_places(reasoning->scorer->policy).countries;
    bool is_home = evidence->wished == WISHED_HOME;
    node_id target = is_home ? reasoning->wish->home : reasoning->wish->places[evidence->wished];
    node_id place = person_place(reasoning->alumnus);
    const char *label = reason_label(reasoning, SCHEME_PLACE, target);
    const char *sought = is_home ? label : REASON_TEXT(reasoning, PHRASE_PLACE_WISHED, label);
    const char *offered = reason_label(reasoning, SCHEME_PLACE, place);
    const char *country = reason_label(reasoning, SCHEME_PLACE, countries[place]);
    switch ((enum place_kind)evidence->kind) {
    case PLACE_KM: return km_reason(reasoning, evidence->chord2, is_home, sought, offered);
    case PLACE_WITHIN:
        return target == place
                   ? REASON_TEXT(reasoning, PHRASE_PLACE_WISHED_SAME, sought)
                   : REASON_TEXT(reasoning, PHRASE_PLACE_WISHED_WITHIN, sought, offered);
    case PLACE_COUNTRY:
        return is_home ? REASON_TEXT(reasoning, PHRASE_PLACE_COUNTRY, country)
                       : REASON_TEXT(reasoning, PHRASE_PLACE_WISHED_COUNTRY, sought, country);
    case PLACE_APART:
    case PLACE_REMOTE: break;
    }
    return REASON_TEXT(reasoning, PHRASE_PLACE_APART,
                       reason_label(reasoning, SCHEME_PLACE, countries[target]), country);
}

static const char *unknown_reason(const struct reasoning *reasoning, const struct found *found)
{
    const struct evidence *evidence = &found->evidence;
    const struct person *student = reasoning->student;
    struct reason_unknown unknown = {.student_unknown = PHRASE_PLACE_UNKNOWN_STUDENT,
                                     .mentor_unknown = PHRASE_PLACE_UNKNOWN_MENTOR};
    if (evidence->wished == INDEX_NONE && student->place.node == NODE_NONE)
        unknown.student = &student->place;
    else if (evidence->wished < student->wishes.places_count)
        unknown.student = &student->wishes.places[evidence->wished];
    if (evidence->fact == INDEX_NONE)
        unknown.mentor = &reasoning->alumnus->place;
    return reason_unknown(reasoning, found, &unknown);
}

static const char *place_reason(const struct reasoning *reasoning, const struct found *found)
{
    if (found->unknown)
        return unknown_reason(reasoning, found);
    if (found->evidence.kind == PLACE_REMOTE)
        return REASON_TEXT(reasoning, PHRASE_PLACE_REMOTE, NULL);
    return known_reason(reasoning, &found->evidence);
}

/* ---- by table: the part of each place, and what meeting remotely lifts it to */

struct place_table {
    uint8_t remote[2]; /* by whether the alumnus accepts it; 0 where the student does not */
    uint8_t parts[];   /* of places; then as many marks of countries, used while filling */
};

static size_t place_facts(const struct scorer *scorer, const struct person *alumnus, date as_of,
                          struct fact *ret_facts)
{
    (void)scorer;
    (void)as_of;
    ret_facts[0] = (struct fact){.node = person_place(alumnus), .grade = alumnus->remote};
    return 1;
}

static size_t place_table_size(const struct scorer *scorer)
{
    return sizeof(struct place_table) + 2 * policy_places(scorer->policy).count;
}

/* Lifts all cities by their distance to one. Nearly all are beyond the end of the distance table:
 * for them it is three products and a comparison. */
static void fill_near(const struct policy *policy, node_id target, uint8_t *parts)
{
    struct policy_places places = policy_places(policy);
    int64_t end = policy_chord2_end(policy);
    struct geo_vector centre = places.vectors[target];
    for (size_t i = 1; i < places.count; i++) {
        int64_t chord2 = geo_chord2(centre, places.vectors[i]);
        if (chord2 >= end || !places.cities[i])
            continue;
        int32_t part = policy_distance_part(policy, chord2);
        parts[i] = part > parts[i] ? (uint8_t)part : parts[i];
    }
}

static void fill_within(const struct scorer *scorer, node_id target, uint8_t *parts)
{
    struct policy_places places = policy_places(scorer->policy);
    const struct taxonomy *taxonomy = scorer->taxonomies->of[SCHEME_PLACE];
    for (size_t i = 1; i < places.count; i++)
        if (places.countries[i] == places.countries[target] &&
            taxonomy_within(taxonomy, (node_id)i, target))
            parts[i] = PART_FULL;
}

/* Every place starts at the part of its country where that is the country of a target. */
static void fill_countries(const struct policy *policy, const struct wish *wish, uint8_t base,
                           uint8_t *parts)
{
    struct policy_places places = policy_places(policy);
    uint8_t country = (uint8_t)policy_value(policy, VALUE_PLACE_SAME_COUNTRY);
    uint8_t *marks = parts + places.count;
    memset(marks, 0, places.count);
    marks[places.countries[wish->home]] = 1;
    for (size_t w = 0; w < wish->places_count; w++)
        marks[places.countries[wish->places[w]]] = 1;
    uint8_t lifted = country > base ? country : base;
    for (size_t i = 1; i < places.count; i++)
        parts[i] = marks[places.countries[i]] ? lifted : base;
}

static int32_t place_fill(const struct scorer *scorer, const struct wish *wish, void *ret_table)
{
    const struct policy *policy = scorer->policy;
    struct policy_places places = policy_places(policy);
    struct place_table *table = ret_table;
    uint8_t neutral = (uint8_t)policy_value(policy, VALUE_PLACE_NEUTRAL);
    bool unread = wish->home == NODE_NONE && wish->places_count == 0;
    for (size_t w = 0; w < wish->places_count; w++)
        unread = unread || wish->places[w] == NODE_NONE;
    fill_countries(policy, wish, unread ? neutral : 0, table->parts);
    if (places.cities[wish->home])
        fill_near(policy, wish->home, table->parts);
    for (size_t w = 0; w < wish->places_count; w++) {
        if (places.cities[wish->places[w]])
            fill_near(policy, wish->places[w], table->parts);
        else if (wish->places[w] != NODE_NONE)
            fill_within(scorer, wish->places[w], table->parts);
    }
    table->parts[NODE_NONE] = neutral;
    table->remote[0] = 0;
    table->remote[1] = wish->remote ? (uint8_t)policy_value(policy, VALUE_PLACE_BOTH_REMOTE) : 0;
    bool known = wish->home != NODE_NONE || wish->places_count > 0;
    return part_greater(table->remote[1], known ? PART_FULL : neutral);
}

static int32_t place_look(const void *opaque, const struct fact *facts, size_t count)
{
    const struct place_table *table = opaque;
    int32_t best = 0;
    for (size_t i = 0; i < count; i++)
        best = part_greater(
            best, part_greater(table->parts[facts[i].node], table->remote[facts[i].grade]));
    return best;
}
