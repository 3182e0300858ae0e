/* Every phrase of explanations, included where PHRASE is defined (phrases.h, phrases.c): name, then
 * nl, sv, nb, de, fr, en. Above each group: what {1}, {2} … are. How to add one: a row; a test
 * checks that the six use the same placeholders. The mentor is named without gender: in German and
 * French "this person". French puts a no-break space (\u00a0) before : ; and within « ». */

/* The criteria, as headings. */
PHRASE(LABEL_FIELD, "Studierichting", "Ämnesområde", "Fagfelt", "Studienfach", "Domaine d'études",
       "Field of study")
PHRASE(LABEL_CAREER, "Loopbaan", "Karriär", "Karriere", "Beruf", "Parcours professionnel", "Career")
PHRASE(LABEL_LANGUAGE, "Taal", "Språk", "Språk", "Sprache", "Langue", "Language")
PHRASE(LABEL_PLACE, "Plaats", "Ort", "Sted", "Ort", "Lieu", "Place")

/* {1}: a text that was not read. */
PHRASE(UNREAD_THEIRS, "wat deze mentor schreef, ‘{1}’, werd niet herkend",
       "det den här mentorn skrev, ”{1}”, kändes inte igen",
       "det denne mentoren skrev, «{1}», ble ikke gjenkjent",
       "die Angabe „{1}“ dieser Person wurde nicht erkannt",
       "l'indication «\u00a0{1}\u00a0» de cette personne n'a pas été reconnue",
       "what this mentor wrote, “{1}”, was not recognised")
PHRASE(UNREAD_YOURS, "wat je schreef, ‘{1}’, werd niet herkend",
       "det du skrev, ”{1}”, kändes inte igen", "det du skrev, «{1}», ble ikke gjenkjent",
       "Ihre Angabe „{1}“ wurde nicht erkannt",
       "votre indication «\u00a0{1}\u00a0» n'a pas été reconnue",
       "what you wrote, “{1}”, was not recognised")

/* Field. {1}: a field with its code. */
PHRASE(FIELD_YOURS, "jouw richting is {1}", "ditt område är {1}", "fagfeltet ditt er {1}",
       "Ihr Fach ist {1}", "votre domaine est {1}", "your field is {1}")
PHRASE(FIELD_WISHED, "je zoekt {1}", "du söker {1}", "du ser etter {1}", "Sie suchen {1}",
       "vous cherchez {1}", "you look for {1}")
PHRASE(FIELD_BOTH, "allebei {1}", "båda {1}", "begge {1}", "beide {1}", "domaine commun\u00a0: {1}",
       "both {1}")
/* {1}: FIELD_WISHED; {2}: the mentor's field; {3}: what they share. */
PHRASE(FIELD_SAME, "{1}; dat is de richting van deze mentor", "{1}; det är den här mentorns område",
       "{1}; det er fagfeltet til denne mentoren", "{1}; das ist das Fach dieser Person",
       "{1}\u00a0; c'est le domaine de cette personne", "{1}; that is this mentor's field")
PHRASE(FIELD_WITHIN, "{1}; de richting van deze mentor is {2}, die daaronder valt",
       "{1}; den här mentorns område är {2}, som hör dit",
       "{1}; fagfeltet til denne mentoren er {2}, som hører inn under det",
       "{1}; das Fach dieser Person ist {2}, das dazugehört",
       "{1}\u00a0; le domaine de cette personne est {2}, qui en fait partie",
       "{1}; this mentor's field is {2}, which belongs to it")
PHRASE(FIELD_SHARED, "{1}; de richting van deze mentor is {2}; beide vallen onder {3}",
       "{1}; den här mentorns område är {2}; båda hör till {3}",
       "{1}; fagfeltet til denne mentoren er {2}; begge hører inn under {3}",
       "{1}; das Fach dieser Person ist {2}; beide gehören zu {3}",
       "{1}\u00a0; le domaine de cette personne est {2}\u00a0; les deux relèvent de {3}",
       "{1}; this mentor's field is {2}; both belong to {3}")
PHRASE(FIELD_LISTED, "{1}; de richting van deze mentor is {2}, een verwante richting",
       "{1}; den här mentorns område är {2}, ett närliggande område",
       "{1}; fagfeltet til denne mentoren er {2}, et beslektet fagfelt",
       "{1}; das Fach dieser Person ist {2}, ein verwandtes Fach",
       "{1}\u00a0; le domaine de cette personne est {2}, un domaine voisin",
       "{1}; this mentor's field is {2}, a neighbouring field")
PHRASE(FIELD_NONE, "geen gemeenschappelijke richting: {1}, de richting van deze mentor is {2}",
       "inget gemensamt område: {1}, den här mentorns område är {2}",
       "ikke noe felles fagfelt: {1}, fagfeltet til denne mentoren er {2}",
       "kein gemeinsames Fach: {1}, das Fach dieser Person ist {2}",
       "aucun domaine commun\u00a0: {1}, le domaine de cette personne est {2}",
       "no field in common: {1}, this mentor's field is {2}")
PHRASE(FIELD_UNKNOWN_THEIRS, "de studierichting van deze mentor is niet bekend",
       "den här mentorns ämnesområde är inte känt", "fagfeltet til denne mentoren er ikke kjent",
       "das Studienfach dieser Person ist nicht bekannt",
       "le domaine d'études de cette personne n'est pas connu", "this mentor's field is not known")
PHRASE(FIELD_UNKNOWN_YOURS, "je hebt niet gezegd welke studierichting je zoekt",
       "du har inte angett vilket ämnesområde du söker",
       "du har ikke oppgitt hvilket fagfelt du ser etter",
       "Sie haben nicht angegeben, welches Fach Sie suchen",
       "vous n'avez pas indiqué quel domaine vous cherchez",
       "you have not said which field you look for")

/* Career. {1}: an occupation with its code. */
PHRASE(CAREER_WISHED, "je zoekt {1}", "du söker {1}", "du ser etter {1}", "Sie suchen {1}",
       "vous cherchez {1}", "you wish {1}")
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
PHRASE(CAREER_JOB_NOW, "deze mentor werkt {1}", "den här mentorn arbetar {1}",
       "denne mentoren jobber {1}", "diese Person arbeitet {1}", "cette personne travaille {1}",
       "this mentor works {1}")
PHRASE(CAREER_JOB_SINCE, "deze mentor werkt sinds {2} {1}",
       "den här mentorn har sedan {2} arbetat {1}", "denne mentoren har siden {2} jobbet {1}",
       "diese Person arbeitet seit {2} {1}", "cette personne travaille depuis {2} {1}",
       "this mentor has worked {1} since {2}")
PHRASE(CAREER_JOB_FROM_TO, "deze mentor werkte van {2} tot {3} {1}",
       "den här mentorn arbetade från {2} till {3} {1}",
       "denne mentoren jobbet fra {2} til {3} {1}", "diese Person arbeitete von {2} bis {3} {1}",
       "cette personne a travaillé de {2} à {3} {1}", "this mentor worked {1} from {2} to {3}")
PHRASE(CAREER_JOB_UNTIL, "deze mentor werkte tot {3} {1}", "den här mentorn arbetade till {3} {1}",
       "denne mentoren jobbet til {3} {1}", "diese Person arbeitete bis {3} {1}",
       "cette personne a travaillé jusqu'en {3} {1}", "this mentor worked {1} until {3}")
/* {1}: CAREER_WISHED; {2}, {3}: years from and to. */
PHRASE(CAREER_SAME_NOW, "{1}; deze mentor oefent dat beroep uit",
       "{1}; den här mentorn har det yrket", "{1}; denne mentoren har det yrket",
       "{1}; diese Person übt diesen Beruf aus", "{1}\u00a0; cette personne exerce ce métier",
       "{1}; this mentor is one")
PHRASE(CAREER_SAME_SINCE, "{1}; deze mentor oefent dat beroep uit sinds {2}",
       "{1}; den här mentorn har haft det yrket sedan {2}",
       "{1}; denne mentoren har hatt det yrket siden {2}",
       "{1}; diese Person übt diesen Beruf seit {2} aus",
       "{1}\u00a0; cette personne exerce ce métier depuis {2}",
       "{1}; this mentor has been one since {2}")
PHRASE(CAREER_SAME_FROM_TO, "{1}; deze mentor oefende dat beroep uit van {2} tot {3}",
       "{1}; den här mentorn hade det yrket från {2} till {3}",
       "{1}; denne mentoren hadde det yrket fra {2} til {3}",
       "{1}; diese Person übte diesen Beruf von {2} bis {3} aus",
       "{1}\u00a0; cette personne a exercé ce métier de {2} à {3}",
       "{1}; this mentor was one from {2} to {3}")
PHRASE(CAREER_SAME_UNTIL, "{1}; deze mentor oefende dat beroep uit tot {3}",
       "{1}; den här mentorn hade det yrket till {3}",
       "{1}; denne mentoren hadde det yrket til {3}",
       "{1}; diese Person übte diesen Beruf bis {3} aus",
       "{1}\u00a0; cette personne a exercé ce métier jusqu'en {3}",
       "{1}; this mentor was one until {3}")
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
PHRASE(INDUSTRY_WISHED, "{1}; sector: {2}, zoals je wenst", "{1}; bransch: {2}, som du önskar",
       "{1}; bransje: {2}, som du ønsker", "{1}; Branche: {2}, wie gewünscht",
       "{1}\u00a0; secteur\u00a0: {2}, comme vous le souhaitez", "{1}; industry: {2}, as you wish")
PHRASE(INDUSTRY_CLOSE, "{1}; sector: {2}, dicht bij wat je wenst",
       "{1}; bransch: {2}, nära det du önskar", "{1}; bransje: {2}, nær det du ønsker",
       "{1}; Branche: {2}, nahe an der gewünschten",
       "{1}\u00a0; secteur\u00a0: {2}, proche de ce que vous souhaitez",
       "{1}; industry: {2}, close to what you wish")
PHRASE(INDUSTRY_OTHER, "{1}; sector: {2}, niet wat je wenst",
       "{1}; bransch: {2}, inte det du önskar", "{1}; bransje: {2}, ikke det du ønsker",
       "{1}; Branche: {2}, nicht die gewünschte",
       "{1}\u00a0; secteur\u00a0: {2}, différent de ce que vous souhaitez",
       "{1}; industry: {2}, not what you wish")
PHRASE(CAREER_UNKNOWN_THEIRS, "het werk van deze mentor is niet bekend",
       "den här mentorns arbete är inte känt", "det er ikke kjent hva denne mentoren jobber med",
       "die Tätigkeit dieser Person ist nicht bekannt",
       "l'activité de cette personne n'est pas connue", "this mentor's work is not known")
PHRASE(CAREER_UNKNOWN_YOURS, "je hebt niet gezegd welk beroep je zoekt",
       "du har inte angett vilket yrke du söker", "du har ikke oppgitt hvilket yrke du ser etter",
       "Sie haben nicht angegeben, welchen Beruf Sie suchen",
       "vous n'avez pas indiqué quel métier vous cherchez",
       "you have not said which occupation you look for")

/* Language. {1}: a language; {2}, {3}: your level and theirs. */
PHRASE(LANGUAGE_SAME, "{1}: jij {2}, deze mentor {3}", "{1}: du {2}, den här mentorn {3}",
       "{1}: du {2}, denne mentoren {3}", "{1}: Sie {2}, diese Person {3}",
       "{1}\u00a0: vous {2}, cette personne {3}", "{1}: you {2}, this mentor {3}")
/* {1}, {2}: your language and level; {3}, {4}: theirs. */
PHRASE(LANGUAGE_CLOSE, "jouw {1} ({2}) en het {3} ({4}) van deze mentor liggen dicht bij elkaar",
       "du: {1} ({2}), den här mentorn: {3} ({4}); språken ligger nära varandra",
       "du: {1} ({2}), denne mentoren: {3} ({4}); språkene ligger nær hverandre",
       "Ihr {1} ({2}) und das {3} ({4}) dieser Person liegen nah beieinander",
       "vous\u00a0: {1} ({2}), cette personne\u00a0: {3} ({4})\u00a0; ces langues sont proches",
       "your {1} ({2}) and this mentor's {3} ({4}) are close")
/* Stands where a level would. */
PHRASE(LANGUAGE_LEVEL_UNKNOWN, "niveau onbekend", "okänd nivå", "ukjent nivå", "Niveau unbekannt",
       "niveau inconnu", "level not known")
/* {1}, {2}: your languages and theirs. */
PHRASE(LANGUAGE_NONE, "geen gemeenschappelijke taal: jij {1}, deze mentor {2}",
       "inget gemensamt språk: du {1}, den här mentorn {2}",
       "ikke noe felles språk: du {1}, denne mentoren {2}",
       "keine gemeinsame Sprache: Sie {1}, diese Person {2}",
       "aucune langue commune\u00a0: vous {1}, cette personne {2}",
       "no language in common: you {1}, this mentor {2}")
PHRASE(LANGUAGE_UNKNOWN_THEIRS, "de talen van deze mentor zijn niet bekend",
       "den här mentorns språk är inte kända", "språkene til denne mentoren er ikke kjent",
       "die Sprachen dieser Person sind nicht bekannt",
       "les langues de cette personne ne sont pas connues", "this mentor's languages are not known")
PHRASE(LANGUAGE_UNKNOWN_YOURS, "je hebt niet gezegd welke talen je spreekt",
       "du har inte angett vilka språk du talar", "du har ikke oppgitt hvilke språk du snakker",
       "Sie haben nicht angegeben, welche Sprachen Sie sprechen",
       "vous n'avez pas indiqué quelles langues vous parlez",
       "you have not said which languages you speak")

/* Place. {1}: your place or the wished one; {2}: the mentor's; {3}: kilometres. */
PHRASE(PLACE_KM, "van {1} naar {2}, {3} km", "{1} till {2}, {3} km", "{1} til {2}, {3} km",
       "von {1} nach {2}, {3} km", "{1} – {2}, {3} km", "{1} to {2}, {3} km")
PHRASE(PLACE_SAME, "allebei in {1}", "båda i {1}", "begge i {1}", "beide in {1}",
       "même lieu\u00a0: {1}", "both in {1}")
PHRASE(PLACE_WISHED_KM, "je wenst {1}; deze mentor is in {2}, {3} km daarvandaan",
       "du önskar {1}; den här mentorn finns i {2}, {3} km därifrån",
       "du ønsker {1}; denne mentoren holder til i {2}, {3} km unna",
       "Sie wünschen {1}; diese Person ist in {2}, {3} km davon entfernt",
       "vous souhaitez {1}\u00a0; cette personne\u00a0: {2}, à {3} km de là",
       "you wish {1}; this mentor is in {2}, {3} km from there")
PHRASE(PLACE_WISHED_SAME, "je wenst {1}; deze mentor is daar",
       "du önskar {1}; den här mentorn finns där", "du ønsker {1}; denne mentoren holder til der",
       "Sie wünschen {1}; diese Person ist dort",
       "vous souhaitez {1}\u00a0; cette personne s'y trouve", "you wish {1}; this mentor is there")
PHRASE(PLACE_WISHED_WITHIN, "je wenst {1}; deze mentor is daar, in {2}",
       "du önskar {1}; den här mentorn finns där, i {2}",
       "du ønsker {1}; denne mentoren holder til der, i {2}",
       "Sie wünschen {1}; diese Person ist dort, in {2}",
       "vous souhaitez {1}\u00a0; cette personne s'y trouve\u00a0: {2}",
       "you wish {1}; this mentor is there, in {2}")
/* {1}: the country; for the second {1}: the wished place, {2}: the country. */
PHRASE(PLACE_COUNTRY, "hetzelfde land: {1}", "samma land: {1}", "samme land: {1}",
       "dasselbe Land: {1}", "même pays\u00a0: {1}", "the same country: {1}")
PHRASE(PLACE_WISHED_COUNTRY, "je wenst {1}; deze mentor is in hetzelfde land: {2}",
       "du önskar {1}; den här mentorn finns i samma land: {2}",
       "du ønsker {1}; denne mentoren er i samme land: {2}",
       "Sie wünschen {1}; diese Person ist im selben Land: {2}",
       "vous souhaitez {1}\u00a0; cette personne est dans le même pays\u00a0: {2}",
       "you wish {1}; this mentor is in the same country: {2}")
/* {1}, {2}: your country, or that of the wished place, and theirs. */
PHRASE(PLACE_APART, "verschillende landen: {1} en {2}", "olika länder: {1} och {2}",
       "ulike land: {1} og {2}", "verschiedene Länder: {1} und {2}",
       "pays différents\u00a0: {1} et {2}", "different countries: {1} and {2}")
PHRASE(PLACE_REMOTE, "jullie willen allebei ook op afstand afspreken",
       "båda kan tänka sig att ses på distans", "begge kan tenke seg å møtes digitalt",
       "beide sind auch mit Treffen aus der Ferne einverstanden",
       "rencontre à distance acceptée de part et d'autre", "both accept meeting remotely")
PHRASE(PLACE_UNKNOWN_THEIRS, "de plaats van deze mentor is niet bekend",
       "den här mentorns ort är inte känd", "det er ikke kjent hvor denne mentoren holder til",
       "der Ort dieser Person ist nicht bekannt", "le lieu de cette personne n'est pas connu",
       "this mentor's place is not known")
PHRASE(PLACE_UNKNOWN_YOURS, "je hebt niet gezegd waar je bent", "du har inte angett var du finns",
       "du har ikke oppgitt hvor du holder til", "Sie haben nicht angegeben, wo Sie sind",
       "vous n'avez pas indiqué où vous êtes", "you have not said where you are")
