/* What the parts of the checker of runs share (run_verify*.c); nobody else includes it. */
#ifndef API_WIRE_RUN_VERIFY_INNER_H
#define API_WIRE_RUN_VERIFY_INNER_H

#include "api/wire/csv.h"
#include "api/wire/run_inner.h"
#include "api/wire/run_verify.h"

#define RUN_VERIFY_COLUMNS_MAX ((size_t)16)

struct run_verify;

/* A file of rows: its columns in order, and what checks one row below them. */
struct run_verify_file {
    enum run_file file;
    const char *columns[RUN_VERIFY_COLUMNS_MAX]; /* ended by NULL */
    void (*row)(struct run_verify *verifying, const struct csv_row *row);
};

struct run_verify {
    const struct run *run;
    const struct round *round;
    struct problem problem; /* plain */
    size_t workers;
    const struct watch *watch;
    struct faults *faults;
    struct arena *arena;    /* dies with the check */
    struct run_extra extra; /* as run.json has it */
    uint32_t *mentor_of;    /* element i: of the result, or NOBODY */
    uint32_t *load;         /* element j: students of mentor j */

    const struct run_verify_file *file; /* the one that is being read */
    size_t rows;                        /* of it, below the columns */
    bool *seen_students, *seen_mentors; /* named by unmatched.csv */
    int64_t students_of[UNMATCHED_REASON_COUNT], seats_of[UNMATCHED_REASON_COUNT]; /* by reason */
    int64_t short_of; /* the sum over shortages.csv */
};

extern const struct run_verify_file run_verify_pairs, run_verify_unmatched, run_verify_shortages;

/* The problem in numbers against the snapshot it was made from. */
void run_verify_problem(struct run_verify *verifying);

/* Reads a file; every row that is not as its row function expects is a fault. */
enum status MUST_CHECK run_verify_rows(struct run_verify *verifying,
                                       const struct run_verify_file *file);

/* A fault in the file that is being read; and that a cell must be expected. */
void run_verify_tell(struct run_verify *verifying, const struct csv_row *row, const char *code,
                     const char *detail);
void run_verify_cell(struct run_verify *verifying, const struct csv_row *row, size_t column,
                     const char *expected);
void run_verify_number(struct run_verify *verifying, const struct csv_row *row, size_t column,
                       int64_t expected);
/* 8735 is "87.35". */
void run_verify_score(struct run_verify *verifying, const struct csv_row *row, size_t column,
                      int32_t expected_bp);
/* The number in a cell; -1, and told, where it is none. */
int64_t run_verify_read(struct run_verify *verifying, const struct csv_row *row, size_t column);

/* After unmatched.csv: nobody is left out of it. */
void run_verify_everybody(struct run_verify *verifying);
/* The member "round" of run.json; after all other files. MEMORY, CANCELLED. */
enum status MUST_CHECK run_verify_extra(struct run_verify *verifying);

#endif
