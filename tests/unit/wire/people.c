#include "api/wire/people.h"

#include "api/wire/people_columns.h"
#include "api/wire/shape_json.h"
#include "scoring/base/arena.h"
#include "scoring/base/faults.h"
#include "scoring/base/text.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

#define T(text) ((char *)(uintptr_t)(text)) /* Criterion compares char *, not const char * */

static struct arena *arena;
static struct faults faults;
static struct text people; /* "line {json}" of each good row */
static size_t rows, refused;

static void open_all(void)
{
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    people = (struct text){0};
}

static void close_all(void)
{
    text_free(&people);
    arena_free(arena);
}

TestSuite(people, .init = open_all, .fini = close_all);

static enum status keep(void *context, size_t line, struct person *person)
{
    (void)context;
    text_addf(&people, "%zu ", line);
    shape_to_json(&person_shape, person, SHAPE_READ_ONLY, &people);
    text_add(&people, "\n");
    return text_status(&people);
}

static enum status parse_in_pieces(const char *bytes, size_t size, size_t piece)
{
    struct people_parser *parser = NULL;
    faults = faults_in(arena);
    text_clear(&people);
    text_add(&people, "");
    cr_assert(eq(int, people_parser_new(keep, NULL, &faults, &parser), STATUS_OK));
    enum status status = STATUS_OK;
    for (size_t at = 0; at < size && status == STATUS_OK; at += piece)
        status = people_parser_feed(parser, bytes + at, size - at < piece ? size - at : piece);
    if (status == STATUS_OK)
        status = people_parser_finish(parser);
    rows = people_parser_rows(parser);
    refused = people_parser_refused(parser);
    people_parser_free(parser);
    return status;
}

/* "line where code", a line each. */
static const char *told(void)
{
    struct text all = {0};
    text_add(&all, "");
    for (size_t i = 0; i < faults.count; i++)
        text_addf(&all, "%zu %s %s\n", faults.items[i].line, faults.items[i].where,
                  faults.items[i].code);
    const char *copy = arena_strdup(arena, all.bytes);
    text_free(&all);
    return copy;
}

/* Parses whole and byte by byte, which must give the same. */
static enum status parse(const char *bytes, size_t size)
{
    enum status status = parse_in_pieces(bytes, size, size + 1);
    const char *whole = arena_strdup(arena, people.bytes);
    const char *whole_told = told();
    cr_assert(eq(int, parse_in_pieces(bytes, size, 1), status));
    cr_assert(eq(str, people.bytes, T(whole)));
    cr_assert(eq(str, T(told()), T(whole_told)));
    return status;
}

static enum status parse_text(const char *file)
{
    return parse(file, strlen(file));
}

#define MINIMAL(line, id)                                                                          \
#    line " {\"external_id\":\"" id                                                                \
          "\",\"role\":\"student\",\"remote\":false,\"seats\":0,\"hours_max\":0,"                  \
          "\"paused\":false}\n"

Test(people, a_row_gives_a_person_with_all_that_its_cells_hold)
{
    const char *file =
        "external_id,role,name,email,language,unit,campus,affiliation_kind,programme,field,from,to,"
        "job_title,employer,industry,job_from,job_to,languages,place,country,remote,seats,"
        "hours_max,conditions,wished_fields,wished_jobs,wished_industries,wished_places\n"
        "a1,Both,Voorbeeld,a@example.org,nl,FEA|IR,,degree,bouwkunde | ,|0732,2010|2014-09,2014,"
        "\"projectleider, bouw|\",BAM|Eigen zaak,F,2015,,nl:native| Engels : c1|de,Gent,BE,ja,2,"
        "40,field:07|language:nl=B2|language:Frans,0732|wiskunde,projectleider,,Oslo|Bergen\n";
    cr_assert(eq(int, parse_text(file), STATUS_OK), "%s", told());
    cr_assert(eq(
        str, people.bytes,
        "2 {\"external_id\":\"a1\",\"role\":\"both\",\"name\":\"Voorbeeld\","
        "\"email\":\"a@example.org\",\"language\":\"nl\",\"affiliations\":["
        "{\"kind\":\"degree\",\"unit\":\"FEA\",\"programme\":\"bouwkunde\",\"from\":\"2010\","
        "\"to\":\"2014\"},{\"unit\":\"IR\",\"field\":{\"text\":\"0732\"},"
        "\"from\":\"2014-09\"}],\"employments\":[{\"occupation\":{\"text\":\"projectleider, bouw\""
        "},\"employer\":\"BAM\",\"industry\":{\"text\":\"F\"},"
        "\"from\":\"2015\"},{\"employer\":\"Eigen zaak\"}],\"languages\":["
        "{\"language\":{\"text\":\"nl\"},\"level\":\"native\"},"
        "{\"language\":{\"text\":\"Engels\"},\"level\":\"C1\"},"
        "{\"language\":{\"text\":\"de\"}}],"
        "\"place\":{\"text\":\"Gent\"},"
        "\"country\":{\"text\":\"BE\"},\"remote\":true,\"seats\":2,\"hours_max\":40,"
        "\"wishes\":{\"fields\":[{\"text\":\"0732\"},"
        "{\"text\":\"wiskunde\"}],"
        "\"occupations\":[{\"text\":\"projectleider\"}],"
        "\"places\":[{\"text\":\"Oslo\"},{\"text\":\"Bergen\"}]},"
        "\"conditions\":{\"fields\":[{\"text\":\"07\"}],\"languages\":["
        "{\"language\":{\"text\":\"nl\"},\"level\":\"B2\"},"
        "{\"language\":{\"text\":\"Frans\"}}]},\"paused\":false}\n"));
}

static const struct layout {
    const char *file, *people;
} layouts[] = {
    {"external_id,role\na,student\n", MINIMAL(2, "a")},
    {"external_id;role\na;student", MINIMAL(2, "a")},
    {"role\tExternal_ID \r\nstudent\ta\r\n", MINIMAL(2, "a")},
    {"\xef\xbb\xbf"
     "external_id,role\na,student\r\n",
     MINIMAL(2, "a")},
    {"\xef\xbb\xbf"
     "\"external_id\",\"role\"\n\"a\",student",
     MINIMAL(2, "a")},
    {"external_id,role\n\n\r\na,student\n,\n\nb,student\n", MINIMAL(4, "a") MINIMAL(7, "b")},
    {"external_id,role,unit\na,student,\"\n|\r\n\"\nb,student,", MINIMAL(2, "a") MINIMAL(5, "b")},
    {"external_id,role\n\"a \"\"x\"\", b\",student\n", MINIMAL(2, "a \\\"x\\\", b")},
    {"external_id,role\na\"x\",student\n", MINIMAL(2, "a\\\"x\\\"")},
    {"external_id,role\n", ""},
    {"{\"external_id\":\"a\",\"role\":\"student\"}\r\n\n"
     " {\"role\":\"student\",\"external_id\":\"b\"}",
     MINIMAL(1, "a") MINIMAL(3, "b")},
    {"\xef\xbb\xbf{\"external_id\":\"a\",\"role\":\"student\"}", MINIMAL(1, "a")},
};

Test(people, the_layout_of_a_file_changes_nothing)
{
    for (size_t i = 0; i < SHAPE_COUNT(layouts); i++) {
        cr_expect(eq(int, parse_text(layouts[i].file), STATUS_OK), "%s: %s", layouts[i].file,
                  told());
        cr_expect(eq(str, people.bytes, T(layouts[i].people)), "%s", layouts[i].file);
    }
}

static const struct remote {
    const char *word;
    bool remote;
} remotes[] = {
    {"yes", true},  {"TRUE", true},   {"1", true},    {"ja", true},   {"Oui", true},
    {"no", false},  {"false", false}, {"0", false},   {"nee", false}, {"nej", false},
    {"nei", false}, {"nein", false},  {"non", false}, {"", false},
};

Test(people, yes_and_no_are_read_in_six_languages)
{
    for (size_t i = 0; i < SHAPE_COUNT(remotes); i++) {
        struct text file = {0};
        text_addf(&file, "external_id,role,remote\na,student,%s\n", remotes[i].word);
        cr_assert(eq(int, parse_text(file.bytes), STATUS_OK));
        bool found = strstr(people.bytes, "\"remote\":true") != NULL;
        cr_expect(eq(int, found, remotes[i].remote), "%s", remotes[i].word);
        text_free(&file);
    }
}

Test(people, a_file_says_nothing_of_what_people_hide_or_whether_they_pause)
{
    static const char *const members[] = {
        "\"visibility\":[{\"field\":\"name\",\"audience\":\"self\"}]", "\"paused\":true"};
    for (size_t i = 0; i < SHAPE_COUNT(members); i++) {
        struct text file = {0};
        text_addf(&file, "{\"external_id\":\"a\",\"role\":\"student\",%s}\n", members[i]);
        cr_assert(eq(int, parse_text(file.bytes), STATUS_OK));
        cr_expect(strstr(told(), "self_only") != NULL, "%s: %s", members[i], told());
        cr_expect(eq(str, people.bytes, ""));
        text_free(&file);
    }
}

/* Each row follows a good one and is followed by one: neither may be lost. */
static const struct bad_row {
    const char *column, *cell, *told;
} bad_rows[] = {
    {"name", "a|b", "3 name too_many\n"},
    {"name", "\x01", "3 name control_byte\n"},
    {"name", "a\rb", "3 name control_byte\n"},
    {"name", "\"a\"b", "3 name bad_quote\n"},
    {"name", "\xe9t\xe9", "3 name bad_utf8\n"},
    {"name", "\xff\",\xff", "3 name bad_utf8\n3 role bad_utf8\n"},
    {"name", "x,y", "3  cells\n"},
    {"remote", "maybe", "3 remote unknown_word\n"},
    {"seats", "-1", "3 seats out_of_range\n"},
    {"seats", "1.5", "3 seats out_of_range\n"},
    {"hours_max", "8785", "3 hours_max out_of_range\n"},
    {"hours_max", "8784", ""},
    {"from", "2016", "3 from misaligned\n"},
    {"job_title", "a|b", ""},
    {"job_to", "2016", "3 job_to misaligned\n"},
    {"languages", "nl:C3", "3 languages unknown_word\n"},
    {"languages", "nl:", ""},
    {"languages", "nl:goe", "3 languages unknown_word\n"},
    {"languages", "nl:goed goed", "3 languages unknown_word\n"},
    {"conditions", "place:Gent", "3 conditions unknown_word\n"},
    {"conditions", "07", "3 conditions unknown_word\n"},
    {"conditions", "language:nl=D1|fields:07",
     "3 conditions unknown_word\n3 conditions unknown_word\n"},
    {"conditions", "language:nl:B2|language:sv = native", ""},
    {"conditions", "language:nl:D1", "3 conditions unknown_word\n"},
    {"conditions", "field:", "3 conditions missing\n"},
    {"conditions", "field:07|language: =B2", "3 conditions missing\n"},
    {"languages", "nl=C1", ""},
    {"languages", ":C1", "3 languages missing\n"},
};

Test(people, a_bad_row_is_told_and_passed_over)
{
    for (size_t i = 0; i < SHAPE_COUNT(bad_rows); i++) {
        struct text file = {0};
        text_addf(&file, "external_id,%s,role\nz,,student\na,%s,student\nb,,student\n",
                  bad_rows[i].column, bad_rows[i].cell);
        cr_assert(eq(int, parse_text(file.bytes), STATUS_OK));
        cr_expect(eq(str, T(told()), T(bad_rows[i].told)), "%s: %s", bad_rows[i].column,
                  bad_rows[i].cell);
        bool bad = bad_rows[i].told[0] != '\0';
        cr_expect(eq(sz, rows, 3));
        cr_expect(eq(sz, refused, bad ? 1 : 0));
        cr_expect(strstr(people.bytes, MINIMAL(2, "z")) == people.bytes);
        cr_expect(strstr(people.bytes, MINIMAL(4, "b")) != NULL);
        text_free(&file);
    }
}

Test(people, levels_are_read_as_people_name_them)
{
    static const struct {
        const char *typed, *level;
    } words[] = {
        {"moedertaal", "native"},
        {"modersmål", "native"},
        {"MODERSMÅL", "native"},
        {"morsmål", "native"},
        {"Muttersprache", "native"},
        {"langue maternelle", "native"},
        {"vloeiend", "C1"},
        {"flytande", "C1"},
        {"flytende", "C1"},
        {"fließend", "C1"},
        {"fliessend", "C1"},
        {"couramment", "C1"},
        {"Fluent", "C1"},
        {"goed", "B2"},
        {"bra", "B2"},
        {"god", "B2"},
        {"gut", "B2"},
        {"bon", "B2"},
        {"good", "B2"},
        {"basis", "A2"},
        {"grundläggande", "A2"},
        {"grunnleggende", "A2"},
        {"Grundkenntnisse", "A2"},
        {"notions", "A2"},
        {"basic", "A2"},
        {"b2", "B2"},
    };
    for (size_t i = 0; i < SHAPE_COUNT(words); i++) {
        struct text file = {0}, level = {0};
        text_addf(&file, "external_id,role,languages\na,student,nl:%s\n", words[i].typed);
        text_addf(&level, "\"level\":\"%s\"", words[i].level);
        cr_expect(eq(int, parse_text(file.bytes), STATUS_OK), "%s", words[i].typed);
        cr_expect(strstr(people.bytes, level.bytes) != NULL, "%s: %s", words[i].typed,
                  people.bytes);
        text_free(&level);
        text_free(&file);
    }
}

static const struct fault_case {
    const char *file, *told;
} fault_cases[] = {
    {"external_id,role\n,student\na,\nb,mentor\n",
     "2 external_id missing\n3 role missing\n4 role unknown_word\n"},
    {"external_id,role,unit\na,student\nb,student,x,y\nc,student,x", "2  cells\n3  cells\n"},
    {"external_id,role\na,student\nb,student\na,alumnus\n", "4 external_id duplicate\n"},
    {"external_id,role,programme,from,to\na,student,x|y,2016|2015-05,2015|2015\n",
     "2 to bad_date\n"},
    {"external_id,role,job_title,job_from,job_to\na,student,x,2015-03-05,2015-03-04\n",
     "2 job_to bad_date\n"},
    {"external_id,role,programme,from\na,student,x,2015-13\n", "2 from bad_date\n"},
    {"external_id,role,seats,remote\na,x,y,z\n",
     "2 role unknown_word\n2 seats out_of_range\n2 remote unknown_word\n"},
    {"{\"external_id\":\"a\",\"role\":\"alumnus\",\"conditions\":{\"fields\":[{}]}}\n",
     "1 /conditions/fields/0 missing\n"},
    {"{\"external_id\":\"a\",\"role\":\"student\",\"wishes\":{\"fields\":[{}],"
     "\"places\":[{\"text\":\"Gent\"},{\"text\":\" \"}]}}\n",
     "1 /wishes/fields/0 missing\n1 /wishes/places/1 missing\n"},
    {"{\"external_id\":\"a\",\"role\":\"both\",\"languages\":[{\"level\":\"B1\"}],"
     "\"affiliations\":[{},{\"from\":\"2016\",\"to\":\"2015\"}]}\n"
     "{\"external_id\":\"b\",\"role\":\"both\"}\n{\"external_id\":\"b\",\"role\":\"both\"}\n",
     "1 /affiliations/1/to bad_date\n1 /languages/0/language missing\n"
     "3 /external_id duplicate\n"},
    {"{\"external_id\":\"a\",\"role\":\"mentor\",\"x\":1}\n{\n\n[]\n{\"external_id\":\"b\","
     "\"role\":\"student\"}\n{\"external_id\":\"b\",\"role\":\"student\"}",
     "1 /role unknown_word\n1 /x unknown_member\n2  syntax\n4  wrong_type\n"
     "6 /external_id duplicate\n"},
};

Test(people, every_fault_of_a_row_is_told_with_its_line_and_column)
{
    for (size_t i = 0; i < SHAPE_COUNT(fault_cases); i++) {
        cr_assert(eq(int, parse_text(fault_cases[i].file), STATUS_OK), "%s", fault_cases[i].file);
        cr_expect(eq(str, T(told()), T(fault_cases[i].told)), "%s", fault_cases[i].file);
    }
}

static const struct spoilt {
    const char *file;
    size_t size;
    const char *told, *detail;
} spoilt[] = {
    {"", 0, "0  missing\n", "header"},
    {"external_id,rol\n", 16, "1 rol unknown_column\n1 role missing\n", "is it role?"},
    {"external_id,role,zzzzzzzz\n", 26, "1 zzzzzzzz unknown_column\n", "no column"},
    {"external_id,role,role\n", 22, "1 role duplicate\n", "twice"},
    {"external_id,name\n", 17, "1 role missing\n", "role"},
    {"name\n", 5, "1 external_id missing\n1 role missing\n", "external_id"},
    {"external_id,role\n\na,\"student\nb,student\n", 38, "3  bad_quote\n", "never ends"},
    {"external_id,role\ra,student\r", 27, "1 role\ra unknown_column\n", ""},
    {"\xff\xfe"
     "e\0x\0",
     6, "0  encoding\n", "UTF-16"},
    {"\0e\0x", 4, "0  encoding\n", "UTF-16"},
    {"PK\x03\x04xxxx", 8, "0  encoding\n", "spreadsheet"},
    {"[{\"external_id\":\"a\"}]", 21, "0  syntax\n", "JSON Lines"},
    {"external_id,r\xf4le\n", 17, "1  bad_utf8\n", "UTF-8"},
};

Test(people, what_spoils_the_whole_file_is_told_once)
{
    for (size_t i = 0; i < SHAPE_COUNT(spoilt); i++) {
        cr_expect(eq(int, parse(spoilt[i].file, spoilt[i].size), STATUS_INVALID), "%s",
                  spoilt[i].file);
        if (strchr(spoilt[i].told, '\r') == NULL)
            cr_expect(eq(str, T(told()), T(spoilt[i].told)), "%s", spoilt[i].file);
        else
            cr_expect(eq(str, T(faults.items[0].code), "line_breaks"));
        cr_expect(strstr(faults.items[0].detail, spoilt[i].detail) != NULL, "%s",
                  faults.items[0].detail);
    }
}

Test(people, the_callback_can_stop_the_parse)
{
    struct people_parser *parser = NULL;
    faults = faults_in(arena);
    cr_assert(eq(int, people_parser_new(keep, NULL, &faults, &parser), STATUS_OK));
    people.failed = true;
    const char *file = "external_id,role\na,student\n";
    cr_expect(eq(int, people_parser_feed(parser, file, strlen(file)), STATUS_MEMORY));
    people_parser_free(parser);
}

Test(people, thousands_of_ids_are_told_apart)
{
    struct text file = {0};
    text_add(&file, "external_id,role\n");
    for (int i = 0; i < 5000; i++)
        text_addf(&file, "id-%d,student\n", i % 4999);
    cr_assert(eq(int, parse_in_pieces(file.bytes, file.size, 65536), STATUS_OK));
    cr_expect(eq(sz, rows, 5000));
    cr_expect(eq(str, T(told()), "5001 external_id duplicate\n"));
    text_free(&file);
}
