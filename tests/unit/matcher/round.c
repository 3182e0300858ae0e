/* People and rules by ids as a problem by numbers. */
#include "matcher/round.h"
#include "tests/person_words.h"
#include "tests/small_seeds.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

static struct small_seeds seeds;
static struct snapshot snapshot;

/* Rising by id. both-1 studies and mentors; m-4 offers no seat. */
static const char *const people_words[] = {
    "id:both-1 student field:0732 seats:1",
    "id:m-1 field:0732 seats:2",
    "id:m-2 field:0541 seats:1",
    "id:m-3 field:0613 seats:1 asks-field:0613",
    "id:m-4 field:0731",
    "id:s-1 student field:0732",
    "id:s-2 student field:0541",
    "id:s-3 student field:0613",
};
#define PEOPLE_COUNT (sizeof people_words / sizeof *people_words)

static void set_up(void)
{
    small_seeds_open(&seeds);
    struct person *people = arena_array(seeds.arena, PEOPLE_COUNT, sizeof *people);
    for (size_t p = 0; p < PEOPLE_COUNT; p++)
        people[p] = *person_of_words(seeds.arena, &seeds.taxonomies, people_words[p]);
    people[0].role = ROLE_BOTH;
    snapshot = (struct snapshot){.engine = ENGINE_VERSION,
                                 .objective = OBJECTIVE_FAIR,
                                 .weights = {{100, 0, 0, 0}},
                                 .as_of = 20260901,
                                 .seed = 1,
                                 .people = people,
                                 .people_count = PEOPLE_COUNT};
}

static void tear_down(void)
{
    small_seeds_close(&seeds);
}

TestSuite(round, .init = set_up, .fini = tear_down);

static struct round *open_round(void)
{
    struct round *round = NULL;
    enum status status =
        round_new(&seeds.scorer, &snapshot, digest_of("x", 1), 1, &seeds.faults, &round);
    cr_assert(eq(int, (int)status, STATUS_OK));
    return round;
}

static void give_rules(const struct round_rule *rules, size_t count)
{
    snapshot.rules = rules;
    snapshot.rules_count = count;
}

static int16_t row_score(const struct problem *problem, uint32_t student, uint32_t mentor)
{
    int16_t scores[PEOPLE_COUNT];
    problem->rows->fill(problem->rows->context, 0, student, scores);
    return scores[mentor];
}

Test(round, mentors_are_alumni_who_offer_a_seat_or_whom_a_rule_names)
{
    struct round *round = open_round();
    cr_assert(eq(u32, round_problem(round)->student_count, 4));
    cr_assert(eq(u32, round_problem(round)->mentor_count, 4));
    cr_assert(eq(u32, round_find_mentor(round, "m-4"), NOBODY));
    cr_assert(eq(u32, round_find_mentor(round, "s-1"), NOBODY));
    cr_assert(eq(u32, round_find_student(round, "m-1"), NOBODY));
    cr_assert(ne(u32, round_find_student(round, "both-1"), NOBODY));
    cr_assert(ne(u32, round_find_mentor(round, "both-1"), NOBODY));
    round_free(round);
    static const struct round_rule rules[] = {{RULE_NEVER, "s-1", "m-4", 0}};
    give_rules(rules, 1);
    round = open_round();
    cr_assert(eq(u32, round_problem(round)->mentor_count, 5));
    cr_assert(eq(u32, round_problem(round)->seats[round_find_mentor(round, "m-4")], 0));
    round_free(round);
}

/* The digests by another implementation (Python's hashlib.blake2b, digest_size 32), of the bytes 01
 * 00 00 00 00 00 00 00 and the id: s-3 406d…, s-2 4744…, s-1 7471…, both-1 d6ca…. */
Test(round, numbers_are_the_ranks_of_the_digests_of_seed_and_id)
{
    static const char *const order[] = {"s-3", "s-2", "s-1", "both-1"};
    struct round *round = open_round();
    for (uint32_t i = 0; i < sizeof order / sizeof *order; i++) {
        cr_assert(eq(str, (char *)round_student(round, i)->external_id, (char *)order[i]));
        cr_assert(eq(u32, round_find_student(round, order[i]), i));
    }
    round_free(round);
}

Test(round, another_seed_numbers_the_people_in_another_way)
{
    size_t moved = 0;
    for (int64_t seed = 2; seed < 12; seed++) {
        snapshot.seed = 1;
        struct round *one = open_round();
        snapshot.seed = seed;
        struct round *other = open_round();
        for (uint32_t i = 0; i < round_problem(one)->student_count; i++)
            moved += round_student(one, i) != round_student(other, i);
        round_free(one);
        round_free(other);
    }
    cr_assert(gt(sz, moved, 10));
}

Test(round, rules_become_pairs_and_lists_by_number)
{
    static const struct round_rule rules[] = {
        {RULE_NEVER, "s-1", "m-1", 0}, {RULE_MUST, "s-2", "m-3", 0}, {RULE_PIN, "s-3", "m-3", 0},
        {RULE_WISH, "s-1", "m-2", 1},  {RULE_WISH, "s-1", "m-1", 5}, {RULE_FIRST, "s-2", NULL, 0}};
    give_rules(rules, sizeof rules / sizeof *rules);
    struct round *round = open_round();
    const struct problem *problem = round_problem(round);
    uint32_t s1 = round_find_student(round, "s-1"), s2 = round_find_student(round, "s-2");
    uint32_t m1 = round_find_mentor(round, "m-1"), m2 = round_find_mentor(round, "m-2");
    cr_assert(pairs_have(&problem->never, s1, m1));
    cr_assert(pairs_have(&problem->must, s2, round_find_mentor(round, "m-3")));
    cr_assert(eq(sz, problem->pin.count, 1));
    cr_assert(problem->first[s2] && !problem->first[s1]);
    cr_assert(problem->wishes.listed[s1] && !problem->wishes.listed[s2]);
    cr_assert(eq(sz, problem->wishes.start[s1 + 1] - problem->wishes.start[s1], 2));
    cr_assert(eq(u32, problem->wishes.items[problem->wishes.start[s1]], m2));
    cr_assert(eq(u32, problem->wishes.items[problem->wishes.start[s1] + 1], m1));
    round_free(round);
}

Test(round, nobody_is_matched_with_themself)
{
    struct round *round = open_round();
    struct problem plain;
    uint32_t student = round_find_student(round, "both-1");
    uint32_t mentor = round_find_mentor(round, "both-1");
    cr_assert(eq(int, (int)round_plain_problem(round, 1, NULL, &plain), STATUS_OK));
    cr_assert(eq(int, row_score(round_problem(round), student, mentor), ROW_IMPOSSIBLE));
    cr_assert(eq(int, row_score(&plain, student, mentor), ROW_IMPOSSIBLE));
    cr_assert(eq(int, row_score(&plain, round_find_student(round, "s-1"), mentor), 10000));
    round_free(round);
}

static const struct refused {
    const char *what;
    struct round_rule rules[2];
    size_t count, faults;
} refused[] = {
    {"no such student", {{RULE_NEVER, "s-9", "m-1", 0}}, 1, 1},
    {"no such mentor", {{RULE_PIN, "s-1", "m-9", 0}}, 1, 1},
    {"a student as mentor", {{RULE_WISH, "s-1", "s-2", 1}}, 1, 1},
    {"neither", {{RULE_NEVER, "x", "y", 0}}, 1, 2},
    {"who goes first is no student", {{RULE_FIRST, "m-1", NULL, 0}}, 1, 1},
    {"a must with oneself", {{RULE_MUST, "both-1", "both-1", 0}}, 1, 1},
    {"a pin with oneself", {{RULE_PIN, "both-1", "both-1", 0}}, 1, 1},
    {"a rank twice", {{RULE_WISH, "s-1", "m-1", 1}, {RULE_WISH, "s-1", "m-2", 1}}, 2, 1},
    {"a mentor twice", {{RULE_WISH, "s-1", "m-1", 1}, {RULE_WISH, "s-1", "m-1", 2}}, 2, 1},
};

Test(round, rules_that_name_nobody_or_somebody_twice_are_refused_all_at_once)
{
    for (size_t k = 0; k < sizeof refused / sizeof *refused; k++) {
        struct faults faults = faults_in(seeds.arena);
        struct round *round = NULL;
        give_rules(refused[k].rules, refused[k].count);
        enum status status =
            round_new(&seeds.scorer, &snapshot, digest_of("x", 1), 1, &faults, &round);
        cr_assert(eq(int, (int)status, STATUS_INVALID), "%s", refused[k].what);
        cr_assert(eq(sz, faults.total, refused[k].faults), "%s", refused[k].what);
        cr_assert(eq(str, (char *)faults.items[0].where, "rules"), "%s", refused[k].what);
    }
}

Test(round, announced_pairs_of_who_is_gone_are_passed_over)
{
    static const struct round_pair announced[] = {
        {"s-0", "m-1"}, {"s-1", "m-0"}, {"s-2", "m-2"}, {"s-3", "m-4"}};
    snapshot.announced = announced;
    snapshot.announced_count = sizeof announced / sizeof *announced;
    struct round *round = open_round();
    const uint32_t *told = round_problem(round)->announced;
    cr_assert(eq(u32, told[round_find_student(round, "s-1")], NOBODY));
    cr_assert(eq(u32, told[round_find_student(round, "s-2")], round_find_mentor(round, "m-2")));
    cr_assert(ne(u32, round_find_mentor(round, "m-4"), NOBODY));
    round_free(round);
}
