/* Why and why not, in six languages (whynot_phrases.h). */
#ifndef MATCHER_WHYNOT_WORDS_H
#define MATCHER_WHYNOT_WORDS_H

#include "matcher/whynot.h"
#include "scoring/audience.h"

struct arena;

enum whynot_phrase {
#define PHRASE(name, ...)           WHYNOT_##name,
#define PHRASE_OF(about, name, ...) WHYNOT_##name,
#include "matcher/whynot_phrases.h"
#undef PHRASE_OF
#undef PHRASE
    WHYNOT_PHRASE_COUNT
};

/* The phrase to that audience, {1} and {2} filled with first and second (NULL where it has none).
 * NULL when out of memory. */
const char *whynot_words(enum whynot_phrase phrase, struct audience audience, const char *first,
                         const char *second, struct arena *arena);

/* The phrase of a barrier, and the label of a figure. */
enum whynot_phrase whynot_barrier_phrase(enum barrier barrier);
enum whynot_phrase whynot_worth_phrase(enum worth_figure figure);

#endif
