/* Invitations and sign-in links: a code by mail, good for one sign-in within SIGN_IN_HOURS of being
 * mailed. Who may have one is settled when it is asked for; the code is made when its mail is sent,
 * and only its hash, keyed by the installation's key, is kept. So nobody who reads the database can
 * sign in, and a mail that has to be sent again simply has another code.
 *
 * Nobody can be flooded: a person is written to at most once a minute, and has at most
 * SIGN_IN_OPEN_MAX codes that hold or wait to be sent.
 *
 * A sender takes what is due for SIGN_IN_TAKEN_MS, sends the mail outside any transaction (the
 * server of mail may be slow, and an open transaction holds back the change feed), and says what
 * came of it. What a sender that died had taken is due again after that time. */
#ifndef API_STORE_STORE_SIGN_IN_H
#define API_STORE_STORE_SIGN_IN_H

#include "api/store/store.h"
#include "scoring/base/digest.h"

#include <stddef.h>

struct arena;
struct invitation_order;
struct invitation_report;

#define SIGN_IN_OPEN_MAX   5
#define SIGN_IN_PEOPLE_MAX 10                   /* who share one address, and get a link each */
#define SIGN_IN_TAKEN_MS   ((store_time)600000) /* longer than any setting lets a mail take */
#define SIGN_IN_KEPT_DAYS  30                   /* how long it is known that one was sent */
#define SIGN_IN_CODE_SIZE  ((size_t)50) /* 43 + 6 as of a token (store_token.h), and the NUL */

/* Why a mail was not sent: the word of the column, kept when no later try may do. */
#define SIGN_IN_FAILURES(X)                                                                        \
    X(NO_EMAIL, "no_email")       /* the person has no address any more */                         \
    X(NO_BASIS, "no_basis")       /* they objected meanwhile, or there is no basis to write */     \
    X(BAD_ADDRESS, "bad_address") /* it is none that mail can be sent to */                        \
    X(REFUSED, "refused")         /* the server of mail will not have it */                        \
    X(UNREACHABLE, "unreachable") /* not yet; after some tries for good */

enum sign_in_failure {
#define SIGN_IN_FAILURE_ENUM(name, word) SIGN_IN_##name,
    SIGN_IN_FAILURES(SIGN_IN_FAILURE_ENUM)
#undef SIGN_IN_FAILURE_ENUM
};

/* A mail to be sent now. */
struct sign_in_mail {
    char id[STORE_ID_SIZE];
    char code[SIGN_IN_CODE_SIZE];
    struct digest hash;
    bool invitation;              /* else a link that was asked for */
    bool lawful;                  /* false: it may not be sent (CONSENT.md) */
    int64_t tries;                /* this one counted, from 1 */
    store_time expires;           /* of the code */
    const char *email, *language; /* of the person, in the arena; NULL: unknown */
};

/* Lets invitations be sent to people; order names them one way (api/wire/sign_in.h), its person_ids
 * valid. units: ids as PostgreSQL writes an array; who belongs to none of them, or below, is
 * nobody then; NULL: anybody. not_found and the like are copied to arena. One statement, so all or
 * nothing. */
enum status MUST_CHECK store_sign_in_invite(struct store *store,
                                            const struct invitation_order *order, const char *units,
                                            store_time now, struct arena *arena,
                                            struct invitation_report *ret_report);

/* Lets a link be sent to each person with that address, in any case, who may have one now; OK
 * whether or not there is anybody. */
enum status MUST_CHECK store_sign_in_ask(struct store *store, const char *email, store_time now);

/* Takes the mail that is due first, with a new code, which holds from now on. NOT_FOUND: none is.
 */
enum status MUST_CHECK store_sign_in_take(struct store *store, store_time now, struct arena *arena,
                                          struct sign_in_mail *ret_mail);

/* The mail was sent. */
enum status MUST_CHECK store_sign_in_sent(struct store *store, const struct sign_in_mail *mail,
                                          store_time now);

/* The mail was not sent, or it is not known: its code is void. UNREACHABLE: it is due again after
 * 1, 5, 30, 120 and 360 minutes, then given up; else it is given up now. */
enum status MUST_CHECK store_sign_in_failed(struct store *store, const struct sign_in_mail *mail,
                                            enum sign_in_failure why, store_time now);

/* Uses a code up. NOT_FOUND: it is none, was used, or does not hold any more. */
enum status MUST_CHECK store_sign_in_use(struct store *store, const char *code, store_time now,
                                         char ret_person_id[STORE_ID_SIZE]);

/* How many mails wait to be sent. */
enum status MUST_CHECK store_sign_in_waiting(struct store *store, int64_t *ret_count);

/* Drops what was asked for more than SIGN_IN_KEPT_DAYS ago, some thousand at most. */
enum status MUST_CHECK store_sign_in_forget(struct store *store, store_time now);

#endif
