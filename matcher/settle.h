/* What rules decide before anything is solved: never > must > pin > lists. */
#ifndef MATCHER_SETTLE_H
#define MATCHER_SETTLE_H

#include "matcher/problem.h"

/* A rule that yields, and to what: a stronger rule (by its word), or one of these. */
#define OVERRIDE_SEATS   "seats"   /* a pin beyond the mentor's seats */
#define OVERRIDE_STUDENT "student" /* a pin of a student who has another one */

struct overridden {
    enum rule kind; /* MUST, PIN, WISH or PRIORITY (a list's item that names a forbidden pair, or
                       the pair's list when a must or pin goes past it) */
    struct pair pair;
    const char *by; /* rule_word of NEVER, MUST or PIN; or one of the two above */
};

struct settled {
    const uint32_t *mentor_of;           /* element i: fixed by must or pin, or NOBODY */
    const bool *by_pin;                  /* element i: that was a pin */
    const uint32_t *seats;               /* element j: seats that are left */
    const struct overridden *overridden; /* rising by kind, student, mentor */
    size_t overridden_count;
    const struct pair *conflict; /* the smallest set of musts that cannot hold together: two of a
                                    student, or one more than seats of a mentor; ties by number */
    size_t conflict_count;       /* 0: feasible */
};

/* Settles the rules of a problem; memory is of arena. MEMORY only. A wish or priority is overridden
 * when its pair is forbidden by never, or when a must or pin gives its student (its owner, for a
 * priority: the student named) another mentor. A must or pin whose student or mentor has a list
 * without the other makes no line: it stands above lists by definition. O(rules log rules). */
enum status MUST_CHECK settle(const struct problem *problem, struct arena *arena,
                              struct settled *ret_settled);

#endif
