#include "matcher/whynot_words.h"

#include "scoring/phrases.h"

#include <assert.h>

static const struct phrase_texts phrases[WHYNOT_PHRASE_COUNT] = {
#define PHRASE_LIST "matcher/whynot_phrases.h"
#include "scoring/phrases_table.h"
};

_Static_assert((int)WHYNOT_NEVER == (int)BARRIER_NEVER &&
                   (int)WHYNOT_MINIMUM == (int)BARRIER_MINIMUM,
               "phrases begin in the order of BARRIERS");
_Static_assert((int)WHYNOT_TOTAL - (int)WHYNOT_MATCHED == (int)WORTH_TOTAL,
               "labels stand in the order of WORTHS");

const char *whynot_words(enum whynot_phrase phrase, struct audience audience, const char *first,
                         const char *second, struct arena *arena)
{
    assert((unsigned)phrase < WHYNOT_PHRASE_COUNT);
    return phrase_fill(arena, phrase_for(&phrases[phrase], audience),
                       (const char *const[PHRASE_ARGUMENTS_MAX]){first, second});
}

enum whynot_phrase whynot_barrier_phrase(enum barrier barrier)
{
    return (enum whynot_phrase)barrier;
}

enum whynot_phrase whynot_worth_phrase(enum worth_figure figure)
{
    return (enum whynot_phrase)(WHYNOT_MATCHED + (int)figure);
}
