/* The rows of a table of struct phrase_texts, from the list that PHRASE_LIST names (a file). No
 * guard: included within the braces of each such table, after scoring/phrases.h. */
#define PHRASE    PHRASE_TEXTS
#define PHRASE_OF PHRASE_TEXTS_OF
#define YOU       PHRASE_SIX
#define THEY      PHRASE_SIX
#include PHRASE_LIST
#undef THEY
#undef YOU
#undef PHRASE_OF
#undef PHRASE
#undef PHRASE_LIST
