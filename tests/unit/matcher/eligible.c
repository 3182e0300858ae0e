#include "matcher/eligible.h"
#include "tests/person_words.h"
#include "tests/small_seeds.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#define T(text) ((char *)(text)) /* Criterion compares char *, not const char * */

static struct small_seeds seeds;

static void open_seeds(void)
{
    small_seeds_open(&seeds);
}

static void close_seeds(void)
{
    small_seeds_close(&seeds);
}

TestSuite(eligible, .init = open_seeds, .fini = close_seeds);
TestSuite(filter, .init = open_seeds, .fini = close_seeds);

static struct person *person(const char *words)
{
    return person_of_words(seeds.arena, &seeds.taxonomies, words);
}

/* The filter of words such as "field=0732 seats=any"; none for "". */
static struct filter filter_of(const char *words)
{
    struct filter filter = {0};
    char *rest = arena_strdup(seeds.arena, words);
    while (rest != NULL) {
        const char *word = words_cut(&rest, ' ');
        if (word[0] != '\0')
            cr_assert(eq(int,
                         filter_parse(&seeds.taxonomies, word, "filter", &seeds.faults, &filter),
                         STATUS_OK),
                      "%s", word);
    }
    return filter;
}

Test(eligible, only_facts_make_a_pair_eligible)
{
    static const struct {
        const char *student, *alumnus, *filter, *reason;
    } rows[] = {
        {"id:s", "seats:1", "", "eligible"},
        {"id:x", "seats:1", "", "self"},
        {"id:s", "", "", "no_seats"},
        {"id:s", "", "seats=any", "eligible"},
        /* any one condition of a kind, all kinds */
        {"id:s field:0732", "seats:1 asks-field:0732", "", "eligible"},
        {"id:s field:0732", "seats:1 asks-field:07", "", "eligible"},
        {"id:s field:0732", "seats:1 asks-field:0541 asks-field:073", "", "eligible"},
        {"id:s field:0732", "seats:1 asks-field:0731", "", "condition_field"},
        {"id:s field:073", "seats:1 asks-field:0732", "", "condition_field"},
        {"id:s field:0541", "seats:1 asks-field:0613", "", "condition_field"}, /* close */
        {"id:s field:?", "seats:1 asks-field:0732", "", "condition_field"},
        {"id:s wants-field:0732", "seats:1 asks-field:0732", "", "condition_field"},
        {"id:s field:0732", "seats:1 asks-field:?", "", "condition_field"},
        {"id:s speaks:nl/B2", "seats:1 asks-language:nl/B2", "", "eligible"},
        {"id:s speaks:nl/native", "seats:1 asks-language:nl/C2", "", "eligible"},
        {"id:s speaks:nl/B1", "seats:1 asks-language:nl/B2", "", "condition_language"},
        {"id:s speaks:nl", "seats:1 asks-language:nl/A1", "", "condition_language"},
        {"id:s speaks:nl", "seats:1 asks-language:nl", "", "eligible"},
        {"id:s speaks:no/C2", "seats:1 asks-language:nb/B1", "", "condition_language"}, /* close */
        {"id:s speaks:fi/C1", "seats:1 asks-language:nl/B2 asks-language:fi/B2", "", "eligible"},
        {"id:s speaks:nl/B2", "seats:1 asks-language:nl/B1 asks-field:07", "", "condition_field"},
        /* filters */
        {"id:s", "seats:1 field:0732", "field=07", "eligible"},
        {"id:s", "seats:1 field:0732", "field=0541,0732", "eligible"},
        {"id:s", "seats:1 field:073", "field=0732", "filter_field"},
        {"id:s", "seats:1 field:?", "field=07", "filter_field"},
        {"id:s", "seats:1", "field=07", "filter_field"},
        {"id:s", "seats:1 job:2142//2001/2002", "occupation=214", "eligible"},
        {"id:s", "seats:1 job:2161", "occupation=2142", "filter_occupation"},
        {"id:s", "seats:1 job:2142/41", "industry=F", "eligible"},
        {"id:s", "seats:1 job:2142", "industry=F", "filter_industry"},
        {"id:s", "seats:1 job:2142 job:?/41", "occupation=2142 industry=41", "eligible"},
        {"id:s", "seats:1 speaks:nl/B2", "language=nl:B2", "eligible"},
        {"id:s", "seats:1 speaks:nl/B2", "language=nl:C1", "filter_language"},
        {"id:s", "seats:1 speaks:nl", "language=nl", "eligible"},
        {"id:s", "seats:1 speaks:nl", "language=nl:A1", "filter_language"},
        {"id:s", "seats:1 speaks:sv/C2", "language=nb,fi", "filter_language"},
        {"id:s", "seats:1 place:LEU", "place=BE-VLG", "eligible"},
        {"id:s", "seats:1 place:LEU", "country=NO,BE", "eligible"},
        {"id:s", "seats:1 place:? country:BE", "country=BE", "eligible"},
        {"id:s", "seats:1 country:BE", "place=LEU", "filter_place"},
        {"id:s", "seats:1", "country=BE", "filter_place"},
        {"id:s", "seats:1 remote", "remote=yes", "eligible"},
        {"id:s", "seats:1", "remote=yes", "filter_remote"},
        {"id:s", "seats:1 remote field:0541 place:OSL", "remote=yes field=07 country=BE",
         "filter_field"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct filter filter = filter_of(rows[i].filter);
        enum ineligibility reason =
            eligibility(&seeds.taxonomies, person(rows[i].student), person(rows[i].alumnus),
                        rows[i].filter[0] == '\0' ? NULL : &filter);
        cr_expect(eq(str, T(ineligibility_word(reason)), T(rows[i].reason)), "%s | %s | %s",
                  rows[i].student, rows[i].alumnus, rows[i].filter);
    }
}

Test(eligible, a_sentence_names_what_the_mentor_asks_for)
{
    static const struct {
        enum ineligibility reason;
        struct audience audience;
        const char *alumnus, *sentence;
    } rows[] = {
        {INELIGIBLE_NO_SEATS,
         {LABEL_EN, VOICE_STUDENT},
         "",
         "This mentor offers no seats at present."},
        {INELIGIBLE_FULL,
         {LABEL_NL, VOICE_STUDENT},
         "",
         "Alle plaatsen van deze mentor zijn bezet."},
        {INELIGIBLE_PAUSED, {LABEL_EN, VOICE_MENTOR}, "", "You have paused your offer."},
        {INELIGIBLE_HOURS_SPENT,
         {LABEL_FR, VOICE_MENTOR},
         "",
         "Vos heures de cette année sont épuisées."},
        {INELIGIBLE_FILTER_PROGRAMME,
         {LABEL_SV, VOICE_STAFF},
         "",
         "Den här mentorn har ingen ledig plats i det valda programmet."},
        {INELIGIBLE_CONDITION_FIELD,
         {LABEL_EN, VOICE_STUDENT},
         "asks-field:0732 asks-field:?=Bouwtechniek",
         "This mentor asks for studies in 0732 building and civil engineering or “Bouwtechniek”."},
        {INELIGIBLE_CONDITION_FIELD,
         {LABEL_DE, VOICE_STUDENT},
         "asks-field:0732",
         "Die Mentoring-Person wünscht ein Studium in 0732 Bauingenieurwesen."},
        {INELIGIBLE_CONDITION_LANGUAGE,
         {LABEL_EN, VOICE_STUDENT},
         "asks-language:nl/B2",
         "This mentor asks for Dutch at B2 or better."},
        {INELIGIBLE_CONDITION_LANGUAGE,
         {LABEL_NL, VOICE_STUDENT},
         "asks-language:nl/B2 asks-language:nb/native",
         "Deze mentor vraagt Nederlands op niveau B2 of hoger of Noors als moedertaal."},
        {INELIGIBLE_CONDITION_LANGUAGE,
         {LABEL_SV, VOICE_STUDENT},
         "asks-language:fi",
         "Den här mentorn begär finska."},
        {INELIGIBLE_FILTER_REMOTE,
         {LABEL_NB, VOICE_STUDENT},
         "",
         "Denne mentoren har ikke oppgitt at det går an å møtes digitalt."},
        {INELIGIBLE_SELF, {LABEL_FR, VOICE_STUDENT}, "", "C'est vous-même."},
        {INELIGIBLE_SELF, {LABEL_FR, VOICE_STAFF}, "", "C'est une seule et même personne."},
        {INELIGIBLE_CONDITION_LANGUAGE,
         {LABEL_FR, VOICE_STAFF},
         "asks-language:nl/B2",
         "La personne mentore demande\u00a0: néerlandais au niveau B2 ou plus."},
        {INELIGIBLE_CONDITION_LANGUAGE,
         {LABEL_EN, VOICE_MENTOR},
         "asks-language:nl/B2",
         "You ask for Dutch at B2 or better."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect(
            eq(str,
               T(eligibility_sentence(&seeds.taxonomies, rows[i].reason, person(rows[i].alumnus),
                                      rows[i].audience, seeds.arena)),
               T(rows[i].sentence)));
}

Test(eligible, every_reason_has_a_sentence_in_every_language_for_every_reader)
{
    const struct person *alumnus = person("asks-field:0732 asks-language:nl/B2");
    for (int reason = INELIGIBLE_SELF; reason < INELIGIBILITY_COUNT; reason++)
        for (int i = 0; i < LABEL_LANGUAGE_COUNT * VOICE_EITHER; i++) {
            struct audience audience = {(enum label_language)(i / VOICE_EITHER),
                                        (enum voice)(i % VOICE_EITHER)};
            const char *sentence = eligibility_sentence(
                &seeds.taxonomies, (enum ineligibility)reason, alumnus, audience, seeds.arena);
            cr_assert(ne(ptr, T(sentence), NULL));
            cr_expect(eq(chr, sentence[strlen(sentence) - 1], '.'), "%s", sentence);
            cr_expect(eq(ptr, strchr(sentence, '{'), NULL), "%s", sentence);
        }
}

Test(filter, what_cannot_be_read_is_told_and_changes_nothing)
{
    static const struct {
        const char *text, *code;
        size_t faults;
    } rows[] = {
        {"field=9999", "unknown_code", 1},
        {"field=0732,9999,8888", "unknown_code", 2},
        {"field=", "unknown_code", 1},
        {"field", "unknown_filter", 1},
        {"age=30", "unknown_filter", 1},
        {"", "unknown_filter", 1},
        {"occupation=0732", "unknown_code", 1},
        {"language=nl:B7", "unknown_level", 1},
        {"language=nl:", "unknown_level", 1},
        {"language=xx:B2", "unknown_code", 1},
        {"country=LEU", "unknown_code", 1},
        {"place=Nowhere", "unknown_code", 1},
        {"remote=no", "unknown_value", 1},
        {"seats=2", "unknown_value", 1},
        {"programme=Bachelor", "unknown_value", 1},
        {"minimum=100.01", "out_of_range", 1},
        {"minimum=35.123", "out_of_range", 1},
        {"minimum=-1", "out_of_range", 1},
        {"minimum=35.-1", "out_of_range", 1},
        {"minimum=35.", "out_of_range", 1},
        {"minimum=", "out_of_range", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct faults faults = faults_in(seeds.arena);
        struct filter filter = {0}, before = {0};
        cr_expect(eq(int, filter_parse(&seeds.taxonomies, rows[i].text, "filter", &faults, &filter),
                     STATUS_INVALID),
                  "%s", rows[i].text);
        cr_assert(eq(sz, faults.count, rows[i].faults), "%s", rows[i].text);
        cr_expect(eq(str, T(faults.items[0].code), T(rows[i].code)), "%s", rows[i].text);
        cr_expect(eq(int, memcmp(&filter, &before, sizeof filter), 0), "%s", rows[i].text);
    }
}

Test(filter, a_minimum_is_read_as_people_are_shown_it)
{
    static const struct {
        const char *text;
        int32_t bp;
    } rows[] = {
        {"minimum=0", 0},        {"minimum=35", 3500},      {"minimum=35.5", 3550},
        {"minimum=35.05", 3505}, {"minimum=100.00", 10000},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        cr_expect(eq(i32, filter_of(rows[i].text).score_bp_min, rows[i].bp), "%s", rows[i].text);
}

Test(filter, of_several_minima_the_highest_holds)
{
    struct filter filter = filter_of("minimum=60");
    struct faults faults = faults_in(seeds.arena);
    cr_assert(
        eq(int, filter_parse(&seeds.taxonomies, "minimum=10", "f", &faults, &filter), STATUS_OK));
    cr_expect(eq(i32, filter.score_bp_min, 6000));
}

Test(filter, at_most_32_values_of_a_kind_are_taken)
{
    struct filter filter = {0};
    struct faults faults = faults_in(seeds.arena);
    for (int i = 0; i < FILTER_ITEMS_MAX; i++)
        cr_assert(eq(int, filter_parse(&seeds.taxonomies, "language=nl", "f", &faults, &filter),
                     STATUS_OK));
    cr_expect(eq(int, filter_parse(&seeds.taxonomies, "language=nl", "f", &faults, &filter),
                 STATUS_INVALID));
    cr_expect(eq(sz, filter.languages_count, FILTER_ITEMS_MAX));
}
