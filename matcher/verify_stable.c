#include "matcher/verify_inner.h"
#include "scoring/base/arena.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

__extension__ typedef __int128 wide;

static bool is_free(const struct verify_check *check, uint32_t student)
{
    return check->rules.mentor_of[student] == NOBODY;
}

/* True when the student has a place by choice, and could have it. */
static bool is_placed(const struct verify_check *check, uint32_t student)
{
    return is_free(check, student) && check->mentor_of[student] != NOBODY &&
           check->found.possible[student];
}

/* ---- nobody has a reason to swap */

/* Element j: whom mentor j ranks best of those who would rather have it, and the worst it holds. */
struct wanted {
    uint32_t *best;
    uint64_t *best_key, *worst_key;
    uint32_t *taken;
};

static bool wanted_new(const struct verify_check *check, struct wanted *wanted)
{
    size_t mentors = check->problem->mentor_count + (size_t)1;
    wanted->best = arena_array(check->arena, mentors, sizeof *wanted->best);
    wanted->best_key = arena_array(check->arena, mentors, sizeof *wanted->best_key);
    wanted->worst_key = arena_array(check->arena, mentors, sizeof *wanted->worst_key);
    wanted->taken = arena_array(check->arena, mentors, sizeof *wanted->taken);
    return wanted->best != NULL && wanted->best_key != NULL && wanted->worst_key != NULL &&
           wanted->taken != NULL;
}

static void find_wanted(const struct verify_check *check, struct wanted *wanted)
{
    for (uint32_t j = 0; j < check->problem->mentor_count; j++) {
        wanted->best[j] = NOBODY;
        wanted->best_key[j] = UINT64_MAX;
        for (size_t w = 0; w < check->workers; w++) {
            const struct verify_worker *row = &check->worker[w];
            if (row->wanting[j] == NOBODY || row->wanting_key[j] > wanted->best_key[j])
                continue;
            wanted->best[j] = row->wanting[j];
            wanted->best_key[j] = row->wanting_key[j];
        }
    }
    for (uint32_t i = 0; i < check->problem->student_count; i++) {
        uint32_t j = check->mentor_of[i];
        if (!is_placed(check, i))
            continue;
        uint64_t key = check->found.held_key[i];
        if (wanted->taken[j]++ == 0 || key > wanted->worst_key[j])
            wanted->worst_key[j] = key;
    }
}

static void blocking_check(const struct verify_check *check, const struct wanted *wanted)
{
    for (uint32_t j = 0; j < check->problem->mentor_count; j++) {
        if (wanted->best[j] == NOBODY || check->rules.seats[j] == 0)
            continue;
        bool has_seat = wanted->taken[j] < check->rules.seats[j];
        if (has_seat || wanted->best_key[j] < wanted->worst_key[j])
            fault_add(check->faults, 0, "pairs", "blocking",
                      "student %u would rather have mentor %u, who %s", wanted->best[j] + 1, j + 1,
                      has_seat ? "has a free seat" : "would rather have this student");
    }
}

/* A stable matching is the best one for the students when no cycle lets them all gain: each mentor
 * takes the one it ranks best of those who want it, who leaves a seat to the next (Erdil and Ergin
 * 2008, "What's the matter with tie-breaking?", theorem 1; preferences here are strict). mark: 0
 * for a mentor not met yet, else 1 + where the walk that met it began. */
static void cycles_check(const struct verify_check *check, const struct wanted *wanted,
                         uint32_t *mark)
{
    for (uint32_t start = 0; start < check->problem->mentor_count; start++) {
        uint32_t j = start;
        while (j != NOBODY && mark[j] == 0) {
            mark[j] = start + 1;
            uint32_t student = wanted->best[j];
            j = student == NOBODY || !is_placed(check, student) ? NOBODY
                                                                : check->mentor_of[student];
        }
        if (j != NOBODY && mark[j] == start + 1)
            fault_add(check->faults, 0, "pairs", "improvable",
                      "another stable result is better for student %u, and worse for none",
                      wanted->best[j] + 1);
    }
}

/* ---- the pairs, turned round: for the two questions about listed pairs */

struct asked {
    uint64_t mentor_key, student_key;
    uint32_t student;
};

struct turned {
    size_t *start; /* mentor j: start[j] to start[j + 1] */
    struct asked *asked;
    struct graph tight; /* pairs that lose nothing at the prices: u + price = score */
};

static size_t count_pairs(const struct verify_check *check, size_t *starts)
{
    size_t count = 0;
    for (uint32_t i = 0; i < check->problem->student_count; i++) {
        verify_row_fill(check, 0, i);
        const struct verify_worker *row = &check->worker[0];
        for (size_t k = 0; k < row->count; k++)
            starts[row->items[k].mentor + (size_t)2]++;
        count += row->count;
    }
    return count;
}

/* start[j + 1] runs from the start of mentor j to its end meanwhile. */
static void turn_pairs(const struct verify_check *check, struct turned *turned, size_t *tight_start,
                       uint32_t *tight_mentor)
{
    const int64_t *prices = check->result->certificate.prices;
    for (uint32_t i = 0; i < check->problem->student_count; i++) {
        verify_row_fill(check, 0, i);
        const struct verify_worker *row = &check->worker[0];
        size_t tight = tight_start[i];
        for (size_t k = 0; k < row->count; k++) {
            const struct verify_possible *item = &row->items[k];
            turned->asked[turned->start[item->mentor + (size_t)1]++] =
                (struct asked){verify_mentor_key(item, i), verify_student_key(item), i};
            if (check->has_prices && prices[item->mentor] >= 0 &&
                item->score_bp - prices[item->mentor] == check->found.best[i])
                tight_mentor[tight++] = item->mentor;
        }
        tight_start[i + 1] = tight;
    }
}

static enum status turn(const struct verify_check *check, struct turned *ret_turned)
{
    const struct problem *problem = check->problem;
    struct turned turned = {0};
    turned.start = arena_array(check->arena, problem->mentor_count + (size_t)2, sizeof(size_t));
    size_t *tight = arena_array(check->arena, problem->student_count + (size_t)1, sizeof *tight);
    if (turned.start == NULL || tight == NULL)
        return STATUS_MEMORY;
    size_t count = count_pairs(check, turned.start);
    for (size_t j = 2; j <= problem->mentor_count; j++)
        turned.start[j] += turned.start[j - 1];
    turned.asked = arena_array(check->arena, count + 1, sizeof *turned.asked);
    uint32_t *mentors = arena_array(check->arena, count + 1, sizeof *mentors);
    if (turned.asked == NULL || mentors == NULL)
        return STATUS_MEMORY;
    turn_pairs(check, &turned, tight, mentors);
    turned.tight = (struct graph){.student_count = problem->student_count,
                                  .mentor_count = problem->mentor_count,
                                  .start = tight,
                                  .mentor = mentors};
    *ret_turned = turned;
    return STATUS_OK;
}

/* ---- when mentors propose */

static int compare_asked(const void *left, const void *right)
{
    const struct asked *a = left, *b = right;
    return (a->mentor_key > b->mentor_key) - (a->mentor_key < b->mentor_key);
}

static void sort_asked(void *context, size_t worker, size_t first, size_t end)
{
    const struct turned *turned = context;
    (void)worker;
    for (size_t j = first; j < end; j++)
        qsort(turned->asked + turned->start[j], turned->start[j + 1] - turned->start[j],
              sizeof *turned->asked, compare_asked);
}

/* Each mentor asks down its list while it has a free seat; a student keeps the better one. */
struct asking {
    size_t *next;         /* element j */
    uint32_t *free_seats; /* element j */
    uint32_t *waiting;    /* mentors who may ask again, waiting_count of them */
    size_t waiting_count;
    uint32_t *mentor_of;
    uint64_t *key; /* element i: how the student ranks that mentor */
};

static void ask(const struct turned *turned, struct asking *asking, uint32_t mentor)
{
    while (asking->free_seats[mentor] > 0 && asking->next[mentor] < turned->start[mentor + 1]) {
        const struct asked *asked = &turned->asked[asking->next[mentor]++];
        uint32_t left = asking->mentor_of[asked->student];
        if (left != NOBODY && asking->key[asked->student] < asked->student_key)
            continue;
        if (left != NOBODY && asking->free_seats[left]++ == 0)
            asking->waiting[asking->waiting_count++] = left;
        asking->free_seats[mentor]--;
        asking->mentor_of[asked->student] = mentor;
        asking->key[asked->student] = asked->student_key;
    }
}

static bool asking_new(const struct verify_check *check, const struct turned *turned,
                       struct asking *ret_asking)
{
    size_t students = check->problem->student_count + (size_t)1;
    uint32_t mentor_count = check->problem->mentor_count;
    size_t mentors = mentor_count + (size_t)1;
    struct asking asking = {
        .next = arena_array(check->arena, mentors, sizeof *asking.next),
        .free_seats = arena_array(check->arena, mentors, sizeof *asking.free_seats),
        .waiting = arena_array(check->arena, 2 * mentors, sizeof *asking.waiting),
        .mentor_of = arena_array(check->arena, students, sizeof *asking.mentor_of),
        .key = arena_array(check->arena, students, sizeof *asking.key),
    };
    if (asking.next == NULL || asking.free_seats == NULL || asking.waiting == NULL ||
        asking.mentor_of == NULL || asking.key == NULL)
        return false;
    for (size_t i = 0; i < students; i++)
        asking.mentor_of[i] = NOBODY;
    for (uint32_t j = 0; j < mentor_count; j++) {
        asking.next[j] = turned->start[j];
        asking.free_seats[j] = check->rules.seats[j];
    }
    *ret_asking = asking;
    return true;
}

static enum status differ_check(const struct verify_check *check, const struct turned *turned)
{
    const struct stability *stability = &check->result->stability;
    struct asking asking;
    if (!asking_new(check, turned, &asking))
        return STATUS_MEMORY;
    workers_run(check->workers, check->problem->mentor_count, VERIFY_BLOCK, sort_asked,
                (void *)turned);
    for (uint32_t j = 0; j < check->problem->mentor_count; j++)
        for (ask(turned, &asking, j); asking.waiting_count > 0;)
            ask(turned, &asking, asking.waiting[--asking.waiting_count]);
    size_t count = 0, said = stability->differ == NULL ? 0 : stability->differ_count;
    bool same = true;
    for (uint32_t i = 0; i < check->problem->student_count; i++) {
        if (!is_free(check, i) || asking.mentor_of[i] == check->mentor_of[i])
            continue;
        same = same && count < said && stability->differ[count] == i;
        count++;
    }
    if (!same || count != stability->differ_count)
        fault_add(check->faults, 0, "stability/differ", "differ",
                  "%zu students have another mentor when mentors propose; the result names %zu%s",
                  count, stability->differ_count, same ? "" : ", not the same");
    return STATUS_OK;
}

/* ---- the greatest total */

static wide dual_of(const struct verify_check *check)
{
    wide sum = 0;
    for (uint32_t i = 0; i < check->problem->student_count; i++)
        sum += is_free(check, i) ? check->found.best[i]
                                 : (check->mentor_of[i] == NOBODY ? 0 : check->found.score_bp[i]);
    for (uint32_t j = 0; j < check->problem->mentor_count; j++)
        sum += (wide)check->result->certificate.prices[j] * check->rules.seats[j];
    return sum;
}

/* Pairs of students that bring something, or of mentors that are priced. */
static struct graph part_of(const struct verify_check *check, const struct graph *tight,
                            bool of_students, size_t *start, uint32_t *mentor)
{
    size_t count = 0;
    for (uint32_t i = 0; i < tight->student_count; i++) {
        for (size_t e = tight->start[i]; e < tight->start[i + 1]; e++)
            if (of_students ? check->found.best[i] > 0
                            : check->result->certificate.prices[tight->mentor[e]] > 0)
                mentor[count++] = tight->mentor[e];
        start[i + 1] = count;
    }
    return (struct graph){tight->student_count, tight->mentor_count, start, mentor, NULL};
}

/* The prices are reached: tight pairs can place every student who brings something and, apart from
 * that, fill every priced mentor; then they can do both at once (Mendelsohn and Dulmage 1958). */
static enum status reach_check(const struct verify_check *check, const struct graph *tight)
{
    const int64_t *prices = check->result->certificate.prices;
    size_t students = tight->student_count + (size_t)1;
    size_t *start = arena_array(check->arena, students, sizeof *start);
    uint32_t *mentor = arena_array(check->arena, graph_edge_count(tight) + 1, sizeof *mentor);
    uint32_t *mentor_of = arena_array(check->arena, students, sizeof *mentor_of);
    if (start == NULL || mentor == NULL || mentor_of == NULL)
        return STATUS_MEMORY;
    uint64_t due[2] = {0, 0}; /* by students, by mentors */
    for (uint32_t i = 0; i < tight->student_count; i++)
        due[0] += check->found.best[i] > 0;
    for (uint32_t j = 0; j < tight->mentor_count; j++)
        due[1] += prices[j] > 0 ? check->rules.seats[j] : 0;
    for (size_t side = 0; side < 2; side++) {
        struct graph part = part_of(check, tight, side == 0, start, mentor);
        struct verify_edges edges = {part.student_count, part.mentor_count, &part, NULL, 0};
        uint32_t matched;
        enum status status =
            verify_match(&edges, check->rules.seats, check->watch, mentor_of, &matched);
        if (status != STATUS_OK)
            return status;
        if (matched != due[side])
            fault_add(check->faults, 0, "stability/optimal_total", "not_reached",
                      "at these prices %" PRIu64 " %s, and %u can", due[side],
                      side == 0 ? "students must be placed" : "seats must be filled", matched);
    }
    return STATUS_OK;
}

static enum status optimal_check(const struct verify_check *check, const struct turned *turned)
{
    const struct stability *stability = &check->result->stability;
    wide optimal = dual_of(check);
    int64_t truth = optimal > INT64_MAX ? INT64_MAX : (int64_t)optimal, total = 0, difference;
    for (uint32_t j = 0; j < check->problem->mentor_count; j++)
        if (check->result->certificate.prices[j] < 0)
            fault_add(check->faults, 0, "certificate/prices", "price",
                      "the price of mentor %u is below 0", j + 1);
    for (uint32_t i = 0; i < check->problem->student_count; i++)
        total += check->mentor_of[i] == NOBODY ? 0 : check->found.score_bp[i];
    if (stability->optimal_total != truth)
        fault_add(check->faults, 0, "stability/optimal_total", "optimal_total",
                  "the prices say %" PRId64 ", the result %" PRId64, truth,
                  stability->optimal_total);
    if (__builtin_sub_overflow(stability->optimal_total, total, &difference) ||
        difference != stability->given_up)
        fault_add(check->faults, 0, "stability/given_up", "given_up",
                  "it is the greatest total less this one: not %" PRId64, stability->given_up);
    return reach_check(check, &turned->tight);
}

/* ---- all of it */

static enum status told_check(const struct verify_check *check)
{
    const struct stability *stability = &check->result->stability;
    bool due = check->result->objective == OBJECTIVE_STABLE && !problem_is_dense(check->problem);
    struct turned turned;
    if (due != stability->told)
        fault_add(check->faults, 0, "stability", "told",
                  "it is told of a stable result over listed pairs, and of no other");
    if (!due &&
        (stability->differ_count > 0 || stability->optimal_total != 0 || stability->given_up != 0))
        fault_add(check->faults, 0, "stability", "superfluous", "nothing is known of it here");
    if (!due || !stability->told)
        return STATUS_OK;
    enum status status = turn(check, &turned);
    if (status == STATUS_OK)
        status = differ_check(check, &turned);
    if (status == STATUS_OK && check->has_prices)
        status = optimal_check(check, &turned);
    return status;
}

enum status verify_stable_check(struct verify_check *check)
{
    struct wanted wanted;
    if (check->result->objective == OBJECTIVE_STABLE) {
        uint32_t *mark =
            arena_array(check->arena, check->problem->mentor_count + (size_t)1, sizeof *mark);
        if (mark == NULL || !wanted_new(check, &wanted))
            return STATUS_MEMORY;
        find_wanted(check, &wanted);
        blocking_check(check, &wanted);
        cycles_check(check, &wanted, mark);
    }
    return told_check(check);
}
