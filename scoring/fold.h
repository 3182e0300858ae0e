/* Folding: what two writings of one word have in common. Compatibility decomposition, case
 * folding and the loss of marks (Unicode 15, by utf8proc), and a table for the letters that do not
 * decompose: œ ł ø æ đ þ ß ð ı. "Byggingeniør" and "BYGGINGENIOR" fold to "byggingenior".
 * Letters and digits stay, and + and # after a letter ("c++"); all else becomes a separator. */
#ifndef SCORING_FOLD_H
#define SCORING_FOLD_H

#include <stdbool.h>
#include <stddef.h>

/* A text of n bytes folds to at most FOLD_GROWTH * n bytes (U+FDFA, 3 bytes, is the worst). */
#define FOLD_GROWTH ((size_t)12)

/* Folds size bytes of valid UTF-8 to ret_folded, which has room for FOLD_GROWTH * size + 1 bytes
 * and ends in a NUL. Words are parted by one separator, the strongest met between them: ',' where
 * a remark begins or ends (, ; : brackets), '/' between alternatives (/ |), else ' '; none at
 * either end. The size written. */
size_t fold_marked(const char *bytes, size_t size, char *ret_folded);

/* The same with ' ' for every separator: the key under which equal texts meet. */
size_t fold_plain(const char *bytes, size_t size, char *ret_folded);

#endif
