/* What the mails of notices say, in the languages of Kring: what happened, until when an answer is
 * due, and the page of the university where all of it is. No name, no address and no text that
 * anybody typed is in them: the mailbox may be a stranger's (letter.h says so of sign-in letters).
 *
 * The words are tables of C, a row for each notice and whom it is told: the compiler sees that each
 * has all its languages, and nothing need be read, checked or found when the server starts. How to
 * add a notice: a row in notice_words_….c, which a test asks for as soon as a step tells anybody.
 */
#ifndef API_NOTICE_LETTER_H
#define API_NOTICE_LETTER_H

#include "scoring/base/moment.h"
#include "scoring/taxonomy.h"

struct text;

/* What the deadline of an object is for. */
enum notice_due {
    NOTICE_DUE_NONE,
    NOTICE_DUE_YOURS,  /* they are to answer */
    NOTICE_DUE_THEIRS, /* somebody else is */
    NOTICE_DUE_LASTS,  /* so long it goes on, or may begin */
};

struct notice_words {
    const char *notice; /* "mentoring_request.accept"; NULL ends the rows */
    const char *party;  /* whom it is told: "student", "mentor"; NULL: each of them */
    enum notice_due due;
    struct {
        const char *subject, *text; /* text: a sentence or some, on one line */
    } in[LABEL_LANGUAGE_COUNT];
};

/* The words by kind of object, each ended by a NULL notice. */
extern const struct notice_words notice_words_requests[], notice_words_mentorships[],
    notice_words_pairs[], notice_words_leads[], notice_words_applications[],
    notice_words_lectures[];

struct notice_letter {
    const char *notice;
    const char *party;    /* NULL: not known */
    const char *language; /* a tag such as "nl-BE"; English where it is NULL or none of Kring's */
    moment deadline;      /* 0: none */
    const char *page;     /* of the university (KRING_SIGN_IN_URL or KRING_PUBLIC_URL), or "" */
};

/* The words of a notice to a party, or NULL: there are none of its own. */
const struct notice_words *notice_words_find(const char *notice, const char *party);

/* The subject: constant text. A notice without words of its own has general ones. */
const char *notice_letter_subject(const struct notice_letter *letter);

/* Appends the text. Failure shows in it. */
void notice_letter_write(const struct notice_letter *letter, struct text *text);

#endif
