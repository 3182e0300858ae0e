/* A round: people → problem → result, and what it says to people. The one file that joins people
 * and results. Students and mentors are numbered by lottery: the rank of BLAKE2b(seed ‖ id), so
 * that nobody wins every tie for registering early, and ties by number are ties by lot. */
#ifndef MATCHER_ROUND_H
#define MATCHER_ROUND_H

#include "matcher/snapshot.h"
#include "matcher/solver.h"

struct round;

/* The digest of taxonomies and policy that a run stands on. */
struct digest round_tables(const struct scorer *scorer);

/* A round over a snapshot, which must outlive it, as must the scorer. Students are the people whose
 * role is student or both; mentors those of role alumnus or both who offer a seat or whom a rule
 * names. hash: of the snapshot's bytes, becomes the problem's. INVALID with faults where a rule
 * names nobody (where "rules", the detail names the id), a wish's rank or mentor comes twice, or
 * there are more people than a problem may have; MEMORY. */
enum status MUST_CHECK round_new(const struct scorer *scorer, const struct snapshot *snapshot,
                                 struct digest hash, size_t workers, struct faults *faults,
                                 struct round **ret_round);
void round_free(struct round *round);

const struct snapshot *round_snapshot(const struct round *round);
const struct scorer *round_scorer(const struct round *round);

/* The problem in numbers, dense; its rows are by table. */
const struct problem *round_problem(const struct round *round);

/* Fills a copy of the problem whose rows are plain: for verify. They live as long as the round, and
 * are made when asked for the first time. MEMORY, CANCELLED. */
enum status MUST_CHECK round_plain_problem(struct round *round, size_t workers,
                                           const struct watch *watch, struct problem *ret_problem);

/* Who is student i, who mentor j; and the number of an id, or NOBODY. */
const struct person *round_student(const struct round *round, uint32_t student);
const struct person *round_mentor(const struct round *round, uint32_t mentor);
uint32_t round_find_student(const struct round *round, const char *external_id);
uint32_t round_find_mentor(const struct round *round, const char *external_id);

/* Who has that id among the people of the snapshot, numbered or not; NULL: nobody. */
const struct person *round_find_person(const struct round *round, const char *external_id);

/* The wish of student i, as it was scored. */
struct wish round_wish(const struct round *round, uint32_t student);

/* The score of any pair, rules apart: ROW_IMPOSSIBLE's meaning does not apply, a pair that is not
 * eligible is scored too. */
struct score round_score(const struct round *round, uint32_t student, uint32_t mentor);

#endif
