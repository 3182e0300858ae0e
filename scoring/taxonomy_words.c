/* The names of the label languages and of the schemes: the lists of taxonomy.h as words. */
#include "scoring/taxonomy.h"

#include <assert.h>
#include <string.h>

static const char *const language_codes[] = {
#define LABEL_LANGUAGE_CODE(name, code) code,
    LABEL_LANGUAGES(LABEL_LANGUAGE_CODE)
#undef LABEL_LANGUAGE_CODE
};

static const char *const scheme_words[] = {
#define SCHEME_WORD(name, word) word,
    SCHEMES(SCHEME_WORD)
#undef SCHEME_WORD
};

const char *label_language_code(enum label_language language)
{
    assert(language < LABEL_LANGUAGE_COUNT);
    return language_codes[language];
}

bool label_language_find(const char *tag, size_t size, enum label_language *ret_language)
{
    bool is_primary = size == 2 || (size > 2 && (tag[2] == '-' || tag[2] == '_'));
    if (!is_primary)
        return false;
    const char code[3] = {(char)(tag[0] | 0x20), (char)(tag[1] | 0x20), '\0'};
    if (strcmp(code, "nn") == 0 || strcmp(code, "no") == 0) {
        *ret_language = LABEL_NB;
        return true;
    }
    for (size_t i = 0; i < LABEL_LANGUAGE_COUNT; i++)
        if (strcmp(code, language_codes[i]) == 0) {
            *ret_language = (enum label_language)i;
            return true;
        }
    return false;
}

const char *scheme_word(enum scheme scheme)
{
    assert(scheme < SCHEME_COUNT);
    return scheme_words[scheme];
}

bool scheme_find(const char *word, enum scheme *ret_scheme)
{
    for (size_t i = 0; i < SCHEME_COUNT; i++)
        if (strcmp(word, scheme_words[i]) == 0) {
            *ret_scheme = (enum scheme)i;
            return true;
        }
    return false;
}
