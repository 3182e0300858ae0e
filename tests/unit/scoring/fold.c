#include "scoring/fold.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

#define T(text) ((char *)(text)) /* Criterion compares char *, not const char * */

static const struct {
    const char *text, *marked;
} rows[] = {
    {"", ""},
    {"  ", ""},
    {"Bouwkunde", "bouwkunde"},
    {"BYGGINGENIØR", "byggingenior"},
    {"Civilingenjör", "civilingenjor"},
    {"Civilingenjo\xcc\x88r", "civilingenjor"},
    {"Œuvre Łódź Þór Æsir Đ ð", "oeuvre lodz thor aesir d d"},
    {"Straße STRASSE Maß", "strasse strasse mass"},
    {"Iıİ", "iii"},
    {"ﬁnance ｆｕｌｌ ²", "finance full 2"},
    {"Projectleider (m/v/x)", "projectleider,m/v/x"},
    {"Ingenieur/in", "ingenieur/in"},
    {"- e-business & co. -", "e business co"},
    {"C++ / C# + 3+", "c++/c# 3"},
    {"l\xe2\x80\x99"
     "eau",
     "l eau"},
    {"zero\xe2\x80\x8bwidth soft\xc2\xadhyphen", "zerowidth softhyphen"},
    {"Αθήνα МОСКВА", "αθηνα москва"},
    {"a ,/ b", "a,b"},
};

Test(fold, every_writing_of_a_word_folds_to_one)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char folded[512];
        size_t size = fold_marked(rows[i].text, strlen(rows[i].text), folded);
        cr_expect(eq(str, folded, T(rows[i].marked)), "%s", rows[i].text);
        cr_expect(eq(sz, size, strlen(folded)));
    }
}

Test(fold, the_plain_key_has_blanks_only)
{
    char folded[512];
    fold_plain("Projectleider (m/v/x)", 21, folded);
    cr_expect(eq(str, folded, T("projectleider m v x")));
}

Test(fold, the_longest_decomposition_fits_the_room_promised)
{
    for (unsigned codepoint = 1; codepoint < 0x110000; codepoint++) {
        if (codepoint >= 0xd800 && codepoint < 0xe000)
            continue;
        char text[5] = {0}, folded[FOLD_GROWTH * 5];
        size_t size = 0;
        if (codepoint < 0x80)
            text[size++] = (char)codepoint;
        else if (codepoint < 0x800)
            text[size++] = (char)(0xc0 | codepoint >> 6);
        else if (codepoint < 0x10000)
            text[size++] = (char)(0xe0 | codepoint >> 12);
        else
            text[size++] = (char)(0xf0 | codepoint >> 18);
        for (unsigned left = codepoint < 0x80      ? 0
                             : codepoint < 0x800   ? 1
                             : codepoint < 0x10000 ? 2
                                                   : 3;
             left > 0; left--)
            text[size++] = (char)(0x80 | (codepoint >> (6 * (left - 1)) & 0x3f));
        cr_assert(le(sz, fold_marked(text, size, folded), FOLD_GROWTH * size), "U+%04X", codepoint);
    }
}

Test(fold, folding_twice_changes_nothing)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char once[512], twice[512 * FOLD_GROWTH];
        size_t size = fold_marked(rows[i].text, strlen(rows[i].text), once);
        fold_marked(once, size, twice);
        cr_expect(eq(str, twice, once), "%s", rows[i].text);
    }
}
