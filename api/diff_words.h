/* The difference of two runs in words, for whoever sits at a terminal. */
#ifndef API_DIFF_WORDS_H
#define API_DIFF_WORDS_H

#include "api/wire/run_diff.h"

#include <stdio.h>

/* Prints what the runs were made from, their figures, then who changed; at most shown_max settings
 * and shown_max students, and how many more there are (SIZE_MAX: all). */
void diff_words_print(const struct run_diff *diff, size_t shown_max, FILE *stream);

#endif
