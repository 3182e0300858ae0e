/* Inside api/store: one step, whose failure to move is told as an outcome, not as a failure. */
#ifndef API_STORE_STORE_FIRE_H
#define API_STORE_STORE_FIRE_H

#include "api/store/store_step.h"

#include <libpq-fe.h>

#define FIRE_WORD_SIZE 40

enum fire_kind { FIRE_MOVED, FIRE_NOT_FOUND, FIRE_VERSION, FIRE_STATE, FIRE_REFUSED };

struct fire_outcome {
    enum fire_kind kind;
    char word[FIRE_WORD_SIZE]; /* FIRE_STATE: the state that is there; FIRE_REFUSED: why */
};

/* Takes the step and its consequences. OK with an outcome, of which all but MOVED have changed
 * nothing, unless the row has a statement of its own. CONFLICT with a fault (faults may be NULL):
 * a constraint refused; then, as after any other status, the transaction must be rolled back. */
enum status MUST_CHECK store_fire(struct store *store, const struct deed *deed,
                                  const struct step *step, struct faults *faults,
                                  struct fire_outcome *ret_outcome);

#endif
