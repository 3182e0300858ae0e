/* The mailer of a server: a thread with a store of its own that sends what is due of invitations
 * and sign-in links (api/store/store_sign_in.h) and then of notices (api/store/store_notice.h),
 * looking once a second. Several servers on one database share the work. While the database or the
 * server of mail is away it waits, and tries again; it never ends the server.
 *
 * Who asks for a link is told nothing of who is known: the address is put on a list in memory, and
 * only the mailer looks it up, so a reply cannot take longer for one that is known. What is on
 * that list when the process is killed is lost, and asked for again. */
#ifndef API_MAILER_H
#define API_MAILER_H

#include "scoring/base/status.h"

#include <stdint.h>

struct faults;
struct log;
struct mailer;
struct settings;

struct mailer_health {
    uint64_t sent, failed; /* tries since the start */
    int64_t waiting;       /* in the database, when it was last asked; -1: never, or off */
    uint64_t notices_sent, notices_failed;
    int64_t notices_waiting;
};

#define MAILER_ASKED_MAX 1024 /* addresses on the list */

/* Starts the thread. log (may be NULL) and the texts of settings must outlive it. With smtp_url
 * empty there is none, and *ret_mailer is NULL. INVALID with faults: settings of mail that cannot
 * be used. MEMORY. */
enum status MUST_CHECK mailer_start(const struct settings *settings, struct log *log,
                                    struct faults *faults, struct mailer **ret_mailer);

/* Ends the thread: at once when it waits, else within about a second; what was being sent is due
 * again later. NULL is fine. */
void mailer_stop(struct mailer *mailer);

/* Puts an address on the list: each person who has it is sent a link, if they may have one now.
 * TOO_LARGE: the list is full. */
enum status MUST_CHECK mailer_ask(struct mailer *mailer, const char *email);

/* NULL is fine: off. */
struct mailer_health mailer_health(struct mailer *mailer);

#endif
