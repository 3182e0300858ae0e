/* Freezing a round: the snapshot that every run of it reads. */
#ifndef API_ROUND_FREEZE_H
#define API_ROUND_FREEZE_H

#include "scoring/base/status.h"

#include <stdint.h>

struct arena;
struct faults;
struct programme;
struct seeds;
struct store;

struct freeze_order {
    struct store *store; /* in a transaction */
    const struct seeds *seeds;
    struct arena *arena;
    const char *round_id;
    const struct programme *programme; /* the round's */
    int64_t now;                       /* ms since 1970 */
};

/* Takes the snapshot of who is enrolled now, as the members' edition shows them, under aliases, and
 * makes it the round's, in the transaction. A need's wishes stand in for the person's; an
 * offer's conditions hold beside theirs; who is avoided, and the programme's
 * rules, are never; those ranked are wishes; who was left out goes first. CONFLICT with a fault
 * when there is no student, or no seat. */
enum status MUST_CHECK round_freeze(const struct freeze_order *order, struct faults *faults);

#endif
