#include "matcher/settle.h"

#include "scoring/base/arena.h"

#include <stdlib.h>
#include <string.h>

struct settling {
    const struct problem *problem;
    struct arena *arena;
    uint32_t *mentor_of, *seats;
    bool *by_pin;
    bool *wished, *preferred;      /* element i: the fixed pair of i is named by the list of i, by
                                      that of the mentor */
    struct overridden *overridden; /* grows; copied to the arena at the end */
    size_t count, capacity;
    bool failed;
};

static void override(struct settling *settling, enum rule kind, struct pair pair, const char *by)
{
    if (settling->count == settling->capacity) {
        size_t capacity = settling->capacity == 0 ? 16 : settling->capacity * 2;
        void *grown = realloc(settling->overridden, capacity * sizeof *settling->overridden);
        if (grown == NULL) {
            settling->failed = true;
            return;
        }
        settling->overridden = grown;
        settling->capacity = capacity;
    }
    settling->overridden[settling->count++] = (struct overridden){kind, pair, by};
}

static bool forbidden(const struct problem *problem, struct pair pair)
{
    return pairs_have(&problem->never, pair.student, pair.mentor);
}

/* ---- musts that cannot hold together */

/* Musts that never leaves, rising by student, then mentor. */
static enum status standing_musts(const struct problem *problem, struct arena *arena,
                                  struct pairs *ret_musts)
{
    struct pair *musts = arena_array(arena, problem->must.count, sizeof *musts);
    if (musts == NULL)
        return STATUS_MEMORY;
    size_t count = 0;
    for (size_t i = 0; i < problem->must.count; i++)
        if (!forbidden(problem, problem->must.items[i]))
            musts[count++] = problem->must.items[i];
    *ret_musts = (struct pairs){musts, count};
    return STATUS_OK;
}

/* A smallest set is two musts of a student, or the first musts of a mentor, one more than the
 * seats. Sets of one size are told apart by their first must: two of them that share it are those
 * of a student and of a mentor with one seat, and are compared by their second. */
struct conflict {
    size_t count; /* SIZE_MAX: none yet */
    struct pair first, second;
};

static bool pair_before(struct pair a, struct pair b)
{
    return a.student < b.student || (a.student == b.student && a.mentor < b.mentor);
}

static bool same_pair(struct pair a, struct pair b)
{
    return a.student == b.student && a.mentor == b.mentor;
}

static void offer(struct conflict *best, struct conflict other)
{
    if (other.count > best->count)
        return;
    if (other.count < best->count || pair_before(other.first, best->first) ||
        (same_pair(other.first, best->first) && pair_before(other.second, best->second)))
        *best = other;
}

/* Element j of the three: the first two musts of mentor j, and how many it has. */
struct tally {
    uint32_t *counts;
    struct pair *firsts, *seconds;
};

static enum status tally_musts(const struct pairs *musts, uint32_t mentor_count,
                               struct arena *arena, struct tally *ret_tally)
{
    struct tally tally = {
        .counts = arena_array(arena, mentor_count, sizeof *tally.counts),
        .firsts = arena_array(arena, mentor_count, sizeof *tally.firsts),
        .seconds = arena_array(arena, mentor_count, sizeof *tally.seconds),
    };
    if (tally.counts == NULL || tally.firsts == NULL || tally.seconds == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < musts->count; i++) {
        struct pair pair = musts->items[i];
        uint32_t count = tally.counts[pair.mentor]++;
        if (count == 0)
            tally.firsts[pair.mentor] = pair;
        else if (count == 1)
            tally.seconds[pair.mentor] = pair;
    }
    *ret_tally = tally;
    return STATUS_OK;
}

static struct conflict smallest_conflict(const struct problem *problem, const struct pairs *musts,
                                         const struct tally *tally)
{
    struct conflict best = {.count = SIZE_MAX};
    for (size_t i = 1; i < musts->count; i++)
        if (musts->items[i].student == musts->items[i - 1].student)
            offer(&best, (struct conflict){2, musts->items[i - 1], musts->items[i]});
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        if (tally->counts[j] > problem->seats[j])
            offer(&best, (struct conflict){(size_t)problem->seats[j] + 1, tally->firsts[j],
                                           tally->seconds[j]});
    return best;
}

static enum status list_conflict(const struct conflict *conflict, const struct pairs *musts,
                                 struct arena *arena, struct settled *settled)
{
    struct pair *pairs = arena_array(arena, conflict->count, sizeof *pairs);
    if (pairs == NULL)
        return STATUS_MEMORY;
    bool of_student = conflict->count == 2 && conflict->first.student == conflict->second.student;
    size_t count = 0;
    for (size_t i = 0; i < musts->count && count < conflict->count; i++) {
        struct pair pair = musts->items[i];
        if (of_student ? pair.student == conflict->first.student
                       : pair.mentor == conflict->first.mentor)
            pairs[count++] = pair;
    }
    settled->conflict = pairs;
    settled->conflict_count = conflict->count;
    return STATUS_OK;
}

/* Fills conflict and conflict_count of settled. */
static enum status find_conflict(const struct problem *problem, const struct pairs *musts,
                                 struct arena *arena, struct settled *settled)
{
    struct tally tally;
    if (musts->count == 0)
        return STATUS_OK;
    if (tally_musts(musts, problem->mentor_count, arena, &tally) != STATUS_OK)
        return STATUS_MEMORY;
    struct conflict best = smallest_conflict(problem, musts, &tally);
    return best.count == SIZE_MAX ? STATUS_OK : list_conflict(&best, musts, arena, settled);
}

/* ---- what is fixed */

static void fix(struct settling *settling, struct pair pair, bool by_pin)
{
    settling->mentor_of[pair.student] = pair.mentor;
    settling->by_pin[pair.student] = by_pin;
    settling->seats[pair.mentor]--;
}

static void settle_musts(struct settling *settling, const struct pairs *musts)
{
    const struct problem *problem = settling->problem;
    for (size_t i = 0; i < musts->count; i++)
        fix(settling, musts->items[i], false);
    for (size_t i = 0; i < problem->must.count; i++)
        if (forbidden(problem, problem->must.items[i]))
            override(settling, RULE_MUST, problem->must.items[i], rule_word(RULE_NEVER));
}

static void settle_pin(struct settling *settling, struct pair pin)
{
    uint32_t mentor = settling->mentor_of[pin.student];
    bool by_pin = settling->by_pin[pin.student];
    if (forbidden(settling->problem, pin))
        override(settling, RULE_PIN, pin, rule_word(RULE_NEVER));
    else if (mentor == pin.mentor)
        return;
    else if (mentor != NOBODY)
        override(settling, RULE_PIN, pin, by_pin ? OVERRIDE_STUDENT : rule_word(RULE_MUST));
    else if (settling->seats[pin.mentor] == 0)
        override(settling, RULE_PIN, pin, OVERRIDE_SEATS);
    else
        fix(settling, pin, true);
}

/* ---- lists */

static const char *fixed_by(const struct settling *settling, uint32_t student)
{
    return rule_word(settling->by_pin[student] ? RULE_PIN : RULE_MUST);
}

static void settle_item(struct settling *settling, enum rule kind, struct pair pair)
{
    uint32_t mentor = settling->mentor_of[pair.student];
    if (forbidden(settling->problem, pair))
        override(settling, kind, pair, rule_word(RULE_NEVER));
    else if (mentor == pair.mentor)
        (kind == RULE_WISH ? settling->wished : settling->preferred)[pair.student] = true;
    else if (mentor != NOBODY)
        override(settling, kind, pair, fixed_by(settling, pair.student));
}

static void settle_lists(struct settling *settling, enum rule kind)
{
    const struct problem *problem = settling->problem;
    bool wish = kind == RULE_WISH;
    const struct lists *lists = wish ? &problem->wishes : &problem->priorities;
    uint32_t owners = wish ? problem->student_count : problem->mentor_count;
    for (uint32_t owner = 0; lists->listed != NULL && owner < owners; owner++)
        for (size_t at = lists->start[owner]; at < lists->start[owner + 1]; at++) {
            uint32_t item = lists->items[at];
            settle_item(settling, kind,
                        wish ? (struct pair){owner, item} : (struct pair){item, owner});
        }
}

/* Fixed pairs that the list of one side does not name. */
static void settle_gone_past(struct settling *settling)
{
    const struct problem *problem = settling->problem;
    for (uint32_t i = 0; i < problem->student_count; i++) {
        struct pair pair = {i, settling->mentor_of[i]};
        if (pair.mentor == NOBODY)
            continue;
        if (lists_have(&problem->wishes, i) && !settling->wished[i])
            override(settling, RULE_WISH, pair, fixed_by(settling, i));
        if (lists_have(&problem->priorities, pair.mentor) && !settling->preferred[i])
            override(settling, RULE_PRIORITY, pair, fixed_by(settling, i));
    }
}

/* ---- all together */

static int compare_overridden(const void *left, const void *right)
{
    const struct overridden *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return pair_before(a->pair, b->pair) ? -1 : pair_before(b->pair, a->pair) ? 1 : 0;
}

static enum status list_overridden(struct settling *settling, struct settled *settled)
{
    if (settling->failed)
        return STATUS_MEMORY;
    if (settling->count == 0)
        return STATUS_OK;
    qsort(settling->overridden, settling->count, sizeof *settling->overridden, compare_overridden);
    struct overridden *copy =
        arena_array(settling->arena, settling->count, sizeof *settling->overridden);
    if (copy == NULL)
        return STATUS_MEMORY;
    memcpy(copy, settling->overridden, settling->count * sizeof *copy);
    settled->overridden = copy;
    settled->overridden_count = settling->count;
    return STATUS_OK;
}

static enum status start(const struct problem *problem, struct arena *arena,
                         struct settling *ret_settling)
{
    struct settling settling = {
        .problem = problem,
        .arena = arena,
        .mentor_of = arena_array(arena, problem->student_count, sizeof *settling.mentor_of),
        .seats = arena_array(arena, problem->mentor_count, sizeof *settling.seats),
        .by_pin = arena_array(arena, problem->student_count, sizeof *settling.by_pin),
        .wished = arena_array(arena, problem->student_count, sizeof *settling.wished),
        .preferred = arena_array(arena, problem->student_count, sizeof *settling.preferred),
    };
    if (settling.mentor_of == NULL || settling.seats == NULL || settling.by_pin == NULL ||
        settling.wished == NULL || settling.preferred == NULL)
        return STATUS_MEMORY;
    for (uint32_t i = 0; i < problem->student_count; i++)
        settling.mentor_of[i] = NOBODY;
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        settling.seats[j] = problem->seats[j];
    *ret_settling = settling;
    return STATUS_OK;
}

static enum status settle_all(struct settling *settling, const struct pairs *musts,
                              struct settled *settled)
{
    const struct problem *problem = settling->problem;
    settle_musts(settling, musts);
    for (size_t i = 0; i < problem->pin.count; i++)
        settle_pin(settling, problem->pin.items[i]);
    settle_lists(settling, RULE_WISH);
    settle_lists(settling, RULE_PRIORITY);
    settle_gone_past(settling);
    enum status status = list_overridden(settling, settled);
    free(settling->overridden);
    return status;
}

enum status settle(const struct problem *problem, struct arena *arena, struct settled *ret_settled)
{
    struct settling settling;
    struct pairs musts = {0};
    enum status status = start(problem, arena, &settling);
    if (status == STATUS_OK)
        status = standing_musts(problem, arena, &musts);
    if (status != STATUS_OK)
        return status;
    struct settled settled = {
        .mentor_of = settling.mentor_of, .by_pin = settling.by_pin, .seats = settling.seats};
    status = find_conflict(problem, &musts, arena, &settled);
    if (status == STATUS_OK && settled.conflict_count == 0)
        status = settle_all(&settling, &musts, &settled);
    if (status == STATUS_OK)
        *ret_settled = settled;
    return status;
}
