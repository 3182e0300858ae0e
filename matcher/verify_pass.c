#include "matcher/verify_inner.h"
#include "scoring/base/arena.h"

/* Between two looks at the watch. */
#define PASS_STEPS ((size_t)64)

int64_t verify_weight(const struct verify_check *check, struct pair pair, int32_t score_bp)
{
    const struct problem *problem = check->problem;
    int64_t weight = check->most_bonus + score_bp;
    if (problem->first != NULL && problem->first[pair.student])
        weight += check->first_bonus;
    if (problem->announced != NULL && problem->announced[pair.student] == pair.mentor)
        weight += check->keep_bonus;
    return weight;
}

static uint64_t key_of(uint32_t rank, int32_t score_bp, uint32_t number)
{
    if (rank != NOBODY)
        return rank;
    return (uint64_t)(SCORE_BP_MAX - score_bp) << 32 | number;
}

uint64_t verify_student_key(const struct verify_possible *possible)
{
    return key_of(possible->wish, possible->score_bp, possible->mentor);
}

uint64_t verify_mentor_key(const struct verify_possible *possible, uint32_t student)
{
    return key_of(possible->priority, possible->score_bp, student);
}

/* ---- what is found in one row */

static const struct verify_possible *find_mentor(const struct verify_worker *row, uint32_t mentor)
{
    for (size_t k = 0; mentor != NOBODY && k < row->count; k++)
        if (row->items[k].mentor == mentor)
            return &row->items[k];
    return NULL;
}

static void find_own(const struct verify_check *check, size_t worker, uint32_t student,
                     const struct verify_possible *own)
{
    const struct verify_found *found = &check->found;
    uint32_t mentor = check->mentor_of[student];
    found->score_bp[student] =
        mentor == NOBODY ? -1 : verify_row_score(check, worker, (struct pair){student, mentor});
    found->possible[student] = own != NULL;
    if (found->held_key != NULL && own != NULL)
        found->held_key[student] = verify_mentor_key(own, student);
}

static void find_best(const struct verify_check *check, const struct verify_worker *row,
                      uint32_t student)
{
    const struct certificate *certificate = &check->result->certificate;
    int64_t best = 0;
    for (size_t k = 0; k < row->count; k++) {
        const struct verify_possible *item = &row->items[k];
        int64_t price = certificate->prices[item->mentor];
        int64_t weight = verify_weight(check, (struct pair){student, item->mentor}, item->score_bp);
        if (item->score_bp >= certificate->floor_bp && price >= 0 && weight - price > best)
            best = weight - price;
    }
    check->found.best[student] = best;
}

static void find_outside(const struct verify_check *check, struct verify_worker *row,
                         uint32_t student)
{
    const struct certificate *certificate = &check->result->certificate;
    const struct cover *all = &certificate->all, *above = &certificate->above;
    struct verify_found found = check->found;
    bool in_all = all->students[student], in_above = above->students[student];
    for (size_t k = 0; k < row->count; k++) {
        uint32_t mentor = row->items[k].mentor;
        if (!in_all && !all->mentors[mentor])
            found.outside_all[student] = mentor;
        if (row->items[k].score_bp <= certificate->floor_bp)
            continue;
        if (!in_above && !above->mentors[mentor])
            found.outside_above[student] = mentor;
        if (in_above && !above->mentors[mentor])
            found.needed[student] = true;
        if (!in_above && above->mentors[mentor])
            row->needed[mentor] = true;
    }
}

/* Notes the student with every mentor they would rather have than their own. */
static void find_wanting(struct verify_worker *row, uint32_t student,
                         const struct verify_possible *own)
{
    uint64_t own_key = own == NULL ? UINT64_MAX : verify_student_key(own);
    for (size_t k = 0; k < row->count; k++) {
        const struct verify_possible *item = &row->items[k];
        if (verify_student_key(item) >= own_key)
            continue;
        uint64_t key = verify_mentor_key(item, student);
        if (row->wanting[item->mentor] == NOBODY || key < row->wanting_key[item->mentor]) {
            row->wanting[item->mentor] = student;
            row->wanting_key[item->mentor] = key;
        }
    }
}

static void pass_rows(void *context, size_t worker, size_t first, size_t end)
{
    const struct verify_check *check = context;
    struct verify_worker *row = &check->worker[worker];
    for (size_t i = first; i < end; i++) {
        uint32_t student = (uint32_t)(check->pass_start + i);
        verify_row_fill(check, worker, student);
        row->pairs += row->count;
        const struct verify_possible *own = find_mentor(row, check->mentor_of[student]);
        find_own(check, worker, student, own);
        if (check->has_prices)
            find_best(check, row, student);
        if (check->has_covers)
            find_outside(check, row, student);
        if (row->wanting != NULL)
            find_wanting(row, student, own);
    }
}

/* ---- the whole pass */

static bool start_common(struct verify_check *check, size_t students)
{
    struct verify_found *found = &check->found;
    found->score_bp = arena_array(check->arena, students, sizeof *found->score_bp);
    found->possible = arena_array(check->arena, students, sizeof *found->possible);
    if (check->has_prices)
        found->best = arena_array(check->arena, students, sizeof *found->best);
    return found->score_bp != NULL && found->possible != NULL &&
           (!check->has_prices || found->best != NULL);
}

static bool start_covers(struct verify_check *check, size_t students, size_t mentors)
{
    struct verify_found *found = &check->found;
    found->outside_all = arena_array(check->arena, students, sizeof *found->outside_all);
    found->outside_above = arena_array(check->arena, students, sizeof *found->outside_above);
    found->needed = arena_array(check->arena, students, sizeof *found->needed);
    if (found->outside_all == NULL || found->outside_above == NULL || found->needed == NULL)
        return false;
    for (size_t i = 0; i < students; i++)
        found->outside_all[i] = found->outside_above[i] = NOBODY;
    for (size_t w = 0; w < check->workers; w++) {
        check->worker[w].needed = arena_array(check->arena, mentors, sizeof(bool));
        if (check->worker[w].needed == NULL)
            return false;
    }
    return true;
}

static bool start_wanting(struct verify_check *check, size_t students, size_t mentors)
{
    check->found.held_key = arena_array(check->arena, students, sizeof *check->found.held_key);
    for (size_t w = 0; w < check->workers; w++) {
        struct verify_worker *row = &check->worker[w];
        row->wanting_key = arena_array(check->arena, mentors, sizeof *row->wanting_key);
        row->wanting = arena_array(check->arena, mentors, sizeof *row->wanting);
        if (row->wanting_key == NULL || row->wanting == NULL)
            return false;
        for (size_t j = 0; j < mentors; j++)
            row->wanting[j] = NOBODY;
    }
    return check->found.held_key != NULL;
}

enum status verify_pass_run(struct verify_check *check)
{
    size_t students = check->problem->student_count + (size_t)1;
    size_t mentors = check->problem->mentor_count + (size_t)1;
    bool stable = check->result->objective == OBJECTIVE_STABLE;
    if (!start_common(check, students) ||
        (check->has_covers && !start_covers(check, students, mentors)) ||
        (stable && !start_wanting(check, students, mentors)))
        return STATUS_MEMORY;
    size_t count = check->problem->student_count;
    size_t step = count / PASS_STEPS + VERIFY_BLOCK * check->workers;
    for (size_t at = 0; at < count; at += step) {
        if (watch_cancelled(check->watch))
            return STATUS_CANCELLED;
        watch_progress(check->watch, "checking", at, count);
        check->pass_start = at;
        workers_run(check->workers, count - at < step ? count - at : step, VERIFY_BLOCK, pass_rows,
                    check);
    }
    watch_progress(check->watch, "checking", count, count);
    return STATUS_OK;
}
