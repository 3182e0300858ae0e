/* Steps: an object with a lifecycle moves from one state to the next (lifecycle.h). Within a
 * transaction that the caller opened (store_transaction): <object>_lock locks the object and the
 * rows whose counters it takes, always in the order programme (held as it is), mentor_offer, need,
 * mentoring_request or mentorship, internship_lead, application, person, hours_year; the row's
 * statement, which so sees what is true now, guards, moves the state and takes or frees the seat;
 * audit, note and outbox rows of all that moved are written; then the row's consequences are steps
 * of their own, by the actor STEP. All of it or nothing. */
#ifndef API_STORE_STORE_STEP_H
#define API_STORE_STORE_STEP_H

#include "api/store/lifecycle.h"
#include "api/store/store.h"

struct faults;

/* Who acts. id: the person's, or that of the staff's token; NULL for CLOCK and STEP. */
struct actor {
    enum actor_kind kind;
    const char *id;
};

/* The deed: what all rows that one call writes have in common. */
struct deed {
    struct actor actor;
    const char *request_id; /* X-Request-Id, or NULL */
    store_time now;
};

struct step {
    const struct lifecycle *lifecycle;
    const char *id, *event;
    const char *reason_code, *note; /* NULL: none */
    int32_t version;                /* that must be there; 0: any */
};

/* Opens a transaction, does work, commits; all over again after 40001 and 40P01, at most 3 times,
 * so work sets its outputs anew. Rolls back and returns its status when work is not OK. */
typedef enum status store_work(struct store *store, void *context);
enum status MUST_CHECK store_transaction(struct store *store, store_work *work, void *context);

/* Takes the step and its consequences. Asserts that the lifecycle has the event. Whether the actor
 * may, and whether the reason fits, was checked before. NOT_FOUND; CONFLICT with one fault: code
 * "state" (detail names the present state), "version", or a refusal's word (lifecycle_refusal).
 * After any status but OK the transaction must be rolled back. */
enum status MUST_CHECK store_step(struct store *store, const struct deed *deed,
                                  const struct step *step, struct faults *faults);

/* Fires what is due at deed->now, by the clock: expiries, reminders, promotions, until nothing is,
 * each step in a transaction of its own (what another server did first is passed over). Opens its
 * own transactions. tell (may be NULL) is called after each step. OK, or the first status that is
 * no CONFLICT and no NOT_FOUND. Cost: one query a lifecycle when nothing is due. */
typedef void clock_tell(void *context, const char *object, const char *event);
enum status MUST_CHECK store_clock(struct store *store, const struct deed *deed, clock_tell *tell,
                                   void *context, size_t *ret_steps);

#endif
