/* Reports as people get them: what is hidden, and cells that a spreadsheet would calculate. */
#include "api/wire/report.h"

#include "api/wire/shape_json.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

static const struct supply_row supply[] = {
    {SUPPLY_FIELD, "073", "Architecture, \"construction\"\nand more", 0, 5, 6, REPORT_HIDDEN},
    {SUPPLY_PLACE, "2757345", NULL, REPORT_HIDDEN, REPORT_HIDDEN, REPORT_HIDDEN, 12}};

Test(report, csv_quotes_every_text_and_says_what_is_hidden)
{
    struct text csv = {0};
    report_csv(&supply_row_shape, supply, 2, &csv);
    cr_expect(eq(str, csv.bytes,
                 "by,code,label,students,mentors,seats,others\r\n"
                 "field,\"073\",\"Architecture, \"\"construction\"\"\nand more\",0,5,6,hidden\r\n"
                 "place,\"2757345\",\"\",hidden,hidden,hidden,12\r\n"));
    text_free(&csv);
}

Test(report, a_report_of_nothing_is_its_header)
{
    struct text csv = {0};
    report_csv(&supply_row_shape, NULL, 0, &csv);
    cr_expect(eq(str, csv.bytes, "by,code,label,students,mentors,seats,others\r\n"));
    text_free(&csv);
}

/* Names of programmes are typed by people: a spreadsheet must not calculate them. */
Test(report, what_looks_like_a_formula_is_text)
{
    static const char *const names[] = {"=1+1", "+1",      "-1",        "@SUM(A1)", "\tA",
                                        "\rA",  "'quoted", "1=1 is so", ""};
    static const char *const cells[] = {"\"'=1+1\"",     "\"'+1\"",       "\"'-1\"",
                                        "\"'@SUM(A1)\"", "\"'\tA\"",      "\"'\rA\"",
                                        "\"'quoted\"",   "\"1=1 is so\"", "\"\""};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct outcomes_row row = {.programme = names[i], .field = "073", .year = 2020};
        struct text csv = {0};
        report_csv(&outcomes_row_shape, &row, 1, &csv);
        const char *line = strstr(csv.bytes, "\r\n") + 2;
        cr_expect(eq(int, strncmp(line, cells[i], strlen(cells[i])), 0), "%s", line);
        text_free(&csv);
    }
}

Test(report, a_list_is_one_cell)
{
    static struct outcomes_part industries[] = {{"41", "Building", 12}, {"71", NULL, 7}};
    static struct outcomes_part places[] = {{"NL", "=Netherlands", 6}};
    static const struct outcomes_row row = {.programme = "Bridges",
                                            .field = "0732",
                                            .label = "Building",
                                            .year = 2020,
                                            .leavers = 30,
                                            .known = 20,
                                            .months_median = REPORT_HIDDEN,
                                            .industries = industries,
                                            .industries_count = 2,
                                            .places = places,
                                            .places_count = 1};
    struct text csv = {0};
    report_csv(&outcomes_row_shape, &row, 1, &csv);
    cr_expect(eq(str, csv.bytes,
                 "programme,field,label,year,leavers,known,months_median,industries,places\r\n"
                 "\"Bridges\",\"0732\",\"Building\",2020,30,20,hidden,\"Building 12; 71 7\","
                 "\"'=Netherlands 6\"\r\n"));
    text_free(&csv);
}

Test(report, json_has_null_for_what_is_hidden)
{
    const struct report report = {supply, 2, 5, 20261123};
    struct text json = {0};
    shape_to_json(&supply_report_shape, &report, 0, &json);
    cr_expect(eq(str, json.bytes,
                 "{\"items\":[{\"by\":\"field\",\"code\":\"073\",\"label\":\"Architecture, "
                 "\\\"construction\\\"\\nand more\",\"students\":0,\"mentors\":5,\"seats\":6,"
                 "\"others\":null},{\"by\":\"place\",\"code\":\"2757345\",\"label\":null,"
                 "\"students\":null,\"mentors\":null,\"seats\":null,\"others\":12}],"
                 "\"people_min\":5,\"as_of\":\"2026-11-23\"}"));
    text_free(&json);
}
