/* Notices to be sent: the rows of the outbox, which steps write in their own transaction
 * (store_step.h). A sender takes some for NOTICE_TAKEN_MS, which also decides of each whether it
 * may be sent on that day; sends them outside any transaction (the server of mail may be slow, and
 * an open transaction holds back the change feed); and says of each what came of it. What a sender
 * that died had taken is due again after that time: so each is sent at least once, and always under
 * the same Message-ID. */
#ifndef API_STORE_STORE_NOTICE_H
#define API_STORE_STORE_NOTICE_H

#include "api/store/store.h"
#include "api/wire/notice.h"

#include <stddef.h>

struct arena;

#define NOTICE_BATCH    50                   /* taken at once */
#define NOTICE_TAKEN_MS ((store_time)900000) /* longer than any setting lets a mail take */
/* A batch is used for so long, and what is left of it given back: who objects is not written to
 * much later. */
#define NOTICE_FRESH_MS ((store_time)5000)
#define NOTICE_ID_SIZE  ((size_t)41) /* of a Message-ID without its domain, with the NUL */

/* Why a notice was given up: the words of the column. */
#define NOTICE_FAILURES(X)                                                                         \
    X(NONE, "")                                                                                    \
    X(NO_EMAIL, "no_email")       /* the person has no address */                                  \
    X(NO_BASIS, "no_basis")       /* they may not be written to (CONSENT.md) */                    \
    X(BAD_ADDRESS, "bad_address") /* it is none that mail can be sent to */                        \
    X(REFUSED, "refused")         /* the server of mail will not have it */                        \
    X(UNREACHABLE, "unreachable") /* not yet; for good when it is too old */                       \
    X(STALE, "stale")             /* too old before it was tried, or a reminder of what is over */

enum notice_failure {
#define NOTICE_FAILURE_ENUM(name, word) NOTICE_##name,
    NOTICE_FAILURES(NOTICE_FAILURE_ENUM)
#undef NOTICE_FAILURE_ENUM
        NOTICE_FAILURE_COUNT
};

/* "no_email" and so on; "" for NOTICE_NONE. */
const char *notice_failure_word(enum notice_failure failure);

/* A notice that was taken, its texts in the arena. */
struct notice {
    int64_t id;
    int64_t tries;              /* this one counted, from 1 */
    enum notice_failure failed; /* not NONE: it was given up as it was taken */
    char message_id[NOTICE_ID_SIZE];
    const char *word;             /* "mentoring_request.accept" */
    const char *party;            /* "student", "mentor"; NULL: neither of them */
    const char *email, *language; /* of the person; NULL: unknown */
    store_time deadline; /* of the state that it tells of; 0: none, or not in it any more */
};

/* Takes up to NOTICE_BATCH notices, those due first; count 0: none is. days: older ones are stale.
 * Cost: about 0.1 ms a notice. */
enum status MUST_CHECK store_notice_take(struct store *store, store_time now, int64_t days,
                                         struct arena *arena, struct notice **ret_notices,
                                         size_t *ret_count);

/* It was sent. */
enum status MUST_CHECK store_notice_sent(struct store *store, const struct notice *notice,
                                         store_time now);

/* It was not sent, or it is not known. UNREACHABLE: it is due again after 1, 5, 30, 120 and 360
 * minutes, and then every 360 until it is stale; else it is given up. */
enum status MUST_CHECK store_notice_failed(struct store *store, const struct notice *notice,
                                           enum notice_failure why, store_time now);

/* They were taken, and not tried: they are due again at once. At most NOTICE_BATCH. */
enum status MUST_CHECK store_notice_give_back(struct store *store, const struct notice *notices,
                                              size_t count, store_time now);

/* How many wait to be sent. */
enum status MUST_CHECK store_notice_waiting(struct store *store, int64_t *ret_count);

/* What is in the outbox, and how it stands. Cost: one pass over it. */
enum status MUST_CHECK store_notice_counts(struct store *store, store_time now, struct arena *arena,
                                           struct notice_counts *ret_counts);

/* Has those tried again that were given up for a reason that may have passed and are not stale: for
 * NO_EMAIL, BAD_ADDRESS, REFUSED or UNREACHABLE, or NONE: for any of these. */
enum status MUST_CHECK store_notice_retry(struct store *store, enum notice_failure why,
                                          store_time now, int64_t days, int *ret_count);

#endif
