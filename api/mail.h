/* Sends mail: a message at a time to one address, by SMTP (RFC 5321) through libcurl, which only
 * mail.c knows. smtps:// is TLS from the first byte; with smtp:// STARTTLS is required and the
 * server's certificate checked, unless the host is this machine itself (localhost, 127.…, [::1]),
 * where nothing is encrypted. Proxies of the environment and .netrc are not looked at.
 *
 * A link keeps its connection from one message to the next; one thread uses it. */
#ifndef API_MAIL_H
#define API_MAIL_H

#include "scoring/base/status.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct faults;
struct mail;
struct mail_link;
struct settings;

/* OK when the settings of mail can be used, or smtp_url is empty: then no mail is sent. INVALID
 * with a fault for each that cannot: an address that is none of smtp:// or smtps://, or has a user
 * or a password in it; a sender that is no address; a password without a user; a page that is no
 * http:// or https://. Connects to nobody.
 */
enum status MUST_CHECK mail_check(const struct settings *settings, struct faults *faults);

/* A link by settings that mail_check found good, whose texts are borrowed. Connects when the first
 * message is sent. stop (may be NULL): once true, what is being sent is given up within about
 * a second. MEMORY. Close with mail_close. */
enum status MUST_CHECK mail_open(const struct settings *settings, const atomic_bool *stop,
                                 struct mail_link **ret_link);

/* Ends the connection. NULL is fine. */
void mail_close(struct mail_link *link);

/* Sends a message, dated now_ms (UTC, since 1970). OK: the server has taken it, whatever comes of
 * it. What will never succeed: INVALID (mail_message.h says why; nothing was sent), REFUSED (the
 * server says 5xx to the sender, the address or the message). What may succeed later: UNAVAILABLE
 * (no connection, no TLS, no login, or the server says 4xx), TIMEOUT (smtp_ms_max; it may have been
 * sent or not), CANCELLED (stop). MEMORY. */
enum status MUST_CHECK mail_send(struct mail_link *link, const struct mail *mail, int64_t now_ms);

/* Why the last message was not sent, one line for the log, with the server's number (RFC 5321, 4.2)
 * but not its words, which may hold the address. Lives until the next message. */
const char *mail_error(const struct mail_link *link);

/* True when the last message was not sent for a reason that is not its own: nobody could be spoken
 * with, the connection broke, the login failed, or stop was set. The next one would fare the same.
 */
bool mail_away(const struct mail_link *link);

#endif
