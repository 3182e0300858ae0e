#include "matcher/search.h"
#include "tests/person_words.h"
#include "tests/small_seeds.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#define T(text) ((char *)(text)) /* Criterion compares char *, not const char * */
#define AS_OF   ((date)20261122)

static struct small_seeds seeds;

static void open_seeds(void)
{
    small_seeds_open(&seeds);
}

static void close_seeds(void)
{
    small_seeds_close(&seeds);
}

TestSuite(search, .init = open_seeds, .fini = close_seeds);

typedef enum status search_function(const struct scorer *, const struct roster *,
                                    const struct search *, struct search_hit *, size_t *);

/* The ids found, best first, as "a b c". */
static const char *find(search_function *function, const char *const *people, size_t count,
                        const char *student_words, const struct filter *filter, size_t limit)
{
    const struct person *persons[16];
    struct search_hit hits[SEARCH_LIMIT_MAX];
    size_t found = 0;
    struct roster *roster = NULL;
    for (size_t i = 0; i < count; i++)
        persons[i] = person_of_words(seeds.arena, &seeds.taxonomies, people[i]);
    const struct person *student = person_of_words(seeds.arena, &seeds.taxonomies, student_words);
    struct wish wish = wish_of_person(&seeds.scorer, student, weights_default(seeds.policy), AS_OF);
    struct search search = {&wish, student, filter, limit};
    cr_assert(eq(int, roster_new(&seeds.scorer, persons, count, AS_OF, &roster), STATUS_OK));
    cr_assert(eq(int, function(&seeds.scorer, roster, &search, hits, &found), STATUS_OK));
    const char *ids = "";
    for (size_t i = 0; i < found; i++)
        ids = arena_printf(seeds.arena, "%s%s%s", ids, i == 0 ? "" : " ",
                           roster_person(roster, hits[i].index)->external_id);
    roster_free(roster);
    return ids;
}

static const char *const people[] = {
    "id:d seats:1 field:0732",         "id:b seats:1 field:0731", "id:a seats:1 field:0731",
    "id:s seats:1 field:0732",         "id:c field:0732",         "id:e seats:1 field:0541",
    "id:f student seats:1 field:0732",
};

static void expect(const char *ids, const struct filter *filter, size_t limit)
{
    search_function *const functions[] = {search_plain, search_scan};
    for (size_t i = 0; i < 2; i++)
        cr_expect(eq(str,
                     T(find(functions[i], people, sizeof people / sizeof people[0],
                            "id:s field:0732", filter, limit)),
                     T(ids)),
                  "%zu", i);
}

Test(search, equal_scores_stand_in_the_order_of_ids_and_the_student_is_not_found)
{
    expect("d a b e", NULL, 10);
    expect("d a", NULL, 2);
    expect("d", NULL, 1);
}

Test(search, a_filter_and_a_minimum_leave_out)
{
    struct filter filter = {.without_seats = true};
    expect("c d a b e", &filter, 10);
    filter.score_bp_min = 35 * 70;
    expect("c d a b", &filter, 10);
    filter = (struct filter){.score_bp_min = 10000};
    expect("", &filter, 10);
}

Test(search, an_empty_roster_finds_nobody)
{
    cr_expect(eq(str, T(find(search_scan, NULL, 0, "id:s", NULL, 10)), T("")));
    cr_expect(eq(str, T(find(search_plain, NULL, 0, "id:s", NULL, 10)), T("")));
}

Test(search, a_roster_holds_the_alumni_in_order_of_their_ids)
{
    const struct person *persons[7];
    struct roster *roster = NULL;
    for (size_t i = 0; i < 7; i++)
        persons[i] = person_of_words(seeds.arena, &seeds.taxonomies, people[i]);
    cr_assert(eq(int, roster_new(&seeds.scorer, persons, 7, AS_OF, &roster), STATUS_OK));
    cr_assert(eq(sz, roster_count(roster), 6));
    for (uint32_t i = 1; i < 6; i++)
        cr_expect(lt(str, T(roster_person(roster, i - 1)->external_id),
                     T(roster_person(roster, i)->external_id)));
    cr_expect(eq(i32, roster_as_of(roster), AS_OF));
    roster_free(roster);
    cr_expect(eq(int, roster_new(&seeds.scorer, persons, ROSTER_PEOPLE_MAX + 1, AS_OF, &roster),
                 STATUS_TOO_LARGE));
}
