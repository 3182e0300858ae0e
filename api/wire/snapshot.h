/* snapshot.tsv: a snapshot (matcher/snapshot.h) as text, tab separated, sorted, so that equal
 * snapshots are equal bytes. Documented in matcher/README.md. */
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
 * line; MEMORY. */
enum status MUST_CHECK snapshot_read(const struct taxonomies *taxonomies, const char *bytes,
                                     size_t size, struct arena *arena, struct faults *faults,
                                     struct snapshot **ret_snapshot);

#endif
