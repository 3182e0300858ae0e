#include "api/notice_letter.h"

#include <stddef.h>

/* Requests, needs and offers. In the order of enum label_language: nl, sv, nb, de, fr, en. Who
 * did it themselves is not told; so what is said to both sides fits both. */
const struct notice_words notice_words_requests[] = {
    {.notice = "mentoring_request.submit",
     .party = "student",
     .due = NOTICE_DUE_THEIRS,
     .in = {{"Er is een mentor voor je gevraagd",
             "er is namens jou een aanvraag voor mentoring verstuurd. Je hoort het zodra de mentor "
             "antwoordt."},
            {"En mentor har tillfrågats åt dig", "en förfrågan om mentorskap har skickats för din "
                                                 "räkning. Du får besked när mentorn svarar."},
            {"En mentor er spurt på dine vegne", "en forespørsel om mentoring er sendt på dine "
                                                 "vegne. Du får beskjed når mentoren svarer."},
            {"Eine Mentoring-Anfrage wurde für Sie gesendet",
             "in Ihrem Namen wurde eine Mentoring-Anfrage gesendet. Sie erfahren es, sobald die "
             "Antwort da ist."},
            {"Une demande de mentorat a été envoyée pour vous",
             "une demande de mentorat a été envoyée en votre nom. Nous vous écrirons dès que la "
             "réponse sera là."},
            {"A request for mentoring was sent for you",
             "a request for mentoring was sent on your behalf. You will hear as soon as the mentor "
             "answers."}}},
    {.notice = "mentoring_request.submit",
     .party = "mentor",
     .due = NOTICE_DUE_YOURS,
     .in = {{"Een student vraagt je als mentor",
             "een student heeft je om mentoring gevraagd. Je kunt ja of nee zeggen, of eerst om "
             "meer uitleg vragen."},
            {"En student frågar dig som mentor",
             "en student har bett dig om mentorskap. Du kan svara ja eller nej, eller först be om "
             "att få veta mer."},
            {"En student spør deg som mentor", "en student har spurt deg om mentoring. Du kan si "
                                               "ja eller nei, eller først be om å få vite mer."},
            {"Jemand bittet Sie um Mentoring",
             "eine Studentin oder ein Student bittet Sie um Mentoring. Sie können zusagen, absagen "
             "oder zuerst nachfragen."},
            {"Une demande de mentorat pour vous",
             "une étudiante ou un étudiant vous demande un mentorat. Vous pouvez accepter, "
             "refuser, ou d'abord demander des précisions."},
            {"A student asks you to be their mentor",
             "a student has asked you for mentoring. You can say yes or no, or ask to know more "
             "first."}}},
    {.notice = "mentoring_request.ask_info",
     .party = "student",
     .due = NOTICE_DUE_YOURS,
     .in = {{"De mentor wil graag meer weten",
             "de mentor wil graag meer weten voordat je antwoord krijgt op je aanvraag. Vertel er "
             "gerust meer over."},
            {"Mentorn vill gärna veta mer",
             "mentorn vill gärna veta mer innan du får svar på din förfrågan. Berätta gärna mer."},
            {"Mentoren vil gjerne vite mer", "mentoren vil gjerne vite mer før du får svar på "
                                             "forespørselen din. Fortell gjerne mer."},
            {"Zu Ihrer Anfrage gibt es eine Rückfrage",
             "bevor Ihre Mentoring-Anfrage beantwortet wird, gibt es eine Rückfrage an Sie."},
            {"Une question sur votre demande", "une précision est souhaitée avant la réponse à "
                                               "votre demande de mentorat. Merci de la donner."},
            {"The mentor would like to know more",
             "the mentor would like to know more before answering your request. Please tell them "
             "more."}}},
    {.notice = "mentoring_request.answer",
     .party = "mentor",
     .due = NOTICE_DUE_YOURS,
     .in = {{"De student heeft je meer verteld",
             "de student heeft je vraag over de aanvraag beantwoord. De aanvraag wacht nu op jouw "
             "antwoord."},
            {"Studenten har berättat mer",
             "studenten har svarat på din fråga om förfrågan. Nu väntar den på ditt svar."},
            {"Studenten har fortalt mer", "studenten har svart på spørsmålet ditt om "
                                          "forespørselen. Nå venter den på svaret ditt."},
            {"Ihre Rückfrage wurde beantwortet",
             "Ihre Rückfrage zu einer Mentoring-Anfrage wurde beantwortet. Nun wartet die Anfrage "
             "auf Ihre Antwort."},
            {"Votre question a reçu une réponse",
             "votre question sur une demande de mentorat a reçu une réponse. La demande attend "
             "maintenant la vôtre."},
            {"The student has told you more", "the student has answered your question about the "
                                              "request. Now it waits for your answer."}}},
    {.notice = "mentoring_request.wait",
     .party = "student",
     .due = NOTICE_DUE_LASTS,
     .in = {{"Je aanvraag staat op de wachtlijst",
             "de mentor die je vroeg heeft nu geen plaats vrij. Je aanvraag staat op de "
             "wachtlijst; je hoort het als er een plaats vrijkomt."},
            {"Din förfrågan står på väntelistan",
             "mentorn som du frågade har ingen ledig plats just nu. Din förfrågan står på "
             "väntelistan; du får besked när en plats blir ledig."},
            {"Forespørselen din står på venteliste",
             "mentoren du spurte, har ingen ledig plass nå. Forespørselen din står på venteliste; "
             "du får beskjed når en plass blir ledig."},
            {"Ihre Anfrage steht auf der Warteliste",
             "im gewünschten Mentoring ist zurzeit kein Platz frei. Ihre Anfrage steht auf der "
             "Warteliste; Sie erfahren es, sobald ein Platz frei wird."},
            {"Votre demande est sur liste d'attente",
             "aucune place n'est libre pour le moment dans le mentorat demandé. Votre demande est "
             "sur liste d'attente ; nous vous écrirons dès qu'une place se libère."},
            {"Your request is on the waiting list",
             "the mentor you asked has no free seat now. Your request is on the waiting list; you "
             "will hear when a seat is free."}}},
    {.notice = "mentoring_request.promote",
     .party = "student",
     .due = NOTICE_DUE_THEIRS,
     .in = {{"Er is een plaats vrij voor je aanvraag",
             "bij de mentor die je vroeg is een plaats vrijgekomen. Je aanvraag wacht nu op "
             "antwoord."},
            {"Det finns en ledig plats för din förfrågan",
             "hos mentorn som du frågade har en plats blivit ledig. Din förfrågan väntar nu på "
             "svar."},
            {"Det er en ledig plass til forespørselen din",
             "hos mentoren du spurte, er det blitt en ledig plass. Forespørselen din venter nå på "
             "svar."},
            {"Für Ihre Anfrage ist ein Platz frei",
             "im gewünschten Mentoring ist ein Platz frei geworden. Ihre Anfrage wartet nun auf "
             "Antwort."},
            {"Une place est libre pour votre demande",
             "une place s'est libérée dans le mentorat demandé. Votre demande attend maintenant "
             "une réponse."},
            {"A seat is free for your request",
             "a seat is free with the mentor you asked. Your request now waits for an answer."}}},
    {.notice = "mentoring_request.promote",
     .party = "mentor",
     .due = NOTICE_DUE_YOURS,
     .in =
         {{"Een aanvraag van je wachtlijst is aan de beurt",
           "je hebt een plaats vrij, en een aanvraag van je wachtlijst wacht nu op jouw antwoord."},
          {"En förfrågan på din väntelista står på tur",
           "du har en ledig plats, och en förfrågan på din väntelista väntar nu på ditt svar."},
          {"En forespørsel på ventelisten din står for tur",
           "du har en ledig plass, og en forespørsel på ventelisten din venter nå på svaret ditt."},
          {"Eine Anfrage auf Ihrer Warteliste ist an der Reihe",
           "Sie haben einen freien Platz, und eine Anfrage von Ihrer Warteliste wartet nun auf "
           "Ihre Antwort."},
          {"Une demande de votre liste d'attente",
           "vous avez une place libre, et une demande de votre liste d'attente attend maintenant "
           "votre réponse."},
          {"A request on your waiting list is next",
           "you have a free seat, and a request on your waiting list now waits for your answer."}}},
    {.notice = "mentoring_request.accept",
     .party = "student",
     .in = {{"Je aanvraag is aangenomen",
             "je aanvraag voor mentoring is aangenomen. Bij Kring zie je nu hoe jullie elkaar "
             "bereiken, en kunnen jullie beginnen."},
            {"Din förfrågan har accepterats",
             "din förfrågan om mentorskap har accepterats. På Kring ser du nu hur ni når varandra, "
             "och ni kan börja."},
            {"Forespørselen din er godtatt",
             "forespørselen din om mentoring er godtatt. På Kring ser du nå hvordan dere når "
             "hverandre, og dere kan begynne."},
            {"Ihre Anfrage wurde angenommen",
             "Ihre Mentoring-Anfrage wurde angenommen. Bei Kring sehen Sie nun, wie Sie einander "
             "erreichen, und können beginnen."},
            {"Votre demande a été acceptée",
             "votre demande de mentorat a été acceptée. Sur Kring, vous voyez maintenant comment "
             "vous joindre, et vous pouvez commencer."},
            {"Your request was accepted", "your request for mentoring was accepted. At Kring you "
                                          "now see how to reach each other, and you can begin."}}},
    {.notice = "mentoring_request.accept",
     .party = "mentor",
     .in = {{"Een aanvraag is namens jou aangenomen",
             "een aanvraag aan jou voor mentoring is namens jou aangenomen. Bij Kring zie je nu "
             "hoe jullie elkaar bereiken, en kunnen jullie beginnen."},
            {"En förfrågan har accepterats åt dig",
             "en förfrågan till dig om mentorskap har accepterats för din räkning. På Kring ser du "
             "nu hur ni når varandra, och ni kan börja."},
            {"En forespørsel er godtatt på dine vegne",
             "en forespørsel til deg om mentoring er godtatt på dine vegne. På Kring ser du nå "
             "hvordan dere når hverandre, og dere kan begynne."},
            {"Eine Anfrage wurde für Sie angenommen",
             "eine Mentoring-Anfrage an Sie wurde in Ihrem Namen angenommen. Bei Kring sehen Sie "
             "nun, wie Sie einander erreichen, und können beginnen."},
            {"Une demande a été acceptée pour vous",
             "une demande de mentorat qui vous était adressée a été acceptée en votre nom. Sur "
             "Kring, vous voyez maintenant comment vous joindre, et vous pouvez commencer."},
            {"A request was accepted for you",
             "a request to you for mentoring was accepted on your behalf. At Kring you now see how "
             "to reach each other, and you can begin."}}},
    {.notice = "mentoring_request.decline",
     .party = "student",
     .in = {{"Je aanvraag is niet aangenomen",
             "je aanvraag voor mentoring is niet aangenomen. Je kunt een andere mentor vragen; als "
             "je dat zo hebt gekozen, wordt je volgende keuze nu gevraagd."},
            {"Din förfrågan har avböjts",
             "din förfrågan om mentorskap har avböjts. Du kan fråga en annan mentor; om du har "
             "valt det tillfrågas nu ditt nästa val."},
            {"Forespørselen din er avslått",
             "forespørselen din om mentoring er avslått. Du kan spørre en annen mentor; hvis du "
             "har valgt det, blir ditt neste valg spurt nå."},
            {"Ihre Anfrage wurde abgelehnt",
             "Ihre Mentoring-Anfrage wurde abgelehnt. Sie können anderswo anfragen; falls Sie es "
             "so gewählt haben, wird nun Ihre nächste Wahl gefragt."},
            {"Votre demande a été refusée",
             "votre demande de mentorat a été refusée. Vous pouvez en faire une autre ; si vous "
             "l'avez voulu ainsi, votre choix suivant est maintenant sollicité."},
            {"Your request was declined",
             "your request for mentoring was declined. You can ask another mentor; if you chose "
             "to, the next of your choices is asked now."}}},
    {.notice = "mentoring_request.withdraw",
     .party = "mentor",
     .in =
         {{"Een aanvraag is ingetrokken",
           "een aanvraag aan jou voor mentoring is ingetrokken. Je hoeft niets te doen."},
          {"En förfrågan har dragits tillbaka",
           "en förfrågan till dig om mentorskap har dragits tillbaka. Du behöver inte göra något."},
          {"En forespørsel er trukket tilbake",
           "en forespørsel til deg om mentoring er trukket tilbake. Du trenger ikke å gjøre noe."},
          {"Eine Anfrage wurde zurückgezogen",
           "eine Mentoring-Anfrage an Sie wurde zurückgezogen. Sie brauchen nichts zu tun."},
          {"Une demande a été retirée", "une demande de mentorat qui vous était adressée a été "
                                        "retirée. Vous n'avez rien à faire."},
          {"A request was withdrawn",
           "a request to you for mentoring was withdrawn. There is nothing to do."}}},
    {.notice = "mentoring_request.supersede",
     .party = "student",
     .in = {{"Een van je aanvragen is vervallen",
             "je hebt een mentor, dus een andere aanvraag van jou voor mentoring is vervallen. Je "
             "hoeft niets te doen."},
            {"En av dina förfrågningar har avslutats",
             "du har en mentor, och därför har en annan förfrågan från dig om mentorskap "
             "avslutats. Du behöver inte göra något."},
            {"En av forespørslene dine er avsluttet",
             "du har en mentor, og derfor er en annen forespørsel fra deg om mentoring avsluttet. "
             "Du trenger ikke å gjøre noe."},
            {"Eine Ihrer Anfragen hat sich erledigt",
             "Ihr Mentoring steht fest, daher hat sich eine andere Anfrage von Ihnen erledigt. Sie "
             "brauchen nichts zu tun."},
            {"Une de vos demandes a pris fin",
             "votre mentorat est trouvé : une autre de vos demandes a donc pris fin. Vous n'avez "
             "rien à faire."},
            {"One of your requests has ended", "you have a mentor, so another request of yours for "
                                               "mentoring has ended. There is nothing to do."}}},
    {.notice = "mentoring_request.supersede",
     .party = "mentor",
     .in = {{"Een aanvraag is vervallen", "de student heeft een mentor gevonden, dus de aanvraag "
                                          "aan jou is vervallen. Je hoeft niets te doen."},
            {"En förfrågan har avslutats", "studenten har fått en mentor, och därför har förfrågan "
                                           "till dig avslutats. Du behöver inte göra något."},
            {"En forespørsel er avsluttet",
             "studenten har fått en mentor, og derfor er forespørselen til deg avsluttet. Du "
             "trenger ikke å gjøre noe."},
            {"Eine Anfrage hat sich erledigt",
             "das Mentoring ist anderswo zustande gekommen, daher hat sich die Anfrage an Sie "
             "erledigt. Sie brauchen nichts zu tun."},
            {"Une demande a pris fin", "le mentorat a été trouvé ailleurs : la demande qui vous "
                                       "était adressée a donc pris fin. Vous n'avez rien à faire."},
            {"A request has ended", "the student has found a mentor, so the request to you has "
                                    "ended. There is nothing to do."}}},
    {.notice = "mentoring_request.remind",
     .party = "student",
     .due = NOTICE_DUE_LASTS,
     .in = {{"De tijd voor je aanvraag is bijna om",
             "je aanvraag voor mentoring staat nog open, en de tijd ervoor is bijna om. Is jou "
             "iets gevraagd? Geef dan nu antwoord."},
            {"Tiden för din förfrågan går snart ut",
             "din förfrågan om mentorskap är fortfarande öppen, och tiden för den går snart ut. "
             "Har du fått en fråga? Svara då nu."},
            {"Fristen for forespørselen din nærmer seg",
             "forespørselen din om mentoring er fortsatt åpen, og fristen nærmer seg. Har du fått "
             "et spørsmål? Svar i så fall nå."},
            {"Die Frist Ihrer Anfrage läuft bald ab",
             "Ihre Mentoring-Anfrage ist noch offen, und die Frist läuft bald ab. Gibt es eine "
             "Rückfrage an Sie? Dann beantworten Sie sie bitte jetzt."},
            {"Le délai de votre demande s'achève bientôt",
             "votre demande de mentorat est encore ouverte, et son délai s'achève bientôt. Une "
             "question vous a été posée ? Merci d'y répondre maintenant."},
            {"The time for your request ends soon",
             "your request for mentoring is still open, and the time for it ends soon. Were you "
             "asked something? Then please answer now."}}},
    {.notice = "mentoring_request.remind",
     .party = "mentor",
     .due = NOTICE_DUE_LASTS,
     .in = {{"Een aanvraag staat nog open",
             "een aanvraag aan jou voor mentoring staat nog open, en de tijd ervoor is bijna om. "
             "Heb je nog niet geantwoord? Doe het dan nu."},
            {"En förfrågan är fortfarande öppen",
             "en förfrågan till dig om mentorskap är fortfarande öppen, och tiden för den går "
             "snart ut. Har du inte svarat än? Gör det då nu."},
            {"En forespørsel er fortsatt åpen",
             "en forespørsel til deg om mentoring er fortsatt åpen, og fristen nærmer seg. Har du "
             "ikke svart ennå? Gjør det i så fall nå."},
            {"Eine Anfrage ist noch offen",
             "eine Mentoring-Anfrage an Sie ist noch offen, und die Frist läuft bald ab. Haben Sie "
             "noch nicht geantwortet? Dann tun Sie es bitte jetzt."},
            {"Une demande est encore ouverte",
             "une demande de mentorat qui vous est adressée est encore ouverte, et son délai "
             "s'achève bientôt. Vous n'avez pas encore répondu ? Merci de le faire maintenant."},
            {"A request is still open",
             "a request to you for mentoring is still open, and the time for it ends soon. Have "
             "you not answered yet? Then please do so now."}}},
    {.notice = "mentoring_request.expire",
     .party = "student",
     .in =
         {{"Je aanvraag is verlopen", "de tijd voor je aanvraag voor mentoring is om, dus die is "
                                      "vervallen. Je kunt een andere mentor vragen; als je dat zo "
                                      "hebt gekozen, wordt je volgende keuze nu gevraagd."},
          {"Din förfrågan har gått ut",
           "tiden för din förfrågan om mentorskap är slut, och den har avslutats. Du kan fråga en "
           "annan mentor; om du har valt det tillfrågas nu ditt nästa val."},
          {"Forespørselen din er utløpt",
           "fristen for forespørselen din om mentoring er ute, og den er avsluttet. Du kan spørre "
           "en annen mentor; hvis du har valgt det, blir ditt neste valg spurt nå."},
          {"Ihre Anfrage ist abgelaufen",
           "die Frist Ihrer Mentoring-Anfrage ist abgelaufen, und sie ist beendet. Sie können "
           "anderswo anfragen; falls Sie es so gewählt haben, wird nun Ihre nächste Wahl gefragt."},
          {"Votre demande a expiré", "le délai de votre demande de mentorat est passé, et elle a "
                                     "pris fin. Vous pouvez en faire une autre ; si vous l'avez "
                                     "voulu ainsi, votre choix suivant est maintenant sollicité."},
          {"Your request has expired",
           "the time for your request for mentoring is over, so it has ended. You can ask another "
           "mentor; if you chose to, the next of your choices is asked now."}}},
    {.notice = "mentoring_request.expire",
     .party = "mentor",
     .in = {{"Een aanvraag is verlopen", "de tijd voor een aanvraag aan jou voor mentoring is om, "
                                         "dus die is vervallen. Je hoeft niets te doen."},
            {"En förfrågan har gått ut", "tiden för en förfrågan till dig om mentorskap är slut, "
                                         "och den har avslutats. Du behöver inte göra något."},
            {"En forespørsel er utløpt", "fristen for en forespørsel til deg om mentoring er ute, "
                                         "og den er avsluttet. Du trenger ikke å gjøre noe."},
            {"Eine Anfrage ist abgelaufen",
             "die Frist einer Mentoring-Anfrage an Sie ist abgelaufen, und sie ist beendet. Sie "
             "brauchen nichts zu tun."},
            {"Une demande a expiré", "le délai d'une demande de mentorat qui vous était adressée "
                                     "est passé, et elle a pris fin. Vous n'avez rien à faire."},
            {"A request has expired", "the time for a request to you for mentoring is over, so it "
                                      "has ended. There is nothing to do."}}},
    {.notice = "need.choices_exhausted",
     .party = "student",
     .in = {{"Er staat niemand meer op je lijst",
             "van de mentoren op je lijst kan niemand meer worden gevraagd. Je kunt anderen "
             "noemen, of je universiteit om hulp vragen."},
            {"Ingen är kvar på din lista",
             "av mentorerna på din lista finns ingen kvar att fråga. Du kan välja andra, eller be "
             "ditt universitet om hjälp."},
            {"Ingen er igjen på listen din",
             "av mentorene på listen din er det ingen igjen å spørre. Du kan velge andre, eller be "
             "universitetet ditt om hjelp."},
            {"Auf Ihrer Liste ist niemand mehr übrig",
             "von Ihrer Liste kann niemand mehr gefragt werden. Sie können andere nennen oder Ihre "
             "Universität um Hilfe bitten."},
            {"Il n'y a plus personne sur votre liste",
             "plus personne de votre liste ne peut être sollicité. Vous pouvez faire d'autres "
             "choix, ou demander l'aide de votre université."},
            {"Nobody is left on your list",
             "none of the mentors on your list is left to be asked. You can name others, or ask "
             "your university for help."}}},
    {.notice = "mentor_offer.expire",
     .party = "mentor",
     .in = {{"Je aanbod als mentor is afgelopen",
             "je aanbod om mentor te zijn is afgelopen, omdat het programma voorbij is of het "
             "aanbod nooit is opengesteld."},
            {"Ditt erbjudande som mentor har gått ut",
             "ditt erbjudande att vara mentor har gått ut, eftersom programmet är slut eller "
             "erbjudandet aldrig öppnades."},
            {"Tilbudet ditt som mentor er utløpt",
             "tilbudet ditt om å være mentor er utløpt, fordi programmet er over eller tilbudet "
             "aldri ble åpnet."},
            {"Ihr Mentoring-Angebot ist beendet",
             "Ihr Mentoring-Angebot ist beendet, weil das Programm vorbei ist oder das Angebot nie "
             "geöffnet wurde."},
            {"Votre offre de mentorat a pris fin",
             "votre offre de mentorat a pris fin, parce que le programme est terminé ou que "
             "l'offre n'a jamais été ouverte."},
            {"Your offer as a mentor has ended",
             "your offer to be a mentor has ended, because the programme is over or the offer was "
             "never opened."}}},
    {.notice = NULL}};
