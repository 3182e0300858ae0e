#include "matcher/unmatched.h"

#include "scoring/base/arena.h"
#include "scoring/phrases.h"

#include <assert.h>
#include <inttypes.h>

enum sentence {
#define PHRASE(name, ...)           SENTENCE_##name,
#define PHRASE_OF(about, name, ...) SENTENCE_##name,
#include "matcher/unmatched_phrases.h"
#undef PHRASE_OF
#undef PHRASE
    SENTENCE_COUNT
};

#define SAME_PLACE(name, word, fact)                                                               \
    _Static_assert((int)SENTENCE_##name == (int)UNMATCHED_##name, "sentences stand in the order "  \
                                                                  "of reasons");
UNMATCHED_OF_STUDENT(SAME_PLACE)
UNMATCHED_OF_SEAT(SAME_PLACE)
#undef SAME_PLACE

static const struct phrase_texts sentences[SENTENCE_COUNT] = {
#define PHRASE_LIST "matcher/unmatched_phrases.h"
#include "scoring/phrases_table.h"
};

static const char *const words[UNMATCHED_REASON_COUNT] = {
#define UNMATCHED_WORD(name, word, fact) word,
    UNMATCHED_OF_STUDENT(UNMATCHED_WORD) UNMATCHED_OF_SEAT(UNMATCHED_WORD)
#undef UNMATCHED_WORD
};

const char *unmatched_word(enum unmatched_reason reason)
{
    assert(reason < UNMATCHED_REASON_COUNT);
    return words[reason];
}

/* "35.00", or "35,00" as all but English write it. */
static const char *score_text(int32_t score_bp, enum label_language language, struct arena *arena)
{
    if (score_bp < 0)
        return "";
    return arena_printf(arena, "%" PRId32 "%c%02" PRId32, score_bp / 100,
                        language == LABEL_EN ? '.' : ',', score_bp % 100);
}

const char *unmatched_sentence(const struct unmatched_row *row, struct audience audience,
                               struct arena *arena)
{
    assert(row->reason < UNMATCHED_REASON_COUNT);
    return phrase_fill(arena, phrase_for(&sentences[row->reason], audience),
                       (const char *const[PHRASE_ARGUMENTS_MAX]){
                           score_text(row->best_bp, audience.language, arena),
                           score_text(row->limit_bp, audience.language, arena)});
}
