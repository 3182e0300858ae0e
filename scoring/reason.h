/* What the reasons of all criteria are written with. All of it is NULL when out of memory. */
#ifndef SCORING_REASON_H
#define SCORING_REASON_H

#include "scoring/criterion.h"

/* PHRASE_TEXT for who reads it. */
#define REASON_TEXT(reasoning, phrase, ...)                                                        \
    PHRASE_TEXT((reasoning)->arena, (reasoning)->audience, phrase, __VA_ARGS__)

/* A concept as reasons name it: "0732 building and civil engineering". */
const char *reason_concept(const struct reasoning *reasoning, enum scheme scheme, node_id node);

/* The label alone, as it is: "Leuven", "Dutch". */
const char *reason_label(const struct reasoning *reasoning, enum scheme scheme, node_id node);

/* What was typed, unless that is the code itself or nothing: else NULL. */
const char *reason_typed(const struct reading *reading);

/* Why a part is unknown. student, mentor: what was typed on either side where the list has such an
 * element, NULL where it has none (or it is not at hand). */
struct reason_unknown {
    const struct reading *student, *mentor;
    enum phrase student_unknown, mentor_unknown;
};
const char *reason_unknown(const struct reasoning *reasoning, const struct found *found,
                           const struct reason_unknown *unknown);

#endif
