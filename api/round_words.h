/* A run in words, for whoever made it. */
#ifndef API_ROUND_WORDS_H
#define API_ROUND_WORDS_H

#include "api/wire/run.h"

struct arena;

/* Prints the figures of a run of run_make: matched, seats, scores, who has no mentor and why, rules
 * that yielded, the greatest shortages. MEMORY. */
enum status MUST_CHECK round_words_print(const struct run *run, struct arena *arena);

#endif
