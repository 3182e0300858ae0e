#include "matcher/settle.h"
#include "matcher/problem_builder.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/rng.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define T(text) ((char *)(uintptr_t)(text)) /* Criterion compares char *, not const char * */

static struct arena *arena;

static void open_all(void)
{
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
}

static void close_all(void)
{
    arena_free(arena);
}

TestSuite(settle, .init = open_all, .fini = close_all);

/* ---- problems of three students and three mentors in words: "x11 k12 s2:31 m1=0 r3:" is a must of
 * student 1 and mentor 1, a pin, wishes of student 2 for 3 then 1, no seat of mentor 1, an empty
 * list of mentor 3; seats are 1 */

static uint32_t digit(char c)
{
    cr_assert(c >= '1' && c <= '9');
    return (uint32_t)(c - '1');
}

static void add_word(struct problem_builder *builder, const char *word)
{
    uint32_t items[9];
    size_t count = 0;
    struct pair pair = {digit(word[1]), 0};
    enum rule kind = word[0] == 'n' ? RULE_NEVER : word[0] == 'x' ? RULE_MUST : RULE_PIN;
    switch (word[0]) {
    case 'm':
        cr_assert(eq(int, problem_add_seats(builder, pair.student, (uint32_t)(word[3] - '0')),
                     STATUS_OK));
        return;
    case 's':
    case 'r':
        for (const char *at = word + 3; *at != '\0'; at++)
            items[count++] = digit(*at);
        kind = word[0] == 's' ? RULE_WISH : RULE_PRIORITY;
        cr_assert(eq(int, problem_add_list(builder, kind, pair.student, items, count), STATUS_OK));
        return;
    default:
        pair.mentor = digit(word[2]);
        cr_assert(eq(int, problem_add_rule(builder, kind, pair), STATUS_OK));
    }
}

static struct problem *problem_of(const char *words)
{
    struct problem_builder *builder = NULL;
    struct problem *problem = NULL;
    struct faults faults = faults_in(arena);
    char *copy = arena_strdup(arena, words), *rest = NULL;
    cr_assert(eq(int, problem_builder_new(3, 3, &builder), STATUS_OK));
    for (char *word = strtok_r(copy, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest))
        add_word(builder, word);
    cr_assert(eq(int, problem_build(builder, arena, &faults, &problem), STATUS_OK));
    problem_builder_free(builder);
    return problem;
}

/* What was settled, in words: "fixed 11 12* | left 010 | pin 12 by must, …" (* by pin) or
 * "conflict 11 12". */
static const char *told(const struct problem *problem, const struct settled *settled)
{
    char *text = arena_alloc(arena, 4096);
    size_t size = 0;
#define TELL(...) size += (size_t)snprintf(text + size, 4096 - size, __VA_ARGS__)
    if (settled->conflict_count > 0) {
        TELL("conflict");
        for (size_t i = 0; i < settled->conflict_count; i++)
            TELL(" %u%u", settled->conflict[i].student + 1, settled->conflict[i].mentor + 1);
        return text;
    }
    TELL("fixed");
    for (uint32_t i = 0; i < problem->student_count; i++)
        if (settled->mentor_of[i] != NOBODY)
            TELL(" %u%u%s", i + 1, settled->mentor_of[i] + 1, settled->by_pin[i] ? "*" : "");
    TELL(" | left ");
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        TELL("%u", settled->seats[j]);
    for (size_t i = 0; i < settled->overridden_count; i++) {
        const struct overridden *one = &settled->overridden[i];
        TELL("%s %s %u%u by %s", i == 0 ? " |" : ",", rule_word(one->kind), one->pair.student + 1,
             one->pair.mentor + 1, one->by);
    }
#undef TELL
    return text;
}

Test(settle, the_stronger_rule_holds_and_the_weaker_is_listed)
{
    static const struct {
        const char *problem, *settled;
    } rows[] = {
        {"", "fixed | left 111"},
        {"n11 n12", "fixed | left 111"},
        {"x11 k22", "fixed 11 22* | left 001"},
        /* never > must, pin, lists */
        {"n11 x11", "fixed | left 111 | must 11 by never"},
        {"n11 k11", "fixed | left 111 | pin 11 by never"},
        {"n11 x11 k11 s1:21 r1:1",
         "fixed | left 111 | must 11 by never, pin 11 by never, wish 11 by never, "
         "priority 11 by never"},
        {"n11 x11 x12", "fixed 12 | left 101 | must 11 by never"},
        {"n11 k11 k12", "fixed 12* | left 101 | pin 11 by never"},
        /* must > pin */
        {"x11 k11", "fixed 11 | left 011"},
        {"x11 k12", "fixed 11 | left 011 | pin 12 by must"},
        {"x11 k21", "fixed 11 | left 011 | pin 21 by seats"},
        {"m1=2 x21 k11", "fixed 11* 21 | left 011"},
        /* pins among themselves */
        {"k11 k12", "fixed 11* | left 011 | pin 12 by student"},
        {"k11 k21 k31 m1=2", "fixed 11* 21* | left 011 | pin 31 by seats"},
        {"m1=0 k11", "fixed | left 011 | pin 11 by seats"},
        /* a pin that cannot be kept does not cost the student the next one */
        {"m1=0 k11 k12 k13", "fixed 12* | left 001 | pin 11 by seats, pin 13 by student"},
        {"k11 k21 k22", "fixed 11* 22* | left 001 | pin 21 by seats"},
        /* must, pin > lists */
        {"x11 s1:123", "fixed 11 | left 011 | wish 12 by must, wish 13 by must"},
        {"x12 s1:1", "fixed 12 | left 101 | wish 11 by must, wish 12 by must"},
        {"k12 s1:", "fixed 12* | left 101 | wish 12 by pin"},
        {"k11 r1:1 r2:123", "fixed 11* | left 011 | priority 12 by pin"},
        {"x11 r1:23", "fixed 11 | left 011 | priority 11 by must"},
        {"x11 s1:2 r1: n12", "fixed 11 | left 011 | wish 11 by must, wish 12 by never, "
                             "priority 11 by must"},
        {"s1:12 r1:1 s2:", "fixed | left 111"},
        {"n12 s1:12 r2:31", "fixed | left 111 | wish 12 by never, priority 12 by never"},
        /* order: kind, student, mentor */
        {"n33 n11 n22 x22 x11 k33 s3:3 s1:31 r1:31 n13",
         "fixed | left 111 | must 11 by never, must 22 by never, pin 33 by never, wish 11 by "
         "never, "
         "wish 13 by never, wish 33 by never, priority 11 by never"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct settled settled;
        struct problem *problem = problem_of(rows[i].problem);
        cr_assert(eq(int, settle(problem, arena, &settled), STATUS_OK));
        cr_expect(eq(str, T(told(problem, &settled)), T(rows[i].settled)), "%s", rows[i].problem);
    }
}

Test(settle, musts_in_conflict_are_told_by_the_smallest_set)
{
    static const struct {
        const char *problem, *conflict;
    } rows[] = {
        {"x11 x12", "conflict 11 12"},
        {"x13 x12 x11", "conflict 11 12"},
        {"x11 x21", "conflict 11 21"},
        {"m1=2 x11 x21 x31", "conflict 11 21 31"},
        {"m1=0 x31", "conflict 31"},
        /* the smaller set first */
        {"m1=2 x11 x21 x31 x22 x33", "conflict 21 22"},
        {"x11 x12 m3=0 x33", "conflict 33"},
        {"m1=0 m2=0 x31 x22", "conflict 22"},
        {"m1=0 m2=0 x12 x11", "conflict 11"},
        /* of equal sets the first by number: (1,1)(1,2) before (1,1)(2,1) */
        {"x11 x12 x21", "conflict 11 12"},
        {"x11 x13 x21", "conflict 11 13"},
        {"x12 x22 x31 x33", "conflict 12 22"},
        {"x21 x22 x13 x33", "conflict 13 33"},
        /* what never forbids is in no conflict */
        {"n11 x11 x12 x21", "fixed 12 21 | left 001 | must 11 by never"},
        {"n11 x11 m1=0", "fixed | left 011 | must 11 by never"},
        /* and nothing else is decided */
        {"x11 x12 k33 n22 x22 s3:1", "conflict 11 12"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct settled settled;
        struct problem *problem = problem_of(rows[i].problem);
        cr_assert(eq(int, settle(problem, arena, &settled), STATUS_OK));
        cr_expect(eq(str, T(told(problem, &settled)), T(rows[i].conflict)), "%s", rows[i].problem);
        if (settled.conflict_count == 0)
            continue;
        cr_expect(eq(sz, settled.overridden_count, 0));
        for (uint32_t k = 0; k < 3; k++) {
            cr_expect(eq(u32, settled.mentor_of[k], NOBODY));
            cr_expect(eq(u32, settled.seats[k], problem->seats[k]));
        }
    }
}

/* ---- against a model that tries all sets */

#define SIDE  3
#define PAIRS (SIDE * SIDE)

struct model {
    unsigned never, must, pin; /* bit student · SIDE + mentor */
    uint32_t seats[SIDE];
};

/* True when all pairs of the set may stand together. */
static bool set_holds(const struct model *model, unsigned set)
{
    uint32_t of_student[SIDE] = {0}, of_mentor[SIDE] = {0};
    for (unsigned at = 0; at < PAIRS; at++)
        if ((set >> at & 1) != 0) {
            of_student[at / SIDE]++;
            of_mentor[at % SIDE]++;
        }
    for (unsigned k = 0; k < SIDE; k++)
        if (of_student[k] > 1 || of_mentor[k] > model->seats[k])
            return false;
    return true;
}

/* True when a, as pairs rising, comes before b. Both are equally large. */
static bool set_before(unsigned a, unsigned b)
{
    unsigned differ = a ^ b;
    return differ != 0 && (a & (differ & -differ)) != 0;
}

static unsigned model_conflict(const struct model *model, unsigned musts)
{
    unsigned best = 0;
    for (unsigned set = musts; set != 0; set = (set - 1) & musts)
        if (!set_holds(model, set) &&
            (best == 0 || __builtin_popcount(set) < __builtin_popcount(best) ||
             (__builtin_popcount(set) == __builtin_popcount(best) && set_before(set, best))))
            best = set;
    return best;
}

/* The pins that are kept: each in turn, where it holds with all that stands. */
static unsigned model_pins(const struct model *model, unsigned musts)
{
    unsigned kept = 0;
    for (unsigned at = 0; at < PAIRS; at++) {
        unsigned bit = model->pin & 1u << at & ~model->never & ~musts;
        if (bit != 0 && set_holds(model, musts | kept | bit))
            kept |= bit;
    }
    return kept;
}

static struct problem *problem_of_model(const struct model *model)
{
    char words[400];
    size_t size = 0;
    words[0] = '\0';
    for (unsigned k = 0; k < SIDE; k++)
        size +=
            (size_t)snprintf(words + size, sizeof words - size, "m%u=%u ", k + 1, model->seats[k]);
    for (unsigned at = 0; at < PAIRS; at++) {
        const unsigned sets[3] = {model->never, model->must, model->pin};
        for (unsigned kind = 0; kind < 3; kind++)
            if ((sets[kind] >> at & 1) != 0)
                size += (size_t)snprintf(words + size, sizeof words - size, "%c%u%u ", "nxk"[kind],
                                         at / SIDE + 1, at % SIDE + 1);
    }
    return problem_of(words);
}

static unsigned set_of(const struct pair *pairs, size_t count)
{
    unsigned set = 0;
    for (size_t i = 0; i < count; i++)
        set |= 1u << (pairs[i].student * SIDE + pairs[i].mentor);
    return set;
}

static unsigned overridden_set(const struct settled *settled, enum rule kind)
{
    unsigned set = 0;
    for (size_t i = 0; i < settled->overridden_count; i++)
        if (settled->overridden[i].kind == kind)
            set |= set_of(&settled->overridden[i].pair, 1);
    return set;
}

static void compare_with_model(const struct model *model)
{
    struct settled settled;
    cr_assert(eq(int, settle(problem_of_model(model), arena, &settled), STATUS_OK));
    unsigned musts = model->must & ~model->never;
    unsigned conflict = model_conflict(model, musts);
    cr_assert(eq(u32, set_of(settled.conflict, settled.conflict_count), conflict),
              "never %o must %o", model->never, model->must);
    if (conflict != 0)
        return;
    unsigned pins = model_pins(model, musts);
    unsigned fixed = 0, by_pin = 0;
    uint32_t left[SIDE];
    memcpy(left, model->seats, sizeof left);
    for (uint32_t i = 0; i < SIDE; i++)
        if (settled.mentor_of[i] != NOBODY) {
            unsigned bit = 1u << (i * SIDE + settled.mentor_of[i]);
            fixed |= bit;
            by_pin |= settled.by_pin[i] ? bit : 0;
            left[settled.mentor_of[i]]--;
        }
    cr_assert(eq(u32, fixed, musts | pins), "never %o must %o pin %o", model->never, model->must,
              model->pin);
    cr_assert(eq(u32, by_pin, pins));
    cr_assert(eq(u32, overridden_set(&settled, RULE_MUST), model->must & model->never));
    cr_assert(eq(u32, overridden_set(&settled, RULE_PIN), model->pin & ~pins & ~musts));
    for (uint32_t j = 0; j < SIDE; j++)
        cr_assert(eq(u32, settled.seats[j], left[j]));
}

static void draw_seats(struct rng *rng, struct model *model)
{
    for (unsigned j = 0; j < SIDE; j++)
        model->seats[j] = (uint32_t)rng_below(rng, 4);
}

Test(settle, every_set_of_musts_is_settled_as_a_model_that_tries_all_sets)
{
    for (unsigned must = 0; must < 1u << PAIRS; must++)
        for (unsigned seats = 0; seats < 64; seats++) {
            struct model model = {.must = must, .seats = {seats & 3, seats >> 2 & 3, seats >> 4}};
            compare_with_model(&model);
            arena_reset(arena);
        }
}

Test(settle, every_set_of_pins_is_settled_as_a_model_that_tries_all_sets)
{
    for (unsigned pin = 0; pin < 1u << PAIRS; pin++)
        for (unsigned seats = 0; seats < 64; seats++) {
            struct model model = {.pin = pin, .seats = {seats & 3, seats >> 2 & 3, seats >> 4}};
            compare_with_model(&model);
            arena_reset(arena);
        }
}

Test(settle, random_rules_are_settled_as_a_model_that_tries_all_sets)
{
    struct rng rng = rng_seeded(20261122);
    for (unsigned round = 0; round < 40000; round++) {
        struct model model = {
            .never = (unsigned)rng_below(&rng, 1u << PAIRS) & (unsigned)rng_next(&rng),
            .must = (unsigned)rng_below(&rng, 1u << PAIRS) & (unsigned)rng_next(&rng) &
                    (unsigned)rng_next(&rng),
            .pin = (unsigned)rng_below(&rng, 1u << PAIRS),
        };
        draw_seats(&rng, &model);
        compare_with_model(&model);
        arena_reset(arena);
    }
}

/* A list and its pins may be as large as the problem: what is gone past is found in one pass. */
Test(settle, a_mentor_who_lists_all_and_is_pinned_to_all_is_settled_at_once, .timeout = 10)
{
    enum { STUDENTS = 100000 };
    struct problem_builder *builder = NULL;
    struct problem *problem = NULL;
    struct settled settled;
    struct faults faults = faults_in(arena);
    uint32_t *all = arena_array(arena, STUDENTS, sizeof *all);
    cr_assert(eq(int, problem_builder_new(STUDENTS, 1, &builder), STATUS_OK));
    cr_assert(eq(int, problem_add_seats(builder, 0, STUDENTS), STATUS_OK));
    for (uint32_t i = 0; i < STUDENTS; i++) {
        all[i] = STUDENTS - 1 - i;
        cr_assert(eq(int, problem_add_rule(builder, RULE_PIN, (struct pair){i, 0}), STATUS_OK));
    }
    cr_assert(eq(int, problem_add_list(builder, RULE_PRIORITY, 0, all, STUDENTS), STATUS_OK));
    cr_assert(eq(int, problem_build(builder, arena, &faults, &problem), STATUS_OK));
    problem_builder_free(builder);
    cr_assert(eq(int, settle(problem, arena, &settled), STATUS_OK));
    cr_expect(eq(sz, settled.overridden_count, 0));
    cr_expect(eq(u32, settled.seats[0], 0));
}
