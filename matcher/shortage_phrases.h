/* A shortage in words: name, nl, sv, nb, de, fr, en; included where PHRASE is defined
 * (shortage_words.c). Written so that one and many read alike. */

/* {1}: one or several of what sets a group apart; {2}: one more. */
PHRASE(LIST, "{1}, {2}", "{1}, {2}", "{1}, {2}", "{1}, {2}", "{1}, {2}", "{1}, {2}")
PHRASE(FIELD_UNKNOWN, "studierichting onbekend", "okänt ämnesområde", "ukjent fagfelt",
       "Studienfach unbekannt", "domaine d'études inconnu", "field unknown")
PHRASE(MIXED, "gemengd", "blandat", "blandet", "gemischt", "divers", "mixed")
/* {1}: students; {2}: seats; {3}: students - seats; {4}: what sets them apart. */
PHRASE(SHORT, "studenten: {1}, plaatsen: {2}, tekort: {3} – {4}",
       "studenter: {1}, platser: {2}, saknas: {3} – {4}",
       "studenter: {1}, plasser: {2}, mangler: {3} – {4}",
       "Studierende: {1}, Plätze: {2}, es fehlen: {3} – {4}",
       "personnes étudiantes\u00a0: {1}, places\u00a0: {2}, manque\u00a0: {3} – {4}",
       "students: {1}, seats: {2}, short of: {3} – {4}")
