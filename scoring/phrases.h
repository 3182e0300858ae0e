/* The sentences of explanations in the six languages: one table (phrases_list.h), numbered
 * placeholders, no grammar in code. Written so that no word depends on a person's gender. */
#ifndef SCORING_PHRASES_H
#define SCORING_PHRASES_H

#include "scoring/taxonomy.h"

struct arena;

enum phrase {
#define PHRASE(name, nl, sv, nb, de, fr, en) PHRASE_##name,
#include "scoring/phrases_list.h"
#undef PHRASE
    PHRASE_COUNT
};

#define PHRASE_ARGUMENTS_MAX 9

/* The phrase as it stands, its placeholders unfilled. */
const char *phrase_template(enum phrase phrase, enum label_language language);

/* A template with {1} to {9} replaced by arguments[0] to arguments[8]. NULL when out of
 * memory, or when an argument that is used is NULL (so that failures of phrases within phrases
 * come out at the end). */
const char *phrase_fill(struct arena *arena, const char *template,
                        const char *const arguments[PHRASE_ARGUMENTS_MAX]);

/* The phrase with its arguments: PHRASE_TEXT(arena, language, PHRASE_PLACE_KM, from, to, km). */
#define PHRASE_TEXT(arena, language, phrase, ...)                                                  \
    phrase_fill((arena), phrase_template((phrase), (language)),                                    \
                (const char *const[PHRASE_ARGUMENTS_MAX]){__VA_ARGS__})

/* A label as it stands within a sentence: its first letter small, save in German and before another
 * capital ("ICT …"). NULL when out of memory. */
const char *phrase_label(struct arena *arena, enum label_language language, const char *label);

#endif
