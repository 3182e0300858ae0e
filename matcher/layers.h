/* The weights of objectives in layers: one unit of an outer layer outweighs all that is inside. */
#ifndef MATCHER_LAYERS_H
#define MATCHER_LAYERS_H

#include "matcher/solver.h"

/* Fills most_bonus, and first_bonus where a student goes first, of a certificate. */
void layers_most(const struct problem *problem, struct certificate *certificate);

/* Fills most_bonus and keep_bonus. */
void layers_repair(const struct problem *problem, struct certificate *certificate);

/* Solves the market with the bonuses and above the floor of a certificate, from the prices the
 * solving begins with, and fills mentor_of and the certificate's prices. MEMORY, CANCELLED. */
enum status MUST_CHECK layers_solve(const struct solver_task *task, uint32_t *mentor_of,
                                    struct certificate *certificate);

#endif
