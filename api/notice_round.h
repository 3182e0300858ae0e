/* One round of sending notices: takes those due first (api/store/store_notice.h), sends them over
 * a link, and says of each what came of it. */
#ifndef API_NOTICE_ROUND_H
#define API_NOTICE_ROUND_H

#include "scoring/base/status.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct log;
struct mail_link;
struct settings;
struct store;

struct notice_sender {
    const struct settings *settings;
    struct log *log; /* may be NULL */
    struct store *store;
    struct arena *arena;    /* reset at each round */
    const atomic_bool *end; /* once true, what is not sent yet is given back */
};

struct notice_outcome {
    size_t taken, sent, failed; /* failed: tries, and those given up without one */
    bool away;                  /* the server of mail could not be spoken with: no use to go on */
};

/* *ret_outcome is filled whatever the status, which is the store's. Nothing is lost while the
 * server of mail is away: what was not tried is due again at once, and no try is counted. */
enum status MUST_CHECK notice_round(const struct notice_sender *sender, struct mail_link *link,
                                    struct notice_outcome *ret_outcome);

#endif
