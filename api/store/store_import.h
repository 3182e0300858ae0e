/* An import: any number of people in one transaction, in batches, committed whole or not at all. It
 * only adds and changes: who is missing from a file stays. Whether a person changed is settled by
 * the digest of what was last imported for them, so the same file twice changes nothing, not
 * even what they corrected themselves since.
 *
 * One import runs at a time in an installation (an advisory lock), so imports never deadlock. */
#ifndef API_STORE_STORE_IMPORT_H
#define API_STORE_STORE_IMPORT_H

#include "api/store/store.h"
#include "scoring/base/digest.h"
#include "scoring/person.h"

struct store_import;

#define STORE_IMPORT_BATCH_MAX ((size_t)1000) /* 500 is as fast as any larger batch */

enum store_outcome {
    OUTCOME_CREATED,
    OUTCOME_CHANGED,
    OUTCOME_UNCHANGED,
    OUTCOME_REPEATED, /* this external id came before in this import; the first one stands */
    OUTCOME_ERASED,   /* somebody with this external id was erased: they stay so */
    OUTCOME_COUNT
};

/* Opens the transaction. now is the time of all that the import writes. CONFLICT when
 * another import is running. Use store for nothing else until store_import_free. */
enum status MUST_CHECK store_import_begin(struct store *store, store_time now,
                                          struct store_import **ret_import);

/* Adds or changes people[0..count), count 1..STORE_IMPORT_BATCH_MAX; id and version of each are
 * ignored. ret_outcomes (room for count) says what became of element i; NULL: not wanted. INVALID
 * or CONFLICT with faults when a constraint refuses one. After any status but OK the import can
 * only be freed; nothing of it stays. About 6 000 new people a
 * second, four times as many unchanged ones. */
enum status MUST_CHECK store_import_add(struct store_import *import, const struct person *people,
                                        size_t count, struct faults *faults,
                                        enum store_outcome *ret_outcomes);

/* How many people had each outcome so far: element o for enum store_outcome o. */
const size_t *store_import_counts(const struct store_import *import);

/* Records the import under the digest of its bytes and commits. by: who, a token's or person's
 * id or "command line"; report: a JSON object for those who ask later. A dry run just does not
 * call it. */
enum status MUST_CHECK store_import_commit(struct store_import *import, const struct digest *digest,
                                           const char *by, const char *report);

/* Ends the import; what was not committed is rolled back. NULL is fine. */
void store_import_free(struct store_import *import);

#endif
