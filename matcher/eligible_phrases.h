/* Why a pair is not eligible, in words: name, nl, sv, nb, de, fr, en; included where PHRASE is
 * defined (eligible_words.c). The mentor is named without gender, as in scoring/phrases_list.h. */

/* In the order of INELIGIBILITIES, from SELF. {1} of a condition: what the mentor asks for. */
PHRASE(SELF, "Dat ben je zelf.", "Det är du själv.", "Det er deg selv.", "Das sind Sie selbst.",
       "C'est vous-même.", "This is you.")
PHRASE(NO_SEATS, "Deze mentor heeft nu geen plaatsen.", "Den här mentorn har inga platser nu.",
       "Denne mentoren har ingen plasser nå.", "Diese Person bietet zurzeit keine Plätze an.",
       "Cette personne n'offre pas de place en ce moment.",
       "This mentor offers no seats at present.")
PHRASE(CONDITION_FIELD, "Deze mentor vraagt een studie in {1}.",
       "Den här mentorn vill att man studerar {1}.", "Denne mentoren vil at man studerer {1}.",
       "Diese Person wünscht ein Studium in {1}.",
       "Cette personne demande des études dans ce domaine\u00a0: {1}.",
       "This mentor asks for studies in {1}.")
PHRASE(CONDITION_LANGUAGE, "Deze mentor vraagt {1}.", "Den här mentorn begär {1}.",
       "Denne mentoren ber om {1}.", "Diese Person verlangt {1}.",
       "Cette personne demande\u00a0: {1}.", "This mentor asks for {1}.")
PHRASE(FILTER_FIELD, "De studierichting van deze mentor past niet bij het filter.",
       "Den här mentorns ämnesområde stämmer inte med filtret.",
       "Fagfeltet til denne mentoren stemmer ikke med filteret.",
       "Das Studienfach dieser Person passt nicht zum Filter.",
       "Le domaine d'études de cette personne ne correspond pas au filtre.",
       "This mentor's field does not fit the filter.")
PHRASE(FILTER_OCCUPATION, "Het werk van deze mentor past niet bij het filter.",
       "Den här mentorns yrke stämmer inte med filtret.",
       "Yrket til denne mentoren stemmer ikke med filteret.",
       "Der Beruf dieser Person passt nicht zum Filter.",
       "Le métier de cette personne ne correspond pas au filtre.",
       "This mentor's occupation does not fit the filter.")
PHRASE(FILTER_INDUSTRY, "De sector van deze mentor past niet bij het filter.",
       "Den här mentorns bransch stämmer inte med filtret.",
       "Bransjen til denne mentoren stemmer ikke med filteret.",
       "Die Branche dieser Person passt nicht zum Filter.",
       "Le secteur de cette personne ne correspond pas au filtre.",
       "This mentor's industry does not fit the filter.")
PHRASE(FILTER_LANGUAGE, "De talen van deze mentor passen niet bij het filter.",
       "Den här mentorns språk stämmer inte med filtret.",
       "Språkene til denne mentoren stemmer ikke med filteret.",
       "Die Sprachen dieser Person passen nicht zum Filter.",
       "Les langues de cette personne ne correspondent pas au filtre.",
       "This mentor's languages do not fit the filter.")
PHRASE(FILTER_PLACE, "De plaats van deze mentor past niet bij het filter.",
       "Den här mentorns ort stämmer inte med filtret.",
       "Stedet til denne mentoren stemmer ikke med filteret.",
       "Der Ort dieser Person passt nicht zum Filter.",
       "Le lieu de cette personne ne correspond pas au filtre.",
       "This mentor's place does not fit the filter.")
PHRASE(FILTER_REMOTE, "Deze mentor heeft niet gezegd ook op afstand te willen afspreken.",
       "Den här mentorn har inte angett att det går bra att ses på distans.",
       "Denne mentoren har ikke oppgitt at det går an å møtes digitalt.",
       "Diese Person hat nicht angegeben, dass Treffen aus der Ferne möglich sind.",
       "Cette personne n'a pas indiqué accepter de rencontre à distance.",
       "This mentor has not said that meeting remotely is fine.")

/* What a condition asks for. {1}: a language; {2}: a level. */
PHRASE(ASK_LEVEL, "{1} op niveau {2} of hoger", "{1} på nivå {2} eller högre",
       "{1} på nivå {2} eller høyere", "{1} auf Niveau {2} oder höher", "{1} au niveau {2} ou plus",
       "{1} at {2} or better")
PHRASE(ASK_NATIVE, "{1} als moedertaal", "{1} som modersmål", "{1} som morsmål",
       "{1} als Muttersprache", "{1} comme langue maternelle", "{1} as a native language")
PHRASE(ASK_UNREAD, "‘{1}’", "”{1}”", "«{1}»", "„{1}“", "«\u00a0{1}\u00a0»", "“{1}”")
PHRASE(ASK_OR, "{1} of {2}", "{1} eller {2}", "{1} eller {2}", "{1} oder {2}", "{1} ou {2}",
       "{1} or {2}")
