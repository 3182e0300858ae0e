#include "matcher/whynot.h"

#include "matcher/solver.h"
#include "scoring/base/arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

const char *barrier_word(enum barrier barrier)
{
    static const char *const words[BARRIER_COUNT] = {
#define BARRIER_WORD(name, word) word,
        BARRIERS(BARRIER_WORD)
#undef BARRIER_WORD
    };
    assert((unsigned)barrier < BARRIER_COUNT);
    return words[barrier];
}

const char *worth_word(enum worth_figure figure)
{
    static const char *const words[WORTH_COUNT] = {
#define WORTH_WORD(name, word) word,
        WORTHS(WORTH_WORD)
#undef WORTH_WORD
    };
    assert((unsigned)figure < WORTH_COUNT);
    return words[figure];
}

/* ---- scores and lists */

/* The place of item in a list from 0, or NOBODY. */
static uint32_t place_in(const struct lists *lists, uint32_t owner, uint32_t item)
{
    if (!lists_have(lists, owner))
        return NOBODY;
    for (size_t at = lists->start[owner]; at < lists->start[owner + 1]; at++)
        if (lists->items[at] == item)
            return (uint32_t)(at - lists->start[owner]);
    return NOBODY;
}

/* Element j: the score of the student with mentor j; a pair that lists alone name scores 0; others
 * are ROW_IMPOSSIBLE. Rules, restricting lists and the minimum apart. O(mentors, and where mentors
 * have lists, their items). */
static void fill_row(const struct problem *problem, uint32_t student, int16_t *row)
{
    if (problem_is_dense(problem)) {
        problem->rows->fill(problem->rows->context, 0, student, row);
        return;
    }
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        row[j] = place_in(&problem->priorities, j, student) != NOBODY ? 0 : ROW_IMPOSSIBLE;
    const struct lists *wishes = &problem->wishes;
    if (lists_have(wishes, student))
        for (size_t at = wishes->start[student]; at < wishes->start[student + 1]; at++)
            row[wishes->items[at]] = 0;
    const struct graph *edges = &problem->edges;
    for (size_t e = edges->start[student]; e < edges->start[student + 1]; e++)
        row[edges->mentor[e]] = edges->score[e];
}

static void find_barriers(const struct problem *problem, struct pair pair, int16_t score_bp,
                          bool barriers[BARRIER_COUNT])
{
    uint32_t i = pair.student, j = pair.mentor;
    barriers[BARRIER_NEVER] = pairs_have(&problem->never, i, j);
    barriers[BARRIER_NO_SEATS] = problem->seats[j] == 0;
    barriers[BARRIER_UNNAMED] = score_bp == ROW_IMPOSSIBLE;
    barriers[BARRIER_WISHES] =
        lists_have(&problem->wishes, i) && place_in(&problem->wishes, i, j) == NOBODY;
    barriers[BARRIER_PRIORITIES] =
        lists_have(&problem->priorities, j) && place_in(&problem->priorities, j, i) == NOBODY;
    barriers[BARRIER_MINIMUM] = score_bp != ROW_IMPOSSIBLE && score_bp < problem->minimum_bp;
}

static bool is_barred(const bool barriers[BARRIER_COUNT])
{
    for (size_t b = 0; b < BARRIER_COUNT; b++)
        if (barriers[b])
            return true;
    return false;
}

/* ---- one pair */

static uint32_t mentor_in(const struct result *result, uint32_t student)
{
    const struct pairs pairs = {result->pairs, (size_t)result->matched};
    size_t at = pairs_from(&pairs, student, 0);
    bool found = at < pairs.count && pairs.items[at].student == student;
    return found ? pairs.items[at].mentor : NOBODY;
}

static void count_choices(const struct problem *problem, struct pair pair, const int16_t *row,
                          struct whynot_pair *looked)
{
    for (uint32_t j = 0; j < problem->mentor_count; j++) {
        bool barriers[BARRIER_COUNT];
        if (row[j] == ROW_IMPOSSIBLE)
            continue;
        find_barriers(problem, (struct pair){pair.student, j}, row[j], barriers);
        if (is_barred(barriers))
            continue;
        looked->choices++;
        looked->better += row[j] > looked->score_bp;
    }
}

static void look_at_rules(const struct whynot *whynot, struct pair pair,
                          const struct settled *settled, struct whynot_pair *looked)
{
    const struct problem *problem = whynot->problem;
    uint32_t fixed = settled->mentor_of[pair.student], taken = 0;
    bool by_pin = settled->by_pin[pair.student];
    looked->in_result = mentor_in(whynot->result, pair.student) == pair.mentor;
    looked->by_must = fixed == pair.mentor && !by_pin;
    looked->by_pin = fixed == pair.mentor && by_pin;
    looked->student_must = fixed != NOBODY && fixed != pair.mentor && !by_pin;
    looked->student_pin = fixed != NOBODY && fixed != pair.mentor && by_pin;
    for (uint32_t i = 0; i < problem->student_count; i++)
        taken += i != pair.student && settled->mentor_of[i] == pair.mentor && !settled->by_pin[i];
    looked->seats_must = problem->seats[pair.mentor] > 0 && taken == problem->seats[pair.mentor];
}

/* The rank in a list, else by score; the smaller is preferred (ties by number are the caller's). */
static uint32_t rank_of(const struct lists *lists, uint32_t owner, uint32_t item, int32_t score_bp)
{
    return lists_have(lists, owner) ? place_in(lists, owner, item)
                                    : (uint32_t)(SCORE_BP_MAX - score_bp);
}

static bool student_prefers_own(const struct problem *problem, struct pair pair, uint32_t own,
                                const int16_t *row)
{
    uint32_t asked = rank_of(&problem->wishes, pair.student, pair.mentor, row[pair.mentor]);
    uint32_t had = rank_of(&problem->wishes, pair.student, own, row[own]);
    return had < asked || (had == asked && own < pair.mentor);
}

static enum status look(const struct whynot *whynot, struct pair pair, struct arena *arena,
                        struct whynot_pair *looked)
{
    const struct problem *problem = whynot->problem;
    int16_t *row = arena_array(arena, problem->mentor_count, sizeof *row);
    struct settled settled;
    if (row == NULL || settle(problem, arena, &settled) != STATUS_OK)
        return STATUS_MEMORY;
    fill_row(problem, pair.student, row);
    looked->score_bp = row[pair.mentor];
    find_barriers(problem, pair, row[pair.mentor], looked->barriers);
    look_at_rules(whynot, pair, &settled, looked);
    count_choices(problem, pair, row, looked);
    bool is_ruled = looked->in_result || settled.mentor_of[pair.student] != NOBODY ||
                    settled.seats[pair.mentor] == 0 || is_barred(looked->barriers);
    if (whynot->result->objective != OBJECTIVE_STABLE || is_ruled)
        return STATUS_OK;
    uint32_t own = mentor_in(whynot->result, pair.student);
    bool prefers = own != NOBODY && student_prefers_own(problem, pair, own, row);
    looked->stable = prefers ? STABLE_REASON_STUDENT : STABLE_REASON_MENTOR;
    return STATUS_OK;
}

enum status whynot_look(const struct whynot *whynot, struct pair pair, struct whynot_pair *ret_pair)
{
    struct arena *arena = NULL;
    struct whynot_pair looked = {0};
    assert(!whynot->result->infeasible && pair.student < whynot->problem->student_count &&
           pair.mentor < whynot->problem->mentor_count);
    enum status status = arena_new(0, &arena);
    if (status == STATUS_OK)
        status = look(whynot, pair, arena, &looked);
    arena_free(arena);
    if (status == STATUS_OK)
        *ret_pair = looked;
    return status;
}

/* ---- what a result is worth */

/* The layers of each objective, in the order of WORTHS, which is that of every one of them. */
bool worth_counts(enum objective objective, enum worth_figure figure)
{
    static const bool counts[OBJECTIVE_COUNT][WORTH_COUNT] = {
        [OBJECTIVE_TOTAL] = {[WORTH_TOTAL] = true},
        [OBJECTIVE_MOST] = {[WORTH_MATCHED] = true, [WORTH_FIRST] = true, [WORTH_TOTAL] = true},
        [OBJECTIVE_FAIR] = {[WORTH_MATCHED] = true,
                            [WORTH_WORST] = true,
                            [WORTH_FIRST] = true,
                            [WORTH_TOTAL] = true},
        [OBJECTIVE_REPAIR] = {[WORTH_MATCHED] = true, [WORTH_KEPT] = true, [WORTH_TOTAL] = true},
    };
    return counts[objective][figure];
}

int worth_compare(enum objective objective, const struct worth *a, const struct worth *b)
{
    for (size_t w = 0; w < WORTH_COUNT; w++)
        if (worth_counts(objective, (enum worth_figure)w) && a->of[w] != b->of[w])
            return a->of[w] < b->of[w] ? -1 : 1;
    return 0;
}

static struct worth worth_of(const struct problem *problem, const struct result *result)
{
    struct worth worth = {.of = {[WORTH_MATCHED] = result->matched,
                                 [WORTH_WORST] = result->worst,
                                 [WORTH_TOTAL] = result->total}};
    for (int32_t k = 0; k < result->matched; k++) {
        struct pair pair = result->pairs[k];
        worth.of[WORTH_FIRST] += problem->first != NULL && problem->first[pair.student];
        worth.of[WORTH_KEPT] +=
            problem->announced != NULL && problem->announced[pair.student] == pair.mentor;
    }
    return worth;
}

/* The worst score by the measure of the rules as they were. A pair that is fixed only now counts
 * too. (The other way round does not happen: who loses a pin loses it to somebody who takes the
 * seat.) */
static enum status measure_worst(const struct problem *problem, const struct settled *now,
                                 const struct settled *then, const struct result *result,
                                 struct arena *arena, int64_t *ret_worst)
{
    bool has_free = result->matched > result->figures.fixed;
    int64_t worst = has_free ? result->worst : INT64_MAX;
    int16_t *row = arena_array(arena, problem->mentor_count, sizeof *row);
    if (row == NULL)
        return STATUS_MEMORY;
    for (uint32_t i = 0; i < problem->student_count; i++) {
        uint32_t mentor = then->mentor_of[i];
        if (mentor == NOBODY || mentor == now->mentor_of[i])
            continue;
        fill_row(problem, i, row);
        int64_t score = problem_is_dense(problem)
                            ? rows_score(problem->rows, i, mentor, row[mentor])
                            : row[mentor];
        score = score < 0 ? 0 : score;
        worst = score < worst ? score : worst;
    }
    *ret_worst = worst == INT64_MAX ? result->worst : worst;
    return STATUS_OK;
}

/* ---- one rule more */

/* pairs with one more, in arena; as they were when it is there already. */
static enum status add_pair(const struct pairs *pairs, struct pair added, struct arena *arena,
                            struct pairs *ret_pairs)
{
    if (pairs_have(pairs, added.student, added.mentor)) {
        *ret_pairs = *pairs;
        return STATUS_OK;
    }
    struct pair *items = arena_array(arena, pairs->count + 1, sizeof *items);
    if (items == NULL)
        return STATUS_MEMORY;
    size_t at = 0;
    while (at < pairs->count &&
           (pairs->items[at].student < added.student ||
            (pairs->items[at].student == added.student && pairs->items[at].mentor < added.mentor)))
        at++;
    if (pairs->count > 0) {
        memcpy(items, pairs->items, at * sizeof *items);
        memcpy(items + at + 1, pairs->items + at, (pairs->count - at) * sizeof *items);
    }
    items[at] = added;
    *ret_pairs = (struct pairs){items, pairs->count + 1};
    return STATUS_OK;
}

static enum status solve_changed(const struct whynot *whynot, const struct problem *changed,
                                 struct arena *arena, struct faults *faults,
                                 struct whynot_cost *cost)
{
    struct solving solving = {.problem = changed,
                              .objective = whynot->result->objective,
                              .workers = whynot->workers,
                              .watch = whynot->watch,
                              .prices = whynot->result->certificate.prices};
    struct settled now, then;
    struct result result;
    enum status status = solve(&solving, arena, faults, &result);
    if (status == STATUS_OK)
        status = settle(whynot->problem, arena, &now);
    if (status == STATUS_OK)
        status = settle(changed, arena, &then);
    if (status != STATUS_OK)
        return status;
    cost->now = worth_of(whynot->problem, whynot->result);
    cost->infeasible = result.infeasible;
    cost->conflict_count = result.conflict_count;
    if (result.infeasible) {
        cost->of_student =
            result.conflict_count == 2 && result.conflict[0].student == result.conflict[1].student;
        return STATUS_OK;
    }
    cost->then = worth_of(changed, &result);
    return measure_worst(changed, &now, &then, &result, arena, &cost->then.of[WORTH_WORST]);
}

enum status whynot_cost(const struct whynot *whynot, struct pair pair, enum rule kind,
                        struct arena *arena, struct faults *faults, struct whynot_cost *ret_cost)
{
    struct problem changed = *whynot->problem;
    struct whynot_cost cost = {0};
    assert(kind == RULE_NEVER || kind == RULE_MUST);
    assert(!whynot->result->infeasible && pair.student < changed.student_count &&
           pair.mentor < changed.mentor_count);
    struct pairs *pairs = kind == RULE_NEVER ? &changed.never : &changed.must;
    enum status status = add_pair(pairs, pair, arena, pairs);
    if (status == STATUS_OK)
        status = solve_changed(whynot, &changed, arena, faults, &cost);
    if (status == STATUS_OK)
        *ret_cost = cost;
    return status;
}
