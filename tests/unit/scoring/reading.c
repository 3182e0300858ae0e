#include "scoring/reading.h"

#include "scoring/base/arena.h"
#include "scoring/base/faults.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define T(text) ((char *)(uintptr_t)(text)) /* Criterion compares char *, not const char * */

#define HEADER "code\tparent\tnl\tsv\tnb\tde\tfr\ten\n"

static const char isco[] =
    HEADER "2\t\tspecialisten\t\t\t\t\tProfessionals\n"
           "21\t2\t\t\t\t\t\tScience and engineering professionals\n"
           "214\t21\tingenieurs\tingenjörer\t\tIngenieure\t\tEngineering professionals\n"
           "2142\t214\t\t\t\t\t\tCivil engineers\n"
           "2144\t214\t\t\t\t\t\tMechanical engineers\n"
           "23\t2\t\t\t\t\t\tTeaching professionals\n"
           "231\t23\t\t\t\t\t\tUniversity and higher education teachers\n"
           "2310\t231\t\t\t\t\t\tUniversity and higher education teachers\n"
           "233\t23\t\t\t\t\t\tSecondary education teachers\n"
           "2330\t233\t\t\t\t\t\tSecondary education teachers\n"
           "24\t2\t\t\t\t\t\tBusiness professionals\n"
           "242\t24\t\t\t\t\t\tAdministration professionals\n"
           "2421\t242\t\t\t\t\t\tManagement consultants\n";
static const char own[] = "code\tlanguage\tlabel\n"
                          "2142\tde\tBauingenieur\n"
                          "2142\tnb\tbyggingeniør\n"
                          "2330\tnb\tlektor\n"
                          "2310\tsv\tlektor\n"
                          "2421\tnl\tadviseur\n"
                          "214\tsv\tcivilingenjör\n";
static const char added[] = "2144\tnl\twerktuigbouwkundig ingenieur\n"
                            "2144\tsv\tcivilingenjör\n"
                            "2142\tnl\tbruggenbouwer\n"
                            "2144\tnl\tmachinebouwer\n"
                            "2142\tnl\tbouwer\n"
                            "2144\tnl\tbouwer\n";
static const char rules[] = "scheme\tlanguage\tpattern\treplacement\twhy\n"
                            "isco\tnl\t\\bsr\\.?\\s+\t\tseniority\n"
                            "*\t*\t\\s*@.*$\t\tan employer\n"
                            "isco\tnl\t\\bing\\b\\.?\tingenieur\tabbreviation\n"
                            "*\t*\t^.*$\t\twould empty every text\n";

static const char nothings[] = "scheme\tlanguage\tlabel\n"
                               "isco\tnl\tgeen adviseur\n"
                               "isco\t*\tNone\n"
                               "*\tnb\tingen\n"
                               "place\tnl\tthuis\n";

static const char countries[] = HEADER "BE\t\tBelgië\tBelgien\t\tBelgien\tBelgique\tBelgium\n"
                                       "DE\t\tDuitsland\tTyskland\t\tDeutschland\t\tGermany\n";
static const char regions[] = HEADER "BE-VAN\tBE\tAntwerpen\t\t\t\tAnvers\tAntwerp\n";
static const char cities[] = "code\tname\tcountry\tregion\tlat\tlon\tpopulation\n"
                             "2803138\tAntwerpen\tBE\tBE-VAN\t5121989\t440346\t459805\n"
                             "2911522\tHalle\tDE\t\t5148158\t1197947\t234107\n"
                             "2796696\tHalle\tBE\t\t5073385\t423454\t33790\n"
                             "2928810\tEssen\tDE\t\t5145657\t701228\t593085\n"
                             "2798988\tEssen\tBE\t\t5146791\t446901\t16951\n"
                             "2925533\tFrankfurt am Main\tDE\t\t5011552\t868417\t650000\n";
static const char languages[] =
    HEADER "en\t\tEngels\tengelska\tengelsk\tEnglisch\tanglais\tEnglish\n"
           "nl\t\tNederlands\tnederländska\tnederlandsk\tNiederländisch\tnéerlandais\tDutch\n";
static const char nace[] =
    HEADER "J\t\t\t\t\t\t\tInformation\n62\tJ\t\t\t\t\t\tComputer programming\n";

static struct arena *arena;
static struct faults faults;
static struct taxonomies taxonomies;
static struct reader *reader;

static void add_taxonomy(enum scheme scheme, const char *tsv)
{
    if (taxonomies.of[scheme] == NULL)
        cr_assert(eq(int, taxonomy_new(scheme, &taxonomies.of[scheme]), STATUS_OK));
    cr_assert(eq(int, taxonomy_add(taxonomies.of[scheme], tsv, strlen(tsv), &faults), STATUS_OK));
}

static void open_reader(void)
{
    cr_assert(eq(int, arena_new(0, &arena), STATUS_OK));
    faults = faults_in(arena);
    add_taxonomy(SCHEME_ISCO, isco);
    add_taxonomy(SCHEME_ISCED, HEADER "07\t\t\t\t\t\t\tEngineering\n");
    add_taxonomy(SCHEME_NACE, nace);
    add_taxonomy(SCHEME_LANGUAGE, languages);
    add_taxonomy(SCHEME_PLACE, countries);
    add_taxonomy(SCHEME_PLACE, regions);
    add_taxonomy(SCHEME_PLACE, cities);
    cr_assert(eq(int, reader_new(&taxonomies, &reader), STATUS_OK));
}

static enum status add_labels(bool is_own, const char *tsv)
{
    return reader_add_labels(reader, SCHEME_ISCO, is_own, tsv, strlen(tsv), &faults);
}

static void open_finished(void)
{
    static const char aliases[] = "nl\tsv\tholländska\n", places[] = "2925533\t\tFrankfurt\n";
    open_reader();
    cr_assert(eq(int, add_labels(true, own), STATUS_OK));
    cr_assert(eq(int, add_labels(false, added), STATUS_OK));
    cr_assert(
        eq(int, reader_add_labels(reader, SCHEME_LANGUAGE, true, aliases, strlen(aliases), &faults),
           STATUS_OK));
    cr_assert(eq(int,
                 reader_add_labels(reader, SCHEME_PLACE, true, places, strlen(places), &faults),
                 STATUS_OK));
    cr_assert(eq(int, reader_add_labels(reader, SCHEME_NACE, true, "62\tnl\tIT\n", 9, &faults),
                 STATUS_OK));
    cr_assert(eq(int, reader_add_rules(reader, rules, strlen(rules), &faults), STATUS_OK));
    cr_assert(eq(int, reader_add_nothings(reader, nothings, strlen(nothings), &faults), STATUS_OK));
    cr_assert(eq(int, reader_finish(reader), STATUS_OK));
}

static void close_reader(void)
{
    reader_free(reader);
    for (size_t i = 0; i < SCHEME_COUNT; i++)
        taxonomy_free(taxonomies.of[i]);
    arena_free(arena);
}

TestSuite(texts, .init = open_finished, .fini = close_reader);
TestSuite(building, .init = open_reader, .fini = close_reader);

/* What a text is read as: "code evidence" of the first, "" when unread. */
static const char *read_first(enum scheme scheme, const char *language, const char *text,
                              size_t max)
{
    struct reading_candidate found[READING_CANDIDATES_MAX];
    size_t count = 0;
    cr_assert(eq(int, reader_read(reader, scheme, language, text, max, found, &count), STATUS_OK));
    if (count == 0)
        return "";
    return arena_printf(arena, "%s %s", taxonomy_code(taxonomies.of[scheme], found[0].node),
                        reading_evidence_word(found[0].evidence));
}

Test(texts, each_is_read_by_the_first_step_that_finds_something)
{
    static const struct {
        const char *language, *text, *read;
    } rows[] = {
        {"nl", "2142", "2142 code"},
        {NULL, " 21 ", "21 code"},
        {"en", "civil engineers", "2142 label"},
        {"sv", "INGENJÖRER", "214 label"},
        {"de", "bauingenieur", "2142 alias"},
        {"nl", "Bruggenbouwer", "2142 alias"},
        {"nl", "sr. adviseur", "2421 rule"},
        {"nl", "Adviseur @ Kring", "2421 rule"},
        {"nl", "werktuigbouwkundig ing.", "2144 rule"},
        {"sv", "sr adviseur", "2421 ngrams"}, /* the rule is Dutch */
        {"de", "Bauingenieur/in", "2142 ngrams"},
        {"de", "Bauingenieurin", "2142 ngrams"},
        {"de", "Bauinegnieur", "2142 ngrams"},
        {"nb", "lektor", "2330 alias"},
        {"nn", "Lektor", "2330 alias"},
        {"sv", "lektor", "2310 alias"},
        {"sv", "civilingenjör", "214 alias"}, /* Kring's own before an added one */
        {"nl", "asdfgh", ""},
        {"nl", "iets met mensen", ""},
        {"nl", "", ""},
        {"nl", " \t", ""},
        {"nl", "?!", ""},
        {"nl", "\xff", ""},
        {"xx", "adviseur", "2421 alias"},
        {"nl", "Geen adviseur!", ""},
        {NULL, "geen adviseur", ""},
        {"nl", "geen adviseur @ Kring", ""},
        {"de", "geen adviseur", "2421 ngrams"}, /* it is Dutch for nothing */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        for (size_t max = 1; max <= READING_CANDIDATES_MAX; max += READING_CANDIDATES_MAX - 1)
            cr_expect(eq(str, T(read_first(SCHEME_ISCO, rows[i].language, rows[i].text, max)),
                         T(rows[i].read)),
                      "%s, max %zu", rows[i].text, max);
}

Test(texts, places_and_languages_are_read_with_what_stands_beside_them)
{
    static const struct {
        enum scheme scheme;
        const char *language, *text, *read;
    } rows[] = {
        {SCHEME_PLACE, "nl", "Antwerpen", "2803138 label"}, /* the city before the province */
        {SCHEME_PLACE, NULL, "Anvers", "BE-VAN label"},
        {SCHEME_PLACE, NULL, "Halle", "2911522 label"},
        {SCHEME_PLACE, "nl-BE", "Halle", "2796696 label"},
        {SCHEME_PLACE, NULL, "Halle, België", "2796696 label"},
        {SCHEME_PLACE, NULL, "Halle (BE)", "2796696 label"},
        {SCHEME_PLACE, NULL, "Tyskland / Halle", "2911522 label"},
        {SCHEME_PLACE, NULL, "Halle Belgium", "2796696 label"},
        {SCHEME_PLACE, NULL, "1500 Halle", "2911522 label"},
        {SCHEME_PLACE, NULL, "Frankfurt", "2925533 label"},
        {SCHEME_PLACE, NULL, "Frankfurt am Mian", "2925533 label"},
        {SCHEME_PLACE, NULL, "Antwerpne", "2803138 ngrams"},
        {SCHEME_PLACE, NULL, "BE", "BE code"},
        {SCHEME_PLACE, NULL, "be", ""}, /* a word as likely as a code */
        {SCHEME_PLACE, "nl", "Thuis", ""},
        {SCHEME_PLACE, "nl", "Halle", "2796696 label"}, /* a seventh of the other, but of home */
        {SCHEME_PLACE, "de", "Halle", "2911522 label"},
        {SCHEME_PLACE, "nl", "Essen", "2928810 label"}, /* a fortieth of the other */
        {SCHEME_PLACE, "nl-BE", "Essen", "2798988 label"},
        {SCHEME_PLACE, NULL, "nergens", ""},
        {SCHEME_LANGUAGE, NULL, "en", "en code"},
        {SCHEME_LANGUAGE, "nl", "Engels C1", "en label"},
        {SCHEME_LANGUAGE, "en", "English (fluent)", "en label"},
        {SCHEME_LANGUAGE, "en", "native English", "en label"},
        {SCHEME_LANGUAGE, "fr", "Néerlandais", "nl label"},
        {SCHEME_LANGUAGE, NULL, "geen", ""},
        {SCHEME_NACE, NULL, "62.01", "62 code"},
        {SCHEME_NACE, NULL, "it", "62 alias"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect(eq(str, T(read_first(rows[i].scheme, rows[i].language, rows[i].text, 1)),
                     T(rows[i].read)),
                  "%s", rows[i].text);
}

Test(texts, candidates_come_best_first_and_once)
{
    struct reading_candidate found[READING_CANDIDATES_MAX];
    size_t count = 0;
    cr_assert(
        eq(int, reader_read(reader, SCHEME_ISCO, NULL, "lektor", 10, found, &count), STATUS_OK));
    cr_assert(ge(sz, count, 2));
    for (size_t i = 0; i < count; i++) {
        cr_expect(found[i].confidence >= 1 && found[i].confidence <= 100);
        cr_expect(i == 0 || found[i].confidence <= found[i - 1].confidence);
        for (size_t j = 0; j < i; j++)
            cr_expect(ne(u16, found[i].node, found[j].node));
    }
}

Test(texts, a_label_of_two_concepts_is_less_sure_than_a_label_of_one)
{
    struct reading_candidate one, two;
    size_t count = 0;
    cr_assert(eq(int, reader_read(reader, SCHEME_ISCO, "nl", "bruggenbouwer", 1, &one, &count),
                 STATUS_OK));
    cr_assert(
        eq(int, reader_read(reader, SCHEME_ISCO, "nl", "bouwer", 1, &two, &count), STATUS_OK));
    cr_expect(two.confidence < one.confidence);
}

Test(texts, longer_ones_than_the_limit_are_refused)
{
    char text[READING_TEXT_SIZE_MAX + 2];
    struct reading_candidate found;
    size_t count = 7;
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    cr_expect(
        eq(int, reader_read(reader, SCHEME_ISCO, "nl", text, 1, &found, &count), STATUS_TOO_LARGE));
    cr_expect(eq(sz, count, 7));
    text[READING_TEXT_SIZE_MAX] = '\0';
    cr_expect(eq(int, reader_read(reader, SCHEME_ISCO, "nl", text, 1, &found, &count), STATUS_OK));
}

static void *read_often(void *failures)
{
    for (int i = 0; i < 2000; i++) {
        struct reading_candidate found[3];
        size_t count = 0;
        if (reader_read(reader, SCHEME_ISCO, "nl", "sr. bruggenbouwster", 3, found, &count) !=
                STATUS_OK ||
            count == 0 ||
            strcmp(taxonomy_code(taxonomies.of[SCHEME_ISCO], found[0].node), "2142") != 0)
            ++*(int *)failures;
    }
    return NULL;
}

Test(texts, threads_read_with_one_reader)
{
    pthread_t threads[4];
    int failures[4] = {0};
    for (size_t i = 0; i < 4; i++)
        cr_assert(zero(int, pthread_create(&threads[i], NULL, read_often, &failures[i])));
    for (size_t i = 0; i < 4; i++) {
        cr_assert(zero(int, pthread_join(threads[i], NULL)));
        cr_expect(zero(int, failures[i]));
    }
}

Test(building, bad_rows_are_reported_by_line_and_the_good_ones_are_kept)
{
    static const struct {
        bool rules;
        const char *tsv, *code;
        size_t line;
    } rows[] = {
        {false, "2142\tnl\tgoed\n9999\tnl\tx\n", "unknown_code", 2},
        {false, "2142\tnl\tgoed\n2142\tnl\n", "cell_count", 2},
        {false, "# a comment\n2142\tnl\t\xff\n", "not_utf8", 2},
        {true, "isco\tnl\t(\t\tx\n", "bad_pattern", 1},
        {true, "esco\tnl\ta\t\tx\n", "unknown_scheme", 1},
        {true, "isco\tzz\ta\t\tx\n", "unknown_language", 1},
        {true, "isco\tnl\ta\tb\n", "cell_count", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        faults.count = 0;
        enum status status =
            rows[i].rules ? reader_add_rules(reader, rows[i].tsv, strlen(rows[i].tsv), &faults)
                          : add_labels(false, rows[i].tsv);
        cr_assert(eq(int, status, STATUS_INVALID), "row %zu", i);
        cr_assert(eq(sz, faults.count, 1), "row %zu", i);
        cr_expect(eq(str, T(faults.items[0].code), T(rows[i].code)), "row %zu", i);
        cr_expect(eq(sz, faults.items[0].line, rows[i].line), "row %zu", i);
    }
    cr_assert(eq(int, reader_finish(reader), STATUS_OK));
    cr_expect(eq(str, T(read_first(SCHEME_ISCO, "nl", "goed", 1)), T("2142 alias")));
}

Test(building, rows_that_say_nothing_badly_are_reported_by_line)
{
    static const struct {
        const char *tsv, *code;
    } rows[] = {
        {"isco\tnl\tgeen\nisco\tnl\n", "cell_count"},
        {"isco\tnl\tgeen\nesco\tnl\tgeen\n", "unknown_scheme"},
        {"isco\tnl\tgeen\nisco\tzz\tgeen\n", "unknown_language"},
        {"isco\tnl\tgeen\nisco\tnl\t\xff\n", "not_utf8"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        faults.count = 0;
        cr_assert(eq(int, reader_add_nothings(reader, rows[i].tsv, strlen(rows[i].tsv), &faults),
                     STATUS_INVALID));
        cr_assert(eq(sz, faults.count, 1), "row %zu", i);
        cr_expect(eq(str, T(faults.items[0].code), T(rows[i].code)), "row %zu", i);
        cr_expect(eq(sz, faults.items[0].line, 2), "row %zu", i);
    }
}

Test(building, a_pattern_that_runs_wild_changes_nothing)
{
    char text[400];
    static const char wild[] = "isco\t*\t(a+)+$\t\tcatastrophic\n";
    cr_assert(eq(int, reader_add_rules(reader, wild, strlen(wild), &faults), STATUS_OK));
    cr_assert(eq(int, add_labels(true, own), STATUS_OK));
    cr_assert(eq(int, reader_finish(reader), STATUS_OK));
    memset(text, 'a', sizeof text);
    memcpy(text + sizeof text - 11, "b adviseur", 11);
    cr_expect(eq(str, T(read_first(SCHEME_ISCO, "nl", text, 1)), T("")));
}

Test(building, a_reader_without_labels_knows_those_of_the_taxonomies)
{
    cr_assert(eq(int, reader_finish(reader), STATUS_OK));
    cr_expect(eq(str, T(read_first(SCHEME_ISCO, "en", "Civil engineers", 1)), T("2142 label")));
    cr_expect(eq(str, T(read_first(SCHEME_PLACE, NULL, "Halle, Belgien", 1)), T("2796696 label")));
}
