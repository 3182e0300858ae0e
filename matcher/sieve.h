/* Eligibility by table: what a filter and a student let through, asked of coded facts
 * (matcher/columns.h) instead of people. Must always agree with eligibility(). */
#ifndef MATCHER_SIEVE_H
#define MATCHER_SIEVE_H

#include "matcher/eligible.h"
#include "matcher/programmes.h"
#include "scoring/criterion.h"

struct sieve;

/* Tables for a student and a filter (not NULL), in arena; both must outlive it. programmes: those
 * of the columns that will be asked about. The filter's as_of is 0 or the day of the columns. */
enum status MUST_CHECK sieve_new(const struct taxonomies *taxonomies, const struct person *student,
                                 const struct filter *filter, const struct programmes *programmes,
                                 struct arena *arena, struct sieve **ret_sieve);

/* True when the filter asks anything of the facts of that criterion. */
bool sieve_asks(const struct sieve *sieve, enum criterion_id criterion);

/* True when the filter lets a profile of that criterion's column through. */
bool sieve_passes(const struct sieve *sieve, enum criterion_id criterion, const struct fact *facts,
                  size_t count);

/* True when a profile of the column of offers has a seat (or none is needed), also in a programme
 * asked for, and its conditions hold for the student. */
bool sieve_passes_offer(const struct sieve *sieve, const struct fact *facts, size_t count);

#endif
