/* Rules that change a text before it is looked up: seeds/rules/patterns.tsv. The one owner of
 * pcre2. Patterns are Unicode, without case, compiled by JIT where the machine has it; matching is
 * bounded, so that no pattern can be made to run long. Inner to the text reader. */
#ifndef SCORING_READING_RULES_H
#define SCORING_READING_RULES_H

#include "scoring/base/status.h"
#include "scoring/reading_words.h"
#include "scoring/taxonomy.h"

#include <stdbool.h>
#include <stddef.h>

struct faults;
struct rules;
struct rules_scratch; /* what one thread needs while it applies rules */

enum status MUST_CHECK rules_new(struct rules **ret_rules);
void rules_free(struct rules *rules);

/* Adds rows `scheme language pattern replacement why`, after those there; * stands for any scheme
 * or language. The replacement may name groups of the pattern ($1, ${name}). INVALID with faults
 * by line; good rows are kept. */
enum status MUST_CHECK rules_add(struct rules *rules, const char *bytes, size_t size,
                                 struct faults *faults);

enum status MUST_CHECK rules_scratch_new(struct rules_scratch **ret_scratch);
void rules_scratch_free(struct rules_scratch *scratch);

/* Applies, in file order, the rules of the scheme whose language is the tongue or any (all of the
 * scheme's, when the tongue is OTHER) to valid UTF-8, everywhere they match. A rule that would
 * leave no letter or digit, or more than WORDS_SIZE_MAX bytes, or that exceeds its bounds, is
 * passed over. False when nothing changed; else *ret_text, within scratch until the next call. */
bool rules_apply(const struct rules *rules, struct rules_scratch *scratch, enum scheme scheme,
                 enum tongue tongue, const char *text, size_t size, const char **ret_text,
                 size_t *ret_size);

#endif
