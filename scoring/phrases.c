#include "scoring/phrases.h"

#include "scoring/base/arena.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

static const struct phrase_texts templates[PHRASE_COUNT] = {
#define PHRASE_LIST "scoring/phrases_list.h"
#include "scoring/phrases_table.h"
};

const char *phrase_for(const struct phrase_texts *texts, struct audience audience)
{
    assert(audience.language < LABEL_LANGUAGE_COUNT && audience.voice < VOICE_EITHER);
    bool is_reader = (texts->about & audience.voice) != 0;
    return is_reader ? texts->you[audience.language] : texts->they[audience.language];
}

const char *phrase_template(enum phrase phrase, struct audience audience)
{
    assert(phrase < PHRASE_COUNT);
    return phrase_for(&templates[phrase], audience);
}

/* The number of the placeholder that starts here, 1..9, or 0. */
static size_t placeholder(const char *at)
{
    bool is_one = at[0] == '{' && at[1] >= '1' && at[1] <= '9' && at[2] == '}';
    return is_one ? (size_t)(at[1] - '0') : 0;
}

/* The size of the filled template, or 0 when an argument is missing. */
static size_t filled_size(const char *template, const char *const *arguments)
{
    size_t size = 1;
    for (const char *at = template; *at != '\0'; at++) {
        size_t number = placeholder(at);
        if (number == 0) {
            size++;
            continue;
        }
        if (arguments[number - 1] == NULL)
            return 0;
        size += strlen(arguments[number - 1]);
        at += 2;
    }
    return size;
}

const char *phrase_fill(struct arena *arena, const char *template,
                        const char *const arguments[PHRASE_ARGUMENTS_MAX])
{
    size_t size = filled_size(template, arguments);
    char *text = size == 0 ? NULL : arena_alloc(arena, size);
    if (text == NULL)
        return NULL;
    char *end = text;
    for (const char *at = template; *at != '\0'; at++) {
        size_t number = placeholder(at);
        if (number == 0) {
            *end++ = *at;
            continue;
        }
        size_t argument_size = strlen(arguments[number - 1]);
        memcpy(end, arguments[number - 1], argument_size);
        end += argument_size;
        at += 2;
    }
    *end = '\0';
    return text;
}

/* Small letters stand 32 above the capitals: in ASCII, and in the second byte of U+00C0..U+00DE
 * but the sign of multiplication. */
const char *phrase_label(struct arena *arena, enum label_language language, const char *label)
{
    const unsigned char *bytes = (const unsigned char *)label;
    bool is_ascii = bytes[0] >= 'A' && bytes[0] <= 'Z';
    bool is_latin = bytes[0] == 0xC3 && bytes[1] >= 0x80 && bytes[1] <= 0x9E && bytes[1] != 0x97;
    if (language == LABEL_DE || (!is_ascii && !is_latin))
        return label;
    size_t first = is_ascii ? 0 : 1;
    if (bytes[first + 1] >= 'A' && bytes[first + 1] <= 'Z')
        return label;
    char *copy = arena_strdup(arena, label);
    if (copy != NULL)
        copy[first] = (char)(copy[first] + 32);
    return copy;
}
