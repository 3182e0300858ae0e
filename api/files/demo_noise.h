/* What real forms do to a text: case, short forms, marks such as "(m/v)", typing errors. Inside
 * api/files only. */
#ifndef API_FILES_DEMO_NOISE_H
#define API_FILES_DEMO_NOISE_H

#include "scoring/base/rng.h"
#include "scoring/base/text.h"
#include "scoring/taxonomy.h"

/* Appends the text as someone may have typed it. title: a job title, which also gets words such
 * as "Senior" and marks such as "(m/w/d)". text stays valid UTF-8. */
void demo_noise_add(const char *words, enum label_language language, bool title, struct rng *rng,
                    struct text *text);

/* True percent times of a hundred. */
bool demo_chance(struct rng *rng, unsigned percent);

#endif
