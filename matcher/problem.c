#include "matcher/problem.h"

#include <assert.h>

const char *rule_word(enum rule rule)
{
    static const char *const words[RULE_COUNT] = {
#define RULE_WORD(name, word, letter) word,
        RULES(RULE_WORD)
#undef RULE_WORD
    };
    assert((unsigned)rule < RULE_COUNT);
    return words[rule];
}

static bool before(const struct pair *pair, uint32_t student, uint32_t mentor)
{
    return pair->student < student || (pair->student == student && pair->mentor < mentor);
}

size_t pairs_from(const struct pairs *pairs, uint32_t student, uint32_t mentor)
{
    size_t low = 0, high = pairs->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (before(&pairs->items[middle], student, mentor))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool pairs_have(const struct pairs *pairs, uint32_t student, uint32_t mentor)
{
    size_t at = pairs_from(pairs, student, mentor);
    return at < pairs->count && pairs->items[at].student == student &&
           pairs->items[at].mentor == mentor;
}
