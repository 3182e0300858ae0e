#include "api/wire/run_verify.h"

#include "api/wire/run_verify_inner.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

/* ---- run.json, once more with its member "round" */

static enum status read_extra(struct run_verify *verifying)
{
    const struct problem *problem = &verifying->problem;
    const struct run_bytes *file = &verifying->run->files[RUN_FILE_RESULT];
    const struct result_extra extra = {&run_extra_shape, &verifying->extra};
    size_t students = problem->student_count + (size_t)1;
    size_t mentors = problem->mentor_count + (size_t)1;
    const char **student_ids = arena_array(verifying->arena, students, sizeof(char *));
    const char **mentor_ids = arena_array(verifying->arena, mentors, sizeof(char *));
    struct result result;
    if (student_ids == NULL || mentor_ids == NULL)
        return STATUS_MEMORY;
    for (uint32_t i = 0; i < problem->student_count; i++)
        student_ids[i] = round_student(verifying->round, i)->external_id;
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        mentor_ids[j] = round_mentor(verifying->round, j)->external_id;
    const struct result_names names = {student_ids, mentor_ids, problem->student_count,
                                       problem->mentor_count};
    return result_read(file->bytes, file->size, &names, verifying->arena, verifying->faults, &extra,
                       &result);
}

/* ---- all of it */

/* The result is proven: its pairs are in range, each student once. */
static enum status take_pairs(struct run_verify *verifying)
{
    const struct problem *problem = &verifying->problem;
    const struct result *result = &verifying->run->result;
    size_t students = problem->student_count + (size_t)1;
    size_t mentors = problem->mentor_count + (size_t)1;
    verifying->mentor_of = arena_array(verifying->arena, students, sizeof(uint32_t));
    verifying->load = arena_array(verifying->arena, mentors, sizeof(uint32_t));
    verifying->seen_students = arena_array(verifying->arena, students, sizeof(bool));
    verifying->seen_mentors = arena_array(verifying->arena, mentors, sizeof(bool));
    if (verifying->mentor_of == NULL || verifying->load == NULL ||
        verifying->seen_students == NULL || verifying->seen_mentors == NULL)
        return STATUS_MEMORY;
    for (uint32_t i = 0; i < problem->student_count; i++)
        verifying->mentor_of[i] = NOBODY;
    for (int32_t k = 0; k < result->matched; k++) {
        verifying->mentor_of[result->pairs[k].student] = result->pairs[k].mentor;
        verifying->load[result->pairs[k].mentor]++;
    }
    return STATUS_OK;
}

static enum status check_files(struct run_verify *verifying)
{
    enum status status = take_pairs(verifying);
    if (status == STATUS_OK)
        status = read_extra(verifying);
    if (status == STATUS_OK)
        status = run_verify_rows(verifying, &run_verify_pairs);
    if (status == STATUS_OK && verifying->rows != (size_t)verifying->run->result.matched)
        fault_add(verifying->faults, 0, run_file_name(RUN_FILE_PAIRS), "rows",
                  "it has %zu rows, and %d pairs are matched", verifying->rows,
                  (int)verifying->run->result.matched);
    if (status == STATUS_OK)
        status = run_verify_rows(verifying, &run_verify_unmatched);
    if (status == STATUS_OK)
        run_verify_everybody(verifying);
    if (status == STATUS_OK)
        status = run_verify_rows(verifying, &run_verify_shortages);
    return status == STATUS_OK ? run_verify_extra(verifying) : status;
}

enum status run_verify(const struct run *run, size_t workers, const struct watch *watch,
                       struct faults *faults, struct verified *ret_verified)
{
    struct run_verify verifying = {
        .run = run, .round = run->round, .workers = workers, .watch = watch, .faults = faults};
    struct verified verified;
    size_t faults_before = faults->total;
    enum status status = arena_new(0, &verifying.arena);
    if (status != STATUS_OK)
        return status;
    status = round_plain_problem(run->round, workers, watch, &verifying.problem);
    if (status == STATUS_OK)
        run_verify_problem(&verifying);
    if (status == STATUS_OK)
        status = verify(&verifying.problem, &run->result, workers, watch, faults, &verified);
    if (status == STATUS_OK)
        status = check_files(&verifying);
    if (status == STATUS_OK && faults->total > faults_before)
        status = STATUS_INVALID;
    if (status == STATUS_OK)
        *ret_verified = verified;
    arena_free(verifying.arena);
    return status;
}
