#include "matcher/shortage.h"
#include "matcher/round.h"
#include "tests/person_words.h"
#include "tests/random_problem.h"
#include "tests/small_seeds.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#define T(text) ((char *)(text)) /* Criterion compares char *, not const char * */

static struct small_seeds seeds;
static struct arena *arena; /* reset between random problems */

static void open_all(void)
{
    small_seeds_open(&seeds);
    cr_assert(eq(int, (int)arena_new(0, &arena), STATUS_OK));
}

static void close_all(void)
{
    arena_free(arena);
    small_seeds_close(&seeds);
}

TestSuite(shortage, .init = open_all, .fini = close_all);

/* ---- the cut */

/* Pairs at a level as a table, and a greatest matching in it by plain augmenting paths (Kuhn 1955),
 * a student moving on at most once a search. */
struct plain {
    uint32_t students, mentors;
    const uint32_t *seats;
    bool *pairs;         /* student by student */
    uint32_t *mentor_of; /* or NOBODY */
    bool *visited;
};

static bool has_pair(const struct plain *plain, uint32_t i, uint32_t j)
{
    return plain->pairs[(size_t)i * plain->mentors + j];
}

static bool seat(struct plain *plain, uint32_t i)
{
    for (uint32_t j = 0; j < plain->mentors; j++) {
        if (!has_pair(plain, i, j) || plain->visited[j])
            continue;
        plain->visited[j] = true;
        uint32_t load = 0;
        for (uint32_t k = 0; k < plain->students; k++)
            load += plain->mentor_of[k] == j;
        bool freed = load < plain->seats[j];
        for (uint32_t k = 0; k < plain->students && !freed; k++)
            freed = plain->mentor_of[k] == j && seat(plain, k);
        if (freed) {
            plain->mentor_of[i] = j;
            return true;
        }
    }
    return false;
}

/* The free students that no matching of the greatest number holds all of. */
static uint32_t plain_unmatched(const struct settled *settled, struct market *market,
                                int32_t level_bp, struct plain *plain)
{
    size_t count = (size_t)market_student_count(market) * market_mentor_count(market);
    *plain = (struct plain){
        .students = market_student_count(market),
        .mentors = market_mentor_count(market),
        .seats = market_seats(market),
        .pairs = arena_array(arena, count, sizeof(bool)),
        .mentor_of = arena_array(arena, market_student_count(market), sizeof(uint32_t)),
        .visited = arena_array(arena, market_mentor_count(market), sizeof(bool))};
    int16_t *row = arena_array(arena, plain->mentors, sizeof *row);
    uint32_t unmatched = 0;
    memset(plain->mentor_of, 0xff, plain->students * sizeof *plain->mentor_of);
    for (uint32_t i = 0; i < plain->students; i++) {
        market_row(market, 0, i, row);
        for (uint32_t j = 0; j < plain->mentors; j++)
            plain->pairs[(size_t)i * plain->mentors + j] =
                row[j] != ROW_IMPOSSIBLE && row[j] >= level_bp;
    }
    for (uint32_t i = 0; i < plain->students; i++) {
        memset(plain->visited, 0, plain->mentors * sizeof *plain->visited);
        unmatched += settled->mentor_of[i] == NOBODY && !seat(plain, i);
    }
    return unmatched;
}

/* Every mentor that a student of the group can have is in the group, and every mentor of it is such
 * a one; the students hang together by them. */
static void check_group(const struct plain *plain, const struct shortage_group *group,
                        const char *label)
{
    bool *ours = arena_array(arena, plain->mentors, sizeof *ours);
    bool *reached = arena_array(arena, plain->mentors, sizeof *reached);
    bool *joined = arena_array(arena, group->students_count, sizeof *joined);
    int64_t seats = 0;
    for (size_t k = 0; k < group->mentors_count; k++) {
        cr_assert(k == 0 || group->mentors[k - 1] < group->mentors[k], "%s", label);
        ours[group->mentors[k]] = true;
        seats += plain->seats[group->mentors[k]];
    }
    cr_assert(eq(i64, group->seats, seats), "%s", label);
    cr_assert(gt(i64, (int64_t)group->students_count, seats), "%s", label);
    size_t count = 0, before = SIZE_MAX;
    while (count != before) { /* until nobody joins any more */
        before = count;
        for (size_t k = 0; k < group->students_count; k++) {
            bool touches = k == 0;
            for (uint32_t j = 0; j < plain->mentors; j++) {
                bool pair = has_pair(plain, group->students[k], j);
                cr_assert(ours[j] || pair == false, "%s", label);
                touches = touches || (pair && reached[j]);
            }
            if (!touches || joined[k])
                continue;
            joined[k] = true;
            count++;
            for (uint32_t j = 0; j < plain->mentors; j++)
                reached[j] = reached[j] || has_pair(plain, group->students[k], j);
        }
    }
    cr_assert(eq(sz, count, group->students_count), "%s", label);
    for (size_t k = 0; k < group->mentors_count; k++)
        cr_assert(reached[group->mentors[k]], "%s", label);
}

static struct shortage_cut cut_of(const struct problem *problem, const struct settled *settled,
                                  int32_t level_bp, struct plain *plain, const char *label)
{
    struct market *market = NULL;
    struct shortage_cut cut;
    cr_assert(eq(int, (int)market_new(problem, settled, 1, NULL, &market), STATUS_OK));
    cr_assert(
        eq(int, (int)shortage_find_cut(market, settled, level_bp, NULL, arena, &cut), STATUS_OK));
    cr_assert(eq(u32, cut.unmatched, plain_unmatched(settled, market, level_bp, plain)), "%s",
              label);
    int64_t short_of = 0;
    bool *student_seen = arena_array(arena, plain->students, sizeof *student_seen);
    bool *mentor_seen = arena_array(arena, plain->mentors, sizeof *mentor_seen);
    for (size_t g = 0; g < cut.groups_count; g++) {
        check_group(plain, &cut.groups[g], label);
        short_of += (int64_t)cut.groups[g].students_count - cut.groups[g].seats;
        for (size_t k = 0; k < cut.groups[g].students_count; k++) {
            cr_assert(student_seen[cut.groups[g].students[k]] == false, "%s", label);
            student_seen[cut.groups[g].students[k]] = true;
        }
        for (size_t k = 0; k < cut.groups[g].mentors_count; k++) {
            cr_assert(mentor_seen[cut.groups[g].mentors[k]] == false, "%s", label);
            mentor_seen[cut.groups[g].mentors[k]] = true;
        }
    }
    cr_assert(eq(i64, short_of, cut.unmatched), "%s", label);
    market_free(market);
    return cut;
}

static void check_same(const struct shortage_cut *a, const struct shortage_cut *b)
{
    cr_assert(eq(sz, a->groups_count, b->groups_count));
    for (size_t g = 0; g < a->groups_count; g++) {
        cr_assert(eq(sz, a->groups[g].students_count, b->groups[g].students_count));
        for (size_t k = 0; k < a->groups[g].students_count; k++)
            cr_assert(eq(u32, a->groups[g].students[k], b->groups[g].students[k]));
        cr_assert(eq(i64, a->groups[g].seats, b->groups[g].seats));
    }
}

Test(shortage, groups_are_whole_apart_and_short_by_the_unmatched_in_all_dense_or_sparse)
{
    size_t several = 0, shared = 0;
    for (uint64_t seed = 1; seed <= 400; seed++) {
        struct rng rng = rng_seeded(seed);
        struct draft *draft = draft_draw(&rng, &random_middling, arena);
        struct problem *sparse = draft_build(draft, arena);
        struct settled settled;
        struct plain plain;
        const char *label = arena_printf(arena, "seed %llu", (unsigned long long)seed);
        cr_assert(eq(int, (int)settle(sparse, arena, &settled), STATUS_OK));
        if (settled.conflict_count == 0) {
            int32_t level = shortage_level(sparse);
            struct shortage_cut cut = cut_of(sparse, &settled, level, &plain, label);
            struct problem *dense = draft_dense(sparse, 1, arena);
            struct shortage_cut other = cut_of(dense, &settled, level, &plain, label);
            check_same(&cut, &other);
            several += cut.groups_count > 1;
            for (size_t g = 0; g < cut.groups_count; g++)
                shared += cut.groups[g].mentors_count > 0;
        }
        arena_reset(arena);
    }
    cr_assert(gt(sz, several, 20));
    cr_assert(gt(sz, shared, 20));
}

/* ---- what sets groups apart */

struct told {
    size_t students;
    int64_t seats, short_of;
    const char *name; /* in English */
};

static int compare_people(const void *a, const void *b)
{
    const struct person *x = a, *y = b;
    return strcmp(x->external_id, y->external_id);
}

/* Checks the shortages of a round of people, "4 field:0732 student" being four alike; every
 * eligible pair is at the level. */
static void check_told(const char *const *people, const struct told *told, size_t told_count)
{
    struct person everybody[64];
    struct snapshot snapshot = {.weights = weights_default(seeds.policy), .minimum_bp = 1};
    for (; *people != NULL; people++) {
        char *rest = NULL;
        for (long copies = strtol(*people, &rest, 10); copies > 0; copies--) {
            const char *words =
                arena_printf(seeds.arena, "id:p%02zu%s", snapshot.people_count, rest);
            everybody[snapshot.people_count++] =
                *person_of_words(seeds.arena, &seeds.taxonomies, words);
        }
    }
    snapshot.people = everybody;
    qsort(everybody, snapshot.people_count, sizeof *everybody, compare_people);
    struct round *round = NULL;
    struct settled settled;
    struct market *market = NULL;
    struct shortages shortages;
    struct digest hash = {{0}};
    cr_assert(eq(int, (int)round_new(&seeds.scorer, &snapshot, hash, 1, &seeds.faults, &round),
                 STATUS_OK));
    const struct problem *problem = round_problem(round);
    cr_assert(eq(int, (int)settle(problem, arena, &settled), STATUS_OK));
    cr_assert(eq(int, (int)market_new(problem, &settled, 1, NULL, &market), STATUS_OK));
    cr_assert(
        eq(int, (int)shortages_find(round, market, &settled, NULL, arena, &shortages), STATUS_OK));
    int64_t short_of = 0;
    cr_expect(eq(sz, shortages.count, told_count));
    for (size_t k = 0; k < shortages.count && k < told_count; k++) {
        const struct shortage *item = &shortages.items[k];
        const char *name = shortage_name(&seeds.taxonomies, item, LABEL_EN, arena);
        cr_expect(eq(sz, item->group.students_count, told[k].students), "%s", told[k].name);
        cr_expect(eq(i64, item->group.seats, told[k].seats), "%s", told[k].name);
        cr_expect(eq(i64, item->short_of, told[k].short_of), "%s", told[k].name);
        cr_expect(eq(str, T(name), T(told[k].name)));
        short_of += item->short_of;
    }
    cr_expect(eq(i64, short_of, shortages.unmatched));
    market_free(market);
    round_free(round);
}

Test(shortage, a_group_is_named_by_what_it_has_and_the_cohort_lacks)
{
    static const char *const people[] = {"6 student field:0732 speaks:nl/C1 place:LEU",
                                         "6 student field:0541 speaks:sv/C1 place:OSL",
                                         "1 seats:2 asks-field:0732 speaks:nl/C1",
                                         "1 seats:6 asks-field:0541 speaks:sv/C1", NULL};
    static const struct told told[] = {{6, 2, 4, "architecture and construction, Dutch, Leuven"}};
    check_told(people, told, 1);
}

/* All speak Dutch. Of the seven, one in seven is of Arlon (too few), three are of Leuven and three
 * of Antwerp: Flanders has more of them. Whoever studies 0711 and 0732 shares the broad field. */
Test(shortage, names_come_from_the_level_that_fits_and_rare_values_do_not)
{
    static const char *const people[] = {"3 student field:0732 speaks:nl/C1 place:LEU",
                                         "3 student field:0711 speaks:nl/C1 place:ANT",
                                         "1 student field:0711 speaks:nl/C1 speaks:fi/C1 place:ARL",
                                         "9 student field:0541 speaks:nl/C1 place:OSL",
                                         "1 seats:5 asks-field:07 speaks:nl/C1",
                                         "1 seats:9 asks-field:0541 speaks:nl/C1",
                                         NULL};
    static const struct told told[] = {{7, 5, 2, "engineering, Belgium"}};
    check_told(people, told, 1);
}

Test(shortage, students_without_any_mentor_are_told_by_field)
{
    static const char *const people[] = {"3 student field:0613 speaks:nl/C1 place:LEU",
                                         "1 student field:0613 speaks:sv/C1 place:OSL",
                                         "1 student field:0711 speaks:nl/C1 place:LEU",
                                         "2 student speaks:sv/C1 place:TOS",
                                         "5 student field:0541 speaks:nb/C1 place:DRA",
                                         "1 seats:4 asks-field:0541",
                                         NULL};
    static const struct told told[] = {{4, 0, 4, "ICT, Dutch, Leuven"},
                                       {2, 0, 2, "field unknown, Swedish, Tromsø"},
                                       {5, 4, 1, "mathematics and statistics, Norwegian, Drammen"},
                                       {1, 0, 1, "engineering trades, Dutch, Leuven"}};
    check_told(people, told, 4);
}

Test(shortage, a_group_like_the_whole_cohort_is_mixed)
{
    static const char *const people[] = {"4 student field:0732 speaks:nl/C1 place:LEU",
                                         "1 seats:1 field:0732", NULL};
    static const struct told told[] = {{4, 1, 3, "mixed"}};
    check_told(people, told, 1);
}

Test(shortage, nobody_is_short_where_all_have_a_seat)
{
    static const char *const people[] = {"4 student field:0732", "2 seats:2", NULL};
    check_told(people, NULL, 0);
}

Test(shortage, sentences_are_written_in_six_languages)
{
    static const char *const sentences[LABEL_LANGUAGE_COUNT] = {
        "studenten: 34, plaatsen: 12, tekort: 22 – weg- en waterbouw, Nederlands, Antwerpen",
        "studenter: 34, platser: 12, saknas: 22 – building and civil engineering, nederländska, "
        "Antwerpen",
        "studenter: 34, plasser: 12, mangler: 22 – bygg og anlegg, nederlandsk, Antwerpen",
        "Studierende: 34, Plätze: 12, es fehlen: 22 – Bauingenieurwesen, Niederländisch, Antwerpen",
        "personnes étudiantes\u00a0: 34, places\u00a0: 12, manque\u00a0: 22 – building and civil "
        "engineering, néerlandais, Antwerpen",
        "students: 34, seats: 12, short of: 22 – building and civil engineering, Dutch, Antwerpen"};
    struct shortage shortage = {.group = {.students_count = 34, .seats = 12}, .short_of = 22};
    static const char *const codes[SHORTAGE_KIND_COUNT] = {"0732", "nl", "ANT"};
    for (enum shortage_kind kind = 0; kind < SHORTAGE_KIND_COUNT; kind++)
        shortage.values[kind].node = taxonomy_find(seeds.taxonomies.of[shortage_scheme(kind)],
                                                   codes[kind], strlen(codes[kind]));
    for (enum label_language language = 0; language < LABEL_LANGUAGE_COUNT; language++)
        cr_expect(eq(str, T(shortage_sentence(&seeds.taxonomies, &shortage, language, arena)),
                     T(sentences[language])));
}
