/* Explanations over the shipped tables, as people read them. The first is the worked example of
 * scoring/README.md, line by line: change both together. */
#include "tests/person_words.h"
#include "tests/shipped_seeds.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define T(text) ((char *)(text)) /* Criterion compares char *, not const char * */
#define AS_OF   ((date)20261122)

TestSuite(golden, .init = shipped_open, .fini = shipped_close);

static struct explanation explain(const char *student_words, const char *alumnus_words,
                                  struct audience audience)
{
    struct person *student = person_of_words(arena, &seeds->taxonomies, student_words);
    struct person *alumnus = person_of_words(arena, &seeds->taxonomies, alumnus_words);
    struct wish wish =
        wish_of_person(&seeds->scorer, student, weights_default(seeds->policy), AS_OF);
    struct explanation explanation;
    cr_assert(eq(
        int, score_explain(&seeds->scorer, &wish, student, alumnus, audience, arena, &explanation),
        STATUS_OK));
    return explanation;
}

/* "Field of study: 35 × 100 = 3500, both 0732 …", a line a criterion, and the sum. */
static const char *tell(const struct explanation *explanation)
{
    const char *text = "";
    for (size_t c = 0; c < CRITERION_COUNT; c++) {
        const struct part *part = &explanation->score.parts[c];
        text = arena_printf(arena, "%s%s: %d × %d = %d%s, %s\n", text, explanation->labels[c],
                            part->weight, part->part, part->points_bp,
                            part->unknown ? " (unknown)" : "", explanation->reasons[c]);
    }
    return arena_printf(arena, "%s%d", text, explanation->score.score_bp);
}

/* Leuven is 2792482, Antwerp 2803138, Oslo 3143244, Drammen 3159016. */
#define STUDENT                                                                                    \
    "student field:0732=Bouwkunde wants-job:2142=projectleider wants-industry:41 "                 \
    "speaks:nl/native speaks:en/C1 place:2792482"

Test(golden, explanations_name_the_facts_and_their_points_add_up)
{
    static const struct {
        const char *student, *alumnus;
        enum label_language language;
        const char *told;
    } rows[] = {
        {STUDENT, "field:0732 job:2142=Burgerlijk_ingenieur/42/2016 speaks:nl/C1 place:2803138",
         LABEL_EN,
         "Field of study: 35 × 100 = 3500, both 0732 building and civil engineering\n"
         "Career: 35 × 88 = 3080, you wish 2142 civil engineers; this mentor has been one since "
         "2016; industry: 42 civil engineering, close to what you wish\n"
         "Language: 15 × 90 = 1350, Dutch: you native, this mentor C1\n"
         "Place: 15 × 55 = 825, Leuven to Antwerp, 43 km\n"
         "8755"},
        {STUDENT, "field:0732 job:2142=Burgerlijk_ingenieur/42/2016 speaks:nl/C1 place:2803138",
         LABEL_NL,
         "Studierichting: 35 × 100 = 3500, allebei 0732 bouwkunde en civiele techniek\n"
         "Loopbaan: 35 × 88 = 3080, je zoekt ‘projectleider’ (214 ingenieurs (exclusief "
         "elektrotechnologie)); deze mentor werkt sinds 2016 als ‘Burgerlijk ingenieur’, hetzelfde "
         "beroep; sector: 42 weg- en waterbouw, dicht bij wat je wenst\n"
         "Taal: 15 × 90 = 1350, Nederlands: jij moedertaal, deze mentor C1\n"
         "Plaats: 15 × 55 = 825, van Leuven naar Antwerpen, 43 km\n"
         "8755"},
        {STUDENT,
         "field:0731=Arkitektur job:1323=byggeleder/41/2009/2016 speaks:nb/native speaks:sv/C1 "
         "place:3159016",
         LABEL_EN,
         "Field of study: 35 × 70 = 2450, your field is 0732 building and civil engineering; this "
         "mentor's field is 0731 architecture and town planning; both belong to 073 architecture "
         "and construction\n"
         "Career: 35 × 34 = 1190, you wish “projectleider” (2142 civil engineers); this mentor "
         "worked as "
         "“byggeleder” (1323 construction managers) from 2009 to 2016, a related occupation; "
         "industry: 41 construction of buildings, as you wish\n"
         "Language: 15 × 0 = 0, no language in common: you speak Dutch, English; this mentor "
         "speaks Norwegian "
         "Bokmål, Swedish\n"
         "Place: 15 × 0 = 0, Leuven to Drammen, 1045 km\n"
         "3640"},
        {"student field:0541 wants-field:0613 wants-job:1323=byggeleder speaks:nb/native "
         "wants-place:NO",
         "field:0541 job:2142=byggingeniør//2016 speaks:sv/C1 place:3159016", LABEL_NB,
         "Fagfelt: 35 × 55 = 1925, du ser etter 0613 utvikling og analyse av programvare og "
         "applikasjoner; fagfeltet til denne mentoren er 0541 matematikk, et beslektet fagfelt\n"
         "Karriere: 35 × 80 = 2800, du ser etter «byggeleder» (132 ledere innen industri, "
         "bergverk, bygg og distribusjon); denne mentoren har siden 2016 jobbet som «byggingeniør» "
         "(214 sivilingeniører (unntatt elektroteknologi)), et beslektet yrke\n"
         "Språk: 15 × 80 = 1200, du snakker norsk bokmål (morsmål), denne mentoren snakker svensk "
         "(C1); språkene "
         "ligger nær hverandre\n"
         "Sted: 15 × 100 = 1500, du ønsker Norge; denne mentoren holder til der, i Drammen\n"
         "7425"},
        {"student field:0731 wants-job:2161=arkitekt speaks:no/B2 place:3143244",
         "field:0711 job:2165=lantmätare/71//2016 speaks:sv/B2 place:3159016", LABEL_SV,
         "Ämnesområde: 35 × 40 = 1400, ditt område är 0731 arkitektur och stadsplanering; den här "
         "mentorns område är 0711 kemiteknik och kemiska processer; båda hör till 07 teknik, "
         "tillverkning och byggande\n"
         "Karriär: 35 × 30 = 1050, du söker ”arkitekt” (216 arkitekter, planerare, lantmätare och "
         "formgivare); den här mentorn arbetade till 2016 som ”lantmätare” (216 arkitekter, "
         "planerare, lantmätare och formgivare)\n"
         "Språk: 15 × 75 = 1125, du talar norska (B2), den här mentorn talar svenska (B2); språken "
         "ligger "
         "nära varandra\n"
         "Ort: 15 × 61 = 915, Oslo till Drammen, 36 km\n"
         "4490"},
        {"student field:? wants-job:?=irgendwas_mit_Menschen speaks:nl",
         "field:0541 job:2142//2016 speaks:nl/C1 place:3159016", LABEL_DE,
         "Studienfach: 35 × 20 = 700 (unknown), Ihre Angabe „?“ wurde nicht erkannt\n"
         "Beruf: 35 × 20 = 700 (unknown), Ihre Angabe „irgendwas mit Menschen“ wurde nicht "
         "erkannt\n"
         "Sprache: 15 × 10 = 150 (unknown), Niederländisch: Sie (Niveau unbekannt), die "
         "Mentoring-Person C1\n"
         "Ort: 15 × 20 = 300 (unknown), Sie haben nicht angegeben, wo Sie sind\n"
         "1850"},
        {"student wants-field:073 wants-job:214 speaks:fr/B1 place:BE wants-place:3143244",
         "field:0732=Bygg job:2142=bygging speaks:fr place:3159016", LABEL_FR,
         "Domaine d'études: 35 × 100 = 3500, vous cherchez 073 architecture et bâtiment\u00a0; le "
         "domaine de la personne mentore est 0732 bâtiment et génie civil, qui en fait partie\n"
         "Parcours professionnel: 35 × 100 = 3500, vous cherchez 214 spécialistes, sciences "
         "techniques (sauf électrotechniques)\u00a0; la personne mentore travaille comme "
         "«\u00a0bygging\u00a0» (214 spécialistes, sciences techniques (sauf électrotechniques))\n"
         "Langue: 15 × 10 = 150 (unknown), français\u00a0: vous B1, la personne mentore (niveau "
         "inconnu)\n"
         "Lieu: 15 × 61 = 915, vous souhaitez Oslo\u00a0; la personne mentore est à 36 km de "
         "là\u00a0: Drammen\n"
         "8065"},
        {"student wants-field:0413 wants-job:2421=Berater wants-industry:F speaks:de/native "
         "country:DE remote",
         "field:0915 job:2221=sykepleier/86/2001/2003 speaks:nb/C1 speaks:sv/B1 speaks:da/A1 "
         "speaks:en/C1 place:3143244 remote",
         LABEL_EN,
         "Field of study: 35 × 0 = 0, no field in common: you look for 0413 management and "
         "administration, this mentor's field is 0915 therapy and rehabilitation\n"
         "Career: 35 × 6 = 210, you wish “Berater” (2421 management and organisation analysts); "
         "this mentor "
         "worked as “sykepleier” (2221 nursing professionals) from 2001 to 2003; both belong to 2 "
         "professionals; industry: 86 human health activities, not what you wish\n"
         "Language: 15 × 0 = 0, no language in common: you speak German; this mentor speaks "
         "Norwegian Bokmål, "
         "Swedish, Danish, …\n"
         "Place: 15 × 40 = 600, both accept meeting remotely\n"
         "810"},
        {"student field:0613 speaks:nl place:2792482", "country:FR speaks:fi/C1", LABEL_NL,
         "Studierichting: 35 × 20 = 700 (unknown), de studierichting van deze mentor is niet "
         "bekend\n"
         "Loopbaan: 35 × 20 = 700 (unknown), je hebt niet gezegd welk beroep je zoekt\n"
         "Taal: 15 × 0 = 0, geen gemeenschappelijke taal: jij spreekt Nederlands; deze mentor "
         "spreekt Fins\n"
         "Plaats: 15 × 0 = 0, verschillende landen: België en Frankrijk\n"
         "1400"},
        {"student field:0613 wants-job:2512 place:2792482",
         "field:0613 job:2512//2018/2018 place:2792482", LABEL_EN,
         "Field of study: 35 × 100 = 3500, both 0613 software and applications development and "
         "analysis\n"
         "Career: 35 × 43 = 1505, you wish 2512 software developers; this mentor was one until "
         "2018\n"
         "Language: 15 × 10 = 150 (unknown), you have not said which languages you speak\n"
         "Place: 15 × 100 = 1500, both in Leuven\n"
         "6655"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct explanation explanation = explain(
            rows[i].student, rows[i].alumnus, (struct audience){rows[i].language, VOICE_STUDENT});
        cr_expect(eq(str, T(tell(&explanation)), T(rows[i].told)));
    }
}

/* The reasons of one pair as each of its readers is told them; the student's voice is that of the
 * explanations above. */
Test(golden, a_mentor_reads_you_of_themself_and_staff_of_neither)
{
    static const struct {
        struct audience audience;
        const char *told;
    } rows[] = {
        {{LABEL_NL, VOICE_MENTOR},
         "de student zoekt 073 architectuur en bouwkunde; jouw richting is 0732 bouwkunde en "
         "civiele techniek, die daaronder valt\n"
         "de student zoekt ‘Ingenieur’ (214 ingenieurs (exclusief elektrotechnologie)); jij oefent "
         "dat beroep uit sinds 2016; sector: 42 weg- en waterbouw, dicht bij wat de student wenst\n"
         "de student spreekt Deens (C1), jij spreekt Zweeds (B2); die talen liggen dicht bij "
         "elkaar\n"
         "de student wenst Noorwegen; jij bent daar, in Drammen\n"},
        {{LABEL_NL, VOICE_STAFF},
         "de student zoekt 073 architectuur en bouwkunde; de richting van deze mentor is 0732 "
         "bouwkunde en civiele techniek, die daaronder valt\n"
         "de student zoekt ‘Ingenieur’ (214 ingenieurs (exclusief elektrotechnologie)); deze "
         "mentor oefent dat beroep uit sinds 2016; sector: 42 weg- en waterbouw, dicht bij wat de "
         "student wenst\n"
         "de student spreekt Deens (C1), deze mentor spreekt Zweeds (B2); die talen liggen dicht "
         "bij elkaar\n"
         "de student wenst Noorwegen; deze mentor is daar, in Drammen\n"},
        {{LABEL_SV, VOICE_MENTOR},
         "studenten söker 073 arkitektur och byggande; ditt område är 0732 byggnadsteknik och "
         "anläggningsteknik, som hör dit\n"
         "studenten söker ”Ingenieur” (214 civilingenjörer (utom elektroteknik)); du har haft det "
         "yrket sedan 2016; bransch: 42 anläggningsarbeten, nära det studenten önskar\n"
         "studenten talar danska (C1), du talar svenska (B2); språken ligger nära varandra\n"
         "studenten önskar Norge; du finns där, i Drammen\n"},
        {{LABEL_SV, VOICE_STAFF},
         "studenten söker 073 arkitektur och byggande; den här mentorns område är 0732 "
         "byggnadsteknik och anläggningsteknik, som hör dit\n"
         "studenten söker ”Ingenieur” (214 civilingenjörer (utom elektroteknik)); den här mentorn "
         "har haft det yrket sedan 2016; bransch: 42 anläggningsarbeten, nära det studenten "
         "önskar\n"
         "studenten talar danska (C1), den här mentorn talar svenska (B2); språken ligger nära "
         "varandra\n"
         "studenten önskar Norge; den här mentorn finns där, i Drammen\n"},
        {{LABEL_NB, VOICE_MENTOR},
         "studenten ser etter 073 arkitektur og bygg; fagfeltet ditt er 0732 bygg- og "
         "anleggsteknikk, som hører inn under det\n"
         "studenten ser etter «Ingenieur» (214 sivilingeniører (unntatt elektroteknologi)); du har "
         "hatt det yrket siden 2016; bransje: 42 anleggsvirksomhet, nær det studenten ønsker\n"
         "studenten snakker dansk (C1), du snakker svensk (B2); språkene ligger nær hverandre\n"
         "studenten ønsker Norge; du holder til der, i Drammen\n"},
        {{LABEL_NB, VOICE_STAFF},
         "studenten ser etter 073 arkitektur og bygg; fagfeltet til denne mentoren er 0732 bygg- "
         "og anleggsteknikk, som hører inn under det\n"
         "studenten ser etter «Ingenieur» (214 sivilingeniører (unntatt elektroteknologi)); denne "
         "mentoren har hatt det yrket siden 2016; bransje: 42 anleggsvirksomhet, nær det studenten "
         "ønsker\n"
         "studenten snakker dansk (C1), denne mentoren snakker svensk (B2); språkene ligger nær "
         "hverandre\n"
         "studenten ønsker Norge; denne mentoren holder til der, i Drammen\n"},
        {{LABEL_DE, VOICE_MENTOR},
         "die studierende Person sucht 073 Architektur und Baugewerbe; Ihr Fach ist 0732 Hoch- und "
         "Tiefbau, Bauingenieurwesen, das dazugehört\n"
         "die studierende Person sucht „Ingenieur“ (214 Ingenieurwissenschaftler (ohne "
         "Elektrotechnik, Elektronik und Telekommunikation)); Sie üben diesen Beruf seit 2016 aus; "
         "Branche: 42 Tiefbau, nahe an der gewünschten\n"
         "die studierende Person spricht Dänisch (C1), Sie sprechen Schwedisch (B2); die Sprachen "
         "liegen nah beieinander\n"
         "die studierende Person wünscht Norwegen; Sie sind dort, in Drammen\n"},
        {{LABEL_DE, VOICE_STAFF},
         "die studierende Person sucht 073 Architektur und Baugewerbe; das Fach der "
         "Mentoring-Person ist 0732 Hoch- und Tiefbau, Bauingenieurwesen, das dazugehört\n"
         "die studierende Person sucht „Ingenieur“ (214 Ingenieurwissenschaftler (ohne "
         "Elektrotechnik, Elektronik und Telekommunikation)); die Mentoring-Person übt diesen "
         "Beruf seit 2016 aus; Branche: 42 Tiefbau, nahe an der gewünschten\n"
         "die studierende Person spricht Dänisch (C1), die Mentoring-Person spricht Schwedisch "
         "(B2); die Sprachen liegen nah beieinander\n"
         "die studierende Person wünscht Norwegen; die Mentoring-Person ist dort, in Drammen\n"},
        {{LABEL_FR, VOICE_MENTOR},
         "la personne étudiante cherche 073 architecture et bâtiment\u00a0; votre domaine est 0732 "
         "bâtiment et génie civil, qui en fait partie\n"
         "la personne étudiante cherche «\u00a0Ingenieur\u00a0» (214 spécialistes, sciences "
         "techniques (sauf électrotechniques))\u00a0; vous exercez ce métier depuis 2016\u00a0; "
         "secteur\u00a0: 42 génie civil, proche du secteur souhaité\n"
         "la personne étudiante parle danois (C1), vous parlez suédois (B2)\u00a0; ces langues "
         "sont proches\n"
         "la personne étudiante souhaite Norvège\u00a0; vous vous y trouvez\u00a0: Drammen\n"},
        {{LABEL_FR, VOICE_STAFF},
         "la personne étudiante cherche 073 architecture et bâtiment\u00a0; le domaine de la "
         "personne mentore est 0732 bâtiment et génie civil, qui en fait partie\n"
         "la personne étudiante cherche «\u00a0Ingenieur\u00a0» (214 spécialistes, sciences "
         "techniques (sauf électrotechniques))\u00a0; la personne mentore exerce ce métier depuis "
         "2016\u00a0; secteur\u00a0: 42 génie civil, proche du secteur souhaité\n"
         "la personne étudiante parle danois (C1), la personne mentore parle suédois (B2)\u00a0; "
         "ces langues sont proches\n"
         "la personne étudiante souhaite Norvège\u00a0; la personne mentore s'y trouve\u00a0: "
         "Drammen\n"},
        {{LABEL_EN, VOICE_MENTOR},
         "the student looks for 073 architecture and construction; your field is 0732 building and "
         "civil engineering, which belongs to it\n"
         "the student looks for 2142 civil engineers; you have been one since 2016; industry: 42 "
         "civil engineering, close to what the student wishes\n"
         "the student speaks Danish (C1), you speak Swedish (B2); the two languages are close\n"
         "the student would like Norway; you are there, in Drammen\n"},
        {{LABEL_EN, VOICE_STAFF},
         "the student looks for 073 architecture and construction; this mentor's field is 0732 "
         "building and civil engineering, which belongs to it\n"
         "the student looks for 2142 civil engineers; this mentor has been one since 2016; "
         "industry: 42 civil engineering, close to what the student wishes\n"
         "the student speaks Danish (C1), this mentor speaks Swedish (B2); the two languages are "
         "close\n"
         "the student would like Norway; this mentor is there, in Drammen\n"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct explanation explanation =
            explain("student wants-field:073 wants-job:2142=Ingenieur wants-industry:41 "
                    "speaks:da/C1 wants-place:NO",
                    "field:0732 job:2142/42/2016 speaks:sv/B2 place:3159016", rows[i].audience);
        const char *told = "";
        for (size_t c = 0; c < CRITERION_COUNT; c++)
            told = arena_printf(arena, "%s%s\n", told, explanation.reasons[c]);
        cr_expect(eq(str, T(told), T(rows[i].told)));
    }
}

Test(golden, a_mentor_of_the_field_above_is_said_to_include_the_wished_one)
{
    static const struct {
        struct audience audience;
        const char *told;
    } rows[] = {
        {{LABEL_EN, VOICE_STUDENT},
         "your field is 0732 building and civil engineering; this mentor's field is 073 "
         "architecture and construction, which includes it"},
        {{LABEL_NL, VOICE_MENTOR},
         "de richting van de student is 0732 bouwkunde en civiele techniek; jouw richting is 073 "
         "architectuur en bouwkunde, waar dat onder valt"},
        {{LABEL_FR, VOICE_STAFF},
         "le domaine de la personne étudiante est 0732 bâtiment et génie civil\u00a0; le domaine "
         "de "
         "la personne mentore est 073 architecture et bâtiment, qui l'englobe"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct explanation explanation =
            explain("student field:0732", "field:073", rows[i].audience);
        cr_expect(eq(i32, explanation.score.parts[CRITERION_FIELD].part, 70));
        cr_expect(eq(str, T(explanation.reasons[CRITERION_FIELD]), T(rows[i].told)));
    }
}

Test(golden, a_job_that_is_to_end_is_current_until_then)
{
    struct explanation explanation = explain("student wants-job:2142", "job:2142//2025/2027",
                                             (struct audience){LABEL_EN, VOICE_STUDENT});
    cr_expect(eq(i32, explanation.score.parts[CRITERION_CAREER].part, 100));
    cr_expect(eq(str, T(explanation.reasons[CRITERION_CAREER]),
                 T("you wish 2142 civil engineers; this mentor has been one since 2025")));
}

/* The README shows the lines of the first explanation, indented by four. */
Test(golden, the_readme_shows_the_first_explanation)
{
    const char *folder = getenv("KRING_SEEDS") != NULL ? getenv("KRING_SEEDS") : "seeds";
    char readme[65536] = "";
    FILE *file = fopen(arena_printf(arena, "%s/../scoring/README.md", folder), "r");
    cr_assert(ne(ptr, file, NULL));
    cr_assert(lt(sz, fread(readme, 1, sizeof readme - 1, file), sizeof readme - 1));
    fclose(file);
    struct explanation explanation = explain(
        STUDENT, "field:0732 job:2142=Burgerlijk_ingenieur/42/2016 speaks:nl/C1 place:2803138",
        (struct audience){LABEL_EN, VOICE_STUDENT});
    char *rest = arena_strdup(arena, tell(&explanation));
    const char *text = "\n";
    while (rest != NULL)
        text = arena_printf(arena, "%s    %s\n", text, words_cut(&rest, '\n'));
    cr_expect(ne(ptr, strstr(readme, text), NULL), "%s", text);
}
