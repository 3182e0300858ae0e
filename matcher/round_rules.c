#include "matcher/round_rules.h"

#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <stdlib.h>
#include <string.h>

#define WHERE "rules"

struct numbered {
    struct pair pair;
    int32_t rank;
};

struct sorting {
    const struct round *round;
    const struct snapshot *snapshot;
    struct arena *arena;
    struct faults *faults;
    struct numbered *rules[RULE_COUNT]; /* by kind, in arena */
    size_t counts[RULE_COUNT];
};

/* ---- ids to numbers */

static void tell_nobody(const struct sorting *sorting, const struct round_rule *rule,
                        const char *role, const char *id)
{
    (void)fault_add(sorting->faults, 0, WHERE, "unknown_person",
                    "%s: there is no %s \"%.100s\" in this round", rule_word(rule->kind), role, id);
}

/* The pair of a rule; false and told when it names nobody, or somebody twice. */
static bool number_rule(const struct sorting *sorting, const struct round_rule *rule,
                        struct pair *ret_pair)
{
    struct pair pair = {round_find_student(sorting->round, rule->student), NOBODY};
    if (rule->mentor != NULL)
        pair.mentor = round_find_mentor(sorting->round, rule->mentor);
    if (pair.student == NOBODY)
        tell_nobody(sorting, rule, "student", rule->student);
    if (rule->mentor != NULL && pair.mentor == NOBODY)
        tell_nobody(sorting, rule, "mentor", rule->mentor);
    if (pair.student == NOBODY || (rule->mentor != NULL && pair.mentor == NOBODY))
        return false;
    bool fixes = rule->kind == RULE_MUST || rule->kind == RULE_PIN;
    if (fixes && strcmp(rule->student, rule->mentor) == 0) {
        (void)fault_add(sorting->faults, 0, WHERE, "self",
                        "%s: \"%.100s\" cannot be matched with themself", rule_word(rule->kind),
                        rule->student);
        return false;
    }
    *ret_pair = pair;
    return true;
}

static enum status number_rules(struct sorting *sorting)
{
    const struct snapshot *snapshot = sorting->snapshot;
    size_t total = sorting->faults->total;
    for (size_t k = 0; k < RULE_COUNT; k++) {
        sorting->rules[k] =
            arena_array(sorting->arena, snapshot->rules_count + 1, sizeof(struct numbered));
        if (sorting->rules[k] == NULL)
            return STATUS_MEMORY;
    }
    for (size_t i = 0; i < snapshot->rules_count; i++) {
        const struct round_rule *rule = &snapshot->rules[i];
        struct numbered *numbered = &sorting->rules[rule->kind][sorting->counts[rule->kind]];
        if (!number_rule(sorting, rule, &numbered->pair))
            continue;
        numbered->rank = rule->rank;
        sorting->counts[rule->kind]++;
    }
    return sorting->faults->total == total ? STATUS_OK : STATUS_INVALID;
}

/* ---- pairs: never, must, pin */

static int compare_pairs(const void *left, const void *right)
{
    const struct numbered *a = left, *b = right;
    if (a->pair.student != b->pair.student)
        return a->pair.student < b->pair.student ? -1 : 1;
    if (a->pair.mentor != b->pair.mentor)
        return a->pair.mentor < b->pair.mentor ? -1 : 1;
    return 0;
}

static enum status make_pairs(struct sorting *sorting, enum rule kind, struct pairs *ret_pairs)
{
    struct numbered *rules = sorting->rules[kind];
    size_t count = sorting->counts[kind], kept = 0;
    struct pair *items = arena_array(sorting->arena, count + 1, sizeof *items);
    if (items == NULL)
        return STATUS_MEMORY;
    qsort(rules, count, sizeof *rules, compare_pairs);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || compare_pairs(&rules[i - 1], &rules[i]) != 0)
            items[kept++] = rules[i].pair;
    *ret_pairs = (struct pairs){items, kept};
    return STATUS_OK;
}

/* ---- wishes */

static int compare_wishes(const void *left, const void *right)
{
    const struct numbered *a = left, *b = right;
    if (a->pair.student != b->pair.student)
        return a->pair.student < b->pair.student ? -1 : 1;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return compare_pairs(left, right);
}

static const char *student_id(const struct sorting *sorting, uint32_t student)
{
    return round_student(sorting->round, student)->external_id;
}

static void tell_double_ranks(const struct sorting *sorting, const struct numbered *wishes,
                              size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (wishes[i].pair.student == wishes[i - 1].pair.student &&
            wishes[i].rank == wishes[i - 1].rank && compare_pairs(&wishes[i], &wishes[i - 1]) != 0)
            (void)fault_add(sorting->faults, 0, WHERE, "double_rank",
                            "wish: student \"%.100s\" has two wishes of rank %d",
                            student_id(sorting, wishes[i].pair.student), (int)wishes[i].rank);
}

/* wishes are sorted by pair here. */
static void tell_double_mentors(const struct sorting *sorting, const struct numbered *wishes,
                                size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (compare_pairs(&wishes[i], &wishes[i - 1]) == 0)
            (void)fault_add(sorting->faults, 0, WHERE, "double_mentor",
                            "wish: student \"%.100s\" wishes mentor \"%.100s\" twice",
                            student_id(sorting, wishes[i].pair.student),
                            round_mentor(sorting->round, wishes[i].pair.mentor)->external_id);
}

/* The lists of wishes that are sorted by student and rank. */
static enum status lay_out(struct sorting *sorting, const struct numbered *wishes, size_t count,
                           uint32_t students, struct lists *ret_lists)
{
    bool *listed = arena_array(sorting->arena, students + (size_t)1, sizeof *listed);
    size_t *start = arena_array(sorting->arena, students + (size_t)1, sizeof *start);
    uint32_t *items = arena_array(sorting->arena, count, sizeof *items);
    if (listed == NULL || start == NULL || items == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < count; i++) {
        listed[wishes[i].pair.student] = true;
        start[wishes[i].pair.student + 1]++;
        items[i] = wishes[i].pair.mentor;
    }
    for (uint32_t i = 0; i < students; i++)
        start[i + 1] += start[i];
    *ret_lists = (struct lists){listed, start, items};
    return STATUS_OK;
}

static enum status make_wishes(struct sorting *sorting, struct problem *problem)
{
    struct numbered *wishes = sorting->rules[RULE_WISH];
    size_t count = sorting->counts[RULE_WISH], total = sorting->faults->total;
    if (count == 0)
        return STATUS_OK;
    qsort(wishes, count, sizeof *wishes, compare_pairs);
    tell_double_mentors(sorting, wishes, count);
    qsort(wishes, count, sizeof *wishes, compare_wishes);
    tell_double_ranks(sorting, wishes, count);
    if (sorting->faults->total != total)
        return STATUS_INVALID;
    return lay_out(sorting, wishes, count, problem->student_count, &problem->wishes);
}

/* ---- first, announced */

static enum status make_first(struct sorting *sorting, struct problem *problem)
{
    if (sorting->counts[RULE_FIRST] == 0)
        return STATUS_OK;
    bool *first = arena_array(sorting->arena, problem->student_count, sizeof *first);
    if (first == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < sorting->counts[RULE_FIRST]; i++)
        first[sorting->rules[RULE_FIRST][i].pair.student] = true;
    problem->first = first;
    return STATUS_OK;
}

static enum status make_announced(struct sorting *sorting, struct problem *problem)
{
    const struct snapshot *snapshot = sorting->snapshot;
    if (snapshot->announced_count == 0)
        return STATUS_OK;
    uint32_t *announced =
        arena_array(sorting->arena, problem->student_count + (size_t)1, sizeof *announced);
    if (announced == NULL)
        return STATUS_MEMORY;
    for (uint32_t i = 0; i < problem->student_count; i++)
        announced[i] = NOBODY;
    for (size_t i = 0; i < snapshot->announced_count; i++) {
        uint32_t student = round_find_student(sorting->round, snapshot->announced[i].student);
        if (student != NOBODY)
            announced[student] = round_find_mentor(sorting->round, snapshot->announced[i].mentor);
    }
    problem->announced = announced;
    return STATUS_OK;
}

enum status round_rules(const struct round *round, struct arena *arena, struct faults *faults,
                        struct problem *problem)
{
    struct sorting sorting = {
        .round = round, .snapshot = round_snapshot(round), .arena = arena, .faults = faults};
    enum status status = number_rules(&sorting);
    enum status wishes = status == STATUS_MEMORY ? status : make_wishes(&sorting, problem);
    status = status == STATUS_OK ? wishes : status;
    if (status == STATUS_OK)
        status = make_pairs(&sorting, RULE_NEVER, &problem->never);
    if (status == STATUS_OK)
        status = make_pairs(&sorting, RULE_MUST, &problem->must);
    if (status == STATUS_OK)
        status = make_pairs(&sorting, RULE_PIN, &problem->pin);
    if (status == STATUS_OK)
        status = make_first(&sorting, problem);
    return status == STATUS_OK ? make_announced(&sorting, problem) : status;
}
