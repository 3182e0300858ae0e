#include "api/accept.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

Test(accept, json_is_answered_unless_it_is_excluded)
{
    static const struct {
        const char *header;
        bool allowed;
    } rows[] = {
        {NULL, true},
        {"", true},
        {"*/*", true},
        {"application/*", true},
        {"APPLICATION/JSON", true},
        {"text/html", false},
        {"text/html, application/json", true},
        {"application/json;q=0", false},
        {"application/json; q=0.001", true},
        {"application/json;q=0, */*", false},
        {"application/*;q=0, */*;q=1", false},
        {"text/*, */*;q=0", false},
        {"application/jsonl", false},
        {",,, */* ,", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect(eq(int, accept_allows(rows[i].header, "application/json"), rows[i].allowed), "%s",
                  rows[i].header == NULL ? "(none)" : rows[i].header);
}

Test(accept, the_language_liked_best_is_taken)
{
    static const struct {
        const char *header;
        enum label_language language;
    } rows[] = {
        {NULL, LABEL_EN},
        {"", LABEL_EN},
        {"nl", LABEL_NL},
        {"nl-BE,nl;q=0.9,en;q=0.8", LABEL_NL},
        {"fi, sv;q=0.5, en;q=0.4", LABEL_SV},
        {"nn", LABEL_NB},
        {"en;q=0.5, de;q=0.9", LABEL_DE},
        {"fr;q=0, nl;q=0.1", LABEL_NL},
        {"*", LABEL_EN},
        {"sv, nb", LABEL_SV},
        {";;;q=q=;,", LABEL_EN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect(eq(int, (int)accept_language(rows[i].header), (int)rows[i].language), "%s",
                  rows[i].header == NULL ? "(none)" : rows[i].header);
}

Test(accept, a_type_is_known_with_its_parameters_and_only_in_utf8)
{
    static const struct {
        const char *header;
        bool fits;
    } rows[] = {
        {NULL, false},
        {"text/csv", true},
        {"Text/CSV; charset=\"UTF-8\"", true},
        {"text/csv;charset=utf-8;header=present", true},
        {"text/csv; charset=iso-8859-1", false},
        {"text/csv; charset=utf-80", false},
        {"text/csv; charset=utf-8 ; header=absent", true},
        {"text/csvx", false},
        {"text/html", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect(eq(int, accept_is_type(rows[i].header, "text/csv"), rows[i].fits), "%s",
                  rows[i].header == NULL ? "(none)" : rows[i].header);
}
