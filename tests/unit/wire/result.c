/* Results as JSON: what is written is read again, and what is not as it must be is told. */
#include "api/wire/result.h"
#include "matcher/optimal.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/shape.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define STUDENTS 4
#define MENTORS  3

static const struct result_names numbers = {.student_count = STUDENTS, .mentor_count = MENTORS};
static const char *const student_ids[STUDENTS] = {"s-ü", "s \"2\"", "s\t3", "a"};
static const char *const mentor_ids[MENTORS] = {"z", "s-ü", "/~"};
static const struct result_names ids = {student_ids, mentor_ids, STUDENTS, MENTORS};

static const struct pair some_pairs[] = {{0, 2}, {1, 0}, {3, 0}};
static const struct overridden some_rules[] = {{RULE_PIN, {2, 1}, OVERRIDE_SEATS},
                                               {RULE_WISH, {2, 0}, "never"}};
static const int64_t some_prices[MENTORS] = {(int64_t)1 << 62, 0, 9007199254740993};
static const bool some_students[STUDENTS] = {true, false, false, true};
static const bool some_mentors[MENTORS] = {false, true, false};
static const struct load some_loads[] = {{0, 1}, {1, 1}, {2, 1}};
static const struct wish_count some_wishes[] = {{1, 2}, {3, 1}};
static const uint32_t some_differ[] = {0, 3};

/* Every member holds something; it is no right answer to any problem. */
static struct result full_result(void)
{
    return (struct result){
        .objective = OBJECTIVE_STABLE,
        .problem = digest_of("problem", 7),
        .total = 20050,
        .matched = 3,
        .worst = 50,
        .pairs = some_pairs,
        .overridden = some_rules,
        .overridden_count = 2,
        .certificate = {.prices = some_prices,
                        .most_bonus = 40001,
                        .first_bonus = 90001,
                        .keep_bonus = WEIGHT_MAX,
                        .floor_bp = 50,
                        .all = {some_students, some_mentors},
                        .above = {some_students, some_mentors}},
        .figures = {.students = STUDENTS,
                    .mentors = MENTORS,
                    .seats = 1000000000000,
                    .fixed = 1,
                    .with_wishes = 4,
                    .percentiles_bp = {50, 50, 10000, 10000, 10000},
                    .loads = some_loads,
                    .loads_count = 3,
                    .wishes = some_wishes,
                    .wishes_count = 2},
        .stability = {true, some_differ, 2, 20051, 1},
    };
}

static struct result infeasible_result(void)
{
    return (struct result){.objective = OBJECTIVE_FAIR,
                           .infeasible = true,
                           .problem = digest_of("problem", 7),
                           .conflict = some_pairs,
                           .conflict_count = 2};
}

struct extra {
    const char *word;
    int32_t number;
};
static const struct shape_field extra_fields[] = {
    SHAPE_FIELD_TEXT(struct extra, word, SHAPE_REQUIRED, 1, 20, "a word"),
    SHAPE_FIELD_INT(struct extra, number, SHAPE_REQUIRED, 0, 9, "a number"),
};
static const struct shape extra_shape = {"Extra", sizeof(struct extra), extra_fields, 2};

static struct text written(const struct result *result, const struct result_names *names,
                           const struct result_extra *extra)
{
    struct text text = {0};
    result_write(result, names, extra, &text);
    cr_assert(eq(int, text_status(&text), STATUS_OK));
    return text;
}

/* Reads, and when all is well writes again: the same bytes. */
static void check_round(const struct result *result, const struct result_names *names)
{
    struct arena *arena = NULL;
    struct result again;
    struct extra in = {"once", 7}, out = {0};
    struct result_extra extra = {&extra_shape, &in}, extra_out = {&extra_shape, &out};
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    for (int with = 0; with < 2; with++) {
        struct faults faults = faults_in(arena);
        struct text first = written(result, names, with ? &extra : NULL);
        enum status status = result_read(first.bytes, first.size, names, arena, &faults,
                                         with ? &extra_out : NULL, &again);
        cr_assert(eq(int, status, STATUS_OK), "%s: %s\n%s", faults.items[0].where,
                  faults.items[0].detail, first.bytes);
        struct text second = written(&again, names, with ? &extra_out : NULL);
        cr_expect(strcmp(first.bytes, second.bytes) == 0, "%s\n%s", first.bytes, second.bytes);
        text_free(&first);
        text_free(&second);
    }
    cr_expect(eq(int, out.number, 7));
    arena_free(arena);
}

Test(result, what_is_written_is_read_again_by_number_and_by_id)
{
    struct result full = full_result();
    struct result infeasible = infeasible_result();
    struct result empty = {.objective = OBJECTIVE_TOTAL, .worst = -1};
    const struct result *const results[] = {&full, &infeasible, &empty};
    for (size_t i = 0; i < 3; i++) {
        check_round(results[i], &numbers);
        check_round(results[i], &ids);
    }
}

Test(result, numbers_beyond_what_a_double_holds_survive)
{
    struct arena *arena = NULL;
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    struct faults faults = faults_in(arena);
    struct result full = full_result();
    struct result again;
    struct text text = written(&full, &numbers, NULL);
    cr_assert(strstr(text.bytes, "[3, 9007199254740993]") != NULL);
    cr_assert(eq(int, result_read(text.bytes, text.size, &numbers, arena, &faults, NULL, &again),
                 STATUS_OK));
    for (size_t j = 0; j < MENTORS; j++)
        cr_expect(eq(i64, again.certificate.prices[j], some_prices[j]));
    for (size_t i = 0; i < STUDENTS; i++)
        cr_expect(eq(int, again.certificate.all.students[i], some_students[i]));
    cr_expect(eq(i64, again.figures.seats, 1000000000000));
    cr_expect(strcmp(again.overridden[0].by, OVERRIDE_SEATS) == 0);
    cr_expect(eq(u32, again.stability.differ[1], 3));
    text_free(&text);
    arena_free(arena);
}

/* Replaces the first occurrence of old; caller frees. */
static struct text replaced(const struct text *text, const char *old, const char *new)
{
    struct text result = {0};
    const char *at = strstr(text->bytes, old);
    cr_assert(at != NULL, "no %s in %s", old, text->bytes);
    text_add_bytes(&result, text->bytes, (size_t)(at - text->bytes));
    text_add(&result, new);
    text_add(&result, at + strlen(old));
    return result;
}

/* Each change, and the one fault it makes. */
static const struct {
    const char *old, *new, *where, *code;
} changes[] = {
    {"\"total\": 20050", "\"total\": 20051", "/digest", "changed"},
    {"[4, 1]", "[4, 2]", "/digest", "changed"},
    {"\"total\": 20050", "\"total\": 20050.0", "/total", "wrong_type"},
    {"\"total\": 20050", "\"total\": -1", "/total", "out_of_range"},
    {"\"total\": 20050", "\"sum\": 20050, \"total\": 20050", "/sum", "unknown_member"},
    {"  \"total\": 20050,\n", "", "/total", "missing"},
    {"\"total\": 20050", "\"total\": 20050, \"total\": 20050", "", "duplicate_member"},
    {"\"total\": 20050", "\"total\": 9223372036854775808", "", "syntax"},
    {"\"matched\": 3", "\"matched\": 2", "/matched", "not_the_pairs"},
    {"\"worst\": 50", "\"worst\": -1", "/worst", "out_of_range"},
    {"\"worst\": 50", "\"worst\": null", "/digest", "changed"},
    {"\"kring\": \"result\"", "\"kring\": \"run\"", "/kring", "unknown_word"},
    {"\"engine\": 1", "\"engine\": 2", "/engine", "other_engine"},
    {"\"problem\": \"", "\"problem\": \"0", "/problem", "wrong_type"},
    {"\"stable\"", "\"best\"", "/objective", "unknown_word"},
    {"\"solved\"", "\"unknown\"", "/outcome", "unknown_word"},
    {"[1, 3]", "[1, 4]", "/pairs/0/1", "out_of_range"},
    {"[1, 3]", "[0, 3]", "/pairs/0/0", "out_of_range"},
    {"[1, 3]", "[1, 3, 1]", "/pairs/0", "wrong_type"},
    {"[1, 3]", "[1, \"3\"]", "/pairs/0/1", "wrong_type"},
    {"[2, 1]", "[1, 1]", "/pairs/1", "not_rising"},
    {"\"kind\": \"pin\"", "\"kind\": \"never\"", "/overridden/0/kind", "unknown_word"},
    {"\"by\": \"never\"", "\"by\": \"wish\"", "/overridden/1/by", "unknown_word"},
    {", \"by\": \"never\"", "", "/overridden/1/by", "missing"},
    {"[1, 4611686018427387904]", "[1, 4611686018427387905]", "/certificate/prices/0/1",
     "out_of_range"},
    {"[1, 4611686018427387904]", "[1, 0]", "/certificate/prices/0/1", "out_of_range"},
    {"[1, 4611686018427387904]", "[3, 1]", "/certificate/prices/1", "not_rising"},
    {"\"all\": {", "\"some\": {", "/certificate/some", "unknown_member"},
    {"\"floor_bp\": 50", "\"floor_bp\": 10001", "/certificate/floor_bp", "out_of_range"},
    {"\"p10\": 50", "\"p11\": 50, \"p10\": 50", "/figures/percentiles_bp/p11", "unknown_member"},
    {"\"mentors\": 1}", "\"mentors\": 0}", "/figures/loads/0/mentors", "out_of_range"},
    {"\"rank\": 3", "\"rank\": true", "/figures/wishes/1/rank", "wrong_type"},
    {"\"given_up\": 1", "\"given_up\": \"1\"", "/stability/given_up", "wrong_type"},
    {"\"digest\": \"", "\"digest\": \"A", "/digest", "wrong_type"},
    {"\"digest\"", "\"round\": {}, \"digest\"", "/round", "unexpected"},
    {"\"digest\"", "\"conflict\": [], \"digest\"", "/conflict", "unexpected"},
};

Test(result, every_change_is_told_by_its_json_pointer)
{
    struct result full = full_result();
    struct text text = written(&full, &numbers, NULL);
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        struct arena *arena = NULL;
        cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
        struct faults faults = faults_in(arena);
        struct result result = {.matched = 99};
        struct text changed = replaced(&text, changes[i].old, changes[i].new);
        enum status status =
            result_read(changed.bytes, changed.size, &numbers, arena, &faults, NULL, &result);
        cr_assert(status == STATUS_INVALID || status == STATUS_SYNTAX, "%s", changes[i].new);
        cr_assert(eq(sz, faults.total, 1), "%s: %zu", changes[i].new, faults.total);
        cr_expect(strcmp(faults.items[0].where, changes[i].where) == 0, "%s: %s", changes[i].new,
                  faults.items[0].where);
        cr_expect(strcmp(faults.items[0].code, changes[i].code) == 0, "%s: %s", changes[i].new,
                  faults.items[0].code);
        cr_expect(eq(i32, result.matched, 99), "untouched");
        text_free(&changed);
        arena_free(arena);
    }
    text_free(&text);
}

Test(result, all_faults_are_told_at_once)
{
    static const char bytes[] =
        "{\"kring\": 1, \"outcome\": \"infeasible\", \"total\": 1, \"conflict\": [[1], [5, 4]],"
        " \"stability\": {}, \"digest\": null}";
    static const char *const wheres[] = {"/total",
                                         "/kring",
                                         "/engine",
                                         "/problem",
                                         "/objective",
                                         "/stability/optimal_total",
                                         "/stability/given_up",
                                         "/stability/differ",
                                         "/conflict/0",
                                         "/conflict/1/0",
                                         "/conflict/1/1",
                                         "/digest",
                                         "/stability"};
    struct arena *arena = NULL;
    struct result result;
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    struct faults faults = faults_in(arena);
    cr_assert(eq(int, result_read(bytes, sizeof bytes - 1, &numbers, arena, &faults, NULL, &result),
                 STATUS_INVALID));
    cr_assert(eq(sz, faults.total, sizeof wheres / sizeof wheres[0]));
    for (size_t i = 0; i < faults.count; i++)
        cr_expect(strcmp(faults.items[i].where, wheres[i]) == 0, "%s, not %s",
                  faults.items[i].where, wheres[i]);
    arena_free(arena);
}

Test(result, layout_and_order_of_members_are_free)
{
    struct result infeasible = infeasible_result();
    struct text text = written(&infeasible, &numbers, NULL);
    struct text squeezed = {0};
    for (const char *at = text.bytes; *at != '\0'; at++)
        if (*at != '\n' && *at != ' ')
            text_add_char(&squeezed, *at);
    struct text moved = replaced(&squeezed, "{\"kring\":\"result\",", "{");
    moved.size--; /* its bracket */
    text_add(&moved, ",\"kring\":\"result\"}");
    struct arena *arena = NULL;
    struct result result;
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    struct faults faults = faults_in(arena);
    cr_expect(eq(int, result_read(moved.bytes, moved.size, &numbers, arena, &faults, NULL, &result),
                 STATUS_OK));
    cr_expect(eq(sz, result.conflict_count, 2));
    text_free(&text);
    text_free(&squeezed);
    text_free(&moved);
    arena_free(arena);
}

Test(result, an_unknown_id_and_a_wrong_round_are_told)
{
    struct result full = full_result();
    struct extra in = {"once", 7}, out = {"before", 1};
    struct result_extra extra = {&extra_shape, &in}, extra_out = {&extra_shape, &out};
    struct text text = written(&full, &ids, &extra);
    struct text first = replaced(&text, "\"/~\"", "\"a\"");
    struct text second = replaced(&first, "\"number\":7", "\"number\":10");
    struct arena *arena = NULL;
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    struct faults faults = faults_in(arena);
    cr_assert(eq(int,
                 result_read(second.bytes, second.size, &ids, arena, &faults, &extra_out, &full),
                 STATUS_INVALID));
    cr_assert(eq(sz, faults.total, 2));
    cr_expect(strcmp(faults.items[0].where, "/pairs/0/1") == 0);
    cr_expect(strcmp(faults.items[1].where, "/round/number") == 0);
    cr_expect(strcmp(out.word, "before") == 0, "untouched");
    text_free(&text);
    text_free(&first);
    text_free(&second);
    arena_free(arena);
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* 50 000 pairs and 100 000 prices: a round of the largest university. The bound is far above what
 * it takes (some 0.1 s), so that a busy or instrumented machine passes. */
Test(result, a_large_result_is_written_and_read_at_once)
{
    enum { STUDENTS_MANY = 50000, MENTORS_MANY = 100000 };
    const struct result_names many = {.student_count = STUDENTS_MANY, .mentor_count = MENTORS_MANY};
    struct pair *pairs = calloc(STUDENTS_MANY, sizeof *pairs);
    int64_t *prices = calloc(MENTORS_MANY, sizeof *prices);
    cr_assert(pairs != NULL && prices != NULL);
    for (uint32_t i = 0; i < STUDENTS_MANY; i++)
        pairs[i] = (struct pair){i, 2 * i + 1};
    for (uint32_t j = 0; j < MENTORS_MANY; j++)
        prices[j] = ((int64_t)1 << 40) + j;
    struct result result = {.matched = STUDENTS_MANY, .pairs = pairs, .certificate.prices = prices};
    struct result again;
    struct arena *arena = NULL;
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    struct faults faults = faults_in(arena);
    double start = seconds_now();
    struct text text = written(&result, &many, NULL);
    double middle = seconds_now();
    cr_assert(eq(int, result_read(text.bytes, text.size, &many, arena, &faults, NULL, &again),
                 STATUS_OK));
    double end = seconds_now();
    for (uint32_t j = 0; j < MENTORS_MANY; j++)
        cr_assert(eq(i64, again.certificate.prices[j], prices[j]));
    cr_log_info("written in %.3f s, read in %.3f s", middle - start, end - middle);
    cr_expect(lt(dbl, end - start, 2.0));
    text_free(&text);
    arena_free(arena);
    free(pairs);
    free(prices);
}
