#include "api/wire/people_read.h"

#include "api/wire/people.h"
#include "scoring/base/text.h"
#include "tests/small_seeds.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdint.h>
#include <stdlib.h>

#define T(text) ((char *)(uintptr_t)(text)) /* Criterion compares char *, not const char * */

/* A reader knows the schemes in which it was given a label. */
static const struct alias {
    enum scheme scheme;
    const char *row;
} aliases[] = {
    {SCHEME_ISCED, "0732\tnl\tbouwkunde\n"}, {SCHEME_ISCO, "1323\tnl\tprojectleider\n"},
    {SCHEME_NACE, "41\tnl\tBouwbedrijf\n"},  {SCHEME_LANGUAGE, "nl\tnl\tVlaams\n"},
    {SCHEME_PLACE, "LEU\tfr\tLouvain\n"},    {SCHEME_PLACE, "LEU\ten\tTwin\nTOS\ten\tTwin\n"},
};

static struct small_seeds seeds;
static struct reader *reader;
static struct people_read *people_read;
static struct text out; /* "name=code/evidence" of each reading */
static unsigned schemes;

static void open_all(void)
{
    small_seeds_open(&seeds);
    cr_assert(eq(int, reader_new(&seeds.taxonomies, &reader), STATUS_OK));
    for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
        cr_assert(eq(int,
                     reader_add_labels(reader, aliases[i].scheme, true, aliases[i].row,
                                       strlen(aliases[i].row), &seeds.faults),
                     STATUS_OK));
    cr_assert(eq(int, reader_finish(reader), STATUS_OK));
    cr_assert(eq(int, people_read_new(&seeds.taxonomies, reader, &people_read), STATUS_OK));
    out = (struct text){0};
}

static void close_all(void)
{
    people_read_free(people_read);
    reader_free(reader);
    text_free(&out);
    small_seeds_close(&seeds);
}

TestSuite(people_read, .init = open_all, .fini = close_all);

static void add(const char *name, const struct reading *reading)
{
    if (reading->text == NULL && reading->code == NULL)
        return;
    text_addf(&out, "%s=%s/%s ", name, reading->code == NULL ? "" : reading->code,
              reading->evidence == NULL ? "" : reading->evidence);
    cr_expect(eq(int, reading->confidence == 100, text_equal(reading->evidence, "given")));
    cr_expect(eq(int, reading->node != NODE_NONE, reading->code != NULL));
}

static void add_list(const char *name, const struct reading *readings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add(name, &readings[i]);
}

static enum status read_row(void *context, size_t line, struct person *person)
{
    (void)context;
    schemes = people_read_schemes(&seeds.taxonomies, person);
    enum status status = people_read_person(people_read, line, &seeds.faults, person);
    if (status != STATUS_OK)
        return status == STATUS_INVALID ? STATUS_OK : status;
    for (size_t i = 0; i < person->affiliations_count; i++)
        add("field", &person->affiliations[i].field);
    for (size_t i = 0; i < person->employments_count; i++) {
        add("job", &person->employments[i].occupation);
        add("industry", &person->employments[i].industry);
    }
    for (size_t i = 0; i < person->languages_count; i++)
        add("speaks", &person->languages[i].language);
    add("place", &person->place);
    add("country", &person->country);
    add_list("wants-field", person->wishes.fields, person->wishes.fields_count);
    add_list("wants-job", person->wishes.occupations, person->wishes.occupations_count);
    add_list("wants-industry", person->wishes.industries, person->wishes.industries_count);
    add_list("wants-place", person->wishes.places, person->wishes.places_count);
    add_list("asks-field", person->conditions.fields, person->conditions.fields_count);
    for (size_t i = 0; i < person->conditions.languages_count; i++)
        add("asks-language", &person->conditions.languages[i].language);
    return STATUS_OK;
}

static void read_file(const char *file)
{
    struct people_parser *parser = NULL;
    text_clear(&out);
    text_add(&out, "");
    schemes = 0;
    cr_assert(eq(int, people_parser_new(read_row, NULL, &seeds.faults, &parser), STATUS_OK));
    cr_assert(eq(int, people_parser_feed(parser, file, strlen(file)), STATUS_OK));
    cr_assert(eq(int, people_parser_finish(parser), STATUS_OK));
    people_parser_free(parser);
}

static const struct row {
    const char *columns, *cells, *read;
    unsigned schemes;
} rows[] = {
    {"field", "0732", "field=0732/given ", 0},
    {"field", "0730", "field=073/given ", 0},
    {"programme,field", "0732,", "field=0732/given ", 0},
    {"programme,field", "iets,07", "field=07/given ", 0},
    {"programme", "Bauingenieurwesen", "field=0732/label ", 1},
    {"programme,field", "xyzzy,Bauingenieurwesen", "field=0732/label ", 1},
    {"programme", "xyzzy", "field=/ ", 1},
    {"job_title", "Projectleider", "job=1323/alias ", 2},
    {"job_title,industry", "2142,42", "job=2142/given industry=42/given ", 0},
    {"job_title,employer", "2142,Bouwbedrijf", "job=2142/given industry=41/alias ", 4},
    {"job_title,employer,industry", "2142,Bouwbedrijf,K", "job=2142/given industry=K/given ", 0},
    {"job_title,employer", "2142,Janssens & zn", "job=2142/given ", 4},
    {"languages", "nl:C1|Zweeds:B2", "speaks=nl/given speaks=sv/label ", 8},
    {"place", "BE", "place=BE/given ", 0},
    {"place,country", "no,no", "place=/ country=NO/given ", 16},
    {"language,place", "en-NO,Twin", "place=TOS/label ", 16},
    {"language,place", "en-BE,Twin", "place=LEU/label ", 16},
    {"place,country", "Leuven,België", "place=LEU/label country=BE/label ", 16},
    {"place,country", "Leuven,NO", "place=/ country=NO/given ", 16},
    {"place,country,wished_places", "Tromsø,NO,Leuven",
     "place=TOS/label country=NO/given wants-place=LEU/label ", 16},
    {"wished_fields,wished_jobs,wished_industries", "05,projectleider|2161,Bouwnijverheid",
     "wants-field=05/given wants-job=1323/alias wants-job=2161/given "
     "wants-industry=F/label ",
     2 | 4},
    {"conditions", "field:07|language:Zweeds=B2", "asks-field=07/given asks-language=sv/label ", 8},
};

Test(people_read, every_text_becomes_the_code_it_says_with_its_evidence)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct text file = {0};
        bool own = strncmp(rows[i].columns, "language,", 9) == 0;
        text_addf(&file, "external_id,role,%s%s\na,student,%s%s\n", own ? "" : "language,",
                  rows[i].columns, own ? "" : "nl-BE,", rows[i].cells);
        read_file(file.bytes);
        cr_expect(eq(str, out.bytes, T(rows[i].read)), "%s", rows[i].cells);
        cr_expect(eq(uint, schemes, rows[i].schemes), "%s", rows[i].cells);
        text_free(&file);
    }
    cr_expect(eq(sz, seeds.faults.total, 0));
}

Test(people_read, an_employer_says_less_than_an_industry)
{
    struct employment jobs[] = {{.industry = {.text = "Bouwbedrijf"}}, {.employer = "Bouwbedrijf"}};
    struct person person = {.employments = jobs, .employments_count = 2};
    cr_assert(eq(int, people_read_person(people_read, 0, &seeds.faults, &person), STATUS_OK));
    cr_expect(eq(int, jobs[1].industry.confidence, jobs[0].industry.confidence * 75 / 100));
    cr_expect(eq(ptr, (void *)(uintptr_t)jobs[1].industry.text, NULL));
}

Test(people_read, what_is_most_likely_wrong_stays_unread)
{
    static const char *const titles[] = {"Projectleider", "projectleidre", "projectlijder",
                                         "leider",        "projectie",     "lijdend voorwerp"};
    size_t sure = 0, unsure = 0;
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        struct reading_candidate best;
        size_t count = 0;
        cr_assert(eq(int, reader_read(reader, SCHEME_ISCO, "nl", titles[i], 1, &best, &count),
                     STATUS_OK));
        struct employment job = {.occupation = {.text = titles[i]}};
        struct person person = {.language = "nl", .employments = &job, .employments_count = 1};
        cr_assert(eq(int, people_read_person(people_read, 0, &seeds.faults, &person), STATUS_OK));
        bool believed = count > 0 && best.confidence >= 40;
        cr_expect(eq(int, job.occupation.code != NULL, believed), "%s", titles[i]);
        cr_expect(eq(str, T(job.occupation.text), T(titles[i])));
        sure += believed;
        unsure += count > 0 && !believed;
    }
    cr_expect(gt(sz, sure, 1));
    cr_expect(gt(sz, unsure, 0));
}

Test(people_read, without_a_reader_only_codes_are_understood)
{
    people_read_free(people_read);
    cr_assert(eq(int, people_read_new(&seeds.taxonomies, NULL, &people_read), STATUS_OK));
    read_file("external_id,role,field,place\na,student,0732,Leuven\n");
    cr_expect(eq(str, out.bytes, "field=0732/given place=/ "));
}

Test(people_read, the_programme_is_the_text_of_a_field_that_was_not_typed)
{
    struct affiliation affiliation = {.programme = "Bauingenieurwesen"};
    struct person person = {.affiliations = &affiliation, .affiliations_count = 1};
    cr_assert(eq(int, people_read_person(people_read, 0, &seeds.faults, &person), STATUS_OK));
    cr_expect(eq(str, T(affiliation.field.text), "Bauingenieurwesen"));
}

Test(people_read, a_code_given_in_json_is_checked_and_told_by_its_pointer)
{
    read_file("{\"external_id\":\"a\",\"role\":\"student\",\"place\":{\"code\":\"LEU\"}}\n"
              "{\"external_id\":\"b\",\"role\":\"student\",\"place\":{\"code\":\"XXX\"},"
              "\"employments\":[{},{\"occupation\":{\"code\":\"9\"}}],"
              "\"wishes\":{\"fields\":[{\"code\":\"0732\"},{\"code\":\"99\"}]},"
              "\"conditions\":{\"languages\":[{\"language\":{\"code\":\"qq\"}}]}}\n");
    static const char *const where[] = {"/employments/1/occupation/code", "/place/code",
                                        "/wishes/fields/1/code",
                                        "/conditions/languages/0/language/code"};
    cr_expect(eq(str, out.bytes, "place=LEU/given "));
    cr_assert(eq(sz, seeds.faults.total, 4));
    for (size_t i = 0; i < 4; i++) {
        cr_expect(eq(str, T(seeds.faults.items[i].where), T(where[i])));
        cr_expect(eq(sz, seeds.faults.items[i].line, 2));
    }
}

Test(people_read, what_was_read_before_keeps_its_evidence)
{
    struct person person = {
        .place = {.text = "leuvn", .code = "LEU", .confidence = 60, .evidence = "ngrams"}};
    cr_assert(eq(int, people_read_person(people_read, 0, &seeds.faults, &person), STATUS_OK));
    add("place", &person.place);
    cr_expect(eq(str, out.bytes, "place=LEU/ngrams "));
}

Test(people_read, thousands_of_texts_are_remembered_apart)
{
    struct text title = {0};
    for (int i = 0; i < 20000; i++) {
        text_clear(&title);
        text_addf(&title, i % 2 == 0 ? "Projectleider" : "zzz%dqqq", i);
        struct employment job = {.occupation = {.text = title.bytes}};
        struct person person = {.language = "nl", .employments = &job, .employments_count = 1};
        cr_assert(eq(int, people_read_person(people_read, 0, &seeds.faults, &person), STATUS_OK));
        cr_assert(eq(int, job.occupation.code != NULL, i % 2 == 0), "%s", title.bytes);
    }
    text_free(&title);
}
