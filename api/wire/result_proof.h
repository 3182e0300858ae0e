/* What was proven of a result, in words. */
#ifndef API_WIRE_RESULT_PROOF_H
#define API_WIRE_RESULT_PROOF_H

#include "matcher/result.h"
#include "matcher/verify.h"

struct text;

/* Appends what verify has proven of the result, without a line feed. verified NULL: it was proven
 * before, and how many pairs were gone over is not said. */
void result_proof_add(const struct result *result, const struct verified *verified,
                      struct text *text);

#endif
