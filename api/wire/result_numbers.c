/* The numbers of a result by name: one table an object, for the writer and the reader. To add one:
 * a row here. */
#include "api/wire/result_inner.h"

#define TOTAL_MAX ((int64_t)SCORE_BP_MAX * PROBLEM_STUDENTS_MAX)
#define SEATS_MAX ((int64_t)PROBLEM_SEATS_MAX * PROBLEM_MENTORS_MAX)

#define NUMBER(type, member, min_, max_)                                                           \
    {                                                                                              \
#        member, offsetof(type, member), sizeof((type){0}.member) == sizeof(int64_t), (min_),      \
            (max_)                                                                                 \
    }
#define NUMBERS(table)                                                                             \
    {                                                                                              \
        (table), sizeof(table) / sizeof((table)[0])                                                \
    }

static const struct result_number head[] = {
    NUMBER(struct result, total, 0, TOTAL_MAX),
    NUMBER(struct result, matched, 0, PROBLEM_STUDENTS_MAX),
};
const struct result_numbers result_numbers_head = NUMBERS(head);

static const struct result_number certificate[] = {
    NUMBER(struct certificate, most_bonus, 0, WEIGHT_MAX),
    NUMBER(struct certificate, first_bonus, 0, WEIGHT_MAX),
    NUMBER(struct certificate, keep_bonus, 0, WEIGHT_MAX),
    NUMBER(struct certificate, floor_bp, 0, SCORE_BP_MAX),
};
const struct result_numbers result_numbers_certificate = NUMBERS(certificate);

static const struct result_number figures[] = {
    NUMBER(struct figures, students, 0, PROBLEM_STUDENTS_MAX),
    NUMBER(struct figures, mentors, 0, PROBLEM_MENTORS_MAX),
    NUMBER(struct figures, seats, 0, SEATS_MAX),
    NUMBER(struct figures, fixed, 0, PROBLEM_STUDENTS_MAX),
    NUMBER(struct figures, with_wishes, 0, PROBLEM_STUDENTS_MAX),
};
const struct result_numbers result_numbers_figures = NUMBERS(figures);

#define PERCENTILE(name, at)                                                                       \
    {                                                                                              \
        name, offsetof(struct figures, percentiles_bp) + (at) * sizeof(int32_t), false, 0,         \
            SCORE_BP_MAX                                                                           \
    }
static const struct result_number percentiles[PERCENTILES_COUNT] = {
    PERCENTILE("p10", 0), PERCENTILE("p25", 1), PERCENTILE("p50", 2),
    PERCENTILE("p75", 3), PERCENTILE("p90", 4),
};
const struct result_numbers result_numbers_percentiles = NUMBERS(percentiles);

static const struct result_number load[] = {
    NUMBER(struct load, students, 0, PROBLEM_STUDENTS_MAX),
    NUMBER(struct load, mentors, 1, PROBLEM_MENTORS_MAX),
};
const struct result_numbers result_numbers_load = NUMBERS(load);

static const struct result_number wish[] = {
    NUMBER(struct wish_count, rank, 1, PROBLEM_MENTORS_MAX),
    NUMBER(struct wish_count, students, 1, PROBLEM_STUDENTS_MAX),
};
const struct result_numbers result_numbers_wish = NUMBERS(wish);

static const struct result_number stability[] = {
    NUMBER(struct stability, optimal_total, 0, TOTAL_MAX),
    NUMBER(struct stability, given_up, 0, TOTAL_MAX),
};
const struct result_numbers result_numbers_stability = NUMBERS(stability);
