/* The text form of a matching problem, for numbers from anywhere; a line an item. Documented for
 * users in matcher/ROUNDS.md. Written by problem_write (matcher/problem.h). */
#ifndef API_WIRE_PROBLEM_TEXT_H
#define API_WIRE_PROBLEM_TEXT_H

#include "matcher/problem.h"

struct arena;
struct faults;

#define PROBLEM_TEXT_SIZE_MAX ((size_t)1 << 30)
#define PROBLEM_FAULTS_SHOWN  ((size_t)20)

/* Reads size bytes into a problem in arena. INVALID with faults by line and reason, all that were
 * found (at most FAULTS_KEPT_MAX kept; of a list the first 20); where is the line's letter, "" for
 * the whole. TOO_LARGE with a fault for more than PROBLEM_TEXT_SIZE_MAX bytes or PROBLEM_ITEMS_MAX
 * items; MEMORY. O(size + students + mentors); 0.2 s for 1.5 million edges. */
enum status MUST_CHECK problem_text_read(const char *bytes, size_t size, struct arena *arena,
                                         struct faults *faults, struct problem **ret_problem);

#endif
