#include "matcher/eligible.h"
#include "matcher/rows.h"
#include "tests/drawn_people.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#define AS_OF       ((date)20261122)
#define CASE_COUNT  800
#define MENTORS_MAX 40

TestSuite(rows, .init = drawn_open, .fini = drawn_close);

/* Mentors of ids p0.., each once; students of ids that are theirs, or nobody's. */
static struct rows_of_people draw_round(void)
{
    size_t students = below(6), mentors = below(MENTORS_MAX);
    const struct person **student = arena_array(case_arena, students + 1, sizeof *student);
    const struct person **mentor = arena_array(case_arena, mentors + 1, sizeof *mentor);
    for (size_t i = 0; i < students; i++)
        student[i] = draw_person(below(2 * MENTORS_MAX));
    for (size_t j = 0; j < mentors; j++) {
        struct person *drawn = draw_person(j);
        draw_load(drawn, AS_OF); /* which a round does not look at */
        mentor[mentors - 1 - j] = drawn;
    }
    return (struct rows_of_people){.scorer = &seeds->scorer,
                                   .students = student,
                                   .student_count = students,
                                   .mentors = mentor,
                                   .mentor_count = mentors,
                                   .weights = draw_weights(),
                                   .as_of = AS_OF};
}

/* The pair alone: what both ways must say. */
static int16_t score_alone(const struct rows_of_people *people, size_t i, size_t j)
{
    const struct person *student = people->students[i], *mentor = people->mentors[j];
    struct wish wish = wish_of_person(people->scorer, student, people->weights, people->as_of);
    if (eligibility(people->scorer->taxonomies, student, mentor, NULL) != INELIGIBLE_NONE)
        return ROW_IMPOSSIBLE;
    return (int16_t)score_pair(people->scorer, &wish, mentor).score_bp;
}

/* Counts possible pairs; every one must be equal both ways, whoever's scratch it is made with. */
static size_t check_case(uint64_t seed)
{
    int16_t table[MENTORS_MAX], plain[MENTORS_MAX];
    struct rows *by_table = NULL, *plainly = NULL;
    draw_begin(seed);
    struct rows_of_people people = draw_round();
    cr_assert(eq(int, (int)rows_new(&people, 2, &by_table), STATUS_OK));
    cr_assert(eq(int, (int)rows_plain_new(&people, 1, NULL, &plainly), STATUS_OK));
    size_t possible = 0;
    for (uint32_t i = 0; i < people.student_count; i++) {
        by_table->fill(by_table->context, i % 2, i, table);
        plainly->fill(plainly->context, 0, i, plain);
        for (size_t j = 0; j < people.mentor_count; j++) {
            cr_assert(eq(int, table[j], plain[j]), "seed %llu, student %u, mentor %zu",
                      (unsigned long long)seed, (unsigned)i, j);
            cr_assert(eq(int, plain[j], score_alone(&people, i, j)), "seed %llu",
                      (unsigned long long)seed);
            possible += plain[j] != ROW_IMPOSSIBLE;
        }
    }
    rows_free(by_table);
    rows_free(plainly);
    return possible;
}

Test(rows, the_table_and_the_plain_score_agree_on_every_pair_of_random_people)
{
    size_t possible = 0;
    for (uint64_t seed = 1; seed <= CASE_COUNT; seed++)
        possible += check_case(seed);
    cr_assert(gt(sz, possible, CASE_COUNT));
}
