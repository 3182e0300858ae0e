/* Why a student has no mentor and why a seat is empty, in words: name, nl, sv, nb, de, fr, en;
 * included where PHRASE and PHRASE_OF are defined (unmatched_words.c). In the order of
 * UNMATCHED_OF_STUDENT and UNMATCHED_OF_SEAT. {1}: the best score there was; {2}: what it would
 * have to be. YOU and THEY, and how the two are named without gender: as in
 * scoring/phrases_list.h. */

PHRASE(NO_SEATS, "Geen enkele mentor biedt een plaats aan.", "Ingen mentor erbjuder någon plats.",
       "Ingen mentor tilbyr en plass.", "Keine Mentoring-Person bietet einen Platz an.",
       "Aucune personne mentore n'offre de place.", "No mentor offers a seat.")
PHRASE_OF(STUDENT, WISHES_EMPTY,
          YOU("Je lijst met wensen is leeg.", "Din önskelista är tom.", "Ønskelisten din er tom.",
              "Ihre Wunschliste ist leer.", "Votre liste de souhaits est vide.",
              "Your list of wishes is empty."),
          THEY("De lijst met wensen van de student is leeg.", "Studentens önskelista är tom.",
               "Ønskelisten til studenten er tom.",
               "Die Wunschliste der studierenden Person ist leer.",
               "La liste de souhaits de la personne étudiante est vide.",
               "The student's list of wishes is empty."))
PHRASE_OF(STUDENT, NOT_ELIGIBLE,
          YOU("Geen enkele mentor met plaatsen staat voor jou open (gevraagde studierichting of "
              "taal).",
              "Ingen mentor med platser är öppen för dig (ämnesområde eller språk som begärs).",
              "Ingen mentor med plasser er åpen for deg (fagfelt eller språk det bes om).",
              "Für Sie kommt keine Mentoring-Person mit Plätzen infrage (gewünschtes Studienfach "
              "oder gewünschte Sprache).",
              "Aucune personne mentore ayant des places ne vous est ouverte (domaine d'études ou "
              "langue demandés).",
              "No mentor with seats is open to you (the field or language they ask for)."),
          THEY("Geen enkele mentor met plaatsen staat voor de student open (gevraagde "
               "studierichting of taal).",
               "Ingen mentor med platser är öppen för studenten (ämnesområde eller språk som "
               "begärs).",
               "Ingen mentor med plasser er åpen for studenten (fagfelt eller språk det bes om).",
               "Für die studierende Person kommt keine Mentoring-Person mit Plätzen infrage "
               "(gewünschtes Studienfach oder gewünschte Sprache).",
               "Aucune personne mentore ayant des places n'est ouverte à la personne étudiante "
               "(domaine d'études ou langue demandés).",
               "No mentor with seats is open to the student (the field or language they ask "
               "for)."))
PHRASE_OF(STUDENT, EXCLUDED,
          YOU("De regels sluiten elke mentor uit die anders voor jou openstond.",
              "Reglerna utesluter varje mentor som annars vore öppen för dig.",
              "Reglene utelukker hver mentor som ellers var åpen for deg.",
              "Die Regeln schließen jede Mentoring-Person aus, die sonst für Sie infrage käme.",
              "Les règles excluent toute personne mentore qui vous serait ouverte.",
              "The rules exclude every mentor who would be open to you."),
          THEY("De regels sluiten elke mentor uit die anders voor de student openstond.",
               "Reglerna utesluter varje mentor som annars vore öppen för studenten.",
               "Reglene utelukker hver mentor som ellers var åpen for studenten.",
               "Die Regeln schließen jede Mentoring-Person aus, die sonst für die studierende "
               "Person infrage käme.",
               "Les règles excluent toute personne mentore qui serait ouverte à la personne "
               "étudiante.",
               "The rules exclude every mentor who would be open to the student."))
PHRASE_OF(STUDENT, BELOW_MINIMUM,
          YOU("Van de mentoren die voor jou openstaan, haalt niemand het minimum van {2}; jouw "
              "beste score is {1}.",
              "Av de mentorer som är öppna för dig når ingen minimigränsen {2}; din bästa poäng "
              "är {1}.",
              "Av mentorene som er åpne for deg, når ingen minimumsgrensen {2}; den beste "
              "poengsummen din er {1}.",
              "Von den Mentoring-Personen, die für Sie infrage kommen, erreicht keine das Minimum "
              "von {2}; Ihr bester Wert ist {1}.",
              "Parmi les personnes mentores qui vous sont ouvertes, aucune n'atteint le minimum "
              "de {2}\u00a0; votre meilleur score est {1}.",
              "Of the mentors open to you, none reaches the minimum of {2}; your best score is "
              "{1}."),
          THEY("Van de mentoren die voor de student openstaan, haalt niemand het minimum van {2}; "
               "de beste score is {1}.",
               "Av de mentorer som är öppna för studenten når ingen minimigränsen {2}; den bästa "
               "poängen är {1}.",
               "Av mentorene som er åpne for studenten, når ingen minimumsgrensen {2}; den beste "
               "poengsummen er {1}.",
               "Von den Mentoring-Personen, die für die studierende Person infrage kommen, "
               "erreicht keine das Minimum von {2}; der beste Wert ist {1}.",
               "Parmi les personnes mentores ouvertes à la personne étudiante, aucune n'atteint "
               "le minimum de {2}\u00a0; le meilleur score est {1}.",
               "Of the mentors open to the student, none reaches the minimum of {2}; the best "
               "score is {1}."))
PHRASE_OF(STUDENT, WISHES_IMPOSSIBLE,
          YOU("Geen enkele van je wensen is mogelijk.", "Ingen av dina önskningar är möjlig.",
              "Ingen av ønskene dine er mulige.", "Keiner Ihrer Wünsche ist möglich.",
              "Aucun de vos souhaits n'est possible.", "None of your wishes is possible."),
          THEY("Geen enkele wens van de student is mogelijk.",
               "Ingen av studentens önskningar är möjlig.",
               "Ingen av ønskene til studenten er mulige.",
               "Keiner der Wünsche der studierenden Person ist möglich.",
               "Aucun des souhaits de la personne étudiante n'est possible.",
               "None of the student's wishes is possible."))
PHRASE_OF(STUDENT, SEATS_FIXED,
          YOU("De regels geven alle plaatsen van de mentoren die voor jou mogelijk zijn aan "
              "anderen.",
              "Reglerna ger andra alla platser hos de mentorer som är möjliga för dig.",
              "Reglene gir andre alle plassene hos mentorene som er mulige for deg.",
              "Die Regeln geben alle Plätze der für Sie möglichen Mentoring-Personen an andere.",
              "Les règles donnent à d'autres toutes les places des personnes mentores possibles "
              "pour vous.",
              "The rules give all seats of the mentors who are possible for you to others."),
          THEY("De regels geven alle plaatsen van de mentoren die voor de student mogelijk zijn "
               "aan anderen.",
               "Reglerna ger andra alla platser hos de mentorer som är möjliga för studenten.",
               "Reglene gir andre alle plassene hos mentorene som er mulige for studenten.",
               "Die Regeln geben alle Plätze der für die studierende Person möglichen "
               "Mentoring-Personen an andere.",
               "Les règles donnent à d'autres toutes les places des personnes mentores possibles "
               "pour la personne étudiante.",
               "The rules give all seats of the mentors who are possible for the student to "
               "others."))
PHRASE_OF(STUDENT, ADDS_NOTHING,
          YOU("De mentoren die voor jou mogelijk zijn en nog een plaats hebben, scoren 0: dat "
              "voegt niets toe aan het totaal.",
              "De mentorer som är möjliga för dig och har en plats kvar ger 0 poäng: det tillför "
              "inget till totalen.",
              "Mentorene som er mulige for deg og har en plass igjen, gir 0 poeng: det tilfører "
              "ikke totalen noe.",
              "Die für Sie möglichen Mentoring-Personen mit freiem Platz haben den Wert 0: das "
              "trägt nichts zur Summe bei.",
              "Les personnes mentores possibles pour vous qui ont encore une place ont un score "
              "de 0\u00a0: cela n'ajoute rien au total.",
              "The mentors who are possible for you and have a seat left score 0, which adds "
              "nothing to the total."),
          THEY("De mentoren die voor de student mogelijk zijn en nog een plaats hebben, scoren 0: "
               "dat voegt niets toe aan het totaal.",
               "De mentorer som är möjliga för studenten och har en plats kvar ger 0 poäng: det "
               "tillför inget till totalen.",
               "Mentorene som er mulige for studenten og har en plass igjen, gir 0 poeng: det "
               "tilfører ikke totalen noe.",
               "Die für die studierende Person möglichen Mentoring-Personen mit freiem Platz "
               "haben den Wert 0: das trägt nichts zur Summe bei.",
               "Les personnes mentores possibles pour la personne étudiante qui ont encore une "
               "place ont un score de 0\u00a0: cela n'ajoute rien au total.",
               "The mentors who are possible for the student and have a seat left score 0, which "
               "adds nothing to the total."))
PHRASE_OF(STUDENT, WISHES_FULL,
          YOU("Alle plaatsen van je wensen die mogelijk zijn, gingen naar anderen.",
              "Alla platser hos de möjliga mentorer du önskade gick till andra.",
              "Alle plassene hos de mulige mentorene du ønsket, gikk til andre.",
              "Alle Plätze bei Ihren möglichen Wünschen gingen an andere.",
              "Toutes les places de vos souhaits possibles sont allées à d'autres.",
              "All seats of your possible wishes went to others."),
          THEY("Alle plaatsen van de wensen van de student die mogelijk zijn, gingen naar anderen.",
               "Alla platser hos de möjliga mentorer studenten önskade gick till andra.",
               "Alle plassene hos de mulige mentorene studenten ønsket, gikk til andre.",
               "Alle Plätze bei den möglichen Wünschen der studierenden Person gingen an andere.",
               "Toutes les places des souhaits possibles de la personne étudiante sont allées à "
               "d'autres.",
               "All seats of the student's possible wishes went to others."))
PHRASE_OF(STUDENT, BELOW_WORST,
          YOU("Jouw beste mogelijke score is {1}; paren onder {2} vielen weg, opdat ook het "
              "slechtste paar zo goed mogelijk is.",
              "Din bästa möjliga poäng är {1}; par under {2} valdes bort för att även det sämsta "
              "paret ska vara så bra som möjligt.",
              "Den beste mulige poengsummen din er {1}; par under {2} ble valgt bort for at også "
              "det dårligste paret skal være så godt som mulig.",
              "Ihr bester möglicher Wert ist {1}; Paare unter {2} entfielen, damit auch das "
              "schlechteste Paar so gut wie möglich ist.",
              "Votre meilleur score possible est {1}\u00a0; les paires sous {2} ont été écartées "
              "pour que même la moins bonne soit aussi bonne que possible.",
              "Your best possible score is {1}; pairs below {2} were left out, so that even the "
              "worst pair is as good as possible."),
          THEY("De beste mogelijke score van de student is {1}; paren onder {2} vielen weg, opdat "
               "ook het slechtste paar zo goed mogelijk is.",
               "Studentens bästa möjliga poäng är {1}; par under {2} valdes bort för att även det "
               "sämsta paret ska vara så bra som möjligt.",
               "Den beste mulige poengsummen til studenten er {1}; par under {2} ble valgt bort "
               "for at også det dårligste paret skal være så godt som mulig.",
               "Der beste mögliche Wert der studierenden Person ist {1}; Paare unter {2} "
               "entfielen, damit auch das schlechteste Paar so gut wie möglich ist.",
               "Le meilleur score possible de la personne étudiante est {1}\u00a0; les paires sous "
               "{2} ont été écartées pour que même la moins bonne soit aussi bonne que possible.",
               "The student's best possible score is {1}; pairs below {2} were left out, so that "
               "even the worst pair is as good as possible."))
PHRASE_OF(STUDENT, FULL,
          YOU("Alle plaatsen van de mentoren die voor jou mogelijk zijn, gingen naar anderen.",
              "Alla platser hos de mentorer som är möjliga för dig gick till andra.",
              "Alle plassene hos mentorene som er mulige for deg, gikk til andre.",
              "Alle Plätze der für Sie möglichen Mentoring-Personen gingen an andere.",
              "Toutes les places des personnes mentores possibles pour vous sont allées à "
              "d'autres.",
              "All seats of the mentors who are possible for you went to others."),
          THEY("Alle plaatsen van de mentoren die voor de student mogelijk zijn, gingen naar "
               "anderen.",
               "Alla platser hos de mentorer som är möjliga för studenten gick till andra.",
               "Alle plassene hos mentorene som er mulige for studenten, gikk til andre.",
               "Alle Plätze der für die studierende Person möglichen Mentoring-Personen gingen an "
               "andere.",
               "Toutes les places des personnes mentores possibles pour la personne étudiante "
               "sont allées à d'autres.",
               "All seats of the mentors who are possible for the student went to others."))

PHRASE(NO_STUDENTS, "Er zijn geen (andere) studenten.", "Det finns inga (andra) studenter.",
       "Det finnes ingen (andre) studenter.", "Es gibt keine (weiteren) Studierenden.",
       "Il n'y a aucune (autre) personne étudiante.", "There are no (other) students.")
PHRASE_OF(MENTOR, NOBODY_ELIGIBLE,
          YOU("Geen (andere) student heeft de studierichting of taal die je vraagt.",
              "Ingen (annan) student har det ämnesområde eller språk som du begär.",
              "Ingen (annen) student har fagfeltet eller språket du ber om.",
              "Keine (andere) studierende Person hat das Studienfach oder die Sprache, die Sie "
              "wünschen.",
              "Aucune (autre) personne étudiante n'a le domaine d'études ou la langue que vous "
              "demandez.",
              "No (other) student has the field or language you ask for."),
          THEY("Geen (andere) student heeft de studierichting of taal die deze mentor vraagt.",
               "Ingen (annan) student har det ämnesområde eller språk som den här mentorn begär.",
               "Ingen (annen) student har fagfeltet eller språket denne mentoren ber om.",
               "Keine (andere) studierende Person hat das Studienfach oder die Sprache, die die "
               "Mentoring-Person wünscht.",
               "Aucune (autre) personne étudiante n'a le domaine d'études ou la langue que la "
               "personne mentore demande.",
               "No (other) student has the field or language this mentor asks for."))
PHRASE_OF(MENTOR, ALL_EXCLUDED,
          YOU("De regels sluiten elke (andere) student uit die voor jou openstond.",
              "Reglerna utesluter varje (annan) student som vore öppen för dig.",
              "Reglene utelukker hver (annen) student som var åpen for deg.",
              "Die Regeln schließen jede (andere) studierende Person aus, die für Sie infrage "
              "käme.",
              "Les règles excluent toute (autre) personne étudiante qui vous serait ouverte.",
              "The rules exclude every (other) student who would be open to you."),
          THEY("De regels sluiten elke (andere) student uit die voor deze mentor openstond.",
               "Reglerna utesluter varje (annan) student som vore öppen för den här mentorn.",
               "Reglene utelukker hver (annen) student som var åpen for denne mentoren.",
               "Die Regeln schließen jede (andere) studierende Person aus, die für die "
               "Mentoring-Person infrage käme.",
               "Les règles excluent toute (autre) personne étudiante qui serait ouverte à la "
               "personne mentore.",
               "The rules exclude every (other) student who would be open to this mentor."))
PHRASE_OF(MENTOR, ALL_BELOW_MINIMUM,
          YOU("Van de (andere) studenten die voor jou openstaan, haalt niemand het minimum van "
              "{2}; de beste score is {1}.",
              "Av de (andra) studenter som är öppna för dig når ingen minimigränsen {2}; den bästa "
              "poängen är {1}.",
              "Av de (andre) studentene som er åpne for deg, når ingen minimumsgrensen {2}; den "
              "beste poengsummen er {1}.",
              "Von den (anderen) Studierenden, die für Sie infrage kommen, erreicht niemand das "
              "Minimum von {2}; der beste Wert ist {1}.",
              "Parmi les (autres) personnes étudiantes qui vous sont ouvertes, aucune n'atteint le "
              "minimum de {2}\u00a0; le meilleur score est {1}.",
              "Of the (other) students open to you, none reaches the minimum of {2}; the best "
              "score is {1}."),
          THEY("Van de (andere) studenten die voor deze mentor openstaan, haalt niemand het "
               "minimum van {2}; de beste score is {1}.",
               "Av de (andra) studenter som är öppna för den här mentorn når ingen minimigränsen "
               "{2}; den bästa poängen är {1}.",
               "Av de (andre) studentene som er åpne for denne mentoren, når ingen "
               "minimumsgrensen {2}; den beste poengsummen er {1}.",
               "Von den (anderen) Studierenden, die für die Mentoring-Person infrage kommen, "
               "erreicht niemand das Minimum von {2}; der beste Wert ist {1}.",
               "Parmi les (autres) personnes étudiantes ouvertes à la personne mentore, aucune "
               "n'atteint le minimum de {2}\u00a0; le meilleur score est {1}.",
               "Of the (other) students open to this mentor, none reaches the minimum of {2}; the "
               "best score is {1}."))
PHRASE_OF(MENTOR, NOT_WISHED,
          YOU("De (andere) studenten die voor jou mogelijk zijn, hebben een lijst met wensen "
              "waarop je niet staat.",
              "De (andra) studenter som är möjliga för dig har en önskelista där du inte står.",
              "De (andre) studentene som er mulige for deg, har en ønskeliste der du ikke står.",
              "Die (anderen) für Sie möglichen Studierenden haben eine Wunschliste, auf der Sie "
              "nicht stehen.",
              "Les (autres) personnes étudiantes possibles pour vous ont une liste de souhaits où "
              "vous ne figurez pas.",
              "The (other) students who are possible for you have a list of wishes without you."),
          THEY("De (andere) studenten die voor deze mentor mogelijk zijn, hebben een lijst met "
               "wensen waarop deze mentor niet staat.",
               "De (andra) studenter som är möjliga för den här mentorn har en önskelista där "
               "mentorn inte står.",
               "De (andre) studentene som er mulige for denne mentoren, har en ønskeliste der "
               "mentoren ikke står.",
               "Die (anderen) für die Mentoring-Person möglichen Studierenden haben eine "
               "Wunschliste, auf der die Mentoring-Person nicht steht.",
               "Les (autres) personnes étudiantes possibles pour la personne mentore ont une liste "
               "de souhaits où celle-ci ne figure pas.",
               "The (other) students who are possible for this mentor have a list of wishes "
               "without this mentor."))
PHRASE_OF(MENTOR, STUDENTS_FIXED,
          YOU("De regels geven elke (andere) student die voor jou mogelijk is een andere mentor.",
              "Reglerna ger varje (annan) student som är möjlig för dig en annan mentor.",
              "Reglene gir hver (annen) student som er mulig for deg, en annen mentor.",
              "Die Regeln geben allen (anderen) für Sie möglichen Studierenden eine andere "
              "Mentoring-Person.",
              "Les règles donnent une autre personne mentore à toute (autre) personne étudiante "
              "possible pour vous.",
              "The rules give every (other) student who is possible for you another mentor."),
          THEY("De regels geven elke (andere) student die voor deze mentor mogelijk is een andere "
               "mentor.",
               "Reglerna ger varje (annan) student som är möjlig för den här mentorn en annan "
               "mentor.",
               "Reglene gir hver (annen) student som er mulig for denne mentoren, en annen mentor.",
               "Die Regeln geben allen (anderen) für die Mentoring-Person möglichen Studierenden "
               "eine andere Mentoring-Person.",
               "Les règles donnent une autre personne mentore à toute (autre) personne étudiante "
               "possible pour la personne mentore.",
               "The rules give every (other) student who is possible for this mentor another "
               "mentor."))
PHRASE_OF(MENTOR, STUDENTS_ADD_NOTHING,
          YOU("De studenten die voor jou mogelijk zijn en geen mentor hebben, scoren 0: dat voegt "
              "niets toe aan het totaal.",
              "De studenter som är möjliga för dig och saknar mentor ger 0 poäng: det tillför "
              "inget till totalen.",
              "Studentene som er mulige for deg og mangler mentor, gir 0 poeng: det tilfører ikke "
              "totalen noe.",
              "Die für Sie möglichen Studierenden ohne Mentoring-Person haben den Wert 0: das "
              "trägt nichts zur Summe bei.",
              "Les personnes étudiantes possibles pour vous qui n'ont pas de personne mentore ont "
              "un score de 0\u00a0: cela n'ajoute rien au total.",
              "The students who are possible for you and have no mentor score 0, which adds "
              "nothing to the total."),
          THEY("De studenten die voor deze mentor mogelijk zijn en geen mentor hebben, scoren 0: "
               "dat voegt niets toe aan het totaal.",
               "De studenter som är möjliga för den här mentorn och saknar mentor ger 0 poäng: det "
               "tillför inget till totalen.",
               "Studentene som er mulige for denne mentoren og mangler mentor, gir 0 poeng: det "
               "tilfører ikke totalen noe.",
               "Die für diese Mentoring-Person möglichen Studierenden ohne Mentoring-Person haben "
               "den Wert 0: das trägt nichts zur Summe bei.",
               "Les personnes étudiantes possibles pour cette personne mentore qui n'ont pas de "
               "personne mentore ont un score de 0\u00a0: cela n'ajoute rien au total.",
               "The students who are possible for this mentor and have no mentor score 0, which "
               "adds nothing to the total."))
PHRASE_OF(MENTOR, STUDENTS_MATCHED,
          YOU("Alle (andere) studenten die voor jou mogelijk zijn, hebben een mentor.",
              "Alla (andra) studenter som är möjliga för dig har en mentor.",
              "Alle (andre) studenter som er mulige for deg, har en mentor.",
              "Alle (anderen) für Sie möglichen Studierenden haben eine Mentoring-Person.",
              "Toutes les (autres) personnes étudiantes possibles pour vous ont une personne "
              "mentore.",
              "All (other) students who are possible for you have a mentor."),
          THEY("Alle (andere) studenten die voor deze mentor mogelijk zijn, hebben een mentor.",
               "Alla (andra) studenter som är möjliga för den här mentorn har en mentor.",
               "Alle (andre) studenter som er mulige for denne mentoren, har en mentor.",
               "Alle (anderen) für die Mentoring-Person möglichen Studierenden haben eine "
               "Mentoring-Person.",
               "Toutes les (autres) personnes étudiantes possibles pour la personne mentore ont "
               "une personne mentore.",
               "All (other) students who are possible for this mentor have a mentor."))
