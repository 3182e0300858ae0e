/* The audit: sealing what was written, and checking what was sealed. Writers insert rows unchained,
 * in transactions of their own; a sealer, one at a time, numbers those that no transaction can come
 * before any more, and keeps BLAKE2b of each with the one before. What was sealed cannot be
 * changed, left out or moved without the chain saying so; who keeps a head elsewhere also sees when
 * its end was cut off. api/AUDIT.md has the format. */
#ifndef API_STORE_STORE_AUDIT_H
#define API_STORE_STORE_AUDIT_H

#include "api/store/store.h"
#include "scoring/base/digest.h"

#include <stddef.h>

/* ---- the chain */

#define AUDIT_COLUMNS ((size_t)16) /* of a row: those of audit_unsealed.sql, in that order */

/* The end of a chain; number 0 and all bytes 0: nothing is sealed. */
struct audit_head {
    int64_t number;
    struct digest hash;
};

/* The head after sealing a row: cell i is column i as text, NULL for NULL. */
struct audit_head audit_link(const struct audit_head *before,
                             const char *const cells[AUDIT_COLUMNS]);

/* ---- sealing */

#define AUDIT_BATCH 1000

/* Seals up to AUDIT_BATCH rows in a transaction of its own; *ret_sealed: how many, 0 also while
 * another sealer is at work. Rows of a transaction that is open, or begun before one that is, wait.
 * Cost: about 60 µs a row. */
enum status MUST_CHECK store_audit_seal(struct store *store, size_t *ret_sealed);

/* ---- refused requests */

struct audit_refusal {
    const char *operation; /* name of the route; "none" */
    const char *code;      /* of the problem */
    const char *actor;     /* "person" or "staff"; NULL: nobody known */
    const char
        *actor_id; /* of the person, which becomes their pseudonym, or of the token; or NULL */
    int32_t times;
    store_time since;
};

/* Writes a row for each, in one statement. */
enum status MUST_CHECK store_audit_refused(struct store *store,
                                           const struct audit_refusal *refusals, size_t count,
                                           store_time now);

/* ---- checking */

/* What is wrong first: name, word, sentence. */
#define AUDIT_BREAKS(X)                                                                            \
    X(WHOLE, "whole", "nothing is wrong")                                                          \
    X(SEAL_MISSING, "seal_missing", "there is no seal of this number")                             \
    X(ROW_MISSING, "row_missing", "the row that was sealed is gone")                               \
    X(ROW_CHANGED, "row_changed", "the row is not as it was sealed")                               \
    X(SEAL_CHANGED, "seal_changed", "the seal itself was changed")                                 \
    X(REORDERED, "reordered", "another row belongs here")                                          \
    X(NEVER_SEALED, "never_sealed", "a row has no seal, and does not wait for one")                \
    X(CUT_OFF, "cut_off", "the chain ends before the head that was expected")                      \
    X(OTHER_HEAD, "other_head", "the hash is not that of the head that was expected")

enum audit_break {
#define AUDIT_BREAK_ENUM(name, word, sentence) AUDIT_##name,
    AUDIT_BREAKS(AUDIT_BREAK_ENUM)
#undef AUDIT_BREAK_ENUM
        AUDIT_BREAK_COUNT
};

/* "row_changed", and its sentence. */
const char *audit_break_word(enum audit_break kind);
const char *audit_break_sentence(enum audit_break kind);

struct audit_report {
    enum audit_break broken;
    int64_t broken_number; /* of the seal that is wrong first; 0: of none */
    int64_t broken_row;    /* id of its row, or of the one that belongs there; 0: not known */
    int64_t sealed, unsealed, lost; /* rows: with a seal, waiting, neither */
    struct audit_head head;         /* the last that is right */
};

/* After each page; 0 of 0 while counting. May set the store's deadline. */
typedef void audit_tell(void *context, int64_t done, int64_t total);

/* Goes over the chain as of one moment, to its end or the first break. expect: a head that was
 * kept, to be found in it; NULL: none. OK also when it is broken: the report says so. Memory: a
 * page. Cost: linear, about 9 µs a row. */
enum status MUST_CHECK store_audit_verify(struct store *store, const struct audit_head *expect,
                                          audit_tell *tell, void *context,
                                          struct audit_report *ret_report);

#endif
