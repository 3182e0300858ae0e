#include "matcher/unmatched.h"

#include "matcher/possible.h"
#include "matcher/workers.h"
#include "scoring/base/arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define LOOK_BLOCK   ((size_t)16)   /* rows a thread takes at a time */
#define LOOK_BETWEEN ((size_t)2048) /* rows between two looks at the watch */

/* How far a pair comes: each step is what stops it there. The one that comes furthest is the reason
 * of a student or a seat, as all others were stopped earlier. */
enum step { STEP_ELIGIBLE, STEP_RULES, STEP_MINIMUM, STEP_WISHES, STEP_FIXED, STEP_POSSIBLE };

/* What the pairs of a student or a mentor come to. Merging two in any order gives the same. */
struct reached {
    bool any; /* there is a pair at all */
    enum step step;
    int32_t best_bp;   /* of pairs that came to step */
    int32_t unused_bp; /* the best of possible pairs with a free seat and a free student, or -1 */
};

struct looking {
    const struct problem *problem;
    const struct settled *settled;
    const struct result *result;
    struct possible possible; /* for who names whom */
    uint32_t *mentor_of;      /* element i: in the result, or NOBODY */
    uint32_t *empty;          /* element j: empty seats */
    bool any_empty;
    size_t first;            /* of the rows that are being looked at */
    int16_t *rows;           /* one a worker */
    uint8_t *marks;          /* likewise */
    struct reached *mentors; /* mentor_count of them a worker */
    struct reached *students;
};

enum mark { MARK_EXCLUDED = 1, MARK_WISHED = 2 };

static const struct reached nothing_reached = {false, STEP_ELIGIBLE, -1, -1};

static void reach(struct reached *reached, const struct reached *added)
{
    if (!added->any)
        return;
    if (!reached->any || added->step > reached->step) {
        reached->step = added->step;
        reached->best_bp = added->best_bp;
    } else if (added->step == reached->step && added->best_bp > reached->best_bp) {
        reached->best_bp = added->best_bp;
    }
    if (added->unused_bp > reached->unused_bp)
        reached->unused_bp = added->unused_bp;
    reached->any = true;
}

/* ---- one row */

static void mark_mentors(const struct looking *looking, uint32_t student, uint8_t *marks)
{
    const struct problem *problem = looking->problem;
    const struct possible *possible = &looking->possible;
    const struct pairs *never = &problem->never;
    memset(marks, 0, problem->mentor_count);
    if (possible->namers != NULL) {
        for (uint32_t j = 0; j < problem->mentor_count; j++)
            marks[j] = lists_have(&problem->priorities, j) ? MARK_EXCLUDED : 0;
        for (size_t n = possible->namer_start[student]; n < possible->namer_start[student + 1]; n++)
            marks[possible->namers[n]] = 0;
    }
    for (size_t n = pairs_from(never, student, 0);
         n < never->count && never->items[n].student == student; n++)
        marks[never->items[n].mentor] = MARK_EXCLUDED;
    if (lists_have(&problem->wishes, student))
        for (size_t l = problem->wishes.start[student]; l < problem->wishes.start[student + 1]; l++)
            marks[problem->wishes.items[l]] |= MARK_WISHED;
}

static enum step step_of(const struct looking *looking, uint32_t student, uint32_t mentor,
                         int16_t score_bp, uint8_t mark)
{
    if (score_bp == ROW_IMPOSSIBLE)
        return STEP_ELIGIBLE;
    if ((mark & MARK_EXCLUDED) != 0)
        return STEP_RULES;
    if (score_bp < looking->problem->minimum_bp)
        return STEP_MINIMUM;
    if (lists_have(&looking->problem->wishes, student) && (mark & MARK_WISHED) == 0)
        return STEP_WISHES;
    if (looking->settled->mentor_of[student] != NOBODY || looking->settled->seats[mentor] == 0)
        return STEP_FIXED;
    return STEP_POSSIBLE;
}

static void look_at_row(const struct looking *looking, size_t worker, uint32_t student)
{
    uint32_t count = looking->problem->mentor_count, mentor = looking->mentor_of[student];
    int16_t *row = looking->rows + worker * count;
    uint8_t *marks = looking->marks + worker * count;
    struct reached *mentors = looking->mentors + worker * count;
    looking->problem->rows->fill(looking->problem->rows->context, worker, student, row);
    mark_mentors(looking, student, marks);
    for (uint32_t j = 0; j < count; j++) {
        if (looking->problem->seats[j] == 0 || j == mentor)
            continue;
        struct reached pair = {true, step_of(looking, student, j, row[j], marks[j]), row[j], -1};
        if (pair.step == STEP_POSSIBLE && mentor == NOBODY && looking->empty[j] > 0)
            pair.unused_bp = row[j];
        reach(&looking->students[student], &pair);
        reach(&mentors[j], &pair);
    }
}

/* A row matters when its student, or any seat, is to be told why. */
static void look_at_rows(void *context, size_t worker, size_t first, size_t end)
{
    const struct looking *looking = context;
    for (size_t k = first; k < end; k++) {
        uint32_t student = (uint32_t)(looking->first + k);
        if (looking->any_empty || looking->mentor_of[student] == NOBODY)
            look_at_row(looking, worker, student);
    }
}

static enum status look_at_all(struct looking *looking, size_t workers, const struct watch *watch)
{
    size_t students = looking->problem->student_count, mentors = looking->problem->mentor_count;
    for (size_t first = 0; first < students; first += LOOK_BETWEEN) {
        watch_progress(watch, "reasons", first, students);
        if (watch_cancelled(watch))
            return STATUS_CANCELLED;
        looking->first = first;
        size_t count = students - first < LOOK_BETWEEN ? students - first : LOOK_BETWEEN;
        workers_run(workers, count, LOOK_BLOCK, look_at_rows, looking);
    }
    for (size_t w = 1; w < workers; w++)
        for (size_t j = 0; j < mentors; j++)
            reach(&looking->mentors[j], &looking->mentors[w * mentors + j]);
    return STATUS_OK;
}

/* ---- reasons */

static enum unmatched_reason student_stopped(const struct looking *looking, uint32_t student,
                                             enum step step)
{
    const struct lists *wishes = &looking->problem->wishes;
    if (lists_have(wishes, student) && wishes->start[student] == wishes->start[student + 1])
        return UNMATCHED_WISHES_EMPTY;
    switch (step) {
    case STEP_ELIGIBLE: return UNMATCHED_NOT_ELIGIBLE;
    case STEP_RULES: return UNMATCHED_EXCLUDED;
    case STEP_MINIMUM: return UNMATCHED_BELOW_MINIMUM;
    case STEP_WISHES: return UNMATCHED_WISHES_IMPOSSIBLE;
    case STEP_FIXED: return UNMATCHED_SEATS_FIXED;
    case STEP_POSSIBLE: break;
    }
    return UNMATCHED_FULL;
}

/* Sets the reason of a student; BROKEN where a free seat could be worth something to them. */
static enum status tell_student(const struct looking *looking, struct unmatched_row *row)
{
    const struct reached *reached = &looking->students[row->number];
    bool is_fair = looking->result->objective == OBJECTIVE_FAIR;
    row->reason =
        !reached->any ? UNMATCHED_NO_SEATS : student_stopped(looking, row->number, reached->step);
    if (row->reason == UNMATCHED_BELOW_MINIMUM) {
        row->best_bp = reached->best_bp;
        row->limit_bp = looking->problem->minimum_bp;
    }
    if (row->reason != UNMATCHED_FULL)
        return STATUS_OK;
    if (reached->unused_bp != -1) {
        row->reason = UNMATCHED_ADDS_NOTHING;
        bool holds = looking->result->objective == OBJECTIVE_TOTAL && reached->unused_bp == 0;
        return holds ? STATUS_OK : STATUS_BROKEN;
    }
    if (lists_have(&looking->problem->wishes, row->number)) {
        row->reason = UNMATCHED_WISHES_FULL;
    } else if (is_fair && reached->best_bp < looking->result->certificate.floor_bp) {
        row->reason = UNMATCHED_BELOW_WORST;
        row->best_bp = reached->best_bp;
        row->limit_bp = looking->result->certificate.floor_bp;
    }
    return STATUS_OK;
}

static enum unmatched_reason seat_stopped(enum step step)
{
    switch (step) {
    case STEP_ELIGIBLE: return UNMATCHED_NOBODY_ELIGIBLE;
    case STEP_RULES: return UNMATCHED_ALL_EXCLUDED;
    case STEP_MINIMUM: return UNMATCHED_ALL_BELOW_MINIMUM;
    case STEP_WISHES: return UNMATCHED_NOT_WISHED;
    case STEP_FIXED: return UNMATCHED_STUDENTS_FIXED;
    case STEP_POSSIBLE: break;
    }
    return UNMATCHED_STUDENTS_MATCHED;
}

static enum status tell_mentor(const struct looking *looking, struct unmatched_row *row)
{
    const struct reached *reached = &looking->mentors[row->number];
    row->reason = !reached->any ? UNMATCHED_NO_STUDENTS : seat_stopped(reached->step);
    if (row->reason == UNMATCHED_ALL_BELOW_MINIMUM) {
        row->best_bp = reached->best_bp;
        row->limit_bp = looking->problem->minimum_bp;
    }
    if (row->reason != UNMATCHED_STUDENTS_MATCHED || reached->unused_bp == -1)
        return STATUS_OK;
    row->reason = UNMATCHED_STUDENTS_ADD_NOTHING;
    bool holds = looking->result->objective == OBJECTIVE_TOTAL && reached->unused_bp == 0;
    return holds ? STATUS_OK : STATUS_BROKEN;
}

static enum status tell_all(const struct looking *looking, struct arena *arena,
                            struct unmatched *unmatched)
{
    const struct problem *problem = looking->problem;
    size_t students = problem->student_count - (size_t)looking->result->matched, mentors = 0;
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        mentors += looking->empty[j] > 0;
    struct unmatched_row *rows = arena_array(arena, students + mentors, sizeof *rows), *row = rows;
    enum status status = rows == NULL ? STATUS_MEMORY : STATUS_OK;
    for (uint32_t i = 0; status == STATUS_OK && i < problem->student_count; i++)
        if (looking->mentor_of[i] == NOBODY) {
            *row = (struct unmatched_row){.number = i, .best_bp = -1, .limit_bp = -1};
            status = tell_student(looking, row++);
        }
    for (uint32_t j = 0; status == STATUS_OK && j < problem->mentor_count; j++)
        if (looking->empty[j] > 0) {
            *row = (struct unmatched_row){
                .number = j, .seats = looking->empty[j], .best_bp = -1, .limit_bp = -1};
            status = tell_mentor(looking, row++);
        }
    if (status == STATUS_OK)
        *unmatched = (struct unmatched){rows, students, rows + students, mentors};
    return status;
}

/* ---- the whole */

static void looking_free(struct looking *looking)
{
    possible_close(&looking->possible);
    free(looking->mentor_of);
    free(looking->empty);
    free(looking->rows);
    free(looking->marks);
    free(looking->mentors);
    free(looking->students);
}

static enum status looking_alloc(struct looking *looking, size_t workers)
{
    size_t students = looking->problem->student_count + (size_t)1;
    size_t mentors = looking->problem->mentor_count + (size_t)1;
    looking->mentor_of = malloc(students * sizeof *looking->mentor_of);
    looking->empty = malloc(mentors * sizeof *looking->empty);
    looking->rows = malloc(workers * mentors * sizeof *looking->rows);
    looking->marks = malloc(workers * mentors * sizeof *looking->marks);
    looking->mentors = malloc(workers * mentors * sizeof *looking->mentors);
    looking->students = malloc(students * sizeof *looking->students);
    if (looking->mentor_of == NULL || looking->empty == NULL || looking->rows == NULL ||
        looking->marks == NULL || looking->mentors == NULL || looking->students == NULL)
        return STATUS_MEMORY;
    for (size_t i = 0; i < students; i++)
        looking->students[i] = nothing_reached;
    for (size_t k = 0; k < workers * mentors; k++)
        looking->mentors[k] = nothing_reached;
    return possible_open(looking->problem, looking->settled, &looking->possible);
}

/* BROKEN where a mentor has more students than seats. */
static enum status seat_pairs(struct looking *looking)
{
    const struct problem *problem = looking->problem;
    for (uint32_t i = 0; i < problem->student_count; i++)
        looking->mentor_of[i] = NOBODY;
    memcpy(looking->empty, problem->seats, problem->mentor_count * sizeof *looking->empty);
    for (int32_t p = 0; p < looking->result->matched; p++) {
        struct pair pair = looking->result->pairs[p];
        looking->mentor_of[pair.student] = pair.mentor;
        if (looking->empty[pair.mentor]-- == 0)
            return STATUS_BROKEN;
    }
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        looking->any_empty = looking->any_empty || looking->empty[j] > 0;
    return STATUS_OK;
}

enum status unmatched_find(const struct problem *problem, const struct settled *settled,
                           const struct result *result, size_t workers, const struct watch *watch,
                           struct arena *arena, struct unmatched *ret_unmatched)
{
    assert(problem_is_dense(problem) && !result->infeasible && workers >= 1);
    if (workers > problem->rows->workers)
        workers = problem->rows->workers;
    struct looking looking = {.problem = problem, .settled = settled, .result = result};
    struct unmatched unmatched;
    enum status status = looking_alloc(&looking, workers);
    if (status == STATUS_OK)
        status = seat_pairs(&looking);
    if (status == STATUS_OK)
        status = look_at_all(&looking, workers, watch);
    if (status == STATUS_OK)
        status = tell_all(&looking, arena, &unmatched);
    looking_free(&looking);
    if (status == STATUS_OK)
        *ret_unmatched = unmatched;
    return status;
}
