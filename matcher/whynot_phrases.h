/* Why and why not, in words: name, nl, sv, nb, de, fr, en; included where PHRASE and PHRASE_OF are
 * defined (whynot_words.c). YOU and THEY, and how the two are named without gender: as in
 * scoring/phrases_list.h. */

/* In the order of BARRIERS, from NEVER. NO_SEATS and UNNAMED of people have better sentences
 * (eligible_phrases.h). MINIMUM: {1} the score, {2} the minimum. */
PHRASE(NEVER, "Een regel van deze ronde sluit dit paar uit.",
       "En regel i den här omgången utesluter paret.", "En regel i denne runden utelukker paret.",
       "Eine Regel dieser Runde schließt dieses Paar aus.",
       "Une règle de cette session exclut ce binôme.", "A rule of this round rules out this pair.")
PHRASE(NO_SEATS, "Deze mentor heeft geen plaatsen in deze ronde.",
       "Den här mentorn har inga platser i den här omgången.",
       "Denne mentoren har ingen plasser i denne runden.",
       "Die Mentoring-Person hat in dieser Runde keine Plätze.",
       "La personne mentore n'a pas de place dans cette session.",
       "This mentor has no seats in this round.")
PHRASE(UNNAMED, "Dit paar is niet mogelijk.", "Det här paret är inte möjligt.",
       "Dette paret er ikke mulig.", "Dieses Paar ist nicht möglich.",
       "Ce binôme n'est pas possible.", "This pair is not possible.")
PHRASE_OF(STUDENT, WISHES,
          YOU("Je hebt wensen opgegeven, en deze mentor staat er niet bij.",
              "Du har lämnat önskemål, och den här mentorn är inte bland dem.",
              "Du har oppgitt ønsker, og denne mentoren er ikke blant dem.",
              "Sie haben Wünsche angegeben, und diese Mentoring-Person ist nicht darunter.",
              "Vous avez indiqué des souhaits, et cette personne mentore n'en fait pas partie.",
              "You have named wishes, and this mentor is not among them."),
          THEY("De student heeft wensen opgegeven, en deze mentor staat er niet bij.",
               "Studenten har lämnat önskemål, och den här mentorn är inte bland dem.",
               "Studenten har oppgitt ønsker, og denne mentoren er ikke blant dem.",
               "Die studierende Person hat Wünsche angegeben, und diese Mentoring-Person ist nicht "
               "darunter.",
               "La personne étudiante a indiqué des souhaits, et cette personne mentore n'en fait "
               "pas partie.",
               "The student has named wishes, and this mentor is not among them."))
PHRASE_OF(STUDENT, PRIORITIES,
          YOU("Deze mentor heeft een lijst opgegeven, en jij staat er niet op.",
              "Den här mentorn har lämnat en lista, och du finns inte på den.",
              "Denne mentoren har oppgitt en liste, og du står ikke på den.",
              "Diese Mentoring-Person hat eine Liste angegeben, und Sie stehen nicht darauf.",
              "Cette personne mentore a donné une liste, et vous n'y figurez pas.",
              "This mentor has given a list, and you are not on it."),
          THEY("Deze mentor heeft een lijst opgegeven, en de student staat er niet op.",
               "Den här mentorn har lämnat en lista, och studenten finns inte på den.",
               "Denne mentoren har oppgitt en liste, og studenten står ikke på den.",
               "Diese Mentoring-Person hat eine Liste angegeben, und die studierende Person steht "
               "nicht darauf.",
               "Cette personne mentore a donné une liste, et la personne étudiante n'y figure pas.",
               "This mentor has given a list, and the student is not on it."))
PHRASE(MINIMUM, "De score van dit paar, {1}, ligt onder het minimum van {2}.",
       "Parets poäng, {1}, ligger under minimum, som är {2}.",
       "Poengsummen for paret, {1}, ligger under minstekravet på {2}.",
       "Der Wert dieses Paares, {1}, liegt unter dem Mindestwert von {2}.",
       "Le score de ce binôme, {1}, est inférieur au minimum de {2}.",
       "The score of this pair, {1}, is below the minimum of {2}.")

/* Whether it is in the result. */
PHRASE(HELD, "Dit paar staat in het resultaat.", "Det här paret ingår i resultatet.",
       "Dette paret er med i resultatet.", "Dieses Paar steht im Ergebnis.",
       "Ce binôme figure dans le résultat.", "This pair is in the result.")
PHRASE(HELD_MUST, "Dit paar staat in het resultaat omdat een regel het verplicht.",
       "Det här paret ingår i resultatet eftersom en regel kräver det.",
       "Dette paret er med i resultatet fordi en regel krever det.",
       "Dieses Paar steht im Ergebnis, weil eine Regel es verlangt.",
       "Ce binôme figure dans le résultat parce qu'une règle l'impose.",
       "This pair is in the result because a rule requires it.")
PHRASE(HELD_PIN, "Dit paar staat in het resultaat omdat het is vastgezet.",
       "Det här paret ingår i resultatet eftersom det är fastlagt på förhand.",
       "Dette paret er med i resultatet fordi det er låst på forhånd.",
       "Dieses Paar steht im Ergebnis, weil es vorab festgelegt wurde.",
       "Ce binôme figure dans le résultat parce qu'il a été fixé d'avance.",
       "This pair is in the result because it was pinned.")
PHRASE(NOT_HELD, "Dit paar staat niet in het resultaat.", "Det här paret ingår inte i resultatet.",
       "Dette paret er ikke med i resultatet.", "Dieses Paar steht nicht im Ergebnis.",
       "Ce binôme ne figure pas dans le résultat.", "This pair is not in the result.")
/* {1}: how many mentors; {2}: how many of them score more. */
PHRASE_OF(STUDENT, CHOICES,
          YOU("Mentoren die voor jou mogelijk zijn: {1}; met een hogere score dan deze: {2}.",
              "Mentorer som är möjliga för dig: {1}; med högre poäng än den här: {2}.",
              "Mentorer som er mulige for deg: {1}; med høyere poengsum enn denne: {2}.",
              "Für Sie mögliche Mentoring-Personen: {1}; mit höherem Wert als diese: {2}.",
              "Personnes mentores possibles pour vous\u00a0: {1}\u00a0; avec un score plus élevé "
              "que celle-ci\u00a0: {2}.",
              "Mentors possible for you: {1}; with a higher score than this one: {2}."),
          THEY("Mentoren die voor de student mogelijk zijn: {1}; met een hogere score dan deze: "
               "{2}.",
               "Mentorer som är möjliga för studenten: {1}; med högre poäng än den här: {2}.",
               "Mentorer som er mulige for studenten: {1}; med høyere poengsum enn denne: {2}.",
               "Für die studierende Person mögliche Mentoring-Personen: {1}; mit höherem Wert als "
               "diese: {2}.",
               "Personnes mentores possibles pour la personne étudiante\u00a0: {1}\u00a0; avec un "
               "score plus élevé que celle-ci\u00a0: {2}.",
               "Mentors possible for the student: {1}; with a higher score than this one: {2}."))

/* Rules about others than the pair. */
PHRASE_OF(STUDENT, STUDENT_MUST,
          YOU("Een regel verplicht een andere mentor voor jou.",
              "En regel kräver en annan mentor för dig.",
              "En regel krever en annen mentor for deg.",
              "Eine Regel verlangt für Sie eine andere Mentoring-Person.",
              "Une règle vous impose une autre personne mentore.",
              "A rule requires another mentor for you."),
          THEY("Een regel verplicht een andere mentor voor de student.",
               "En regel kräver en annan mentor för studenten.",
               "En regel krever en annen mentor for studenten.",
               "Eine Regel verlangt für die studierende Person eine andere Mentoring-Person.",
               "Une règle impose une autre personne mentore à la personne étudiante.",
               "A rule requires another mentor for the student."))
PHRASE_OF(STUDENT, STUDENT_PIN,
          YOU("Jij bent bij een andere mentor vastgezet.",
              "Du är på förhand placerad hos en annan mentor.",
              "Du er på forhånd plassert hos en annen mentor.",
              "Sie sind vorab einer anderen Mentoring-Person zugeteilt.",
              "Une autre personne mentore a été fixée d'avance pour vous.",
              "You are pinned to another mentor."),
          THEY("De student is bij een andere mentor vastgezet.",
               "Studenten är på förhand placerad hos en annan mentor.",
               "Studenten er på forhånd plassert hos en annen mentor.",
               "Die studierende Person ist vorab einer anderen Mentoring-Person zugeteilt.",
               "Une autre personne mentore a été fixée d'avance pour la personne étudiante.",
               "The student is pinned to another mentor."))
PHRASE(SEATS_MUST, "Verplichte paren nemen alle plaatsen van deze mentor in.",
       "Obligatoriska par upptar alla den här mentorns platser.",
       "Obligatoriske par opptar alle plassene til denne mentoren.",
       "Verlangte Paare belegen alle Plätze dieser Mentoring-Person.",
       "Des binômes imposés occupent toutes les places de cette personne mentore.",
       "Required pairs take all seats of this mentor.")

/* Under stable. */
PHRASE_OF(STUDENT, STABLE_STUDENT,
          YOU("De mentor die je hebt, staat voor jou hoger dan deze.",
              "Den mentor du har står högre för dig än den här.",
              "Mentoren du har, står høyere for deg enn denne.",
              "Ihre Mentoring-Person steht für Sie höher als diese.",
              "La personne mentore que vous avez passe pour vous avant celle-ci.",
              "The mentor you have ranks higher for you than this one."),
          THEY("De mentor die de student heeft, staat voor de student hoger dan deze.",
               "Den mentor studenten har står högre för studenten än den här.",
               "Mentoren studenten har, står høyere for studenten enn denne.",
               "Die zugeteilte Mentoring-Person steht für die studierende Person höher als diese.",
               "La personne mentore attribuée passe, pour la personne étudiante, avant celle-ci.",
               "The mentor the student has ranks higher for the student than this one."))
PHRASE_OF(STUDENT, STABLE_MENTOR,
          YOU("Alle plaatsen van deze mentor zijn ingenomen door studenten die voor jou gaan.",
              "Alla den här mentorns platser är tagna av studenter som går före dig.",
              "Alle plassene til denne mentoren er tatt av studenter som går foran deg.",
              "Alle Plätze dieser Mentoring-Person haben Studierende, die vor Ihnen stehen.",
              "Toutes les places de cette personne mentore sont prises par des personnes qui "
              "passent avant vous.",
              "Students who rank before you have all seats of this mentor."),
          THEY("Alle plaatsen van deze mentor zijn ingenomen door studenten die voor deze student "
               "gaan.",
               "Alla den här mentorns platser är tagna av studenter som går före den här.",
               "Alle plassene til denne mentoren er tatt av studenter som går foran denne.",
               "Alle Plätze dieser Mentoring-Person haben Studierende, die vor dieser Person "
               "stehen.",
               "Toutes les places de cette personne mentore sont prises par des personnes qui "
               "passent avant celle-ci.",
               "Students who rank before this one have all seats of this mentor."))

/* What the whole would lose. */
PHRASE(IF_FORBIDDEN, "Zonder dit paar:", "Utan det här paret:", "Uten dette paret:",
       "Ohne dieses Paar:", "Sans ce binôme\u00a0:", "Without this pair:")
PHRASE(IF_REQUIRED, "Als dit paar verplicht was:", "Om det här paret krävdes:",
       "Hvis dette paret var påkrevd:", "Wenn dieses Paar verlangt würde:",
       "Si ce binôme était imposé\u00a0:", "If this pair were required:")
PHRASE(LESS, "het geheel zou slechter zijn.", "helheten skulle bli sämre.",
       "helheten ville blitt dårligere.", "das Ganze wäre schlechter.",
       "l'ensemble serait moins bon.", "the whole would be worse.")
PHRASE(SAME, "een ander resultaat is precies even goed; niets gaat verloren.",
       "ett annat resultat är precis lika bra; inget går förlorat.",
       "et annet resultat er nøyaktig like godt; ingenting går tapt.",
       "ein anderes Ergebnis ist genauso gut; nichts geht verloren.",
       "un autre résultat est exactement aussi bon\u00a0; rien n'est perdu.",
       "another result is exactly as good; nothing is lost.")
PHRASE(MORE, "het geheel zou beter zijn, maar de regels laten het niet toe.",
       "helheten skulle bli bättre, men reglerna tillåter det inte.",
       "helheten ville blitt bedre, men reglene tillater det ikke.",
       "das Ganze wäre besser, aber die Regeln lassen es nicht zu.",
       "l'ensemble serait meilleur, mais les règles ne le permettent pas.",
       "the whole would be better, but the rules do not allow it.")
PHRASE(CHANGES, "het geheel zou zo veranderen.", "helheten skulle ändras så här.",
       "helheten ville endret seg slik.", "das Ganze würde sich so ändern.",
       "l'ensemble changerait ainsi.", "the whole would change like this.")
PHRASE(NOT_REQUIRABLE, "de regels zouden niet samengaan.", "reglerna skulle inte gå ihop.",
       "reglene ville ikke gå sammen.", "die Regeln wären nicht vereinbar.",
       "les règles seraient incompatibles.", "the rules could not hold together.")

/* In the order of WORTHS, from MATCHED. */
PHRASE(MATCHED, "studenten met een mentor", "studenter med mentor", "studenter med mentor",
       "Studierende mit Mentoring-Person", "personnes étudiantes ayant une place",
       "students matched")
PHRASE(WORST, "laagste score", "lägsta poäng", "laveste poengsum", "niedrigster Wert",
       "score le plus bas", "worst score")
PHRASE(FIRST, "voorrang, met een mentor", "förtur, med mentor", "fortrinn, med mentor",
       "Vorrang, mit Mentoring-Person", "prioritaires ayant une place", "going first, matched")
PHRASE(KEPT, "aangekondigde paren behouden", "aviserade par kvar", "varslede par beholdt",
       "angekündigte Paare behalten", "binômes annoncés conservés", "announced pairs kept")
PHRASE(TOTAL, "totaal", "summa", "sum", "Summe", "total", "total")

PHRASE(INFEASIBLE, "De regels van deze ronde gaan niet samen: niemand is gekoppeld.",
       "Reglerna i den här omgången går inte ihop: ingen är matchad.",
       "Reglene i denne runden går ikke sammen: ingen er koblet.",
       "Die Regeln dieser Runde sind nicht vereinbar: Niemand ist zugeteilt.",
       "Les règles de cette session sont incompatibles\u00a0: personne n'est apparié.",
       "The rules of this round cannot hold together: nobody is matched.")
