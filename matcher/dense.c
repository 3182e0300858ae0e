#include "matcher/dense.h"

#include "matcher/cover.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define BEST_FIRST  12 /* candidates of a student to begin with */
#define BEST_ADDED  8  /* of a student after each solve, at most … */
#define SPREAD      4  /* … and others that break the proof, anywhere: see optimal_student */
#define BEST_SLOTS  12 /* of a student in a sweep */
#define BEST_MENTOR 3  /* students of a mentor to begin with */

_Static_assert(BEST_FIRST <= BEST_SLOTS && BEST_ADDED + SPREAD <= BEST_SLOTS, "slots");

/* Where a student's scan of the mentors begins, so that equal ones do not all choose the same. */
static uint32_t rotation(uint32_t number, uint32_t count)
{
    return count == 0 ? 0 : (uint32_t)(number * UINT64_C(0x9E3779B1) % count);
}

/* Likewise, elsewhere in each round. */
static uint32_t rotation_now(const struct dense *dense, uint32_t student)
{
    return rotation(student + (uint32_t)(dense->rounds * 7919), dense->rows.mentor_count);
}

/* What a sweep found: element i of counts are in slots[i * BEST_SLOTS] and following. */
struct sweep {
    struct dense *dense;
    size_t best; /* at most BEST_SLOTS */
    struct addition *slots;
    uint8_t *counts;
    /* of optimal */
    const struct weighing *weighing;
    const struct assignment *assignment;
    int32_t score_bp_min;
    /* of cover */
    const bool *students, *mentors; /* in the cover */
    const uint32_t *load;
    /* of the first sweep, by worker */
    uint64_t *of_mentor; /* BEST_MENTOR for each mentor, the best first: see mentor_key */
    uint64_t *score_counts;
};

/* The best few pairs of one student, by a value; of equal ones the first offered. */
struct best {
    size_t room, count;
    int64_t values[BEST_SLOTS];
    struct addition *slots;
};

static void best_offer(struct best *best, int64_t value, struct addition pair)
{
    size_t place = best->count < best->room ? best->count++ : best->room - 1;
    for (; place > 0 && best->values[place - 1] < value; place--) {
        best->values[place] = best->values[place - 1];
        best->slots[place] = best->slots[place - 1];
    }
    best->values[place] = value;
    best->slots[place] = pair;
}

static bool best_wants(const struct best *best, int64_t value)
{
    return best->count < best->room || value > best->values[best->room - 1];
}

static enum status sweep_open(struct dense *dense, size_t best, struct sweep *ret_sweep)
{
    size_t students = dense->rows.student_count;
    struct sweep sweep = {.dense = dense, .best = best};
    sweep.slots = malloc((students * BEST_SLOTS + 1) * sizeof *sweep.slots);
    sweep.counts = calloc(students + 1, sizeof *sweep.counts);
    if (sweep.slots == NULL || sweep.counts == NULL) {
        free(sweep.slots);
        free(sweep.counts);
        return STATUS_MEMORY;
    }
    *ret_sweep = sweep;
    return STATUS_OK;
}

static void sweep_close(struct sweep *sweep)
{
    free(sweep->slots);
    free(sweep->counts);
}

/* Adds what was found to the candidates, and forgets it. */
static enum status sweep_add(struct sweep *sweep, size_t *ret_count)
{
    size_t students = sweep->dense->rows.student_count, count = 0;
    for (size_t i = 0; i < students; i++) {
        for (size_t k = 0; k < sweep->counts[i]; k++)
            sweep->slots[count++] = sweep->slots[i * BEST_SLOTS + k];
        sweep->counts[i] = 0;
    }
    *ret_count = count;
    if (count == 0)
        return STATUS_OK;
    struct candidates *candidates = &sweep->dense->candidates;
    size_t before = candidates->start[students];
    enum status status = candidates_add(candidates, sweep->slots, count);
    assert(status != STATUS_OK || candidates->start[students] > before); /* or it never ends */
    return status;
}

/* ---- to begin with: the best of each student, a few of each mentor */

/* Greater is better: by score, then by the student's place in the mentor's own order. 0: none. */
static uint64_t mentor_key(int16_t score, uint32_t student, uint32_t begin, uint32_t students)
{
    uint32_t place = student >= begin ? student - begin : student + (students - begin);
    return ((uint64_t)score + 1) << 32 | (UINT32_MAX - place);
}

static void mentor_offer(uint64_t *best, uint64_t key)
{
    size_t place = BEST_MENTOR - 1;
    if (key <= best[place])
        return;
    for (; place > 0 && best[place - 1] < key; place--)
        best[place] = best[place - 1];
    best[place] = key;
}

static void begin_student(struct sweep *sweep, uint32_t student, const int16_t *row,
                          uint64_t *of_mentor, uint64_t *score_counts)
{
    uint32_t mentors = sweep->dense->rows.mentor_count, begin = rotation(student, mentors);
    uint32_t students = sweep->dense->rows.student_count;
    struct best best = {.room = sweep->best, .slots = sweep->slots + (size_t)student * BEST_SLOTS};
    for (uint32_t k = 0, j = begin; k < mentors; k++, j = j + 1 < mentors ? j + 1 : 0) {
        if (row[j] == ROW_IMPOSSIBLE)
            continue;
        score_counts[row[j]]++;
        if (best_wants(&best, row[j]))
            best_offer(&best, row[j], (struct addition){student, j, row[j]});
        uint64_t *worst = &of_mentor[(size_t)j * BEST_MENTOR];
        if ((uint64_t)row[j] + 1 >= worst[BEST_MENTOR - 1] >> 32)
            mentor_offer(worst, mentor_key(row[j], student, rotation(j, students), students));
    }
    sweep->counts[student] = (uint8_t)best.count;
}

static void begin_job(void *context, size_t worker, size_t first, size_t end)
{
    struct sweep *sweep = context;
    struct dense_rows *rows = &sweep->dense->rows;
    uint64_t *of_mentor = sweep->of_mentor + worker * rows->mentor_count * BEST_MENTOR;
    uint64_t *score_counts = sweep->score_counts + worker * (SCORE_BP_MAX + 1);
    for (size_t i = first; i < end; i++)
        begin_student(sweep, (uint32_t)i, dense_row(rows, worker, (uint32_t)i), of_mentor,
                      score_counts);
}

/* What workers found is put together in the first one's place. */
static void begin_join(struct sweep *sweep)
{
    size_t workers = sweep->dense->rows.workers, mentors = sweep->dense->rows.mentor_count;
    for (size_t w = 1; w < workers; w++) {
        const uint64_t *other = sweep->of_mentor + w * mentors * BEST_MENTOR;
        for (size_t k = 0; k < mentors * BEST_MENTOR; k++)
            mentor_offer(&sweep->of_mentor[k / BEST_MENTOR * BEST_MENTOR], other[k]);
        for (size_t s = 0; s <= SCORE_BP_MAX; s++)
            sweep->score_counts[s] += sweep->score_counts[w * (SCORE_BP_MAX + 1) + s];
    }
}

static enum status begin_add(struct sweep *sweep)
{
    uint32_t mentors = sweep->dense->rows.mentor_count, students = sweep->dense->rows.student_count;
    size_t count = 0;
    enum status status = sweep_add(sweep, &count);
    struct addition *items = malloc(((size_t)mentors * BEST_MENTOR + 1) * sizeof *items);
    if (status != STATUS_OK || items == NULL) {
        free(items);
        return status != STATUS_OK ? status : STATUS_MEMORY;
    }
    count = 0;
    for (uint32_t j = 0; j < mentors; j++)
        for (size_t k = 0; k < BEST_MENTOR; k++) {
            uint64_t key = sweep->of_mentor[(size_t)j * BEST_MENTOR + k];
            uint64_t place = UINT32_MAX - (key & UINT32_MAX);
            if (key != 0)
                items[count++] =
                    (struct addition){(uint32_t)((place + rotation(j, students)) % students), j,
                                      (int16_t)((key >> 32) - 1)};
        }
    status = candidates_add(&sweep->dense->candidates, items, count);
    free(items);
    return status;
}

static enum status dense_begin(struct dense *dense)
{
    struct sweep sweep;
    size_t workers = dense->rows.workers;
    enum status status = sweep_open(dense, BEST_FIRST, &sweep);
    if (status != STATUS_OK)
        return status;
    sweep.of_mentor =
        calloc(workers * dense->rows.mentor_count * BEST_MENTOR + 1, sizeof *sweep.of_mentor);
    sweep.score_counts = calloc(workers * (SCORE_BP_MAX + 1), sizeof *sweep.score_counts);
    if (sweep.of_mentor == NULL || sweep.score_counts == NULL)
        status = STATUS_MEMORY;
    if (status == STATUS_OK)
        status = dense_sweep(&dense->rows, dense->watch, "pairs", begin_job, &sweep);
    if (status == STATUS_OK) {
        begin_join(&sweep);
        status = begin_add(&sweep);
    }
    free(sweep.of_mentor);
    dense->score_counts = sweep.score_counts;
    sweep_close(&sweep);
    return status;
}

enum status dense_open(const struct possible *possible, size_t workers, const struct watch *watch,
                       struct dense *ret_dense)
{
    struct dense dense = {.watch = watch, .seats = possible->settled->seats};
    enum status status =
        dense_rows_open(possible, workers, watch, DENSE_ROWS_SIZE_MAX, &dense.rows);
    if (status != STATUS_OK)
        return status;
    status = candidates_open(dense.rows.student_count, dense.rows.mentor_count, &dense.candidates);
    if (status == STATUS_OK)
        status = dense_begin(&dense);
    if (status == STATUS_OK)
        *ret_dense = dense;
    else
        dense_close(&dense);
    return status;
}

void dense_close(struct dense *dense)
{
    dense_rows_close(&dense->rows);
    candidates_close(&dense->candidates);
    free(dense->score_counts);
}

/* ---- optimal */

/* What prices leave the student among the candidates, its bonus apart. */
static int64_t optimal_limit(const struct sweep *sweep, uint32_t student)
{
    const struct candidates *c = &sweep->dense->candidates;
    const struct weighing none = {0}, *weighing = sweep->weighing;
    int64_t bonus = weighing->bonus != NULL ? weighing->bonus[student] : 0;
    struct weighing kept = {none.bonus, weighing->keep, weighing->keep_bonus};
    int64_t limit = -bonus; /* unmatched */
    for (size_t e = c->start[student]; e < c->start[student + 1]; e++) {
        int64_t value = weighing_of(&kept, student, c->mentor[e], c->score[e]) -
                        sweep->assignment->price[c->mentor[e]];
        if (c->score[e] >= sweep->score_bp_min && value > limit)
            limit = value;
    }
    return limit;
}

/* The best that break the proof, and a few others where the scan begins: where many students are
 * alike, their best are the same mentors, and the others would come too late (600 rounds, with them
 * 3, on 10 000 students of one kind). */
static void optimal_student(struct sweep *sweep, uint32_t student, const int16_t *row)
{
    const int64_t *price = sweep->assignment->price;
    const int32_t least = sweep->score_bp_min;
    uint32_t mentors = sweep->dense->rows.mentor_count;
    uint32_t begin = rotation_now(sweep->dense, student);
    int64_t limit = optimal_limit(sweep, student);
    struct best best = {.room = sweep->best, .slots = sweep->slots + (size_t)student * BEST_SLOTS};
    struct addition met[SPREAD];
    size_t met_count = 0;
    for (uint32_t k = 0, j = begin; k < mentors; k++, j = j + 1 < mentors ? j + 1 : 0) {
        if (row[j] - price[j] <= limit || row[j] < least)
            continue;
        if (met_count < SPREAD)
            met[met_count++] = (struct addition){student, j, row[j]};
        else if (best_wants(&best, row[j] - price[j]))
            best_offer(&best, row[j] - price[j], (struct addition){student, j, row[j]});
    }
    for (size_t k = 0; k < met_count; k++)
        best.slots[best.count++] = met[k];
    sweep->counts[student] = (uint8_t)best.count;
}

static void optimal_job(void *context, size_t worker, size_t first, size_t end)
{
    struct sweep *sweep = context;
    for (size_t i = first; i < end; i++)
        optimal_student(sweep, (uint32_t)i, dense_row(&sweep->dense->rows, worker, (uint32_t)i));
}

static enum status solve_candidates(struct dense *dense, const struct weighing *weighing,
                                    int32_t score_bp_min, struct assignment *assignment)
{
    struct candidates above;
    enum status status = candidates_above(&dense->candidates, score_bp_min, &above);
    if (status != STATUS_OK)
        return status;
    struct graph graph = candidates_graph(&above);
    status = optimal_solve(&graph, dense->seats, weighing, dense->watch, assignment);
    candidates_close(&above);
    dense->rounds++;
    return status;
}

/* The pairs with a bonus of their own are candidates, so that the others weigh bonus + score. */
static enum status add_kept(struct dense *dense, const struct weighing *weighing)
{
    size_t count = 0, students = dense->rows.student_count;
    if (weighing->keep == NULL)
        return STATUS_OK;
    struct addition *items = malloc((students + 1) * sizeof *items);
    if (items == NULL)
        return STATUS_MEMORY;
    for (uint32_t i = 0; i < students; i++) {
        uint32_t j = weighing->keep[i];
        int16_t score = j == NOBODY ? ROW_IMPOSSIBLE : dense_row(&dense->rows, 0, i)[j];
        if (score != ROW_IMPOSSIBLE)
            items[count++] = (struct addition){i, j, score};
    }
    enum status status = candidates_add(&dense->candidates, items, count);
    free(items);
    return status;
}

enum status dense_optimal(struct dense *dense, const struct weighing *weighing,
                          int32_t score_bp_min, struct assignment *assignment)
{
    struct sweep sweep;
    size_t added = 1;
    enum status status = add_kept(dense, weighing);
    if (status == STATUS_OK)
        status = sweep_open(dense, BEST_ADDED, &sweep);
    if (status != STATUS_OK)
        return status;
    sweep.weighing = weighing;
    sweep.assignment = assignment;
    sweep.score_bp_min = score_bp_min;
    while (status == STATUS_OK && added > 0) {
        status = solve_candidates(dense, weighing, score_bp_min, assignment);
        if (status == STATUS_OK)
            status = dense_sweep(&dense->rows, dense->watch, "proof", optimal_job, &sweep);
        if (status == STATUS_OK)
            status = sweep_add(&sweep, &added);
    }
    sweep_close(&sweep);
    return status;
}

/* ---- cover */

/* Mentors with a free seat before others; of equal ones where the scan begins. */
static void cover_student(struct sweep *sweep, uint32_t student, const int16_t *row)
{
    uint32_t mentors = sweep->dense->rows.mentor_count;
    uint32_t begin = rotation_now(sweep->dense, student);
    struct best best = {.room = sweep->best, .slots = sweep->slots + (size_t)student * BEST_SLOTS};
    for (uint32_t k = 0, j = begin; k < mentors; k++, j = j + 1 < mentors ? j + 1 : 0) {
        if (row[j] < sweep->score_bp_min || sweep->mentors[j])
            continue;
        int64_t value = sweep->load[j] < sweep->dense->seats[j];
        if (best_wants(&best, value))
            best_offer(&best, value, (struct addition){student, j, row[j]});
    }
    sweep->counts[student] = (uint8_t)best.count;
}

static void cover_job(void *context, size_t worker, size_t first, size_t end)
{
    struct sweep *sweep = context;
    for (size_t i = first; i < end; i++)
        if (!sweep->students[i])
            cover_student(sweep, (uint32_t)i, dense_row(&sweep->dense->rows, worker, (uint32_t)i));
}

static void count_load(const struct dense *dense, const uint32_t *mentor_of, uint32_t *load)
{
    memset(load, 0, dense->rows.mentor_count * sizeof *load);
    for (uint32_t i = 0; i < dense->rows.student_count; i++)
        if (mentor_of[i] != NOBODY)
            load[mentor_of[i]]++;
}

enum status dense_cover(struct dense *dense, int32_t score_bp_min, uint32_t enough,
                        uint32_t *mentor_of, bool *ret_students, bool *ret_mentors,
                        uint32_t *ret_matched)
{
    struct sweep sweep;
    size_t added = 1;
    uint32_t *load = malloc(((size_t)dense->rows.mentor_count + 1) * sizeof *load);
    enum status status = load == NULL ? STATUS_MEMORY : sweep_open(dense, BEST_ADDED, &sweep);
    if (status != STATUS_OK) {
        free(load);
        return status;
    }
    sweep.score_bp_min = score_bp_min;
    sweep.students = ret_students;
    sweep.mentors = ret_mentors;
    sweep.load = load;
    while (status == STATUS_OK && added > 0) {
        struct graph graph = candidates_graph(&dense->candidates);
        status = cover_solve(&graph, dense->seats, score_bp_min, dense->watch, mentor_of,
                             ret_students, ret_mentors, ret_matched);
        dense->rounds++;
        if (status != STATUS_OK || *ret_matched >= enough)
            break;
        count_load(dense, mentor_of, load);
        status = dense_sweep(&dense->rows, dense->watch, "greatest number", cover_job, &sweep);
        if (status == STATUS_OK)
            status = sweep_add(&sweep, &added);
    }
    sweep_close(&sweep);
    free(load);
    return status;
}
