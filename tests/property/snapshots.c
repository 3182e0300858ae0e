#include "api/wire/snapshot.h"
#include "matcher/eligible.h"
#include "scoring/base/text.h"
#include "tests/drawn_people.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>

#define AS_OF       ((date)20261122)
#define CASE_COUNT  1500
#define PEOPLE      30
#define RULES_DRAWN 12

TestSuite(snapshots, .init = drawn_open, .fini = drawn_close);

static const char *draw_id(void)
{
    static const char *const odd[] = {"a\tb", "a\nb", "a\\b", "\\t", "=1+1", "é ü", "p|q"};
    return one_in(12) ? odd[below(sizeof odd / sizeof odd[0])]
                      : arena_printf(case_arena, "p%zu", below(PEOPLE));
}

static struct round_rule draw_rule(void)
{
    static const enum rule kinds[] = {RULE_NEVER, RULE_MUST, RULE_PIN, RULE_WISH, RULE_FIRST};
    enum rule kind = kinds[below(sizeof kinds / sizeof kinds[0])];
    return (struct round_rule){.kind = kind,
                               .student = draw_id(),
                               .mentor = kind == RULE_FIRST ? NULL : draw_id(),
                               .rank = kind == RULE_WISH ? 1 + (int32_t)below(4) : 0};
}

static size_t draw_all(struct person *people)
{
    static const char *const tags[] = {"", "nl", "sv-FI", "no", "en-GB", "fi", "typed by hand"};
    size_t count = 1 + below(PEOPLE - 8);
    for (size_t i = 0; i < count; i++) {
        people[i] = *draw_person(i);
        people[i].language = tags[below(sizeof tags / sizeof tags[0])];
    }
    if (one_in(3))
        people[0].external_id = "a\tb\n\\";
    return count;
}

static struct snapshot draw_snapshot(const struct person *people, size_t count)
{
    struct round_rule rules[RULES_DRAWN];
    size_t rules_count = below(RULES_DRAWN);
    struct snapshot snapshot = {.engine = ENGINE_VERSION,
                                .tables = digest_of("tables", 6),
                                .objective = (enum objective)below(OBJECTIVE_COUNT),
                                .weights = draw_weights(),
                                .minimum_bp = (int32_t)below(SCORE_BP_MAX + 1),
                                .as_of = AS_OF,
                                .seed = (int64_t)(rng_next(&rng) >> 1),
                                .has_from = one_in(3)};
    struct round_pair *announced = arena_array(case_arena, 2, sizeof *announced);
    announced[0] = (struct round_pair){"p1", "p2"};
    announced[1] = (struct round_pair){"p3", "a\tb"};
    snapshot.announced = announced;
    snapshot.announced_count = below(3);
    if (snapshot.has_from)
        snapshot.from = digest_of("from", 4);
    for (size_t i = 0; i < rules_count; i++)
        rules[i] = draw_rule();
    cr_assert(eq(int, (int)snapshot_fill(people, count, rules, rules_count, case_arena, &snapshot),
                 STATUS_OK));
    return snapshot;
}

static struct snapshot *read_back(const struct text *text)
{
    struct faults faults = faults_in(case_arena);
    struct snapshot *snapshot = NULL;
    enum status status =
        snapshot_read(&seeds->taxonomies, text->bytes, text->size, case_arena, &faults, &snapshot);
    for (size_t i = 0; i < faults.count; i++)
        cr_log_error("%zu: %s: %s", faults.items[i].line, faults.items[i].where,
                     faults.items[i].detail);
    cr_assert(eq(int, (int)status, STATUS_OK));
    return snapshot;
}

static void write(const struct snapshot *snapshot, struct text *text)
{
    snapshot_write(&seeds->taxonomies, snapshot, text);
    cr_assert(eq(int, (int)text_status(text), STATUS_OK));
}

static void check_round_trip(uint64_t seed)
{
    struct person people[PEOPLE];
    struct text text = {0}, again = {0}, shuffled = {0};
    draw_begin(seed);
    size_t count = draw_all(people);
    struct rng before = rng;
    struct snapshot snapshot = draw_snapshot(people, count);
    write(&snapshot, &text);
    write(read_back(&text), &again);
    cr_assert(eq(str, again.bytes, text.bytes), "seed %llu", (unsigned long long)seed);
    for (size_t i = count; i > 1; i--) {
        size_t other = below(i);
        struct person person = people[i - 1];
        people[i - 1] = people[other];
        people[other] = person;
    }
    rng = before;
    snapshot = draw_snapshot(people, count);
    write(&snapshot, &shuffled);
    cr_assert(eq(str, shuffled.bytes, text.bytes), "seed %llu", (unsigned long long)seed);
    text_free(&text);
    text_free(&again);
    text_free(&shuffled);
}

Test(snapshots, read_back_are_the_same_bytes_whatever_the_order_of_the_people)
{
    for (uint64_t seed = 1; seed <= CASE_COUNT; seed++)
        check_round_trip(seed);
}

/* Scores and eligibility of all pairs of people, from the people drawn and from those read. */
static void check_scores(uint64_t seed)
{
    struct person people[PEOPLE];
    struct text text = {0};
    draw_begin(seed);
    size_t count = draw_all(people);
    struct snapshot drawn = draw_snapshot(people, count);
    write(&drawn, &text);
    const struct snapshot *read = read_back(&text);
    cr_assert(eq(sz, read->people_count, drawn.people_count));
    for (size_t s = 0; s < drawn.people_count; s++)
        for (size_t m = 0; m < drawn.people_count; m++) {
            if (!person_is_student(&drawn.people[s]) || !person_is_alumnus(&drawn.people[m]))
                continue;
            struct wish a = wish_of_person(&seeds->scorer, &drawn.people[s], drawn.weights, AS_OF);
            struct wish b =
                wish_of_person(&seeds->scorer, &read->people[s], read->weights, read->as_of);
            struct score of_a = score_pair(&seeds->scorer, &a, &drawn.people[m]);
            struct score of_b = score_pair(&seeds->scorer, &b, &read->people[m]);
            cr_assert(eq(i32, of_a.score_bp, of_b.score_bp), "seed %llu", (unsigned long long)seed);
            cr_assert(
                eq(int,
                   (int)eligibility(&seeds->taxonomies, &drawn.people[s], &drawn.people[m], NULL),
                   (int)eligibility(&seeds->taxonomies, &read->people[s], &read->people[m], NULL)),
                "seed %llu", (unsigned long long)seed);
        }
    text_free(&text);
}

Test(snapshots, read_back_give_the_scores_and_the_eligibility_of_the_people_they_were_made_of)
{
    for (uint64_t seed = 1; seed <= CASE_COUNT / 4; seed++)
        check_scores(seed);
}

/* A byte changed is refused, or told by the digest that names the snapshot; never a crash. */
Test(snapshots, with_a_line_changed_are_refused_or_another_snapshot)
{
    for (uint64_t seed = 1; seed <= CASE_COUNT; seed++) {
        struct person people[PEOPLE];
        struct text text = {0}, again = {0};
        draw_begin(seed);
        struct snapshot snapshot = draw_snapshot(people, draw_all(people));
        write(&snapshot, &text);
        size_t at = below(text.size);
        static const char bytes[] = "\t\n|,:?0a\\";
        text.bytes[at] = bytes[below(sizeof bytes - 1)];
        struct faults faults = faults_in(case_arena);
        struct snapshot *read = NULL;
        if (snapshot_read(&seeds->taxonomies, text.bytes, text.size, case_arena, &faults, &read) ==
            STATUS_OK) {
            write(read, &again);
            cr_assert(eq(str, again.bytes, text.bytes), "seed %llu", (unsigned long long)seed);
        } else {
            cr_assert(gt(sz, faults.total, 0), "seed %llu", (unsigned long long)seed);
        }
        text_free(&text);
        text_free(&again);
    }
}
