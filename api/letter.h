/* What the mails of invitations and sign-in links say, in the languages of Kring: short, in plain
 * text, who asked, until when the code holds, and that one may leave it be. How to add a language:
 * a row of each table in letter.c.
 *
 * Nothing of the person is in them, a name neither: whose mailbox it is is proved by the code
 * alone, so it may be a stranger's, and "Click http://..." would be a name that Kring signs. */
#ifndef API_LETTER_H
#define API_LETTER_H

#include "scoring/base/moment.h"

#include <stdbool.h>

struct text;

struct letter {
    bool invitation;      /* else a link that somebody asked for */
    const char *language; /* a tag such as "nl-BE"; English where it is NULL or none of Kring's */
    const char *code;
    moment expires;
    const char *page; /* of the university, where the code is taken (KRING_SIGN_IN_URL), or "" */
    const char *home; /* where it can be given, where there is no page (KRING_PUBLIC_URL), or "" */
};

/* The subject: constant text. */
const char *letter_subject(const struct letter *letter);

/* Appends the text. With a page the code is its fragment, which no server on the way is sent;
 * without one it stands alone. Failure shows in the text. */
void letter_write(const struct letter *letter, struct text *text);

#endif
