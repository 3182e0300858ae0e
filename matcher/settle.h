/* What rules decide before anything is solved: never > must > pin > lists. */
#ifndef MATCHER_SETTLE_H
#define MATCHER_SETTLE_H

#include "matcher/problem.h"

struct arena;

/* What a rule yields to: a stronger rule (by its word), or one of these. */
#define OVERRIDE_SEATS   "seats"   /* a pin beyond the mentor's seats */
#define OVERRIDE_STUDENT "student" /* a pin of a student who holds another one */

struct overridden {
    enum rule kind; /* MUST, PIN, WISH or PRIORITY */
    struct pair pair;
    const char *by; /* rule_word of NEVER, MUST or PIN; or one of the two above */
};

/* Where conflict_count is above 0 nothing is decided: nobody is fixed, all seats are left, and
 * nothing is overridden. */
struct settled {
    const uint32_t *mentor_of;           /* element i: fixed by must or pin, or NOBODY */
    const bool *by_pin;                  /* element i: that was a pin */
    const uint32_t *seats;               /* element j: seats that are left */
    const struct overridden *overridden; /* rising by kind, student, mentor; no pair twice a kind */
    size_t overridden_count;
    const struct pair *conflict; /* rising by student, then mentor */
    size_t conflict_count;       /* 0: feasible */
};

/* Settles the rules of a problem, sparse or dense; memory is of arena. MEMORY only.
 *
 * must: one that never forbids is overridden by "never". The others conflict when two name a
 * student, or more name a mentor than the seats: conflict is then the smallest such set, two of a
 * student or one more than the seats of a mentor; of equally small ones the first when compared
 * pair by pair, student before mentor. Else all are fixed.
 *
 * pin: taken in the order student, mentor, and fixed unless, asked in this order, never forbids it
 * ("never"); a must gives the student another mentor ("must"; the same one: nothing to do, no
 * line); a pin before gave the student a mentor ("student"); no seat is left ("seats").
 *
 * lists: an item of a wish or priority list is overridden when never forbids its pair ("never"), or
 * the student in it is fixed with another mentor (by "must" or "pin"). A list that does not name a
 * pair that is fixed is gone past: a WISH line with that pair where the student's list lacks the
 * mentor, a PRIORITY line where the mentor's list lacks the student (by "must" or "pin").
 *
 * O(students + mentors + items of lists · log never + overridden · log overridden). */
enum status MUST_CHECK settle(const struct problem *problem, struct arena *arena,
                              struct settled *ret_settled);

#endif
