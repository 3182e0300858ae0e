/* A result in words, for whoever sits at a terminal. */
#ifndef API_RESULT_WORDS_H
#define API_RESULT_WORDS_H

#include "api/wire/result.h"
#include "matcher/verify.h"

#include <stdio.h>

/* Prints the figures, a line each, and rules that yielded to stronger ones (the first 20); of an
 * infeasible result, the musts that cannot hold together. */
void result_words_print(const struct result *result, const struct result_names *names,
                        FILE *stream);

/* Prints one line that says what verify has proven of the result. */
void result_words_print_proof(const struct result *result, const struct verified *verified,
                              FILE *stream);

#endif
