/* Every phrase of explanations, included where PHRASE and PHRASE_OF are defined (phrases.h): name,
 * then nl, sv, nb, de, fr, en.
 *
 * PHRASE names neither of the pair. PHRASE_OF is about the STUDENT, the MENTOR or EITHER, and comes
 * in two rows of six: YOU, said to that person, and THEY, said of them to anybody else. A phrase is
 * about one person at most: a sentence about both is made of two, and so is right for every reader.
 *
 * Above each group: what {1}, {2} … are. How to add one: a row; a test checks that all texts of a
 * phrase use the same placeholders. Nobody has a gender: in German and French the two are persons
 * ("die studierende Person", "la personne mentore"), and no pronoun stands for them. French puts a
 * no-break space (\u00a0) before : ; and within « ». */

/* The criteria, as headings. */
PHRASE(LABEL_FIELD, "Studierichting", "Ämnesområde", "Fagfelt", "Studienfach", "Domaine d'études",
       "Field of study")
PHRASE(LABEL_CAREER, "Loopbaan", "Karriär", "Karriere", "Beruf", "Parcours professionnel", "Career")
PHRASE(LABEL_LANGUAGE, "Taal", "Språk", "Språk", "Sprache", "Langue", "Language")
PHRASE(LABEL_PLACE, "Plaats", "Ort", "Sted", "Ort", "Lieu", "Place")

/* {1}: a text that was not read. */
PHRASE_OF(STUDENT, UNREAD_STUDENT,
          YOU("wat je schreef, ‘{1}’, werd niet herkend", "det du skrev, ”{1}”, kändes inte igen",
              "det du skrev, «{1}», ble ikke gjenkjent", "Ihre Angabe „{1}“ wurde nicht erkannt",
              "votre indication «\u00a0{1}\u00a0» n'a pas été reconnue",
              "what you wrote, “{1}”, was not recognised"),
          THEY("wat de student schreef, ‘{1}’, werd niet herkend",
               "det studenten skrev, ”{1}”, kändes inte igen",
               "det studenten skrev, «{1}», ble ikke gjenkjent",
               "die Angabe „{1}“ der studierenden Person wurde nicht erkannt",
               "l'indication «\u00a0{1}\u00a0» de la personne étudiante n'a pas été reconnue",
               "what the student wrote, “{1}”, was not recognised"))
PHRASE_OF(MENTOR, UNREAD_MENTOR,
          YOU("wat je schreef, ‘{1}’, werd niet herkend", "det du skrev, ”{1}”, kändes inte igen",
              "det du skrev, «{1}», ble ikke gjenkjent", "Ihre Angabe „{1}“ wurde nicht erkannt",
              "votre indication «\u00a0{1}\u00a0» n'a pas été reconnue",
              "what you wrote, “{1}”, was not recognised"),
          THEY("wat deze mentor schreef, ‘{1}’, werd niet herkend",
               "det den här mentorn skrev, ”{1}”, kändes inte igen",
               "det denne mentoren skrev, «{1}», ble ikke gjenkjent",
               "die Angabe „{1}“ der Mentoring-Person wurde nicht erkannt",
               "l'indication «\u00a0{1}\u00a0» de la personne mentore n'a pas été reconnue",
               "what this mentor wrote, “{1}”, was not recognised"))

/* Field. {1}: a field with its code. */
PHRASE_OF(STUDENT, FIELD_OWN,
          YOU("jouw richting is {1}", "ditt område är {1}", "fagfeltet ditt er {1}",
              "Ihr Fach ist {1}", "votre domaine est {1}", "your field is {1}"),
          THEY("de richting van de student is {1}", "studentens område är {1}",
               "fagfeltet til studenten er {1}", "das Fach der studierenden Person ist {1}",
               "le domaine de la personne étudiante est {1}", "the student's field is {1}"))
PHRASE_OF(STUDENT, FIELD_WISHED,
          YOU("je zoekt {1}", "du söker {1}", "du ser etter {1}", "Sie suchen {1}",
              "vous cherchez {1}", "you look for {1}"),
          THEY("de student zoekt {1}", "studenten söker {1}", "studenten ser etter {1}",
               "die studierende Person sucht {1}", "la personne étudiante cherche {1}",
               "the student looks for {1}"))
PHRASE(FIELD_BOTH, "allebei {1}", "båda {1}", "begge {1}", "beide {1}", "domaine commun\u00a0: {1}",
       "both {1}")
/* {1}: FIELD_OWN or FIELD_WISHED; {2}: the mentor's field; {3}: what they share. */
PHRASE_OF(MENTOR, FIELD_SAME,
          YOU("{1}; dat is jouw richting", "{1}; det är ditt område", "{1}; det er fagfeltet ditt",
              "{1}; das ist Ihr Fach", "{1}\u00a0; c'est votre domaine", "{1}; that is your field"),
          THEY("{1}; dat is de richting van deze mentor", "{1}; det är den här mentorns område",
               "{1}; det er fagfeltet til denne mentoren",
               "{1}; das ist das Fach der Mentoring-Person",
               "{1}\u00a0; c'est le domaine de la personne mentore",
               "{1}; that is this mentor's field"))
PHRASE_OF(MENTOR, FIELD_WITHIN,
          YOU("{1}; jouw richting is {2}, die daaronder valt",
              "{1}; ditt område är {2}, som hör dit",
              "{1}; fagfeltet ditt er {2}, som hører inn under det",
              "{1}; Ihr Fach ist {2}, das dazugehört",
              "{1}\u00a0; votre domaine est {2}, qui en fait partie",
              "{1}; your field is {2}, which belongs to it"),
          THEY("{1}; de richting van deze mentor is {2}, die daaronder valt",
               "{1}; den här mentorns område är {2}, som hör dit",
               "{1}; fagfeltet til denne mentoren er {2}, som hører inn under det",
               "{1}; das Fach der Mentoring-Person ist {2}, das dazugehört",
               "{1}\u00a0; le domaine de la personne mentore est {2}, qui en fait partie",
               "{1}; this mentor's field is {2}, which belongs to it"))
PHRASE_OF(MENTOR, FIELD_ABOVE,
          YOU("{1}; jouw richting is {2}, waar dat onder valt",
              "{1}; ditt område är {2}, som omfattar det",
              "{1}; fagfeltet ditt er {2}, som omfatter det",
              "{1}; Ihr Fach ist {2}, das dieses umfasst",
              "{1}\u00a0; votre domaine est {2}, qui l'englobe",
              "{1}; your field is {2}, which includes it"),
          THEY("{1}; de richting van deze mentor is {2}, waar dat onder valt",
               "{1}; den här mentorns område är {2}, som omfattar det",
               "{1}; fagfeltet til denne mentoren er {2}, som omfatter det",
               "{1}; das Fach der Mentoring-Person ist {2}, das dieses umfasst",
               "{1}\u00a0; le domaine de la personne mentore est {2}, qui l'englobe",
               "{1}; this mentor's field is {2}, which includes it"))
PHRASE_OF(
    MENTOR, FIELD_SHARED,
    YOU("{1}; jouw richting is {2}; beide vallen onder {3}",
        "{1}; ditt område är {2}; båda hör till {3}",
        "{1}; fagfeltet ditt er {2}; begge hører inn under {3}",
        "{1}; Ihr Fach ist {2}; beide gehören zu {3}",
        "{1}\u00a0; votre domaine est {2}\u00a0; les deux relèvent de {3}",
        "{1}; your field is {2}; both belong to {3}"),
    THEY("{1}; de richting van deze mentor is {2}; beide vallen onder {3}",
         "{1}; den här mentorns område är {2}; båda hör till {3}",
         "{1}; fagfeltet til denne mentoren er {2}; begge hører inn under {3}",
         "{1}; das Fach der Mentoring-Person ist {2}; beide gehören zu {3}",
         "{1}\u00a0; le domaine de la personne mentore est {2}\u00a0; les deux relèvent de {3}",
         "{1}; this mentor's field is {2}; both belong to {3}"))
PHRASE_OF(MENTOR, FIELD_LISTED,
          YOU("{1}; jouw richting is {2}, een verwante richting",
              "{1}; ditt område är {2}, ett närliggande område",
              "{1}; fagfeltet ditt er {2}, et beslektet fagfelt",
              "{1}; Ihr Fach ist {2}, ein verwandtes Fach",
              "{1}\u00a0; votre domaine est {2}, un domaine voisin",
              "{1}; your field is {2}, a neighbouring field"),
          THEY("{1}; de richting van deze mentor is {2}, een verwante richting",
               "{1}; den här mentorns område är {2}, ett närliggande område",
               "{1}; fagfeltet til denne mentoren er {2}, et beslektet fagfelt",
               "{1}; das Fach der Mentoring-Person ist {2}, ein verwandtes Fach",
               "{1}\u00a0; le domaine de la personne mentore est {2}, un domaine voisin",
               "{1}; this mentor's field is {2}, a neighbouring field"))
PHRASE_OF(MENTOR, FIELD_NONE,
          YOU("geen gemeenschappelijke richting: {1}, jouw richting is {2}",
              "inget gemensamt område: {1}, ditt område är {2}",
              "ikke noe felles fagfelt: {1}, fagfeltet ditt er {2}",
              "kein gemeinsames Fach: {1}, Ihr Fach ist {2}",
              "aucun domaine commun\u00a0: {1}, votre domaine est {2}",
              "no field in common: {1}, your field is {2}"),
          THEY("geen gemeenschappelijke richting: {1}, de richting van deze mentor is {2}",
               "inget gemensamt område: {1}, den här mentorns område är {2}",
               "ikke noe felles fagfelt: {1}, fagfeltet til denne mentoren er {2}",
               "kein gemeinsames Fach: {1}, das Fach der Mentoring-Person ist {2}",
               "aucun domaine commun\u00a0: {1}, le domaine de la personne mentore est {2}",
               "no field in common: {1}, this mentor's field is {2}"))
PHRASE_OF(MENTOR, FIELD_UNKNOWN_MENTOR,
          YOU("jouw studierichting is niet bekend", "ditt ämnesområde är inte känt",
              "fagfeltet ditt er ikke kjent", "Ihr Studienfach ist nicht bekannt",
              "votre domaine d'études n'est pas connu", "your field is not known"),
          THEY("de studierichting van deze mentor is niet bekend",
               "den här mentorns ämnesområde är inte känt",
               "fagfeltet til denne mentoren er ikke kjent",
               "das Studienfach der Mentoring-Person ist nicht bekannt",
               "le domaine d'études de la personne mentore n'est pas connu",
               "this mentor's field is not known"))
PHRASE_OF(STUDENT, FIELD_UNKNOWN_STUDENT,
          YOU("je hebt niet gezegd welke studierichting je zoekt",
              "du har inte angett vilket ämnesområde du söker",
              "du har ikke oppgitt hvilket fagfelt du ser etter",
              "Sie haben nicht angegeben, welches Fach Sie suchen",
              "vous n'avez pas indiqué quel domaine vous cherchez",
              "you have not said which field you look for"),
          THEY("de student heeft niet gezegd welke studierichting gezocht wordt",
               "studenten har inte angett vilket ämnesområde som söks",
               "studenten har ikke oppgitt noe ønsket fagfelt",
               "die studierende Person hat nicht angegeben, welches Fach gesucht wird",
               "la personne étudiante n'a pas indiqué de domaine recherché",
               "the student has not said which field to look for"))

/* Career. {1}: an occupation with its code. */
PHRASE_OF(STUDENT, CAREER_WISHED,
          YOU("je zoekt {1}", "du söker {1}", "du ser etter {1}", "Sie suchen {1}",
              "vous cherchez {1}", "you wish {1}"),
          THEY("de student zoekt {1}", "studenten söker {1}", "studenten ser etter {1}",
               "die studierende Person sucht {1}", "la personne étudiante cherche {1}",
               "the student looks for {1}"))
/* {1}: a title as typed; {2}: its group. */
PHRASE(CAREER_TITLE, "‘{1}’ ({2})", "”{1}” ({2})", "«{1}» ({2})", "„{1}“ ({2})",
       "«\u00a0{1}\u00a0» ({2})", "“{1}” ({2})")
/* {1}: a title as typed. */
PHRASE(CAREER_QUOTE, "‘{1}’", "”{1}”", "«{1}»", "„{1}“", "«\u00a0{1}\u00a0»", "“{1}”")
/* {1}: CAREER_TITLE, or a group alone. */
PHRASE(CAREER_AS_TITLE, "als {1}", "som {1}", "som {1}", "als {1}", "comme {1}", "as {1}")
PHRASE(CAREER_IN_GROUP, "in de beroepsgroep {1}", "i yrkesgruppen {1}", "i yrkesgruppen {1}",
       "in der Berufsgruppe {1}", "dans le groupe de métiers {1}", "in the group {1}")
/* {1}: CAREER_AS_TITLE or CAREER_IN_GROUP; {2}, {3}: years from and to. */
PHRASE_OF(MENTOR, CAREER_JOB_NOW,
          YOU("jij werkt {1}", "du arbetar {1}", "du jobber {1}", "Sie arbeiten {1}",
              "vous travaillez {1}", "you work {1}"),
          THEY("deze mentor werkt {1}", "den här mentorn arbetar {1}", "denne mentoren jobber {1}",
               "die Mentoring-Person arbeitet {1}", "la personne mentore travaille {1}",
               "this mentor works {1}"))
PHRASE_OF(MENTOR, CAREER_JOB_SINCE,
          YOU("jij werkt sinds {2} {1}", "du har sedan {2} arbetat {1}",
              "du har siden {2} jobbet {1}", "Sie arbeiten seit {2} {1}",
              "vous travaillez depuis {2} {1}", "you have worked {1} since {2}"),
          THEY("deze mentor werkt sinds {2} {1}", "den här mentorn har sedan {2} arbetat {1}",
               "denne mentoren har siden {2} jobbet {1}",
               "die Mentoring-Person arbeitet seit {2} {1}",
               "la personne mentore travaille depuis {2} {1}",
               "this mentor has worked {1} since {2}"))
PHRASE_OF(MENTOR, CAREER_JOB_FROM_TO,
          YOU("jij werkte van {2} tot {3} {1}", "du arbetade från {2} till {3} {1}",
              "du jobbet fra {2} til {3} {1}", "Sie arbeiteten von {2} bis {3} {1}",
              "vous avez travaillé de {2} à {3} {1}", "you worked {1} from {2} to {3}"),
          THEY("deze mentor werkte van {2} tot {3} {1}",
               "den här mentorn arbetade från {2} till {3} {1}",
               "denne mentoren jobbet fra {2} til {3} {1}",
               "die Mentoring-Person arbeitete von {2} bis {3} {1}",
               "la personne mentore a travaillé de {2} à {3} {1}",
               "this mentor worked {1} from {2} to {3}"))
PHRASE_OF(MENTOR, CAREER_JOB_UNTIL,
          YOU("jij werkte tot {3} {1}", "du arbetade till {3} {1}", "du jobbet til {3} {1}",
              "Sie arbeiteten bis {3} {1}", "vous avez travaillé jusqu'en {3} {1}",
              "you worked {1} until {3}"),
          THEY("deze mentor werkte tot {3} {1}", "den här mentorn arbetade till {3} {1}",
               "denne mentoren jobbet til {3} {1}", "die Mentoring-Person arbeitete bis {3} {1}",
               "la personne mentore a travaillé jusqu'en {3} {1}",
               "this mentor worked {1} until {3}"))
/* {1}: CAREER_WISHED; {2}, {3}: years from and to. */
PHRASE_OF(MENTOR, CAREER_SAME_NOW,
          YOU("{1}; jij oefent dat beroep uit", "{1}; du har det yrket", "{1}; du har det yrket",
              "{1}; Sie üben diesen Beruf aus", "{1}\u00a0; vous exercez ce métier",
              "{1}; you are one"),
          THEY("{1}; deze mentor oefent dat beroep uit", "{1}; den här mentorn har det yrket",
               "{1}; denne mentoren har det yrket",
               "{1}; die Mentoring-Person übt diesen Beruf aus",
               "{1}\u00a0; la personne mentore exerce ce métier", "{1}; this mentor is one"))
PHRASE_OF(MENTOR, CAREER_SAME_SINCE,
          YOU("{1}; jij oefent dat beroep uit sinds {2}", "{1}; du har haft det yrket sedan {2}",
              "{1}; du har hatt det yrket siden {2}", "{1}; Sie üben diesen Beruf seit {2} aus",
              "{1}\u00a0; vous exercez ce métier depuis {2}", "{1}; you have been one since {2}"),
          THEY("{1}; deze mentor oefent dat beroep uit sinds {2}",
               "{1}; den här mentorn har haft det yrket sedan {2}",
               "{1}; denne mentoren har hatt det yrket siden {2}",
               "{1}; die Mentoring-Person übt diesen Beruf seit {2} aus",
               "{1}\u00a0; la personne mentore exerce ce métier depuis {2}",
               "{1}; this mentor has been one since {2}"))
PHRASE_OF(MENTOR, CAREER_SAME_FROM_TO,
          YOU("{1}; jij oefende dat beroep uit van {2} tot {3}",
              "{1}; du hade det yrket från {2} till {3}", "{1}; du hadde det yrket fra {2} til {3}",
              "{1}; Sie übten diesen Beruf von {2} bis {3} aus",
              "{1}\u00a0; vous avez exercé ce métier de {2} à {3}",
              "{1}; you were one from {2} to {3}"),
          THEY("{1}; deze mentor oefende dat beroep uit van {2} tot {3}",
               "{1}; den här mentorn hade det yrket från {2} till {3}",
               "{1}; denne mentoren hadde det yrket fra {2} til {3}",
               "{1}; die Mentoring-Person übte diesen Beruf von {2} bis {3} aus",
               "{1}\u00a0; la personne mentore a exercé ce métier de {2} à {3}",
               "{1}; this mentor was one from {2} to {3}"))
PHRASE_OF(MENTOR, CAREER_SAME_UNTIL,
          YOU("{1}; jij oefende dat beroep uit tot {3}", "{1}; du hade det yrket till {3}",
              "{1}; du hadde det yrket til {3}", "{1}; Sie übten diesen Beruf bis {3} aus",
              "{1}\u00a0; vous avez exercé ce métier jusqu'en {3}", "{1}; you were one until {3}"),
          THEY("{1}; deze mentor oefende dat beroep uit tot {3}",
               "{1}; den här mentorn hade det yrket till {3}",
               "{1}; denne mentoren hadde det yrket til {3}",
               "{1}; die Mentoring-Person übte diesen Beruf bis {3} aus",
               "{1}\u00a0; la personne mentore a exercé ce métier jusqu'en {3}",
               "{1}; this mentor was one until {3}"))
/* {1}: CAREER_WISHED; {2}: CAREER_JOB_…; {3}: what they share. */
PHRASE(CAREER_SAME, "{1}; {2}, hetzelfde beroep", "{1}; {2}, samma yrke", "{1}; {2}, samme yrke",
       "{1}; {2}, derselbe Beruf", "{1}\u00a0; {2}, le même métier",
       "{1}; {2}, the same occupation")
PHRASE(CAREER_WITHIN, "{1}; {2}", "{1}; {2}", "{1}; {2}", "{1}; {2}", "{1}\u00a0; {2}", "{1}; {2}")
PHRASE(CAREER_SHARED, "{1}; {2}; beide vallen onder {3}", "{1}; {2}; båda hör till {3}",
       "{1}; {2}; begge hører inn under {3}", "{1}; {2}; beide gehören zu {3}",
       "{1}\u00a0; {2}\u00a0; les deux relèvent de {3}", "{1}; {2}; both belong to {3}")
PHRASE(CAREER_LISTED, "{1}; {2}, een verwant beroep", "{1}; {2}, ett närliggande yrke",
       "{1}; {2}, et beslektet yrke", "{1}; {2}, ein verwandter Beruf",
       "{1}\u00a0; {2}, un métier voisin", "{1}; {2}, a related occupation")
PHRASE(CAREER_NONE, "geen gemeenschappelijk beroep: {1}, {2}", "inget gemensamt yrke: {1}, {2}",
       "ikke noe felles yrke: {1}, {2}", "kein gemeinsamer Beruf: {1}, {2}",
       "aucun métier commun\u00a0: {1}, {2}", "no occupation in common: {1}, {2}")
/* {1}: one of the above; {2}: an industry with its code. */
PHRASE_OF(STUDENT, INDUSTRY_WISHED,
          YOU("{1}; sector: {2}, zoals je wenst", "{1}; bransch: {2}, som du önskar",
              "{1}; bransje: {2}, som du ønsker", "{1}; Branche: {2}, wie gewünscht",
              "{1}\u00a0; secteur\u00a0: {2}, comme vous le souhaitez",
              "{1}; industry: {2}, as you wish"),
          THEY("{1}; sector: {2}, zoals de student wenst",
               "{1}; bransch: {2}, som studenten önskar", "{1}; bransje: {2}, som studenten ønsker",
               "{1}; Branche: {2}, wie gewünscht", "{1}\u00a0; secteur\u00a0: {2}, comme souhaité",
               "{1}; industry: {2}, as the student wishes"))
PHRASE_OF(STUDENT, INDUSTRY_CLOSE,
          YOU("{1}; sector: {2}, dicht bij wat je wenst", "{1}; bransch: {2}, nära det du önskar",
              "{1}; bransje: {2}, nær det du ønsker", "{1}; Branche: {2}, nahe an der gewünschten",
              "{1}\u00a0; secteur\u00a0: {2}, proche de ce que vous souhaitez",
              "{1}; industry: {2}, close to what you wish"),
          THEY("{1}; sector: {2}, dicht bij wat de student wenst",
               "{1}; bransch: {2}, nära det studenten önskar",
               "{1}; bransje: {2}, nær det studenten ønsker",
               "{1}; Branche: {2}, nahe an der gewünschten",
               "{1}\u00a0; secteur\u00a0: {2}, proche du secteur souhaité",
               "{1}; industry: {2}, close to what the student wishes"))
PHRASE_OF(STUDENT, INDUSTRY_OTHER,
          YOU("{1}; sector: {2}, niet wat je wenst", "{1}; bransch: {2}, inte det du önskar",
              "{1}; bransje: {2}, ikke det du ønsker", "{1}; Branche: {2}, nicht die gewünschte",
              "{1}\u00a0; secteur\u00a0: {2}, différent de ce que vous souhaitez",
              "{1}; industry: {2}, not what you wish"),
          THEY("{1}; sector: {2}, niet wat de student wenst",
               "{1}; bransch: {2}, inte det studenten önskar",
               "{1}; bransje: {2}, ikke det studenten ønsker",
               "{1}; Branche: {2}, nicht die gewünschte",
               "{1}\u00a0; secteur\u00a0: {2}, différent du secteur souhaité",
               "{1}; industry: {2}, not what the student wishes"))
PHRASE_OF(MENTOR, CAREER_UNKNOWN_MENTOR,
          YOU("jouw werk is niet bekend", "ditt arbete är inte känt",
              "det er ikke kjent hva du jobber med", "Ihre Tätigkeit ist nicht bekannt",
              "votre activité n'est pas connue", "your work is not known"),
          THEY("het werk van deze mentor is niet bekend", "den här mentorns arbete är inte känt",
               "det er ikke kjent hva denne mentoren jobber med",
               "die Tätigkeit der Mentoring-Person ist nicht bekannt",
               "l'activité de la personne mentore n'est pas connue",
               "this mentor's work is not known"))
PHRASE_OF(STUDENT, CAREER_UNKNOWN_STUDENT,
          YOU("je hebt niet gezegd welk beroep je zoekt", "du har inte angett vilket yrke du söker",
              "du har ikke oppgitt hvilket yrke du ser etter",
              "Sie haben nicht angegeben, welchen Beruf Sie suchen",
              "vous n'avez pas indiqué quel métier vous cherchez",
              "you have not said which occupation you look for"),
          THEY("de student heeft niet gezegd welk beroep gezocht wordt",
               "studenten har inte angett vilket yrke som söks",
               "studenten har ikke oppgitt noe ønsket yrke",
               "die studierende Person hat nicht angegeben, welcher Beruf gesucht wird",
               "la personne étudiante n'a pas indiqué de métier recherché",
               "the student has not said which occupation to look for"))

/* Language. {1}: a level. */
PHRASE_OF(STUDENT, LANGUAGE_LEVEL_STUDENT,
          YOU("jij {1}", "du {1}", "du {1}", "Sie {1}", "vous {1}", "you {1}"),
          THEY("de student {1}", "studenten {1}", "studenten {1}", "die studierende Person {1}",
               "la personne étudiante {1}", "the student {1}"))
PHRASE_OF(MENTOR, LANGUAGE_LEVEL_MENTOR,
          YOU("jij {1}", "du {1}", "du {1}", "Sie {1}", "vous {1}", "you {1}"),
          THEY("deze mentor {1}", "den här mentorn {1}", "denne mentoren {1}",
               "die Mentoring-Person {1}", "la personne mentore {1}", "this mentor {1}"))
/* {1}: languages, or a language and its level. */
PHRASE_OF(STUDENT, LANGUAGE_SPOKEN_STUDENT,
          YOU("jij spreekt {1}", "du talar {1}", "du snakker {1}", "Sie sprechen {1}",
              "vous parlez {1}", "you speak {1}"),
          THEY("de student spreekt {1}", "studenten talar {1}", "studenten snakker {1}",
               "die studierende Person spricht {1}", "la personne étudiante parle {1}",
               "the student speaks {1}"))
PHRASE_OF(MENTOR, LANGUAGE_SPOKEN_MENTOR,
          YOU("jij spreekt {1}", "du talar {1}", "du snakker {1}", "Sie sprechen {1}",
              "vous parlez {1}", "you speak {1}"),
          THEY("deze mentor spreekt {1}", "den här mentorn talar {1}", "denne mentoren snakker {1}",
               "die Mentoring-Person spricht {1}", "la personne mentore parle {1}",
               "this mentor speaks {1}"))
/* {1}: a language; {2}: LANGUAGE_LEVEL_STUDENT; {3}: LANGUAGE_LEVEL_MENTOR. */
PHRASE(LANGUAGE_SAME, "{1}: {2}, {3}", "{1}: {2}, {3}", "{1}: {2}, {3}", "{1}: {2}, {3}",
       "{1}\u00a0: {2}, {3}", "{1}: {2}, {3}")
/* {1}: LANGUAGE_SPOKEN_STUDENT; {2}: LANGUAGE_SPOKEN_MENTOR. */
PHRASE(LANGUAGE_CLOSE, "{1}, {2}; die talen liggen dicht bij elkaar",
       "{1}, {2}; språken ligger nära varandra", "{1}, {2}; språkene ligger nær hverandre",
       "{1}, {2}; die Sprachen liegen nah beieinander", "{1}, {2}\u00a0; ces langues sont proches",
       "{1}, {2}; the two languages are close")
PHRASE(LANGUAGE_NONE, "geen gemeenschappelijke taal: {1}; {2}", "inget gemensamt språk: {1}; {2}",
       "ikke noe felles språk: {1}; {2}", "keine gemeinsame Sprache: {1}; {2}",
       "aucune langue commune\u00a0: {1}\u00a0; {2}", "no language in common: {1}; {2}")
/* Stands where a level would. */
PHRASE(LANGUAGE_LEVEL_UNKNOWN, "niveau onbekend", "okänd nivå", "ukjent nivå", "Niveau unbekannt",
       "niveau inconnu", "level not known")
PHRASE_OF(MENTOR, LANGUAGE_UNKNOWN_MENTOR,
          YOU("jouw talen zijn niet bekend", "dina språk är inte kända",
              "språkene dine er ikke kjent", "Ihre Sprachen sind nicht bekannt",
              "vos langues ne sont pas connues", "your languages are not known"),
          THEY("de talen van deze mentor zijn niet bekend", "den här mentorns språk är inte kända",
               "språkene til denne mentoren er ikke kjent",
               "die Sprachen der Mentoring-Person sind nicht bekannt",
               "les langues de la personne mentore ne sont pas connues",
               "this mentor's languages are not known"))
PHRASE_OF(STUDENT, LANGUAGE_UNKNOWN_STUDENT,
          YOU("je hebt niet gezegd welke talen je spreekt",
              "du har inte angett vilka språk du talar",
              "du har ikke oppgitt hvilke språk du snakker",
              "Sie haben nicht angegeben, welche Sprachen Sie sprechen",
              "vous n'avez pas indiqué quelles langues vous parlez",
              "you have not said which languages you speak"),
          THEY("de talen van de student zijn niet bekend", "studentens språk är inte kända",
               "språkene til studenten er ikke kjent",
               "die Sprachen der studierenden Person sind nicht bekannt",
               "les langues de la personne étudiante ne sont pas connues",
               "the student's languages are not known"))

/* Place. {1}: the student's place; {2}: the mentor's; {3}: kilometres. */
PHRASE(PLACE_KM, "van {1} naar {2}, {3} km", "{1} till {2}, {3} km", "{1} til {2}, {3} km",
       "von {1} nach {2}, {3} km", "{1} – {2}, {3} km", "{1} to {2}, {3} km")
PHRASE(PLACE_SAME, "allebei in {1}", "båda i {1}", "begge i {1}", "beide in {1}",
       "même lieu\u00a0: {1}", "both in {1}")
/* {1}: the wished place. */
PHRASE_OF(STUDENT, PLACE_WISHED,
          YOU("je wenst {1}", "du önskar {1}", "du ønsker {1}", "Sie wünschen {1}",
              "vous souhaitez {1}", "you wish {1}"),
          THEY("de student wenst {1}", "studenten önskar {1}", "studenten ønsker {1}",
               "die studierende Person wünscht {1}", "la personne étudiante souhaite {1}",
               "the student would like {1}"))
/* {1}: PLACE_WISHED; {2}: the mentor's place; {3}: kilometres. */
PHRASE_OF(MENTOR, PLACE_WISHED_KM,
          YOU("{1}; jij bent in {2}, {3} km daarvandaan", "{1}; du finns i {2}, {3} km därifrån",
              "{1}; du holder til i {2}, {3} km unna",
              "{1}; Sie sind in {2}, {3} km davon entfernt",
              "{1}\u00a0; vous êtes à {3} km de là\u00a0: {2}",
              "{1}; you are in {2}, {3} km from there"),
          THEY("{1}; deze mentor is in {2}, {3} km daarvandaan",
               "{1}; den här mentorn finns i {2}, {3} km därifrån",
               "{1}; denne mentoren holder til i {2}, {3} km unna",
               "{1}; die Mentoring-Person ist in {2}, {3} km davon entfernt",
               "{1}\u00a0; la personne mentore est à {3} km de là\u00a0: {2}",
               "{1}; this mentor is in {2}, {3} km from there"))
PHRASE_OF(MENTOR, PLACE_WISHED_SAME,
          YOU("{1}; jij bent daar", "{1}; du finns där", "{1}; du holder til der",
              "{1}; Sie sind dort", "{1}\u00a0; vous vous y trouvez", "{1}; you are there"),
          THEY("{1}; deze mentor is daar", "{1}; den här mentorn finns där",
               "{1}; denne mentoren holder til der", "{1}; die Mentoring-Person ist dort",
               "{1}\u00a0; la personne mentore s'y trouve", "{1}; this mentor is there"))
PHRASE_OF(MENTOR, PLACE_WISHED_WITHIN,
          YOU("{1}; jij bent daar, in {2}", "{1}; du finns där, i {2}",
              "{1}; du holder til der, i {2}", "{1}; Sie sind dort, in {2}",
              "{1}\u00a0; vous vous y trouvez\u00a0: {2}", "{1}; you are there, in {2}"),
          THEY("{1}; deze mentor is daar, in {2}", "{1}; den här mentorn finns där, i {2}",
               "{1}; denne mentoren holder til der, i {2}",
               "{1}; die Mentoring-Person ist dort, in {2}",
               "{1}\u00a0; la personne mentore s'y trouve\u00a0: {2}",
               "{1}; this mentor is there, in {2}"))
/* {1}: the country. */
PHRASE(PLACE_COUNTRY, "hetzelfde land: {1}", "samma land: {1}", "samme land: {1}",
       "dasselbe Land: {1}", "même pays\u00a0: {1}", "the same country: {1}")
/* {1}: PLACE_WISHED; {2}: the country. */
PHRASE_OF(MENTOR, PLACE_WISHED_COUNTRY,
          YOU("{1}; jij bent in hetzelfde land: {2}", "{1}; du finns i samma land: {2}",
              "{1}; du er i samme land: {2}", "{1}; Sie sind im selben Land: {2}",
              "{1}\u00a0; vous êtes dans le même pays\u00a0: {2}",
              "{1}; you are in the same country: {2}"),
          THEY("{1}; deze mentor is in hetzelfde land: {2}",
               "{1}; den här mentorn finns i samma land: {2}",
               "{1}; denne mentoren er i samme land: {2}",
               "{1}; die Mentoring-Person ist im selben Land: {2}",
               "{1}\u00a0; la personne mentore est dans le même pays\u00a0: {2}",
               "{1}; this mentor is in the same country: {2}"))
/* {1}, {2}: the student's country, or that of the wished place, and the mentor's. */
PHRASE(PLACE_APART, "verschillende landen: {1} en {2}", "olika länder: {1} och {2}",
       "ulike land: {1} og {2}", "verschiedene Länder: {1} und {2}",
       "pays différents\u00a0: {1} et {2}", "different countries: {1} and {2}")
PHRASE(PLACE_REMOTE, "beiden willen ook op afstand afspreken",
       "båda kan tänka sig att ses på distans", "begge kan tenke seg å møtes digitalt",
       "beide sind auch mit Treffen aus der Ferne einverstanden",
       "rencontre à distance acceptée de part et d'autre", "both accept meeting remotely")
PHRASE_OF(MENTOR, PLACE_UNKNOWN_MENTOR,
          YOU("jouw plaats is niet bekend", "din ort är inte känd",
              "det er ikke kjent hvor du holder til", "Ihr Ort ist nicht bekannt",
              "votre lieu n'est pas connu", "your place is not known"),
          THEY("de plaats van deze mentor is niet bekend", "den här mentorns ort är inte känd",
               "det er ikke kjent hvor denne mentoren holder til",
               "der Ort der Mentoring-Person ist nicht bekannt",
               "le lieu de la personne mentore n'est pas connu",
               "this mentor's place is not known"))
PHRASE_OF(STUDENT, PLACE_UNKNOWN_STUDENT,
          YOU("je hebt niet gezegd waar je bent", "du har inte angett var du finns",
              "du har ikke oppgitt hvor du holder til", "Sie haben nicht angegeben, wo Sie sind",
              "vous n'avez pas indiqué où vous êtes", "you have not said where you are"),
          THEY("de plaats van de student is niet bekend", "studentens ort är inte känd",
               "det er ikke kjent hvor studenten holder til",
               "der Ort der studierenden Person ist nicht bekannt",
               "le lieu de la personne étudiante n'est pas connu",
               "the student's place is not known"))
