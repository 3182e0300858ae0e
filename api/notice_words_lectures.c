#include "api/notice_letter.h"

#include <stddef.h>

/* Guest lectures. In the order of enum label_language: nl, sv, nb, de, fr, en. Who did it
 * themselves is not told; so what is said to both sides fits both. */
const struct notice_words notice_words_lectures[] = {
    {.notice = "lecture_booking.invite",
     .party = "speaker",
     .due = NOTICE_DUE_YOURS,
     .in = {{"Een uitnodiging voor een gastcollege",
             "een docent nodigt je uit om een gastcollege te geven. Bekijk de uitnodiging, en zeg "
             "ja of nee."},
            {"En inbjudan till en gästföreläsning",
             "en lärare bjuder in dig att hålla en gästföreläsning. Titta på inbjudan, och svara "
             "ja eller nej."},
            {"En invitasjon til en gjesteforelesning",
             "en underviser inviterer deg til å holde en gjesteforelesning. Se på invitasjonen, og "
             "svar ja eller nei."},
            {"Eine Einladung zu einem Gastvortrag",
             "Sie sind eingeladen, einen Gastvortrag zu halten. Bitte sehen Sie sich die Einladung "
             "an und sagen Sie zu oder ab."},
            {"Une invitation à donner une conférence",
             "un cours vous invite à donner une conférence. Regardez l'invitation, et dites oui ou "
             "non."},
            {"An invitation to give a guest lecture",
             "a course invites you to give a guest lecture. Please look at the invitation, and say "
             "yes or no."}}},
    {.notice = "lecture_booking.accept",
     .party = "teacher",
     .due = NOTICE_DUE_YOURS,
     .in = {{"De spreker zegt ja", "een spreker heeft ja gezegd tegen je uitnodiging voor een "
                                   "gastcollege. Bevestig nu tijd en plaats."},
            {"Föreläsaren säger ja", "en föreläsare har sagt ja till din inbjudan till en "
                                     "gästföreläsning. Bekräfta nu tid och plats."},
            {"Foreleseren sier ja", "en foreleser har sagt ja til invitasjonen din til en "
                                    "gjesteforelesning. Bekreft nå tid og sted."},
            {"Eine Zusage für Ihren Gastvortrag",
             "Ihre Einladung zu einem Gastvortrag wurde angenommen. Bitte bestätigen Sie nun Zeit "
             "und Ort."},
            {"Un oui pour votre conférence", "votre invitation à donner une conférence a été "
                                             "acceptée. Confirmez maintenant l'heure et le lieu."},
            {"The speaker says yes", "a speaker has said yes to your invitation to give a guest "
                                     "lecture. Please confirm time and place now."}}},
    {.notice = "lecture_booking.decline",
     .party = "teacher",
     .in = {{"De spreker kan niet", "je uitnodiging voor een gastcollege is afgewezen. Je kunt een "
                                    "andere spreker uitnodigen."},
            {"Föreläsaren kan inte",
             "din inbjudan till en gästföreläsning har fått nej. Du kan bjuda in någon annan."},
            {"Foreleseren kan ikke",
             "invitasjonen din til en gjesteforelesning har fått nei. Du kan invitere noen andre."},
            {"Eine Absage für Ihren Gastvortrag", "Ihre Einladung zu einem Gastvortrag wurde "
                                                  "abgelehnt. Sie können jemand anderen einladen."},
            {"Un non pour votre conférence", "votre invitation à donner une conférence a été "
                                             "déclinée. Vous pouvez inviter quelqu'un d'autre."},
            {"The speaker cannot come", "your invitation to give a guest lecture was declined. You "
                                        "can invite another speaker."}}},
    {.notice = "lecture_booking.withdraw",
     .party = "speaker",
     .in =
         {{"Een uitnodiging is ingetrokken",
           "een uitnodiging voor een gastcollege is ingetrokken. Je hoeft niets te doen."},
          {"En inbjudan är återtagen",
           "en inbjudan till en gästföreläsning har dragits tillbaka. Du behöver inte göra något."},
          {"En invitasjon er trukket tilbake", "en invitasjon til en gjesteforelesning er trukket "
                                               "tilbake. Du trenger ikke å gjøre noe."},
          {"Eine Einladung wurde zurückgezogen",
           "eine Einladung zu einem Gastvortrag wurde zurückgezogen. Sie brauchen nichts zu tun."},
          {"Une invitation a été retirée",
           "une invitation à donner une conférence a été retirée. Vous n'avez rien à faire."},
          {"An invitation was withdrawn",
           "an invitation to give a guest lecture was taken back. There is nothing to do."}}},
    {.notice = "lecture_booking.confirm",
     .party = "speaker",
     .in = {{"Je gastcollege staat vast", "tijd en plaats van je gastcollege zijn bevestigd. Bij "
                                          "Kring zie je ze, met een bestand voor je agenda."},
            {"Din gästföreläsning är bekräftad",
             "tid och plats för din gästföreläsning är bekräftade. På Kring ser du dem, med en fil "
             "till din kalender."},
            {"Gjesteforelesningen din er bekreftet",
             "tid og sted for gjesteforelesningen din er bekreftet. På Kring ser du dem, med en "
             "fil til kalenderen din."},
            {"Ihr Gastvortrag ist bestätigt",
             "Zeit und Ort Ihres Gastvortrags sind bestätigt. Bei Kring sehen Sie beides, mit "
             "einer Datei für Ihren Kalender."},
            {"Votre conférence est confirmée",
             "l'heure et le lieu de votre conférence sont confirmés. Sur Kring, vous les voyez, "
             "avec un fichier pour votre agenda."},
            {"Your guest lecture is confirmed",
             "time and place of your guest lecture are confirmed. At Kring you see them, with a "
             "file for your calendar."}}},
    {.notice = "lecture_booking.deliver",
     .party = "speaker",
     .due = NOTICE_DUE_YOURS,
     .in = {{"Bedankt voor je gastcollege",
             "je gastcollege is gegeven. Bedankt! Bij Kring kun je laten weten hoe het was."},
            {"Tack för din gästföreläsning",
             "din gästföreläsning har hållits. Tack! På Kring kan du berätta hur det var."},
            {"Takk for gjesteforelesningen",
             "gjesteforelesningen din er holdt. Takk! På Kring kan du fortelle hvordan det var."},
            {"Danke für Ihren Gastvortrag",
             "Ihr Gastvortrag ist gehalten. Vielen Dank! Bei Kring können Sie sagen, wie es war."},
            {"Merci pour votre conférence", "votre conférence a eu lieu. Merci ! Sur Kring, vous "
                                            "pouvez dire comment cela s'est passé."},
            {"Thank you for your guest lecture",
             "your guest lecture was held. Thank you! At Kring you can say how it was."}}},
    {.notice = "lecture_booking.cancel_speaker",
     .in =
         {{"Een gastcollege gaat niet door",
           "een gastcollege gaat niet door: de spreker kan niet komen. Bij Kring zie je de reden."},
          {"En gästföreläsning är inställd",
           "en gästföreläsning är inställd: föreläsaren kan inte komma. På Kring ser du skälet."},
          {"En gjesteforelesning er avlyst",
           "en gjesteforelesning er avlyst: foreleseren kan ikke komme. På Kring ser du grunnen."},
          {"Ein Gastvortrag fällt aus", "ein Gastvortrag fällt aus, weil der Vortrag abgesagt "
                                        "wurde. Den Grund sehen Sie bei Kring."},
          {"Une conférence est annulée", "une conférence n'aura pas lieu : la personne invitée ne "
                                         "peut pas venir. Sur Kring, vous en voyez la raison."},
          {"A guest lecture is called off", "a guest lecture will not be held: the speaker cannot "
                                            "come. At Kring you see the reason."}}},
    {.notice = "lecture_booking.cancel_host",
     .in =
         {{"Een gastcollege gaat niet door", "een gastcollege gaat niet door: het kan niet in het "
                                             "vak worden gegeven. Bij Kring zie je de reden."},
          {"En gästföreläsning är inställd",
           "en gästföreläsning är inställd: den kan inte hållas i kursen. På Kring ser du skälet."},
          {"En gjesteforelesning er avlyst",
           "en gjesteforelesning er avlyst: den kan ikke holdes i emnet. På Kring ser du grunnen."},
          {"Ein Gastvortrag fällt aus",
           "ein Gastvortrag fällt aus, weil er in der Lehrveranstaltung nicht stattfinden kann. "
           "Den Grund sehen Sie bei Kring."},
          {"Une conférence est annulée",
           "une conférence n'aura pas lieu : elle ne peut pas se tenir dans le cours. Sur Kring, "
           "vous en voyez la raison."},
          {"A guest lecture is called off", "a guest lecture will not be held: the course cannot "
                                            "have it. At Kring you see the reason."}}},
    {.notice = "lecture_booking.no_show",
     .party = "speaker",
     .in = {{"Je gastcollege is gemist", "er is genoteerd dat je niet bij je gastcollege was. "
                                         "Klopt dat niet? Laat het je universiteit weten."},
            {"Din gästföreläsning blev inte av",
             "det har noterats att du inte kom till din gästföreläsning. Stämmer det inte? Säg "
             "till ditt universitet."},
            {"Gjesteforelesningen din ble ikke noe av",
             "det er notert at du ikke kom til gjesteforelesningen din. Stemmer det ikke? Si fra "
             "til universitetet ditt."},
            {"Ihr Gastvortrag fand nicht statt",
             "es wurde vermerkt, dass Sie zu Ihrem Gastvortrag nicht gekommen sind. Stimmt das "
             "nicht? Bitte sagen Sie es Ihrer Universität."},
            {"Votre conférence n'a pas eu lieu",
             "il a été noté que vous n'êtes pas venu à votre conférence. Ce n'est pas exact ? "
             "Dites-le à votre université."},
            {"Your guest lecture was missed",
             "it was noted that you did not come to your guest lecture. Is that not so? Please "
             "tell your university."}}},
    {.notice = "lecture_booking.remind",
     .due = NOTICE_DUE_LASTS,
     .in = {{"Een gastcollege komt dichterbij",
             "een gastcollege waar je bij betrokken bent komt dichterbij, of wacht nog op een "
             "antwoord. Bij Kring zie je wat er nog te doen is."},
            {"En gästföreläsning närmar sig",
             "en gästföreläsning som du är med om närmar sig, eller väntar fortfarande på svar. På "
             "Kring ser du vad som återstår."},
            {"En gjesteforelesning nærmer seg",
             "en gjesteforelesning som du er med på nærmer seg, eller venter fortsatt på svar. På "
             "Kring ser du hva som gjenstår."},
            {"Ein Gastvortrag rückt näher",
             "ein Gastvortrag, an dem Sie beteiligt sind, rückt näher oder wartet noch auf eine "
             "Antwort. Bei Kring sehen Sie, was noch zu tun ist."},
            {"Une conférence approche",
             "une conférence qui vous concerne approche, ou attend encore une réponse. Sur Kring, "
             "vous voyez ce qui reste à faire."},
            {"A guest lecture comes near",
             "a guest lecture that you have part in comes near, or still waits for an answer. At "
             "Kring you see what is left to do."}}},
    {.notice = "lecture_booking.expire",
     .in = {{"Een uitnodiging is verlopen",
             "de tijd voor een uitnodiging voor een gastcollege is om, zonder dat die op tijd is "
             "beantwoord en bevestigd."},
            {"En inbjudan har gått ut", "tiden för en inbjudan till en gästföreläsning är slut "
                                        "utan att den besvarats och bekräftats i tid."},
            {"En invitasjon er utløpt", "fristen for en invitasjon til en gjesteforelesning er ute "
                                        "uten at den ble besvart og bekreftet i tide."},
            {"Eine Einladung ist abgelaufen",
             "die Frist einer Einladung zu einem Gastvortrag ist abgelaufen, ohne dass er "
             "rechtzeitig zugesagt und bestätigt war."},
            {"Une invitation a expiré", "le délai d'une invitation à donner une conférence est "
                                        "passé sans réponse ou sans confirmation."},
            {"An invitation has expired", "the time of an invitation to a guest lecture is over, "
                                          "and it was not answered and confirmed in time."}}},
    {.notice = "lecture_booking.finish",
     .due = NOTICE_DUE_YOURS,
     .in = {{"Hoe was het gastcollege?", "je gastcollege geldt nu als gegeven. Bedankt voor het "
                                         "meedoen! Bij Kring kun je laten weten hoe het was."},
            {"Hur var gästföreläsningen?", "gästföreläsningen räknas nu som hållen. Tack för att "
                                           "du var med! På Kring kan du berätta hur det var."},
            {"Hvordan var gjesteforelesningen?",
             "gjesteforelesningen regnes nå som holdt. Takk for at du var med! På Kring kan du "
             "fortelle hvordan det var."},
            {"Wie war der Gastvortrag?",
             "der Gastvortrag gilt nun als gehalten. Danke, dass Sie mitgemacht haben! Bei Kring "
             "können Sie sagen, wie es war."},
            {"Comment s'est passée la conférence ?",
             "la conférence est maintenant considérée comme donnée. Merci de votre participation ! "
             "Sur Kring, vous pouvez dire comment cela s'est passé."},
            {"How was the guest lecture?", "the guest lecture now counts as held. Thank you for "
                                           "taking part! At Kring you can say how it was."}}},
    {.notice = "lecture_offer.expire",
     .party = "speaker",
     .in = {{"Je aanbod voor een gastcollege is afgelopen",
             "je aanbod om een gastcollege te geven is afgelopen, omdat het programma voorbij is "
             "of het aanbod nooit is opengesteld."},
            {"Ditt erbjudande om en gästföreläsning har gått ut",
             "ditt erbjudande att hålla en gästföreläsning har gått ut, eftersom programmet är "
             "slut eller erbjudandet aldrig öppnades."},
            {"Tilbudet ditt om en gjesteforelesning er utløpt",
             "tilbudet ditt om å holde en gjesteforelesning er utløpt, fordi programmet er over "
             "eller tilbudet aldri ble åpnet."},
            {"Ihr Angebot eines Gastvortrags ist beendet",
             "Ihr Angebot, einen Gastvortrag zu halten, ist beendet, weil das Programm vorbei ist "
             "oder das Angebot nie geöffnet wurde."},
            {"Votre offre de conférence a pris fin",
             "votre offre de donner une conférence a pris fin, parce que le programme est terminé "
             "ou que l'offre n'a jamais été ouverte."},
            {"Your offer of a guest lecture has ended",
             "your offer to give a guest lecture has ended, because the programme is over or the "
             "offer was never opened."}}},
    {.notice = "lecture_request.reopen",
     .party = "teacher",
     .due = NOTICE_DUE_LASTS,
     .in = {{"Je vak zoekt weer een spreker", "je gastcollege gaat niet door, en je aanvraag staat "
                                              "weer open. Je kunt een andere spreker uitnodigen."},
            {"Din kurs söker åter en föreläsare",
             "din gästföreläsning blir inte av, och din förfrågan är öppen igen. Du kan bjuda in "
             "någon annan."},
            {"Emnet ditt søker igjen en foreleser",
             "gjesteforelesningen din blir ikke noe av, og forespørselen din er åpen igjen. Du kan "
             "invitere noen andre."},
            {"Ihr Gastvortrag ist wieder offen",
             "Ihr Gastvortrag findet nicht statt, und Ihre Anfrage ist wieder offen. Sie können "
             "jemand anderen einladen."},
            {"Votre demande est de nouveau ouverte",
             "votre conférence n'aura pas lieu, et votre demande est de nouveau ouverte. Vous "
             "pouvez inviter quelqu'un d'autre."},
            {"Your course is looking for a speaker again",
             "your guest lecture fell through, and your request is open again. You can invite "
             "another speaker."}}},
    {.notice = "lecture_request.expire",
     .party = "teacher",
     .in = {{"Je aanvraag voor een gastcollege is verlopen",
             "de dagen van je aanvraag voor een gastcollege zijn voorbij, en die is vervallen."},
            {"Din förfrågan om en gästföreläsning har gått ut",
             "dagarna för din förfrågan om en gästföreläsning är förbi, och den har avslutats."},
            {"Forespørselen din om en gjesteforelesning er utløpt",
             "dagene for forespørselen din om en gjesteforelesning er over, og den er avsluttet."},
            {"Ihre Anfrage nach einem Gastvortrag ist abgelaufen",
             "die Tage Ihrer Anfrage nach einem Gastvortrag sind vorbei, und sie ist beendet."},
            {"Votre demande de conférence a expiré",
             "les jours de votre demande de conférence sont passés, et elle a pris fin."},
            {"Your request for a guest lecture has expired",
             "the days of your request for a guest lecture are over, and it has ended."}}},
    {.notice = NULL},
};
