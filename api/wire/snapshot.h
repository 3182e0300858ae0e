/* snapshot.tsv: a snapshot (matcher/snapshot.h) as text, tab separated, sorted, so that equal
 * snapshots are equal bytes. Documented in matcher/ROUNDS.md. */
#ifndef API_WIRE_SNAPSHOT_H
#define API_WIRE_SNAPSHOT_H

#include "matcher/snapshot.h"

struct arena;
struct faults;
struct text;

#define SNAPSHOT_SIZE_MAX ((size_t)1 << 30)

/* Appends the snapshot. People are written by their codes alone: what was typed and not read is
 * written as unread, and reading it again gives the same scores, eligibility and reasons. */
void snapshot_write(const struct taxonomies *taxonomies, const struct snapshot *snapshot,
                    struct text *text);

/* Reads what snapshot_write wrote, into arena, people resolved. SYNTAX or INVALID with faults by
 * line, also for what says the same in other bytes; TOO_LARGE with a fault; MEMORY. */
enum status MUST_CHECK snapshot_read(const struct taxonomies *taxonomies, const char *bytes,
                                     size_t size, struct arena *arena, struct faults *faults,
                                     struct snapshot **ret_snapshot);

/* Reads only what stands above the people: with which tables and engine it was made can be asked
 * before codes of other tables are read. As snapshot_read; there are no people and no rules. */
enum status MUST_CHECK snapshot_read_head(const char *bytes, size_t size, struct arena *arena,
                                          struct faults *faults, struct snapshot *ret_snapshot);

/* Puts people and rules into a snapshot whose other members are set: who takes part (students, and
 * alumni who offer a seat or whom a rule or an announced pair names), each with only what their
 * role is scored by, in order of id; rules in order, each once. people: resolved, with distinct
 * ids; the snapshot's lists are in arena, texts are shared with people and rules. MEMORY. */
enum status MUST_CHECK snapshot_fill(const struct person *people, size_t people_count,
                                     const struct round_rule *rules, size_t rules_count,
                                     struct arena *arena, struct snapshot *snapshot);

#endif
