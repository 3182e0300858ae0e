#include "scoring/reading_words.h"

#include <stdbool.h>
#include <string.h>

#define LISTED_SIZE_MAX   ((size_t)12) /* of the words in the lists below */
#define STEM_SIZE_MIN     ((size_t)3)
#define STEMMED_SIZE_MIN  ((size_t)5) /* shorter words keep their endings */
#define DOUBLE_SHARED_MIN ((size_t)3)

static const struct tag {
    char code[3];
    enum tongue tongue;
} tags[] = {
    {"nl", TONGUE_NL}, {"sv", TONGUE_SV}, {"nb", TONGUE_NB}, {"nn", TONGUE_NB}, {"no", TONGUE_NB},
    {"da", TONGUE_DA}, {"de", TONGUE_DE}, {"fr", TONGUE_FR}, {"en", TONGUE_EN},
};

static const enum family tongue_families[TONGUE_COUNT] = {
    [TONGUE_NL] = FAMILY_NL,     [TONGUE_SV] = FAMILY_NORDIC,   [TONGUE_NB] = FAMILY_NORDIC,
    [TONGUE_DA] = FAMILY_NORDIC, [TONGUE_DE] = FAMILY_DE,       [TONGUE_FR] = FAMILY_FR,
    [TONGUE_EN] = FAMILY_EN,     [TONGUE_OTHER] = FAMILY_OTHER,
};

/* Words that say nothing about the concept, folded, blanks around each. */
static const char *const little_words[FAMILY_COUNT] = {
    [FAMILY_NL] = " en van in de het voor bij op met of der den een ",
    [FAMILY_NORDIC] =
        (" och og i med for av af vid ved m fl mv inom innen inden till til en ett den "
         "pa som "),
    [FAMILY_DE] =
        (" und der die das fur in im von zur zum mit bei staatlich gepruft geprufte gepruften "
         "geprufter fachrichtung schwerpunkt "),
    [FAMILY_FR] = " de d des du la le les l en et a au aux ou sur ",
    [FAMILY_EN] = " of and the in for to or a an ",
    [FAMILY_OTHER] = " ",
};

/* Endings after a slash that only say who may apply: "Ingenieur/in", "verkoper/-ster". */
static const char gender_endings[] =
    " in innen r e n ne euse rice trice ice se ve ere iere ienne ster esse ";

/* Endings taken off, in two steps; within a step the first that fits, and only one. The word left
 * has at least STEM_SIZE_MIN letters. */
#define ENDING(ending_, instead_)                                                                  \
    {                                                                                              \
        sizeof(ending_) - 1, sizeof(instead_) - 1, ending_, instead_                               \
    }
struct ending {
    uint8_t size, instead_size;
    const char *ending, *instead; /* size 0 ends a list */
};

#define ENDING_STEPS 2
static const struct ending endings[FAMILY_COUNT][ENDING_STEPS][20] =
    {
        [FAMILY_NL] =
            {
                {ENDING("sters", "er"), ENDING("ster", "er"), ENDING("esse", "")},
                {ENDING("en", ""), ENDING("s", ""), ENDING("e", "")},
            },
        [FAMILY_NORDIC] =
            {
                {ENDING("arna", ""), ENDING("erna", ""), ENDING("orna", ""), ENDING("erne", ""),
                 ENDING("ene", ""), ENDING("are", ""), ENDING("ere", ""), ENDING("ar", ""),
                 ENDING("or", ""), ENDING("er", ""), ENDING("en", ""), ENDING("et", ""),
                 ENDING("na", ""), ENDING("a", ""), ENDING("e", ""), ENDING("s", "")},
            },
        [FAMILY_DE] =
            {
                {ENDING("frau", "mann"), ENDING("innen", ""), ENDING("in", "")},
                {ENDING("es", ""), ENDING("en", ""), ENDING("er", ""), ENDING("em", ""),
                 ENDING("e", ""), ENDING("n", ""), ENDING("s", "")},
            },
        [FAMILY_FR] =
            {
                {ENDING("s", "")},
                {ENDING("euse", "eur"), ENDING("rice", "eur"), ENDING("ienne", "ien"),
                 ENDING("iere", "ier"), ENDING("ere", "er"), ENDING("e", "")},
            },
        [FAMILY_EN] =
            {
                {ENDING("ies", "y"), ENDING("ss", "ss"), ENDING("s", "")},
            },
};

enum tongue tongue_of(const char *language, size_t size)
{
    bool primary =
        language != NULL && (size == 2 || (size > 2 && (language[2] == '-' || language[2] == '_')));
    if (!primary)
        return TONGUE_OTHER;
    const char code[3] = {(char)(language[0] | 0x20), (char)(language[1] | 0x20), '\0'};
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
        if (strcmp(tags[i].code, code) == 0)
            return tags[i].tongue;
    return TONGUE_OTHER;
}

enum family tongue_family(enum tongue tongue)
{
    return tongue_families[tongue];
}

/* True when the word stands, between blanks, in list. */
static bool is_listed(const char *list, const char *bytes, size_t size)
{
    if (size > LISTED_SIZE_MAX)
        return false;
    for (const char *at = list + 1; *at != '\0';) {
        const char *blank = strchr(at, ' ');
        if ((size_t)(blank - at) == size && memcmp(at, bytes, size) == 0)
            return true;
        at = blank + 1;
    }
    return false;
}

static size_t shared_start(const struct word *a, const char *bytes, size_t size)
{
    size_t shared = 0, least = a->size < size ? a->size : size;
    while (shared < least && a->bytes[shared] == bytes[shared])
        shared++;
    return shared;
}

/* After a slash a word is the double of an earlier one when most of the shorter of both is shared
 * ("Lehrer/Lehrerin", "Directeur / Directrice"). */
static bool is_double(const struct words *words, const char *bytes, size_t size, bool after_slash)
{
    if (!after_slash)
        return false;
    for (size_t i = 0; i < words->count; i++) {
        const struct word *word = &words->items[i];
        size_t shared = shared_start(word, bytes, size);
        size_t least = word->size < size ? word->size : size;
        if (shared >= DOUBLE_SHARED_MIN && shared * 10 >= least * 6)
            return true;
    }
    return is_listed(gender_endings, bytes, size);
}

static void replace_ending(struct words *words, struct word *word, const struct ending *row)
{
    size_t kept = word->size - row->size, size = kept + row->instead_size;
    word->size = (uint16_t)kept;
    if (row->instead_size == 0 || words->size + size > WORDS_SIZE_MAX)
        return;
    char *copy = words->bytes + words->size;
    memcpy(copy, word->bytes, kept);
    memcpy(copy + kept, row->instead, row->instead_size);
    words->size += size;
    word->bytes = copy;
    word->size = (uint16_t)size;
}

static void stem(struct words *words, struct word *word, const struct ending *row)
{
    for (; row->size > 0; row++) {
        if (word->size < STEM_SIZE_MIN + row->size ||
            memcmp(word->bytes + word->size - row->size, row->ending, row->size) != 0)
            continue;
        replace_ending(words, word, row);
        return;
    }
}

/* Norwegian and Danish words are spelled as Swedish ones would be once folded: "lærer" as "lärare",
 * "nasjonal" as "nationell". */
static const struct respelling {
    uint8_t size;
    const char *from, *to;
} respellings[] = {
    {2, "ae", "a"},
    {4, "sjon", "tion"},
    {2, "ck", "kk"},
    {1, "x", "ks"},
};
#define RESPELLED_GROWTH 2

static const struct respelling *respelling_at(const char *bytes, size_t left)
{
    for (size_t i = 0; i < sizeof respellings / sizeof respellings[0]; i++)
        if (left >= respellings[i].size &&
            memcmp(bytes, respellings[i].from, respellings[i].size) == 0)
            return &respellings[i];
    return NULL;
}

static void respell(struct words *words, struct word *word)
{
    char *out = words->bytes + words->size;
    size_t size = 0;
    if (words->size + (size_t)word->size * RESPELLED_GROWTH > WORDS_SIZE_MAX)
        return;
    for (size_t i = 0; i < word->size;) {
        const struct respelling *row = respelling_at(word->bytes + i, word->size - i);
        if (row == NULL) {
            out[size++] = word->bytes[i++];
            continue;
        }
        for (const char *c = row->to; *c != '\0'; c++)
            out[size++] = *c;
        i += row->size;
    }
    words->size += size;
    word->bytes = out;
    word->size = (uint16_t)size;
}

static void add_word(struct words *words, const char *bytes, size_t size, uint16_t remark,
                     enum family family)
{
    struct word *word = &words->items[words->count++];
    *word = (struct word){bytes, (uint16_t)size, remark};
    if (family == FAMILY_NORDIC)
        respell(words, word);
    for (int step = 0; step < ENDING_STEPS && word->size >= STEMMED_SIZE_MIN; step++)
        stem(words, word, endings[family][step]);
    for (size_t i = 0; i + 1 < words->count; i++) /* said twice counts once */
        if (words->items[i].size == word->size &&
            memcmp(words->items[i].bytes, word->bytes, word->size) == 0) {
            words->count--;
            return;
        }
}

void words_cut(const char *folded, size_t size, enum family family, struct words *ret_words)
{
    ret_words->count = ret_words->size = 0;
    uint16_t remark = 0;
    bool after_slash = false;
    for (size_t start = 0; start < size && ret_words->count < WORDS_MAX;) {
        size_t end = start;
        while (end < size && folded[end] != ' ' && folded[end] != ',' && folded[end] != '/')
            end++;
        const char *bytes = folded + start;
        if (end > start && end - start < WORDS_SIZE_MAX &&
            !is_listed(little_words[family], bytes, end - start) &&
            !is_double(ret_words, bytes, end - start, after_slash))
            add_word(ret_words, bytes, end - start, remark, family);
        if (end < size && folded[end] == ',') {
            remark++;
            after_slash = false;
        } else if (end < size && folded[end] == '/')
            after_slash = true;
        start = end + 1;
    }
}
