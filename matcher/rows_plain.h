/* The plain scores of a round, for the checker: each part is what the criterion's own `part` says
 * of a pair, never its table. People who are alike in all that a part looks at are alike in the
 * part, so it is asked once for each two kinds of people, not for each two people. Shares no code
 * with the tables of rows.c and of the search. */
#ifndef MATCHER_ROWS_PLAIN_H
#define MATCHER_ROWS_PLAIN_H

#include "matcher/rows.h"

struct rows_plain;

/* people must outlive it. Asks all parts, in parallel: about 0.15 µs a pair, once. MEMORY,
 * CANCELLED. */
enum status MUST_CHECK rows_plain_make(const struct rows_of_people *people, size_t workers,
                                       const struct watch *watch, struct rows_plain **ret_plain);
void rows_plain_free(struct rows_plain *plain); /* NULL is fine */

/* As rows.fill; from any thread. */
void rows_plain_fill(const struct rows_plain *plain, uint32_t student, int16_t *ret_scores);

#endif
