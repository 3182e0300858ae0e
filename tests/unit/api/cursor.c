/* Cursors come back as they went, or not at all. */
#include "api/cursor.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static const unsigned char key[CURSOR_KEY_SIZE] = "an installation's own secret...";
static const char position[] = "0190b6c4-0000-7000-8000-00000000000a";

Test(cursor, a_position_of_any_length_comes_back)
{
    struct digest scope = digest_of("list", 4);
    char text[CURSOR_SIZE];
    char written[CURSOR_POSITION_MAX + 1] = "";
    char read[CURSOR_POSITION_MAX + 1];
    for (size_t size = 1; size <= CURSOR_POSITION_MAX; size++) {
        written[size - 1] = (char)('!' + size % 90);
        cursor_write(key, &scope, written, text);
        cr_expect(lt(sz, strlen(text), CURSOR_SIZE));
        cr_expect(eq(sz,
                     strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789-_"),
                     strlen(text)),
                  "needs no escapes: %s", text);
        cr_assert(eq(int, cursor_read(key, &scope, text, read), STATUS_OK), "%s", text);
        cr_expect(eq(str, read, written));
    }
}

Test(cursor, a_changed_character_anywhere_is_refused)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ .";
    struct digest scope = digest_of("list", 4);
    char read[CURSOR_POSITION_MAX + 1] = "untouched";
    for (size_t length = 34; length <= 36; length++) { /* each rest modulo 3 */
        char text[CURSOR_SIZE];
        cursor_write(key, &scope, position + 36 - length, text);
        for (size_t at = 0; text[at] != '\0'; at++)
            for (const char *digit = digits; *digit != '\0'; digit++) {
                char kept = text[at];
                text[at] = *digit;
                if (*digit != kept)
                    cr_expect(eq(int, cursor_read(key, &scope, text, read), STATUS_REFUSED), "%s",
                              text);
                text[at] = kept;
            }
    }
    cr_expect(eq(str, read, "untouched"));
}

Test(cursor, what_is_cut_or_longer_or_none_is_refused)
{
    struct digest scope = digest_of("list", 4);
    char text[CURSOR_SIZE];
    char longer[CURSOR_SIZE + 100];
    char read[CURSOR_POSITION_MAX + 1];
    cursor_write(key, &scope, position, text);
    for (size_t size = 0; size < strlen(text); size++) {
        char cut[CURSOR_SIZE] = "";
        memcpy(cut, text, size);
        cr_expect(eq(int, cursor_read(key, &scope, cut, read), STATUS_REFUSED), "%s", cut);
    }
    for (size_t more = 1; more < 100; more++) {
        size_t size = strlen(text);
        memcpy(longer, text, size);
        memset(longer + size, 'A', more);
        longer[size + more] = '\0';
        cr_expect(eq(int, cursor_read(key, &scope, longer, read), STATUS_REFUSED), "%s", longer);
    }
    cr_expect(eq(int, cursor_read(key, &scope, "p1.0190b6c4-0000-7000-8000-00000000000a", read),
                 STATUS_REFUSED));
}

Test(cursor, another_key_or_scope_refuses_it)
{
    static const unsigned char other_key[CURSOR_KEY_SIZE] = "another installation's secret..";
    struct digest scope = digest_of("list", 4);
    struct digest other = digest_of("lists", 5);
    char text[CURSOR_SIZE];
    char again[CURSOR_SIZE];
    char read[CURSOR_POSITION_MAX + 1];
    cursor_write(key, &scope, position, text);
    cursor_write(key, &scope, position, again);
    cr_expect(eq(str, text, again), "any server makes the same");
    cr_expect(eq(int, cursor_read(other_key, &scope, text, read), STATUS_REFUSED));
    cr_expect(eq(int, cursor_read(key, &other, text, read), STATUS_REFUSED));
}
