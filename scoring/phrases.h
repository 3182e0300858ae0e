/* The sentences of explanations in the six languages, as each reader is to be addressed: one table
 * (phrases_list.h), numbered placeholders, no grammar in code. Written so that no word depends on
 * a person's gender. */
#ifndef SCORING_PHRASES_H
#define SCORING_PHRASES_H

#include "scoring/audience.h"

struct arena;

enum phrase {
#define PHRASE(name, ...)           PHRASE_##name,
#define PHRASE_OF(about, name, ...) PHRASE_##name,
#include "scoring/phrases_list.h"
#undef PHRASE_OF
#undef PHRASE
    PHRASE_COUNT
};

#define PHRASE_ARGUMENTS_MAX 9

/* A row of a list of phrases. */
struct phrase_texts {
    enum voice about;                      /* VOICE_STAFF: neither of the pair */
    const char *you[LABEL_LANGUAGE_COUNT]; /* as said to the one it is about, if to anybody */
    const char *they[LABEL_LANGUAGE_COUNT];
};

/* What PHRASE, PHRASE_OF, and YOU and THEY within it, stand for where a list is made a table of
 * struct phrase_texts (phrases_table.h). */
#define PHRASE_TEXTS(name, nl, sv, nb, de, fr, en) {VOICE_STAFF, {NULL}, {nl, sv, nb, de, fr, en}},
#define PHRASE_TEXTS_OF(about, name, you, they)    {VOICE_##about, you, they},
#define PHRASE_SIX(nl, sv, nb, de, fr, en)                                                         \
    {                                                                                              \
        nl, sv, nb, de, fr, en                                                                     \
    }

/* The one of its texts that is for that audience. */
const char *phrase_for(const struct phrase_texts *texts, struct audience audience);

/* The phrase as it stands, its placeholders unfilled. */
const char *phrase_template(enum phrase phrase, struct audience audience);

/* A template with {1} to {9} replaced by arguments[0] to arguments[8]. NULL when out of
 * memory, or when an argument that is used is NULL (so that failures of phrases within phrases
 * come out at the end). */
const char *phrase_fill(struct arena *arena, const char *template,
                        const char *const arguments[PHRASE_ARGUMENTS_MAX]);

/* The phrase with its arguments: PHRASE_TEXT(arena, audience, PHRASE_PLACE_KM, from, to, km). */
#define PHRASE_TEXT(arena, audience, phrase, ...)                                                  \
    phrase_fill((arena), phrase_template((phrase), (audience)),                                    \
                (const char *const[PHRASE_ARGUMENTS_MAX]){__VA_ARGS__})

/* A label as it stands within a sentence: its first letter small, save in German and before another
 * capital ("ICT …"). NULL when out of memory. */
const char *phrase_label(struct arena *arena, enum label_language language, const char *label);

#endif
