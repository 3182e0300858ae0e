/* What a field that is hidden does to search: nothing that it would not do had it never been told.
 * Over random people, wishes and filters, for every field and both editions: hits, their order,
 * scores, availability, explanations and refusals, byte for byte. */
#include "api/live_view.h"
#include "api/wire/hits.h"
#include "api/wire/shape_copy.h"
#include "api/wire/shape_json.h"
#include "matcher/search.h"
#include "scoring/base/text.h"
#include "tests/drawn_people.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define AS_OF      ((date)20261122)
#define CASE_COUNT 40 /* a field and edition */
#define QUERIES    6

TestSuite(hidden_fields, .init = drawn_open, .fini = drawn_close);

/* The merge patch after which a person never told the field; independent of scoring/visibility.c.
 * matters: search answers otherwise without it. */
static const struct row {
    const char *field, *patch;
    bool matters;
} rows[] = {
    {"name", "{\"name\":null}", true},
    {"email", "{\"email\":null}", false},
    {"affiliations", "{\"affiliations\":null}", true},
    {"employments", "{\"employments\":null}", true},
    {"languages", "{\"languages\":null,\"language\":null}", true},
    {"place", "{\"place\":null,\"country\":null}", true},
    {"remote", "{\"remote\":null}", true},
    {"wishes", "{\"wishes\":null}", true},
};

Test(hidden_fields, the_table_here_has_each_field_of_a_person_once)
{
    cr_assert(eq(sz, SHAPE_COUNT(rows), PERSON_FIELD_COUNT));
    for (size_t i = 0; i < SHAPE_COUNT(rows); i++)
        cr_expect(eq(str, (char *)rows[i].field, (char *)person_field_words[i]));
}

/* ---- people whose codes and texts are told, so that they survive a copy */

static void name_reading(enum scheme scheme, const struct reading *reading)
{
    struct reading *told = (struct reading *)(uintptr_t)reading;
    if (told->node != NODE_NONE)
        told->code = taxonomy_code(seeds->taxonomies.of[scheme], told->node);
    told->text = "typed";
}

static void name_list(enum scheme scheme, const struct reading *readings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        name_reading(scheme, &readings[i]);
}

static void name_skills(const struct language_skill *skills, size_t count)
{
    for (size_t i = 0; i < count; i++)
        name_reading(SCHEME_LANGUAGE, &skills[i].language);
}

static void tell_all(struct person *person, size_t number)
{
    person->id = arena_printf(case_arena, "00000000-0000-7000-8000-%012zu", number);
    person->name = arena_printf(case_arena, "Name %zu", number);
    person->email = arena_printf(case_arena, "%zu@example.org", number);
    person->language = "nl";
    person->matched = true;
    for (size_t i = 0; i < person->affiliations_count; i++)
        name_reading(SCHEME_ISCED, &person->affiliations[i].field);
    for (size_t i = 0; i < person->employments_count; i++) {
        name_reading(SCHEME_ISCO, &person->employments[i].occupation);
        name_reading(SCHEME_NACE, &person->employments[i].industry);
    }
    name_skills(person->languages, person->languages_count);
    name_reading(SCHEME_PLACE, &person->place);
    name_reading(SCHEME_PLACE, &person->country);
    name_list(SCHEME_ISCED, person->wishes.fields, person->wishes.fields_count);
    name_list(SCHEME_ISCO, person->wishes.occupations, person->wishes.occupations_count);
    name_list(SCHEME_NACE, person->wishes.industries, person->wishes.industries_count);
    name_list(SCHEME_PLACE, person->wishes.places, person->wishes.places_count);
    name_list(SCHEME_ISCED, person->conditions.fields, person->conditions.fields_count);
    name_skills(person->conditions.languages, person->conditions.languages_count);
}

/* ---- two worlds: one hides, in the other it was never told */

static enum edition draw_audience(enum edition below_edition)
{
    return below_edition == EDITION_MEMBERS && one_in(2) ? EDITION_STAFF : EDITION_SELF;
}

/* Most hide the field under test, some a field more, with an audience that is less than or more
 * than the edition. */
static void draw_visibility(struct person *person, enum person_field field, enum edition edition)
{
    struct visibility *list = arena_array(case_arena, 2, sizeof *list);
    size_t count = 0;
    if (!one_in(4))
        list[count++] = (struct visibility){(int32_t)field, (int32_t)draw_audience(edition)};
    enum person_field other = (enum person_field)below(PERSON_FIELD_COUNT);
    if (one_in(4) && other != field)
        list[count++] = (struct visibility){(int32_t)other,
                                            (int32_t)below((size_t)visibility_widest(other) + 1)};
    person->visibility = list;
    person->visibility_count = count;
}

static struct person without_hidden(const struct person *person, enum edition edition)
{
    struct person blank;
    struct faults faults = faults_in(case_arena);
    cr_assert(eq(int, shape_copy(&person_shape, person, case_arena, &blank), STATUS_OK));
    for (size_t i = 0; i < person->visibility_count; i++) {
        const char *patch = rows[person->visibility[i].field].patch;
        if (person->visibility[i].audience < (int32_t)edition)
            cr_assert(eq(int,
                         shape_from_json(&person_shape, DECODE_PATCH, patch, strlen(patch),
                                         case_arena, &faults, &blank),
                         STATUS_OK));
    }
    blank.visibility_count = 0;
    return blank;
}

static struct live_people *publish(const struct person *people, size_t count)
{
    static struct held_person *held[PEOPLE_MAX];
    struct live_people *published = NULL;
    for (size_t i = 0; i < count; i++) {
        held[i] = held_person_new(&seeds->taxonomies, &people[i]);
        cr_assert(held[i] != NULL);
    }
    cr_assert(
        eq(int, live_people_new(&seeds->scorer, held, count, AS_OF, 1, &published), STATUS_OK));
    for (size_t i = 0; i < count; i++)
        held_person_drop(held[i]);
    return published;
}

/* ---- what readers are told */

static const struct audience reader = {.language = LABEL_EN, .voice = VOICE_STUDENT};

static void tell_pair(const struct wish *wish, const struct person *student,
                      const struct person *alumnus, const struct person *shown, int32_t rank,
                      struct text *text)
{
    struct explanation explanation;
    struct hit_reply hit;
    cr_assert(
        eq(int,
           score_explain(&seeds->scorer, wish, student, alumnus, reader, case_arena, &explanation),
           STATUS_OK));
    cr_assert(eq(int, hit_reply_of(&explanation, shown, rank, case_arena, &hit), STATUS_OK));
    hit.availability = (int32_t)availability_of(alumnus, AS_OF, NULL, 0);
    shape_to_json(&hit_reply_shape, &hit, SHAPE_PRIVATE, text);
}

static void tell_eligibility(const struct person *student, const struct person *alumnus,
                             const struct filter *filter, struct text *text)
{
    enum ineligibility why = eligibility(&seeds->taxonomies, student, alumnus, filter);
    text_addf(text, "%s ", ineligibility_word(why));
    if (why != INELIGIBLE_NONE)
        text_add(text, eligibility_sentence(&seeds->taxonomies, why, alumnus, reader, case_arena));
}

static void tell_search(const struct live_edition *edition, const struct search *search,
                        struct text *text)
{
    struct search_hit hits[SEARCH_LIMIT_MAX];
    size_t count = 0;
    cr_assert(
        eq(int, search_scan(&seeds->scorer, edition->roster, search, hits, &count), STATUS_OK));
    text_addf(text, "%zu hits of %zu\n", count, roster_count(edition->roster));
    for (size_t i = 0; i < count; i++) {
        const struct person *alumnus = roster_person(edition->roster, hits[i].index);
        tell_pair(search->wish, search->student, alumnus, alumnus, (int32_t)i + 1, text);
    }
}

/* As GET /v1/people/{id}/students looks at them: the student's wish, and an alumnus of the same
 * edition. */
static void tell_students(const struct live_edition *edition, const struct weights *weights,
                          struct text *text)
{
    for (size_t i = 0; i < edition->students_count; i++) {
        const struct person *student = edition->students[i];
        const struct person *alumnus = edition->people[(i * 7 + 1) % edition->people_count];
        struct wish wish = wish_of_person(&seeds->scorer, student, *weights, AS_OF);
        tell_eligibility(student, alumnus, NULL, text);
        tell_pair(&wish, student, alumnus, student, 0, text);
    }
}

static struct filter draw_filter(void)
{
    struct filter filter = {.remote = one_in(6), .without_seats = one_in(2), .as_of = AS_OF};
    switch (below(7)) {
    case 0: filter.fields[filter.fields_count++] = draw(SCHEME_ISCED).node; break;
    case 1: filter.occupations[filter.occupations_count++] = draw(SCHEME_ISCO).node; break;
    case 2: filter.industries[filter.industries_count++] = draw(SCHEME_NACE).node; break;
    case 3: filter.places[filter.places_count++] = draw(SCHEME_PLACE).node; break;
    case 4:
        filter.languages[filter.languages_count++] =
            (struct wish_language){draw(SCHEME_LANGUAGE).node, (int32_t)below(LEVEL_COUNT)};
        break;
    case 5: filter.score_bp_min = (int32_t)below(10001); break;
    default: break;
    }
    return filter;
}

/* The same queries for the same seed. */
static struct text tell_world(const struct live_people *people, enum edition index, uint64_t seed)
{
    struct text text = {0};
    const struct live_edition *edition = &people->editions[index];
    rng = rng_seeded(seed);
    for (size_t i = 0; i < QUERIES; i++) {
        struct person *student = draw_person(1000 + i);
        struct weights weights = draw_weights();
        struct wish wish = wish_of_person(&seeds->scorer, student, weights, AS_OF);
        struct filter filter = draw_filter();
        struct search search = {&wish, student, one_in(3) ? NULL : &filter,
                                1 + below(SEARCH_LIMIT_MAX)};
        tell_search(edition, &search, &text);
        for (size_t j = 0; j < edition->people_count && j < 20; j++)
            tell_eligibility(student, edition->people[j], &filter, &text);
        if (i == 0)
            tell_students(edition, &weights, &text);
    }
    cr_assert(eq(int, text_status(&text), STATUS_OK));
    return text;
}

/* True when hiding changed what was told. */
static bool check_case(enum person_field field, enum edition edition, uint64_t seed)
{
    static struct person open[PEOPLE_MAX], hiding[PEOPLE_MAX], blank[PEOPLE_MAX];
    struct person *people[PEOPLE_MAX];
    draw_begin(seed);
    size_t count = draw_people(people);
    for (size_t i = 0; i < count; i++) {
        tell_all(people[i], i);
        draw_load(people[i], AS_OF);
        open[i] = hiding[i] = *people[i];
        draw_visibility(&hiding[i], field, edition);
        blank[i] = without_hidden(&hiding[i], edition);
    }
    struct live_people *worlds[] = {publish(hiding, count), publish(blank, count),
                                    publish(open, count)};
    struct text told[3];
    for (size_t i = 0; i < 3; i++) {
        told[i] = tell_world(worlds[i], edition, seed);
        live_people_drop(worlds[i]);
    }
    cr_assert(strcmp(told[0].bytes, told[1].bytes) == 0, "%s, %s, seed %llu:\n%s\n%s",
              person_field_words[field], edition_words[edition], (unsigned long long)seed,
              told[0].bytes, told[1].bytes);
    bool changed = strcmp(told[0].bytes, told[2].bytes) != 0;
    for (size_t i = 0; i < 3; i++)
        text_free(&told[i]);
    return changed;
}

static void check_edition(enum edition edition)
{
    for (enum person_field field = 0; field < PERSON_FIELD_COUNT; field++) {
        size_t changed = 0;
        for (uint64_t seed = 1; seed <= CASE_COUNT; seed++)
            changed += check_case(field, edition, seed * 100 + (uint64_t)field);
        /* The cases are worth something: what is hidden would have shown. */
        if (rows[field].matters)
            cr_expect(gt(sz, changed, CASE_COUNT / 2), "%s", rows[field].field);
    }
}

Test(hidden_fields, members_are_told_what_they_were_had_the_field_never_been_told, .timeout = 120)
{
    check_edition(EDITION_MEMBERS);
}

Test(hidden_fields, staff_are_told_what_they_were_had_the_field_never_been_told, .timeout = 120)
{
    check_edition(EDITION_STAFF);
}

/* ---- what is shared */

Test(hidden_fields, editions_that_are_alike_are_one)
{
    static struct person people[PEOPLE_MAX];
    static const struct visibility email[] = {{PERSON_FIELD_EMAIL, EDITION_SELF}};
    static const struct visibility name[] = {{PERSON_FIELD_NAME, EDITION_SELF}};
    static const struct visibility staff[] = {{PERSON_FIELD_NAME, EDITION_STAFF}};
    static const struct {
        const struct visibility *said;
        bool alike, shared;
    } worlds[] = {
        {NULL, true, true}, {email, true, true}, {name, true, false}, {staff, false, true}};
    draw_begin(7);
    for (size_t i = 0; i < 10; i++) {
        people[i] = *draw_person(i);
        tell_all(&people[i], i);
    }
    for (size_t i = 0; i < SHAPE_COUNT(worlds); i++) {
        people[3].visibility = worlds[i].said;
        people[3].visibility_count = worlds[i].said != NULL;
        struct live_people *world = publish(people, 10);
        const struct live_edition *editions = world->editions;
        cr_expect(eq(int, editions[EDITION_MEMBERS].roster == editions[EDITION_STAFF].roster,
                     worlds[i].alike),
                  "world %zu", i);
        cr_expect(eq(int, editions[EDITION_STAFF].people[3] == editions[EDITION_SELF].people[3],
                     worlds[i].shared),
                  "world %zu", i);
        cr_expect(eq(ptr, (void *)editions[EDITION_MEMBERS].people[4],
                     (void *)editions[EDITION_SELF].people[4]));
        live_people_drop(world);
    }
}

Test(hidden_fields, who_takes_no_part_in_matching_is_known_and_not_found)
{
    static struct person people[10];
    draw_begin(8);
    for (size_t i = 0; i < 10; i++) {
        people[i] = *draw_person(i);
        tell_all(&people[i], i);
        people[i].role = ROLE_BOTH;
        people[i].matched = i != 3;
    }
    struct live_people *world = publish(people, 10);
    for (enum edition edition = EDITION_STAFF; edition < EDITION_COUNT; edition++) {
        cr_expect(eq(sz, world->editions[edition].people_count, 10));
        cr_expect(eq(sz, world->editions[edition].students_count, 9));
        cr_expect(eq(sz, roster_count(world->editions[edition].roster), 9));
        for (uint32_t i = 0; i < 9; i++)
            cr_expect(ne(
                str, (char *)roster_person(world->editions[edition].roster, i)->external_id, "p3"));
    }
    live_people_drop(world);
}
