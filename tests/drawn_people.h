/* Random people who meet: for property tests over the shipped seeds. Drawn from rng, into
 * case_arena; nodes come from pools, drawn first for each case. */
#ifndef TESTS_DRAWN_PEOPLE_H
#define TESTS_DRAWN_PEOPLE_H

#include "scoring/base/rng.h"
#include "tests/shipped_seeds.h"

#define POOL_MAX   24
#define PEOPLE_MAX 600

static struct arena *case_arena;
static struct rng rng;

static inline size_t below(size_t bound)
{
    return (size_t)rng_below(&rng, bound);
}

static inline bool one_in(size_t n)
{
    return below(n) == 0;
}

/* Nodes of a scheme from which a case's people and wishes are made: few, so that they meet, with
 * ancestors and relatives of each other, inner codes and the unknown among them. */
struct pool {
    node_id nodes[POOL_MAX];
    size_t count;
};

static inline struct pool pool_of(enum scheme scheme)
{
    const struct taxonomy *taxonomy = seeds->taxonomies.of[scheme];
    struct pool pool = {.count = 1}; /* NODE_NONE */
    size_t count = 2 + below(POOL_MAX - 2);
    while (pool.count < count) {
        node_id node = (node_id)(1 + below(taxonomy_count(taxonomy)));
        node_id before = pool.nodes[pool.count - 1];
        if (before != NODE_NONE && one_in(3))
            node = taxonomy_parent(taxonomy, before);
        else if (before != NODE_NONE && one_in(3))
            node = before < taxonomy_count(taxonomy) ? (node_id)(before + 1) : before;
        pool.nodes[pool.count++] = node;
    }
    return pool;
}

static struct pool pools[SCHEME_COUNT];

static inline struct reading draw(enum scheme scheme)
{
    return (struct reading){.node = pools[scheme].nodes[below(pools[scheme].count)]};
}

static inline date draw_date(void)
{
    if (one_in(2))
        return 0;
    date year = (date)(1990 + below(40)), month = (date)below(13);
    return year * 10000 + month * 100;
}

static inline const struct reading *draw_list(enum scheme scheme, size_t max, size_t *ret_count)
{
    *ret_count = below(max + 1);
    struct reading *list = arena_array(case_arena, *ret_count, sizeof *list);
    for (size_t i = 0; i < *ret_count; i++)
        list[i] = draw(scheme);
    return list;
}

static inline const struct language_skill *draw_skills(size_t max, size_t *ret_count)
{
    *ret_count = below(max + 1);
    struct language_skill *list = arena_array(case_arena, *ret_count, sizeof *list);
    for (size_t i = 0; i < *ret_count; i++)
        list[i] = (struct language_skill){draw(SCHEME_LANGUAGE), (int32_t)below(LEVEL_COUNT)};
    return list;
}

static inline void draw_career(struct person *person)
{
    struct employment *jobs = arena_array(case_arena, 4, sizeof *jobs);
    person->employments_count = below(4);
    for (size_t i = 0; i < person->employments_count; i++)
        jobs[i] = (struct employment){.occupation = draw(SCHEME_ISCO),
                                      .industry = draw(SCHEME_NACE),
                                      .from = draw_date(),
                                      .to = draw_date()};
    person->employments = jobs;
}

static inline void draw_wishes(struct wishes *wishes)
{
    wishes->fields = draw_list(SCHEME_ISCED, 3, &wishes->fields_count);
    wishes->occupations = draw_list(SCHEME_ISCO, 3, &wishes->occupations_count);
    wishes->industries = draw_list(SCHEME_NACE, 2, &wishes->industries_count);
    wishes->places = draw_list(SCHEME_PLACE, 2, &wishes->places_count);
}

#define PROGRAMMES_DRAWN 4

static inline struct uuid drawn_programme(size_t number)
{
    return (struct uuid){{1, (unsigned char)(77 * number)}};
}

/* Some have offers, in different programmes, and have promised seats and hours in the year of
 * as_of or before it. */
static inline void draw_load(struct person *person, date as_of)
{
    if (one_in(2))
        return;
    struct mentor_load *load = &person->load;
    struct seat_offer *offers = arena_array(case_arena, PROGRAMMES_DRAWN, sizeof *offers);
    for (size_t i = 0; i < PROGRAMMES_DRAWN; i++)
        if (one_in(3))
            offers[load->offers_count++] =
                (struct seat_offer){drawn_programme(i), (int32_t)below(3), !one_in(3)};
    load->offers = offers;
    load->seats_taken = (int32_t)below((size_t)person->seats + 1);
    person->hours_max = (int32_t)below(3) * 10;
    load->hours_year = date_year(as_of) - (int32_t)below(2);
    load->hours_taken = (int32_t)below(3) * 10;
}

static inline struct person *draw_person(size_t number)
{
    struct person *person = arena_alloc(case_arena, sizeof *person);
    struct affiliation *studies = arena_array(case_arena, 4, sizeof *studies);
    *person = (struct person){.external_id = arena_printf(case_arena, "p%zu", number),
                              .role = (int32_t)below(ROLE_COUNT),
                              .affiliations = studies,
                              .affiliations_count = below(4),
                              .place = draw(SCHEME_PLACE),
                              .country = draw(SCHEME_PLACE),
                              .remote = one_in(2),
                              .seats = (int32_t)below(3)};
    for (size_t i = 0; i < person->affiliations_count; i++)
        studies[i].field = draw(SCHEME_ISCED);
    draw_career(person);
    person->languages = draw_skills(3, &person->languages_count);
    draw_wishes(&person->wishes);
    if (one_in(4))
        person->conditions.fields = draw_list(SCHEME_ISCED, 2, &person->conditions.fields_count);
    if (one_in(4))
        person->conditions.languages = draw_skills(2, &person->conditions.languages_count);
    return person;
}

/* Many people: mostly others' doubles, so that profiles are shared and lanes are eager. */
static inline size_t draw_people(struct person **ret_people)
{
    bool many = one_in(8);
    size_t count = below(many ? PEOPLE_MAX : 40), templates = 1 + below(20);
    for (size_t i = 0; i < count; i++) {
        if (many && i >= templates) {
            ret_people[i] = arena_alloc(case_arena, sizeof **ret_people);
            *ret_people[i] = *ret_people[below(templates)];
            ret_people[i]->external_id =
                arena_printf(case_arena, "p%zu", one_in(50) ? below(count) : i);
        } else {
            ret_people[i] = draw_person(i);
        }
    }
    return count;
}

static inline struct weights draw_weights(void)
{
    struct weights weights = {0};
    int32_t left = 100;
    for (size_t c = 0; c + 1 < CRITERION_COUNT; c++) {
        weights.percent[c] = one_in(4) ? 0 : (int32_t)below((size_t)left + 1);
        left -= weights.percent[c];
    }
    weights.percent[CRITERION_COUNT - 1] = left;
    return weights;
}

/* Begins a case: the same seed draws the same people. */
static inline void draw_begin(uint64_t seed)
{
    arena_reset(case_arena);
    rng = rng_seeded(seed);
    for (size_t s = 0; s < SCHEME_COUNT; s++)
        pools[s] = pool_of((enum scheme)s);
}

static inline void drawn_open(void)
{
    shipped_open();
    cr_assert(eq(int, (int)arena_new(0, &case_arena), STATUS_OK));
}

static inline void drawn_close(void)
{
    arena_free(case_arena);
    shipped_close();
}

#endif
