/* Building a sparse problem, items in any order. */
#ifndef MATCHER_PROBLEM_BUILDER_H
#define MATCHER_PROBLEM_BUILDER_H

#include "matcher/problem.h"

struct arena;
struct faults;

struct problem_builder;

enum status MUST_CHECK problem_builder_new(uint32_t student_count, uint32_t mentor_count,
                                           struct problem_builder **ret_builder);
void problem_builder_free(struct problem_builder *builder);

/* Each adds one item; numbers are from 0 and in range (assert). The same item again is fine.
 * CONFLICT, and nothing is added, where it was said already with another value (seats, minimum, a
 * list of the same one; two scores of a pair are found by problem_build). INVALID for a number
 * twice in one list; TOO_LARGE beyond PROBLEM_ITEMS_MAX; MEMORY. line: for messages, 0 for none.
 * Seats that nobody said are 1, the minimum is 0. kind of a list: WISH, PRIORITY; of a rule: NEVER,
 * MUST, PIN. */
enum status MUST_CHECK problem_add_seats(struct problem_builder *builder, uint32_t mentor,
                                         uint32_t seats);
enum status MUST_CHECK problem_add_edge(struct problem_builder *builder, struct pair pair,
                                        int32_t score_bp, size_t line);
enum status MUST_CHECK problem_add_list(struct problem_builder *builder, enum rule kind,
                                        uint32_t owner, const uint32_t *items, size_t count);
enum status MUST_CHECK problem_add_rule(struct problem_builder *builder, enum rule kind,
                                        struct pair pair);
enum status MUST_CHECK problem_add_first(struct problem_builder *builder, uint32_t student);
enum status MUST_CHECK problem_add_minimum(struct problem_builder *builder, int32_t minimum_bp);

/* The canonical problem, in arena, with its hash. INVALID with faults (two scores of one pair, by
 * line, where "e"); MEMORY. The builder is spent, and still to be freed. A dense problem can be
 * built so too: without edges, then the caller sets rows and hash. O(items + students + mentors);
 * 0.15 s for 1.5 million edges in any order. */
enum status MUST_CHECK problem_build(struct problem_builder *builder, struct arena *arena,
                                     struct faults *faults, struct problem **ret_problem);

#endif
