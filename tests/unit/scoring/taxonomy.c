#include "scoring/taxonomy.h"

#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define T(text) ((char *)(text)) /* Criterion compares char *, not const char * */
#define HEADER  "code\tparent\tnl\tsv\tnb\tde\tfr\ten\n"

static const char isced[] =
    "# a comment\n" HEADER "07\t\ttechniek\tteknik\tteknikk\tTechnik\tingénierie\tEngineering\n"
    "073\t07\t\tarkitektur\t\tArchitektur\t\tArchitecture and construction\n"
    "0731\t073\t\t\t\t\t\tArchitecture and town planning\n"
    "0732\t073\tbouwkunde\t\t\t\t\tBuilding and civil engineering\n"
    "071\t07\t\t\t\t\t\tEngineering trades\n"
    "00\t\t\t\t\t\t\tGeneric\n";

static const char countries[] =
    HEADER "BE\t\tBelgië\tBelgien\tBelgia\tBelgien\tBelgique\tBelgium\n";
static const char regions[] = HEADER "BE-VBR\tBE\tVlaams-Brabant\t\t\t\t\tFlemish Brabant\n";
static const char cities[] = "code\tname\tcountry\tregion\tlat\tlon\tpopulation\n"
                             "2792482\tLeuven\tBE\tBE-VBR\t5087959\t470093\t92892\n"
                             "2800866\tBrussels\tBE\t\t5085045\t434878\t1019022\n";
static const char city_names[] = "code\tlanguage\tname\n"
                                 "2792482\tfr\tLouvain\n"
                                 "2792482\tfr\tLoewen\n"
                                 "2800866\tnl\tBrussel\n"
                                 "2800866\tit\tBruxelles\n"
                                 "1\tnl\tNergens\n";

static struct arena *arena;
static struct faults faults;
static struct taxonomy *taxonomy;

static void open_faults(void)
{
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    faults = faults_in(arena);
}

static void close_all(void)
{
    taxonomy_free(taxonomy);
    arena_free(arena);
}

static enum status add(const char *tsv)
{
    return taxonomy_add(taxonomy, tsv, strlen(tsv), &faults);
}

static void open_isced(void)
{
    open_faults();
    cr_assert(eq(int, taxonomy_new(SCHEME_ISCED, &taxonomy), STATUS_OK));
    cr_assert(eq(int, add(isced), STATUS_OK));
}

static void open_places(void)
{
    open_faults();
    cr_assert(eq(int, taxonomy_new(SCHEME_PLACE, &taxonomy), STATUS_OK));
    cr_assert(eq(int, add(countries), STATUS_OK));
    cr_assert(eq(int, add(regions), STATUS_OK));
    cr_assert(eq(int, add(cities), STATUS_OK));
    cr_assert(
        eq(int, taxonomy_add_labels(taxonomy, city_names, strlen(city_names), &faults), STATUS_OK));
}

static node_id node(const char *code)
{
    return taxonomy_find(taxonomy, code, strlen(code));
}

TestSuite(isced, .init = open_isced, .fini = close_all);
TestSuite(places, .init = open_places, .fini = close_all);
TestSuite(files, .init = open_isced, .fini = close_all);

Test(isced, a_code_with_zeros_that_is_no_field_is_its_inner_node)
{
    const struct {
        const char *code, *found;
    } rows[] = {{"0732", "0732"}, {"0730", "073"}, {"0700", "07"}, {"070", "07"},
                {"0000", "00"},   {"0750", ""},    {"0", ""},      {"", ""},
                {"07320", ""},    {"9999", ""},    {"07 ", ""}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect(eq(str, T(taxonomy_code(taxonomy, node(rows[i].code))), T(rows[i].found)), "%s",
                  rows[i].code);
}

Test(isced, a_label_falls_back_to_english)
{
    cr_expect(eq(str, T(taxonomy_label(taxonomy, node("073"), LABEL_SV)), T("arkitektur")));
    cr_expect(eq(str, T(taxonomy_label(taxonomy, node("073"), LABEL_NL)),
                 T("Architecture and construction")));
    cr_expect(taxonomy_has_label(taxonomy, node("073"), LABEL_DE));
    cr_expect(not(taxonomy_has_label(taxonomy, node("073"), LABEL_NL)));
}

Test(isced, ancestors_are_counted_from_the_root)
{
    cr_expect(eq(uint, taxonomy_depth(taxonomy, node("07")), 1));
    cr_expect(eq(uint, taxonomy_depth(taxonomy, node("0732")), 3));
    cr_expect(eq(uint, taxonomy_shared_depth(taxonomy, node("0732"), node("0731")), 2));
    cr_expect(eq(uint, taxonomy_shared_depth(taxonomy, node("0732"), node("071")), 1));
    cr_expect(eq(uint, taxonomy_shared_depth(taxonomy, node("0732"), node("0732")), 3));
    cr_expect(eq(uint, taxonomy_shared_depth(taxonomy, node("0732"), node("00")), 0));
    cr_expect(eq(uint, taxonomy_shared_depth(taxonomy, node("0732"), NODE_NONE), 0));
    cr_expect(taxonomy_within(taxonomy, node("0732"), node("07")));
    cr_expect(not(taxonomy_within(taxonomy, node("07"), node("0732"))));
    cr_expect(not(taxonomy_within(taxonomy, node("07"), NODE_NONE)));
    cr_expect(eq(u16, taxonomy_at_depth(taxonomy, node("0732"), 2), node("073")));
    cr_expect(eq(u16, taxonomy_at_depth(taxonomy, node("07"), 2), NODE_NONE));
    cr_expect(eq(u16, taxonomy_at_depth(taxonomy, node("07"), 0), NODE_NONE));
}

Test(places, a_city_lies_in_its_region_else_in_its_country)
{
    cr_expect(eq(u16, taxonomy_parent(taxonomy, node("2792482")), node("BE-VBR")));
    cr_expect(eq(u16, taxonomy_parent(taxonomy, node("2800866")), node("be")));
    cr_expect(eq(uint, taxonomy_shared_depth(taxonomy, node("2792482"), node("2800866")), 1));
}

Test(places, only_a_city_has_a_point)
{
    struct place_point point;
    cr_assert(taxonomy_point(taxonomy, node("2792482"), &point));
    cr_expect(eq(i32, point.lat, 5087959));
    cr_expect(eq(i32, point.lon, 470093));
    cr_expect(eq(u32, point.population, 92892));
    cr_expect(not(taxonomy_point(taxonomy, node("BE"), &point)));
}

Test(places, a_city_is_called_by_its_first_name_in_a_language_else_by_its_own)
{
    cr_expect(eq(str, T(taxonomy_label(taxonomy, node("2792482"), LABEL_FR)), T("Louvain")));
    cr_expect(eq(str, T(taxonomy_label(taxonomy, node("2792482"), LABEL_EN)), T("Leuven")));
    cr_expect(eq(str, T(taxonomy_label(taxonomy, node("2800866"), LABEL_SV)), T("Brussels")));
    cr_expect(eq(str, T(taxonomy_label(taxonomy, node("2800866"), LABEL_NL)), T("Brussel")));
}

Test(files, a_bad_row_is_reported_by_line_and_the_good_ones_are_kept)
{
    const struct {
        const char *tsv, *code;
        size_t line;
    } rows[] = {
        {HEADER "01\t\t\t\t\t\t\tEducation\n011\t99\t\t\t\t\t\tx\n", "unknown_parent", 3},
        {HEADER "02\t\t\t\t\t\t\tArts\n02\t\t\t\t\t\t\tArts\n", "double_code", 3},
        {HEADER "03\t\t\t\t\t\t\tSocial\n031\t03\tx\n", "cell_count", 3},
        {HEADER "04\t\t\t\t\t\t\tLaw\n01234567890123456\t\t\t\t\t\t\tx\n", "code_size", 3},
        {"name\tx\n05\ty\n", "header", 1},
        {"", "empty", 0},
        {HEADER "06\t\t\t\t\t\t\tICT\n\t\t\t\t\t\t\t\xff\n", "not_utf8", 3},
        {"code\tname\tcountry\tregion\tlat\tlon\tpopulation\n7\tX\t07\t\t9000001\t0\t1\n",
         "no_number", 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        faults.count = 0;
        cr_assert(eq(int, add(rows[i].tsv), STATUS_INVALID), "row %zu", i);
        cr_assert(eq(sz, faults.count, 1), "row %zu", i);
        cr_expect(eq(str, T(faults.items[0].code), T(rows[i].code)), "row %zu", i);
        cr_expect(eq(sz, faults.items[0].line, rows[i].line), "row %zu", i);
    }
    cr_expect(ne(u16, node("01"), NODE_NONE));
    cr_expect(ne(u16, node("04"), NODE_NONE));
}

Test(files, more_concepts_than_a_node_can_number_are_refused)
{
    size_t size = sizeof HEADER - 1, count = NODE_COUNT_MAX + 1;
    char *tsv = malloc(size + count * 16);
    memcpy(tsv, HEADER, size);
    for (size_t i = 0; i < count; i++)
        size += (size_t)snprintf(tsv + size, 17, "x%06zu\t\t\t\t\t\t\t\n", i);
    cr_expect(eq(int, taxonomy_add(taxonomy, tsv, size, &faults), STATUS_TOO_LARGE));
    cr_expect(eq(sz, taxonomy_count(taxonomy), NODE_COUNT_MAX));
    cr_expect(ne(u16, node("x040000"), NODE_NONE));
    free(tsv);
}

Test(words, a_language_tag_is_read_by_its_primary_part)
{
    const struct {
        const char *tag, *language;
    } rows[] = {{"nl", "nl"}, {"nl-BE", "nl"}, {"nn", "nb"}, {"no", "nb"},
                {"NO", "nb"}, {"EN_gb", "en"}, {"da", ""},   {"", ""},
                {"n", ""},    {"nld", ""},     {"fr-", "fr"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        enum label_language language;
        bool found = label_language_find(rows[i].tag, strlen(rows[i].tag), &language);
        cr_expect(eq(str, T(found ? label_language_code(language) : ""), T(rows[i].language)), "%s",
                  rows[i].tag);
    }
}

Test(words, every_scheme_is_found_by_its_word)
{
    for (int i = 0; i < SCHEME_COUNT; i++) {
        enum scheme scheme;
        cr_assert(scheme_find(scheme_word((enum scheme)i), &scheme));
        cr_expect(eq(int, (int)scheme, i));
    }
    enum scheme scheme;
    cr_expect(not(scheme_find("esco", &scheme)));
}
