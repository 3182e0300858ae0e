/* The words of a text as they bear on its meaning: gender doubles dropped ("Lehrer/Lehrerin"),
 * little words dropped, endings taken off by light stemming. Endings and little words are those
 * of a family of languages. Inner to the text reader. */
#ifndef SCORING_READING_WORDS_H
#define SCORING_READING_WORDS_H

#include <stddef.h>
#include <stdint.h>

/* The languages labels are told apart by. OTHER: none known, or any other. */
enum tongue {
    TONGUE_NL,
    TONGUE_SV,
    TONGUE_NB, /* nn and no too */
    TONGUE_DA,
    TONGUE_DE,
    TONGUE_FR,
    TONGUE_EN,
    TONGUE_OTHER,
    TONGUE_COUNT
};

/* Languages whose labels are searched together: Swedish, Norwegian and Danish share most of
 * their words, and each alone has few labels. */
enum family {
    FAMILY_NL,
    FAMILY_NORDIC,
    FAMILY_DE,
    FAMILY_FR,
    FAMILY_EN,
    FAMILY_OTHER,
    FAMILY_COUNT
};

/* The tongue of a language tag ("nn", "nl-BE"); OTHER for NULL and for what it does not know. */
enum tongue tongue_of(const char *language, size_t size);
enum family tongue_family(enum tongue tongue);

#define WORDS_MAX      ((size_t)40) /* later words do not count */
#define WORDS_SIZE_MAX ((size_t)500)

struct word {
    const char *bytes; /* the stem, within the folded text or words.bytes; no NUL */
    uint16_t size;
    uint16_t remark; /* 0: the words before the first remark */
};

struct words {
    struct word items[WORDS_MAX];
    size_t count;
    char bytes[WORDS_SIZE_MAX]; /* stems that differ from what was typed */
    size_t size;
};

/* Cuts a text folded by fold_marked; it must outlive ret_words. */
void words_cut(const char *folded, size_t size, enum family family, struct words *ret_words);

#endif
