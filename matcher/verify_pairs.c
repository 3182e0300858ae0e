#include "matcher/verify_inner.h"
#include "scoring/base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_listed(const struct lists *lists, uint32_t owner)
{
    return lists->listed != NULL && lists->listed[owner];
}

/* ---- the pairs of the result */

static void pair_fault(const struct verify_check *check, int32_t k, const char *code,
                       const char *detail)
{
    struct pair pair = check->result->pairs[k];
    char where[32];
    (void)snprintf(where, sizeof where, "pairs/%d", k);
    fault_add(check->faults, 0, where, code, "student %u, mentor %u: %s", pair.student + 1,
              pair.mentor + 1, detail);
}

/* Takes pair k where it is in range and its student's first; every other is a fault. */
static void take_pair(struct verify_check *check, int32_t k)
{
    const struct problem *problem = check->problem;
    struct pair pair = check->result->pairs[k];
    if (pair.student >= problem->student_count || pair.mentor >= problem->mentor_count) {
        pair_fault(check, k, "unknown", "there is no such student or mentor");
        return;
    }
    if (check->mentor_of[pair.student] != NOBODY) {
        pair_fault(check, k, "twice", "the student has a place already");
        return;
    }
    if (k > 0 && check->result->pairs[k - 1].student > pair.student)
        pair_fault(check, k, "order", "pairs rise by student");
    check->mentor_of[pair.student] = pair.mentor;
    check->pair_of[pair.student] = k;
    check->free_matched += check->rules.mentor_of[pair.student] == NOBODY;
    if (check->load[pair.mentor]++ == problem->seats[pair.mentor])
        pair_fault(check, k, "seats", "the mentor has no seat left");
}

enum status verify_pairs_start(struct verify_check *check)
{
    const struct problem *problem = check->problem;
    const struct result *result = check->result;
    size_t students = problem->student_count + (size_t)1;
    check->mentor_of = arena_array(check->arena, students, sizeof *check->mentor_of);
    check->pair_of = arena_array(check->arena, students, sizeof *check->pair_of);
    check->load = arena_array(check->arena, problem->mentor_count + (size_t)1, sizeof *check->load);
    if (check->mentor_of == NULL || check->pair_of == NULL || check->load == NULL)
        return STATUS_MEMORY;
    for (uint32_t i = 0; i < problem->student_count; i++) {
        check->mentor_of[i] = NOBODY;
        check->pair_of[i] = -1;
    }
    if (result->matched < 0 || (uint32_t)result->matched > problem->student_count ||
        (result->pairs == NULL && result->matched > 0))
        return fault_add(check->faults, 0, "matched", "matched",
                         "%d pairs cannot be: there are %u students", result->matched,
                         problem->student_count);
    for (int32_t k = 0; k < result->matched; k++)
        take_pair(check, k);
    return STATUS_OK;
}

static void fixed_check(const struct verify_check *check, uint32_t student)
{
    uint32_t mentor = check->rules.mentor_of[student];
    if (mentor == check->mentor_of[student])
        return;
    const char *rule = check->rules.by_pin[student] ? "pin" : "must";
    fault_add(check->faults, 0, "pairs", rule, "the %s of student %u and mentor %u is not kept",
              rule, student + 1, mentor + 1);
}

void verify_pairs_check(const struct verify_check *check)
{
    for (uint32_t i = 0; i < check->problem->student_count; i++) {
        if (check->rules.mentor_of[i] != NOBODY)
            fixed_check(check, i);
        else if (check->mentor_of[i] != NOBODY && !check->found.possible[i])
            pair_fault(check, check->pair_of[i], "impossible",
                       "the pair is not possible: not listed, below the minimum, forbidden, or "
                       "its seats are kept by rules");
    }
}

/* ---- priorities turned round */

static void name_students(const struct problem *problem, struct verify_namers *namers)
{
    const struct lists *priorities = &problem->priorities;
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        for (size_t at = priorities->start[j]; at < priorities->start[j + 1]; at++) {
            size_t place = namers->start[priorities->items[at] + (size_t)1]++;
            namers->mentor[place] = j;
            namers->rank[place] = (uint32_t)(at - priorities->start[j]);
        }
}

/* start[i + 1] runs from the start of row i to its end while rows are filled. */
static enum status find_namers(struct verify_check *check)
{
    const struct problem *problem = check->problem;
    const struct lists *priorities = &problem->priorities;
    struct verify_namers *namers = &check->namers;
    if (priorities->listed == NULL)
        return STATUS_OK;
    size_t count = priorities->start[problem->mentor_count];
    namers->start = arena_array(check->arena, problem->student_count + (size_t)2, sizeof(size_t));
    namers->mentor = arena_array(check->arena, count + 1, sizeof *namers->mentor);
    namers->rank = arena_array(check->arena, count + 1, sizeof *namers->rank);
    if (namers->start == NULL || namers->mentor == NULL || namers->rank == NULL)
        return STATUS_MEMORY;
    for (size_t at = 0; at < count; at++)
        namers->start[priorities->items[at] + (size_t)2]++;
    for (size_t i = 2; i <= problem->student_count; i++)
        namers->start[i] += namers->start[i - 1];
    name_students(problem, namers);
    return STATUS_OK;
}

/* ---- rows */

static size_t row_capacity(const struct verify_check *check)
{
    const struct problem *problem = check->problem;
    size_t most = 0;
    if (problem_is_dense(problem))
        return problem->mentor_count;
    for (uint32_t i = 0; i < problem->student_count; i++) {
        size_t count = problem->edges.start[i + 1] - problem->edges.start[i];
        if (problem->wishes.listed != NULL)
            count += problem->wishes.start[i + 1] - problem->wishes.start[i];
        if (check->namers.start != NULL)
            count += check->namers.start[i + 1] - check->namers.start[i];
        most = count > most ? count : most;
    }
    return most;
}

enum status verify_row_start(struct verify_check *check)
{
    if (find_namers(check) != STATUS_OK)
        return STATUS_MEMORY;
    size_t capacity = row_capacity(check) + 1;
    check->worker = arena_array(check->arena, check->workers, sizeof *check->worker);
    if (check->worker == NULL)
        return STATUS_MEMORY;
    for (size_t w = 0; w < check->workers; w++) {
        struct verify_worker *worker = &check->worker[w];
        worker->items = arena_array(check->arena, capacity, sizeof *worker->items);
        if (problem_is_dense(check->problem))
            worker->scores = arena_array(check->arena, capacity, sizeof *worker->scores);
        if (worker->items == NULL || (problem_is_dense(check->problem) && worker->scores == NULL))
            return STATUS_MEMORY;
    }
    return STATUS_OK;
}

/* Where number stands between places first and end of rising numbers; SIZE_MAX: nowhere. */
static size_t find_number(const uint32_t *numbers, size_t first, size_t end, uint32_t number)
{
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (numbers[middle] == number)
            return middle;
        if (numbers[middle] < number)
            first = middle + 1;
        else
            end = middle;
    }
    return SIZE_MAX;
}

/* The score of a pair as the problem gives it, or ROW_IMPOSSIBLE where it gives none. */
static int32_t given_score(const struct verify_check *check, size_t worker, struct pair pair)
{
    const struct graph *edges = &check->problem->edges;
    if (problem_is_dense(check->problem))
        return check->worker[worker].scores[pair.mentor];
    size_t at = find_number(edges->mentor, edges->start[pair.student],
                            edges->start[pair.student + 1], pair.mentor);
    return at == SIZE_MAX ? ROW_IMPOSSIBLE : edges->score[at];
}

int32_t verify_row_score(const struct verify_check *check, size_t worker, struct pair pair)
{
    int32_t score = given_score(check, worker, pair);
    const struct rows *rows = check->problem->rows;
    if (score != ROW_IMPOSSIBLE || rows == NULL || rows->score == NULL)
        return score == ROW_IMPOSSIBLE ? 0 : score;
    return rows->score(rows->context, pair.student, pair.mentor);
}

/* The rank mentor j gives the student: NOBODY where it has no list; false where its list leaves
 * the student out. */
static bool mentor_accepts(const struct verify_check *check, struct pair pair, uint32_t *ret_rank)
{
    const struct verify_namers *namers = &check->namers;
    if (!is_listed(&check->problem->priorities, pair.mentor)) {
        *ret_rank = NOBODY;
        return true;
    }
    size_t at = find_number(namers->mentor, namers->start[pair.student],
                            namers->start[pair.student + 1], pair.mentor);
    if (at == SIZE_MAX)
        return false;
    *ret_rank = namers->rank[at];
    return true;
}

/* Nevers of a student: places first to end. */
struct span {
    size_t first, end;
};

static struct span nevers_of(const struct problem *problem, uint32_t student)
{
    const struct pairs *never = &problem->never;
    size_t low = 0, high = never->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (never->items[middle].student < student)
            low = middle + 1;
        else
            high = middle;
    }
    size_t end = low;
    while (end < never->count && never->items[end].student == student)
        end++;
    return (struct span){low, end};
}

static bool forbidden(const struct problem *problem, struct span nevers, uint32_t mentor)
{
    while (nevers.first < nevers.end) {
        size_t middle = nevers.first + (nevers.end - nevers.first) / 2;
        if (problem->never.items[middle].mentor == mentor)
            return true;
        if (problem->never.items[middle].mentor < mentor)
            nevers.first = middle + 1;
        else
            nevers.end = middle;
    }
    return false;
}

/* Adds a pair that the student's side allows, if all else does. */
static void offer(const struct verify_check *check, size_t worker, struct pair pair,
                  int32_t score_bp, uint32_t wish, struct span nevers)
{
    const struct problem *problem = check->problem;
    uint32_t priority;
    if (score_bp < problem->minimum_bp || check->rules.seats[pair.mentor] == 0 ||
        !mentor_accepts(check, pair, &priority) || forbidden(problem, nevers, pair.mentor))
        return;
    struct verify_worker *own = &check->worker[worker];
    own->items[own->count++] = (struct verify_possible){pair.mentor, score_bp, wish, priority};
}

static void fill_wishes(const struct verify_check *check, size_t worker, uint32_t student,
                        struct span nevers)
{
    const struct lists *wishes = &check->problem->wishes;
    size_t first = wishes->start[student];
    for (size_t at = first; at < wishes->start[student + 1]; at++) {
        struct pair pair = {student, wishes->items[at]};
        int32_t score = given_score(check, worker, pair);
        if (score == ROW_IMPOSSIBLE && problem_is_dense(check->problem))
            continue;
        offer(check, worker, pair, score == ROW_IMPOSSIBLE ? 0 : score, (uint32_t)(at - first),
              nevers);
    }
}

static void fill_dense(const struct verify_check *check, size_t worker, uint32_t student,
                       struct span nevers)
{
    const int16_t *scores = check->worker[worker].scores;
    for (uint32_t j = 0; j < check->problem->mentor_count; j++)
        if (scores[j] != ROW_IMPOSSIBLE)
            offer(check, worker, (struct pair){student, j}, scores[j], NOBODY, nevers);
}

/* Edges, and what only mentors' lists name. */
static void fill_edges(const struct verify_check *check, size_t worker, uint32_t student,
                       struct span nevers)
{
    const struct graph *edges = &check->problem->edges;
    const struct verify_namers *namers = &check->namers;
    for (size_t at = edges->start[student]; at < edges->start[student + 1]; at++)
        offer(check, worker, (struct pair){student, edges->mentor[at]}, edges->score[at], NOBODY,
              nevers);
    if (namers->start == NULL)
        return;
    for (size_t at = namers->start[student]; at < namers->start[student + 1]; at++) {
        struct pair pair = {student, namers->mentor[at]};
        if (given_score(check, worker, pair) == ROW_IMPOSSIBLE)
            offer(check, worker, pair, 0, NOBODY, nevers);
    }
}

void verify_row_fill(const struct verify_check *check, size_t worker, uint32_t student)
{
    const struct problem *problem = check->problem;
    struct span nevers = nevers_of(problem, student);
    if (problem_is_dense(problem))
        problem->rows->fill(problem->rows->context, worker, student, check->worker[worker].scores);
    check->worker[worker].count = 0;
    if (check->rules.mentor_of[student] != NOBODY)
        return;
    if (is_listed(&problem->wishes, student))
        fill_wishes(check, worker, student, nevers);
    else if (problem_is_dense(problem))
        fill_dense(check, worker, student, nevers);
    else
        fill_edges(check, worker, student, nevers);
}
