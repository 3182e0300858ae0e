/* RULES.csv: the rules of the staff for a round. Columns kind, student, mentor, rank, reason, in
 * any order; kind is never, must, pin, first or wish. Documented in matcher/README.md. */
#ifndef API_WIRE_RULES_H
#define API_WIRE_RULES_H

#include "matcher/snapshot.h"

struct arena;
struct faults;

#define RULES_SIZE_MAX ((size_t)256 << 20)

/* Reads size bytes; good rows in the order of the file, in arena. The reason is for whoever keeps
 * the file: checked for length, not kept. Any bad row is a fault (line, column, reason) and the
 * whole is INVALID: a rule that is lost would be worse than none. MEMORY. */
enum status MUST_CHECK rules_read(const char *bytes, size_t size, struct arena *arena,
                                  struct faults *faults, const struct round_rule **ret_rules,
                                  size_t *ret_count);

#endif
