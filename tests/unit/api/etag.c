/* Entity tags and the lists of them in If-Match and If-None-Match. */
#include "api/etag.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

Test(etag, a_list_of_tags_is_told_from_what_is_none)
{
    static const struct {
        const char *header;
        enum status status;
    } rows[] = {
        {"*", STATUS_OK},
        {" * ", STATUS_OK},
        {"\"a\"", STATUS_OK},
        {"\"\"", STATUS_OK},
        {"W/\"a\"", STATUS_OK},
        {"\"a\", W/\"b\" ,\"c,d\"", STATUS_OK},
        {",, \"a\",\t,", STATUS_OK},
        {"\"caf\xc3\xa9\"", STATUS_OK},
        {"", STATUS_SYNTAX},
        {" , ", STATUS_SYNTAX},
        {"a", STATUS_SYNTAX},
        {"\"a", STATUS_SYNTAX},
        {"a\"", STATUS_SYNTAX},
        {"\"a b\"", STATUS_SYNTAX},
        {"w/\"a\"", STATUS_SYNTAX},
        {"W/ \"a\"", STATUS_SYNTAX},
        {"W/", STATUS_SYNTAX},
        {"\"a\" \"b\"", STATUS_SYNTAX},
        {"\"a\", b", STATUS_SYNTAX},
        {"*, \"a\"", STATUS_SYNTAX},
        {"\"a\", *", STATUS_SYNTAX},
        {"**", STATUS_SYNTAX},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect(eq(int, etag_check_list(rows[i].header), rows[i].status), "%s", rows[i].header);
}

Test(etag, a_weak_tag_is_equal_only_where_weak_is_enough)
{
    static const struct {
        const char *header;
        bool strong, weak;
    } rows[] = {
        {"\"x1\"", true, true},        {"W/\"x1\"", false, true},
        {"\"x\", \"x1\"", true, true}, {"\"x\",W/\"x1\",\"x12\"", false, true},
        {"\"x1,x1\"", false, false},   {"\"X1\"", false, false},
        {"\"x\"", false, false},       {"*", true, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect(eq(int, etag_list_has(rows[i].header, "\"x1\"", ETAG_STRONG), rows[i].strong),
                  "%s", rows[i].header);
        cr_expect(eq(int, etag_list_has(rows[i].header, "\"x1\"", ETAG_WEAK), rows[i].weak), "%s",
                  rows[i].header);
    }
}

Test(etag, tags_tell_bodies_apart)
{
    char tags[3][ETAG_SIZE];
    etag_of_body("a", 1, tags[0]);
    etag_of_body("b", 1, tags[1]);
    etag_of_body(NULL, 0, tags[2]);
    for (size_t i = 0; i < 3; i++) {
        cr_expect(eq(int, etag_check_list(tags[i]), STATUS_OK), "%s", tags[i]);
        for (size_t j = 0; j < i; j++)
            cr_expect(strcmp(tags[i], tags[j]) != 0, "%s", tags[i]);
    }
    char again[ETAG_SIZE];
    etag_of_body("a", 1, again);
    cr_expect(eq(str, again, tags[0]));
}
