#include "api/wire/run_verify_inner.h"
#include "matcher/eligible.h"
#include "scoring/base/faults.h"

#include <string.h>

/* ---- pairs.csv */

enum { STUDENT, MENTOR, SCORE, PARTS, FIXED = PARTS + CRITERION_COUNT, NOT_ELIGIBLE, TOLD };

static const char *rule_of(const struct problem *problem, struct pair pair)
{
    if (pairs_have(&problem->must, pair.student, pair.mentor))
        return "must";
    return pairs_have(&problem->pin, pair.student, pair.mentor) ? "pin" : "";
}

static void check_pair(struct run_verify *verifying, const struct csv_row *row)
{
    const struct result *result = &verifying->run->result;
    if (verifying->rows >= (size_t)result->matched)
        return; /* told by their number */
    struct pair pair = result->pairs[verifying->rows];
    const struct person *student = round_student(verifying->round, pair.student);
    const struct person *mentor = round_mentor(verifying->round, pair.mentor);
    struct score score = round_score(verifying->round, pair.student, pair.mentor);
    enum ineligibility why =
        eligibility(round_scorer(verifying->round)->taxonomies, student, mentor, NULL);
    run_verify_cell(verifying, row, STUDENT, student->external_id);
    run_verify_cell(verifying, row, MENTOR, mentor->external_id);
    run_verify_score(verifying, row, SCORE, score.score_bp);
    for (size_t c = 0; c < CRITERION_COUNT; c++)
        run_verify_number(verifying, row, PARTS + c, score.parts[c].part);
    run_verify_cell(verifying, row, FIXED, rule_of(&verifying->problem, pair));
    run_verify_cell(verifying, row, NOT_ELIGIBLE,
                    why == INELIGIBLE_NONE ? "" : ineligibility_word(why));
    for (size_t c = TOLD; c < TOLD + 4; c++)
        if (row->cells[c].size == 0)
            run_verify_tell(verifying, row, "empty", "a language or a reason is missing");
}

const struct run_verify_file run_verify_pairs = {
    .file = RUN_FILE_PAIRS,
    .columns = {"student", "mentor", "score", "field", "career", "language", "place", "fixed",
                "not_eligible", "student_language", "student_reason", "mentor_language",
                "mentor_reason"},
    .row = check_pair,
};

/* ---- unmatched.csv */

enum { ROLE, ID, SEATS, REASON, LANGUAGE, SENTENCE };

/* The reason of a row, of those of its kind; UNMATCHED_REASON_COUNT, and told, where it is none. */
static enum unmatched_reason reason_of(struct run_verify *verifying, const struct csv_row *row,
                                       bool of_student)
{
    for (size_t r = 0; r < UNMATCHED_REASON_COUNT; r++)
        if ((r < UNMATCHED_NO_STUDENTS) == of_student &&
            strcmp(row->cells[REASON].bytes, unmatched_word((enum unmatched_reason)r)) == 0)
            return (enum unmatched_reason)r;
    run_verify_tell(verifying, row, "no_reason", "there is no such reason");
    return UNMATCHED_REASON_COUNT;
}

static void check_student(struct run_verify *verifying, const struct csv_row *row)
{
    uint32_t i = round_find_student(verifying->round, row->cells[ID].bytes);
    enum unmatched_reason reason = reason_of(verifying, row, true);
    run_verify_cell(verifying, row, SEATS, "");
    if (reason < UNMATCHED_REASON_COUNT)
        verifying->students_of[reason]++;
    if (i == NOBODY || verifying->mentor_of[i] != NOBODY)
        run_verify_tell(verifying, row, "not_unmatched", "no student without a mentor has this id");
    else if (verifying->seen_students[i])
        run_verify_tell(verifying, row, "twice", "the student has a row already");
    else
        verifying->seen_students[i] = true;
}

static void check_mentor(struct run_verify *verifying, const struct csv_row *row)
{
    uint32_t j = round_find_mentor(verifying->round, row->cells[ID].bytes);
    enum unmatched_reason reason = reason_of(verifying, row, false);
    if (j == NOBODY || verifying->load[j] >= verifying->problem.seats[j]) {
        run_verify_tell(verifying, row, "not_unmatched",
                        "no mentor with an empty seat has this id");
        return;
    }
    uint32_t seats = verifying->problem.seats[j] - verifying->load[j];
    run_verify_number(verifying, row, SEATS, seats);
    if (reason < UNMATCHED_REASON_COUNT)
        verifying->seats_of[reason] += seats;
    if (verifying->seen_mentors[j])
        run_verify_tell(verifying, row, "twice", "the mentor has a row already");
    verifying->seen_mentors[j] = true;
}

static void check_unmatched(struct run_verify *verifying, const struct csv_row *row)
{
    const char *role = row->cells[ROLE].bytes;
    if (row->cells[LANGUAGE].size == 0 || row->cells[SENTENCE].size == 0)
        run_verify_tell(verifying, row, "empty", "a language or a sentence is missing");
    if (strcmp(role, "student") == 0)
        check_student(verifying, row);
    else if (strcmp(role, "mentor") == 0)
        check_mentor(verifying, row);
    else
        run_verify_tell(verifying, row, "no_role", "the role is student or mentor");
}

const struct run_verify_file run_verify_unmatched = {
    .file = RUN_FILE_UNMATCHED,
    .columns = {"role", "id", "seats", "reason", "language", "sentence"},
    .row = check_unmatched,
};

void run_verify_everybody(struct run_verify *verifying)
{
    const struct problem *problem = &verifying->problem;
    const char *where = run_file_name(RUN_FILE_UNMATCHED);
    if (verifying->run->result.infeasible) /* there is no result to be left out of */
        return;
    for (uint32_t i = 0; i < problem->student_count; i++)
        if (verifying->mentor_of[i] == NOBODY && !verifying->seen_students[i])
            fault_add(verifying->faults, 0, where, "left_out", "student %s has no row",
                      round_student(verifying->round, i)->external_id);
    for (uint32_t j = 0; j < problem->mentor_count; j++)
        if (verifying->load[j] < problem->seats[j] && !verifying->seen_mentors[j])
            fault_add(verifying->faults, 0, where, "left_out", "mentor %s has no row",
                      round_mentor(verifying->round, j)->external_id);
}

/* ---- shortages.csv */

enum { LEVEL, STUDENTS, OF_SEATS, SHORT_OF };

static void check_shortage(struct run_verify *verifying, const struct csv_row *row)
{
    int64_t students = run_verify_read(verifying, row, STUDENTS);
    int64_t seats = run_verify_read(verifying, row, OF_SEATS);
    run_verify_score(verifying, row, LEVEL, verifying->extra.shortage.level_bp);
    if (students < 0 || seats < 0)
        return;
    if (students <= seats)
        run_verify_tell(verifying, row, "no_shortage", "there are as many seats as students");
    run_verify_number(verifying, row, SHORT_OF, students - seats);
    verifying->short_of += students - seats;
}

const struct run_verify_file run_verify_shortages = {
    .file = RUN_FILE_SHORTAGES,
    .columns = {"level", "students", "seats", "short_of", "field", "language", "place", "name"},
    .row = check_shortage,
};
