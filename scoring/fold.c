#include "scoring/fold.h"

#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#define DECOMPOSED_MAX 32

static const struct letter {
    int32_t codepoint;
    const char *folded;
} letters[] = {{0x153, "oe"}, {0x142, "l"}, {0xf8, "o"}, {0xe6, "ae"}, {0x111, "d"},
               {0xfe, "th"},  {0xdf, "ss"}, {0xf0, "d"}, {0x131, "i"}};

/* What is being written: the separator waits until a word follows it. */
struct folding {
    char *out;
    size_t size;
    char separator; /* 0: none yet */
};

static int separator_rank(char separator)
{
    return separator == ',' ? 3 : separator == '/' ? 2 : separator == ' ' ? 1 : 0;
}

static void separate(struct folding *folding, char separator)
{
    if (separator_rank(separator) > separator_rank(folding->separator))
        folding->separator = separator;
}

static void put(struct folding *folding, const char *bytes, size_t size)
{
    if (folding->separator != 0 && folding->size > 0)
        folding->out[folding->size++] = folding->separator;
    folding->separator = 0;
    memcpy(folding->out + folding->size, bytes, size);
    folding->size += size;
}

static bool after_letter(const struct folding *folding)
{
    if (folding->separator != 0 || folding->size == 0)
        return false;
    char last = folding->out[folding->size - 1];
    return last < '0' || last > '9';
}

static void fold_ascii(struct folding *folding, char c)
{
    if (c >= 'A' && c <= 'Z')
        c = (char)(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
        ((c == '+' || c == '#') && after_letter(folding)))
        put(folding, &c, 1);
    else if (c == '/' || c == '|')
        separate(folding, '/');
    else if (c != '\0' && strchr(",;:()[]{}", c) != NULL)
        separate(folding, ',');
    else
        separate(folding, ' ');
}

static bool fold_letter(struct folding *folding, int32_t codepoint)
{
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
        if (letters[i].codepoint == codepoint) {
            put(folding, letters[i].folded, strlen(letters[i].folded));
            return true;
        }
    return false;
}

static void fold_decomposed(struct folding *folding, int32_t codepoint)
{
    if (codepoint < 0x80) {
        fold_ascii(folding, (char)codepoint);
        return;
    }
    if (fold_letter(folding, codepoint))
        return;
    switch (utf8proc_category(codepoint)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO: break;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF: return; /* marks and joiners neither show nor part words */
    default: separate(folding, ' '); return;
    }
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t size = utf8proc_encode_char(codepoint, bytes);
    put(folding, (const char *)bytes, (size_t)size);
}

/* One code point beyond ASCII; the number of bytes it took. */
static size_t fold_wide(struct folding *folding, const char *bytes, size_t size)
{
    utf8proc_int32_t codepoint = 0, parts[DECOMPOSED_MAX];
    utf8proc_ssize_t taken =
        utf8proc_iterate((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)size, &codepoint);
    if (taken <= 0) {
        separate(folding, ' ');
        return 1;
    }
    int last_class = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char(
        codepoint, parts, DECOMPOSED_MAX, UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD,
        &last_class);
    for (utf8proc_ssize_t i = 0; i < count && i < DECOMPOSED_MAX; i++)
        fold_decomposed(folding, parts[i]);
    return (size_t)taken;
}

size_t fold_marked(const char *bytes, size_t size, char *ret_folded)
{
    struct folding folding = {.out = ret_folded};
    for (size_t at = 0; at < size;) {
        if ((unsigned char)bytes[at] < 0x80)
            fold_ascii(&folding, bytes[at++]);
        else
            at += fold_wide(&folding, bytes + at, size - at);
    }
    ret_folded[folding.size] = '\0';
    return folding.size;
}

size_t fold_plain(const char *bytes, size_t size, char *ret_folded)
{
    size_t folded_size = fold_marked(bytes, size, ret_folded);
    for (size_t i = 0; i < folded_size; i++)
        if (ret_folded[i] == ',' || ret_folded[i] == '/')
            ret_folded[i] = ' ';
    return folded_size;
}
