/* RULES.csv: the rules of the staff for a round. Columns kind, student, mentor, rank, reason, in
 * any order, in capitals or not; kind is never, must, pin, first or wish. Documented in
 * matcher/ROUNDS.md. */
#ifndef API_WIRE_RULES_H
#define API_WIRE_RULES_H

#include "matcher/snapshot.h"

struct arena;
struct faults;

#define RULES_SIZE_MAX        ((size_t)256 << 20)
#define RULES_COUNT_MAX       ((size_t)2000000)
#define RULES_RANK_MAX        1000
#define RULES_ID_SIZE_MAX     ((size_t)100) /* as external ids of people */
#define RULES_REASON_SIZE_MAX ((size_t)1000)

/* Reads size bytes; all rows in the order of the file, in arena. The reason is for whoever keeps
 * the file: checked, not kept. Any bad row is a fault (line, column, reason) and the whole is
 * INVALID: a rule that is lost would be worse than none. A bad row too is the same rule twice, a
 * mentor or a rank twice among a student's wishes, and a rule of somebody with themself. Rules that
 * contradict each other are good (settle.h says which yields), and whether the ids are known is for
 * whoever has the people. TOO_LARGE with a fault for more bytes or rows than above; MEMORY. */
enum status MUST_CHECK rules_read(const char *bytes, size_t size, struct arena *arena,
                                  struct faults *faults, const struct round_rule **ret_rules,
                                  size_t *ret_count);

#endif
