/* To whom a sentence is said, and in which language: "you" is the one who reads. */
#ifndef SCORING_AUDIENCE_H
#define SCORING_AUDIENCE_H

#include "scoring/taxonomy.h"

/* One bit for each of the pair: a sentence about somebody says "you" to those whose bit it has. */
enum voice {
    VOICE_STAFF = 0, /* neither of the two, such as a career centre: "the student", "this mentor" */
    VOICE_STUDENT = 1, /* "you look for …; that is this mentor's field" */
    VOICE_MENTOR = 2,  /* "the student looks for …; that is your field" */
    VOICE_EITHER = 3,  /* only of sentences: about both alike. Nobody reads as both. */
};

struct audience {
    enum label_language language;
    enum voice voice;
};

#endif
