#include "matcher/verify_inner.h"
#include "scoring/base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first of the sorted pairs that is not before (student, mentor). */
static size_t place_of(const struct pairs *pairs, uint32_t student, uint32_t mentor)
{
    size_t low = 0, high = pairs->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        struct pair pair = pairs->items[middle];
        if (pair.student < student || (pair.student == student && pair.mentor < mentor))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_never(const struct problem *problem, struct pair pair)
{
    size_t at = place_of(&problem->never, pair.student, pair.mentor);
    return at < problem->never.count && problem->never.items[at].student == pair.student &&
           problem->never.items[at].mentor == pair.mentor;
}

/* ---- musts that cannot hold together */

static int compare_sets(const struct pair *a, const struct pair *b, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        if (a[k].student != b[k].student)
            return a[k].student < b[k].student ? -1 : 1;
        if (a[k].mentor != b[k].mentor)
            return a[k].mentor < b[k].mentor ? -1 : 1;
    }
    return 0;
}

/* Keeps the smaller set, of equal ones the first by number. */
static void offer_set(struct verify_rules *rules, struct pair *set, size_t count)
{
    bool better = rules->conflict_count == 0 || count < rules->conflict_count ||
                  (count == rules->conflict_count && compare_sets(set, rules->conflict, count) < 0);
    if (!better)
        return;
    rules->conflict = set;
    rules->conflict_count = count;
}

/* Musts of one mentor stand together here: seats + 1 of them are a set. */
static int by_mentor(const void *left, const void *right)
{
    const struct pair *a = left, *b = right;
    if (a->mentor != b->mentor)
        return a->mentor < b->mentor ? -1 : 1;
    return (a->student > b->student) - (a->student < b->student);
}

static void find_conflict(const struct problem *problem, struct pair *by_students,
                          struct pair *by_mentors, size_t count, struct verify_rules *rules)
{
    for (size_t k = 0; k + 1 < count; k++)
        if (by_students[k].student == by_students[k + 1].student)
            offer_set(rules, &by_students[k], 2);
    size_t first = 0; /* of the mentor's */
    for (size_t k = 0; k < count; k++) {
        if (by_mentors[k].mentor != by_mentors[first].mentor)
            first = k;
        if (k - first == problem->seats[by_mentors[k].mentor])
            offer_set(rules, &by_mentors[first], k - first + 1);
    }
}

/* ---- what yields to what */

struct yielding {
    struct overridden *items;
    size_t count, capacity;
    bool *wished, *preferred; /* element i: the fixed pair of student i is named by the list of the
                                 student, by that of the mentor */
    bool failed;
};

static void yield_to(struct yielding *yielding, enum rule kind, struct pair pair, const char *by)
{
    if (yielding->count == yielding->capacity) {
        size_t capacity = yielding->capacity * 2 + 64;
        void *grown = realloc(yielding->items, capacity * sizeof *yielding->items);
        yielding->failed = yielding->failed || grown == NULL;
        if (grown == NULL)
            return;
        yielding->items = grown;
        yielding->capacity = capacity;
    }
    yielding->items[yielding->count++] = (struct overridden){kind, pair, by};
}

static void fix(struct verify_rules *rules, struct pair pair, bool by_pin)
{
    rules->mentor_of[pair.student] = pair.mentor;
    rules->by_pin[pair.student] = by_pin;
    rules->seats[pair.mentor]--;
    rules->fixed_count++;
}

/* Why a pin does not hold; NULL where it may be fixed, "" where it is already so by a must. */
static const char *pin_yields_to(const struct problem *problem, const struct verify_rules *rules,
                                 struct pair pin)
{
    if (is_never(problem, pin))
        return "never";
    if (rules->mentor_of[pin.student] == pin.mentor)
        return "";
    if (rules->mentor_of[pin.student] != NOBODY)
        return rules->by_pin[pin.student] ? "student" : "must";
    return rules->seats[pin.mentor] == 0 ? "seats" : NULL;
}

static void hold_pins(const struct problem *problem, struct verify_rules *rules,
                      struct yielding *yielding)
{
    for (size_t k = 0; k < problem->pin.count; k++) {
        struct pair pin = problem->pin.items[k];
        const char *by = pin_yields_to(problem, rules, pin);
        if (by == NULL)
            fix(rules, pin, true);
        else if (by[0] != '\0')
            yield_to(yielding, RULE_PIN, pin, by);
    }
}

/* An item of a list yields to a never of its pair, and to whatever gives its student another. */
static void yield_item(const struct problem *problem, const struct verify_rules *rules,
                       enum rule kind, struct pair pair, struct yielding *yielding)
{
    uint32_t fixed = rules->mentor_of[pair.student];
    if (is_never(problem, pair))
        yield_to(yielding, kind, pair, "never");
    else if (fixed == pair.mentor)
        (kind == RULE_WISH ? yielding->wished : yielding->preferred)[pair.student] = true;
    else if (fixed != NOBODY)
        yield_to(yielding, kind, pair, rules->by_pin[pair.student] ? "pin" : "must");
}

/* A list yields to a must or pin of its owner that it does not name. */
static void yield_lists(const struct problem *problem, const struct verify_rules *rules,
                        struct yielding *yielding)
{
    const struct lists *wishes = &problem->wishes, *priorities = &problem->priorities;
    for (uint32_t i = 0; i < problem->student_count; i++) {
        uint32_t j = rules->mentor_of[i];
        const char *by = rules->by_pin[i] ? "pin" : "must";
        if (j == NOBODY)
            continue;
        if (wishes->listed != NULL && wishes->listed[i] && !yielding->wished[i])
            yield_to(yielding, RULE_WISH, (struct pair){i, j}, by);
        if (priorities->listed != NULL && priorities->listed[j] && !yielding->preferred[i])
            yield_to(yielding, RULE_PRIORITY, (struct pair){i, j}, by);
    }
}

static void yield_items(const struct problem *problem, const struct verify_rules *rules,
                        struct yielding *yielding)
{
    const struct lists *wishes = &problem->wishes, *priorities = &problem->priorities;
    for (uint32_t i = 0; wishes->listed != NULL && i < problem->student_count; i++)
        for (size_t at = wishes->start[i]; at < wishes->start[i + 1]; at++)
            yield_item(problem, rules, RULE_WISH, (struct pair){i, wishes->items[at]}, yielding);
    for (uint32_t j = 0; priorities->listed != NULL && j < problem->mentor_count; j++)
        for (size_t at = priorities->start[j]; at < priorities->start[j + 1]; at++)
            yield_item(problem, rules, RULE_PRIORITY, (struct pair){priorities->items[at], j},
                       yielding);
}

static int by_kind(const void *left, const void *right)
{
    const struct overridden *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return compare_sets(&a->pair, &b->pair, 1);
}

static enum status keep_overridden(struct yielding *yielding, struct arena *arena,
                                   struct verify_rules *rules)
{
    rules->overridden = arena_array(arena, yielding->count, sizeof *rules->overridden);
    if (yielding->failed || (rules->overridden == NULL && yielding->count > 0))
        return STATUS_MEMORY;
    if (yielding->count > 0) {
        qsort(yielding->items, yielding->count, sizeof *yielding->items, by_kind);
        memcpy(rules->overridden, yielding->items, yielding->count * sizeof *yielding->items);
    }
    rules->overridden_count = yielding->count;
    return STATUS_OK;
}

/* ---- the rules that hold */

static enum status hold_rules(const struct problem *problem, const struct pair *musts,
                              size_t must_count, struct arena *arena, struct verify_rules *rules)
{
    struct yielding yielding = {
        .wished = arena_array(arena, problem->student_count + (size_t)1, sizeof(bool)),
        .preferred = arena_array(arena, problem->student_count + (size_t)1, sizeof(bool)),
    };
    if (yielding.wished == NULL || yielding.preferred == NULL)
        return STATUS_MEMORY;
    for (size_t k = 0; k < must_count; k++)
        fix(rules, musts[k], false);
    for (size_t k = 0; k < problem->must.count; k++)
        if (is_never(problem, problem->must.items[k]))
            yield_to(&yielding, RULE_MUST, problem->must.items[k], "never");
    hold_pins(problem, rules, &yielding);
    yield_items(problem, rules, &yielding);
    yield_lists(problem, rules, &yielding);
    enum status status = keep_overridden(&yielding, arena, rules);
    free(yielding.items);
    return status;
}

static enum status start_rules(const struct problem *problem, struct arena *arena,
                               struct verify_rules *ret_rules)
{
    struct verify_rules rules = {
        .mentor_of = arena_array(arena, problem->student_count + (size_t)1, sizeof(uint32_t)),
        .by_pin = arena_array(arena, problem->student_count + (size_t)1, sizeof(bool)),
        .seats = arena_array(arena, problem->mentor_count + (size_t)1, sizeof(uint32_t)),
    };
    if (rules.mentor_of == NULL || rules.by_pin == NULL || rules.seats == NULL)
        return STATUS_MEMORY;
    for (uint32_t i = 0; i < problem->student_count; i++)
        rules.mentor_of[i] = NOBODY;
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        rules.seats[j] = problem->seats[j];
    *ret_rules = rules;
    return STATUS_OK;
}

enum status verify_rules_find(const struct problem *problem, struct arena *arena,
                              struct verify_rules *ret_rules)
{
    struct verify_rules rules;
    struct pair *musts = arena_array(arena, problem->must.count + 1, sizeof *musts);
    struct pair *by_mentors = arena_array(arena, problem->must.count + 1, sizeof *by_mentors);
    if (start_rules(problem, arena, &rules) != STATUS_OK || musts == NULL || by_mentors == NULL)
        return STATUS_MEMORY;
    size_t count = 0;
    for (size_t k = 0; k < problem->must.count; k++)
        if (!is_never(problem, problem->must.items[k]))
            musts[count++] = problem->must.items[k];
    memcpy(by_mentors, musts, count * sizeof *musts);
    qsort(by_mentors, count, sizeof *by_mentors, by_mentor);
    find_conflict(problem, musts, by_mentors, count, &rules);
    enum status status = STATUS_OK;
    if (rules.conflict_count == 0)
        status = hold_rules(problem, musts, count, arena, &rules);
    if (status == STATUS_OK)
        *ret_rules = rules;
    return status;
}

/* ---- what the result says of them */

static bool same_overridden(const struct overridden *a, const struct overridden *b)
{
    return a->kind == b->kind && compare_sets(&a->pair, &b->pair, 1) == 0 && a->by != NULL &&
           b->by != NULL && strcmp(a->by, b->by) == 0;
}

void verify_rules_check(const struct verify_check *check)
{
    const struct result *result = check->result;
    const struct verify_rules *rules = &check->rules;
    char where[64];
    if (result->overridden_count != rules->overridden_count ||
        (result->overridden == NULL && rules->overridden_count > 0)) {
        fault_add(check->faults, 0, "overridden", "overridden",
                  "%zu rules are overridden, and the result lists %zu", rules->overridden_count,
                  result->overridden_count);
        return;
    }
    for (size_t k = 0; k < rules->overridden_count; k++) {
        const struct overridden *truth = &rules->overridden[k];
        if (same_overridden(&result->overridden[k], truth))
            continue;
        (void)snprintf(where, sizeof where, "overridden/%zu", k);
        fault_add(check->faults, 0, where, "overridden",
                  "here belongs the %s of student %u and mentor %u, overridden by %s",
                  rule_word(truth->kind), truth->pair.student + 1, truth->pair.mentor + 1,
                  truth->by);
    }
}

static bool figures_are_empty(const struct figures *figures)
{
    int64_t sum = figures->students | figures->mentors | figures->seats | figures->fixed |
                  figures->with_wishes;
    for (size_t p = 0; p < PERCENTILES_COUNT; p++)
        sum |= figures->percentiles_bp[p];
    return sum == 0 && figures->loads_count == 0 && figures->wishes_count == 0;
}

static bool certificate_is_empty(const struct certificate *certificate)
{
    return certificate->prices == NULL && certificate->most_bonus == 0 &&
           certificate->first_bonus == 0 && certificate->keep_bonus == 0 &&
           certificate->floor_bp == 0 && certificate->all.students == NULL &&
           certificate->all.mentors == NULL && certificate->above.students == NULL &&
           certificate->above.mentors == NULL;
}

static bool stability_is_empty(const struct stability *stability)
{
    return !stability->told && stability->differ_count == 0 && stability->optimal_total == 0 &&
           stability->given_up == 0;
}

/* An answer that there is none claims nothing else. */
static void nothing_beside(const struct verify_check *check)
{
    const struct result *result = check->result;
    const struct {
        bool empty;
        const char *where;
    } members[] = {
        {result->total == 0, "total"},
        {result->matched == 0, "matched"},
        {result->worst == 0, "worst"},
        {result->overridden_count == 0, "overridden"},
        {certificate_is_empty(&result->certificate), "certificate"},
        {figures_are_empty(&result->figures), "figures"},
        {stability_is_empty(&result->stability), "stability"},
    };
    for (size_t m = 0; m < sizeof members / sizeof members[0]; m++)
        if (!members[m].empty)
            fault_add(check->faults, 0, members[m].where, "beside_infeasible",
                      "a result that says infeasible claims nothing else");
}

void verify_conflict_check(const struct verify_check *check)
{
    const struct result *result = check->result;
    const struct verify_rules *rules = &check->rules;
    bool same = result->conflict_count == rules->conflict_count && result->conflict != NULL &&
                compare_sets(result->conflict, rules->conflict, rules->conflict_count) == 0;
    if (!same)
        fault_add(check->faults, 0, "conflict", "conflict",
                  "the smallest set of musts that cannot hold together has %zu, the first of "
                  "student %u and mentor %u",
                  rules->conflict_count, rules->conflict[0].student + 1,
                  rules->conflict[0].mentor + 1);
    nothing_beside(check);
}
