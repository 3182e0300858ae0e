/* Scores of a student with every mentor, two ways that must agree on every pair: by table (the
 * look-ups of the search, for solvers) and plainly (what each criterion's part and eligibility say,
 * for the checker: rows_plain.h). A pair that is not eligible is ROW_IMPOSSIBLE. */
#ifndef MATCHER_ROWS_H
#define MATCHER_ROWS_H

#include "matcher/problem.h"
#include "matcher/watch.h"
#include "scoring/score.h"

struct rows_of_people {
    const struct scorer *scorer;
    const struct person *const *students; /* element i: student i, resolved */
    size_t student_count;
    const struct person *const *mentors; /* element j */
    size_t mentor_count;
    struct weights weights;
    date as_of;
};

/* Rows over people, which must outlive them. rows_new: by table, some 0.1 ms a student and 5 000
 * mentors; rows_plain_new: plainly, what they are made from asked first (rows_plain.h).
 * workers: 1..WORKERS_MAX. MEMORY; of the second also CANCELLED. Free with rows_free, which takes
 * either and NULL. */
enum status MUST_CHECK rows_new(const struct rows_of_people *people, size_t workers,
                                struct rows **ret_rows);
enum status MUST_CHECK rows_plain_new(const struct rows_of_people *people, size_t workers,
                                      const struct watch *watch, struct rows **ret_rows);
void rows_free(struct rows *rows);

#endif
